"""The Thistlewick family, invented, as the answers of a family file: two children, an unborn child, three adults."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from toolkit.forms.people import Context, people_of

NOW = datetime(2026, 11, 12, 15, 0)


def family(**changes: Any) -> dict[str, Any]:
    """A family file with nothing missing and nothing to warn about; `changes` replace top-level answers."""
    answers: dict[str, Any] = {
        "family_name": "Thistlewick",
        "reference": "F-2041",
        "area": "generic",
        "opened": "2026-03-02",
        "lead_worker": {"name": "Tansy Dunnock", "role": "health visitor"},
        "reason": "Sorrel asked for help with sleep and with money after the move.",
        "warnings": [
            {
                "id": "w1",
                "kind": "pairs",
                "about": [],
                "why": "A dog is loose in the hall.",
                "source": "Seen at the visit",
                "since": "2026-09-02",
                "review": "2026-12-01",
                "told": "yes",
            }
        ],
        "children": [child("wren", "Wren", "2019-05-04"), child("pip", "Pip", "2025-09-10"), bump()],
        "adults": [
            adult("sorrel", "Sorrel", "1995-01-30", ["mother"], phone="01632 960001"),
            adult("basil", "Basil Quill", "1990", ["father", "partner"]),
            adult("nettie", "Nettie", "1961-06-09", ["grandparent"]),
        ],
        "home": [
            {
                "id": "sorrel",
                "person": "sorrel",
                "how": "lives",
                "checked": "yes",
                "checked_on": "2026-11-03",
            },
            {"id": "basil", "person": "basil", "how": "sleeps_over", "checked": "no"},
            {"id": "nettie", "person": "nettie", "how": "visits", "checked": "yes"},
        ],
        "relations": [
            cell("sorrel", "wren", "birth_parent", "yes", "birth_mother"),
            cell("sorrel", "pip", "birth_parent", "yes", "birth_mother"),
            cell("sorrel", "bump", "birth_parent", "not_asked"),
            cell("basil", "wren", "partner", "no"),
            cell("basil", "pip", "birth_parent", "yes", "birth_record", "told"),
            cell("basil", "bump", "birth_parent", "not_asked"),
            cell("nettie", "wren", "kin", "no", kin="grandparent"),
            cell("nettie", "pip", "kin", "no", kin="grandparent"),
            cell("nettie", "bump", "kin", "no", kin="grandparent"),
        ],
        "fathers": [
            {"id": "wren", "person": "wren", "identified": "no", "tried": "Asked Sorrel on 3 November."},
            {
                "id": "pip",
                "person": "pip",
                "identified": "yes",
                "who": "basil",
                "involved": "yes",
                "spoken": "no",
                "tried": "Rang twice.",
                "strengths": "Pip lights up when he comes in.",
                "worries": "None known.",
            },
            {"id": "bump", "person": "bump", "identified": "not_asked", "tried": "Sorrel was not alone."},
        ],
        "professionals": [
            {
                "id": "teacher",
                "agency": "Examplebridge Primary",
                "name": "Ms Lark",
                "role": "Teacher",
                "phone": "01632 960050",
                "for_children": ["wren"],
            }
        ],
        "consents": [
            {
                "id": "k1",
                "person": "sorrel",
                "about_what": "Talking with the school",
                "for_whom": "Wren",
                "answer": "given",
                "how": "verbal",
                "date": "2026-03-02",
            }
        ],
        "contact_restricted": "no",
    }
    return {**answers, **changes}


def child(person: str, name: str, birth: str, **more: Any) -> dict[str, Any]:
    """One born child with every needed cell."""
    row = {
        "id": person,
        "unborn": "no",
        "name": f"{name} Thistlewick",
        "known_as": name,
        "birth": birth,
        "status": "living",
        "disabled": "no",
        "health": "No known needs.",
        "communicates": "By talking while drawing.",
        "advocate": "yes",
        "plans": [{"id": f"{person}-plan", "plan": "early_help", "since": "2026-06-01"}],
        "addresses": [
            {
                "id": f"{person}-home",
                "address": "3 Pretend Row\nExamplebridge",
                "since": "2026-08",
                "who_with": ["sorrel"],
            }
        ],
    }
    return {**row, **more}


def bump(**more: Any) -> dict[str, Any]:
    """The unborn child."""
    row = {
        "id": "bump",
        "unborn": "yes",
        "edd": "2027-02-17",
        "status": "living",
        "plans": [{"id": "bump-plan", "plan": "none"}],
    }
    return {**row, **more}


def adult(person: str, name: str, birth: str, roles: list[str], **more: Any) -> dict[str, Any]:
    """One adult with every needed cell."""
    full = name if " " in name else f"{name} Thistlewick"
    return {"id": person, "name": full, "birth": birth, "roles": roles, "status": "living", **more}


def cell(
    who: str, of: str, relation: str, pr: str, basis: str = "", evidence: str = "original", **more: Any
) -> dict[str, Any]:
    """One cell of the grid of adults and children."""
    row = {"adult": who, "child": of, "relation": relation, "pr": pr, **more}
    if pr == "yes":
        row |= {"basis": basis, "evidence": evidence}
        if evidence in ("original", "copy"):
            row |= {"seen_on": "2026-03-02", "seen_by": "Tansy Dunnock"}
    return row


def context(answers: dict[str, Any] | None = None, now: datetime = NOW, **facts: str) -> Context:
    """What the family's records are judged in; facts are given without their @."""
    people = people_of(family() if answers is None else answers)
    return Context(now=now, people=people, facts={f"@{key}": value for key, value in facts.items()})
