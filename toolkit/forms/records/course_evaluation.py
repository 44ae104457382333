"""Evaluation of a course that was attended (R23): what was learnt, what will be done, and a look back after three months."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from toolkit.forms import dates
from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context
from toolkit.forms.projection import Due
from toolkit.forms.team_parts import LEVELS, WHO_MAY_SEE, of_author, old_terms, titled
from toolkit.forms.vocabulary import (
    Actions,
    Choice,
    Date,
    Form,
    LongText,
    Option,
    Page,
    Prompt,
    Text,
    When,
    is_empty,
    opts,
)
from toolkit.forms.working_days import months_after

__all__ = ["FORM", "UPGRADES", "check", "dues", "start_from", "title"]

LOOK_BACK_MONTHS = 3
_LOOKED = When(key="looked_back", values=("*",))

_COURSE = Page(
    key="course_page",
    title="The course",
    fields=(
        Text(key="course", label="Course", needed=True, first=True),
        Text(key="name", label="Who went", needed=True, first=True),
        Text(key="role", label="Post or role"),
        Text(key="provider", label="Provider", needed=True),
        Date(key="day", label="Day of the course", needed=True, first=True),
        Choice(
            key="level",
            label="Level",
            options=(*LEVELS, Option(value="none", label="No level")),
        ),
        LongText(key="learnt", label="What I learnt", needed=True, gentle=False),
        LongText(key="missing", label="What was missing, or should be otherwise", gentle=False, lines=2),
        Actions(
            key="actions",
            label="What I will do",
            needed=True,
            none_label="Nothing new",
            prompt=Prompt(
                title="Small and soon",
                text="One thing in the next week stays longer in mind than five in the next year.",
                card="G-TRAIN",
            ),
        ),
    ),
)
_BACK = Page(
    key="back",
    title="Three months later",
    hint="It comes up on Today three months after the course.",
    fields=(
        Date(key="looked_back", label="Looked back on", not_before="day"),
        LongText(key="did", label="What I did with it", when=_LOOKED, needed=True, gentle=False),
        LongText(
            key="difference",
            label="What difference it made for a child or a family",
            when=_LOOKED,
            needed=True,
            gentle=False,
            none_label="None yet",
        ),
        LongText(key="in_the_way", label="What got in the way", when=_LOOKED, gentle=False, lines=2),
        Choice(
            key="again",
            label="Is more needed?",
            when=_LOOKED,
            needed=True,
            options=opts(
                no="No", practice="More practice", course="Another course", team="The whole team needs it"
            ),
        ),
        Text(key="checked_by", label="Looked back with", when=_LOOKED),
    ),
)

FORM = Form(
    id="course_evaluation",
    title="Course evaluation",
    description="What was learnt on a course, what will be done with it, and a look back after three months.",
    keywords=("course", "training", "evaluation", "feedback", "reflection", "CPD"),
    moment="me and my team",
    icon="student",
    keeper="team",
    header=False,
    living=True,
    summary_from=("learnt",),
    event_from="day",
    copies=("practitioner",),
    pages=(_COURSE, _BACK, WHO_MAY_SEE),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
title = titled(FORM.title, "course")


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """Name and role of the worker at this computer."""
    return of_author(context)


def check(answers: Answers, context: Context) -> list[Problem]:
    """A look back before three months have passed is too soon; one that is late is said; old terms."""
    found = [*old_terms(answers)]
    back, looked = _look_back(answers), answers.get("looked_back")
    if back is None:
        return found
    if is_empty(looked) and back < context.now.date():
        sentence = f"The look back was due on {dates.show(back.isoformat())}."
        found.append(Problem("E4", "looked_back", sentence, "warned"))
    elif dates.is_day(looked) and dates.last_day(str(looked)) < back:
        sentence = "Three months have not passed since the course. Look back once more when they have."
        found.append(Problem("E4", "looked_back", sentence, "warned"))
    return found


def dues(answers: Answers, context: Context) -> tuple[Due, ...]:
    """The look back, three months after the course, until it was made."""
    back = _look_back(answers)
    if back is None or not is_empty(answers.get("looked_back")):
        return ()
    course = str(answers.get("course") or "").strip()
    words = f"Look back at the course: {course}" if course else "Look back at the course"
    return (Due("looked_back", words, back.isoformat(), str(answers.get("name") or "").strip(), "date"),)


def _look_back(answers: Answers) -> date | None:
    day = answers.get("day")
    return months_after(dates.first_day(str(day)), LOOK_BACK_MONTHS) if dates.is_day(day) else None
