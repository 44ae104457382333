"""How a family agreement begins, and the sentence that opens its paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.forms import from_family
from toolkit.forms.blocks import Block, Paragraph
from toolkit.forms.from_family import filled
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import Audience

NOT_A_CONTRACT = (
    "This is not a contract, and not a legal paper. It says what each of us has agreed to do. "
    "You can ask to change it at any time."
)
CARRIED = (
    "family_side",
    "organisation",
    "workers",
    "work",
    "reason",
    "aims",
    "decision",
    "objectives",
    "reporting",
    "sharing",
    "disagree",
    "cannot_come",
    "worried",
    "complaints",
    "explained_in",
)
"""What the next agreement takes over. Days, promises, copies, signatures and the questions asked alone are made anew."""
CARRIED_WITH_CARE = ("organisation", "workers")
"""All that is taken over when the last one was not cleared of abuse: it may have been the other adult's."""


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """The first answers of a new agreement, from the family file and the last agreement.

    Adults who may pose a risk are not put on it, and no telephone number is where a warning speaks against it.
    """
    before = previous or {}
    keys = CARRIED if before.get("abuse") == "no" else CARRIED_WITH_CARE
    found: Answers = {
        "about": [child.id for child in from_family.living_children(context)],
        "organisation": context.facts.get("@organisation", ""),
        "workers": _workers(family, context),
        "family_side": [] if before and keys is CARRIED_WITH_CARE else _family_side(family, context),
    }
    return filled(found | filled({key: before.get(key) for key in keys}))


def _family_side(family: Mapping[str, Any], context: Context) -> list[dict[str, Any]]:
    quiet = from_family.careful(family)
    adults = [
        p
        for p in context.people
        if p.group == "adult" and p.living and not p.risk and p.facts()["person.home"] == "yes"
    ]
    return [
        filled({"id": p.id, "who": p.id, "contact": "" if quiet else from_family.phone_of(family, p.id)})
        for p in adults
    ]


def _workers(family: Mapping[str, Any], context: Context) -> list[dict[str, Any]]:
    """The author, and the lead worker where that is somebody else."""
    lead = from_family.lead_worker(family, context)
    name = lead.get("name", "")
    author = context.facts.get("@author", "")
    known = {str(row.get("id")) for row in rows_of(family, "professionals")}
    kept = family.get("lead_worker")
    rows: list[dict[str, Any]] = []
    if author and author.casefold() != name.casefold():
        rows.append({"id": "author", "who": {"name": author, "role": ""}})
    if name:
        who: object = (
            kept if isinstance(kept, str) and kept in known else {"name": name, "role": lead.get("role", "")}
        )
        rows.append(filled({"id": "lead", "who": who, "role": lead.get("role"), "phone": lead.get("phone")}))
    return rows


def lead(answers: Answers, context: Context, audience: Audience) -> list[Block]:
    """The sentence that says what this paper is not."""
    return [Paragraph(text=NOT_A_CONTRACT, tone="strong")]
