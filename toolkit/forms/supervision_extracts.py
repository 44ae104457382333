"""The extract of a supervision for one child: decision and actions, and no word about another child or the worker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import Answers, Context, dicts, join_names, rows_of
from toolkit.forms.vocabulary import is_empty, is_special

KINDS = {
    "planned": "planned",
    "ad_hoc": "when it was needed",
    "group": "group",
    "named": "named nurse or lead",
}


def children_of(supervision: Mapping[str, Any]) -> list[str]:
    """The children a supervision decided something for, by id."""
    found = [str(row.get("person")) for row in rows_of(supervision, "decisions") if row.get("person")]
    return list(dict.fromkeys(found))


def extract(supervision: Mapping[str, Any], record_id: str, child: str, context: Context) -> Answers:
    """The answers of one child's extract. `record_id` is the supervision's, so that each leads to the other."""
    row = next((one for one in rows_of(supervision, "decisions") if one.get("person") == child), {})
    event = supervision.get("event")
    kind = KINDS.get(str(supervision.get("kind")), "")
    when = dates.show(str(event)[:10]) if dates.is_day(event) else "day not recorded"
    workers = supervision.get("supervisee")
    people = [supervision.get("supervisor"), *(workers if isinstance(workers, list) else [])]
    made: Answers = {
        "supervision": record_id,
        "about": [child],
        "event": event,
        "of": ", ".join(part for part in (f"Supervision of {when}", kind) if part),
        "between": join_names([name for one in people if (name := context.name_of(one))]),
        "level": row.get("level"),
        "decision": row.get("decision"),
        "actions": _actions(row.get("actions"), context),
        "next": dates.show(supervision["next"]) if dates.is_day(supervision.get("next")) else None,
        "late_reason": supervision.get("late_reason"),
        "restriction": supervision.get("restriction"),
        "restricted_from": supervision.get("restricted_from"),
        "restriction_reason": supervision.get("restriction_reason"),
    }
    return {key: value for key, value in made.items() if not is_empty(value)}


def _actions(answer: object, context: Context) -> object:
    if is_special(answer):
        return answer
    return [
        {
            "id": str(row.get("id", "")),
            "what": str(row.get("what") or ""),
            "who": context.name_of(row.get("who")),
            "by_when": dates.show(row.get("by_when")),
        }
        for row in dicts(answer)
        if not is_empty(row.get("what"))
    ]
