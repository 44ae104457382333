"""What the family file looks at beyond its single fields: doubts that warn, and never change what was typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import IN_HOME, Answers, Context, PersonRef, people_of, rows_of
from toolkit.forms.rules import Problem

Row = Mapping[str, Any]
CLOSE_KIN = ("grandparent", "sibling", "aunt_uncle")
"""Relatives who are not private foster carers (Children Act 1989, section 105), with half-blood and by marriage."""
LOOKED_AFTER = ("section_20", "section_31_interim", "section_31", "special_guardianship")
PREGNANCY = timedelta(days=42 * 7)
OVERDUE = timedelta(days=21)
FOSTERING_DAYS = timedelta(days=28)


def check(answers: Answers, context: Context) -> list[Problem]:
    """The problems that belong to a family file alone, all of them warnings."""
    today = context.now.date()
    people = {p.id: p for p in people_of(answers)}
    found: list[Problem] = []
    for row in rows_of(answers, "children"):
        child = people[str(row.get("id", ""))]
        found += _child_problems(row, child, answers, people, today)
    found += _same_people(answers, people)
    found += _relation_problems(answers, people)
    found += _risk_problems(answers, people)
    return found


def _warn(code: str, path: str, sentence: str, label: str) -> Problem:
    return Problem(code, path, sentence, "warned", label=label)


def _day(value: object) -> date | None:
    return dates.first_day(str(value)) if dates.is_day(value) else None


def _child_problems(
    row: Row, child: PersonRef, answers: Answers, people: Mapping[str, PersonRef], today: date
) -> Iterator[Problem]:
    if not child.living:
        return
    path = f"children[{child.id}]"
    if child.unborn:
        yield from _due_date_problems(row, path, today)
        return
    birth = _day(row.get("birth"))
    if birth and years_on(birth, today) >= 18:
        sentence = (
            f"{child.name} is an adult now. Is adult safeguarding, or a move to adult services, needed?"
        )
        yield _warn("E8", f"{path}.birth", sentence, "Date of birth")
    if not _adult_with(row, people, answers):
        sentence = f"No adult is in the home with {child.name}. Who looks after {child.name}?"
        yield _warn("", f"{path}.addresses", sentence, "Where living, and with whom")
    yield from _private_fostering(row, child, answers, people, today)


def _due_date_problems(row: Row, path: str, today: date) -> Iterator[Problem]:
    due = _day(row.get("edd"))
    if due is None:
        return
    label = "Due date"
    if due > today + PREGNANCY:
        sentence = f"{dates.show(due)} is more than 42 weeks ahead. Check the due date."
        yield _warn("E9", f"{path}.edd", sentence, label)
    elif due < today:
        doubt = " It is more than 3 weeks past." if due < today - OVERDUE else ""
        sentence = f"The due date was {dates.show(due)}.{doubt} Born, not yet, or pregnancy ended?"
        yield _warn("E9", f"{path}.edd", sentence, label)


def _current(row: Row) -> list[Row]:
    """The addresses of a person that have no end."""
    return [a for a in rows_of(row, "addresses") if not str(a.get("until") or "").strip()]


def _adult_with(row: Row, people: Mapping[str, PersonRef], answers: Answers) -> list[str]:
    """The adults a child lives with: those named at the present address, else all who are in the home."""
    named = [
        who
        for address in _current(row)
        for who in address.get("who_with") or ()
        if not isinstance(who, str) or who in people
    ]
    if named:
        return [who if isinstance(who, str) else "" for who in named]
    return [p.id for p in people.values() if p.group == "adult" and p.living and p.home in IN_HOME]


def _private_fostering(
    row: Row, child: PersonRef, answers: Answers, people: Mapping[str, PersonRef], today: date
) -> Iterator[Problem]:
    """Under 16, or under 18 if disabled, and living with nobody who is a parent, holds parental responsibility or is close kin."""
    birth = _day(row.get("birth"))
    if birth and years_on(birth, today) >= (18 if row.get("disabled") == "yes" else 16):
        return
    plans = [p.get("plan") for p in rows_of(row, "plans") if not str(p.get("until") or "").strip()]
    if any(plan in LOOKED_AFTER for plan in plans):
        return
    carers = _adult_with(row, people, answers)
    cells = {
        cell.get("adult"): cell for cell in rows_of(answers, "relations") if cell.get("child") == child.id
    }
    if not carers or any(_is_close(cells.get(adult)) for adult in carers):
        return
    since = next((day for a in _current(row) if (day := _day(a.get("since")))), None)
    told = "The council must be told." if "private_fostering" not in plans else "Has the council been told?"
    reached = ""
    if since:
        last = since + FOSTERING_DAYS
        reached = f" 28 days {'were' if last <= today else 'are'} reached on {dates.show(last)}."
    sentence = (
        f"Nobody {child.name} lives with is down as a parent, a holder of parental responsibility or close kin. "
        f"For 28 days or more this is private fostering.{reached} {told}"
    )
    yield _warn("", f"children[{child.id}].addresses", sentence, "Private fostering")


def _is_close(cell: Row | None) -> bool:
    """Whether a relation rules private fostering out; nothing recorded yet is no ground to ask."""
    if cell is None or not cell.get("relation"):
        return True
    relation, kin = cell.get("relation"), cell.get("kin")
    if relation == "kin":
        return not kin or kin in CLOSE_KIN or cell.get("pr") == "yes"
    return cell.get("pr") == "yes" or relation in (
        "birth_parent",
        "adoptive",
        "step",
        "special_guardian",
    )


def _same_people(answers: Answers, people: Mapping[str, PersonRef]) -> Iterator[Problem]:
    """Two rows with the same name and birth date (E6)."""
    for key, label in (("children", "Children"), ("adults", "Adults")):
        for one, two in combinations(rows_of(answers, key), 2):
            if _who(one) and _who(one) == _who(two):
                name = people[str(two.get("id", ""))].name
                sentence = f"{name} is here twice with the same date of birth. Is it the same person?"
                yield _warn("E6", f"{key}[{two.get('id', '')}].name", sentence, label)


def _who(row: Row) -> tuple[str, str] | None:
    name = " ".join(str(row.get("name") or "").casefold().split())
    birth = str(row.get("birth") or "")
    return (name, birth) if name and dates.is_day(birth) else None


def _relation_problems(answers: Answers, people: Mapping[str, PersonRef]) -> Iterator[Problem]:
    label = "Relationships and parental responsibility"
    for cell in rows_of(answers, "relations"):
        adult, child = people.get(str(cell.get("adult"))), people.get(str(cell.get("child")))
        if adult is None or child is None:
            continue
        path = f"relations[{adult.id}:{child.id}]"
        if cell.get("pr") == "yes" and not cell.get("basis"):
            sentence = (
                f"{adult.name} has parental responsibility for {child.name}, but on what basis? "
                "It prints as not confirmed."
            )
            yield _warn("", f"{path}.basis", sentence, label)
        born, parent = _day(child.birth), _day(adult.birth)
        if cell.get("relation") == "birth_parent" and born and parent and parent >= born:
            sentence = (
                f"{adult.name} was born on {dates.show(adult.birth)}, {child.name} on {dates.show(child.birth)}. "
                "Check both dates."
            )
            yield _warn("E4", f"{path}.relation", sentence, label)


def _risk_problems(answers: Answers, people: Mapping[str, PersonRef]) -> Iterator[Problem]:
    """Someone who may pose a risk stands in both places: on their card, and with the reason among the warnings."""
    explained = {
        who
        for row in rows_of(answers, "warnings")
        if row.get("kind") == "may_pose_risk"
        for who in row.get("about") or ()
        if isinstance(who, str)
    }
    for person in people.values():
        if person.group == "adult" and person.risk and person.id not in explained:
            sentence = (
                f"{person.name} may pose a risk. Say why under Warnings, so that it is seen before a visit."
            )
            path = f"adults[{person.id}].poses_risk"
            yield _warn("", path, sentence, "Person who may pose a risk")


def confirmed(cell: Row) -> bool:
    """Whether parental responsibility may be printed as held: a basis, and a paper that was seen."""
    return (
        cell.get("pr") == "yes"
        and cell.get("basis") not in (None, "", "told", "limited")
        and cell.get("evidence") in ("original", "copy")
    )


def years_on(birth: date, day: date) -> int:
    """Whole years from a birth to a day; someone born on 29 February has their birthday on 1 March in common years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
