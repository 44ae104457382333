"""Time limits (R21): the events of a family, what each makes due in law and practice, and how each date stands.

A living record, one a family. What is kept beside its fields stands in `timeline_dates`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.people import Answers
from toolkit.forms.time_limits import OF_WORKERS, TRIGGERS
from toolkit.forms.timeline_checks import check
from toolkit.forms.timeline_dates import dues
from toolkit.forms.timeline_paper import paper
from toolkit.forms.vocabulary import (
    AllOf,
    Choice,
    DateTime,
    Form,
    LongText,
    Not,
    Page,
    People,
    Prompt,
    Rows,
    Text,
    When,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check", "dues", "paper"]

_WORKER = When(key="kind", values=OF_WORKERS)
_OF_CHILD = AllOf(of=(When(key="kind", values=("*",)), Not(of=_WORKER)))

_EVENTS = Page(
    key="events_page",
    title="Events",
    hint="Each event makes its dates. Day 0 is its own day, whatever day that is.",
    fields=(
        Rows(
            key="events",
            label="What happened",
            layout="cards",
            row_title="kind",
            add_label="Add an event",
            needed=True,
            columns=(
                Choice(key="kind", label="Event", options=opts(**TRIGGERS), needed=True),
                People(
                    key="whom",
                    label="Which children",
                    hint="Where the days differ, add the event once for each child.",
                    group="children",
                    when=_OF_CHILD,
                    needed=True,
                ),
                Text(key="worker", label="Which worker", when=_WORKER, needed=True),
                DateTime(
                    key="when",
                    label="Day and time",
                    hint="The time matters where a limit counts hours.",
                    future=True,
                    needed=True,
                ),
                Choice(
                    key="rating",
                    label="How the request was rated",
                    hint="Where your area rates requests.",
                    options=opts(red="Red", amber="Amber", green="Green"),
                    other=True,
                    when=When(key="kind", values=("referral",)),
                ),
                Text(
                    key="source",
                    label="Where this is known from",
                    hint="A letter, a call, minutes.",
                    needed=True,
                ),
                Text(
                    key="area",
                    label="Another council’s area",
                    hint="Only where it is not yours. The targets of your own area are then left out.",
                ),
                LongText(key="note", label="Note", lines=1),
            ),
            prompt=Prompt(
                title="The latest day, not the right day",
                text="A limit says when it is too late. For a child in danger the day is today. Check local procedures.",
                card="G-DC",
            ),
        ),
    ),
)

_KEPT = Page(
    key="kept_page",
    title="What became of them",
    hint="Filled in from the time limits of the family: which was met, and which is not needed.",
    fields=(
        Rows(
            key="kept",
            label="Dates met, or not needed",
            layout="cards",
            row_title="what",
            add_label="Add",
            columns=(
                Text(key="of", label="Date", hint="Filled in by the program."),
                Text(key="what", label="In words"),
                Choice(
                    key="state",
                    label="How it stands",
                    options=opts(met="Met", not_needed="Not needed"),
                    needed=True,
                ),
                DateTime(key="when", label="Met on", when=When(key="state", values=("met",)), needed=True),
                LongText(
                    key="why",
                    label="Why it is not needed",
                    when=When(key="state", values=("not_needed",)),
                    needed=True,
                    lines=1,
                ),
            ),
        ),
        People(
            key="printed",
            label="Whose dates stand on paper",
            hint="Left empty: every child’s, each on a page of its own.",
            group="children",
        ),
    ),
)

FORM = Form(
    id="timeline",
    title="Time limits",
    description="From each event the days by which something has to be done, in law and in local practice, child by child.",
    keywords=(
        "timeline",
        "timescales",
        "deadline",
        "due date",
        "statutory",
        "working days",
        "conference",
        "ICPC",
        "core group",
        "section 47",
        "strategy discussion",
        "bank holiday",
    ),
    moment="meetings",
    icon="calendar-check",
    header=False,
    living=True,
    landscape=True,
    copies=("practitioner",),
    pages=(_EVENTS, _KEPT),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
