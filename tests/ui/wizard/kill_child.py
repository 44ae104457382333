"""A child process that answers a decision in a real vault and then waits to be killed; run by `test_vault.py`."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import SimpleNamespace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.decision_cases import case
from tests.ui.made import fill, make_session
from tests.ui.wizard.hand import Hand
from toolkit.settings import Settings
from toolkit.ui.main_window import MainWindow
from toolkit.ui.theme import Theme
from toolkit.ui.wizard.page import WizardPage


def main(folder: Path, number: str, upto: int) -> None:
    """Answers so many steps of a case, says where it stands, and waits."""
    qt = QApplication([])
    theme = Theme(mode="light")
    theme.apply(qt)
    session, clock = make_session(folder, theme, Settings(folder=None))
    made = fill(session, clock)
    clock.set("2026-09-07", "12:00")
    window = MainWindow(session)
    window.resize(1366, 768)
    window.show()
    window.decide(made.family)
    page = window.page
    assert isinstance(page, WizardPage)
    hand = Hand(page, SimpleNamespace(now=clock.plain()))  # type: ignore[arg-type]
    one = case(number)
    first = {"about": list(one.about), **one.steps[0].answers}
    hand.answer(first)
    hand.go_on()
    for step in one.steps[1:upto]:
        hand.take(step)
    print(f"{page.store.record_id} {page.course.view}", flush=True)  # type: ignore[attr-defined]
    while True:
        time.sleep(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
