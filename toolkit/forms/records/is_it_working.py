"""Is it working? (R23): eight good signs and eight warning signs of how safe children are with us; the wording is our own."""

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
        ("safe", "Children feel safe here"),
        ("alert", "People are alert to harm"),
        ("act", "People know what to do about a worry"),
        ("sharing", "People know why sharing information matters"),
        ("blocked", "People know where to turn when somebody stops them from reporting"),
        ("law", "People know the law for their role"),
        ("limits", "People know their limits, and when to bring others in"),
        ("told", "People can respond when a child tells them something"),
    )
)
WARNING: tuple[Option, ...] = tuple(
    Option(value=value, label=label)
    for value, label in (
        ("risk", "Children are at risk"),
        ("unanswered", "Children are at risk, and nothing is done about it"),
        ("whom", "Children or parents do not know whom to tell"),
        ("ignored", "The policy is not known, or not followed"),
        ("duty", "People do not understand that keeping children safe is their duty"),
        ("unreported", "Things happen and are not reported"),
        ("no_policy", "There is no policy, or nobody has looked at it again"),
        ("not_here", "People believe that it cannot happen here"),
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
                card="G-CULT",
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
    description="Eight good signs and eight warning signs of how safe children are with us.",
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
