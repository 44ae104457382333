"""Report for a meeting or conference (R15): what one agency knows of each child and adult, shared with the family first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.people import Answers
from toolkit.forms.report_checks import check, start_from
from toolkit.forms.vocabulary import (
    Actions,
    Choice,
    Date,
    Form,
    LongText,
    Not,
    Page,
    Rows,
    Signatures,
    Text,
    When,
    YesNo,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check", "start_from"]

_SHARED = When(key="shared", values=("yes",))

_MEETING = Page(
    key="meeting_page",
    title="The meeting",
    fields=(
        Choice(
            key="meeting",
            label="Meeting",
            needed=True,
            other=True,
            options=opts(
                icpc="First child protection conference",
                review="Review conference",
                core="Core group",
                cin="Child in need meeting",
                taf="Team Around the Family",
                strategy="Strategy discussion",
                court="Court",
            ),
        ),
        Date(key="meeting_on", label="Date of the meeting", needed=True, future=True),
        Text(key="author_line", label="Your name, role and agency", needed=True),
        Date(key="since", label="Involved since", vague=True, needed=True),
        Text(key="kept", label="Contacts kept", short=True, needed=True),
        Text(key="missed", label="Contacts missed", short=True, needed=True),
        YesNo(key="details_checked", label="Were the family's details checked with them?", needed=True),
        Date(key="details_on", label="On", when=When(key="details_checked", values=("yes",)), needed=True),
        LongText(
            key="events",
            label="Significant events",
            hint="From the chronology: day, and one sentence.",
            needed=True,
            lines=5,
            gentle=False,
        ),
    ),
)

_CHILDREN = Page(
    key="children_page",
    title="Each child",
    hint="Stay within what you know yourself.",
    fields=(
        Rows(
            key="children",
            label="Each child",
            each="children",
            layout="cards",
            needed=True,
            columns=(
                Text(key="last_seen", label="Last seen"),
                Text(key="last_alone", label="Last seen alone"),
                LongText(
                    key="health",
                    label="Health and development",
                    none_label="Not known to us",
                    needed=True,
                    lines=2,
                ),
                LongText(
                    key="education", label="Learning", none_label="Not known to us", needed=True, lines=2
                ),
                LongText(
                    key="emotional",
                    label="Feelings and behaviour",
                    none_label="Not known to us",
                    needed=True,
                    lines=2,
                ),
                LongText(
                    key="relationships",
                    label="Relationships",
                    none_label="Not known to us",
                    needed=True,
                    lines=2,
                ),
                LongText(
                    key="voice",
                    label="The child's voice",
                    none_label="Not known to us",
                    needed=True,
                    lines=2,
                    gentle=False,
                ),
            ),
        ),
    ),
)

_ADULTS = Page(
    key="adults_page",
    title="Each adult, fathers too",
    fields=(
        Rows(
            key="adults",
            label="Each adult",
            each="adults",
            layout="cards",
            needed=True,
            columns=(
                LongText(key="strengths", label="Strengths", needed=True, lines=2),
                LongText(key="capacity", label="Caring for the children: facts", needed=True, lines=2),
                LongText(key="worries", label="Worries: facts", needed=True, lines=2),
                LongText(key="opinion", label="Worries: your opinion", needed=True, lines=2),
            ),
        ),
    ),
)


def _lines(key: str, label: str, none: str) -> Rows:
    return Rows(
        key=key,
        label=label,
        none_label=none,
        needed=True,
        row_title="what",
        add_label="Add a line",
        columns=(
            Text(key="what", label="What", needed=True),
            Text(key="source", label="Who saw or said it", withheld="unless_asked"),
        ),
    )


_WEIGH = Page(
    key="weigh",
    title="Weighing it up",
    fields=(
        _lines("well", "Working well", "Nothing yet"),
        _lines("worries", "Worries", "None"),
        _lines("missing", "Missing information", "None"),
        LongText(
            key="analysis",
            label="Analysis",
            hint="Harm suffered or likely, to whom, from what; who protects; what may change.",
            needed=True,
            lines=5,
        ),
        Choice(
            key="plan",
            label="Is a plan needed?",
            options=opts(
                protection="Child protection plan",
                cin="Child in need plan",
                early="Early help plan",
                no="No plan",
            ),
        ),
        Choice(
            key="category",
            label="Category",
            when=When(key="plan", values=("protection",)),
            options=opts(neglect="Neglect", physical="Physical", emotional="Emotional", sexual="Sexual"),
        ),
        LongText(key="plan_why", label="Why", when=When(key="plan", values=("*",)), needed=True, lines=2),
        Actions(key="actions", label="What must change, and how we will help", needed=True),
    ),
)

_SHARE = Page(
    key="share",
    title="Shared with the family first",
    fields=(
        YesNo(key="shared", label="Shared with parents, and with each child in words they use?", needed=True),
        Date(key="shared_on", label="On", when=_SHARED, needed=True),
        LongText(key="comments", label="What they said about it", when=_SHARED, lines=3, gentle=False),
        LongText(
            key="not_shared_why",
            label="Why it was not shared",
            when=Not(of=_SHARED),
            needed=True,
            lines=2,
            withheld="always",
        ),
        Signatures(key="signature", label="Signature", who=("Author",), needed=True),
    ),
)

FORM = Form(
    id="report",
    title="Report for a meeting",
    description="What your agency knows of each child and adult, for a conference or another meeting.",
    keywords=(
        "conference report",
        "ICPC",
        "RCPC",
        "report",
        "core group",
        "court",
        "child protection conference",
        "CP conference",
    ),
    moment="meetings",
    icon="presentation",
    summary_from=("meeting",),
    own_details=True,
    pages=(_MEETING, _CHILDREN, _ADULTS, _WEIGH, _SHARE),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
