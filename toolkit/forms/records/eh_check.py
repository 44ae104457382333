"""Early help indicators and conversation (R11): what was noticed, what the family says about it, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.eh_check_checks import check, start_from
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    Actions,
    Choice,
    Date,
    Form,
    LongText,
    Notice,
    Option,
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

INDICATORS: tuple[Option, ...] = tuple(
    Option(value=value, label=label)
    for value, label in (
        ("behaviour", "Behaviour that disrupts, or hurts others"),
        ("conflict", "Parents in conflict, or limits that do not hold"),
        ("offending", "May be drawn into offending"),
        ("attendance", "Often not at school, or excluded"),
        ("bullied", "Bullied, or bullying"),
        ("sen", "Special educational needs"),
        ("disability", "Disability"),
        ("neet", "Not learning or working after 16"),
        ("food", "Not enough food or clothing"),
        ("ill", "Ill health"),
        ("substances", "Alcohol or drugs"),
        ("mood", "Anxious, low or depressed"),
        ("abuse_home", "Domestic abuse"),
        ("housing", "Housing"),
        ("teenage", "Pregnant or a parent in the teens"),
        ("carer", "Cares for somebody, and it shows"),
        ("missing", "Often missing"),
        ("exploited", "Trafficked, exploited, gangs, county lines"),
        ("radical", "Drawn to extreme views"),
        ("online", "Harm online"),
        ("home_after_care", "Home again after being in care"),
        ("fostered", "Privately fostered"),
        ("custody", "Parent in prison"),
        ("no_school", "Missing from education"),
        ("honour", "So-called honour, FGM or forced marriage"),
    )
)
_ABUSE = When(key="abuse", values=("yes", "not_known"))
_SEEN_HERE = When(key="seen", values=("yes",))
NUMBERS = ("emergency", "front_door", "out_of_hours", "safeguarding_lead")

_SEEN = Page(
    key="indicators_page",
    title="What was noticed",
    fields=(
        YesNo(
            key="abuse",
            label="Is there a worry about abuse or neglect?",
            hint="First of all. Not known counts as a worry.",
            needed=True,
            withheld="always",
            prompt=Prompt(
                title="Child protection words", text="What the words mean and what follows.", card="G-CP"
            ),
        ),
        Notice(
            key="stop",
            label="Stop here: this is child protection",
            tone="red",
            text="Ring the front door now. A referral on the harm route needs a few fields only. This page can wait.",
            numbers=NUMBERS,
            when=_ABUSE,
        ),
        LongText(
            key="abuse_what",
            label="What was seen, heard or said, and when",
            hint="Exact words in quote marks. The referral begins with it.",
            when=_ABUSE,
            withheld="always",
            lines=3,
            gentle=False,
        ),
        Rows(
            key="indicators",
            label="Signs that help may be needed",
            hint="About a child, or about somebody close. Write the strength beside each.",
            fixed=INDICATORS,
            row_title="sign",
            add_label="Add a sign",
            needed=True,
            withheld="always",
            columns=(
                Text(key="sign", label="Sign"),
                YesNo(key="seen", label="Seen"),
                Person(key="whom", label="For whom", group="everyone", when=_SEEN_HERE),
                LongText(key="evidence", label="What shows it", when=_SEEN_HERE, needed=True, lines=1),
                LongText(key="strength", label="Strength beside it", when=_SEEN_HERE, lines=1),
            ),
            prompt=Prompt(
                title="Never for abuse only",
                text="Help comes as soon as a problem starts, at any age. A sign of harm goes to the front door at once.",
                card="G-EH",
            ),
        ),
    ),
)

_BEFORE = Page(
    key="before_page",
    title="Before you talk",
    fields=(
        Date(
            key="manager_on",
            label="Talked over with the manager on",
            needed=True,
            withheld="always",
            prompt=Prompt(
                title="Spot, assess, help",
                text="Early help is a choice of the family. Talk with the person who is easiest to reach first.",
                card="G-EHI",
            ),
        ),
        Text(key="manager", label="Manager", needed=True, withheld="always"),
        LongText(key="manager_view", label="The manager's view", needed=True, lines=2, withheld="always"),
        Person(
            key="first",
            label="Who is talked with first",
            hint="The young person or a parent. It may take several talks.",
            group="everyone",
            needed=True,
            withheld="always",
        ),
        Date(
            key="first_on",
            label="When",
            needed=True,
            future=True,
            due="Early help conversation",
            done="talked_on",
            withheld="always",
        ),
    ),
)

_TALK = Page(
    key="talk",
    title="The conversation",
    fields=(
        Date(key="talked_on", label="Talked on", hint="The last talk, where there were several."),
        LongText(
            key="noticed",
            label="1. What I have noticed. Do you agree?",
            plain_label="1. What we noticed, and what you think",
            hint="Their own words.",
            needed=True,
            lines=3,
            gentle=False,
        ),
        LongText(key="helps", label="2. What already helps", needed=True, lines=2, gentle=False),
        LongText(
            key="wish",
            label="3. What you would like, and what better looks like",
            needed=True,
            lines=2,
            gentle=False,
        ),
        LongText(
            key="part",
            label="4. Is there a part for us?",
            plain_label="4. What we can do",
            needed=True,
            lines=2,
            gentle=False,
        ),
        YesNo(
            key="explained",
            label="5. Early help assessment explained: what it brings, and that it is their choice",
            plain_label="5. We explained the early help assessment. It is your choice.",
            needed=True,
        ),
        Choice(
            key="agrees",
            label="Their answer",
            plain_label="Your answer",
            hint="The child if able, and somebody with parental responsibility.",
            needed=True,
            options=opts(yes="Yes", no="No", later="Wants to think", part="Yes to a part of it"),
        ),
        YesNo(
            key="before",
            label="6. Was this done before?",
            plain_label="6. Did you do this before?",
            hint="Is there an open plan?",
            needed=True,
        ),
        LongText(
            key="before_what",
            label="What and when",
            when=When(key="before", values=("yes",)),
            needed=True,
            lines=2,
        ),
        Rows(
            key="agencies",
            label="7. Who already helps",
            none_label="Nobody",
            needed=True,
            row_title="who",
            add_label="Add somebody",
            columns=(Text(key="who", label="Who", needed=True), Text(key="how", label="How")),
        ),
        Actions(key="actions", label="8. Next steps we agreed", needed=True, none_label="None"),
    ),
)

_OUT = Page(
    key="outcome_page",
    title="Outcome",
    fields=(
        Choice(
            key="outcome",
            label="Outcome, back to the manager",
            needed=True,
            withheld="always",
            options=opts(
                nothing="Nothing now",
                single="Help from one service",
                eha="Early help assessment",
                request="Request for help",
                protection="Child protection",
            ),
        ),
        Notice(
            key="stop_end",
            label="Child protection: ring the front door now",
            tone="red",
            text="The referral on the harm route begins with what stands here.",
            numbers=NUMBERS,
            when=When(key="outcome", values=("protection",)),
        ),
    ),
)

FORM = Form(
    id="eh_check",
    title="Early help conversation",
    description="What was noticed, the eight questions to talk through, and what comes of it.",
    keywords=("early help", "indicators", "pre-assessment", "checklist", "conversation", "EHC"),
    moment="first visit",
    icon="chats",
    summary_from=("noticed",),
    copy_name="notes of what we talked about",
    pages=(_SEEN, _BEFORE, _TALK, _OUT),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
