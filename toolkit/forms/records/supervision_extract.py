"""What supervision decided for one child (R20): filed in the child's own name, without the talk it came from.

The program makes it when a supervision is finished. It keeps the id of that supervision under `supervision`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import Choice, Form, LongText, Page, Rows, Text, opts

__all__ = ["FORM", "UPGRADES"]

FORM = Form(
    id="supervision_extract",
    title="Decision from supervision",
    description="Decision and actions for one child, filed from a finished supervision.",
    keywords=("supervision", "extract", "decision"),
    moment="me and my team",
    icon="chats-circle",
    one_child=True,
    copies=("practitioner",),
    summary_from=("decision",),
    pages=(
        Page(
            key="decided",
            title="What was decided",
            hint="Filed from a supervision. What else was said there stays there.",
            fields=(
                Text(key="of", label="Supervision", needed=True),
                Text(key="between", label="Between", needed=True),
                Choice(
                    key="level",
                    label="Level of need",
                    other=True,
                    options=opts(
                        universal="Universal",
                        early_help="Early help, targeted",
                        child_in_need="Child in need, family help",
                        child_protection="Child protection",
                    ),
                ),
                LongText(key="decision", label="Decision and reason", needed=True, lines=3),
                Rows(
                    key="actions",
                    label="Actions",
                    hint="As they were agreed. They are ticked off in the supervision.",
                    none_label="None",
                    row_title="what",
                    add_label="Add an action",
                    columns=(
                        Text(key="what", label="What", needed=True),
                        Text(key="who", label="Who"),
                        Text(key="by_when", label="By when"),
                    ),
                ),
                Text(key="next", label="Next supervision"),
            ),
        ),
    ),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
