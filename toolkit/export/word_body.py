"""Blocks as the body of a Word document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import assert_never

from toolkit.export.art import CARD_COLUMNS, Drawing, card_rows, drawn_signature, panel_drawing
from toolkit.export.layout import (
    BLANK_ROW_MM,
    BOX,
    CARD_MM,
    CARD_WIDTHS,
    CHILD_SIGN_MM,
    FACT_WIDTHS,
    GROUNDS,
    INLINE_LETTERS,
    KEEP_TOGETHER,
    LINE_MM,
    PANEL_WIDTHS,
    SCALE_STEPS,
    SIGN_HEAD,
    SIGN_MM,
    SIGN_WIDTHS,
    TOGETHER,
    Facts,
    Picked,
    Piece,
    arrange,
    boxes_abreast,
    columns_of,
    fitted_columns,
    shares,
    sign_columns,
    signers_abreast,
    sizes_of,
    squared,
    text_width_mm,
    ticks_abreast,
)
from toolkit.export.word_styles import INK, INK2, SHADE
from toolkit.export.word_xml import (
    FORM_WORDS,
    cell,
    drawing,
    edges,
    gap,
    paragraph,
    row,
    runs_xml,
    table,
    twips,
    wrapped,
)
from toolkit.forms.blocks import (
    Answer,
    BodyFigure,
    CardGrid,
    Cells,
    Heading,
    Outline,
    PageBreak,
    Panel,
    Paragraph,
    Photo,
    Picture,
    PointColumns,
    ScaleLine,
    ScoreBoard,
    SignHere,
    Table,
    TickBoxes,
    Warn,
    WriteLines,
)

Draw = Callable[[Picture], tuple[str, float, float] | None]
"""Puts a picture into the file and gives its relation, width and height in millimetres; None when it cannot be drawn."""

QUIET = f'<w:color w:val="{INK2}"/>'
PANEL_SHADE = "F4F2ED"
HEADINGS = ("Heading1", "Heading2", "Heading3")
CELL_TONES = {"": "TableText", "note": "TableNote", "strong": "TableHead", "large": "TableHead"}
TINTS = {tone: colour.removeprefix("#") for tone, colour in GROUNDS.items()}
TONES = {"": "Normal", "note": "Note", "strong": "ReadFirst", "large": "Large", "big": "Big"}


def body_xml(outline: Outline, draw: Draw, pictures: int = 0) -> str:
    """The paragraphs and tables of a document, title first; `pictures` is how many came before."""
    return "".join(_Body(outline, draw, pictures).pieces())


class _Body:
    """Writes the pieces of one outline; knows its width and whether the next piece starts a page."""

    def __init__(self, outline: Outline, draw: Draw, pictures: int) -> None:
        self.outline, self.draw = outline, draw
        self.width = twips(text_width_mm(outline))
        self.new_page = False
        self.pictures = pictures

    def pieces(self) -> Iterator[str]:
        """The XML of each piece in order."""
        if self.outline.title:
            yield paragraph("Title", self.outline.title)
        if self.outline.subtitle:
            yield paragraph("Subtitle", self.outline.subtitle)
        boxed = False
        held = ""
        for piece in arrange(self.outline):
            if boxed and not isinstance(piece, Warn):
                yield gap()
            boxed = isinstance(piece, Warn)
            if isinstance(piece, PageBreak):
                self.new_page = True
                continue
            if self.new_page and not isinstance(piece, Heading):
                yield gap(new_page=True)
                self.new_page = False
            made = self.piece(piece)
            self.new_page = False
            if isinstance(piece, Picked) and piece.heads:
                held = made
                continue
            # A panel and what it heads are one row of a table around both: no program parts them.
            yield self.around(held + made) if held else made
            held = ""
        if boxed:
            yield gap()

    def around(self, inside: str) -> str:
        """Tables that stay on one page."""
        return table([self.width], [row([cell(self.width, inside)])], sides="", pad=0, side_pad=0) + gap()

    def piece(self, piece: Piece) -> str:
        """The XML of one piece."""
        match piece:
            case Heading():
                style = HEADINGS[min(max(piece.level, 1), 3) - 1]
                return paragraph(style, piece.text, new_page=self.new_page)
            case Paragraph():
                return paragraph(TONES[piece.tone], piece.text)
            case Warn():
                return paragraph("WarningBox", piece.text)
            case Answer():
                return self.answer(piece)
            case Facts():
                return self.facts(piece)
            case Table():
                return self.table(piece)
            case ScaleLine():
                return self.scale(piece)
            case WriteLines():
                return self.lines(piece)
            case TickBoxes():
                return self.boxes(piece)
            case SignHere():
                return self.places(piece) if self.outline.audience == "child" else self.sign(piece)
            case Picture():
                return self.picture(piece)
            case Picked():
                return self.panel(piece)
            case CardGrid():
                return self.cards(piece)
            case Cells():
                return self.side_by_side(piece)
            case PageBreak() | Panel() | PointColumns() | ScoreBoard() | BodyFigure() | Photo():
                # Panels were gathered with what is in them, and the last four made into tables and pictures before.
                return ""
            case _:
                assert_never(piece)

    def answer(self, answer: Answer) -> str:
        """A label over its paragraphs."""
        look = QUIET if answer.state == "missing" else ""
        return self.label(answer.label) + "".join(
            paragraph("Answer", line, look=look) for line in answer.lines if line
        )

    def label(self, words: str) -> str:
        """The label over an answer; nothing for no words."""
        return paragraph("AnswerLabel", words) if words else ""

    def facts(self, facts: Facts) -> str:
        """Short answers, one a row, with hairlines between."""
        left, right = self.widths(FACT_WIDTHS, 2)
        rows = []
        for number, answer in enumerate(facts.answers, 1):
            keep = number < len(facts.answers) <= TOGETHER
            look = QUIET if answer.state == "missing" else ""
            label = paragraph("TableLabel", answer.label, keep=keep)
            words = paragraph("TableText", answer.lines[0], look=look, keep=keep)
            rows.append(row([cell(left, label), cell(right, words)]))
        return gap(keep=True) + table([left, right], rows, sides="tbh", pad=50, firsts="c") + gap()

    def table(self, block: Table) -> str:
        """A table whose head repeats and whose rows stay whole while they are short enough to."""
        columns = columns_of(block)
        fit = fitted_columns(block, self.outline.audience, text_width_mm(self.outline))
        widths = self.widths(tuple(fit.shares), columns)
        usual = fit.points == sizes_of(self.outline).table
        look = (
            ""
            if usual
            else f'<w:sz w:val="{round(fit.points * 2)}"/><w:szCs w:val="{round(fit.points * 2)}"/>'
        )
        looks = [f"<w:strike/>{look}" if place < block.struck else look for place in range(columns)]
        rows = []
        if any(block.head):
            heads = [
                cell(width, paragraph("TableHead", words, look=look), shade=SHADE)
                for width, words in zip(widths, squared(block.head, columns), strict=True)
            ]
            rows.append(row(heads, head=True))
        for place, cells in enumerate(block.rows):
            before = squared(block.before[place] if place < len(block.before) else (), columns)
            whole = sum(map(len, (*cells, *before))) <= KEEP_TOGETHER
            height = 0 if any(cells) else BLANK_ROW_MM
            written = [
                cell(width, self.before(last) + paragraph("TableText", words, look=own))
                for width, words, last, own in zip(
                    widths, squared(cells, columns), before, looks, strict=True
                )
            ]
            rows.append(row(written, whole=whole, height_mm=height))
        caption = paragraph("Caption", block.caption) if block.caption else gap(keep=True)
        return (
            caption
            + (
                table(widths, rows, says=block.caption, firsts="h", side_pad=round(fit.pad * 20))
                if rows
                else ""
            )
            + gap()
        )

    def before(self, words: str) -> str:
        """What a cell said the last time: small and grey, over what it says now."""
        points = sizes_of(self.outline).before
        look = f'{QUIET}<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'
        return paragraph("TableText", words, look=look, keep=True) if words else ""

    def scale(self, block: ScaleLine) -> str:
        """A scale as a row of numbers with the answer marked; a scale too long for one is its two ends."""
        drawn = block.high - block.low <= SCALE_STEPS and block.high > block.low
        inside = drawn and block.value is not None and block.low <= block.value <= block.high
        marked = inside and not block.words
        number = (
            paragraph("Answer", str(block.value), look="<w:b/><w:bCs/>", keep=True)
            if block.value is not None and not marked
            else ""
        )
        words = paragraph("Answer", block.words, keep=True) if block.words else ""
        steps = range(block.low, block.high + 1) if drawn else ()
        count = max(len(steps), 2)
        widths = self.widths((), count)
        rows = []
        if drawn:
            cells = [
                self.step(width, step, chosen=inside and step == block.value, own=marked)
                for width, step in zip(widths, steps, strict=True)
            ]
            rows.append(row(cells, height_mm=8))
        if block.low_words or block.high_words:
            left = (count + 1) // 2
            none = edges("", eighths=0)
            ends = [
                cell(sum(widths[:left]), paragraph("TableText", block.low_words), span=left, borders=none),
                cell(
                    sum(widths[left:]),
                    paragraph("TableText", block.high_words, align="right"),
                    span=count - left,
                    borders=none,
                ),
            ]
            rows.append(row(ends))
        value = block.words or "no number" if block.value is None else str(block.value)
        says = f"{block.label}: {value}, on a scale from {block.low} to {block.high}"
        drawing_ = table(widths, rows, says=says, pad=20) if rows else ""
        return self.label(block.label) + number + words + drawing_ + gap()

    def step(self, width: int, step: int, *, chosen: bool, own: bool) -> str:
        """One number of a scale: white on ink when it is the answer. `own` says that it is the outline's own word."""
        look = "" if chosen and own else FORM_WORDS
        if chosen:
            look += '<w:b/><w:bCs/><w:color w:val="FFFFFF"/>'
        words = paragraph("TableText", str(step), look=look, keep=True, align="center")
        return cell(width, words, shade=INK if chosen else "", middle=True)

    def lines(self, block: WriteLines) -> str:
        """A label over ruled lines."""
        count = max(block.count, 1)
        ruled = [
            row(
                [cell(self.width, wrapped("TableText", "", keep=number < count <= TOGETHER))],
                height_mm=LINE_MM,
            )
            for number in range(1, count + 1)
        ]
        says = f"{block.count} lines to write on"
        return (
            self.over(block.label, block.hint)
            + table([self.width], ruled, sides="hb", pad=0, says=says)
            + gap()
        )

    def boxes(self, block: TickBoxes) -> str:
        """Boxes to tick, as many in a row as their words allow."""
        across = boxes_abreast(block.options)
        widths = self.widths((), across)
        options = [*block.options, *[""] * (-len(block.options) % across)]
        rows = []
        for at in range(0, len(options), across):
            keep = at + across < len(options) <= TOGETHER * across
            cells = [
                cell(width, wrapped("TableText", self.tick(words) if words else "", keep=keep))
                for width, words in zip(widths, options[at : at + across], strict=True)
            ]
            rows.append(row(cells))
        drawn = table(widths, rows, sides="", pad=50, says=f"Boxes to tick: {block.label}") if rows else ""
        return self.over(block.label, block.hint) + drawn + gap()

    def over(self, label: str, hint: str) -> str:
        """A label and the hint under it, kept with what follows."""
        return self.label(label) + (paragraph("Hint", hint) if hint else "")

    def sign(self, block: SignHere) -> str:
        """A table to sign in: what is known stands small in the place for ink."""
        columns = sign_columns(block, self.outline.audience)
        widths = self.widths(tuple(SIGN_WIDTHS[c] for c in columns), len(columns))
        heads = [
            cell(width, paragraph("TableHead", SIGN_HEAD[c], look=FORM_WORDS), shade=SHADE)
            for width, c in zip(widths, columns, strict=True)
        ]
        rows = [row(heads, head=True)]
        for place, words in enumerate(block.rows):
            held = drawn_signature(block, place)
            cells = [
                cell(
                    w,
                    paragraph("TableText", words[c])
                    + (self.inset(held) if held and c == len(words) - 1 else ""),
                )
                for w, c in zip(widths, columns, strict=True)
            ]
            rows.append(row(cells, height_mm=SIGN_MM))
        caption = paragraph("Caption", block.label) if block.label else gap(keep=True)
        return caption + table(widths, rows, says=block.label, firsts="h") + gap()

    def picture(self, block: Picture, style: str = "Normal") -> str:
        """A drawing, or its words when it cannot be drawn."""
        drawn = self.draw(block)
        if drawn is None:
            return paragraph("Note", block.alt, look=FORM_WORDS)
        relation, wide, high = drawn
        self.pictures += 1
        return wrapped(style, drawing(relation, self.pictures, wide, high, block.alt))

    def panel(self, block: Picked) -> str:
        """A drawing on the left, a heading and short lines on the right; never cut in two."""
        panel, keep = block.panel, block.heads
        left, right = self.widths(PANEL_WIDTHS, 2)
        tight = '<w:spacing w:before="0" w:after="30" w:line="264" w:lineRule="auto"/>'
        words = wrapped("Heading2", runs_xml(panel.heading), extra=tight)
        words += "".join(wrapped("Answer", runs_xml(line), extra=tight, keep=keep) for line in panel.lines)
        for one in block.inside:
            if isinstance(one, TickBoxes):
                words += paragraph("TableText", one.label, keep=True) if one.label else ""
                words += self.ticks(one.options, right - 200) + gap(keep=keep)
            else:
                words += self.ruled(one, right - 200, keep=keep)
        drawn = self.inset(panel_drawing(panel), "center", keep=keep)
        shade = PANEL_SHADE if panel.boxed else ""
        cells = [cell(left, drawn, middle=True, shade=shade), cell(right, words, middle=True, shade=shade)]
        sides = "tblr" if panel.boxed else "" if keep else "b"
        eighths = 12 if panel.boxed else 4
        return table([left, right], [row(cells)], sides=sides, pad=40, eighths=eighths) + gap(keep=keep)

    def ticks(self, options: tuple[str, ...], width: int) -> str:
        """Boxes to tick inside a panel, two or three in a row."""
        across = ticks_abreast(options)
        filled = [*options, *[""] * (-len(options) % across)]
        each = [width // across] * across
        rows = []
        for at in range(0, len(filled), across):
            words = [self.tick(one) if one else "" for one in filled[at : at + across]]
            rows.append(row([cell(w, wrapped("TableText", one)) for w, one in zip(each, words, strict=True)]))
        return table(each, rows, sides="", pad=10, side_pad=0, says="Boxes to tick")

    def ruled(self, lines: tuple[WriteLines, ...], width: int, *, keep: bool) -> str:
        """Lines to write on inside a panel, each beside its label or, where that is long, under it."""
        written = [self.ruled_line(line, width // len(lines), keep=keep) for line in lines]
        if len(written) == 1:
            return written[0]
        each = [width // len(lines)] * len(lines)
        cells = [cell(w, one) for w, one in zip(each, written, strict=True)]
        return table(each, [row(cells)], sides="", pad=0, side_pad=0, says="Lines to write on") + gap(
            keep=keep
        )

    def ruled_line(self, line: WriteLines, width: int, *, keep: bool) -> str:
        """One label with its lines: a tab whose leader is the line."""
        tabs = f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{width - 60}"/></w:tabs>'
        room = tabs + f'<w:spacing w:before="{twips(LINE_MM) - 400}" w:after="0"/>'
        beside = len(line.label) <= INLINE_LETTERS and not line.hint
        ink = f"<w:r><w:rPr>{FORM_WORDS}</w:rPr><w:tab/></w:r>"
        words = paragraph("TableText", line.label, keep=True) if line.label and not beside else ""
        words += paragraph("TableText", line.hint, keep=True) if line.hint else ""
        words += wrapped("TableText", runs_xml(line.label) + ink, extra=room, keep=keep) if beside else ""
        return words + wrapped("TableText", ink, extra=room, keep=keep) * (line.count - beside)

    def tick(self, words: str) -> str:
        """A box to tick and its words."""
        symbol = '<w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol"/>'
        return runs_xml(BOX + "  ", FORM_WORDS + symbol) + runs_xml(words)

    def places(self, block: SignHere) -> str:
        """A child's places to sign side by side: the name, what is known, and the drawing or room for one."""
        across = signers_abreast(len(block.rows))
        widths = self.widths((), across)
        wide = 36.0 if across == 3 else 56.0
        none = edges("", eighths=0)
        rows = []
        for at in range(0, len(block.rows), across):
            keep = at + across < len(block.rows)
            cells = []
            for place, known in enumerate(block.rows[at : at + across], at):
                words = "".join(paragraph("TableText", one, keep=keep) for one in known if one)
                if held := drawn_signature(block, place, wide):
                    words += self.inset(held, keep=keep)
                elif not known[2]:
                    room = f'<w:spacing w:before="{twips(CHILD_SIGN_MM)}"/>'
                    line = runs_xml("Date ____________", FORM_WORDS)
                    words += wrapped("TableText", line, extra=room, keep=keep)
                cells.append(cell(widths[place - at], words or paragraph("TableText", "")))
            cells += [cell(w, paragraph("TableText", ""), borders=none) for w in widths[len(cells) :]]
            rows.append(row(cells, height_mm=CHILD_SIGN_MM))
        caption = paragraph("Caption", block.label) if block.label else ""
        drawn = table(widths, rows, says=block.label or "Places to sign", pad=80, colour=INK, eighths=12)
        return caption + (drawn if rows else "") + gap()

    def inset(self, held: Drawing | None, align: str = "", *, keep: bool = False) -> str:
        """A drawing inside a cell; the words beside it say what it means, or its own where it has some."""
        drawn = self.draw(Picture(svg=held.svg, alt="", width_mm=held.width_mm)) if held else None
        if drawn is None or held is None:
            return paragraph("TableText", "")
        relation, wide, high = drawn
        self.pictures += 1
        picture = drawing(relation, self.pictures, wide, high, held.says)
        return wrapped("TableText", picture, align=align, keep=keep)

    def cards(self, block: CardGrid) -> str:
        """Small cards, three in a row: a drawing and a word; an empty one is left to write on."""
        widths = self.widths(CARD_WIDTHS * CARD_COLUMNS, 2 * CARD_COLUMNS)
        none = edges("", eighths=0)
        lines = card_rows(block)
        rows = []
        for number, line in enumerate(lines, 1):
            keep = number < len(lines)
            cells = []
            for place, (held, word, crossed) in enumerate(line):
                left, right = widths[2 * place : 2 * place + 2]
                look = "<w:strike/>" if crossed else ""
                if held is None:
                    words = paragraph("TableText", word, look=look, align="center", keep=keep)
                    cells.append(cell(left + right, words, span=2, borders=_card("tlbr"), middle=True))
                    continue
                drawn = self.inset(held, "center", keep=keep)
                cells.append(cell(left, drawn, borders=_card("tlb"), middle=True))
                words = paragraph("TableText", word, look=look, keep=keep)
                cells.append(cell(right, words, borders=_card("tbr"), middle=True))
            spare = widths[2 * len(line) :]
            cells += [cell(width, paragraph("TableText", ""), borders=none) for width in spare]
            rows.append(row(cells, height_mm=CARD_MM))
        return (table(widths, rows, pad=40, side_pad=60, sides="") if rows else "") + gap()

    def side_by_side(self, block: Cells) -> str:
        """Cells with several lines or a drawing each; a row stays whole, and the head stands on each page."""
        columns = max((len(row_) for row_ in block.rows), default=1)
        widths = self.widths(block.widths, columns)
        tones = (*block.tones, *("",) * columns)
        rows = []
        for number, inside in enumerate(block.rows):
            head = block.head and number == 0
            filled = [*inside, *((),) * (columns - len(inside))]
            cells = [
                cell(width, self.inside(parts), shade=TINTS.get(tone, "") if head else "")
                for width, parts, tone in zip(widths, filled, tones, strict=False)
            ]
            words = sum(len(one.text) for parts in inside for one in parts if isinstance(one, Paragraph))
            rows.append(row(cells, head=head, whole=words <= KEEP_TOGETHER))
        sides, firsts = ("tlbrhv", "h") if block.lined else ("", "")
        drawn = table(widths, rows, says=block.says, firsts=firsts, sides=sides, pad=30, side_pad=90)
        return (drawn if rows else "") + gap()

    def inside(self, parts: Sequence[Paragraph | Picture]) -> str:
        """The lines and drawings of a cell; at least one paragraph, as Word asks for one."""
        made = [
            self.picture(one, "TableText")
            if isinstance(one, Picture)
            else paragraph(CELL_TONES[one.tone], one.text)
            for one in parts
        ]
        return "".join(made) or paragraph("TableText", "")

    def widths(self, given: tuple[float, ...], columns: int) -> list[int]:
        """Column widths in twips that add up to the width between the margins."""
        widths = [round(self.width * share) for share in shares(given, columns)]
        widths[-1] += self.width - sum(widths)
        return widths


def _card(sides: str) -> str:
    return edges(sides, colour=INK, eighths=8, inside=False)
