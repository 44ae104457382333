"""What the family page says of each person, worked out from the family file and the finished notes. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import PersonRef, join_names, rows_of
from toolkit.practice.attention import Attention, since_words
from toolkit.practice.findings import without_father
from toolkit.ui.unseen import past

HOME_WORDS = {
    "lives": "Lives here",
    "part_week": "Here part of the week",
    "sleeps_over": "Sleeps over",
    "visits": "Visits often",
    "does_not": "Does not live here",
}
ROLE_WORDS = {
    "mother": "Mother",
    "father": "Father",
    "step_parent": "Step-parent",
    "partner": "Partner of a parent",
    "carer": "Carer",
    "grandparent": "Grandparent",
    "other_kin": "Other kin",
    "lodger": "Lodger",
    "frequent_visitor": "Frequent visitor",
    "non_resident_parent": "Parent living elsewhere",
}


@dataclass(frozen=True)
class Fact:
    """One fact of a person: "Voice", "59 days ago", and whether it is past the limit."""

    label: str
    words: str
    late: bool = False


@dataclass(frozen=True)
class ChildFacts:
    """A child's card. `number` picks the person's colour; no facts where no prompt makes sense."""

    person: PersonRef
    number: int
    line: str
    facts: tuple[Fact, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class AdultFacts:
    """An adult's row; `person` is None for a father who is not named."""

    name: str
    letters: str
    number: int
    line: str
    spoken: str
    late: bool
    person: PersonRef | None = None


def children(found: Mapping[str, Attention], family: Mapping[str, Any], limit: int) -> list[ChildFacts]:
    """The cards of the children, in the order of the family file."""
    rows = {str(row.get("id", "")): row for row in rows_of(family, "children")}
    cards = []
    for number, one in enumerate(found.values()):
        if one.person.group == "child":
            row = rows.get(one.person.id, {})
            cards.append(ChildFacts(one.person, number, _child_line(one, row), _child_facts(one, limit)))
    return cards


def _child_line(one: Attention, row: Mapping[str, Any]) -> str:
    person = one.person
    if person.unborn and one.applies:
        weeks = person.age.removesuffix(" of gestation")
        due = (
            f"due {dates.show(person.edd)}"
            if dates.is_day(person.edd) and not weeks.startswith("due")
            else ""
        )
        return "  ·  ".join(part for part in (weeks, due) if part)
    # How a child is doing at school makes no sense to ask about one who died.
    school = str(row.get("school") or "").strip() if one.applies else ""
    return "  ·  ".join(part for part in (person.age or "age not known", school) if part)


def _child_facts(one: Attention, limit: int) -> tuple[Fact, ...]:
    if not one.applies:
        return ()
    if one.person.unborn:
        midwife = Fact("Midwife", "Named" if one.midwife_named else "Not named", not one.midwife_named)
        return (_since("Mother seen", one.mother_seen, limit), midwife)
    return (
        _since("Seen", one.seen, limit),
        _since("Seen alone", one.alone, limit),
        _since("Voice", one.voice, limit),
    )


def _since(label: str, days: int | None, limit: int) -> Fact:
    return Fact(label, since_words(days), past(days, limit))


def adults(found: Mapping[str, Attention], family: Mapping[str, Any]) -> list[AdultFacts]:
    """The rows of the adults, then one for fathers who are not named."""
    rows = []
    for number, one in enumerate(found.values()):
        if one.person.group == "adult":
            spoken = since_words(one.spoken, never="Never") if one.applies else ""
            rows.append(
                AdultFacts(
                    one.person.name,
                    one.person.initials,
                    number,
                    _adult_line(one.person),
                    spoken,
                    one.applies and one.spoken is None,
                    one.person,
                )
            )
    missing = [one.name for one in without_father(family, [each.person for each in found.values()])]
    if missing:
        name = f"{missing[0]}’s father" if len(missing) == 1 else f"Father of {join_names(missing)}"
        rows.append(AdultFacts(name, "?", 0, "Who is he, and is he involved?", "Not named", True))
    return rows


def _adult_line(person: PersonRef) -> str:
    relation = person.relation
    for role in ("mother", "father"):
        if role in person.roles:
            relation = relation.replace("Birth parent", ROLE_WORDS[role], 1)
    if not relation and person.roles:
        relation = ", ".join(ROLE_WORDS.get(role, role) for role in person.roles if role != "may_pose_risk")
    where = HOME_WORDS.get(person.home, "") if person.living else person.age
    return ". ".join(part for part in (relation, where[:1].upper() + where[1:]) if part)


def plan_words(family: Mapping[str, Any], labels: Mapping[str, str]) -> list[str]:
    """The plans and statuses that stand now, each once: the latest open one of each living child."""
    found: dict[str, None] = {}
    for child in rows_of(family, "children"):
        if child.get("status") in ("died", "ended"):
            continue
        standing = [row for row in rows_of(child, "plans") if not row.get("until") and row.get("plan")]
        for row in sorted(standing, key=lambda r: str(r.get("since") or ""))[-1:]:
            plan = str(row["plan"])
            if plan != "none":
                found[labels.get(plan) or plan.removeprefix("other:").strip()] = None
    return list(found)
