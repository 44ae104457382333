"""Putting an earlier answer right from where the worker stands: what is shared, and how an asker was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from toolkit.forms.conditions import Scope
from toolkit.forms.decision.states import FLOW
from toolkit.forms.people import Answers, rows_of
from toolkit.forms.vocabulary import Choice, Field
from toolkit.ui.dialogs import Dialog
from toolkit.ui.editors import FieldColumn
from toolkit.ui.widgets import Banner, BodyLabel, Card, QuietButton
from toolkit.ui.wizard.block import offers
from toolkit.ui.wizard.options import BigOptions

if TYPE_CHECKING:
    from toolkit.ui.wizard.page import WizardPage
    from toolkit.ui.wizard.question import Question


def field(state: str, key: str) -> Field:
    """A field of a question by its key. Raises StopIteration."""
    page = FLOW.state(state).page
    assert page is not None
    return next(part for part in page.fields if part.key == key)


def put_items(page: WizardPage, question: Question) -> None:
    """What is shared, above the seven checks, with a way to change it there."""
    card = Card(page.theme, box="well", padding=(14, 8), spacing=4)
    card.body.addWidget(BodyLabel(page.theme, "What is shared", role="caption-strong", ink="2"))
    for row in rows_of(page.course.answers, "items"):
        card.body.addWidget(BodyLabel(page.theme, f"• {row.get('what') or ''}"))
    change = QuietButton(page.theme, "Change what is shared", "pencil-simple")
    change.clicked.connect(lambda _checked=False: change_items(page))
    card.body.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
    question.above.addWidget(card)


def change_items(page: WizardPage) -> None:
    """Asks for what is shared anew; the seven checks are then to be looked at again."""
    kept: Answers = {"items": [dict(row) for row in rows_of(page.course.answers, "items")]}
    dialog = Dialog(
        page.theme,
        "Change what is shared",
        "The seven checks are looked at again afterwards. Everything else stays.",
        parent=page,
        width_em=46,
    )
    scope = Scope(kept, page.course.context)
    column = FieldColumn([field("S0W", "items")], page.desk, scope, kept, tight=True, width=page.theme.em(42))
    dialog.body.addWidget(column)
    column.changed.connect(lambda _key: dialog.fit())
    dialog.add_button("Cancel", dialog.reject)
    dialog.add_button("Change it", dialog.accept, "primary")

    def done(result: int) -> None:
        if result:
            page.put_right("items", kept.get("items"))

    page.ask(dialog, done)


def put_asker(page: WizardPage, question: Question) -> None:
    """While an asker is not checked: how it was done, to be said here."""
    answers = page.course.answers
    if answers.get("trigger") not in ("asked", "legal") or answers.get("asker_checked") != "not_yet":
        return
    part = field("S0", "asker_checked")
    assert isinstance(part, Choice)
    box = Card(page.theme, padding=(14, 10), spacing=8)
    box.body.addWidget(
        Banner(
            page.theme,
            "red",
            "Who asks is not checked yet.",
            "Ring back on a number you found yourself. Nothing goes to them until it is done.",
        )
    )
    box.body.addWidget(BodyLabel(page.theme, part.label, role="h3"))
    ways = BigOptions(page.theme, [one for one in offers(part) if one.value != "not_yet"], name=part.label)
    ways.changed.connect(lambda: page.put_right("asker_checked", ways.value()))
    box.body.addWidget(ways)
    question.above.addWidget(box)
