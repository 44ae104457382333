"""What the program fills in when a question is reached: a row for each person, and what it knows already.

A worker may change or take away whatever was filled in: it is filled in once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.forms.decision.facts import age_of
from toolkit.forms.decision.known import (
    answerers,
    child_harm,
    emergency,
    is_harm,
    is_retro,
    key_of,
    said,
    subjects,
    ticks,
    unable_children,
    whole_file,
)
from toolkit.forms.decision.same_person import bare
from toolkit.forms.people import Answers, Context, PersonRef, rows_of

YOUNGEST_ASKED = 12
"""Children from this age get "under 16" filled in; of younger ones it is left open who is asked."""


MAY_ANSWER = {"mother", "father", "carer", "non_resident_parent"}
"""Roles of adults who may answer for a child, where the file does not say yet who holds parental responsibility."""


def listed(answer: object) -> list[str]:
    """The words of a list answer; anything else counts as none."""
    return [str(one) for one in answer] if isinstance(answer, list) else []


def seeded(answers: Answers, context: Context) -> Answers:
    """The answers with a row for each person the question being asked is about, and with what is known already."""
    at = answers.get("at")
    match at:
        case "S2":
            if is_harm(answers, context) or "H6" in ticks(answers):
                _once(answers, "harm_dt", _now(context))
        case "S2R":
            if answers.get("harm_again"):
                _once(answers, "harm_again_dt", _now(context))
        case "S6":
            _rows_for(answers, "ask", subjects(answers), _presets(answers, context), only=True)
        case "S6b":
            _who(answers, context)
        case "S6g":
            _gillick(answers, context)
        case "S6c":
            _rows_for(answers, "explained", answerers(answers), only=True)
        case "S6d":
            _rows_for(answers, "answered", answerers(answers), only=True)
        case "S6N":
            if answers.get("weigh") in ("share", "not_share", "refer_anyway"):
                _once(answers, "weigh_on", _now(context))
        case "SH":
            if answers.get("weigh") == "not_share":
                _once(answers, "still_with", said(answers, "weigh_with"))
                _once(answers, "still_manager", said(answers, "weigh_manager_reason"))
        case "S8":
            _checks(answers)
        case "S9":
            _pass_on(answers, context)
        case "S10":
            _told(answers, context)
        case "S11" | "END":
            _names(answers, context)
    if emergency(answers):
        _seed_later(answers, context)
    return answers


def _seed_later(answers: Answers, context: Context) -> None:
    """A row for each person in what an emergency left to complete, the questions on agreement with it."""
    later = listed(answers.get("later"))
    if "S6" in later:
        # Nothing is ticked beforehand here: it would look answered when nobody had answered it.
        _rows_for(answers, "ask", subjects(answers), only=True)
    if "S6b" in later:
        _who(answers, context)
    if "S6g" in later:
        _gillick(answers, context)
    if "S6c" in later:
        _rows_for(answers, "explained", answerers(answers), only=True)
    if "S6d" in later:
        _rows_for(answers, "answered", answerers(answers), only=True)


def _now(context: Context) -> str:
    return context.now.strftime("%Y-%m-%dT%H:%M")


def _once(answers: Answers, key: str, value: object) -> None:
    filled = listed(answers.get("filled"))
    if value and key not in filled and not answers.get(key):
        answers[key] = value
        answers["filled"] = [*filled, key]


PRESET: dict[str, Any] = {"safe": "no", "reasons": ["X6"]}
"""What stands beforehand for each person where a child may be harmed: we would share whatever the answer."""


def _presets(answers: Mapping[str, Any], context: Context) -> dict[str, Any]:
    # A child at risk of harm: we would share whatever the answer. The worker may take the tick away.
    return dict(PRESET) if child_harm(answers, context) else {}


def _who(answers: Answers, context: Context) -> None:
    """Who is asked, in the order in which they can agree: for a young child those who answer for it, before everyone else."""
    asking = rows_of(answers, "ask")
    safe = [r.get("person") for r in asking if r.get("safe") == "yes"]
    not_safe = {key_of(r.get("person")) for r in asking if r.get("safe") != "yes"}
    _keep_aside(answers, {key_of(r.get("person")) for r in asking if r.get("safe") in ("no", "not_sure")})
    unable = unable_children(answers)
    _speakers(answers, [p for p in safe if key_of(p) in unable or is_young(p, context)], not_safe, context)
    spoken_for = {key_of(p) for row in rows_of(answers, "asked") for p in _people(row.get("for_whom"))}
    wanted = [person for person in safe if key_of(person) not in spoken_for]
    _once_for_each(answers, "asked", wanted, lambda person: _capacity(person, context))


def _keep_aside(answers: Answers, not_safe: set[str]) -> None:
    """Takes those found not safe to ask after all from among those asked; said to be safe again, they come back as they were."""
    rows = [*rows_of(answers, "asked"), *rows_of(answers, "asked_aside")]
    away = [row for row in rows if key_of(row.get("person")) in not_safe]
    if away or answers.get("asked_aside"):
        answers |= {"asked": [row for row in rows if row not in away], "asked_aside": away}


def is_young(person: object, context: Context) -> bool:
    """Whether somebody is a child too young to be asked alone; an unborn baby is, one of unknown age is not."""
    ref = context.person(person) if isinstance(person, str) else None
    if ref is None or ref.group != "child":
        return False
    age = age_of(person, context)
    return ref.unborn if age is None else age < YOUNGEST_ASKED


def speakers(child: object, context: Context, *, safe: bool) -> list[tuple[PersonRef, str]]:
    """Each adult who answers for a child, and how that is known; with `safe` nobody who may pose a risk.

    Where the family file says nothing yet of who does, its parents and carers stand there, and the worker says which; not one
    of whom it says that they do not.
    """
    adults = [p for p in context.people if p.group == "adult" and p.living]
    found = [(one, known) for one in adults for whom, known in one.answers_for if whom == child]
    unsaid = (one for one in adults if MAY_ANSWER & set(one.roles) and child not in one.answers_not_for)
    found = found or [(one, "") for one in unsaid]
    return [(one, known) for one, known in found if not (safe and one.risk)]


def _speakers(answers: Answers, children: list[object], not_safe: set[str], context: Context) -> None:
    """A row for each adult who answers for these children, as far as the family file knows one; each filled in once.

    Nobody of whom the worker has not said that asking them is safe, whatever the file says.
    """
    rows, filled = rows_of(answers, "asked"), listed(answers.get("filled"))
    for child in children:
        for adult, known in speakers(child, context, safe=True):
            name = f"asked-{adult.id}-for-{key_of(child)}"
            if name in filled or adult.id in not_safe:
                continue
            filled.append(name)
            row = next((r for r in rows if key_of(r.get("person")) == adult.id), None)
            if row is None:
                row = {"id": f"asked-{adult.id}", "person": adult.id}
                row |= {"capacity": "parent", "pr_evidence": known} if known else {}
                rows.append(row)
            if row.get("capacity") in ("parent", None):
                row["for_whom"] = [*_people(row.get("for_whom")), child]
    if rows:
        answers |= {"asked": rows, "filled": filled}


def _told(answers: Answers, context: Context) -> None:
    """Whom it is told: each whose information it is; for a young child those who answer for it, one who may pose a risk too."""
    people: list[object] = []
    for person in subjects(answers):
        if not is_young(person, context):
            people.append(person)
            continue
        asked = [r.get("person") for r in rows_of(answers, "asked") if person in _people(r.get("for_whom"))]
        people += [*(adult.id for adult, _ in speakers(person, context, safe=False)), *asked] or [person]
    _once_for_each(answers, "told", people)


def _people(answer: object) -> list[object]:
    return answer if isinstance(answer, list) else []


def _capacity(person: object, context: Context) -> dict[str, str]:
    age = age_of(person, context)
    if age is None or age < YOUNGEST_ASKED:
        return {}
    return {"capacity": "child" if age < 16 else "young" if age < 18 else "adult"}


def _gillick(answers: Answers, context: Context) -> None:
    children = [r.get("person") for r in rows_of(answers, "asked") if r.get("capacity") == "child"]
    _rows_for(answers, "gillick", children)
    rows = rows_of(answers, "gillick")
    for n, row in enumerate(rows):
        age = age_of(row.get("person"), context)
        if age is not None and not row.get("age"):
            rows[n] = {**row, "age": "under_13" if age < 13 else "from_13"}
    if rows:
        answers["gillick"] = rows


def _checks(answers: Answers) -> None:
    limits = [
        str(r.get("limits") or "").strip()
        for r in rows_of(answers, "answered")
        if r.get("answer") == "limits"
    ]
    _once(answers, "withheld", "\n".join(filter(None, limits)))
    rows = rows_of(answers, "checks")
    held = next((row for row in rows if row.get("id") == "proportionate"), None)
    if whole_file(answers) and not (held and held.get("holds")):
        filled = listed(answers.get("filled"))
        if "proportionate" not in filled:
            others = [row for row in rows if row.get("id") != "proportionate"]
            answers["checks"] = [*others, {**(held or {"id": "proportionate"}), "holds": "no"}]
            answers["filled"] = [*filled, "proportionate"]


def _pass_on(answers: Answers, context: Context) -> None:
    if is_retro(answers):
        _once(answers, "sent", "sent")
        _once(answers, "sent_on", answers.get("retro_when"))
    if answers.get("sent") == "sent":
        _once(answers, "sent_on", _now(context))
        _once(answers, "sent_by", str(context.facts.get("@author") or ""))


def _names(answers: Answers, context: Context) -> None:
    _once(answers, "worker_name", str(context.facts.get("@author") or ""))
    path = listed(answers.get("path"))
    manager = said(answers, "still_with") if "SH" in path else ""
    manager = manager or (said(answers, "weigh_with") if "S6N" in path else "")
    _once(answers, "manager_name", bare(manager))
    if answers.get("manager_word") == "as_told":
        _once(answers, "manager_entered_by", said(answers, "worker_name"))


def _once_for_each(answers: Answers, key: str, people: list[object], preset: Any = None) -> None:
    """A row for each person, made once: a row taken away does not come back by itself."""
    rows, filled = rows_of(answers, key), listed(answers.get("filled"))
    have = {key_of(row.get("person")) for row in rows}
    for person in people:
        name = f"{key}-{key_of(person)}"
        if key_of(person) not in have and name not in filled:
            rows.append({"id": name, "person": person, **(preset(person) if preset else {})})
            filled.append(name)
            have.add(key_of(person))
    if rows:
        answers |= {key: rows, "filled": filled}


def _rows_for(
    answers: Answers,
    key: str,
    people: list[object],
    preset: dict[str, Any] | None = None,
    only: bool = False,
) -> None:
    """A row for each person. With `only`, rows of others are kept aside, and come back with them."""
    rows, aside = rows_of(answers, key), rows_of(answers, f"{key}_aside")
    wanted = {key_of(person) for person in people}
    if only:
        away = [r for r in rows if key_of(r.get("person")) not in wanted]
        rows = [r for r in rows if key_of(r.get("person")) in wanted]
        kept = {key_of(r.get("person")): r for r in [*aside, *away]}
    else:
        kept = {}
    have = {key_of(row.get("person")) for row in rows}
    for person in people:
        if key_of(person) not in have:
            row = kept.pop(key_of(person), None)
            rows.append(row or {"id": f"{key}-{key_of(person)}", "person": person, **(preset or {})})
            have.add(key_of(person))
    if kept:
        answers[f"{key}_aside"] = list(kept.values())
    elif f"{key}_aside" in answers:
        del answers[f"{key}_aside"]
    if rows or key in answers:
        answers[key] = rows
