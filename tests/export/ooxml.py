"""What a Word file may hold: parts, elements, their order and attributes, as the transitional Office Open XML schema has them.

The tables name only what our writer uses; anything else is a fault, so that a new element is looked up and entered here
before it leaves. Orders are whole, as in the schema, because an element out of order makes Word refuse the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PREFIXES = {
    W: "w",
    R: "r",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://www.w3.org/XML/1998/namespace": "xml",
}

_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PACKAGE = "application/vnd.openxmlformats-package."
CONTENT_TYPES: Mapping[str, str] = {
    "/word/document.xml": _WML + "document.main+xml",
    "/word/styles.xml": _WML + "styles+xml",
    "/word/settings.xml": _WML + "settings+xml",
    **{f"/word/header{n}.xml": _WML + "header+xml" for n in (1, 2, 3)},
    **{f"/word/footer{n}.xml": _WML + "footer+xml" for n in (1, 2, 3)},
    "/docProps/core.xml": _PACKAGE + "core-properties+xml",
}
MEDIA = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
RELATIONS: Mapping[str, str] = {
    f"{R}/officeDocument": CONTENT_TYPES["/word/document.xml"],
    f"{R}/styles": CONTENT_TYPES["/word/styles.xml"],
    f"{R}/settings": CONTENT_TYPES["/word/settings.xml"],
    f"{R}/header": CONTENT_TYPES["/word/header1.xml"],
    f"{R}/footer": CONTENT_TYPES["/word/footer1.xml"],
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties": CONTENT_TYPES[
        "/docProps/core.xml"
    ],
    f"{R}/image": "image/",
}
RELATION_PART = _PACKAGE + "relationships+xml"
ROOTS = {
    CONTENT_TYPES["/word/document.xml"]: "w:document",
    CONTENT_TYPES["/word/styles.xml"]: "w:styles",
    CONTENT_TYPES["/word/settings.xml"]: "w:settings",
    CONTENT_TYPES["/word/header1.xml"]: "w:hdr",
    CONTENT_TYPES["/word/footer1.xml"]: "w:ftr",
    CONTENT_TYPES["/docProps/core.xml"]: "cp:coreProperties",
}


def _w(names: str) -> tuple[str, ...]:
    return tuple(f"w:{name}" for name in names.split())


# Children in their order, each at most once. What is in REPEATS may come again in its place.
SEQUENCES: Mapping[str, tuple[str, ...]] = {
    "w:document": _w("background body"),
    "w:pPr": _w(
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
        " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
        " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
        " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "w:rPr": _w(
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish"
        " webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
        " eastAsianLayout specVanish oMath"
    ),
    "w:tblPr": _w(
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd"
        " tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
    ),
    "w:tcPr": _w(
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers"
        " cellIns cellDel cellMerge tcPrChange"
    ),
    "w:sectPr": _w(
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols"
        " formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
    ),
    "w:tbl": _w("tblPr tblGrid tr"),
    "w:tr": _w("tblPrEx trPr tc"),
    "w:tblGrid": _w("gridCol"),
    "w:tblBorders": _w("top left bottom right insideH insideV"),
    "w:tcBorders": _w("top left bottom right insideH insideV tl2br tr2bl"),
    "w:pBdr": _w("top left bottom right between bar"),
    "w:tblCellMar": _w("top left bottom right"),
    "w:tabs": _w("tab"),
    "w:styles": _w("docDefaults latentStyles style"),
    "w:docDefaults": _w("rPrDefault pPrDefault"),
    "w:rPrDefault": _w("rPr"),
    "w:pPrDefault": _w("pPr"),
    "w:style": _w(
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal"
        " personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    "w:settings": _w(
        "writeProtection view zoom removePersonalInformation removeDateAndTime mirrorMargins displayBackgroundShape"
        " revisionView trackRevisions documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop"
        " autoHyphenation evenAndOddHeaders bookFoldPrinting characterSpacingControl footnotePr endnotePr compat docVars"
        " rsids mathPr themeFontLang clrSchemeMapping captions shapeDefaults decimalSymbol listSeparator"
    ),
    "w:compat": _w("compatSetting"),
    "wp:inline": ("wp:extent", "wp:effectExtent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"),
    "a:graphic": ("a:graphicData",),
    "a:graphicData": ("pic:pic",),
    "pic:pic": ("pic:nvPicPr", "pic:blipFill", "pic:spPr", "pic:style"),
    "pic:nvPicPr": ("pic:cNvPr", "pic:cNvPicPr"),
    "pic:blipFill": ("a:blip", "a:srcRect", "a:stretch"),
    "a:stretch": ("a:fillRect",),
    "pic:spPr": ("a:xfrm", "a:prstGeom", "a:noFill", "a:ln"),
    "a:xfrm": ("a:off", "a:ext"),
    "a:prstGeom": ("a:avLst",),
    "v:shapetype": ("v:formulas", "v:path", "v:textpath", "o:lock"),
    "v:shape": ("v:fill", "v:textpath"),
    "v:formulas": ("v:f",),
    "w:drawing": ("wp:inline",),
    "w:pict": ("v:shapetype", "v:shape"),
}
REPEATS = frozenset({*_w("tr tc gridCol tab style headerReference footerReference compatSetting"), "v:f"})

# Children in any order, after those that must come first. `w:trPr` is a choice in the schema.
ANY_ORDER: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "w:body": ((), _w("p tbl sectPr")),
    "w:hdr": ((), _w("p tbl")),
    "w:ftr": ((), _w("p tbl")),
    "w:tc": (_w("tcPr"), _w("p tbl")),
    "w:p": (_w("pPr"), _w("r")),
    "w:r": (_w("rPr"), _w("t br tab fldChar instrText drawing pict")),
    "w:trPr": ((), _w("cantSplit trHeight tblHeader")),
    "cp:coreProperties": (
        (),
        (
            *("dc:title", "dc:creator", "dc:language", "dc:description", "dc:subject", "cp:keywords"),
            *("dcterms:created", "dcterms:modified", "cp:lastModifiedBy", "cp:revision"),
        ),
    ),
}
ONCE = frozenset({"w:trPr", "cp:coreProperties"})
"""Those of ANY_ORDER in which no child comes twice."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "w:document": _w("body"),
    "w:tbl": _w("tblPr tblGrid tr"),
    "w:tr": _w("tc"),
    "w:tc": _w("p"),
    "w:style": _w("name"),
    "wp:inline": ("wp:extent", "wp:docPr", "a:graphic"),
    "pic:pic": ("pic:nvPicPr", "pic:blipFill", "pic:spPr"),
    "pic:nvPicPr": ("pic:cNvPr", "pic:cNvPicPr"),
    "w:hdr": _w("p"),
    "w:ftr": _w("p"),
}

_INT = re.compile(r"-?\d{1,9}")
_COUNT = re.compile(r"\d{1,9}")
_LONG = re.compile(r"\d{1,14}")
_FLAG = re.compile(r"[01]|true|false")
_COLOUR = re.compile(r"[0-9A-F]{6}|auto")
_WORDS = re.compile(r".*", re.DOTALL)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_BORDER = {
    "w:val!": re.compile("single|nil|none"),
    "w:sz": _COUNT,
    "w:space": _COUNT,
    "w:color": _COLOUR,
}
_WIDTH = {"w:w!": _COUNT, "w:type!": re.compile("dxa|auto|nil|pct")}
_VAL = {"w:val!": _COUNT}

Rules = Mapping[str, re.Pattern[str]]
# Attributes and the form of their values; a name with ! is needed. Elements that are not here may have none.
ATTRIBUTES: Mapping[str, Rules] = {
    "w:pStyle": {"w:val!": _NAME},
    "w:rStyle": {"w:val!": _NAME},
    "w:basedOn": {"w:val!": _NAME},
    "w:next": {"w:val!": _NAME},
    "w:name": {"w:val!": re.compile(".+")},
    "w:uiPriority": _VAL,
    "w:rFonts": {f"w:{key}": re.compile("[A-Za-z ]+") for key in ("ascii", "hAnsi", "eastAsia", "cs")},
    "w:color": {"w:val!": _COLOUR},
    "w:sz": _VAL,
    "w:szCs": _VAL,
    "w:lang": {f"w:{key}": re.compile("[a-z]{2}-[A-Z]{2}") for key in ("val", "eastAsia", "bidi")},
    "w:themeFontLang": {f"w:{key}": re.compile("[a-z]{2}-[A-Z]{2}") for key in ("val", "eastAsia", "bidi")},
    "w:jc": {"w:val!": re.compile("left|center|right|both|start|end")},
    "w:spacing": {
        **{f"w:{key}": _COUNT for key in ("before", "after", "line")},
        "w:lineRule": re.compile("auto|exact|atLeast"),
    },
    "w:ind": {"w:left": _INT, "w:right": _INT},
    "w:outlineLvl": {"w:val!": re.compile("[0-9]")},
    "w:tab": {
        "w:val": re.compile("clear|left|center|right"),
        "w:leader": re.compile("none|dot|hyphen|underscore|heavy|middleDot"),
        "w:pos": _INT,
    },
    "w:shd": {"w:val!": re.compile("clear"), "w:color": _COLOUR, "w:fill": _COLOUR},
    **dict.fromkeys(_w("insideH insideV between"), _BORDER),
    "w:tblW": _WIDTH,
    "w:tcW": _WIDTH,
    "w:tblInd": {"w:w!": _INT, "w:type!": re.compile("dxa")},
    "w:gridCol": {"w:w!": _COUNT},
    "w:gridSpan": {"w:val!": re.compile("[1-9][0-9]?")},
    "w:vAlign": {"w:val!": re.compile("top|center|bottom")},
    "w:trHeight": {"w:val!": _COUNT, "w:hRule": re.compile("atLeast|exact|auto")},
    "w:tblLayout": {"w:type!": re.compile("fixed|autofit")},
    "w:tblLook": {
        "w:val!": re.compile("[0-9A-F]{4}"),
        **{
            f"w:{key}": _FLAG
            for key in ("firstRow", "lastRow", "firstColumn", "lastColumn", "noHBand", "noVBand")
        },
    },
    "w:tblDescription": {"w:val!": _WORDS},
    "w:t": {"xml:space": re.compile("preserve")},
    "w:instrText": {"xml:space": re.compile("preserve")},
    "w:fldChar": {"w:fldCharType!": re.compile("begin|separate|end")},
    "w:headerReference": {"w:type!": re.compile("default|first|even"), "r:id!": re.compile(r"rId\d+")},
    "w:footerReference": {"w:type!": re.compile("default|first|even"), "r:id!": re.compile(r"rId\d+")},
    "w:pgSz": {"w:w!": _COUNT, "w:h!": _COUNT, "w:orient": re.compile("landscape|portrait")},
    "w:pgMar": {
        f"w:{key}!": _INT for key in ("top", "right", "bottom", "left", "header", "footer", "gutter")
    },
    "w:style": {
        "w:type!": re.compile("paragraph|character|table|numbering"),
        "w:default": _FLAG,
        "w:customStyle": _FLAG,
        "w:styleId!": _NAME,
    },
    "w:zoom": {"w:percent!": _COUNT},
    "w:defaultTabStop": _VAL,
    "w:characterSpacingControl": {"w:val!": re.compile("doNotCompress")},
    "w:compatSetting": {"w:name!": _NAME, "w:uri!": re.compile("http://schemas.*"), "w:val!": _COUNT},
    "w:decimalSymbol": {"w:val!": re.compile(".")},
    "w:listSeparator": {"w:val!": re.compile(".")},
    "wp:inline": {f"dist{side}": _COUNT for side in "TBLR"},
    "wp:extent": {"cx!": _LONG, "cy!": _LONG},
    "wp:docPr": {"id!": _COUNT, "name!": re.compile(".+"), "descr": _WORDS},
    "pic:cNvPr": {"id!": _COUNT, "name!": re.compile(".+"), "descr": _WORDS},
    "a:graphicData": {"uri!": re.compile(".*/drawingml/2006/picture")},
    "a:blip": {"r:embed!": re.compile(r"rId\d+")},
    "a:off": {"x!": _INT, "y!": _INT},
    "a:ext": {"cx!": _LONG, "cy!": _LONG},
    "a:prstGeom": {"prst!": re.compile("rect")},
    "v:shapetype": dict.fromkeys(("id!", "coordsize", "o:spt", "adj", "path"), _WORDS),
    "v:shape": dict.fromkeys(
        ("id!", "o:spid", "type!", "alt", "style!", "o:allowincell", "fillcolor", "stroked"), _WORDS
    ),
    "v:f": {"eqn!": _WORDS},
    "v:path": dict.fromkeys(("textpathok", "o:connecttype", "o:connectlocs", "o:connectangles"), _WORDS),
    "v:textpath": dict.fromkeys(("on", "fitshape", "style", "string"), _WORDS),
    "v:fill": {"opacity": _WORDS},
    "o:lock": dict.fromkeys(("v:ext", "text", "shapetype"), _WORDS),
    "dcterms:created": {"xsi:type!": re.compile("dcterms:W3CDTF")},
    "dcterms:modified": {"xsi:type!": re.compile("dcterms:W3CDTF")},
}
# The same name is a border in one place and the width of a margin in another.
ATTRIBUTES_WITHIN: Mapping[str, Rules] = {
    "w:tblBorders": _BORDER,
    "w:tcBorders": _BORDER,
    "w:pBdr": _BORDER,
    "w:tblCellMar": _WIDTH,
}
# Elements with neither children nor attributes of their own.
PLAIN = frozenset(
    {
        *_w(
            "keepNext keepLines pageBreakBefore bidi b bCs strike rtl cantSplit tblHeader br qFormat semiHidden"
        ),
        *_w("unhideWhenUsed top left bottom right"),
        *("a:fillRect", "a:avLst", "pic:cNvPicPr"),
        *("dc:title", "dc:creator", "dc:language", "dc:description", "dc:subject", "cp:keywords"),
        *("cp:lastModifiedBy", "cp:revision"),
    }
)
WITH_TEXT = frozenset(
    {
        *_w("t instrText"),
        *("dc:title", "dc:creator", "dc:language", "dc:description", "dc:subject", "cp:keywords"),
        *("dcterms:created", "dcterms:modified", "cp:lastModifiedBy", "cp:revision"),
    }
)
