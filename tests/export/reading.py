"""Reads a copy back: the words of a Word file in reading order, without those the writer adds of its own."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

FORM_WORDS = "Form words"
"""The style of words that stand in every copy and in no outline: heads of columns to sign in, boxes, numbers of a scale."""


def words_of(source: Path | Document) -> list[str]:
    """Every paragraph of the body, tables cell by cell, as `blocks.text_of` gives those of an outline."""
    document = docx.Document(str(source)) if isinstance(source, Path) else source
    return [words for paragraph in paragraphs(document) if (words := own_words(paragraph))]


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """Each paragraph of the body in reading order."""
    for element in document.element.body:
        if element.tag == qn("w:p"):
            yield Paragraph(element, document)
        elif element.tag == qn("w:tbl"):
            # Cells of a table within a cell are met once, in their place.
            for inner in element.iter(qn("w:p")):
                yield Paragraph(inner, Table(element, document))


def own_words(paragraph: Paragraph) -> str:
    """A paragraph's words without those in the form's own style."""
    return "".join(
        run.text for run in paragraph.runs if run._r.find(f"{qn('w:rPr')}/{qn('w:rStyle')}") is None
    )


class _Body(HTMLParser):
    """Collects the words of each paragraph of a page's body."""

    BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h6"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._inside = ""
        self._skipped = 0
        self._parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = "form-words" in (dict(attrs).get("class") or "")
        if tag in self.BLOCKS:
            self._inside, self._parts, self._skipped = tag, [], int(own)
        elif tag == "span" and own:
            self._skipped += 1
        elif tag == "br":
            self._parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            words = "".join(self._parts)
            if words and words != "\u00a0":
                self.words.append(words)
            self._inside = ""
        elif tag == "span" and self._skipped:
            self._skipped -= 1

    def handle_data(self, data: str) -> None:
        if self._inside and not self._skipped:
            self._parts.append(data)


def words_of_html(html: str) -> list[str]:
    """Every paragraph of a page's body, as `blocks.text_of` gives those of an outline."""
    body = _Body()
    body.feed(html)
    body.close()
    return body.words
