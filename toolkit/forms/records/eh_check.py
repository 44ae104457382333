"""Early help indicators and conversation (R11): what was noticed, what the family says about it, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.eh_check_checks import check
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
    Prompt,
    Rows,
    Text,
    When,
    YesNo,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check"]

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

_SEEN = Page(
    key="indicators_page",
    title="What was noticed",
    fields=(
        Rows(
            key="indicators",
            label="Signs that help may be needed",
            hint="About a child or somebody close. Write the strength beside each.",
            fixed=INDICATORS,
            row_title="sign",
            needed=True,
            withheld="always",
            columns=(
                Text(key="sign", label="Sign"),
                YesNo(key="seen", label="Seen"),
                Text(key="whom", label="For whom", when=When(key="seen", values=("yes",))),
                Text(
                    key="evidence", label="What shows it", when=When(key="seen", values=("yes",)), needed=True
                ),
                Text(key="strength", label="Strength beside it", when=When(key="seen", values=("yes",))),
            ),
            prompt=Prompt(
                title="Early help is never for abuse only",
                text="Help comes as soon as a problem starts, at any age. A sign of harm goes to the front door at once.",
                card="G-EH",
            ),
        ),
        YesNo(key="abuse", label="Is there a worry about abuse or neglect?", needed=True, withheld="always"),
        Notice(
            key="stop",
            label="Stop here: this is child protection",
            tone="red",
            text="Ring the front door now. A referral on the harm route needs a few fields only. This page can wait.",
            numbers=("emergency", "front_door", "out_of_hours", "safeguarding_lead"),
            when=_ABUSE,
            prompt=Prompt(
                title="Child protection words", text="What the words mean and what follows.", card="G-CP"
            ),
        ),
        Date(key="manager_on", label="Talked over with the manager on", needed=True, withheld="always"),
        Text(key="manager", label="Manager", needed=True, withheld="always"),
        LongText(key="manager_view", label="The manager's view", needed=True, lines=2, withheld="always"),
        Text(
            key="first",
            label="Who is talked with first, and when",
            hint="It may take several talks.",
            needed=True,
        ),
    ),
)

_TALK = Page(
    key="talk",
    title="The conversation",
    fields=(
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
        LongText(key="part", label="4. Is there a part for us?", needed=True, lines=2, gentle=False),
        YesNo(
            key="explained",
            label="5. Early help assessment explained: what it brings, and that it is their choice",
            plain_label="5. We explained the early help assessment. It is your choice.",
            needed=True,
        ),
        Choice(
            key="agrees",
            label="Their answer",
            hint="The child if able, and somebody with parental responsibility.",
            needed=True,
            options=opts(yes="Yes", no="No", later="Wants to think", part="Yes to a part of it"),
        ),
        YesNo(key="before", label="6. Was this done before?", hint="Is there an open plan?", needed=True),
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
            numbers=("emergency", "front_door", "out_of_hours", "safeguarding_lead"),
            when=When(key="outcome", values=("protection",)),
        ),
    ),
)

FORM = Form(
    id="eh_check",
    title="Early help conversation",
    description="What was noticed, the eight questions to talk through, and what comes of it.",
    keywords=(
        "early help",
        "indicators",
        "pre-assessment",
        "checklist",
        "conversation",
        "EHC",
        "pre-CAF",
        "CAF checklist",
    ),
    moment="first visit",
    icon="chats",
    summary_from=("noticed",),
    pages=(_SEEN, _TALK, _OUT),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
