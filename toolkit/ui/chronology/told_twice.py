"""One event that was told more than once: whether two are one, and who told it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from toolkit.export.chronology_paper import source_words, who_words
from toolkit.forms.people import Context
from toolkit.practice.chronology import Event
from toolkit.ui.chronology.dialogs import WIDE_EM
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, Card, FlowLayout, LinkButton


class SameDialog(TallDialog):
    """Two events that look the same, side by side. `same` says what was chosen; closed, nothing is."""

    def __init__(
        self, theme: Theme, typed: Event, other: Event, context: Context, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            "Is this one event, told twice?",
            "As one event it stands in one line, with both sources. Nothing of either is lost.",
            parent=parent,
            width_em=WIDE_EM,
        )
        self.same = False
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        for event in (other, typed):
            card = Card(theme, event.when, padding=(14, 10), spacing=6)
            card.body.addWidget(BodyLabel(theme, who_words(event, context), role="caption", ink="2"))
            card.body.addWidget(BodyLabel(theme, event.text))
            card.body.addWidget(BodyLabel(theme, source_words(event), role="caption", ink="2"))
            card.body.addStretch(1)
            row.addWidget(card, 1)
        self.body.addWidget(holder)
        self.add_button("Cancel", self.reject)
        self.add_button("Keep both", lambda: self._chosen(same=False))
        self.add_button("They are one event", lambda: self._chosen(same=True), "primary")

    def _chosen(self, *, same: bool) -> None:
        self.same = same
        self.accept()


class ToldDialog(TallDialog):
    """One event that several told: each with its source, to open or to let stand by itself again.

    `chosen` is the key of the one that was pressed, `apart` whether it is to stand by itself.
    """

    def __init__(
        self, theme: Theme, event: Event, context: Context, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            "Told more than once",
            "Each teller keeps their own words.",
            parent=parent,
            width_em=WIDE_EM,
        )
        self.chosen, self.apart = "", False
        for number, part in enumerate(event.parts):
            card = Card(theme, part.when if part.dated else part.start, padding=(14, 10), spacing=6)
            card.body.addWidget(BodyLabel(theme, who_words(part, context), role="caption", ink="2"))
            card.body.addWidget(BodyLabel(theme, part.text))
            card.body.addWidget(BodyLabel(theme, source_words(part), role="caption", ink="2"))
            holder = QWidget()
            flow = FlowLayout(holder, across=theme.px(16), down=theme.px(4))
            self._link(
                flow,
                "Change it" if part.typed else "Open what is behind it",
                part,
                "pencil-simple",
                apart=False,
            )
            if number:
                self._link(flow, "Let it stand by itself", part, "arrows-out", apart=True)
            card.body.addWidget(holder)
            self.body.addWidget(card)
        self.add_button("Close", self.reject, safe=True)

    def _link(self, flow: FlowLayout, words: str, part: Event, icon: str, *, apart: bool) -> None:
        button = LinkButton(self.theme, words, icon)
        button.setAccessibleName(self.theme.say(f"{words}: {source_words(part)}"))
        button.clicked.connect(lambda _checked=False: self._choose(part.record, apart))
        flow.addWidget(button)

    def _choose(self, key: str, apart: bool) -> None:
        self.chosen, self.apart = key, apart
        self.accept()
