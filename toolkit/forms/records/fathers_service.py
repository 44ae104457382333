"""Working with fathers, for a service (R24): statements in six groups, and a plan. The statements are our own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context
from toolkit.forms.team_parts import WHO_MAY_SEE, old_terms
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
    opts,
)

__all__ = ["FORM", "GROUPS", "UPGRADES", "check"]

GROUPS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "leadership",
        "Leadership",
        (
            ("figures", "Leaders ask for figures on the men who were seen"),
            ("policy", "The policy names fathers"),
        ),
    ),
    (
        "team",
        "Team",
        (
            ("trained", "Staff are trained and at ease with men"),
            ("supervision", "Supervision always asks about the men"),
            ("times", "Home visits are at times that working parents can keep"),
        ),
    ),
    (
        "place",
        "Place and letters",
        (
            ("pictures", "Pictures and words include men"),
            ("letters", "Letters greet both parents by name"),
        ),
    ),
    (
        "reaching",
        "Reaching him",
        (
            ("forms", "Forms ask for his details"),
            ("direct", "He is contacted himself, not through her"),
            ("groups", "There are groups he can join"),
        ),
    ),
    (
        "risk",
        "Risk and what he brings",
        (
            ("both", "Both are asked, never one alone"),
            ("sources", "Police, probation and other areas are asked what they know"),
        ),
    ),
    (
        "measuring",
        "Measuring",
        (
            ("audit", "Records are looked through for the men"),
            ("views", "Fathers' views are gathered"),
        ),
    ),
)
"""Key, heading and statements of each group."""


def _group(key: str, label: str, statements: tuple[tuple[str, str], ...]) -> Rows:
    return Rows(
        key=key,
        label=label,
        fixed=tuple(Option(value=value, label=words) for value, words in statements),
        row_title="statement",
        needed=True,
        add_label="Add a statement",
        columns=(
            LongText(key="statement", label="Statement", gentle=False, lines=1),
            Choice(
                key="holds",
                label="Is it so?",
                needed=True,
                options=opts(not_yet="Not yet", partly="Partly", yes="Yes"),
            ),
            LongText(key="evidence", label="Evidence", needed=True, gentle=False, lines=1),
        ),
    )


_SERVICE = Page(
    key="service",
    title="Our service",
    fields=(
        Text(key="team_name", label="Team or service", needed=True, first=True),
        Date(key="day", label="Day", needed=True, first=True),
        *(_group(*group) for group in GROUPS),
    ),
)
_PLAN = Page(
    key="plan",
    title="Plan",
    fields=(
        Actions(
            key="actions",
            label="What we will do",
            needed=True,
            none_label="Nothing now",
            prompt=Prompt(
                title="Unseen men",
                text="A service that never asks for him cannot say that he would not come.",
                card="G-UM",
            ),
        ),
        Date(
            key="next_check",
            label="Look again on",
            needed=True,
            future=True,
            not_before="day",
            due="Working with fathers, our service: look again",
        ),
    ),
)

FORM = Form(
    id="fathers_service",
    title="Working with fathers: our service",
    description="Leadership, team, letters, reaching him, risk and strengths, measuring; and what comes next.",
    keywords=("fathers", "dads", "men", "including fathers", "service"),
    moment="me and my team",
    icon="user-focus",
    keeper="team",
    header=False,
    title_from="team_name",
    event_from="day",
    copies=("practitioner",),
    pages=(_SERVICE, _PLAN, WHO_MAY_SEE),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}


def check(answers: Answers, context: Context) -> list[Problem]:
    """Old terms."""
    return [*old_terms(answers)]
