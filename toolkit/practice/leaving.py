"""What is true of the copies that left: which are out of date, who still holds an old one, who could find a paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from toolkit.forms.people import IN_HOME, PersonRef, rows_of
from toolkit.forms.referral_cover import HARM_ROUTES

HARM_OUTCOMES = ("T-EM", "T-CP")
NOTHING_LEFT = "Nothing left in the home"
"""How a visit is noted at which no paper was left."""
OUT_OF_DATE = "Out of date"
"""How a copy is marked that a newer version replaced since."""
VISITS = ("visits",)
DECISION_ID = "decision_id"
"""The answer that keeps which decision a referral was written from; it has no field, for nobody types it."""


class Left(Protocol):
    """A copy that left, as it is noted."""

    @property
    def id(self) -> int:
        """Its number; a later copy has a higher one."""

    @property
    def records(self) -> tuple[tuple[str, int], ...]:
        """The records in it, each by id and version; more than one for a pack."""

    @property
    def audience(self) -> str:
        """What kind of reader it is for."""

    @property
    def recipient(self) -> str:
        """For whom it is."""

    @property
    def how(self) -> str:
        """How it left."""

    @property
    def beside(self) -> bool:
        """Whether it is a paper beside its record, such as its history, and not a copy of its words."""


Row = TypeVar("Row", bound=Left)


def superseded(rows: Sequence[Row]) -> dict[int, dict[str, int]]:
    """The copies that hold something replaced since: the number of each, to its old records and the newest version that left."""
    newest: dict[str, int] = {}
    out = [row for row in rows if row.how != NOTHING_LEFT and not row.beside]
    for row in out:
        for record_id, revision in row.records:
            newest[record_id] = max(newest.get(record_id, 0), revision)
    found = {
        row.id: {record_id: newest[record_id] for record_id, old in row.records if old < newest[record_id]}
        for row in out
    }
    return {number: old for number, old in found.items() if old}


def holds_old(rows: Sequence[Row], record_id: str, revision: int) -> list[tuple[Row, int]]:
    """The newest copy of everybody who holds an older version of a record than this one, and which, newest first."""
    latest: dict[tuple[str, str], tuple[Row, int]] = {}
    for row in sorted(rows, key=lambda one: one.id):
        held = dict(row.records).get(record_id)
        given = row.how != NOTHING_LEFT and not row.beside and row.audience != "my own working copy"
        if held is not None and given:
            latest[row.audience, row.recipient] = row, held
    return sorted((pair for pair in latest.values() if pair[1] < revision), key=lambda one: -one[0].id)


@dataclass(frozen=True)
class Finder:
    """Somebody who could find a paper in the home, and why, in words."""

    name: str
    why: str
    risk: bool = False


def finders(family: Mapping[str, Any], people: Sequence[PersonRef]) -> list[Finder]:
    """Everybody who lives in the home or looks in, who may pose a risk first."""
    how = {str(row.get("person")): str(row.get("how") or "") for row in rows_of(family, "home")}
    words = {
        "lives": "lives there",
        "part_week": "lives there part of the week",
        "sleeps_over": "sleeps there some nights",
        "visits": "visits",
    }
    found = [
        Finder(
            p.name,
            words.get(how.get(p.id, p.home), "is in the home") + (", and may pose a risk" if p.risk else ""),
            p.risk,
        )
        for p in people
        if p.group == "adult" and p.living and (p.home in IN_HOME or how.get(p.id) in VISITS)
    ]
    return sorted(found, key=lambda one: not one.risk)


def decision_of(answers: Mapping[str, Any]) -> str:
    """The record id of the decision to share that a referral was written from, or nothing."""
    return str(answers.get(DECISION_ID) or "")


def unsafe_for_family(form_id: str, answers: Mapping[str, Any]) -> bool:
    """Whether there is no copy for the family, who were not told of a referral because that was not safe, or not yet."""
    return harm_route(form_id, answers) and form_id == "referral" and answers.get("family_told") != "yes"


def harm_route(form_id: str, answers: Mapping[str, Any]) -> bool:
    """Whether a record is on the harm route, where nothing may hold it back."""
    if form_id == "referral":
        return answers.get("route") in HARM_ROUTES
    return form_id == "share_decision" and answers.get("outcome") in HARM_OUTCOMES
