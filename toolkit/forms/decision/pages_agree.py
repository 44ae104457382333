"""The questions about agreement: whether to ask, whom, what was explained, what they said; the weigh-up without it."""

from __future__ import annotations

from toolkit.forms.decision.pages_start import CALM, HARM_TICKS, NOT_SURE, YES_NO_UNSURE, on, page
from toolkit.forms.vocabulary import (
    AllOf,
    Choice,
    Choices,
    Date,
    DateTime,
    LongText,
    Option,
    People,
    Person,
    Rows,
    Text,
    opts,
)

X_REASONS = opts(
    X1="asking could put someone at more risk",
    X2="asking could spoil finding or stopping a serious crime",
    X3="waiting for an answer could cause harm",
    X4="nobody is able to agree",
    X5="they cannot be reached, after real tries",
    X6="we would share whatever the answer",
    X7="they would not be free to say no",
)
ASK = page(
    "S6",
    "Is it safe and right to ask for agreement first?",
    Rows(
        key="ask",
        label="For each person whose information it is",
        layout="cards",
        row_title="person",
        needed=True,
        columns=(
            Person(key="person", label="Person", group="anyone", needed=True),
            Choice(
                key="safe",
                label="Is it safe and right to ask",
                needed=True,
                options=(
                    Option(value="yes", label="Yes, it is safe to ask"),
                    Option(value="no", label="No, because", hint="tick all that apply"),
                    Option(value=NOT_SURE, label="Not sure: show me who to ask"),
                ),
            ),
            Choices(
                key="reasons", label="No, because", when=on("safe", "no"), needed=True, options=X_REASONS
            ),
            LongText(
                key="shows",
                label="What shows this? Facts only.",
                when=on("safe", "no"),
                needed=CALM,
                lines=2,
                gentle=False,
            ),
            LongText(
                key="tries",
                label="When and how did you try?",
                hint="Each try: day, time, how.",
                when=AllOf(of=(on("safe", "no"), on("reasons", "X5"))),
                needed=CALM,
                lines=2,
                gentle=False,
            ),
        ),
    ),
    hint="Ask where you can. It is the kindest way, and often the safest.",
)

WHO = page(
    "S6b",
    "Who can agree?",
    Rows(
        key="asked",
        label="Who is asked",
        layout="cards",
        row_title="person",
        add_label="Add another person to ask",
        needed=True,
        columns=(
            Person(key="person", label="Who is asked", group="anyone", needed=True),
            People(key="for_whom", label="For whose information", group="anyone"),
            Choice(
                key="capacity",
                label="They are",
                needed=True,
                options=(
                    Option(value="adult", label="an adult who can decide this"),
                    Option(value="adult_lacks", label="an adult who cannot decide this now"),
                    Option(value="young", label="16 or 17, taken as able to decide"),
                    Option(value="child", label="under 16: we look at whether they can decide this"),
                    Option(value="parent", label="a parent or carer with parental responsibility"),
                    Option(value="nobody", label="nobody is able to agree"),
                    Option(value=NOT_SURE, label="Not sure"),
                ),
            ),
            LongText(
                key="best_interests",
                label="Why they cannot decide, and what is best for them",
                hint="Mental Capacity Act 2005: who was asked about their wishes. It is then weighed up with a manager.",
                when=on("capacity", "adult_lacks"),
                needed=CALM,
                lines=2,
                gentle=False,
            ),
            Text(
                key="pr_evidence",
                label="How you know they have parental responsibility",
                when=on("capacity", "parent"),
                needed=True,
            ),
        ),
    ),
)

_PARTLY = opts(yes="Yes", partly="Partly", no="No")
GILLICK = page(
    "S6g",
    "Can this child decide this?",
    Rows(
        key="gillick",
        label="Can they decide this, now",
        layout="cards",
        row_title="person",
        needed=True,
        columns=(
            Person(key="person", label="Child", group="anyone", needed=True),
            Choice(
                key="age",
                label="Age",
                needed=True,
                options=opts(under_13="12 or younger", from_13="13 to 15"),
            ),
            Choice(
                key="understands",
                label="Understands what is shared, with whom and why",
                options=_PARTLY,
                needed=True,
            ),
            Choice(key="follows", label="Understands what may follow", options=_PARTLY, needed=True),
            Choice(key="choices", label="Knows there are other choices", options=_PARTLY, needed=True),
            Choice(key="weighs", label="Can weigh it up", options=_PARTLY, needed=True),
            Choice(key="view", label="Can say their own view", options=_PARTLY, needed=True),
            Choice(key="free", label="Free of pressure", options=_PARTLY, needed=True),
            LongText(
                key="example",
                label="What they said or did that shows it",
                needed=True,
                lines=2,
                gentle=False,
            ),
            Choice(
                key="competent",
                label="So, can they decide this?",
                needed=True,
                options=opts(
                    yes="Yes: their own answer counts",
                    no="No: ask whoever has parental responsibility",
                    not_sure="Not sure",
                ),
            ),
        ),
    ),
)

EXPLAINED = page(
    "S6c",
    "What did you explain?",
    Rows(
        key="explained",
        label="Told to each person",
        layout="cards",
        row_title="person",
        needed=True,
        columns=(
            Person(key="person", label="Person", group="anyone", needed=True),
            Choice(
                key="what", label="What will be shared", options=opts(yes="Told", no="Not told"), needed=True
            ),
            Choice(key="why", label="Why", options=opts(yes="Told", no="Not told"), needed=True),
            Choice(key="whom", label="With whom", options=opts(yes="Told", no="Not told"), needed=True),
            Choice(
                key="if_not",
                label="What happens if it is not shared",
                options=opts(yes="Told", no="Not told"),
                needed=True,
            ),
            Choice(
                key="may_refuse",
                label="They may say no, or change their mind",
                options=opts(yes="Told", no="Not told"),
                needed=True,
            ),
            Text(key="language", label="Language, interpreter or other help", none_label="None needed"),
        ),
    ),
    Choice(
        key="cannot_explain",
        label="Something was not told",
        when=on("@unexplained", "yes"),
        options=opts(later="I will explain it now", today="I cannot explain it today"),
    ),
)

ANSWER = page(
    "S6d",
    "What did they say?",
    Rows(
        key="answered",
        label="The answer of each person",
        layout="cards",
        row_title="person",
        needed=True,
        columns=(
            Person(key="person", label="Person", group="anyone", needed=True),
            Choice(
                key="answer",
                label="Their answer",
                needed=True,
                options=opts(
                    written="Yes, in writing",
                    verbal="Yes, by word of mouth",
                    limits="Yes, with limits",
                    refused="No",
                    withdrawn="Said yes, then changed their mind",
                    waiting="Waiting for an answer",
                    no_reply="No reply in time",
                ),
            ),
            DateTime(key="asked_on", label="Asked when"),
            DateTime(
                key="answered_on",
                label="Answered when",
                when=on("answer", "written", "verbal", "limits", "refused", "withdrawn"),
                needed=True,
                not_before="asked_on",
            ),
            LongText(
                key="why_verbal",
                label="Why it is not in writing",
                when=on("answer", "verbal"),
                needed=True,
                lines=1,
                gentle=False,
            ),
            Text(key="where", label="Where it was said", when=on("answer", "verbal"), needed=CALM),
            Text(key="witness", label="Who else heard it", when=on("answer", "verbal"), none_label="Nobody"),
            LongText(
                key="limits",
                label="Their limits",
                hint="What is not to be passed on, or to whom not. One in each line.",
                when=on("answer", "limits"),
                needed=True,
                lines=2,
                gentle=False,
            ),
            Date(
                key="wait_until",
                label="Waiting until",
                when=on("answer", "waiting"),
                needed=True,
                future=True,
                due="Answer about sharing",
            ),
            Date(key="no_reply_by", label="No reply by", when=on("answer", "no_reply"), needed=True),
            LongText(key="words", label="In their own words", lines=1, gentle=False),
        ),
    ),
    Choice(
        key="refusal_risk",
        label="Does the refusal itself raise the risk?",
        hint="Not sure counts as yes: the question about harm is asked once more.",
        when=on("@any_refused", "yes"),
        needed=True,
        options=YES_NO_UNSURE,
    ),
    Text(
        key="under_13_with",
        label="Manager asked about a child under 13 who agrees alone",
        hint="Name and role. Not you.",
        when=on("@under_13_alone", "yes"),
        needed=CALM,
    ),
    LongText(
        key="under_13_view",
        label="The manager's view",
        when=on("@under_13_alone", "yes"),
        needed=CALM,
        lines=2,
        gentle=False,
    ),
)

HARM_AGAIN = page(
    "S2R",
    "Now that they said no: are there signs of serious harm?",
    Choices(key="harm_again", label="Tick all that fit", needed=True, options=HARM_TICKS),
    DateTime(
        key="harm_again_dt",
        label="When did you learn of it",
        when=on("harm_again", "H1", "H2", "H3", "H6"),
        needed=True,
    ),
    LongText(key="harm_again_note", label="What shows this? Facts only.", lines=2, gentle=False),
)

_DECIDES = on("weigh", "share", "not_share", "refer_anyway")
WEIGH = page(
    "S6N",
    "Weigh it up with your manager",
    Text(
        key="weigh_with",
        label="Manager or safeguarding lead",
        hint="Name and role. Not you.",
        when=_DECIDES,
        needed=on("@manager_needed", "yes"),
    ),
    LongText(
        key="weigh_advice",
        label="Whose advice you took, and what they said",
        when=on("@decides_alone", "yes"),
        needed=True,
        lines=2,
        gentle=False,
    ),
    Choice(
        key="weigh_how",
        label="How you spoke",
        when=_DECIDES,
        options=opts(phone="By phone", person="In person", video="By video", written="In writing"),
    ),
    LongText(
        key="weigh_reason",
        label="Why share, or not, without agreement",
        needed=CALM,
        lines=2,
        gentle=False,
    ),
    LongText(key="weigh_others", label="Who else could be hurt", needed=CALM, lines=1, gentle=False),
    LongText(key="weigh_shared", label="Harm if it is shared", needed=CALM, lines=2, gentle=False),
    LongText(key="weigh_unshared", label="Harm if it is not shared", needed=True, lines=2, gentle=False),
    LongText(
        key="weigh_wishes",
        label="Confidence, and what the family wants",
        needed=CALM,
        lines=2,
        gentle=False,
    ),
    LongText(key="weigh_less", label="Would something less do?", needed=CALM, lines=1, gentle=False),
    Choice(
        key="weigh_interest",
        label="Is the public interest in sharing greater?",
        needed=CALM,
        options=opts(yes="Yes", no="No", not_sure="Not sure"),
    ),
    Choice(
        key="weigh",
        label="Decision",
        needed=True,
        options=(
            Option(value="share", label="Share"),
            Option(value="not_share", label="Do not share"),
            Option(value="advice", label="Get advice first"),
            Option(value="not_reached", label="Manager not reached"),
            Option(
                value="refer_anyway",
                label="Manager says no; I refer all the same",
                hint="Any worker may refer when someone may be seriously harmed.",
            ),
        ),
    ),
    DateTime(
        key="weigh_on",
        label="Decided when",
        when=_DECIDES,
        needed=True,
    ),
    Date(
        key="pass_on_by",
        label="Pass on by",
        when=on("@own_decision", "yes"),
        needed=True,
        future=True,
    ),
    LongText(
        key="weigh_manager_reason",
        label="The manager's reasons",
        when=on("weigh", "not_share", "refer_anyway"),
        needed=on("@manager_needed", "yes"),
        lines=2,
        gentle=False,
    ),
)

STILL = page(
    "SH",
    "Someone may be harmed. Are you sure?",
    Choice(
        key="still",
        label="Nothing will be passed on that names them",
        needed=True,
        options=(
            Option(value="share", label="Share after all"),
            Option(value="keep", label="Keep to it, with reasons"),
            Option(value="not_reached", label="Manager not reached"),
            Option(value="advice", label="Get advice today"),
        ),
    ),
    LongText(
        key="still_worker", label="Your reasons", when=on("still", "keep"), needed=True, lines=2, gentle=False
    ),
    LongText(
        key="still_manager",
        label="Your manager's reasons",
        when=on("still", "keep"),
        needed=True,
        lines=2,
        gentle=False,
    ),
    Text(
        key="still_with",
        label="Manager who said so",
        hint="Name and role. Not you.",
        when=on("still", "keep"),
        needed=True,
    ),
    hint="Ring your safeguarding lead or the front door. Any worker may refer.",
)
