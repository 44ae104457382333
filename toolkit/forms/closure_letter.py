"""The letter a family gets when the work ends: why, what changed for each child, what is still open, how to come back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.blocks import Answer, Block, Heading, Paragraph, SignHere, Table
from toolkit.forms.closure_checks import handing_over
from toolkit.forms.conditions import Scope
from toolkit.forms.outline_pieces import drawn_path
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import Audience, Scale, is_empty
from toolkit.forms.words import NOT_RECORDED, say, signed

WHY = {
    "goals_met": "What we set out to do together is done.",
    "moved": "You have moved, and somebody near you takes over.",
    "transfer": "A colleague takes over from me.",
    "age": "Our work is for children up to an age that has been reached.",
    "service_ended": "Our service ends.",
    "not_engaging": "We have not met for some time. You are welcome back whenever you like.",
    "stepped_up": "Another service takes over, which can do more.",
}
"""Why, as one would say it to the family."""
ONWARD = ("moved", "transfer", "stepped_up")


def title(answers: Answers, audience: Audience) -> str:
    """ "Handing over" until the new worker has accepted; for a family always the end of the work."""
    if audience == "family":
        return "The end of our work together"
    return "Handing over" if handing_over(answers) else "Ending or hand-over"


def letter(answers: Answers, context: Context, audience: Audience) -> list[Block] | None:
    """The family's letter; None leaves the worker's summary as it is."""
    return list(_letter(answers, context)) if audience == "family" else None


def _letter(answers: Mapping[str, Any], context: Context) -> Iterator[Block]:
    reason = str(answers.get("reason") or "")
    ends = answers.get("ends_on")
    day = (
        f"Our work with you ends on {dates.show(ends)}." if dates.is_day(ends) else "Our work with you ends."
    )
    other = reason.removeprefix("other:").strip()
    why = WHY.get(reason) or (f"{other[:1].upper()}{other[1:].rstrip('.')}." if other else "")
    yield Paragraph(text=" ".join(part for part in (day, why) if part))
    if reason in ONWARD:
        yield from _onward(answers)
    if thanks := _words(answers.get("thanks")):
        yield Paragraph(text=thanks)
    yield from _children(answers, context)
    yield from _remains(answers)
    yield from _put_in(answers, context)
    yield Heading(text="How to find us again", level=2)
    yield Paragraph(text=_words(answers.get("come_back")) or NOT_RECORDED)
    if rows := tuple(signed(answers.get("signature"))):
        drawn = tuple(drawn_path(row) for row in rows_of(answers, "signature"))
        yield SignHere(rows=rows, label="From", drawn=drawn)


def _words(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _onward(answers: Mapping[str, Any]) -> Iterator[Block]:
    if new := _words(answers.get("new_worker")).rstrip("."):
        yield Paragraph(text=f"From then on: {new}.")
    visit = answers.get("joint_visit")
    if dates.is_day(visit):
        yield Paragraph(text=f"We visit you together on {dates.show(visit)}.")


def _children(answers: Mapping[str, Any], context: Context) -> Iterator[Block]:
    scope = Scope(answers, context)
    for row in rows_of(answers, "each_child"):
        lines = [
            (label, tuple(_words(row.get(key)).split("\n")))
            for key, label in (
                ("changed", "What changed"),
                ("shows", "What shows it"),
                ("child_view", "In their own words"),
            )
            if _words(row.get(key))
        ]
        numbers = [
            f"{label}: {'; '.join(say(Scale(key=key, label=label), row[key], scope))}"
            for key, label in (("scale_start", "At the start"), ("scale_now", "Now"))
            if not is_empty(row.get(key))
        ]
        if not lines and not numbers:
            continue
        yield Heading(text=context.name_of(row.get("person")), level=2)
        yield from (Answer(label=label, lines=words) for label, words in lines)
        if numbers:
            yield Answer(label="How safe it is, from 0 to 10", lines=tuple(numbers))


def _remains(answers: Mapping[str, Any]) -> Iterator[Block]:
    """What somebody still does for the family: only what the worker put in, for the records hold more than may be said at home."""
    rows = [
        row
        for row in rows_of(answers, "open_promises")
        if row.get("letter") == "yes" and _words(row.get("what"))
    ]
    if rows:
        cells = tuple(
            (_words(row.get("what")), _words(row.get("who")) or NOT_RECORDED, _words(row.get("why")))
            for row in rows
        )
        yield Table(
            caption="What is still to be done", head=("What", "Who does it now", "Why it is open"), rows=cells
        )


def _put_in(answers: Mapping[str, Any], context: Context) -> Iterator[Block]:
    """What is in a family's copy only where the worker put it in."""
    worries = [(_words(row.get("worry")), _words(row.get("holder"))) for row in rows_of(answers, "worries")]
    if kept := tuple(pair for pair in worries if pair[0]):
        yield Table(caption="What we still worry about", head=("Worry", "Who knows"), rows=kept)
    views = [
        (context.name_of(row.get("person")), _words(row.get("view")))
        for row in rows_of(answers, "parent_views")
    ]
    if said := tuple(pair for pair in views if pair[1]):
        yield Table(caption="What you think of the ending", head=("Who", "In their words"), rows=said)
    told = [(_words(row.get("who")), _words(row.get("what"))) for row in rows_of(answers, "told")]
    if known := tuple(pair for pair in told if pair[0]):
        yield Table(caption="Whom we told", head=("Who", "What"), rows=known)
