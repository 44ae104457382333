"""Looks a Word file over against the tables of `ooxml`; gives a sentence for each fault."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.export import ooxml

Element = etree._Element
CONTENT = "[Content_Types].xml"


def faults(content: bytes) -> list[str]:
    """What is wrong with the bytes of a Word file, in no words of the person; nothing when it is sound."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        parts = {name: package.read(name) for name in names}
    if len(names) != len(parts) or CONTENT not in parts:
        return ["the package names a part twice, or has no list of content types"]
    trees: dict[str, Element] = {}
    found: list[str] = []
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = etree.fromstring(part)
            except etree.XMLSyntaxError:
                found.append(f"{name} is not well formed")
    if found:
        return found
    types = dict(_types(trees[CONTENT], parts, found))
    relations = _relations(trees, types, found)
    for name, tree in trees.items():
        if name != CONTENT and not name.endswith(".rels"):
            wanted = ooxml.ROOTS.get(types.get(name, ""), "")
            if short(tree.tag) != wanted:
                found.append(
                    f"{name} begins with {short(tree.tag)}, its content type wants {wanted or 'nothing known'}"
                )
            found += [f"{name}: {fault}" for fault in _element(tree)]
            found += [f"{name}: {fault}" for fault in _whole(tree, relations.get(name, {}))]
    found += _styles(trees)
    return found


def short(tag: object) -> str:
    """The name of an element or attribute with the usual prefix of its namespace."""
    name = etree.QName(str(tag))
    return f"{ooxml.PREFIXES.get(name.namespace, '?')}:{name.localname}" if name.namespace else name.localname


# The package


def _types(tree: Element, parts: dict[str, bytes], found: list[str]) -> Iterator[tuple[str, str]]:
    """The content type of each part."""
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for line in tree:
        kind = short(line.tag)
        held, key = (defaults, "Extension") if kind == "ct:Default" else (overrides, "PartName")
        if kind not in ("ct:Default", "ct:Override") or line.get(key) in held:
            found.append(f"the content types have a stray or second line, {kind} {line.get(key)}")
        held[str(line.get(key))] = str(line.get("ContentType"))
    for name in overrides:
        if name.lstrip("/") not in parts:
            found.append(f"the content types name {name}, which is not in the package")
    for name, part in parts.items():
        if name == CONTENT:
            continue
        kind = overrides.get(f"/{name}") or defaults.get(name.rpartition(".")[2], "")
        known = ooxml.CONTENT_TYPES.get(f"/{name}")
        if name.endswith(".rels"):
            known = ooxml.RELATION_PART
        if name.startswith("word/media/"):
            if not part.startswith(ooxml.MEDIA.get(kind, b"no picture")):
                found.append(f"{name} is not the picture that its content type {kind!r} says")
        elif kind != known:
            found.append(f"{name} has the content type {kind!r}, not {known!r}")
        yield name, kind


def _relations(
    trees: dict[str, Element], types: dict[str, str], found: list[str]
) -> dict[str, dict[str, str]]:
    """For each part the content type behind each of its relations; every part must be reached."""
    all_: dict[str, dict[str, str]] = {}
    reached = {CONTENT, *(name for name in types if name.endswith(".rels"))}
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder, _, file = name.rpartition("_rels/")
        source = folder + file.removesuffix(".rels")
        if source and source not in types:
            found.append(f"{name} belongs to no part")
        own = all_.setdefault(source, {})
        for line in tree:
            target = posixpath.normpath(posixpath.join("/", folder, str(line.get("Target")))).lstrip("/")
            wanted = ooxml.RELATIONS.get(str(line.get("Type")), "?")
            if short(line.tag) != "rel:Relationship" or line.get("Id") in own or line.get("TargetMode"):
                found.append(f"{name} has a stray, second or outside relation {line.get('Id')}")
            if not types.get(target, "").startswith(wanted):
                found.append(
                    f"{name}: {line.get('Id')} leads to {target}, which is not there or not of its kind"
                )
            own[str(line.get("Id"))] = types.get(target, "")
            reached.add(target)
    found += [f"no relation leads to {name}" for name in types if name not in reached]
    return all_


def _styles(trees: dict[str, Element]) -> Iterator[str]:
    """Every style that is used is there, of its kind; no style is there twice."""
    tree = trees.get("word/styles.xml")
    if tree is None:
        yield "there are no styles"
        return
    made = Counter((str(_w(style, "type")), str(_w(style, "styleId"))) for style in tree.iter(_tag("style")))
    for key, count in made.items():
        if count > 1:
            yield f"the style {key[1]} is there twice"
    uses = {"pStyle": "paragraph", "rStyle": "character", "basedOn": "paragraph", "next": "paragraph"}
    for name, part in trees.items():
        for tag, kind in uses.items():
            for use in part.iter(_tag(tag)):
                if (kind, str(_w(use, "val"))) not in made:
                    yield f"{name}: there is no {kind} style {_w(use, 'val')}"


def _tag(name: str) -> str:
    return f"{{{ooxml.W}}}{name}"


def _w(element: Element, name: str) -> str | None:
    return element.get(_tag(name))


# Elements


def _element(element: Element) -> Iterator[str]:
    """What is wrong with an element and what it holds."""
    if not isinstance(element.tag, str):
        yield "a comment or instruction stands in it"
        return
    name = short(element.tag)
    known = (
        name in ooxml.SEQUENCES or name in ooxml.ANY_ORDER or name in ooxml.ATTRIBUTES or name in ooxml.PLAIN
    )
    if not known:
        yield f"{name} is no element we know"
        return
    children = [short(child.tag) if isinstance(child.tag, str) else "?" for child in element]
    yield from _order(name, children)
    yield from _attributes(name, element)
    texts = [element.text, *(child.tail for child in element)]
    if name not in ooxml.WITH_TEXT and any(text and text.strip() for text in texts):
        yield f"{name} has words outside a run"
    for child in element:
        yield from _element(child)


def _order(name: str, children: list[str]) -> Iterator[str]:
    for needed in ooxml.NEEDED.get(name, ()):
        if needed not in children:
            yield f"{name} has no {needed}"
    if name in ooxml.ANY_ORDER:
        first, rest = ooxml.ANY_ORDER[name]
        lead = [child for child in children if child in first]
        if children[: len(lead)] != lead or len(set(lead)) != len(lead):
            yield f"in {name} {lead[0]} does not come first and once"
        for child in children:
            if child not in first and child not in rest:
                yield f"{name} may not hold {child}"
        if name in ooxml.ONCE and len(set(children)) != len(children):
            yield f"{name} holds a child twice"
        return
    order = ooxml.SEQUENCES.get(name, ())
    place = -1
    for child in children:
        if child not in order:
            yield f"{name} may not hold {child}"
            continue
        now = order.index(child)
        if now < place or (now == place and child not in ooxml.REPEATS):
            yield f"in {name} {child} comes too late or twice"
        place = max(place, now)


def _attributes(name: str, element: Element) -> Iterator[str]:
    parent = element.getparent()
    around = short(parent.tag) if parent is not None else ""
    rules = ooxml.ATTRIBUTES_WITHIN.get(around) or ooxml.ATTRIBUTES.get(name, {})
    allowed = {key.rstrip("!"): pattern for key, pattern in rules.items()}
    held = {short(key): str(value) for key, value in element.attrib.items()}
    for key in rules:
        if key.endswith("!") and key[:-1] not in held:
            yield f"{name} has no {key[:-1]}"
    for key, value in held.items():
        if key not in allowed:
            yield f"{name} may not have {key}"
        elif not allowed[key].fullmatch(value):
            yield f"{name} has a value in {key} that it may not have"


def _whole(tree: Element, relations: dict[str, str]) -> Iterator[str]:
    """What holds over more than one element: cells fill the grid, fields close, ids are their own, relations lead on."""
    for element in tree.iter():
        for key, value in element.attrib.items():
            wanted = {"w:headerReference": "header", "w:footerReference": "footer", "a:blip": "image/"}
            if short(key) in ("r:id", "r:embed") and wanted.get(short(element.tag), "?") not in relations.get(
                str(value), ""
            ):
                yield f"{short(element.tag)} leads to {value!s}, which is no such part"
    pictures = Counter(element.get("id") for element in tree.iter() if short(element.tag) == "wp:docPr")
    if any(count > 1 for count in pictures.values()):
        yield "two pictures have the same id"
    for table in tree.iter(_tag("tbl")):
        columns = len(table.findall(f"{_tag('tblGrid')}/{_tag('gridCol')}"))
        for row in table.findall(_tag("tr")):
            spans = (cell.find(f"{_tag('tcPr')}/{_tag('gridSpan')}") for cell in row.findall(_tag("tc")))
            if sum(1 if span is None else int(_w(span, "val") or 0) for span in spans) != columns:
                yield "a row does not fill the grid of its table"
    for cell in tree.iter(_tag("tc")):
        if cell[-1].tag != _tag("p"):
            yield "a cell does not end with a paragraph"
    for paragraph in tree.iter(_tag("p")):
        marks = [_w(mark, "fldCharType") for mark in paragraph.iter(_tag("fldChar"))]
        if marks != ["begin", "separate", "end"] * (len(marks) // 3):
            yield "a field is not closed in its paragraph"
    for body in tree.iter(_tag("body")):
        sections = [n for n, child in enumerate(body) if child.tag == _tag("sectPr")]
        if sections != [len(body) - 1]:
            yield "the section does not close the body"
        if len(body) > 1 and body[-2].tag != _tag("p"):
            yield "no paragraph follows the last table"
