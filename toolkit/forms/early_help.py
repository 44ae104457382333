"""What the early help records take over from earlier ones: each thing once, and with the record and day it comes from.

A restricted record gives nothing on: what some people must not see would be in a paper for the whole family.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.from_family import filled, text
from toolkit.forms.people import Answers, Context, Earlier, PersonRef, dicts, rows_of
from toolkit.forms.vocabulary import is_empty, is_special, option_pairs, opts

CHECK, ASSESSMENT, MEETING = "eh_check", "eha", "taf"
MAP, VOICE, LEVEL = "safety_map", "voice", "threshold_view"
BEGUN_FROM = (CHECK, ASSESSMENT, MEETING, MAP, VOICE, LEVEL)
"""Forms whose finished records the three early help records begin from."""
HARM_ANSWERS = ("yes", "not_known")
"""Answers to "is there a worry about harm?" that lead to the harm route at once."""
PROGRESS = opts(new="New", done="Done", on_track="On the way", stuck="Stuck", dropped="No longer needed")
OVER = ("done", "dropped")
"""What is done or no longer needed is not carried to the next meeting, and is not due."""
_STATES = dict(option_pairs(PROGRESS))


def open_ones(context: Context) -> Iterator[Earlier]:
    """The earlier records that may be taken from, newest first: no restricted one, and no offer that was declined."""
    for one in context.earlier:
        if one.answers.get("restriction") != "restricted" and one.answers.get("becomes") != "declined":
            yield one


def newest(context: Context, *forms: str, about: str = "") -> Earlier | None:
    """The newest of these forms, about one child where one is given; None where there is none."""
    for one in open_ones(context):
        about_whom = one.answers.get("about")
        if one.form_id in forms and (not about or (isinstance(about_whom, list) and about in about_whom)):
            return one
    return None


def named(one: Earlier) -> str:
    """Which record of which day: "Three-column map, 3 September 2026"."""
    return ", ".join(part for part in (one.title, dates.show(one.event.partition("T")[0])) if part)


# The map


def map_of(context: Context) -> Answers:
    """The newest finished map as it stands, with its numbers of that day; without one, the area's order and scale."""
    facts = context.facts
    one = newest(context, MAP)
    if one is None:
        low, high = facts.get("@scale_low", ""), facts.get("@scale_high", "")
        scale = {"low": low, "high": high, "rows": []} if low and high else None
        return filled({"order": facts.get("@map_order", ""), "scale": scale})
    day = one.event.partition("T")[0]
    found: Answers = {
        "map_from": named(one),
        "order": facts.get("@map_order") or one.answers.get("order"),
        "map": [dict(point) for point in dicts(one.answers.get("map"))],
    }
    if isinstance(scale := one.answers.get("scale"), Mapping):
        rows = [{**row, "date": row.get("date") or day} for row in dicts(scale.get("rows"))]
        found["scale"] = {"low": scale.get("low", ""), "high": scale.get("high", ""), "rows": rows}
    return filled(found)


def anchors(context: Context) -> Answers | None:
    """The words at the ends of the scale as they were last used, without numbers: those are asked anew."""
    last = newest(context, MEETING, ASSESSMENT, MAP)
    held = last.answers.get("scale") if last else None
    if isinstance(held, Mapping) and held.get("low") and held.get("high"):
        return {"low": held["low"], "high": held["high"], "rows": []}
    low, high = context.facts.get("@scale_low", ""), context.facts.get("@scale_high", "")
    return {"low": low, "high": high, "rows": []} if low and high else None


# What each person said


def views(people: list[PersonRef], context: Context, since: str = "") -> list[dict[str, Any]]:
    """A row a person: what they said last on record, and in which record; nothing beside those who said nothing.

    `since` is ISO text: what was said up to then was at an earlier meeting already.
    """
    return [
        filled({"id": one.id, "person": one.id, **_last_words(one.id, context, since)})
        for one in people
        if not one.unborn
    ]


def _last_words(person: str, context: Context, since: str) -> Answers:
    # A child's own record comes before a line on a map; among the others the newest.
    ordered = sorted(open_ones(context), key=lambda one: one.form_id == MAP)
    for one in ordered:
        if one.event > since and (words := said_in(one, person)):
            sharing = one.answers.get("sharing") if one.form_id == VOICE else None
            return {
                "words": words,
                "from_record": named(one),
                "sharing": sharing if isinstance(sharing, str) else "",
            }
    return {}


def said_in(one: Earlier, person: str) -> str:
    """What one person says in an earlier record, as it was written there; nothing when it has no word of theirs."""
    match one.form_id:
        case "voice":
            about = one.answers.get("about")
            return "\n".join(_voice(one.answers)) if isinstance(about, list) and person in about else ""
        case "safety_map":
            rows, who, key = rows_of(one.answers, "ideas"), "who", "ideas"
        case "eha" | "taf":
            rows = [*rows_of(one.answers, "child_views"), *rows_of(one.answers, "parent_views")]
            who, key = "person", "words"
        case _:
            return ""
    return "\n".join(text(row, key) for row in rows if row.get(who) == person and text(row, key))


_VOICE = (
    ("observed", "Seen"),
    ("worries", "House of worries"),
    ("good", "House of good things"),
    ("dreams", "House of dreams"),
    ("wants", "Wants to happen"),
    ("must_not", "Must not happen"),
)


def _voice(answers: Mapping[str, Any]) -> Iterator[str]:
    """Words as they were said, in quote marks; then what was seen, the houses, the wishes and the child's number."""
    quotes = answers.get("quotes")
    if is_special(quotes) and isinstance(quotes, dict) and quotes.get("none") is True:
        yield "Did not want to say anything."
    for row in rows_of(answers, "quotes"):
        if words := text(row, "words"):
            yield f"“{words.strip('“”')}”" + (f" ({about})" if (about := text(row, "about")) else "")
    for key, label in _VOICE:
        if words := text(answers, key):
            yield f"{label}: {words}"
    number = answers.get("number")
    if isinstance(number, int) and not isinstance(number, bool):
        why = text(answers, "number_why")
        yield f"Own number, 0 to 10: {number}" + (f", {why}" if why else "")


# The plan


def plan_record(context: Context, previous: Mapping[str, Any] | None) -> Earlier | None:
    """The record in which the plan stands as it is now: the last meeting, or an assessment made after it."""
    found = [one for one in open_ones(context) if one.form_id in (ASSESSMENT, MEETING)]
    if previous and previous.get("becomes") != "declined":
        found.append(Earlier(MEETING, str(previous.get("event") or ""), previous))
    return max(found, key=lambda one: one.event, default=None)


def plan_now(context: Context, previous: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Each part of the plan that still goes on, and each step of the last meeting that is not done, for a new record.

    What was said of it the last time stands beside it with its day; how it goes now is asked anew.
    """
    one = plan_record(context, previous)
    if one is None:
        return []
    day = dates.show(one.event.partition("T")[0])
    rows = [_carried(row, day) for row in rows_of(one.answers, "plan") if row.get("progress") not in OVER]
    steps = [
        filled(
            {
                "id": f"step-{row.get('id', '')}",
                "action": row.get("what"),
                "who": row.get("who"),
                "by": row.get("by_when"),
            }
        )
        for row in rows_of(one.answers, "actions")
        if not is_empty(row.get("what")) and is_empty(row.get("done"))
    ]
    return [row for row in (*rows, *steps) if row.get("action") or row.get("outcome")]


def _carried(row: Mapping[str, Any], day: str) -> dict[str, Any]:
    kept = {key: row.get(key) for key in ("id", "outcome", "action", "who", "by", "know")}
    state, note = str(row.get("progress") or ""), text(row, "note")
    last = ". ".join(part.rstrip(".") for part in (_STATES.get(state, ""), note) if part)
    if last:
        kept["last_note"] = f"{day}: {last}" if day else last
    if state == "stuck":
        kept["stuck_times"] = str(stuck_times(row) + 1)
    return filled(kept)


def stuck_times(row: Mapping[str, Any]) -> int:
    """For how many reviews a part has been stuck, this one counted."""
    words = str(row.get("stuck_times") or "").strip()
    return int(words) if words.isdigit() else 1


def plan_title(row: Mapping[str, Any]) -> str:
    """What a part of a plan is called in a list: what is done, or else what will be better."""
    return text(row, "action") or text(row, "outcome")
