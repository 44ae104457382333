"""The table of time limits in law and practice (records, R21): what an event makes due, by when, and who says so.

Each limit says whether it is in force, to be checked, local or replaced. A replaced one is shown struck through, never due.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Unit: TypeAlias = Literal["hours", "days", "working_days", "weeks", "months", "same_day"]
Status: TypeAlias = Literal["current", "check", "local", "old"]

CHASE, TAF = "chase", "taf_review"
"""The two limits whose length is a setting."""
_WT = "Working Together, 2018 and 2023; check the text of 2026"
_OLD = "Kent and Medway, 2012; replaced in 2013"
_SAFE = "Safe Network and NSPCC, about 2013"
_PF = "Private fostering regulations, 2005"


@dataclass(frozen=True, kw_only=True)
class Limit:
    """What an event of a kind makes due: `amount` of `unit` after it; `source` says where that is written.

    `area` names an area where it holds there only, `rating` how a request was rated. `also` is the same limit as somebody
    else counts it: amount, unit and who. `met_by` is the event that meets it, `needless_after` the limit that, once met,
    makes it needless. `word` is what a calendar says that somebody else may look into.
    """

    id: str
    trigger: str
    what: str
    amount: int
    unit: Unit
    source: str
    status: Status = "current"
    area: str = ""
    rating: str = ""
    also: tuple[int, Unit, str] | None = None
    met_by: str = ""
    needless_after: str = ""
    word: str = "Date due"


TRIGGERS: dict[str, str] = {
    "referral": "Referral received",
    "suspicion": "Reasonable cause to suspect significant harm",
    "strategy": "Strategy discussion that starts section 47 enquiries",
    "icpc": "First child protection conference",
    "core_group": "Core group meeting",
    "review_conference": "Review conference",
    "cin_plan": "Child in need plan, or its review",
    "eh_plan": "Early help plan, or its review",
    "tier2": "Tier 2 help begun (Kent, 2012)",
    "agreement": "Agreement to share given",
    "no_consent": "Decision to share without agreement",
    "pf_planned": "Private fostering planned to begin",
    "pf_begun": "Private fostering begun, within six weeks, or found out",
    "pf_moved": "Child moved in with a private foster carer",
    "pf_told": "The council was told of private fostering",
    "fgm": "FGM in a girl under 18, told by her or seen",
    "csa": "Child sexual abuse told or seen",
    "police_protection": "Police protection",
    "epo": "Emergency protection order",
    "staff_start": "A worker starts, or changes role",
    "training": "Safeguarding training",
}
OF_WORKERS = ("staff_start", "training")
"""Events about a worker and no child."""
PLANNED = ("pf_planned",)
"""Events that may lie ahead."""

LIMITS: tuple[Limit, ...] = (
    Limit(
        id="ack", trigger="referral", what="Social worker’s decision, and answer to the referrer", amount=1,
        unit="working_days", source=_WT, status="check", word="Reply due",
    ),
    Limit(
        id=CHASE, trigger="referral", what="No answer: ring the front door again", amount=1, unit="working_days",
        source="Practice: working days after the answer was due, a setting", needless_after="ack", word="Ring again",
    ),
    Limit(
        id="assessment", trigger="referral", what="Assessment finished, at the latest", amount=45,
        unit="working_days", source="Working Together since 2013; check the text of 2026", status="check",
    ),
    Limit(id="confirm", trigger="referral", what="Answer to the referrer that it arrived", amount=24, unit="hours",
          source=_OLD, status="old"),
    Limit(id="initial", trigger="referral", what="Initial assessment", amount=10, unit="working_days",
          source=_OLD, status="old"),
    Limit(id="signed", trigger="referral", what="Decision of the initial assessment signed", amount=10, unit="days",
          source=_OLD, status="old"),
    Limit(id="feedback", trigger="referral", what="Answer to the referrer about the outcome", amount=15,
          unit="working_days", source=_OLD, status="old"),
    Limit(id="core", trigger="referral", what="Core assessment", amount=35, unit="days", source=_OLD, status="old"),
    Limit(
        id="strategy_now", trigger="suspicion",
        what="Strategy discussion: at once, with at least social care, health and police", amount=0, unit="same_day",
        source="Nottingham City, 2018; Working Together. No hours are fixed", met_by="strategy", word="Meeting due",
    ),
    Limit(
        id="icpc", trigger="strategy", what="First child protection conference", amount=15, unit="working_days",
        source=_WT, status="check", met_by="icpc", word="Meeting due",
    ),
    Limit(
        id="first_core", trigger="icpc", what="First core group; straight after if possible", amount=10,
        unit="working_days", source=_WT, also=(10, "days", "Nottingham City, 2018, prints 10 days"),
        met_by="core_group", word="Meeting due",
    ),
    Limit(
        id="first_review", trigger="icpc", what="First review conference", amount=3, unit="months",
        source="Working Together; Nottingham City, 2018", met_by="review_conference", word="Review due",
    ),
    Limit(
        id="minutes", trigger="core_group", what="Minutes of the core group sent", amount=5, unit="days",
        source="Nottingham City, 2018", status="local", area="nottingham_city", word="Papers due",
    ),
    Limit(
        id="next_review", trigger="review_conference", what="Next review conference, at the latest", amount=6,
        unit="months", source="Working Together; Nottingham City, 2018", met_by="review_conference",
        word="Review due",
    ),
    Limit(
        id="cin_review", trigger="cin_plan", what="Review of the child in need plan, at the latest", amount=6,
        unit="months", source="Kent and Medway, 2012; local practice is often sooner", status="check",
        met_by="cin_plan", word="Review due",
    ),
    Limit(
        id=TAF, trigger="eh_plan", what="Team Around the Family review", amount=6, unit="weeks",
        source="A setting; local forms say 6 to 12 weeks", status="check", met_by="eh_plan", word="Review due",
    ),
    Limit(
        id="tier2_review", trigger="tier2", what="Review of need, up to this day", amount=6, unit="months",
        source="Kent and Medway, 2012: an old document", status="check", met_by="tier2", word="Review due",
    ),
    Limit(
        id="pass_agreed", trigger="agreement", what="Information passed on, or sooner", amount=7, unit="days",
        source=f"Example procedure, point 5, {_SAFE}", word="Reply due",
    ),
    Limit(
        id="pass_no_consent", trigger="no_consent", what="Information passed on, or sooner", amount=7, unit="days",
        source=f"Example procedure, point 8, {_SAFE}", word="Reply due",
    ),
    Limit(
        id="pf_before", trigger="pf_planned",
        what="The council is told: six weeks before it begins; later than that, at once", amount=-6, unit="weeks",
        source=_PF, met_by="pf_told", word="Call due",
    ),
    Limit(
        id="pf_now", trigger="pf_begun", what="The council is told: at once", amount=0, unit="same_day", source=_PF,
        met_by="pf_told", word="Call due",
    ),
    Limit(
        id="pf_48", trigger="pf_moved", what="The council is told that the child moved in", amount=48, unit="hours",
        source=f"{_PF}; councils print 48 hours for emergencies, check", status="check", met_by="pf_told",
        word="Call due",
    ),
    Limit(id="pf_visit", trigger="pf_told", what="The council visits", amount=7, unit="working_days", source=_PF),
    Limit(
        id="fgm_101", trigger="fgm",
        what="The regulated health or social care worker, or teacher, rings the police on 101 in person: soonest, at the "
        "latest by the close of this day. For all others see the card",
        amount=1, unit="working_days", source="FGM Act 2003, section 5B, since 31 October 2015", word="Call due",
    ),
    Limit(
        id="csa_tell", trigger="csa", what="Police or council told: as soon as practicable", amount=0,
        unit="same_day", source="Crime and Policing Act 2026, regulated activity, England; whether begun: check",
        status="check", word="Call due",
    ),
    Limit(
        id="pp_72", trigger="police_protection", what="Police protection ends", amount=72, unit="hours",
        source="Children Act 1989, section 46",
    ),
    Limit(
        id="epo_8", trigger="epo", what="Emergency protection order ends", amount=8, unit="days",
        source="Children Act 1989, section 45",
    ),
    Limit(
        id="induction", trigger="staff_start", what="Induction finished", amount=3, unit="months", source=_SAFE,
        word="Training due",
    ),
    Limit(
        id="refresher", trigger="training", what="Refresher", amount=36, unit="months", source=_SAFE,
        met_by="training", word="Training due",
    ),
)  # fmt: skip
