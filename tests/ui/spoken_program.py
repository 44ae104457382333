"""The program with its example family, for a screen reader on a real message bus: opens a page for each line it is sent.

Started by `tests/ui/spoken_reader.py`; prints the name of the page that is open, and nothing at the end.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QLocale, QSocketNotifier
from PySide6.QtWidgets import QApplication

from tests.ui import every_dialog
from tests.ui.drive import settle
from tests.ui.every_page import Shown, record_pages, window_pages
from tests.ui.made import Made, fill, make_session
from toolkit.settings import Settings
from toolkit.ui.language import ENGLISH
from toolkit.ui.main_window import MainWindow
from toolkit.ui.theme import Theme

SAID = "The draft was discarded."
FORMS = ("case_note", "safety_map", "referral", "injury")


def pages(made: Made, window: MainWindow) -> Iterator[Shown]:
    """The pages that are read."""
    yield from window_pages(made, window)
    for form_id in FORMS:
        yield from record_pages(made, window, made.session.catalogue.get(form_id))
    yield from every_dialog.opened(made, window)


def main() -> int:
    """Runs until the last page was asked for, or the reader is gone."""
    program = QApplication(["safeguarding-toolkit"])
    program.setQuitOnLastWindowClosed(False)
    QLocale.setDefault(QLocale(ENGLISH))
    theme = Theme(mode="light")
    theme.apply(program)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(folder=None)
        settings.backup_asked = True
        session, clock = make_session(Path(folder) / "records", theme, settings)
        made = fill(session, clock)
        window = MainWindow(session)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        shown = pages(made, window)

        def go_on() -> None:
            asked = sys.stdin.readline()
            if not asked:
                program.quit()
                return
            if asked.strip() == "say":
                window.say(SAID)
                settle()
                print("said", flush=True)
                return
            name, _ = next(shown, ("", window))
            settle()
            print(name, flush=True)

        waits = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        waits.activated.connect(go_on)
        print("ready", flush=True)
        program.exec()
        window.drop()
        session.vault.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
