"""Handing over, the second question: for whom, why, and for another organisation by which decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from toolkit.ui.release_parts import AGENCY
from toolkit.ui.release_sharing import SharingQuestion
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Card, FieldFrame, LineEdit, SegmentedChoice
from toolkit.vault.rows import Told

PLACES = (("own", "In my organisation"), ("other", "In another one"))


class ForWhom(Card):
    """Colleague, where they work, and why. `gap()` marks what is missing; `told()` is what is noted beside."""

    def __init__(
        self, theme: Theme, made: Sequence[tuple[str, str]], decide: Callable[[], object] | None
    ) -> None:
        super().__init__(theme, "2  For whom, and why", padding=(20, 16), spacing=12)
        self.to, self.why = LineEdit(theme), LineEdit(theme)
        self.to_frame = FieldFrame(
            theme, "Colleague", self.to, hint="Name and role, as it will stand under Sent out."
        )
        self.why_frame = FieldFrame(
            theme, "Why it is handed over", self.why, hint="Such as: the family has moved to their area."
        )
        self.place = SegmentedChoice(theme, PLACES, clearable=False, name="Where your colleague works")
        self.place.set_value("own")
        self.sharing = SharingQuestion(theme, made, decide, asked=True)
        self.place.changed.connect(self._place)
        for part in (self.to_frame, self.place, self.sharing, self.why_frame):
            self.body.addWidget(part)

    def gap(self) -> bool:
        """Whether something is missing; the first such place is marked and has the cursor."""
        for frame, line, sentence in (
            (self.to_frame, self.to, "Write who it is for. It stands under Sent out."),
            (self.why_frame, self.why, "Write why it is handed over, in a few words."),
        ):
            empty = not line.value().strip()
            frame.set_state("error" if empty else "", sentence if empty else "")
            if empty:
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        if (gap := self.sharing.gap()) is not None:
            gap[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def told(self) -> Told:
        """The decision it rests on, or why none is needed; nothing within the own organisation."""
        return Told(decision=self.sharing.decision(), no_decision=self.sharing.no_decision())

    def _place(self) -> None:
        self.sharing.show_for(AGENCY if self.place.value() == "other" else None)
