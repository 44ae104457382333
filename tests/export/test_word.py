"""Real Word files, opened again: every word there, nothing else in them, and the layout that was asked for."""

from __future__ import annotations

import errno
import hashlib
import io
import re
import time
import zipfile
from datetime import UTC
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree
from pypdf import PdfReader

from tests.export.fuzz import texts
from tests.export.reading import paragraphs, words_of
from tests.export.samples import CHILD, HOUSE_SVG, LONG, STAMP, every_block, many_rows, outline
from tests.helpers import TOP, disk_fault, files_holding, to_pdf
from toolkit.export import word
from toolkit.export.files import NotWritten
from toolkit.export.stamp import Stamp
from toolkit.export.text import visible
from toolkit.forms.blocks import Answer, Heading, Outline, Paragraph, Picture, Table, text_of

pytestmark = pytest.mark.usefixtures("qapp")

PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
    "word/header1.xml",
    "word/footer1.xml",
}


def opened(one: Outline, stamp: Stamp = STAMP) -> docx.document.Document:
    return docx.Document(io.BytesIO(word.document(one, stamp)))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("one", [outline(*every_block()), outline(*every_block(), audience="family"), CHILD])
def test_the_words_are_those_of_the_outline(one: Outline) -> None:
    assert words_of(opened(one)) == text_of(one)


def test_odd_texts_come_back_as_they_were(tmp_path: Path) -> None:
    made = texts()
    one = outline(
        *(Answer(label=text, lines=(text,)) for text in made[:100]),
        *(Heading(text=text) for text in made[100:150]),
        Table(head=("",), rows=tuple((text,) for text in made[150:])),
        title=made[0],
        family_reference=made[4],
    )
    stamp = Stamp(printed_by=made[1], printed_on=STAMP.printed_on, author=made[2], marking=made[3])
    word.write(one, stamp, tmp_path / "odd.docx")
    assert words_of(tmp_path / "odd.docx") == [visible(words) for words in text_of(one)]
    properties = docx.Document(str(tmp_path / "odd.docx")).core_properties
    assert properties.title == visible(made[0])
    assert properties.author == visible(made[2])


def test_very_long_text_is_whole() -> None:
    text = (LONG * 300)[:100_000]
    one = outline(Answer(label="What", lines=(text,)), Table(head=("A", "B"), rows=((text, "b"),)))
    assert words_of(opened(one)) == text_of(one)


def test_the_file_has_only_the_parts_it_needs() -> None:
    assert set(parts(word.document(outline(*every_block()[:6]), STAMP))) == PARTS
    with_picture = outline(Picture(svg=HOUSE_SVG, alt="A house"), Picture(svg=HOUSE_SVG, alt="The same"))
    assert set(parts(word.document(with_picture, STAMP))) == PARTS | {"word/media/image1.png"}


def test_every_part_is_well_formed_and_named() -> None:
    content = parts(word.document(outline(*every_block()), STAMP))
    types = content["[Content_Types].xml"].decode()
    for name, part in content.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
        if name.endswith(".xml") and name != "[Content_Types].xml":
            assert f'PartName="/{name}"' in types
    for name, part in content.items():
        if name.endswith(".rels"):
            assert 'TargetMode="External"' not in part.decode()


def test_it_says_nothing_of_who_or_where() -> None:
    one = outline(*every_block())
    everything = b"".join(parts(word.document(one, STAMP)).values()).decode("utf-8", "replace")
    for word_ in (
        "python-docx",
        "rsid",
        "Company",
        "Template",
        "/home",
        str(TOP),
        "lastModifiedBy",
        "w:ins ",
        "w:del ",
        "w:vanish",
    ):
        assert word_ not in everything
    assert "dc:creator" not in everything
    chosen = Stamp(printed_by="T", printed_on=STAMP.printed_on, author="Tansy Dunnock")
    properties = opened(one, chosen).core_properties
    assert properties.author == "Tansy Dunnock"
    assert properties.last_modified_by == ""
    assert properties.title == "Case note: home visit"
    assert properties.language == "en-GB"
    assert properties.created is not None
    assert properties.created == STAMP.printed_on.astimezone(UTC)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone can be set here on Unix only")
def test_the_time_in_the_properties_is_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "BST-1")
    time.tzset()
    try:
        made = word.document(outline(), STAMP)
    finally:
        monkeypatch.undo()
        time.tzset()
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert b">2026-11-12T14:24:00Z<" in package.read("docProps/core.xml")


def test_the_zip_holds_no_dates_or_system() -> None:
    with zipfile.ZipFile(io.BytesIO(word.document(outline(*every_block()), STAMP))) as package:
        for entry in package.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.create_system == 0
            assert not entry.extra
            assert entry.external_attr == 0o600 << 16
            assert entry.extract_version <= 20


def test_the_same_record_gives_the_same_bytes() -> None:
    assert word.document(outline(*every_block()), STAMP) == word.document(outline(*every_block()), STAMP)


def test_paper_margins_and_language() -> None:
    made = opened(outline(*every_block()))
    section = made.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)  # type: ignore[union-attr]
    for side in ("left", "right", "top", "bottom"):
        assert abs(getattr(section, f"{side}_margin") - Mm(20)) < Mm(0.1)
    turned = opened(outline(many_rows(), landscape=True)).sections[0]
    assert (round(turned.page_width.mm), round(turned.page_height.mm)) == (297, 210)  # type: ignore[union-attr]
    assert 'w:lang w:val="en-GB"' in parts(word.document(outline(), STAMP))["word/styles.xml"].decode()


@pytest.mark.parametrize(("audience", "body"), [("practitioner", 11), ("family", 12), ("child", 17)])
def test_sizes_are_those_of_the_audience(audience: str, body: float) -> None:
    styles = parts(word.document(outline(audience=audience), STAMP))["word/styles.xml"]
    tree = etree.fromstring(styles)
    default = tree.find(f"{qn('w:docDefaults')}//{qn('w:sz')}")
    assert default is not None
    assert default.get(qn("w:val")) == str(body * 2)
    if audience == "child":
        small = {
            style.get(qn("w:styleId")): int(size.get(qn("w:val"), "0")) / 2
            for style in tree.findall(qn("w:style"))
            if (size := style.find(f"{qn('w:rPr')}/{qn('w:sz')}")) is not None
        }
        # The edges of the page and the thin gaps are not read by the child.
        assert min(size for name, size in small.items() if name not in ("Header", "Footer", "Gap")) >= 16


def test_headings_are_real_and_stay_with_their_words() -> None:
    made = opened(outline(*every_block()))
    headings = [
        (p.style.name, p.text) for p in made.paragraphs if p.style and p.style.name.startswith("Heading")
    ]
    assert headings[0] == ("Heading 1", "Who was seen")
    assert ("Heading 2", "A person") in headings
    assert ("Heading 3", "A smaller thing") in headings
    for name in ("Heading 1", "Heading 2", "Answer label", "Caption", "Title"):
        assert made.styles[name].paragraph_format.keep_with_next  # type: ignore[attr-defined]


def test_table_heads_repeat_and_short_rows_stay_whole() -> None:
    long = Table(caption="Long", head=("A",), rows=(("short",), (LONG * 20,)))
    table = opened(outline(long)).tables[0]
    head, short, high = table.rows
    assert head._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert short._tr.find(f".//{qn('w:cantSplit')}") is not None
    assert high._tr.find(f".//{qn('w:cantSplit')}") is None
    everything = opened(outline(*every_block()))
    upright, turned = (round(mm / 25.4 * 1440) for mm in (170, 257))
    for table in everything.tables:
        widths = [int(column.get(qn("w:w"), "0")) for column in table._tbl.iter(qn("w:gridCol"))]
        assert sum(widths) == (turned if "Issue" in table.rows[0].cells[0].text else upright)


def test_a_part_on_its_long_side_is_a_section_with_a_head_and_foot_as_wide() -> None:
    made = opened(outline(*every_block()))
    shapes = [(s.page_width > s.page_height, s.orientation) for s in made.sections]  # type: ignore[operator]
    portrait, landscape = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE
    assert shapes == [(False, portrait), (True, landscape), (False, portrait)]
    for section in made.sections:
        assert section.page_width is not None
        right = section.page_width - 2 * Mm(20)
        stops = {stop.position for stop in section.footer.paragraphs[0].paragraph_format.tab_stops}
        assert any(abs(stop - right) < Mm(1) for stop in stops)
        assert "Confidential" in "".join(line.text for line in section.footer.paragraphs)
    (grey,) = [p for p in paragraphs(made) if p.text == "3 September 2026: Awake at 3."]
    (now,) = [p for p in paragraphs(made) if p.text == "Two nights through."]
    assert grey.runs[0].font.size is not None
    assert grey.runs[0].font.color.rgb is not None
    assert grey.runs[0].font.size < Pt(10)
    assert now.runs[0].font.color.rgb is None


def test_drawings_and_scales_have_words_for_those_who_cannot_see() -> None:
    body = parts(word.document(outline(*every_block()), STAMP))["word/document.xml"].decode()
    assert 'descr="A house with a pitched roof"' in body
    assert "How safe is Wren now?: 6, on a scale from 0 to 10" in body
    assert "Sorrel’s number: Not asked, on a scale from 0 to 10" in body


def test_right_to_left_words_are_marked() -> None:
    hebrew = "\u05e9\u05dc\u05d5\u05dd"
    made = opened(outline(Paragraph(text=hebrew), Paragraph(text=f"Nettie said {hebrew} twice")))
    whole, mixed = list(paragraphs(made))[-2:]
    assert whole._p.find(f".//{qn('w:bidi')}") is not None
    assert mixed._p.find(f".//{qn('w:bidi')}") is None
    marked = [run.text for run in mixed.runs if run._r.find(f".//{qn('w:rtl')}") is not None]
    assert marked == [hebrew]


def test_head_and_foot_of_each_page() -> None:
    made = opened(outline(*every_block()))
    section = made.sections[0]
    assert section.header.paragraphs[0].text == "Case note: home visit · F-2041\tDRAFT - not agreed"
    foot = [p.text for p in section.footer.paragraphs]
    assert foot[0].startswith("Version 1, draft · Printed by Tansy Dunnock on 12 November 2026\tPage ")
    assert foot[1] == "Confidential: personal information"
    footer = parts(word.document(outline(), STAMP))["word/footer1.xml"].decode()
    assert " PAGE " in footer
    assert " NUMPAGES " in footer


def test_only_a_draft_is_marked_across_the_page() -> None:
    draft = parts(word.document(outline(), STAMP))["word/header1.xml"].decode()
    assert 'string="DRAFT"' in draft
    final = parts(word.document(outline(draft=False, status="Final"), STAMP))["word/header1.xml"].decode()
    assert "DRAFT" not in final
    assert "pict" not in final


def test_what_was_left_out_is_not_in_the_file(tmp_path: Path) -> None:
    one = outline(
        Paragraph(text="Told."),
        audience="family",
        left_out=(("Warnings-zaffre", "Never on a family copy-quince"),),
    )
    word.write(one, STAMP, tmp_path / "copy.docx")
    assert files_holding(tmp_path, ["zaffre", "quince"]) == []
    assert files_holding(tmp_path, ["Told."]) != []


def test_a_drawing_that_cannot_be_drawn_gives_its_words() -> None:
    made = opened(outline(Picture(svg="broken", alt="A house")))
    assert any(p.text == "A house" for p in made.paragraphs)


def test_the_hash_is_that_of_the_file(tmp_path: Path) -> None:
    target = tmp_path / "note.docx"
    digest = word.write(outline(*every_block()), STAMP, target)
    assert digest == hashlib.sha256(target.read_bytes()).hexdigest()
    assert [file.name for file in tmp_path.iterdir()] == ["note.docx"]


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    with disk_fault("os.fsync", errno.ENOSPC), pytest.raises(NotWritten, match="disk is full"):
        word.write(outline(), STAMP, tmp_path / "note.docx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.libreoffice
def test_another_program_opens_it_and_sees_every_word(tmp_path: Path) -> None:
    one = outline(*every_block(), many_rows(40))
    word.write(one, STAMP, tmp_path / "note.docx")
    pages = [page.extract_text() for page in PdfReader(to_pdf(tmp_path / "note.docx", tmp_path)).pages]
    squeezed = re.sub(r"\s+", "", " ".join(pages))
    for words in text_of(one):
        assert re.sub(r"\s+", "", words) in squeezed
    assert 6 <= len(pages) <= 8
    for number, text in enumerate(pages, 1):
        assert "DRAFT - not agreed" in text
        assert re.search(rf"Page\s*{number}\s*of\s*{len(pages)}", text)
        assert "Confidential: personal information" in text
    # The head of the long table stands on every page it takes.
    for text in pages[-2:]:
        assert re.search(r"When\s+Which\s+What", text)
