"""Checks, first answers and tables of the three-column map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.board import pair_of, point_title, points_of, score_set
from toolkit.forms.conditions import Problem, Scope
from toolkit.forms.people import Answers, Context, ScoreSet, dicts

MANY_DANGERS = 3
PROTECTION = ("protection", "care")
MAP_ORDER, SCALE_LOW, SCALE_HIGH = "@map_order", "@scale_low", "@scale_high"
"""Facts of a context: the order of the columns and the words at the ends of the scale in the area pack in force."""


def check(answers: Answers, context: Context) -> list[Problem]:
    """Worries and goals come in pairs: below child protection a lone one warns, at child protection it is refused."""
    return [*_pairs(answers), *_too_many(answers)]


def _pairs(answers: Mapping[str, Any]) -> Iterator[Problem]:
    held = answers.get("map")
    level = "refused" if answers.get("level") in PROTECTION else "warned"
    worry, goal = ("danger statement", "safety goal") if level == "refused" else ("worry statement", "goal")
    answered = {str(p.get("pair")) for p in points_of(held, "goal") if p.get("pair")}
    for point in points_of(held, "danger"):
        if point.get("id") not in answered:
            sentence = f"This {worry} has no {goal} yet. Write what will be there instead, and link the two."
            yield Problem("", f"map[{point.get('id', '')}]", sentence, level, "map", point_title(point))  # type: ignore[arg-type]
    for point in points_of(held, "goal"):
        pair = pair_of(held, point)
        if pair is None or pair.get("kind") != "danger":
            sentence = f"This {goal} is not linked to a {worry} yet."
            yield Problem("", f"map[{point.get('id', '')}]", sentence, level, "map", point_title(point))  # type: ignore[arg-type]


def _too_many(answers: Mapping[str, Any]) -> Iterator[Problem]:
    if len(points_of(answers.get("map"), "danger")) > MANY_DANGERS:
        sentence = "More than three of these are hard to hold in mind. Can two become one?"
        yield Problem("", "map", sentence, "warned", "map", "Three columns")


def start(family: Answers, context: Context, previous: Answers | None) -> Answers:
    """A new map from the last one: its points, level, order and anchors; numbers are asked anew.

    A map begun empty has the order of the area pack in force, and the anchors of the last map or else of that pack.
    """
    if previous is None:
        return _local(context)
    kept = ("level", "order", "took_part", "plan", "network")
    answers = {key: previous[key] for key in kept if key in previous}
    answers["map"] = [dict(point) for point in dicts(previous.get("map"))]
    if isinstance(scale := previous.get("scale"), dict):
        answers["scale"] = {"low": scale.get("low", ""), "high": scale.get("high", ""), "rows": []}
    return answers


def _local(context: Context) -> Answers:
    answers: Answers = {}
    if order := context.facts.get(MAP_ORDER):
        answers["order"] = order
    low, high = context.facts.get(SCALE_LOW), context.facts.get(SCALE_HIGH)
    if context.scores:
        # Under other words the numbers of this map could not be laid beside those before.
        low, high = context.scores[-1].low, context.scores[-1].high
    if low and high:
        answers["scale"] = {"low": low, "high": high, "rows": []}
    return answers


def numbers_of(answers: Mapping[str, Any], context: Context) -> ScoreSet | None:
    """The numbers of a finished map, for the history of later ones; None when it has no day or no number."""
    held = answers.get("scale")
    if not isinstance(held, dict) or not dates.is_day(answers.get("event")):
        return None
    low, high = str(held.get("low") or ""), str(held.get("high") or "")
    found = score_set(held, Scope(answers, context), low, high)
    return found if found.rows else None
