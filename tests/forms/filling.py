"""Fills in any form, as one who answers everything would; and an organisation's own form that has every kind of field."""

from __future__ import annotations

from typing import Any, assert_never

from toolkit.forms.people import Answers, Context
from toolkit.forms.rules import Entry, Scope, grid_rows, pages, seeded_people
from toolkit.forms.vocabulary import (
    FIVE_ANSWERS,
    Actions,
    BodyMap,
    Choice,
    Choices,
    Columns,
    Date,
    DateTime,
    Field,
    Files,
    Grid,
    LongText,
    Notice,
    People,
    Person,
    PictureCards,
    Rows,
    Scale,
    Scores,
    Signatures,
    Text,
    YesNo,
    option_pairs,
)

PHONE, EMAIL, POSTCODE, NHS = "01632 960 001", "tansy@example.org", "EX1 2MP", "999 123 4561"
NAMED = {"name": "Ash Quill", "role": "uncle"}
LOOKS = {"phone": PHONE, "email": EMAIL, "postcode": POSTCODE, "nhs_number": NHS}


def filled(entry: Entry, context: Context, variant: int) -> Answers:
    """Answers to every field of a form, those that are hidden too. Variants choose differently where there is a choice."""
    answers: Answers = {}
    for page in pages(entry.form):
        for part in page.fields:
            answer = _answer(part, Scope(answers, context), variant)
            if answer is not None:
                answers[part.key] = answer
            if isinstance(part, DateTime) and part.same_day_end:
                answers[part.same_day_end] = "14:45"
    if entry.form.header:
        answers["restriction"] = "normal"
    return answers


def _answer(part: Field, scope: Scope, variant: int) -> Any:
    people = scope.context.people
    # A record of the team has nobody of a family to choose from.
    first = people[0].id if people else NAMED
    match part:
        case Text():
            return LOOKS.get(part.looks) or f"Words for {part.key} & “more”"
        case LongText():
            return f"First of {part.key}.\nSecond, with אבא and 👧."
        case Date():
            return "2026-11-20" if part.future else "2026-11-03"
        case DateTime():
            return "2026-11-12T13:10"
        case Choice():
            values = [value for value, _ in option_pairs(part.options)] + ["other: a barge"] * part.other
            return values[variant % len(values)]
        case Choices():
            values = [value for value, _ in option_pairs(part.options)]
            return values[: 1 + variant % len(values)]
        case YesNo():
            return list(FIVE_ANSWERS)[variant % len(FIVE_ANSWERS)]
        case Scale():
            return part.low + variant if variant else "did_not_say"
        case Person():
            return NAMED if variant % 2 else first
        case People():
            group = {"children": "child", "adults": "adult"}.get(part.group)
            return [p.id for p in people if group in (None, p.group)][:2]
        case Notice():
            return None
        case Signatures():
            return [
                {
                    "id": "s1",
                    "name": "Sorrel Thistlewick",
                    "role": "mother",
                    "how": "paper",
                    "date": "2026-11-12",
                }
            ]
        case Actions():
            row = {"id": "a1", "what": "Ring the nursery", "who": first, "by_when": "2026-11-20"}
            return [
                row,
                {"id": "a2", "what": "Weigh Pip", "who": {"name": "GP", "role": ""}, "by_when": "2026-11-21"},
            ]
        case Rows():
            return _rows(part, scope, variant)
        case Grid():
            return [{**row, **_cells(part.columns, scope, variant)} for row in grid_rows(part, scope)]
        case Columns():
            return _points(part, scope, variant)
        case Scores():
            rows = [
                ("s1", first, 4 + variant),
                ("s2", {"name": "Nettie", "role": "gran"}, "not_asked"),
            ]
            why = {"because": "Of Mondays & “more”", "higher": "breakfast is early"}
            scores = [{"id": n, "person": who, "score": score, **why} for n, who, score in rows]
            return {"low": "no safety", "high": "high safety", "rows": scores}
        case Files():
            return [
                {"id": "f1", "file": "f1", "name": "house.png", "media": "image/png", "caption": "A house"}
            ]
        case PictureCards():
            return [
                {"id": "c1", "word": "home", "picture": "home"},
                {"id": "c2", "word": "my own word", "picture": "", "crossed": "yes"},
            ]
        case BodyMap():
            mark = {"id": "m1", "view": "front", "x": 0.4, "y": 0.3, "site": "left forearm"}
            return [{**mark, **_cells(part.columns, scope, variant)}]
    assert_never(part)


def _points(part: Columns, scope: Scope, variant: int) -> list[dict[str, Any]]:
    points: list[dict[str, Any]] = []
    for column in part.columns:
        for kind in column.kinds:
            point = {
                "id": kind.value,
                "kind": kind.value,
                "text": f"Words for {kind.value}",
                "who": "Nettie",
                "evidence": "Seen",
            }
            if kind.pairs_with:
                point["pair"] = kind.pairs_with
            points.append({**point, **_cells(kind.columns, scope, variant)})
    return points


def _rows(part: Rows, scope: Scope, variant: int) -> list[dict[str, Any]]:
    if part.each:
        heads = [{"id": p.id, "person": p.id} for p in seeded_people(part, scope)]
    else:
        heads = [{"id": f"{part.key}{n}"} for n in (1, 2)]
    return [{**head, **_cells(part.columns, scope.within(head), variant)} for head in heads]


def _cells(columns: tuple[Field, ...], scope: Scope, variant: int) -> dict[str, Any]:
    cells = {column.key: _answer(column, scope, variant) for column in columns}
    return {key: value for key, value in cells.items() if value is not None}


OWN_FORM = """
id = "own_form"
title = "Sleep review"
description = "Everything a form may hold."
title_from = "kind"
summary_from = ["story"]

[[pages]]
key = "one"
title = "Sleep"

[[pages.fields]]
kind = "choice"
key = "kind"
label = "Kind"
needed = true
other = true
options = ["Day", {value = "night", label = "Night", hint = "After eight in the evening."}]

[[pages.fields]]
kind = "long_text"
key = "story"
label = "What happened"
hint = "Facts."
needed = {kind = "when", key = "kind", values = ["night"]}
prompt = {title = "Look twice", text = "Who slept where?", card = "G-DAY"}

[[pages.fields]]
kind = "text"
key = "line"
label = "In a line"
needed = true
none_label = "Nothing to say"

[[pages.fields]]
kind = "date"
key = "since"
label = "Since"
vague = true
or_not_known = true

[[pages.fields]]
kind = "choices"
key = "where"
label = "Where"
options = ["Cot", "Bed", "Sofa"]
other = true

[[pages.fields]]
kind = "yes_no"
key = "safe"
label = "Safe sleep talked about?"
needed = true

[[pages.fields]]
kind = "scale"
key = "tired"
label = "How tired?"
low_words = "Rested"
high_words = "Worn out"
needed = true

[[pages.fields]]
kind = "notice"
key = "ring"
label = "Ring now"
tone = "red"
text = "Speak with your lead."
numbers = ["emergency", "front_door"]
when = {kind = "when", key = "safe", values = ["no"]}

[[pages]]
key = "two"
title = "People and plans"

[[pages.fields]]
kind = "person"
key = "teller"
label = "Who told you"
needed = true

[[pages.fields]]
kind = "people"
key = "there"
label = "Who was there"
group = "adults"

[[pages.fields]]
kind = "rows"
key = "nights"
label = "Nights"
needed = true
none_label = "No nights to tell of"
columns = [
  {kind = "date", key = "day", label = "Night of", needed = true},
  {kind = "text", key = "how", label = "How it went"},
]

[[pages.fields]]
kind = "rows"
key = "each_child"
label = "Each child"
each = "children"
layout = "cards"
needed = true
columns = [
  {kind = "yes_no", key = "slept", label = "Slept?", needed = true},
  {kind = "long_text", key = "words", label = "In their words", needed = true, when = {kind = "when", key = "slept", values = ["yes"]}},
  {kind = "rows", key = "naps", label = "Naps", columns = [{kind = "text", key = "nap", label = "Nap"}, {kind = "scale", key = "deep", label = "How deep?"}]},
]

[[pages.fields]]
kind = "grid"
key = "who_settles"
label = "Who settles whom"
columns = [{kind = "yes_no", key = "settles", label = "Settles?"}, {kind = "text", key = "how", label = "How"}]

[[pages.fields]]
kind = "actions"
key = "next"
label = "Next"
needed = true
none_label = "Nothing for now"

[[pages.fields]]
kind = "signatures"
key = "signed"
label = "Signed"
who = ["Parent", "Worker"]
needed = true
"""
