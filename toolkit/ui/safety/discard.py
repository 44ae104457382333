"""Puts a draft away. A reason is asked for when words were written in it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.forms.people import Answers
from toolkit.ui.safety.put_away import PutAway, taken
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import FieldFrame, GrowingText
from toolkit.ui.words import count
from toolkit.vault.rows import RecordRow


class CopyLeftByIt(ToolkitError):
    """A copy left by a decision, which must be there for as long as the note of that copy."""

    sentence = (
        "A copy left by this decision, so it cannot be put away. Finish it, and say there what has changed."
    )


def look_before(session: Session, record_id: str) -> None:
    """Raises CopyLeftByIt where the note of a copy names this record as its decision."""
    family = session.vault.records.get(record_id).family_id
    if family and any(row.told.decision == record_id for row in session.vault.releases.of(family)):
        raise CopyLeftByIt


FEW = 3
"""Words from which a draft holds words: a day or a name that was filled in by itself does not."""
GIVEN = frozenset({"event", "event_end", "id", "person", "about"})


def words_in(session: Session, record_id: str) -> int:
    """How many words were written in a draft."""
    try:
        return _count(session.vault.records.get(record_id).answers)
    except ToolkitError:
        return FEW


def _count(answers: Answers | Any) -> int:
    if isinstance(answers, dict):
        return sum(_count(value) for key, value in answers.items() if key not in GIVEN)
    if isinstance(answers, list | tuple):
        return sum(_count(one) for one in answers)
    # A key of a choice is one word without a space; what a person writes seldom is.
    return len(answers.split()) if isinstance(answers, str) and " " in answers.strip() else 0


class DiscardDialog(TallDialog):
    """Says what goes. `words` is how many words the draft holds."""

    def __init__(self, session: Session, row: RecordRow, words: int, parent: QWidget | None) -> None:
        day = f" of {dates.show(row.event)}" if dates.is_day(row.event) else ""
        goes = f"{count(words, 'word')} go with it" if words >= FEW else "Hardly a word was written in it"
        super().__init__(
            session.theme,
            "Discard this draft?",
            f"{row.title}{day}. {goes}. It can be brought back until you open another page, then no more. "
            "That it was discarded, and why, stays in the history.",
            parent=parent,
        )
        self.session, self.record_id, self.needed = session, row.id, words >= FEW
        self.put_away: PutAway | None = None
        self.box = GrowingText(self.theme, lines=2, name="Reason")
        hint = "Without words of the note." if self.needed else "Not needed, for hardly anything was written."
        self._frame = FieldFrame(self.theme, "Reason", self.box, hint=hint)
        self.body.addWidget(self._frame)
        self.add_button("Keep the draft", self.reject)
        self.add_button("Discard draft", self.discard, "primary")
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def discard(self) -> None:
        """Puts it away; without a reason that is needed, says so."""
        reason = self.box.value().strip()
        if self.needed and not reason:
            self._point("Write a reason first.")
            return
        try:
            look_before(self.session, self.record_id)
            kept = taken(self.session, self.record_id)
            self.session.vault.records.discard_draft(self.record_id, self.session.author(), reason)
        except ToolkitError as fault:
            self._point(fault.sentence)
            return
        self.put_away = kept
        self.accept()

    def _point(self, sentence: str) -> None:
        self._frame.set_state("error", sentence)
        self.fit()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
