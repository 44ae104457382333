"""The lines of a decision on paper, part by part: each answer with its label, rows in one line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.conditions import Scope, holds, shown_fields
from toolkit.forms.decision.deadlines import limits
from toolkit.forms.decision.known import is_open, said
from toolkit.forms.decision.pages_send import SEVEN
from toolkit.forms.decision.seeds import listed
from toolkit.forms.decision.states import ADVICE, FLOW
from toolkit.forms.people import Answers, Context, join_names, rows_of
from toolkit.forms.vocabulary import Date, Field, Person, Rows, is_empty, option_pairs
from toolkit.forms.words import say

_UNSURE = "not_sure"
_SHORT = {
    "about": "About",
    "danger": "In danger now",
    "danger_after": "After ringing",
    "harm": "Signs",
    "harm_dt": "Learnt",
    "harm_note": "Shown by",
    "harm_again": "Signs, asked again after the refusal",
    "harm_again_dt": "Learnt",
    "harm_again_note": "Shown by",
    "purpose_clear": "Clear purpose",
    "purpose_note": "In the worker's words",
    "identifiable": "Could anyone be recognised",
    "duty": "Duty, order or request in law",
    "duty_kind": "Which",
    "safe": "safe to ask",
    "reasons": "because",
    "shows": "shown by",
    "tries": "tries",
    "capacity": "they are",
    "answer": "answer",
    "hide": "Identities to protect",
    "recipient_checked": "Identity and privacy checked",
    "sent": "Passed on",
    "when_told": "told",
    "question": "what was asked",
    "why_not": "because",
    "reason": "Reasons",
    "refusal_risk": "The refusal raises the risk",
    "for_whom": "asked for",
    "pr_evidence": "shown by",
    "answered_on": "on",
    "asked_on": "asked",
    "weigh_with": "With",
    "weigh_how": "Spoken",
    "weigh_reason": "Why",
    "weigh_others": "Others who could be hurt",
    "weigh_shared": "Harm if shared",
    "weigh_unshared": "Harm if not",
    "weigh_wishes": "Confidence and wishes",
    "weigh_less": "Something less",
    "weigh_interest": "Greater public interest in sharing",
    "weigh_on": "Decided",
    "special": "Touches on",
    "withheld": "Left out, and why",
    "hidden": "Hidden, and from whom",
    "further": "Goes further",
    "sent_on": "Sent",
    "sent_by": "By",
    "still": "Sure not to share, with harm",
}
"""Words shorter than the question's own, where the part of the paper they stand in says the rest."""

_ANSWER = {
    "safe": {"yes": "yes", "no": "no"},
    "sent": {"sent": "yes", "not_yet": "not yet"},
    "when_told": {
        "before": "before",
        "at": "at the same time",
        "after": "afterwards",
        "will": "will be",
        "no": "no",
    },
}
"""Answers shorter than those on the screen, where the label would be said twice."""


def of_state(state: str, answers: Answers, context: Context, skip: tuple[str, ...] = ()) -> list[str]:
    """One line for each answer of a state that was met, or completed later; nothing for other states."""
    page = FLOW.state(state).page
    scope = Scope(answers, context)
    if page is None or not holds(page.when, scope):
        return []
    found: list[str] = []
    for part in shown_fields(page.fields, scope):
        if part.key not in skip and not is_empty(answers.get(part.key)):
            found += _field(part, scope)
    return found


def _field(part: Field, scope: Scope) -> Iterator[str]:
    answer = scope.answers.get(part.key)
    if isinstance(part, Rows):
        for row in rows_of(scope.answers, part.key):
            yield _row(part, row, scope)
    else:
        yield _labelled(_SHORT.get(part.key, part.label), _said(part, answer, scope))


def _said(part: Field, answer: object, scope: Scope) -> list[str]:
    short = _ANSWER.get(part.key, {}).get(answer) if isinstance(answer, str) else None
    return [short] if short else say(part, answer, scope)


def _labelled(label: str, words: list[str]) -> str:
    said_so = " ".join(" ".join(words).split())
    return f"{label}{'' if label.endswith('?') else ':'} {said_so}" if said_so else ""


def _row(part: Rows, row: dict[str, Any], scope: Scope) -> str:
    inner = scope.within(row)
    # Who answered a call is typed, and is nobody of the family file.
    about = next((one.key for one in part.columns if isinstance(one, Person)), "")
    head = scope.context.name_of(row.get(about)) if about and row.get(about) else ""
    cells: list[str] = []
    for column in shown_fields(part.columns, inner):
        if column.key == about or is_empty(row.get(column.key)):
            continue
        label = _SHORT.get(column.key, column.label)
        label = _small(label) if head or cells else label
        cells.append(_labelled(label, _said(column, row[column.key], inner)))
    return f"{head}: {'; '.join(cells)}" if head else "; ".join(cells)


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def start(answers: Answers, context: Context) -> list[str]:
    """What started it, who asked and how they were checked, and about whom."""
    return of_state("S0", answers, context)


def what(answers: Answers, context: Context) -> list[str]:
    """Each thing to be shared, with whom and what for."""
    sorts = {"fact": "fact", "opinion": "opinion", "document": "document", "file": "the whole file"}
    items = []
    for number, row in enumerate(rows_of(answers, "items"), 1):
        sort = sorts.get(str(row.get("sort") or ""), "")
        items.append(f"{number}. {row.get('what') or ''}" + (f" ({sort})" if sort else ""))
    return [*items, *of_state("S0W", answers, context, ("items",))]


def harm(answers: Answers, context: Context) -> list[str]:
    """Danger, the call log, the signs of harm and when they were learnt; alarms pressed and taken back."""
    pressed = []
    for row in rows_of(answers, "presses"):
        name = "Child in danger now" if row.get("kind") == "danger" else "Ring now"
        taken = f"; taken back: {row.get('reason')}" if row.get("result") == "mistake" else ""
        pressed.append(f"“{name}” pressed {dates.show(row.get('when'))}{taken}")
    return [
        *of_state("S1", answers, context),
        *pressed,
        *of_state("EM", answers, context),
        *of_state("S2", answers, context),
        *of_state("S2R", answers, context),
    ]


def purpose(answers: Answers, context: Context) -> list[str]:
    """Whether there is a clear purpose, whether anyone could be recognised, and what duty in law there is."""
    return [line for key in ("S3", "S4", "S5", "S5b") for line in of_state(key, answers, context)]


def agreement(answers: Answers, context: Context) -> list[str]:
    """Whom it was safe to ask, who can agree, what was explained and what they said."""
    return [
        *of_state("S6", answers, context),
        *of_state("S6b", answers, context),
        *_gillick(answers, context),
        *_explained(answers, context),
        *of_state("S6d", answers, context),
    ]


def _gillick(answers: Answers, context: Context) -> Iterator[str]:
    if "S6g" not in listed(answers.get("path")):
        return
    words = {"yes": "yes", "partly": "partly", "no": "no"}
    asks = {
        "understands": "understands",
        "follows": "what follows",
        "choices": "other choices",
        "weighs": "can weigh",
        "view": "own view",
        "free": "free of pressure",
    }
    end = {
        "yes": "can decide this",
        "no": "cannot decide this",
        _UNSURE: "not sure whether they can decide this",
    }
    for row in rows_of(answers, "gillick"):
        found = ", ".join(
            f"{label} {words[str(row[key])]}" for key, label in asks.items() if str(row.get(key)) in words
        )
        example = f" ({row['example']})" if row.get("example") else ""
        yield f"{context.name_of(row.get('person'))}: {found}{example}: {end.get(str(row.get('competent')), 'not judged yet')}"


def _explained(answers: Answers, context: Context) -> Iterator[str]:
    if "S6c" not in listed(answers.get("path")):
        return
    names = {
        "what": "what is shared",
        "why": "why",
        "whom": "with whom",
        "if_not": "what happens if not",
        "may_refuse": "may refuse or withdraw",
    }
    said_to: dict[str, list[str]] = {}
    for row in rows_of(answers, "explained"):
        told = [words for key, words in names.items() if row.get(key) == "yes"]
        untold = [words for key, words in names.items() if row.get(key) == "no"]
        language = row.get("language")
        helped = f"; {language}" if isinstance(language, str) and language.strip() else ""
        missing = f"; not told: {', '.join(untold)}" if untold else ""
        if told or untold:
            words = (", ".join(told) or "nothing yet") + missing + helped
            said_to.setdefault(words, []).append(context.name_of(row.get("person")))
    for words, who in said_to.items():
        yield f"Told {join_names(who)}: {words}"


def weighed(answers: Answers, context: Context) -> list[str]:
    """The weigh-up with the manager, and what was said where harm was and nothing was to be shared."""
    return [*of_state("S6N", answers, context), *of_state("SH", answers, context)]


def law(answers: Answers, context: Context) -> list[str]:
    """The bases of articles 6, 9 and 10; none is said to be confirmed."""
    found = of_state("S7", answers, context, ("special",) if _none(answers.get("special")) else ())
    if found and said(answers, "basis_6") in ("", _UNSURE):
        found.append("Basis to be confirmed.")
    if not found and "S7" in listed(answers.get("path")):
        return ["Basis to be confirmed."]
    if answers.get("offences") == "no":
        found = [line for line in found if not line.startswith("Is it about crimes")]
    return found


def _none(answer: object) -> bool:
    return isinstance(answer, dict) and answer.get("none") is True


def checks(answers: Answers, context: Context) -> list[str]:
    """Each check in a word or two, what is hidden, and what was left out."""
    met = [*listed(answers.get("path")), *listed(answers.get("later_done"))]
    if "S8" not in met:
        return []
    words = {
        "yes": "yes",
        "fixed": "put right",
        "told": "unsure, they are told",
        "no": "no",
        _UNSURE: "not sure",
    }
    names = {key: label.partition(":")[0] for key, label in option_pairs(SEVEN)}
    found = []
    for row in rows_of(answers, "checks"):
        if row.get("holds"):
            note = f" ({row['note']})" if row.get("note") else ""
            name = names.get(str(row.get("id")), str(row.get("check") or ""))
            found.append(f"{name}: {words.get(str(row['holds']), '')}{note}")
    return ["; ".join(found), *of_state("S8", answers, context, ("checks",))]


def passed_on(answers: Answers, context: Context) -> list[str]:
    """Who got it, how, when and by whom; what they will do with it."""
    who = ", ".join(
        filter(None, (said(answers, key) for key in ("recipient", "recipient_role", "recipient_agency")))
    )
    rest = of_state("S9", answers, context, ("recipient", "recipient_role", "recipient_agency"))
    return [f"To: {who}", *rest] if who and rest else rest


def told(answers: Answers, context: Context) -> list[str]:
    """Each person: told before, at the time, after, will be, or why not; and what was said."""
    return of_state("S10", answers, context)


def limit_words(answers: Mapping[str, Any]) -> str:
    """The limits a decision was made under."""
    one = limits(answers)
    return f"limits: {one.consent} days after agreement, {one.no_consent} days without, advice {one.advice} working days"


def still_open(answers: Answers, context: Context) -> list[str]:
    """Advice taken or parked, what an emergency left to complete, and every "not sure"."""
    found = []
    part = FLOW.state(ADVICE).page
    rows = part.fields[0] if part else None
    scope = Scope(answers, context)
    for row in rows_of(answers, "advice"):
        if isinstance(rows, Rows) and row.get("who"):
            state = "still open" if is_open(row) else ""
            found.append("; ".join(filter(None, (_row(rows, row, scope), state))))
    left = listed(answers.get("later"))
    if left:
        found.append("Still to complete: " + "; ".join(_short(key) for key in left))
    unsure = not_sure(answers, context)
    if unsure:
        found.append("Not sure: " + "; ".join(unsure))
    return found


def _short(key: str) -> str:
    return FLOW.state(key).short or key


def not_sure(answers: Answers, context: Context) -> list[str]:
    """The questions answered "not sure", also those asked again after advice, in the order of the way."""
    found = []
    for key in listed(answers.get("path")):
        page = FLOW.state(key).page
        keys = [part.key for part in page.fields if not isinstance(part, Date)] if page else []
        if any(_doubts(answers.get(name)) for name in keys):
            found.append(_short(key))
    for row in rows_of(answers, "log"):
        values = row.get("values")
        if row.get("act") == "asked again after advice" and isinstance(values, Mapping):
            found.append(f"{_short(str(row.get('state')))} (until advice came)")
    return list(dict.fromkeys(found))


def _doubts(answer: object) -> bool:
    if isinstance(answer, list):
        return any(
            _UNSURE in [v for v in one.values() if isinstance(v, str)]
            if isinstance(one, dict)
            else one == "H6"
            for one in answer
        )
    return answer == _UNSURE
