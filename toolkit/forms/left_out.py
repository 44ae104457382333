"""Which kinds of things each reader does not get unless they are put in, in plain words that tell the kind and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from toolkit.forms.header import last_page
from toolkit.forms.vocabulary import Field, Form, Grid, Rows

Reader: TypeAlias = Literal["", "agency", "protection", "own", "court", "working"]
"""Who gets a copy made for professionals; `protection` is an agency on the harm route, which has to find the child.

Family and child copies have an audience of their own."""
Kind: TypeAlias = Literal[
    "record", "restricted", "abuse", "hidden_address", "referrer", "oversight", "other_child", "third_party"
]
KIND_WORDS: dict[Kind, str] = {
    "record": "Restricted: some people must not see it",
    "restricted": "Restricted: warnings and what some people must not see",
    "abuse": "Answers about abuse, harm and safety",
    "hidden_address": "An address or a place that is hidden from somebody",
    "referrer": "Who told you, or asked for help",
    "oversight": "Between you and your manager",
    "other_child": "Another child's words or record",
    "third_party": "About other people, or told by others",
}
"""What is said of a thing that is left out: its kind, never its words."""
LEAVES_OUT: dict[str, frozenset[Kind]] = {
    "agency": frozenset({"hidden_address", "oversight", "referrer"}),
    "protection": frozenset({"oversight", "referrer"}),
    "court": frozenset(
        {"hidden_address", "oversight", "referrer", "restricted", "other_child", "third_party"}
    ),
}
"""What a professionals' copy leaves out for a reader; the organisation's own copy and a working copy hold everything."""

_KINDS: dict[Kind, tuple[str, ...]] = {
    "oversight": (
        "case_note.oversight",
        "case_note.manager_told",
        "case_note.manager_told_at",
        "case_note.manager_tell_by",
        "case_note.curiosity_note",
        "eh_check.manager",
        "eh_check.manager_on",
        "eh_check.manager_view",
        "fathers.fathers.unsafe_manager",
        "supervision.feelings",
        "supervision.parents_history",
    ),
    "hidden_address": ("family.children.addresses.hidden_from", "family.adults.addresses.hidden_from"),
    "referrer": ("family.children.addresses.source", "family.adults.addresses.source"),
    "other_child": (
        "case_note.voice",
        "network.child_list",
        "eha.child_views",
        "referral.views",
        "taf.child_views",
        "closure.each_child.child_view",
        "fathers.fathers.others",
        "fathers.fathers.others_note",
    ),
    "restricted": (
        "family.warnings",
        "family.adults.poses_risk",
        "family.contact_restricted",
        "family.contact_orders",
        "family.contact_paper",
        "family.contact_scans",
        "referral.risks",
        "referral.restricted_details",
        "fathers.fathers.unsafe",
        "fathers.fathers.unsafe_why",
    ),
}
_KIND_OF: dict[str, Kind] = {path: kind for kind, paths in _KINDS.items() for path in paths}
_EVERYWHERE: dict[str, Kind] = {
    "source_detail": "referrer",
    "restricted_from": "restricted",
    "restriction_reason": "restricted",
}


_WHERE = (
    "referral.address",
    "referral.adults",
    "case_note.attempted.used",
    "family.children.addresses",
    "fathers.fathers.where",
    "fathers.fathers.where_note",
)
"""What tells where somebody lives, though it is not marked as hidden itself."""


@dataclass(frozen=True)
class LeftThing:
    """One thing a copy does not hold: its path in the form, its label, its kind in words, and whether it may be put in."""

    path: str
    label: str
    reason: str
    may: bool


def kind_of(form_id: str, path: str, part: Field, *, hidden: bool) -> Kind:
    """What kind of thing a withheld field is. `hidden` says that an address of it is hidden from somebody now."""
    if hidden:
        return "hidden_address"
    named = _EVERYWHERE.get(path) or _KIND_OF.get(f"{form_id}.{path}")
    if named:
        return named
    return "abuse" if part.withheld == "always" else "third_party"


def tells_where(form_id: str, path: str, kind: Kind) -> bool:
    """Whether a thing tells where somebody lives."""
    return kind == "hidden_address" or f"{form_id}.{path}" in _WHERE


def path_of(form: Form, part: Field) -> str:
    """Where a field stands in its form (`children.addresses.source`), or nothing when it is no part of it.

    Found by the field itself and not by its key, for columns of different rows may share one: what was put in of one is
    never put in of the other.
    """
    fields = [one for page in form.pages for one in page.fields]
    return _find((*fields, *(last_page().fields if form.header else ())), part, "")


def _find(fields: tuple[Field, ...], part: Field, before: str) -> str:
    for one in fields:
        path = before + one.key
        if one is part or (not before and one.key in _EVERYWHERE and one == part):
            return path
        if isinstance(one, (Rows, Grid)):
            found = _find(tuple(one.columns), part, f"{path}.")
            if found:
                return found
    return ""
