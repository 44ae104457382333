"""What a question is filled in with because it is known already; only where nothing was said yet. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.forms.decision.known import emergency
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import is_empty


def prefilled(state: str, answers: Mapping[str, Any], context: Context) -> Answers:
    """The answers with what is known of a question that was not answered yet."""
    kept: Answers = dict(answers)
    gone = kept.get("gone")
    if isinstance(gone, list) and state in gone:
        return kept
    match state:
        case "S9":
            known = recipient(str(kept.get("to_whom") or ""), context)
            known |= {"they_will": str(kept.get("what_for") or "")}
        case "S2" if emergency(kept):
            # What is completed after an emergency was learnt when the alarm was pressed, or when it was rung.
            moments = [
                str(r[key])
                for rows, key in (("presses", "when"), ("calls", "rung"))
                for r in rows_of(kept, rows)
                if r.get(key)
            ]
            known = {"harm_dt": min(moments, default="")}
        case _:
            known = {}
    for key, value in known.items():
        if value and is_empty(kept.get(key)):
            kept[key] = value
    return kept


def recipient(to_whom: str, context: Context) -> dict[str, str]:
    """Name, role and agency out of "With whom": looked up in the family file, else split at the commas."""
    parts = [part.strip() for part in to_whom.split(",") if part.strip()]
    if not parts:
        return {}
    known = next(
        (p for p in context.people if p.group == "professional" and p.name.casefold() == parts[0].casefold()),
        None,
    )
    if known is not None and len(parts) == 1:
        role, _, agency = known.relation.partition(", ")
        return {"recipient": known.name, "recipient_role": role, "recipient_agency": agency}
    if len(parts) == 1:
        return {"recipient_agency": parts[0]}
    if len(parts) == 2:
        return {"recipient_role": parts[0], "recipient_agency": parts[1]}
    return {"recipient": parts[0], "recipient_role": parts[1], "recipient_agency": ", ".join(parts[2:])}
