"""Checks, first words and paper of the agreement with a child."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.agree_family_checks import known, perhaps
from toolkit.forms.blocks import Block, CardGrid, Panel, Paragraph, SignHere, TickBoxes
from toolkit.forms.conditions import Problem
from toolkit.forms.outline import card_of, drawn_path
from toolkit.forms.people import Answers, Context, PersonRef, dicts, join_names
from toolkit.forms.vocabulary import Audience, is_special
from toolkit.forms.words import NOT_RECORDED, signed

KEEPING_SAFE = "Most things stay between us. If someone may get hurt, I must tell my boss. I will try hard to tell you first."
"""Our words for the limit of privacy; put back when the box is emptied."""

FIRST_WORDS: dict[str, str] = {
    "choose": "You choose what we play with.",
    "stop": "You do not have to talk about anything. Hold up your hand and we stop.",
    "not_ok": "Tell me if it does not feel OK. I can get someone for you.",
    "knows": "Sometimes I tell your grown-up what we did. You can say what you want them to know.",
    "keeping_safe": KEEPING_SAFE,
    "complain": "You can tell my boss.",
    "advocate": "You can ring Childline for free: 0800 1111.",
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNNAMED = ("Not known", "Adult, name not known", "Child, name not known", "Professional, name not known")
"""How the family file calls somebody without a name: no words for a child's page."""
_LIMIT = re.compile(r"hurt|harm|safe|danger", re.IGNORECASE)
_TELL = re.compile(r"(?<!never )(?<!not )(?<!n't )(?<!n’t )(?:tell|told|talk|say|pass)", re.IGNORECASE)
"""A promise not to tell is the contrary."""


def start(family: Answers, context: Context, previous: Answers | None) -> Answers:
    """The first words of each part; from the last agreement where there is one, without its dates and signatures."""
    kept = (
        "choose",
        "stop",
        "not_ok",
        "knows",
        "keeping_safe",
        "complain",
        "advocate",
        "boss",
        "place",
        "waits",
        "how_long",
        "time",
    )
    if previous is None:
        return dict(FIRST_WORDS)
    more = ("child_name", "worker_name", "brings", "brings_called", "told", "fetched", "cards", "weekday")
    return FIRST_WORDS | {key: previous[key] for key in (*kept, *more) if previous.get(key)}


def check(answers: Answers, context: Context) -> list[Problem]:
    """Privacy text that is gone, an adult who may be a risk, dates that do not add up."""
    return [*_privacy(answers), *_adults(answers, context), *_dates(answers)]


def _privacy(answers: Mapping[str, Any]) -> Iterator[Problem]:
    words = answers.get("keeping_safe")
    if is_special(words):
        yield Problem("", "keeping_safe", "The limit of privacy cannot be left for another time.", "refused")
    elif isinstance(words, str) and words.strip() and not (_LIMIT.search(words) and _TELL.search(words)):
        sentence = "Say that you must tell someone if anyone may get hurt. A child must know this first."
        yield Problem("", "keeping_safe", sentence, "refused")


def _adults(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    for key, does in (("brings", "bring the child"), ("told", "be told"), ("fetched", "be fetched")):
        person = _in_doubt(context, answers.get(key))
        if person is None:
            continue
        abuse = context.facts.get("@abuse") == "yes" and person.group == "adult"
        # A part of a name may be somebody else's.
        sure = known(context, answers.get(key)) is not None
        why = "" if sure else f"Is this {person.name}? "
        why += (
            f"{person.name} may pose a risk."
            if person.risk
            else "A record of this family speaks of domestic abuse."
        )
        others = [p.name for p in context.people if _is_other(p, person, abuse=abuse)]
        instead = f" Others are {join_names(others)}." if others else " Think of another one."
        yield Problem("", key, f"{why} Is it safe for {person.name} to {does}?{instead}", "warned")
    called = _in_doubt(context, {"name": answers.get("brings_called")})
    if called and called.risk and called != known(context, answers.get("brings")):
        sentence = f"Is this {called.name}, who may pose a risk? It is another person than the one who brings the child."
        yield Problem("", "brings_called", sentence, "warned")


def _in_doubt(context: Context, who: object) -> PersonRef | None:
    """The adult an answer means, or may mean, who may pose a risk or belongs to a family with abuse; or None."""
    adults = [p for p in perhaps(context, who) if p.group != "child"]
    risky = [p for p in adults if p.risk]
    if context.facts.get("@abuse") == "yes":
        risky += [p for p in adults if p.group == "adult"]
    return risky[0] if risky else None


def _is_other(one: PersonRef, person: PersonRef, *, abuse: bool) -> bool:
    """Whether somebody of the family file may be offered instead; where there is abuse, only who is not of the family."""
    group = ("professional",) if abuse else ("adult", "professional")
    named = bool(one.full_name)
    return one.group in group and one.living and not one.risk and named and one.id != person.id


def _dates(answers: Mapping[str, Any]) -> Iterator[Problem]:
    days = [str(row.get("day")) for row in dicts(answers.get("dates")) if dates.is_day(row.get("day"))]
    times = str(answers.get("times") or "").strip()
    if times and not times.isdecimal():
        yield Problem("", "times", "Write how many times as a number. It is kept as typed.", "warned")
    elif times and days and int(times) != len(days):
        listed = "1 date is" if len(days) == 1 else f"{len(days)} dates are"
        yield Problem("", "dates", f"You meet {times} times, but {listed} listed.", "warned")
    for key, pick in (("first", min), ("last", max)):
        if days and dates.is_day(answers.get(key)) and pick(days) != answers[key]:
            sentence = f"The {key} date listed is {dates.show(pick(days))}, not {dates.show(answers[key])}."
            yield Problem("E4", key, sentence, "warned")
    weekday = answers.get("weekday")
    if weekday in _WEEKDAYS:
        for day in days:
            name = _WEEKDAYS[dates.first_day(day).weekday()]
            if name != weekday:
                yield Problem("E4", "dates", f"{dates.show(day)} is a {name.title()}.", "warned")


# On paper


def title(answers: Answers, audience: Audience) -> str:
    """ "Agreement with Wren"; on the child's own copy "Wren and Tansy: our agreement"."""
    child, worker = (
        str(answers.get("child_name") or "").strip(),
        str(answers.get("worker_name") or "").strip(),
    )
    if audience == "child":
        return f"{child} and {worker}: our agreement" if child and worker else "Our agreement"
    return f"Agreement with {child}" if child else "Agreement with a child"


def paper(answers: Answers, context: Context, audience: Audience) -> list[Block] | None:
    """A child's pages: a drawing on the left, few words on the right. Other readers get the usual pages."""
    if audience != "child":
        return None
    worker = str(answers.get("worker_name") or "").strip()
    you = worker or "me"
    has = f"{worker} has one too" if worker else "I have one too"
    mine = f"This paper is for {answers.get('child_name') or 'you'}. {has}. Tell {you} if something is wrong."
    blocks: list[Block] = [
        Paragraph(text=mine, tone="note"),
        _panel("calendar", "When we meet", *_meeting(answers)),
        *_days(answers),
        _panel("door", "Where we meet", *_where(answers, context)),
        _panel("blocks", "What we do", _said(answers, "choose")),
        Panel(
            picture="talk",
            heading="What we can talk about",
            lines=("Cross out what you do not want. Add more.",),
        ),
    ]
    cards = [card_of(card) for card in dicts(answers.get("cards"))]
    blocks.append(CardGrid(cards=(*cards, ("", "", False))))
    blocks += [
        _panel("stop", "You can say stop", _said(answers, "stop")),
        _panel("not_ok", "If it does not feel OK", _said(answers, "not_ok")),
        _panel("tell", "Who else knows", _said(answers, "knows")),
        Panel(
            picture="safe",
            heading="Keeping you safe",
            # A draft may be printed, and no child is given a page without it.
            lines=_sentences(_said(answers, "keeping_safe", KEEPING_SAFE)),
            boxed=True,
        ),
    ]
    boss = str(answers.get("boss") or "").strip()
    unhappy = [_said(answers, "complain", "")] + ([f"My boss is called {boss}."] if boss else [])
    unhappy.append(_said(answers, "advocate", ""))
    if any(unhappy):
        blocks.append(_panel("phone", f"If you are not happy with {you}", *unhappy))
    sign = "Write your name, make a mark or draw. If you do not want to, you still get a copy."
    blocks.append(_panel("sign", "Sign if you want to", sign))
    # A child's page asks for a name, a day and a mark, and for no role.
    drawn = tuple(drawn_path(row) for row in dicts(answers.get("signed")))
    known = zip(signed(answers.get("signed")), drawn, strict=True)
    # What was drawn speaks for itself.
    rows = tuple((name, "", day, "" if path else words) for (name, _, day, words), path in known)
    child = str(answers.get("child_name") or "")
    return [
        *blocks,
        SignHere(label="", rows=rows or ((child, "", "", ""), (you, "", "", "")), drawn=drawn),
    ]


def _panel(picture: str, heading: str, *words: str) -> Panel:
    return Panel(picture=picture, heading=heading, lines=tuple(line for w in words for line in _sentences(w)))


def _sentences(words: str) -> tuple[str, ...]:
    """One idea a line: a full stop ends it."""
    return tuple(part.strip() for part in re.split(r"(?<=[.!?])\s+|\n", words) if part.strip())


def _said(answers: Mapping[str, Any], key: str, empty: str = NOT_RECORDED) -> str:
    value = answers.get(key)
    return value.strip() if isinstance(value, str) and value.strip() else empty


def _meeting(answers: Mapping[str, Any]) -> Iterator[str]:
    day = str(answers.get("weekday") or "")
    when = (
        "We meet on different days"
        if day == "varies"
        else f"We meet on {day.title()}s"
        if day in _WEEKDAYS
        else "We meet"
    )
    time = _said(answers, "time", "")
    yield f"{when} at {time}." if time else f"{when}."
    times, long = _said(answers, "times", ""), _said(answers, "how_long", "")
    if times or long:
        once = "We meet once" if times == "1" else f"We meet {times} times" if times else "We meet"
        yield f"{once}, for {long}." if long else f"{once}."


def _days(answers: Mapping[str, Any]) -> Iterator[TickBoxes]:
    """Every date with a box to tick when it has been."""
    listed = [str(row.get("day")) for row in dicts(answers.get("dates")) if dates.is_day(row.get("day"))]
    days = [dates.first_day(day) for day in listed]
    if days:
        yield TickBoxes(label="", options=tuple(f"{d.day} {dates.MONTHS[d.month - 1]}" for d in days))


def _called(answers: Mapping[str, Any], context: Context) -> str:
    """The one who brings, as the child says it; else the whole name as it is written, and nothing where it is not known."""
    if called := _said(answers, "brings_called", ""):
        return called
    value = answers.get("brings")
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("role") or "").strip()
    person = context.person(value) if isinstance(value, str) else None
    return (person.full_name or person.name) if person and not person.name.startswith(UNNAMED) else ""


def _where(answers: Mapping[str, Any], context: Context) -> Iterator[str]:
    place, waits = _said(answers, "place"), _said(answers, "waits", "")
    yield place if place.endswith(".") else f"We meet here: {place}."
    if called := _called(answers, context):
        yield f"{called[:1].upper()}{called[1:]} brings you."
    if waits:
        yield waits if waits.endswith(".") else f"They wait here: {waits}."
