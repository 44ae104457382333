"""Long work off the screen thread: key derivation, packs, checks. Progress, cancelling, result and failure come back
on the screen thread.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.ui.spoken import announce
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, QuietButton

log = logging.getLogger(__name__)

SHOW_AFTER_MS = 400
"""Work shorter than this shows nothing."""


class Cancelled(Exception):
    """Raised inside the work, at the next report of progress, once somebody pressed Cancel."""


class Progress:
    """What the work is given: call it with how far it is (0 to 1, or None) and words; it ends the work when cancelled."""

    def __init__(self, report: Callable[[float, str], None]) -> None:
        self._report = report
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """Whether somebody pressed Cancel."""
        return self._cancelled

    def cancel(self) -> None:
        """Asks the work to stop at its next report."""
        self._cancelled = True

    def __call__(self, fraction: float | None = None, words: str = "") -> None:
        """Reports progress. Raises Cancelled when the work should stop."""
        if self._cancelled:
            raise Cancelled
        self._report(-1.0 if fraction is None else fraction, words)


Work = Callable[[Progress], Any]


class _Runner(QRunnable):
    def __init__(self, job: Job, work: Work) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._job = job
        self._work: Work | None = work

    def run(self) -> None:
        work, self._work = self._work, None
        if work is None:
            return
        try:
            result = work(self._job.progress)
        except Cancelled:
            self._job.ended.emit("cancelled", None)
        except ToolkitError as fault:
            self._job.ended.emit("failed", fault)
        except Exception as fault:
            # Only the kind of fault and where: its words might hold what somebody wrote.
            log.error("Work in the background failed: %s", _where(fault))
            self._job.ended.emit("failed", ToolkitError())
        else:
            self._job.ended.emit("done", result)


def _where(fault: BaseException) -> str:
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" in {trace.tb_frame.f_code.co_name}, line {trace.tb_lineno}" if trace is not None else ""
    return f"{type(fault).__name__}{place}"


class Job(QObject):
    """One piece of work under way. `progressed` sends a fraction (below 0 when not known) and words; `over` its end."""

    progressed = Signal(float, str)
    over = Signal()
    ended = Signal(str, object)
    """For the runner only."""

    def __init__(
        self,
        jobs: Jobs,
        done: Callable[[Any], object] | None,
        failed: Callable[[ToolkitError], object] | None,
        cancelled: Callable[[], object] | None,
    ) -> None:
        super().__init__(jobs)
        self.last: tuple[float, str] | None = None
        """What was reported last, for whoever begins to watch later."""
        self.progress = Progress(self._report)
        self._jobs = jobs
        self._done, self._failed, self._cancelled = done, failed, cancelled
        self.running = True
        self.ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def _report(self, fraction: float, words: str) -> None:
        self.last = (fraction, words)
        self.progressed.emit(fraction, words)

    def cancel(self) -> None:
        """Asks the work to stop; its `cancelled` callback follows."""
        self.progress.cancel()

    def drop(self) -> None:
        """Cancels it and forgets its callbacks: for a screen that goes away."""
        self._done = self._failed = self._cancelled = None
        self.progress.cancel()

    def _finish(self, how: str, result: object) -> None:
        self.running = False
        done, failed, cancelled = self._done, self._failed, self._cancelled
        self._done = self._failed = self._cancelled = None
        self.over.emit()
        self._jobs.forget(self)
        if how == "done" and done is not None:
            done(result)
        elif how == "failed" and failed is not None and isinstance(result, ToolkitError):
            failed(result)
        elif how == "cancelled" and cancelled is not None:
            cancelled()


class Jobs(QObject):
    """Runs work on threads of its own."""

    def __init__(self, parent: QObject | None = None, *, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._running: dict[Job, _Runner] = {}

    def run(
        self,
        work: Work,
        *,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[ToolkitError], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Starts `work(progress)`. `done` gets its result, `failed` the fault with its sentence, both on this thread.

        With an `owner` the callbacks are forgotten when the owner is destroyed.
        """
        job = Job(self, done, failed, cancelled)
        runner = _Runner(job, work)
        self._running[job] = runner
        if owner is not None:
            owner.destroyed.connect(job.drop)
        self._pool.start(runner)
        return job

    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._running)

    def forget(self, job: Job) -> None:
        """Lets go of a job that is over."""
        self._running.pop(job, None)
        job.deleteLater()

    def stop(self, wait_ms: int = 5000) -> bool:
        """Cancels everything and waits at most `wait_ms`; says whether all of it ended."""
        for job in list(self._running):
            job.drop()
        return self._pool.waitForDone(wait_ms)


class JobBar(QWidget):
    """A bar, words and Cancel for a job that takes longer than 400 ms; before that it takes no room."""

    def __init__(self, theme: Theme, *, can_cancel: bool = True) -> None:
        super().__init__()
        self._can_cancel = can_cancel
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOW_AFTER_MS)
        self._timer.timeout.connect(self._reveal)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        self.words = BodyLabel(theme, ink="2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        row.addLayout(column, 1)
        self.cancel_button = QuietButton(theme, "Cancel")
        self.cancel_button.clicked.connect(self._cancel)
        self.cancel_button.setVisible(can_cancel)
        row.addWidget(self.cancel_button)
        self.hide()

    def watch(self, job: Job, words: str) -> None:
        """Follows a job until it is over, saying `words` until it reports its own."""
        self._job = job
        self.words.setText(words)
        self.bar.setAccessibleName(self.words.theme.say(words))
        self.bar.setRange(0, 0)
        job.progressed.connect(self._report)
        job.over.connect(self._over)
        if job.last is not None:
            self._report(*job.last)
        self._timer.start()

    def _report(self, fraction: float, words: str) -> None:
        if words:
            self.words.setText(words)
            self.bar.setAccessibleName(self.words.theme.say(words))
        if fraction >= 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(min(fraction, 1.0) * 1000))

    def _reveal(self) -> None:
        if self._job is not None:
            self.show()
            announce(self, self.words.text())

    def _over(self) -> None:
        self._timer.stop()
        self._job = None
        # A bar without an end moves by a timer; a range stops it.
        self.bar.setRange(0, 1)
        self.hide()

    def _cancel(self) -> None:
        if self._job is not None:
            self.words.setText("Stopping")
            self._job.cancel()
