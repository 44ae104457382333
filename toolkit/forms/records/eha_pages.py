"""Sections A to H, K and L of the Early Help Assessment: agreement, family, why now, children, parents, around them, what it means."""

from __future__ import annotations

from toolkit.forms.early_help import HARM_ANSWERS
from toolkit.forms.vocabulary import (
    AllOf,
    Choice,
    Date,
    Field,
    LongText,
    Not,
    Notice,
    Page,
    Person,
    Prompt,
    Rows,
    Signatures,
    Text,
    When,
    YesNo,
    opts,
)

NO_NEED = "No need seen"
REFUSED = When(key="agreed", values=("no", "declined"))
DECLINED = AllOf(of=(REFUSED, When(key="becomes", values=("declined",))))
"""The offer was declined and is kept as that: sections B to P are not asked."""
_GOES_ON = Not(of=DECLINED)
NUMBERS = ("emergency", "front_door", "out_of_hours", "safeguarding_lead")
_PARENT = When(key="person.parent", values=("yes",))


def _part(key: str, label: str, hint: str = "") -> LongText:
    return LongText(key=key, label=label, hint=hint, needed=True, none_label=NO_NEED, lines=2)


def _harm(key: str) -> tuple[Field, ...]:
    """The question that closes each part in which harm may show, and what follows at once."""
    answered = When(key=key, values=HARM_ANSWERS)
    return (
        YesNo(
            key=key,
            label="Any sign of abuse or neglect in what you wrote here?",
            hint="Not known counts as a sign.",
            needed=True,
            withheld="always",
        ),
        Notice(
            key=f"stop_{key}",
            label="Stop: this is child protection",
            tone="red",
            text="Ring the front door now. A referral on the harm route needs a few fields only. This assessment can wait.",
            numbers=NUMBERS,
            when=answered,
        ),
        LongText(
            key=f"{key}_what",
            label="What was seen, heard or said, and when",
            hint="Exact words in quote marks. The referral begins with it.",
            when=answered,
            withheld="always",
            lines=3,
            gentle=False,
        ),
    )


AGREEMENT = Page(
    key="agreement",
    title="A. Agreement",
    hint="It is voluntary. Explain in their language, and say who will read it.",
    fields=(
        Text(key="called", label="What this area calls it", hint="It is the title of this paper."),
        YesNo(
            key="agreed",
            label="Do they agree to this assessment?",
            needed=True,
            prompt=Prompt(
                title="With the family, not about them",
                text="Strengths and needs, evidence and not impression, open to challenge. It leads to few small steps.",
                card="G-ASS",
            ),
        ),
        Rows(
            key="agreed_by",
            label="Who agreed",
            hint="Somebody with parental responsibility; the young person if able.",
            needed=Not(of=REFUSED),
            when=Not(of=REFUSED),
            layout="cards",
            row_title="who",
            add_label="Add somebody",
            columns=(
                Person(key="who", label="Who", group="everyone", needed=True),
                Text(key="what", label="To what", needed=True),
                Text(key="shared", label="Shared with whom", needed=True),
                Date(key="on", label="On", needed=True),
            ),
        ),
        YesNo(key="may_withdraw", label="Told that they may change their mind", needed=Not(of=REFUSED)),
        Text(
            key="explained_in", label="Language and format in which it was explained", needed=Not(of=REFUSED)
        ),
        Signatures(
            key="agreement_signed",
            label="Agreement signed",
            who=("Parent or carer", "Young person"),
            needed=Not(of=REFUSED),
            when=Not(of=REFUSED),
        ),
        Notice(
            key="no_assessment",
            label="Without agreement it is no assessment",
            tone="amber",
            text="Keep it as the record of an offer that was declined, or as a draft and ask again.",
            when=REFUSED,
        ),
        Choice(
            key="becomes",
            label="What it is kept as",
            when=REFUSED,
            needed=True,
            options=opts(declined="An offer that was declined", draft="A draft, to ask again"),
            withheld="always",
        ),
        LongText(
            key="declined_what",
            label="What was offered, and what they said",
            when=REFUSED,
            needed=True,
            lines=3,
            gentle=False,
        ),
        Date(
            key="offer_again",
            label="Offer again on",
            when=REFUSED,
            needed=True,
            future=True,
            due="Offer early help again",
        ),
        Choice(
            key="refusal_risk",
            label="Does the refusal raise the risk?",
            when=REFUSED,
            needed=True,
            withheld="always",
            options=opts(no="No", yes="Yes: talk with the lead today", not_known="Not known"),
        ),
        LongText(
            key="refusal_why", label="Why, or why not", when=REFUSED, needed=True, withheld="always", lines=2
        ),
        Notice(
            key="refusal_numbers",
            label="Talk it over today",
            tone="red",
            text="No agreement and a need that grows may be harm. Harm needs no agreement.",
            numbers=("emergency", "safeguarding_lead", "front_door", "out_of_hours"),
            when=AllOf(of=(REFUSED, When(key="refusal_risk", values=HARM_ANSWERS))),
        ),
    ),
)

BACKGROUND = Page(
    key="background",
    title="B to D. Family, why now, tried so far",
    hint="B comes from the family file. What is wrong there is put right there too.",
    when=_GOES_ON,
    fields=(
        LongText(
            key="b_children",
            label="B. The children",
            hint="Each by name: age, school, health, disability, how the child communicates.",
            needed=True,
            lines=4,
            gentle=False,
        ),
        LongText(
            key="b_adults",
            label="The adults, and who is in the home",
            hint="Every regular adult, fathers too, also one who lives elsewhere.",
            needed=True,
            lines=3,
            gentle=False,
        ),
        LongText(key="b_responsibility", label="Parental responsibility", needed=True, lines=2, gentle=False),
        LongText(
            key="b_network",
            label="Who works with them",
            needed=True,
            none_label="Nobody known",
            lines=2,
            gentle=False,
        ),
        LongText(
            key="b_language",
            label="Languages, interpreters, disability and reading needs",
            needed=True,
            none_label="None known",
            lines=2,
            gentle=False,
        ),
        Text(key="asked_by", label="C. Who asked for help", needed=True, withheld="unless_asked"),
        LongText(
            key="why_now", label="What happened", hint="The family's words first.", needed=True, lines=4
        ),
        Text(key="since", label="Since when", needed=True),
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

CHILDREN = Page(
    key="children",
    title="E. Each child",
    hint="Strengths and needs in each part. Compare with what is usual at this age. “The rest” in the menu at the top "
    "sets what is empty to no need seen, or not explored yet.",
    when=_GOES_ON,
    fields=(
        Rows(
            key="needs",
            label="Each child",
            each="children",
            layout="cards",
            own_sheets=True,
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
        *_harm("harm_children"),
    ),
)
PARENTS = Page(
    key="parents",
    title="F. Parenting",
    hint="Each parent apart, also one who lives elsewhere.",
    when=_GOES_ON,
    fields=(
        Rows(
            key="parenting",
            label="Each parent or carer",
            each="adults",
            needed_for=_PARENT,
            layout="cards",
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
        *_harm("harm_parents"),
    ),
)
AROUND = Page(
    key="around",
    title="G and H. Around the family",
    hint="What happened to people, not what is wrong with them.",
    when=_GOES_ON,
    fields=(
        _part("history", "G. History"),
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
            key="outside_what",
            label="Friends, places, online, travel: what, where, with whom",
            when=When(key="outside", values=HARM_ANSWERS),
            needed=True,
            lines=2,
        ),
        *_harm("harm_around"),
    ),
)
ANALYSIS = Page(
    key="analysis",
    title="K and L. What it means",
    when=_GOES_ON,
    fields=(
        Rows(
            key="analysis_rows",
            label="K. For each child",
            hint="Evidence, not impression. Open to challenge.",
            each="children",
            layout="cards",
            needed=True,
            columns=(
                LongText(key="needs", label="Needs", needed=True, lines=2),
                LongText(key="risks", label="Risks", needed=True, none_label="None seen", lines=2),
                LongText(key="strengths", label="Strengths", needed=True, lines=2),
                LongText(key="impact", label="What it is like for the child", needed=True, lines=2),
                LongText(key="if_nothing", label="If nothing changes", needed=True, lines=2),
            ),
        ),
        LongText(
            key="area_levels",
            label="Levels of this area",
            hint="As its document printed them. Check before use.",
            lines=3,
            gentle=False,
            withheld="unless_asked",
        ),
        Text(
            key="level",
            label="L. Level of need, in the words of this area",
            hint="A level of need record before this brings its own level and reason.",
            needed=True,
            offered="@area_levels",
            prompt=Prompt(
                title="Judgement, not arithmetic",
                text="Look for clusters and for change. One grave sign can be enough. Nothing is added up.",
                card="G-TH0",
            ),
        ),
        LongText(key="level_why", label="Why this level", needed=True, lines=2),
    ),
)
