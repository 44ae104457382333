"""Time limits in law and practice (records, R21): what an event makes due, by when, and where the limit comes from.

Each limit says whether it is in force, to be checked, local or replaced. A replaced one is shown struck through and never due.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias

from toolkit.forms.working_days import (
    months_after,
    unknown_year,
    working_day_before,
    working_days_after,
)

Unit: TypeAlias = Literal["hours", "days", "working_days", "weeks", "months", "same_day"]
Status: TypeAlias = Literal["current", "check", "local", "old"]
State: TypeAlias = Literal["upcoming", "due", "overdue", "met", "not_needed"]
CHECK = "check local procedures"
_WT = "Working Together, 2018 and 2023; check the text of 2026"


@dataclass(frozen=True)
class Limit:
    """What an event of a kind makes due: `amount` of `unit` after it. `asks` names an area, where it holds there only."""

    id: str
    trigger: str
    what: str
    amount: int
    unit: Unit
    source: str
    status: Status = "current"
    area: str = ""
    rating: str = ""


TRIGGERS: dict[str, str] = {
    "referral": "Referral received",
    "suspicion": "Reasonable cause to suspect significant harm",
    "strategy": "Strategy discussion that starts section 47 enquiries",
    "icpc": "First child protection conference",
    "core_group": "Core group meeting",
    "review_conference": "Review conference",
    "cin_plan": "Child in need plan",
    "eh_plan": "Early help plan",
    "tier2": "Tier 2 help begun",
    "agreement": "Agreement to share given",
    "no_consent": "Decision to share without agreement",
    "pf_planned": "Private fostering planned",
    "pf_begun": "Private fostering begun, or known",
    "fgm": "FGM in a girl under 18, told by her or seen",
    "csa": "Child sexual abuse told or seen",
    "police_protection": "Police protection",
    "epo": "Emergency protection order",
    "staff_start": "A worker starts, or changes role",
    "training": "Safeguarding training",
}

LIMITS: tuple[Limit, ...] = (
    Limit("ack", "referral", "Social worker's decision, and answer to the referrer", 1, "working_days", _WT),
    Limit(
        "sgl_red",
        "referral",
        "Answer, rated Red",
        0,
        "same_day",
        "South Gloucestershire, 2025",
        "local",
        "south_gloucestershire",
        "red",
    ),
    Limit(
        "sgl_amber",
        "referral",
        "Answer, rated Amber",
        1,
        "working_days",
        "South Gloucestershire, 2025",
        "local",
        "south_gloucestershire",
        "amber",
    ),
    Limit(
        "sgl_green",
        "referral",
        "Answer, rated Green",
        3,
        "working_days",
        "South Gloucestershire, 2025",
        "local",
        "south_gloucestershire",
        "green",
    ),
    Limit(
        "chase",
        "referral",
        "No answer: ring the front door again",
        2,
        "working_days",
        "Practice: the day after the answer was due",
    ),
    Limit(
        "assessment",
        "referral",
        "Assessment finished, at the latest",
        45,
        "working_days",
        "Working Together since 2013; check 2026",
    ),
    Limit("initial", "referral", "Initial assessment", 10, "working_days", "Kent and Medway, 2012", "old"),
    Limit(
        "feedback", "referral", "Answer to the referrer", 15, "working_days", "Kent and Medway, 2012", "old"
    ),
    Limit("core", "referral", "Core assessment", 35, "working_days", "Kent and Medway, 2012", "old"),
    Limit(
        "strategy_now",
        "suspicion",
        "Strategy discussion: at once, with social care, health and police",
        0,
        "same_day",
        _WT,
    ),
    Limit("icpc", "strategy", "First child protection conference", 15, "working_days", _WT, "check"),
    Limit("first_core", "icpc", "First core group (one city prints 10 days)", 10, "working_days", _WT),
    Limit("first_review", "icpc", "First review conference", 3, "months", _WT),
    Limit(
        "minutes",
        "core_group",
        "Minutes of the core group sent",
        5,
        "days",
        "Nottingham City, 2018",
        "local",
        "nottingham_city",
    ),
    Limit("next_review", "review_conference", "Next review conference, at the latest", 6, "months", _WT),
    Limit(
        "cin_review",
        "cin_plan",
        "Review of the child in need plan, at the latest",
        6,
        "months",
        "Kent and Medway, 2012; often sooner",
        "check",
    ),
    Limit(
        "taf_review",
        "eh_plan",
        "Team Around the Family review",
        6,
        "weeks",
        "Setting; local forms say 6 to 12 weeks",
        "check",
    ),
    Limit("tier2_review", "tier2", "Look at the need again", 6, "months", "Kent and Medway, 2012", "old"),
    Limit(
        "pass_agreed",
        "agreement",
        "Information passed on",
        7,
        "days",
        "Example procedure, Safe Network and NSPCC, about 2013",
    ),
    Limit(
        "pass_no_consent",
        "no_consent",
        "Information passed on",
        7,
        "days",
        "Example procedure, Safe Network and NSPCC, about 2013",
    ),
    Limit(
        "pf_before",
        "pf_planned",
        "The council is told: six weeks before it begins",
        -6,
        "weeks",
        "Private fostering regulations, 2005",
    ),
    Limit(
        "pf_now",
        "pf_begun",
        "The council is told: at once",
        0,
        "same_day",
        "Private fostering regulations, 2005",
    ),
    Limit(
        "pf_48",
        "pf_begun",
        "The council is told that the child moved in",
        48,
        "hours",
        "Private fostering regulations, 2005; check",
        "check",
    ),
    Limit(
        "pf_visit", "pf_begun", "The council visits", 7, "working_days", "Private fostering regulations, 2005"
    ),
    Limit(
        "fgm_101",
        "fgm",
        "Ring the police on 101 in person: soonest, at the latest",
        1,
        "working_days",
        "FGM Act 2003, section 5B",
    ),
    Limit(
        "csa_tell",
        "csa",
        "Tell the police or the council: as soon as you can",
        0,
        "same_day",
        "Crime and Policing Act 2026; whether begun: check",
        "check",
    ),
    Limit(
        "pp_72", "police_protection", "Police protection ends", 72, "hours", "Children Act 1989, section 46"
    ),
    Limit("epo_8", "epo", "Emergency protection order ends", 8, "days", "Children Act 1989, section 45"),
    Limit(
        "induction", "staff_start", "Induction finished", 3, "months", "Safe Network and NSPCC, about 2013"
    ),
    Limit("refresher", "training", "Refresher", 36, "months", "Safe Network and NSPCC, about 2013"),
)


@dataclass(frozen=True)
class DueDate:
    """When something is due. `before` is the working day before it, where it falls on no working day; `note` says what is
    not sure about the count."""

    limit: Limit
    day: date
    at: datetime | None = None
    before: date | None = None
    note: str = ""

    @property
    def source(self) -> str:
        """Where the limit comes from, and that it is to be checked."""
        return f"{self.limit.source}; {CHECK}"


def limits_for(trigger: str, area: str = "", rating: str = "") -> list[Limit]:
    """The limits an event makes, the local ones only in their area and for their rating."""
    return [
        limit
        for limit in LIMITS
        if limit.trigger == trigger
        and (not limit.area or limit.area == area)
        and (not limit.rating or limit.rating == rating)
    ]


def due_date(limit: Limit, event: date | datetime) -> DueDate:
    """When a limit runs out after an event. Hours run from the event's time, and need one; a day alone counts from its start."""
    start = event.date() if isinstance(event, datetime) else event
    at = None
    match limit.unit:
        case "hours":
            moment = event if isinstance(event, datetime) else datetime.combine(event, datetime.min.time())
            at = moment + timedelta(hours=limit.amount)
            day = at.date()
        case "days":
            day = start + timedelta(days=limit.amount)
        case "weeks":
            day = start + timedelta(weeks=limit.amount)
        case "working_days":
            day = working_days_after(start, limit.amount)
        case "months":
            day = months_after(start, limit.amount)
        case "same_day":
            day = start
    before = working_day_before(day)
    year = unknown_year(start, day)
    note = f"Bank holidays for {year} are not loaded. Counted as weekdays." if year is not None else ""
    return DueDate(limit, day, at, before if before != day else None, note)


def state_of(due: DueDate, today: date, met: date | None = None, not_needed: bool = False) -> State:
    """How a limit stands today."""
    if not_needed:
        return "not_needed"
    if met is not None:
        return "met"
    if today > due.day:
        return "overdue"
    return "due" if today == due.day else "upcoming"


def dues(events: Iterable[tuple[str, date | datetime]], area: str = "", rating: str = "") -> list[DueDate]:
    """Everything a series of events makes due, soonest first; what was replaced is left out."""
    found = [
        due_date(limit, event)
        for trigger, event in events
        for limit in limits_for(trigger, area, rating)
        if limit.status != "old"
    ]
    return sorted(found, key=lambda due: (due.day, due.limit.id))


def doubts(events: Iterable[str]) -> list[str]:
    """What looks out of order among the events of one child."""
    kinds = set(events)
    if "icpc" in kinds and "strategy" not in kinds:
        return ["A child protection conference without a strategy discussion before it."]
    return []
