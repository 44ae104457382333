"""Hears every key, click and touch of the program, and passes it to the safety keys and the idle clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputEvent, QInputMethodEvent

FROM_SOMEBODY = (QInputEvent, QInputMethodEvent)
AGAIN = QEvent.Type(QEvent.registerEventType())


class Hearing(QObject):
    """One ear for all. Each of `parts` has an `eventFilter` and is asked in turn, until one takes the event for itself."""

    def __init__(self, app: QCoreApplication, *parts: QObject) -> None:
        super().__init__()
        self._app, self._parts = app, parts
        self._on = False

    def start(self) -> None:
        """Begins to listen."""
        self._on = True
        self._app.installEventFilter(self)

    def stop(self) -> None:
        """Listens no more."""
        self._on = False
        self._app.removeEventFilter(self)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Does not listen while the program makes a page and takes in nothing: making one sends thousands of events.

        Whatever waits for events in the meantime, as a dialog does, is listened to: the event posted here is among them.
        """
        self._app.removeEventFilter(self)
        QCoreApplication.postEvent(self, QEvent(AGAIN), Qt.EventPriority.HighEventPriority.value)
        try:
            yield
        finally:
            self._listen()

    def _listen(self) -> None:
        if self._on:
            self._app.installEventFilter(self)

    def customEvent(self, event: QEvent) -> None:
        """The program takes in events again."""
        if event.type() == AGAIN:
            self._listen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lets everything pass that no part takes."""
        # Every event of the program comes by here: its kind of object is told at once, its type is slow to ask.
        return isinstance(event, FROM_SOMEBODY) and any(
            part.eventFilter(watched, event) for part in self._parts
        )
