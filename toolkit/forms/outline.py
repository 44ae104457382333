"""Form, answers and audience become blocks, once, for every writer.

What an audience may not see (‡) never becomes a block. Empty optional fields print nothing; empty needed ones print
"Not recorded". Blank is never an answer: not known, not asked, declined, "not this time" and none each print as said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from toolkit.forms import dates
from toolkit.forms.blocks import (
    Answer,
    Block,
    CardGrid,
    Heading,
    Outline,
    PageBreak,
    Paragraph,
    ScaleLine,
    SignHere,
    Table,
    Warn,
)
from toolkit.forms.board import column_blocks, is_hidden, score_blocks
from toolkit.forms.conditions import FROM_PAPER
from toolkit.forms.header import last_page
from toolkit.forms.outline_pieces import body_blocks, column_width, file_blocks, signed_papers
from toolkit.forms.outline_pieces import card_of as card_of
from toolkit.forms.outline_pieces import drawn_path as drawn_path
from toolkit.forms.people import Context, dicts
from toolkit.forms.rules import (
    Entry,
    Scope,
    grid_rows,
    holds,
    is_late,
    needed,
    rows_shown,
    shown_fields,
    shown_pages,
)
from toolkit.forms.vocabulary import (
    Actions,
    Audience,
    BodyMap,
    Choice,
    Columns,
    DateTime,
    Field,
    Files,
    Grid,
    LongText,
    Notice,
    Page,
    Person,
    PictureCards,
    Rows,
    Scale,
    Scores,
    Signatures,
    Text,
    is_empty,
    is_special,
)
from toolkit.forms.withheld import OUTSIDE, Writer, visible, visible_point
from toolkit.forms.withheld import Meta as Meta
from toolkit.forms.words import NOT_RECORDED, action_rows, in_sentence, say, signed, special_words, title_of

HEADER_KEYS = frozenset({"about", "event", "event_end", "late_reason"})
LEFT_OUT = "Something has been left out of this copy."
LEFT_OUT_CHILD = "This page does not have everything on it. You can ask me about the rest."
WHOLE = "The whole record"
SHEET_MM = 236.0
"""The height of a sheet under its heading, with some to spare: programs break lines elsewhere."""
LINE = 72
"""Letters of a line under a large one, in the usual size."""
TABLE_COLUMNS = 6
"""More columns than this are read as one card a row: narrower cells would break every word on A4."""
LANDSCAPE_COLUMNS = 9
"""The same for a record whose paper lies on the long side."""


def outline(
    entry: Entry, answers: Mapping[str, Any], context: Context, audience: Audience, meta: Meta
) -> Outline:
    """A record as blocks for one audience. A restricted record has no family or child copy, and says so."""
    writer = Writer(entry.form, audience, meta)
    body: list[Block] = []
    scope = Scope(answers, context)
    restricted = answers.get("restriction") == "restricted"
    outside = audience == "practitioner" and meta.reader in OUTSIDE and "@restriction" not in meta.put_in
    if restricted and outside:
        body.append(Warn(text="This record is restricted. Nothing of it is in this copy."))
        writer.left_out.append((WHOLE, "Restricted"))
    elif restricted and audience != "practitioner":
        body.append(Warn(text="This record is restricted. There is no copy of it for the family."))
        writer.left_out.append((WHOLE, "Restricted"))
    else:
        everything = entry.sees_all and audience == "practitioner"
        seen = dict(answers) if everything else visible(entry, answers, context, audience, meta)
        paper = entry.paper(seen, context, audience) if entry.paper else None
        # A child's own layout opens with words of its own.
        settled = entry.form.settled
        opening = list(_opening(writer, entry, answers, context))
        if settled:
            body += [block for block in opening if isinstance(block, Warn)]
        elif paper is None:
            body += opening
        elif audience != "child":
            body += _in_one_line(opening)
        elif dates.is_day(answers.get(FROM_PAPER)):
            # The paper came first, and the child may have it: both times are said here too.
            keyed = dates.show(meta.written or context.written or context.now)
            said = f"Written by hand on {dates.show(answers[FROM_PAPER])}. Typed in on {keyed}."
            body.append(Paragraph(text=said, tone="note"))
        if entry.lead:
            body += entry.lead(seen, context, audience)
        shown = shown_pages(entry.form, answers, context)
        own = [page for page in shown if not (settled and page.key == last_page().key)]
        usual = list(_all_pages(writer, [page for page in own if not page.own_sheet], scope))
        # A sheet for the fridge comes last, so that what follows it does not begin a sheet of its own.
        sheets = list(_all_pages(writer, [page for page in own if page.own_sheet], scope))
        body += usual if paper is None else paper
        if settled:
            body += _small_print(writer, opening, shown, scope)
        if writer.quick:
            body.append(
                Paragraph(
                    text="Left for another time (quick note): " + ", ".join(writer.quick) + ".", tone="note"
                )
            )
        if (audience != "practitioner" or meta.reader in OUTSIDE) and writer.left_out:
            body.append(Paragraph(text=LEFT_OUT_CHILD if audience == "child" else LEFT_OUT, tone="note"))
        if paper is None:
            body += [PageBreak(), *sheets] if sheets and body else sheets
    whole = any(path == WHOLE for path, _ in writer.left_out)
    keeps = writer.keeps_title(scope) and not whole
    title = title_of(entry, answers, audience) if keeps else entry.form.title
    return Outline(
        title=title,
        subtitle="" if whole or entry.form.settled or not entry.form.header else _when(answers, context),
        audience=audience,
        blocks=tuple(_without(title, body) if entry.form.header else body),
        family_reference=meta.family_reference,
        status=_status(meta),
        version=meta.version,
        draft=meta.status == "draft",
        landscape=entry.form.landscape,
        left_out=tuple(writer.left_out),
    )


def _without(title: str, blocks: list[Block]) -> list[Block]:
    """The blocks without the answer that stands as the title already; another that happens to say the same stays."""
    said = next((block for block in blocks if isinstance(block, Answer) and block.lines == (title,)), None)
    return [block for block in blocks if block is not said]


UNPRINTED = "Never printed"
UNPRINTED_WORDS = (
    "These answers are on no paper, in no Word file and not on the screen turned round. You read them here."
)


def unprinted(entry: Entry, answers: Mapping[str, Any], context: Context) -> list[Block]:
    """What a record holds that is never printed, for the worker's own screen; nothing where there is none of it."""
    writer = Writer(entry.form, "practitioner", Meta(), unprinted=True)
    scope = Scope(answers, context)
    found = [
        block
        for page in shown_pages(entry.form, answers, context)
        for block in _page_blocks(writer, page.fields, scope)
    ]
    return [Heading(text=UNPRINTED), Paragraph(text=UNPRINTED_WORDS, tone="note"), *found] if found else []


def _all_pages(writer: Writer, shown: Sequence[Page], scope: Scope) -> Iterator[Block]:
    begun = turned = False
    for page in shown:
        writer.whole = page.whole or page.boxed
        blocks = list(_page_blocks(writer, page.fields, scope))
        if not blocks:
            continue
        turn = page.landscape and not writer.form.landscape
        if turn:
            yield PageBreak(turn="landscape")
        elif begun and (page.own_sheet or turned or _row_a_sheet(page)):
            yield PageBreak(turn="portrait" if turned else "")
        begun, turned = True, turn
        yield Heading(text=page.title)
        if page.large and writer.audience != "practitioner":
            yield from _large(blocks)
        else:
            yield from _boxed(blocks) if page.boxed else _not_twice(page.title, blocks)


def _row_a_sheet(page: Page) -> bool:
    """Whether its rows begin a sheet each, the first one too."""
    return any(isinstance(part, Rows) and part.own_sheets for part in page.fields)


def _large(blocks: list[Block]) -> list[Block]:
    """A page in large type that stays one sheet: the more there is to say, the smaller the type, never under the usual."""
    made = list(_set_large(blocks))
    for tone, letters, line in (("large", 44, 10.2), ("big", 56, 7.2)):
        high = sum(_height(block, letters, line) for block in made)
        if high <= SHEET_MM:
            return [_toned(block, tone) for block in made]
    return [_toned(block, "strong") for block in made]


def _height(block: Block, letters: int, line: float) -> float:
    """About how high a block of a large page is, in millimetres."""
    match block:
        case Paragraph(text=text, tone="large"):
            return 1 + line * sum(-(-len(one) // letters) or 1 for one in text.split("\n"))
        case Paragraph(text=text):
            return 1.6 + 6.4 * sum(-(-len(one) // LINE) or 1 for one in text.split("\n"))
        case _:
            return 10


def _toned(block: Block, tone: str) -> Block:
    """A line of a large page in the size that fits."""
    if isinstance(block, Paragraph) and block.tone == "large":
        return msgspec.structs.replace(block, tone=tone)
    return block


def _set_large(blocks: list[Block]) -> Iterator[Block]:
    """Answers under their labels and the lines of tables one by one, in large type."""
    for block in blocks:
        match block:
            case Answer(label=label, lines=lines):
                yield Heading(text=label, level=2)
                yield from (Paragraph(text=line, tone="large") for line in lines)
            case Table(head=head, rows=rows, caption=caption):
                yield Heading(text=caption, level=2)
                for number, row in enumerate(rows, 1):
                    yield Paragraph(text=f"{number}. {row[0]}", tone="large")
                    yield Paragraph(text=_named_cells(head[1:], row[1:]))
            case _:
                yield block


def _named_cells(head: Sequence[str], cells: Sequence[str]) -> str:
    """Cells after their names, as many of them in a line as it holds: "Who: Sorrel. By when: 5 December 2026."."""
    lines: list[str] = []
    for name, cell in zip(head, cells, strict=True):
        stop = "" if cell.rstrip("”").endswith((".", "?", "!")) else "."
        said = f"{name}: {' '.join(cell.split())}{stop}" if cell else ""
        if said and lines and len(lines[-1]) + len(said) < LINE:
            lines[-1] += f" {said}"
        elif said:
            lines.append(said)
    return "\n".join(lines)


def _boxed(blocks: list[Block]) -> Iterator[Block]:
    """Answers that follow one another as one table of labels and words; other blocks stay as they are."""
    lines: list[tuple[str, ...]] = []
    for block in [*blocks, None]:
        if isinstance(block, Answer):
            lines.append((block.label, "\n".join(block.lines)))
            continue
        if lines:
            yield Table(head=(), rows=tuple(lines), widths=(1.0, 2.0))
            lines = []
        if block is not None:
            yield block


def _not_twice(title: str, blocks: list[Block]) -> list[Block]:
    """A page's blocks without repeating its title as their first heading."""
    match blocks[0]:
        case Heading(text=text) if text == title:
            return blocks[1:]
        case Table(caption=caption) as table if caption == title:
            return [msgspec.structs.replace(table, caption=""), *blocks[1:]]
    return blocks


def _status(meta: Meta) -> str:
    if meta.status == "draft":
        return "Draft"
    number = f"Version {meta.version}"
    return {"final": f"{number}, final", "living": number, "withdrawn": f"{number}, withdrawn"}.get(
        meta.status, number
    )


def _when(answers: Mapping[str, Any], context: Context) -> str:
    part = DateTime(key="event", label="When", same_day_end="event_end")
    return "; ".join(say(part, answers.get("event"), Scope(answers, context)))


def _in_one_line(blocks: list[Block]) -> list[Block]:
    """Answers as one small line, where a layout of its own needs the room."""
    lines = [f"{block.label}: {' '.join(block.lines)}." for block in blocks if isinstance(block, Answer)]
    others: list[Block] = [block for block in blocks if not isinstance(block, Answer)]
    return [*others, Paragraph(text=" ".join(lines), tone="note")] if lines else others


def _small_print(writer: Writer, opening: list[Block], shown: list[Page], scope: Scope) -> list[Block]:
    """What every record has, at the end of one whose paper is settled."""
    writer.whole = False
    sharing = [
        block
        for page in shown
        if page.key == last_page().key
        for block in _page_blocks(writer, page.fields, scope)
    ]
    return _in_one_line([block for block in [*opening, *sharing] if not isinstance(block, Warn)])


def _written_by(meta: Meta) -> Iterator[Block]:
    if meta.author:
        role = f", {meta.author_role}" if meta.author_role else ""
        when = f", {dates.show(meta.written)}" if meta.written else ""
        label = "Written by" if meta.version == 1 else f"Version {meta.version} written by"
        yield Answer(label=label, lines=(meta.author + role + when,))


def _opening(writer: Writer, entry: Entry, answers: Mapping[str, Any], context: Context) -> Iterator[Block]:
    meta = writer.meta
    if writer.audience != "practitioner":
        what = entry.form.copy_name or in_sentence(entry.form.title)
        whose = f" {meta.organisation} keeps one too." if meta.organisation else ""
        tell = meta.contact or meta.author or "us"
        yield Paragraph(
            text=f"This is your copy of our {what}.{whose} Tell {tell} if anything in it is wrong.",
            tone="note",
        )
    elif writer.keeps_warnings():
        for warning in meta.warnings:
            yield Warn(text=warning)
    if answers.get("restriction") == "restricted":
        yield Warn(text="Restricted. Check who may see this before it is shown to anyone.")
    if not entry.form.header:
        if entry.form.keeper == "team":
            yield from _written_by(meta)
        return
    about = answers.get("about")
    children = [_named(context, child) for child in about] if isinstance(about, list) else []
    yield Answer(
        label="About",
        lines=("; ".join(children),) if children else (NOT_RECORDED,),
        state="recorded" if children else "missing",
    )
    yield from _written_by(meta)
    paper = answers.get(FROM_PAPER)
    if dates.is_day(paper):
        keyed = dates.show(meta.written or context.written or context.now)
        yield Answer(label="Written on paper on", lines=(f"{dates.show(paper)}, keyed in on {keyed}",))
    if meta.reason and writer.audience == "practitioner":
        yield Answer(label=f"Why version {meta.version} was made", lines=(meta.reason,))
    made_under = answers.get("made_under")
    if isinstance(made_under, str) and made_under and writer.audience == "practitioner":
        yield Answer(label="Rules and area in force", lines=(made_under,))
    if is_late(answers, context):
        reason = say(
            LongText(key="late_reason", label=""), answers.get("late_reason"), Scope(answers, context)
        )
        # Why is the worker's own free text: a family reads only that it was so.
        said = (tuple(reason) or (NOT_RECORDED,)) if writer.audience == "practitioner" else ("Yes",)
        yield Answer(label="Written later than the event", lines=said)


def _named(context: Context, value: object) -> str:
    """A person with the age they had: "Wren, 7 years"."""
    person = context.person(value) if isinstance(value, str) else None
    if person is None:
        return context.name_of(value)
    return f"{person.name}, {person.age}" if person.age else person.name


def _page_blocks(writer: Writer, fields: tuple[Field, ...], scope: Scope) -> Iterator[Block]:
    for part in shown_fields(fields, scope):
        opening = writer.form.header and not scope.row and part.key in HEADER_KEYS
        if part.key == "event" and writer.form.event_page:
            opening = False
        if not opening and not isinstance(part, Notice) and writer.keeps(part, scope):
            yield from _field_blocks(writer, part, scope)


def _field_blocks(writer: Writer, part: Field, scope: Scope) -> Iterator[Block]:
    answer = scope.row.get(part.key) if scope.row else scope.answers.get(part.key)
    label = writer.label(part)
    if is_special(answer):
        assert isinstance(answer, dict)
        if answer.get("not_this_time") == "quick_note":
            writer.quick.append(label[:1].lower() + label[1:])
        else:
            state = "none" if answer.get("none") is True else "not_this_time"
            yield Answer(label=label, lines=(special_words(part, answer),), state=state)  # type: ignore[arg-type]
        return
    if isinstance(part, Rows):
        yield from _rows_blocks(writer, part, scope, label)
        return
    if isinstance(part, Grid):
        yield from _grid_blocks(writer, part, scope, label)
        return
    if is_empty(answer):
        if writer.whole and isinstance(part, Signatures):
            yield SignHere(label=label, rows=tuple(("", who, "", "") for who in part.who))
        elif writer.whole or needed(part, scope):
            yield Answer(label=label, lines=(NOT_RECORDED,), state="missing")
        return
    if isinstance(part, Choice) and writer.audience != "practitioner" and answer in part.plain:
        return
    match part:
        case Scale() if isinstance(answer, int) and not isinstance(answer, bool):
            yield ScaleLine(
                label=label,
                low=part.low,
                high=part.high,
                value=answer,
                low_words=part.low_words,
                high_words=part.high_words,
            )
        case Signatures():
            rows4 = tuple(signed(answer))
            yield SignHere(label=label, rows=rows4, drawn=tuple(drawn_path(row) for row in dicts(answer)))
            if writer.audience == "practitioner":
                yield from signed_papers(answer)
        case Columns():
            yield Heading(text=label, level=2)
            seen = [visible_point(writer, part, point, scope) for point in dicts(answer)]
            whole = writer.audience == "practitioner"
            if not whole and any(is_hidden(point) for point in seen):
                writer.left_out.append((label, "Points marked as not shown to the family"))
            yield column_blocks(part, seen, scope, hidden=whole)
        case Scores() if _no_numbers(answer) and not needed(part, scope):
            # The words at its ends were there from the start; nobody gave a number.
            return
        case Scores():
            yield from score_blocks(part, answer, scope, label)
        case Files():
            yield from file_blocks(answer, label)
        case PictureCards():
            yield Heading(text=label, level=2)
            yield CardGrid(cards=tuple(card_of(card) for card in dicts(answer)))
        case BodyMap():
            yield from body_blocks(part, answer, scope, label)
        case Actions():
            head = ("What", "Who", "By when", "Done on", "Outcome")
            rows = tuple(action_rows(answer, scope))
            yield _trim(Table(caption=label, head=head, rows=rows, widths=(4, 3, 2.6, 2.6, 2.6)), keep=3)
        case _:
            yield Answer(label=label, lines=tuple(say(part, answer, scope)))


def _no_numbers(answer: object) -> bool:
    return isinstance(answer, Mapping) and is_empty(answer.get("rows")) and is_empty(answer.get("few"))


def _rows_blocks(writer: Writer, part: Rows, scope: Scope, label: str) -> Iterator[Block]:
    rows = [row for row in rows_shown(part, scope) if _has_words(row) or _row_needed(part, row, scope)]
    kept = [row for row in rows if writer.keeps_row(part, row, scope)]
    if len(kept) < len(rows) and label not in dict(writer.left_out):
        writer.left_out.append((label, "Other people's details"))
    if not kept:
        if needed(part, scope) and len(kept) == len(rows):
            yield Answer(label=label, lines=(NOT_RECORDED,), state="missing")
        return
    columns = [c for c in part.columns if not isinstance(c, Notice)]
    nested = any(isinstance(c, (Rows, Grid, Signatures, Actions)) for c in columns)
    used = [
        c
        for c in columns
        if writer.whole or any(not is_empty(row.get(c.key)) or _cell_needed(c, row, scope) for row in kept)
    ]
    most = LANDSCAPE_COLUMNS if writer.form.landscape else TABLE_COLUMNS
    if part.layout == "table" and not nested and len(used) <= most:
        if used or part.each:
            yield _table(writer, part, used, kept, scope, label)
        return
    yield Heading(text=label, level=2)
    for number, row in enumerate(kept, 1):
        if part.own_sheets and number > 1:
            yield PageBreak()
        inner = scope.within(row)
        heading = _row_heading(writer, part, row, inner, number)
        yield Heading(text=heading, level=3)
        # What stands as the heading is not said again under it.
        rest = tuple(c for c in part.columns if not _is_heading(part, c, heading, row, inner))
        yield from _page_blocks(writer, rest, inner)


def _row_needed(part: Rows, row: Mapping[str, Any], scope: Scope) -> bool:
    return bool(part.each) and (
        needed(part, scope) or (part.needed_for is not None and holds(part.needed_for, scope.within(row)))
    )


def _cell_needed(column: Field, row: Mapping[str, Any], scope: Scope) -> bool:
    inner = scope.within(row)
    return holds(column.when, inner) and needed(column, inner)


def _has_words(row: Mapping[str, Any]) -> bool:
    return any(not is_empty(value) for key, value in row.items() if key not in ("id", "person"))


def _row_heading(writer: Writer, part: Rows, row: Mapping[str, Any], scope: Scope, number: int) -> str:
    if row.get("person"):
        return _named(scope.context, row["person"])
    if part.makes:
        person = scope.context.person(str(row.get("id", "")))
        if person:
            return _named(scope.context, person.id)
    named = next((c for c in part.columns if c.key == part.row_title), None)
    kept = named is not None and writer.keeps(named, scope)
    words = _line(named, row, scope) if named and kept else ""
    return words or str(number)


def _is_heading(part: Rows, column: Field, heading: str, row: Mapping[str, Any], scope: Scope) -> bool:
    """Whether the words of a column are those of its row's heading, and no more."""
    named = column.key == part.row_title and isinstance(column, (Text, Person))
    return named and _line(column, row, scope) == heading


def _line(part: Field, row: Mapping[str, Any], scope: Scope) -> str:
    return "; ".join(say(part, row.get(part.key), scope))


def _table(
    writer: Writer,
    part: Rows,
    columns: Sequence[Field],
    rows: list[dict[str, Any]],
    scope: Scope,
    label: str,
) -> Table:
    who = bool(part.each) or (
        any("person" in row for row in rows) and "person" not in {c.key for c in part.columns}
    )
    shown = [c for c in columns if writer.keeps(c, scope)]
    head = (["Who"] if who else []) + [writer.label(c) for c in shown]
    body = []
    for row in rows:
        inner = scope.within(row)
        cells = [_named(scope.context, row.get("person"))] if who else []
        body.append(tuple(cells + [_cell(writer, c, row, inner) for c in shown]))
    widths = tuple([2.0] * who + [column_width(c) for c in shown])
    before = [("",) * who + tuple(_before(writer, c, row, scope.within(row)) for c in shown) for row in rows]
    return Table(
        caption=label,
        head=tuple(head),
        rows=tuple(body),
        widths=widths,
        before=tuple(before) if any(map(any, before)) else (),
    )


def _before(writer: Writer, column: Field, row: Mapping[str, Any], scope: Scope) -> str:
    """What a cell said the last time, with its day."""
    if not isinstance(column, LongText) or not column.before or not holds(column.when, scope):
        return ""
    words = row.get(column.before)
    return words if isinstance(words, str) and writer.keeps(column, scope) else ""


def _cell(writer: Writer, column: Field, row: Mapping[str, Any], scope: Scope) -> str:
    if not holds(column.when, scope):
        return ""
    if not writer.keeps(column, scope):
        return "Left out"
    words = "\n".join(say(column, row.get(column.key), scope))
    return words or (NOT_RECORDED if needed(column, scope) else "")


def _grid_blocks(writer: Writer, part: Grid, scope: Scope, label: str) -> Iterator[Block]:
    rows = grid_rows(part, scope)
    kept = [row for row in rows if writer.keeps_row(part, row, scope)]
    if len(kept) < len(rows):
        writer.left_out.append((label, "Other people's details"))
    columns = [c for c in part.columns if not isinstance(c, Notice) and writer.keeps(c, scope)]
    columns = [c for c in columns if any(_cell(writer, c, row, scope.within(row)) for row in kept)]
    if not kept or not columns:
        return
    name = scope.context.name_of
    body = tuple(
        (
            name(row["adult"]),
            name(row["child"]),
            *(_cell(writer, c, row, scope.within(row)) for c in columns),
        )
        for row in kept
    )
    head = ("Adult", "Child", *(writer.label(c) for c in columns))
    yield Table(caption=label, head=head, rows=body, widths=(2.0, 2.0, *(column_width(c) for c in columns)))


def _trim(table: Table, keep: int) -> Table:
    """The table without trailing columns that hold nothing, but at least the first `keep`."""
    width = max([keep, *(n + 1 for row in table.rows for n, cell in enumerate(row) if cell)])
    rows = tuple(row[:width] for row in table.rows)
    return Table(caption=table.caption, head=table.head[:width], rows=rows, widths=table.widths[:width])
