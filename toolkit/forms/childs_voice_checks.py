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


def title(answers: Answers, audience: Audience) -> str:
    """ "Child's voice"; the child's own copy is headed in the child's words."""
    return "My words" if audience == "child" else "Child's voice"


def paper(answers: Answers, context: Context, audience: Audience) -> list[Block] | None:
    """The child's own page in large type; worries stay off it unless child and worker chose otherwise."""
    if audience != "child":
        return None
    made = list(_pages(answers))
    # A baby's page has no words yet.
    return made if len(made) > 1 else [*made, Paragraph(text="There are no words or pictures on it yet.")]


def _pages(answers: Mapping[str, Any]) -> Iterator[Block]:
    yield Paragraph(text="This is your page. It has your words. Tell me if something is wrong.", tone="note")
    quotes = tuple(
        f"“{str(row.get('words')).strip()}”" for row in dicts(answers.get("quotes")) if row.get("words")
    )
    if quotes:
        yield Panel(picture="talk", heading="What I said", lines=quotes)
    parts = [
        ("good", "happy", "Good things"),
        ("dreams", "dream", "My dreams"),
        ("wants", "want", "What I want to happen"),
    ]
    # The worries are here only when the child and the worker chose so.
    chosen = bool(answers.get("worries"))
    if chosen:
        # What must not happen names a worry as plainly as the house of worries does; so may a day, and a reason.
        parts = [("worries", "worry", "My worries"), *parts, ("must_not", "stop", "What must not happen")]
    for key, picture, heading in parts:
        value = answers.get(key)
        if isinstance(value, str) and value.strip():
            yield Panel(
                picture=picture,
                heading=heading,
                lines=tuple(line for line in value.split("\n") if line.strip()),
            )
    if chosen and (day := tuple(_day(answers))):
        yield Panel(picture="clock", heading="My day", lines=day)
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
        why = answers.get("number_why")
        if chosen and isinstance(why, str) and why.strip():
            yield Paragraph(text=f"Why: {why.strip()}")
    for row in dicts(answers.get("drawings")):
        if str(row.get("media") or "").startswith("image/") and row.get("file"):
            yield Photo(file=str(row["file"]), alt="My drawing", caption=str(row.get("caption") or ""))


def _day(answers: Mapping[str, Any]) -> Iterator[str]:
    """A part of the day on each line: "After school: toast, with Gran. I feel fine."""
    for row in dicts(answers.get("day")):
        time, happens, who, feel = (
            str(row.get(key) or "").strip(" .") for key in ("time", "happens", "who", "feel")
        )
        if happens:
            said = f"{time}: {happens}" if time else happens
            yield said + (f", with {who}" if who else "") + (f". I feel {feel}." if feel else ".")
