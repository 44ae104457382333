"""A record on sheets: what they say, where they break, and that PDF, printer and preview are the same sheets."""

from __future__ import annotations

import errno
import hashlib
import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter

from tests.export.fuzz import texts
from tests.export.samples import CHILD, LONG, STAMP, every_block, many_rows, outline
from tests.helpers import disk_fault, files_holding
from toolkit.export.files import NotWritten
from toolkit.export.stamp import Stamp
from toolkit.forms.blocks import Answer, Heading, Outline, Paragraph, SignHere, Table, WriteLines, text_of
from toolkit.ui.printing import NotPrinted, Paper

pytestmark = pytest.mark.usefixtures("qapp")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def pdf_pages(content: bytes) -> list[str]:
    # Qt names a space by the first letter that shares its glyph, in some fonts the tab.
    return [page.extract_text().replace("\t", " ") for page in PdfReader(io.BytesIO(content)).pages]


def body(paper: Paper) -> str:
    return squeezed("".join(paper.text(number) for number in range(paper.count)))


@pytest.mark.parametrize("one", [outline(*every_block()), outline(*every_block(), audience="family"), CHILD])
def test_every_word_is_on_the_sheets_in_order(one: Outline) -> None:
    words = body(Paper(one, STAMP))
    at = 0
    for text in text_of(one):
        found = words.find(squeezed(text), at)
        assert found >= 0, text
        at = found + len(squeezed(text))


def test_the_pdf_says_what_the_sheets_say() -> None:
    paper = Paper(outline(*every_block()), STAMP)
    pages = pdf_pages(paper.pdf())
    assert len(pages) == paper.count
    everything = squeezed("".join(pages))
    for text in text_of(paper.outline):
        # The letters of DRAFT stand between the lines where the mark crosses them.
        for word in text.split():
            assert squeezed(word) in everything, word


def test_each_sheet_has_its_edges() -> None:
    one = outline(*every_block(), draft=False, status="Version 2, final")
    pages = pdf_pages(Paper(one, STAMP).pdf())
    for number, text in enumerate(pages, 1):
        assert "Case note: home visit · F-2041" in text
        assert "Version 2, final · Printed by Tansy Dunnock on 12 November 2026" in text
        assert "Confidential: personal information" in text
        assert "Examplebridge Health Visiting · Tansy Dunnock, 01632 960 114" in text
        assert f"Page {number} of {len(pages)}" in text
        assert "DRAFT" not in text


def test_a_draft_says_so_on_each_sheet() -> None:
    for text in pdf_pages(Paper(outline(*every_block()), STAMP).pdf()):
        assert "DRAFT - not agreed" in text
        # Once more across the sheet.
        assert re.search(r"D\s*R\s*A\s*F\s*T", text.replace("DRAFT - not agreed", ""))


def test_the_mark_is_behind_the_words_and_pale() -> None:
    draft = Paper(outline(Paragraph(text="Words.")), STAMP).image(0, 420)
    final = Paper(outline(Paragraph(text="Words."), draft=False, status="Final"), STAMP).image(0, 420)
    middle = range(150, 450)
    marked = {draft.pixelColor(210, y).lightness() for y in middle}
    assert min(marked) < 245
    assert min(marked) > 200
    assert {final.pixelColor(210, y).lightness() for y in middle} == {255}


def test_the_head_of_a_table_stands_on_each_sheet_and_rows_stay_whole() -> None:
    paper = Paper(outline(many_rows(60), draft=False), STAMP)
    assert paper.count > 2
    heads = [number for number in range(paper.count) if paper.text(number).count("When\nWhich\nWhat") == 1]
    assert heads == list(range(paper.count))
    for day in range(1, 61):
        sheets = [number for number in range(paper.count) if f"Row {day}\n" in paper.text(number)]
        assert len(sheets) == 1
        # All of a row's lines are on the sheet that its first line is on.
        rows = paper.text(sheets[0]).split("March 2026\n")
        row = next(words for words in rows if words.startswith(f"Row {day}\n"))
        assert row.count("Words that wrap") == 1 + day % 3


def test_a_heading_never_ends_a_sheet() -> None:
    blocks = []
    for number in range(40):
        blocks += [Heading(text=f"Heading {number}"), Answer(label="Label", lines=(LONG, LONG))]
        short = (Answer(label=f"Short {at}", lines=("Yes",)) for at in range(1 + number % 5))
        blocks += [Heading(text=f"Heading of facts {number}", level=3), *short]
    paper = Paper(outline(*blocks, draft=False), STAMP)
    assert paper.count > 4
    for number in range(paper.count):
        last = paper.text(number).splitlines()[-1]
        assert not last.startswith("Heading")
        assert last != "Label"


def test_what_is_filled_in_by_hand_stays_together() -> None:
    blocks = [WriteLines(label=f"Lines {number}", count=1 + number % 6) for number in range(40)]
    paper = Paper(outline(*blocks, draft=False), STAMP)
    document, labels = paper.parts[0].document, set()
    block = document.begin()
    while block.isValid():
        if block.text().startswith("Lines "):
            labels.add(round(document.documentLayout().blockBoundingRect(block).top()))
        block = block.next()
    assert paper.count > 2
    for number in range(1, paper.count):
        # A sheet begins with a label, so no lines stand without theirs.
        assert round(paper.parts[0].sheets[number].parts[0][0]) in labels


def test_words_of_a_wide_table_are_not_broken() -> None:
    head = (
        "Adult",
        "Child",
        "Relation to the child",
        "Which kin",
        "Parental responsibility?",
        "Basis",
        "Seen on",
    )
    rows = (
        (
            "Sorrel Thistlewick",
            "Unborn baby",
            "Grandparent",
            "Godmother",
            "Not confirmed",
            "December",
            "2 March",
        ),
    )
    paper = Paper(outline(Table(head=head, rows=rows, widths=(2, 2, 2.5, 2.5, 1.5, 2.5, 1.5))), STAMP)
    lines = paper.text(0).splitlines()
    for word in ("Thistlewick", "Grandparent", "Godmother", "responsibility?", "December", "confirmed"):
        assert any(word in line for line in lines), word


def test_a_row_higher_than_a_sheet_is_cut_between_lines() -> None:
    text = " ".join(f"word{number}" for number in range(3000))
    one = outline(Table(caption="Long", head=("A", "B"), rows=((text, "b"), ("after", "c"))), draft=False)
    paper = Paper(one, STAMP)
    assert paper.count > 2
    found = re.findall(r"word(\d+)", "\n".join(paper.text(number) for number in range(paper.count)))
    assert [int(number) for number in found] == list(range(3000))
    assert all(paper.text(number).startswith("A\nB") for number in range(1, paper.count))


def test_very_long_text_loses_nothing() -> None:
    text = (LONG * 300)[:100_000]
    paper = Paper(outline(Answer(label="What", lines=(text,))), STAMP)
    assert squeezed(text) in body(paper)


def test_odd_texts_are_drawn() -> None:
    made = texts(60)
    one = outline(*(Answer(label=text, lines=(text,)) for text in made), title=made[0])
    paper = Paper(one, Stamp(printed_by=made[3], printed_on=STAMP.printed_on, marking=made[1]))
    assert paper.count >= 1
    assert paper.pdf().startswith(b"%PDF")


def test_nothing_at_all_is_one_sheet() -> None:
    assert Paper(outline(title="", subtitle=""), STAMP).count == 1


def test_a_page_break_starts_a_sheet() -> None:
    paper = Paper(outline(*every_block(), draft=False), STAMP)
    assert [n for n in range(paper.count) if paper.text(n).startswith("Signing")]
    assert paper.text(paper.count - 1).startswith("Last")


def test_landscape_is_turned() -> None:
    paper = Paper(outline(many_rows(3), landscape=True), STAMP)
    box = PdfReader(io.BytesIO(paper.pdf())).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (842, 595)
    assert paper.image(0, 594).height() == 420


def test_there_is_room_to_sign() -> None:
    alone = Paper(outline(SignHere(rows=(("", "", "", ""),)), draft=False), STAMP)
    three = Paper(outline(SignHere(rows=(("", "", "", ""),) * 3), draft=False), STAMP)
    high = three.parts[0].sheets[0].height - alone.parts[0].sheets[0].height
    assert high / 2 / 600 * 25.4 >= 15


def test_the_pdf_tells_nothing_of_this_computer(tmp_path: Path) -> None:
    one = outline(*every_block(), title="Case note", left_out=(("zaffre", "quince"),))
    digest = Paper(one, STAMP).write_pdf(tmp_path / "copy.pdf")
    content = (tmp_path / "copy.pdf").read_bytes()
    assert digest == hashlib.sha256(content).hexdigest()
    facts = PdfReader(io.BytesIO(content)).metadata
    assert facts is not None
    assert facts.title == "Case note · F-2041"
    assert facts.creator == "Safeguarding Toolkit"
    assert not facts.author
    assert files_holding(tmp_path, [str(tmp_path), "zaffre", "quince"]) == []
    assert [file.name for file in tmp_path.iterdir()] == ["copy.pdf"]


def test_a_full_disk_leaves_no_half_pdf(tmp_path: Path) -> None:
    with disk_fault("os.fsync", errno.ENOSPC), pytest.raises(NotWritten, match="disk is full"):
        Paper(outline(), STAMP).write_pdf(tmp_path / "copy.pdf")
    assert list(tmp_path.iterdir()) == []


def printer_to(file: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def test_printing_prints_the_sheets(tmp_path: Path) -> None:
    paper = Paper(outline(*every_block()), STAMP)
    printer = printer_to(tmp_path / "printed.pdf")
    assert re.fullmatch("[0-9a-f]{64}", paper.print_on(printer))
    del printer
    printed = pdf_pages((tmp_path / "printed.pdf").read_bytes())
    assert len(printed) == paper.count
    assert squeezed(printed[0]) == squeezed(pdf_pages(paper.pdf())[0])


def test_printing_takes_only_the_sheets_asked_for(tmp_path: Path) -> None:
    paper = Paper(outline(*every_block()), STAMP)
    printer = printer_to(tmp_path / "printed.pdf")
    printer.setFromTo(2, 3)
    paper.print_on(printer)
    del printer
    printed = pdf_pages((tmp_path / "printed.pdf").read_bytes())
    assert len(printed) == 2
    assert f"Page 2 of {paper.count}" in printed[0]


@pytest.mark.qt_log_ignore("^QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotPrinted):
        Paper(outline(), STAMP).print_on(printer_to(tmp_path / "gone" / "printed.pdf"))


def test_a_picture_of_a_sheet_has_the_size_asked_for() -> None:
    image = Paper(CHILD, STAMP).image(0, 300, 2.0)
    assert (image.width(), image.height()) == (600, 849)
    assert image.devicePixelRatio() == 2.0
    colours = {QColor(image.pixel(x, y)).name() for x in range(0, 600, 3) for y in range(0, 849, 3)}
    # The wall of the house is there, so drawings are.
    assert "#ddecec" in colours


def test_breaks_do_not_depend_on_what_is_drawn_on() -> None:
    paper = Paper(outline(many_rows(60)), STAMP)
    before = [paper.text(number) for number in range(paper.count)]
    paper.image(0, 100)
    paper.pdf()
    assert [paper.text(number) for number in range(paper.count)] == before
    assert isinstance(paper.image(1, 800), QImage)


def test_a_part_on_its_long_side_lies_so_on_screen_and_in_the_pdf(tmp_path: Path) -> None:
    paper = Paper(outline(*every_block(), draft=False), STAMP)
    turned = [number for number in range(paper.count) if paper.shape(number)[0] > paper.shape(number)[1]]
    (number,) = turned
    assert 0 < number < paper.count - 1
    assert paper.text(number).startswith("The plan on its long side")
    assert "3 September 2026: Awake at 3.\nTwo nights through." in paper.text(number)
    image = paper.image(number, 600)
    assert image.width() > image.height()
    pages = PdfReader(io.BytesIO(paper.pdf())).pages
    assert [float(p.mediabox.width) > float(p.mediabox.height) for p in pages] == [
        n == number for n in range(paper.count)
    ]
    for n, page in enumerate(pages, 1):
        assert f"Page {n} of {paper.count}" in page.extract_text().replace("\t", " ")
    # The title opens the first sheet alone.
    assert [n for n in range(paper.count) if paper.text(n).startswith("Case note")] == [0]
    paper.print_on(printer_to(tmp_path / "printed.pdf"))
    printed = PdfReader(tmp_path / "printed.pdf").pages
    assert [float(p.mediabox.width) > float(p.mediabox.height) for p in printed] == [
        n == number for n in range(paper.count)
    ]


def test_the_last_time_is_grey_and_small(tmp_path: Path) -> None:
    paper = Paper(outline(*every_block(), draft=False), STAMP)
    document = paper.parts[1].document
    sizes = {}
    block = document.begin()
    while block.isValid():
        if block.text() in ("3 September 2026: Awake at 3.", "Two nights through."):
            form = block.begin().fragment().charFormat()
            sizes[block.text()] = (form.fontPointSize(), form.foreground().color().name())
        block = block.next()
    (small, grey), (usual, ink) = sizes["3 September 2026: Awake at 3."], sizes["Two nights through."]
    assert small < usual
    assert grey != ink
