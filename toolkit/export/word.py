"""An outline as a Word document: A4, real headings, nothing in it that the worker did not choose to put there."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC
from html import escape
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from toolkit.export import pictures
from toolkit.export.art import lowered
from toolkit.export.files import write_whole
from toolkit.export.layout import margins_of, page_mm, sections, sizes_of, text_width_mm
from toolkit.export.stamp import DRAFT_MARK, DRAFT_WORDS, Stamp, footer_lines, header_words
from toolkit.export.text import visible
from toolkit.export.word_body import body_xml
from toolkit.export.word_styles import NAMESPACES, RULE, styles_xml
from toolkit.export.word_xml import field, runs_xml, twips, wrapped
from toolkit.forms.blocks import Outline, Picture

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONS = f'xmlns:r="{_OFFICE}"'
_DRAWN = (
    f'{NAMESPACES} {_RELATIONS} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
MOST_PICTURES = 1000
"""Pictures are numbered through the document; each section begins at the next thousand."""
_NEUTRAL = (1980, 1, 1, 0, 0, 0)
"""The date of every part inside the file: the earliest that a zip can hold."""


def write(outline: Outline, stamp: Stamp, target: Path) -> str:
    """Writes an outline to a Word file, whole or not at all, and gives its sha256 as hex digits. Raises NotWritten."""
    return write_whole(target, document(outline, stamp))


def document(outline: Outline, stamp: Stamp) -> bytes:
    """The bytes of a Word file; the same outline and stamp give the same ones in the same time zone."""
    parts = [lowered(part, stamp.photos) for part in sections(outline)]
    made = docx.Document(io.BytesIO(_empty(outline, parts[-1], stamp)))
    for number, part in enumerate(parts):
        _fill(made, part, number)
        section = made.element.body.sectPr if part is parts[-1] else _end_section(made, part)
        # What stands round a page is as wide as the page, so each way to lie has its own.
        _surround(made, outline, part, section, number, stamp)
    saved = io.BytesIO()
    made.save(saved)
    return _neutral(saved)


def _fill(made: Document, outline: Outline, number: int) -> None:
    """Puts a part in front of the properties of the last section."""

    def draw(picture: Picture) -> tuple[str, float, float] | None:
        drawn = pictures.fitted(picture, outline)
        if drawn is None:
            return None
        relation, _ = made.part.get_or_add_image(io.BytesIO(drawn.content))
        return relation, drawn.width_mm, drawn.height_mm

    body = parse_xml(f"<w:body {NAMESPACES}>{body_xml(outline, draw, number * MOST_PICTURES)}</w:body>")
    section = made.element.body.sectPr
    for element in list(body):
        section.addprevious(element)


def _end_section(made: Document, part: Outline) -> Any:
    """Ends a section whose sheets lie another way than those that follow, and gives its properties."""
    last = parse_xml(
        f'<w:p {NAMESPACES} {_RELATIONS}><w:pPr><w:pStyle w:val="Gap"/>{_section_xml(part)}</w:pPr></w:p>'
    )
    made.element.body.sectPr.addprevious(last)
    return last.pPr.sectPr


def _surround(
    made: Document, outline: Outline, part: Outline, section: Any, number: int, stamp: Stamp
) -> None:
    """Gives each page of a section its header and footer; a draft also its mark across the page."""
    right = twips(text_width_mm(part))
    tab = f'<w:tabs><w:tab w:val="clear" w:pos="4513"/><w:tab w:val="right" w:pos="{right}"/></w:tabs>'
    look = "<w:b/><w:bCs/>"
    draft = f"<w:r><w:tab/></w:r>{runs_xml(DRAFT_WORDS, look)}{_watermark(part)}" if outline.draft else ""
    head = wrapped("Header", runs_xml(header_words(outline, stamp)) + draft, extra=tab)
    first, *rest = footer_lines(outline, stamp)
    rule = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="{RULE}"/></w:pBdr>'
    pages = f'<w:r><w:tab/><w:t xml:space="preserve">Page </w:t></w:r>{field("PAGE")}<w:r><w:t xml:space="preserve"> of </w:t></w:r>{field("NUMPAGES")}'
    foot = wrapped("Footer", runs_xml(first) + pages, extra=rule + tab)
    foot += "".join(wrapped("Footer", runs_xml(line)) for line in rest)
    _add(made, section, "header", number, f"<w:hdr {_DRAWN}>{head}</w:hdr>")
    _add(made, section, "footer", number, f"<w:ftr {_DRAWN}>{foot}</w:ftr>")


def _add(made: Document, section: Any, kind: str, number: int, xml: str) -> None:
    name = PackURI(f"/word/{kind}{number + 1}.xml")
    part = Part(name, f"{_TYPE}{kind}+xml", (_HEAD + xml).encode(), made.part.package)
    relation = made.part.relate_to(part, getattr(RELATIONSHIP_TYPE, kind.upper()))
    reference = parse_xml(
        f'<w:{kind}Reference {NAMESPACES} {_RELATIONS} w:type="default" r:id="{relation}"/>'
    )
    section.insert(0 if kind == "header" else 1, reference)


def _watermark(outline: Outline) -> str:
    """The mark across the page as old drawing markup, which Word and LibreOffice both show behind the words."""
    wide, high = page_mm(outline)
    length = round(min(wide, high) * 2.2)
    return (
        '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
        '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
        '<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
        f'<v:shape id="DraftMark" o:spid="_x0000_s2049" type="#_x0000_t136" alt="{DRAFT_WORDS}" '
        f'style="position:absolute;margin-left:0;margin-top:0;width:{length}pt;height:{round(length * 0.3)}pt;rotation:315;z-index:-251658752;'
        'mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" '
        'o:allowincell="f" fillcolor="#dcdcdc" stroked="f"><v:fill opacity=".6"/>'
        f'<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt;font-weight:bold" string="{DRAFT_MARK}"/></v:shape></w:pict></w:r>'
    )


def _section_xml(outline: Outline) -> str:
    """The size of the sheets of a section, the way they lie and their margins."""
    wide, high = (twips(side) for side in page_mm(outline))
    turned = ' w:orient="landscape"' if outline.landscape else ""
    margins = margins_of(outline)
    top, side, bottom = (twips(mm) for mm in (margins.top, margins.side, margins.bottom))
    return (
        f'<w:sectPr><w:pgSz w:w="{wide}" w:h="{high}"{turned}/><w:pgMar w:top="{top}" w:right="{side}" w:bottom="{bottom}" '
        f'w:left="{side}" w:header="{twips(10)}" w:footer="{twips(8)}" w:gutter="0"/></w:sectPr>'
    )


def _empty(outline: Outline, last: Outline, stamp: Stamp) -> bytes:
    """A package with no words yet: only the parts that we mean to have. `last` is the last section."""
    section = _section_xml(last)
    relations = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}styles+xml"/><Override PartName="/word/settings.xml" ContentType="{_TYPE}settings+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'{relations}<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": _properties(outline, stamp),
        "word/document.xml": f"<w:document {NAMESPACES} {_RELATIONS}><w:body>{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'{relations}<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/></Relationships>',
        "word/settings.xml": _SETTINGS,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, text in files.items():
            package.writestr(name, _HEAD + text)
        package.writestr("word/styles.xml", styles_xml(sizes_of(outline)))
    return packed.getvalue()


_SETTINGS = (
    f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)


def _properties(outline: Outline, stamp: Stamp) -> str:
    """Title, language and dates; an author only where the worker chose one."""
    # The stamp holds wall time; the Z says UTC, and a time of day may not stand without its zone (W3CDTF).
    moment = f"{stamp.printed_on.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    author = f"<dc:creator>{escape(visible(stamp.author))}</dc:creator>" if stamp.author else ""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'<dc:title>{escape(visible(stamp.record_name or outline.title))}</dc:title>{author}<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified><dc:language>en-GB</dc:language></cp:coreProperties>'
    )


def _neutral(saved: io.BytesIO) -> bytes:
    """The same parts in the same order, with no dates, owner or system of this computer in the zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as result:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _NEUTRAL)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            result.writestr(entry, source.read(name))
    return packed.getvalue()
