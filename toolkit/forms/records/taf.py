"""Team Around the Family meeting and review (R13): successes first, each plan row's progress, a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.people import Answers
from toolkit.forms.taf_checks import NEEDS, check, start_from
from toolkit.forms.vocabulary import (
    Actions,
    Choice,
    Date,
    DateTime,
    Form,
    LongText,
    Page,
    Prompt,
    Rows,
    Scores,
    Text,
    When,
    YesNo,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check", "start_from"]

_WHO = Page(
    key="who",
    title="Who is here",
    fields=(
        Text(key="place", label="Place", needed=True),
        Text(key="chair", label="Who leads the meeting", needed=True),
        Text(key="minutes_by", label="Who writes", needed=True),
        Rows(
            key="present",
            label="Here",
            hint="The family first. Fathers, housing, adult services and midwifery too.",
            needed=True,
            row_title="who",
            add_label="Add somebody",
            columns=(
                Text(key="who", label="Name and part", needed=True),
                Choice(
                    key="came",
                    label="Here?",
                    needed=True,
                    options=opts(yes="Here", apologies="Sent apologies", not_invited="Not invited"),
                ),
                Text(
                    key="why",
                    label="Why not invited",
                    when=When(key="came", values=("not_invited",)),
                    needed=True,
                    withheld="unless_asked",
                ),
            ),
        ),
    ),
)
_VIEWS = Page(
    key="views",
    title="Successes and views",
    fields=(
        LongText(
            key="successes",
            label="What went well since last time",
            hint="Start here.",
            none_label="None yet",
            needed=True,
            lines=3,
        ),
        Rows(
            key="child_views",
            label="Each child since last time",
            hint="Brought by the child, a drawing, an advocate or a worker.",
            each="children",
            layout="cards",
            needed=True,
            columns=(
                LongText(key="view", label="In their words", needed=True, lines=2, gentle=False),
                *(YesNo(key=f"need_{key}", label=label) for key, label in NEEDS),
                LongText(key="needs_evidence", label="What shows it", lines=2),
            ),
            prompt=Prompt(
                title="Have we …?",
                text="Nine things children say they need from us. Answer each for this child.",
                card="G-NEED",
            ),
        ),
        Rows(
            key="parent_views",
            label="Each parent",
            each="adults",
            layout="cards",
            needed=True,
            columns=(LongText(key="view", label="In their words", needed=True, lines=2, gentle=False),),
        ),
    ),
)
_PLAN = Page(
    key="plan_page",
    title="The plan",
    fields=(
        Rows(
            key="progress",
            label="How each part of the plan goes",
            layout="cards",
            none_label="No plan yet",
            needed=True,
            row_title="what",
            add_label="Add a part",
            columns=(
                Text(key="what", label="What", needed=True),
                Text(key="who", label="Who"),
                Choice(
                    key="state",
                    label="How it goes",
                    needed=True,
                    options=opts(
                        done="Done", on_track="On the way", stuck="Stuck", dropped="No longer needed"
                    ),
                ),
                LongText(key="note", label="What helped? What got in the way?", lines=1),
                Text(
                    key="stuck_times",
                    label="Stuck for how many reviews",
                    short=True,
                    when=When(key="state", values=("stuck",)),
                ),
            ),
        ),
        LongText(
            key="new",
            label="New: people in the home, moves, incidents, services started or ended",
            none_label="Nothing new",
            needed=True,
            lines=3,
        ),
        LongText(key="worries", label="Worries now, and what next", needed=True, lines=3),
        Scores(
            key="scores",
            label="Safety scale: each person's own number",
            low_words="Not safe enough: help is needed at once",
            high_words="Safe enough: no extra help is needed",
        ),
    ),
)
_NEXT = Page(
    key="next_page",
    title="Our next steps",
    own_sheet=True,
    large=True,
    fields=(
        Actions(key="actions", label="Who does what by when", needed=True),
        Choice(
            key="decision",
            label="Decision",
            needed=True,
            options=opts(
                go_on="Go on",
                change="Change the plan",
                up="Step up: does not wait for the next meeting",
                down="Step down",
                close="Close",
            ),
        ),
        Text(key="step_to", label="To what", when=When(key="decision", values=("up", "down")), needed=True),
        LongText(key="decision_why", label="Why", needed=True, lines=2),
        YesNo(key="lead_right", label="Is the lead practitioner still the right one?", needed=True),
        Date(
            key="next_date",
            label="Next meeting",
            when=When(key="decision", values=("go_on", "change", "up", "down")),
            needed=True,
            future=True,
            not_before="event",
            due="Team Around the Family meeting",
        ),
        DateTime(key="minutes_sent", label="Minutes sent"),
    ),
)

FORM = Form(
    id="taf",
    title="Team Around the Family meeting",
    description="Successes, each child's view, how the plan goes, and what next.",
    keywords=(
        "TAF",
        "TAC",
        "review",
        "team around the child",
        "multi-agency meeting",
        "minutes",
        "professionals meeting",
        "CIN",
        "child in need review",
    ),
    moment="meetings",
    icon="users-four",
    event_label="Meeting date",
    summary_from=("decision_why",),
    pages=(_WHO, _VIEWS, _PLAN, _NEXT),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
