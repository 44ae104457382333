"""Guidance cards: short practice knowledge in our own words, one Markdown file each, read from `resources/guidance`.

A file opens with its facts between two lines of `---`, one `key: value` a line; the body is a list of points, one a
line starting with `- `. It is read strictly: a card without its source or its status is no card.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.paths import resources

CardStatus: TypeAlias = Literal["current", "check", "old"]
STATUS_WORDS: dict[str, str] = {
    "current": "Current",
    "check": "Local or dated: confirm before relying on it",
    "old": "Replaced: kept so that older records can be read",
}
SAFETY_LINE = "Child in danger now: 999. Worried about harm: phone the front door for your area. Do not wait for a form."
MOST_POINTS = 12
THEMES: dict[str, str] = {
    "sharing": "Sharing information",
    "levels": "Levels of need",
    "thinking": "Seeing, hearing, thinking",
    "voice": "Children's own words",
    "recording": "Recording and assessing",
    "process": "Steps and meetings",
    "learning": "Learning and practice",
}
"""What a card is about, in the order they are offered."""
_KEYS = ("id", "title", "appears", "theme", "source", "status", "licence", "checked", "harm")
_OLD_KEYS = ("replaced", "see")


class CardFault(ToolkitError):
    """A guidance card that cannot be read; the sentence names its file."""


@dataclass(frozen=True)
class Card:
    """One card. `appears` names the records it belongs to; `checked` is an ISO month or day.

    An old card says in `replaced` what holds instead, and `see` is the id of the card to read now.
    """

    id: str
    title: str
    appears: tuple[str, ...]
    source: str
    status: CardStatus
    licence: str
    checked: str
    harm: bool
    points: tuple[str, ...]
    theme: str = "process"
    replaced: str = ""
    see: str = ""

    @property
    def safety_line(self) -> str:
        """What stands on every card that speaks of harm; else nothing."""
        return SAFETY_LINE if self.harm else ""

    @property
    def foot(self) -> str:
        """Source and status as printed at the foot."""
        return (
            f"Source: {self.source}. {STATUS_WORDS[self.status]}. Last looked at {dates.show(self.checked)}."
        )

    @property
    def text(self) -> str:
        """Every word of the card, for the search within guidance."""
        return "\n".join(filter(None, (self.title, *self.points, self.safety_line, self.replaced, self.foot)))


@dataclass(frozen=True)
class Cards:
    """The cards by id, in order of their titles, and what was wrong with those that could not be read."""

    cards: tuple[Card, ...]
    faults: tuple[CardFault, ...] = ()

    def get(self, card_id: str) -> Card | None:
        """The card with this id, or None."""
        return next((card for card in self.cards if card.id == card_id), None)

    def about(self, record: str) -> list[Card]:
        """The cards that belong to a record, by its number in the specification such as `R02`, or its form id."""
        return [card for card in self.cards if record in card.appears]

    def find(self, words: str, theme: str = "", status: str = "") -> list[Card]:
        """The cards of a theme and status in which every word occurs, those with a word in the title first."""
        wanted = words.casefold().split()
        hits = [
            card
            for card in self.cards
            if theme in ("", card.theme)
            and status in ("", card.status)
            and all(word in card.text.casefold() for word in wanted)
        ]
        return sorted(hits, key=lambda card: not any(word in card.title.casefold() for word in wanted))


def load(folder: Path | None = None) -> Cards:
    """The cards of a folder. A bad file is named among the faults, and the others load."""
    cards, faults = [], []
    for path in sorted((folder or resources() / "guidance").glob("*.md")):
        try:
            cards.append(read(path))
        except CardFault as fault:
            faults.append(fault)
    return Cards(tuple(sorted(cards, key=lambda card: card.title.casefold())), tuple(faults))


def read(path: Path) -> Card:
    """One card from its file. Raises CardFault naming the file and what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise CardFault(f"The guidance card {path.name} could not be read. It was left out.") from None
    parts = text.split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise _fault(path, "it does not open with its facts between two lines of ---")
    facts = _facts(path, parts[1])
    points = tuple(line[2:].strip() for line in parts[2].splitlines() if line.startswith("- "))
    stray = [line for line in parts[2].splitlines() if line.strip() and not line.startswith("- ")]
    if stray or not points or len(points) > MOST_POINTS:
        raise _fault(
            path, f"its body is a list of 1 to {MOST_POINTS} points, each on a line starting with “- ”"
        )
    status = facts["status"]
    if status not in get_args(CardStatus):
        raise _fault(path, "its status is not current, check or old")
    if facts["theme"] not in THEMES:
        raise _fault(path, "its theme is not one of those on offer")
    if (status == "old") != bool(facts.get("replaced")):
        raise _fault(path, "a card that is old, and no other, says what replaced it")
    return Card(
        id=facts["id"],
        title=facts["title"],
        appears=tuple(part.strip() for part in facts["appears"].split(",")),
        source=facts["source"],
        status=status,  # type: ignore[arg-type]  # looked at above
        licence=facts["licence"],
        checked=facts["checked"],
        harm=facts["harm"] == "yes",
        points=points,
        theme=facts["theme"],
        replaced=facts.get("replaced", ""),
        see=facts.get("see", ""),
    )


def _facts(path: Path, text: str) -> dict[str, str]:
    facts: dict[str, str] = {}
    for line in text.splitlines():
        key, colon, value = line.partition(":")
        if not colon or key.strip() not in (*_KEYS, *_OLD_KEYS) or key.strip() in facts:
            raise _fault(path, f"it has a line that is not known: “{line.strip()[:40]}”")
        facts[key.strip()] = value.strip()
    missing = [key for key in _KEYS if not facts.get(key)]
    if missing:
        raise _fault(path, f"it does not say its {', '.join(missing)}")
    return facts


def _fault(path: Path, what: str) -> CardFault:
    return CardFault(f"The guidance card {path.name} was left out: {what}.")
