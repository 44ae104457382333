"""How an Early Help Intervention Record begins and goes on: details from the family file, rows of the last meeting."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from toolkit.forms import dates, from_family
from toolkit.forms.conditions import Problem
from toolkit.forms.from_family import filled
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import is_empty, is_special

NOT_AN_ISSUE = "Not an issue"
NOT_DISCUSSED = "Not discussed"
Left: TypeAlias = Literal["Not an issue", "Not discussed"]

CELLS = ("progress", "support", "concerns")
BEFORE = {key: f"last_{key}" for key in CELLS}
"""Under which key of the row stands what a box said the last time, with its day."""
AGENCY = ("lead_worker", "agency", "agency_address", "agency_phone", "agency_email")


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None, *, child: str = ""
) -> Answers:
    """The first answers of a new record, from the family file and the last record of the series.

    `child` is the id of the child it is about; left out, it is the child of the last record, or the only one. With
    several children and none chosen, the child's and parent's boxes stay empty.
    """
    before = previous or {}
    child = child or _child_of(before, context)
    found: dict[str, Any] = {"about": [child] if child else []}
    if child:
        found |= child_details(family, context, child, before) | parent_details(
            family, context, child, before
        )
    found |= _agency(family, context, before)
    found |= {
        "start_date": before.get("start_date"),
        "plan": carried_forward(before),
        "worker_name": context.facts.get("@author", "") or before.get("worker_name", ""),
        "end_date": context.now.date().isoformat(),
    }
    return filled(found)


def _child_of(before: Mapping[str, Any], context: Context) -> str:
    about = before.get("about")
    if isinstance(about, list) and about and isinstance(about[0], str):
        return about[0]
    children = from_family.living_children(context)
    return children[0].id if len(children) == 1 else ""


def child_details(
    family: Mapping[str, Any], context: Context, child: str, before: Mapping[str, Any] | None = None
) -> Answers:
    """The box of the child or young person. Telephone and email come from the last record: a family file has none."""
    before = before or {}
    person = context.person(child)
    address, hidden = from_family.present_address(family, child)
    return filled(
        {
            "child_name": person.full_name if person else "",
            "child_birth": from_family.birth_of(family, child),
            "child_address": address or before.get("child_address"),
            "child_address_hidden": "yes" if hidden else before.get("child_address_hidden"),
            "child_phone": before.get("child_phone"),
            "child_email": before.get("child_email"),
        }
    )


def parent_details(
    family: Mapping[str, Any], context: Context, child: str, before: Mapping[str, Any] | None = None
) -> Answers:
    """The box of the parent or carer: whoever the last record named, else who most likely cares for the child."""
    before = before or {}
    named = before.get("parent_name")
    if is_empty(named) or is_special(named):
        carer = from_family.carer_of(family, context, child)
    else:
        carer = next((p for p in context.people if p.group == "adult" and p.full_name == named), None)
        if carer is None:
            keys = ("parent_name", "parent_address", "parent_address_hidden", "parent_phone")
            return filled({key: before.get(key) for key in keys})
    if carer is None:
        return {}
    address, hidden = from_family.present_address(family, carer.id)
    if not address and carer.facts()["person.home"] == "yes":
        address, child_hidden = from_family.present_address(family, child)
        hidden = hidden or child_hidden
    return filled(
        {
            "parent_name": carer.full_name,
            "parent_address": address or before.get("parent_address"),
            "parent_address_hidden": "yes" if hidden else before.get("parent_address_hidden"),
            "parent_phone": from_family.phone_of(family, carer.id) or before.get("parent_phone"),
        }
    )


def _agency(family: Mapping[str, Any], context: Context, before: Mapping[str, Any]) -> Answers:
    lead = from_family.lead_worker(family, context)
    known = {
        "lead_worker": lead.get("name") or context.facts.get("@author", ""),
        "agency": lead.get("agency") or context.facts.get("@organisation", ""),
        "agency_phone": lead.get("phone"),
        "agency_email": lead.get("email"),
    }
    return filled({key: before.get(key) or known.get(key) for key in AGENCY})


def carried_forward(previous: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of the last meeting with empty boxes; what each box said then, with its day, stands above it.

    Every row stays, renamed and added ones too. A box that said nothing, or was not discussed, keeps what was said the
    time before; a row that is no issue keeps no more than that.
    """
    day = dates.show(str(previous.get("event") or "").partition("T")[0])
    return [
        filled({"id": row.get("id"), "issue": row.get("issue"), **_last(row, day)})
        for row in rows_of(previous, "plan")
    ]


def _last(row: Mapping[str, Any], day: str) -> Answers:
    said = {key: row[key].strip() for key in CELLS if isinstance(row.get(key), str) and row[key].strip()}
    older = {BEFORE[key]: row[BEFORE[key]] for key in CELLS if isinstance(row.get(BEFORE[key]), str)}
    now = {BEFORE[key]: f"{day}: {words}" if day else words for key, words in said.items()}
    if list(said.values()) == [NOT_AN_ISSUE]:
        return now
    if list(said.values()) == [NOT_DISCUSSED]:
        (key,) = now
        return {**older, key: "\n".join(filter(None, (now[key], older.get(key))))}
    return {**older, **now}


_BOXES = {"Progress": "progress", "Support so far": "support", "Concerns or successes": "concerns"}
_OLD = re.compile(rf"({'|'.join(_BOXES)}): ")
_DAY = re.compile(r"[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}")


def lift_last(answers: Answers) -> Answers:
    """Answers of version 1, which kept what was said the last time as one text of lines that begin with their box."""
    rows = answers.get("plan")
    if not isinstance(rows, list):
        return answers
    return {**answers, "plan": [_lifted(row) if isinstance(row, dict) else row for row in rows]}


def _lifted(row: Answers) -> Answers:
    kept = {key: value for key, value in row.items() if key != "last"}
    old = row.get("last")
    if not isinstance(old, str):
        return kept if is_empty(old) else dict(row)
    day, key = "", BEFORE["progress"]
    dated: set[str] = set()
    found: dict[str, list[str]] = {}
    for line in old.split("\n"):
        if _DAY.fullmatch(line):
            day, key, dated = line, BEFORE["progress"], set()
            continue
        if begins := _OLD.match(line):
            key, line = BEFORE[_BOXES[begins[1]]], line[begins.end() :]
        found.setdefault(key, []).append(f"{day}: {line}" if day and key not in dated else line)
        dated.add(key)
    return {**kept, **{key: "\n".join(lines) for key, lines in found.items()}}


def leave_the_rest(answers: Mapping[str, Any], rows: list[dict[str, Any]], words: Left) -> Answers:
    """The answers with every row that says nothing set to "not an issue" or "not discussed".

    `rows` are those that are shown, as `rules.rows_shown` gives them; what was written anywhere stays.
    """
    plan = [
        row if any(not is_empty(row.get(key)) for key in CELLS) else {**row, "progress": words}
        for row in rows
    ]
    return {**answers, "plan": plan}


def check(answers: Answers, context: Context) -> list[Problem]:
    """The problems that belong to this record alone: help that starts after the meeting about it."""
    start, meeting = answers.get("start_date"), answers.get("event")
    if not dates.is_day(start) or not dates.is_day(meeting):
        return []
    if dates.first_day(str(start)) <= dates.last_day(str(meeting)):
        return []
    sentence = f"The start of the help, {dates.show(start)}, is after the meeting, {dates.show(meeting)}. Check both dates."
    return [Problem("E4", "start_date", sentence, "refused")]
