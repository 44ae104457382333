"""How the record of a professional difference begins, and the checks that belong to it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import is_empty

ORDER = ("s0", "s1", "s2", "s3", "s4")


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """First answers: the stage the talk between workers, and the time limits of the area where they are known."""
    found: Answers = {"stages": [{"id": "s0", "stage": "s0"}]}
    if limits := context.facts.get("@escalation_limits", ""):
        found["limit_note"] = limits
    return found


def check(answers: Answers, context: Context) -> list[Problem]:
    """A stage left out needs its reason; the same stage settled and still open is for the worker to see."""
    return [*_skipped(answers), *_closed_open(answers)]


def _skipped(answers: Mapping[str, Any]) -> Iterator[Problem]:
    highest = -1
    for row in rows_of(answers, "stages"):
        stage = str(row.get("stage") or "")
        if stage not in ORDER:
            continue
        place = ORDER.index(stage)
        if place > highest + 1 and is_empty(row.get("skipped")):
            sentence = f"Stage {highest + 1} was left out. Say why in a few words."
            yield Problem("E1", f"stages[{row.get('id', '')}].skipped", sentence, "missing")
        highest = max(highest, place)


def _closed_open(answers: Mapping[str, Any]) -> Iterator[Problem]:
    rows = rows_of(answers, "stages")
    if answers.get("closed") == "yes" and rows and rows[-1].get("agreed") == "waiting":
        sentence = "It is marked settled, and the last stage still waits for an answer."
        yield Problem("", "stages", sentence, "warned")
