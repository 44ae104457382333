"""Request for help, or referral (R17): the cover that other records go with. The harm route asks only what must be told now."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.people import Answers
from toolkit.forms.referral_checks import check, dues, lead, start_from
from toolkit.forms.referral_others import ADULT, POLICE, TO_ADULT, TO_POLICE
from toolkit.forms.vocabulary import (
    AllOf,
    AnyOf,
    Choice,
    Choices,
    Condition,
    Date,
    DateTime,
    Form,
    LongText,
    Not,
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

__all__ = ["FORM", "UPGRADES", "check", "dues", "lead", "start_from"]

HARM = When(key="route", values=("danger", "harm"))
SUPPORT = When(key="route", values=("support",))
_CALM = Not(of=HARM)
_NO_CHILD = AllOf(of=(Not(of=When(key="directed", values=("children",))), AnyOf(of=(TO_ADULT, TO_POLICE))))
"""It goes to adult safeguarding or the police and not to the children's front door: then it may be about no child."""

_ROUTE = Page(
    key="route_page",
    title="Which way",
    fields=(
        Choice(
            key="route",
            label="What is needed",
            needed=True,
            options=(
                Option(
                    value="danger",
                    label="Somebody is in danger now",
                    hint="Ring 999 and the front door first. The form comes after.",
                ),
                Option(value="harm", label="Worried about harm", hint="Ring the front door first."),
                Option(value="support", label="Support or early help, with agreement"),
                Option(value="advice", label="Advice only", hint="Names may be left out."),
            ),
        ),
        Choices(
            key="directed",
            label="Who it goes to",
            needed=True,
            options=(
                Option(value="children", label="Children's front door"),
                Option(value="adult", label="Adult safeguarding", hint="An adult who needs care or support."),
                Option(value="police", label="Police", hint="A serious crime, done or planned."),
            ),
        ),
        Notice(
            key="ring",
            label="Ring first, write after",
            tone="red",
            text="Nothing on this form holds back the call. Agreement is not needed when someone may be harmed.",
            numbers=(
                "emergency",
                "front_door",
                "out_of_hours",
                "adult_safeguarding",
                "police",
                "safeguarding_lead",
            ),
            when=HARM,
        ),
        Notice(
            key="door",
            label="Where it goes",
            tone="blue",
            numbers=("front_door", "out_of_hours"),
            when=_CALM,
        ),
        Notice(
            key="adult_door",
            label="Adult safeguarding",
            tone="blue",
            numbers=("adult_safeguarding",),
            when=AllOf(of=(TO_ADULT, _CALM)),
        ),
        Notice(
            key="police_door",
            label="Police",
            tone="blue",
            numbers=("emergency", "police"),
            when=AllOf(of=(TO_POLICE, _CALM)),
        ),
        Date(key="referred_on", label="Referral date", needed=_CALM, first=True),
        Text(key="area", label="Area whose words and times are used", needed=_CALM, offered="@areas"),
        Text(key="referrer", label="Your name", needed=True, first=True, withheld="unless_asked"),
        Text(key="referrer_organisation", label="Organisation", needed=_CALM, withheld="unless_asked"),
        Text(
            key="referrer_phone",
            label="Number to ring you back",
            needed=True,
            looks="phone",
            withheld="unless_asked",
        ),
        Text(key="referrer_email", label="Secure email", looks="email", withheld="unless_asked"),
        Text(key="referrer_role", label="Role", needed=_CALM, withheld="unless_asked"),
        Text(key="referrer_relation", label="How you know the child", needed=_CALM, withheld="unless_asked"),
    ),
)


def _known(key: str, label: str, needed: Condition = SUPPORT) -> Text:
    """What a request for support has to say, or say that it is not known."""
    return Text(key=key, label=label, none_label="Not known", needed=needed)


_BORN = AllOf(of=(SUPPORT, Not(of=When(key="edd", values=("*",)))))
"""What nobody can say yet of a child who is not born."""


_CHILDREN = Page(
    key="children_page",
    title="The children and the home",
    fields=(
        Rows(
            key="children",
            label="Each child",
            layout="cards",
            needed=Not(of=_NO_CHILD),
            row_title="name",
            add_label="Add a child",
            columns=(
                Text(key="name", label="Name, or how you would describe them", needed=True),
                Date(
                    key="birth",
                    label="Birth date",
                    birth=True,
                    vague=True,
                    or_not_known=True,
                    needed=_BORN,
                ),
                Date(
                    key="edd",
                    label="Due date, if not born yet",
                    future=True,
                    when=Not(of=When(key="birth", values=("*",))),
                ),
                Text(key="where_now", label="Where they are now", needed=HARM),
                _known("ethnicity", "Ethnicity", _BORN),
                _known("language", "First language, interpreter", _BORN),
                _known("needs", "Disability, health, communication", _BORN),
                _known("school", "School, nursery or college", _BORN),
                _known("gp", "GP"),
                LongText(key="impact", label="What it is like for them", needed=SUPPORT, lines=2),
                LongText(key="a_day", label="A day in their life", needed=_BORN, lines=2),
            ),
        ),
        Rows(
            key="adults",
            label="Each adult",
            hint="Fathers and partners too, in the home or not.",
            layout="cards",
            none_label="None known",
            needed=SUPPORT,
            row_title="name",
            withheld="unless_asked",
            add_label="Add an adult",
            columns=(
                Text(key="name", label="Name, or how described", needed=True),
                Text(key="relation", label="Relation to each child"),
                Date(key="birth", label="Birth date", birth=True, vague=True, or_not_known=True),
                Text(key="lives", label="Where they live"),
                _known("language", "Language, interpreter"),
                _known("needs", "Disability or other needs"),
            ),
        ),
        LongText(
            key="home",
            label="Who is in the home, or is a risk",
            hint="Every adult, and every man by name where it is known.",
            needed=True,
            withheld="unless_asked",
            lines=3,
            gentle=False,
        ),
        LongText(
            key="responsibility",
            label="Who has parental responsibility",
            none_label="Not known",
            needed=SUPPORT,
            lines=2,
            gentle=False,
        ),
        Text(
            key="address",
            label="Address",
            none_label="Not known",
            needed=SUPPORT,
            withheld="unless_asked",
            offered="@addresses",
        ),
        Rows(
            key="professionals",
            label="Who else works with them",
            none_label="None known",
            needed=SUPPORT,
            row_title="name",
            withheld="unless_asked",
            add_label="Add somebody",
            columns=(
                Text(key="name", label="Name and role", needed=True),
                Text(key="agency", label="Agency"),
                Text(key="phone", label="Telephone", looks="phone"),
            ),
        ),
    ),
)

_HARM_NOW = Page(
    key="now",
    title="Why it is a worry today",
    when=HARM,
    fields=(
        LongText(
            key="what_happened",
            label="What was seen, heard and said, and when",
            hint="Facts first. Exact words in quote marks.",
            needed=True,
            lines=5,
            gentle=False,
        ),
        LongText(key="why_today", label="Why it is a worry today", needed=True, lines=3, gentle=False),
        YesNo(key="family_told", label="Has the family been told?", needed=True),
        LongText(
            key="family_told_why",
            label="If not, why",
            when=When(key="family_told", values=("no", "not_known", "not_asked", "declined")),
            needed=True,
            lines=2,
            gentle=False,
        ),
        Rows(
            key="rung",
            label="Who was rung",
            needed=True,
            row_title="whom",
            add_label="Add a call",
            columns=(
                DateTime(key="when", label="When", needed=True),
                Text(key="whom", label="Whom, service and name", needed=True),
                Text(key="answer", label="What they said"),
            ),
        ),
    ),
)

_BEFORE = Page(
    key="before",
    title="Before you send",
    when=SUPPORT,
    fields=(
        Rows(
            key="pre_questions",
            label="Questions of this area",
            row_title="question",
            columns=(
                Text(key="question", label="Question", needed=True),
                YesNo(key="answer", label="Answer", needed=True),
                Text(key="note", label="Note"),
            ),
        ),
        Rows(
            key="agreed",
            label="Told and agreed",
            hint="Each parent with parental responsibility, and each young person of the age for this area. Where the "
            "area names no age, each child able to understand.",
            layout="cards",
            needed=True,
            row_title="who",
            add_label="Add somebody",
            columns=(
                Text(key="who", label="Who", needed=True),
                YesNo(key="knows", label="Knows what is shared and asked for", needed=True),
                Choice(
                    key="answer",
                    label="Their answer",
                    needed=True,
                    options=opts(agreed="Agreed", refused="Refused", not_asked="Not asked yet"),
                ),
                YesNo(key="copy", label="Shown this form", needed=True),
                Date(
                    key="on", label="On", when=When(key="answer", values=("agreed", "refused")), needed=True
                ),
                Text(
                    key="recorded",
                    label="Recorded in",
                    hint="Check that it covers what is shared here, and with whom.",
                    when=When(key="recorded", values=("*",)),
                    withheld="unless_asked",
                ),
            ),
        ),
    ),
)

_VIEWS = Page(
    key="views_page",
    title="Their views",
    fields=(
        Rows(
            key="views",
            label="What each parent and child thinks of the worries and of asking for help",
            layout="cards",
            needed=SUPPORT,
            row_title="who",
            withheld="unless_asked",
            add_label="Add somebody",
            columns=(
                Text(key="who", label="Who", needed=True),
                LongText(key="view", label="Of the worries, in their words", needed=SUPPORT, lines=2),
                LongText(
                    key="view_help", label="Of asking for help, in their words", needed=SUPPORT, lines=2
                ),
            ),
        ),
    ),
)

_PICTURE = Page(
    key="picture",
    title="The picture",
    fields=(
        LongText(key="worried", label="What are you worried about?", needed=SUPPORT, lines=4),
        LongText(key="well", label="What is working well?", needed=SUPPORT, lines=3),
        LongText(key="needed", label="What needs to happen?", needed=SUPPORT, lines=3),
        Text(
            key="scale",
            label="Safety scale, each person's own number",
            needed=SUPPORT,
            none_label="Not asked",
        ),
        LongText(key="if_nothing", label="If nothing changes", needed=SUPPORT, lines=2),
        LongText(key="tried", label="What has been tried, and how it went", needed=SUPPORT, lines=3),
    ),
)

_LEVEL = Page(
    key="level_page",
    title="Level, and what goes with it",
    fields=(
        LongText(
            key="area_words",
            label="Levels, ratings and times of this area",
            hint="As its document printed them. Check before use.",
            lines=3,
            gentle=False,
        ),
        Text(
            key="level",
            label="Level of need, in the words of this area",
            needed=SUPPORT,
            offered="@area_levels",
        ),
        LongText(
            key="level_why",
            label="Why this level",
            needed=AnyOf(of=(SUPPORT, When(key="level", values=("*",)))),
            lines=2,
            prompt=Prompt(
                title="Judgement, not arithmetic",
                text="Look for clusters and for change. One grave sign can be enough.",
                card="G-TH0",
            ),
        ),
        Choice(
            key="rating",
            label="Rating",
            when=AnyOf(of=(When(key="@ratings", values=("yes",)), When(key="rating", values=("*",)))),
            options=opts(red="Red", amber="Amber", green="Green"),
        ),
        Text(
            key="response_target",
            label="How soon this area answers that rating",
            hint="As its document printed it. Check before use.",
            when=When(key="rating", values=("*",)),
        ),
        Notice(
            key="phone_now",
            label="Red is never sent by form alone",
            tone="red",
            text="Ring the front door now, then send this.",
            numbers=("emergency", "front_door", "out_of_hours"),
            when=When(key="rating", values=("red",)),
        ),
        LongText(key="risks", label="Risks to workers, or visiting alone", withheld="always", lines=2),
        LongText(
            key="restricted_details", label="Details some people must not see", withheld="always", lines=2
        ),
        Choices(
            key="bundle",
            label="Records that go with it",
            hint="Each is checked for what must stay back when the pack is made.",
            options=opts(
                family="Family file",
                chronology="Chronology",
                safety_map="Map",
                voice="Voice of each child",
                share_decision="Decision to share",
                eha="Assessment and plan",
                eh_record="Early Help Intervention Record",
                injury="Injury or mark",
            ),
        ),
    ),
)

_RUNG = AnyOf(
    of=(
        HARM,
        When(key="phoned", values=("yes",)),
        When(key="phoned_on", values=("*",)),
        When(key="rating", values=("red",)),
    )
)
_WENT = AnyOf(of=(HARM, *(When(key=key, values=("*",)) for key in ("sent_how", "phoned_on", "answer_due"))))

_SENT = Page(
    key="sent_page",
    title="Sent, and their answer",
    fields=(
        Choice(
            key="sent_how",
            label="Sent how",
            other=True,
            options=opts(
                portal="Their portal", secure_email="Secure email", post="Recorded post", hand="By hand"
            ),
        ),
        Text(key="sent_to", label="To whom", when=When(key="sent_how", values=("*",)), needed=True),
        DateTime(key="sent_on", label="Sent on", when=When(key="sent_how", values=("*",)), needed=True),
        YesNo(
            key="phoned",
            label="Was it rung as well?",
            when=AllOf(of=(_CALM, When(key="sent_how", values=("*",)))),
            needed=True,
        ),
        DateTime(key="phoned_on", label="Rung on", when=_RUNG, needed=When(key="phoned", values=("yes",))),
        Text(key="phoned_whom", label="Who answered", when=When(key="phoned_on", values=("*",)), needed=True),
        Date(
            key="answer_due",
            label="Their answer is due",
            hint="Worked out once it was rung or sent. Change it where another day was agreed.",
            when=_WENT,
            future=True,
        ),
        Text(
            key="answer_due_from", label="How that day was found", when=When(key="answer_due", values=("*",))
        ),
        Rows(
            key="responses",
            label="Their answer",
            layout="cards",
            row_title="decision",
            add_label="Add an answer",
            columns=(
                DateTime(key="acknowledged", label="They confirmed it came"),
                Date(key="due", label="Decision due", future=True, due="Answer to a referral"),
                Text(key="decision", label="Decision"),
                LongText(key="why", label="Their reason", lines=2, gentle=False),
                Choice(
                    key="challenge",
                    label="Do you agree?",
                    withheld="always",
                    hint="If not, “Professional difference” is at the top of this page.",
                    options=opts(yes="Yes", no="No: a professional difference is recorded"),
                ),
            ),
        ),
    ),
)

FORM = Form(
    id="referral",
    title="Request for help or referral",
    description="For the front door: danger and harm in a few fields, support with the whole picture.",
    keywords=(
        "referral",
        "MARF",
        "request for help",
        "front door",
        "MASH",
        "RFS",
        "request for support",
        "section 47",
        "s47",
        "social care",
        "ART",
        "RFH",
    ),
    moment="deciding",
    icon="paper-plane-tilt",
    event_label="When you decided to refer",
    summary_from=("route",),
    pages=(_ROUTE, _CHILDREN, _HARM_NOW, ADULT, POLICE, _BEFORE, _VIEWS, _PICTURE, _LEVEL, _SENT),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
