"""Possible duplicates: families and people whose names are like one that is being typed. It only says so; nothing is held up.

Whoever died is not among the people: nobody is to be asked about them by a line that comes up by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.forms import dates
from toolkit.forms.filed import FamilyNames, Named
from toolkit.practice.names import LEAST, Match, NameIndex, fold

WORDS = {
    "begun": "Begins the same",
    "within": "Holds these letters",
    "short_form": "May be a short form",
    "sounds": "Sounds alike",
    "spelled": "Spelled nearly the same",
}
SAME = "The same name"
SAME_DAY = "born on the same day"
LOOKED_AT = 60
"""Matches that are looked at before the best are shown."""


@dataclass(frozen=True)
class Alike:
    """A family, or somebody in it, with in what way the name is alike."""

    family: FamilyNames
    person: Named | None
    why: str


def families_alike(typed: str, index: NameIndex, most: int = 5) -> list[Alike]:
    """Families whose name, or somebody’s in them, is like the one typed; one line for each family, the likest first."""
    words = fold(typed)
    if sum(map(len, words)) < LEAST:
        return []
    found: dict[str, Match] = {}
    matches = index.find(" ".join(words), LOOKED_AT)
    if len(words) > 1:
        # Of a double name each half may be the family's whole one.
        halves = [match for word in words if len(word) > LEAST for match in index.find(word, LOOKED_AT)]
        matches += [match for match in halves if match.person is None]
    for match in matches:
        kept = found.get(match.family.id)
        worker = match.person is not None and match.person.group == "professional"
        whole = match.person is None and kept is not None and match.score >= kept.score
        if not worker and (kept is None or (whole and kept.person is not None)):
            found[match.family.id] = match
    ranked = sorted(found.values(), key=lambda match: -match.score)[:most]
    return [Alike(match.family, match.person, _why(match)) for match in ranked]


def people_alike(
    name: str, birth: str, index: NameIndex, *, family_id: str = "", row_id: str = "", most: int = 4
) -> list[Alike]:
    """People of any family who may be the one whose name is being typed; not the row itself.

    A first name alone says too little, unless they were born on the same day. Somebody born on another day is left out,
    where the name is not the very same.
    """
    words = fold(name)
    if sum(map(len, words)) < LEAST:
        return []
    found: dict[tuple[str, str], tuple[float, Alike]] = {}
    for place, asked in enumerate(dict.fromkeys((" ".join(words), words[0]))):
        alone = place > 0 or len(words) == 1
        for match in index.find(asked, LOOKED_AT):
            person = match.person
            if (
                person is None
                or not _may_be(match, birth, alone)
                or (match.family.id, person.id)
                == (
                    family_id,
                    row_id,
                )
            ):
                continue
            same_day = bool(birth) and birth == person.birth
            why = "The same first name" if alone and match.score == 100 else _why(match)
            told = f"{why}, {SAME_DAY}" if same_day else why
            score = match.score + 20 * same_day - 10 * alone
            key = match.family.id, person.id
            if key not in found or score > found[key][0]:
                found[key] = score, Alike(match.family, person, told)
    ranked = sorted(found.values(), key=lambda one: -one[0])
    return [alike for _, alike in ranked[:most]]


def _may_be(match: Match, birth: str, alone: bool) -> bool:
    person = match.person
    if person is None or person.group == "professional" or person.status != "living":
        return False
    if alone:
        if match.score < 100 and match.how in ("begun", "within"):
            return False
        return dates.is_day(birth) and birth == person.birth
    if not dates.is_day(birth) or not dates.is_day(person.birth):
        return True
    first, last = dates.first_day(birth), dates.last_day(birth)
    apart = last < dates.first_day(person.birth) or dates.last_day(person.birth) < first
    return not apart or match.score == 100


def _why(match: Match) -> str:
    return SAME if match.score == 100 else WORDS[match.how]
