"""Checks and dues of a training record: induction in three months, a safeguarding refresher every three years, what is booked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from toolkit.forms import dates
from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.projection import Due
from toolkit.forms.team_parts import old_terms
from toolkit.forms.vocabulary import is_empty
from toolkit.forms.working_days import months_after

INDUCTION_MONTHS, REFRESHER_MONTHS = 3, 36
LISTS = ("mandatory", "specific")
HOURS_IN_A_WEEK = 168


def check(answers: Answers, context: Context) -> list[Problem]:
    """Induction that is late, a refresher that is late, a booked day that has passed, hours that are no number, old terms."""
    today = context.now.date()
    return [
        *_induction(answers, today),
        *_refreshers(answers, today),
        *_booked(answers, today),
        *_hours(answers),
        *old_terms(answers),
    ]


def dues(answers: Answers, context: Context) -> tuple[Due, ...]:
    """The end of induction, each refresher and each booked course. Nothing is due for somebody who has left."""
    if not is_empty(answers.get("left")):
        return ()
    found = []
    if (end := _induction_end(answers)) is not None:
        found.append(Due("induction", "Induction complete", end.isoformat(), "", "date"))
    for path, row, day in _refresher_days(answers):
        what = str(row.get("what") or "").strip()
        found.append(Due(path, f"Refresher: {what}" if what else "Refresher", day.isoformat(), "", "date"))
    for row in rows_of(answers, "booked"):
        if dates.is_day(row.get("day")):
            what = str(row.get("what") or "").strip() or "booked"
            found.append(
                Due(f"booked[{row.get('id', '')}].day", f"Training: {what}", str(row["day"]), "", "date")
            )
    return tuple(found)


def _day(answer: object) -> date | None:
    return dates.first_day(str(answer)) if dates.is_day(answer) else None


def _induction_end(answers: Answers) -> date | None:
    """The day by which induction is to be complete; None once it was completed for the role held now."""
    starts = [day for key in ("start_role", "start_organisation") if (day := _day(answers.get(key)))]
    if not starts:
        return None
    done = _day(answers.get("induction"))
    return None if done is not None and done >= max(starts) else months_after(max(starts), INDUCTION_MONTHS)


def _induction(answers: Answers, today: date) -> Iterator[Problem]:
    end = _induction_end(answers)
    if end is not None and end < today and is_empty(answers.get("left")):
        sentence = (
            "Induction is to be complete three months after the start or a change of role. "
            f"That was {dates.show(end.isoformat())}."
        )
        yield Problem("E4", "induction", sentence, "warned")


def _refresher_days(answers: Answers) -> Iterator[tuple[str, dict[str, Any], date]]:
    """Path, row and day of the refresher of each course, counted from the last time it was done."""
    newest: dict[str, tuple[date, str, dict[str, Any]]] = {}
    for key in LISTS:
        for row in rows_of(answers, key):
            done = _day(row.get("day"))
            if done is None:
                continue
            # Safeguarding courses differ in name from year to year, and each refreshes the one before.
            course = "safeguarding" if safeguarding(row) else str(row.get("what") or "").strip().casefold()
            if course not in newest or done > newest[course][0]:
                newest[course] = (done, f"{key}[{row.get('id', '')}].refresher", row)
    for done, path, row in newest.values():
        day = _day(row.get("refresher"))
        if safeguarding(row):
            latest = months_after(done, REFRESHER_MONTHS)
            day = min(day, latest) if day else latest
        if day is not None:
            yield path, row, day


def safeguarding(row: dict[str, Any]) -> bool:
    """Whether it was a course on safeguarding as a whole, the first or a refresher, and not on one topic of it."""
    return row.get("subject") == "safeguarding"


def _refreshers(answers: Answers, today: date) -> Iterator[Problem]:
    if not is_empty(answers.get("left")):
        return
    for path, row, day in _refresher_days(answers):
        if day >= today:
            continue
        done = dates.show(row["day"])
        if safeguarding(row) and months_after(dates.first_day(str(row["day"])), REFRESHER_MONTHS) < today:
            sentence = (
                f"The last safeguarding training was on {done}, more than three years ago. Book a refresher."
            )
        else:
            sentence = f"The refresher was due on {dates.show(day.isoformat())}."
        yield Problem("E4", path, sentence, "warned")


def _booked(answers: Answers, today: date) -> Iterator[Problem]:
    for row in rows_of(answers, "booked"):
        day = _day(row.get("day"))
        if day is not None and day < today:
            sentence = "This day has passed. When the training was done, write it among the training done."
            yield Problem("E2", f"booked[{row.get('id', '')}].day", sentence, "warned")


def _hours(answers: Answers) -> Iterator[Problem]:
    typed = str(answers.get("hours") or "").strip()
    if not typed:
        return
    try:
        hours = float(typed.replace(",", "."))
    except ValueError:
        yield Problem("E5", "hours", "Write the hours as a number, like 30 or 37.5.", "refused")
        return
    if not 0 < hours <= HOURS_IN_A_WEEK:
        yield Problem("E5", "hours", f"A week has {HOURS_IN_A_WEEK} hours. Check the number.", "refused")
