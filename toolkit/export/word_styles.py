"""The styles of a Word file: real headings, the sizes of the audience, British English."""

from __future__ import annotations

from toolkit.export.layout import Sizes

INK, INK2, RULE, SHADE = "1B282E", "46545B", "817B72", "EBE8E1"
"""Colours on paper: words, quieter words, lines that must print, the ground of table heads."""
FONT = "Arial"
"""On every computer that has Word, and LibreOffice has one of the same widths."""
NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def styles_xml(sizes: Sizes) -> bytes:
    """The styles part of a document for one audience."""
    small, body, title, room = sizes.small, sizes.body, sizes.title, sizes.room
    one, two, three = sizes.heading
    parts = [
        _defaults(body, sizes.line),
        _style("Normal", "Normal", default=True, next_=""),
        _style("Title", "Title", size=title, bold=True, after=round(60 * room), keep=True, line=1.05),
        _style(
            "Subtitle",
            "Subtitle",
            size=small if room < 1 else body,
            colour=INK2,
            after=40 if body > 12 else round(160 * room),
        ),
        _style("Heading1", "heading 1", size=one, bold=True, before=300, after=80, keep=True, level=0),
        _style("Heading2", "heading 2", size=two, bold=True, before=220, after=60, keep=True, level=1),
        _style("Heading3", "heading 3", size=three, bold=True, before=180, after=40, keep=True, level=2),
        _style("Caption", "caption", size=body, bold=True, before=200, after=60, keep=True),
        _style("Header", "header", size=sizes.foot, colour=INK2, after=0, line=1.0),
        _style("Footer", "footer", size=sizes.foot, colour=INK2, after=0, line=1.0),
        _style(
            "Note",
            "Note",
            size=small,
            colour=INK2,
            after=round(100 * room),
            line=1.1 if sizes.body > 12 else 0,
        ),
        _style("ReadFirst", "Read first", size=body, bold=True, after=100),
        _style("Large", "Large", size=one + 4, bold=True, after=60),
        _style("Big", "Big", size=one, bold=True, after=40, line=1.1),
        _style("WarningBox", "Warning box", size=body, bold=True, before=0, after=0, extra=_box()),
        _style("AnswerLabel", "Answer label", size=body, bold=True, before=160, after=20, keep=True),
        _style("Answer", "Answer", size=body, after=80),
        _style("Hint", "Hint", size=small, colour=INK2, after=60, keep=True),
        _style("TableText", "Table text", size=sizes.table, after=0, line=sizes.tight),
        _style("TableNote", "Table note", size=sizes.small, colour=INK2, after=0, line=sizes.tight),
        _style("TableLabel", "Table label", size=sizes.table, bold=True, after=0, line=sizes.tight),
        _style("TableHead", "Table head", size=sizes.table, bold=True, after=0, keep=True, line=sizes.tight),
        _style("Gap", "Gap", size=4, after=0, line=1.0),
        '<w:style w:type="character" w:customStyle="1" w:styleId="FormWords"><w:name w:val="Form words"/></w:style>',
        _TABLE_NORMAL,
    ]
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles {NAMESPACES}>{"".join(parts)}</w:styles>'.encode()


_TABLE_NORMAL = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
    '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
)


def _defaults(body: float, line: float) -> str:
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:color w:val="{INK}"/>{_size(body)}<w:lang w:val="en-GB" w:eastAsia="en-GB"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="{round(240 * line)}" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _box() -> str:
    side = f'w:val="single" w:sz="12" w:space="5" w:color="{INK}"'
    return f"<w:pBdr><w:top {side}/><w:left {side}/><w:bottom {side}/><w:right {side}/></w:pBdr>"


def _style(
    key: str,
    name: str,
    *,
    size: float = 0,
    bold: bool = False,
    colour: str = "",
    before: int = 0,
    after: int = 100,
    line: float = 0,
    keep: bool = False,
    level: int = -1,
    extra: str = "",
    default: bool = False,
    next_: str = "Normal",
) -> str:
    own = "" if name[0].islower() or name in ("Normal", "Title", "Subtitle") else ' w:customStyle="1"'
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    follows = f'<w:next w:val="{next_}"/>' if next_ and level >= 0 else ""
    lines = f' w:line="{round(240 * line)}" w:lineRule="auto"' if line else ""
    paragraph = (
        ("<w:keepNext/><w:keepLines/>" if keep else "")
        + extra
        + ("" if default else f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>')
        + ('<w:ind w:left="120" w:right="120"/>' if extra else "")
        + (f'<w:outlineLvl w:val="{level}"/>' if level >= 0 else "")
    )
    words = (
        ("<w:b/><w:bCs/>" if bold else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + (_size(size) if size else "")
    )
    return (
        f'<w:style w:type="paragraph"{" w:default=" + chr(34) + "1" + chr(34) if default else ""}{own} w:styleId="{key}">'
        f'<w:name w:val="{name}"/>{based}{follows}<w:qFormat/>'
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{words}</w:rPr>" if words else "")
        + "</w:style>"
    )
