"""The contrast of words as they are drawn: light, dark, and in a high contrast palette of the computer."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drive import settle
from tests.ui.every_page import record_of
from tests.ui.fit import small_targets
from tests.ui.made import Made, fill, make_session
from tests.ui.test_theme import contrast
from toolkit.settings import Settings
from toolkit.ui.main_window import MainWindow
from toolkit.ui.theme import Theme

LEAST = 4.5
NEAR = 0.35
"""What the smoothing of thin letters may cost."""
LARGE_PX = 24


def weak(window: QWidget) -> list[str]:
    """The words on a window that stand out too little from what is under them."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = []
    for widget in window.findChildren(QWidget):
        if (
            not isinstance(widget, QLabel | QAbstractButton)
            or not widget.isVisible()
            or not widget.isEnabled()
        ):
            continue
        words = widget.text() or ""
        shown = widget.visibleRegion().boundingRect()
        if sum(letter.isalpha() for letter in words) < 2 or shown.width() < 16 or shown.height() < 10:
            continue
        shown.translate(widget.mapTo(window, shown.topLeft()) - shown.topLeft())
        colours = _colours(picture.copy(shown))
        ground = colours.most_common(1)[0][0]
        best = max(contrast(_hex(ground), _hex(ink)) for ink in colours)
        needed = 3.0 if widget.fontMetrics().height() >= LARGE_PX else LEAST
        if best < needed - NEAR:
            found.append(f"{best:.2f}: {type(widget).__name__} “{words[:40]}”")
    return found


def _colours(image: QImage) -> Counter[int]:
    pixels = array("I")
    pixels.frombytes(bytes(image.constBits()))
    return Counter(pixel & 0xFFFFFF for pixel in pixels)


def _hex(colour: int) -> str:
    return f"#{colour:06X}"


def pages(made: Made, window: MainWindow) -> Iterator[str]:
    """Pages that between them have every kind of part."""
    for key in ("today", "families", "guidance", "sent", "settings"):
        window.place(key)
        yield key
    window.family(made.family)
    yield "family"
    window.quick_note(made.family)
    yield "quick note"
    for form_id in ("safety_map", "referral"):
        window.record(record_of(made, form_id))
        yield form_id
    window.decide(made.family)
    yield "decide"
    window.release(made.note("2026-11-05", "Seen in the kitchen."))
    yield "before you print"


def look(made: Made, window: MainWindow) -> dict[str, list[str]]:
    """What is weak on each page."""
    found = {}
    for name in pages(made, window):
        settle(4)
        if wrong := weak(window) + small_targets(window):
            found[name] = wrong
    return found


@pytest.fixture
def theme(make_theme: Callable[..., Theme], request: pytest.FixtureRequest) -> Theme:
    """The theme in the colours that the test is given."""
    return make_theme(mode=getattr(request, "param", "light"))


@pytest.mark.parametrize("theme", ["light", "dark"], indirect=True)
def test_words_stand_out_as_they_are_drawn(made: Made, window: MainWindow) -> None:
    assert look(made, window) == {}


def test_the_measure_finds_what_is_weak(window: MainWindow) -> None:
    label = QLabel("Hardly to be read", window)
    label.setStyleSheet("color: #B0B0B0; background: #FFFFFF")
    label.setGeometry(400, 300, 200, 30)
    label.show()
    settle(4)
    assert any("Hardly to be read" in line for line in weak(window))


@pytest.fixture
def black(monkeypatch: pytest.MonkeyPatch, make_theme: Callable[..., Theme], qapp: QApplication) -> Theme:
    """High contrast as a computer has it: white and yellow on black."""
    monkeypatch.setattr(Theme, "high_contrast", property(lambda _theme: True))
    theme = make_theme()
    role, palette = QPalette.ColorRole, qapp.palette()
    for one in (
        role.Window,
        role.Base,
        role.Button,
        role.AlternateBase,
        role.HighlightedText,
        role.ToolTipBase,
    ):
        palette.setColor(one, QColor("#000000"))
    for one in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.PlaceholderText):
        palette.setColor(one, QColor("#FFFFFF"))
    for one in (role.Highlight, role.Link):
        palette.setColor(one, QColor("#FFFF00"))
    palette.setColor(QPalette.ColorGroup.Disabled, role.WindowText, QColor("#3FF23F"))
    qapp.setPalette(palette)
    return theme


def test_words_stand_out_in_high_contrast(
    black: Theme, settings: Settings, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    session, clock = make_session(tmp_path_factory.mktemp("black") / "records", black, settings)
    made = fill(session, clock)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    found = look(made, window)
    window.drop()
    session.vault.close()
    assert found == {}
