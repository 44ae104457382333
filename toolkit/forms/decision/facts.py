"""What the decision's conditions may ask, worked out from the answers: harm, who was asked and what they said, what fails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.decision.deadlines import late_by
from toolkit.forms.decision.known import (
    AGREED,
    REFUSED,
    answerers,
    asks_16la,
    children_to_look_at,
    gillick,
    hurts,
    is_harm,
    is_retro,
    key_of,
    late_agreement,
    manager_said_no,
    names,
    parent_missing,
    said,
    uncovered,
    unlisted,
)
from toolkit.forms.people import Context, rows_of

TOLD = ("what", "why", "whom", "if_not", "may_refuse")
UNDER_13 = 13


def facts(answers: Mapping[str, Any], context: Context, route: str) -> dict[str, str]:
    """Every fact by its name, `yes` or `no`."""
    return {name: "yes" if holds else "no" for name, holds in _found(answers, context, route).items()}


def _found(answers: Mapping[str, Any], context: Context, route: str) -> dict[str, bool]:
    harm = is_harm(answers, context)
    passed = names(answers.get("path"))
    return {
        "@harm": harm,
        "@h6_only": "H6" in names(answers.get("harm")) and not harm,
        "@h6_again": "H6" in names(answers.get("harm_again")) and not harm,
        "@asks_16la": asks_16la(answers, context),
        "@hurts": hurts(answers),
        "@late_agreement": bool(late_agreement(answers)),
        "@sent_late": late_by(answers, context, route) > 0,
        "@unlisted_method": unlisted(answers),
        "@asker_waits": route == "NO" and answers.get("trigger") in ("asked", "legal"),
        "@asker_gets_less": answers.get("trigger") in ("asked", "legal") and bool(said(answers, "withheld")),
        "@review_harm": route == "NO" and is_retro(answers),
        **_agreement(answers, context, passed),
        **_checks(answers),
        **_manager(answers, route, passed, harm),
    }


def _agreement(answers: Mapping[str, Any], context: Context, passed: set[str]) -> dict[str, bool]:
    ask = rows_of(answers, "ask")
    replies = [str(r.get("answer") or "") for r in rows_of(answers, "answered")]
    asked = rows_of(answers, "asked")
    nobody = bool(asked) and not answerers(answers)
    return {
        "@ask_unsure": any(r.get("safe") == "not_sure" for r in ask),
        "@ask_safe": any(r.get("safe") == "yes" for r in ask),
        "@mixed": uncovered(answers),
        "@nobody_able": nobody and not parent_missing(answers),
        "@child_decides": any(r.get("capacity") == "child" for r in asked),
        "@who_unsure": any(r.get("capacity") == "not_sure" for r in asked),
        "@gillick_unsure": any(r.get("competent") == "not_sure" for r in gillick(answers)),
        "@children_looked_at": not children_to_look_at(answers),
        "@parent_missing": parent_missing(answers),
        "@unexplained": unexplained(answers),
        "@waiting": "waiting" in replies,
        "@any_refused": any(reply in REFUSED for reply in replies),
        "@was_asked": "S6d" in passed and any(reply in AGREED + REFUSED for reply in replies),
        "@under_13_alone": under_13_alone(answers, context),
    }


def _checks(answers: Mapping[str, Any]) -> dict[str, bool]:
    checks = rows_of(answers, "checks")
    return {
        "@check_fails": any(r.get("holds") == "no" for r in checks),
        "@check_unsure": any(r.get("holds") == "not_sure" for r in checks)
        or answers.get("hide") == "not_sure",
        "@tell_unsure": any(r.get("when_told") == "not_sure" for r in rows_of(answers, "told")),
    }


def _manager(answers: Mapping[str, Any], route: str, passed: set[str], harm: bool) -> dict[str, bool]:
    procedure = answers.get("proc_s003") != "off"
    shares = answers.get("weigh") in ("share", "not_share")
    signs = manager_signs(answers, route, passed)
    knows = signs or manager_said_no(answers, passed)
    return {
        "@manager_decides": procedure,
        "@manager_needed": procedure and not harm,
        "@own_decision": not procedure and answers.get("weigh") == "share" and not harm,
        "@decides_alone": not procedure and not harm and shares and not said(answers, "weigh_with"),
        "@manager_told_needed": route == "EM" or (route == "CP" and not knows),
        "@manager_signs": signs,
        "@manager_said_no": route == "CP" and manager_said_no(answers, passed),
    }


def unexplained(answers: Mapping[str, Any]) -> bool:
    """Whether anything that must be explained was not, to anybody."""
    return any(row.get(cell) == "no" for row in rows_of(answers, "explained") for cell in TOLD)


def manager_signs(answers: Mapping[str, Any], route: str, passed: set[str]) -> bool:
    """Whether a manager's signature belongs on it (wizard, section 4)."""
    procedure = answers.get("proc_s003") != "off"
    weighed = procedure and "S6N" in passed
    match route:
        case "CP":
            return weighed and not manager_said_no(answers, passed)
        case "NOCONSENT":
            return procedure
        case "NO":
            by_hurt = "S5b" in passed and hurts(answers)
            return weighed or "SH" in passed or by_hurt or is_retro(answers)
    return False


def age_of(person: object, context: Context) -> int | None:
    """The age in whole years of somebody in the family file, or None when it is not known."""
    ref = context.person(person) if isinstance(person, str) else None
    if ref is None or not dates.is_day(ref.birth):
        return None
    born, today = dates.last_day(ref.birth), context.now.date()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def is_under_13(person: object, answers: Mapping[str, Any], context: Context) -> bool:
    """Whether somebody is younger than 13, by the family file or by what was said of them."""
    age = age_of(person, context)
    if age is not None:
        return age < UNDER_13
    return any(
        r.get("age") == "under_13" for r in gillick(answers) if key_of(r.get("person")) == key_of(person)
    )


def under_13_alone(answers: Mapping[str, Any], context: Context) -> bool:
    """Whether those who agreed are all children younger than 13 (I10)."""
    agreed = [r.get("person") for r in rows_of(answers, "answered") if r.get("answer") in AGREED]
    return bool(agreed) and all(is_under_13(person, answers, context) for person in agreed)
