"""The family tree (R01a) as facts: people, couples, parents, households and lines between people, out of the family file.

What the file cannot say (whether a couple is married, whose side a grandparent is on, relatives who matter but have no
row) comes from the small record `genogram`; nothing is typed twice. Symbols follow the standard McGoldrick conventions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.forms.people import IN_HOME, PersonRef, dicts, people_of, rows_of
from toolkit.practice.ages import age_of, born_words
from toolkit.practice.genogram_model import (
    COUPLES,
    TIES,
    Couple,
    Family,
    Genogram,
    Household,
    Member,
    ParentKind,
    Shape,
    Tie,
)

_PARENTS: dict[str, ParentKind] = {
    "birth_parent": "birth",
    "adoptive": "adopted",
    "foster": "fostered",
    "special_guardian": "guardian",
}
_KINDS: tuple[ParentKind, ...] = ("birth", "adopted", "fostered", "guardian")
_ABOVE = {"grandparent": -2, "great_aunt_uncle": -2, "aunt_uncle": -1, "sibling": 0, "cousin": 0}
_KIN_ROLES = {
    "mother": -1,
    "father": -1,
    "step_parent": -1,
    "partner": -1,
    "non_resident_parent": -1,
    "grandparent": -2,
    "carer": -1,
    "other_kin": -1,
}


class OwnParent(ToolkitError):
    """Somebody of a family tree is down as an ancestor of themselves."""

    sentence = (
        "Somebody here is down as their own parent, grandparent or further back. "
        "Look at the lines under “Who is whose parent” and take the wrong one out."
    )


def genogram(family: Mapping[str, Any], own: Mapping[str, Any], day: date) -> Genogram:
    """The family tree of a family file, with the answers of its `genogram` record, as it stands on a day.

    Raises OwnParent.
    """
    return _Builder(family, own, day).build()


class _Builder:
    """Reads both records once."""

    def __init__(self, family: Mapping[str, Any], own: Mapping[str, Any], day: date) -> None:
        self.family, self.own, self.day = family, own, day
        self.people = {p.id: p for p in people_of(family) if p.id and p.group != "professional"}
        self.rows = {
            str(row.get("id", "")): row for key in ("children", "adults") for row in rows_of(family, key)
        }
        self.typed = {_typed_id(row): row for row in rows_of(own, "others") if _typed_id(row)}
        self.strangers: dict[str, str] = {}
        """People who are only a name in a line of the record."""
        self.cells = [c for c in rows_of(family, "relations") if c.get("adult") and c.get("child")]

    def who(self, value: object) -> str:
        """The id of what a Person field keeps; empty when it is nobody."""
        if isinstance(value, str):
            return value if value in self.people else ""
        if isinstance(value, Mapping):
            name = " ".join(str(value.get("name") or "").split())
            for person in self.people.values():
                if name and name.casefold() in (person.full_name.casefold(), person.name.casefold()):
                    return person.id
            key = _typed_id(value)
            if key and key not in self.typed:
                self.strangers.setdefault(key, name)
            return key
        return ""

    def build(self) -> Genogram:
        """Puts it together."""
        parents = self._parents()
        couples = self._couples(parents)
        families = self._families(parents)
        ties = tuple(self._ties())
        homes = tuple(self._households())
        linked = {p for c in couples for p in c.pair} | {p for t in ties for p in (t.one, t.two)}
        linked |= {p for f in families for p in (*f.parents, *(c for c, _ in f.children))}
        linked |= {p for home in homes for p in home.members}
        linked |= {
            str(c["adult"]) for c in self.cells if c.get("relation") not in (None, "", "none", "not_known")
        }
        hints = tuple(self._hints())
        shown = [
            p
            for p in self.people.values()
            if p.group == "child" or p.id in linked or p.home in IN_HOME or set(p.roles) & set(_KIN_ROLES)
        ]
        notes = self._notes({p for f in families for p in (*f.parents, *(c for c, _ in f.children))})
        members = [replace(self._member(p), note=notes.get(p.id, "")) for p in shown]
        members += [self._other(key, row) for key, row in self.typed.items()]
        members += [
            Member(key, name, "diamond", age="?", words="sex and age not said")
            for key, name in self.strangers.items()
        ]
        ids = {m.id for m in members}
        _refuse_rings(families)
        return Genogram(
            tuple(members),
            couples,
            families,
            homes,
            ties,
            tuple(h for h in hints if h[0] in ids and h[1] in ids),
        )

    # Lines

    def _parents(self) -> dict[str, dict[str, ParentKind]]:
        """Child to parents and kinds; what the record says goes before what the file says."""
        found: dict[str, dict[str, ParentKind]] = {}
        for cell in self.cells:
            child, adult = str(cell["child"]), str(cell["adult"])
            kind = _PARENTS.get(str(cell.get("relation") or ""))
            if kind and child in self.people and adult in self.people:
                found.setdefault(child, {})[adult] = kind
        for row in rows_of(self.own, "parents"):
            child, adult = self.who(row.get("child")), self.who(row.get("parent"))
            if child and adult:
                if child == adult:
                    raise OwnParent
                how = next((kind for kind in _KINDS if kind == row.get("how")), _KINDS[0])
                found.setdefault(child, {})[adult] = how
        return found

    def _couples(self, parents: Mapping[str, Mapping[str, ParentKind]]) -> tuple[Couple, ...]:
        found: dict[frozenset[str], Couple] = {}
        for row in rows_of(self.own, "couples"):
            one, two, kind = self.who(row.get("one")), self.who(row.get("two")), str(row.get("kind") or "")
            if one and two and one != two:
                known = next((k for k in COUPLES if k == kind), COUPLES[1])
                found[frozenset((one, two))] = Couple(one, two, known)
        married = {
            (str(c["adult"]), str(c["child"])) for c in self.cells if str(c.get("basis") or "") == "married"
        }
        for child, of in parents.items():
            for kind in _KINDS:
                both = [p for p, k in of.items() if k == kind][:2]
                if len(both) == 2 and frozenset(both) not in found:
                    wed = any((p, child) in married for p in both) and kind == "birth"
                    found[frozenset(both)] = Couple(both[0], both[1], "married" if wed else "together")
        for cell in self.cells:
            self._partner(cell, parents, found, married)
        return tuple(found.values())

    def _partner(
        self,
        cell: Mapping[str, Any],
        parents: Mapping[str, Mapping[str, ParentKind]],
        found: dict[frozenset[str], Couple],
        married: set[tuple[str, str]],
    ) -> None:
        """A step-parent, or a parent's partner, is the partner of the parent whom it can only be."""
        adult, child = str(cell["adult"]), str(cell["child"])
        if cell.get("relation") not in ("step", "partner") or adult not in self.people:
            return
        able = [p for p, k in parents.get(child, {}).items() if k in ("birth", "adopted") and p != adult]
        if any(frozenset((adult, p)) in found for p in able):
            return
        if len(able) > 1:
            able = [p for p in able if p in self.people and self.people[p].home in IN_HOME]
        if len(able) == 1:
            wed = (adult, child) in married
            found[frozenset((adult, able[0]))] = Couple(able[0], adult, "married" if wed else "together")

    def _families(self, parents: Mapping[str, Mapping[str, ParentKind]]) -> tuple[Family, ...]:
        groups: dict[frozenset[str], tuple[tuple[str, ...], list[tuple[str, ParentKind]]]] = {}
        for child, of in parents.items():
            for kind in _KINDS:
                all_of = [p for p, k in of.items() if k == kind]
                for start in range(0, len(all_of), 2):
                    some = tuple(all_of[start : start + 2])
                    groups.setdefault(frozenset(some), (some, []))[1].append((child, kind))
        place = {key: n for n, key in enumerate([*self.people, *self.typed, *self.strangers])}
        said = [[self.who(p) for p in row.get("people") or ()] for row in rows_of(self.own, "twins")]
        families = []
        for both, children in groups.values():
            children.sort(key=lambda c: (self._order(c[0]), place.get(c[0], 0)))
            twins = self._twins([c for c, kind in children if kind == "birth"], said)
            families.append(Family(both, tuple(_beside(children, twins)), twins))
        return tuple(families)

    def _twins(self, children: list[str], said: list[list[str]]) -> tuple[tuple[str, ...], ...]:
        """Those born to the same parents on the same day, or due on it, and those said to be twins."""
        sets: list[list[str]] = [kept for some in said if len(kept := [c for c in children if c in some]) > 1]
        taken = {c for some in sets for c in some}
        days: dict[str, list[str]] = {}
        for child in children:
            row = self.rows.get(child) or self.typed.get(child) or {}
            day = str(row.get("birth") or "") or "due " + str(row.get("edd") or "")
            if child not in taken and len(day.removeprefix("due ")) == 10:
                days.setdefault(day, []).append(child)
        return tuple(tuple(some) for some in [*sets, *(same for same in days.values() if len(same) > 1)])

    def _ties(self) -> Iterable[Tie]:
        for row in rows_of(self.own, "ties"):
            one, two = self.who(row.get("one")), self.who(row.get("two"))
            kind = next((k for k in TIES if k == row.get("kind")), None)
            if one and two and one != two and kind:
                yield Tie(one, two, kind)

    def _hints(self) -> Iterable[tuple[str, str, int]]:
        kids = [p.id for p in self.people.values() if p.group == "child"]
        for cell in self.cells:
            kin = str(cell.get("kin") or "") if cell.get("relation") == "kin" else ""
            if kin in _ABOVE:
                yield str(cell["adult"]), str(cell["child"]), _ABOVE[kin]
            elif cell.get("relation") in ("step", "partner"):
                yield str(cell["adult"]), str(cell["child"]), -1
        for person in self.people.values():
            if person.group == "adult" and kids:
                up = [_KIN_ROLES[role] for role in person.roles if role in _KIN_ROLES]
                yield person.id, kids[0], min(up, default=-1)
        for kid in kids[1:]:
            yield kid, kids[0], 0

    def _notes(self, placed: set[str]) -> dict[str, str]:
        """What is known of kin whom no line of parents holds yet."""
        kin = {str(c["adult"]) for c in self.cells if c.get("relation") == "kin"} - placed
        return {p.id: p.relation for p in self.people.values() if p.id in kin}

    # Households

    def _households(self) -> Iterable[Household]:
        said = [
            (str(row.get("nickname") or "").strip() or "Home", [self.who(p) for p in row.get("people") or ()])
            for row in rows_of(self.own, "homes")
        ]
        taken = {p for _, some in said for p in some}
        for name, some in said:
            if kept := tuple(dict.fromkeys(p for p in some if p)):
                yield Household(name, kept)
        here = [p.id for p in self.people.values() if p.group == "adult" and p.living and self._at_home(p.id)]
        kids = [p for p in self.people.values() if p.group == "child" and p.living and p.id not in taken]
        away: dict[frozenset[str], list[str]] = {}
        home: list[str] = []
        for kid in kids:
            with_whom = frozenset(self._lives_with(kid.id))
            if with_whom and not with_whom & set(here):
                away.setdefault(with_whom, []).append(kid.id)
            else:
                home.append(kid.id)
        adults = [p for p in here if p not in taken]
        if adults and (home or len(adults) > 1):
            yield Household("Home", (*adults, *home))
        for number, (who, some) in enumerate(away.items(), 2):
            yield Household(f"Home {number}", (*sorted(who), *some))

    def _at_home(self, person: str) -> bool:
        return any(
            row.get("person") == person
            and row.get("how") in ("lives", "part_week")
            and not str(row.get("address") or "").strip()
            for row in rows_of(self.family, "home")
        )

    def _lives_with(self, child: str) -> list[str]:
        for row in dicts(self.rows.get(child, {}).get("addresses")):
            if not str(row.get("until") or "").strip():
                return [p for p in row.get("who_with") or () if isinstance(p, str) and p in self.people]
        return []

    # People

    def _order(self, person: str) -> str:
        row = self.rows.get(person) or self.typed.get(person) or {}
        lost = row.get("status_date") if row.get("status") == "ended" else ""
        return str(row.get("birth") or lost or row.get("edd") or "9")

    def _member(self, person: PersonRef) -> Member:
        row = self.rows.get(person.id, {})
        about = [p for p in self.own.get("about") or () if isinstance(p, str)]
        index = person.id in about if about else person.group == "child" and person.status != "ended"
        return self._drawn(person, row, index)

    def _other(self, key: str, row: Mapping[str, Any]) -> Member:
        name = " ".join(str(row.get("name") or "").split())
        status = str(row.get("status") or "living")
        person = PersonRef(
            id=key, name=name, group="adult", full_name=name, birth=str(row.get("birth") or ""), status=status
        )
        return self._drawn(person, row, False)

    def _drawn(self, person: PersonRef, row: Mapping[str, Any], index: bool) -> Member:
        sex = str(row.get("sex") or "") or _by_role(person)
        shape: Shape = "square" if sex == "male" else "circle" if sex == "female" else "diamond"
        if person.unborn or person.status == "ended":
            shape = "triangle"
        ended = dates.first_day(str(row["status_date"])) if dates.is_day(row.get("status_date")) else None
        over = person.status in ("died", "ended")
        own = sex.removeprefix("other:").strip() if sex.startswith("other:") else ""
        role = {"male": "male", "female": "female"}.get(sex, own or "sex not said")
        age = age_of(person, self.day, ended)
        born = str(dates.first_day(person.birth).year) if dates.is_day(person.birth) else ""
        died = str(ended.year) if over and ended else ""
        if shape == "triangle" and not over and dates.is_day(person.edd):
            due = dates.first_day(person.edd)
            # Where others have the year of their death there is nothing.
            born = f"due {dates.MONTHS[due.month - 1][:3]} {due.year}"
        return Member(
            person.id,
            person.name if person.group == "child" else person.full_name or person.name,
            shape,
            _short_age(person, self.day, ended),
            born,
            died,
            over,
            index,
            own[:1].upper(),
            ", ".join(part for part in (role if shape != "triangle" else "", age) if part),
            self._order(person.id),
        )


def _by_role(person: PersonRef) -> str:
    """What the words mother and father say already, where nothing else is said."""
    roles = set(person.roles) & {"mother", "father"}
    return {"mother": "female", "father": "male"}[roles.pop()] if len(roles) == 1 else ""


def _short_age(person: PersonRef, day: date, ended: date | None) -> str:
    """The age as it fits in a symbol: 7, 11m, 9w, 3d, ~40, ? when it is not known."""
    if person.status == "ended":
        return ""
    if person.unborn:
        words = age_of(person, day)
        return words.split(" ")[0] + "w" if words[:1].isdigit() else ""
    over = person.status == "died"
    words = born_words(person.birth, ended or day) if not over or ended else ""
    if not words:
        return "" if over else "?"
    if words.startswith("under"):
        return "<1"
    about = words.startswith("about ")
    number, unit = words.removeprefix("about ").split(" ")[:2]
    return ("~" if about else "") + number + ("" if unit.startswith("year") else unit[0])


def _typed_id(row: Mapping[str, Any]) -> str:
    name = " ".join(str(row.get("name") or "").split()).casefold()
    return f"name:{name}" if name else ""


def _beside(
    children: list[tuple[str, ParentKind]], twins: tuple[tuple[str, ...], ...]
) -> list[tuple[str, ParentKind]]:
    """Oldest first, with twins next to each other."""
    made: list[tuple[str, ParentKind]] = []
    for child in children:
        if child in made:
            continue
        some = next((t for t in twins if child[0] in t), (child[0],))
        made += [c for c in children if c[0] in some and c not in made] if child[1] == "birth" else [child]
    return made


def _refuse_rings(families: Iterable[Family]) -> None:
    """Raises OwnParent where somebody is an ancestor of themselves."""
    below: dict[str, set[str]] = {}
    for family in families:
        for parent in family.parents:
            below.setdefault(parent, set()).update(child for child, _ in family.children)
    done: set[str] = set()
    for start in below:
        stack: list[tuple[str, bool]] = [(start, False)]
        path: set[str] = set()
        while stack:
            who, leaving = stack.pop()
            if leaving:
                path.discard(who)
                done.add(who)
            elif who in path:
                raise OwnParent
            elif who not in done:
                path.add(who)
                stack.append((who, True))
                stack.extend((child, False) for child in below.get(who, ()))
