"""The other side of the measure: what somebody writes who fills in the same form's blank Word paper by hand."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docx
import msgspec
from docx.oxml.ns import qn

from toolkit.export import word
from toolkit.forms.blocks import Outline, text_of
from toolkit.forms.five_answers import FIVE_ANSWERS
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Answers
from toolkit.forms.rules import Entry, pages
from toolkit.forms.words import SCALE_WORDS
from toolkit.ui.blank_paper import blank_outline
from toolkit.ui.release_record import Leaving
from toolkit.ui.session import Session
from toolkit.ui.wizard.open import first_answers as decision_begun
from toolkit.ui.wizard.open import is_decision

UNSAID = re.compile(r"(not this time|left for another time|not recorded|none|nothing)\b.*", re.IGNORECASE)
"""What stands where nothing was said: a stroke of the pen."""


@dataclass(frozen=True)
class ByHand:
    """What is written by hand: characters, a tick or a stroke counting as one, and the places they stand in."""

    characters: int
    places: int
    ticks: int
    written: tuple[str, ...]

    @property
    def keys(self) -> int:
        """Every character, and one key to come to each place."""
        return self.characters + self.places


def by_hand(session: Session, record_id: str) -> ByHand:
    """Lays the finished paper of a record beside the blank one of its form, both as real Word documents."""
    leaving = Leaving(session, record_id)
    stamp = leaving.request("word").stamp
    entry = leaving.store.entry
    blank = word.document(blank_outline(session, entry.form.id), stamp)
    done = list(pieces(word.document(leaving.outline("practitioner", ""), stamp)))
    for line in _worked_out(leaving):
        if line in done:
            done.remove(line)
    nothing = outline(entry, _begun(session, leaving), leaving.store.context({}), "practitioner", Meta())
    asked = leaving.store.context({}).facts.get("@pre_questions", "").split("\n")
    return beside([*pieces(blank), *pieces(word.document(nothing, stamp)), *asked], done, entry)


def _begun(session: Session, leaving: Leaving) -> Answers:
    """A record in which nothing was said yet: what its paper prints, such as the rules it is made under, is the form's."""
    return decision_begun(session, leaving.record.family_id) if is_decision(leaving.record.form_id) else {}


def _worked_out(leaving: Leaving) -> Iterator[str]:
    """What the program works out and puts on top of a paper, such as when each child was seen before."""
    store, answers = leaving.store, leaving.record.answers
    if store.entry.lead:
        lead = tuple(store.entry.lead(answers, store.context(answers), "practitioner"))
        for words in text_of(Outline(title="", audience="practitioner", blocks=lead)):
            yield from words.split("\n")


def pieces(document: bytes) -> Iterator[str]:
    """Each line of the body of a Word document, tables cell by cell.

    What stands round the page and the warnings on top are left out: nobody copies them onto a paper.
    """
    body = docx.Document(io.BytesIO(document)).element.body
    for paragraph in body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) == "WarningBox":
            continue
        parts = []
        for one in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
            parts.append((one.text or "") if one.tag == qn("w:t") else "\n")
        yield from (line for line in "".join(parts).split("\n") if line.strip())


def beside(blank: list[str], done: list[str], entry: Entry) -> ByHand:
    """What stands on the finished paper and not on the blank one; words of the form are printed wherever they stand."""
    printed, offered = _form_words(entry)
    for line in blank:
        first, *boxes = line.split("☐")
        printed |= {_plain(one) for one in (line, first, *boxes)}
        offered |= {_plain(one) for one in boxes}
    characters = places = ticks = 0
    written = []
    for line in done:
        words = _without_label(line, printed, offered)
        if not words:
            continue
        chosen = re.split(r"; |, ", words)
        if UNSAID.fullmatch(words):
            marks = 1
        elif all(_plain(one) in offered for one in chosen):
            marks = len(chosen)
        elif _plain(words) in offered:
            marks = 1
        else:
            characters += len(words)
            places += 1
            written.append(words)
            continue
        characters, places, ticks = characters + marks, places + marks, ticks + marks
    return ByHand(characters, places, ticks, tuple(written))


def _without_label(line: str, printed: set[str], offered: set[str]) -> str:
    """A line without what the form prints of it: the whole of it, or the label it begins with."""
    plain = _plain(line)
    if plain in offered:
        return line.strip()
    if plain in printed:
        return ""
    return " ".join(
        filter(None, (_said(part, printed) for part in re.split(r"(?<=[.;]) | · ", line.strip())))
    )


def _said(part: str, printed: set[str]) -> str:
    """A sentence of a line without the label it begins with; nothing where the form prints all of it."""
    label, colon, rest = part.partition(": ")
    if colon and _plain(label) in printed:
        return _said(rest, printed)
    return "" if _plain(part) in printed else part.strip()


def _plain(words: str) -> str:
    return " ".join(words.replace("\u00a0", " ").split()).strip(" .:?").casefold()


def _form_words(entry: Entry) -> tuple[set[str], set[str]]:
    """Every label, title and hint of a form, and every answer it offers to be ticked."""
    printed: set[str] = {_plain(entry.form.title)}
    offered = {_plain(one) for one in (*FIVE_ANSWERS.values(), *SCALE_WORDS.values())}
    for page in pages(entry.form):
        _gather(msgspec.to_builtins(page), printed, offered)
    return printed, offered


def _gather(part: Any, printed: set[str], offered: set[str], *, option: bool = False) -> None:
    match part:
        case dict():
            for key, value in part.items():
                into = key in ("options", "offered") or (option and key == "label") or key == "none_label"
                _gather(value, printed, offered, option=into)
        case list() | tuple():
            for value in part:
                _gather(value, printed, offered, option=option)
        case str():
            (offered if option else printed).add(_plain(part))
