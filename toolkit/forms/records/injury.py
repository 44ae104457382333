"""Injury or mark, and any mark on a child who does not move alone (R26).

Describe, do not age a bruise. Finishing is refused only while nobody has been told of a mark on such a child; saving never is.
Source: guidance on injuries in non-mobile babies, 2023 (check the local protocol).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.injury_checks import check
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    BodyMap,
    Choice,
    DateTime,
    Files,
    Form,
    LongText,
    Notice,
    Page,
    Prompt,
    Rows,
    Text,
    When,
    YesNo,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check"]

_NON_MOBILE = When(key="movement", values=("not_rolling", "rolls", "disabled"))

_WHO = Page(
    key="child",
    title="The child",
    fields=(
        Choice(
            key="movement",
            label="How this child moves",
            hint="A baby who only rolls counts as not moving alone, at any age. The local protocol may be wider.",
            needed=True,
            options=opts(
                not_rolling="Not rolling yet",
                rolls="Rolls only",
                shuffles="Shuffles or crawls",
                pulls_up="Pulls up or cruises",
                walks="Walks",
                disabled="Disabled, does not move alone",
            ),
        ),
        Notice(
            key="ring",
            label="A mark on a child who does not move alone",
            tone="red",
            text="Ring the front door now and say “non-mobile baby protocol”, however likely the story. "
            "A medical opinion is needed today. A serious injury, or blood from nose, mouth or ears: 999.",
            numbers=("emergency", "front_door", "out_of_hours", "safeguarding_lead"),
            when=_NON_MOBILE,
            prompt=Prompt(
                title="Any mark, any size",
                text="Bruises on babies who do not move yet are very unusual. A likely story does not end the duty.",
                card="G-NMB",
            ),
        ),
        Text(key="seen_by", label="Seen by", needed=True),
        Text(key="where", label="Where", needed=True),
        Text(key="light", label="Light, and how much was undressed", needed=True),
    ),
)

_MARKS = Page(
    key="marks",
    title="Marks",
    fields=(
        BodyMap(
            key="marks",
            label="Where the marks are",
            hint="Point at the outline, or choose the place from the list.",
            needed=True,
            columns=(
                Choice(
                    key="kind",
                    label="Kind",
                    needed=True,
                    other=True,
                    options=opts(
                        bruise="Bruise",
                        bite="Bite",
                        burn="Burn or scald",
                        graze="Graze or cut",
                        swelling="Swelling",
                        bleed="Bleeding",
                    ),
                ),
                Text(key="size", label="Size in mm", needed=True, short=True),
                Text(key="shape", label="Shape", needed=True),
                Text(key="colour", label="Colour", needed=True, hint="As seen. No guess at its age."),
            ),
        ),
        Files(
            key="photos",
            label="Photos",
            hint="Only if your policy allows it, never on your own phone. Where it was taken is removed.",
        ),
        Text(
            key="photo_policy",
            label="Who took them, and who allowed it",
            when=When(key="photos", values=("*",)),
            needed=True,
        ),
    ),
)

_STORY = Page(
    key="story",
    title="Explanations",
    fields=(
        Rows(
            key="explanations",
            label="What each person said",
            hint="Each apart if it is safe. Exact words. Different accounts stand side by side.",
            needed=True,
            layout="cards",
            add_label="Add an account",
            row_title="who",
            withheld="unless_asked",
            columns=(
                Text(key="who", label="Who", needed=True),
                LongText(key="words", label="Exact words", needed=True, gentle=False, lines=3),
                DateTime(key="when", label="When", needed=True),
            ),
        ),
        YesNo(
            key="fits",
            label="Does it fit the child's stage and history?",
            needed=True,
            hint="A likely story does not end the duty.",
        ),
        LongText(key="fits_why", label="Why, or why not", needed=True, lines=2),
        YesNo(
            key="birthmark",
            label="Is it a known birthmark, such as a blue spot?",
            needed=True,
            hint="Check the red book and the records.",
        ),
        Text(
            key="birthmark_where",
            label="Where it is recorded",
            when=When(key="birthmark", values=("yes",)),
            needed=True,
        ),
        YesNo(key="others_seen", label="Have the other children in the home been seen?", needed=True),
    ),
)

_TOLD = Page(
    key="told",
    title="Who was told",
    fields=(
        Notice(
            key="numbers",
            label="Whom to ring today",
            tone="blue",
            text="Tell them today, and write down when, whom you spoke to and what they advised.",
            numbers=("front_door", "out_of_hours", "safeguarding_lead"),
        ),
        Rows(
            key="told",
            label="Told the same day",
            needed=True,
            layout="cards",
            add_label="Add who was told",
            row_title="who",
            columns=(
                Choice(
                    key="service",
                    label="Service",
                    needed=True,
                    other=True,
                    options=opts(
                        medical="Doctor or paediatrician",
                        social_care="Children's social care front door",
                        police="Police",
                        lead="Own safeguarding lead",
                    ),
                ),
                Text(key="who", label="Name and role", needed=True),
                DateTime(key="when", label="When", needed=True),
                LongText(key="advice", label="What they advised", needed=True, lines=2),
            ),
        ),
        Rows(
            key="checks",
            label="What each agency shared, and what we make of it",
            needed=True,
            none_label="Nothing shared yet",
            layout="cards",
            add_label="Add an agency",
            row_title="agency",
            withheld="unless_asked",
            columns=(
                Text(key="agency", label="Agency", needed=True),
                LongText(key="shared", label="What it shared", needed=True, lines=2),
                LongText(key="analysis", label="Our analysis", needed=True, lines=2),
            ),
        ),
        YesNo(key="parents_told", label="Have the parents been told?", needed=True),
        Text(key="parents_why", label="What was said, or why not", needed=True),
        YesNo(
            key="leaflet",
            label="Have they been given the leaflet?",
            hint="The leaflet of your area on marks and injuries in babies.",
            needed=True,
        ),
        Text(
            key="leaflet_why",
            label="Why no leaflet",
            when=When(key="leaflet", values=("no",)),
            needed=True,
        ),
    ),
)

_OUTCOME = Page(
    key="outcome",
    title="Outcome",
    fields=(
        Choice(
            key="outcome",
            label="Outcome",
            other=True,
            options=opts(
                examined="Examined the same day",
                strategy="Strategy discussion",
                no_action="Checked, no further action",
                waiting="Waiting for an answer",
            ),
        ),
        Text(key="links", label="Referral or decision it belongs to"),
    ),
)

FORM = Form(
    id="injury",
    version=2,
    title="Injury or mark",
    description="Marks on a body outline, what was said, and who was told today.",
    keywords=(
        "bruise",
        "body map",
        "bodymap",
        "non-mobile baby",
        "NMB",
        "burn",
        "bite",
        "mark",
        "injury",
        "body chart",
    ),
    moment="deciding",
    icon="warning",
    one_child=True,
    summary_from=("marks", "fits_why"),
    copies=("practitioner",),
    pages=(_WHO, _MARKS, _STORY, _TOLD, _OUTCOME),
)


def part_leaflet(answers: Answers) -> Answers:
    """Version 1 asked in one question whether the parents were told and given the leaflet; only a yes answers both."""
    return {**answers, "leaflet": "yes"} if answers.get("parents_told") == "yes" else answers


UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {1: part_leaflet}
