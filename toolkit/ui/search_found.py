"""What the search finds, in groups: families, people, names that sound alike, records of a time, records, places to go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.forms import dates
from toolkit.practice.names import SURE, Match
from toolkit.practice.when import Asked, Span, read_asked
from toolkit.ui import words
from toolkit.ui.directory.page import open_directory
from toolkit.ui.families import matching
from toolkit.ui.guidance_levels import open_levels
from toolkit.ui.page import Go
from toolkit.ui.session import Session
from toolkit.ui.team.pages import open_team
from toolkit.ui.widgets import PLACES
from toolkit.vault.rows import FamilyRow
from toolkit.vault.search import Hit

MOST_FAMILIES, MOST_PEOPLE, MOST_ALIKE = 5, 6, 6
MOST_RECORDS = 30
LOOKED_AT = 40
ALIKE = "Sounds or looks like it"
_HOW = {"short_form": "Short form", "sounds": "Sounds alike", "spelled": "Spelled nearly the same"}
_GROUPS = {"child": "Child", "adult": "Adult", "professional": "Worker"}


@dataclass(frozen=True)
class Found:
    """One line of the answer: where pressing it goes."""

    icon: str
    title: str
    line: str
    go: Callable[[Go], object]
    parts: tuple[tuple[str, bool], ...] = ()
    draft: bool = False


Groups = list[tuple[str, list[Found]]]
"""Headings with their lines."""


class Finder:
    """Asks the names, the records and the commands for what was typed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._families = session.vault.records.families()

    def groups(self, typed: str) -> Groups:
        """Everything that was found, the surest first. Raises what reading raises."""
        if not typed.strip():
            return [("Go to", commands(self.session, ""))]
        families = matching(self._families, typed)[:MOST_FAMILIES]
        shown = {row.id for row in families}
        matches = self.session.names().find(typed, LOOKED_AT)
        people = [one for one in matches if one.sure and one.person is not None]
        people += self._born(typed)
        alike = [
            one for one in matches if not one.sure and not (one.person is None and one.family.id in shown)
        ]
        asked = read_asked(typed, self.session.today())
        timed = self._in_time(asked)
        known = {hit.record_id for _, hits in timed for hit in hits}
        hits = [hit for hit in self._records(typed, shown) if hit.record_id not in known]
        return [
            ("Families", [family_line(row) for row in families]),
            ("People", [self._person(one) for one in people[:MOST_PEOPLE]]),
            *((heading, [self._hit(hit) for hit in found]) for heading, found in timed),
            ("Records", [self._hit(hit) for hit in hits]),
            (ALIKE, [self._alike(one) for one in one_each(alike)[:MOST_ALIKE]]),
            *([] if hits or asked.span else self._meant(typed, shown | {one.family.id for one in alike})),
            ("Go to", commands(self.session, typed)),
        ]

    def _records(self, typed: str, shown: set[str], span: Span | None = None) -> list[Hit]:
        between = (span.since, span.until) if span else None
        return [
            hit
            for hit in self.session.vault.search.find(typed, MOST_RECORDS, between=between)
            if not self.session.is_family(hit.form_id) or hit.family_id not in shown
        ]

    def _in_time(self, asked: Asked) -> list[tuple[str, list[Hit]]]:
        """Records whose day is within what was typed, with the other words in them."""
        if asked.span is None:
            return []
        hits = self._records(asked.words, set(), asked.span)
        named = f"{_when(asked.span)}, with “{asked.words}”" if asked.words else _when(asked.span)
        return [(named, hits)]

    def _meant(self, typed: str, shown: set[str]) -> Groups:
        """Records that hold the name that was meant, where nothing holds what was typed."""
        index = self.session.names()
        parts = typed.split()
        meant = [next((word.capitalize() for word in index.words_like(part)), part) for part in parts]
        if meant == parts:
            return []
        words_ = " ".join(meant)
        return [(f"Records with “{words_}”", [self._hit(hit) for hit in self._records(words_, shown)])]

    def _born(self, typed: str) -> Iterator[Match]:
        """Whoever was born on the very day that was typed."""
        asked = read_asked(typed, self.session.today())
        if asked.span is None or asked.words or asked.span.first != asked.span.last:
            return
        day = asked.span.first.isoformat()
        for family in self.session.vault.names.families():
            for person in family.people:
                if person.birth == day:
                    yield Match(family, person, SURE, "begun")

    def _person(self, match: Match, how: str = "") -> Found:
        person, family = match.person, match.family
        assert person is not None
        born = f"born {dates.show(person.birth)}" if dates.is_day(person.birth) else ""
        gone = "died" if person.status == "died" else ""
        parts = [_GROUPS[person.group], born, gone, words.family_words(family.name), family.reference, how]
        line = "  ·  ".join(part for part in parts if part)
        return Found("user", person.name, line, lambda go: go.family(family.id))

    def _alike(self, match: Match) -> Found:
        how = _HOW.get(match.how, "")
        if match.person is not None:
            return self._person(match, how)
        family = match.family
        line = "  ·  ".join(part for part in (family.reference, how) if part)
        return Found("users-three", words.family_words(family.name), line, lambda go: go.family(family.id))

    def _hit(self, hit: Hit) -> Found:
        day = dates.show(hit.event[:10]) if dates.is_day(hit.event) else ""
        family = (
            words.family_words(hit.family_name)
            if hit.family_name
            else words.without_family(team=self.session.catalogue.of_team(hit.form_id))
        )
        title = "Family file" if self.session.is_family(hit.form_id) else hit.title
        return Found(
            "folder-open" if self.session.is_family(hit.form_id) else "note",
            title,
            "  ·  ".join(part for part in (family, day) if part),
            lambda go: go.record(hit.record_id),
            hit.parts,
            hit.status == "draft",
        )


def one_each(matches: Sequence[Match]) -> list[Match]:
    """A family that is alike by its own name stands for everyone in it that is alike in no other way."""
    whole = {one.family.id: one.score for one in matches if one.person is None}
    return [
        one for one in matches if one.person is None or one.score > whole.get(one.family.id, float("-inf"))
    ]


def family_line(row: FamilyRow) -> Found:
    """A family as one line."""
    line = "  ·  ".join(part for part in (row.reference, row.summary) if part)
    return Found("users-three", words.family_words(row.name), line, lambda go: go.family(row.id))


def commands(session: Session, typed: str) -> list[Found]:
    """Places and commands whose name, or the words under it, hold every word."""
    found = [Found(p.icon, p.word, p.shortcut, lambda go, k=p.key: go.place(k)) for p in PLACES]  # type: ignore[misc]
    found += [
        Found("list-bullets", "Levels of need", "Thresholds, signs", lambda go: open_levels(session, go)),
        Found(
            "storefront", "Local services", "Directory, who can help", lambda go: open_directory(session, go)
        ),
        Found(
            "users-three", "Me and my team", "Training, learning, audit", lambda go: open_team(session, go)
        ),
        Found("note-pencil", "Quick note", "Ctrl+Q", lambda go: go.quick_note()),
        Found("door", "No answer", "Ctrl+Shift+N", lambda go: go.quick_note(no_answer=True)),
        Found("lock-simple", "Lock", "Ctrl+L", lambda go: go.lock()),
    ]
    wanted = typed.casefold().split()
    return [one for one in found if all(word in f"{one.title} {one.line}".casefold() for word in wanted)]


def _when(span: Span) -> str:
    if span.words.startswith("since"):
        return f"S{span.words[1:]}"
    if span.words.startswith("the week"):
        return f"T{span.words[1:]}"
    return f"On {span.words}" if span.first == span.last else f"In {span.words}"
