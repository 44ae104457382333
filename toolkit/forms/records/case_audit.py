"""Case self-audit (R27): sixteen statements about one family's record, answered from the facts where they are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.case_audit_checks import FACT, STATEMENTS, check, start_from
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    Actions,
    AllOf,
    AnyOf,
    Choice,
    Date,
    Form,
    LongText,
    Not,
    Page,
    Prompt,
    Rows,
    When,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check", "start_from"]

_SHORT = When(key="holds", values=("partly", "no"))
_SAME = AnyOf(
    of=tuple(
        AllOf(of=(When(key="holds", values=(one,)), When(key=f"{FACT}{{id}}", values=(one,))))
        for one in ("yes", "partly", "no", "na")
    )
)
_DIFFERS = AnyOf(
    of=(
        When(key="note", values=("*",)),
        AllOf(of=(When(key="holds", values=("*",)), When(key=f"{FACT}{{id}}", values=("*",)), Not(of=_SAME))),
    )
)
"""The answer is another than the records gave; what was written stays."""

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
                LongText(key="statement", label="Statement", gentle=False, lines=1),
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
                    when=_DIFFERS,
                    gentle=False,
                    lines=1,
                ),
                LongText(
                    key="action",
                    label="What to do",
                    needed=_SHORT,
                    gentle=False,
                    lines=1,
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
        Date(key="next_audit", label="Look again on", future=True, not_before="event", due="Case self-audit"),
    ),
)

FORM = Form(
    id="case_audit",
    title="Case self-audit",
    description="Sixteen statements about this family's record, filled in from the facts where they are known.",
    keywords=("audit", "quality", "self-audit", "case file", "file audit", "QA"),
    moment="me and my team",
    icon="check-square",
    copies=("practitioner",),
    summary_from=("learnt",),
    pages=(_AUDIT, _LEARNT),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
