"""A hand for the tour: finds what a person would point at, presses and types there, and takes pictures."""

from __future__ import annotations

import html
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from tests.ui.fit import misfits

PATIENCE = 180.0
"""Seconds to wait for something that should come, on a computer that is busy with other work."""
UNANSWERED = 30.0
"""Seconds after which a dialog in which nothing is done counts as one nobody expected."""


class NotThere(AssertionError):
    """Something the tour looked for is not on the screen."""


@dataclass
class Shot:
    """One picture, and what does not fit in it."""

    name: str
    about: str
    cut: list[str] = field(default_factory=list)


@dataclass
class Hand:
    """Points at windows and photographs them into a folder."""

    out: Path
    shots: list[Shot] = field(default_factory=list)
    heading: str = ""
    prefix: str = ""
    """Words before each picture's own: in its name, and in what is said about it."""
    unanswered: list[str] = field(default_factory=list)
    """The titles of dialogs that waited for an answer the tour had none for."""
    _moved: float = 0.0

    def wait(self, until: Callable[[], object], what: str = "what should come") -> None:
        """Lets the program go on until something holds. Raises NotThere, with what it was."""
        end = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > end:
                raise NotThere(f"waited in vain for {what}")
            self._moved = time.monotonic()
            QTest.qWait(10)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Closes a dialog that waits for an answer while nothing else is done, and keeps its title, so that no tour stands still."""
        self._moved = time.monotonic()
        look = QTimer()
        look.setInterval(1000)
        look.timeout.connect(self._look)
        look.start()
        try:
            yield
        finally:
            look.stop()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and time.monotonic() - self._moved > UNANSWERED:
            self.unanswered.append(dialog.accessibleName() or type(dialog).__name__)
            dialog.reject()

    def rest(self, ms: int = 60) -> None:
        """Lets everything that waits be done."""
        self._moved = time.monotonic()
        QTest.qWait(ms)
        self._moved = time.monotonic()
        QApplication.sendPostedEvents()
        QApplication.processEvents()

    def button(self, root: QWidget, words: str) -> QAbstractButton:
        """The visible button with these words, or whose accessible name begins with them."""
        found = [b for b in root.findChildren(QAbstractButton) if b.isVisible()]
        for fits in (
            lambda b: b.text().replace("&", "") == words or b.accessibleName() == words,
            lambda b: b.accessibleName().startswith(words) or words in b.text(),
        ):
            for one in found:
                if fits(one):
                    return one
        raise NotThere(f"no button “{words}”")

    def press(self, root: QWidget, words: str) -> None:
        """Presses a button with the mouse."""
        button = self.button(root, words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def type(self, root: QWidget, name: str, words: str) -> None:
        """Types into the visible field with this accessible name."""
        for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
            for one in root.findChildren(kind):
                if one.isVisible() and one.accessibleName().startswith(name):
                    one.setFocus()
                    if isinstance(one, QLineEdit):
                        one.selectAll()
                    QTest.keyClicks(one, words)
                    self.rest(20)
                    return
        raise NotThere(f"no field “{name}”")

    def pick(self, box: QComboBox, letters: str) -> None:
        """Picks from a list by typing its first letters."""
        box.setFocus()
        # Letters typed soon after others would go on with those.
        self.rest(QApplication.keyboardInputInterval() + 50)
        QTest.keyClicks(box, letters)
        self.rest()
        if not box.currentText().startswith(letters):
            raise NotThere(f"no “{letters}” in the list")

    def key(
        self, widget: QWidget, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Presses a key."""
        QTest.keyClick(widget, key, with_)
        self.rest()

    def shoot(self, window: QWidget, name: str, about: str) -> None:
        """Takes a picture of a window with the dialogs over it."""
        self.rest()
        if misfits(window):
            # A page that is still finding its height on a slow computer is not cut.
            self.rest(400)
        number = len(self.shots) + 1
        shot = Shot(f"{number:03d}-{self.prefix}{name}.png", f"{self.heading}{about}", misfits(window))
        picture = window.grab()
        for top in QApplication.topLevelWidgets():
            if top.isVisible() and top is not window and isinstance(top, QDialog | QMenu):
                shot.cut += misfits(top)
                picture = _with(picture, top, window)
        if not picture.save(str(self.out / shot.name)):
            raise OSError("a picture could not be written")
        self.shots.append(shot)

    def in_dialog(self, opens: Callable[[], object], then: Callable[[QDialog], object]) -> None:
        """Does something that opens a dialog which waits, and goes on in it. The dialog is closed after."""
        faults: list[Exception] = []

        def go_on() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                return
            look.stop()
            try:
                then(dialog)
            except Exception as fault:
                faults.append(fault)
            finally:
                # What was answered in it stands.
                if dialog.isVisible():
                    dialog.reject()

        look = QTimer()
        look.setInterval(50)
        look.timeout.connect(go_on)
        look.start()
        try:
            opens()
            self.rest()
        finally:
            look.stop()
        if faults:
            raise faults[0]

    def contents(self, title: str, papers: list[str]) -> None:
        """Writes `index.html` with every picture, what is cut in it, and every paper."""
        rows = []
        for shot in self.shots:
            cut = "".join(f"<li>{html.escape(line)}</li>" for line in shot.cut)
            rows.append(
                f'<h2>{html.escape(shot.name[:-4])}</h2><p>{html.escape(shot.about)}</p><ul class="cut">{cut}</ul>'
                f'<a href="{shot.name}"><img src="{shot.name}" alt="{html.escape(shot.about)}"></a>'
            )
        links = "".join(
            f'<li><img src="{html.escape(p)}" alt=""></li>'
            if p.endswith(".png")
            else f'<li><a href="{html.escape(p)}">{html.escape(p)}</a></li>'
            for p in papers
        )
        style = "body{font:16px sans-serif;margin:2em;max-width:1400px}img{max-width:100%;border:1px solid #999}.cut{color:#a22}"
        (self.out / "index.html").write_text(
            f'<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>{title}</title><style>{style}</style>'
            f"<h1>{title}</h1>{''.join(rows)}<h2>On paper</h2><ul>{links}</ul></html>",
            encoding="utf-8",
        )


def _with(picture: QPixmap, over: QWidget, window: QWidget) -> QPixmap:
    """The picture with a dialog or menu where it stands over the window."""
    at = over.pos() - window.mapToGlobal(QPoint(0, 0))
    room = picture.size() - over.size()
    at = QPoint(min(max(at.x(), 0), max(room.width(), 0)), min(max(at.y(), 0), max(room.height(), 0)))
    painter = QPainter(picture)
    painter.drawPixmap(at, over.grab())
    painter.setPen(Qt.GlobalColor.darkGray)
    painter.drawRect(at.x() - 1, at.y() - 1, over.width() + 1, over.height() + 1)
    painter.end()
    return picture
