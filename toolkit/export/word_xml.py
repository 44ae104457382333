"""The small pieces of Word's XML that a document is made of. Every word of a person passes through `runs_xml`."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from toolkit.export.text import is_rtl, runs, visible
from toolkit.export.word_styles import RULE

TWIPS_MM = 1440 / 25.4
EMU_MM = 36000
FORM_WORDS = '<w:rStyle w:val="FormWords"/>'
"""Marks words of ours that the outline does not hold: heads of columns to sign in, boxes, numbers of a scale."""


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(millimetres * TWIPS_MM)


def runs_xml(text: str, look: str = "") -> str:
    """Words as runs, line ends as breaks, parts of right-to-left scripts marked as such."""
    written = []
    for part, rtl in runs(visible(text)):
        properties = look + ("<w:rtl/>" if rtl else "")
        words = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        written.append(f"<w:r>{words}{_inner(part)}</w:r>")
    return "".join(written)


def _inner(part: str) -> str:
    if "\n" not in part and "\t" not in part:
        return f'<w:t xml:space="preserve">{escape(part)}</w:t>'
    lines = []
    for line in part.split("\n"):
        cells = [
            f'<w:t xml:space="preserve">{escape(cell)}</w:t>' if cell else "" for cell in line.split("\t")
        ]
        lines.append("<w:tab/>".join(cells))
    return "<w:br/>".join(lines)


def paragraph(
    style: str, text: str, *, look: str = "", keep: bool = False, new_page: bool = False, align: str = ""
) -> str:
    """A paragraph in one of our styles. `look` is the inside of a run's properties."""
    return wrapped(style, runs_xml(text, look), keep=keep, new_page=new_page, rtl=is_rtl(text), align=align)


def wrapped(
    style: str,
    inside: str,
    *,
    keep: bool = False,
    new_page: bool = False,
    rtl: bool = False,
    align: str = "",
    extra: str = "",
) -> str:
    """A paragraph round runs that are written already. `extra` is its borders and tabs, in that order."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
        + ("<w:keepNext/>" if keep else "")
        + ("<w:pageBreakBefore/>" if new_page else "")
        + extra
        + ("<w:bidi/>" if rtl else "")
        + (f'<w:jc w:val="{align}"/>' if align else "")
        + f"</w:pPr>{inside}</w:p>"
    )


def gap(*, new_page: bool = False, keep: bool = False) -> str:
    """A thin empty line: keeps two tables apart, and ends a table at the foot of a document."""
    return wrapped("Gap", "", new_page=new_page, keep=keep)


def cell(
    width: int, inside: str, *, span: int = 1, shade: str = "", borders: str = "", middle: bool = False
) -> str:
    """A cell of a table; `inside` is whole paragraphs."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        + (f"<w:tcBorders>{borders}</w:tcBorders>" if borders else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else "")
        + ('<w:vAlign w:val="center"/>' if middle else "")
        + f"</w:tcPr>{inside}</w:tc>"
    )


def row(cells: Sequence[str], *, head: bool = False, whole: bool = True, height_mm: float = 0) -> str:
    """A row; `whole` keeps it on one page, `head` repeats it on each."""
    properties = (
        ("<w:cantSplit/>" if whole else "")
        + (f'<w:trHeight w:val="{twips(height_mm)}" w:hRule="atLeast"/>' if height_mm else "")
        + ("<w:tblHeader/>" if head else "")
    )
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def edges(sides: str, *, colour: str = RULE, eighths: int = 4, inside: bool = True) -> str:
    """Borders for the sides named by their first letters: t l b r, and for a table h and v for those between."""
    names = {"t": "top", "l": "left", "b": "bottom", "r": "right", "h": "insideH", "v": "insideV"}
    return "".join(
        f'<w:{name} w:val="{"single" if letter in sides else "nil"}" w:sz="{eighths}" w:space="0" w:color="{colour}"/>'
        for letter, name in names.items()
        if inside or letter not in "hv"
    )


def table(
    widths: Sequence[int],
    rows: Sequence[str],
    *,
    sides: str = "tlbrhv",
    pad: int = 60,
    side_pad: int = 100,
    says: str = "",
    firsts: str = "",
    colour: str = RULE,
    eighths: int = 4,
) -> str:
    """A table of fixed column widths in twips. `says` is read to those who cannot see it; `firsts` is h, c or hc."""
    flags = 0x0600 | 0x0020 * ("h" in firsts) | 0x0080 * ("c" in firsts)
    look = (
        f'w:val="{flags:04X}" w:firstRow="{int("h" in firsts)}" w:lastRow="0" '
        f'w:firstColumn="{int("c" in firsts)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges(sides, colour=colour, eighths=eighths)}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{pad}" w:type="dxa"/><w:left w:w="{side_pad}" w:type="dxa"/>'
        f'<w:bottom w:w="{pad}" w:type="dxa"/><w:right w:w="{side_pad}" w:type="dxa"/></w:tblCellMar><w:tblLook {look}/>'
        + (f'<w:tblDescription w:val="{escape(visible(says))}"/>' if says else "")
        + f"</w:tblPr><w:tblGrid>{''.join(f'<w:gridCol w:w={chr(34)}{width}{chr(34)}/>' for width in widths)}</w:tblGrid>"
        + "".join(rows)
        + "</w:tbl>"
    )


def field(code: str) -> str:
    """A field that Word fills in, as a page number."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def drawing(relation: str, number: int, width_mm: float, height_mm: float, says: str) -> str:
    """A picture in a line of its own, with its words for those who cannot see it."""
    wide, high, words = round(width_mm * EMU_MM), round(height_mm * EMU_MM), escape(visible(says))
    a = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{a}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="Picture {number}" descr="{words}"/>'
        f'<a:graphic xmlns:a="{a}/main"><a:graphicData uri="{a}/picture"><pic:pic xmlns:pic="{a}/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr="{words}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{relation}"/>'
        f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
