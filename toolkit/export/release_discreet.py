"""The discreet copy: a small card that a person may keep where somebody else could find it, and what a copy would tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.export.stamp import Stamp
from toolkit.forms import dates
from toolkit.forms.blocks import Answer, Block, Outline, Panel, Paragraph, Table, TickBoxes, text_of
from toolkit.forms.words import NOT_RECORDED

TITLE = "To remember"
FILE_NAME = "to remember"
TALK = "Someone to talk to: {phone}"
MOST_LETTERS = 120
MOST_LINES = 8
"""A card that fits a pocket."""
REVEALING = (
    "abus",
    "advocate",
    "agenc",
    "alcohol",
    "assault",
    "assess",
    "bruis",
    "child in need",
    "child protection",
    "children's services",
    "children’s services",
    "clinic",
    "coerc",
    "conference",
    "controlling",
    "council",
    "counsel",
    "court",
    "danger",
    "domestic",
    "drug",
    "early help",
    "family support",
    "fled",
    "front door",
    "harm",
    "health visit",
    "helpline",
    "hit ",
    "hurt",
    "idva",
    "injur",
    "intervention",
    "key worker",
    "legal",
    "maltreat",
    "marac",
    "mash",
    "midwi",
    "multi-agency",
    "neglect",
    "non-molestation",
    "nspcc",
    "nurse",
    "nursery nurse",
    "outreach",
    "perpetrat",
    "police",
    "practitioner",
    "probation",
    "rape",
    "referral",
    "refuge",
    "restrain",
    "risk",
    "safeguard",
    "safety plan",
    "self-harm",
    "service",
    "social care",
    "social work",
    "solicitor",
    "strangl",
    "support worker",
    "team around",
    "threat",
    "unsafe",
    "victim",
    "violen",
    "women's aid",
    "women’s aid",
    "worker",
    "worr",
)
"""Beginnings of words that would tell a finder what the paper is about."""

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf"\b\d{{1,2}} (?:{_MONTHS}) \d{{4}}")
_SHORT_DAY = re.compile(rf"(?:[A-Z][a-z]+day )?\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?")
_PHONE = re.compile(r"\+?\d[\d\s()\-./]{6,}\d")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
_STREET = re.compile(
    r"\b\d+[a-z]?,? (?:[A-Z][\w’']+ ){1,4}(?:Road|Rd|Street|St|Row|Lane|Ave(?:nue)?|Close|Drive|Court|Way|Terrace|Place)\b"
)
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[“\"‘][^”\"’]{3,}[”\"’]")


@dataclass(frozen=True, kw_only=True)
class Known:
    """What may give a paper away: names of services and who works there, addresses, and names of people of the file.

    `helpline` is a number that may stand on a paper somebody else could find, or nothing.
    """

    services: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    helpline: str = ""


def carries(outline: Outline, stamp: Stamp, known: Known) -> list[str]:
    """What a finder would read in a copy, in words: an address, a telephone number, a service, somebody's own words, a day."""
    text = "\n".join(text_of(outline))
    whole = "\n".join((text, stamp.organisation, stamp.contact))
    found = [
        ("an address", _has(text, known.addresses) or bool(_POSTCODE.search(text) or _STREET.search(text))),
        ("a telephone number", any(_is_phone(m) for m in _PHONE.findall(whole))),
        ("the name of a service", bool(stamp.organisation) or _has(text, known.services) or _reveals(text)),
        ("somebody’s own words", bool(_QUOTED.search(text)) or outline.audience == "child"),
        ("a day", bool(_DAY.search(text))),
    ]
    return [words for words, there in found if there]


def discreet(outline: Outline, known: Known, today: date) -> Outline | None:
    """A card with the days to come and what was promised, or None where nothing of the copy is fit for one.

    It is made of a copy for the family or the child, so it never holds what they may not have. A line that names a
    service, an address, a telephone number, a person or what the matter is does not come on it.
    """
    lines = list(dict.fromkeys(line for block in outline.blocks for line in _lines(block, today)))
    kept = [line for line in lines if fit(line, known)][:MOST_LINES]
    if not kept:
        return None
    talk = [Paragraph(text=TALK.format(phone=known.helpline))] if known.helpline else []
    body: list[Block] = [Paragraph(text=line, tone="big") for line in kept]
    return Outline(
        title=TITLE,
        audience=outline.audience,
        blocks=(*body, *talk),
        status="",
        version=outline.version,
        draft=outline.draft,
    )


def discreet_stamp(stamp: Stamp) -> Stamp:
    """What stands round a discreet copy: the day it was printed, and nothing of who keeps it."""
    return Stamp(printed_by="", printed_on=stamp.printed_on, marking="", quiet=True)


def fit(line: str, known: Known) -> bool:
    """Whether a line may be found by somebody else."""
    names = (*known.services, *known.addresses, *known.people)
    tells = _reveals(line) or _has(line, names) or bool(_POSTCODE.search(line) or _STREET.search(line))
    phones = [m for m in _PHONE.findall(_DAY.sub(" ", line)) if _is_phone(m)]
    return not tells and not phones and not _QUOTED.search(line)


def _lines(block: Block, today: date) -> Iterator[str]:
    """What of a block is a day to come or a promise, a line each."""
    match block:
        case Table(head=head, rows=rows) if head[:3] == ("What", "Who", "By when"):
            for row in rows:
                done = len(row) > 3 and bool(row[3].strip())
                if not done and row[0] != NOT_RECORDED:
                    said = (part for part in (row[0], row[2]) if part.strip() and part != NOT_RECORDED)
                    yield ", ".join(" ".join(part.split()) for part in said)
        case Table(head=head, rows=rows):
            days = [" ".join(cell.split()) for row in rows for cell in row if _to_come(cell, today)]
            yield from days
        case Answer(label=label, lines=lines):
            yield from (f"{label}: {line}" for line in lines if _to_come(line, today))
        case Panel(picture=("calendar" | "door"), lines=lines):
            yield from lines
        case TickBoxes(options=options) if options and all(_SHORT_DAY.fullmatch(one) for one in options):
            yield ", ".join(dict.fromkeys(options))
        case Panel(lines=lines):
            yield from (line for line in lines if _to_come(line, today))
        case _:
            return


def _to_come(words: str, today: date) -> bool:
    """Whether words are a day from today on, and little else."""
    return len(words) <= MOST_LETTERS and any(_is_ahead(text, today) for text in _DAY.findall(words))


def _is_ahead(text: str, today: date) -> bool:
    try:
        return dates.first_day(dates.read_day(text, today)) >= today
    except dates.NotADay:
        # Somebody wrote a day that there is not.
        return False


def _reveals(text: str) -> bool:
    low = f" {text.casefold()} "
    return any(re.search(rf"\b{re.escape(word.strip())}", low) for word in REVEALING)


def _has(text: str, names: tuple[str, ...]) -> bool:
    """Whether any of some names stands in a text in whole words."""
    low = _plain(text)
    return any(f" {name} " in low for name in (_plain(one).strip() for one in names) if name)


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _is_phone(found: str) -> bool:
    return 7 <= sum(letter.isdigit() for letter in found) <= 15
