"""How a supervision begins, how an older one is lifted, and the checks that belong to it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms.closure_checks import ago
from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import is_empty


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """First answers: who is the worker, and when each child was last seen."""
    rows = [
        {
            "id": person.id,
            "person": person.id,
            "last_seen": ago(context.facts.get(f"@days_seen:{person.id}")),
            "last_alone": ago(context.facts.get(f"@days_alone:{person.id}")),
        }
        for person in context.people
        if person.group == "child" and person.living and not person.unborn
    ]
    found: Answers = {"children": rows} if rows else {}
    if author := context.facts.get("@author", ""):
        found["supervisee"] = [{"name": author, "role": context.facts.get("@author_role", "")}]
    return found


def check(answers: Answers, context: Context) -> list[Problem]:
    """One person cannot be both; fewer than two explanations need a reason."""
    return [*_same_person(answers, context), *_one_view(answers)]


def lift_from_1(answers: Answers) -> Answers:
    """Names typed in one line become people; the one decision becomes that of each child it was about."""
    made = {key: value for key, value in answers.items() if key not in ("level", "reason")}
    for key in ("supervisor", "supervisee"):
        if isinstance(made.get(key), str):
            name, _, role = str(made[key]).partition(",")
            who = {"name": name.strip(), "role": role.strip()}
            made[key] = who if key == "supervisor" else [who]
    decided = {"level": answers.get("level"), "decision": answers.get("reason")}
    decided = {key: value for key, value in decided.items() if value is not None}
    about = answers.get("about")
    children = [one for one in about if isinstance(one, str)] if isinstance(about, list) else []
    if decided and children and "decisions" not in made:
        made["decisions"] = [{"id": child, "person": child, **decided} for child in children]
    return made


def same_person(first: object, second: object, context: Context) -> bool:
    """Whether two people are one: the same in the family file, or the same name whatever the role."""

    def name(value: object) -> str:
        words = str(value.get("name") or "") if isinstance(value, Mapping) else context.name_of(value)
        return " ".join(words.partition(",")[0].casefold().replace(".", " ").split())

    return bool(name(first)) and name(first) == name(second)


def _same_person(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    workers = answers.get("supervisee")
    for one in workers if isinstance(workers, list) else []:
        if same_person(answers.get("supervisor"), one, context):
            yield Problem("", "supervisor", "Supervisor and worker cannot be the same person.", "refused")
            return


def _one_view(answers: Mapping[str, Any]) -> Iterator[Problem]:
    rows = [row for row in rows_of(answers, "explanations") if not is_empty(row.get("what"))]
    if len(rows) < 2 and is_empty(answers.get("one_reason")):
        sentence = "Think of a second explanation, or say why there is only one."
        yield Problem("E1", "one_reason", sentence, "missing")
