"""The voice of the child (R07): one child each, exact words kept as they were said, and what was seen where there are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.childs_voice_checks import check, paper, title
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    AllOf,
    Choice,
    Choices,
    Files,
    Form,
    LongText,
    Not,
    Page,
    Prompt,
    Rows,
    Scale,
    Text,
    When,
    YesNo,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check", "paper", "title"]

_ABLE = When(key="able", values=("yes",))
_WATCHED = When(key="able", values=("no", "partly"))
_HOUSES = When(key="method", values=("houses",))
_CHOSE = When(key="worries_on_copy", values=("yes",))
_REVIEW = When(key="moment", values=("review",))
_DAY = When(key="method", values=("day",))
_OWN = AllOf(of=())
"""Whatever else holds: what a child said is on the child's own page. No copy for the family has it unless asked for."""

_MEETING = Page(
    key="meeting",
    title="How we met",
    fields=(
        Text(key="where", label="Where", needed=True),
        Text(
            key="others",
            label="Who else was there",
            needed=True,
            none_label="Nobody else",
            withheld="unless_asked",
        ),
        Choices(
            key="method",
            label="How",
            needed=True,
            other=True,
            options=opts(
                talk="Talk",
                one_to_one="One to one work",
                play="Play",
                drawing="Drawing",
                worksheet="Worksheet",
                questionnaire="Questionnaire",
                art="Art",
                observation="Observation",
                houses="Three houses",
                day="A day in my life",
                words_pictures="Words and pictures",
                sign="Sign or communication aid",
            ),
            prompt=Prompt(
                title="Let the child choose how",
                text="Anyone the child trusts may ask. Young, disabled and silent children speak by play and body.",
                card="G-VOICE",
            ),
        ),
        Choice(
            key="moment",
            label="At what moment",
            options=opts(
                referral="Thinking of a referral",
                first="First plan or meeting",
                review="Review",
                closing="Closing",
                other="Another moment",
            ),
        ),
        Choice(
            key="able",
            label="Can this child say what he or she thinks?",
            needed=True,
            hint="By words, sign, pictures or a device. A baby cannot yet: what you saw is the child's voice.",
            options=opts(yes="Yes", partly="In part", no="No: a baby, or not with words"),
        ),
        YesNo(
            key="knows",
            label="Does the child know why we met and what is shared?",
            when=Not(of=When(key="able", values=("no",))),
            needed=_ABLE,
        ),
        LongText(
            key="knows_words",
            label="The words you used",
            when=Not(of=When(key="able", values=("no",))),
            needed=_ABLE,
            lines=2,
            gentle=False,
        ),
    ),
)

_SAID = Page(
    key="said",
    title="Said and seen",
    fields=(
        Rows(
            key="quotes",
            label="What the child said, word for word",
            withheld="unless_asked",
            child_chose=_OWN,
            hint="Exactly as said, not tidied. What the child said stays off a copy for the family.",
            add_label="Add words",
            none_label="Did not want to say anything",
            columns=(
                LongText(key="words", label="Words", needed=True, gentle=False, lines=2),
                Text(key="about", label="About what"),
            ),
        ),
        LongText(
            key="observed",
            label="What I saw",
            hint="Play, face, cries, who the child goes to, what the child likes, what soothes.",
            needed=_WATCHED,
            lines=5,
            prompt=Prompt(
                title="A baby has a day too",
                text="Who comes when the baby cries? Where does the baby sleep, and who holds, feeds and plays?",
                card="G-BABY",
            ),
        ),
        Files(
            key="drawings",
            label="Drawings and pictures",
            withheld="unless_asked",
            child_chose=_OWN,
            hint="Kept encrypted in these records. Where and when a photo was taken is removed from it.",
        ),
    ),
)

_HOUSES_PAGE = Page(
    key="houses",
    title="Three houses",
    when=_HOUSES,
    hint="The child chooses which comes first. Read back what you wrote. Ask who may see it.",
    fields=(
        LongText(
            key="worries",
            label="House of worries",
            needed=True,
            gentle=False,
            withheld="unless_asked",
            child_chose=_CHOSE,
        ),
        LongText(
            key="good",
            label="House of good things",
            needed=True,
            gentle=False,
            withheld="unless_asked",
            child_chose=_OWN,
        ),
        LongText(
            key="dreams",
            label="House of dreams",
            needed=True,
            gentle=False,
            withheld="unless_asked",
            child_chose=_OWN,
        ),
    ),
)

_DAY_PAGE = Page(
    key="day",
    title="A day in my life",
    fields=(
        Choice(
            key="which_day",
            label="Which day",
            when=_DAY,
            other=True,
            options=opts(weekday="A weekday", weekend="At the weekend", carer="With another carer"),
        ),
        Rows(
            key="day",
            label="A day in my life",
            withheld="unless_asked",
            child_chose=_OWN,
            hint="Waking, food, getting ready, school or nursery, coming home, evening, screens, bath, bed, night.",
            needed=_DAY,
            add_label="Add a part of the day",
            prompt=Prompt(
                title="Ask parent and child apart",
                text="Walk through one ordinary day. Who is there, who helps, and how does it feel?",
                card="G-DAY",
            ),
            columns=(
                Text(key="time", label="Time of day", needed=True),
                Text(key="happens", label="What happens", needed=True),
                Text(key="who", label="Who is there"),
                Text(key="feel", label="How I feel"),
            ),
        ),
    ),
)

_WANT = Page(
    key="want",
    title="What the child wants",
    fields=(
        LongText(
            key="wants",
            label="What I want to happen",
            withheld="unless_asked",
            child_chose=_OWN,
            needed=_ABLE,
            none_label="Did not say",
            gentle=False,
            lines=3,
        ),
        LongText(
            key="must_not",
            label="What must not happen",
            withheld="unless_asked",
            child_chose=_OWN,
            needed=_ABLE,
            none_label="Did not say",
            gentle=False,
            lines=3,
        ),
        Scale(
            key="number",
            label="My number, from 0 to 10",
            withheld="unless_asked",
            child_chose=_OWN,
            hint="The child's own. Nothing is chosen beforehand.",
            low_words="I do not feel safe",
            high_words="I feel safe",
        ),
        LongText(
            key="number_why",
            label="Why that number",
            withheld="unless_asked",
            child_chose=_OWN,
            when=AllOf(
                of=(
                    When(key="number", values=("*",)),
                    Not(of=When(key="number", values=("not_asked", "did_not_say"))),
                )
            ),
            gentle=False,
            lines=2,
        ),
        LongText(
            key="sharing",
            label="Wishes about sharing, and anything to keep private",
            withheld="unless_asked",
            child_chose=_OWN,
            hint="Say that you cannot keep it to yourself if someone may be hurt.",
            needed=_ABLE,
            none_label="Did not say",
            gentle=False,
            lines=3,
        ),
        YesNo(
            key="worries_on_copy",
            label="Did the child and you choose to have the worries on the child's own page?",
            hint="With them come what must not happen, the day, and why that number. Is the page safe at home?",
            when=_HOUSES,
            # That there are worries is itself not for everybody at home to read.
            withheld="always",
        ),
    ),
)

_USED = Page(
    key="used",
    title="How it was used",
    fields=(
        LongText(
            key="changed",
            label="How this changed the plan, or why it did not",
            hint="Children ask for an explanation when things go another way.",
            needed=_REVIEW,
            lines=3,
        ),
        YesNo(key="advocate", label="Has an advocate been offered?", needed=True),
        Text(key="advocate_note", label="About the advocate"),
    ),
)

FORM = Form(
    id="voice",
    title="Child's voice",
    description="What one child said, showed and wants, in the child's own words.",
    keywords=(
        "voice of the child",
        "wishes and feelings",
        "three houses",
        "day in the life",
        "direct work",
        "drawing",
        "VOC",
        "lived experience",
        "advocate",
    ),
    moment="first visit",
    icon="chat",
    one_child=True,
    summary_from=("quotes", "observed"),
    copies=("practitioner", "family", "child"),
    pages=(_MEETING, _SAID, _HOUSES_PAGE, _DAY_PAGE, _WANT, _USED),
)

UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
