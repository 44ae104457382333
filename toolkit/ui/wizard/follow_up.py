"""What a decision asks to be written next: the referral it goes with, the difference with a manager. No Qt here."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.forms import dates
from toolkit.forms.decision.known import said
from toolkit.forms.decision.same_person import bare
from toolkit.forms.people import Answers

REFERRAL, DIFFERENCE = "referral", "escalation"


@dataclass(frozen=True)
class FollowUp:
    """One record to be written: its form, the words that offer it, and what it begins with."""

    form_id: str
    lead: str
    text: str
    action: str
    known: Answers = field(default_factory=dict)


def follow_ups(answers: Mapping[str, Any], forms: Container[str], written: Container[str]) -> list[FollowUp]:
    """What is offered once a decision is finished, among the forms on offer, without those that were `written` since."""
    found = [*_referral(answers), *_difference(answers)]
    return [one for one in found if one.form_id in forms and one.form_id not in written]


def _referral(answers: Mapping[str, Any]) -> list[FollowUp]:
    facts = answers.get("derived")
    harm = isinstance(facts, Mapping) and facts.get("@harm") == "yes"
    if not harm or said(answers, "route") not in ("EM", "CP", "LEGAL") or said(answers, "referral"):
        return []
    about = _children(answers)
    text = "What was rung or sent is followed by a referral in writing."
    return [
        FollowUp(
            REFERRAL,
            "A referral goes with this.",
            text,
            "Write the referral",
            {"route": "harm", "directed": _directed(answers), **({"about": about} if about else {})},
        )
    ]


def _directed(answers: Mapping[str, Any]) -> list[str]:
    """Whom the referral goes to: a child to the front door, an adult to adult safeguarding, a crime to the police."""
    ticked = answers.get("harm")
    harm = ticked if isinstance(ticked, list) else []
    doors = [door for tick, door in (("H1", "children"), ("H2", "adult"), ("H3", "police")) if tick in harm]
    return doors or ["children"]


def _difference(answers: Mapping[str, Any]) -> list[FollowUp]:
    facts = answers.get("derived")
    if not (isinstance(facts, Mapping) and facts.get("@manager_said_no") == "yes"):
        return []
    manager = said(answers, "weigh_with") or said(answers, "still_with")
    reasons = said(answers, "weigh_manager_reason") or said(answers, "still_manager")
    day = said(answers, "weigh_on").partition("T")[0]
    known: Answers = {"decision": " ".join(filter(None, ("The manager said not to share.", reasons)))}
    known |= {"whose": _whose(manager)} if manager else {}
    known |= {"decided_on": day} if dates.is_day(day) else {}
    evidence = "\n".join(filter(None, (said(answers, "harm_note"), said(answers, "weigh_unshared"))))
    known |= {"evidence": evidence} if evidence else {}
    about = _children(answers)
    known |= {"about": about} if about else {}
    text = "It was referred all the same. The difference is recorded, and taken up a stage at a time."
    return [FollowUp(DIFFERENCE, "Your manager disagreed.", text, "Professional difference", known)]


def _whose(manager: str) -> str:
    name = bare(manager)
    return manager if name != manager else f"{name}, manager"


def _children(answers: Mapping[str, Any]) -> list[str]:
    """Those of the family file it is about; others stand in the decision with a name and a role only."""
    about = answers.get("about")
    return [one for one in about if isinstance(one, str)] if isinstance(about, list) else []
