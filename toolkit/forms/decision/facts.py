"""What the decision's conditions may ask, worked out from the answers: harm, who was asked and what they said, what fails."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import Context, rows_of

HARM_TICKS = {"H1", "H2", "H3"}
OPEN_RESULTS = {"", "open"}
START_16LA = date(2026, 9, 30)
"""Reported start of the duty of Children Act 2004 section 16LA (specification, 2026; commencement to be checked)."""
LISTED_METHODS = {"phone", "secure_email", "portal", "person", "post"}
REFUSED = {"refused", "withdrawn", "no_reply"}
AGREED = {"written", "verbal", "limits"}
ON_OTHER = "other: "


def facts(answers: Mapping[str, Any], context: Context, route: str) -> dict[str, str]:
    """Every fact by its name, `yes` or `no`."""
    return {name: "yes" if holds else "no" for name, holds in _found(answers, context, route).items()}


def _found(answers: Mapping[str, Any], context: Context, route: str) -> dict[str, bool]:
    harm = is_harm(answers, context)
    ask = rows_of(answers, "ask")
    safe = [r for r in ask if r.get("safe") == "yes"]
    replies = [str(r.get("answer") or "") for r in rows_of(answers, "answered")]
    passed = set(answers.get("path") or ())
    weighed = "S6N" in passed
    retro = answers.get("retro") == "yes"
    return {
        "@harm": harm,
        "@h6_only": "H6" in ticks(answers) and not harm,
        "@asks_16la": asks_16la(answers, context),
        "@ask_unsure": any(r.get("safe") == "not_sure" for r in ask),
        "@ask_safe": bool(safe),
        "@mixed": bool(safe) and len(safe) < len(ask),
        "@nobody_able": _all(rows_of(answers, "asked"), "capacity", "nobody"),
        "@child_decides": any(r.get("capacity") == "child" for r in rows_of(answers, "asked")),
        "@gillick_unsure": any(r.get("competent") == "not_sure" for r in gillick(answers)),
        "@parent_missing": parent_missing(answers),
        "@unexplained": unexplained(answers),
        "@waiting": "waiting" in replies,
        "@any_refused": any(reply in REFUSED for reply in replies),
        "@was_asked": any(reply in AGREED | REFUSED for reply in replies),
        "@check_fails": any(r.get("holds") == "no" for r in rows_of(answers, "checks")),
        "@unlisted_method": unlisted(answers),
        "@manager_decides": answers.get("proc_s003") != "off",
        "@own_decision": answers.get("proc_s003") == "off" and answers.get("weigh") == "share" and not harm,
        "@asker_waits": route == "NO" and answers.get("trigger") in ("asked", "legal"),
        "@review_harm": route == "NO" and retro,
        "@manager_told_needed": route == "EM" or (route == "CP" and not weighed and "SH" not in passed),
        "@manager_signs": manager_signs(answers, route, passed),
    }


def _all(rows: list[dict[str, Any]], key: str, value: str) -> bool:
    return bool(rows) and all(row.get(key) == value for row in rows)


def ticks(answers: Mapping[str, Any]) -> set[str]:
    """The signs of harm ticked, those ticked after a refusal with them."""
    found: set[str] = set()
    for key in ("harm", "harm_again"):
        value = answers.get(key)
        found |= {str(tick) for tick in value} if isinstance(value, list) else set()
    return found


def is_harm(answers: Mapping[str, Any], context: Context) -> bool:
    """Whether somebody may be seriously harmed: a sign ticked, an emergency begun, or a doubt nobody could settle that day."""
    if ticks(answers) & HARM_TICKS or emergency(answers):
        return True
    return "H6" in ticks(answers) and any(unsettled(row, context) for row in advice(answers, "S2"))


def emergency(answers: Mapping[str, Any]) -> bool:
    """Whether the emergency was used and not taken back as a mistake."""
    danger = answers.get("danger") == "yes" or answers.get("danger_after") in ("yes", "unsure")
    return danger or any(row.get("result") != "mistake" for row in rows_of(answers, "presses"))


def advice(answers: Mapping[str, Any], state: str) -> list[dict[str, Any]]:
    """The rows of advice asked from a state."""
    return [row for row in rows_of(answers, "advice") if row.get("state") == state]


def is_open(row: Mapping[str, Any]) -> bool:
    """Whether advice has not come yet."""
    return str(row.get("result") or "") in OPEN_RESULTS


def unsettled(row: Mapping[str, Any], context: Context) -> bool:
    """Whether advice about harm left the doubt, or nobody was reached by the end of the day: that counts as harm."""
    if row.get("result") in ("unsure", "no_answer"):
        return True
    asked = row.get("asked_on")
    return is_open(row) and dates.is_day(asked) and dates.last_day(str(asked)) < context.now.date()


def asks_16la(answers: Mapping[str, Any], context: Context) -> bool:
    """Whether the duty to share of section 16LA is asked about: not switched off, begun, and the organisation under it."""
    return (
        answers.get("duty16la") != "off"
        and answers.get("org") in ("public", "commissioned")
        and decided_on(answers, context).date() >= START_16LA
    )


def decided_on(answers: Mapping[str, Any], context: Context) -> datetime:
    """When it was decided: the weigh-up, else the last answer needed, else when the route was set, else now."""
    weighed = answers.get("weigh_on")
    passed = answers.get("path")
    if dates.is_day(weighed) and isinstance(passed, list) and "S6N" in passed:
        return moment(str(weighed))
    if isinstance(passed, list) and "S6d" in passed:
        given = [
            str(r["answered_on"]) for r in rows_of(answers, "answered") if dates.is_day(r.get("answered_on"))
        ]
        if given:
            return max(moment(day) for day in given)
    set_on = answers.get("route_on")
    return moment(str(set_on)) if dates.is_day(set_on) else context.now


def moment(day: str) -> datetime:
    """A day and time as a moment; a day alone counts from its start."""
    return dates.moment(day) if "T" in day else datetime.combine(dates.last_day(day), datetime.min.time())


def gillick(answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What was found about each child who is asked."""
    children = {key_of(r.get("person")) for r in rows_of(answers, "asked") if r.get("capacity") == "child"}
    return [row for row in rows_of(answers, "gillick") if key_of(row.get("person")) in children]


def parent_missing(answers: Mapping[str, Any]) -> bool:
    """Whether a child who cannot decide this has nobody with parental responsibility among those asked."""
    cannot = any(row.get("competent") == "no" for row in gillick(answers))
    return cannot and not any(
        row.get("capacity") in ("parent", "nobody") for row in rows_of(answers, "asked")
    )


def answerers(answers: Mapping[str, Any]) -> list[object]:
    """Those whose own answer counts, in the order they are asked: a child found unable to decide is left out."""
    unable = {key_of(r.get("person")) for r in gillick(answers) if r.get("competent") == "no"}
    return [
        row.get("person")
        for row in rows_of(answers, "asked")
        if row.get("capacity") != "nobody" and key_of(row.get("person")) not in unable
    ]


def unexplained(answers: Mapping[str, Any]) -> bool:
    """Whether anything that must be explained was not, to anybody."""
    return any(
        row.get(cell) == "no"
        for row in rows_of(answers, "explained")
        for cell in ("what", "why", "whom", "if_not", "may_refuse")
    )


def unlisted(answers: Mapping[str, Any]) -> bool:
    """Whether it goes by a way that is not on the list, as ordinary email, text or a social app."""
    method = str(answers.get("method") or "")
    return bool(method) and method not in LISTED_METHODS


def manager_signs(answers: Mapping[str, Any], route: str, passed: set[str]) -> bool:
    """Whether a manager's signature belongs on it (wizard, section 4)."""
    match route:
        case "CP":
            return "S6N" in passed and answers.get("weigh") != "refer_anyway"
        case "EM":
            return False
        case "NOCONSENT":
            return answers.get("proc_s003") != "off"
        case "NO":
            through = bool(passed & {"S6N", "SH"}) or ("S5b" in passed and "S6" not in passed)
            return through or answers.get("retro") == "yes"
    return False


def key_of(person: object) -> str:
    """One key for somebody: the id in the family file, or the name typed."""
    if isinstance(person, str):
        return person
    return "name:" + str(person.get("name", "")).strip().casefold() if isinstance(person, dict) else ""
