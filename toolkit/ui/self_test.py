"""`toolkit --self-test FOLDER`: proves on this computer that the program works as it was installed.

It goes through a worker's first day with the real windows, drawn off screen: new records, a note, a Word document, an agency's
own form, a hand-over, a backup, the lock. Everybody in it is invented. It writes into the folder that is named and nowhere else.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from toolkit import paths
from toolkit.errors import ToolkitError
from toolkit.settings import Settings
from toolkit.ui import self_test_parts as parts
from toolkit.ui.app import App, start_process
from toolkit.ui.theme import application

PATIENCE = 60.0


class SelfTestRefused(ToolkitError):
    """The folder cannot be used."""

    sentence = "Name a folder that is new or empty, like this: toolkit --self-test FOLDER"


@dataclass
class Story:
    """What the parts hand on to one another."""

    folder: Path
    qt: QApplication
    say: Callable[[str], object]
    app: App = field(init=False)
    started: list[Any] = field(default_factory=list)
    note: str = ""
    family: str = ""

    @property
    def vault(self) -> Path:
        """Where the records of the test are."""
        return self.folder / parts.NAME

    def begin(self, environ: Mapping[str, str]) -> None:
        """Starts the program as it starts by itself, with settings of its own."""
        settings = Settings.load(self.folder / "settings")
        settings.set("theme", "light")
        self.app = App(self.qt, settings, start=self._start, end=lambda _code: None, environ=environ)

    def _start(self, command: list[str], environ: Mapping[str, str]) -> object:
        """The program afresh, as the lock starts it; it is asked for a picture of its window, and to end then."""
        *program, folder = command
        picture = str(self.folder / parts.LOCKED_PICTURE)
        self.started.append(start_process([*program, "--first-window", picture, folder], environ))
        return self.started[-1]

    def wait(self, until: Callable[[], object], what: str) -> None:
        """Lets the program go on until something holds. Raises DidNotWork."""
        end = time.monotonic() + PATIENCE
        while not until():
            parts.must(time.monotonic() < end, what)
            self.rest(20)

    def rest(self, ms: int = 50) -> None:
        """Lets everything that waits be done."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def picture(self, window: QWidget, name: str) -> None:
        """Keeps a picture of a window; one with nothing on it is a fault."""
        self.rest(150)
        image = window.grab().toImage()
        parts.must(image.save(str(self.folder / name)), "a picture could not be saved")
        parts.check_picture(image)


def run(folder: Path, say: Callable[[str], object], environ: Mapping[str, str]) -> int:
    """Does the whole test and says each part; gives 0, or 1 when a part did not work. Raises SelfTestRefused."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise SelfTestRefused
    except OSError:
        raise SelfTestRefused from None
    story = Story(folder.absolute(), _qt(), say)
    story.begin(environ)
    failed = 0
    for words, part in parts.ALL:
        try:
            part(story)
        except Exception as fault:
            # Of faults nobody foresaw the kind alone: their text may quote anything.
            why = str(fault) if isinstance(fault, parts.DidNotWork | ToolkitError) else type(fault).__name__
            say(f"no   {words}: {why}")
            failed += 1
            if part in parts.NEEDED:
                break
        else:
            say(f"ok   {words}")
    story.app.stop()
    for process in story.started:
        with contextlib.suppress(Exception):
            process.kill()
    say("All of it works." if not failed else "Not all of it works. See the lines above.")
    return 1 if failed else 0


def first_window(folder: Path, picture: Path) -> int:
    """Draws the first window as the program shows it, keeps a picture of it and ends. Gives the exit code."""
    qt = _qt()
    app = App(qt, Settings.load(picture.parent / "settings", managed=paths.managed_settings()))
    app.show_first(folder)
    assert app.first is not None
    parts.to_size(app.first)
    qt.processEvents()
    done = app.first.grab().save(str(picture))
    app.stop()
    return 0 if done else 1


def _qt() -> QApplication:
    # Words of the off-screen platform itself say nothing of the program.
    qInstallMessageHandler(lambda *_: None)
    return application("toolkit")
