"""Case self-audit (R27): sixteen statements about one family's record, answered from the facts where they are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.case_audit_start import start_from
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    Actions,
    Choice,
    Date,
    Form,
    LongText,
    Option,
    Page,
    Rows,
    Text,
    When,
    opts,
)

__all__ = ["FORM", "STATEMENTS", "UPGRADES", "start_from"]

STATEMENTS: tuple[Option, ...] = tuple(
    Option(value=value, label=label)
    for value, label in (
        ("voice", "Each child's own voice is on file"),
        ("day", "A day in each child's life is described"),
        ("adults", "Every adult is named, with how they are related to each child"),
        ("men", "It is clear who each man is"),
        ("pr", "Proof of parental responsibility was seen"),
        ("history", "The history was used, and the work did not start again"),
        ("whole", "The whole picture is there, not one issue"),
        ("fact", "Fact is kept apart from opinion"),
        ("tools", "Tools were used where they help"),
        ("agencies", "Every agency was invited: midwifery, housing and adult services too"),
        ("minutes", "Notes of meetings are on file"),
        ("escalation", "Differences were taken up"),
        ("culture", "Culture and identity are written about"),
        ("advocacy", "An advocate was offered"),
        ("language", "Words do not make harm smaller"),
        ("transfer", "Hand-over was complete"),
    )
)

_AUDIT = Page(
    key="audit_page",
    title="Statements",
    fields=(
        Rows(
            key="statements",
            label="About this record",
            fixed=STATEMENTS,
            row_title="statement",
            needed=True,
            columns=(
                Text(key="statement", label="Statement"),
                Choice(
                    key="holds",
                    label="Holds",
                    needed=True,
                    options=opts(yes="Yes", partly="Partly", no="No", na="Does not apply"),
                ),
                Text(
                    key="evidence",
                    label="What shows it",
                    needed=When(key="holds", values=("yes", "partly", "no")),
                ),
                Text(key="action", label="What to do", needed=When(key="holds", values=("partly", "no"))),
            ),
        ),
        LongText(key="learnt", label="What I take from it", needed=True, lines=3),
        Actions(key="actions", label="Actions", none_label="None", needed=True),
        Date(key="next_audit", label="Look again on", future=True, due="Case self-audit"),
    ),
)

FORM = Form(
    id="case_audit",
    title="Case self-audit",
    description="Sixteen statements about this family's record, filled in from the facts where they are known.",
    keywords=("audit", "quality", "self-audit", "case file", "case file audit", "QA", "dip sample"),
    moment="me and my team",
    icon="list-checks",
    copies=("practitioner",),
    summary_from=("learnt",),
    pages=(_AUDIT,),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
