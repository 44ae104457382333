"""Outcome measures log (R25): that a tool was used, when and where the form lies. No tool's own text and no scoring is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.measures_checks import SDQ, STAR, check
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    Choice,
    Date,
    Files,
    Form,
    LongText,
    Not,
    Page,
    Person,
    Rows,
    Text,
    When,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check"]

_NUMBER = Not(of=When(key="tool", values=(STAR,)))

_LOG = Page(
    key="log",
    title="Measures",
    hint="Name, day and where the form lies. Never the questions of a tool.",
    fields=(
        Rows(
            key="measures",
            label="Each time a measure was used",
            layout="cards",
            needed=True,
            row_title="tool",
            add_label="Add a measure",
            columns=(
                Person(key="whom", label="For whom", needed=True),
                Choice(
                    key="tool",
                    label="Tool",
                    needed=True,
                    other=True,
                    options=opts(
                        star="Outcomes Star",
                        sdq="SDQ",
                        dash="DASH",
                        gcp2="Graded Care Profile 2",
                        thriving="Thriving Families",
                        asq="Ages and stages questionnaire",
                        mood="Mood questionnaire",
                    ),
                ),
                Text(key="version", label="Version", short=True),
                Date(key="on", label="On", needed=True),
                Text(key="by", label="By whom", needed=True),
                Text(
                    key="total",
                    label="Total, typed from the paper",
                    hint="SDQ: 0 to 40. Only where the licence allows.",
                    short=True,
                    when=_NUMBER,
                ),
                Text(
                    key="informant",
                    label="Who filled it in",
                    when=When(key="tool", values=(SDQ,)),
                    needed=True,
                ),
                Text(key="word", label="Outcome in a word"),
                Text(key="filed", label="Where the form lies", needed=True),
                LongText(key="means", label="What it means for this child or adult", needed=True, lines=2),
                Files(key="file", label="The completed form", pictures_only=False),
                Date(key="next", label="Next due", future=True, due="Outcome measure"),
            ),
        ),
    ),
)

FORM = Form(
    id="measures",
    title="Outcome measures",
    description="Which measure was used, when, where the form lies and what it means.",
    keywords=(
        "SDQ",
        "DASH",
        "RIC",
        "outcomes",
        "star",
        "GCP2",
        "ASQ",
        "neglect tool",
        "EPDS",
        "questionnaire",
    ),
    moment="working together",
    icon="chart-line-up",
    living=True,
    copies=("practitioner",),
    pages=(_LOG,),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
