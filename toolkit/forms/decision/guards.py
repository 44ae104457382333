"""What no decision may get round: the invariants of the wizard (section 5), each with its sentence.

`page_guards` judges one question, so that nobody goes on past it. What was shared already, before it was decided here, is
noted and not refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from toolkit.forms import dates
from toolkit.forms.conditions import Level, Problem
from toolkit.forms.decision import known
from toolkit.forms.decision.deadlines import advice_by
from toolkit.forms.decision.facts import age_of, under_13_alone
from toolkit.forms.decision.known import before, said
from toolkit.forms.decision.law import law_guards
from toolkit.forms.decision.same_person import same
from toolkit.forms.people import Context, dicts, rows_of

Guard: TypeAlias = Callable[[Mapping[str, Any], Context, str], Iterator[Problem]]


def page_guards(state: str, answers: Mapping[str, Any], context: Context, route: str) -> list[Problem]:
    """What stands in the way of going on from a state, and what is worth a warning there."""
    guard = _GUARDS.get(state)
    return list(guard(answers, context, route)) if guard else []


def authors(answers: Mapping[str, Any], context: Context) -> list[str]:
    """The names the worker goes by: as signed, and as logged when it was begun; as set in the program before that.

    A manager who has the program open under their own name to sign later is not the worker for that.
    """
    logged = [str(row.get("who") or "") for row in rows_of(answers, "log")[:1]]
    found = [said(answers, "worker_name"), *(logged or [str(context.facts.get("@author") or "")])]
    found += [str(row.get("name") or "") for row in dicts(answers.get("worker_signature"))]
    return [name for name in dict.fromkeys(found) if name.strip()]


def _not_yourself(answers: Mapping[str, Any], context: Context, path: str, name: str) -> Iterator[Problem]:
    if name and any(same(name, author) for author in authors(answers, context)):
        sentence = (
            "The manager and the worker cannot be the same person. If they are two, write both names in full."
        )
        yield Problem("I3", path, sentence, "refused")


def _start(answers: Mapping[str, Any], context: Context, route: str) -> Iterator[Problem]:
    for person in known.subjects(answers):
        if isinstance(person, dict) and set(person) - {"name", "role", "id"}:
            sentence = "Somebody who is not in the family file stands here with a name and a role only."
            yield Problem("I11", "about", sentence, "refused")
    keys = [known.key_of(person) for person in known.subjects(answers)]
    if len(keys) > len(set(keys)):
        # Each would be asked, and answer, as one person: one agreement would stand for both.
        sentence = "Somebody stands here twice. If they are two people with one name, write it so that they can be told apart."
        yield Problem("E6", "about", sentence, "refused")


def _emergency(answers: Mapping[str, Any], context: Context, route: str) -> Iterator[Problem]:
    press = known.open_press(answers)
    calls = rows_of(answers, "calls")
    before_it = press.get("calls") if press else 0
    if press and isinstance(before_it, int) and len(calls) <= before_it:
        yield Problem("E1", "calls", "Ring, then write down this call.", "missing")


def _harm_test(answers: Mapping[str, Any], context: Context, route: str) -> Iterator[Problem]:
    ticked = known.names(answers.get("harm"))
    if "H5" in ticked and len(ticked) > 1:
        sentence = "“None of these” is ticked beside others. The others count."
        yield Problem("E4", "harm", sentence, "warned")


def _who(answers: Mapping[str, Any], context: Context, route: str) -> Iterator[Problem]:
    for row in rows_of(answers, "asked"):
        age = age_of(row.get("person"), context)
        where = f"asked[{row.get('id', '')}].capacity"
        if age is not None and age < 16 and row.get("capacity") in ("adult", "young"):
            sentence = (
                f"They are {age}. Choose “under 16”, so that it is looked at whether they can decide this."
            )
            yield Problem("I10", where, sentence, "refused")
        if age is not None and age >= 16 and row.get("capacity") == "child":
            sentence = f"They are {age}. From 16 they are taken as able to decide."
            yield Problem("I10", where, sentence, "warned")
    if known.parent_missing(answers):
        sentence = "A child here cannot decide this. Add somebody with parental responsibility, or say that nobody is able to agree."
        yield Problem("E1", "asked", sentence, "missing")


def _answer(answers: Mapping[str, Any], context: Context, route: str) -> Iterator[Problem]:
    harm = known.is_harm(answers, context)
    for row in rows_of(answers, "answered"):
        where = f"answered[{row.get('id', '')}]"
        until = row.get("wait_until")
        waits = row.get("answer") == "waiting" and dates.is_day(until)
        if waits and harm and dates.last_day(str(until)) > context.now.date():
            yield Problem(
                "I12", f"{where}.wait_until", "Someone may be harmed. Wait until today, no longer.", "refused"
            )
        if row.get("answer") in (*known.AGREED, "refused", "withdrawn"):
            yield from _order(
                "asked", row.get("asked_on"), "answered", row.get("answered_on"), f"{where}.answered_on"
            )
    if under_13_alone(answers, context):
        sentence = "Only a child under 13 has agreed. Ask your manager, and somebody with parental responsibility where it is safe."
        yield Problem("I10", "under_13_view", sentence, "warned")
        yield from _not_yourself(answers, context, "under_13_with", said(answers, "under_13_with"))


def _order(
    first: str, earlier: object, second: str, later: object, path: str, level: Level = "refused"
) -> Iterator[Problem]:
    """I12: one moment may not come before another; the sentence names both."""
    if before(later, earlier):
        sentence = f"It was {second} on {dates.show(later)}, before it was {first} on {dates.show(earlier)}. Check both."
        yield Problem("I12", path, sentence, level)


def _weigh(answers: Mapping[str, Any], context: Context, route: str) -> Iterator[Problem]:
    weigh, harm = answers.get("weigh"), known.is_harm(answers, context)
    if weigh in known.DECIDED:
        yield from _not_yourself(answers, context, "weigh_with", said(answers, "weigh_with"))
        if "S6d" in known.names(answers.get("path")):
            for row in rows_of(answers, "answered"):
                if row.get("answer") in (*known.AGREED, "refused", "withdrawn"):
                    level: Level = "warned" if known.is_retro(answers) else "refused"
                    yield from _order(
                        "answered",
                        row.get("answered_on"),
                        "decided",
                        answers.get("weigh_on"),
                        "weigh_on",
                        level,
                    )
    if weigh == "refer_anyway" and not harm:
        sentence = "Referring against a manager's no is for where someone may be seriously harmed. If so, tick it in the question about harm."
        yield Problem("I3", "weigh", sentence, "refused")
    if weigh == "share" and not harm and answers.get("weigh_interest") == "no":
        sentence = "You wrote that the public interest in sharing is not greater. Without harm and without agreement, that means: do not share."
        yield Problem("I1", "weigh", sentence, "refused")


def _still(answers: Mapping[str, Any], context: Context, route: str) -> Iterator[Problem]:
    if answers.get("still") == "keep":
        yield from _not_yourself(answers, context, "still_with", said(answers, "still_with"))


def _nothing_listed(answers: Mapping[str, Any]) -> Iterator[Problem]:
    if not known.has_items(answers):
        sentence = "Nothing is listed to be shared. Write what exactly, one thing in each line."
        yield Problem("I7", "items", sentence, "missing", "S0W", "What exactly")


def _checks(answers: Mapping[str, Any], context: Context, route: str) -> Iterator[Problem]:
    yield from _nothing_listed(answers)
    harm = known.is_harm(answers, context)
    for row in rows_of(answers, "checks"):
        where = f"checks[{row.get('id', '')}].holds"
        if row.get("holds") == "told" and row.get("id") != "accurate" and not harm:
            sentence = "Only “accurate” may be left unsure, with the recipient told. Here choose yes, put right, no or not sure."
            yield Problem("S8", where, sentence, "refused")
        if row.get("id") == "proportionate" and row.get("holds") == "yes" and known.whole_file(answers):
            sentence = "A whole file is seldom in proportion. Say in the reasons why it is here."
            yield Problem("I8", where, sentence, "warned")


def _pass_on(answers: Mapping[str, Any], context: Context, route: str) -> Iterator[Problem]:
    retro = known.is_retro(answers)
    noted: Level = "warned" if retro else "refused"
    sent = answers.get("sent")
    if route == "ANON":
        yield from _nothing_listed(answers)
    elif known.asker_unchecked(answers) and sent == "sent":
        sentence = (
            "Who asks has not been checked. Ring back on the area's number for them before anything goes."
        )
        yield Problem("I5", "asker_checked", sentence, noted, "S0", "How you know it is really them")
    if known.unlisted(answers):
        sentence = "Ordinary email, text and social apps are not safe ways. Ring back, or use secure email, the portal, recorded post or in person."
        yield Problem("I6", "method", sentence, noted)
    if sent == "withdrawn" and "S6d" not in known.names(answers.get("path")):
        sentence = "Nobody was asked for agreement here, so there is none to take back. Choose “no longer needed” instead."
        yield Problem("I4", "sent", sentence, "refused")
    if sent == "sent":
        yield from _sent(answers, context, route, noted)


def _sent(answers: Mapping[str, Any], context: Context, route: str, noted: Level) -> Iterator[Problem]:
    sent = answers.get("sent_on")
    if answers.get("recipient_checked") == "no":
        sentence = "It went to somebody not checked, or not in private. That is written on the record. Tell your data protection lead."
        yield Problem("I5", "recipient_checked", sentence, "warned")
    late = known.late_agreement(answers) if "S6d" in known.names(answers.get("path")) else ""
    if late and route == "CONSENT":
        sentence = (
            f"They agreed on {dates.show(late)}, after it was sent on {dates.show(sent)}. "
            "Press “I have already shared this”: it is then weighed up without agreement."
        )
        yield Problem("I4", "sent_on", sentence, "refused")
        return
    decided = known.typed_decision(answers)
    if decided is not None:
        yield from _order("decided", decided.strftime("%Y-%m-%dT%H:%M"), "sent", sent, "sent_on", noted)
    elif dates.is_day(answers.get("route_on")):
        # The program's own stamp is when it was keyed in: only an earlier day breaks the order.
        stamp = str(answers["route_on"]).partition("T")[0]
        yield from _order("decided", stamp, "sent", sent, "sent_on", noted)


def _tell(answers: Mapping[str, Any], context: Context, route: str) -> Iterator[Problem]:
    if route in ("EM",) or answers.get("sent") != "sent":
        return
    sent = answers.get("sent_on")
    for row in rows_of(answers, "told"):
        where = f"told[{row.get('id', '')}].told_on"
        if row.get("when_told") == "after":
            yield from _order("sent", sent, "told", row.get("told_on"), where)
        if row.get("when_told") == "before":
            yield from _order("told", row.get("told_on"), "sent", sent, where)


def _finish(answers: Mapping[str, Any], context: Context, route: str) -> Iterator[Problem]:
    yield from signing(answers, context)


def signing(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    """I3 at the signatures: two people, and the worker enters what the manager said."""
    yield from _not_yourself(answers, context, "manager_name", said(answers, "manager_name"))
    for row in dicts(answers.get("manager_signature")):
        where = f"manager_signature[{row.get('id', '')}].name"
        yield from _not_yourself(answers, context, where, str(row.get("name") or ""))
    if answers.get("manager_word") == "as_told" and same(
        said(answers, "manager_entered_by"), said(answers, "manager_name")
    ):
        sentence = "A manager's word as told is entered by the worker. If the manager is here, let them sign."
        yield Problem("I3", "manager_entered_by", sentence, "refused")


def _advice(answers: Mapping[str, Any], context: Context, route: str) -> Iterator[Problem]:
    for row in rows_of(answers, "advice"):
        asked, review = row.get("asked_on"), row.get("review")
        if row.get("used") == "yes" or not dates.is_day(asked) or not dates.is_day(review):
            continue
        last = advice_by(answers, context, dates.last_day(str(asked)), str(row.get("state") or ""))
        if dates.first_day(str(review)) > last:
            sentence = f"Look again by {dates.show(last)} at the latest."
            yield Problem("I12", f"advice[{row.get('id', '')}].review", sentence, "refused")


_GUARDS: Mapping[str, Guard] = {
    "S0": _start,
    "EM": _emergency,
    "S2": _harm_test,
    "S6b": _who,
    "S6d": _answer,
    "S6N": _weigh,
    "SH": _still,
    "S7": law_guards,
    "S8": _checks,
    "S9": _pass_on,
    "S10": _tell,
    "S11": _finish,
    "ADV": _advice,
}
