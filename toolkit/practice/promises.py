"""Which days have been kept by what happened since: the child was seen, contact was made, the next meeting was written.

A day is settled by what was finished later, never by a draft and never by time alone: what was not done stays due.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import dicts, rows_of
from toolkit.practice.attention import Past

FAILED = ("attempted", "not_brought")


def kept(notes: Sequence[Past]) -> set[tuple[str, str]]:
    """The days that are settled, as path in the note (`seen[p1].next`) and ISO day.

    "When will they be seen?" is settled by a later note in which that child was seen; "try again" by any later contact,
    or by a later try, which brings a day of its own.
    """
    dated = [note for note in notes if dates.is_day(note.event)]
    found: set[tuple[str, str]] = set()
    for note in dated:
        later = [other for other in dated if dates.moment(other.event) > dates.moment(note.event)]
        for row in rows_of(note.answers, "seen"):
            if row.get("next") and any(_seen(other, str(row.get("person"))) for other in later):
                found.add((f"seen[{row.get('id', '')}].next", str(row["next"])))
        for row in rows_of(note.answers, "attempted"):
            if row.get("next") and any(touched(other) for other in later):
                found.add((f"attempted[{row.get('id', '')}].next", str(row["next"])))
    return found


def _seen(note: Past, person: str) -> bool:
    return any(
        row.get("person") == person and row.get("seen") == "yes" for row in rows_of(note.answers, "seen")
    )


def touched(note: Past) -> bool:
    """Whether somebody of the family was reached, or a new try was written down."""
    if note.answers.get("contact") in FAILED:
        return bool(rows_of(note.answers, "attempted"))
    return any("yes" in (row.get("seen"), row.get("spoken")) for row in rows_of(note.answers, "seen"))


# Records that make a series

CARRIED: Mapping[str, tuple[str, ...]] = {
    "eh_record": ("review",),
    "safety_map": ("review", "plan", "map"),
    "agree_family": ("review", "end", "dates"),
    "network": ("meeting_day", "review"),
    "eha": ("plan", "review", "offer_again"),
    "taf": ("plan", "actions", "next_date"),
}
"""By form, the fields whose days the next record of the series takes over: it has days of its own."""
SERIES: Mapping[str, tuple[str, ...]] = {"eha": ("eha", "taf"), "taf": ("taf", "eha")}
"""Forms that go on from one another: a meeting takes over the plan of an assessment, and a new assessment that of a meeting."""
ASKED_ALONE = ("agree_family", "ask_alone")
"""The form and field of a question that waits until somebody can be asked alone."""


@dataclass(frozen=True)
class Finished:
    """A finished record of a family: its id, its form, when it happened as ISO text, and its answers."""

    id: str
    form_id: str
    event: str
    answers: Mapping[str, Any]


def settled(records: Iterable[Finished]) -> set[tuple[str, str]]:
    """The days that a later record of the same family settled, as record id and the field the day stands in.

    A review is settled by the next record of its series, about at least the same children; that of an agreement by one
    with at least the same adults. A question to be asked alone is settled once it was answered, in a case note or an
    agreement.
    """
    dated = [one for one in records if dates.is_day(one.event)]
    found: set[tuple[str, str]] = set()
    for one in dated:
        later = [other for other in dated if dates.moment(other.event) > dates.moment(one.event)]
        if any(_goes_on(one, other) for other in later):
            found |= {(one.id, key) for key in CARRIED.get(one.form_id, ())}
        if one.form_id == ASKED_ALONE[0] and any(_asked(other) for other in later):
            found.add((one.id, ASKED_ALONE[1]))
    return found


def _goes_on(one: Finished, other: Finished) -> bool:
    if other.form_id not in SERIES.get(one.form_id, (one.form_id,)) or not _about(one) <= _about(other):
        return False
    if _declined(other) and not _declined(one):
        # An offer that was declined takes over no plan.
        return False
    return one.form_id != "agree_family" or _adults(one) <= _adults(other)


def _declined(one: Finished) -> bool:
    return one.answers.get("becomes") == "declined"


def _about(one: Finished) -> set[str]:
    about = one.answers.get("about")
    return {child for child in about if isinstance(child, str)} if isinstance(about, list) else set()


def _adults(one: Finished) -> set[str]:
    """Who of the family an agreement is with, by id or by name."""
    whose = (row.get("who") for row in dicts(one.answers.get("family_side")))
    names = {
        str(who.get("name") if isinstance(who, Mapping) else who or "").casefold().strip() for who in whose
    }
    return names - {""} | {str(who) for who in [one.answers.get("for_adult")] if isinstance(who, str)}


def _asked(other: Finished) -> bool:
    """Whether domestic abuse was asked about and answered, or asked alone."""
    if other.form_id not in ("case_note", ASKED_ALONE[0]):
        return False
    return other.answers.get("abuse") in ("yes", "no") or other.answers.get("enquiry") == "alone"
