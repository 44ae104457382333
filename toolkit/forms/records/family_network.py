"""Family network and family meeting (R05): who is around the children, who comes together, and the family's own plan.

The plan stands on a sheet of its own, to hang on the fridge: it holds what people do and when, and nothing of the worry.
Whether somebody is safe to involve is asked of everybody, and no copy for the family holds the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.network_checks import check, start_from
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    Actions,
    AllOf,
    Choice,
    Date,
    Form,
    LongText,
    Not,
    Notice,
    Page,
    Person,
    Prompt,
    Rows,
    Text,
    When,
    YesNo,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check", "start_from"]

_MEETING = When(key="meeting", values=("family", "network", "conference"))
_MET = AllOf(of=(_MEETING, When(key="met", values=("yes",))))
_NOT_SAFE = When(key="safe", values=("no", "not_known", "declined"))

_NETWORK = Page(
    key="network",
    title="Who is around you",
    fields=(
        Rows(
            key="network",
            label="Who is around you",
            hint="Family, friends, neighbours, a club, a faith group.",
            needed=True,
            layout="cards",
            row_title="who",
            add_label="Add a person",
            none_label="No one yet",
            prompt=Prompt(
                title="Who would you ring tonight?",
                text="If a child was poorly tonight, whom would you ring? Who helped before, and might again?",
                card="G-FNM",
            ),
            columns=(
                Person(key="who", label="Name", group="anyone", needed=True),
                Text(key="relation", label="Who they are to the children", needed=True),
                LongText(key="helps", label="How they help now", lines=2),
                LongText(key="could_help", label="What they could help with", lines=2),
                YesNo(key="knows", label="Do they know about the worry?", needed=True),
                YesNo(key="agreed", label="Have they said yes to helping?", needed=True),
                Text(key="contact", label="How to reach them", withheld="unless_asked"),
                YesNo(
                    key="safe",
                    label="Is it safe to involve them?",
                    hint="Ask each adult alone. Never on a copy for the family.",
                    needed=True,
                    withheld="always",
                    prompt=Prompt(
                        title="Safe for whom?",
                        text="Where there is abuse or control, somebody in the network may be part of it, or tell.",
                        card="G-DA",
                    ),
                ),
                LongText(
                    key="safe_why",
                    label="Why, or why it is not known",
                    when=_NOT_SAFE,
                    needed=True,
                    withheld="always",
                    lines=1,
                ),
            ),
        ),
    ),
)

_CHILD_LIST = Page(
    key="child_list",
    title="Each child's own list",
    fields=(
        Rows(
            key="child_list",
            label="Each child's own list",
            hint="Ask each child on their own. A baby: whom does the baby go to?",
            each="about",
            only=Not(of=When(key="person.unborn", values=("yes",))),
            layout="cards",
            needed=True,
            withheld="unless_asked",
            add_label="Add a child",
            prompt=Prompt(
                title="Often a different list",
                text="Whom do you want near? Who makes you laugh? Who knows when you are sad?",
                card="G-VOICE",
            ),
            columns=(
                YesNo(key="asked_alone", label="Asked on their own?", needed=True),
                Rows(
                    key="people",
                    label="The people this child named",
                    needed=True,
                    add_label="Add a person",
                    none_label="Named nobody",
                    columns=(
                        Text(key="name", label="Name", needed=True),
                        Text(key="how", label="What is good about them"),
                    ),
                ),
            ),
        ),
    ),
)

_HELP = Page(
    key="help",
    title="Asking for help",
    fields=(
        Choice(
            key="help_asking",
            label="Do you want help to ask them?",
            needed=True,
            options=opts(
                self="I will ask myself",
                together="Ask with me",
                worker="My lead worker asks for me",
                not_now="Not now",
                not_wanted="I do not want anyone asked",
            ),
            prompt=Prompt(
                title="Asking is hard",
                text="Many people would rather be asked than not. Offer to sit beside the parent while they ring.",
                card="G-FNM",
            ),
        ),
        Text(key="help_note", label="Who asks whom"),
    ),
)

_MEET = Page(
    key="meeting",
    title="The family meeting",
    fields=(
        Choice(
            key="meeting",
            label="What kind of meeting?",
            options=opts(
                none="No meeting for now",
                family="Family meeting",
                network="Family network meeting",
                conference="Family group conference or decision-making",
            ),
        ),
        Notice(
            key="safety_notice",
            label="Safety first",
            tone="amber",
            text="Before anybody is invited: is there abuse or control? Ask each adult alone whether they can speak "
            "freely with the others in the room, and what happens on the way home.",
            when=_MEETING,
            prompt=Prompt(
                title="Not every family should meet",
                text="Meeting in two rounds, or not at all, is a plan too. Talk it through with your lead first.",
                card="G-DA",
            ),
        ),
        YesNo(
            key="safety_checked",
            label="Was safety looked at before anybody was invited?",
            when=_MEETING,
            needed=True,
            withheld="always",
        ),
        LongText(
            key="safety_note",
            label="What was found, and what keeps people safe",
            when=_MEETING,
            withheld="always",
            lines=2,
        ),
        Date(
            key="meeting_day",
            label="Day of the meeting",
            when=_MEETING,
            needed=True,
            future=True,
            due="Family meeting",
            done="met",
        ),
        Text(key="place", label="Where", when=_MEETING, needed=True),
        YesNo(key="met", label="Has the meeting happened?", when=_MEETING, needed=True),
        Rows(
            key="invited",
            label="Who was invited",
            when=_MEETING,
            needed=True,
            row_title="who",
            add_label="Add a person",
            columns=(
                Person(key="who", label="Name", group="anyone", needed=True),
                YesNo(key="came", label="Did they come?", when=_MET, needed=True),
                Text(
                    key="why_not",
                    label="Why not",
                    when=AllOf(of=(_MET, When(key="came", values=("no",)))),
                    needed=True,
                ),
                LongText(
                    key="why_invited",
                    label="If it is not safe to involve them: why invited, and what keeps people safe",
                    withheld="always",
                    lines=1,
                ),
            ),
        ),
        YesNo(
            key="private_time",
            label="Did the family have time alone, without workers?",
            when=_MET,
            needed=True,
        ),
    ),
)

_QUESTION = Page(
    key="question",
    title="The question for the family",
    when=_MEETING,
    fields=(
        LongText(
            key="question",
            label="The question for the family",
            hint="One question, in words everyone in the room uses.",
            needed=True,
            lines=2,
        ),
        LongText(
            key="bottom_lines",
            label="What must be so, and what must not be",
            hint="What the workers cannot give way on. Say it before the family plans.",
            none_label="There are none",
            needed=True,
            lines=3,
        ),
    ),
)

_PLAN = Page(
    key="plan",
    title="Our plan",
    when=_MET,
    own_sheet=True,
    large=True,
    hint="For the fridge: what we do, who does it, and when. Nothing about the worry.",
    fields=(
        Actions(
            key="plan",
            label="What we do",
            hint="In the family's own words. One name and one day for each.",
            needed=True,
            none_label="No plan was made",
        ),
        LongText(key="backup", label="If that does not work", needed=True, lines=2),
        Person(key="checker", label="Who looks whether it works", group="anyone", needed=True),
        Date(
            key="review",
            label="We look at it again on",
            needed=True,
            future=True,
            not_before="meeting_day",
            due="Look at a family's plan again",
        ),
    ),
)

_AGREED = Page(
    key="agreed",
    title="What the workers say",
    when=_MET,
    fields=(
        YesNo(key="workers_agree", label="Do the workers agree with the plan?", needed=True),
        LongText(
            key="workers_why",
            label="Why not, and what would change it",
            when=When(key="workers_agree", values=("no", "not_known")),
            needed=True,
            lines=3,
        ),
    ),
)

FORM = Form(
    id="network",
    title="Family network and meeting",
    description="Who is around the children, each child's own list, a family meeting and the family's plan for the fridge.",
    keywords=(
        "family group conference",
        "family meeting",
        "support network",
        "ecomap",
        "FGC",
        "FNM",
        "family plan",
        "family network meeting",
    ),
    moment="working together",
    icon="users-four",
    audience="family",
    event_label="Day we talked about it",
    summary_from=("question", "backup", "help_asking"),
    pages=(_NETWORK, _CHILD_LIST, _HELP, _MEET, _QUESTION, _PLAN, _AGREED),
)

UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
