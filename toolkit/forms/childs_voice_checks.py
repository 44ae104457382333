"""Checks and the child's page of the voice record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms.blocks import Block, Panel, Paragraph, Photo, ScaleLine
from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, dicts
from toolkit.forms.vocabulary import Audience, is_empty


def check(answers: Answers, context: Context) -> list[Problem]:
    """One of these must be there: exact words, what was seen, a drawing, or that the child did not want to."""
    heard = any(not is_empty(answers.get(key)) for key in ("quotes", "observed", "drawings"))
    if heard:
        return []
    sentence = (
        "Write the child's words, what you saw, or that the child did not want to. One of them is needed."
    )
    return [Problem("E1", "quotes", sentence, "missing")]


def paper(answers: Answers, context: Context, audience: Audience) -> list[Block] | None:
    """The child's own page in large type; worries stay off it unless child and worker chose otherwise."""
    if audience != "child":
        return None
    return list(_pages(answers))


def _pages(answers: Mapping[str, Any]) -> Iterator[Block]:
    yield Paragraph(text="This is your page. It has your words. Tell me if something is wrong.", tone="note")
    quotes = tuple(
        f"“{str(row.get('words')).strip()}”" for row in dicts(answers.get("quotes")) if row.get("words")
    )
    if quotes:
        yield Panel(picture="talk", heading="What I said", lines=quotes)
    parts = [
        ("good", "happy", "Good things"),
        ("dreams", "want", "My dreams"),
        ("wants", "want", "What I want to happen"),
    ]
    if answers.get("worries_on_copy") == "yes":
        parts.insert(0, ("worries", "worry", "My worries"))
    for key, picture, heading in parts:
        value = answers.get(key)
        if isinstance(value, str) and value.strip():
            yield Panel(
                picture=picture,
                heading=heading,
                lines=tuple(line for line in value.split("\n") if line.strip()),
            )
    number = answers.get("number")
    if isinstance(number, int) and not isinstance(number, bool):
        yield ScaleLine(
            label="My number",
            low=0,
            high=10,
            value=number,
            low_words="I do not feel safe",
            high_words="I feel safe",
        )
    for row in dicts(answers.get("drawings")):
        if str(row.get("media") or "").startswith("image/") and row.get("file"):
            yield Photo(file=str(row["file"]), alt="My drawing", caption=str(row.get("caption") or ""))
