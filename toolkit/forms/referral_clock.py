"""By when an area answers a referral, worked out from what went when, the rating and the area's own target."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from toolkit.forms import dates
from toolkit.forms.conditions import DERIVED
from toolkit.forms.people import rows_of
from toolkit.forms.working_days import changes_in, working_days_after

NATIONAL = "1 working, Working Together: check before use"
"""Where the area names no time of its own: the answer to whoever referred is due one working day after it came."""
WORKED = "Worked out: "
_DAY, _WORDS = "@answer_due", "@response_target"


def went_on(answers: Mapping[str, Any]) -> date | None:
    """The last day on which it was rung or sent; on the harm route the calls count too."""
    return max((dates.first_day(one) for one in _went(answers)), default=None)


def went_at(answers: Mapping[str, Any]) -> str:
    """The last moment at which it was rung or sent, as it is kept; empty before it went."""
    return max(_went(answers), default="")


def _went(answers: Mapping[str, Any]) -> list[str]:
    told: list[Any] = [answers.get("sent_on"), answers.get("phoned_on")]
    if answers.get("route") in ("danger", "harm"):
        told += [row.get("when") for row in rows_of(answers, "rung")]
    return [str(one) for one in told if dates.is_day(one)]


def answered(answers: Mapping[str, Any]) -> bool:
    """Whether they have decided."""
    return any(str(row.get("decision") or "").strip() for row in rows_of(answers, "responses"))


def answer_by(answers: Mapping[str, Any], facts: Mapping[str, str]) -> tuple[date, str] | None:
    """The day of the answer, and how it was found; None before it went.

    `facts` hold the area's own time for a rating as `@answer:red`, written "3 working, source" or "0 days, source", and the
    bank holidays changed here.
    """
    went = went_on(answers)
    if went is None:
        return None
    count, unit, source = _target(facts.get(f"@answer:{answers.get('rating') or ''}", "") or NATIONAL)
    working = unit == "working"
    day = working_days_after(went, count, changes_in(facts)) if working else went + timedelta(days=count)
    named = {"working": "working day", "days": "day"}[unit]
    after = "the same day" if not count else f"{count} {named}{'s' if count != 1 else ''} after"
    lead = f"{WORKED}{after}, {dates.show(went)}." if not count else f"{WORKED}{after} {dates.show(went)}."
    return day, f"{lead} {source}."


def _target(words: str) -> tuple[int, str, str]:
    amount, _, source = words.partition(", ")
    count, _, unit = amount.partition(" ")
    return int(count), unit, source


def follow(answers: Mapping[str, Any], facts: Mapping[str, str]) -> dict[str, Any]:
    """What follows from the answers as they are now: the day of the answer and the words of the rating.

    Gives only what changes. What a person wrote in their stead is never written over: what was worked out before is kept
    beside the record and compared.
    """
    kept = answers.get(DERIVED)
    before: Mapping[str, Any] = kept if isinstance(kept, Mapping) else {}
    found: dict[str, Any] = {}
    derived = dict(before)
    by = answer_by(answers, facts)
    day = by[0].isoformat() if by is not None else ""
    if day != before.get(_DAY, ""):
        derived[_DAY] = day
        if (answers.get("answer_due") or "") in ("", before.get(_DAY, "")):
            found["answer_due"] = day or None
    shown = found.get("answer_due", answers.get("answer_due")) or ""
    origin = str(answers.get("answer_due_from") or "")
    if not origin or origin.startswith(WORKED):
        words = by[1] if by is not None and shown == derived.get(_DAY) else ""
        if words != origin:
            found["answer_due_from"] = words or None
    target = facts.get(f"@target:{answers.get('rating') or ''}", "")
    if target != before.get(_WORDS, ""):
        derived[_WORDS] = target
        if (answers.get("response_target") or "") in ("", before.get(_WORDS, "")):
            found["response_target"] = target or None
    if derived != before:
        found[DERIVED] = derived
    return found
