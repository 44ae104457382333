"""Checks of the outcome measures log: numbers only where a licence allows them, and within the range of the tool."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import is_empty

STAR, SDQ = "star", "sdq"
SDQ_MOST, SDQ_SCALE_MOST = 40, 10
"""The highest total and the highest subscale of the Strengths and Difficulties Questionnaire."""
_READING = re.compile(r"\b\d+\b")


def check(answers: Answers, context: Context) -> list[Problem]:
    """Totals and subscales in the range of their tool; a Star keeps no number, in words neither."""
    return [problem for row in rows_of(answers, "measures") for problem in _row(row)]


def _row(row: Mapping[str, Any]) -> Iterator[Problem]:
    tool, where = row.get("tool"), f"measures[{row.get('id', '')}]"
    if tool == STAR:
        if _READING.search(str(row.get("means") or "")):
            sentence = "The owners of the Star do not allow its readings here. Say what changed in words."
            yield Problem("E16", f"{where}.means", sentence, "warned")
    elif tool == SDQ:
        yield from _whole(row.get("total"), SDQ_MOST, f"{where}.total", "An SDQ total")
        for scale in rows_of(row, "subscales"):
            path = f"{where}.subscales[{scale.get('id', '')}].number"
            yield from _whole(scale.get("number"), SDQ_SCALE_MOST, path, "An SDQ subscale")
    elif isinstance(tool, str) and tool.startswith("other:"):
        yield from _other(row, where)


def _whole(answer: object, most: int, path: str, what: str) -> Iterator[Problem]:
    typed = str(answer or "").strip()
    if typed and not (typed.isascii() and typed.isdigit() and int(typed) <= most):
        yield Problem("E5", path, f"{what} is a whole number from 0 to {most}.", "refused")


def _other(row: Mapping[str, Any], where: str) -> Iterator[Problem]:
    """Of a tool the program does not know: a number, and no more than the highest that was given for it."""
    total, most = _number(row.get("total")), _number(row.get("most"))
    if not is_empty(row.get("total")) and total is None:
        yield Problem("E5", f"{where}.total", "This total is not a number.", "refused")
    if not is_empty(row.get("most")) and most is None:
        yield Problem("E5", f"{where}.most", "This is not a number.", "refused")
    if total is not None and most is not None and total > most:
        yield Problem(
            "E5", f"{where}.total", f"The total is more than {row['most']}, the highest.", "refused"
        )


def _number(answer: object) -> float | None:
    try:
        found = float(str(answer or "").strip())
    except ValueError:
        return None
    return found if abs(found) < float("inf") else None
