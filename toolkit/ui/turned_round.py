"""The screen turned round: only the map or the agreement, in large type, until the worker's key gives the rest back.

The key is the passphrase of the records. A short key of its own would be one more secret, easy to see over a shoulder, and
would open what the passphrase protects: behind this view stand all families. The time to lock goes on as always, and
Ctrl+L locks from here too.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.ui.dialogs import Dialog
from toolkit.ui.theme import Theme
from toolkit.ui.tries import Tries, wait_words
from toolkit.ui.widgets import BodyLabel, FieldFrame, FlowLayout, QuietButton, SecretLine, VerticalScrollPage

WRONG = "This passphrase does not open these records. Check Caps Lock and try again."
LARGE_TEXT = 150
"""Text size in per cent from which who is who stands below the title."""
KeyFits = Callable[[str], bool]


class WorkersKey:
    """Says whether what was typed is the worker's key, and counts wrong tries together with those of the unlock window."""

    def __init__(self, fits: KeyFits, tries: Tries) -> None:
        self._fits, self._tries = fits, tries

    def wait(self) -> float:
        """Seconds until the next try is welcome."""
        return self._tries.wait()

    def __call__(self, typed: str) -> bool:
        """Whether it fits; never while there is a wait, and then it is not even looked at."""
        if self.wait() > 0:
            return False
        right = self._fits(typed)
        if right:
            self._tries.right()
        else:
            self._tries.wrong()
        return right


class TurnBack(Dialog):
    """Asks for the worker's key. Closing it stays turned round."""

    def __init__(self, theme: Theme, fits: KeyFits, parent: QWidget) -> None:
        super().__init__(
            theme,
            "Turn back?",
            "Turn the screen to yourself first. Then type your passphrase.",
            parent=parent,
        )
        self._fits = fits
        self._wait = fits.wait if isinstance(fits, WorkersKey) else (lambda: 0.0)
        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self._say_wait)
        self.line = SecretLine(theme, name="Passphrase")
        self.line.returnPressed.connect(self._go_on)
        self._frame = FieldFrame(theme, "Passphrase", self.line)
        self.body.addWidget(self._frame)
        self.add_button("Stay turned round", self.reject)
        self.add_button("Turn back", self._go_on, "primary")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_wait()

    def _go_on(self) -> None:
        if self._wait() > 0:
            self._say_wait()
            return
        if not self.line.value():
            self._say("Type your passphrase first.")
            return
        try:
            right = self._fits(self.line.value())
        except ToolkitError as fault:
            self._say(fault.sentence)
            return
        self.line.forget()
        if right:
            self.accept()
        else:
            self._say(WRONG)
            self._say_wait()

    def _say_wait(self) -> None:
        """Says how long to wait, each second anew; when it is over, takes the words away."""
        left = self._wait()
        if left > 0:
            # Without the keyboard: it may stand on "Stay turned round" by now.
            self._frame.set_state("error", f"{WRONG} {wait_words(left)}")
            self.fit()
            self._timer.start()
        elif self._timer.isActive():
            self._timer.stop()
            self._frame.set_state("")
            self.fit()

    def _say(self, sentence: str) -> None:
        self._frame.set_state("error", sentence)
        self.fit()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)


class TurnedRound(QWidget):
    """A window of its own over the whole screen. `left` is sent once the key was right; nothing else closes it.

    Fill `key` with who is who, `foot` with what stays in view, and give the page with `set_page`, which scrolls, or
    with `fill`, for what makes pages of its own.
    """

    left = Signal()

    def __init__(self, theme: Theme, title: str, day: str, fits: KeyFits) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.theme, self._fits, self._may = theme, fits, False
        self.dialog: TurnBack | None = None
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(QApplication.applicationDisplayName())
        self.setAccessibleName(theme.say(title))
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QFrame()
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(32), theme.px(14), theme.px(32), theme.px(6))
        row.setSpacing(theme.px(20))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.heading = BodyLabel(theme, title, role="turned-title", wrap=False)
        words.addWidget(self.heading)
        self.day = BodyLabel(theme, day, role="turned", ink="2", wrap=False)
        self.day.setVisible(bool(day))
        words.addWidget(self.day)
        words.addStretch(1)
        row.addLayout(words)
        people = QWidget()
        self.key = FlowLayout(people, across=theme.px(10), down=theme.px(6))
        # Large words need the whole width for who is who.
        below = theme.text_size >= LARGE_TEXT
        if not below:
            row.addWidget(people, 1)
        else:
            row.addStretch(1)
        self.back = QuietButton(theme, "Worker: turn back", "lock-simple", big=True)
        self.back.clicked.connect(self.ask)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        outer.addWidget(head)
        if below:
            people.setContentsMargins(theme.px(32), 0, theme.px(32), theme.px(6))
            outer.addWidget(people)
        self.fault = BodyLabel(theme, role="name", ink="amber")
        self.fault.setContentsMargins(theme.px(32), 0, theme.px(32), 0)
        self.fault.hide()
        outer.addWidget(self.fault)
        self.page = VerticalScrollPage(theme, margins=(32, 8, 32, 20), spacing=16)
        outer.addWidget(self.page, 1)
        self.more = QuietButton(theme, "More below", "arrow-down", big=True)
        self.more.clicked.connect(self._go_down)
        self.more.hide()
        outer.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        scroll = self.page.verticalScrollBar()
        scroll.valueChanged.connect(self._show_more)
        scroll.rangeChanged.connect(self._show_more)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(theme.px(32), theme.px(6), theme.px(32), theme.px(16))
        outer.addLayout(self.foot)
        for keys in ("F11",):
            QShortcut(QKeySequence(keys), self).activated.connect(self.ask)

    def set_page(self, widget: QWidget) -> None:
        """Puts the page in."""
        self.page.body.addWidget(widget)
        self.page.body.addStretch(1)

    def fill(self, widget: QWidget) -> None:
        """Puts something in that takes the whole room and never scrolls."""
        self.page.hide()
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(self.theme.px(32), self.theme.px(8), self.theme.px(32), 0)
        box.addWidget(widget)
        self._outer.insertWidget(self._outer.indexOf(self.page), holder, 1)

    def _go_down(self) -> None:
        scroll = self.page.verticalScrollBar()
        scroll.setValue(scroll.value() + round(scroll.pageStep() * 0.8))

    def _show_more(self) -> None:
        """Says that more follows while the end of the page is out of sight."""
        scroll = self.page.verticalScrollBar()
        # Without the button itself the page may have room for everything.
        taken = self.more.height() if self.more.isVisibleTo(self) else 0
        more = scroll.value() < scroll.maximum() and not (scroll.value() == 0 and scroll.maximum() <= taken)
        self.more.setVisible(more)

    def say(self, sentence: str) -> None:
        """Shows a sentence under the title, as when the last words could not be saved; an empty one takes it away."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def turn(self, other: QWidget | None) -> None:
        """Covers the screen that a window is on."""
        screen = other.screen() if other is not None else QApplication.primaryScreen()
        if screen is not None:
            self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        self.setFocus()

    def ask(self) -> None:
        """Asks for the worker's key."""
        if self.dialog is not None:
            return
        self.dialog = dialog = TurnBack(self.theme, self._fits, self)

        def answered(result: int) -> None:
            self.dialog = None
            dialog.deleteLater()
            if result:
                self._may = True
                self.left.emit()

        dialog.finished.connect(answered)
        dialog.open()

    def put_away(self) -> None:
        """Closes it, as when the key was right or the records are locked."""
        self._may = True
        if self.dialog is not None:
            self.dialog.reject()
        self.close()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ask()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may:
            event.accept()
            return
        event.ignore()
        self.ask()
