"""The blank map: what is written with the family on two sheets on their long side, and what is for the worker on a third."""

from __future__ import annotations

from toolkit.forms.blank_pieces import BY_HAND, LINE, TWO_LINES, strip
from toolkit.forms.blocks import (
    Block,
    Cells,
    Heading,
    PageBreak,
    Paragraph,
    ScaleLine,
    Table,
    WriteLines,
)
from toolkit.forms.rules import pages
from toolkit.forms.vocabulary import (
    Columns,
    Form,
    Rows,
    Scores,
)

POINTS, PEOPLE, PAIRS, STEPS, IDEAS, RULES, NETWORK = 6, 3, 3, 3, 3, 3, 2
"""Rows to write in, as many as have room."""


def map_blank(form: Form) -> list[Block]:
    """The sheets of a blank map: columns and scale, then pairs, steps and ideas, then plan and sharing."""
    parts = {part.key: part for page in pages(form) for part in page.fields}
    titles = {page.key: page.title for page in pages(form)}
    columns, scale = parts["map"], parts["scale"]
    plan, network, ideas = parts["plan"], parts["network"], parts["ideas"]
    assert isinstance(columns, Columns)
    assert isinstance(scale, Scores)
    assert isinstance(plan, Rows)
    assert isinstance(network, Rows)
    assert isinstance(ideas, Rows)
    steps = ("What", "Who", "By when", "Done on")
    return [
        strip(parts[key] for key in ("about", "event", "took_part", "level")),
        _columns(columns),
        *_scale(scale),
        PageBreak(),
        _pairs(columns),
        Table(
            caption=parts["actions"].label,
            head=steps,
            rows=((LINE, "", "", ""),) * STEPS + ((parts["review"].label + LINE, "", "", ""),),
            widths=(5.0, 2.5, 1.5, 1.5),
            small=True,
        ),
        _table(ideas.label, tuple(c.label for c in ideas.columns), IDEAS, LINE, (2.0, 6.0)),
        PageBreak(),
        Heading(text=titles["plan"]),
        _table("", tuple(c.label for c in plan.columns), RULES, LINE),
        _table(network.label, tuple(c.label for c in network.columns), NETWORK, LINE, (3.0, 4.0, 1.5)),
        Heading(text=titles["header"]),
        strip((parts[key] for key in SHARING), BY_HAND),
        WriteLines(label=parts["restriction_reason"].label, count=1),
    ]


SHARING = ("order", "late_reason", "source", "source_detail", "restriction", "restricted_from")


def _columns(part: Columns) -> Cells:
    """The columns with the questions under their titles, and rows to write in."""
    head = tuple(
        (Paragraph(text=column.title, tone="strong"), Paragraph(text=column.question, tone="note"))
        for column in part.columns
    )
    empty = tuple((Paragraph(text=LINE),) for _ in part.columns)
    tones = tuple(column.tone for column in part.columns)
    return Cells(rows=(head, *(empty,) * POINTS), head=True, tones=tones, says=part.label)


def _scale(part: Scores) -> list[Block]:
    """The line from 0 to 10 with what its ends mean, and a row for each person's own number."""
    line = ScaleLine(
        label=part.label,
        low=part.low,
        high=part.high,
        words="Each person: mark your own number and write your name beside it.",
        low_words=part.low_words,
        high_words=part.high_words,
    )
    head = ("Who", "Number", "Because", "One higher if")
    return [line, _table("", head, PEOPLE, LINE, (2.0, 1.0, 4.0, 4.0))]


def _pairs(part: Columns) -> Table:
    """Each worry beside its goal: the two belong together, and stand on one line."""
    kinds = {kind.value: kind for column in part.columns for kind in column.kinds}
    goal = next(kind for kind in kinds.values() if kind.pairs_with)
    worry = kinds[goal.pairs_with]
    # The same paper serves every level of help, so each has both its names.
    names = [
        " or ".join([kind.label, *(words.label.lower() for words in kind.wordings)]) for kind in (worry, goal)
    ]
    return _table(f"{part.label}: each worry with its goal", (names[0], names[1]), PAIRS, TWO_LINES)


def _table(
    caption: str, head: tuple[str, ...], count: int, room: str, widths: tuple[float, ...] = ()
) -> Table:
    rows = ((room, *("",) * (len(head) - 1)),) * count
    return Table(caption=caption, head=head, rows=rows, widths=widths, small=True)
