"""The questions of the record page: finishing, making the next version, putting a draft away, leaving unsaved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from toolkit.forms.words import with_article
from toolkit.ui.dialogs import Choice, Dialog, Reason, question
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import IconLine

STAY, GO = 0, 1


def finish_question(parent: QWidget, theme: Theme, what: str, cautions: Sequence[str]) -> Dialog:
    """Asks before a record becomes final; whatever is worth a look is named. Ctrl+Enter once more finishes it."""
    dialog = question(
        parent,
        theme,
        f"Finish this {what}?",
        "It becomes final. Later changes make a new version, and this one stays readable.",
        (Choice("Finish", GO), Choice("Keep as draft", STAY, "primary", safe=True)),
    )
    for sentence in cautions:
        dialog.body.addWidget(IconLine(theme, "warning-fill", sentence, "amber"))
    again = QShortcut(QKeySequence("Ctrl+Return"), dialog)
    # The key that asked, held down a moment too long, is no answer.
    again.setAutoRepeat(False)
    again.activated.connect(partial(dialog.done, GO))
    return dialog


def missing_question(parent: QWidget, theme: Theme, what: str, gaps: str, first: str) -> Dialog:
    """Says why a record cannot be finished yet, and offers the way there."""
    return question(
        parent,
        theme,
        f"This {what} cannot be finished yet",
        "Everything you wrote is kept as a draft.",
        (Choice("Keep as draft", STAY), Choice("Show what is missing", GO, "primary", safe=True)),
        note=("circle-dashed-bold", f"{gaps}. The first is “{first}”.", "amber"),
    )


def amend_question(parent: QWidget, theme: Theme, version: int) -> Reason:
    """Asks why the next version is made."""
    return Reason(
        theme,
        f"Make version {version}?",
        "The finished version stays readable. What you change is kept beside it, with your name and the day.",
        f"Make version {version}",
        label="Why it is changed",
        parent=parent,
    )


def discard_question(parent: QWidget, theme: Theme, what: str) -> Reason:
    """Asks why a draft is put away."""
    return Reason(
        theme,
        "Put this draft away?",
        "It can be brought back until you open another page; then its words can no longer be read. "
        f"That there was a draft of {with_article(what)}, and why it was put away, is kept.",
        "Put it away",
        label="Why it is put away",
        parent=parent,
    )


def leave_question(parent: QWidget, theme: Theme, sentence: str) -> Dialog:
    """Asks before a page is left whose last words could not be saved."""
    return question(
        parent,
        theme,
        "Leave with the last words not saved?",
        sentence,
        (Choice("Leave without them", GO), Choice("Stay here", STAY, "primary", safe=True)),
    )


def show(dialog: Dialog, then: Callable[[int], None]) -> None:
    """Shows a question without waiting and goes on with its answer, which is 0 when it was closed."""

    def answered(result: int) -> None:
        dialog.deleteLater()
        then(result)

    dialog.finished.connect(answered)
    dialog.open()
    # A box for words knows its height only once it stands there.
    QTimer.singleShot(0, dialog, dialog.fit)
