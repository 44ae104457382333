"""How an ending begins, the checks that belong to it alone, and what it leaves due while a hand-over waits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, join_names, rows_of
from toolkit.forms.projection import Due
from toolkit.forms.vocabulary import is_empty

LIMIT = 28
"""Days after which a child counts as not seen lately, until a worker sets another number (records, R18)."""
HANDING_OVER = "Handing over: the new worker has not accepted yet."
TO_A_WORKER = ("moved", "transfer")
OPEN, LIMIT_FACT = "@open_promises", "@limit_days"
"""What is open in the records of the family, one a line as `id|words|who`; and the setting of the limit in days."""


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """First answers: when each child was last seen, and the promises still open."""
    rows = []
    for person in context.people:
        if person.group == "child" and person.living and not person.unborn:
            rows.append(
                {
                    "id": person.id,
                    "person": person.id,
                    "last_seen": ago(context.facts.get(f"@days_seen:{person.id}")),
                    "last_alone": ago(context.facts.get(f"@days_alone:{person.id}")),
                }
            )
    found: Answers = {"each_child": rows} if rows else {}
    if promises := open_promises(context):
        found["open_promises"] = [
            {"id": key, "what": words, **({"who": who} if who else {})} for key, words, who in promises
        ]
    return found


def open_promises(context: Context) -> list[tuple[str, str, str]]:
    """What is still open in the records: id of its row here, words, and who does it."""
    found = []
    for line in context.facts.get(OPEN, "").split("\n"):
        key, words, who = (*line.split("|"), "", "")[:3]
        if words.strip():
            found.append((key.strip(), words.strip(), who.strip()))
    return found


def ago(days: str | None) -> str:
    """Days since in words: "12 days ago", "Never so far"."""
    match days:
        case None | "never":
            return "Never so far"
        case "0":
            return "Today"
        case "1":
            return "1 day ago"
    return f"{days} days ago"


def check(answers: Answers, context: Context) -> list[Problem]:
    """A child not seen lately and a promise still open need a reason; without the new worker's word it is a hand-over under way."""
    return [
        *_unseen(answers, context),
        *_left_out(answers, context),
        *_untold(answers, context),
        *_not_accepted(answers),
        *_order(answers),
    ]


def _limit(context: Context) -> int:
    words = context.facts.get(LIMIT_FACT, "")
    return int(words) if words.isdecimal() and int(words) > 0 else LIMIT


def _unseen(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    limit = _limit(context)
    for row in rows_of(answers, "each_child"):
        person = context.person(str(row.get("person") or ""))
        days = context.facts.get(f"@days_seen:{row.get('person')}", "")
        late = days == "never" or (days.isdigit() and int(days) > limit)
        if person is not None and late and is_empty(row.get("not_seen_reason")):
            sentence = f"{person.name} has not been seen in {limit} days. Say why before this ends."
            yield Problem("E1", f"each_child[{row.get('id', '')}].not_seen_reason", sentence, "missing")


def _left_out(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    rows = rows_of(answers, "open_promises")
    there = {str(row.get("id")) for row in rows} | {str(row.get("what") or "").strip() for row in rows}
    for key, words, _who in open_promises(context):
        if key not in there and words not in there:
            sentence = (
                f"Still open, and not in this list: {words.rstrip('.')}. Add it, or close it where it stands."
            )
            yield Problem("E1", "open_promises", sentence, "missing")


def _untold(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    """Who of the professionals of the family is in no line of those who were told: perhaps they need not know, perhaps they do."""
    rows = rows_of(answers, "told")
    said = " ".join(str(row.get("who") or "") for row in rows).casefold()
    if not said.strip():
        return
    names = [p.name for p in context.people if p.group == "professional" and p.name.casefold() not in said]
    if names:
        sentence = f"Not among those who were told: {join_names(names)}. Do they need to know?"
        yield Problem("", "told", sentence, "warned")


def handing_over(answers: Mapping[str, Any]) -> bool:
    """Whether the work goes to somebody who has not said yes yet."""
    return answers.get("reason") in TO_A_WORKER and is_empty(answers.get("accepted"))


def _not_accepted(answers: Mapping[str, Any]) -> Iterator[Problem]:
    if handing_over(answers):
        yield Problem("E1", "accepted", HANDING_OVER, "missing")


def _order(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """E4: the new worker accepts no later than the work ends."""
    accepted, ends = answers.get("accepted"), answers.get("ends_on")
    if answers.get("reason") not in TO_A_WORKER or not dates.is_day(accepted) or not dates.is_day(ends):
        return
    if dates.first_day(str(accepted)) > dates.last_day(str(ends)):
        sentence = f"The new worker accepted on {dates.show(str(accepted)[:10])}, after the end on {dates.show(ends)}. Nobody held it in between: check both days."
        yield Problem("E4", "accepted", sentence, "warned")


def dues(answers: Answers, context: Context) -> tuple[Due, ...]:
    """While a hand-over waits: the new worker's word, by the day it ends; and a visit together that is still to come."""
    found = []
    if handing_over(answers) and dates.is_day(answers.get("ends_on")):
        who = answers.get("new_worker")
        found.append(
            Due(
                "accepted",
                "Handing over: has the new worker accepted?",
                str(answers["ends_on"]),
                who if isinstance(who, str) else "",
                "date",
            )
        )
    visit = answers.get("joint_visit")
    if answers.get("reason") in (*TO_A_WORKER, "stepped_up") and dates.is_day(visit):
        day = str(visit).partition("T")[0]
        past = dates.moment(str(visit)) <= context.now
        found.append(Due("joint_visit", "Visit together with the new worker", day, "", "date", past))
    return tuple(found)
