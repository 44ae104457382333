"""What a new record takes over from the family file, so that nobody types it twice.

Everything is only a first answer, to be looked at and changed. What the family file says must stay hidden is never
taken over without its mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import IN_HOME, Context, PersonRef, rows_of
from toolkit.forms.vocabulary import FIVE_ANSWERS

CAREFUL = ("address_hidden", "no_paper", "no_phone", "may_pose_risk", "do_not_share")
"""Warnings of a family file under which no telephone number is put on a paper by the program."""
HIDDEN = "(hidden: do not pass on)"
"""The mark of an address that somebody must not know, wherever it goes on."""


def text(row: Mapping[str, Any], key: str) -> str:
    """The words of a cell, or nothing when it is empty or special."""
    value = row.get(key)
    return value.strip() if isinstance(value, str) else ""


def person_row(family: Mapping[str, Any], person_id: str) -> dict[str, Any]:
    """The row of the family file that is this person, or an empty one."""
    for key in ("children", "adults", "professionals"):
        for row in rows_of(family, key):
            if person_id and str(row.get("id", "")) == person_id:
                return row
    return {}


def present_address(family: Mapping[str, Any], person_id: str) -> tuple[str, bool]:
    """Where a person lives now, with the postcode, and whether that is hidden from somebody.

    The newest address without an end counts. A warning that an address is hidden counts for those it is about, and
    for everybody when it names nobody, or somebody who lives elsewhere: then it may say from whom.
    """
    rows = [row for row in rows_of(person_row(family, person_id), "addresses") if not text(row, "until")]
    rows.sort(key=lambda row: text(row, "since"))
    row = rows[-1] if rows else {}
    lines = [text(row, "address"), text(row, "postcode")]
    hidden = bool(row.get("hidden_from")) or any(
        warning.get("kind") == "address_hidden" and _hides(warning, person_id, family)
        for warning in rows_of(family, "warnings")
    )
    return "\n".join(line for line in lines if line), hidden


def _hides(warning: Mapping[str, Any], person_id: str, family: Mapping[str, Any]) -> bool:
    inside = {str(row.get("id")) for row in rows_of(family, "children")}
    inside |= {str(row.get("person")) for row in rows_of(family, "home") if row.get("how") in IN_HOME}
    about = warning.get("about") or [person_id]
    return any(one == person_id or not isinstance(one, str) or one not in inside for one in about)


def phone_of(family: Mapping[str, Any], person_id: str) -> str:
    """A telephone number, or nothing."""
    return text(person_row(family, person_id), "phone")


def careful(family: Mapping[str, Any]) -> bool:
    """Whether a warning, or somebody who may pose a risk, speaks against numbers on a paper for the home."""
    return any(row.get("kind") in CAREFUL for row in rows_of(family, "warnings")) or any(
        row.get("poses_risk") == "yes" for row in rows_of(family, "adults")
    )


def living_children(context: Context) -> list[PersonRef]:
    """The children a record may be about."""
    return [person for person in context.people if person.group == "child" and person.living]


def carer_of(family: Mapping[str, Any], context: Context, child_id: str) -> PersonRef | None:
    """The adult who most likely cares for a child: at home and a holder of parental responsibility comes first.

    Somebody who may pose a risk is never chosen.
    """
    holds = {
        str(cell.get("adult"))
        for cell in rows_of(family, "relations")
        if cell.get("child") == child_id and cell.get("pr") == "yes"
    }
    adults = [p for p in context.people if p.group == "adult" and p.living and not p.risk]
    near = [p for p in adults if p.id in holds or p.facts()["person.home"] == "yes"]
    ranked = sorted(near, key=lambda p: (p.facts()["person.home"] != "yes", p.id not in holds))
    return ranked[0] if ranked else None


def lead_worker(family: Mapping[str, Any], context: Context) -> dict[str, str]:
    """The lead worker's name, role, agency, phone and email as far as the family file knows them."""
    kept = family.get("lead_worker")
    if isinstance(kept, Mapping):
        return _filled(name=text(kept, "name"), role=text(kept, "role"))
    row = person_row(family, kept) if isinstance(kept, str) else {}
    return _filled(**{key: text(row, key) for key in ("name", "role", "agency", "phone", "email")})


def _filled(**words: str) -> dict[str, str]:
    return {key: value for key, value in words.items() if value}


def birth_of(family: Mapping[str, Any], child_id: str) -> str:
    """A child's date of birth as kept: ISO text, `not_known`, or nothing."""
    kept = text(person_row(family, child_id), "birth")
    return kept if kept == "not_known" or dates.is_day(kept) else ""


def who_agrees(family: Mapping[str, Any], context: Context) -> list[PersonRef]:
    """Each living adult with parental responsibility, and each young person of the age at which this area asks."""
    holders = {str(one.get("adult")) for one in rows_of(family, "relations") if one.get("pr") == "yes"}
    found = [person for person in context.people if person.id in holders and person.living]
    age = context.facts.get("@agreement_age", "")
    for child in living_children(context):
        if age.isdigit() and dates.is_day(child.birth):
            born, today = dates.first_day(child.birth), context.now.date()
            if today.year - born.year - ((today.month, today.day) < (born.month, born.day)) >= int(age):
                found.append(child)
    return found


AT_HOME = {
    "lives": "Lives in the home",
    "part_week": "In the home part of the week",
    "sleeps_over": "Sleeps over",
    "visits": "Visits often",
    "does_not": "Does not live in the home",
}


def adult_line(person: PersonRef) -> str:
    """An adult in a line: name, how related to the children, and whether they are in the home."""
    home = AT_HOME.get(person.home, "").lower()
    return ", ".join(part for part in (person.full_name or person.name, person.relation, home) if part)


def responsibility_lines(family: Mapping[str, Any], context: Context) -> Iterator[str]:
    """Who has parental responsibility for whom, each answer as given; one that nobody saw proved says so."""
    for cell in rows_of(family, "relations"):
        adult, child = context.person(str(cell.get("adult"))), context.person(str(cell.get("child")))
        answer = str(cell.get("pr") or "")
        if adult and child and child.living and answer in FIVE_ANSWERS:
            proved = (
                "" if answer != "yes" or cell.get("evidence") in ("original", "copy") else " (not confirmed)"
            )
            yield f"{adult.name} for {child.name}: {FIVE_ANSWERS[answer].lower()}{proved}"


def filled(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers without the empty ones: an empty box stays a missing key."""
    return {key: value for key, value in answers.items() if value not in ("", [], None)}
