"""The blank screen: hides everything at once and shows it again at any key, until the time to lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from toolkit.ui.theme import Theme, set_role


class Cover(QWidget):
    """One plain window over the whole screen, above every dialog. Any key or click sends `left`."""

    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, True)
        # Above an open dialog only another modal window gets the keys.
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(QGuiApplication.applicationDisplayName())
        self._say = theme.say
        self.setAccessibleName(theme.say("The screen is blank"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.colour("rail"))
        self.setPalette(palette)
        self._veils: list[Veil] = []
        self._words = QLabel(theme.say("Blank. Press any key to go on."))
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        set_role(self._words, "role", "caption")
        set_role(self._words, "ink", "rail")
        page = QVBoxLayout(self)
        page.addStretch(1)
        page.addWidget(self._words)
        page.setContentsMargins(*[theme.px(24)] * 4)

    def say(self, sentence: str) -> None:
        """Shows a sentence instead of the usual one."""
        sentence = self._say(sentence)
        self._words.setText(sentence)
        self.setAccessibleDescription(sentence)

    def put_over(self, window: QWidget | None) -> None:
        """Covers the screen that a window is on, and every other window of the program with a veil of its own.

        Not every desktop keeps a window above all others, and there may be a second screen.
        """
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            after = QApplication.activePopupWidget()
            popup = after if after is not popup else None
        for top in QApplication.topLevelWidgets():
            if top is not self and top.isVisible():
                self._veil(top)
        program = QApplication.instance()
        if program is not None:
            program.installEventFilter(self)
        screen = window.screen() if window is not None else QGuiApplication.primaryScreen()
        if screen is not None:
            self.setGeometry(screen.geometry())
        self._show()

    def _show(self) -> None:
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that opens meanwhile is veiled too."""
        opens = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if opens and isinstance(watched, QWidget) and watched is not self:
            self._veil(watched)
            QTimer.singleShot(0, self, self._to_front)
        return False

    def _to_front(self) -> None:
        """Shown again it stands before whatever opened, and has the keys."""
        if self.isVisible():
            self.hide()
            self._show()

    def take_off(self) -> None:
        """Takes the veils away; the cover itself is closed by whoever put it up."""
        program = QApplication.instance()
        if program is not None:
            program.removeEventFilter(self)
        veils, self._veils = self._veils, []
        for veil in veils:
            if isValid(veil):
                veil.hide()
                veil.deleteLater()

    def _veil(self, top: QWidget) -> None:
        if any(isValid(veil) and veil.parentWidget() is top for veil in self._veils):
            return
        self._veils.append(Veil(top, self.palette().color(self.backgroundRole())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shows everything again; the key itself does nothing else."""
        event.accept()
        self.left.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click counts as a key."""
        event.accept()
        self.left.emit()


class Veil(QWidget):
    """Hides one window from within, at whatever size it has."""

    def __init__(self, top: QWidget, colour: QColor) -> None:
        super().__init__(top)
        self._colour = colour
        self.setObjectName("veil")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(top.rect())
        top.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays as large as its window."""
        parent = self.parentWidget()
        if watched is parent and event.type() == QEvent.Type.Resize:
            self.setGeometry(parent.rect())
            self.raise_()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._colour)


class SafetyKeys(QObject):
    """Hears F9, Ctrl+. and Ctrl+L everywhere, over open dialogs too. Install it as an event filter of the program."""

    blank = Signal()
    lock = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the safety keys out of the stream and lets everything else pass."""
        # Every event of the program comes by here: its kind of object is told at once, its type is slow to ask.
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        name = self._name(event)
        if not name or isinstance(QApplication.activeModalWidget(), Cover):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            (self.blank if name == "blank" else self.lock).emit()
        return True

    @staticmethod
    def _name(event: QKeyEvent) -> str:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_F9 and held == Qt.KeyboardModifier.NoModifier:
            return "blank"
        if held == Qt.KeyboardModifier.ControlModifier:
            return {Qt.Key.Key_Period: "blank", Qt.Key.Key_L: "lock"}.get(Qt.Key(event.key()), "")
        return ""
