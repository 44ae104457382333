"""The directory on paper for a family, by topic or discreet, and as a table for a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.export.tables import Table, table
from toolkit.forms.blocks import Answer, Block, Heading, Outline, Paragraph
from toolkit.forms.records.service import FUNCTIONS, TOPICS
from toolkit.practice.directory import CHECK_AFTER, Service
from toolkit.practice.directory_in import COLUMNS, LABELS

TITLE, DISCREET_TITLE = "Local services", "Useful numbers"
FIRST_LINE = "A list of services near you. Tell the worker who gave it to you if anything in it is wrong."
RING_FIRST = "Ring before you go."
ABUSE = (TOPICS["abuse"], FUNCTIONS["domestic_abuse"])
TELLS = (
    *(
        "abus",
        "assault",
        "batter",
        "coerc",
        "control",
        "domestic",
        "dv",
        "freedom programme",
        "honour",
        "idva",
        "isva",
    ),
    *(
        "marac",
        "perpetrat",
        "rape",
        "refuge",
        "safe",
        "sanctuary",
        "sarc",
        "sexual violence",
        "stalk",
        "survivor",
    ),
    *("victim", "violen", "women's aid", "women’s aid", "womens aid"),
)
"""Beginnings of words by which somebody who looks at the sheet would know what it is about."""
_FACTS = (
    ("phone", "Telephone"),
    ("email", "Email"),
    ("website", "Website"),
    ("address", "Address"),
    ("hours", "Open"),
    ("criteria", "For whom"),
    ("route", "How to get in"),
    ("cost", "Cost"),
    ("languages", "Languages"),
    ("access", "Getting in and around"),
)


@dataclass(frozen=True)
class Sheet:
    """A sheet for a family, and the services that are not on it with the reason."""

    outline: Outline
    left_out: tuple[tuple[str, str], ...] = ()


def tells(text: str) -> bool:
    """Whether words would tell somebody what the matter is."""
    low = text.casefold()
    return any(re.search(rf"(?<![^\W_]){re.escape(word)}", low) for word in TELLS)


def sheet(
    services: Sequence[Service],
    today: date,
    *,
    topics: Sequence[str] = (),
    months: int = CHECK_AFTER,
    large: bool = False,
) -> Sheet:
    """The services under their topics, each once; under a further topic stands where to find it."""
    blocks: list[Block] = [Paragraph(text=FIRST_LINE, tone="note")]
    placed: dict[str, str] = {}
    wanted = list(topics) or sorted({topic for one in services for topic in one.topics}, key=str.casefold)
    for topic in wanted:
        mine = [one for one in services if topic in one.topics]
        if not mine:
            continue
        blocks.append(Heading(text=topic, level=1))
        for one in mine:
            if one.id in placed:
                blocks.append(Paragraph(text=f"{one.name}: see {placed[one.id]}."))
                continue
            placed[one.id] = topic
            blocks += _entry(one, today, months)
    rest = [one for one in services if one.id not in placed and not topics]
    if rest:
        blocks.append(Heading(text="Other services", level=1))
        for one in rest:
            blocks += _entry(one, today, months)
    return Sheet(_outline(TITLE, blocks, large))


def discreet_sheet(
    services: Sequence[Service], today: date, *, months: int = CHECK_AFTER, large: bool = False
) -> Sheet:
    """Names and numbers alone, under no heading, for somebody whose papers are looked at.

    A service whose topic or name would tell stands under its discreet name with its number and hours; without one it is
    left out. Any other line that would tell is left out too.
    """
    blocks: list[Block] = []
    left_out: list[tuple[str, str]] = []
    shown: list[tuple[str, Service, bool]] = []
    for one in services:
        hidden = any(topic in ABUSE for topic in (*one.topics, one.function)) or tells(one.name)
        name = one.text("plain_name") if hidden else one.name
        if not name or tells(name):
            left_out.append((one.name, "Its name would tell, and it has no discreet one."))
        elif not one.text("phone") and hidden:
            left_out.append((one.name, "It has no telephone, and its addresses would tell."))
        else:
            shown.append((name, one, hidden))
    for name, one, hidden in sorted(shown, key=lambda row: row[0].casefold()):
        blocks.append(Heading(text=name, level=2))
        for label, lines in _quiet(one, hidden):
            blocks.append(Answer(label=label, lines=lines))
        blocks += _old(one, today, months)
    return Sheet(_outline(DISCREET_TITLE, blocks, large), tuple(left_out))


def _quiet(one: Service, hidden: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    keys = ("phone", "hours") if hidden else ("phone", "email", "website", "address", "hours", "cost")
    labels = dict(_FACTS)
    for key in keys:
        lines = tuple(line for line in _lines(one, key) if not tells(line))
        if lines:
            yield labels[key], lines


def _entry(one: Service, today: date, months: int) -> Iterator[Block]:
    yield Heading(text=one.name, level=2)
    if support := one.text("support"):
        yield Paragraph(text=support)
    for key, label in _FACTS:
        if lines := tuple(_lines(one, key)):
            yield Answer(label=label, lines=lines)
    if one.self_referral in ("Yes", "No"):
        words = "Yes, ring or go" if one.self_referral == "Yes" else "No, ask your worker to refer you"
        yield Answer(label="Without a referral", lines=(words,))
    yield from _old(one, today, months)


def _old(one: Service, today: date, months: int) -> Iterator[Block]:
    if one.stale(today, months):
        yield Paragraph(text=f"{one.last_checked}. {RING_FIRST}", tone="note")


def _lines(one: Service, key: str) -> list[str]:
    lines = [line.strip(" ,") for line in one.text(key).splitlines() if line.strip(" ,")]
    if key != "address":
        return lines
    postcode = one.text("postcode")
    if postcode and postcode not in " ".join(lines):
        lines.append(postcode)
    # One line, so that it stands in the table with the other facts.
    return [", ".join(lines)] if lines else []


def _outline(title: str, blocks: list[Block], large: bool) -> Outline:
    # What is set for a child is set large.
    return Outline(
        title=title,
        audience="child" if large else "family",
        blocks=tuple(blocks),
        status="",
        draft=False,
    )


def directory_table(services: Sequence[Service]) -> Table:
    """The directory as it goes to a spreadsheet and comes back: everything but the private notes."""
    rows = []
    for one in services:
        own = {"topics": "; ".join(one.topics), "function": one.function, "self_referral": one.self_referral}
        rows.append([own.get(key, one.text(key)) for key in COLUMNS])
    return table("services", [LABELS[key] for key in COLUMNS], rows)
