"""Safeguarding supervision, or a discussion with the manager (R20): room to think, two explanations, a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.people import Answers
from toolkit.forms.supervision_checks import check, lift_from_1, start_from
from toolkit.forms.vocabulary import (
    Actions,
    Choice,
    Date,
    Form,
    LongText,
    Page,
    People,
    Person,
    Prompt,
    Rows,
    Signatures,
    Text,
    When,
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
        Person(
            key="supervisor", label="Supervisor", hint="Name and role.", group="professionals", needed=True
        ),
        People(
            key="supervisee",
            label="Worker",
            hint="In a group: everybody who brought something.",
            group="professionals",
            needed=True,
        ),
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
            hint="Does it add up? Plans that repeat? Keeping away? Open the chronology from the bar above.",
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
        Rows(
            key="decisions",
            label="Decision for each child",
            hint="Once this is finished, each child’s decision and actions are filed as a record of their own.",
            each="about",
            layout="cards",
            needed=True,
            columns=(
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
                LongText(
                    key="decision",
                    label="Decision and reason",
                    hint="About this child alone: it goes into this child’s file.",
                    needed=True,
                    lines=3,
                ),
                Actions(key="actions", label="Actions for this child", none_label="None", needed=True),
            ),
        ),
        LongText(
            key="who_else",
            label="Who else should be told",
            needed=True,
            none_label="Nobody",
            lines=1,
        ),
        Text(
            key="sharing",
            label="Decision to share",
            hint="“Decide about sharing” begins one and puts its day here.",
            when=When(key="who_else", values=("*",)),
        ),
        Actions(key="actions", label="Actions that belong to no one child", none_label="None", needed=True),
        Choice(
            key="disagree",
            label="Do you two see it differently?",
            options=opts(no="No", yes="Yes: a professional difference is recorded"),
            needed=True,
        ),
        Text(
            key="difference",
            label="Professional difference",
            hint="“Professional difference” begins one and puts its day here.",
            when=When(key="disagree", values=("yes",)),
            needed=True,
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
    version=2,
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
    summary_from=("decisions",),
    pages=(_WHO, _THINK, _WEIGH, _SELF, _DECIDE),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {1: lift_from_1}
