"""The outline of a filled example of every record type, as text to read: `python -m tests.expected_outlines` renews it.

Each record type has one file for each audience that may have a copy, `tests/expected/<form>-<audience>.txt`. They are
read by a person before they are kept: what the file says is what a family or a colleague would hold in their hands.
After a form or its wording was changed on purpose, renew them, read what `git diff tests/expected` shows, and keep it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import assert_never

from tests.decision_cases import case, play
from tests.forms import thistlewick
from tests.forms.filling import filled
from tests.team_example import EXAMPLES, case_audit, fathers_service, measures
from tests.timeline_family import events
from toolkit.forms import catalogue
from toolkit.forms.blocks import (
    Answer,
    Block,
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
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Answers, Context, people_of
from toolkit.forms.rules import Entry
from toolkit.forms.vocabulary import Audience


def decided() -> Answers:
    """A decision walked to its end: mother agrees, father with parental responsibility refuses, shared all the same."""
    answers, _ = play(case("28"))
    return answers


FOLDER = Path(__file__).parent / "expected"
RENEW = "Renew with `python -m tests.expected_outlines`, then read what changed in tests/expected."
MORE = {
    "network": {"meeting": "family", "met": "yes"},
    "share_decision": decided(),
    **{form_id: answers() for form_id, answers in EXAMPLES.items()},
    "fathers_service": fathers_service(),
    "case_audit": case_audit(),
    "measures": measures("wren"),
    "timeline": {"events": events("wren", "pip"), "kept": [], "printed": []},
}
"""Where the first choice of every list leaves pages out: no meeting, and so no plan for the fridge; a decision not walked."""
META = Meta(
    family_reference="F-2041",
    status="final",
    author="Tansy Dunnock",
    author_role="health visitor",
    written=thistlewick.NOW,
    organisation="Examplebridge Health Visiting",
    contact="Tansy Dunnock, 01632 960114",
)


def example(entry: Entry, audience: Audience) -> Outline:
    """The filled example of a form, on 12 November 2026; a family file is judged by the people it holds itself."""
    context = Context(now=thistlewick.NOW, people=people_of(thistlewick.family()))
    answers = {**filled(entry, context, 0), **MORE.get(entry.form.id, {})}
    if entry.form.id == catalogue.FAMILY:
        context = Context(now=thistlewick.NOW, people=people_of(answers))
    return outline(entry, answers, context, audience, META)


def every() -> Iterator[tuple[str, Entry, Audience]]:
    """Name of the file, form and audience, for each copy that there may be."""
    for entry in catalogue.built_in():
        for audience in entry.form.copies:
            yield f"{entry.form.id}-{audience}.txt", entry, audience


def as_text(one: Outline) -> str:
    """An outline as plain text: nothing that would be on paper is missing from it."""
    lines = [one.title, one.subtitle, f"[{one.status}; {'on its long side' if one.landscape else 'upright'}]"]
    for block in one.blocks:
        lines += ["", *_lines(block)] if isinstance(block, _APART) else _lines(block)
    if one.left_out:
        lines += ["", "[Told to the worker, not printed: left out]"]
        lines += [f"- {label}: {reason}" for label, reason in one.left_out]
    return "\n".join(line.rstrip() for line in lines if line is not None) + "\n"


_APART = (
    Heading,
    Table,
    SignHere,
    ScoreBoard,
    PointColumns,
    Panel,
    PageBreak,
    CardGrid,
    BodyFigure,
    TickBoxes,
)


def _lines(block: Block) -> list[str]:
    match block:
        case Heading():
            return [f"{'#' * block.level} {block.text}"]
        case Paragraph():
            return [f"({block.tone}) {block.text}" if block.tone else block.text]
        case Warn():
            return [f"[!] {block.text}"]
        case Answer():
            state = "" if block.state == "recorded" else f" [{block.state}]"
            return [f"{block.label}{state}:", *(f"    {line}" for line in block.lines)]
        case Table():
            struck = "[struck through] " if block.struck else ""
            return _table(f"{struck}{block.caption}", block.head, block.rows, block.before)
        case ScaleLine():
            value = "-" if block.value is None else str(block.value)
            return [
                f"{block.label}: {' '.join(filter(None, (value, block.words)))}",
                f"    {block.low} {block.low_words} ... {block.high} {block.high_words}",
            ]
        case WriteLines():
            return [f"{block.label}: {block.count} lines", *([f"    {block.hint}"] if block.hint else [])]
        case TickBoxes():
            return [block.label, *([f"    {block.hint}"] if block.hint else []), *_boxes(block.options)]
        case SignHere():
            drawn = [f"[drawn in row {n}]" for n, path in enumerate(block.drawn, 1) if path]
            return [*_table(block.label, ("Name", "Role", "Date", "Signed"), block.rows), *drawn]
        case Picture():
            return [f"[picture: {block.alt}]"]
        case PointColumns():
            return _columns(block)
        case ScoreBoard():
            return _scores(block)
        case Cells():
            return [f"[cells] {' | '.join(text_of_cell(cell) for cell in row)}" for row in block.rows]
        case Panel():
            return [f"[{block.picture}{', boxed' if block.boxed else ''}] {block.heading}", *block.lines]
        case CardGrid():
            return [
                f"[card {name or 'without a picture'}] {word or '(to write on)'}{' (crossed out)' * crossed}"
                for name, word, crossed in block.cards
            ]
        case Photo():
            return [f"[photo: {block.alt}]", *([block.caption] if block.caption else [])]
        case BodyFigure():
            marks = [f"    {n}: {view} at {x:g}, {y:g}" for view, x, y, n in block.marks]
            return [f"[body, {' and '.join(block.views)}: {block.alt}]", *marks]
        case PageBreak():
            return [f"----- new page{f', {block.turn}' if block.turn else ''} -----"]
        case _:
            assert_never(block)


def text_of_cell(cell: Sequence[Paragraph | Picture]) -> str:
    """The words of a cell on one line."""
    return " / ".join(one.text if isinstance(one, Paragraph) else f"[{one.alt}]" for one in cell)


def _boxes(options: Sequence[str]) -> list[str]:
    return [f"    [ ] {words}" for words in options]


def _table(
    caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], before: Sequence[Sequence[str]] = ()
) -> list[str]:
    lines = [f"[table] {caption}".rstrip()]
    last = [cells for n, cells in enumerate(before) if any(cells) and n < len(rows)]
    if last:
        lines.append("[small above: " + "; ".join(cell for cells in last for cell in cells if cell) + "]")
    for cells in (head, *rows) if any(head) else rows:
        lines.append("| " + " | ".join(cell.replace("\n", " / ") for cell in cells) + " |")
    return lines


def _columns(block: PointColumns) -> list[str]:
    lines = []
    for column in block.columns:
        lines.append(f"[column, {column.tone}] {column.title}: {column.question}")
        for text, small in column.points:
            lines += [f"  * {text}", *(f"      {words}" for words in small)]
    return lines


def _scores(block: ScoreBoard) -> list[str]:
    ends = f"{block.low} {block.low_words} ... {block.high} {block.high_words}"
    lines = [f"[numbers, {block.show}] {block.label}", f"    {ends}"]
    for row in block.rows:
        value = row.words if row.value is None else f"{row.value} {row.words}".rstrip()
        lines.append(f"  * {row.name}: {value}. Because: {row.because}. One higher: {row.higher}")
    for series in block.history:
        points = ", ".join(
            f"{day} {number}{'' if same else ' (other ends)'}" for day, number, same in series.points
        )
        lines.append(f"  over time, {series.name}: {points}")
    return lines


def renew() -> list[str]:
    """Writes every file anew and takes away those of forms that are gone; gives the names that changed."""
    FOLDER.mkdir(exist_ok=True)
    wanted = {name: as_text(example(entry, audience)) for name, entry, audience in every()}
    held = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.txt")}
    for name in held.keys() - wanted.keys():
        (FOLDER / name).unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    return sorted(name for name in held.keys() | wanted.keys() if held.get(name) != wanted.get(name))


if __name__ == "__main__":
    for changed in renew():
        print(f"changed: {changed}")
