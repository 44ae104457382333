"""Safeguarding supervision, or a discussion with the manager (R20): room to think, two explanations, a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.people import Answers
from toolkit.forms.supervision_checks import check, start_from
from toolkit.forms.vocabulary import (
    Actions,
    Choice,
    Date,
    Form,
    LongText,
    Page,
    Prompt,
    Rows,
    Signatures,
    Text,
    YesNo,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check", "start_from"]

_WHO = Page(
    key="who",
    title="Who and whom",
    fields=(
        Choice(
            key="kind",
            label="Kind",
            needed=True,
            options=opts(
                planned="Planned", ad_hoc="When it was needed", group="Group", named="Named nurse or lead"
            ),
        ),
        Text(key="supervisor", label="Supervisor", hint="Name and role.", needed=True),
        Text(key="supervisee", label="Worker", hint="Name and role.", needed=True),
        Rows(
            key="children",
            label="Children talked about",
            each="about",
            layout="table",
            columns=(
                Text(key="last_seen", label="Last seen"),
                Text(key="last_alone", label="Last seen alone"),
            ),
        ),
    ),
)

_THINK = Page(
    key="think",
    title="What is happening",
    fields=(
        LongText(
            key="happening", label="What is happening, and why it is talked about", needed=True, lines=4
        ),
        Rows(
            key="voices",
            label="Each child's voice and day",
            each="about",
            layout="cards",
            needed=True,
            columns=(
                LongText(
                    key="voice",
                    label="Voice and day",
                    hint="What would the child say about this meeting?",
                    needed=True,
                    lines=3,
                ),
            ),
        ),
        YesNo(key="household", label="Household and men checked?", needed=True),
        Text(key="household_note", label="What is still not known about the household"),
        YesNo(key="responsibility", label="Parental responsibility proved?", needed=True),
        Text(key="responsibility_note", label="For whom not, and what was seen"),
        LongText(
            key="history",
            label="History and pattern",
            hint="Does it add up? Plans that repeat? Keeping away? The chronology is beside this.",
            needed=True,
            lines=4,
        ),
    ),
)

_WEIGH = Page(
    key="weigh",
    title="Weighing it up",
    fields=(
        Rows(
            key="well",
            label="Working well",
            row_title="what",
            none_label="Nothing yet",
            needed=True,
            add_label="Add a line",
            columns=(Text(key="what", label="What", needed=True),),
        ),
        Rows(
            key="worries",
            label="Worries",
            row_title="what",
            none_label="None",
            needed=True,
            add_label="Add a line",
            columns=(Text(key="what", label="What", needed=True),),
        ),
        Rows(
            key="unknowns",
            label="Not known",
            row_title="what",
            none_label="Nothing",
            needed=True,
            add_label="Add a line",
            columns=(Text(key="what", label="What", needed=True),),
        ),
        Rows(
            key="explanations",
            label="At least two explanations",
            layout="cards",
            needed=True,
            row_title="what",
            add_label="Add an explanation",
            columns=(
                LongText(key="what", label="It could be that", needed=True, lines=2),
                LongText(key="tell", label="What would tell it from the others", needed=True, lines=2),
            ),
            prompt=Prompt(
                title="Against a fixed view",
                text="The first story is rarely the only one. What would you see if another were true?",
                card="G-PC",
            ),
        ),
        LongText(key="one_reason", label="Why there is only one", lines=1),
    ),
)

_SELF = Page(
    key="self",
    title="The worker",
    hint="Stays on the supervision file. It is never part of a child's extract.",
    fields=(
        LongText(
            key="feelings",
            label="Feelings, bias, hope, fear, safety; who we are and where we come from",
            withheld="always",
            lines=3,
            gentle=False,
        ),
        LongText(
            key="parents_history",
            label="The parents' own history, and what may set them off",
            withheld="always",
            lines=2,
        ),
    ),
)

_DECIDE = Page(
    key="decide",
    title="Decision and actions",
    fields=(
        Choice(
            key="level",
            label="Level of need",
            needed=True,
            other=True,
            options=opts(
                universal="Universal",
                early_help="Early help, targeted",
                child_in_need="Child in need, family help",
                child_protection="Child protection",
            ),
        ),
        LongText(key="reason", label="Decision and reason", needed=True, lines=3),
        LongText(key="who_else", label="Who else should be told", needed=True, none_label="Nobody", lines=1),
        Actions(key="actions", label="Actions", none_label="None", needed=True),
        Choice(
            key="disagree",
            label="Do you two see it differently?",
            options=opts(no="No", yes="Yes: a professional difference is recorded"),
        ),
        Date(
            key="next",
            label="Next supervision",
            needed=True,
            future=True,
            not_before="event",
            due="Supervision",
        ),
        Signatures(key="signatures", label="Signatures", who=("Worker", "Supervisor"), needed=True),
    ),
)

FORM = Form(
    id="supervision",
    title="Supervision",
    description="Safeguarding supervision or a talk with the manager: each child's day, two explanations, a decision.",
    keywords=(
        "supervision",
        "reflective",
        "discussion",
        "manager",
        "named nurse",
        "case discussion",
        "one to one",
    ),
    moment="me and my team",
    icon="chats-circle",
    copies=("practitioner",),
    summary_from=("reason",),
    pages=(_WHO, _THINK, _WEIGH, _SELF, _DECIDE),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
