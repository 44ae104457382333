"""The answers of a question as large cards with a number key each; what an answer asks further opens inside its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from toolkit.ui.theme import Theme
from toolkit.ui.widgets import CardButton, FlowLayout, HeadingLabel, IconLine, KeyCap
from toolkit.ui.widgets.buttons import KEYPAD

MARK = 24
MOST_KEYS = 9


@dataclass(frozen=True)
class Offer:
    """One answer on offer; `hint` stands small beside its words."""

    value: str
    label: str
    hint: str = ""


class Mark(QWidget):
    """A ring for one of several, a square for several of several, drawn by itself."""

    def __init__(self, theme: Theme, *, many: bool) -> None:
        super().__init__()
        self.theme, self.many, self.on = theme, many, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self.theme.text_px(MARK)
        return QSize(side, side)

    minimumSizeHint = sizeHint

    def set_on(self, on: bool) -> None:
        """Shows it chosen or not."""
        self.on = on
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(theme.colour("accent" if self.on else "edge"), 2))
        painter.setBrush(theme.colour("accent" if self.on and self.many else "surface"))
        if not self.many:
            painter.drawEllipse(body)
            if self.on:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accent"))
                inset = body.width() * 0.24
                painter.drawEllipse(body.adjusted(inset, inset, -inset, -inset))
            return
        painter.drawRoundedRect(body, 4, 4)
        if self.on:
            theme.icons.paint(painter, body.adjusted(3, 3, -3, -3), "check-bold", theme.colour("on-accent"))


class OptionHead(CardButton):
    """The line of an answer that is pressed. `entered` is sent by Enter on one that is chosen already."""

    entered = Signal()

    def __init__(self, theme: Theme, offer: Offer, number: int, *, many: bool) -> None:
        super().__init__(theme, flat=True, radius=7)
        self.offer, self.many = offer, many
        self.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), theme.px(6), theme.px(12), theme.px(6))
        row.setSpacing(theme.px(10))
        self.mark = Mark(theme, many=many)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QWidget()
        flow = FlowLayout(words, across=theme.px(8), down=0, middle=True)
        self.words = HeadingLabel(theme, offer.label, role="h3")
        flow.addWidget(self.words)
        if offer.hint:
            flow.addWidget(HeadingLabel(theme, offer.hint, role="body", ink="2"))
        row.addWidget(words, 1)
        if number <= MOST_KEYS:
            row.addWidget(KeyCap(theme, str(number)), 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(theme.big_control - 2)
        self.setAccessibleName(theme.say(offer.label))
        key = f"Key {number}." if number <= MOST_KEYS else ""
        self.setAccessibleDescription(theme.say(" ".join(filter(None, (offer.hint, key)))))
        self.toggled.connect(self.mark.set_on)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        hint = layout.sizeHint() if layout is not None else super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self.theme.big_control - 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~KEYPAD
        if enter and (self.many or self.isChecked()):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """A chosen ring stays chosen; a tick is taken away again."""
        self.setChecked(not self.isChecked() if self.many else True)


class OptionCard(QFrame):
    """An answer with room below it for what it asks further."""

    def __init__(self, theme: Theme, offer: Offer, number: int, *, many: bool) -> None:
        super().__init__()
        self.theme, self.offer = theme, offer
        column = QVBoxLayout(self)
        edge = 2
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(0)
        self.head = OptionHead(theme, offer, number, many=many)
        column.addWidget(self.head)
        self.inner = QVBoxLayout()
        self.inner.setSpacing(theme.px(8))
        column.addLayout(self.inner)
        self.head.toggled.connect(lambda _on: self.update())

    def put_in(self, widget: QWidget) -> None:
        """Puts what this answer asks further inside it."""
        theme = self.theme
        self.inner.setContentsMargins(theme.px(46), theme.px(10), theme.px(16), theme.px(12))
        self.inner.addWidget(widget)
        widget.show()

    def take_out(self, widget: QWidget) -> None:
        """Takes it out again, unharmed."""
        self.inner.removeWidget(widget)
        self.inner.setContentsMargins(0, 0, 0, 0)
        widget.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.head.isChecked()
        width = 2.0 if chosen else 1.0
        painter.setPen(QPen(self.theme.colour("accent" if chosen else "edge"), width))
        painter.setBrush(self.theme.colour("surface"))
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 8, 8)


class BigOptions(QWidget):
    """The cards of a question. `changed` is sent when a person chose; `entered` when Enter says: go on.

    With `many` several may be ticked, and `value()` is a list.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, offers: Sequence[Offer], *, many: bool = False, name: str = "") -> None:
        super().__init__()
        self.theme, self.many = theme, many
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self.cards: list[OptionCard] = []
        for number, offer in enumerate(offers, 1):
            card = OptionCard(theme, offer, number, many=many)
            card.head.clicked.connect(lambda _checked=False, one=card: self._pressed(one))
            card.head.entered.connect(self.entered)
            self.cards.append(card)
            column.addWidget(card)
        self.problem = IconLine(theme)
        self.problem.hide()
        column.addWidget(self.problem)
        self.setAccessibleName(theme.say(name))
        self._inside: tuple[QWidget, OptionCard] | None = None

    def value(self) -> str | list[str] | None:
        """What is chosen: one value, with `many` a list; None when nothing is."""
        chosen = [card.offer.value for card in self.cards if card.head.isChecked()]
        if self.many:
            return chosen or None
        return chosen[0] if chosen else None

    def set_value(self, answer: object) -> None:
        """Shows an answer; nothing is sent."""
        chosen = answer if isinstance(answer, list) else [answer]
        for card in self.cards:
            card.head.setChecked(card.offer.value in chosen)
            card.update()

    def press(self, number: int) -> bool:
        """Chooses the answer with this number key; False when there is none."""
        if not 1 <= number <= min(len(self.cards), MOST_KEYS):
            return False
        self.cards[number - 1].head.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.cards[number - 1].head.click()
        return True

    def card(self, value: str) -> OptionCard | None:
        """The card of an answer."""
        return next((card for card in self.cards if card.offer.value == value), None)

    def chosen_card(self) -> OptionCard | None:
        """The card that is chosen, where only one can be."""
        return next((card for card in self.cards if card.head.isChecked()), None)

    def put_inside(self, widget: QWidget, card: OptionCard | None) -> None:
        """Moves a widget into a card; with none it is only hidden."""
        if self._inside == (widget, card):
            return
        if self._inside is not None:
            self._inside[1].take_out(self._inside[0])
        self._inside = None
        if card is not None:
            card.put_in(widget)
            self._inside = (widget, card)

    def say(self, sentence: str, level: str = "missing") -> None:
        """Shows what is wrong with the choice, or nothing."""
        icon, tone = ("warning-circle-fill", "red") if level == "refused" else ("circle-dashed-bold", "amber")
        if sentence:
            self.problem.set_line(icon, sentence, tone)
        self.problem.setVisible(bool(sentence))

    def focus(self) -> None:
        """Puts the keyboard on the chosen answer, else on the first."""
        card = self.chosen_card() or (self.cards[0] if self.cards else None)
        if card is not None:
            card.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pressed(self, pressed: OptionCard) -> None:
        if not self.many:
            for card in self.cards:
                card.head.setChecked(card is pressed)
                card.update()
        self.changed.emit()
