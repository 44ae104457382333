"""What may no longer come up after somebody died, or a pregnancy ended: a prompt about them is worse than none.

What was promised after that day stays promised, and so does what also concerns somebody who lives.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import rows_of

Endings = Mapping[str, date | None]
"""By id, everybody who died and every pregnancy that ended, with the last day it can have been; None when that is not known."""


def endings(family: Mapping[str, Any]) -> dict[str, date | None]:
    """Those of a family about whom nothing is asked any more."""
    return {
        str(row.get("id", "")): dates.last_day(str(row["status_date"]))
        if dates.is_day(row.get("status_date"))
        else None
        for group in ("children", "adults")
        for row in rows_of(family, group)
        if row.get("status") in ("died", "ended")
    }


def silenced(answers: Mapping[str, Any], event: str, path: str, kind: str, over: Endings) -> bool:
    """Whether a day or promise of a record must not come up, for it is about nobody but those in `over`.

    `path` is its place in the record (`seen[p1].next`) and `kind` is action or date. A day that belongs to a person goes with
    the person. What a whole record makes due goes when all it is about are gone, and it was written before that.
    """
    whose = _of_row(answers, path)
    if whose:
        return all(one in over for one in whose)
    about = _ids(answers.get("about"))
    if not about or not all(one in over for one in about):
        return False
    ends = [over[one] for one in about]
    if None in ends or not dates.is_day(event):
        # Nobody knows which came first: a question goes, what somebody promised stays.
        return kind == "date"
    return dates.first_day(event) <= max(end for end in ends if end is not None)


def written_before(answers: Mapping[str, Any], event: str, path: str, over: Endings) -> bool:
    """Whether a day or promise about somebody who lives was about one of those in `over` too, and written before that."""
    whose = _of_row(answers, path) or _ids(answers.get("about"))
    gone = [over[one] for one in whose if one in over]
    if not gone or len(gone) == len(whose):
        return False
    return any(end is None or not dates.is_day(event) or dates.first_day(event) <= end for end in gone)


def _of_row(answers: Mapping[str, Any], path: str) -> list[str]:
    """Whose row of a record a place stands in; nobody's for an action or a field of the whole record."""
    key, _, rest = path.partition("[")
    if not rest:
        return []
    row_id = rest.partition("]")[0]
    row: Mapping[str, Any] = next((one for one in rows_of(answers, key) if str(one.get("id")) == row_id), {})
    for cell in ("person", "child"):
        if isinstance(row.get(cell), str) and row[cell]:
            return [row[cell]]
    return _ids(row.get("about"))


def _ids(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
