"""The ecomap: the household in a circle, people and services around it, and what passes between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from math import cos, pi, sin
from typing import Any, Literal, TypeAlias

from toolkit.forms import dates
from toolkit.forms.people import Context, people_of, rows_of
from toolkit.practice.genogram import genogram

Link: TypeAlias = Literal["strong", "thin", "stressful", ""]
Gives: TypeAlias = Literal["to_home", "from_home", "both", ""]
LINKS: tuple[Link, ...] = ("strong", "thin", "stressful")
GIVES: tuple[Gives, ...] = ("to_home", "from_home", "both")
LINK_WORDS = {"strong": "strong", "thin": "thin", "stressful": "stressful", "": "not said how strong"}
GIVES_WORDS = {
    "to_home": "they give",
    "from_home": "the family gives",
    "both": "both give",
    "": "",
}
AROUND_AT_MOST = 12
"""More than these stand on a second map."""


@dataclass(frozen=True)
class Around:
    """Somebody or something around the household."""

    name: str
    about: str = ""
    link: Link = ""
    gives: Gives = ""
    professional: bool = False


@dataclass(frozen=True)
class Ecomap:
    """The household's people by name, and what stands around it."""

    home: tuple[str, ...]
    around: tuple[Around, ...]


def ecomap(family: Mapping[str, Any], own: Mapping[str, Any], day: date) -> Ecomap:
    """The ecomap of a family file with the answers of its `genogram` record, as it stands on a day.

    Professionals whose work has ended are left out. Raises OwnParent.
    """
    tree = genogram(family, own, day)
    names = {m.id: m.name for m in tree.members}
    children = {p.id for p in people_of(family) if p.group == "child"}
    homes = sorted(tree.households, key=lambda h: -len(children & set(h.members)))
    home = tuple(names[p] for p in homes[0].members if p in names) if homes else ()
    home = home or tuple(names[p] for p in names if p in children)
    people = people_of(family)
    context = Context(datetime.combine(day, time(12)), people)
    found: dict[str, Around] = {}
    for row in rows_of(family, "professionals"):
        until = row.get("until")
        person = context.person(str(row.get("id", "")))
        if person and not (dates.is_day(until) and dates.last_day(str(until)) < day):
            found[person.id] = Around(person.name, person.relation, professional=True)
    for row in rows_of(own, "around"):
        who = row.get("who")
        name = context.name_of(who)
        if not name:
            continue
        key = who if isinstance(who, str) else name.casefold()
        link = next((known for known in LINKS if known == row.get("link")), LINKS[1])
        link = link if row.get("link") else ""
        gives = next((known for known in GIVES if known == row.get("gives")), None) or ""
        about = found[key].about if key in found else ""
        person = context.person(key)
        professional = person is not None and person.group == "professional"
        found[key] = Around(name, about, link, gives, professional)
    return Ecomap(home, tuple(found.values()))


def for_family(found: Ecomap) -> Ecomap:
    """The map without the professionals of the family file, who are on no family copy unless they are asked for."""
    return Ecomap(found.home, tuple(a for a in found.around if not a.professional))


def places(count: int, width: float, height: float, radius: float) -> list[tuple[float, float]]:
    """Where so many circles of a radius stand round the middle of a sheet, the first at the top, clockwise."""
    across, down = width / 2 - radius - 8, height / 2 - radius - 8
    return [
        (
            round(width / 2 + across * sin(2 * pi * n / count), 1),
            round(height / 2 - down * cos(2 * pi * n / count), 1),
        )
        for n in range(count)
    ]


def ecomap_words(found: Ecomap) -> list[str]:
    """The map as sentences."""
    lines = [
        f"In the household: {', '.join(found.home)}." if found.home else "Nobody is in the household yet."
    ]
    for one in found.around:
        about = f" ({one.about})" if one.about else ""
        gives = f", {GIVES_WORDS[one.gives]}" if one.gives else ""
        lines.append(f"{one.name}{about}: {LINK_WORDS[one.link]}{gives}.")
    return lines
