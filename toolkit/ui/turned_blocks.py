"""The blocks of an outline as pieces of a turned screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.export import drawings
from toolkit.export.art import drawn_signature
from toolkit.forms.blocks import (
    Answer,
    Block,
    CardGrid,
    Heading,
    Outline,
    Panel,
    Paragraph,
    Picture,
    ScaleLine,
    SignHere,
    Table,
    TickBoxes,
    Warn,
)
from toolkit.ui.turned_pieces import PIECE_GAP, Art, Line, Piece, Size, worded

CARD_EM = 10.0
GROW = 1.3
"""How much larger than on paper a drawing is shown."""


@dataclass(frozen=True)
class Pieces:
    """Makes the pieces of an outline for a size of type and a width in pixels."""

    size: Size
    width: int

    def of(self, outline: Outline) -> Iterator[Piece]:
        """Every piece in reading order. Lines to write on and page ends are for paper."""
        blocks = list(outline.blocks)
        while blocks:
            block = blocks.pop(0)
            answers: list[Answer] = []
            if isinstance(block, Heading) and block.level >= 3:
                answers = _answers_first(blocks)
                del blocks[: len(answers)]
            after = blocks[0] if blocks else None
            if isinstance(block, Heading) and answers:
                yield self._about(block.text, answers)
            elif not (isinstance(block, Heading) and isinstance(after, Answer) and after.label == block.text):
                yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Piece]:
        match block:
            case Heading():
                yield self._head(block.text)
            case Paragraph():
                yield from self._plain(block.text, "turned-head" if block.tone == "strong" else "turned")
            case Warn():
                yield self._box("", [block.text])
            case Answer() if block.state != "missing":
                yield self._box(block.label, block.lines)
            case Table():
                yield from self._table(block)
            case ScaleLine():
                number = "" if block.value is None else f"{block.value} out of {block.high}"
                yield self._box(block.label, [word for word in (number, block.words) if word])
            case TickBoxes():
                boxes = self._together([f"☐ {option}" for option in block.options], "     ")
                yield self._box(block.label, list(boxes))
            case SignHere():
                yield from self._signed(block)
            case Picture():
                art = Art(block.svg, block.width_mm * GROW, block.alt)
                yield Piece(lines=(Line("", art=art),), boxed=False)
            case Panel():
                svg = drawings.drawing(block.picture)
                box = self._box(block.heading, block.lines, beside=bool(svg))
                yield replace(box, beside=Art(svg, 28) if svg else None)
            case CardGrid():
                yield from self._cards(block)

    def _head(self, text: str) -> Piece:
        lines = tuple(worded(text, self.size, self.width, "turned-head"))
        return Piece(lines=lines, boxed=False, head=True)

    def _plain(self, text: str, role: str) -> Iterator[Piece]:
        lines = tuple(worded(text, self.size, self.width, role))
        if lines:
            yield Piece(lines=lines, boxed=False)

    def _inner(self, beside: bool = False) -> int:
        """Width inside a box, at the narrowest when a drawing stands beside the words."""
        inner = self.width - 2 * (self.size.theme.px(18) + 1)
        return inner - inner // 3 - self.size.theme.px(18) if beside else inner

    def _box(self, label: str, told: Sequence[str], *, beside: bool = False) -> Piece:
        width = self._inner(beside)
        lines = [*worded(label, self.size, width, "turned-head")]
        for words in told:
            lines += worded(words, self.size, width)
        return Piece(lines=tuple(lines))

    def _about(self, name: str, answers: Sequence[Answer]) -> Piece:
        """What is said of one person in one box."""
        told = [
            _labelled(answer.label, "\n".join(answer.lines))
            for answer in answers
            if answer.state != "missing" and answer.lines != (name,)
        ]
        return self._box(name, list(self._together(told)))

    def _table(self, block: Table) -> Iterator[Piece]:
        head = block.head
        rows = [row for row in block.rows if any(row)]
        if not rows:
            return
        if block.caption:
            yield self._head(block.caption)
        if len(rows[0]) == 1:
            yield self._box("", [f"• {row[0]}" if len(rows) > 1 else row[0] for row in rows])
            return
        for row in rows:
            heads = head if len(head) == len(row) else ("",) * len(row)
            first = next(number for number, cell in enumerate(row) if cell)
            rest = [_labelled(heads[n], cell) for n, cell in enumerate(row) if cell and n > first]
            name = row[first] if not first else _labelled(heads[first], row[first])
            yield self._box(name, list(self._together(rest)))

    def _together(self, cells: Sequence[str], between: str = "  ·  ") -> Iterator[str]:
        """Short cells in one line, as many as have room."""
        metrics, width, so_far = self.size.metrics("turned"), self._inner(), ""
        for cell in cells:
            longer = f"{so_far}{between}{cell}" if so_far else cell
            if so_far and ("\n" in longer or metrics.horizontalAdvance(longer) > width):
                yield so_far
                longer = cell
            so_far = longer
        if so_far:
            yield so_far

    def _signed(self, block: SignHere) -> Iterator[Piece]:
        """Who signed and how; what was drawn is shown as it was drawn."""
        if block.label:
            yield self._head(block.label)
        for place, (name, role, day, words) in enumerate(block.rows):
            who = ", ".join(filter(None, (name, role)))
            drawn = drawn_signature(block, place)
            if not who and not words and drawn is None:
                continue
            known = ", ".join(filter(None, (words, day))) or ("" if drawn else "Not signed yet")
            piece = self._box(who, [known] if known else [])
            if drawn is not None:
                art = Art(drawn.svg, drawn.width_mm * 2, f"{name or 'Somebody'} drew a signature")
                piece = Piece(lines=(*piece.lines, Line("", art=art)))
            yield piece

    def _cards(self, block: CardGrid) -> Iterator[Piece]:
        gap, least = self.size.theme.px(PIECE_GAP), self.size.theme.em(CARD_EM)
        across = max((self.width + gap) // (least + gap), 1)
        inner = (self.width - (across - 1) * gap) // across - 2 * (self.size.theme.px(18) + 1)
        cards = []
        for picture, word, crossed in block.cards:
            if not word:
                continue
            svg = drawings.drawing(picture) if picture else None
            lines = [
                Line(line.text, line.role, line.ink, line.joined, crossed)
                for line in worded(word, self.size, inner)
            ]
            art = [Line("", art=Art(drawings.crossed(svg) if crossed else svg, 22))] if svg else []
            cards.append(Piece(lines=(*art, *lines), middle=True))
        for at in range(0, len(cards), across):
            yield Piece(cells=tuple(cards[at : at + across]), boxed=False, across=across)


def _answers_first(blocks: Sequence[Block]) -> list[Answer]:
    """The answers that stand before anything else."""
    found: list[Answer] = []
    for block in blocks:
        if not isinstance(block, Answer):
            break
        found.append(block)
    return found


def _labelled(label: str, words: str) -> str:
    """Words after their label: "Where: the library", "Did they come? Yes"."""
    return f"{label}{'' if label.endswith(('?', ':')) else ':'} {words}" if label else words
