"""What the records of a family say about themselves, for a case self-audit: an answer with what shows it, where they know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from toolkit.forms import dates
from toolkit.forms.case_audit_checks import FACT, PICTURE
from toolkit.forms.people import PersonRef, join_names, rows_of
from toolkit.forms.vocabulary import is_empty, is_special
from toolkit.practice.attention import Attention, Past, attention, since_words

PROVED = ("original", "copy")
TOOLS = (
    "safety_map",
    "voice",
    "genogram",
    "chronology",
    "network",
    "eha",
    "measures",
    "injury",
    "threshold_view",
)


@dataclass(frozen=True)
class Kept:
    """A finished or living record of the family as the audit reads it."""

    form_id: str
    title: str
    event: str
    answers: Mapping[str, Any]


def audit_facts(
    family: Mapping[str, Any],
    people: Sequence[PersonRef],
    records: Iterable[Kept],
    today: date,
    late: Sequence[str] = (),
) -> dict[str, str]:
    """Facts by name, one a statement the records can answer, and the picture of today.

    `late` are the words of what is overdue.
    """
    kept = list(records)
    notes = [Past(one.event, one.answers) for one in kept if one.form_id == "case_note"]
    seen = attention(people, notes, today, rows_of(family, "relations"))
    children = [one for one in seen.values() if one.person.group == "child" and one.applies]
    born = [one for one in children if not one.person.unborn]
    found = {
        "voice": _voice(born),
        "day": _days(born, kept),
        "adults": _adults(family, people),
        "men": _men(family, people),
        "pr": _proof(family),
        "history": _history(kept),
        "tools": _tools(kept),
        "agencies": _agencies(kept),
        "minutes": _minutes(kept),
        "escalation": _differences(kept),
        "culture": _culture(family, children),
        "advocacy": _advocates(family),
        "transfer": _ending(kept),
    }
    facts = {f"{FACT}{key}": f"{holds}\n{shown}" for key, (holds, shown) in found.items() if holds}
    return {**facts, PICTURE: "\n".join(_picture(family, born, late))}


def _share(done: int, of: int, words: str) -> tuple[str, str]:
    if not of:
        return "", ""
    return ("yes" if done == of else "partly" if done else "no"), f"{done} of {of} {words}."


def _voice(children: list[Attention]) -> tuple[str, str]:
    holds, _ = _share(sum(one.voice is not None for one in children), len(children), "")
    lines = [f"{one.person.name}: heard {since_words(one.voice).lower()}" for one in children]
    return holds, "; ".join(lines) + "." if lines else ""


def _days(children: list[Attention], kept: list[Kept]) -> tuple[str, str]:
    """A sheet of the child's own words tells of the child's day."""
    told = {child for one in kept if one.form_id == "voice" for child in _about(one)}
    with_sheet = [one.person.name for one in children if one.person.id in told]
    if not with_sheet:
        return "", ""
    return _share(
        len(with_sheet), len(children), f"children have a sheet of their own: {join_names(with_sheet)}"
    )


def _about(one: Kept) -> list[str]:
    about = one.answers.get("about")
    return [str(child) for child in about] if isinstance(about, list) else []


def _adults(family: Mapping[str, Any], people: Sequence[PersonRef]) -> tuple[str, str]:
    cells = rows_of(family, "relations")
    known = sum(row.get("relation") not in (None, "", "not_known") for row in cells)
    unnamed = sum(p.group == "adult" and p.living and not p.full_name for p in people)
    holds, shown = _share(known, len(cells), "relations of an adult to a child are recorded")
    if holds and unnamed:
        return "partly", f"{shown} {unnamed} {'adult has' if unnamed == 1 else 'adults have'} no name."
    return holds, shown


def _men(family: Mapping[str, Any], people: Sequence[PersonRef]) -> tuple[str, str]:
    rows = [row for row in rows_of(family, "fathers") if not is_empty(row.get("identified"))]
    named = {p.id: p.full_name for p in people if p.group == "adult"}
    who = [str(named.get(str(row.get("who") or "")) or "") for row in rows if row.get("identified") == "yes"]
    holds, shown = _share(sum(bool(name) for name in who), len(rows), "fathers and partners are named")
    names = join_names(list(dict.fromkeys(name for name in who if name)))
    return holds, f"{shown.rstrip('.')}: {names}." if names else shown


def _proof(family: Mapping[str, Any]) -> tuple[str, str]:
    held = [row for row in rows_of(family, "relations") if row.get("pr") == "yes"]
    proved = sum(row.get("evidence") in PROVED for row in held)
    return _share(proved, len(held), "who hold parental responsibility have shown proof")


def _history(kept: list[Kept]) -> tuple[str, str]:
    chronologies = [one for one in kept if one.form_id == "chronology"]
    if not chronologies:
        return "no", "There is no chronology."
    written = any(
        any(
            not is_empty(answer) and not is_special(answer)
            for key, answer in one.answers.items()
            if "analysis" in key
        )
        for one in chronologies
    )
    return (
        ("yes", "A chronology with an analysis.")
        if written
        else ("partly", "A chronology without an analysis.")
    )


def _tools(kept: list[Kept]) -> tuple[str, str]:
    used = list(dict.fromkeys(one.title.partition(":")[0] for one in kept if one.form_id in TOOLS))
    return ("yes", f"{', '.join(used)}.") if used else ("no", "No tool has been used yet.")


def _agencies(kept: list[Kept]) -> tuple[str, str]:
    meetings = [one for one in kept if one.form_id == "taf"]
    if not meetings:
        return "", ""
    last = max(meetings, key=lambda one: one.event)
    left = [
        str(row.get("who") or "")
        for row in rows_of(last.answers, "present")
        if row.get("came") == "not_invited"
    ]
    day = f" of {dates.show(last.event[:10])}" if dates.is_day(last.event) else ""
    if left:
        return "partly", f"Not invited to the last meeting{day}: {', '.join(left)}."
    return "yes", f"Everyone listed was invited to the last meeting{day}."


def _minutes(kept: list[Kept]) -> tuple[str, str]:
    meetings = [one for one in kept if one.form_id == "taf"]
    sent = sum(not is_empty(one.answers.get("minutes_sent")) for one in meetings)
    return _share(sent, len(meetings), "meetings have their minutes sent")


def _differences(kept: list[Kept]) -> tuple[str, str]:
    number = sum(one.form_id == "escalation" for one in kept)
    return ("yes", f"{number} taken up.") if number else ("", "")


def _culture(family: Mapping[str, Any], children: list[Attention]) -> tuple[str, str]:
    living = {one.person.id for one in children if not one.person.unborn}
    rows = [row for row in rows_of(family, "children") if row.get("id") in living]
    asked = [any(not is_empty(row.get(key)) for key in ("ethnicity", "faith", "language")) for row in rows]
    own = not is_empty(family.get("identity"))
    holds, shown = _share(
        sum(asked) + own,
        len(asked) + 1,
        "boxes about identity are filled in: what matters to the family, and each child",
    )
    return holds, shown


def _advocates(family: Mapping[str, Any]) -> tuple[str, str]:
    children = [
        row
        for row in rows_of(family, "children")
        if row.get("status") in (None, "", "living") and row.get("unborn") != "yes"
    ]
    asked = sum(row.get("advocate") in ("yes", "no", "declined") for row in children)
    return _share(asked, len(children), "children: whether an advocate was offered is on file")


def _ending(kept: list[Kept]) -> tuple[str, str]:
    endings = [one for one in kept if one.form_id == "closure"]
    if not endings:
        return "na", "The work has not ended."
    answers = max(endings, key=lambda one: one.event).answers
    if answers.get("reason") in ("moved", "stepped_up", "transfer") and is_empty(answers.get("accepted")):
        return "no", "The new worker has not accepted yet."
    return "yes", "A closing record is finished."


def _picture(family: Mapping[str, Any], born: list[Attention], late: Sequence[str]) -> list[str]:
    """Lines on when each child was last seen, on plans and on what is late."""
    lines = [
        f"{one.person.name}: seen {since_words(one.seen).lower()}, alone {since_words(one.alone).lower()}, "
        f"heard {since_words(one.voice).lower()}."
        for one in born
    ]
    plans = {
        str(row.get("id")): [str(plan.get("plan") or "").replace("_", " ") for plan in rows_of(row, "plans")]
        for row in rows_of(family, "children")
    }
    for one in born:
        held = [plan for plan in plans.get(one.person.id, []) if plan and plan != "none"]
        lines.append(f"{one.person.name}: {', '.join(held) if held else 'no plan on file'}.")
    lines.append(f"Late: {'; '.join(late)}." if late else "Nothing is late.")
    return lines
