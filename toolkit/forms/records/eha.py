"""Early Help Assessment and Plan (R12): agreement first, each child in seven parts, each parent in six, and a plan for the wall.

A refused agreement makes it the record of an offer that was declined; what was written stays in the draft and prints nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.early_help import PROGRESS
from toolkit.forms.early_help_due import plan_dues
from toolkit.forms.eha_checks import check, start_from, title
from toolkit.forms.people import Answers
from toolkit.forms.records.eha_pages import (
    AGREEMENT,
    ANALYSIS,
    AROUND,
    BACKGROUND,
    CHILDREN,
    DECLINED,
    PARENTS,
)
from toolkit.forms.records.safety_map import MAP_COLUMNS, MAP_ORDERS, ORDERS
from toolkit.forms.vocabulary import (
    Choice,
    Columns,
    Date,
    Form,
    LongText,
    Not,
    Notice,
    Page,
    Person,
    Prompt,
    Rows,
    Scores,
    Signatures,
    Text,
    When,
    YesNo,
)

__all__ = ["FORM", "UPGRADES", "check", "plan_dues", "start_from", "title"]

_GOES_ON = Not(of=DECLINED)
_NO_MAP = Not(of=When(key="map_from", values=("*",)))

_I = Page(
    key="map_page",
    title="I. Map",
    hint="The newest finished map of this family, as it stands. Change what is no longer so.",
    when=_GOES_ON,
    landscape=True,
    fields=(
        Text(key="map_from", label="From", hint="Which map, and of which day."),
        Notice(
            key="no_map",
            label="No finished map to begin from",
            tone="blue",
            text="Ask the three questions here, or make a map with the family first and begin from it.",
            when=_NO_MAP,
        ),
        Choice(
            key="order",
            label="Order of the columns",
            hint="As this area has it. The same points, another order.",
            needed=True,
            options=ORDERS,
        ),
        Columns(
            key="map",
            label="Three columns",
            needed=True,
            columns=MAP_COLUMNS,
            order_from="order",
            orders=MAP_ORDERS,
            prompt=Prompt(
                title="Stay close to the day",
                text="What exactly was seen or heard, and by whom? When could it have happened and did not?",
                card="G-SOS",
            ),
        ),
        Scores(
            key="scale",
            label="Safety scale: each person's own number",
            low_words="Not safe enough: help is needed at once",
            high_words="Safe enough: no extra help is needed",
            needed=True,
        ),
    ),
)
_J = Page(
    key="views",
    title="J. Views",
    hint="What each said last on record. Look whether it still holds, and ask whoever has said nothing yet.",
    when=_GOES_ON,
    fields=(
        Rows(
            key="child_views",
            label="What each child says",
            plain_label="What the children say",
            hint="Exact words. What a child says stays off a copy for the family unless you put it in.",
            each="children",
            needed_for=Not(of=When(key="person.unborn", values=("yes",))),
            layout="cards",
            withheld="unless_asked",
            columns=(
                LongText(key="words", label="In their words", needed=True, lines=3, gentle=False),
                Text(key="from_record", label="From", hint="Which record, and of which day."),
                LongText(
                    key="sharing",
                    label="What this child wants kept private",
                    withheld="always",
                    lines=1,
                    gentle=False,
                ),
            ),
            prompt=Prompt(
                title="Each child, not the group",
                text="A baby's voice is what you saw. Ask the child whose words may go into this.",
                card="G-VOICE",
            ),
        ),
        Rows(
            key="parent_views",
            label="What each parent says",
            each="adults",
            needed_for=When(key="person.parent", values=("yes",)),
            layout="cards",
            withheld="unless_asked",
            columns=(
                LongText(key="words", label="In their words", needed=True, lines=3, gentle=False),
                Text(key="from_record", label="From", hint="Which record, and of which day."),
            ),
        ),
    ),
)
_M = Page(
    key="plan_page",
    title="M. Plan",
    own_sheet=True,
    large=True,
    when=_GOES_ON,
    fields=(
        Rows(
            key="plan",
            label="Our plan",
            hint="Few, small, and some of them the family's own. Each has a day and stands on Today until it is done.",
            needed=True,
            row_title="action",
            add_label="Add to the plan",
            columns=(
                Text(key="action", label="What", needed=True),
                Text(key="outcome", label="What will be better, in the family's words", needed=True),
                Person(key="who", label="Who", needed=True),
                Date(key="by", label="By when", needed=True, future=True),
                Text(key="know", label="How we will know", needed=True),
                Choice(key="progress", label="How it goes", options=PROGRESS),
            ),
        ),
    ),
)
_NOP = Page(
    key="end",
    title="N to P. Who leads, when next, copies",
    when=_GOES_ON,
    fields=(
        Person(
            key="lead",
            label="N. Lead practitioner",
            hint="Anybody the family trusts and who will do it.",
            needed=True,
        ),
        Text(key="lead_why", label="Why this person", needed=True),
        YesNo(key="lead_agreed", label="Does the family agree?", needed=True),
        Date(
            key="review",
            label="O. Review",
            hint="Six weeks, unless set otherwise in Settings.",
            needed=True,
            future=True,
            not_before="event",
            due="Team Around the Family review",
        ),
        Rows(
            key="copies",
            label="P. Who gets which part",
            needed=True,
            row_title="who",
            none_label="Nobody",
            add_label="Add somebody",
            columns=(
                Text(key="who", label="Who", needed=True),
                Text(key="part", label="Which part", needed=True),
            ),
        ),
        LongText(
            key="dissent",
            label="Where we see it differently",
            hint="Printed as it was said.",
            none_label="Nobody differs",
            needed=True,
            lines=2,
            gentle=False,
        ),
        Signatures(
            key="signatures",
            label="Signatures",
            who=("Parent or carer", "Young person", "Worker"),
            needed=True,
        ),
    ),
)

FORM = Form(
    id="eha",
    title="Early Help Assessment and plan",
    description="The whole assessment: agreement, each child, each parent, the map, what it means, and a plan.",
    keywords=("EHA", "EHAP", "CAF", "early help assessment", "family help assessment", "plan"),
    moment="working together",
    icon="clipboard",
    summary_from=("why_now", "declined_what"),
    pages=(AGREEMENT, BACKGROUND, CHILDREN, PARENTS, AROUND, _I, _J, ANALYSIS, _M, _NOP),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
