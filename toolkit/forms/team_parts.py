"""What the records of the team share: levels of training, who may see them, and names of things that have changed since."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from toolkit.forms.conditions import Problem
from toolkit.forms.header import restriction_fields
from toolkit.forms.people import Answers, Context
from toolkit.forms.vocabulary import Audience, Option, Page

LEVELS: tuple[Option, ...] = (
    Option(
        value="1", label="Level 1", hint="Meets children or parents now and then. Everyone has at least this."
    ),
    Option(value="2", label="Level 2", hint="Works mainly with children or parents."),
    Option(value="3", label="Level 3", hint="Operational managers, named and designated leads."),
    Option(value="4", label="Level 4", hint="Senior and strategic managers, trustees."),
)
"""Levels of training: each holds what the ones below it hold."""

DUTIES: tuple[Option, ...] = (
    Option(value="named", label="Named safeguarding officer"),
    Option(value="trustee", label="Trustee"),
    Option(value="board", label="Leads on safeguarding on the board"),
)

WHO_MAY_SEE = Page(key="sharing", title="Who may see this", fields=restriction_fields())

_OLD: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b{term}s?\b"), sentence)
    for term, sentence in (
        (
            "LSCB",
            "“LSCB” is an old term: safeguarding partners took the place of the local boards by September 2019.",
        ),
        ("CAF", "“CAF” is an old term: today it is an early help assessment, by its local name."),
        (
            "SCR",
            "“SCR” is an old term: serious case reviews became local child safeguarding practice reviews in 2019.",
        ),
    )
)


def titled(words: str, key: str) -> Callable[[Answers, Audience], str]:
    """A title that says what it is and about whom or which team: "Training record: Tansy Dunnock"."""

    def title(answers: Answers, audience: Audience) -> str:
        named = str(answers.get(key) or "").strip()
        between = " " if words.endswith("?") else ": "
        return f"{words}{between}{named}" if named else words

    return title


def of_author(context: Context) -> Answers:
    """Name and role of the worker at this computer, for a record that is most often about them."""
    found = {"name": context.facts.get("@author", ""), "role": context.facts.get("@author_role", "")}
    return {key: words for key, words in found.items() if words}


def old_terms(answers: Answers) -> Iterator[Problem]:
    """Warns once for each box that holds a name that is no longer in use (LSCB, CAF, SCR); the words stay as typed."""
    for path, words in _texts(answers, ""):
        for term, sentence in _OLD:
            if term.search(words):
                yield Problem("E16", path, sentence, "warned")


def _texts(answer: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(answer, str):
        yield path, answer
    elif isinstance(answer, dict):
        for key, inner in answer.items():
            yield from _texts(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(answer, list):
        for row in answer:
            if isinstance(row, dict):
                yield from _texts(row, f"{path}[{row.get('id', '')}]")
