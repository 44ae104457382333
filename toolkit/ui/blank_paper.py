"""Paper: a form printed blank to fill in by hand, and a record that is keyed in from such a paper later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit.forms import dates
from toolkit.forms.blank import blank
from toolkit.forms.blocks import Outline
from toolkit.forms.conditions import FROM_PAPER, Scope
from toolkit.forms.people import Context
from toolkit.forms.vocabulary import DateTime
from toolkit.ui.dialogs import Dialog
from toolkit.ui.editors import new_desk
from toolkit.ui.editors.days import DateTimeEditor
from toolkit.ui.page import Go
from toolkit.ui.session import Session
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import FieldFrame

NO_DAY = "Write the day and the time it was written, such as 10/11/2026 and 16:30."
NOT_YET = "That time has not come yet. Check the day and the time."
BEFORE = "That is before it happened, on {}. Check the day and the time."


def print_blank(session: Session, go: Go, form_id: str) -> None:
    """Shows a form as paper to fill in by hand, to print or to save as Word or PDF.

    It holds nothing of a family, so nothing of it is asked or noted. Raises UnknownForm.
    """
    go.paper(blank_outline(session, form_id))


def blank_outline(session: Session, form_id: str) -> Outline:
    """The blank paper of a form. Raises UnknownForm."""
    return blank(session.catalogue.get(form_id))


def paper_problem(answer: object, event: object, now: datetime) -> str:
    """What is wrong with the time at which a paper was written, in a sentence; nothing when it can be so."""
    if not isinstance(answer, str) or not dates.is_day(answer):
        return NO_DAY
    day = dates.first_day(answer)
    if day > now.date() or ("T" in answer and dates.moment(answer) > now):
        return NOT_YET
    if isinstance(event, str) and dates.is_day(event) and dates.last_day(answer) < dates.first_day(event):
        return BEFORE.format(dates.show(event.partition("T")[0]))
    return ""


class FromPaperDialog(Dialog):
    """Asks when a record was written on paper. `answer` is the day and time as ISO text, or None when it was not."""

    def __init__(
        self, theme: Theme, answers: Mapping[str, Any], context: Context, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            "Keyed in from paper",
            "Say when it was written by hand. Both times are printed: when it was written on paper, and when it was keyed in.",
            parent=parent,
        )
        self._event, self._now = answers.get("event"), context.now
        self.answer: str | None = None
        part = DateTime(key=FROM_PAPER, label="Written on paper on")
        self.editor = DateTimeEditor(part, new_desk(theme), Scope(dict(answers), context))
        self.editor.set_value(answers.get(FROM_PAPER))
        self.editor.set_names(part.label)
        self.frame = FieldFrame(theme, part.label, self.editor)
        self.body.addWidget(self.frame)
        if answers.get(FROM_PAPER):
            self.add_button("It was not on paper", self.accept)
        self.add_button("Cancel", self.reject)
        self.add_button("Keep", self._keep, "primary")
        self.editor.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        answer = self.editor.value()
        wrong = paper_problem(answer, self._event, self._now)
        if wrong:
            self.frame.set_state("error", wrong)
            self.fit()
            self.editor.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.answer = answer
        self.accept()


def ask_from_paper(
    parent: QWidget, theme: Theme, answers: Mapping[str, Any], context: Context
) -> tuple[bool, str | None]:
    """Asks when it was written on paper: whether to keep what was said, and the time or None."""
    dialog = FromPaperDialog(theme, answers, context, parent)
    made = bool(dialog.exec())
    dialog.deleteLater()
    return made, dialog.answer


def paper_words(answers: Mapping[str, Any]) -> str:
    """What the chip of a record keyed in from paper says; nothing for any other."""
    when = answers.get(FROM_PAPER)
    if not isinstance(when, str) or not dates.is_day(when):
        return ""
    return f"From paper, {dates.show(when.partition('T')[0])}"
