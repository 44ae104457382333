"""Forms as paper to fill in by hand: every field, with lines sized for handwriting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import assert_never

import msgspec

from toolkit.forms.blank_pieces import BY_HAND, strip
from toolkit.forms.blocks import (
    Block,
    BodyFigure,
    CardGrid,
    Heading,
    Outline,
    PageBreak,
    Panel,
    ScaleLine,
    SignHere,
    Table,
    TickBoxes,
    Warn,
    WriteLines,
)
from toolkit.forms.header import first_fields, last_page
from toolkit.forms.outline import TABLE_COLUMNS
from toolkit.forms.outline_pieces import column_width
from toolkit.forms.people import Context, PersonRef
from toolkit.forms.rules import Entry, pages
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

CARDS = 3
"""How many people or things that need a card each have one on a blank paper."""
COLUMN_ROWS = 4
"""Rows to write in under the heads of columns side by side, before those a sheet of its own has room for."""


def blank(entry: Entry, people: tuple[PersonRef, ...] = ()) -> Outline:
    """The form as paper to fill in by hand: every field, with lines sized for handwriting.

    A form that is written for a family or child has no ‡ field on paper: they look on while it is filled in.
    """
    if entry.form.audience == "child":
        return _childs_paper(entry, people)
    if entry.blank:
        return _paper(entry, entry.blank(entry.form))
    off: set[str] = (
        {"never_printed"} if entry.form.audience == "practitioner" else {"never_printed", "always"}
    )
    context = Context(now=datetime.min, people=people)
    blocks: list[Block] = []
    if entry.lead:
        blocks += entry.lead({}, context, entry.form.audience)
    turned = False
    sheets: list[Block] = []
    sharing = last_page() if entry.form.header else None
    # What every record has stands at the end: short answers, that seldom need a line each.
    small = [*_printed(sharing.fields, off)] if sharing else []
    if entry.form.settled:
        day = "event" if entry.form.event_page else ""
        small = [*(part for part in first_fields(entry.form) if part.key != day), *small]
    for page in pages(entry.form):
        fields = [part for part in _printed(page.fields, off) if part not in small]
        inner = [b for part in fields for b in _blank_field(part, context)]
        if not inner:
            continue
        turn = page.landscape and not entry.form.landscape
        if turn:
            blocks.append(PageBreak(turn="landscape"))
        elif turned:
            blocks.append(PageBreak(turn="portrait"))
        turned = turn
        inner = list(_in_box(inner)) if page.boxed else _not_twice(page.title, inner)
        if page.own_sheet:
            sheets += [PageBreak(), Heading(text=page.title), *map(_longer, inner)]
        else:
            blocks += [Heading(text=page.title), *inner]
    if sharing:
        blocks += [] if entry.form.settled else [Heading(text=sharing.title)]
        caption = FOR_WORKER if entry.form.settled else ""
        blocks.append(strip(small, BY_HAND if entry.form.settled else (), caption))
    written = [] if entry.form.settled else [WRITTEN_BY]
    return _paper(entry, [*written, *blocks, *sheets])


def _paper(entry: Entry, blocks: list[Block]) -> Outline:
    return Outline(
        title=entry.form.title,
        audience=entry.form.audience,
        blocks=tuple(blocks),
        status="Blank form",
        landscape=entry.form.landscape,
        draft=False,
    )


STARTERS = 9
"""Picture cards on a child's paper: the first ones offered, with empty ones to write and draw on."""
FOR_WORKER = "For the worker"
MOST_TICKS = 6
"""More boxes than this take too much of a child's paper: the answer is written."""
WRITTEN_BY = Table(
    head=("", "Name", "Role", "Day and time"),
    rows=(("Written by", "", "", ""), ("Keyed in by", "", "", "")),
    widths=(2.0, 4.0, 2.5, 2.5),
)
"""Who wrote the paper and who keyed it in later, each with the day and the time: both are printed with the record."""


def _childs_paper(entry: Entry, people: tuple[PersonRef, ...]) -> Outline:
    """A child's form: each page beside its drawing, then one small table with what is for the worker alone."""
    context = Context(now=datetime.min, people=people)
    words = entry.start({}, context, None) if entry.start else {}
    own = (
        {part.key for part in (*first_fields(entry.form), *last_page().fields)}
        if entry.form.header
        else set()
    )
    blocks: list[Block] = []
    for_worker: list[Block] = []
    for page in pages(entry.form):
        signed = False
        inner: list[Block] = []
        for part in _printed(page.fields, {"never_printed", "always"}):
            # What every record has, and what is asked after the signing, is for the worker.
            if part.key in own or signed:
                for_worker += _blank_field(part, context)
            else:
                inner += _for_child(part, words.get(part.key), context)
            signed = signed or isinstance(part, Signatures)
        if inner:
            said = tuple(
                f"{p.label}: a name, a mark or a drawing." for p in page.fields if isinstance(p, Signatures)
            )
            blocks += [Panel(picture=page.picture, heading=page.title, lines=said), *inner]
    return _paper(entry, [*blocks, *_strip(for_worker)])


def _strip(blocks: list[Block]) -> Iterator[Block]:
    """What is for the worker, in as little room as it can have: two answers in a row, boxes to tick last."""
    cells = [(block.label, "") for block in blocks if isinstance(block, WriteLines)]
    cells += [(f"{words}, when", "") for words, *_ in WRITTEN_BY.rows]
    # A box stays with the first of its words.
    ticks = [(b.label, [f"☐\u00a0{o}" for o in b.options]) for b in blocks if isinstance(b, TickBoxes)]
    cells += [(label, "   ".join(options)) for label, options in ticks]
    cells += [("", "")] * (len(cells) % 2)
    rows = tuple((*cells[at], *cells[at + 1]) for at in range(0, len(cells), 2))
    yield Table(caption=FOR_WORKER, head=(), rows=rows, widths=(2.6, 4.3, 2.6, 4.3), small=True)


def _for_child(part: Field, given: object, context: Context) -> Iterator[Block]:
    """A field on a child's paper: the words it would begin with, and lines beside its label. Hints stay off it."""
    for block in _blank_field(part, context):
        match block:
            case WriteLines() if isinstance(part, PictureCards):
                # There are empty cards for it.
                continue
            case WriteLines() if isinstance(given, str):
                # Words that stand there already need one line, to put them otherwise; those with practice behind
                # them, and those that may be left out, none.
                keeps = part.needed is not True or part.prompt is not None
                yield msgspec.structs.replace(block, hint=given, count=0 if keeps else 1)
            case SignHere():
                yield msgspec.structs.replace(block, label="")
            case TickBoxes() if isinstance(part, PictureCards):
                yield Panel(picture="talk", heading=part.label, lines=("Ring what you want. Add your own.",))
                cards = tuple((option.value, option.label, False) for option in part.offered[:STARTERS])
                yield CardGrid(cards=cards + (("", "", False),) * (3 + -len(cards) % 3))
            case TickBoxes(options=options) if len(options) > MOST_TICKS:
                yield WriteLines(label=block.label, count=1)
            case WriteLines() | TickBoxes():
                yield msgspec.structs.replace(block, hint="")
            case Table(head=(_,)):
                yield TickBoxes(label=block.caption, options=("_________",) * 9)
            case _:
                yield block


def _in_box(blocks: Iterable[Block]) -> Iterator[Block]:
    """Lines to write on as one boxed table of labels and room, as the page prints when it is filled in."""
    rows: list[tuple[str, ...]] = []
    for block in [*blocks, None]:
        if isinstance(block, WriteLines) and not block.hint:
            rows.append((block.label, "\n" * block.count))
            continue
        if rows:
            yield Table(head=(), rows=tuple(rows), widths=(1.0, 2.0))
            rows = []
        if block is not None:
            yield block


def _not_twice(title: str, blocks: list[Block]) -> list[Block]:
    """A page's blocks without repeating its title over its first table."""
    first = blocks[0]
    if isinstance(first, Table) and first.caption == title:
        return [msgspec.structs.replace(first, caption=""), *blocks[1:]]
    return blocks


def _longer(block: Block) -> Block:
    """A table on a sheet of its own has the room for more lines."""
    if not isinstance(block, Table):
        return block
    return msgspec.structs.replace(block, rows=block.rows + (("",) * len(block.head),) * 6)


def _printed(fields: Iterable[Field], off: set[str]) -> Iterator[Field]:
    """Fields without those that stay off this paper, in rows too."""
    for part in fields:
        if part.withheld in off:
            continue
        if isinstance(part, (Rows, Grid)):
            part = msgspec.structs.replace(part, columns=tuple(_printed(part.columns, off)))
        yield part


def _blank_field(part: Field, context: Context) -> Iterator[Block]:
    match part:
        case Notice(tone="red"):
            # What must be done at once is on the paper too, for whomever it may concern.
            yield Warn(text=f"{part.label}. {part.text}")
        case Notice():
            return
        case Text():
            yield WriteLines(label=part.label, hint=part.hint, count=1)
        case LongText():
            yield WriteLines(label=part.label, hint=part.hint, count=part.lines)
        case Date() | DateTime() | Person() | People():
            yield WriteLines(label=part.label, hint=part.hint, count=1)
        case Choice() | Choices():
            words = tuple(label for _, label in option_pairs(part.options)) + (
                ("Other",) if part.other else ()
            )
            yield TickBoxes(label=part.label, hint=part.hint, options=words)
        case YesNo():
            yield TickBoxes(label=part.label, hint=part.hint, options=tuple(FIVE_ANSWERS.values()))
        case Scale():
            yield ScaleLine(
                label=part.label,
                low=part.low,
                high=part.high,
                words="Circle one number, or: not asked, did not want to say",
                low_words=part.low_words,
                high_words=part.high_words,
            )
        case Signatures():
            rows = tuple(("", who, "", "") for who in part.who) or (("", "", "", ""),) * 2
            yield SignHere(label=part.label, rows=rows)
        case Actions():
            head = ("What", "Who", "By when", "Done on")
            yield Table(caption=part.label, head=head, rows=(("",) * 4,) * 4, widths=(4, 2, 2, 2))
        case Columns():
            yield Heading(text=part.label, level=2)
            # Side by side as on the map itself, with rows to write in.
            heads = tuple("\n".join(filter(None, (c.title, c.question))) for c in part.columns)
            yield Table(head=heads, rows=(("",) * len(heads),) * COLUMN_ROWS)
        case Scores():
            yield ScaleLine(
                label=part.label,
                low=part.low,
                high=part.high,
                words="Each person: mark your own number and write your name beside it.",
                low_words=part.low_words,
                high_words=part.high_words,
            )
            head = ("Who", "Number", "Because", "One higher if")
            yield Table(head=head, rows=(("",) * 4,) * 4, widths=(2, 1.3, 4, 4))
        case Files():
            yield WriteLines(label=part.label, hint="Keep them with this paper.", count=1)
        case PictureCards():
            yield TickBoxes(label=part.label, hint=part.hint, options=tuple(o.label for o in part.offered))
            yield WriteLines(label="Something else", count=1)
        case BodyMap():
            yield Heading(text=part.label, level=2)
            yield BodyFigure(
                marks=(),
                alt="Body outlines to mark by hand",
                views=("front", "back", "baby_front", "baby_back"),
            )
            names = ("No.", "Where", *(c.label for c in part.columns))[:TABLE_COLUMNS]
            yield Table(head=names, rows=(("",) * len(names),) * 4)
        case Rows() | Grid():
            yield from _blank_rows(part, context)
        case _:
            assert_never(part)


def _blank_rows(part: Rows | Grid, context: Context) -> Iterator[Block]:
    columns = [c for c in part.columns if not isinstance(c, Notice)]
    nested = any(isinstance(c, (Rows, Grid, Signatures, Actions)) for c in columns)
    pair = isinstance(part, Grid)
    lead = ["Adult", "Child"] if pair else ["Who"] if isinstance(part, Rows) and part.each else []
    if not nested and len(columns) + len(lead) <= TABLE_COLUMNS:
        rows = _empty_rows(part, lead, columns)
        widths = (2.0,) * len(lead) + tuple(column_width(c) for c in columns)
        head = tuple(lead + [c.label for c in columns])
        yield Table(caption=part.label, head=head, rows=rows, widths=widths)
        return
    yield Heading(text=part.label, level=2)
    if not nested and isinstance(part, Rows) and part.layout == "cards" and not part.each:
        for _ in range(CARDS):
            yield _card(columns)
        return
    for name in lead:
        yield WriteLines(label=name, count=1)
    for column in columns:
        yield from _blank_field(column, context)


def _card(columns: Sequence[Field]) -> Table:
    """One person or thing with more to say than a table row holds: labels with room beside them, two in a row."""
    cells: list[tuple[str, str]] = []
    for column in columns:
        match column:
            case YesNo():
                ticks = (f"☐ {words}".replace(" ", "\u00a0") for words in FIVE_ANSWERS.values())
                cells.append((column.label, "   ".join(ticks)))
            case Choice() | Choices():
                words = [label for _, label in option_pairs(column.options)] + ["Other"] * column.other
                cells.append((column.label, "   ".join(f"☐\u00a0{one}" for one in words)))
            case _:
                cells.append((column.label, _room(column)))
    cells += [("", "")] * (len(cells) % 2)
    rows = tuple((*cells[at], *cells[at + 1]) for at in range(0, len(cells), 2))
    return Table(head=(), rows=rows, widths=(2.6, 4.3, 2.6, 4.3))


def _empty_rows(part: Rows | Grid, lead: list[str], columns: Sequence[Field]) -> tuple[tuple[str, ...], ...]:
    """Four empty rows, or those that are always there with their words and one to add by hand."""
    names = [option.label for option in part.fixed] if isinstance(part, Rows) else []
    empty = ("",) * (len(lead) + len(columns))
    if not isinstance(part, Rows) or not names:
        return (empty,) * 4
    named = [tuple(name if c.key == part.row_title else _room(c) for c in columns) for name in names]
    return (*named, empty)


def _room(column: Field) -> str:
    """Empty lines that keep a row of printed words high enough to write beside them."""
    return "\n" * column.lines if isinstance(column, LongText) else ""
