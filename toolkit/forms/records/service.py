"""One service of the local directory (R22): what it is, whom it is for, how to reach it, and when somebody last checked it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context
from toolkit.forms.vocabulary import (
    Choice,
    Choices,
    Date,
    Form,
    LongText,
    Notice,
    Page,
    Text,
    When,
    YesNo,
    opts,
)

TOPICS: dict[str, str] = {
    "advocacy": "Advocacy",
    "asylum": "Asylum seekers and refugees",
    "bereavement": "Bereavement",
    "bullying": "Bullying",
    "care_leavers": "Care leavers",
    "career": "Career advice",
    "protection": "Child protection and safeguarding",
    "social_care": "Children's social care services",
    "clothing": "Clothing banks",
    "cohesion": "Community cohesion and crime prevention",
    "contraception": "Contraception",
    "debt": "Debt and finance",
    "diet": "Diet and healthy eating",
    "disability": "Disability",
    "abuse": "Domestic abuse and violence",
    "food": "Food banks",
    "fuel": "Fuel poverty",
    "adult_mental": "Health: adult mental health",
    "child_mental": "Health: children's mental health",
    "physical": "Health: physical",
    "sexual": "Health: sexual",
    "holidays": "Holidays",
    "housing": "Housing issues",
    "interpreters": "Interpreters and translators",
    "legal": "Legal advice",
    "lgbt": "LGBT issues",
    "literacy": "Literacy (adult)",
    "new_parents": "New parents",
    "offending": "Offending: young people at risk of it",
    "parenting": "Parenting support",
    "police": "Police",
    "pregnancy": "Pregnancy",
    "prisoners": "Prisoners and their families",
    "school": "School and education issues",
    "substances": "Substance misuse: drugs, alcohol",
    "young_carers": "Young carers",
}
"""The topics every directory begins with. A worker may write others."""
TOPICS_NOW = "@topics"
"""Fact: the topics on offer in this directory, a line each."""

FUNCTIONS: dict[str, str] = {
    "breakfast_club": "Breakfast club",
    "breastfeeding": "Breastfeeding support",
    "childrens_centre": "Children's centre",
    "community_centre": "Community centre",
    "welcome_space": "Welcome space",
    "domestic_abuse": "Domestic abuse",
    "drugs_alcohol": "Drugs and alcohol",
    "finance_advice": "Finance advice",
    "food_bank": "Food bank",
    "holiday_scheme": "Holiday scheme",
}
"""What kind of place it is, as local maps of services are filtered by."""

_TELLS = When(key="topics", values=("abuse",))

_WHAT = Page(
    key="what",
    title="The service",
    fields=(
        Text(key="name", label="Name of the service", needed=True, first=True),
        Text(key="run_by", label="Run by"),
        Choices(
            key="topics",
            label="Topics",
            hint="As many as fit. Others may be written with ; between them. They stand in this list from then on.",
            needed=True,
            other=True,
            options=opts(**TOPICS),
            offered=TOPICS_NOW,
        ),
        Choice(key="function", label="What kind of place", other=True, options=opts(**FUNCTIONS)),
        LongText(key="support", label="What it offers", lines=3, gentle=False),
        LongText(
            key="criteria", label="Whom it is for", hint="Age, area, other conditions.", lines=2, gentle=False
        ),
        Text(
            key="plain_name",
            label="Name on a discreet sheet",
            hint="A name that gives nothing away. Without one, a service whose name would tell is left off a discreet sheet.",
            withheld="never_printed",
        ),
        Notice(
            key="tells",
            label="Discreet sheet",
            tone="amber",
            text="On a discreet sheet this service stands only under its discreet name.",
            when=_TELLS,
        ),
    ),
)

_REACH = Page(
    key="reach",
    title="Reaching it",
    fields=(
        YesNo(key="self_referral", label="Can a family go there without a referral?"),
        LongText(
            key="route",
            label="How to get in",
            hint="Who refers, with which form, how long it takes.",
            lines=2,
            gentle=False,
        ),
        Text(key="phone", label="Telephone", looks="phone"),
        Text(key="email", label="Email", looks="email"),
        Text(key="website", label="Website"),
        LongText(key="address", label="Postal address", lines=3, gentle=False),
        Text(key="postcode", label="Postcode", looks="postcode", short=True),
        Text(key="town", label="Area or town"),
        Text(
            key="cluster", label="Cluster", hint="The part of the area as local maps number it.", short=True
        ),
        LongText(key="hours", label="When it is open", lines=2, gentle=False),
        Text(key="cost", label="What it costs", hint="“Free”, or the price."),
        Text(key="languages", label="Languages"),
        LongText(
            key="access",
            label="Getting in and around",
            hint="Steps, lift, hearing loop, quiet room, prams.",
            lines=2,
            gentle=False,
        ),
    ),
)

_CHECKED = Page(
    key="checked",
    title="Checked",
    fields=(
        Date(key="checked_on", label="Checked on", needed=True),
        Text(key="checked_by", label="Checked by", needed=True),
        Text(key="source", label="Where this comes from"),
        Text(key="outside_id", label="Its number in that list", short=True),
        Date(
            key="closed_on",
            label="No longer there since",
            vague=True,
            hint="It then stands on no list and no sheet.",
        ),
        LongText(
            key="note",
            label="Private note",
            hint="For workers only. It is on no paper and in no file.",
            withheld="never_printed",
            lines=2,
            gentle=False,
        ),
    ),
)

FORM = Form(
    id="service",
    title="Local service",
    description="One entry of the directory: what it offers, how to reach it, when it was last checked.",
    keywords=("directory", "service", "signpost", "signposting", "local offer", "food bank", "who can help"),
    moment="working together",
    icon="storefront",
    keeper="team",
    header=False,
    living=True,
    title_from="name",
    summary_from=("town", "phone"),
    event_from="checked_on",
    copies=("practitioner",),
    pages=(_WHAT, _REACH, _CHECKED),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}


def check(answers: Answers, _context: Context) -> list[Problem]:
    """Warns where a service cannot be reached by anybody."""
    if any(str(answers.get(key) or "").strip() for key in ("phone", "email", "website", "address")):
        return []
    sentence = "There is no telephone, email, website or address. Nobody can reach it with this entry."
    return [Problem("E7", "phone", sentence, "warned", "reach", "Telephone")]


def start_from(_family: Answers, context: Context, _before: Answers | None) -> Answers:
    """A new entry is checked today, by whoever writes it."""
    return {"checked_on": context.now.date().isoformat(), "checked_by": context.facts.get("@author", "")}
