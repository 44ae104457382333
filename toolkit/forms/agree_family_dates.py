"""What the dates sheet of a family agreement puts on the list of things due: each day, what it is for, and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.projection import Due

WHERE = ". Where: "
"""Comes before the place, which may be an address: what leaves the house does without it."""
_WORDS = {
    "first": "First meeting with the family, to agree how we work",
    "visit": "Visit to the family",
    "activity": "Meet the family for something we do",
    "last": "Last meeting with the family, to look back and end",
}


def dues(answers: Answers, _context: Context) -> tuple[Due, ...]:
    """A line for each day listed. Done are all once the agreement has ended, and those that the agreement itself kept."""
    ended = dates.is_day(answers.get("ended"))
    return tuple(
        Due(
            path=f"dates[{row.get('id', '')}].when",
            text=_text(row),
            day=str(row["when"]).rstrip("~").partition("T")[0],
            who="",
            kind="date",
            done=ended or _kept_here(row, answers.get("event")),
        )
        for row in rows_of(answers, "dates")
        if dates.is_day(row.get("when"))
    )


def _text(row: Mapping[str, Any]) -> str:
    """ "Visit to the family, 10:00. Where: at home"."""
    clock = str(row["when"]).rstrip("~").partition("T")[2]
    words = _WORDS.get(str(row.get("what") or ""), "Meeting with the family") + (
        f", {clock}" if clock else ""
    )
    where = row.get("where")
    return words + WHERE + where.strip() if isinstance(where, str) and where.strip() else words


def _kept_here(row: Mapping[str, Any], event: object) -> bool:
    """Whether a day was over when this was agreed, or is the very meeting that agreed it."""
    if not dates.is_day(event):
        return False
    day, agreed = dates.first_day(str(row["when"])), dates.first_day(str(event))
    return day < agreed or (day == agreed and row.get("what") == "first")
