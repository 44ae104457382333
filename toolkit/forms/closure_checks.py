"""How an ending begins, and the checks that belong to it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import is_empty

LIMIT = 28
"""Days after which a child counts as not seen lately (records, R18; a setting)."""
HANDING_OVER = "Handing over: the new worker has not accepted yet."


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
    if promises := context.facts.get("@open_promises", ""):
        found["open_promises"] = [
            {"id": f"open-{n}", "what": what}
            for n, what in enumerate(promises.split("\n"), 1)
            if what.strip()
        ]
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
    """A child not seen lately needs a reason; without the new worker's word it is a hand-over under way."""
    return [*_unseen(answers, context), *_not_accepted(answers)]


def _unseen(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    for row in rows_of(answers, "each_child"):
        person = context.person(str(row.get("person") or ""))
        days = context.facts.get(f"@days_seen:{row.get('person')}", "")
        late = days == "never" or (days.isdigit() and int(days) > LIMIT)
        if person is not None and late and is_empty(row.get("not_seen_reason")):
            sentence = f"{person.name} has not been seen in {LIMIT} days. Say why before this ends."
            yield Problem("E1", f"each_child[{row.get('id', '')}].not_seen_reason", sentence, "missing")


def _not_accepted(answers: Mapping[str, Any]) -> Iterator[Problem]:
    if answers.get("reason") in ("moved", "transfer") and is_empty(answers.get("accepted")):
        yield Problem("E1", "accepted", HANDING_OVER, "missing")
