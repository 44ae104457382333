"""The editor of PictureCards: words with a drawing each, picked from cards, put in order, crossed out or added."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from toolkit.forms.rules import Scope
from toolkit.forms.vocabulary import PictureCards
from toolkit.paths import resources
from toolkit.ui.editors.base import Desk, Editor, new_id
from toolkit.ui.editors.row_parts import UndoLine
from toolkit.ui.theme import Theme, set_role
from toolkit.ui.widgets import (
    BodyLabel,
    Card,
    CardButton,
    FlowLayout,
    GrowingText,
    HeadingLabel,
    IconButton,
    LineEdit,
    PlainButton,
    QuietButton,
)


def own_drawing(name: str) -> QSvgRenderer | None:
    """One of our own drawings by its name; None when there is none."""
    if not name.replace("_", "").isalnum():
        return None
    path = resources() / "pictures" / f"{name}.svg"
    return QSvgRenderer(QByteArray(path.read_bytes())) if path.is_file() else None


class Drawing(QWidget):
    """A drawing on white, as it will be on paper; struck through when it was crossed out."""

    def __init__(self, theme: Theme, name: str, side_em: float) -> None:
        super().__init__()
        self.theme, self._side = theme, side_em
        self._drawing = own_drawing(name)
        self.crossed = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        side = self.theme.em(self._side)
        return QSize(side, side)

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(Qt.GlobalColor.white)
        painter.setPen(QPen(self.theme.colour("line"), 1))
        painter.drawRoundedRect(room, 6, 6)
        if self._drawing is not None:
            inner = room.adjusted(*(room.width() * n for n in (0.06, 0.06, -0.06, -0.06)))
            self._drawing.render(painter, inner)
        if self.crossed:
            painter.setPen(QPen(Qt.GlobalColor.black, max(2.0, room.width() / 20)))
            painter.drawLine(room.topLeft(), room.bottomRight())
            painter.drawLine(room.topRight(), room.bottomLeft())


class OfferedCard(CardButton):
    """A card to pick. Arrow keys go to the others; `stepped` is sent with how far."""

    stepped = Signal(int)

    def __init__(self, theme: Theme, name: str, word: str) -> None:
        super().__init__(theme)
        self.word = word
        self.setCheckable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(8),) * 4)
        column.setSpacing(theme.px(4))
        column.addWidget(Drawing(theme, name, 5), 0, Qt.AlignmentFlag.AlignHCenter)
        self.label = BodyLabel(theme, word)
        self.label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column.addWidget(self.label)
        column.addStretch(1)
        self.setFixedWidth(theme.em(9))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        wide = self.theme.em(9)
        return QSize(wide, layout.totalHeightForWidth(wide) if layout is not None else wide)

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            # Chosen is a tick, not a colour alone.
            side, gap = self.theme.text_px(16), self.theme.px(6)
            painter = QPainter(self)
            square = QRectF(self.width() - side - gap, gap, side, side)
            self.theme.icons.paint(painter, square, "check-bold", self.theme.colour("accent-text"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -2,
            Qt.Key.Key_Down: 2,
        }.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(step)
            return
        super().keyPressEvent(event)


class PickedCard(Card):
    """A card that was picked: its drawing, its word, and what can be done with it.

    On its word Alt+Up and Alt+Down move it, Ctrl+Del takes it away.
    """

    written = Signal(str)
    moved = Signal(int)
    crossed = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, card: dict[str, Any]) -> None:
        super().__init__(theme, padding=(10, 6))
        self.line = QHBoxLayout()
        self.line.setSpacing(theme.px(10))
        self.drawing = Drawing(theme, str(card.get("picture") or ""), 3.4)
        self.drawing.setVisible(bool(card.get("picture")))
        self.word = GrowingText(theme, str(card.get("word") or ""), lines=1, placeholder="Word")
        self.up = IconButton(theme, "arrow-up", "Move up", bare=True)
        self.down = IconButton(theme, "arrow-down", "Move down", bare=True)
        self.cross = PlainButton(theme, "Cross out")
        self.remove = IconButton(theme, "trash", "Take away", bare=True)
        self.line.addWidget(self.drawing)
        self.line.addWidget(self.word, 1)
        self.tools = FlowLayout(across=theme.px(2), down=0)
        for button in (self.up, self.down, self.cross, self.remove):
            self.tools.addWidget(button)
        self.body.addLayout(self.line)
        self.holder = QWidget()
        self.holder.setLayout(self.tools)
        self.line.addWidget(self.holder)
        self._wide: bool | None = True
        self.word.changed.connect(lambda: self.written.emit(self.word.value()))
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.cross.clicked.connect(self.crossed)
        self.remove.clicked.connect(self.removed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self.theme.em(28)
        if wide != self._wide:
            self._wide = wide
            self.line.removeWidget(self.holder)
            self.body.removeWidget(self.holder)
            (self.line if wide else self.body).addWidget(self.holder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)

    def show_card(self, card: dict[str, Any], place: int, count: int) -> None:
        """Shows the card as it stands now."""
        crossed = card.get("crossed") == "yes"
        self.drawing.crossed = crossed
        self.drawing.update()
        word = str(card.get("word") or "")
        self.word.setStyleSheet("QTextEdit { text-decoration: line-through; }" if crossed else "")
        self.word.set_value(word)
        self.cross.set_text("Put back in" if crossed else "Cross out")
        called = word or f"card {place + 1}"
        for button, words in (
            (self.word, f"card {place + 1} of {count}, word" + (", crossed out" if crossed else "")),
            (self.up, f"{called}: move up"),
            (self.down, f"{called}: move down"),
            (self.cross, f"{called}: {'put back in' if crossed else 'cross out'}"),
            (self.remove, f"{called}: take away"),
        ):
            button.setProperty("part_name", words)
        for arrow, on, why in ((self.up, place > 0, "first"), (self.down, place < count - 1, "last")):
            if on:
                arrow.set_on()
            else:
                arrow.set_off(f"This is the {why} card.")


class PictureCardsEditor(Editor):
    """Cards in the order they will stand on paper, above the cards there are to pick from."""

    def __init__(self, part: PictureCards, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        super().__init__(desk, scope)
        self.part = part
        self._untouched: Any = None
        self._touched = False
        self._cards: list[dict[str, Any]] = []
        self._views: dict[str, PickedCard] = {}
        self._removed: list[tuple[int, dict[str, Any]]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(8))
        self.count = BodyLabel(self.theme, ink="2")
        column.addWidget(self.count)
        self.list = QVBoxLayout()
        self.list.setSpacing(self.theme.px(6))
        column.addLayout(self.list)
        self.undo = UndoLine(self.theme)
        self.undo.undone.connect(self.put_back)
        self.undo.hide()
        column.addWidget(self.undo)
        column.addLayout(self._own())
        self.offered: list[OfferedCard] = []
        if part.offered:
            column.addWidget(HeadingLabel(self.theme, "Cards to choose from", role="name"))
            column.addLayout(self._offer())
        self._show()

    def _own(self) -> FlowLayout:
        flow = FlowLayout(across=self.theme.px(8), down=self.theme.px(6))
        self.own = LineEdit(self.theme, placeholder="A word of your own")
        self.own.setMinimumWidth(self.theme.em(17))
        self.own.setProperty("part_name", "a word of your own")
        self.add = QuietButton(self.theme, "Add this word", "plus")
        self.add.setProperty("part_name", "add this word")
        flow.addWidget(self.own)
        flow.addWidget(self.add)
        self.own.returnPressed.connect(self._add_own)
        self.add.clicked.connect(self._add_own)
        return flow

    def _offer(self) -> FlowLayout:
        flow = FlowLayout(across=self.theme.px(8), down=self.theme.px(8))
        for place, option in enumerate(self.part.offered):
            card = OfferedCard(self.theme, option.value, option.label)
            card.setProperty("part_name", option.label)
            card.clicked.connect(partial(self._toggle, place))
            card.stepped.connect(partial(self._step, place))
            self.offered.append(card)
            flow.addWidget(card)
        self._stop_at(0)
        return flow

    # The answer

    def value(self) -> Any:
        return (self._cards or None) if self._touched else self._untouched

    def set_value(self, answer: Any) -> None:
        self._untouched, self._touched = answer, False
        cards = answer if isinstance(answer, list) else []
        self._cards = [copy.deepcopy(card) for card in cards if isinstance(card, dict)]
        for card in self._cards:
            card.setdefault("id", new_id())
        self._removed.clear()
        self.undo.hide()
        for view in self._views.values():
            self._drop(view)
        self._views.clear()
        self._show()

    def controls(self) -> Sequence[QWidget]:
        inside: list[QWidget] = []
        for view in self._views.values():
            inside += [view.word, view.up, view.down, view.cross, view.remove]
        return [*inside, self.own, self.add, *self.offered]

    def mark(self, state: str) -> None:
        self.own.set_state(state)
        for view in self._views.values():
            empty = not view.word.value().strip()
            set_role(view.word, "state", state if empty else "")

    def go_to(self, path: str) -> bool:
        first = next((view.word for view in self._views.values() if not view.word.value().strip()), None)
        target = first or (self._stop() if self.offered else self.own)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # Cards come and go

    def _toggle(self, place: int) -> None:
        option = self.part.offered[place]
        self._stop_at(place)
        key = next((c["id"] for c in self._cards if c.get("picture") == option.value), None)
        if key is None:
            self._cards.append({"id": new_id(), "word": option.label, "picture": option.value})
            self._tell()
        else:
            self.remove(key, focus=False)

    def _add_own(self) -> None:
        word = self.own.text().strip()
        if not word:
            self.own.setFocus()
            return
        self._cards.append({"id": new_id(), "word": word, "picture": ""})
        self.own.clear()
        self._tell()
        self.own.setFocus()

    def remove(self, key: str, *, focus: bool = True) -> None:
        """Takes a card away; it can be put back until the page is left."""
        place = self._place(key)
        if place is None:
            return
        self._removed.append((place, self._cards.pop(place)))
        self._show_undo()
        self._tell()
        if focus:
            self.undo.button.setFocus()

    def put_back(self) -> None:
        """Puts the card taken away last back where it was."""
        if not self._removed:
            return
        place, card = self._removed.pop()
        self._cards.insert(min(place, len(self._cards)), card)
        self._show_undo()
        self._tell()
        self._views[card["id"]].word.setFocus()

    def _show_undo(self) -> None:
        self.undo.setVisible(bool(self._removed))
        if self._removed:
            self.undo.show_removed(str(self._removed[-1][1].get("word") or "a card"))

    def _place(self, key: str) -> int | None:
        return next((n for n, card in enumerate(self._cards) if card["id"] == key), None)

    def shift(self, key: str, step: int) -> None:
        """Moves a card up or down in the order."""
        place = self._place(key)
        if place is None or not 0 <= place + step < len(self._cards):
            return
        self._cards.insert(place + step, self._cards.pop(place))
        self._tell()
        self._views[key].word.setFocus()

    def cross_out(self, key: str) -> None:
        """Crosses a card out, or puts it back in: it stays on the paper, struck through."""
        place = self._place(key)
        if place is None:
            return
        card = self._cards[place]
        if card.pop("crossed", "") != "yes":
            card["crossed"] = "yes"
        self._tell()

    def _written(self, key: str, word: str) -> None:
        place = self._place(key)
        if place is not None:
            self._cards[place]["word"] = word
            self._touched = True
            self._name()
            self.changed.emit()

    def _tell(self) -> None:
        self._touched = True
        self._show()
        self.changed.emit()

    # Keys among the cards to pick from

    def _step(self, place: int, step: int) -> None:
        card = self.offered[place]
        if abs(step) == 2:
            row = [c for c in self.offered if (c.y() < card.y() if step < 0 else c.y() > card.y())]
            if not row:
                return
            near = max(c.y() for c in row) if step < 0 else min(c.y() for c in row)
            target = min((c for c in row if c.y() == near), key=lambda c: abs(c.x() - card.x()))
        else:
            if not 0 <= place + step < len(self.offered):
                return
            target = self.offered[place + step]
        self._stop_at(self.offered.index(target))
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _stop(self) -> OfferedCard:
        return next(c for c in self.offered if c.focusPolicy() == Qt.FocusPolicy.StrongFocus)

    def _stop_at(self, place: int) -> None:
        for number, card in enumerate(self.offered):
            on = number == place
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    # What is drawn

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # All of one height, as cards on a table are.
        tall = max((card.sizeHint().height() for card in self.offered), default=0)
        for card in self.offered:
            card.setMinimumHeight(tall)

    def _drop(self, view: PickedCard) -> None:
        self.list.removeWidget(view)
        view.hide()
        view.deleteLater()

    def _show(self) -> None:
        keys = [card["id"] for card in self._cards]
        for gone in [key for key in self._views if key not in keys]:
            self._drop(self._views.pop(gone))
        for place, card in enumerate(self._cards):
            key = card["id"]
            view = self._views.get(key)
            if view is None:
                view = self._views[key] = PickedCard(self.theme, card)
                view.written.connect(partial(self._written, key))
                view.moved.connect(partial(self.shift, key))
                view.crossed.connect(partial(self.cross_out, key))
                view.removed.connect(partial(self.remove, key))
            if self.list.indexOf(view) != place:
                self.list.insertWidget(place, view)
            view.show()
        self._views = {key: self._views[key] for key in keys}
        picked = {card.get("picture") for card in self._cards}
        for option, offered in zip(self.part.offered, self.offered, strict=True):
            offered.setChecked(option.value in picked)
        self._name()
        for before, after in itertools.pairwise(self.controls()):
            QWidget.setTabOrder(before, after)

    def _name(self) -> None:
        many, least, most = len(self._cards), self.part.at_least, self.part.at_most
        lead = f"{many} picked" if many else "None picked yet"
        self.count.setText(f"{lead}. Choose {least} to {most}: they are printed in this order.")
        for place, card in enumerate(self._cards):
            self._views[card["id"]].show_card(card, place, many)
        self.rename()
