"""The local directory (R22): its services, topics, filters, and which entries nobody has checked for too long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import Answers
from toolkit.forms.records.service import FUNCTIONS, TOPICS
from toolkit.forms.vocabulary import FIVE_ANSWERS
from toolkit.forms.working_days import months_after

SERVICE = "service"
OTHER = "other: "
CHECK_AFTER = 12
"""Months after which an entry is checked again, until another number is set."""
TOPICS_FACT, MONTHS_FACT = "directory_topics", "directory_months"
"""Under which the vault keeps the topics that were added or taken away, and the months."""


def kept_value(words: str, known: Mapping[str, str]) -> str:
    """How a word is kept as an answer: the key of the option of that name, else as another one."""
    plain = " ".join(words.split())
    for key, label in known.items():
        if plain.casefold() in (key, label.casefold()):
            return key
    return f"{OTHER}{plain}" if plain else ""


def words_of(value: object, known: Mapping[str, str]) -> str:
    """The words of an answer kept so."""
    text = str(value or "")
    return known.get(text, text.removeprefix(OTHER))


@dataclass(frozen=True)
class Service:
    """One entry of the directory with its answers."""

    id: str
    answers: Answers = field(default_factory=dict)

    def text(self, key: str) -> str:
        """What is written under a key; nothing when there is nothing."""
        value = self.answers.get(key)
        return value.strip() if isinstance(value, str) else ""

    @property
    def name(self) -> str:
        """What it is called; never empty."""
        return self.text("name") or "Service without a name"

    @property
    def topics(self) -> tuple[str, ...]:
        """Its topics in words; several others may stand in one answer, with semicolons between."""
        found = self.answers.get("topics")
        words = [words_of(one, TOPICS) for one in found] if isinstance(found, list) else []
        return tuple(dict.fromkeys(part.strip() for one in words for part in one.split(";") if part.strip()))

    @property
    def function(self) -> str:
        """What kind of place it is, in words."""
        return words_of(self.answers.get("function"), FUNCTIONS)

    @property
    def self_referral(self) -> str:
        """Whether a family can go there by itself, in words; empty when it was not recorded."""
        return FIVE_ANSWERS.get(str(self.answers.get("self_referral") or ""), "")

    @property
    def closed(self) -> bool:
        """Whether it is no longer there."""
        return bool(self.text("closed_on"))

    @property
    def checked(self) -> date | None:
        """When somebody last checked it; None when never, or when the day cannot be read."""
        day = self.text("checked_on")
        return dates.first_day(day) if dates.is_day(day) else None

    def stale(self, today: date, months: int = CHECK_AFTER) -> bool:
        """Whether it is to be checked again."""
        return self.checked is None or months_after(self.checked, months) < today

    @property
    def last_checked(self) -> str:
        """What stands beside a stale entry, on the screen and on paper."""
        return f"Last checked {dates.show(self.checked.isoformat())}" if self.checked else "Never checked"

    @property
    def searched(self) -> str:
        """Every word it can be found by."""
        keys = (
            *(
                "name",
                "run_by",
                "support",
                "criteria",
                "route",
                "phone",
                "email",
                "website",
                "address",
                "postcode",
            ),
            *("town", "cluster", "hours", "cost", "languages", "access", "note"),
        )
        return " ".join((*(self.text(key) for key in keys), *self.topics, self.function)).casefold()


@dataclass(frozen=True)
class Wanted:
    """What the list is filtered by; what is empty filters nothing."""

    words: str = ""
    topic: str = ""
    function: str = ""
    town: str = ""
    cluster: str = ""
    to_check: bool = False
    closed: bool = False


def found(
    services: Iterable[Service], wanted: Wanted, today: date, months: int = CHECK_AFTER
) -> list[Service]:
    """The services that fit every filter, by name. Those that are no longer there come only when asked for."""
    words = wanted.words.casefold().split()
    return sorted(
        (
            one
            for one in services
            if one.closed == wanted.closed
            and wanted.topic in ("", *one.topics)
            and wanted.function in ("", one.function)
            and wanted.town.casefold() in ("", one.text("town").casefold())
            and wanted.cluster.casefold() in ("", one.text("cluster").casefold())
            and (not wanted.to_check or one.stale(today, months))
            and all(word in one.searched for word in words)
        ),
        key=lambda one: one.name.casefold(),
    )


def values_of(services: Iterable[Service], key: str) -> list[str]:
    """Each town or cluster that is in use, once, in order."""
    known: dict[str, str] = {}
    for one in services:
        if one.text(key):
            known.setdefault(one.text(key).casefold(), one.text(key))
    return [known[key] for key in sorted(known, key=lambda text: (len(text) > 2, text))]


@dataclass(frozen=True)
class Topics:
    """The topics on offer: the 36 every directory begins with, less those taken away, and those added here."""

    added: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    @classmethod
    def read(cls, kept: object) -> Topics:
        """From what the vault keeps; anything else counts as nothing."""
        given: Mapping[str, Any] = kept if isinstance(kept, dict) else {}

        def texts(key: str) -> tuple[str, ...]:
            value = given.get(key)
            return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()

        return cls(texts("added"), texts("hidden"))

    def kept(self) -> dict[str, list[str]]:
        """As the vault keeps them."""
        return {"added": list(self.added), "hidden": list(self.hidden)}

    def names(self, services: Sequence[Service] = ()) -> list[str]:
        """The topics in order; one that a service uses is never missing."""
        used = {topic for one in services for topic in one.topics}
        names = {name for name in (*TOPICS.values(), *self.added) if name not in self.hidden} | used
        return sorted(names, key=str.casefold)

    def add(self, name: str) -> Topics:
        """With one more; one that was taken away comes back, and one that is there stays as it is."""
        plain = " ".join(name.split())
        same = [one for one in (*TOPICS.values(), *self.added) if one.casefold() == plain.casefold()]
        if same or not plain:
            return Topics(self.added, tuple(one for one in self.hidden if one not in same))
        return Topics((*self.added, plain), self.hidden)

    def without(self, name: str) -> Topics:
        """With one less; the services that have it keep it."""
        added = tuple(one for one in self.added if one != name)
        hidden = (*self.hidden, name) if name in TOPICS.values() and name not in self.hidden else self.hidden
        return Topics(added, hidden)
