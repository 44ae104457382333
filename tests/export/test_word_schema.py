"""Every Word file of every record type against the Office Open XML schema, and opened by another program."""

from __future__ import annotations

import functools
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from tests.expected_outlines import META
from tests.export.ooxml_check import faults
from tests.export.samples import CHILD, STAMP, every_block, many_rows, outline
from tests.forms import thistlewick
from tests.forms.filling import filled
from toolkit.export.art import lowered
from toolkit.export.word import document
from toolkit.forms import catalogue
from toolkit.forms.blank import blank
from toolkit.forms.blocks import Outline, PageBreak, text_of
from toolkit.forms.outline import outline as outline_of
from toolkit.forms.people import Answers, Context, people_of
from toolkit.forms.rules import Entry

pytestmark = pytest.mark.usefixtures("qapp")
ENTRIES = catalogue.built_in()
VARIANTS = range(3)
PAGES = {
    "family": (12, 12),
    "case_note": (7, 8),
    "safety_map": (2, 3),
    "agree_child": (2, 3),
    "eh_record": (3, 4),
    "agree_family": (5, 8),
    "network": (2, 5),
    "voice": (3, 5),
    "injury": (4, 4),
    "share_decision": (2, 4),
    "escalation": (3, 4),
    "eh_check": (4, 5),
    "eha": (15, 14),
    "taf": (6, 7),
    "fathers": (7, 4),
    "measures": (1, 3),
    "case_audit": (2, 3),
    "training": (4, 4),
    "competence": (2, 5),
    "course_evaluation": (2, 3),
    "learning_needs": (2, 3),
    "is_it_working": (2, 3),
    "fathers_service": (3, 3),
    "learning": (2, 4),
    "chronology": (4, 4),
    "closure": (4, 5),
    "genogram": (3, 4),
    "referral": (6, 11),
    "report": (5, 6),
    "service": (2, 4),
    "supervision": (4, 6),
    "supervision_extract": (1, 2),
    "threshold_view": (2, 3),
    "timeline": (5, 4),
}
"""Pages of the filled example, which has every field and every row twice, and of the blank paper, as looked at."""
USUAL = (7, 7)
SPARE = 1
"""How many pages more or fewer may be: another program breaks lines elsewhere, and a field is one line more."""


def _photo(_file: str) -> bytes:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(0x336655)
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(held, "PNG")  # type: ignore[call-overload]
    return bytes(held.data().data())


WITH_PHOTOS = replace(STAMP, photos=_photo)


def _context(entry: Entry, answers: Answers) -> Context:
    family = answers if entry.form.id == catalogue.FAMILY and answers else thistlewick.family()
    return Context(now=thistlewick.NOW, people=people_of(family))


def _copies(entry: Entry) -> list[Outline]:
    """Each copy of a form there may be: filled in three ways, empty, as a draft, restricted, and as paper to fill in."""
    made = [blank(entry), blank(entry, people_of(thistlewick.family()))]
    for variant in (None, *VARIANTS):
        answers = {} if variant is None else filled(entry, _context(entry, {}), variant)
        context = _context(entry, answers)
        for audience in entry.form.copies:
            made.append(outline_of(entry, answers, context, audience, META))
            made.append(outline_of(entry, answers, context, audience, replace(META, status="draft")))
        restricted = {**answers, "restriction": "restricted"}
        made += [outline_of(entry, restricted, context, audience, META) for audience in entry.form.copies]
    return made


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.form.id)
def test_every_copy_of_a_record_keeps_to_the_schema(entry: Entry) -> None:
    copies = _copies(entry)
    assert len(copies) > 5
    for one in copies:
        assert faults(document(one, WITH_PHOTOS)) == [], (one.audience, one.status)


@pytest.mark.parametrize(
    "one",
    [
        outline(*every_block(), many_rows(20)),
        outline(*every_block(), audience="family", draft=False, landscape=True),
        outline(),
        CHILD,
    ],
    ids=["every block", "turned", "empty", "child"],
)
def test_every_block_keeps_to_the_schema(one: Outline) -> None:
    assert faults(document(one, STAMP)) == []


# The check itself can fail


@functools.cache
def _sound() -> bytes:
    """A file with a table, a span, a picture, a field and the mark of a draft."""
    return document(outline(*every_block()), STAMP)


def _changed(change: Callable[[dict[str, bytes]], object]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(_sound())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue()


BODY, STYLES, TYPES, RELS = (
    "word/document.xml",
    "word/styles.xml",
    "[Content_Types].xml",
    "word/_rels/document.xml.rels",
)
WRONG = {
    "properties of a paragraph in the wrong order": (
        BODY,
        r"(<w:pStyle [^>]*/>)(<w:keepNext/>)",
        r"\2\1",
        "w:pPr w:pStyle",
    ),
    "properties of a run in the wrong order": (BODY, r"(<w:b/>)(<w:bCs/>)", r"\2\1", "w:rPr w:b"),
    "properties of a cell in the wrong order": (
        BODY,
        r"(<w:tcW [^>]*/>)(<w:gridSpan [^>]*/>)",
        r"\2\1",
        "w:tcW",
    ),
    "properties of a table in the wrong order": (
        BODY,
        r"(<w:tblW [^>]*/>)(<w:tblBorders>.*?</w:tblBorders>)",
        r"\2\1",
        "w:tblW",
    ),
    "borders in the wrong order": (BODY, r"(<w:top [^>]*/>)(<w:left [^>]*/>)", r"\2\1", "w:top"),
    "the section in the wrong order": (BODY, r"(<w:pgSz [^>]*/>)(<w:pgMar [^>]*/>)", r"\2\1", "w:pgSz"),
    "the grid before the properties": (
        BODY,
        r"(<w:tblPr>.*?</w:tblPr>)(<w:tblGrid>.*?</w:tblGrid>)",
        r"\2\1",
        "w:tbl w:tblPr",
    ),
    "a style in the wrong order": (STYLES, r"(<w:basedOn [^>]*/>)(<w:qFormat/>)", r"\2\1", "w:basedOn"),
    "run properties after the words": (
        BODY,
        r"<w:r>(<w:rPr>.*?</w:rPr>)(<w:t [^>]*>[^<]*</w:t>)",
        r"<w:r>\2\1",
        "w:rPr does not come first",
    ),
    "a property that comes twice": (
        BODY,
        r"<w:keepNext/>",
        "<w:keepNext/><w:keepNext/>",
        "too late or twice",
    ),
    "an element nobody knows": (BODY, r"<w:keepNext/>", "<w:keepNextly/>", "w:pPr may not hold w:keepNextly"),
    "an attribute nobody knows": (
        BODY,
        r"<w:tblHeader/>",
        '<w:tblHeader w:on="1"/>',
        "w:tblHeader may not have w:on",
    ),
    "a value out of range": (BODY, r'(<w:jc w:val=")[a-z]+', r"\1middle", "w:jc has a value"),
    "a missing attribute": (BODY, r' w:type="dxa"', "", "has no w:type"),
    "words outside a run": (BODY, r"</w:pPr>", "</w:pPr>Wren", "words outside a run"),
    "a cell without a paragraph": (
        BODY,
        r"<w:tc>(<w:tcPr>.*?</w:tcPr>).*?</w:tc>",
        r"<w:tc>\1</w:tc>",
        "w:tc has no w:p",
    ),
    "a row short of a cell": (BODY, r"<w:tc>.*?</w:tc>", "", "does not fill the grid"),
    "the section before the words": (
        BODY,
        r"<w:body>(.*)(<w:sectPr>.*</w:sectPr>)",
        r"<w:body>\2\1",
        "close the body",
    ),
    "a table at the very end": (
        BODY,
        r"(<w:p>(?:(?!<w:p>).)*)(<w:sectPr>(?:(?!<w:sectPr>).)*</w:body>)",
        r"\2",
        "follows the last table",
    ),
    "a style that is not there": (BODY, r'w:val="Caption"', 'w:val="Captain"', "no paragraph style Captain"),
    "a style that is there twice": (STYLES, r"(<w:style .*?</w:style>)", r"\1\1", "there twice"),
    "a field that is not closed": (
        "word/footer1.xml",
        r'<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "",
        "not closed",
    ),
    "not well formed": (BODY, r"</w:body>", "", "not well formed"),
    "a part without its type": (
        TYPES,
        r'<Override PartName="/word/styles.xml"[^>]*/>',
        "",
        "word/styles.xml has the content type",
    ),
    "a type without its part": (
        TYPES,
        r'PartName="/word/settings.xml"',
        'PartName="/word/setting.xml"',
        "not in the package",
    ),
    "a relation to nowhere": (
        RELS,
        r'Target="styles.xml"',
        'Target="style.xml"',
        "not there or not of its kind",
    ),
    "a relation outside": (
        RELS,
        r'Target="styles.xml"',
        'Target="styles.xml" TargetMode="External"',
        "outside relation",
    ),
    "a picture that is not there": (BODY, r'r:embed="rId\d+"', 'r:embed="rId99"', "a:blip leads to rId99"),
    "a picture of no kind": (BODY, r'<a:ext cx="(\d+)"', r'<a:ext cx="wide"', "a:ext has a value"),
    "two pictures of the same id": (BODY, r"(<w:r><w:drawing>.*?</w:drawing></w:r>)", r"\1\1", "same id"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_with_a_fault_is_found_out(name: str) -> None:
    part, pattern, new, sentence = WRONG[name]

    def change(parts: dict[str, bytes]) -> None:
        was = parts[part].decode()
        now = re.sub(pattern, new, was, count=1, flags=re.DOTALL)
        assert now != was, "the file holds nothing to change"
        parts[part] = now.encode()

    assert faults(_sound()) == []
    found = faults(_changed(change))
    assert any(sentence in one for one in found), found


def test_a_picture_that_is_none_and_a_part_that_nobody_names_are_found_out() -> None:
    assert any(
        "is not the picture" in one
        for one in faults(_changed(lambda parts: parts.update({"word/media/image1.png": b"GIF89a"})))
    )
    stray = faults(_changed(lambda parts: parts.update({"word/people.xml": b"<w:people/>"})))
    assert stray
    found = faults(_changed(lambda parts: parts.update({"word/thumb.xml": b"<a/>"})))
    assert any("no relation leads to word/thumb.xml" in one for one in found)


# Another program


@pytest.mark.libreoffice
def test_another_program_opens_one_of_each_record_type(tmp_path: Path) -> None:
    """All in one call: each opens, and its pages hold every word of the outline, numbered to the last."""
    made: dict[str, tuple[Entry, Outline]] = {}
    for entry in ENTRIES:
        answers = filled(entry, _context(entry, {}), 0)
        one = outline_of(entry, answers, _context(entry, answers), entry.form.audience, META)
        one = lowered(one, _photo)
        (tmp_path / f"{entry.form.id}.docx").write_bytes(document(one, WITH_PHOTOS))
        made[entry.form.id] = entry, one
        paper = blank(entry)
        (tmp_path / f"{entry.form.id}-blank.docx").write_bytes(document(paper, STAMP))
        made[f"{entry.form.id}-blank"] = entry, lowered(paper)
    _convert(tmp_path)
    for name, (entry, one) in made.items():
        pdf = tmp_path / f"{name}.pdf"
        assert pdf.is_file(), f"{name} was not opened"
        _look(name, entry, one, PdfReader(pdf))


def _convert(folder: Path) -> None:
    program = shutil.which("soffice")
    assert program
    profile = (folder / "profile").as_uri()
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    ]
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=240, stdin=subprocess.DEVNULL)


def _look(name: str, entry: Entry, one: Outline, pdf: PdfReader) -> None:
    pages = [page.extract_text() for page in pdf.pages]
    wanted = PAGES.get(entry.form.id, USUAL)[name.endswith("-blank")]
    spare = SPARE if entry.form.id in PAGES else 3 * SPARE
    assert abs(len(pages) - wanted) <= spare, (name, len(pages))
    lies: list[bool] = []
    for number, (page, text) in enumerate(zip(pdf.pages, pages, strict=True), 1):
        assert re.search(rf"Page\s*{number}\s*of\s*{len(pages)}", text), (name, number)
        assert "Confidential: personal information" in text
        wide, high = float(page.mediabox.width), float(page.mediabox.height)
        lies.append(wide > high)
        assert sorted((round(wide), round(high))) == [595, 842]
    turns = [b.turn for b in one.blocks if isinstance(b, PageBreak) and b.turn]
    assert [way for way, _ in groupby(lies)] == [one.landscape, *(turn == "landscape" for turn in turns)], (
        name
    )
    squeezed = re.sub(r"\s+", "", "".join(pages))
    for words in text_of(one):
        # What is read from the right, and pictures of people, come out of a PDF in an order of their own.
        for piece in re.findall(r"[\x20-\x7e\u00a0-\u024f\u2010-\u2026]+", words.replace("\n", "\x00")):
            for token in piece.split():
                assert token in squeezed, (name, token)
