"""Tables that move in: the headings each column is known by, and what becomes of a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal["people", "chronology"]
Verdict: TypeAlias = Literal["add", "same", "undated", "refused"]

COLUMNS: dict[Kind, dict[str, tuple[str, ...]]] = {
    "people": {
        "name": ("name", "full name", "person", "client name", "child name"),
        "first": ("first name", "forename", "given name"),
        "last": ("last name", "surname", "family name"),
        "known_as": ("known as", "preferred name"),
        "group": ("group", "type", "adult or child", "person type"),
        "birth": ("born", "dob", "date of birth", "birth date", "birth"),
        "edd": ("due", "edd", "due date", "expected date of delivery"),
        "sex": ("sex", "gender"),
        "status": ("status", "living or died"),
        "roles": ("roles", "role", "relationship", "relation to child"),
        "phone": ("telephone", "phone", "mobile", "telephone number"),
        "nhs_number": ("nhs number", "nhs no", "nhs"),
        "school": ("school", "nursery", "school or nursery"),
        "address": ("address", "home address"),
        "postcode": ("postcode", "post code"),
        "agency": ("agency", "organisation", "team"),
    },
    "chronology": {
        "since": ("from", "date", "day", "when", "event date", "date of event", "start"),
        "until": ("until", "to", "end", "end date"),
        "whom": ("people", "person", "whose event", "who", "child", "name"),
        "what": ("what happened", "what", "event", "description", "details"),
        "kinds": ("kinds", "kind", "category", "type", "event type"),
        "agency": ("agency", "organisation"),
        "source": ("source", "reported by", "document"),
        "decision": ("shared with us under", "basis", "decision"),
        "impact": ("impact", "what it meant", "significance"),
        "response": ("response", "outcome", "action", "action taken"),
        "restricted": ("restricted",),
    },
}
"""The columns that are known, each with the headings it is recognised by."""
NEEDED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    "people": (("name", "first", "last"),),
    "chronology": (("since",), ("what",)),
}
ROLES = {
    "mother": "mother", "mum": "mother", "father": "father", "dad": "father", "partner": "partner",
    "step-parent": "step_parent", "stepfather": "step_parent", "stepmother": "step_parent", "carer": "carer",
    "grandparent": "grandparent", "grandmother": "grandparent", "grandfather": "grandparent", "gran": "grandparent",
    "lodger": "lodger", "parent living elsewhere": "non_resident_parent",
}  # fmt: skip
STATUS = {
    "living": "living", "alive": "living", "died": "died", "dead": "died", "deceased": "died",
    "ended": "ended", "pregnancy ended": "ended",
}  # fmt: skip
"""Whoever died is never asked about again, so a table that says so is heard."""
SEX = {"f": "female", "m": "male", "girl": "female", "boy": "male", "woman": "female", "man": "male"}


@dataclass(frozen=True)
class Row:
    """What becomes of one row. `number` counts lines as a spreadsheet does, `words` say which it is, `answers` are its cells."""

    number: int
    verdict: Verdict
    words: str
    why: str = ""
    group: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
