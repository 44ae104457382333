"""What was answered, in a few words for the list beside the question; how far it still is; what a change puts in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.forms import dates
from toolkit.forms.conditions import Scope
from toolkit.forms.decision.flow import END, State
from toolkit.forms.decision.pages_send import SEVEN
from toolkit.forms.decision.states import ADVICE, FLOW
from toolkit.forms.people import Context, join_names, rows_of
from toolkit.forms.vocabulary import Choice, Choices, Rows, option_pairs
from toolkit.forms.words import say

MAIN_COLUMN = {"ask": "safe", "asked": "capacity", "answered": "answer", "told": "when_told"}
"""The column that is asked first of each person, by the key of the rows."""
USUAL = ("S0", "S0W", "S1", "S2", "S3", "S4", "S5", "S6", "S6b", "S6c", "S6d", "S7", "S8", "S9", "S10", "S11")
UNASKED = ("S0", "S0W", "S1", "S2", "S3", "S4", "S5", "S6", "S6N", "S7", "S8", "S9", "S10", "S11")
BESIDE = {"S5b": "S5", "S6g": "S6b", "S2R": "S6d", "SH": "S6N", "EM": "S9", ADVICE: ""}
"""Where a question that is not asked every time stands among those that are."""


@dataclass(frozen=True)
class Answered:
    """One line of the answers so far. `again` asks to look at it again."""

    state: str
    question: str
    answer: str
    again: bool = False
    to_complete: bool = False


def answers_so_far(answers: Mapping[str, Any], context: Context, view: str) -> list[Answered]:
    """The questions that were answered, in order, those to be looked at again with them; the one shown is left out."""
    path, gone, doubted = (_names(answers.get(key)) for key in ("path", "gone", "again"))
    asked = str(answers.get("at") or "")
    found = []
    for key in [*path, *(one for one in doubted if one not in path)]:
        unanswered = key == asked and key not in gone and key not in doubted
        if key not in (view, ADVICE) and not unanswered:
            state = FLOW.state(key)
            found.append(Answered(key, state.short, said(state, answers, context), key in doubted))
    return found


def _names(answer: object) -> list[str]:
    return [str(one) for one in answer] if isinstance(answer, list) else []


def said(state: State, answers: Mapping[str, Any], context: Context) -> str:
    """The answer to a question in a few words."""
    match state.key:
        case "S0W":
            return str(answers.get("to_whom") or "")
        case "EM":
            return _rang(answers)
        case "S8":
            return _checks(answers)
        case "S9":
            return _passed_on(answers)
        case "S11":
            return "Signed" if answers.get("worker_signature") else ""
    if state.page is None:
        return ""
    for part in state.page.fields:
        if part.key == state.main and not isinstance(part, Rows):
            words = say(part, answers.get(part.key), Scope(answers, context))
            return "; ".join(words)
    return next((_people(part, answers, context) for part in state.page.fields if isinstance(part, Rows)), "")


def _people(part: Rows, answers: Mapping[str, Any], context: Context) -> str:
    rows = rows_of(answers, part.key)
    column = next((c for c in part.columns if c.key == MAIN_COLUMN.get(part.key)), None)
    if not isinstance(column, Choice | Choices):
        if part.key == "gillick":
            column = next((c for c in part.columns if c.key == "competent"), None)
        if not isinstance(column, Choice | Choices):
            return join_names([context.name_of(row.get("person")) for row in rows])
    labels = dict(option_pairs(column.options))
    lines = []
    for row in rows:
        words = labels.get(str(row.get(column.key)), str(row.get(column.key) or "Not answered"))
        if column.key == "safe" and row.get("safe") == "no":
            words = _because(part, row)
        lines.append(f"{context.name_of(row.get('person'))}: {words}" if len(rows) > 1 else words)
    return "; ".join(lines)


def _because(part: Rows, row: Mapping[str, Any]) -> str:
    reasons = next((c for c in part.columns if c.key == "reasons"), None)
    labels = dict(option_pairs(reasons.options)) if isinstance(reasons, Choices) else {}
    ticked = row.get("reasons")
    words = [labels.get(str(tick), "") for tick in ticked] if isinstance(ticked, list) else []
    return "No, " + "; ".join(filter(None, words)) if any(words) else "No"


def _rang(answers: Mapping[str, Any]) -> str:
    calls = [row for row in rows_of(answers, "calls") if dates.is_day(row.get("rung"))]
    if not calls:
        return "Not rung yet"
    names = {"emergency": "999", "front_door": "front door", "adults": "adult safeguarding", "police": "101"}
    first = str(calls[0].get("service") or "")
    who = names.get(first, first.removeprefix("other:").strip())
    return f"{who}, {str(calls[0]['rung']).partition('T')[2]}".strip(", ")


def _checks(answers: Mapping[str, Any]) -> str:
    held = [row.get("holds") for row in rows_of(answers, "checks") if row.get("holds")]
    if len(held) < len(SEVEN):
        return f"{len(held)} of {len(SEVEN)} answered" if held else ""
    if "no" in held:
        return "One does not hold" if held.count("no") == 1 else f"{held.count('no')} do not hold"
    mended = held.count("fixed")
    return f"All hold, {mended} put right" if mended else "All hold"


def _passed_on(answers: Mapping[str, Any]) -> str:
    whom = ", ".join(str(answers[key]) for key in ("recipient", "recipient_agency") if answers.get(key))
    how = {"sent": "Gone", "not_yet": "Not yet gone", "withdrawn": "Taken back", "not_needed": "Not needed"}
    return ": ".join(filter(None, (how.get(str(answers.get("sent")), ""), whom)))


def questions_to_go(answers: Mapping[str, Any]) -> int:
    """About how many questions are still to come after the one being asked."""
    at = str(answers.get("at") or "S0")
    if at == END:
        return 0
    ask = rows_of(answers, "ask")
    asked = any(row.get("safe") == "yes" for row in ask) or not any(row.get("safe") for row in ask)
    usual = USUAL if asked else UNASKED
    if answers.get("route") in ("NO",):
        return 1 if at != "S11" else 0
    path = answers.get("path")
    if at == ADVICE and isinstance(path, list) and len(path) > 1:
        at = str(path[-2])
    at = BESIDE.get(at, at)
    return len(usual) - 1 - usual.index(at) if at in usual else 0


def to_go_words(answers: Mapping[str, Any]) -> str:
    """How far it still is, in words."""
    if answers.get("at") == END:
        return ""
    left = questions_to_go(answers)
    if left == 0:
        return "The last question"
    return f"About {left} question{'s' * (left > 1)} to go"


def undoes(state: str, answers: Mapping[str, Any]) -> str:
    """What changing an answer puts in doubt, in one sentence."""
    keys, gone = _names(answers.get("path")), _names(answers.get("gone"))
    later = keys[keys.index(state) + 1 :] if state in keys else []
    shorts = [FLOW.state(key).short for key in later if key in gone and key not in ("EM", ADVICE)]
    if not shorts:
        return "Changing it puts no other answer in doubt."
    if len(shorts) == 1:
        return f"If you change it, look again at: {shorts[0]} The answer is kept."
    return f"If you change it, look again at {len(shorts)} answers: {' '.join(shorts)} They are kept."
