"""What goes on from an early help record: the harm route at once, then whatever its outcome asks for. No screen here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from toolkit.forms import eh_check_checks, eha_checks, taf_checks
from toolkit.forms.board import points_of, without_hidden
from toolkit.forms.early_help import ASSESSMENT, CHECK, MAP, MEETING, VOICE, newest, plan_title
from toolkit.forms.from_family import filled, text
from toolkit.forms.people import Answers, Context, rows_of

REFERRAL, ENDING, SUPERVISION, DIFFERENCE = "referral", "closure", "supervision", "escalation"


@dataclass(frozen=True)
class NextStep:
    """One record to be written next: its form, the words that offer it, and the route of a referral."""

    form_id: str
    tone: Literal["red", "amber", "blue"]
    lead: str
    text: str
    action: str
    route: str = ""


HARM = NextStep(
    REFERRAL,
    "red",
    "This is child protection.",
    "Ring the front door now; 999 in danger. The referral begins with what stands here, and asks only what must be told now.",
    "Refer on the harm route",
    "harm",
)
MAYBE = NextStep(
    REFERRAL,
    "red",
    "What was seen can be harm itself.",
    "Say whether there is a worry about abuse or neglect. Not sure: ring the front door now; 999 in danger.",
    "Refer on the harm route",
    "harm",
)
HELP = NextStep(
    REFERRAL,
    "amber",
    "A request for help comes next.",
    "It begins with what stands here.",
    "Write the request",
    "support",
)
STEP_UP = NextStep(
    REFERRAL,
    "amber",
    "Stepping up does not wait for the next meeting.",
    "Send the request today. It begins with what stands here.",
    "Write the request",
    "support",
)
ASSESS = NextStep(
    ASSESSMENT,
    "blue",
    "An early help assessment comes next.",
    "It begins with this conversation, the family file and the last map.",
    "Begin the assessment",
)
END = NextStep(
    ENDING,
    "blue",
    "The ending is a record of its own.",
    "What changed for each child, who holds what remains, who was told, how to come back.",
    "Write the ending",
)
THINK = NextStep(
    SUPERVISION,
    "amber",
    "A part of the plan is stuck for the third review.",
    "Talk it over in supervision. Does another service not act? “Professional difference” is under More.",
    "Supervision",
)
DIFFER = NextStep(
    DIFFERENCE,
    "amber",
    "Another service does not do its part.",
    "A professional difference goes up a stage at a time.",
    "Professional difference",
)
"""Offered from a meeting whenever the worker wants it."""


def next_steps(form_id: str, answers: Mapping[str, Any]) -> list[NextStep]:
    """What is offered while a record says so, the most urgent first; nothing for other forms."""
    match form_id:
        case "eh_check":
            maybe = [MAYBE] if eh_check_checks.unweighed(answers) else []
            return [*_of_harm(eh_check_checks.worried(answers)), *maybe, *_of_conversation(answers)]
        case "eha":
            return [*_of_harm(eha_checks.worried(answers))]
        case "taf":
            return [*_of_harm(taf_checks.worried(answers)), *_of_meeting(answers)]
    return []


def _of_harm(worried: bool) -> Iterator[NextStep]:
    if worried:
        yield HARM


def _of_conversation(answers: Mapping[str, Any]) -> Iterator[NextStep]:
    if answers.get("outcome") == "eha":
        yield ASSESS
    if answers.get("outcome") == "request":
        yield HELP


def _of_meeting(answers: Mapping[str, Any]) -> Iterator[NextStep]:
    if answers.get("decision") == "up":
        yield STEP_UP
    if answers.get("decision") == "close":
        yield END
    if taf_checks.stuck(answers):
        yield THINK


# What the next record begins with


def known(step: NextStep, form_id: str, answers: Mapping[str, Any], context: Context) -> Answers:
    """What the record it goes on from knows already; `context` holds the earlier records of the family."""
    about = [one for one in answers.get("about") or [] if isinstance(one, str)]
    found: Answers = {"about": about}
    match step.form_id:
        case "referral":
            found |= _referral(step.route, form_id, answers, context)
        case "closure":
            found |= {"parent_views": _copied(answers, "parent_views", "words", "view")}
        case "supervision":
            found |= {
                "happening": _stuck_words(answers),
                "worries": [{"id": "w1", "what": words} for words in [text(answers, "worries")] if words],
            }
        case "escalation":
            found |= {"evidence": _stuck_words(answers), "decided_on": str(answers.get("event") or "")[:10]}
    return filled(found)


def _copied(answers: Mapping[str, Any], key: str, old: str, new: str) -> list[dict[str, Any]]:
    rows = rows_of(answers, key)
    return [
        {"id": row.get("id"), "person": row.get("person"), new: row[old]} for row in rows if text(row, old)
    ]


def _stuck_words(answers: Mapping[str, Any]) -> str:
    """Each part that is stuck, for how many reviews, and what got in the way."""
    lines = []
    for row in taf_checks.stuck(answers):
        note = text(row, "note")
        times = row.get("stuck_times")
        lines.append(f"{plan_title(row)}: stuck for {times} reviews" + (f". {note}" if note else ""))
    return "\n".join(lines)


def _referral(route: str, form_id: str, answers: Mapping[str, Any], context: Context) -> Answers:
    """The picture for the front door: what this record says, and what the assessment and the map before it say."""
    assessment = newest(context, ASSESSMENT)
    base = dict(assessment.answers) if assessment else {}
    own = dict(answers) if form_id == ASSESSMENT else base
    found = _from_assessment(own, context)
    if form_id == CHECK:
        found |= _from_conversation(answers)
    if form_id == MEETING:
        found |= _from_meeting(answers, context)
    found["route"] = route
    if route == "harm":
        found["what_happened"] = harm_words(form_id, answers)
    with_it = [one for one in (MAP, VOICE) if newest(context, one)] + ([ASSESSMENT] if assessment else [])
    found["bundle"] = ["family", *with_it]
    return filled(found)


def harm_words(form_id: str, answers: Mapping[str, Any]) -> str:
    """What was seen, heard or said of harm in a record, as it was written there."""
    if form_id == CHECK:
        signs = [
            f"{row.get('sign') or eh_check_checks.HARM_SIGNS[str(row['id'])]}: {text(row, 'evidence')}"
            for row in rows_of(answers, "indicators")
            if row.get("seen") == "yes"
            and row.get("id") in eh_check_checks.HARM_SIGNS
            and text(row, "evidence")
        ]
        return "\n".join(part for part in (text(answers, "abuse_what"), *signs) if part)
    if form_id == ASSESSMENT:
        kept = [text(answers, f"{key}_what") for key in eha_checks.HARM_KEYS]
        return "\n".join(part for part in (*kept, text(answers, "refusal_why")) if part)
    return text(answers, "harm_what")


def _from_conversation(answers: Mapping[str, Any]) -> Answers:
    seen = [row for row in rows_of(answers, "indicators") if row.get("seen") == "yes"]
    return filled(
        {
            "worried": "\n".join(
                f"{row.get('sign') or row.get('id')}: {text(row, 'evidence')}"
                for row in seen
                if text(row, "evidence")
            ),
            "well": "\n".join(
                part for part in (text(answers, "helps"), *(text(row, "strength") for row in seen)) if part
            ),
            "needed": text(answers, "wish"),
            "tried": "\n".join(
                ": ".join(part for part in (text(row, "who"), text(row, "how")) if part)
                for row in rows_of(answers, "agencies")
            ),
        }
    )


def _from_assessment(answers: Mapping[str, Any], context: Context) -> Answers:
    """From the analysis, the map, the views and what was tried; a point kept from the family is not taken over."""
    points = without_hidden(answers.get("map"))
    rows = rows_of(answers, "analysis_rows")

    def each(key: str) -> str:
        named = [(context.name_of(row.get("person")), text(row, key)) for row in rows]
        return "\n".join(f"{name}: {words}" for name, words in named if words)

    def column(*kinds: str) -> str:
        return "\n".join(str(point["text"]) for kind in kinds for point in points_of(points, kind))

    said = [*rows_of(answers, "child_views"), *rows_of(answers, "parent_views")]
    return filled(
        {
            "worried": column("harm", "danger", "harder") or each("risks"),
            "well": column("strength", "safety") or each("strengths"),
            "needed": column("goal", "idea", "line") or each("needs"),
            "scale": scale_words(answers, context),
            "children": [
                {"id": row["person"], "impact": text(row, "impact")}
                for row in rows
                if isinstance(row.get("person"), str) and text(row, "impact")
            ],
            "if_nothing": each("if_nothing"),
            "tried": "\n".join(
                ": ".join(part for part in (text(row, "help"), text(row, "result")) if part)
                for row in rows_of(answers, "tried")
            ),
            "level": text(answers, "level"),
            "level_why": text(answers, "level_why"),
            "views": _views(said, context),
        }
    )


def _from_meeting(answers: Mapping[str, Any], context: Context) -> Answers:
    said = [*rows_of(answers, "child_views"), *rows_of(answers, "parent_views")]
    open_parts = [plan_title(row) for row in rows_of(answers, "plan") if row.get("progress") != "done"]
    return filled(
        {
            "worried": text(answers, "worries"),
            "well": text(answers, "successes"),
            "needed": "\n".join(
                part for part in (text(answers, "step_to"), text(answers, "decision_why")) if part
            ),
            "scale": scale_words(answers, context),
            "tried": "\n".join(
                f"{plan_title(row)}: {text(row, 'note')}"
                for row in rows_of(answers, "plan")
                if text(row, "note")
            )
            or "\n".join(open_parts),
            "views": _views(said, context),
        }
    )


def _views(rows: list[dict[str, Any]], context: Context) -> list[dict[str, Any]]:
    return [
        {"id": f"view-{row['person']}", "who": context.name_of(row["person"]), "view": text(row, "words")}
        for row in rows
        if isinstance(row.get("person"), str) and text(row, "words")
    ]


def scale_words(answers: Mapping[str, Any], context: Context) -> str:
    """Each person's own number in a line: "Sorrel 4, Wren 6"."""
    held = answers.get("scale")
    rows = rows_of(held, "rows") if isinstance(held, Mapping) else []
    return ", ".join(
        f"{context.name_of(row.get('person'))} {row['score']}"
        for row in rows
        if isinstance(row.get("score"), int) and not isinstance(row.get("score"), bool)
    )
