"""Competence and training content of one worker, level by level (R23). Levels build up; what is for trustees is theirs alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from toolkit.forms.competence_lists import (
    BOARD_CONTENT,
    CONTENT,
    NAMED_CONTENT,
    STATEMENTS,
    TRUSTEE,
    TRUSTEE_CONTENT,
)
from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context
from toolkit.forms.team_parts import DUTIES, LEVELS, WHO_MAY_SEE, of_author, old_terms, titled
from toolkit.forms.vocabulary import (
    AllOf,
    Choice,
    Choices,
    Date,
    Form,
    LongText,
    Option,
    Page,
    Prompt,
    Rows,
    Text,
    When,
    YesNo,
)

__all__ = ["FORM", "UPGRADES", "check", "start_from", "title"]

_MET = When(key="met", values=("yes",))
_TITLES = {
    "1": "Level 1: everyone",
    "2": "Level 2: works mainly with children or parents",
    "3": "Level 3: operational managers, named and designated leads",
    "4": "Level 4: senior and strategic managers, trustees",
}


def _from(level: str) -> When:
    """True for somebody whose role is at a level or above it."""
    return When(key="level", values=tuple(value for value in _TITLES if value >= level))


def _duty(duty: str, level: str) -> AllOf:
    """True at one level alone, for those who have a duty."""
    return AllOf(of=(When(key="level", values=(level,)), When(key="duties", values=(duty,))))


def _competences(key: str, label: str, statements: tuple[Option, ...], when: When | AllOf, card: str) -> Rows:
    return Rows(
        key=key,
        label=label,
        fixed=statements,
        row_title="statement",
        needed=True,
        when=when,
        add_label="Add a statement",
        columns=(
            LongText(key="statement", label="Statement", gentle=False, lines=1),
            YesNo(key="met", label="Met?", needed=True),
            LongText(
                key="evidence",
                label="Evidence",
                hint="What shows it, or what is still to be learnt.",
                needed=_MET,
                lines=1,
            ),
            Date(key="on", label="Date", needed=_MET, when=_MET),
            Text(key="agreed_by", label="Agreed by", needed=_MET, when=_MET),
        ),
        prompt=Prompt(
            title="Somebody else agrees it",
            text="What was seen in practice counts for more than a certificate.",
            card=card,
        ),
    )


def _content(key: str, label: str, topics: tuple[Option, ...], when: When | AllOf) -> Rows:
    return Rows(
        key=key,
        label=label,
        fixed=topics,
        row_title="topic",
        needed=True,
        when=when,
        add_label="Add a topic",
        columns=(
            LongText(key="topic", label="Topic", gentle=False, lines=1),
            YesNo(key="covered", label="Covered?", needed=True),
            Text(key="where", label="In which training, and when"),
        ),
    )


_WHO = Page(
    key="who",
    title="Who and which level",
    fields=(
        Text(key="name", label="Name", needed=True, first=True),
        Text(key="role", label="Post or role", needed=True),
        Choice(key="level", label="Level of the role", options=LEVELS, needed=True, first=True),
        Choices(
            key="duties",
            label="Duties besides",
            options=DUTIES,
            hint="They add what only these people need.",
        ),
        Date(key="next_look", label="Look again on", future=True, due="Competence: look again"),
    ),
)
_GRID = Page(
    key="grid",
    title="Competence",
    hint="Levels build up: each asks for what is below it too.",
    when=_from("1"),
    fields=(
        *(_competences(f"level_{n}", _TITLES[n], STATEMENTS[n], _from(n), f"G-COMP{n}") for n in _TITLES),
        _competences("trustee", "Trustees only", TRUSTEE, _duty("trustee", "4"), "G-COMP4"),
    ),
)
_CONTENT = Page(
    key="content",
    title="Training content",
    hint="What the training for the level holds, and what this person has had of it.",
    when=_from("1"),
    fields=(
        _content("content_1", "For everyone", CONTENT["1"], _from("1")),
        _content("content_2", "From level 2", CONTENT["2"], _from("2")),
        _content("content_3", "From level 3", CONTENT["3"], _from("3")),
        _content("content_named", "Named officers only", NAMED_CONTENT, _duty("named", "3")),
        _content("content_4", "Level 4", CONTENT["4"], _from("4")),
        _content("content_trustee", "Trustees only", TRUSTEE_CONTENT, _duty("trustee", "4")),
        _content("content_board", "Board lead only", BOARD_CONTENT, _duty("board", "4")),
    ),
)

FORM = Form(
    id="competence",
    title="Competence",
    description="What the role asks at its level, what is met and agreed, and what the training covered.",
    keywords=("competence", "competency", "level", "training content", "skills", "trustee", "named officer"),
    moment="me and my team",
    icon="medal",
    keeper="team",
    header=False,
    living=True,
    summary_from=("role",),
    copies=("practitioner",),
    pages=(_WHO, _GRID, _CONTENT, WHO_MAY_SEE),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
title = titled(FORM.title, "name")


def check(answers: Answers, context: Context) -> list[Problem]:
    """A duty that does not go with the level of the role, and old terms."""
    return [*_duties(answers), *old_terms(answers)]


def _duties(answers: Answers) -> Iterator[Problem]:
    duties, level = answers.get("duties"), answers.get("level")
    if not isinstance(duties, list) or not level:
        return
    if "named" in duties and level != "3":
        sentence = "The part of a named officer belongs to level 3. Check the level, or the duty."
        yield Problem("E16", "duties", sentence, "warned")
    if {"trustee", "board"} & {str(duty) for duty in duties} and level != "4":
        yield Problem(
            "E16", "duties", "Trustees and the board lead are at level 4. Check the level.", "warned"
        )


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """Name and role of the worker at this computer; another's may be written over them."""
    return of_author(context)
