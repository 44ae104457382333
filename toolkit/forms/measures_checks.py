"""Checks of the outcome measures log: numbers only where a licence allows them, and within the range of the tool."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.projection import Due
from toolkit.forms.vocabulary import is_empty

STAR, SDQ = "star", "sdq"
SDQ_MOST, SDQ_SCALE_MOST = 40, 10
"""The highest total and the highest subscale of the Strengths and Difficulties Questionnaire."""
TOOLS = {
    STAR: "Outcomes Star",
    SDQ: "SDQ",
    "dash": "DASH",
    "gcp2": "Graded Care Profile 2",
    "thriving": "Thriving Families Tool",
    "neglect": "Another neglect tool",
    "dust": "Drug use screening tool (DUST)",
    "asq": "Ages and Stages Questionnaires",
    "phq": "PHQ-9",
    "gad": "GAD-7",
    "hads": "HADS",
    "epds": "Edinburgh Postnatal Depression Scale",
}
"""Tools by name. Of those named here only the SDQ's numbers may be typed in; of a tool of your own, any."""
_READING = re.compile(r"\b\d+\b")


def check(answers: Answers, context: Context) -> list[Problem]:
    """Totals and subscales in the range of their tool; a Star keeps no number, in words neither."""
    return [problem for row in rows_of(answers, "measures") for problem in _row(row)]


def dues(answers: Answers, context: Context) -> tuple[Due, ...]:
    """When each tool is next due for each person, as the newest time it was used says."""
    newest: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows_of(answers, "measures"):
        key = (context.name_of(row.get("whom")), str(row.get("tool") or ""))
        if key not in newest or str(row.get("on") or "") >= str(newest[key].get("on") or ""):
            newest[key] = row
    return tuple(
        Due(f"measures[{row.get('id', '')}].next", _words(tool, who), str(row["next"]), "", "date")
        for (who, tool), row in newest.items()
        if dates.is_day(row.get("next"))
    )


def _words(tool: str, who: str) -> str:
    name = TOOLS.get(tool) or tool.removeprefix("other:").strip()
    return "Outcome measure" + (f": {', '.join(part for part in (name, who) if part)}" if name or who else "")


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
