"""The rules a decision is made under, as versioned data: golden rules, lawful bases, dates. A new set is one more value here.

Sources: HM Government, Information sharing advice 2018 and DfE 2024 (golden rules); UK GDPR, Data Protection Act 2018 and
Data (Use and Access) Act 2025 (bases). Wording is ours.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from toolkit.forms.vocabulary import _Part


class GoldenRule(_Part, frozen=True, kw_only=True):
    """One golden rule: its number, a few words, and a sentence."""

    number: int
    short: str
    text: str


class RuleSet(_Part, frozen=True, kw_only=True):
    """The golden rules of one year. `status` old: only records made under it open with it."""

    id: str
    title: str
    status: Literal["current", "old"]
    card: str
    rules: tuple[GoldenRule, ...]


class BasisRow(_Part, frozen=True, kw_only=True):
    """The bases of article 6 allowed for a route, for public bodies or for all others, best first."""

    routes: tuple[str, ...]
    public: tuple[str, ...]
    others: tuple[str, ...]


class BasisSet(_Part, frozen=True, kw_only=True):
    """The lawful bases that hold from a day."""

    id: str
    title: str
    starts: str
    rows: tuple[BasisRow, ...]


def _rule(number: int, short: str, text: str) -> GoldenRule:
    return GoldenRule(number=number, short=short, text=text)


IS_2024 = RuleSet(
    id="IS-2024",
    title="Seven golden rules, 2024",
    status="current",
    card="G-IS24",
    rules=(
        _rule(
            1,
            "The child comes first",
            "A child's right to be protected comes before anyone's privacy, also of those who fail to protect them.",
        ),
        _rule(
            2,
            "Talk with the family",
            "Where it is safe, talk with the family first: whom you will tell, what, and why. Do not, if telling them could "
            "put someone at more risk.",
        ),
        _rule(
            3,
            "A basis, not always consent",
            "You do not need consent when a child is or may be at risk. You always need a basis in law.",
        ),
        _rule(
            4,
            "Ask early",
            "Not sure? Ask early: your safeguarding lead, data protection officer or Caldicott Guardian.",
        ),
        _rule(
            5,
            "Hide who could be hurt",
            "Keep back the name and whereabouts of anyone who could be hurt if an abuser learnt them.",
        ),
        _rule(
            6,
            "Only what is needed",
            "Share only what is relevant and right, only with those who have a part in it. Seldom a whole file.",
        ),
        _rule(
            7,
            "Write down why",
            "Write down your reasons, whether you share or not. Be ready to explain a no, and to think again.",
        ),
    ),
)
IS_2018 = RuleSet(
    id="IS-2018",
    title="Seven golden rules, 2018",
    status="old",
    card="G-IS18",
    rules=(
        _rule(1, "Law is a frame", "Data protection and human rights law frame sharing. They do not bar it."),
        _rule(
            2,
            "Be open",
            "Tell people from the start why, what, how and with whom. Seek agreement, unless that is unsafe.",
        ),
        _rule(3, "Ask for advice", "Ask when in doubt, without naming anyone where you can."),
        _rule(
            4,
            "Consent where possible",
            "Share with consent where you can and respect a no. Share without it where there is a basis, as for safety.",
        ),
        _rule(5, "Safety and wellbeing", "Decide on the safety and wellbeing of the person and others."),
        _rule(
            6,
            "Seven checks",
            "Necessary, proportionate, relevant, adequate, accurate, timely and secure.",
        ),
        _rule(7, "Keep a record", "Write down the decision and why. If shared: what, with whom, what for."),
    ),
)
RULE_SETS: tuple[RuleSet, ...] = (IS_2024, IS_2018)
CURRENT = IS_2024.id

_PUBLIC_TASK = ("e", "d")
BASES_2018 = BasisSet(
    id="DPA-2018",
    title="Lawful bases up to 4 February 2026",
    starts="2018-05-25",
    rows=(
        BasisRow(routes=("LEGAL",), public=("c",), others=("c",)),
        BasisRow(routes=("EM", "CP"), public=_PUBLIC_TASK, others=("f", "d")),
        BasisRow(routes=("NOCONSENT",), public=("e",), others=("f",)),
        BasisRow(routes=("CONSENT",), public=("e", "a"), others=("a", "f")),
    ),
)
BASES_2026 = BasisSet(
    id="DPA-2026",
    title="Lawful bases from 5 February 2026",
    starts="2026-02-05",
    rows=(
        BasisRow(routes=("LEGAL",), public=("c",), others=("c",)),
        BasisRow(routes=("EM", "CP"), public=_PUBLIC_TASK, others=("ea_safeguarding", "ea_crime", "d")),
        BasisRow(routes=("NOCONSENT",), public=("e",), others=("ea_safeguarding", "ea_task", "f")),
        BasisRow(routes=("CONSENT",), public=("e", "a"), others=("a", "f")),
    ),
)
BASIS_SETS: tuple[BasisSet, ...] = (BASES_2026, BASES_2018)


def rule_set(name: str) -> RuleSet:
    """The golden rules with this id. Raises KeyError."""
    for found in RULE_SETS:
        if found.id == name:
            return found
    raise KeyError(name)


def basis_set(decided: datetime) -> BasisSet:
    """The lawful bases in force on the day of a decision; the oldest for anything earlier."""
    return next((s for s in BASIS_SETS if date.fromisoformat(s.starts) <= decided.date()), BASIS_SETS[-1])


def allowed(route: str, org: str, decided: datetime) -> tuple[str, ...]:
    """The bases of article 6 for a route, best first. A commissioned body follows the others (wizard, section 1)."""
    row = next((r for r in basis_set(decided).rows if route in r.routes), None)
    if row is None:
        return ()
    return row.public if org == "public" else row.others


def is_old(law: str) -> bool:
    """Whether a record was made under golden rules that are only for reading old records."""
    return any(found.id == law and found.status == "old" for found in RULE_SETS)
