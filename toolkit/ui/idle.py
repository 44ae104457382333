"""Notices that nobody has touched a key or the mouse for a while, also across the computer's sleep.

Two clocks are read: one that never goes back, and the wall clock, which goes on while the computer sleeps. The longer
of the two counts, so that neither sleep nor a clock set back keeps the records open.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QInputEvent, QInputMethodEvent

_FROM_SOMEBODY = (QInputEvent, QInputMethodEvent)
_TOUCHED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


ASLEEP = 60
"""Seconds without a look, which happens every second, from which the computer is taken to have slept."""


class IdleWatch(QObject):
    """Sends `expired` once nothing was touched for `minutes`. Install it as an event filter of the program.

    It looks every second, in whatever loop runs, so an open dialog does not stop it.
    """

    expired = Signal()
    slept = Signal()
    """The computer was asleep, or stopped, since the last look."""

    def __init__(
        self,
        minutes: Callable[[], int],
        parent: QObject | None = None,
        *,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._minutes, self._steady, self._wall = minutes, steady, wall
        self._told = False
        self._seen = (steady(), wall())
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)
        self.touched()

    def start(self) -> None:
        """Begins to watch, as if something had just been touched."""
        self.touched()
        self._seen = self._last
        self._timer.start()

    def stop(self) -> None:
        """Stops watching."""
        self._timer.stop()

    def touched(self) -> None:
        """Notes that somebody is there."""
        self._last = (self._steady(), self._wall())
        self._told = False

    def idle(self) -> float:
        """Seconds since the last touch, by whichever clock ran longer."""
        return max(self._steady() - self._last[0], self._wall() - self._last[1])

    def look(self) -> None:
        """Sends `expired`, once, when the time is up, or `slept` when it was not looked for long."""
        before, self._seen = self._seen, (self._steady(), self._wall())
        gap = max(self._seen[0] - before[0], self._seen[1] - before[1])
        if not self._told and self._timer.isActive() and gap >= ASLEEP:
            self._told = True
            self.slept.emit()
        if not self._told and self.idle() >= self._minutes() * 60:
            self._told = True
            self.expired.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes note of keys, mouse and touch, and lets everything pass."""
        # Every event of the program comes by here: its kind of object is told at once, its type is slow to ask.
        if isinstance(event, _FROM_SOMEBODY) and event.type() in _TOUCHED:
            # A key pressed after a long sleep must not undo the lock that is due.
            self.look()
            if not self._told:
                self._last = (self._steady(), self._wall())
        return False
