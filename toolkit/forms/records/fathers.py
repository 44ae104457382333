"""Working with fathers (R24): a case page for each child, and a service page. The statements are this project's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    Actions,
    AnyOf,
    Choice,
    Date,
    DateTime,
    Form,
    LongText,
    Page,
    Prompt,
    Rows,
    Text,
    When,
    YesNo,
    opts,
)

__all__ = ["FORM", "UPGRADES"]

_LEVELS = opts(not_yet="Not yet", partly="Partly", yes="Yes")
_UNSAFE = When(key="unsafe", values=("yes",))


def _asked(key: str, label: str) -> tuple[YesNo, LongText]:
    return (
        YesNo(key=key, label=label, needed=True),
        LongText(key=f"{key}_note", label=f"{label.rstrip('?')}: what is known", needed=False, lines=1),
    )


_CASE = Page(
    key="case",
    title="This family",
    hint="Father: father, partner, step-father, any man with a caring part.",
    fields=(
        Rows(
            key="fathers",
            label="For each child",
            each="children",
            layout="cards",
            needed=True,
            columns=(
                Text(key="name", label="His name", needed=True, none_label="Not known"),
                Text(key="where", label="Where he lives", withheld="unless_asked"),
                *_asked("pr", "Parental responsibility, with proof?"),
                *_asked("seen", "Seen?"),
                *_asked("alone", "Spoken to alone?"),
                LongText(key="words", label="His words", lines=2, gentle=False),
                LongText(
                    key="strengths",
                    label="Strengths he brings",
                    needed=True,
                    lines=2,
                    none_label="Not known yet",
                ),
                LongText(key="worries", label="Worries", lines=2, none_label="None"),
                LongText(
                    key="other_children",
                    label="Other children, relationships, areas",
                    lines=2,
                    withheld="always",
                ),
                LongText(
                    key="known_elsewhere",
                    label="His health, substances, offences known to other services",
                    lines=2,
                    withheld="always",
                ),
                *_asked("invited", "Invited to each meeting?"),
                *_asked("letters", "Are letters written to him too?"),
                Rows(
                    key="tries",
                    label="Tries to reach him",
                    when=AnyOf(of=(When(key="seen", values=("no", "not_known", "not_asked")),)),
                    needed=True,
                    row_title="how",
                    add_label="Add a try",
                    columns=(
                        DateTime(key="on", label="When", needed=True),
                        Text(key="how", label="How", needed=True),
                        Text(key="result", label="Result", needed=True),
                    ),
                ),
            ),
            prompt=Prompt(
                title="Unseen men",
                text="Do not rest on the mother's account or her care alone. Who, where, since when, and what he brings.",
                card="G-UM",
            ),
        ),
        YesNo(key="unsafe", label="Is it unsafe to contact him?", needed=True, withheld="always"),
        LongText(
            key="unsafe_why", label="Why it is unsafe", when=_UNSAFE, needed=True, lines=2, withheld="always"
        ),
        Text(key="unsafe_manager", label="Manager who agreed", when=_UNSAFE, needed=True, withheld="always"),
    ),
)


def _statement(key: str, label: str) -> tuple[Choice, Text]:
    return (
        Choice(key=key, label=label, options=_LEVELS, needed=True),
        Text(key=f"{key}_evidence", label="What shows it"),
    )


_SERVICE = Page(
    key="service",
    title="Our service",
    fields=(
        *_statement("lead_figures", "Leaders ask how many men were seen"),
        *_statement("lead_policy", "The policy names fathers"),
        *_statement("team_trained", "The team is trained and at ease with men"),
        *_statement("team_supervision", "Supervision always asks about men"),
        *_statement("team_times", "Visits are at times working parents can keep"),
        *_statement("place_pictures", "Pictures and words include men"),
        *_statement("place_letters", "Letters name both parents"),
        *_statement("reach_forms", "Forms ask for his details"),
        *_statement("reach_direct", "He is contacted himself, not through her"),
        *_statement("reach_groups", "There are groups he can join"),
        *_statement("both_asked", "Risk and what he brings are both asked, never one alone"),
        *_statement("both_sources", "Police, probation and other areas are asked what they know"),
        *_statement("measure_audit", "Records are looked through for men"),
        *_statement("measure_views", "Fathers' views are gathered"),
        Actions(key="actions", label="What we will do", needed=True, none_label="Nothing now"),
        Date(
            key="next_check",
            label="Look again on",
            needed=True,
            future=True,
            due="Working with fathers: look again",
        ),
    ),
)

FORM = Form(
    id="fathers",
    title="Working with fathers",
    description="Who he is, what he brings, whether anybody spoke with him; and how our service does.",
    keywords=("fathers", "dads", "men", "unseen men", "including fathers", "father inclusive"),
    moment="working together",
    icon="user-focus",
    copies=("practitioner",),
    pages=(_CASE, _SERVICE),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
