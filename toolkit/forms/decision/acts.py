"""What a worker does with a decision beside answering: goes on, goes back, presses an alarm, closes advice, thinks again.

Each act takes answers and gives new ones, settled. Nothing that was said is thrown away: what an act takes back stands in
the `log`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.forms.decision.engine import asking_state, completed, settle, stand
from toolkit.forms.decision.known import in_danger, is_harm, is_open, open_press
from toolkit.forms.decision.pages_start import NOT_SURE
from toolkit.forms.decision.states import FLOW
from toolkit.forms.people import Answers, Context, rows_of

_ASKS_ADVICE = {NOT_SURE, "advice", "not_reached"}


def _stamp(context: Context) -> str:
    return context.now.strftime("%Y-%m-%dT%H:%M")


def logged(
    answers: Mapping[str, Any], context: Context, who: str, state: str, act: str, note: str = ""
) -> Answers:
    """The answers with one more row in the log of the decision, holding the answers of that state as they were."""
    page = FLOW.state(state).page
    values = {part.key: answers[part.key] for part in page.fields if part.key in answers} if page else {}
    row = {"state": state, "act": act, "when": _stamp(context), "who": who, "note": note, "values": values}
    return {**answers, "log": [*rows_of(answers, "log"), row]}


def begun(settings: Mapping[str, str], context: Context, about: list[object]) -> Answers:
    """A new decision under the settings of today, about the people given."""
    first: Answers = (
        {**settings, "event": _stamp(context), "about": about}
        if about
        else {**settings, "event": _stamp(context)}
    )
    return settle(first, context)


def changed(before: Mapping[str, Any], after: Mapping[str, Any], context: Context) -> Answers:
    """The answers after typing. Where an answered question was changed, those answered after it are to be checked again."""
    touched = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    old = stand(before, context)
    kept = dict(after)
    first = next(
        (
            n
            for n, key in enumerate(old.passed)
            if touched & _keys(key) and key not in (before.get("again") or [])
        ),
        None,
    )
    if first is not None:
        later = [key for key in old.passed[first + 1 :] if key != "EM"]
        kept["again"] = list(dict.fromkeys([*(kept.get("again") or []), *later]))
    return settle(kept, context)


def _keys(state: str) -> set[str]:
    page = FLOW.state(state).page
    return {part.key for part in page.fields} if page else set()


def gone_on(answers: Mapping[str, Any], context: Context, who: str, state: str) -> Answers:
    """The answers after "Next question": logged, and the question no longer to be checked again."""
    kept = logged(answers, context, who, state, "answered")
    kept["again"] = [key for key in kept.get("again") or [] if key != state]
    kept["gone"] = list(dict.fromkeys([*(kept.get("gone") or []), state]))
    if state == "EM" and completed("EM", kept, context):
        if open_press(kept) is not None:
            # Who was told and what was signed before this call did not know of it.
            signed = [key for key in ("S10", "S11") if key in kept["gone"]]
            kept["again"] = list(dict.fromkeys([*kept["again"], *signed]))
        kept["presses"] = [
            {**r, "result": "rung"} if not r.get("result") else r for r in rows_of(kept, "presses")
        ]
    return settle(kept, context)


def pressed(answers: Mapping[str, Any], context: Context, who: str, kind: str) -> Answers:
    """The answers after "Child in danger now" (`danger`) or "Ring now" (`ring`): the emergency comes first."""
    rows = rows_of(answers, "presses")
    row = {
        "id": f"press-{len(rows) + 1}",
        "kind": kind,
        "when": _stamp(context),
        "from": str(answers.get("at") or "S0"),
        "who": who,
        "calls": len(rows_of(answers, "calls")),
        "rung_before": "EM" in (answers.get("gone") or [])
        or bool((open_press(answers) or {}).get("rung_before")),
    }
    return settle({**answers, "presses": [*rows, row]}, context)


def taken_back(answers: Mapping[str, Any], context: Context, who: str, reason: str) -> Answers:
    """The answers after an emergency pressed by mistake, or over before anyone was rung; the press stays in the log.

    Raises ValueError when no reason is given, or when somebody was rung already: the screen asks and offers accordingly.
    """
    if not reason.strip():
        raise ValueError("a reason is needed")
    if not can_take_back(answers):
        raise ValueError("somebody was rung")
    kept = logged(answers, context, who, "S1", "taken back", reason)
    kept["presses"] = [
        {**r, "result": "mistake", "reason": reason} if not r.get("result") else r
        for r in rows_of(kept, "presses")
    ]
    if (press := open_press(answers)) is not None:
        if press.get("rung_before"):
            # An earlier emergency was rung and written down: taking this press back leaves that as it was.
            kept["gone"] = list(dict.fromkeys([*(kept.get("gone") or []), "EM"]))
    else:
        kept["danger"] = "no"
        kept.pop("danger_after", None)
    return settle(kept, context)


def can_take_back(answers: Mapping[str, Any]) -> bool:
    """Whether an emergency may still be taken back: nobody was rung for it yet."""
    if open_press(answers) is not None:
        return True
    return in_danger(answers) and "EM" not in (answers.get("gone") or [])


def put_right(answers: Mapping[str, Any], context: Context, who: str, key: str, value: object) -> Answers:
    """The answers with an earlier one put right from where the worker stands: what is shared, or how an asker was checked.

    Only the seven checks are to be looked at again, when it is what is shared. Raises ValueError for any other key.
    """
    if key not in ("items", "asker", "asker_checked"):
        raise ValueError("not to be put right from here")
    kept = logged(answers, context, who, "S0W" if key == "items" else "S0", "put right")
    kept[key] = value
    if key == "items" and "S8" in (kept.get("gone") or []):
        kept["again"] = list(dict.fromkeys([*(kept.get("again") or []), "S8"]))
    return settle(kept, context)


def shared_already(
    answers: Mapping[str, Any], context: Context, who: str, *, when: str, what: str, whom: str, how: str
) -> Answers:
    """The answers after "I have already shared this": the rest is walked for the record."""
    kept = logged(answers, context, who, str(answers.get("at") or "S0"), "shared already")
    kept |= {"retro": "yes", "retro_when": when, "retro_what": what, "retro_whom": whom, "retro_how": how}
    if kept.get("sent") != "sent":
        kept.pop("sent", None)
    return settle(kept, context)


def advice_closed(answers: Mapping[str, Any], context: Context, who: str) -> Answers:
    """The answers after the open advice was given a result: the question that asked is asked again, its "not sure" logged."""
    state = asking_state(answers)
    asked = [r for r in rows_of(answers, "advice") if r.get("state") == state and r.get("used") != "yes"]
    if not asked or any(is_open(row) for row in asked):
        return settle(answers, context)
    kept = logged(answers, context, who, state, "asked again after advice")
    kept["advice"] = [{**r, "used": "yes"} if r in asked else r for r in rows_of(kept, "advice")]
    if not (state in ("S2", "S2R") and is_harm(kept, context)):
        # The question is asked again, even where what is left of its answer would do.
        kept["gone"] = [key for key in kept.get("gone") or [] if key != state]
    page = FLOW.state(state).page
    settled = all(row.get("result") == "answered" for row in asked)
    for part in page.fields if page else ():
        kept = _without_doubt(kept, part.key, settled)
    return settle(kept, context)


def _without_doubt(answers: Answers, key: str, settled: bool) -> Answers:
    value = answers.get(key)
    if key in ("harm", "harm_again") and isinstance(value, list):
        # A doubt about harm that advice did not settle stays ticked: it counts as harm.
        answers[key] = [tick for tick in value if tick != "H6"] if settled else value
    elif isinstance(value, str) and value in _ASKS_ADVICE:
        answers.pop(key)
    elif isinstance(value, list):
        answers[key] = [
            {k: v for k, v in row.items() if v != NOT_SURE} if isinstance(row, dict) else row for row in value
        ]
    return answers


CARRIED = ("trigger", "about", "asker", "asker_checked", "items", "to_whom", "what_for")


def reconsidered(
    old: Mapping[str, Any], old_id: str, settings: Mapping[str, str], context: Context, new_facts: str
) -> Answers:
    """First answers of a new decision after new information; the old record stays as it is. It begins at the harm test.

    Settings are those of today: a decision made under old rules is thought through again under the current ones.
    """
    first: Answers = {key: old[key] for key in CARRIED if key in old}
    first |= {**settings, "event": _stamp(context), "reconsiders": old_id, "new_information": new_facts}
    first |= {"danger": "no"} | ({"was_sent": "yes"} if old.get("sent") == "sent" else {})
    first["gone"] = ["S0", "S0W", "S1"]
    return settle(first, context)
