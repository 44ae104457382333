"""What a referral says beside, where it goes to adult safeguarding or the police. None of it is ever on a family copy."""

from __future__ import annotations

from toolkit.forms.vocabulary import (
    Choice,
    Choices,
    LongText,
    Not,
    Page,
    Text,
    When,
    YesNo,
    opts,
)

TO_ADULT = When(key="directed", values=("adult",))
TO_POLICE = When(key="directed", values=("police",))
_CALM = Not(of=When(key="route", values=("danger", "harm")))

ADULT = Page(
    key="adult_page",
    title="For adult safeguarding",
    hint="An adult who needs care or support, is harmed or at risk, and cannot keep themselves safe because of it.",
    when=TO_ADULT,
    fields=(
        Text(key="adult_name", label="The adult: name, or how described", needed=True, withheld="always"),
        Text(key="adult_birth", label="Birth date or age", withheld="always"),
        Text(key="adult_where", label="Where they are now", needed=True, withheld="always"),
        LongText(
            key="adult_needs",
            label="Care and support they need",
            needed=_CALM,
            lines=2,
            withheld="always",
        ),
        LongText(
            key="adult_harm",
            label="Harm: what, by whom, since when",
            needed=_CALM,
            lines=3,
            gentle=False,
            withheld="always",
        ),
        LongText(
            key="adult_safe",
            label="Why they cannot keep themselves safe",
            needed=_CALM,
            lines=2,
            withheld="always",
        ),
        Choice(
            key="adult_capacity",
            label="Can they decide about this themselves?",
            needed=_CALM,
            options=opts(yes="Yes", no="No, for this decision now", doubt="In doubt", not_known="Not known"),
            withheld="always",
        ),
        Choice(
            key="adult_agrees",
            label="Do they agree to this referral?",
            needed=_CALM,
            options=opts(yes="Yes", refused="No", not_asked="Not asked"),
            withheld="always",
        ),
        LongText(
            key="adult_why",
            label="Why it goes without their agreement",
            hint="Such as others at risk, a serious crime, pressure, life at stake.",
            when=When(key="adult_agrees", values=("refused", "not_asked")),
            needed=_CALM,
            lines=2,
            withheld="always",
        ),
        LongText(
            key="adult_wants",
            label="What they want to happen, in their words",
            needed=_CALM,
            lines=2,
            withheld="always",
        ),
        LongText(
            key="adult_others",
            label="Who else is at risk: children, other adults",
            lines=2,
            withheld="always",
        ),
        Text(key="adult_speaks", label="Who can speak for them, where they need it", withheld="always"),
        LongText(
            key="adult_contact",
            label="How to reach them safely",
            lines=1,
            gentle=False,
            withheld="always",
        ),
    ),
)

POLICE = Page(
    key="police_page",
    title="For the police",
    hint="In danger now: 999. Else 101, and write down the reference.",
    when=TO_POLICE,
    fields=(
        Choices(
            key="police_kind",
            label="What it is",
            needed=_CALM,
            other=True,
            options=opts(
                done="A serious crime that was done",
                planned="A serious crime that is planned",
                abuse="Domestic abuse",
                sexual="Sexual abuse",
                exploitation="Exploitation",
                fgm="FGM in a girl under 18, told or seen",
                missing="Somebody is missing",
            ),
            withheld="always",
        ),
        LongText(
            key="police_where", label="When and where", needed=_CALM, lines=2, gentle=False, withheld="always"
        ),
        LongText(
            key="police_who",
            label="Who did it or may do it, and how to know them",
            none_label="Not known",
            needed=_CALM,
            lines=2,
            gentle=False,
            withheld="always",
        ),
        LongText(
            key="police_harmed",
            label="Who was harmed or may be, and where they are now",
            needed=_CALM,
            lines=2,
            gentle=False,
            withheld="always",
        ),
        LongText(
            key="police_keep",
            label="What must be kept: messages, pictures, clothes",
            none_label="Nothing known",
            lines=2,
            gentle=False,
            withheld="always",
        ),
        YesNo(
            key="police_safe",
            label="Is it safe for the police to ring or come?",
            needed=_CALM,
            withheld="always",
        ),
        LongText(
            key="police_reach",
            label="How to reach them safely",
            when=When(key="police_safe", values=("no", "not_known", "not_asked", "declined")),
            needed=_CALM,
            lines=2,
            gentle=False,
            withheld="always",
        ),
        Text(key="police_reference", label="Police reference", withheld="always"),
    ),
)
