"""Blocks as the body of a Word document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from toolkit.export.art import CARD_COLUMNS, Drawing, card_rows, drawn_signature, panel_drawing
from toolkit.export.layout import (
    BLANK_ROW_MM,
    BOX,
    FACT_WIDTHS,
    KEEP_TOGETHER,
    LINE_MM,
    SCALE_STEPS,
    SIGN_HEAD,
    SIGN_MM,
    SIGN_WIDTHS,
    TOGETHER,
    Facts,
    Piece,
    arrange,
    columns_of,
    fitted_columns,
    shares,
    sign_columns,
    squared,
    table_points,
    text_width_mm,
    two_abreast,
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
HEADINGS = ("Heading1", "Heading2", "Heading3")
TONES = {"": "Normal", "note": "Note", "strong": "ReadFirst", "large": "Large"}


def body_xml(outline: Outline, draw: Draw) -> str:
    """The paragraphs and tables of a document, title first."""
    return "".join(_Body(outline, draw).pieces())


class _Body:
    """Writes the pieces of one outline; knows its width and whether the next piece starts a page."""

    def __init__(self, outline: Outline, draw: Draw) -> None:
        self.outline, self.draw = outline, draw
        self.width = twips(text_width_mm(outline))
        self.new_page = False
        self.pictures = 0

    def pieces(self) -> Iterator[str]:
        """The XML of each piece in order."""
        yield paragraph("Title", self.outline.title)
        if self.outline.subtitle:
            yield paragraph("Subtitle", self.outline.subtitle)
        boxed = False
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
            yield self.piece(piece)
            self.new_page = False
        if boxed:
            yield gap()

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
                return self.sign(piece)
            case Picture():
                return self.picture(piece)
            case Panel():
                return self.panel(piece)
            case CardGrid():
                return self.cards(piece)
            case PageBreak() | PointColumns() | ScoreBoard() | BodyFigure() | Photo():
                # The last four were made into tables and pictures before.
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
        usual = fit.points == table_points(self.outline.audience)
        look = (
            ""
            if usual
            else f'<w:sz w:val="{round(fit.points * 2)}"/><w:szCs w:val="{round(fit.points * 2)}"/>'
        )
        rows = []
        if any(block.head):
            heads = [
                cell(width, paragraph("TableHead", words, look=look), shade=SHADE)
                for width, words in zip(widths, squared(block.head, columns), strict=True)
            ]
            rows.append(row(heads, head=True))
        for cells in block.rows:
            whole = sum(map(len, cells)) <= KEEP_TOGETHER
            height = 0 if any(cells) else BLANK_ROW_MM
            written = [
                cell(width, paragraph("TableText", words, look=look))
                for width, words in zip(widths, squared(cells, columns), strict=True)
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
        """Boxes to tick, two in a row when they are short and several."""
        across = 2 if two_abreast(block.options) else 1
        widths = self.widths((), across)
        options = [*block.options, *[""] * (-len(block.options) % across)]
        mark = runs_xml(
            BOX + "  ", FORM_WORDS + '<w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol"/>'
        )
        rows = []
        for at in range(0, len(options), across):
            keep = at + across < len(options) <= TOGETHER * across
            cells = [
                cell(width, wrapped("TableText", mark + runs_xml(words) if words else "", keep=keep))
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

    def picture(self, block: Picture) -> str:
        """A drawing, or its words when it cannot be drawn."""
        drawn = self.draw(block)
        if drawn is None:
            return paragraph("Note", block.alt, look=FORM_WORDS)
        relation, wide, high = drawn
        self.pictures += 1
        return wrapped("Normal", drawing(relation, self.pictures, wide, high, block.alt))

    def panel(self, block: Panel) -> str:
        """A drawing on the left, a heading and short lines on the right; never cut in two."""
        left, right = self.widths((3.0, 14.0), 2)
        tight = '<w:spacing w:before="0" w:after="40"/>'
        words = wrapped("Heading2", runs_xml(block.heading), extra=tight)
        words += "".join(wrapped("Answer", runs_xml(line), extra=tight) for line in block.lines)
        cells = [cell(left, self.inset(panel_drawing(block)), middle=True), cell(right, words)]
        sides = "tblr" if block.boxed else "b"
        return table([left, right], [row(cells)], sides=sides, pad=60) + gap()

    def inset(self, held: Drawing | None, align: str = "") -> str:
        """A drawing inside a cell; the words beside it say what it means."""
        drawn = self.draw(Picture(svg=held.svg, alt="", width_mm=held.width_mm)) if held else None
        if drawn is None:
            return paragraph("TableText", "")
        relation, wide, high = drawn
        self.pictures += 1
        return wrapped("TableText", drawing(relation, self.pictures, wide, high, ""), align=align)

    def cards(self, block: CardGrid) -> str:
        """Small cards, three in a row: a drawing and a word; an empty one is left to write on."""
        widths = self.widths((), CARD_COLUMNS)
        none = edges("", eighths=0)
        rows = []
        for line in card_rows(block):
            cells = []
            for width, (held, word, crossed) in zip(widths, line, strict=False):
                look = "<w:strike/>" if crossed else ""
                words = paragraph("TableText", word, look=look, align="center")
                cells.append(cell(width, (self.inset(held, "center") if held else "") + words))
            cells += [cell(width, paragraph("TableText", ""), borders=none) for width in widths[len(line) :]]
            rows.append(row(cells, height_mm=14))
        return (table(widths, rows, pad=60) if rows else "") + gap()

    def widths(self, given: tuple[float, ...], columns: int) -> list[int]:
        """Column widths in twips that add up to the width between the margins."""
        widths = [round(self.width * share) for share in shares(given, columns)]
        widths[-1] += self.width - sum(widths)
        return widths
