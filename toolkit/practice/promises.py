"""Which days noted in case notes have been kept by what happened since: the child was seen, contact was made."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.forms import dates
from toolkit.forms.people import rows_of
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
            if row.get("next") and any(_touched(other) for other in later):
                found.add((f"attempted[{row.get('id', '')}].next", str(row["next"])))
    return found


def _seen(note: Past, person: str) -> bool:
    return any(
        row.get("person") == person and row.get("seen") == "yes" for row in rows_of(note.answers, "seen")
    )


def _touched(note: Past) -> bool:
    """Whether somebody of the family was reached, or a new try was written down."""
    if note.answers.get("contact") in FAILED:
        return bool(rows_of(note.answers, "attempted"))
    return any("yes" in (row.get("seen"), row.get("spoken")) for row in rows_of(note.answers, "seen"))
