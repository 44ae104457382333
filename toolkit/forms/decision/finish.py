"""Whether a decision may be final: its way walked to the end, nothing got round, and signed as its outcome needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms.conditions import Problem, Scope, holds
from toolkit.forms.decision.deadlines import manager_signed
from toolkit.forms.decision.engine import judged, outcome, stand
from toolkit.forms.decision.facts import unexplained
from toolkit.forms.decision.flow import END
from toolkit.forms.decision.guards import page_guards
from toolkit.forms.decision.known import is_harm, is_retro, said
from toolkit.forms.decision.outcomes import outcome_of
from toolkit.forms.decision.pages_send import BASIS
from toolkit.forms.decision.rule_sets import is_old
from toolkit.forms.decision.seeds import listed
from toolkit.forms.decision.states import FLOW
from toolkit.forms.people import Answers, Context, dicts, rows_of
from toolkit.forms.vocabulary import is_empty

_SIGNED = ("paper", "drawn", "verbal")


def check(answers: Answers, context: Context) -> list[Problem]:
    """What keeps a decision from being final, beside what its own fields say, and what is worth a warning."""
    return list(_found(answers, context))


def _found(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    walked = stand(answers, context)
    kept = listed(answers.get("path"))
    here = {**answers, "path": list(walked.path)}
    known = judged(here, context, walked.route)
    if is_old(said(answers, "law")):
        sentence = "It was made under old rules and is only to be read. Think it through again under the current ones."
        yield Problem("I15", "trigger", sentence, "refused")
        return
    if kept and (kept != list(walked.path) or said(answers, "outcome") != outcome(answers, walked)):
        sentence = "What is kept of its way does not fit its answers. Go through the questions again."
        yield Problem("I9", "trigger", sentence, "refused")
    if walked.at != END:
        yield Problem("E1", first_field(walked.at), "This question is not finished yet.", "missing")
    for state in walked.path:
        yield from page_guards(state, here, known, walked.route)
    if walked.at == END:
        yield from _needs(here, known, walked.route)
        yield from _law_in_full(here, known)


def first_field(state: str) -> str:
    """The key of the field a question begins with."""
    page = FLOW.state(state).page
    return page.fields[0].key if page else "trigger"


def _needs(answers: Mapping[str, Any], context: Context, route: str) -> Iterator[Problem]:
    """What the outcome needs (section 4), asked once more of the whole record."""
    path = listed(answers.get("path"))
    if route == "EM" or "EM" in path:
        if not any(str(row.get("told") or "").strip() for row in rows_of(answers, "calls")):
            yield Problem("I1", "calls", "Write what was told to whom.", "missing")
    elif not said(answers, "reason"):
        yield Problem("I1", "reason", "Write your reasons: no decision without one.", "missing")
    if route == "CONSENT" and unexplained(answers):
        sentence = "Something was not explained, so there is no agreement to share."
        yield Problem("I4", "explained", sentence, "refused")
    skips = route == "NO" and is_retro(answers)
    if route in ("NO", "ANON") and is_harm(answers, context) and "SH" not in path and not skips:
        yield Problem("I9", "still", "Someone may be harmed. Answer this question first.", "refused")
    if route in ("CP", "LEGAL") and is_harm(answers, context) and not said(answers, "referral"):
        yield Problem("T-CP", "referral", "Write which referral it goes with, once there is one.", "warned")
    if not any(row.get("how") in _SIGNED for row in dicts(answers.get("worker_signature"))):
        yield Problem("E11", "worker_signature", "It is final once the worker has signed.", "missing")
    one = outcome_of(outcome_code(answers, route))
    signs = context.facts.get("@manager_signs") == "yes"
    if one and one.manager_first and signs and not manager_signed(answers):
        sentence = "It is final once the manager has signed. What was decided may be done before."
        yield Problem("I3", "manager_signature", sentence, "missing")


def outcome_code(answers: Mapping[str, Any], route: str) -> str:
    """The outcome code of a route, as kept with the record."""
    return said(answers, "outcome") or route


def _law_in_full(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    """Where harm let it go on, a basis that was picked is told in full before it is final; none picked is to confirm."""
    if "S7" not in listed(answers.get("path")) or not is_harm(answers, context):
        return
    scope = Scope(answers, context)
    for part in BASIS.fields:
        if part.key in ("basis_6", "special", "offences") or part.when is None:
            continue
        if holds(part.when, scope) and is_empty(answers.get(part.key)):
            yield Problem("E1", part.key, "Missing. Needed before you finish.", "missing")


def overridden(answers: Mapping[str, Any], context: Context) -> list[str]:
    """The sentences of the guards that were noted and not refused, as they print on the record (I15)."""
    walked = stand(answers, context)
    here = {**answers, "path": list(walked.path)}
    known = judged(here, context, walked.route)
    found = [p for state in walked.path for p in page_guards(state, here, known, walked.route)]
    return list(dict.fromkeys(p.sentence for p in found if p.level == "warned"))
