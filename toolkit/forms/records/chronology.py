"""Chronology (R03): rows typed in or brought from other agencies, the impact of each event, and the analysis at a review.

What records and the family file already say is not typed here; `practice.chronology` puts both together. Some things
have no field, for the screen keeps them: `of` in a row of impacts (the event), `same_as` and `decision_id` in a row of
events (the event it tells again, the decision it was shared under), `kept_both` (pairs that only look the same) and
`gap_days` (how long a gap is marked).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from toolkit.forms import dates
from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import (
    Choice,
    Choices,
    Date,
    Form,
    LongText,
    Option,
    Page,
    People,
    Prompt,
    Rows,
    Text,
    When,
    is_empty,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check"]

KINDS = opts(
    birth_death="Birth or death",
    move="Move",
    household="Change in the household",
    partner="New partner",
    health="Health or injury",
    missed="Missed appointment, not brought",
    school="School",
    police="Police",
    abuse="Domestic abuse incident",
    referral="Referral and what came of it",
    plan="Plan begins or ends",
    supervision="Supervision",
    service="Service begins or ends",
    disclosure="A child told",
    strength="Strength or progress",
    no_contact="Contact failed",
    other="Other",
)

_EVENTS = Page(
    key="events_page",
    title="Events",
    hint="Short, factual, significant only. Good ones too. From birth, or before.",
    fields=(
        Rows(
            key="events",
            label="Events from other agencies, or from before these records",
            layout="cards",
            row_title="what",
            add_label="Add an event",
            none_label="None typed in",
            needed=True,
            columns=(
                Date(
                    key="since",
                    label="Day, month or year",
                    hint="“About 2019” is fine.",
                    vague=True,
                    needed=True,
                ),
                Date(key="until", label="Until", hint="Where it lasted.", vague=True, not_before="since"),
                People(key="whom", label="Whose event", group="anyone", needed=True),
                LongText(
                    key="what",
                    label="What happened, in a sentence or two",
                    hint="No opinion.",
                    needed=True,
                    lines=2,
                ),
                Choices(key="kinds", label="Kind", options=KINDS, needed=True),
                Text(key="agency", label="Agency", hint="Left empty: our own."),
                Text(key="source", label="Source", hint="Document or person.", needed=True),
                Choice(
                    key="first_hand",
                    label="Seen by them",
                    options=opts(
                        yes="Seen or heard themselves", no="Told by somebody", not_known="Not known"
                    ),
                ),
                Text(
                    key="decision",
                    label="Shared with us under",
                    hint="The decision, or who agreed, and when.",
                    when=When(key="agency", values=("*",)),
                    needed=True,
                    withheld="always",
                ),
                LongText(
                    key="impact",
                    label="What it meant for each child",
                    hint="Good or bad, then and later.",
                    needed=True,
                    lines=2,
                ),
                LongText(key="response", label="What was done, and how it ended", lines=2),
                Choice(
                    key="restricted",
                    label="Some people must not see this",
                    options=(Option(value="yes", label="Leave out of family copies"),),
                ),
            ),
        ),
        Rows(
            key="impacts",
            label="What events from the records meant",
            layout="cards",
            row_title="event",
            add_label="Add",
            columns=(
                Text(key="event", label="Event", hint="As its record says it."),
                LongText(key="impact", label="What it meant for each child", lines=2),
                LongText(key="response", label="What was done, and how it ended", lines=2),
            ),
        ),
    ),
)
_ANALYSIS = Page(
    key="analysis_page",
    title="Analysis",
    fields=(
        LongText(
            key="asked",
            label="Agencies that were asked, and what they answered",
            hint="Who was asked on what day, who has nothing to tell, who has not answered.",
            withheld="unless_asked",
            lines=2,
        ),
        Rows(
            key="analysis",
            label="What it adds up to, at each review",
            layout="cards",
            row_title="on",
            add_label="Add an analysis",
            # It may speak of what is left out of a family copy.
            withheld="unless_asked",
            columns=(
                Date(key="on", label="On", needed=True),
                Text(key="for_meeting", label="For which meeting"),
                LongText(
                    key="patterns",
                    label="Patterns, gaps and repeats",
                    hint="Starting again? Coming, then dropping away? The same plan twice?",
                    needed=True,
                    lines=3,
                ),
                LongText(key="means", label="What it means now for each child", needed=True, lines=3),
            ),
            prompt=Prompt(
                title="History beats incident",
                text="Look at what builds up, not at the last thing that happened.",
                card="G-SA",
            ),
        ),
    ),
)

FORM = Form(
    id="chronology",
    title="Chronology",
    description="What happened when, whose event, and what it meant: from the records, and from other agencies.",
    keywords=("history", "timeline", "significant events", "key events", "chron", "multi-agency chronology"),
    moment="working together",
    icon="clock-counter-clockwise",
    header=False,
    living=True,
    landscape=True,
    pages=(_EVENTS, _ANALYSIS),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}


def check(answers: Answers, context: Context) -> list[Problem]:
    """An event whose day cannot be read waits in the list "to be dated"; it is never dropped."""
    return [*_undated(answers)]


def _undated(answers: Mapping[str, object]) -> Iterator[Problem]:
    for row in rows_of(answers, "events"):
        if (
            not is_empty(row.get("what"))
            and not is_empty(row.get("since"))
            and not dates.is_day(row.get("since"))
        ):
            sentence = "This day cannot be read. The event waits in the list “to be dated”."
            yield Problem("E3", f"events[{row.get('id', '')}].since", sentence, "warned")
