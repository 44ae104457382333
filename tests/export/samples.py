"""Outlines for the tests of what leaves: one with every block, one as a practitioner's note, one for a child."""

from __future__ import annotations

from datetime import datetime

from toolkit.export.stamp import Stamp
from toolkit.forms.blocks import (
    Answer,
    Block,
    Heading,
    Outline,
    PageBreak,
    Paragraph,
    Picture,
    ScaleLine,
    SignHere,
    Table,
    TickBoxes,
    Warn,
    WriteLines,
)

STAMP = Stamp(
    printed_by="Tansy Dunnock",
    printed_on=datetime(2026, 11, 12, 15, 24),
    organisation="Examplebridge Health Visiting",
    contact="Tansy Dunnock, 01632 960 114",
)

HOUSE_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60"><rect x="30" y="25" width="60" height="30" fill="#DDECEC" '
    'stroke="#1B282E" stroke-width="4.5"/><path d="M22 28 60 6 98 28" fill="none" stroke="#1B282E" stroke-width="4.5"/></svg>'
)

LONG = (
    "Wren opened the door with Sorrel behind her. The kitchen was warm and there was porridge on the hob. "
    "Wren said “I made a nest for my bear under the stairs, it is only ours”. Pip slept in the sling, woke at "
    "10.40, took 110 ml and settled on Sorrel’s shoulder. The stair gate leaned against the wall, not fixed. "
)


def outline(*blocks: Block, audience: str = "practitioner", **more: object) -> Outline:
    """A small outline of the given blocks."""
    values: dict[str, object] = {
        "title": "Case note: home visit",
        "audience": audience,
        "blocks": blocks,
        "subtitle": "12 November 2026, 10:05 to 11:00",
        "family_reference": "F-2041",
        **more,
    }
    return Outline(**values)  # type: ignore[arg-type]


def every_block() -> tuple[Block, ...]:
    """One of each block, and its edges: no number, no head, an uneven row, words that are markup."""
    return (
        Warn(text="Address hidden from Ash Quill."),
        Warn(text="Visit in pairs."),
        Answer(label="About", lines=("Wren, 4 years; Pip, 7 weeks",)),
        Answer(label="Written by", lines=("Tansy Dunnock, health visitor",)),
        Heading(text="Who was seen"),
        Table(
            caption="Seen",
            head=("Who", "Seen", "Alone", "How they were"),
            rows=(
                ("Wren, 4 years", "Yes", "Yes", "Lively, showed me her bear"),
                ("Pip, 7 weeks", "Yes", "No", "Asleep, then fed\nwoke once"),
                ("Sorrel Thistlewick", "Yes", ""),
            ),
            widths=(3, 1, 1, 4),
        ),
        Heading(text="What I saw and heard"),
        Answer(label="What I saw and heard", lines=(LONG, LONG)),
        Answer(label="Analysis", lines=("Not recorded",), state="missing"),
        Heading(text="A person", level=2),
        Heading(text="A smaller thing", level=3),
        Paragraph(text="Plain words with <b>markup</b> & “quotes” {{ braces }}."),
        Paragraph(text="Small print.", tone="note"),
        Paragraph(text="Read this first.", tone="strong"),
        ScaleLine(
            label="How safe is Wren now?",
            low=0,
            high=10,
            value=6,
            low_words="Someone may be hurt",
            high_words="Safe enough to close",
        ),
        ScaleLine(label="Sorrel’s number", low=0, high=10, words="Not asked"),
        ScaleLine(label="A score", low=0, high=42, value=17, words="of 42"),
        ScaleLine(label="Both", low=1, high=5, value=2, words="after a long think"),
        WriteLines(label="What happened?", hint="In the words of the day.", count=3),
        TickBoxes(label="Where", hint="One or more", options=("At home", "At school", "Clinic", "Other")),
        TickBoxes(label="Who", options=("Only one",)),
        Picture(svg=HOUSE_SVG, alt="A house with a pitched roof", width_mm=60),
        Table(head=(), rows=(("no head", "here"),)),
        Table(caption="To fill in", head=("What", "Who", "By when"), rows=(("", "", ""),) * 3),
        PageBreak(),
        Heading(text="Signing"),
        SignHere(
            rows=(
                (
                    "Sorrel Thistlewick",
                    "Mother",
                    "12 November 2026",
                    "Agreed verbally, witnessed by T Dunnock",
                ),
                ("", "Worker", "", ""),
            )
        ),
        PageBreak(turn="landscape"),
        Heading(text="The plan on its long side"),
        Table(
            head=("Issue", "Progress", "Support"),
            rows=(("Sleep", "Two nights through.", ""), ("School", "Reads aloud.", "Ms Lark")),
            before=(("", "3 September 2026: Awake at 3.", "3 September 2026: Ash Quill"), ("", "", "")),
        ),
        PageBreak(turn="portrait"),
        Table(caption="Last", head=("One", "Two"), rows=(("1", "2"),)),
    )


def many_rows(count: int = 60) -> Table:
    """A table that takes several pages."""
    rows = tuple(
        (
            f"{day} March 2026",
            f"Row {day}",
            "Words that wrap over a line or two in their column. " * (1 + day % 3),
        )
        for day in range(1, count + 1)
    )
    return Table(caption="Contacts", head=("When", "Which", "What"), rows=rows, widths=(2, 1, 4))


CHILD = Outline(
    title="Wren and Tansy: our agreement",
    subtitle="This paper is for Wren. Tansy has one too.",
    audience="child",
    family_reference="F-2041",
    status="Final",
    draft=False,
    blocks=(
        Picture(svg=HOUSE_SVG, alt="A house", width_mm=40),
        Heading(text="When we meet"),
        Paragraph(text="We meet on Wednesdays at 1 o’clock. We meet 6 times, for 40 minutes."),
        TickBoxes(label="Our days", options=("18 November", "25 November", "2 December", "9 December")),
        Heading(text="What we do"),
        Answer(label="You choose", lines=("You choose what we play with.",)),
        ScaleLine(
            label="How was today?", low=0, high=10, value=8, low_words="Not good", high_words="Very good"
        ),
        SignHere(label="Sign if you want to", rows=(("Wren", "", "", ""), ("Tansy", "", "", ""))),
    ),
)
