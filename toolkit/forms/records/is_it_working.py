"""Is it working? (R23): eight good signs and eight warning signs that training changes practice; the wording is our own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context
from toolkit.forms.team_parts import WHO_MAY_SEE, old_terms, titled
from toolkit.forms.vocabulary import Actions, Date, Form, LongText, Option, Page, Prompt, Rows, Text, YesNo

__all__ = ["FORM", "GOOD", "UPGRADES", "WARNING", "check", "title"]

GOOD: tuple[Option, ...] = tuple(
    Option(value=value, label=label)
    for value, label in (
        ("go", "People go to the training that was booked for them, and are given the time"),
        ("do", "After training people do something in another way, and can say what"),
        ("sooner", "Worries are passed on sooner, and with clearer reasons"),
        ("ask", "People ask for advice before they are sure"),
        ("records", "Records show what was seen, what was said and why it was decided so"),
        ("heard", "Children and parents say that they are listened to"),
        ("supervision", "Supervision asks what was learnt and what came of it"),
        ("reviews", "What reviews and audits found is in the next training"),
    )
)
WARNING: tuple[Option, ...] = tuple(
    Option(value=value, label=label)
    for value, label in (
        ("empty", "Places are booked and stay empty"),
        ("few", "The same few people go, and others never do"),
        ("nothing", "Nobody can say what changed after a course"),
        ("late", "Worries come late, or from outside before they come from us"),
        ("where", "People do not know where the procedures are, or whom to tell"),
        ("lapsed", "Refreshers and inductions are overdue and nobody noticed"),
        ("afraid", "People are afraid to ask, to challenge, or to say that they do not know"),
        ("again", "Complaints and reviews find the same thing again"),
    )
)


def _signs(key: str, label: str, signs: tuple[Option, ...]) -> Rows:
    return Rows(
        key=key,
        label=label,
        fixed=signs,
        row_title="sign",
        needed=True,
        add_label="Add a sign",
        columns=(
            LongText(key="sign", label="Sign", gentle=False, lines=1),
            YesNo(key="there", label="Is it so?", needed=True),
            LongText(key="evidence", label="Evidence", lines=1, needed=True, gentle=False),
        ),
    )


_SIGNS = Page(
    key="signs",
    title="Signs",
    fields=(
        Text(key="team", label="Team or service", needed=True, first=True),
        Date(key="day", label="Day", needed=True, first=True),
        _signs("good", "Good signs", GOOD),
        _signs("warning", "Warning signs", WARNING),
    ),
)
_THEN = Page(
    key="then",
    title="What follows",
    fields=(
        LongText(
            key="means",
            label="What it means for children here",
            needed=True,
            gentle=False,
            prompt=Prompt(
                title="Never a score",
                text="One warning sign may weigh more than eight good ones. Say what it does to children.",
                card="G-LRN",
            ),
        ),
        Actions(key="actions", label="What we will do", needed=True, none_label="Nothing now"),
        Date(
            key="next_check", label="Look again on", needed=True, future=True, due="Is it working? Look again"
        ),
    ),
)

FORM = Form(
    id="is_it_working",
    title="Is it working?",
    description="Eight good signs and eight warning signs that training changes what people do.",
    keywords=("training", "evaluation", "self-check", "culture", "impact of training"),
    moment="me and my team",
    icon="trend-up",
    keeper="team",
    header=False,
    living=True,
    summary_from=("means",),
    event_from="day",
    copies=("practitioner",),
    pages=(_SIGNS, _THEN, WHO_MAY_SEE),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
title = titled(FORM.title, "team")


def check(answers: Answers, context: Context) -> list[Problem]:
    """Old terms."""
    return [*old_terms(answers)]
