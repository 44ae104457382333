"""What a worker looks for in a chronology: some of its events, repeats, gaps, counts, the same told twice, who told nothing.

Counts are plain numbers with what is behind them; there is no score.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal, TypeAlias

from rapidfuzz import fuzz

from toolkit.forms.people import dicts
from toolkit.practice.chronology import KINDS, Event, Source
from toolkit.practice.duplicates import ALIKE, FEW

REPEAT = timedelta(days=90)
"""Two events of one kind within this time are marked as a repeat (records, R03)."""
GAP_DAYS = 90
OWN = "@own"
"""Stands for our own records where events are narrowed to an agency."""
_NO_REPEAT = ("birth_death", "service", "strength", "other")
_UNMET = ("not_brought", "attempted")

Held: TypeAlias = Literal["", "workers", "oversight", "restricted", "third_party"]
"""Why a reader does not get an event; nothing where it does."""


# Some of its events


@dataclass(frozen=True)
class Narrowed:
    """To whom, which kind, which agency and which days a chronology is narrowed; empty leaves everything in."""

    person: str = ""
    kind: str = ""
    agency: str = ""
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return self != Narrowed()

    def of(self, events: Iterable[Event]) -> list[Event]:
        """The events that are left; an event about nobody in particular is about all."""
        return [
            e
            for e in events
            if (not self.person or _about(e, self.person))
            and (not self.kind or self.kind in e.kinds)
            and (not self.agency or any(_from(part, self.agency) for part in e.parts))
            and (self.since is None or e.span[1] >= self.since)
            and (self.until is None or e.span[0] <= self.until)
        ]


EVERYTHING = Narrowed()


def _about(event: Event, person: str) -> bool:
    people = [who for part in event.parts for who in (*part.people, *part.others)]
    return not people or person in people


def _from(event: Event, agency: str) -> bool:
    return not event.agency if agency == OWN else event.agency.casefold() == agency.casefold()


def held_back(event: Event, reader: str) -> Held:
    """Why a reader does not get an event. `reader` is family, agency, court, or anything else for a copy that holds everything."""
    if reader == "family" and event.workers_only:
        return "workers"
    if reader in ("agency", "court") and "supervision" in event.kinds:
        return "oversight"
    if reader in ("family", "agency", "court") and event.restricted:
        return "restricted"
    return "third_party" if reader in ("family", "court") and event.third_party else ""


def keep(events: Iterable[Event], may: Callable[[Event], bool]) -> tuple[list[Event], int]:
    """The events that may be kept, and how many were left out. Where only one teller of an event may, it stands alone."""
    kept, left = [], 0
    for event in events:
        parts = [part for part in event.parts if may(part)]
        left += len(event.parts) - len(parts)
        if parts:
            kept.append(replace(parts[0], also=tuple(parts[1:])))
    return kept, left


def for_family(events: Iterable[Event]) -> tuple[list[Event], int]:
    """The events a family copy may hold, and how many were left out: what is restricted, for workers, or told by others."""
    return keep(events, lambda event: not held_back(event, "family"))


# Repeats and gaps


@dataclass(frozen=True)
class Repeat:
    """Events of one kind that follow each other within 90 days."""

    kind: str
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Gap:
    """A time without any event: the days of the events around it."""

    after: date
    before: date

    @property
    def days(self) -> int:
        """How long."""
        return (self.before - self.after).days


def repeats(events: Iterable[Event]) -> list[Repeat]:
    """Runs of at least two events of one kind and about the same people, each within 90 days of the one before.

    Good things are no repeat, and neither is it that several services begin at once.
    """
    ordered = sorted(events, key=lambda e: e.day)
    found = []
    for kind in KINDS:
        if kind in _NO_REPEAT:
            continue
        runs: list[list[Event]] = []
        for event in [e for e in ordered if kind in e.kinds]:
            run = next((r for r in reversed(runs) if _follows(event, r[-1])), None)
            if run is None:
                runs.append([event])
            else:
                run.append(event)
        found += [Repeat(kind, tuple(run)) for run in runs if len(run) > 1]
    return found


def _follows(event: Event, before: Event) -> bool:
    """Whether an event repeats one before: soon enough, and about somebody of it; what is about nobody is about all."""
    shared = not event.people or not before.people or bool(set(event.people) & set(before.people))
    return shared and event.day - before.day <= REPEAT


def gaps(events: Iterable[Event], today: date, longer_than: int = GAP_DAYS) -> list[Gap]:
    """Times of more than so many days in which nothing is written down, up to today. What lasted leaves no gap."""
    spans = sorted((e.day, min(max(e.day, e.span[1] if e.end else e.day), today)) for e in events)
    found, covered = [], None
    for begins, ends in [*((a, b) for a, b in spans if a <= today), (today, today)]:
        if covered is not None and (begins - covered).days > longer_than:
            found.append(Gap(covered, begins))
        covered = ends if covered is None else max(covered, ends)
    return found


# Counts


@dataclass(frozen=True)
class Count:
    """A plain number with the records behind it."""

    key: str
    words: str
    number: int
    behind: tuple[str, ...]


def counts(
    events: Iterable[Event], notes: Iterable[Source], professionals: Iterable[Mapping[str, Any]] = ()
) -> list[Count]:
    """What adds up: contacts kept and missed, moves, changes of worker, services begun, plans begun more than once."""
    every, all_notes = list(events), list(notes)
    missed = [n for n in all_notes if n.answers.get("contact") in _UNMET]
    kept = [n for n in all_notes if dicts(n.answers.get("seen")) and n not in missed]
    moves = [e for e in every if "move" in e.kinds]
    starts = [e for e in every if "service" in e.kinds and e.text.endswith("begins.")]
    plans = [e for e in every if "plan" in e.kinds and e.text.endswith("begins.")]
    again = [e for e in plans if sum(other.text == e.text for other in plans) > 1]
    changed = worker_changes(professionals)
    return [
        Count("kept", "contacts kept", len(kept), tuple(n.id for n in kept)),
        Count("missed", "contacts missed", len(missed), tuple(n.id for n in missed)),
        # Several people on one day are one move.
        Count("moves", "moves", len({e.start for e in moves}), tuple(e.record for e in moves)),
        Count("changes", "changes of worker", len(changed), changed),
        Count("workers", "workers or services begun", len(starts), tuple(e.record for e in starts)),
        Count("plans_again", "plans begun again", len(again), tuple(e.record for e in again)),
    ]


def worker_changes(professionals: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The ids of workers who took over from another of the same agency and role: all but the first of each."""
    posts: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for row in professionals:
        post = (_folded(row, "agency"), _folded(row, "role"))
        if any(post) and _folded(row, "name"):
            name, since = _folded(row, "name"), str(row.get("since") or "")
            posts.setdefault(post, []).append((since, name, str(row.get("id") or "")))
    found = []
    for rows in posts.values():
        for (_, before, _), (_, name, who) in itertools.pairwise(sorted(rows)):
            found += [who] if name != before else []
    return tuple(found)


def _folded(row: Mapping[str, Any], key: str) -> str:
    return " ".join(str(row.get(key) or "").casefold().split())


# Who told, and the same told twice


def contributors(
    events: Iterable[Event], professionals: Iterable[Mapping[str, Any]]
) -> tuple[list[str], list[str]]:
    """The agencies whose words stand in a chronology, and those of the network whose words do not."""
    given = {part.agency for e in events for part in e.parts if part.agency}
    known = {" ".join(str(row.get("agency") or "").split()) for row in professionals} - {""}
    spelled = {name.casefold() for name in given}
    return sorted(given), sorted(name for name in known if name.casefold() not in spelled)


def alike(events: Iterable[Event], kept_both: Iterable[Iterable[str]] = ()) -> list[tuple[Event, Event]]:
    """Pairs that look like one event told twice (E10): of one day and person, nearly the same words, one of them typed in.

    The typed one stands first. `kept_both` are pairs of keys that a worker has looked at and kept apart.
    """
    settled = {frozenset(pair) for pair in kept_both}
    days: dict[str, list[Event]] = {}
    for event in events:
        days.setdefault(event.start[:10], []).append(event)
    return [
        pair
        for one_day in days.values()
        for pair in _alike_on(one_day)
        if frozenset(part.record for part in pair) not in settled
    ]


def _alike_on(events: list[Event]) -> Iterator[tuple[Event, Event]]:
    for one, two in itertools.combinations(events, 2):
        typed, other = (one, two) if one.typed else (two, one)
        shared = not one.people or not two.people or set(one.people) & set(two.people)
        if typed.typed and shared and _same_words(one.text, two.text):
            yield typed, other


def _same_words(one: str, two: str) -> bool:
    first, second = one.casefold().strip(" ."), two.casefold().strip(" .")
    if min(len(first), len(second)) < FEW:
        return first == second
    return fuzz.ratio(first, second, score_cutoff=ALIKE) > 0
