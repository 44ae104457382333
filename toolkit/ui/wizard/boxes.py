"""What stands beside or above a question: share today, already shared, what waits and until when. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from toolkit.forms import dates
from toolkit.forms.decision.deadlines import due_day
from toolkit.forms.people import Context, rows_of

Tone: TypeAlias = Literal["red", "amber", "blue", "green"]
Box: TypeAlias = tuple[Tone, str, str]


def side_boxes(answers: Mapping[str, Any], context: Context, *, harm: bool) -> list[Box]:
    """Boxes beside every question."""
    found: list[Box] = []
    if harm and answers.get("sent") != "sent" and answers.get("at") != "END":
        found.append(
            (
                "amber",
                "Share today.",
                "You ticked a risk of serious harm."
                if _ticked(answers)
                else "Someone may be seriously harmed.",
            )
        )
    if answers.get("trigger") in ("asked", "legal") and answers.get("asker_checked") == "not_yet":
        found.append(
            (
                "red",
                "Who asks is not checked yet.",
                "Nothing goes to them until it is. Ring back on a number you found yourself.",
            )
        )
    if answers.get("retro") == "yes":
        when = dates.show(answers.get("retro_when"))
        found.append(("blue", "Already shared.", f"On {when}. The questions are for the record."))
    return found


def _ticked(answers: Mapping[str, Any]) -> bool:
    ticked = [*(answers.get("harm") or []), *(answers.get("harm_again") or [])]
    return bool({"H1", "H2", "H3"} & {str(tick) for tick in ticked})


def waiting_words(answers: Mapping[str, Any], context: Context) -> Box | None:
    """What a question that was answered still waits for, with its day."""
    match answers.get("at"):
        case "S6d":
            days = [
                str(r.get("wait_until")) for r in rows_of(answers, "answered") if r.get("answer") == "waiting"
            ]
            until = f" until {dates.show(min(days))}" if days and all(map(dates.is_day, days)) else ""
            return ("amber", f"Waiting for an answer{until}.", "It is kept, and Today has it until then.")
        case "S6c":
            return ("amber", "Not everything was told.", "Tell it, or say that you cannot explain it today.")
        case "S8":
            return ("amber", "A check does not hold.", "Change what is shared, or choose not to share.")
        case "S9" if answers.get("sent") == "not_yet":
            due = due_day(answers, context)
            by = f" Due by {dates.show(due.isoformat())}." if due is not None else ""
            return ("amber", "Decided, not sent.", f"It is kept, and Today has it until it has gone.{by}")
        case "ADV":
            days = [str(r.get("review")) for r in rows_of(answers, "advice") if not r.get("used")]
            until = (
                f" Look again by {dates.show(min(days))}." if days and all(map(dates.is_day, days)) else ""
            )
            return ("amber", "Waiting for advice.", f"It is kept, and Today has it.{until}")
        case "S6N":
            return ("amber", "Not decided yet.", "It is kept. Go on once you have spoken.")
    return None
