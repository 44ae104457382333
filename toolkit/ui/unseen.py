"""Who was not seen, heard or spoken to, in words for Today. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.practice.attention import Attention, since_words
from toolkit.practice.findings import Findings
from toolkit.ui import words
from toolkit.vault.rows import FamilyRow

NEVER = 100_000


@dataclass(frozen=True)
class Unseen:
    """One person past the limit: `days` is how long, for the order."""

    icon: str
    who: str
    what: str
    family: str
    family_id: str
    days: int


def unseen_in(family: FamilyRow, found: dict[str, Attention], limit: int) -> list[Unseen]:
    """The people of one family past the limit; nobody who died, and nothing of an ended pregnancy."""
    lines = []
    for one in found.values():
        if one.applies:
            what = _child(one, limit) if one.person.group == "child" else _adult(one)
            if what is not None:
                icon, sentence, days = what
                age = f", {one.person.age}" if one.person.age and one.person.group == "child" else ""
                lines.append(
                    Unseen(
                        icon,
                        f"{one.person.name}{age}",
                        sentence,
                        words.family_words(family.name),
                        family.id,
                        days,
                    )
                )
    return lines


def past(days: int | None, limit: int) -> bool:
    """Whether something is past the limit; never counts as past it."""
    return days is None or days > limit


def _child(one: Attention, limit: int) -> tuple[str, str, int] | None:
    if one.person.unborn:
        if past(one.mother_seen, limit):
            return (
                "eye-slash",
                _sentence("Mother last seen", "Mother not seen yet", one.mother_seen),
                _days(one.mother_seen),
            )
        return None
    if past(one.seen, limit):
        return "eye-slash", _sentence("Last seen", "Not seen yet", one.seen), _days(one.seen)
    if past(one.voice, limit):
        return "ear", _sentence("Voice last recorded", "Voice not recorded yet", one.voice), _days(one.voice)
    return None


def _adult(one: Attention) -> tuple[str, str, int] | None:
    """An adult who is in the home and was never spoken to: the unseen man."""
    where = {
        "lives": "Lives in the home",
        "part_week": "In the home part of the week",
        "sleeps_over": "Sleeps at the home",
    }
    if one.spoken is None and one.person.home in where:
        return "chat-circle-dots", f"{where[one.person.home]}. Never spoken to", NEVER
    return None


def _sentence(last: str, never: str, days: int | None) -> str:
    if days is None:
        return never
    since = since_words(days)
    return f"{last} {since[:1].lower()}{since[1:]}"


def _days(days: int | None) -> int:
    return NEVER if days is None else days


def not_seen_lines(found: Findings, limit: int) -> list[str]:
    """The findings of a family in a few plain lines; only what there is."""
    born = [one for one in found.children if not one.person.unborn]
    numbers = (
        (sum(past(one.seen, limit) for one in born), "not seen"),
        (sum(past(one.alone, limit) for one in born), "not seen alone"),
        (sum(past(one.voice, limit) for one in born), "not heard"),
    )
    since = f"in {words.count(limit, 'day')}"
    lines = [
        f"{words.count(number, 'child', 'children')} {what} {since}" for number, what in numbers if number
    ]
    never = sum(one.spoken is None for one in found.adults)
    if never:
        lines.append(f"{words.count(never, 'adult')} in the home never spoken to")
    if found.fathers:
        lines.append(f"{words.count(len(found.fathers), 'father')} not named")
    unsure = len({one.child.id for one in found.responsibility} | {one.id for one in found.no_holder})
    if unsure:
        lines.append(f"Parental responsibility not confirmed for {words.count(unsure, 'child', 'children')}")
    missed = found.count("missed")
    if missed.number:
        lines.append(f"{words.count(missed.number, 'contact')} missed, {found.count('kept').number} kept")
    if found.questions:
        lines.append(f"{words.count(len(found.questions), 'question')} left open")
    return lines or ["Nothing is past the limit or left open."]
