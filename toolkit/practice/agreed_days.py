"""Which days of a family agreement are settled: somebody was met or tried since, or a later day has taken over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import rows_of
from toolkit.practice.attention import Past
from toolkit.practice.promises import Finished, touched

AGREEMENT, DAYS = "agree_family", "dates["
"""The form, and what begins the place of a day on its dates sheet."""


def settled_days(records: Iterable[Finished], notes: Sequence[Past], today: date) -> set[tuple[str, str]]:
    """The days that need no line any more, as record id and path.

    A day is settled by a case note of that day or a later one in which somebody of the family was reached or a try was
    written down, and by the next day of the same sheet once that has come: one day gone by without a word is asked
    about, not every one.
    """
    met = [dates.first_day(note.event) for note in notes if dates.is_day(note.event) and touched(note)]
    last = max((day for day in met if day <= today), default=date.min)
    found = set()
    for one in records:
        if one.form_id != AGREEMENT:
            continue
        rows = [row for row in rows_of(one.answers, "dates") if dates.is_day(row.get("when"))]
        come = max((day for row in rows if (day := _day(row)) <= today), default=date.min)
        found |= {
            (one.id, f"dates[{row.get('id', '')}].when")
            for row in rows
            if _day(row) <= last or _day(row) < come
        }
    return found


def of_one_adult(answers: Mapping[str, Any]) -> bool:
    """Whether an agreement is one adult's alone, because of abuse that is or may be: its days are nobody else's to read."""
    return answers.get("separate") == "own" and answers.get("abuse") != "no"


def _day(row: Mapping[str, Any]) -> date:
    return dates.last_day(str(row["when"]))
