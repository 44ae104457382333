"""The parts of a map on the screen: the head of a column, a point, a line that takes Enter, and whose token it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from toolkit.forms.board import kind_words
from toolkit.forms.conditions import Scope
from toolkit.forms.people import Context
from toolkit.forms.vocabulary import Column
from toolkit.ui.editors.columns_points import Point, Points
from toolkit.ui.editors.row_parts import token_for
from toolkit.ui.score_chart import STRANGER
from toolkit.ui.spoken import draws
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    BodyLabel,
    Chip,
    FlowLayout,
    GrowingText,
    HeadingLabel,
    IconButton,
    IconLabel,
    IconLine,
    PersonToken,
    initials,
)

TONES: dict[str, tuple[str, str, str]] = {
    "good": ("green", "green-bg", "green-line"),
    "worry": ("amber", "amber-bg", "amber-line"),
    "next": ("accent-text", "accent-soft", "accent"),
}
ICONS = {"good": "sun", "worry": "cloud-rain", "next": "path"}
ADD = {
    "good": "Add what is working well, then Enter",
    "worry": "Add a worry, then Enter",
    "next": "Add what needs to happen, then Enter",
}
MIME = "application/x-map-point"
HOW = "Enter adds below, F2 edits, Delete removes, Alt and an arrow key moves it."


def token_of(theme: Theme, context: Context, name: str, size: int) -> PersonToken:
    """The token of somebody by name: of the family file in their own colour, else in grey."""
    wanted = name.strip().lower()
    firsts = [person.name.split(" ")[0].lower() for person in context.people]
    for person, first in zip(context.people, firsts, strict=True):
        called = (
            person.name.lower(),
            person.full_name.lower(),
            *([first] if firsts.count(first) == 1 else ()),
        )
        if wanted and wanted in called:
            return token_for(theme, context, person, size)
    return PersonToken(theme, initials(name), STRANGER, kind="adult", size=size)


class EnterText(GrowingText):
    """A growing box in which Enter ends the writing; Shift and Enter starts a new line."""

    entered = Signal()
    escaped = Signal()
    undo_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.entered.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        undo = event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if undo and not self.value() and not self.document().isUndoAvailable():
            self.undo_wanted.emit()
            return
        super().keyPressEvent(event)


KEYS = {
    (Qt.Key.Key_Return, ""): "add",
    (Qt.Key.Key_Enter, ""): "add",
    (Qt.Key.Key_F2, ""): "edit",
    (Qt.Key.Key_Space, ""): "edit",
    (Qt.Key.Key_Delete, ""): "remove",
    (Qt.Key.Key_Up, ""): "before",
    (Qt.Key.Key_Down, ""): "after",
    (Qt.Key.Key_Left, ""): "column_before",
    (Qt.Key.Key_Right, ""): "column_after",
    (Qt.Key.Key_Up, "alt"): "up",
    (Qt.Key.Key_Down, "alt"): "down",
    (Qt.Key.Key_Left, "alt"): "left",
    (Qt.Key.Key_Right, "alt"): "right",
    (Qt.Key.Key_Z, "ctrl"): "undo",
}


class TonedHead(QWidget):
    """The title of a column with its question, its sign and how many points it holds, on the ground of its tone."""

    def __init__(self, theme: Theme, tone: str, title: str, question: str, *, role: str = "h3") -> None:
        super().__init__()
        self.theme = theme
        ink, self._ground, self._line = TONES[tone]
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(10))
        row.setSpacing(theme.px(10))
        row.addWidget(IconLabel(theme, ICONS[tone], ink, 22 if role == "h3" else 30))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title = BodyLabel(theme, title, role=role)
        words.addWidget(self.title)
        if question:
            words.addWidget(BodyLabel(theme, question, role="caption", ink="2"))
        row.addLayout(words, 1)
        self.count = BodyLabel(theme, "", ink="2", wrap=False)
        row.addWidget(self.count)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour(self._ground))
        body = QRectF(self.rect())
        painter.drawRoundedRect(body, 8, 8)
        painter.drawRect(body.adjusted(0, 8, 0, 0))
        painter.fillRect(body.adjusted(0, body.height() - 2, 0, 0), self.theme.colour(self._line))


class ColumnHead(TonedHead):
    """The head of a column of the form."""

    def __init__(self, theme: Theme, column: Column, *, role: str = "h3", question: bool = True) -> None:
        super().__init__(theme, column.tone, column.title, column.question if question else "", role=role)


class PointCard(QFrame):
    """One point: its words, who said it and its evidence, its kind at the right. `wanted` is sent with id and action."""

    wanted = Signal(str, str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, theme: Theme, point_id: str) -> None:
        super().__init__()
        self.theme, self.point_id = theme, point_id
        draws(self, "item")
        self._pressed: QPoint | None = None
        self._shown: tuple[object, ...] = ()
        self.setProperty("box", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring_radius", 8)
        self.setAccessibleDescription(theme.say(HOW))
        across = theme.px(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(across, theme.px(6), theme.px(4), theme.px(8))
        column.setSpacing(theme.px(2))
        top = QHBoxLayout()
        top.setSpacing(theme.px(6))
        grip = IconLabel(theme, "dots-six-vertical", "ink3", 16)
        grip.setToolTip(theme.say("Drag to move. Alt and an arrow key moves it too."))
        grip.setCursor(Qt.CursorShape.OpenHandCursor)
        top.addWidget(grip)
        self.words = BodyLabel(theme, role="read", written=True)
        top.addWidget(self.words, 1)
        self.more = IconButton(theme, "dots-three-vertical", "What to do with this point", bare=True)
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more.clicked.connect(lambda: self._menu(self.more.mapToGlobal(QPoint(0, self.more.height()))))
        top.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        self._below = QWidget()
        self._row = FlowLayout(self._below, across=theme.px(8), down=theme.px(4), spread=True)
        self._row.setContentsMargins(theme.text_px(16) + theme.px(6), 0, theme.px(6), 0)
        column.addWidget(self._below)
        self.problem = IconLine(theme)
        self.problem.hide()
        column.addWidget(self.problem)

    def show_point(self, point: Point, points: Points, scope: Scope, place: str) -> None:
        """Shows a point. `place` says where it stands: "2 of 3 in Worries"."""
        kind = points.kind_of(point)
        label = kind_words(kind, scope)[0] if kind else "In no column yet"
        text = str(point.get("text") or "")
        who, evidence = str(point.get("who") or "").strip(), str(point.get("evidence") or "").strip()
        pair, hidden = points.pair_words(point, scope), point.get("hidden") == "yes"
        shown = (text, who, evidence, label, pair, hidden, scope.context.people)
        told = [label, text, f"said by {who}" if who else "", f"evidence: {evidence}" if evidence else ""]
        told += [f"linked: {pair}" if pair else "", "not shown to the family" if hidden else "", place]
        self.setAccessibleName(self.theme.say(". ".join(filter(None, told))))
        if shown == self._shown:
            return
        self._shown = shown
        self.words.setText(text or self.theme.say("No words yet"))
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if who or evidence:
            self._row.addWidget(self._said(scope.context, who, evidence))
        if hidden:
            eye = IconLabel(self.theme, "eye-slash", "ink2", 16)
            eye.setToolTip(self.theme.say("Not shown to the family, on the screen or on paper"))
            eye.setAccessibleName(self.theme.say("Not shown to the family"))
            self._row.addWidget(eye)
        if pair:
            self._row.addWidget(Chip(self.theme, pair, "link-simple"))
        else:
            self._row.addWidget(HeadingLabel(self.theme, label, role="caption", ink="2"))

    def _said(self, context: Context, who: str, evidence: str) -> QWidget:
        said = QWidget()
        row = QHBoxLayout(said)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(6))
        if who:
            row.addWidget(token_of(self.theme, context, who, 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(
            HeadingLabel(self.theme, ", ".join(filter(None, (who, evidence))), role="caption", ink="2"), 1
        )
        return said

    def show_problem(self, sentence: str, level: str) -> None:
        """Shows one sentence under the point, or none."""
        self.problem.setVisible(bool(sentence))
        if sentence:
            refused = level == "refused"
            self.problem.set_line(
                "warning-circle-fill" if refused else "warning-fill", sentence, "red" if refused else "amber"
            )
        self.setAccessibleDescription(self.theme.say(" ".join(filter(None, (sentence, HOW)))))

    # Mouse and keyboard

    def event(self, event: QEvent) -> bool:
        # Alt and Left goes back elsewhere; on a point it moves the point.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _action(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = _action(event)
        if action is None:
            super().keyPressEvent(event)
            return
        event.accept()
        self.wanted.emit(self.point_id, action)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._menu(event.globalPos())

    def _menu(self, at: QPoint) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.menu_wanted.emit(self.point_id, at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.wanted.emit(self.point_id, "edit")

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        drag = QDrag(self)
        data = QMimeData()
        # Only the id travels: the words of a point must not be dropped into another program.
        data.setData(MIME, self.point_id.encode())
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.setHotSpot(self._pressed)
        self._pressed = None
        drag.exec(Qt.DropAction.MoveAction)


def _action(event: QKeyEvent) -> str | None:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    name = {
        Qt.KeyboardModifier.NoModifier: "",
        Qt.KeyboardModifier.AltModifier: "alt",
        Qt.KeyboardModifier.ControlModifier: "ctrl",
    }.get(held, "other")
    return KEYS.get((Qt.Key(event.key()), name))


class DropLine(QWidget):
    """Where a dragged point would land."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(10, 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self.theme.colour("accent"), 3))
        painter.drawLine(0, self.height() // 2, self.width(), self.height() // 2)
