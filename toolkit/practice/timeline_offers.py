"""Events that the records of a family hold already, to be put into its time limits with one press and typed nowhere twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from toolkit.forms import dates
from toolkit.forms.decision.known import typed_decision
from toolkit.forms.people import rows_of
from toolkit.forms.referral_clock import went_at
from toolkit.forms.time_limits import TRIGGERS
from toolkit.practice.chronology import Source

LEFT_OUT = "left_out"
"""The answer of a timeline that keeps which offers were declined; it has no field."""
MEETINGS = {"icpc": "icpc", "review": "review_conference", "core": "core_group", "strategy": "strategy"}
ROUTES = {"CONSENT": "agreement", "NOCONSENT": "no_consent"}
SAME = {":ack]": "referral", ":pass_agreed]": "share_decision", ":pass_no_consent]": "share_decision"}
"""Limits that a record of their own watches over too."""
OWN_DAY = {"referral": "answer_due", "share_decision": "sent"}


NAMED_IN = ("purpose", "facts")
_STRATEGY = re.compile(r"\bstrategy\s+(?:discussion|meeting)", re.IGNORECASE)


@dataclass(frozen=True)
class Offer:
    """An event as a row of the timeline would hold it; `record` is where it comes from."""

    kind: str
    when: str
    whom: tuple[str, ...]
    source: str
    record: str
    rating: str = ""

    @property
    def key(self) -> str:
        """What stands for it where it was declined."""
        return f"{self.record}:{self.kind}:{self.when[:10]}"

    @property
    def words(self) -> str:
        """The event and its day."""
        return f"{TRIGGERS[self.kind]}, {dates.show(self.when)}"

    def row(self, row_id: str) -> dict[str, Any]:
        """The row of events."""
        found = {"id": row_id, "kind": self.kind, "whom": list(self.whom), "when": self.when}
        found |= {"source": self.source, "from_record": self.record}
        return {**found, "rating": self.rating} if self.rating else found


def offers(
    family: Mapping[str, Any],
    family_id: str,
    records: Iterable[Source],
    timeline: Mapping[str, Any],
    today: date,
) -> list[Offer]:
    """What the records hold and the timeline does not, the earliest first.

    An event of the same kind and day is there; a meeting that lies ahead has not happened.
    """
    there = {(str(row.get("kind")), str(row.get("when"))[:10]) for row in rows_of(timeline, "events")}
    kept = timeline.get(LEFT_OUT)
    declined = set(kept) if isinstance(kept, list) else set()
    found = [offer for one in records for offer in _of_record(one)]
    found += _of_file(family, family_id)
    wanted = {
        one.key: one
        for one in found
        if one.key not in declined
        and (one.kind, one.when[:10]) not in there
        and one.when[:10] <= today.isoformat()
    }
    return sorted(wanted.values(), key=lambda one: (one.when, one.kind))


def _of_record(one: Source) -> Iterator[Offer]:
    about = one.answers.get("about")
    whom = tuple(key for key in about if isinstance(key, str)) if isinstance(about, list) else ()
    if not whom:
        return
    if one.form_id == "referral" and (when := went_at(one.answers)):
        rating = str(one.answers.get("rating") or "")
        yield Offer("referral", when, whom, one.title, one.id, rating)
    elif one.form_id == "share_decision" and str(one.answers.get("route")) in ROUTES:
        decided = typed_decision(one.answers)
        if decided is not None and one.answers.get("sent") != "sent":
            when = decided.isoformat(timespec="minutes")
            yield Offer(ROUTES[str(one.answers["route"])], when, whom, one.title, one.id)
    elif one.form_id == "report" and one.answers.get("meeting") in MEETINGS:
        day = str(one.answers.get("meeting_on") or "")
        if _whole(day):
            yield Offer(MEETINGS[str(one.answers["meeting"])], day, whom, one.title, one.id)
    elif one.form_id == "case_note" and _is_strategy(one.answers) and _whole(one.event[:10]):
        yield Offer("strategy", one.event[:10], whom, one.title, one.id)


def _is_strategy(note: Mapping[str, Any]) -> bool:
    """Whether a note of a discussion with professionals names a strategy discussion. It is only offered: the worker decides."""
    words = " ".join(str(note.get(key) or "") for key in NAMED_IN)
    return note.get("contact") == "professional" and bool(_STRATEGY.search(words))


def _of_file(family: Mapping[str, Any], family_id: str) -> Iterator[Offer]:
    """Plans of a child in need, each day once with every child it began for."""
    days: dict[str, list[str]] = {}
    for child in rows_of(family, "children"):
        for plan in rows_of(child, "plans"):
            since = str(plan.get("since") or "")
            if plan.get("plan") == "child_in_need" and not plan.get("until") and _whole(since):
                days.setdefault(since, []).append(str(child.get("id", "")))
    for day, children in days.items():
        yield Offer("cin_plan", day, tuple(children), "Family file", family_id)


def _whole(day: str) -> bool:
    return len(day) == 10 and dates.is_day(day)


class Due(Protocol):
    """What of a line of things due is read here."""

    @property
    def form_id(self) -> str: ...
    @property
    def family_id(self) -> str | None: ...
    @property
    def path(self) -> str: ...
    @property
    def day(self) -> str: ...


def said_twice(rows: Sequence[Due]) -> set[tuple[str | None, str]]:
    """The dates of timelines that a referral or a decision of the family asks for on the same day, as family and path."""
    own = {(row.family_id, row.form_id, row.day) for row in rows if OWN_DAY.get(row.form_id) == row.path}
    return {
        (row.family_id, row.path)
        for row in rows
        if row.form_id == "timeline"
        and any(
            row.path.endswith(end) and (row.family_id, form, row.day) in own for end, form in SAME.items()
        )
    }
