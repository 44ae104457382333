"""Run by a test in a process of its own: opens a vault, types half a sentence, locks, and so starts a new process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from toolkit import paths
from toolkit.forms import catalogue
from toolkit.settings import Settings
from toolkit.ui.app import App, start_process
from toolkit.ui.form_view import RecordPage
from toolkit.ui.widgets import GrowingText
from toolkit.vault.vault import Vault


def main(folder: Path, passphrase: str, family: str, note_of_process: Path, words: str) -> int:
    """Types and locks; the number of the new process is written into a file for the test to look at and end."""
    qt = QApplication(["toolkit"])

    def start(command: list[str], environ: Mapping[str, str]) -> None:
        process = start_process(command, environ)
        assert isinstance(process, subprocess.Popen)
        note_of_process.write_text(str(process.pid), encoding="ascii")

    app = App(qt, Settings.load(paths.settings_folder()), start=start)
    sys.excepthook = app.oops
    app.opened(Vault.unlock(folder, passphrase, catalogue.load))

    def write() -> None:
        assert app.window is not None
        app.window.new_record("case_note", family)
        page = app.window.page
        assert isinstance(page, RecordPage)
        assert page.edit is not None
        page.edit.open_page("seen")
        box = next(
            one
            for one in page.edit.findChildren(GrowingText)
            if one.accessibleName() == "What I saw and heard"
        )
        box.insertPlainText(words)
        QTimer.singleShot(50, app.lock)

    QTimer.singleShot(0, write)
    QTimer.singleShot(20_000, lambda: qt.exit(9))
    return qt.exec()


if __name__ == "__main__":
    place, secret, family_id, note, typed = sys.argv[1:]
    sys.exit(main(Path(place), secret, family_id, Path(note), typed))
