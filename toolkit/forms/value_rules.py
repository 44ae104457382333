"""Bad input in one answer: each kind of field with its own sentences (records, section 0.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from toolkit.forms import dates
from toolkit.forms.checks import doubt
from toolkit.forms.conditions import Problem, Scope, find
from toolkit.forms.people import dicts
from toolkit.forms.vocabulary import (
    FIVE_ANSWERS,
    Actions,
    BodyMap,
    Choice,
    Choices,
    Columns,
    Date,
    DateTime,
    Field,
    Files,
    Grid,
    LongText,
    Notice,
    People,
    Person,
    PictureCards,
    Rows,
    Scale,
    Scores,
    Signatures,
    Text,
    YesNo,
    is_empty,
    option_pairs,
)


def value_problems(part: Field, answer: object, scope: Scope, path: str) -> Iterator[Problem]:
    """What is wrong with one answer that is there: E2 to E7, E11 and E16 of the specification."""
    match part:
        case Text():
            if sentence := doubt(part.looks, str(answer)):
                yield Problem("E7", path, sentence, "warned")
        case LongText():
            pass
        case Date():
            yield from _date_problems(part, answer, scope, path)
        case DateTime():
            yield from _moment_problems(part, answer, scope, path)
        case Choice():
            yield from _choice_problems(part.options, part.other, [answer], path)
        case Choices():
            yield from _choice_problems(
                part.options, part.other, answer if isinstance(answer, list) else [answer], path
            )
        case YesNo():
            if answer not in list(FIVE_ANSWERS):
                yield Problem("E16", path, "This answer is not one of the five. Choose again.", "refused")
        case Scale():
            yield from _scale_problems(part, answer, path)
        case Person():
            yield from _person_problems([answer], scope, path)
        case People():
            yield from _person_problems(answer if isinstance(answer, list) else [answer], scope, path)
        case Signatures():
            yield from _signature_problems(answer, scope, path)
        case Actions():
            yield from _action_problems(answer, scope, path)
        case PictureCards():
            yield from _card_problems(part, answer, path)
        case Rows() | Grid() | Notice() | Columns() | Scores() | Files() | BodyMap():
            pass
        case _:
            assert_never(part)


def _date_problems(part: Date, answer: object, scope: Scope, path: str) -> Iterator[Problem]:
    if part.or_not_known and answer == "not_known":
        return
    today = scope.context.now.date()
    if not dates.is_day(answer):
        try:
            dates.read_day(str(answer), today, birth=part.birth, vague=part.vague)
            sentence = "This cannot be read as a date. Write it like 3/3/2026 or 3 March 2026."
        except dates.NotADay as fault:
            sentence = str(fault)
        yield Problem("E3", path, sentence, "refused")
        return
    day = dates.first_day(str(answer))
    if day.year < dates.EARLIEST:
        yield Problem(
            "E2", path, f"The year {day.year} is before {dates.EARLIEST}. Check the year.", "refused"
        )
    if day > today and not part.future:
        yield Problem("E2", path, f"{dates.show(answer)} has not come yet. Check the date.", "refused")
    yield from _order_problems(part.not_before, answer, scope, path)


def _moment_problems(part: DateTime, answer: object, scope: Scope, path: str) -> Iterator[Problem]:
    if not dates.is_day(answer):
        try:
            dates.read_moment(str(answer), scope.context.now.date())
            sentence = "This cannot be read as a date and time. Write it like 3/3/2026 14:05."
        except dates.NotADay as fault:
            sentence = str(fault)
        yield Problem("E3", path, sentence, "refused")
        return
    when = dates.moment(str(answer))
    if when.year < dates.EARLIEST:
        yield Problem(
            "E2", path, f"The year {when.year} is before {dates.EARLIEST}. Check the year.", "refused"
        )
    if when > scope.context.now.replace(tzinfo=None) and not part.future:
        yield Problem(
            "E2", path, f"{dates.show(answer)} has not come yet. Check the date and time.", "refused"
        )
    yield from _order_problems(part.not_before, answer, scope, path)
    end = find(part.same_day_end, scope) if part.same_day_end else None
    if isinstance(end, str) and end.strip():
        yield from _end_problems(str(answer), end, part.same_day_end)


def _end_problems(start: str, end: str, path: str) -> Iterator[Problem]:
    try:
        finish = dates.read_time(end)
    except dates.NotADay as fault:
        yield Problem("E3", path, str(fault), "refused")
        return
    begin = start.rstrip("~").partition("T")[2]
    if begin and finish < begin:
        yield Problem("E4", path, f"The end, {finish}, is before the start, {begin}.", "refused")


def _order_problems(not_before: str, answer: object, scope: Scope, path: str) -> Iterator[Problem]:
    earlier = find(not_before, scope) if not_before else None
    if dates.is_day(earlier) and dates.last_day(str(answer)) < dates.first_day(str(earlier)):
        yield Problem(
            "E4", path, f"{dates.show(answer)} is before {dates.show(earlier)}. Check both dates.", "refused"
        )


def _choice_problems(
    options: tuple[Any, ...], other: bool, answers: list[Any], path: str
) -> Iterator[Problem]:
    known = {value for value, _ in option_pairs(options)}
    for answer in answers:
        words = str(answer)
        if words.startswith("other:"):
            if other and not words[6:].strip():
                yield Problem("E1", path, "Write what the other is.", "missing")
            elif not other:
                yield Problem(
                    "E16", path, "This answer is no longer on the list. It is kept as it was.", "warned"
                )
        elif words not in known:
            yield Problem(
                "E16", path, "This answer is no longer on the list. It is kept as it was.", "warned"
            )


def _scale_problems(part: Scale, answer: object, path: str) -> Iterator[Problem]:
    if answer in ("not_asked", "did_not_say"):
        return
    if isinstance(answer, bool) or not isinstance(answer, int) or not part.low <= answer <= part.high:
        sentence = f"Choose one whole number from {part.low} to {part.high}."
        yield Problem("E5", path, sentence, "refused")


def _person_problems(answers: list[Any], scope: Scope, path: str) -> Iterator[Problem]:
    for answer in answers:
        if isinstance(answer, str) and scope.context.person(answer) is None:
            sentence = "This person is no longer in the family file. Add them again, or give a name and role."
            yield Problem("E6", path, sentence, "refused")
        elif isinstance(answer, dict) and not str(answer.get("name") or "").strip():
            yield Problem("E6", path, "Give a name, or how the person was described.", "missing")


def _signature_problems(answer: object, scope: Scope, path: str) -> Iterator[Problem]:
    for row in dicts(answer):
        where = f"{path}[{row.get('id', '')}]"
        how = row.get("how")
        if not how:
            yield Problem("E1", f"{where}.how", "Say how it was signed, agreed or declined.", "missing")
        if not str(row.get("name") or "").strip():
            yield Problem("E11", f"{where}.name", "A signature needs a name.", "refused")
        if how in ("declined", "unable"):
            if not str(row.get("reason") or "").strip():
                yield Problem("E1", f"{where}.reason", "Write the reason.", "missing")
            continue
        day = row.get("date")
        if not dates.is_day(day):
            yield Problem("E11", f"{where}.date", "A signature needs a date.", "refused")
        elif dates.first_day(str(day)) > scope.context.now.date():
            yield Problem(
                "E2", f"{where}.date", f"{dates.show(day)} has not come yet. Check the date.", "refused"
            )
        elif dates.is_day(event := scope.answers.get("event")) and dates.last_day(str(day)) < dates.first_day(
            str(event)
        ):
            sentence = f"The signature, {dates.show(day)}, is before the record, {dates.show(event)}."
            yield Problem("E11", f"{where}.date", sentence, "refused")
        if how == "drawn" and not row.get("strokes"):
            yield Problem(
                "E1", f"{where}.strokes", "Nothing is drawn yet. Sign, make a mark or draw.", "missing"
            )
        if how == "verbal" and not str(row.get("witness") or "").strip():
            yield Problem("E1", f"{where}.witness", "Say who was there when it was agreed.", "missing")


def _card_problems(part: PictureCards, answer: object, path: str) -> Iterator[Problem]:
    words = [str(card.get("word") or "").strip() for card in dicts(answer)]
    if not all(words):
        yield Problem("E1", path, "A card has no word yet. Write it, or take the card away.", "missing")
    if len(words) < part.at_least:
        yield Problem("E1", path, f"Choose {part.at_least} cards or more.", "missing")
    if len(words) > part.at_most:
        yield Problem(
            "E5", path, f"Choose {part.at_most} cards or fewer: more do not fit a child's page.", "refused"
        )


EVERYONE = re.compile(r"(?:all|everyone|everybody|all of us|the family|family|team)\.?", re.IGNORECASE)


def _action_problems(answer: object, scope: Scope, path: str) -> Iterator[Problem]:
    for row in dicts(answer):
        where = f"{path}[{row.get('id', '')}]"
        if not str(row.get("what") or "").strip():
            yield Problem(
                "E1", f"{where}.what", "Say what will be done.", "missing", label="What will be done"
            )
        who = row.get("who")
        if is_empty(who):
            yield Problem("E1", f"{where}.who", "Say who will do it.", "missing", label="Who")
        elif EVERYONE.fullmatch(scope.context.name_of(who).strip()):
            yield Problem("E6", f"{where}.who", "Name one person for each action.", "refused", label="Who")
        else:
            yield from _person_problems([who], scope, f"{where}.who")
        for key, label, must in (("by_when", "By when", True), ("done", "Done on", False)):
            day = row.get(key)
            if is_empty(day):
                if must:
                    yield Problem("E1", f"{where}.{key}", "Say by when.", "missing", label=label)
                continue
            part = Date(key=key, label=label, future=key == "by_when")
            yield from _date_problems(part, day, scope.within(row), f"{where}.{key}")
            if key == "by_when" and _past_when_written(day, row, scope):
                sentence = "This day has passed. If it has already happened, fill in the day it was done."
                yield Problem("E2", f"{where}.{key}", sentence, "warned", label=label)


def _past_when_written(day: object, row: Mapping[str, Any], scope: Scope) -> bool:
    return (
        dates.is_day(day)
        and dates.last_day(str(day)) < scope.context.now.date()
        and is_empty(row.get("done"))
    )
