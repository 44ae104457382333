"""What to say when ringing about a child: situation, assessment, family, what is expected, and what to write down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit.forms import dates
from toolkit.forms.blocks import Block, Heading, Outline, Paragraph, Table, WriteLines
from toolkit.forms.people import rows_of
from toolkit.forms.referral_cover import impacts
from toolkit.practice.areas import Number

TITLE = "Words for the telephone"
GAP = "…"
"""Stands where the case says nothing yet: it is said on the telephone from memory, or as not known."""
WRITE = (
    "Time of the call",
    "Who answered: name and role",
    "What they said they will do, and by when",
    "Their reference",
)


def script(
    referral: Mapping[str, Any], numbers: Sequence[Number], family_reference: str, *, worker: str = ""
) -> Outline:
    """A page to read aloud, filled from a referral as far as it goes; nothing in it needs to be filled first."""
    return Outline(
        title=TITLE,
        audience="practitioner",
        blocks=tuple(_blocks(referral, numbers, worker)),
        family_reference=family_reference,
        status="Version 1, to read aloud",
        draft=False,
    )


def _blocks(referral: Mapping[str, Any], numbers: Sequence[Number], worker: str) -> Iterator[Block]:
    rows = tuple((number.label, number.shown, number.note) for number in numbers)
    yield Table(head=("Ring", "Number", ""), rows=rows, widths=(4, 3, 5))
    for title, lines in (
        ("1 Situation", _situation(referral, worker)),
        ("2 What I think", _assessment(referral)),
        ("3 The family", _family(referral)),
        ("4 What I ask", _expected(referral)),
    ):
        yield Heading(text=title, level=2)
        for line in lines:
            yield Paragraph(text=line)
    yield Heading(text="5 Write down while you talk", level=2)
    for label in WRITE:
        yield WriteLines(label=label, count=1)
    yield Paragraph(
        text="Then send the written referral, and put the day of their answer on the list. No answer in time: ring again.",
        tone="note",
    )


def _situation(referral: Mapping[str, Any], worker: str) -> Iterator[str]:
    role = _said(referral, "referrer_role")
    name = _said(referral, "referrer") or worker or GAP
    yield f"This is {', '.join(part for part in (name, role, _said(referral, 'referrer_organisation')) if part)}."
    yield "I am ringing because I am worried about a child. Please write my name and this time down."
    yield f"You can ring me back on {_said(referral, 'referrer_phone') or GAP}."
    for child in rows_of(referral, "children"):
        birth, due = child.get("birth"), child.get("edd")
        born = f", born {dates.show(str(birth))}" if dates.is_day(birth) else ""
        born = born or (f", due {dates.show(str(due))}" if dates.is_day(due) else "")
        where = str(child.get("where_now") or "").strip()
        yield f"{str(child.get('name') or '').strip() or GAP}{born}. Now: {where or 'not known'}."
    if "adult" in (referral.get("directed") or ()):
        where = _said(referral, "adult_where") or "not known"
        yield f"The adult at risk is {_said(referral, 'adult_name') or GAP}. Now: {where}."
    yield f"This is what was seen, heard and said: {_said(referral, 'what_happened') or _said(referral, 'worried') or GAP}"


def _assessment(referral: Mapping[str, Any]) -> Iterator[str]:
    if referral.get("route") == "danger":
        yield "I think a child is in danger now. 999 was rung, or will be as soon as I put this down."
    yield f"It is a worry today because: {_said(referral, 'why_today') or GAP}"
    for name, words in impacts(referral):
        yield f"For {name} it means: {words}"
    if _said(referral, "if_nothing"):
        yield f"If nothing changes: {_said(referral, 'if_nothing')}"
    if _said(referral, "level"):
        yield f"I place it at {_said(referral, 'level')}. {_said(referral, 'level_why')}".strip()


def _family(referral: Mapping[str, Any]) -> Iterator[str]:
    yield f"In the home, or a risk: {_said(referral, 'home') or 'not known'}"
    if _said(referral, "well"):
        yield f"What keeps the children safe: {_said(referral, 'well')}"
    for row in (*rows_of(referral, "children"), *rows_of(referral, "adults")):
        spoken = [row[key] for key in ("language", "needs") if isinstance(row.get(key), str)]
        if spoken:
            yield f"{str(row.get('name') or GAP).strip()}: {', '.join(spoken)}"
    told = {"yes": "The family has been told.", "no": "The family has not been told."}
    words = told.get(str(referral.get("family_told") or ""), "Whether the family was told is not known.")
    yield f"{words} {_said(referral, 'family_told_why')}".strip()


def _expected(referral: Mapping[str, Any]) -> Iterator[str]:
    if _said(referral, "needed"):
        yield f"What I think needs to happen: {_said(referral, 'needed')}"
    yield "What will you do, who will do it, and by when? Is it safe for the children until then?"
    yield "What may I say to the family, and what not? Who rings me back?"


def _said(referral: Mapping[str, Any], key: str) -> str:
    words = referral.get(key)
    return " ".join(words.split()) if isinstance(words, str) else ""
