"""Checks of the record of an injury or mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, dicts
from toolkit.forms.vocabulary import is_empty

NON_MOBILE = ("not_rolling", "rolls", "disabled")


def check(answers: Answers, context: Context) -> list[Problem]:
    """Nobody told of a mark on a child who does not move alone is refused; a size that is no number is kept and flagged."""
    return [*_told(answers), *_sizes(answers)]


def _told(answers: Mapping[str, Any]) -> Iterator[Problem]:
    told = any(
        not is_empty(row.get("when")) and not is_empty(row.get("service"))
        for row in dicts(answers.get("told"))
    )
    if answers.get("movement") in NON_MOBILE and not told:
        sentence = (
            "Nobody has been told yet. Ring the front door now, then write here whom you told and when."
        )
        yield Problem("", "told", sentence, "refused")


def _sizes(answers: Mapping[str, Any]) -> Iterator[Problem]:
    for mark in dicts(answers.get("marks")):
        size = str(mark.get("size") or "").strip().lower().removesuffix("mm").strip()
        parts = [part.strip() for part in size.replace("×", "x").split("x")]
        if size and not all(part.replace(".", "", 1).isdigit() for part in parts):
            sentence = "This size is not a number of millimetres. It is kept as typed."
            yield Problem("", f"marks[{mark.get('id', '')}].size", sentence, "warned")
