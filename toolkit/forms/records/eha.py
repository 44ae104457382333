"""Early Help Assessment and Plan (R12): agreement first, each child in seven parts, each parent in six, and a plan for the wall."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.eha_checks import check, start_from
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    Choice,
    Date,
    Form,
    LongText,
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
    opts,
)

__all__ = ["FORM", "UPGRADES", "check", "start_from"]

NO_NEED = "No need seen"
_REFUSED = When(key="agreed", values=("no", "declined"))


def _part(key: str, label: str, hint: str = "", lines: int = 2) -> LongText:
    return LongText(key=key, label=label, hint=hint, needed=True, none_label=NO_NEED, lines=lines)


_A = Page(
    key="agreement",
    title="A. Agreement",
    hint="It is voluntary. Explain in their language, and say who will read it.",
    fields=(
        Rows(
            key="agreed_by",
            label="Who agreed",
            hint="Somebody with parental responsibility; the young person if able.",
            needed=True,
            row_title="who",
            add_label="Add somebody",
            columns=(
                Text(key="who", label="Who", needed=True),
                Text(key="what", label="To what", needed=True),
                Text(key="shared", label="Shared with whom", needed=True),
                Date(key="on", label="On", needed=True),
            ),
        ),
        YesNo(key="agreed", label="Do they agree to this assessment?", needed=True),
        YesNo(key="may_withdraw", label="Told that they may change their mind", needed=True),
        Date(
            key="offer_again",
            label="Offer again on",
            when=_REFUSED,
            needed=True,
            future=True,
            due="Offer early help again",
        ),
        Choice(
            key="refusal_risk",
            label="Does the refusal raise the risk?",
            when=_REFUSED,
            needed=True,
            withheld="always",
            options=opts(no="No", yes="Yes: talk with the lead today", not_known="Not known"),
        ),
    ),
)
_BCD = Page(
    key="background",
    title="B to D. Family, why now, tried so far",
    fields=(
        LongText(
            key="family_text",
            label="B. Family and household",
            hint="From the family file: children, every adult, fathers too, who has parental responsibility, language.",
            needed=True,
            lines=5,
            gentle=False,
        ),
        LongText(
            key="why_now",
            label="C. Why now",
            hint="Who asked, what happened. Their words first.",
            needed=True,
            lines=4,
        ),
        Rows(
            key="tried",
            label="D. Tried so far",
            none_label="Nothing yet",
            needed=True,
            row_title="help",
            add_label="Add something tried",
            columns=(
                Text(key="help", label="Help", needed=True),
                Text(key="by", label="By whom"),
                Text(key="when", label="When"),
                Text(key="result", label="How it went", hint="What worked a little?", needed=True),
            ),
        ),
    ),
)
_E = Page(
    key="children",
    title="E. Each child",
    hint="Strengths and needs in each part. Compare with what is usual at this age.",
    fields=(
        Rows(
            key="needs",
            label="Each child",
            each="children",
            layout="cards",
            needed=True,
            columns=(
                _part("health", "Health"),
                _part("learning", "Learning"),
                _part("emotions", "Feelings and behaviour"),
                _part("identity", "Identity"),
                _part("relations", "Family and friends"),
                _part("presents", "How they come across"),
                _part("self_care", "Looking after themselves"),
            ),
            prompt=Prompt(
                title="Three sides",
                text="The child's needs, what the parents can give, and the family and world around them.",
                card="G-TRI",
            ),
        ),
        YesNo(
            key="harm_signs",
            label="Any sign of abuse or neglect in what you wrote?",
            needed=True,
            withheld="always",
        ),
        Notice(
            key="stop",
            label="Stop: this is child protection",
            tone="red",
            text="Ring the front door now. This assessment can wait.",
            numbers=("emergency", "front_door", "out_of_hours", "safeguarding_lead"),
            when=When(key="harm_signs", values=("yes", "not_known")),
        ),
    ),
)
_F = Page(
    key="parents",
    title="F. Parenting",
    hint="Each parent apart, also one who lives elsewhere.",
    fields=(
        Rows(
            key="parenting",
            label="Each parent or carer",
            each="adults",
            layout="cards",
            needed=True,
            withheld="unless_asked",
            columns=(
                _part("care", "Everyday care"),
                _part("safety", "Keeping safe"),
                _part("warmth", "Warmth"),
                _part("play", "Play, talk and learning"),
                _part("limits", "Guidance and limits"),
                _part("steady", "Steadiness"),
            ),
        ),
    ),
)
_GH = Page(
    key="around",
    title="G and H. Around the family",
    hint="What happened to people, not what is wrong with them.",
    fields=(
        _part("history", "History"),
        _part("wider", "Wider family"),
        _part("housing", "Housing"),
        _part("work", "Work"),
        _part("money", "Money"),
        _part("links", "Friends and links"),
        _part("culture", "Community and culture"),
        YesNo(
            key="outside",
            label="H. Any worry outside the home or online?",
            needed=True,
            prompt=Prompt(
                title="Places, not only families",
                text="Friends, places, online, travel. Parents often have little say there.",
                card="G-HOH",
            ),
        ),
        LongText(
            key="outside_what", label="What, where, with whom", needed=True, none_label="Nothing", lines=2
        ),
    ),
)
_I = Page(
    key="map",
    title="I. Map",
    hint="From the last map where there is one.",
    fields=(
        LongText(key="well", label="What is working well?", needed=True, lines=3),
        LongText(key="worried", label="What are we worried about?", needed=True, lines=3),
        LongText(key="happen", label="What needs to happen?", needed=True, lines=3),
        Scores(
            key="scores",
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
    fields=(
        Rows(
            key="child_views",
            label="What each child says",
            hint="Exact words.",
            each="children",
            layout="cards",
            needed=True,
            columns=(LongText(key="words", label="In their words", needed=True, lines=3, gentle=False),),
        ),
        Rows(
            key="parent_views",
            label="What each parent says",
            each="adults",
            layout="cards",
            needed=True,
            columns=(LongText(key="words", label="In their words", needed=True, lines=3, gentle=False),),
        ),
    ),
)
_KL = Page(
    key="analysis",
    title="K and L. What it means",
    fields=(
        Rows(
            key="analysis_rows",
            label="K. For each child",
            hint="Evidence, not impression. Open to challenge.",
            each="children",
            layout="cards",
            needed=True,
            columns=(
                LongText(key="needs", label="Needs and risks", needed=True, lines=2),
                LongText(key="strengths", label="Strengths", needed=True, lines=2),
                LongText(key="impact", label="What it is like for the child", needed=True, lines=2),
                LongText(key="if_nothing", label="If nothing changes", needed=True, lines=2),
            ),
        ),
        Text(key="level", label="L. Level of need, in the words of this area", needed=True),
        LongText(key="level_why", label="Why this level", needed=True, lines=2),
    ),
)
_M = Page(
    key="plan_page",
    title="M. Plan",
    own_sheet=True,
    fields=(
        Rows(
            key="plan",
            label="Plan",
            hint="Few, small, and some of them the family's own.",
            needed=True,
            row_title="outcome",
            add_label="Add to the plan",
            columns=(
                Text(key="outcome", label="What will be better, in the family's words", needed=True),
                Text(key="action", label="What", needed=True),
                Person(key="who", label="Who", needed=True),
                Date(key="by", label="By when", needed=True, future=True, due="Early help plan"),
                Text(key="know", label="How we will know", needed=True),
                Choice(
                    key="progress",
                    label="How it goes",
                    options=opts(
                        new="New",
                        done="Done",
                        on_track="On the way",
                        stuck="Stuck",
                        dropped="No longer needed",
                    ),
                ),
            ),
        ),
    ),
)
_NOP = Page(
    key="end",
    title="N to P. Who leads, when next, copies",
    fields=(
        Text(key="lead", label="N. Lead practitioner", needed=True),
        Text(key="lead_why", label="Why this person", needed=True),
        YesNo(key="lead_agreed", label="Does the family agree?", needed=True),
        Date(
            key="review",
            label="O. Review",
            hint="Six weeks, unless set otherwise here.",
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
    keywords=(
        "EHA",
        "EHAP",
        "CAF",
        "EHM",
        "early help assessment",
        "family help assessment",
        "plan",
        "assessment triangle",
        "common assessment",
    ),
    moment="working together",
    icon="clipboard",
    summary_from=("why_now",),
    pages=(_A, _BCD, _E, _F, _GH, _I, _J, _KL, _M, _NOP),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
