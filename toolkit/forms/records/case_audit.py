"""Case self-audit (R27): sixteen statements about one family's record, answered from the facts where they are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.case_audit_checks import check, start_from
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    Actions,
    Choice,
    Date,
    Form,
    LongText,
    Option,
    Page,
    Prompt,
    Rows,
    Text,
    When,
    opts,
)

__all__ = ["FORM", "STATEMENTS", "UPGRADES", "check", "start_from"]

STATEMENTS: tuple[Option, ...] = tuple(
    Option(value=value, label=label)
    for value, label in (
        ("voice", "Each child's own voice is on file"),
        ("day", "A day in each child's life is described"),
        ("adults", "Every adult is named, with how they are related to each child"),
        ("men", "It is clear who each man is"),
        ("pr", "Proof of parental responsibility was seen"),
        ("history", "The history and the chronology were used, and the work did not start again"),
        ("whole", "The whole picture is there, not one issue"),
        ("fact", "Fact is kept apart from opinion"),
        ("tools", "Tools were used where they help"),
        ("agencies", "Every agency was invited: midwifery, housing and adult services too"),
        ("minutes", "Notes of meetings are on file"),
        ("escalation", "Differences were taken up"),
        ("culture", "Culture and identity are written about"),
        ("advocacy", "An advocate was thought of, and offered"),
        ("language", "Words do not make harm smaller"),
        ("transfer", "Hand-over was complete"),
    )
)
_SHORT = When(key="holds", values=("partly", "no"))

_AUDIT = Page(
    key="audit_page",
    title="Statements",
    fields=(
        LongText(
            key="picture",
            label="What the records show today",
            hint="Filled in from the records. It may be changed.",
            gentle=False,
            lines=5,
        ),
        Rows(
            key="statements",
            label="About this record",
            hint="Filled in where the records know. What you see differently stays yours: say why.",
            fixed=STATEMENTS,
            row_title="statement",
            needed=True,
            add_label="Add a statement",
            columns=(
                Text(key="statement", label="Statement"),
                Choice(
                    key="holds",
                    label="Does it hold?",
                    needed=True,
                    options=opts(yes="Yes", partly="Partly", no="No", na="Does not apply"),
                ),
                LongText(
                    key="evidence",
                    label="What shows it",
                    needed=When(key="holds", values=("yes", "partly", "no")),
                    gentle=False,
                    lines=1,
                ),
                LongText(
                    key="note",
                    label="Where I see it differently",
                    hint="Why the answer is not the one the records gave.",
                    gentle=False,
                    lines=1,
                ),
                LongText(
                    key="action",
                    label="What to do",
                    when=_SHORT,
                    needed=True,
                    gentle=False,
                    lines=1,
                    none_label="Nothing now",
                ),
            ),
            prompt=Prompt(
                title="What would a stranger see?",
                text="Read it as somebody who opens this file for the first time, and as the child who reads it later.",
                card="G-REC",
            ),
        ),
    ),
)
_LEARNT = Page(
    key="learnt_page",
    title="What follows",
    fields=(
        LongText(key="learnt", label="What I take from it", needed=True, lines=3),
        Actions(key="actions", label="Actions", none_label="None", needed=True),
        Date(key="next_audit", label="Look again on", future=True, due="Case self-audit"),
    ),
)

FORM = Form(
    id="case_audit",
    title="Case self-audit",
    description="Sixteen statements about this family's record, filled in from the facts where they are known.",
    keywords=("audit", "quality", "self-audit", "case file", "file audit", "QA"),
    moment="me and my team",
    icon="list-checks",
    copies=("practitioner",),
    summary_from=("learnt",),
    pages=(_AUDIT, _LEARNT),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
