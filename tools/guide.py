"""The guide for workers as one Word document and one PDF: `python -m tools.guide FOLDER`, or `make guide`.

It goes through the program's own blocks, so that the guide looks like everything else the program prints.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from toolkit import __version__
from toolkit.export import word
from toolkit.export.stamp import Stamp
from toolkit.forms.blocks import Block, Heading, Outline, PageBreak, Paragraph, Photo, Table

DOCS = Path(__file__).resolve().parent.parent / "docs"
NAME = "Guide for workers"
LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
EMPHASIS = re.compile(r"\*(\w[^*]*)\*")
BOLD = re.compile(r"\*\*(.+?)\*\*")
WIDE_MM = 160.0
"""Nearly as wide as the words, so that what stands in a picture can be read."""
LIST = re.compile(r"(-|\d+\.) ")


def page_files() -> list[Path]:
    """The pages of the guide, in the order in which its contents name them."""
    contents = (DOCS / "guide.md").read_text(encoding="utf-8")
    named = re.findall(r"\]\((guide/[a-z-]+\.md)\)", contents)
    return [DOCS / name for name in dict.fromkeys(named)]


def outline(pages: Sequence[Path]) -> Outline:
    """Pages of the guide as one outline: what stands where, then one after the other, from a sheet of its own on."""
    blocks: list[Block] = [contents(), PageBreak()]
    for page in pages:
        blocks += blocks_of(page.read_text(encoding="utf-8"))
    return Outline(
        title=NAME,
        audience="practitioner",
        blocks=tuple(blocks),
        subtitle="Safeguarding Toolkit",
        status=f"Version {__version__}",
        draft=False,
    )


def contents() -> Table:
    """The table of the guide's first page: when a worker needs which page."""
    first = blocks_of((DOCS / "guide.md").read_text(encoding="utf-8"))
    return next(block for block in first if isinstance(block, Table))


def blocks_of(text: str) -> Iterator[Block]:
    """A page as blocks. It knows what the guide uses: headings, paragraphs, lists, tables and pictures."""
    for part in _parts(text):
        first = part[0]
        if first.startswith("#"):
            marks, words = first.split(" ", 1)
            yield Heading(text=plain(words), level=len(marks))
        elif found := PICTURE.match(first):
            alt, file = found.groups()
            yield Photo(file=Path(file).name, alt=alt, caption=alt, width_mm=WIDE_MM)
        elif first.startswith("|"):
            rows = [tuple(plain(cell) for cell in line.strip(" |").split(" | ")) for line in part]
            head = tuple(words[:1].upper() + words[1:] for words in rows[0])
            yield Table(head=head, rows=tuple(rows[2:]), widths=_widths(rows[2:]))
        elif LIST.match(first):
            words = plain(" ".join(part))
            yield Paragraph(text=f"•  {words[2:]}" if first.startswith("- ") else words)
        else:
            yield Paragraph(text=plain(" ".join(part)))


def plain(words: str) -> str:
    """The words without the marks for bold, emphasis, code and links; what a button says stands in quotes instead."""
    return EMPHASIS.sub(r"\1", BOLD.sub(_bold, LINK.sub(r"\1", words))).replace("`", "").strip()


def _bold(found: re.Match[str]) -> str:
    """The words of a button or page; not what leads a line, is a sentence, a key or a word that is only stressed."""
    before, words = found.string[: found.start()], found[1]
    leads = not LIST.sub("", before).strip()
    named = words[0].isupper() and not re.fullmatch(r"F\d+", words) and not words.endswith((".", "?", ":"))
    return f"“{words}”" if named and not leads else words


def _parts(text: str) -> Iterator[list[str]]:
    """The lines that belong together: a heading, a paragraph, one line of a list with what is indented, a table."""
    held: list[str] = []
    for line in [*text.splitlines(), ""]:
        begins = bool(LIST.match(line) or line.startswith("#"))
        if held and (not line.strip() or begins):
            yield held
            held = []
        if line.strip():
            held.append(line.strip())


def _widths(rows: list[tuple[str, ...]]) -> tuple[float, ...]:
    """A first column of short words is narrow."""
    columns = len(rows[0])
    longest = [max(len(row[column]) for row in rows) for column in range(columns)]
    return tuple(min(max(letters, 14), 60) ** 0.7 for letters in longest)


def make(folder: Path, pages: Sequence[Path]) -> list[Path]:
    """Writes both and gives their paths. Raises NotWritten when the folder takes no file."""
    from PySide6.QtWidgets import QApplication

    from toolkit.ui.printing import Paper

    made = outline(pages)
    stamp = Stamp(
        printed_by="",
        printed_on=datetime.now(),
        marking="Everybody in the pictures is invented",
        photos=lambda name: (DOCS / "pictures" / name).read_bytes(),
    )
    folder.mkdir(parents=True, exist_ok=True)
    held = QApplication.instance() or QApplication(["guide"])
    assert held is not None
    document, paper = folder / f"{NAME}.docx", folder / f"{NAME}.pdf"
    word.write(made, stamp, document)
    Paper(made, stamp).write_pdf(paper)
    return [document, paper]


def main(arguments: list[str]) -> int:
    """Makes the guide in the folder named and says where it is."""
    if len(arguments) != 1:
        print("Name the folder for the guide: python -m tools.guide FOLDER", file=sys.stderr)
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for path in make(Path(arguments[0]), page_files()):
        print(f"{path}, {path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
