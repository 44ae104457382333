"""The example families: invented people, written through the vault as a worker would have written them.

No name, address or number in them is real: the telephone numbers are those kept free for drama, and the places do not
exist.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from toolkit.demo import decision
from toolkit.demo.story import Step, Writer, merged, moved, setting, shift_for, steps
from toolkit.forms import blocks, catalogue
from toolkit.forms.catalogue import FAMILY
from toolkit.forms.map_checks import numbers_of
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Answers, Context, ScoreSet, people_of
from toolkit.forms.records.case_note import failed_contact, quick_note
from toolkit.forms.rules import Entry
from toolkit.forms.vocabulary import Choice, Rows, option_pairs
from toolkit.practice.attention import Past
from toolkit.practice.context import context_for
from toolkit.practice.household import warning_lines
from toolkit.vault.audit import Author
from toolkit.vault.rows import Record
from toolkit.vault.vault import Vault

LATE_HOURS = 24
MAP = "safety_map"
FIRST_TYPED = ("contact", "event", "about")
"""What is there when a record is begun; the rest is written until it is finished."""


def build(folder: Path, passphrase: str, today: date | None = None) -> None:
    """Makes a vault in a folder that holds the example families. Takes some seconds.

    The story ends on `today` or on the Thursday before it; left out, that is this computer's day. Raises what
    `Vault.create` raises, and faults of the disk.
    """
    shift = shift_for(today or date.today())
    told = steps(shift)
    clock = StoryClock(_moment(told[0].begun or told[0].at) - timedelta(minutes=5))
    about = setting()
    vault, _ = Vault.create(folder, passphrase, about.vault_name, catalogue.load, now=clock)
    with vault:
        for key, value in about.facts.items():
            vault.facts.set(key, moved(value, shift))
        _tell(vault, told, about.writers, clock)


def add_example(vault: Vault, today: date | None = None) -> list[str]:
    """Puts the example families into an open vault and gives their ids. Takes some seconds.

    What the vault remembers about its own worker stays. The audit trail says that an example was put in, and flags
    that the days before it are not those of the computer's clock. Raises what saving raises.
    """
    told = steps(shift_for(today or date.today()))
    clock = StoryClock(_moment(told[0].begun or told[0].at) - timedelta(minutes=5))
    vault.audit.add("example put in, its days are invented", vault.facts.author().name)
    with vault.told_by(clock):
        # This row takes the flag of the clock that goes back, so that no record carries it.
        vault.audit.add("example begins", vault.facts.author().name)
        return _tell(vault, told, setting().writers, clock)


class StoryClock:
    """A clock that stands still until the story moves it on."""

    def __init__(self, now: datetime) -> None:
        self.wall = now

    def __call__(self) -> datetime:
        return self.wall.astimezone()

    def to(self, moment: datetime) -> None:
        """Moves on, and never back."""
        self.wall = max(self.wall, moment)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _tell(vault: Vault, told: list[Step], writers: Mapping[str, Writer], clock: StoryClock) -> list[str]:
    story = _Story(vault, writers, clock)
    for step in told:
        story.tell(step)
    return list(story.families.values())


@dataclass
class _Story:
    """What has been told so far. Families by folder, records by the name of their file."""

    vault: Vault
    writers: Mapping[str, Writer]
    clock: StoryClock
    families: dict[str, str] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    notes: dict[str, dict[str, Past]] = field(default_factory=dict)
    maps: dict[str, dict[str, Answers]] = field(default_factory=dict)

    def tell(self, step: Step) -> None:
        if step.do in ("finish", "draft") and not self.vault.catalogue.has(step.form):
            return
        self.clock.to(_moment(step.begun or step.at))
        match step.do:
            case "family":
                self._family(step)
            case "amend":
                self._amend(step)
            case "withdraw":
                moved = self.families[step.to]
                self.vault.records.withdraw(self._of(step).id, moved, self._author(step), step.reason)
            case "sent":
                self._sent(step)
            case "finish" | "draft":
                self._write(step)

    def _author(self, step: Step) -> Author:
        writer = self.writers[step.by]
        return Author(writer.name, writer.role)

    def _of(self, step: Step) -> Record:
        return self.records[f"{step.family}/{step.of}"]

    def _family(self, step: Step) -> None:
        records, author = self.vault.records, self._author(step)
        known = self.families.get(step.family)
        if known is None:
            record = records.create(FAMILY, None, step.answers, author)
            self.families[step.family] = record.id
            self.notes[step.family] = {}
            self.maps[step.family] = {}
        else:
            record = records.get(known)
        self.clock.to(_moment(step.at))
        record = records.close_living(record.id, merged(record.answers, step.answers), author)
        self.records[f"{step.family}/family"] = record

    def _write(self, step: Step) -> None:
        records, author = self.vault.records, self._author(step)
        answers = self._decided(step) if step.questions else self._answers(step)
        first = {key: answers[key] for key in FIRST_TYPED if key in answers}
        record = records.create(step.form, self.families[step.family], first, author)
        self.clock.to(_moment(step.at))
        if step.do == "draft":
            records.save_draft(record.id, answers)
        else:
            record = self._finish(step, record, answers, author)
        self.records[step.name] = record

    def _amend(self, step: Step) -> None:
        author = self._author(step)
        record = self.vault.records.amend(self._of(step).id, author, step.reason)
        self.clock.to(_moment(step.at))
        answers = merged(record.answers, step.answers)
        self.records[f"{step.family}/{step.of}"] = self._finish(step, record, answers, author)

    def _finish(self, step: Step, record: Record, answers: Answers, author: Author) -> Record:
        entry = self.vault.catalogue.get(record.form_id)
        if entry.form.living:
            return self.vault.records.close_living(record.id, answers, author)
        context = self._context(step, record.id, answers)
        meta = self._meta(step, record, author)
        made: dict[str, bytes] = {
            audience: blocks.to_json(outline(entry, answers, context, audience, meta))
            for audience in entry.form.copies
        }
        finished = self.vault.records.finish(record.id, answers, made, author, step.reason)
        if record.form_id == "case_note":
            self.notes[step.family][record.id] = Past(str(answers.get("event") or ""), answers)
        if record.form_id == MAP:
            self.maps[step.family][record.id] = answers
        return finished

    def _answers(self, step: Step) -> Answers:
        """The answers of a step; a quick note or a try that met nobody is filled up as the screen would."""
        short = step.quick or step.failed
        if not short:
            return dict(step.answers)
        context = self._context(step, "", short)
        given = quick_note(context, **short) if step.quick else failed_contact(context, **short)
        return {**given, **step.answers}

    def _decided(self, step: Step) -> Answers:
        """The answers of a decision to share, its questions answered each at its moment."""
        now = _moment(step.begun or step.at)
        context = self._context(step, "", {})
        answers = decision.begun(replace(context, now=now))
        for asked in step.questions:
            now = decision.moment_of(asked, now)
            answers = decision.answered(answers, asked, replace(context, now=now), self.writers[step.by].name)
        return answers

    def _context(self, step: Step, record_id: str, answers: Mapping[str, Any]) -> Context:
        now = _moment(step.at)
        event = answers.get("event")
        return context_for(
            self._family_file(step),
            now,
            event=event if isinstance(event, str) else None,
            written=self._first_written(record_id) or now,
            late_hours=LATE_HOURS,
            notes=[note for known, note in self.notes[step.family].items() if known != record_id],
            author=self._of(step).author if step.do == "amend" else self.writers[step.by].name,
            scores=self._scores(step, record_id, str(event or "")),
        )

    def _scores(self, step: Step, record_id: str, event: str) -> tuple[ScoreSet, ...]:
        """The numbers of the maps before this event, oldest first."""
        bare = Context(_moment(step.at), people_of(self._family_file(step)))
        earlier = [
            answers
            for known, answers in self.maps[step.family].items()
            if known != record_id and str(answers["event"]) <= event
        ]
        earlier.sort(key=lambda answers: str(answers["event"]))
        return tuple(found for answers in earlier if (found := numbers_of(answers, bare)))

    def _first_written(self, record_id: str) -> datetime | None:
        """When the first version of a record was finished; None while there is none."""
        found = self.vault.records.revisions(record_id) if record_id else []
        return _moment(found[0].written_local).replace(tzinfo=None) if len(found) > 1 else None

    def _family_file(self, step: Step) -> Answers:
        return self.vault.records.get(self.families[step.family]).answers

    def _meta(self, step: Step, record: Record, author: Author) -> Meta:
        family = self._family_file(step)
        kinds = _warning_kinds(self.vault.catalogue.family)
        lines = warning_lines(family, kinds, _moment(step.at).date())
        return Meta(
            family_reference=str(family.get("reference") or ""),
            status="final",
            version=record.revision,
            author=author.name,
            author_role=author.role,
            written=_moment(step.at),
            reason=record.reason,
            organisation=str(self.vault.facts.get("organisation", "")),
            contact=str(self.vault.facts.get("contact_line", "")),
            warnings=tuple(f"{line.kind}. {line.words}".rstrip(". ") for line in lines),
        )

    def _sent(self, step: Step) -> None:
        assert step.sent is not None
        record = self.vault.records.get(self._of(step).id)
        copy = "family" if step.sent.audience == "family" else "practitioner"
        paper = record.outlines.get(copy, b"")
        self.vault.releases.note(
            record.id,
            record.revision,
            step.sent.audience,
            step.sent.recipient,
            step.sent.how,
            step.sent.why,
            hashlib.sha256(paper).hexdigest(),
            self._author(step),
        )


def _warning_kinds(entry: Entry) -> dict[str, str]:
    """The words of the kinds of warning."""
    parts = [part for page in entry.form.pages for part in page.fields]
    rows = next(part for part in parts if isinstance(part, Rows) and part.key == "warnings")
    kind = next(part for part in rows.columns if isinstance(part, Choice) and part.key == "kind")
    return dict(option_pairs(kind.options))
