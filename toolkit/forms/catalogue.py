"""The forms on offer: the built-in ones in menu order, then the organisation's own from `*.toml` in the vault's folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from toolkit.errors import FormFault, UnknownForm
from toolkit.forms import agree_family_dates
from toolkit.forms.conditions import FROM_PAPER
from toolkit.forms.header import first_fields, last_page
from toolkit.forms.map_blank import map_blank
from toolkit.forms.records import (
    case_audit,
    case_note,
    child_agreement,
    childs_voice,
    chronology,
    closure,
    competence,
    course_evaluation,
    early_help_record,
    eh_check,
    eha,
    escalation,
    family,
    family_agreement,
    family_network,
    fathers,
    fathers_service,
    genogram,
    injury,
    is_it_working,
    learning,
    learning_needs,
    level_of_need,
    measures,
    referral,
    report,
    safety_map,
    service,
    share_decision,
    supervision,
    supervision_extract,
    taf,
    timeline,
    training,
)
from toolkit.forms.rules import Entry
from toolkit.forms.vocabulary import Actions, Field, Form, Grid, Rows, Signatures

FAMILY = "family"
MAX_BYTES = 1_000_000
_KEY = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Catalogue:
    """Forms in menu order, and what was wrong with those that could not be read."""

    entries: tuple[Entry, ...]
    faults: tuple[FormFault, ...] = ()

    def get(self, form_id: str) -> Entry:
        """The form with this id. Raises UnknownForm."""
        for entry in self.entries:
            if entry.form.id == form_id:
                return entry
        raise UnknownForm()

    def has(self, form_id: str) -> bool:
        """Whether a form with this id is on offer."""
        return any(entry.form.id == form_id for entry in self.entries)

    @property
    def family(self) -> Entry:
        """The form of the family file."""
        return self.get(FAMILY)

    def offered(self) -> tuple[Entry, ...]:
        """What the New menu offers: everything but the family file itself and what the program makes, also what
        belongs to the team."""
        return tuple(entry for entry in self.entries if entry.form.id != FAMILY and not entry.made)

    def of_team(self, form_id: str) -> bool:
        """Whether records of a form are the team's own and belong to no family."""
        return self.has(form_id) and self.get(form_id).form.keeper == "team"


def built_in() -> tuple[Entry, ...]:
    """The built-in forms in menu order."""
    return (
        Entry(family.FORM, family.UPGRADES, family.check, family.lead),
        Entry(case_note.FORM, case_note.UPGRADES, case_note.check, case_note.lead),
        Entry(
            safety_map.FORM,
            safety_map.UPGRADES,
            safety_map.check,
            paper=safety_map.paper,
            blank=map_blank,
            start=safety_map.start,
        ),
        Entry(
            child_agreement.FORM,
            child_agreement.UPGRADES,
            child_agreement.check,
            paper=child_agreement.paper,
            start=child_agreement.start,
            title=child_agreement.title,
        ),
        Entry(
            early_help_record.FORM,
            early_help_record.UPGRADES,
            early_help_record.check,
            start=early_help_record.start_from,
        ),
        Entry(
            family_agreement.FORM,
            family_agreement.UPGRADES,
            family_agreement.check,
            family_agreement.lead,
            start=family_agreement.start_from,
            due=agree_family_dates.dues,
        ),
        Entry(
            family_network.FORM,
            family_network.UPGRADES,
            family_network.check,
            start=family_network.start_from,
        ),
        Entry(
            childs_voice.FORM,
            childs_voice.UPGRADES,
            childs_voice.check,
            paper=childs_voice.paper,
            title=childs_voice.title,
        ),
        Entry(injury.FORM, injury.UPGRADES, injury.check),
        Entry(
            level_of_need.FORM, level_of_need.UPGRADES, level_of_need.check, start=level_of_need.start_from
        ),
        Entry(
            referral.FORM,
            referral.UPGRADES,
            referral.check,
            referral.lead,
            start=referral.start_from,
            due=referral.dues,
        ),
        Entry(report.FORM, report.UPGRADES, report.check, start=report.start_from),
        Entry(chronology.FORM, chronology.UPGRADES, chronology.check),
        Entry(genogram.FORM, genogram.UPGRADES),
        Entry(timeline.FORM, timeline.UPGRADES, timeline.check, paper=timeline.paper, due=timeline.dues),
        Entry(
            closure.FORM,
            closure.UPGRADES,
            closure.check,
            paper=closure.letter,
            start=closure.start_from,
            title=closure.title,
            due=closure.dues,
        ),
        Entry(supervision.FORM, supervision.UPGRADES, supervision.check, start=supervision.start_from),
        Entry(supervision_extract.FORM, supervision_extract.UPGRADES, made=True),
        Entry(eh_check.FORM, eh_check.UPGRADES, eh_check.check, start=eh_check.start_from),
        Entry(eha.FORM, eha.UPGRADES, eha.check, start=eha.start_from, title=eha.title, due=eha.plan_dues),
        Entry(taf.FORM, taf.UPGRADES, taf.check, start=taf.start_from, due=taf.plan_dues),
        Entry(fathers.FORM, fathers.UPGRADES, fathers.check, start=fathers.start_from),
        Entry(measures.FORM, measures.UPGRADES, measures.check, due=measures.dues),
        Entry(case_audit.FORM, case_audit.UPGRADES, case_audit.check, start=case_audit.start_from),
        Entry(
            training.FORM,
            training.UPGRADES,
            training.check,
            start=training.start_from,
            due=training.dues,
            title=training.title,
        ),
        Entry(
            competence.FORM,
            competence.UPGRADES,
            competence.check,
            start=competence.start_from,
            title=competence.title,
        ),
        Entry(
            course_evaluation.FORM,
            course_evaluation.UPGRADES,
            course_evaluation.check,
            start=course_evaluation.start_from,
            due=course_evaluation.dues,
            title=course_evaluation.title,
        ),
        Entry(learning_needs.FORM, learning_needs.UPGRADES, learning_needs.check, title=learning_needs.title),
        Entry(is_it_working.FORM, is_it_working.UPGRADES, is_it_working.check, title=is_it_working.title),
        Entry(fathers_service.FORM, fathers_service.UPGRADES, fathers_service.check),
        Entry(learning.FORM, learning.UPGRADES, learning.check, title=learning.title),
        Entry(service.FORM, service.UPGRADES, service.check, start=service.start_from),
        Entry(
            share_decision.FORM,
            share_decision.UPGRADES,
            share_decision.check,
            paper=share_decision.paper,
            blank=share_decision.worksheet,
            title=share_decision.title,
            due=share_decision.dues,
            sees_all=True,
        ),
        Entry(escalation.FORM, escalation.UPGRADES, escalation.check, start=escalation.start_from),
    )


def load(folder: Path | None = None, organisation: Path | None = None) -> Catalogue:
    """The built-in forms, those of the organisation's folder, then those of a folder of records.

    A bad file is named among the faults, and the others load; a folder that is not there, or cannot be read, has none.
    """
    entries = list(built_in())
    faults: list[FormFault] = []
    for path in (path for one in (organisation, folder) if one for path in _files(one)):
        try:
            form = read(path)
            if any(form.id == entry.form.id for entry in entries):
                raise FormFault(f"The form file {path.name} uses the id “{form.id}”, which another form has.")
            entries.append(Entry(form, own=True))
        except FormFault as fault:
            faults.append(fault)
    return Catalogue(tuple(entries), tuple(faults))


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob("*.toml"))
    except OSError:
        # A drive of the network that is away, or a folder that others keep to themselves.
        return []


def read(path: Path) -> Form:
    """A form from a TOML file. Raises FormFault naming the file and the path of its fault."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FormFault(f"The form file {path.name} is larger than a form can be. It was left out.")
        form = msgspec.toml.decode(path.read_text(encoding="utf-8"), type=Form)
    except UnicodeDecodeError:
        raise FormFault(f"The form file {path.name} is not UTF-8 text. It was left out.") from None
    except OSError:
        raise FormFault(f"The form file {path.name} could not be read. It was left out.") from None
    except msgspec.DecodeError as fault:
        raise FormFault(f"The form file {path.name} was left out: {_plain(str(fault))}") from None
    for sentence in faults_of(form):
        raise FormFault(f"The form file {path.name} was left out: {sentence}")
    return form


def _plain(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def faults_of(form: Form) -> Iterator[str]:
    """What the types cannot say about a form: keys used twice or misspelt, nothing to fill in, a version below 1."""
    if not _KEY.fullmatch(form.id):
        yield f"the id “{form.id}” may hold small letters, digits and _ only, at `$.id`."
    if form.version < 1:
        yield "the version counts from 1, at `$.version`."
    if not form.pages:
        yield "a form needs at least one page, at `$.pages`."
        return
    seen: set[str] = set()
    reserved = {part.key for part in (*first_fields(form), *last_page().fields)} if form.header else set()
    for p, page in enumerate(form.pages):
        if not page.fields:
            yield f"a page needs at least one field, at `$.pages[{p}].fields`."
        for f, part in enumerate(page.fields):
            where = f"$.pages[{p}].fields[{f}]"
            if part.key in seen or part.key in reserved or part.key in ("event_end", FROM_PAPER):
                yield f"the key “{part.key}” is already used, at `{where}.key`."
            seen.add(part.key)
            yield from _field_faults(part, where)
    for name in [form.title_from, *form.summary_from]:
        if name and name not in seen:
            yield f"there is no field “{name}” to take the title or summary from."


def _field_faults(part: Field, where: str) -> Iterator[str]:
    if not _KEY.fullmatch(part.key):
        yield f"the key “{part.key}” may hold small letters, digits and _ only, at `{where}.key`."
    if not isinstance(part, (Rows, Grid)):
        return
    keys = {"id", "adult", "child"} if isinstance(part, Grid) else {"id", "person"} if part.each else {"id"}
    if not part.columns:
        yield f"rows need at least one column, at `{where}.columns`."
    for n, column in enumerate(part.columns):
        inner = f"{where}.columns[{n}]"
        if column.key in keys:
            yield f"the key “{column.key}” is already used in the row, at `{inner}.key`."
        keys.add(column.key)
        if isinstance(column, (Signatures, Actions)) and isinstance(part, Grid):
            yield f"a grid cannot hold this kind of field, at `{inner}`."
        yield from _field_faults(column, inner)
