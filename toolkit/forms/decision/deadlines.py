"""When a decision is due, whether it was late, and what stands on the list of things due.

Calendar days: the day of the decision is day 0, and n days end with the nth day after it. Working days are those of
`working_days.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from toolkit.forms import dates
from toolkit.forms.decision.known import (
    decided_on,
    is_harm,
    is_open,
    said,
)
from toolkit.forms.people import Context, dicts, rows_of
from toolkit.forms.projection import Due
from toolkit.forms.working_days import changes_in, working_days_after

CONSENT_DAYS, NO_CONSENT_DAYS, ADVICE_DAYS, MANAGER_DAYS, LEGAL_DAYS = 7, 7, 2, 1, 7


@dataclass(frozen=True)
class Limits:
    """The limits in days, as set; `advice` and `manager` are working days."""

    consent: int = CONSENT_DAYS
    no_consent: int = NO_CONSENT_DAYS
    advice: int = ADVICE_DAYS
    manager: int = MANAGER_DAYS


def limits(answers: Mapping[str, Any]) -> Limits:
    """The limits a decision was made under. They can be made shorter, never longer."""
    return Limits(
        consent=_days(answers.get("days_consent"), CONSENT_DAYS),
        no_consent=_days(answers.get("days_no_consent"), NO_CONSENT_DAYS),
        advice=_days(answers.get("days_advice"), ADVICE_DAYS),
    )


def _days(value: object, longest: int) -> int:
    words = str(value or "")
    return min(int(words), longest) if words.isdecimal() and words.isascii() and int(words) > 0 else longest


def harm_day(answers: Mapping[str, Any], context: Context) -> date | None:
    """The day the worker learnt of the harm, or None where there is none."""
    if not is_harm(answers, context):
        return None
    learnt = [answers.get("harm_dt"), answers.get("harm_again_dt")]
    learnt += [row.get("when") for row in rows_of(answers, "presses") if row.get("result") != "mistake"]
    learnt += [row.get("rung") for row in rows_of(answers, "calls")] if "EM" in _path(answers) else []
    days = [dates.last_day(str(one)) for one in learnt if dates.is_day(one)]
    return min(days) if days else context.now.date()


def _path(answers: Mapping[str, Any]) -> list[object]:
    path = answers.get("path")
    return path if isinstance(path, list) else []


def due_day(answers: Mapping[str, Any], context: Context, route: str = "") -> date | None:
    """The day by whose end it is due to be passed on or finished; None where nothing is due (wizard, section 4)."""
    route = route or said(answers, "route")
    decided, limit = decided_on(answers, context).date(), limits(answers)
    harm = harm_day(answers, context)
    match route:
        case "EM" | "CP":
            return harm or decided
        case "CONSENT":
            return decided + timedelta(days=limit.consent)
        case "NOCONSENT":
            last = decided + timedelta(days=limit.no_consent)
            typed = answers.get("pass_on_by")
            off = answers.get("proc_s003") == "off" and dates.is_day(typed)
            return dates.last_day(str(typed)) if off else last
        case "LEGAL":
            demand = answers.get("duty_due")
            last = (
                dates.last_day(str(demand)) if dates.is_day(demand) else decided + timedelta(days=LEGAL_DAYS)
            )
            return min(last, harm) if harm else last
        case "NO":
            return decided
    return None


def sent_day(answers: Mapping[str, Any]) -> date | None:
    """The day it went, or None."""
    sent = answers.get("sent_on")
    return dates.last_day(str(sent)) if answers.get("sent") == "sent" and dates.is_day(sent) else None


def late_by(answers: Mapping[str, Any], context: Context, route: str = "") -> int:
    """By how many days it went late; 0 when in time, or when nothing went by this way."""
    sent = sent_day(answers)
    if sent is None or (route or said(answers, "route")) == "NO":
        return 0
    due = due_day(answers, context, route)
    if due is None:
        return 0
    return max(0, (sent - due).days)


def late_words(answers: Mapping[str, Any], context: Context, route: str = "") -> str:
    """ "late by 2 days", or nothing."""
    days = late_by(answers, context, route)
    return f"late by {days} day{'s' if days != 1 else ''}" if days else ""


def advice_by(answers: Mapping[str, Any], context: Context, asked: date, state: str) -> date:
    """The last day for looking again at advice: the same day where there is harm or a doubt about it."""
    if is_harm(answers, context) or state in ("S2", "S2R", "SH"):
        return asked
    return working_days_after(asked, limits(answers).advice, changes_in(context.facts))


def manager_by(answers: Mapping[str, Any], context: Context) -> date:
    """The last day for the manager's signature: one working day after the decision."""
    decided = decided_on(answers, context).date()
    return working_days_after(decided, limits(answers).manager, changes_in(context.facts))


def complete_by(answers: Mapping[str, Any], context: Context) -> date:
    """The last day for completing what an emergency left open: the next working day."""
    learnt = harm_day(answers, context) or context.now.date()
    return working_days_after(learnt, 1, changes_in(context.facts))


def dues(answers: Mapping[str, Any], context: Context) -> tuple[Due, ...]:
    """What a decision puts on the list of things due, beside the days its own fields name."""
    if not _path(answers):
        return ()
    return tuple(_dues(answers, context))


def _dues(answers: Mapping[str, Any], context: Context) -> Iterator[Due]:
    at, route = said(answers, "at"), said(answers, "route")
    derived = answers.get("derived")
    facts = derived if isinstance(derived, Mapping) else {}
    for row in rows_of(answers, "advice"):
        if (
            is_open(row)
            and row.get("used") != "yes"
            and dates.is_day(row.get("review") or row.get("asked_on"))
        ):
            asked = row.get("asked_on") or row.get("review")
            last = advice_by(answers, context, dates.last_day(str(asked)), str(row.get("state") or ""))
            chosen = row.get("review")
            day = min(last, dates.last_day(str(chosen))) if dates.is_day(chosen) else last
            yield Due(f"advice[{row.get('id', '')}].review", "Parked: advice asked for", f"{day}", "", "date")
    if at == "EM":
        yield Due("calls", "Ring now", f"{harm_day(answers, context)}", "", "date")
    elif at == "S9" and route != "NO":
        day_due = due_day(answers, context) or context.now.date()
        yield Due("sent", "Decided, not sent", f"{day_due}", "", "date")
    elif at not in ("END", "S10", "S11") and (harm := harm_day(answers, context)):
        yield Due(_first_field(at), "Someone may be harmed: decide and pass on", f"{harm}", "", "date")
    open_later = [str(key) for key in _items(answers.get("later"))]
    if open_later:
        day_due = complete_by(answers, context)
        yield Due("later", f"To complete after an emergency: {len(open_later)}", f"{day_due}", "", "date")
    if basis_open(answers, context) and not open_later:
        yield Due("basis_6", "To complete: basis in law", f"{complete_by(answers, context)}", "", "date")
    if at == "END" and facts.get("@manager_signs") == "yes" and not manager_signed(answers):
        yield Due(
            "manager_signature", "Waiting for the manager's signature", f"{manager_by(answers, context)}",
            said(answers, "manager_name"), "date",
        )  # fmt: skip


def _items(answer: object) -> list[object]:
    return list(answer) if isinstance(answer, list) else []


def _first_field(state: str) -> str:
    return {"SH": "still", "S6N": "weigh", "S2": "harm", "S7": "basis_6", "ADV": "advice"}.get(state, "harm")


def basis_open(answers: Mapping[str, Any], context: Context) -> bool:
    """Whether a basis in law is still to be confirmed, harm having let it go on without."""
    return (
        "S7" in _path(answers)
        and said(answers, "at") != "S7"
        and said(answers, "basis_6") in ("", "not_sure")
        and is_harm(answers, context)
    )


def manager_signed(answers: Mapping[str, Any]) -> bool:
    """Whether the manager has signed here; a manager's word as told to the worker is no signature."""
    return answers.get("manager_word") == "signs" and any(
        row.get("how") in ("paper", "drawn", "verbal") and str(row.get("name") or "").strip()
        for row in dicts(answers.get("manager_signature"))
    )
