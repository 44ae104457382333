"""The people of a family file, read from its rows, and the context a form is judged in.

The rows of the family form that `makes` people keep these cells: `name`, `known_as`, `described_as`, `birth`, `edd`,
`unborn` (yes/no), `status` (living, died, ended), `sex`, `roles` and `poses_risk` (adults); the rows of `home` say who lives where
(`person`, `how`: lives, part_week, sleeps_over, visits, does_not); the rows of `warnings` with kind `may_pose_risk`
name people in `about`; the grid `relations` holds `adult`, `child`, `relation`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias

Answers: TypeAlias = dict[str, Any]
"""What a record holds: field key to answer, shapes as in `vocabulary`."""

Group: TypeAlias = Literal["child", "adult", "professional"]
IN_HOME = ("lives", "part_week", "sleeps_over")
PARENTS = frozenset({"mother", "father", "step_parent", "partner", "carer", "non_resident_parent"})
"""Roles of an adult who parents, also from elsewhere; one whose role is not known yet may be a parent."""


@dataclass(frozen=True)
class PersonRef:
    """Someone of the family file as other records see them.

    `birth` and `edd` are ISO days, or empty. `home` is the strongest answer to who is in the home, or empty.
    """

    id: str
    name: str
    group: Group
    full_name: str = ""
    birth: str = ""
    edd: str = ""
    unborn: bool = False
    status: str = "living"
    home: str = ""
    risk: bool = False
    roles: tuple[str, ...] = ()
    relation: str = ""
    age: str = ""
    # No list is made of it; and the vault tells by the rest, written out, whether the people of a family changed.
    answers_for: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """The children an adult holds parental responsibility for, each with how that is known; none where a court limits it."""
    answers_not_for: tuple[str, ...] = field(default=(), repr=False)
    """The children the file says an adult is nobody to, holds no responsibility for, or only as far as a court lets them."""

    @property
    def living(self) -> bool:
        """Whether prompts about this person make sense at all."""
        return self.status == "living"

    @property
    def initials(self) -> str:
        """Two letters for the person's token, or a question mark."""
        return self.name[:2].title() if self.name and not self.name.lower().startswith("not known") else "?"

    def facts(self) -> dict[str, str]:
        """What conditions may ask about the person of a row."""
        return {
            "person.id": self.id,
            "person.group": self.group,
            "person.unborn": "yes" if self.unborn else "no",
            "person.status": self.status,
            "person.home": "yes" if self.home in IN_HOME else "no",
            "person.risk": "yes" if self.risk else "no",
            "person.parent": "yes" if not self.roles or set(self.roles) & PARENTS else "no",
        }


@dataclass(frozen=True)
class ScoreSet:
    """The numbers of one earlier map: the day, the anchors they were given under, and each person's own number.

    `rows` are person key (the id, or the name when not in the family file), name as then shown, and the number.
    """

    day: str
    low: str
    high: str
    rows: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class Earlier:
    """A finished record of the family that a new one may begin from: its form, when it happened as ISO text, its answers."""

    form_id: str
    event: str
    answers: Mapping[str, Any]
    title: str = ""


@dataclass(frozen=True)
class Context:
    """What a form is judged in: the moment, the people of the family, and facts (`@language_need`: yes).

    `now` is local wall time. `written` is when a finished record was finished, else None.
    """

    now: datetime
    people: tuple[PersonRef, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    written: datetime | None = None
    late_hours: int = 24
    scores: tuple[ScoreSet, ...] = ()
    """Numbers of earlier maps, oldest first."""
    earlier: tuple[Earlier, ...] = ()
    """Finished records of the family, newest first; given only where a new record begins from more than the last of its kind."""

    def person(self, person_id: str) -> PersonRef | None:
        """The person with this id, or None."""
        return next((p for p in self.people if p.id == person_id), None)

    def name_of(self, value: object) -> str:
        """The words for what a `Person` field keeps: the name, with the role when it is not someone of the file."""
        if isinstance(value, str):
            person = self.person(value)
            return person.name if person else ("Someone no longer in the family file" if value else "")
        if isinstance(value, Mapping):
            name, role = str(value.get("name", "")).strip(), str(value.get("role", "")).strip()
            return f"{name} ({role})" if name and role else name or role
        return ""


def rows_of(answers: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """The rows under a key, or none when the answer is missing or special."""
    return dicts(answers.get(key))


def dicts(answer: object) -> list[dict[str, Any]]:
    """The rows an answer holds; anything else in a stored record counts as none."""
    return [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else []


def people_of(family: Mapping[str, Any]) -> tuple[PersonRef, ...]:
    """The people of a family file: children in birth order as written, then adults, then professionals."""
    homes = _homes(family)
    risky = _risky(family)
    return tuple(
        [_child(row, risky) for row in rows_of(family, "children")]
        + [_adult(row, homes, risky, family) for row in rows_of(family, "adults")]
        + list(_professionals(family))
    )


def _child(row: Mapping[str, Any], risky: set[str]) -> PersonRef:
    unborn = row.get("unborn") == "yes"
    full = str(row.get("name") or "").strip()
    name = str(row.get("known_as") or "").strip() or (full.split(" ")[0] if full else "")
    return PersonRef(
        id=str(row.get("id", "")),
        name=name or ("Unborn baby" if unborn else "Child, name not known"),
        full_name=full or name,
        group="child",
        birth=str(row.get("birth") or ""),
        edd=str(row.get("edd") or ""),
        unborn=unborn,
        status=str(row.get("status") or "living"),
        risk=str(row.get("id", "")) in risky,
    )


def _adult(
    row: Mapping[str, Any], homes: Mapping[str, str], risky: set[str], family: Mapping[str, Any]
) -> PersonRef:
    name = str(row.get("name") or "").strip() or str(row.get("known_as") or "").strip()
    described = str(row.get("described_as") or "").strip()
    person = str(row.get("id", ""))
    roles = row.get("roles")
    kept = tuple(str(r) for r in roles) if isinstance(roles, list) else ()
    return PersonRef(
        id=person,
        name=name or (f"Not known: {described}" if described else "Adult, name not known"),
        full_name=name,
        group="adult",
        birth=str(row.get("birth") or ""),
        status=str(row.get("status") or "living"),
        home=homes.get(person, ""),
        risk=person in risky or "may_pose_risk" in kept or row.get("poses_risk") == "yes",
        roles=kept,
        relation=_relation(person, family),
        answers_for=tuple(_answers_for(person, family)),
        answers_not_for=tuple(_answers_not_for(person, family)),
    )


EVIDENCE_WORDS = {
    "original": "original seen",
    "copy": "copy seen",
    "told": "told only, not confirmed",
    "none": "not confirmed",
}


def _answers_for(person: str, family: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for cell in rows_of(family, "relations"):
        if cell.get("adult") == person and cell.get("pr") == "yes" and cell.get("basis") != "limited":
            known = EVIDENCE_WORDS.get(str(cell.get("evidence") or ""), "not confirmed")
            yield str(cell.get("child", "")), f"Family file: {known}"


def _answers_not_for(person: str, family: Mapping[str, Any]) -> Iterator[str]:
    for cell in rows_of(family, "relations"):
        limited = cell.get("pr") == "yes" and cell.get("basis") == "limited"
        if cell.get("adult") == person and (
            limited or cell.get("pr") == "no" or cell.get("relation") == "none"
        ):
            yield str(cell.get("child", ""))


def _professionals(family: Mapping[str, Any]) -> Iterator[PersonRef]:
    for row in rows_of(family, "professionals"):
        name, agency = str(row.get("name") or "").strip(), str(row.get("agency") or "").strip()
        yield PersonRef(
            id=str(row.get("id", "")),
            name=name or agency or "Professional, name not known",
            full_name=name,
            group="professional",
            relation=", ".join(part for part in (str(row.get("role") or "").strip(), agency) if part),
        )


def _homes(family: Mapping[str, Any]) -> dict[str, str]:
    order = [*IN_HOME, "visits", "does_not"]
    homes: dict[str, str] = {}
    for row in rows_of(family, "home"):
        person, how = str(row.get("person", "")), str(row.get("how") or "")
        if how in order and (person not in homes or order.index(how) < order.index(homes[person])):
            homes[person] = how
    return homes


def _risky(family: Mapping[str, Any]) -> set[str]:
    about: set[str] = set()
    for row in rows_of(family, "warnings"):
        if row.get("kind") == "may_pose_risk" and isinstance(row.get("about"), list):
            about.update(str(person) for person in row["about"] if isinstance(person, str))
    return about


RELATION_WORDS: dict[str, str] = {
    "birth_parent": "Birth parent",
    "adoptive": "Adoptive parent",
    "step": "Step-parent",
    "foster": "Foster carer",
    "special_guardian": "Special guardian",
    "kin": "Kin",
    "partner": "Parent's partner",
    "none": "Not related",
    "not_known": "Relation not known",
}


KIN_WORDS: dict[str, str] = {
    "grandparent": "Grandparent",
    "sibling": "Brother or sister",
    "aunt_uncle": "Aunt or uncle",
    "cousin": "Cousin",
    "great_aunt_uncle": "Great-aunt or great-uncle",
}


def _relation_words(kind: str, kin: str) -> str:
    """The words of a relation; of kin, which kin where that is known."""
    if kind != "kin":
        return RELATION_WORDS[kind]
    return KIN_WORDS.get(kin) or kin.removeprefix("other:").strip() or RELATION_WORDS[kind]


def _relation(person: str, family: Mapping[str, Any]) -> str:
    """How an adult is related to the children, in words: "Birth parent of Wren and Pip"."""
    names = {
        str(row.get("id", "")): _child(row, set()).name
        for row in rows_of(family, "children")
        if row.get("id")
    }
    kinds: dict[str, list[str]] = {}
    for cell in rows_of(family, "relations"):
        kind = str(cell.get("relation") or "")
        child = names.get(str(cell.get("child", "")))
        if (
            cell.get("adult") == person
            and child
            and kind in RELATION_WORDS
            and kind not in ("none", "not_known")
        ):
            words = _relation_words(kind, str(cell.get("kin") or ""))
            kinds.setdefault(words, []).append(child)
    return "; ".join(f"{words} of {join_names(who)}" for words, who in kinds.items())


BEFORE_A_NAME = frozenset(
    "mr mrs ms miss mx dr doctor prof professor rev reverend sir dame lord lady pc sgt imam rabbi nurse sister st saint "
    "aunt auntie aunty uncle gran granny grandma grandad grandpa nan nana nanny great big little the my "
    "school social health family early duty support foster class head key lead".split()
)
_NO_PERSON = frozenset(
    "school nursery team service services surgery centre police hospital club nurse worker teacher".split()
)


def first_name(name: str) -> str:
    """The first name in a whole one. "Mr Oakapple", "Aunt Nettie" and "School Nurse" have none and stay whole."""
    words = name.split()
    if len(words) < 2 or _bare(words[0]) in BEFORE_A_NAME or _bare(words[-1]) in _NO_PERSON:
        return name
    return words[0]


def _bare(word: str) -> str:
    return word.casefold().strip(".,")


def join_names(names: list[str]) -> str:
    """Names as a person would say them: "Wren, Pip and Dot"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""
