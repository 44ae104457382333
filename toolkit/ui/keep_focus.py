"""The keyboard stays on the page when what had it goes: a row that was taken out, a button of a step that is over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class KeepFocus(QObject):
    """Watches one window. Qt hands the keyboard to whatever comes next, which may be the rail, or to nothing at all."""

    def __init__(self, window: QWidget, page: Callable[[], QWidget | None]) -> None:
        super().__init__(window)
        self._window, self._page = window, page
        self._inside = False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        page = self._page()
        if page is None or (new is not None and new.window() is not self._window):
            return
        inside = new is not None and page.isAncestorOf(new)
        # A person goes from what is seen; from what is gone, or from a dialog that closed, the keyboard was pushed.
        pushed = old is None or not isValid(old) or not old.isVisible()
        if self._inside and not inside and pushed:
            # Once what is drawn anew stands there: Qt shows it a step later.
            QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self._back))
        elif new is not None:
            self._inside = inside

    def _back(self) -> None:
        page, at = self._page(), self._window.focusWidget()
        if page is None or (at is not None and page.isAncestorOf(at) and at.isVisible()):
            return
        if QApplication.activeModalWidget() is not None:
            return
        where = next((one for one in _stops(page)), None)
        if where is not None:
            where.setFocus(Qt.FocusReason.OtherFocusReason)


def _stops(page: QWidget) -> list[QWidget]:
    """What Tab comes to on a page: first what it opens with, last what stands in its top bar."""
    first, bar = getattr(page, "first_focus", lambda: None)(), getattr(page, "bar", None)
    found = [one for one in page.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    if isinstance(first, QWidget) and isValid(first):
        found.insert(0, first)
    shown = [one for one in found if one.isVisible() and one.isEnabled() and one.window() is page.window()]
    return sorted(shown, key=lambda one: isinstance(bar, QWidget) and bar.isAncestorOf(one))
