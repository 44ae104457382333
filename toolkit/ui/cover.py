"""The blank screen: hides everything at once and shows it again at any key, until the time to lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

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
        self.setAccessibleName("The screen is blank")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.colour("rail"))
        self.setPalette(palette)
        self._words = QLabel("Blank. Press any key to go on.")
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
        self._words.setText(sentence)
        self.setAccessibleDescription(sentence)

    def put_over(self, window: QWidget | None) -> None:
        """Covers the screen that a window is on."""
        screen = window.screen() if window is not None else QGuiApplication.primaryScreen()
        if screen is not None:
            self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shows everything again; the key itself does nothing else."""
        event.accept()
        self.left.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click counts as a key."""
        event.accept()
        self.left.emit()


class SafetyKeys(QObject):
    """Hears F9, Ctrl+. and Ctrl+L everywhere, over open dialogs too. Install it as an event filter of the program."""

    blank = Signal()
    lock = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the safety keys out of the stream and lets everything else pass."""
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
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
