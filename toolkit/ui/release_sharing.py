"""On "Before you print": a copy for another agency names its decision, or says why none is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toolkit.ui.release_questions import Gap
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import FieldFrame, GrowingText
from toolkit.ui.wizard.release_link import DecisionLink


class SharingQuestion(DecisionLink):
    """Offers the decisions that were made and the way to a new one; else asks why none is needed.

    `asked` is False where nothing is to be asked: the harm route, or the decision itself. `chosen` is the decision that the
    record was written from. `inset` stands it under the words of the numbered questions.
    """

    def __init__(
        self,
        theme: Theme,
        made: Sequence[tuple[str, str]],
        decide: Callable[[], object] | None,
        *,
        asked: bool,
        chosen: str = "",
        inset: bool = True,
    ) -> None:
        super().__init__(theme, made, decide)
        self._asked = asked
        self.reason = GrowingText(theme, lines=2, name="Why no decision is needed")
        self.reason_field = FieldFrame(
            theme,
            "Or write why no decision is needed",
            self.reason,
            hint="For example that they agreed to this very copy, or that a law asks for it.",
            role="name",
        )
        self.reason_field.setVisible(asked)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.reason_field)
            layout.setContentsMargins(theme.text_px(26) + theme.px(10) if inset else 0, 0, 0, 0)
        self.reason.changed.connect(lambda: self.reason_field.set_state(""))
        self.choice.changed.connect(self._chosen)
        if chosen in dict(made):
            self.choice.set_value(chosen)
            self._chosen()

    def decision(self) -> str:
        """The record id of the decision named, or nothing."""
        return "" if self.isHidden() else self.choice.value() or ""

    def no_decision(self) -> str:
        """Why none is needed, or nothing."""
        return "" if self.isHidden() or self.decision() else " ".join(self.reason.value().split())

    def gap(self) -> Gap | None:
        """What is missing here, shown where it is."""
        if self.isHidden() or not self._asked or self.decision() or self.no_decision():
            return None
        words = "Name the decision to share, make one, or write why none is needed."
        self.reason_field.set_state("missing", words)
        return self.reason, words

    def _chosen(self) -> None:
        self.reason_field.set_state("")
        self.reason_field.setVisible(self._asked and not self.choice.value())
