"""Keeps every window of the program out of pictures of the screen while the setting says so. Windows only."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow

from toolkit.ui.safety.windows_lock import keep_out_of_pictures


class CaptureCare(QObject):
    """Looks at each window as it comes to the front: dialogs have a window of their own."""

    def __init__(
        self,
        wanted: Callable[[], bool],
        parent: QObject | None = None,
        *,
        keep_out: Callable[[int, bool], bool] = keep_out_of_pictures,
        here: bool = sys.platform == "win32",
    ) -> None:
        super().__init__(parent)
        self._wanted, self._keep_out, self._here = wanted, keep_out, here
        self._done: set[int] = set()

    def start(self, program: QGuiApplication) -> None:
        """Begins to look; on other systems nothing is done."""
        if self._here:
            program.focusWindowChanged.connect(self.came_to_front)

    def came_to_front(self, window: QWindow | None) -> None:
        """Keeps a window out of pictures, once."""
        if window is None or not self._wanted():
            return
        number = int(window.winId())
        if number not in self._done and self._keep_out(number, True):
            self._done.add(number)
