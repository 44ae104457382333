"""Outcome measures log (R25): that a tool was used, when and where the form is filed. No tool's own text and no scoring is kept.

A living record, one a family.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.header import restriction_fields
from toolkit.forms.measures_checks import SDQ, STAR, TOOLS, check, dues
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    AllOf,
    AnyOf,
    Choice,
    Date,
    Files,
    Form,
    LongText,
    Not,
    Notice,
    Page,
    Person,
    Rows,
    Text,
    When,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check", "dues"]

_STAR, _SDQ = When(key="tool", values=(STAR,)), When(key="tool", values=(SDQ,))
_CHOSEN = When(key="tool", values=("*",))
_OWN = AllOf(of=(_CHOSEN, Not(of=When(key="tool", values=tuple(TOOLS)))))
_NOT_STAR = AllOf(of=(_CHOSEN, Not(of=_STAR)))

_LOG = Page(
    key="log",
    title="Measures",
    hint="Name, day and where the form is filed. Never the questions of a tool.",
    fields=(
        Rows(
            key="measures",
            label="Each time a measure was used",
            layout="cards",
            needed=True,
            row_title="tool",
            add_label="Add a measure",
            columns=(
                Person(key="whom", label="For which child or adult", group="everyone", needed=True),
                Choice(key="tool", label="Tool", needed=True, other=True, options=opts(**TOOLS)),
                Notice(
                    key="star_notice",
                    when=_STAR,
                    label="Star: no readings",
                    text="Its owners allow no readings in a program they have not approved. Write down that it was done "
                    "and where the chart is filed.",
                ),
                Text(key="version", label="Version", short=True),
                Date(key="on", label="On", needed=True),
                Text(key="by", label="By whom", needed=True),
                Text(
                    key="informant",
                    label="Who filled it in",
                    hint="Parent, teacher, young person.",
                    when=_SDQ,
                    needed=True,
                ),
                Text(
                    key="total",
                    label="Total, typed from the paper",
                    hint="A number, where the licence of the tool allows it. SDQ: 0 to 40.",
                    short=True,
                    when=AnyOf(of=(_SDQ, _OWN)),
                ),
                Rows(
                    key="subscales",
                    label="Subscales, typed from the paper",
                    when=_SDQ,
                    row_title="name",
                    add_label="Add a subscale",
                    columns=(
                        Text(key="name", label="Subscale", needed=True),
                        Text(key="number", label="Number, 0 to 10", short=True, needed=True),
                    ),
                ),
                Text(key="most", label="Highest total there is", short=True, when=_OWN),
                Text(key="word", label="Outcome in a word or line", when=_NOT_STAR),
                Text(key="filed", label="Where the form is filed", needed=True),
                LongText(key="means", label="What it means for this child or adult", needed=True, lines=2),
                Files(
                    key="file",
                    label="The completed form",
                    hint="A photo of each page, or a scan saved as pictures. A PDF stays where it is filed.",
                    when=_NOT_STAR,
                ),
                Date(key="next", label="Next due", future=True, not_before="on"),
            ),
        ),
    ),
)

_WHO_MAY_SEE = Page(key="sharing", title="Who may see this", fields=restriction_fields())

FORM = Form(
    id="measures",
    title="Outcome measures",
    description="Which measure was used, when, where the form is filed and what it means.",
    keywords=(
        "SDQ",
        "DASH",
        "outcomes",
        "star",
        "GCP2",
        "ASQ",
        "neglect tool",
        "EPDS",
        "PHQ",
        "GAD",
        "HADS",
        "DUST",
    ),
    moment="working together",
    icon="chart-line-up",
    living=True,
    header=False,
    copies=("practitioner",),
    pages=(_LOG, _WHO_MAY_SEE),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
