"""Which bases in law are refused on a route, for whom, and on which day (wizard, section 3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.conditions import Problem
from toolkit.forms.decision.known import AGREED, decided_on, said, ticks
from toolkit.forms.decision.pages_send import BASES, BASES_9
from toolkit.forms.decision.rule_sets import BASES_2026, allowed, basis_set
from toolkit.forms.people import Context, rows_of
from toolkit.forms.vocabulary import is_empty, is_special, option_pairs

_SIX = dict(option_pairs(BASES))
_NINE = dict(option_pairs(BASES_9))
_LEGITIMATE = ("ea_safeguarding", "ea_crime", "ea_task", "f")


def law_guards(answers: Mapping[str, Any], context: Context, route: str) -> Iterator[Problem]:
    """What is refused about the bases picked: each sentence names one that fits."""
    basis = said(answers, "basis_6")
    if basis and basis != "not_sure" and route:
        yield from _six(basis, answers, context, route)
    if not is_empty(answers.get("special")) and not is_special(answers.get("special")):
        yield from _nine(said(answers, "basis_9"), answers, route)
    yield from _paragraph_18(answers, route)


def offered(answers: Mapping[str, Any], context: Context, route: str) -> tuple[str, ...]:
    """The bases of article 6 to offer on a route, best first; crime only where a serious crime was ticked."""
    found = allowed(route, said(answers, "org"), decided_on(answers, context))
    if route in ("EM", "CP") and "H3" not in ticks(answers):
        found = tuple(basis for basis in found if basis != "ea_crime")
    if route == "NOCONSENT" and answers.get("trigger") not in ("asked", "legal"):
        found = tuple(basis for basis in found if basis != "ea_task")
    return found


def _six(basis: str, answers: Mapping[str, Any], context: Context, route: str) -> Iterator[Problem]:
    day = decided_on(answers, context)
    fits = offered(answers, context, route)
    if basis in fits or not fits:
        return
    use = f" Choose: {_SIX[fits[0]]}."
    words = _SIX.get(basis, "This basis")
    if basis == "e" and said(answers, "org") == "commissioned":
        if not said(answers, "task_confirmed"):
            sentence = "A public task must be your own. Name who in data protection says it is yours, or choose another basis."
            yield Problem("I15", "task_confirmed", sentence, "refused")
        return
    if basis == "f" and route in ("EM", "CP") and said(answers, "org") != "public":
        sentence = f"{words} may be used. Since 5 February 2026 there is a better one.{use}"
        yield Problem("I15", "basis_6", sentence, "warned")
        return
    if basis == "a":
        why = "Consent is no basis here: they are not free to say no, or did not say yes."
    elif basis in _LEGITIMATE and said(answers, "org") == "public":
        why = f"{words} is not for a public body doing its task."
    elif basis.startswith("ea") and basis_set(day) is not BASES_2026:
        begins = dates.show(BASES_2026.starts)
        why = f"{words} begins on {begins}. This was decided on {dates.show(day.date())}."
    elif basis == "ea_crime":
        why = f"{words} needs a serious crime done or planned."
    elif basis == "ea_task":
        why = f"{words} needs a public body that asked."
    elif basis == "c":
        why = f"{words} needs a law or a court that says you must."
    elif basis == "d":
        why = f"{words} needs somebody whose life is at risk."
    else:
        why = f"{words} does not fit here."
    yield Problem("LAW", "basis_6", why + use, "refused")


def _nine(basis: str, answers: Mapping[str, Any], route: str) -> Iterator[Problem]:
    fits = {
        "CONSENT": ("a", "h"),
        "LEGAL": ("g6", "f", "h"),
        "EM": ("g18", "h", "c"),
        "CP": ("g18", "h", "c"),
        "NOCONSENT": ("g18", "h", "c"),
    }.get(route, ())
    if not basis or not fits:
        return
    if basis not in fits:
        sentence = f"{_NINE.get(basis, 'This basis')} does not fit here. Choose: {_NINE[fits[0]]}."
        yield Problem("LAW", "basis_9", sentence, "refused")
    elif basis == "f" and answers.get("duty_kind") != "order":
        sentence = f"A court or a legal claim needs a court order. Choose: {_NINE['g6']}."
        yield Problem("LAW", "basis_9", sentence, "refused")


def _paragraph_18(answers: Mapping[str, Any], route: str) -> Iterator[Problem]:
    if answers.get("offences") == "yes" and answers.get("basis_10") == "p18" and route == "CONSENT":
        sentence = "Paragraph 18 is for sharing without consent. With consent, choose paragraph 10 or ask your data protection lead."
        yield Problem("LAW", "basis_10", sentence, "refused")
    special = not is_empty(answers.get("special")) and not is_special(answers.get("special"))
    crimes = answers.get("offences") == "yes"
    used = (special and answers.get("basis_9") == "g18") or (crimes and answers.get("basis_10") == "p18")
    agreed = any(row.get("answer") in AGREED for row in rows_of(answers, "answered"))
    if used and answers.get("p18_reason") == "not_relied" and not (agreed and route == "CP"):
        sentence = "Nobody has agreed. Say why there is no consent: it cannot be given, cannot be got, or would spoil the protection."
        yield Problem("LAW", "p18_reason", sentence, "refused")
