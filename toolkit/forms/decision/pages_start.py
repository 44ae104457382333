"""The questions that open a decision: what started it, danger, harm, purpose, identity, duty."""

from __future__ import annotations

from toolkit.forms.vocabulary import (
    AllOf,
    AnyOf,
    Choice,
    Choices,
    Date,
    DateTime,
    LongText,
    Option,
    Page,
    People,
    Rows,
    Text,
    When,
    opts,
)

NOT_SURE = "not_sure"
YES_NO_UNSURE = (
    Option(value="yes", label="Yes"),
    Option(value="no", label="No"),
    Option(value=NOT_SURE, label="Not sure"),
)
ASKED = When(key="trigger", values=("asked", "legal"))
HARM = When(key="@harm", values=("yes",))
CALM = When(key="@harm", values=("no",))
"""What is needed only where nobody may be seriously harmed: with harm no missing note holds anything back."""


def on(key: str, *values: str) -> When:
    """A condition in few words."""
    return When(key=key, values=values)


def page(key: str, title: str, *fields: object, hint: str = "") -> Page:
    """The page of a state: part of the record once its state has been met, or completed after an emergency.

    The first page is there from the beginning.
    """
    met = None if key == "S0" else AnyOf(of=(on("path", key), on("later_done", key)))
    return Page(key=key, title=title, hint=hint, when=met, fields=fields)  # type: ignore[arg-type]


START = page(
    "S0",
    "What started this?",
    Choice(
        key="trigger",
        label="What started this",
        needed=True,
        options=opts(
            want="I want to share something",
            asked="Another agency asks us",
            family="The child or family wants a referral",
            meeting="A meeting or a plan",
            legal="A legal demand",
        ),
    ),
    People(
        key="about",
        label="Whose information is it",
        hint="Each child or adult it is about. Somebody not in the family file: name and role only.",
        group="anyone",
        needed=True,
    ),
    Text(
        key="asker",
        label="Who asks",
        hint="Name, role and agency.",
        when=ASKED,
        needed=True,
        offered="@professionals",
    ),
    Choice(
        key="asker_checked",
        label="How you know it is really them",
        when=ASKED,
        needed=True,
        options=(
            Option(value="call_back", label="I rang back on a number I found myself"),
            Option(value="known_address", label="From a secure address we know"),
            Option(value="in_person", label="In person"),
            Option(value="not_yet", label="Not checked yet", hint="Nothing goes to them until this is done."),
        ),
    ),
)

WITH_WHOM = page(
    "S0W",
    "What, with whom, and what for?",
    Rows(
        key="items",
        label="What exactly",
        hint="One fact or opinion in each line. Only what the other person needs.",
        add_label="Add another thing",
        row_title="what",
        columns=(
            Text(key="what", label="What"),
            Choice(
                key="sort",
                label="This is",
                options=opts(
                    fact="a fact", opinion="an opinion", document="a document", file="the whole file"
                ),
            ),
        ),
    ),
    Text(
        key="to_whom",
        label="With whom",
        hint="Name, role and agency.",
        needed=True,
        offered="@professionals",
    ),
    LongText(
        key="what_for",
        label="What for",
        hint="What they will do with it.",
        needed=True,
        lines=2,
        gentle=False,
    ),
)

DANGER = page(
    "S1",
    "Is anyone in danger right now?",
    Choice(key="danger", label="In danger now", needed=True, options=YES_NO_UNSURE),
    Choice(
        key="danger_after",
        label="After ringing the lead or the front door",
        hint="Ring now, from this page. Nobody answers, or you are still unsure: that counts as yes.",
        when=on("danger", NOT_SURE),
        needed=True,
        options=opts(
            no="No, they are safe now", yes="Yes, in danger", unsure="Still not sure, or nobody answered"
        ),
    ),
)

EMERGENCY = page(
    "EM",
    "Ring now",
    Rows(
        key="calls",
        label="Who you rang",
        hint="Ring first. Write it down when it is done.",
        add_label="Add a call",
        row_title="service",
        layout="cards",
        needed=True,
        columns=(
            DateTime(key="rung", label="When", needed=True),
            Choice(
                key="service",
                label="Whom",
                needed=True,
                other=True,
                options=opts(
                    emergency="999",
                    front_door="Front door for children",
                    adults="Adult safeguarding",
                    police="Police, 101",
                ),
            ),
            Text(key="person", label="Who answered", hint="Name or role.", needed=True),
            LongText(key="told", label="What you told them", needed=True, lines=3, gentle=False),
            Text(key="reference", label="Their reference", none_label="None given"),
        ),
    ),
)

HARM_TICKS = opts(
    H1="A child is, or is likely to be, seriously harmed",
    H2="An adult is at risk of serious harm",
    H3="A serious crime was done or is planned",
    H4="They need help; no sign of harm",
    H5="None of these",
    H6="Not sure",
)
HARM_TEST = page(
    "S2",
    "Are there signs of serious harm?",
    Choices(key="harm", label="Tick all that fit", needed=True, options=HARM_TICKS),
    DateTime(
        key="harm_dt",
        label="When did you learn of it",
        when=AnyOf(of=(on("harm", "H1", "H2", "H3", "H6"), HARM)),
        needed=True,
    ),
    LongText(key="harm_note", label="What shows this? Facts only.", lines=3, gentle=False),
)

PURPOSE = page(
    "S3",
    "Is there a clear and proper reason?",
    Choice(
        key="purpose_clear",
        label="A clear reason, tied to what they will do with it",
        needed=True,
        options=YES_NO_UNSURE,
    ),
    LongText(key="purpose_note", label="In your own words", lines=2, gentle=False),
)

IDENTITY = page(
    "S4",
    "Could anyone be recognised?",
    Choice(
        key="identifiable",
        label="Alone, or with other facts somebody may know",
        hint="A child not yet born: it is the mother's and the family's information.",
        needed=True,
        options=(
            Option(value="yes", label="Yes, and they need to know who it is"),
            Option(value="without_names", label="Yes, but it would work without names"),
            Option(value="no", label="No, nobody could be recognised"),
            Option(value=NOT_SURE, label="Not sure"),
        ),
    ),
    LongText(
        key="removed",
        label="What did you take out?",
        hint="Names, places, dates, and rare things that point to one family.",
        when=on("identifiable", "without_names"),
        needed=True,
        lines=2,
        gentle=False,
    ),
    Choice(
        key="identifiable_after",
        label="Could anyone still be recognised?",
        when=on("identifiable", "without_names"),
        needed=True,
        options=opts(no="No", yes="Yes, after all"),
    ),
    LongText(
        key="identity_note", label="How do you know?", when=on("identifiable", "no"), lines=2, gentle=False
    ),
)

DUTY_KINDS = (
    Option(value="order", label="A court or production order"),
    Option(value="s47", label="Help with a section 47 enquiry"),
    Option(
        value="fgm",
        label="FGM in a girl under 18, told by her or seen",
        hint="The health or social care worker or teacher rings the police on 101 in person.",
    ),
    Option(
        value="csa",
        label="Child sexual abuse, told, seen or found in images",
        hint="Whether this duty has begun: check.",
    ),
    Option(value="fostering", label="Private fostering"),
    Option(value="statute", label="Another request or duty in law"),
)
DUTY = page(
    "S5",
    "Does a law or a court say you must?",
    Choice(
        key="duty",
        label="A court order, a request in law, or a duty to report",
        needed=True,
        options=YES_NO_UNSURE,
    ),
    Choice(
        key="duty_kind", label="Which", when=on("duty", "yes"), needed=True, options=DUTY_KINDS, other=True
    ),
    Text(
        key="duty_reference",
        label="Its name, number or date",
        hint="So that somebody else can find it.",
        when=on("duty", "yes"),
        needed=True,
    ),
    Date(
        key="duty_due",
        label="By when",
        hint="Left empty: seven days.",
        when=on("duty", "yes"),
        future=True,
    ),
    LongText(key="duty_note", label="Anything to note", lines=2, gentle=False),
)

_HURTS = AllOf(of=(on("relevant", "yes"), on("detriment", "yes")))
_LESS = AllOf(of=(_HURTS, on("less", "yes")))
DUTY_16LA = page(
    "S5b",
    "Would it help, and could it hurt?",
    Choice(
        key="relevant",
        label="It matters for the child's safety or welfare, and may help them do their work",
        needed=True,
        options=YES_NO_UNSURE,
    ),
    Choice(
        key="detriment",
        label="Would telling them hurt the child more than not telling?",
        when=on("relevant", "yes"),
        needed=True,
        options=YES_NO_UNSURE,
    ),
    Choice(
        key="less",
        label="Would less, or a hidden name or place, do?",
        when=_HURTS,
        needed=True,
        options=opts(yes="Yes", no="No"),
    ),
    LongText(
        key="less_done",
        label="What did you leave out or hide?",
        when=_LESS,
        needed=True,
        lines=2,
        gentle=False,
    ),
    Choice(
        key="detriment_after",
        label="Would telling them that still hurt the child more?",
        when=_LESS,
        needed=True,
        options=opts(no="No", yes="Yes"),
    ),
    LongText(key="detriment_note", label="How would it hurt, or not?", lines=2, gentle=False),
)
