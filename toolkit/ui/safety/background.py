"""Work behind a page that may be left meanwhile: the page goes at once, the work ends when it ends."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from toolkit.ui.jobs import Jobs

LOOK_MS = 500


def behind(page: QWidget) -> Jobs:
    """Gives jobs that outlive a page. Freeing those of its own would wait for them, with the screen standing still."""
    jobs = Jobs(QApplication.instance())

    def let_go() -> None:
        if jobs.busy():
            QTimer.singleShot(LOOK_MS, jobs, let_go)
        else:
            jobs.deleteLater()

    page.destroyed.connect(let_go)
    return jobs
