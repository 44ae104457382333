"""Notices that the person went away from the computer in a way that the computer itself knows of: lock, sleep, switch."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from toolkit.ui.safety import desk_lock
from toolkit.ui.safety.windows_lock import WindowsLock


class Away(QObject):
    """Sends `locked` with the reason, `desk` or `slept`, while records are open.

    Linux tells by its buses and Windows by messages to the window. A Mac tells nothing that can be heard without code of
    its own: there the clocks of `IdleWatch` notice the sleep when it ends.
    """

    locked = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk: desk_lock.DeskLock | None = None
        self._windows: WindowsLock | None = None

    def start(self, window: QWidget) -> None:
        """Begins to listen; does nothing a second time."""
        if self._desk is None and self._windows is None:
            self._desk = desk_lock.listen(self)
            if self._desk is not None:
                self._desk.locked.connect(self.locked)
        program = QCoreApplication.instance()
        if sys.platform == "win32" and self._windows is None and program is not None:
            self._windows = WindowsLock(self.locked.emit)
            program.installNativeEventFilter(self._windows)
            self._windows.ask_for(int(window.winId()))

    def stop(self) -> None:
        """Listens no longer."""
        desk, self._desk = self._desk, None
        if desk is not None:
            desk.locked.disconnect(self.locked)
            desk.deleteLater()
        windows, self._windows = self._windows, None
        program = QCoreApplication.instance()
        if windows is not None and program is not None:
            program.removeNativeEventFilter(windows)
