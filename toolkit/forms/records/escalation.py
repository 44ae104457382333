"""Professional difference, or escalation (R19): two services disagree about a child, and it goes up a stage at a time.

The stages come from the area pack. Safety does not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.escalation_checks import check, start_from
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    AnyOf,
    Choice,
    Date,
    DateTime,
    Form,
    LongText,
    Not,
    Notice,
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

_NOT_SAFE = When(key="safe", values=("no", "not_known", "not_asked", "declined"))
_CLOSED = When(key="closed", values=("yes",))
STAGES = opts(
    s0="0 · The workers talk with each other",
    s1="1 · Line managers or safeguarding leads",
    s2="2 · Senior, named or designated professionals",
    s3="3 · Heads of service",
    s4="4 · The safeguarding partnership",
)

_WHAT = Page(
    key="what",
    title="The difference",
    fields=(
        LongText(
            key="decision",
            label="What we disagree with",
            hint="The decision or action, as it was put to you.",
            needed=True,
            lines=3,
            gentle=False,
            prompt=Prompt(
                title="About the child, with respect",
                text="Challenge is part of the work. Speak of what the child lives with, not of who is right.",
                card="G-CHAL",
            ),
        ),
        Text(key="whose", label="Whose decision", hint="Role and agency.", needed=True),
        Date(key="decided_on", label="When it was decided", needed=True),
        LongText(
            key="evidence",
            label="What shows that it is not enough",
            hint="Facts first, then what you make of them.",
            needed=True,
            lines=4,
            gentle=False,
        ),
        LongText(
            key="outcome_wanted", label="What we want for the child", needed=True, lines=2, gentle=False
        ),
    ),
)

_SAFE = Page(
    key="safe_now",
    title="Safe while this is sorted out?",
    fields=(
        YesNo(key="safe", label="Is the child safe while we sort this out?", needed=True),
        Notice(
            key="ring",
            label="Do not wait for this process",
            tone="red",
            text="Ring the front door again now, and 999 in danger. Any worker may refer.",
            numbers=("emergency", "front_door", "out_of_hours", "safeguarding_lead"),
            when=_NOT_SAFE,
        ),
        LongText(
            key="safe_action",
            label="What was done to keep the child safe",
            hint="Who rang whom, when, and what was said.",
            when=_NOT_SAFE,
            needed=True,
            lines=3,
            gentle=False,
        ),
        LongText(key="safe_how", label="How we know", when=Not(of=_NOT_SAFE), lines=2, gentle=False),
        Person(key="lead", label="Safeguarding lead who was told", group="anyone", needed=True),
        DateTime(key="lead_on", label="When they were told", needed=True),
    ),
)

_STAGES = Page(
    key="stages",
    title="Stages",
    hint="Your safeguarding lead is kept informed at every stage.",
    fields=(
        Rows(
            key="stages",
            label="What was tried, stage by stage",
            layout="cards",
            add_label="Add a stage",
            row_title="stage",
            needed=True,
            columns=(
                Choice(key="stage", label="Stage", options=STAGES, needed=True, other=True),
                Text(key="who_to_whom", label="Who spoke to whom", needed=True),
                DateTime(key="when", label="When", needed=True),
                Choice(
                    key="method",
                    label="How",
                    other=True,
                    needed=True,
                    options=opts(
                        phone="By phone", person="In person", meeting="Meeting", email="Secure email"
                    ),
                ),
                LongText(key="answer", label="Their answer", lines=2, gentle=False),
                Choice(
                    key="agreed",
                    label="Agreed?",
                    options=opts(yes="Yes", partly="Partly", no="No", waiting="No answer yet"),
                    needed=True,
                ),
                Date(
                    key="due",
                    label="Answer due",
                    hint="Set locally.",
                    future=True,
                    due="Answer about a difference",
                    when=When(key="agreed", values=("waiting", "no", "partly")),
                ),
                LongText(key="skipped", label="Why a stage was left out", lines=1, gentle=False),
            ),
        ),
        Text(
            key="limit_note",
            label="Time limits in this area",
            hint="From the area's own procedure. Set locally.",
        ),
    ),
)

_END = Page(
    key="end",
    title="How it ended",
    fields=(
        Choice(
            key="closed",
            label="Is it settled?",
            needed=True,
            options=opts(yes="Yes, settled", no="No, it goes on"),
        ),
        LongText(
            key="resolution", label="How it was settled", when=_CLOSED, needed=True, lines=3, gentle=False
        ),
        LongText(
            key="changed",
            label="What changed for the child",
            when=_CLOSED,
            needed=True,
            lines=2,
            gentle=False,
        ),
        Choice(
            key="family_told",
            label="Does the family know?",
            when=_CLOSED,
            needed=True,
            options=opts(yes="Yes", no="No", not_needed="Not fitting to tell them"),
        ),
        LongText(
            key="family_told_note",
            label="What they were told, or why not",
            when=AnyOf(of=(When(key="family_told", values=("*",)),)),
            lines=1,
            gentle=False,
        ),
    ),
)

FORM = Form(
    id="escalation",
    title="Professional difference",
    description="When services disagree about a child: what, why, and who settles it, a stage at a time.",
    keywords=(
        "escalation",
        "challenge",
        "disagree",
        "dispute",
        "resolution",
        "still worried",
        "professional disagreement",
        "stuck",
    ),
    moment="deciding",
    icon="scales",
    copies=("practitioner",),
    summary_from=("decision",),
    pages=(_WHAT, _SAFE, _STAGES, _END),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
