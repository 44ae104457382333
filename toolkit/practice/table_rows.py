"""One row of a table that moves in: the person or the event it is, or why it is refused."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import Answers, people_of
from toolkit.practice.chronology import KINDS
from toolkit.practice.table_columns import COLUMNS, ROLES, SEX, STATUS, Row

TAKES: dict[str, tuple[str, ...]] = {
    "children": ("known_as", "nhs_number", "school"),
    "adults": ("known_as", "phone"),
    "professionals": ("phone", "agency"),
}
"""Cells that are kept as they stand, by what the family file has a place for."""


def person(
    number: int,
    cells: dict[str, str],
    spare: Sequence[str],
    family: Answers,
    seen: set[tuple[str, ...]],
    today: date,
) -> Row:
    name = cells.get("name") or " ".join(filter(None, (cells.get("first"), cells.get("last"))))
    words = ", ".join(filter(None, (name, cells.get("birth") or cells.get("edd", ""))))
    if not name:
        return Row(number, "refused", ", ".join(cells.values())[:80], "It has no name.")
    answers: dict[str, Any] = {"name": name}
    try:
        birth = dates.read_day(cells["birth"], today, birth=True, vague=True) if cells.get("birth") else ""
        edd = dates.read_day(cells["edd"], today) if cells.get("edd") else ""
    except dates.NotADay as fault:
        return Row(number, "refused", words, f"Its day of birth cannot be read. {fault}")
    group = _group(cells, birth, edd, today)
    if not group:
        why = "It says neither whether this is a child or an adult, nor a day of birth to tell it by."
        return Row(number, "refused", words, why)
    key = (" ".join(name.casefold().split()), birth)
    if any(_same_person(key, person.full_name or person.name, person.birth) for person in people_of(family)):
        return Row(number, "same", words, "Somebody of this name is in the family file already.")
    if key in seen:
        return Row(number, "same", words, "The same person stands in an earlier row.")
    seen.add(key)
    answers |= {k: cells[k] for k in TAKES[group] if cells.get(k)}
    answers |= {k: v for k, v in (("birth", birth), ("edd", edd)) if v and group in ("children", "adults")}
    if group == "children":
        answers["unborn"] = "yes" if edd and not birth else "no"
    more = _add_more(answers, group, cells)
    taken = {"name", "first", "last", "group", *answers, *more}
    left = [f"{COLUMNS['people'][key][0]} “{cell}”" for key, cell in cells.items() if key not in taken]
    return Row(number, "add", words, _not_taken(spare, left), group, answers)


def _add_more(answers: dict[str, Any], group: str, cells: dict[str, str]) -> list[str]:
    """Adds what is said in other words in the family file; gives the columns that were understood and have another name there."""
    taken = []
    sex = SEX.get(cells.get("sex", "").casefold(), cells.get("sex", "").casefold())
    if sex in ("female", "male") and group != "professionals":
        answers["sex"] = sex
    status = STATUS.get(cells.get("status", "").casefold(), "")
    if status and (group == "children" or (group == "adults" and status != "ended")):
        answers["status"] = status
    roles = [part.strip() for part in re.split(r"[,;/]", cells.get("roles", "")) if part.strip()]
    if group == "adults" and roles:
        known = [ROLES.get(role.casefold(), "") for role in roles]
        answers["roles"] = [one or f"other: {role}" for one, role in zip(known, roles, strict=True)]
    if group == "professionals" and roles:
        answers["role"] = ", ".join(roles)
        taken.append("roles")
    if group != "professionals" and (cells.get("address") or cells.get("postcode")):
        at = {k: cells[k] for k in ("address", "postcode") if cells.get(k)}
        answers["addresses"] = [{"id": secrets.token_hex(4), **at}]
        taken += at
    return taken


def _group(cells: dict[str, str], birth: str, edd: str, today: date) -> str:
    words = cells.get("group", "").casefold()
    for group, known in (
        ("children", ("child", "children", "baby", "unborn", "unborn baby", "sibling")),
        ("adults", ("adult", "adults", "parent", "carer")),
        ("professionals", ("professional", "professionals", "worker")),
    ):
        if words in known:
            return group
    if edd and not birth:
        return "children"
    if birth:
        return "children" if (today - dates.first_day(birth)).days < 18 * 365.25 else "adults"
    return "adults" if cells.get("roles", "").casefold() in ROLES else ""


def _same_person(key: tuple[str, str], name: str, birth: str) -> bool:
    return key[0] == " ".join(name.casefold().split()) and (not key[1] or not birth or key[1] == birth)


def event(
    number: int,
    cells: dict[str, str],
    spare: Sequence[str],
    family: Answers,
    known: Any,
    seen: set[tuple[str, ...]],
    today: date,
) -> Row:
    what = cells.get("what", "")
    words = ", ".join(filter(None, (cells.get("since"), what)))[:120]
    if not what:
        return Row(
            number, "refused", words or ", ".join(cells.values())[:80], "It does not say what happened."
        )
    since, dated = _day(cells.get("since", ""), today)
    until, _ = _day(cells.get("until", ""), today)
    whom, strangers = _whom(cells.get("whom", ""), family)
    answers: dict[str, Any] = {"since": since, "what": what}
    answers |= {k: cells[k] for k in ("agency", "source", "decision", "impact", "response") if cells.get(k)}
    if strangers:
        answers["what"] = f"{what} (about {', '.join(strangers)})"
    answers |= {k: v for k, v in (("until", until), ("whom", whom), ("kinds", _kinds(cells))) if v}
    # Whatever is written there but a no: a word too many must not put the row into a family's copy.
    if cells.get("restricted", "").casefold() not in ("", "no", "n", "false", "0"):
        answers["restricted"] = "yes"
    key = (since, " ".join(str(answers["what"]).casefold().split()))
    mine = {(str(row.get("since")), " ".join(str(row.get("what")).casefold().split())) for row in known}
    if key in mine:
        return Row(number, "same", words, "This event is in the chronology already.")
    if key in seen:
        return Row(number, "same", words, "The same event stands in an earlier row.")
    seen.add(key)
    if not dated:
        why = "Its day cannot be read, so it waits in the list “to be dated”."
        why = " ".join(filter(None, (why, _not_taken(spare))))
        return Row(number, "undated", words, why, "events", answers)
    return Row(number, "add", words, _not_taken(spare), "events", answers)


def _day(text: str, today: date) -> tuple[str, bool]:
    if not text:
        return "", False
    try:
        # A moment in ISO text is read as its day.
        return dates.read_day(re.sub(r"^(\d{4}-\d\d-\d\d)T.*", r"\1", text), today, vague=True), True
    except dates.NotADay:
        return text, False


def _whom(text: str, family: Answers) -> tuple[list[str], list[str]]:
    """The ids of the people a cell names, and the names that are nobody’s or more than one’s in the family file."""
    people = people_of(family)
    found, strangers = [], []
    for name in (part.strip() for part in re.split(r"[,;]| and ", text)):
        wanted = " ".join(name.casefold().split())
        called = [p for p in people if wanted and wanted in (p.name.casefold(), p.full_name.casefold(), p.id)]
        # A father and a son may have one name: which of them it was is for the worker to say.
        if len(called) == 1:
            found.append(called[0].id)
        elif name:
            strangers.append(name)
    return found, strangers


def _kinds(cells: Mapping[str, str]) -> list[str]:
    words = {label.casefold(): key for key, label in KINDS.items()} | {key: key for key in KINDS}
    found = []
    text = cells.get("kinds", "")
    # A label may hold a comma itself.
    for part in [text] if text.casefold() in words else re.split(r"[,;]", text):
        name = part.strip()
        if name:
            found.append(words.get(name.casefold(), f"other: {name}"))
    return list(dict.fromkeys(found))


def _not_taken(*left: Sequence[str]) -> str:
    found = [one for part in left for one in part]
    return f"Not taken in: {', '.join(found)}." if found else ""
