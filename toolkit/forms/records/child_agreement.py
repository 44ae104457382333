"""The written agreement with a child (R08): one idea a sentence, a drawing beside every part, and the limit of privacy kept.

The parts and their order are those of the example pack's agreement (S003, 2012-16); every sentence is our own and may be
changed, all but the limit of privacy, which can be worded otherwise and never removed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.child_agreement_checks import KEEPING_SAFE, check, paper, start, title
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    Choice,
    Date,
    Form,
    LongText,
    Option,
    Page,
    Person,
    PictureCards,
    Prompt,
    Rows,
    Signatures,
    Text,
    When,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check", "paper", "start", "title"]

CARDS = (
    Option(value="home", label="home"),
    Option(value="school", label="school"),
    Option(value="away", label="someone who is away"),
    Option(value="like", label="what I like"),
    Option(value="want", label="what I want to happen"),
    Option(value="worry", label="what worries me"),
    Option(value="scared", label="what scares me"),
    Option(value="family", label="my family"),
    Option(value="friends", label="my friends"),
    Option(value="baby", label="the baby"),
    Option(value="bed", label="bedtime"),
    Option(value="food", label="meals"),
    Option(value="pet", label="pets"),
    Option(value="play", label="playing outside"),
    Option(value="screen", label="phones and games"),
    Option(value="doctor", label="feeling poorly"),
    Option(value="book", label="stories"),
    Option(value="draw", label="drawing"),
    Option(value="helper", label="people who help me"),
    Option(value="happy", label="happy times"),
    Option(value="sad", label="sad times"),
    Option(value="angry", label="angry times"),
    Option(value="secret", label="things I keep to myself"),
    Option(value="clock", label="my day"),
)
"""The starter set comes first: home, school, someone away, like, want, worry and scared."""

_WHO = Page(
    key="names",
    title="Who we are",
    picture="tell",
    fields=(
        Text(key="child_name", label="The name the child likes", needed=True, short=True),
        Text(key="worker_name", label="Your first name, as the child knows it", needed=True, short=True),
    ),
)

_MEET = Page(
    key="meet",
    title="When we meet",
    picture="calendar",
    fields=(
        Choice(
            key="weekday",
            label="Day",
            needed=True,
            options=opts(
                monday="Mondays",
                tuesday="Tuesdays",
                wednesday="Wednesdays",
                thursday="Thursdays",
                friday="Fridays",
                saturday="Saturdays",
                sunday="Sundays",
                varies="Different days",
            ),
        ),
        Text(key="time", label="Time", needed=True, short=True, hint="As you would say it: 1 o'clock."),
        Text(key="how_long", label="How long", needed=True, short=True, hint="40 minutes."),
        Text(key="times", label="How many times", needed=True, short=True, hint="A number."),
        Date(key="first", label="First time", needed=True, future=True),
        Date(key="last", label="Last time", needed=True, future=True, not_before="first"),
        Rows(
            key="dates",
            label="All the dates",
            hint="They are printed with a box to tick.",
            needed=True,
            add_label="Add a date",
            columns=(Date(key="day", label="Day", needed=True, future=True),),
        ),
    ),
)

_WHERE = Page(
    key="where",
    title="Where we meet",
    picture="door",
    fields=(
        Text(key="place", label="Place", needed=True),
        Person(key="brings", label="Who brings the child", group="everyone", needed=True, caution=True),
        Text(
            key="brings_called",
            label="What the child calls them",
            hint="Gran, Miss Vetch. Their whole name is printed where this is empty.",
            short=True,
        ),
        Text(key="waits", label="Where they wait", needed=True),
    ),
)

_DO = Page(
    key="do",
    title="What we do",
    picture="blocks",
    fields=(
        LongText(key="choose", label="What you can choose", needed=True, gentle=False, lines=2),
        PictureCards(
            key="cards",
            label="What we can talk about",
            hint="Choose together. The child may cross out and add.",
            needed=True,
            offered=CARDS,
        ),
    ),
)

_STOP = Page(
    key="stop",
    title="You can say stop",
    picture="stop",
    fields=(
        LongText(key="stop", label="You do not have to talk about it", needed=True, gentle=False, lines=2),
        LongText(key="not_ok", label="If it does not feel OK", needed=True, gentle=False, lines=2),
        Person(key="fetched", label="Who is fetched if the child wants", group="everyone", caution=True),
    ),
)

_KNOWS = Page(
    key="knows",
    title="Who else knows",
    picture="tell",
    fields=(
        LongText(key="knows", label="Who else we talk to about it", needed=True, gentle=False, lines=2),
        Person(key="told", label="Who is told what we did", group="everyone", caution=True),
    ),
)

_SAFE = Page(
    key="safe",
    title="Keeping you safe",
    picture="safe",
    fields=(
        LongText(
            key="keeping_safe",
            label="The limit of privacy",
            hint="You may say it in other words. It cannot be taken out.",
            needed=True,
            gentle=False,
            lines=3,
            stays=KEEPING_SAFE,
            prompt=Prompt(
                title="No promise you cannot keep",
                text="Say it before the child tells you anything: if someone may be hurt, you must pass it on.",
                card="G-VOICE",
            ),
        ),
    ),
)

_COMPLAIN = Page(
    key="complain",
    title="If you are not happy",
    picture="phone",
    fields=(
        Text(key="boss", label="Name of your boss"),
        LongText(key="complain", label="How to say you are not happy", gentle=False, lines=2),
        Text(key="advocate", label="Someone to ring, or an advocate"),
    ),
)

_SIGN = Page(
    key="sign",
    title="Sign if you want to",
    picture="sign",
    hint="A name, a mark or a drawing. The child may choose not to sign, and still gets a copy.",
    fields=(
        Signatures(key="signed", label="Signed", needed=True, who=("Child", "Worker")),
        Choice(
            key="copy",
            label="The child's copy",
            options=opts(
                given="Given to the child",
                kept="Kept somewhere safe for the child",
                none="No paper, told instead",
            ),
        ),
        Text(
            key="copy_where",
            label="Where it is kept",
            when=When(key="copy", values=("kept",)),
            needed=True,
        ),
    ),
)

FORM = Form(
    id="agree_child",
    title="Agreement with a child",
    description="When we meet, what we talk about, and what happens if someone may be hurt.",
    keywords=(
        "child agreement",
        "contract with child",
        "work with child",
        "direct work",
        "agreement with a child",
        "one to one",
    ),
    moment="working together",
    icon="handshake",
    audience="child",
    one_child=True,
    title_from="child_name",
    summary_from=("place", "choose"),
    copies=("practitioner", "family", "child"),
    pages=(_WHO, _MEET, _WHERE, _DO, _STOP, _KNOWS, _SAFE, _COMPLAIN, _SIGN),
)

UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
