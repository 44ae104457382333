"""Learning log and service plan (R28): what was learnt from where, what changed because of it, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import Choice, Date, Form, LongText, Page, Rows, Text, opts

__all__ = ["FORM", "UPGRADES"]

_LOG = Page(
    key="log",
    title="Learning log",
    fields=(
        Rows(
            key="learning",
            label="What we learnt",
            layout="cards",
            needed=True,
            row_title="learnt",
            add_label="Add something learnt",
            columns=(
                Choice(
                    key="source",
                    label="From",
                    needed=True,
                    other=True,
                    options=opts(
                        review="A case review",
                        audit="An audit",
                        complaint="A complaint",
                        training="Training",
                        guidance="Guidance",
                    ),
                ),
                LongText(key="learnt", label="What we learnt", needed=True, lines=2),
                Text(key="who", label="Who needs to know", needed=True),
                LongText(key="change", label="What was changed", needed=True, lines=2),
                Text(key="checked", label="How it is checked", needed=True),
                Date(key="on", label="On", needed=True),
                Date(key="check_on", label="Look again on", future=True, due="Check what was changed"),
            ),
        ),
    ),
)
_PLAN = Page(
    key="plan",
    title="Service plan",
    fields=(
        Rows(
            key="plan",
            label="Plan",
            none_label="None",
            row_title="outcome",
            add_label="Add an outcome",
            columns=(
                Text(key="outcome", label="Outcome", needed=True),
                Text(key="measure", label="Measure", needed=True),
                Text(key="activity", label="Activity", needed=True),
                Text(key="target", label="Target", needed=True),
            ),
        ),
        Rows(
            key="staffing",
            label="Staffing",
            none_label="None",
            row_title="post",
            add_label="Add a post",
            columns=(
                Text(key="post", label="Post", needed=True),
                Text(key="fte", label="Full-time share", short=True, needed=True),
            ),
        ),
        LongText(
            key="capacity",
            label="Time for working with other agencies",
            hint="For example one day a week each.",
            lines=2,
        ),
    ),
)

FORM = Form(
    id="learning",
    title="Learning log and service plan",
    description="What was learnt, what changed because of it, and what the service plans.",
    keywords=(
        "learning",
        "improvement",
        "service plan",
        "lessons",
        "review",
        "CSPR",
        "SCR",
        "capacity",
        "staffing",
    ),
    moment="me and my team",
    icon="lightbulb",
    keeper="team",
    header=False,
    living=True,
    copies=("practitioner",),
    pages=(_LOG, _PLAN),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
