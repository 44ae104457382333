"""What the screens share while a vault is open, passed from page to page; nothing of it outlives the lock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from toolkit.errors import ToolkitError
from toolkit.forms.catalogue import FAMILY, Catalogue
from toolkit.forms.filed import FamilyNames
from toolkit.forms.map_checks import MAP_ORDER, SCALE_HIGH, SCALE_LOW, numbers_of
from toolkit.forms.people import Answers, Context, ScoreSet, rows_of
from toolkit.forms.vocabulary import Choice, Rows, option_pairs
from toolkit.forms.working_days import KEPT, as_fact
from toolkit.practice.agreed_days import AGREEMENT, DAYS, settled_days
from toolkit.practice.areas import (
    Area,
    Areas,
    LocalNumber,
    Number,
    facts_for_forms,
    local_from,
    numbers,
)
from toolkit.practice.attention import NOTE, VOICE, Attention, Past, attention
from toolkit.practice.chronology import Source
from toolkit.practice.context import context_for
from toolkit.practice.endings import endings, silenced, written_before
from toolkit.practice.findings import Findings, findings
from toolkit.practice.guidance import Cards
from toolkit.practice.household import WarningLine, people_on, warning_lines
from toolkit.practice.promises import ASKED_ALONE, CARRIED, Finished, kept, settled
from toolkit.practice.timeline_offers import said_twice
from toolkit.practice.wording import WordList
from toolkit.settings import Settings
from toolkit.ui.theme import Theme
from toolkit.ui.unseen import Unseen, unseen_in
from toolkit.vault.audit import Author
from toolkit.vault.rows import DueRow, FamilyRow, Standing
from toolkit.vault.vault import Vault

if TYPE_CHECKING:
    # Read when the first text is looked at, or the first name is looked for, not at the start.
    from toolkit.practice.names import NameIndex
    from toolkit.practice.other_families import KnownFamilies, Stranger
    from toolkit.practice.plain_words import PlainWords
    from toolkit.ui.release_leaving import Ways
    from toolkit.ui.spelling import Speller

TIMELINE = "timeline"
SCALED = ("safety_map", "taf")
"""The forms whose numbers make the history of a family: a map, and a meeting at which they are asked anew."""

LOOKED_INTO = 60
"""Families whose notes are read for days already settled."""
LIMIT_DAYS = 28
"""Days after which a fact of a child is shown in amber, until a worker sets another number."""


def local_now() -> datetime:
    """The wall time of this computer."""
    return datetime.now()


@dataclass
class Session:
    """An open vault with everything its pages need."""

    settings: Settings
    theme: Theme
    vault: Vault
    areas: Areas
    cards: Cards
    words: WordList
    clock: Callable[[], datetime] = local_now
    example: Callable[[Vault], object] | None = None
    """Puts the example family into a vault, where that is possible."""
    ways: Ways | None = None
    """Where copies go and which printer takes them; tests give their own, the program asks."""
    speller: Speller | None = None
    plain: PlainWords | None = None
    """Both made when they are first asked for."""
    known: KnownFamilies | None = None
    """What the families are known by, read when it is first asked for."""
    unseen_known: dict[str, tuple[tuple[date, int], list[Unseen]]] = field(default_factory=dict)
    """Who was not seen or heard, by family, with the day and the limit it was worked out for."""
    before_a_loss: set[tuple[str, str]] = field(default_factory=set, repr=False)
    """Of what `due` gave last, what also concerned somebody who has died since, as record id and path."""
    _standing: tuple[str, int, list[Standing]] | None = field(default=None, repr=False)
    """The records of the family read last, so that one page reads them once; of one family only, and never of two."""
    _names: tuple[tuple[FamilyNames, ...], NameIndex] | None = None
    """The names of all families, and what finds them."""

    @property
    def catalogue(self) -> Catalogue:
        """The forms on offer in this vault."""
        return self.vault.catalogue

    # Time and person

    def now(self) -> datetime:
        """Local wall time, to the minute."""
        return self.clock().replace(second=0, microsecond=0, tzinfo=None)

    def today(self) -> date:
        """The day by the wall."""
        return self.clock().date()

    def author(self) -> Author:
        """Who writes here."""
        return self.vault.facts.author()

    def limit_days(self) -> int:
        """Days after which not seen, or not heard, is shown in amber."""
        value = self.vault.facts.get("limit_days", LIMIT_DAYS)
        return value if isinstance(value, int) and value > 0 else LIMIT_DAYS

    # Families

    def family(self, family_id: str | None) -> Answers:
        """The answers of a family file; empty without a family. Raises what reading raises."""
        return self.vault.records.get(family_id).answers if family_id else {}

    def family_row(self, family_id: str) -> FamilyRow | None:
        """The line of a family in the caseload."""
        return next((row for row in self.vault.records.families() if row.id == family_id), None)

    def notes(self, family_id: str | None, except_id: str = "") -> list[Past]:
        """The finished case notes of a family, other than one record."""
        return [
            Past(one.event, one.answers, one.id)
            for one in self.standing(family_id)
            if one.form_id == NOTE and one.status == "final" and one.id != except_id
        ]

    def standing(self, family_id: str | None) -> list[Standing]:
        """The records of a family with their words, the earliest first. Read once, and again when anything was written."""
        if not family_id:
            return []
        now = self.vault.records.changes()
        if self._standing is None or self._standing[:2] != (family_id, now):
            self._standing = (family_id, now, self.vault.records.standing(family_id))
        return self._standing[2]

    def sources(self, family_id: str | None, except_id: str = "") -> list[Source]:
        """What is finished of a family, or lives, as history draws on it."""
        return [
            Source(one.id, one.form_id, one.event, one.answers, one.title, one.author, one.restricted)
            for one in self.standing(family_id)
            if one.status in ("final", "living") and one.id != except_id
        ]

    def findings(self, family_id: str, family: Answers | None = None) -> Findings:
        """Who of a family has not been seen or heard, and what else nobody knows yet."""
        answers = self.family(family_id) if family is None else family
        return findings(answers, self.sources(family_id), self.today())

    def context(
        self,
        family_id: str | None,
        *,
        event: str | None = None,
        written: datetime | None = None,
        except_id: str = "",
        author: str = "",
    ) -> Context:
        """What a form of this family is judged in, now or as it was when it was written."""
        return context_for(
            self.family(family_id),
            self.now(),
            event=event,
            written=written,
            late_hours=self.settings.late_hours,
            notes=self.notes(family_id, except_id),
            author=author or self.author().name,
            facts=self._facts(author) | self._abuse(family_id, except_id),
            scores=self.scores(family_id, event, except_id),
        )

    def _abuse(self, family_id: str | None, except_id: str) -> dict[str, str]:
        """What an agreement with the family says of domestic abuse, a draft too: a note may not have said it yet."""
        for one in self.standing(family_id):
            agreement = one.form_id == "agree_family" and one.status in ("draft", "final")
            if agreement and one.id != except_id and one.answers.get("abuse") == "yes":
                return {"@abuse": "yes"}
        return {}

    def maps(self, family_id: str | None, before: str | None = None, except_id: str = "") -> list[Answers]:
        """The finished maps and meetings of a family with a scale, other than one record, oldest first; with `before` those
        up to that moment."""
        return [
            one.answers
            for one in self.standing(family_id)
            if one.form_id in SCALED
            and one.status == "final"
            and one.id != except_id
            and (before is None or one.event <= before)
        ]

    def _facts(self, author: str) -> dict[str, str]:
        """Where the worker at this computer works, and as what; the role of somebody else who wrote is not known."""
        own = self.author()
        role = own.role if author in ("", own.name) else ""
        area = self.area
        facts = {
            "@organisation": str(self.fact("organisation")).strip(),
            "@author_role": role,
            "@contact": str(self.fact("contact_line")).strip(),
            "@limit_days": str(self.limit_days()),
            "@review_weeks": self._number("review_weeks"),
            "@minutes_days": self._number("minutes_days"),
            MAP_ORDER: "worries_first" if area.map_order == "worries_first" else "well_first",
            "@old_areas": "\n".join(pack.area for pack in self.areas.packs if pack.read_only),
            "@areas": "\n".join(pack.area for pack in self.areas.packs),
            SCALE_LOW: area.scale.low.strip(),
            SCALE_HIGH: area.scale.high.strip(),
        }
        return {
            **facts_for_forms(area),
            **as_fact(self.fact(KEPT)),
            **{key: words for key, words in facts.items() if words},
        }

    def _number(self, key: str) -> str:
        """A number a worker set, as text; nothing while it is as the forms have it."""
        value = self.fact(key, 0)
        return str(value) if isinstance(value, int) and value > 0 else ""

    def scores(
        self, family_id: str | None, before: str | None = None, except_id: str = ""
    ) -> tuple[ScoreSet, ...]:
        """Everybody's own numbers on the finished maps of a family, oldest first."""
        maps = self.maps(family_id, before, except_id)
        if not maps:
            return ()
        bare = Context(self.now(), people_on(self.family(family_id), self.today()))
        return tuple(found for answers in maps if (found := numbers_of(answers, bare)))

    def due(self, family_id: str | None = None) -> list[DueRow]:
        """What is due, without the days that what happened since has settled.

        In a very large caseload only the most urgent families are looked into: reading every note would keep Today waiting.
        """
        rows = self.vault.records.due(family_id)
        dated = [row for row in rows if row.kind == "date" and row.family_id]
        notes = list(dict.fromkeys(row.family_id for row in dated if row.form_id == "case_note"))
        series = list(dict.fromkeys(row.family_id for row in dated if row.form_id in CARRIED))
        met = {family: kept(self.notes(family)) for family in notes[:LOOKED_INTO]}
        alone = {row.family_id for row in dated if (row.form_id, row.path) == ASKED_ALONE}
        finished = {family: list(self._finished(family, family in alone)) for family in series[:LOOKED_INTO]}
        by_day = {row.family_id for row in dated if row.form_id == AGREEMENT and row.path.startswith(DAYS)}
        agreed = {
            pair
            for family, records in finished.items()
            if family in by_day
            for pair in settled_days(records, self.notes(family), self.today())
        }
        # Nobody has agreed to the days of a draft.
        agreed |= {
            (row.record_id, row.path)
            for row in dated
            if row.status == "draft" and row.form_id == AGREEMENT and row.path.startswith(DAYS)
        }
        gone_on = {pair for records in finished.values() for pair in settled(records)}
        quiet = self._silenced(rows)
        twice = said_twice(rows)
        return [
            row
            for row in rows
            if (row.path, row.day) not in met.get(row.family_id, ())
            and (row.record_id, row.path.partition("[")[0]) not in gone_on
            and (row.record_id, row.path) not in quiet
            and (row.record_id, row.path) not in agreed
            and (row.form_id != TIMELINE or (row.family_id, row.path) not in twice)
        ]

    def _silenced(self, rows: list[DueRow]) -> set[tuple[str, str]]:
        """What concerns nobody but somebody who died, or a pregnancy that ended, as record id and path.

        `before_a_loss` is what concerned them too, found in the same reading.
        """
        quiet = set()
        self.before_a_loss = set()
        families = dict.fromkeys(row.family_id for row in rows if row.family_id)
        for family_id in self.vault.records.with_endings(families):
            family = self.family(family_id)
            over = endings(family)
            words = {one.id: (one.answers, one.event) for one in self.standing(family_id)}
            words[family_id] = (family, "")
            for row in rows:
                if row.family_id == family_id and row.record_id in words:
                    answers, event = words[row.record_id]
                    if silenced(answers, event, row.path, row.kind, over):
                        quiet.add((row.record_id, row.path))
                    elif written_before(answers, event, row.path, over):
                        self.before_a_loss.add((row.record_id, row.path))
        return quiet

    def _finished(self, family_id: str | None, notes: bool) -> Iterator[Finished]:
        """The finished records of a family that may settle a day of an earlier one; case notes where they are wanted."""
        for one in self.standing(family_id):
            wanted = one.form_id in CARRIED or (notes and one.form_id == NOTE)
            if wanted and one.status == "final":
                yield Finished(one.id, one.form_id, one.event, one.answers)

    def attention(self, family_id: str, family: Answers) -> dict[str, Attention]:
        """Days since each person of a family was seen, heard or spoken to."""
        today = self.today()
        heard = [
            Past(one.event, one.answers, one.id, one.form_id)
            for one in self.standing(family_id)
            if one.form_id in (NOTE, VOICE) and one.status == "final"
        ]
        return attention(people_on(family, today), heard, today, rows_of(family, "relations"))

    def warnings(self, family: Answers) -> list[WarningLine]:
        """The warnings of a family file, overdue ones first."""
        return warning_lines(family, self.warning_kinds(), self.today())

    def warning_kinds(self) -> dict[str, str]:
        """The words of each kind of warning."""
        parts = [part for page in self.catalogue.family.form.pages for part in page.fields]
        rows = next((p for p in parts if isinstance(p, Rows) and p.key == "warnings"), None)
        kind = (
            next((c for c in rows.columns if isinstance(c, Choice) and c.key == "kind"), None)
            if rows
            else None
        )
        return dict(option_pairs(kind.options)) if kind else {}

    def unseen(self) -> Iterator[list[Unseen]]:
        """Who was not seen or heard, family by family, so that a large caseload can be read in small steps."""
        limit = (self.today(), self.limit_days())
        for row in self.vault.records.families(counted=False):
            known = self.unseen_known.get(row.id)
            if known is None or known[0] != limit:
                try:
                    found = unseen_in(row, self.attention(row.id, self.family(row.id)), limit[1])
                except ToolkitError:
                    continue
                known = self.unseen_known[row.id] = (limit, found)
            yield known[1]

    def strangers(self, text: str, family_id: str) -> list[Stranger]:
        """What a text holds of other families (E12)."""
        if self.known is None:
            from toolkit.practice.other_families import KnownFamilies

            files: dict[str, Answers] = {}
            for row in self.vault.records.families():
                try:
                    files[row.id] = self.family(row.id)
                except ToolkitError:
                    continue
            self.known = KnownFamilies(files)
        return self.known.strangers(text, family_id)

    def names(self) -> NameIndex:
        """Everybody in the family files, to be found by a name half heard; made anew only when a name was written."""
        families = self.vault.names.families()
        if self._names is None or self._names[0] is not families:
            from toolkit.practice.names import NameIndex

            self._names = families, NameIndex(families)
        return self._names[1]

    def families_changed(self) -> None:
        """Forgets what the families are known by; called when a family file was saved."""
        self.known = None

    def record_changed(self, family_id: str | None) -> None:
        """Forgets who of a family was not seen or heard; called when a record of it was saved, finished or moved."""
        self.unseen_known.pop(family_id or "", None)

    # Numbers and practice

    @property
    def area(self) -> Area:
        """The area pack in force."""
        return self.areas.get(self.settings.area_pack)

    def local_numbers(self) -> dict[str, LocalNumber]:
        """The numbers the worker typed."""
        return local_from(lambda key, default: str(self.vault.facts.get(key, default)))

    def numbers(self, keys: tuple[str, ...] = ()) -> list[Number]:
        """The numbers to show, 999 first."""
        return numbers(self.area, self.local_numbers(), self.today(), keys)

    # The example family

    @property
    def can_put_in_example(self) -> bool:
        """Whether the example family can be put in here."""
        return self.example is not None and not self.vault.read_only

    def put_in_example(self) -> None:
        """Puts the example family into this vault."""
        if self.example is not None:
            self.example(self.vault)
            self.families_changed()

    # Forms

    def is_family(self, form_id: str) -> bool:
        """Whether a form is that of the family file."""
        return form_id == FAMILY

    def title_of(self, form_id: str) -> str:
        """The name of a form, also of one that is no longer on offer."""
        return self.catalogue.get(form_id).form.title if self.catalogue.has(form_id) else "Record"

    def fact(self, key: str, default: Any = "") -> Any:
        """One fact of the vault: the worker's name, local numbers and the like."""
        return self.vault.facts.get(key, default)
