"""On "Before you print": a decision is offered before a copy goes to another agency, and the copy names it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.forms import dates
from toolkit.forms.decision.outcomes import is_decided, outcome_of
from toolkit.ui.release_parts import AGENCY
from toolkit.ui.session import Session
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import ComboBox, FieldFrame, IconLine, QuietButton
from toolkit.ui.wizard.open import FORM_ID

WAITS = "decided, not signed yet"
"""How a decision is named that a copy may leave by before it is signed: it is signed once the copy has gone."""


def decisions(session: Session, family_id: str | None, record_id: str) -> list[tuple[str, str]]:
    """The decisions of a family to share, newest first: id and words that name each.

    One that waits for the copy to have gone is among them. One not to share is not: nothing leaves by it.
    """
    found = []
    for row in session.vault.records.timeline(family_id) if family_id else []:
        if row.form_id != FORM_ID or row.status not in ("draft", "final") or row.id == record_id:
            continue
        answers = session.vault.records.get(row.id).answers
        decided = outcome_of(str(answers.get("outcome") or ""))
        if (row.status == "draft" and not is_decided(answers)) or (
            decided is not None and not decided.shares
        ):
            continue
        # A draft is titled as no decision yet; named for a copy it is told apart by the words behind.
        title = session.title_of(FORM_ID) if row.status == "draft" else row.title
        words = [title, dates.show(row.event[:10]), WAITS if row.status == "draft" else ""]
        found.append((row.id, ", ".join(word for word in words if word)))
    return found


class DecisionLink(QWidget):
    """Names the decision by which a copy goes to another agency, or offers to make one."""

    def __init__(
        self, theme: Theme, made: Sequence[tuple[str, str]], decide: Callable[[], object] | None
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(
            IconLine(
                theme,
                "info",
                "Going to another agency? The questions about sharing lead to a decision that is written down.",
                "blue",
            )
        )
        if decide is not None:
            button = QuietButton(theme, "Decide about sharing", "share-network")
            button.clicked.connect(lambda _checked=False: decide())
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.choice = ComboBox(theme, list(made), placeholder="No decision named", width_em=30)
        self.choice.setAccessibleName(theme.say("By which decision"))
        self.frame = FieldFrame(theme, "By which decision", self.choice)
        self.frame.setMaximumWidth(theme.em(44))
        column.addWidget(self.frame)
        if not made:
            self.frame.hide()
        self.hide()

    def show_for(self, who: str | None) -> None:
        """Is seen only where somebody of another agency gets the copy."""
        self.setVisible(who == AGENCY)
