"""Saves a record while it is written: at most two seconds after the last key, whatever state it is in.

A save that fails keeps the words on the screen and is tried again until it works.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from toolkit.errors import ToolkitError
from toolkit.forms.people import Answers

log = logging.getLogger(__name__)

QUIET_MS = 1200
"""How long after the last key a save is made."""
LONGEST_MS = 8000
"""How long a person may type without a pause before a save is made all the same."""
RETRY_MS = 5000
"""How long after a save that failed it is tried again."""
UNKNOWN_FAULT = "Something stopped it. Your words are still on the screen."


class Saver(QObject):
    """Keeps `Saved 14:20` true. `moved` is sent whenever the saved line has to be drawn again.

    `save` writes the answers and gives the local time; `answers` gives what is on the screen.
    """

    moved = Signal()
    saved_now = Signal()

    def __init__(
        self,
        save: Callable[[Answers], datetime],
        answers: Callable[[], Answers],
        saved: datetime | None = None,
        parent: QObject | None = None,
        *,
        quiet_ms: int = QUIET_MS,
        longest_ms: int = LONGEST_MS,
        retry_ms: int = RETRY_MS,
    ) -> None:
        super().__init__(parent)
        self._save, self._answers = save, answers
        self.saved = saved
        self.fault = ""
        self.dirty = False
        self._quiet = self._timer(quiet_ms)
        self._longest = self._timer(longest_ms)
        self._retry = self._timer(retry_ms)

    def _timer(self, interval: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(self.flush)
        return timer

    def touch(self) -> None:
        """Says that something was typed."""
        first = not self.dirty
        self.dirty = True
        self._quiet.start()
        if not self._longest.isActive():
            self._longest.start()
        if first and not self.fault:
            self.moved.emit()

    def flush(self) -> bool:
        """Saves now what is not saved yet. False when it could not be; then it is tried again by itself."""
        for timer in (self._quiet, self._longest, self._retry):
            timer.stop()
        if not self.dirty:
            return True
        try:
            self.saved = self._save(self._answers())
        except ToolkitError as fault:
            return self._failed(fault.sentence)
        except Exception as fault:
            # Whatever happened below, the words on the screen stay and the page goes on.
            log.warning("a draft could not be saved: %s", type(fault).__name__)
            return self._failed(UNKNOWN_FAULT)
        self.dirty, self.fault = False, ""
        self.moved.emit()
        self.saved_now.emit()
        return True

    def _failed(self, sentence: str) -> bool:
        self.fault = sentence
        self._retry.start()
        self.moved.emit()
        return False

    def stop(self) -> None:
        """Saves no more; for a record that was finished or put away."""
        for timer in (self._quiet, self._longest, self._retry):
            timer.stop()
        self.dirty, self.fault = False, ""

    def words(self) -> tuple[str, str, str]:
        """The state (`saved`, `saving`, `failed`, `new`), the bold words and the sentence after them."""
        clock = f"{self.saved:%H:%M}" if self.saved else ""
        if self.fault:
            return "failed", f"Not saved since {clock}." if clock else "Not saved yet.", self.fault
        if self.dirty:
            return "saving", "Saving", ""
        if not clock:
            return "new", "Nothing written yet", ""
        return "saved", f"Saved {clock}", ""
