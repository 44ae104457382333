"""When the time to keep a family's records is over. Pure reckoning: nothing is deleted by it, nor by anything without a person.

The rule that NHS and social care commonly use (Records Management Code of Practice, 2021): a child's record is kept to the
25th birthday, or to the 26th if the child was 17 when the work ended; eight years after a death; eight years after the end
for somebody who was grown up then. An organisation may keep them longer, by its policy. A hold wins over every day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from toolkit.forms import dates

State: TypeAlias = Literal["open", "held", "unknown", "keep", "due"]


@dataclass(frozen=True, kw_only=True)
class Policy:
    """How long: ages in years at which a record may go, and years after a death or after the end."""

    until: int = 25
    until_if_nearly_grown: int = 26
    nearly_grown: int = 17
    grown: int = 18
    after_death: int = 8
    after_end: int = 8


COMMON = Policy()


@dataclass(frozen=True, kw_only=True)
class Child:
    """One child of the family: the day of birth as ISO text, perhaps vague or empty, and that of death if the child died."""

    birth: str
    died: str = ""
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Due:
    """From which day a family's records may be looked at to be erased, and why in one sentence. None: no day is known."""

    state: State
    day: date | None
    sentence: str


def anniversary(day: date, years: int) -> date:
    """The same day so many years on; that of 29 February is 1 March where there is none, so nothing goes a day too soon."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def age_at(born: date, day: date) -> int:
    """Whole years lived on a day."""
    years = day.year - born.year
    return years if anniversary(born, years) <= day else years - 1


def due_day(birth: str, ended: date | None, policy: Policy = COMMON, died: str = "") -> date | None:
    """The day from which one child's record may go; None while the work goes on or when no day of birth is known.

    A vague day counts as its last: "2010" as 31 December.
    """
    if ended is None:
        return None
    if died:
        return anniversary(dates.last_day(died), policy.after_death) if dates.is_day(died) else None
    if not dates.is_day(birth):
        return None
    born = dates.last_day(birth)
    age = age_at(born, ended)
    if age < policy.nearly_grown:
        return anniversary(born, policy.until)
    nearly = anniversary(born, policy.until_if_nearly_grown)
    return nearly if age < policy.grown else max(nearly, anniversary(ended, policy.after_end))


@dataclass(frozen=True, kw_only=True)
class ChildDue:
    """From which day one child's record may be looked at, and why in one sentence. None: no day is known."""

    name: str
    day: date | None
    sentence: str


def child_due(child: Child, ended: date | None, policy: Policy = COMMON) -> ChildDue | None:
    """The day of one child once the work has ended; None while it goes on.

    A child's day is for the review alone: what is kept together goes together, on the latest of these days.
    """
    if ended is None:
        return None
    name = child.name or "Child, name not known"
    day = due_day(child.birth, ended, policy, child.died)
    if day is None:
        what = "day of death" if child.died else "day of birth"
        return ChildDue(
            name=name, day=None, sentence=f"{name}: the {what} is not known, so no day can be worked out."
        )
    return ChildDue(
        name=name, day=day, sentence=f"{name}: kept until {dates.show(day)}, {_why(child, ended, policy)}."
    )


def _why(child: Child, ended: date, policy: Policy) -> str:
    if child.died:
        return f"{policy.after_death} years after the death"
    age = age_at(dates.last_day(child.birth), ended)
    if age < policy.nearly_grown:
        return f"the {_nth(policy.until)} birthday"
    nearly = f"the {_nth(policy.until_if_nearly_grown)} birthday"
    if age < policy.grown:
        return f"{nearly}, for the child was {age} when the work ended"
    return f"{nearly} or {policy.after_end} years after the end, whichever is later, for they were {age} then"


def _nth(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def family_due(
    children: Sequence[Child], ended: date | None, held: bool, today: date, policy: Policy = COMMON
) -> Due:
    """The day for a whole family: that of the child whose record is kept longest. Says what stands in the way."""
    if held:
        return Due(
            state="held", day=None, sentence="On hold: kept until the hold is ended, whatever the day."
        )
    if ended is None:
        return Due(state="open", day=None, sentence="The work goes on, so no day is set.")
    days = [due_day(child.birth, ended, policy, child.died) for child in children]
    if None in days:
        return Due(
            state="unknown",
            day=None,
            sentence="A day of birth is missing, so no day can be worked out. Look it up, or decide with a manager.",
        )
    known = [day for day in days if day is not None] or [anniversary(ended, policy.after_end)]
    day = max(known)
    words = dates.show(day.isoformat())
    if day > today:
        return Due(state="keep", day=day, sentence=f"Kept until {words}.")
    return Due(
        state="due",
        day=day,
        sentence=f"The time to keep these records was over on {words}. Look through them before anything is erased.",
    )
