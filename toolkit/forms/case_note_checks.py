"""What a case note looks at beyond its single fields, and what opens its paper: who was seen, and how long since last time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.blocks import Block, Table
from toolkit.forms.people import Answers, Context, PersonRef, rows_of
from toolkit.forms.rules import Problem
from toolkit.forms.vocabulary import FIVE_ANSWERS, Audience, is_special

FAILED = ("attempted", "not_brought")
WORDS_IN = ("facts", "opinion", "discussed", "family_view", "sentence")
WORDS_IN_ROWS = (("voice", "words"), ("told", "what"), ("analysis", "so_what"))
BABY_DAYS = 183
"""About 6 months: few babies younger than this move about alone."""


def check(answers: Answers, context: Context) -> list[Problem]:
    """The problems that belong to a case note alone, all of them warnings."""
    failed = answers.get("contact") in FAILED
    found = list(_pattern_problems(answers, context)) if failed else []
    if not failed:
        found += _alone_problems(answers, context)
        found += _quote_problems(answers, context)
        found += _mark_problems(answers, context)
    found += _oversight_problems(answers, context)
    return found


def _warn(path: str, sentence: str, label: str = "") -> Problem:
    return Problem("", path, sentence, "warned", label=label)


def _said(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _pattern_problems(answers: Answers, context: Context) -> Iterator[Problem]:
    if _said(answers.get("pattern")):
        return
    if context.facts.get("@failed_90_days") == "yes":
        how_many = "At least the third contact in 90 days that met nobody."
    elif context.facts.get("@failed_in_row") == "yes":
        how_many = "The second contact in a row that met nobody."
    else:
        return
    yield _warn("pattern", f"{how_many} Is it a pattern, and who needs to be told?")


def _alone_problems(answers: Answers, context: Context) -> Iterator[Problem]:
    """A child seen alone, and another adult listed in the same contact, asks when and where."""
    rows = rows_of(answers, "seen")
    grown = [
        person.name
        for row in rows
        if row.get("seen") == "yes" and (person := _person(row, context)) and person.group != "child"
    ]
    strangers = [str(row["name"]) for row in rows_of(answers, "others") if _said(row.get("name"))]
    there = grown + strangers
    if not there:
        return
    for row in rows:
        child = _person(row, context)
        if not child or child.group != "child" or row.get("seen") != "yes" or row.get("alone") != "yes":
            continue
        if not _said(row.get("alone_how")):
            sentence = (
                f"{child.name} was seen alone, and {there[0]} was there too. "
                f"Say when and where {child.name} was alone with you."
            )
            yield _warn(f"seen[{row.get('id', '')}].alone_how", sentence, "When and where alone")


def _person(row: Mapping[str, Any], context: Context) -> PersonRef | None:
    return context.person(str(row.get("person") or ""))


def _quote_problems(answers: Answers, context: Context) -> Iterator[Problem]:
    sentence = "A quote mark is open at one end. Whose words begin or end where?"
    for key in WORDS_IN:
        if unmatched_quotes(answers.get(key)):
            yield _warn(key, sentence)
    for key, cell in WORDS_IN_ROWS:
        for row in rows_of(answers, key):
            if unmatched_quotes(row.get(cell)):
                yield _warn(f"{key}[{row.get('id', '')}].{cell}", sentence)


def unmatched_quotes(text: object) -> bool:
    """Whether double quote marks do not pair up, paragraph by paragraph for straight ones.

    A paragraph may open a quote that the next opens again; only the last needs a closing mark. Single marks are left
    alone: they are apostrophes too often.
    """
    if not isinstance(text, str):
        return False
    if text.count('"') % 2:
        return True
    opened = 0
    for mark in text:
        if mark == "“":
            opened = 1
        elif mark == "”":
            if not opened:
                return True
            opened = 0
    return bool(opened)


def _mark_problems(answers: Answers, context: Context) -> Iterator[Problem]:
    """A mark on a young baby whom the note says moves alone."""
    if answers.get("injury") != "yes" or answers.get("non_mobile") != "no":
        return
    chosen = answers.get("injury_children")
    for child in (
        (context.person(c) for c in chosen if isinstance(c, str)) if isinstance(chosen, list) else ()
    ):
        if child is None or not dates.is_day(child.birth):
            continue
        if (context.now.date() - dates.last_day(child.birth)).days < BABY_DAYS:
            sentence = f"{child.name} is very young to move alone. If in doubt, answer Not known and ring the front door."
            yield _warn("non_mobile", sentence)


def _oversight_problems(answers: Answers, context: Context) -> Iterator[Problem]:
    author = " ".join(context.facts.get("@author", "").casefold().split())
    for row in rows_of(answers, "oversight"):
        if author and " ".join(str(row.get("manager") or "").casefold().split()) == author:
            sentence = "Oversight is written by someone other than the author of the note."
            yield _warn(f"oversight[{row.get('id', '')}].manager", sentence, "Manager's oversight")


def lead(answers: Answers, context: Context, audience: Audience) -> list[Block]:
    """Who was seen, child by child, before everything else; for practitioners with the days since last time.

    The facts `@days_seen:<id>` and `@days_alone:<id>` hold whole days as digits, or `never`.
    """
    if answers.get("contact") in FAILED or is_special(answers.get("seen")):
        return []
    rows = {str(row.get("person")): row for row in rows_of(answers, "seen")}
    body = [
        _seen_line(child, rows[child.id], context, audience)
        for child in context.people
        if child.group == "child" and _answered(rows.get(child.id, {}))
    ]
    if not body:
        return []
    head = ["Child", "Seen"]
    if audience == "practitioner":
        head += ["Alone", "Before that, seen", "Before that, alone"]
    return [Table(head=tuple(head), rows=tuple(body), caption="Children seen")]


def _answered(row: Mapping[str, Any]) -> bool:
    return row.get("seen") in FIVE_ANSWERS


def _seen_line(
    child: PersonRef, row: Mapping[str, Any], context: Context, audience: Audience
) -> tuple[str, ...]:
    name = f"{child.name}, {child.age}" if child.age else child.name
    seen = FIVE_ANSWERS[str(row["seen"])]
    if audience != "practitioner":
        return (name, seen)
    alone = FIVE_ANSWERS.get(str(row.get("alone")), "Not recorded") if row["seen"] == "yes" else ""
    return (
        name,
        seen,
        alone,
        _since(context.facts.get(f"@days_seen:{child.id}")),
        _since(context.facts.get(f"@days_alone:{child.id}")),
    )


def _since(days: str | None) -> str:
    if days is None:
        return ""
    if not days.isdigit():
        return "never"
    return {"0": "the same day", "1": "1 day before"}.get(days, f"{days} days before")
