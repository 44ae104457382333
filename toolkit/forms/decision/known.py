"""What the answers say of harm, of advice, of who is asked and who can answer, and of when it was decided."""

from __future__ import annotations

import re
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
REFUSED = ("refused", "withdrawn", "no_reply")
AGREED = ("written", "verbal", "limits")
DECIDED = ("share", "not_share", "refer_anyway")
UNABLE = ("nobody", "adult_lacks", "not_sure")
_WHOLE = re.compile(r"\b(?:whole|entire|full|complete)\s+(?:case\s+)?(?:file|record)s?\b", re.IGNORECASE)


def names(answer: object) -> set[str]:
    """The words of a list answer; anything else counts as none."""
    return {str(one) for one in answer} if isinstance(answer, list) else set()


def said(answers: Mapping[str, Any], key: str) -> str:
    """What a field of one answer holds, in plain words; nothing for anything else."""
    value = answers.get(key)
    return value.strip() if isinstance(value, str) else ""


def ticks(answers: Mapping[str, Any]) -> set[str]:
    """The signs of harm ticked, those ticked after a refusal with them."""
    return names(answers.get("harm")) | names(answers.get("harm_again"))


def is_harm(answers: Mapping[str, Any], context: Context) -> bool:
    """Whether somebody may be seriously harmed: a sign ticked, an emergency begun, or a doubt nobody settled that day."""
    return bool(ticks(answers) & HARM_TICKS) or emergency(answers) or doubt_as_harm(answers, context)


def doubt_as_harm(answers: Mapping[str, Any], context: Context) -> bool:
    """Whether "not sure" about harm has come to count as harm to a child: advice left it open, or nobody was reached."""
    first = "H6" in names(answers.get("harm")) and any(
        unsettled(row, context) for row in advice(answers, "S2")
    )
    return first or (
        "H6" in names(answers.get("harm_again"))
        and any(unsettled(row, context) for row in advice(answers, "S2R"))
    )


def child_harm(answers: Mapping[str, Any], context: Context) -> bool:
    """Whether a child may be seriously harmed, a doubt nobody settled with it."""
    return "H1" in ticks(answers) or doubt_as_harm(answers, context)


def in_danger(answers: Mapping[str, Any]) -> bool:
    """Whether the first question found danger now; still unsure, or nobody reached, counts as yes."""
    danger = answers.get("danger")
    return danger == "yes" or (danger == "not_sure" and answers.get("danger_after") in ("yes", "unsure"))


def emergency(answers: Mapping[str, Any]) -> bool:
    """Whether the emergency was used and not taken back as a mistake."""
    return in_danger(answers) or any(row.get("result") != "mistake" for row in rows_of(answers, "presses"))


def open_press(answers: Mapping[str, Any]) -> dict[str, Any] | None:
    """The press of an alarm nobody was rung for yet, or None."""
    return next((r for r in reversed(rows_of(answers, "presses")) if not r.get("result")), None)


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


def is_retro(answers: Mapping[str, Any]) -> bool:
    """Whether it was shared before it was decided here."""
    return answers.get("retro") == "yes"


def asker_unchecked(answers: Mapping[str, Any]) -> bool:
    """Whether somebody asked who is not known yet to be who they say: nothing goes to them until then."""
    return answers.get("trigger") in ("asked", "legal") and answers.get("asker_checked") == "not_yet"


def asks_16la(answers: Mapping[str, Any], context: Context) -> bool:
    """Whether the duty to share of section 16LA is asked about: not switched off, begun, and the organisation under it."""
    return (
        answers.get("duty16la") != "off"
        and answers.get("org") in ("public", "commissioned")
        and decided_on(answers, context).date() >= START_16LA
    )


def decided_on(answers: Mapping[str, Any], context: Context) -> datetime:
    """When it was decided: the weigh-up, else the last answer needed, else when the route was set, else now."""
    found = typed_decision(answers)
    if found is not None:
        return found
    set_on = answers.get("route_on")
    return moment(str(set_on)) if dates.is_day(set_on) else context.now.replace(tzinfo=None)


def typed_decision(answers: Mapping[str, Any]) -> datetime | None:
    """When it was decided as the worker wrote it: at the weigh-up, else with the last answer; None when neither was met."""
    passed = names(answers.get("path"))
    weighed = answers.get("weigh_on")
    if "S6N" in passed and answers.get("weigh") in DECIDED and dates.is_day(weighed):
        return moment(str(weighed))
    if "S6d" in passed and "S6N" not in passed:
        given = [
            str(r["answered_on"])
            for r in rows_of(answers, "answered")
            if r.get("answer") in AGREED and dates.is_day(r.get("answered_on"))
        ]
        if given:
            return max(moment(day) for day in given)
    return None


def moment(day: str) -> datetime:
    """A day and time as a moment; a day alone counts from its start."""
    return dates.moment(day) if "T" in day else datetime.combine(dates.last_day(day), datetime.min.time())


def before(earlier: object, later: object) -> bool:
    """Whether one day or moment is surely before another; days without a time are compared as days."""
    if not (dates.is_day(earlier) and dates.is_day(later)):
        return False
    one, other = str(earlier), str(later)
    if "T" in one and "T" in other:
        return dates.moment(one) < dates.moment(other)
    return dates.last_day(one) < dates.first_day(other)


def gillick(answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What was found about each child who is asked."""
    children = {key_of(r.get("person")) for r in rows_of(answers, "asked") if r.get("capacity") == "child"}
    return [row for row in rows_of(answers, "gillick") if key_of(row.get("person")) in children]


def unable_children(answers: Mapping[str, Any]) -> set[str]:
    """Keys of the children found unable to decide this."""
    return {key_of(row.get("person")) for row in gillick(answers) if row.get("competent") == "no"}


def parent_missing(answers: Mapping[str, Any]) -> bool:
    """Whether a child who cannot decide this has nobody with parental responsibility among those asked."""
    rows = rows_of(answers, "asked")
    if any(row.get("capacity") == "nobody" for row in rows):
        return False
    parents = [row for row in rows if row.get("capacity") == "parent"]
    return any(not any(_answers_for(row, child) for row in parents) for child in unable_children(answers))


def _answers_for(row: Mapping[str, Any], subject: str) -> bool:
    """Whether a row of somebody asked speaks for a subject: named, or a parent for whom nobody was named."""
    named = row.get("for_whom")
    if isinstance(named, list) and named:
        return subject in {key_of(person) for person in named}
    return row.get("capacity") == "parent"


def answerers(answers: Mapping[str, Any]) -> list[object]:
    """Those whose own answer counts, in the order they are asked.

    A child found unable to decide is left out, and so is an adult who cannot decide this: their agreement would be none.
    """
    unable = unable_children(answers)
    return [
        row.get("person")
        for row in rows_of(answers, "asked")
        if row.get("capacity") not in UNABLE and key_of(row.get("person")) not in unable
    ]


def children_to_look_at(answers: Mapping[str, Any]) -> bool:
    """Whether a child among those asked has not been looked at yet."""
    looked = {key_of(r.get("person")) for r in gillick(answers) if r.get("competent")}
    return any(
        r.get("capacity") == "child" and key_of(r.get("person")) not in looked
        for r in rows_of(answers, "asked")
    )


def uncovered(answers: Mapping[str, Any]) -> bool:
    """Whether it is about somebody who was not to be asked, or for whom nobody able to agree was asked."""
    ask = rows_of(answers, "ask")
    if any(row.get("safe") != "yes" for row in ask):
        return True
    rows = rows_of(answers, "asked")
    able = {key_of(person) for person in answerers(answers)}
    speaking = [row for row in rows if key_of(row.get("person")) in able]
    unable = {key_of(r.get("person")) for r in rows if r.get("capacity") == "adult_lacks"}
    for row in ask:
        subject = key_of(row.get("person"))
        if subject in able:
            continue
        named = [r for r in speaking if subject in {key_of(p) for p in _list(r.get("for_whom"))}]
        general = [r for r in speaking if _answers_for(r, subject)] if subject not in unable else []
        if not named and not general:
            return True
    return False


def _list(answer: object) -> list[object]:
    return answer if isinstance(answer, list) else []


def subjects(answers: Mapping[str, Any]) -> list[object]:
    """Those whose information it is."""
    return _list(answers.get("about"))


def late_agreement(answers: Mapping[str, Any]) -> str:
    """The day and time of an agreement given only after it was sent, or nothing."""
    sent = answers.get("sent_on") if answers.get("sent") == "sent" else None
    sent = sent or (answers.get("retro_when") if is_retro(answers) else None)
    for row in rows_of(answers, "answered"):
        if row.get("answer") in AGREED and before(sent, row.get("answered_on")):
            return str(row["answered_on"])
    return ""


def whole_file(answers: Mapping[str, Any]) -> bool:
    """Whether the whole file is among what is to be shared (I8)."""
    return any(
        row.get("sort") == "file" or _WHOLE.search(str(row.get("what") or ""))
        for row in rows_of(answers, "items")
    )


def has_items(answers: Mapping[str, Any]) -> bool:
    """Whether anything at all is listed to be shared (I7)."""
    return any(str(row.get("what") or "").strip() for row in rows_of(answers, "items"))


def hurts(answers: Mapping[str, Any]) -> bool:
    """Whether disclosing would hurt the child more than not, and nothing less will do (S5b)."""
    if answers.get("relevant") != "yes" or answers.get("detriment") != "yes":
        return False
    less = answers.get("less")
    return less == "no" or (less == "yes" and answers.get("detriment_after") == "yes")


def manager_said_no(answers: Mapping[str, Any], passed: set[str]) -> bool:
    """Whether the manager said not to share and the worker shares all the same (a worker always may, where harm is)."""
    weigh = answers.get("weigh")
    if "S6N" not in passed:
        return False
    return weigh == "refer_anyway" or (
        weigh == "not_share" and "SH" in passed and answers.get("still") == "share"
    )


def unlisted(answers: Mapping[str, Any]) -> bool:
    """Whether it goes by a way that is not on the list, as ordinary email, text or a social app."""
    method = said(answers, "method")
    return bool(method) and method not in LISTED_METHODS


def key_of(person: object) -> str:
    """One key for somebody: the id in the family file, or the name typed."""
    if isinstance(person, str):
        return person
    return "name:" + str(person.get("name", "")).strip().casefold() if isinstance(person, dict) else ""
