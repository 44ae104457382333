"""Choosing a passphrase: four words offered, a meter, and typing it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.ui.passphrase import Strength, judge, load_words, pick_words
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    BodyLabel,
    Card,
    FieldFrame,
    FlowLayout,
    HeadingLabel,
    IconLine,
    IconTile,
    QuietButton,
    SecretLine,
    SecretRow,
    StrengthMeter,
)


class NewPassphrase(QWidget):
    """The fields for a new passphrase. `ready()` says whether it is taken, and shows what is missing when it is not."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        own: Sequence[str] = (),
        label: str = "Passphrase",
        pick: Callable[[], str] | None = None,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._own = tuple(own)
        self._words: tuple[str, ...] = ()
        self._pick = pick or self._pick_words
        self._strength = judge("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self._offer())
        self.row = SecretRow(theme, name=label, shown=False)
        self.field = FieldFrame(theme, label, self.row)
        self.meter = StrengthMeter(theme)
        first = QVBoxLayout()
        first.setSpacing(theme.px(8))
        first.addWidget(self.field)
        first.addWidget(self.meter)
        column.addLayout(first)
        self.again = SecretLine(theme, name="Type it again")
        self.again_field = FieldFrame(theme, "Type it again", self.again)
        self.match = IconLine(theme)
        self.match.setVisible(False)
        second = QVBoxLayout()
        second.setSpacing(theme.px(4))
        second.addWidget(self.again_field)
        second.addWidget(self.match)
        column.addLayout(second)
        self.caps = IconLine(theme, "arrow-fat-up", "Caps Lock is on.", "amber")
        self.caps.setVisible(False)
        column.addWidget(self.caps)
        self.row.line.textChanged.connect(self._judge)
        self.again.textChanged.connect(self._compare)
        self.row.button.clicked.connect(
            lambda _checked=False: self.again.show_words(self.row.line.words_shown())
        )
        for line in (self.row.line, self.again):
            line.caps_lock.connect(self.caps.setVisible)
        self.setFocusProxy(self.row.line)
        self.pick_again()

    def _offer(self) -> Card:
        theme = self.theme
        card = Card(theme, padding=(16, 12))
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addWidget(IconTile(theme, "dice-five"), 0, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        flow = FlowLayout(holder, across=theme.px(16), down=theme.px(8), spread=True)
        words = QWidget()
        inner = QVBoxLayout(words)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(BodyLabel(theme, "Four words picked at random", role="caption", ink="2", wrap=False))
        self.offered = HeadingLabel(theme, role="h2")
        inner.addWidget(self.offered)
        self.again_button = QuietButton(theme, "Pick again", "arrows-clockwise")
        self.again_button.clicked.connect(lambda _checked=False: self.pick_again())
        self.use_button = QuietButton(theme, "Use these words")
        self.use_button.clicked.connect(lambda _checked=False: self.use_offered())
        flow.addWidget(words)
        buttons = QWidget()
        side = FlowLayout(buttons, across=theme.px(12), down=theme.px(8))
        side.addWidget(self.again_button)
        side.addWidget(self.use_button)
        flow.addWidget(buttons)
        row.addWidget(holder, 1)
        card.body.addLayout(row)
        return card

    # What a person does

    def pick_again(self) -> None:
        """Offers four other words."""
        self.offered.setText(self._pick())
        self.offered.setAccessibleName(self.theme.say(f"Four words picked at random: {self.offered.text()}"))
        self.offered.updateGeometry()

    def use_offered(self) -> None:
        """Puts the words offered into the first field, to be seen, and goes on to the second."""
        self.row.set_shown(True)
        self.again.show_words(True)
        self.row.line.setText(self.offered.text())
        self.again.forget()
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_own(self, own: Sequence[str]) -> None:
        """Says what is known about the person and the records, which a passphrase should not hold."""
        self._own = tuple(own)
        self._judge()

    def text(self) -> str:
        """Gives the passphrase."""
        return self.row.line.text()

    def strength(self) -> Strength:
        """Gives what was said about it."""
        return self._strength

    def ready(self) -> bool:
        """Whether it is strong enough and typed twice alike; says what is missing and goes there when it is not."""
        typed = self.text()
        if not typed:
            self._refuse(self.field, self.row.line, "Type a passphrase first, or use the four words.")
            return False
        if not self._strength.enough:
            self._refuse(self.field, self.row.line, "This passphrase is not taken yet: it could be guessed.")
            return False
        if not self.again.text():
            self._refuse(
                self.again_field,
                self.again,
                "Type it again, so that a slip of the finger does not lock you out.",
            )
            return False
        if self.again.text() != typed:
            self._refuse(
                self.again_field, self.again, "This is not the same as above. Compare them with Show."
            )
            return False
        return True

    def forget(self) -> None:
        """Drops both fields and the words that were offered."""
        self.row.line.forget()
        self.again.forget()
        self.row.set_shown(False)
        self.again.show_words(False)
        self.pick_again()

    def _refuse(self, field: FieldFrame, line: SecretLine, sentence: str) -> None:
        self.match.setVisible(False)
        field.set_state("error", sentence)
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick_words(self) -> str:
        if not self._words:
            self._words = load_words()
        return pick_words(self._words)

    def _judge(self) -> None:
        self._strength = judge(self.text(), self._own)
        said = self._strength
        self.meter.set_strength(said.level, said.lead, said.text, said.count)
        self.field.set_state("")
        self._compare()
        self.changed.emit()

    def _compare(self) -> None:
        first, second = self.text(), self.again.text()
        self.again_field.set_state("")
        self.match.setVisible(bool(second))
        if not second:
            return
        if first == second:
            self.match.set_line("check-circle-fill", "Matches.", "green")
        elif first.startswith(second):
            left = len(first) - len(second)
            self.match.set_line(
                "dots-three-circle", f"Matches so far. {left} more letter{'' if left == 1 else 's'}.", "ink2"
            )
        else:
            at = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), len(first))
            self.match.set_line("warning-fill", f"Differs from letter {at + 1} on.", "amber")
