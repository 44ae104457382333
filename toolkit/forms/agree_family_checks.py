"""What a family agreement looks at beyond its single fields: days that add up, promises of adults, and who must not be on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.conditions import Problem
from toolkit.forms.people import BEFORE_A_NAME, Answers, Context, PersonRef, rows_of
from toolkit.forms.vocabulary import is_special

GUARDED = ("yes", "not_known", "not_asked", "declined")
NO_NAMES = BEFORE_A_NAME | set("dad daddy mum mummy father mother stepdad stepmum brother and".split())
"""Words beside a name that are none."""
TEXTS = (
    "work",
    "reason",
    "decision",
    "reporting",
    "sharing",
    "disagree",
    "cannot_come",
    "worried",
    "complaints",
    "ends_when",
    "explained_in",
)
"""The boxes of words of an agreement that are printed."""


def check(answers: Answers, context: Context) -> list[Problem]:
    """The problems that belong to a family agreement alone."""
    return [
        *_number_problems(answers),
        *_total_problems(answers),
        *_date_problems(answers),
        *_promise_problems(answers, context),
        *_guard_problems(answers, context),
        *_signature_problems(answers, context),
    ]


# The dates sheet


def number_of(row: Mapping[str, Any]) -> int | None:
    """The number in a line of the methods; none when it is empty or no whole number above nothing."""
    words = str(row.get("number") or "").strip()
    return int(words) if re.fullmatch(r"[0-9]{1,3}", words) and int(words) else None


def _number_problems(answers: Answers) -> Iterator[Problem]:
    for row in rows_of(answers, "methods"):
        if (
            str(row.get("number") or "").strip()
            and not is_special(row.get("number"))
            and number_of(row) is None
        ):
            sentence = "Write how many as a number, such as 6."
            yield Problem("E5", f"methods[{row.get('id', '')}].number", sentence, "refused", label="How many")


def _total_problems(answers: Answers) -> Iterator[Problem]:
    """The numbers of the methods and the days on the sheet must agree."""
    if is_special(answers.get("methods")) or is_special(answers.get("dates")):
        return
    planned = sum(number_of(row) or 0 for row in rows_of(answers, "methods"))
    days = len(rows_of(answers, "dates"))
    if planned and days and planned != days:
        listed = f"{days} {'day is' if days == 1 else 'days are'} listed"
        sentence = f"How we will work comes to {planned}, and {listed} here. Change one or the other."
        yield Problem("", "dates", sentence, "refused", label="Our dates")


def _date_problems(answers: Answers) -> Iterator[Problem]:
    rows = [row for row in rows_of(answers, "dates") if dates.is_day(row.get("when"))]
    rows.sort(key=lambda row: dates.moment(str(row["when"])))
    start, end = answers.get("start"), answers.get("end")
    seen: set[str] = set()
    for row in rows:
        day, path = str(row["when"]), f"dates[{row.get('id', '')}].when"
        if dates.is_day(start) and dates.last_day(day) < dates.first_day(str(start)):
            sentence = f"{dates.show(day)} is before we start, {dates.show(start)}. Check both."
            yield Problem("E4", path, sentence, "warned", label="Our dates")
        if dates.is_day(end) and dates.first_day(day) > dates.last_day(str(end)):
            sentence = f"{dates.show(day)} is after we finish, {dates.show(end)}. Check both."
            yield Problem("E4", path, sentence, "warned", label="Our dates")
        if day in seen:
            sentence = f"{dates.show(day)} is on the sheet twice."
            yield Problem("", path, sentence, "warned", label="Our dates")
        seen.add(day)
    if len(rows) > 1:
        for row, kind, words in (
            (rows[0], "first", "The first day is the meeting where we agree this."),
            (rows[-1], "last", "The last day is the meeting where we look back and end."),
        ):
            if row.get("what") and row.get("what") != kind:
                path = f"dates[{row.get('id', '')}].what"
                yield Problem("", path, f"{words} Is it another one?", "warned", label="Our dates")


# Promises


def known(context: Context, who: object) -> PersonRef | None:
    """The person of the family file that an answer means: by id, or by the name that was typed."""
    if isinstance(who, str):
        return context.person(who)
    name = _plain(str(who.get("name") or "")) if isinstance(who, Mapping) else ""
    if not name:
        return None
    return next((p for p in context.people if name in (_plain(p.name), _plain(p.full_name))), None)


def perhaps(context: Context, who: object) -> list[PersonRef]:
    """Those of the family file that an answer may mean: the one who is known, or all that a part of a name would fit.

    "Ash", "Mr Quill", "Uncle Ash" and "A. Quill (dad)" may all be Ash Quill; "Ash Dunnock" is somebody else.
    """
    person = known(context, who)
    if person or not isinstance(who, Mapping):
        return [person] if person else []
    said = re.split(r"[(,/]", _plain(str(who.get("name") or "")))[0]
    words = [word.strip(".'’") for word in said.split()]
    words = [word for word in words if word and word not in NO_NAMES]
    return [
        p for p in context.people if p.full_name and _fits(words, _plain(f"{p.name} {p.full_name}").split())
    ]


def _fits(words: list[str], names: list[str]) -> bool:
    """Whether each word is one of the names or its first letter, and one of them is whole."""
    return any(word in names for word in words) and all(
        word in names or (len(word) == 1 and any(name.startswith(word) for name in names)) for word in words
    )


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _promise_problems(answers: Answers, context: Context) -> Iterator[Problem]:
    for key, label in (
        ("family_do", "What the family will do"),
        ("workers_do", "What the workers will do"),
    ):
        for row in rows_of(answers, key):
            maybe = perhaps(context, row.get("who"))
            if maybe and all(person.group == "child" for person in maybe):
                person = maybe[0]
                sentence = f"{person.name} is a child and cannot answer for what adults do. Name an adult."
                yield Problem("E6", f"{key}[{row.get('id', '')}].who", sentence, "refused", label=label)


# The domestic-abuse guard


def _guard_problems(answers: Answers, context: Context) -> Iterator[Problem]:
    if answers.get("abuse") not in GUARDED:
        return
    checked = answers.get("terms_checked")
    if checked in ("no", "not_known", "not_asked", "declined"):
        sentence = (
            "Look at each term first. None may make the person harmed answer for what the other one does."
        )
        yield Problem("", "terms_checked", sentence, "refused")
    if answers.get("separate") == "own":
        yield from _own_problems(answers, context)
        return
    with_contact = {
        person.id
        for row in rows_of(answers, "family_side")
        if str(row.get("contact") or "").strip()
        and (person := known(context, row.get("who")))
        and person.group == "adult"
    }
    if len(with_contact) > 1:
        sentence = "Each adult would read the other's contact here. Take it out, or write one for each adult."
        level = "refused" if answers.get("abuse") == "yes" else "warned"
        yield Problem("E15", "family_side", sentence, level)  # type: ignore[arg-type]  # one of two levels


def _own_problems(answers: Answers, context: Context) -> Iterator[Problem]:
    """An agreement of one adult alone names no other adult of the family."""
    own = known(context, answers.get("for_adult"))
    if own is None:
        return
    others = [
        p
        for p in context.people
        if p.group == "adult" and p.id != own.id and _first_name(p) != _first_name(own)
    ]
    for key in ("family_side", "family_do", "copies"):
        for row in rows_of(answers, key):
            person = _other(context, row.get("who"), own, others)
            if person:
                sentence = f"This agreement is {own.name}'s alone. Take {person.name} out of it."
                yield Problem("E15", f"{key}[{row.get('id', '')}].who", sentence, "refused")
    for row in rows_of(answers, "signatures"):
        person = _other(context, {"name": row.get("name")}, own, others)
        if person:
            sentence = f"This agreement is {own.name}'s alone. {person.name} does not sign it."
            yield Problem("E15", f"signatures[{row.get('id', '')}].name", sentence, "refused")
    for path, words in _texts(answers):
        for person in others:
            if _names(person, words):
                sentence = (
                    f"{person.name} is named here. This agreement is {own.name}'s alone, "
                    "and shows nothing of the other one's contacts or services."
                )
                yield Problem("E15", path, sentence, "warned")


def _other(context: Context, who: object, own: PersonRef, others: list[PersonRef]) -> PersonRef | None:
    """The other adult whom an answer names, in part or in whole; None when it may be the one whose agreement this is."""
    maybe = perhaps(context, who)
    return None if own in maybe else next((person for person in maybe if person in others), None)


def _texts(answers: Answers) -> Iterator[tuple[str, str]]:
    for key in TEXTS:
        if isinstance(answers.get(key), str):
            yield key, answers[key]
    for key in (
        "aims",
        "objectives",
        "methods",
        "family_do",
        "workers_do",
        "family_side",
        "workers",
        "dates",
    ):
        for row in rows_of(answers, key):
            for cell, words in row.items():
                if isinstance(words, str) and cell not in ("id", "who", "kind"):
                    yield f"{key}[{row.get('id', '')}].{cell}", words


def _names(person: PersonRef, words: str) -> bool:
    """Whether a text names a person, by the whole name or the first one."""
    first = _first_name(person)
    return bool(first) and re.search(rf"(?<!\w){re.escape(first)}(?!\w)", _plain(words)) is not None


def _first_name(person: PersonRef) -> str:
    """The first name, or nothing for somebody whose name is not known."""
    return _plain(person.full_name).partition(" ")[0]


# Signatures


def _signature_problems(answers: Answers, context: Context) -> Iterator[Problem]:
    """Each adult and each worker has a place to sign, to agree verbally or to decline."""
    rows = rows_of(answers, "signatures")
    if not rows:
        return
    signed = {_plain(str(row.get("name") or "")) for row in rows}
    for key in ("family_side", "workers"):
        for row in rows_of(answers, key):
            who = row.get("who")
            person = known(context, who)
            if person and person.group == "child":
                continue
            named = who.get("name") if isinstance(who, Mapping) else ""
            names = {_plain(person.name), _plain(person.full_name)} if person else {_plain(str(named or ""))}
            names.discard("")
            if names and not names & signed:
                name = person.name if person else context.name_of({"name": named})
                sentence = (
                    f"{name} is part of this and is not among those who agree. Add {name}, or say why not."
                )
                yield Problem("", "signatures", sentence, "warned")
