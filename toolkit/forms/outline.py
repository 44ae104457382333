"""Form, answers and audience become blocks, once, for every writer.

What an audience may not see (‡) never becomes a block. Empty optional fields print nothing; empty needed ones print
"Not recorded". Blank is never an answer: not known, not asked, declined, "not this time" and none each print as said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from toolkit.forms import dates
from toolkit.forms.blocks import (
    Answer,
    Block,
    BodyFigure,
    CardGrid,
    Heading,
    Outline,
    PageBreak,
    Paragraph,
    Photo,
    ScaleLine,
    SignHere,
    Table,
    Warn,
)
from toolkit.forms.board import all_kinds, column_blocks, score_blocks
from toolkit.forms.conditions import FROM_PAPER
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
    Columns,
    Date,
    DateTime,
    Field,
    Files,
    Form,
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
    YesNo,
    is_empty,
    is_special,
)
from toolkit.forms.words import NOT_RECORDED, action_rows, say, signed, special_words, title_of

HEADER_KEYS = frozenset({"about", "event", "event_end", "late_reason"})
TABLE_COLUMNS = 6
"""More columns than this are read as one card a row: narrower cells would break every word on A4."""


@dataclass(frozen=True)
class Meta:
    """What is known about a record beside its answers, as printed. `written` is local wall time."""

    family_reference: str = ""
    status: str = "draft"
    version: int = 1
    author: str = ""
    author_role: str = ""
    written: datetime | None = None
    reason: str = ""
    organisation: str = ""
    contact: str = ""
    warnings: tuple[str, ...] = ()
    recipient: str = ""
    """Person id of whom a family copy is for, where the form holds own details only."""


@dataclass
class _Writer:
    """Collects the blocks of one copy, and what it leaves out."""

    form: Form
    audience: Audience
    meta: Meta
    left_out: list[tuple[str, str]] = field(default_factory=list)
    quick: list[str] = field(default_factory=list)
    whole: bool = False
    """Whether the page being written shows its empty fields and columns too."""

    def label(self, part: Field) -> str:
        """The plainer label on a family or child copy, where there is one."""
        return part.plain_label if self.audience != "practitioner" and part.plain_label else part.label

    def keeps(self, part: Field, scope: Scope) -> bool:
        """Whether this audience may have the field; notes what is left out and why, where there was anything."""
        if part.withheld == "never_printed":
            # Off every paper, so no copy has less than another and none says that something was left out.
            return False
        if self.audience == "practitioner":
            return True
        reason = ""
        if part.withheld == "always":
            reason = "Never on a family or child copy"
        elif part.withheld == "unless_asked":
            reason = "About other people, or told by others"
        elif part.withheld_when is not None and holds(part.withheld_when, scope):
            reason = "Hidden from somebody"
        if reason and not is_empty(scope.row.get(part.key) if scope.row else scope.answers.get(part.key)):
            entry = (self.label(part), reason)
            if entry not in self.left_out:
                self.left_out.append(entry)
        return not reason

    def keeps_title(self, scope: Scope) -> bool:
        """Whether the field the title is taken from may be seen."""
        named = (p for page in self.form.pages for p in page.fields if p.key == self.form.title_from)
        return all(self.keeps(part, scope) for part in named)

    def keeps_row(self, part: Rows | Grid, row: Mapping[str, Any], scope: Scope) -> bool:
        """Whether a row is this reader's own, on a copy that holds own details only; rows within a row go with it."""
        if self.audience == "practitioner" or not self.form.own_details or scope.row:
            return True
        if isinstance(part, Grid):
            return row.get("adult") == self.meta.recipient
        if part.makes == "adult":
            return row.get("id") == self.meta.recipient
        if part.each in ("adults", "home", "everyone"):
            return row.get("person") == self.meta.recipient
        if part.each:
            return True
        # A row that is about one person belongs to that person; rows about the children stay.
        about = [row.get(column.key) for column in part.columns if isinstance(column, Person)]
        return not about or any(value == self.meta.recipient or _is_child(value, scope) for value in about)


def _is_child(value: object, scope: Scope) -> bool:
    person = scope.context.person(value) if isinstance(value, str) else None
    return person is not None and person.group == "child"


def outline(
    entry: Entry, answers: Mapping[str, Any], context: Context, audience: Audience, meta: Meta
) -> Outline:
    """A record as blocks for one audience. A restricted record has no family or child copy, and says so."""
    writer = _Writer(entry.form, audience, meta)
    body: list[Block] = []
    scope = Scope(answers, context)
    restricted = answers.get("restriction") == "restricted"
    if restricted and audience != "practitioner":
        body.append(Warn(text="This record is restricted. There is no copy of it for the family."))
        writer.left_out.append(("The whole record", "Restricted"))
    else:
        everything = entry.sees_all and audience == "practitioner"
        seen = dict(answers) if everything else visible(entry, answers, context, audience)
        paper = entry.paper(seen, context, audience) if entry.paper else None
        # A child's own layout opens with words of its own.
        if paper is None:
            body += _opening(writer, entry, answers, context)
        elif audience != "child":
            body += _in_one_line(list(_opening(writer, entry, answers, context)))
        if entry.lead:
            body += entry.lead(seen, context, audience)
        usual = list(_all_pages(writer, shown_pages(entry.form, answers, context), scope))
        body += usual if paper is None else paper
        if writer.quick:
            body.append(
                Paragraph(
                    text="Left for another time (quick note): " + ", ".join(writer.quick) + ".", tone="note"
                )
            )
        if audience != "practitioner" and writer.left_out:
            body.append(Paragraph(text="Something has been left out of this copy.", tone="note"))
    return Outline(
        title=title_of(entry, answers, audience) if writer.keeps_title(scope) else entry.form.title,
        subtitle="" if not entry.form.header else _when(answers, context),
        audience=audience,
        blocks=tuple(body),
        family_reference=meta.family_reference,
        status=_status(meta),
        version=meta.version,
        draft=meta.status == "draft",
        landscape=entry.form.landscape,
        left_out=tuple(writer.left_out),
    )


def _all_pages(writer: _Writer, shown: Sequence[Page], scope: Scope) -> Iterator[Block]:
    begun = after_sheet = False
    for page in shown:
        writer.whole = page.whole or page.boxed
        blocks = list(_page_blocks(writer, page.fields, scope))
        if not blocks:
            continue
        if begun and (page.own_sheet or after_sheet):
            yield PageBreak()
        begun, after_sheet = True, page.own_sheet
        yield Heading(text=page.title)
        if page.large and writer.audience != "practitioner":
            yield from _large(blocks)
        else:
            yield from _boxed(blocks) if page.boxed else _not_twice(page.title, blocks)


def _large(blocks: list[Block]) -> Iterator[Block]:
    """Answers under their labels and the lines of tables one by one, in large type."""
    for block in blocks:
        match block:
            case Answer(label=label, lines=lines):
                yield Heading(text=label, level=2)
                yield from (Paragraph(text=line, tone="large") for line in lines)
            case Table(rows=rows, caption=caption):
                yield Heading(text=caption, level=2)
                for number, row in enumerate(rows, 1):
                    yield Paragraph(text=f"{number}. {row[0]}", tone="large")
                    yield Paragraph(text=", ".join(cell for cell in row[1:] if cell))
            case _:
                yield block


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
            return [Table(head=table.head, rows=table.rows, widths=table.widths), *blocks[1:]]
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


def _opening(writer: _Writer, entry: Entry, answers: Mapping[str, Any], context: Context) -> Iterator[Block]:
    meta = writer.meta
    if writer.audience != "practitioner":
        what = entry.form.title[:1].lower() + entry.form.title[1:]
        whose = f" {meta.organisation} keeps one too." if meta.organisation else ""
        tell = meta.contact or meta.author or "us"
        yield Paragraph(
            text=f"This is your copy of our {what}.{whose} Tell {tell} if anything in it is wrong.",
            tone="note",
        )
    else:
        for warning in meta.warnings:
            yield Warn(text=warning)
    if answers.get("restriction") == "restricted":
        yield Warn(text="Restricted. Check who may see this before it is shown to anyone.")
    if not entry.form.header:
        return
    about = answers.get("about")
    children = [_named(context, child) for child in about] if isinstance(about, list) else []
    yield Answer(
        label="About",
        lines=("; ".join(children),) if children else (NOT_RECORDED,),
        state="recorded" if children else "missing",
    )
    if meta.author:
        role = f", {meta.author_role}" if meta.author_role else ""
        when = f", {dates.show(meta.written)}" if meta.written else ""
        label = "Written by" if meta.version == 1 else f"Version {meta.version} written by"
        yield Answer(label=label, lines=(meta.author + role + when,))
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
        yield Answer(label="Written later than the event", lines=tuple(reason) or (NOT_RECORDED,))


def _named(context: Context, value: object) -> str:
    """A person with the age they had: "Wren, 7 years"."""
    person = context.person(value) if isinstance(value, str) else None
    if person is None:
        return context.name_of(value)
    return f"{person.name}, {person.age}" if person.age else person.name


def _page_blocks(writer: _Writer, fields: tuple[Field, ...], scope: Scope) -> Iterator[Block]:
    for part in shown_fields(fields, scope):
        opening = writer.form.header and not scope.row and part.key in HEADER_KEYS
        if part.key == "event" and writer.form.event_page:
            opening = False
        if not opening and not isinstance(part, Notice) and writer.keeps(part, scope):
            yield from _field_blocks(writer, part, scope)


def _field_blocks(writer: _Writer, part: Field, scope: Scope) -> Iterator[Block]:
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
        case Columns():
            yield Heading(text=label, level=2)
            seen = [_visible_point(writer, part, point, scope) for point in dicts(answer)]
            yield column_blocks(part, seen, scope)
        case Scores():
            yield from score_blocks(part, answer, scope, label)
        case Files():
            yield from file_blocks(answer, label)
        case PictureCards():
            yield Heading(text=label, level=2)
            yield CardGrid(cards=tuple(card_of(card) for card in dicts(answer)))
        case BodyMap():
            yield from _body_blocks(part, answer, scope, label)
        case Actions():
            head = ("What", "Who", "By when", "Done on", "Outcome")
            rows = tuple(action_rows(answer, scope))
            yield _trim(Table(caption=label, head=head, rows=rows, widths=(4, 2, 2, 2, 3)), keep=3)
        case _:
            yield Answer(label=label, lines=tuple(say(part, answer, scope)))


def drawn_path(row: Mapping[str, Any]) -> str:
    """What was drawn as a signature, as an SVG path in a box of 300 by 100; nothing when nothing was."""
    strokes = row.get("strokes")
    parts = []
    for stroke in strokes if row.get("how") == "drawn" and isinstance(strokes, list) else []:
        try:
            parts.append("M" + " L".join(f"{float(x) * 300:.1f} {float(y) * 100:.1f}" for x, y in stroke))
        except (TypeError, ValueError):
            continue
    return " ".join(parts)


def file_blocks(answer: object, label: str) -> Iterator[Block]:
    """Pictures in the order they were added; a paper that is no picture is named."""
    yield Heading(text=label, level=2)
    for row in dicts(answer):
        caption = str(row.get("caption") or "")
        if str(row.get("media") or "").startswith("image/") and row.get("file"):
            yield Photo(file=str(row["file"]), alt=caption or label, caption=caption)
        else:
            yield Answer(
                label="Kept with this record", lines=(caption or str(row.get("name") or NOT_RECORDED),)
            )


def card_of(card: Mapping[str, Any]) -> tuple[str, str, bool]:
    """A picture card as its drawing, its word and whether it was crossed out."""
    return str(card.get("picture") or ""), str(card.get("word") or ""), card.get("crossed") == "yes"


def _body_blocks(part: BodyMap, answer: object, scope: Scope, label: str) -> Iterator[Block]:
    marks, words = [], []
    for number, mark in enumerate(dicts(answer), 1):
        x, y = mark.get("x"), mark.get("y")
        if isinstance(x, (int, float)) and isinstance(y, (int, float)):
            marks.append((str(mark.get("view") or "front"), float(x), float(y), number))
        words.append(f"{number}: {mark.get('site') or 'place not recorded'}")
    baby = any(view.startswith("baby") for view, *_ in marks)
    views: tuple[str, ...] = ("baby_front", "baby_back") if baby else ("front", "back")
    views += tuple(dict.fromkeys(view for view, *_ in marks if view not in views))
    yield BodyFigure(marks=tuple(marks), alt=f"{label}. " + "; ".join(words), views=views)
    columns = [
        c
        for c in part.columns
        if any(not is_empty(m.get(c.key)) or needed(c, scope.within(m)) for m in dicts(answer))
    ]
    head = ("No.", "Where", *(c.label for c in columns))
    rows = []
    for number, mark in enumerate(dicts(answer), 1):
        inner = scope.within(mark)
        cells = ("; ".join(say(c, mark.get(c.key), inner)) or NOT_RECORDED for c in columns)
        rows.append((str(number), str(mark.get("site") or NOT_RECORDED), *cells))
    yield Table(head=head, rows=tuple(rows), widths=(0.8, 2.5, *(column_width(c) for c in columns)))


def visible(entry: Entry, answers: Mapping[str, Any], context: Context, audience: Audience) -> dict[str, Any]:
    """The answers an audience may have: what is withheld from it is gone, and so are hidden fields.

    Layouts of a form's own (`lead`, `paper`) are given these, so that they cannot leak what the pages would not.
    """
    writer = _Writer(entry.form, audience, Meta())
    scope = Scope(answers, context)
    kept = {"event_end": answers.get("event_end"), "made_under": answers.get("made_under")}
    for page in shown_pages(entry.form, answers, context):
        kept.update(_visible_cells(writer, page.fields, scope))
    return {key: value for key, value in kept.items() if value is not None}


def _visible_cells(writer: _Writer, fields: Sequence[Field], scope: Scope) -> Iterator[tuple[str, Any]]:
    source = scope.row or scope.answers
    for part in shown_fields(tuple(fields), scope):
        if part.key not in source or not writer.keeps(part, scope):
            continue
        value = source[part.key]
        if isinstance(part, (Rows, Grid, BodyMap)) and isinstance(value, list):
            whole = {"id", "person", "adult", "child", "view", "x", "y", "site"}
            value = [
                {k: v for k, v in row.items() if k in whole and k not in {c.key for c in part.columns}}
                | dict(_visible_cells(writer, part.columns, scope.within(row)))
                for row in dicts(value)
            ]
        if isinstance(part, Columns) and isinstance(value, list):
            value = [_visible_point(writer, part, point, scope) for point in dicts(value)]
        yield part.key, value


def _visible_point(writer: _Writer, part: Columns, point: dict[str, Any], scope: Scope) -> dict[str, Any]:
    kind = all_kinds(part).get(str(point.get("kind")))
    cells = kind[1].columns if kind else ()
    inner = scope.within(point)
    return {k: v for k, v in point.items() if all(c.key != k or writer.keeps(c, inner) for c in cells)}


def _rows_blocks(writer: _Writer, part: Rows, scope: Scope, label: str) -> Iterator[Block]:
    rows = [row for row in rows_shown(part, scope) if _has_words(row) or _row_needed(part, row, scope)]
    kept = [row for row in rows if writer.keeps_row(part, row, scope)]
    if len(kept) < len(rows):
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
    if part.layout == "table" and not nested and len(used) <= TABLE_COLUMNS:
        if used or part.each:
            yield _table(writer, part, used, kept, scope, label)
        return
    yield Heading(text=label, level=2)
    for number, row in enumerate(kept, 1):
        inner = scope.within(row)
        yield Heading(text=_row_heading(writer, part, row, inner, number), level=3)
        yield from _page_blocks(writer, part.columns, inner)


def _row_needed(part: Rows, row: Mapping[str, Any], scope: Scope) -> bool:
    return bool(part.each) and (
        needed(part, scope) or (part.needed_for is not None and holds(part.needed_for, scope.within(row)))
    )


def _cell_needed(column: Field, row: Mapping[str, Any], scope: Scope) -> bool:
    inner = scope.within(row)
    return holds(column.when, inner) and needed(column, inner)


def _has_words(row: Mapping[str, Any]) -> bool:
    return any(not is_empty(value) for key, value in row.items() if key not in ("id", "person"))


def _row_heading(writer: _Writer, part: Rows, row: Mapping[str, Any], scope: Scope, number: int) -> str:
    if row.get("person"):
        return _named(scope.context, row["person"])
    if part.makes:
        person = scope.context.person(str(row.get("id", "")))
        if person:
            return _named(scope.context, person.id)
    named = next((c for c in part.columns if c.key == part.row_title), None)
    kept = named is not None and writer.keeps(named, scope)
    words = "; ".join(say(named, row.get(named.key), scope)) if named and kept else ""
    return words or str(number)


def _table(
    writer: _Writer,
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
    return Table(caption=label, head=tuple(head), rows=tuple(body), widths=widths)


def _cell(writer: _Writer, column: Field, row: Mapping[str, Any], scope: Scope) -> str:
    if not holds(column.when, scope):
        return ""
    if not writer.keeps(column, scope):
        return "Left out"
    words = "\n".join(say(column, row.get(column.key), scope))
    return words or (NOT_RECORDED if needed(column, scope) else "")


def column_width(column: Field) -> float:
    """The share of a table's width a column needs."""
    match column:
        case LongText() | Rows():
            return 4.0
        case YesNo() | Date() | Scale():
            return 1.5
        case _:
            return 2.5


def _grid_blocks(writer: _Writer, part: Grid, scope: Scope, label: str) -> Iterator[Block]:
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
