"""Working with fathers, for one family (R24): each man with a caring part, child by child. The statements are our own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.fathers_checks import check, start_from
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    Actions,
    AnyOf,
    Date,
    DateTime,
    Form,
    LongText,
    Not,
    Page,
    Prompt,
    Rows,
    Text,
    When,
    Withheld,
    YesNo,
)

__all__ = ["FORM", "UPGRADES", "check", "start_from"]

_UNSAFE = When(key="unsafe", values=("yes",))
_NOT_MET = AnyOf(
    of=tuple(When(key=key, values=("no", "not_known", "not_asked")) for key in ("seen", "alone"))
)


def _asked(
    key: str, label: str, note: str, hint: str = "", withheld: Withheld = ""
) -> tuple[YesNo, LongText]:
    """A question of five answers, and a box that is needed once it was answered with yes."""
    return (
        YesNo(key=key, label=label, needed=True, withheld=withheld),
        LongText(
            key=f"{key}_note",
            label=note,
            hint=hint,
            needed=When(key=key, values=("yes",)),
            lines=2,
            withheld=withheld,
        ),
    )


_CASE = Page(
    key="case",
    title="Each child's father",
    hint="Father: father, partner, step-father, partner in a same-sex couple, any man with a caring part.",
    fields=(
        Rows(
            key="fathers",
            label="For each child",
            each="children",
            layout="cards",
            needed=True,
            add_label="Add another man for a child",
            columns=(
                *_asked("named", "Is he named?", "His full name", "“Dad” and “partner” are not names."),
                *_asked("where", "Is it known where he lives?", "Where he lives", withheld="unless_asked"),
                *_asked("pr", "Does he hold parental responsibility?", "What proof was seen"),
                *_asked("seen", "Was he seen?", "When, where and by whom"),
                *_asked("alone", "Was he spoken to alone?", "When, and about what"),
                *_asked("words", "Are his own words on file?", "His words"),
                *_asked("strengths", "Does he bring strengths?", "Strengths he brings"),
                *_asked("worries", "Are there worries about him?", "Worries"),
                *_asked(
                    "others",
                    "Has he other children, relationships or areas he lived in?",
                    "Which, and who was asked about them",
                    withheld="always",
                ),
                *_asked(
                    "known",
                    "Do other services know him for health, substances or offences?",
                    "Which services, and what they said",
                    withheld="always",
                ),
                *_asked("invited", "Is he invited to each meeting?", "Which meetings, and did he come"),
                *_asked("letters", "Are letters written to him too?", "Which letters"),
                YesNo(key="unsafe", label="Is it unsafe to contact him?", needed=True, withheld="always"),
                LongText(
                    key="unsafe_why",
                    label="Why it is unsafe",
                    hint="It cannot be finished without a reason and the manager who agreed.",
                    when=_UNSAFE,
                    lines=2,
                    withheld="always",
                ),
                Text(
                    key="unsafe_manager",
                    label="Manager who agreed",
                    when=_UNSAFE,
                    withheld="always",
                ),
                Rows(
                    key="tries",
                    label="Tries to reach him",
                    when=_NOT_MET,
                    needed=Not(of=_UNSAFE),
                    row_title="how",
                    add_label="Add a try",
                    none_label="None yet",
                    columns=(
                        DateTime(key="on", label="When", needed=True),
                        Text(
                            key="how", label="How", needed=True, hint="Call, letter, visit at another hour."
                        ),
                        Text(key="result", label="Result", needed=True),
                    ),
                ),
            ),
            prompt=Prompt(
                title="Unseen men",
                text="Do not rest on the mother's account or her care alone. Who is he, where, since when, "
                "and what does he bring?",
                card="G-UM",
            ),
        ),
    ),
)
_PLAN = Page(
    key="plan",
    title="Plan",
    fields=(
        Actions(key="actions", label="What we will do", needed=True, none_label="Nothing now"),
        Date(
            key="next_check",
            label="Look again on",
            needed=True,
            future=True,
            not_before="event",
            due="Working with fathers: look again",
        ),
    ),
)

FORM = Form(
    id="fathers",
    title="Working with fathers",
    description="Who he is for each child, what he brings, whether anybody spoke with him, and what was tried.",
    keywords=("fathers", "dads", "men", "unseen men", "including fathers", "partner", "step-father"),
    moment="working together",
    icon="user-focus",
    copies=("practitioner",),
    pages=(_CASE, _PLAN),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
