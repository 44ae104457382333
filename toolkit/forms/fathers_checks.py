"""How a fathers self-check starts from the family file, and that "unsafe to contact" has a reason and a manager."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms.conditions import Problem
from toolkit.forms.from_family import AT_HOME
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import is_empty

PROVED = {"original": "original seen", "copy": "copy seen"}


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """A row for each father or partner the family file knows of, with name, home, proof, strengths, worries and tries."""
    rows = [_row(row, family, context) for row in rows_of(family, "fathers")]
    living = {p.id for p in context.people if p.group == "child" and p.living}
    return {"fathers": [row for row in rows if row["person"] in living and len(row) > 2]}


def _row(kept: Mapping[str, Any], family: Mapping[str, Any], context: Context) -> dict[str, Any]:
    child, who = str(kept.get("person") or ""), str(kept.get("who") or "")
    row: dict[str, Any] = {"id": str(kept.get("id") or child), "person": child}
    known = kept.get("identified")
    if not is_empty(known):
        row["named"] = known
    man = context.person(who)
    if known == "yes" and man is not None:
        row["named_note"] = man.full_name or man.name
        row |= _home(man.home)
        row |= _responsibility(family, who, child)
    for key in ("strengths", "worries"):
        words = kept.get(key)
        if isinstance(words, str) and words.strip():
            row[f"{key}_note"] = words
    if kept.get("spoken") in ("no", "not_asked", "not_known"):
        row["seen"] = kept["spoken"]
    tried = kept.get("tried")
    if isinstance(tried, str) and tried.strip():
        row["tries"] = [{"id": f"{child}-tried", "result": tried}]
    return row


def _home(home: str) -> dict[str, str]:
    return {"where": "yes", "where_note": AT_HOME[home]} if home in AT_HOME else {}


def _responsibility(family: Mapping[str, Any], who: str, child: str) -> dict[str, str]:
    for cell in rows_of(family, "relations"):
        if cell.get("adult") == who and cell.get("child") == child and cell.get("pr"):
            evidence = str(cell.get("evidence") or "")
            shown = PROVED.get(evidence, "not confirmed") if cell["pr"] == "yes" else ""
            return {"pr": str(cell["pr"]), **({"pr_note": f"Proof: {shown}"} if shown else {})}
    return {}


def check(answers: Answers, context: Context) -> list[Problem]:
    """That it is unsafe to contact him is refused without a reason, and without the manager who agreed."""
    return [*_unsafe(answers)]


def _unsafe(answers: Answers) -> Iterator[Problem]:
    for row in rows_of(answers, "fathers"):
        if row.get("unsafe") != "yes":
            continue
        where = f"fathers[{row.get('id', '')}]"
        if is_empty(row.get("unsafe_why")):
            yield Problem("E1", f"{where}.unsafe_why", "Say why it is unsafe to contact him.", "refused")
        if is_empty(row.get("unsafe_manager")):
            sentence = "Name the manager who agreed that he is not contacted."
            yield Problem("E1", f"{where}.unsafe_manager", sentence, "refused")
