"""Checks of the record of an injury or mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, dicts
from toolkit.forms.vocabulary import is_empty

NON_MOBILE = ("not_rolling", "rolls", "disabled")


def check(answers: Answers, context: Context) -> list[Problem]:
    """Nobody told of a mark on a child who does not move alone is refused; the rest is kept and flagged."""
    return [*_told(answers), *_days(answers), *_sizes(answers)]


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


def _days(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """Whether each was told on the day the mark was seen."""
    seen = answers.get("event")
    if not isinstance(seen, str) or not dates.is_day(seen):
        return
    day = dates.first_day(seen)
    for row in dicts(answers.get("told")):
        when = row.get("when")
        if not isinstance(when, str) or not dates.is_day(when):
            continue
        path = f"told[{row.get('id', '')}].when"
        if dates.last_day(when) < day:
            sentence = (
                f"{dates.show(when)} is before the mark was seen, on {dates.show(seen)}. Check the day."
            )
            yield Problem("E4", path, sentence, "warned", label="Told the same day")
        elif dates.first_day(when) > day:
            sentence = f"Told on {dates.show(when)}; the mark was seen on {dates.show(seen)}. Write why it was not the same day."
            yield Problem("", path, sentence, "warned", label="Told the same day")


def _sizes(answers: Mapping[str, Any]) -> Iterator[Problem]:
    for mark in dicts(answers.get("marks")):
        size = str(mark.get("size") or "").strip().lower()
        parts = [part.strip().removesuffix("mm").strip() for part in size.replace("×", "x").split("x")]
        if size and not all(part.replace(".", "", 1).isdigit() for part in parts):
            sentence = "This size is not a number of millimetres. It is kept as typed."
            yield Problem("", f"marks[{mark.get('id', '')}].size", sentence, "warned")
