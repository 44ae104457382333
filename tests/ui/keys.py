"""A hand that presses keys and nothing else: what it presses goes to what has the keyboard, which must be seen and named."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from shiboken6 import isValid

from bench.effort_hand import with_keyboard
from tests.ui.drive import settle
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.main_window import MainWindow

Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
MOST_TABS = 150


class Keys:
    """Presses keys, and nothing else."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.lost: list[str] = []

    def at(self) -> QWidget:
        """What has the keyboard, which is never a window itself."""
        focus = with_keyboard(self.window)
        top = QApplication.activeModalWidget() or self.window
        assert focus is not top, "only the window itself has the keyboard"
        return focus

    def press(self, key: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses one key, and sees that the keyboard is still somewhere."""
        QTest.keyClick(self.at(), key, held)
        settle(3)
        self.check()

    def check(self) -> None:
        """What has the keyboard is seen and has a name."""
        if QApplication.activePopupWidget() is None:
            focus = self.at()
            assert focus.isVisible(), f"the keyboard is on something hidden: {type(focus).__name__}"
            if not focus.accessibleName() and not getattr(focus, "text", str)():
                self.lost.append(f"{type(focus).__name__} in {type(focus.parentWidget()).__name__}")

    def type(self, words: str) -> None:
        """Types words where the keyboard is."""
        QTest.keyClicks(self.at(), words)
        settle(2)

    def name(self) -> str:
        """The name of what has the keyboard."""
        at = self.at()
        return at.accessibleName() or getattr(at, "text", str)()

    def tab_to(self, name: str, *, back: bool = False) -> None:
        """Presses Tab until something is called so."""
        met = []
        for _ in range(MOST_TABS):
            if self.name().startswith(name):
                return
            met.append(self.name())
            self.press(
                Key.Key_Backtab if back else Key.Key_Tab, SHIFT if back else Qt.KeyboardModifier.NoModifier
            )
        raise AssertionError(f"Tab never came to {name!r}; it met {list(dict.fromkeys(met))}")

    def enter(self, name: str, *, back: bool = False) -> None:
        """Goes to something and presses Enter."""
        self.tab_to(name, back=back)
        self.press(Key.Key_Return)

    def menu(self, words: str) -> None:
        """Goes down an open menu to a command and picks it."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in range(40):
            action = menu.activeAction()
            if action is not None and action.text().startswith(words):
                break
            QTest.keyClick(menu, Key.Key_Down)
        assert menu.activeAction().text().startswith(words)
        QTest.keyClick(menu, Key.Key_Return)
        settle(4)

    def in_dialog(self, opens: Callable[[], object], then: Callable[[], object]) -> None:
        """Goes on in a dialog that waits."""
        faults: list[BaseException] = []
        met: list[QDialog] = []

        def go_on() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                return
            look.stop()
            met.append(dialog)
            try:
                then()
            except BaseException as fault:
                faults.append(fault)
            finally:
                if isValid(dialog) and dialog.isVisible():
                    dialog.reject()

        look = QTimer()
        look.setInterval(20)
        look.timeout.connect(go_on)
        look.start()
        opens()
        settle()
        look.stop()
        if faults:
            raise faults[0]
        assert met, "no dialog opened"


def family_of(window: MainWindow, keys: Keys) -> FamilyPage:
    """Opens the family by its first letters."""
    keys.press(Key.Key_2, CTRL)
    keys.tab_to("Find a family")
    keys.type("Thistle")
    QTest.qWait(200)
    keys.enter("Thistlewick")
    assert isinstance(window.page, FamilyPage)
    return window.page


def more(window: MainWindow, keys: Keys, command: str) -> None:
    """Picks a command under More of the family page."""
    family_of(window, keys)
    keys.tab_to("More", back=True)
    keys.press(Key.Key_Down)
    keys.menu(command)
