"""The map on paper: one sheet on its long side in Word and PDF, a long one flowing well, and nothing set too small."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from tests.export.map_samples import EARLIER, long, normal, paper
from tests.export.reading import paragraphs
from tests.export.samples import STAMP
from toolkit.export.art import lowered
from toolkit.export.layout import TIGHT, is_tight
from toolkit.export.word import document
from toolkit.forms.blocks import Cells, Outline, Paragraph, Picture, Table
from toolkit.ui.printing import Paper

pytestmark = pytest.mark.usefixtures("qapp")
COPIES = {
    "worker": paper(normal()),
    "family": paper(normal(), "family"),
    "draft": paper(normal(), status="draft"),
    "third map": paper(normal(), scores=EARLIER),
}


@pytest.mark.parametrize("name", COPIES)
def test_a_normal_map_is_one_sheet_of_pdf(name: str) -> None:
    made = Paper(COPIES[name], STAMP)
    pages = PdfReader(io.BytesIO(made.pdf())).pages
    assert len(pages) == 1
    assert float(pages[0].mediabox.width) > float(pages[0].mediabox.height)
    text = made.text(0)
    for words in (
        "Working well",
        "0 means: No signs",
        "10 means: High safety",
        "Gran could ring",
        "breakfast club",
    ):
        assert words in text, words


def test_nothing_is_set_under_9_points() -> None:
    document_ = Paper(COPIES["third map"], STAMP).parts[0].document
    block, smallest = document_.begin(), 99.0
    while block.isValid():
        if block.text().strip("\u00a0 \ufffc"):
            smallest = min(smallest, block.begin().fragment().charFormat().fontPointSize())
        block = block.next()
    assert smallest == 9.0
    assert min(TIGHT.body, TIGHT.small, TIGHT.table) >= 9
    made = docx.Document(io.BytesIO(document(COPIES["third map"], STAMP)))
    used = {p.style.name for p in paragraphs(made) if any(True for _ in p._p.iterancestors(qn("w:tc")))}
    assert used <= {"Table text", "Table note", "Table head"}
    sizes = {style.name: style.font.size for style in made.styles if style.name in used}
    assert {size.pt for size in sizes.values() if size} == {9.0, 10.0}


def test_the_small_words_stand_on_one_line_and_the_ends_of_the_scale_on_their_own() -> None:
    one = lowered(COPIES["worker"])
    columns, strip, *_ = (b for b in one.blocks if isinstance(b, Cells))
    assert columns.rows[1][0] == (
        Paragraph(text="Wren is in school almost every day and likes her teacher."),
        Paragraph(text="Strength. Said by Sorrel, register seen 9 November.", tone="note"),
    )
    said = [part.text for part in strip.rows[0][0] if isinstance(part, Paragraph)]
    assert said[1:] == [
        "0 means: No signs of safety. Children's social care must respond now.",
        "10 means: High safety. No further action is needed.",
    ]


def test_numbers_over_time_are_a_chart_with_words_for_those_who_do_not_see_it() -> None:
    one = lowered(COPIES["third map"])
    pictures = [
        part
        for block in one.blocks
        if isinstance(block, Cells)
        for row in block.rows
        for cell in row
        for part in cell
        if isinstance(part, Picture)
    ]
    assert len(pictures) == 2
    assert "Wren: 3 on 12 August 2026, 4 on 14 October 2026, 5 on 12 November 2026" in pictures[1].alt
    made = docx.Document(io.BytesIO(document(COPIES["third map"], STAMP)))
    alts = [found.get("descr") for found in made.element.body.iter(qn("wp:docPr"))]
    assert alts == [picture.alt for picture in pictures]
    words = "\n".join(p.text for p in docx.table.Table(made.tables[1]._tbl, made)._cells[1].paragraphs)
    assert "Before: 3 on 12 August, 4 on 14 October" in words


def test_numbers_under_other_words_say_so() -> None:
    answers = normal()
    answers["scale"]["low"] = "I do not feel safe at all"
    words = Paper(paper(answers, scores=EARLIER), STAMP).text(0)
    assert "4 on 12 August (other words at the ends)" in " ".join(words.split())


def test_a_number_given_first_that_day_prints_beside_the_one_that_counts() -> None:
    answers = normal()
    answers["scale"]["rows"][1]["replaced"] = [3]
    assert "Wren: 5 (first 3). Because" in Paper(paper(answers), STAMP).text(0)


def test_with_many_people_the_reasons_are_a_table() -> None:
    answers = normal()
    row = answers["scale"]["rows"][0]
    answers["scale"]["rows"] = [
        {**row, "id": str(n), "person": {"name": f"Person {n}", "role": "friend"}} for n in range(9)
    ]
    tables = [block for block in lowered(paper(answers)).blocks if isinstance(block, Table)]
    assert [row[0] for row in tables[0].rows] == [f"Person {n} (friend)" for n in range(9)]
    assert tables[0].head == ("Who", "Number", "Because", "One higher if")


def test_a_long_map_repeats_its_head_and_cuts_no_point() -> None:
    one = paper(long())
    made = Paper(one, STAMP)
    assert made.count > 3
    for number in range(made.count - 1):
        text = made.text(number)
        for words in re.findall(r"Point \d+ of (?:strength|harm|idea)", text):
            assert words
        # As many points begin on a sheet as end on it.
        assert text.count("Point ") == text.count("seen by the school"), number
    parts = [sheet.parts for sheet in made.parts[0].sheets]
    heads = [sheet[0] for sheet in parts[1:-1]]
    assert len(set(heads)) == 1
    word = docx.Document(io.BytesIO(document(one, STAMP)))
    rows = word.tables[0].rows
    assert rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_a_point_longer_than_a_sheet_goes_on_over_the_next_and_loses_nothing() -> None:
    answers = normal()
    said = " ".join(f"word{n}" for n in range(1500))
    answers["map"] = [
        {"id": "a", "kind": "strength", "text": "Gran stays. " * 30},
        {"id": "b", "kind": "harm", "text": said},
    ]
    made = Paper(paper(answers, "family"), STAMP)
    part = made.parts[0]
    room = part.size.height() - part.top - part.bottom
    assert all(sheet.height <= room for sheet in part.sheets)
    text = " ".join(made.text(number) for number in range(made.count))
    assert set(said.split()) <= set(text.split())
    # It begins under the words before it, not on a sheet of its own.
    assert "word0" in made.text(0)


def test_only_a_map_is_set_this_tight() -> None:
    assert is_tight(COPIES["worker"])
    assert is_tight(lowered(COPIES["worker"]))
    assert not is_tight(
        Outline(title="Note", audience="family", blocks=(Paragraph(text="x"),), landscape=True)
    )


@pytest.mark.libreoffice
def test_another_program_sets_it_on_one_sheet_too(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    assert program
    for name, one in {**COPIES, "long": paper(long())}.items():
        (tmp_path / f"{name}.docx").write_bytes(document(one, STAMP))
    profile = (tmp_path / "profile").as_uri()
    files = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=240, stdin=subprocess.DEVNULL)
    for name in COPIES:
        assert len(PdfReader(tmp_path / f"{name}.pdf").pages) == 1, name
    pages = PdfReader(tmp_path / "long.pdf").pages
    assert len(pages) > 3
    for page in pages[:-1]:
        assert "What are we worried about?" in page.extract_text()
