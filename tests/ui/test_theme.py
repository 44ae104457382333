"""The table of colours keeps its contrasts, the sheet has no holes, and sizes grow as they should."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import TOP
from toolkit import paths
from toolkit.ui.icons import IconFont, IconsMissing
from toolkit.ui.theme import MOVING, ROLES, TEXT_SIZES, TOKENS, Theme, set_role
from toolkit.ui.widgets import PLACES, PrimaryButton, QuietButton
from toolkit.ui.widgets.focus_ring import FocusRing

GROUNDS = ("window", "surface", "raised", "sunken")
TEXT_ON = [(ink, ground) for ink in ("ink", "ink2", "ink3") for ground in GROUNDS]
TEXT_ON += [(tone, f"{tone}-bg") for tone in ("red", "amber", "green", "blue", "heather")]
TEXT_ON += [("ink", f"{tone}-bg") for tone in ("red", "amber", "green", "blue", "heather")]
TEXT_ON += [
    (tone, ground)
    for tone in ("red", "amber", "green", "heather")
    for ground in ("window", "surface", "raised")
]
TEXT_ON += [
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("on-accent", "accent-press"),
    ("accent-text", "accent-soft"),
    ("accent-text", "window"),
    ("accent-text", "surface"),
    ("ink", "accent-soft"),
    ("ink2", "accent-soft"),
    ("rail-ink", "rail"),
    ("rail-ink", "rail-item"),
    ("white", "rail-item"),
    ("white", "rail"),
    ("on-red", "red-fill"),
    ("on-red", "red-fill-hover"),
    ("on-red", "red-fill-press"),
]
TEXT_ON += [("on-accent", f"person-{number}") for number in range(1, 7)]
EDGES_ON = [("edge", ground) for ground in ("window", "surface", "raised")]
EDGES_ON += [
    (f"{tone}-line", ground)
    for tone in ("red", "amber", "green", "blue", "heather")
    for ground in ("surface",)
]
EDGES_ON += [
    ("focus", "window"),
    ("focus", "surface"),
    ("rail-focus", "rail"),
    ("accent", "surface"),
    ("accent", "window"),
]
EDGES_ON += [("rail-accent", "rail"), ("lamp", "rail"), ("red-fill", "window"), ("red-fill", "surface")]


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB by the WCAG 2 formula."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_itself() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#1B282E", "#F4F2ED") == pytest.approx(13.5, abs=0.05)
    assert contrast("#7CCBD0", "#0B2225") == pytest.approx(8.9, abs=0.05)


@pytest.mark.parametrize("shade", [0, 1], ids=["light", "dark"])
def test_words_can_be_read(shade: int) -> None:
    weak = {
        f"{ink} on {ground}": round(contrast(TOKENS[ink][shade], TOKENS[ground][shade]), 2)
        for ink, ground in TEXT_ON
        if contrast(TOKENS[ink][shade], TOKENS[ground][shade]) < 4.5
    }
    assert not weak


@pytest.mark.parametrize("shade", [0, 1], ids=["light", "dark"])
def test_edges_can_be_seen(shade: int) -> None:
    weak = {
        f"{edge} on {ground}": round(contrast(TOKENS[edge][shade], TOKENS[ground][shade]), 2)
        for edge, ground in EDGES_ON
        if contrast(TOKENS[edge][shade], TOKENS[ground][shade]) < 3.0
    }
    assert not weak


def test_every_role_of_the_sheet_is_in_the_table(theme: Theme) -> None:
    roles = set(re.findall(r'role="([a-z0-9-]+)"', theme.sheet("type")))
    assert roles - {"keycap"} <= set(ROLES)
    assert set(ROLES) <= roles


@pytest.mark.parametrize("text_size", TEXT_SIZES)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_sheet_is_whole(make_theme: Callable[..., Theme], mode: str, text_size: int) -> None:
    theme = make_theme(mode=mode, text_size=text_size)
    sheet = theme.sheet("type") + theme.sheet("toolkit")
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    files = re.findall(r'url\("([^"]+)"\)', sheet)
    assert files
    assert all(not QPixmap(file).isNull() for file in files)


def test_sizes_grow(make_theme: Callable[..., Theme]) -> None:
    small, large = make_theme(text_size=100), make_theme(text_size=200)
    assert small.control == 36
    assert 54 <= large.control <= 57
    assert small.big_control == 44
    assert large.em(10) == pytest.approx(2 * small.em(10), abs=1)
    assert (small.px(16), large.px(16)) == (16, 20)
    assert large.pt("body") == 2 * small.pt("body") == 21
    assert Theme(touch=True).control == 44


@pytest.mark.parametrize("text_size", TEXT_SIZES)
def test_controls_are_as_high_as_asked(
    qtbot: QtBot, make_theme: Callable[..., Theme], text_size: int
) -> None:
    theme = make_theme(text_size=text_size)
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    quiet, big, line = QuietButton(theme, "Print"), PrimaryButton(theme, "Unlock", big=True), QLineEdit()
    for widget in (quiet, big, line):
        column.addWidget(widget)
    page.show()
    assert quiet.height() == line.height() == theme.control
    assert big.height() == theme.big_control
    set_role(line, "state", "error")
    QApplication.processEvents()
    assert line.height() == theme.control


def test_changing_the_text_size_rescales_what_is_open(qtbot: QtBot, theme: Theme) -> None:
    label = QLabel("Wren")
    label.setProperty("role", "h1")
    qtbot.addWidget(label)
    label.show()
    before = label.fontMetrics().height()
    with qtbot.waitSignal(theme.changed):
        theme.change(text_size=200)
    assert label.fontMetrics().height() == pytest.approx(2 * before, abs=2)


def test_changing_to_dark_changes_the_palette(theme: Theme) -> None:
    assert QApplication.palette().window().color() == QColor("#F4F2ED")
    theme.change(mode="dark")
    assert QApplication.palette().window().color() == QColor("#12181B")
    assert theme.hex("ink") == "#e8eef0"


def test_high_contrast_uses_the_colours_of_the_computer(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Theme, "high_contrast", property(lambda self: True))
    theme.change()
    sheet = QApplication.instance().styleSheet()  # type: ignore[union-attr]
    assert "font-size" in sheet
    assert "#" not in sheet
    assert theme.colour("ink") == QApplication.palette().windowText().color()
    for token in TOKENS:
        assert theme.colour(token).isValid()


def test_with_less_movement_nothing_slides_fades_or_blinks(theme: Theme, qapp: QApplication) -> None:
    usual = qapp.cursorFlashTime()
    assert usual > 0
    theme.keep_still(True)
    assert not any(qapp.isEffectEnabled(effect) for effect in MOVING)
    assert qapp.cursorFlashTime() == 0
    theme.keep_still(False)
    assert qapp.cursorFlashTime() == usual


def test_icons_are_drawn_in_the_colour_of_the_theme(theme: Theme) -> None:
    picture = theme.pixmap("house-fill", "red", 48).toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(48)
        for y in range(48)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert seen == {theme.hex("red")}
    icon = theme.icon("house-fill", "ink")
    light = icon.pixmap(32, 32).toImage()
    theme.change(mode="dark")
    assert icon.pixmap(32, 32).toImage() != light


def test_every_icon_of_the_rail_is_there_in_both_weights() -> None:
    font = IconFont()
    for place in PLACES:
        assert font.has(place.icon)
        assert font.has(f"{place.icon}-fill")


def test_missing_icons_say_so_plainly(tmp_path: object) -> None:
    with pytest.raises(IconsMissing) as fault:
        IconFont(paths.resources() / "styles").path("house")
    assert "Install it again" in fault.value.sentence


def test_the_ring_follows_the_focus(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, second = QuietButton(theme, "Print"), QuietButton(theme, "Word")
    column.addWidget(first)
    column.addWidget(second)
    window.resize(300, 200)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    first.setFocus()
    ring = window.findChild(FocusRing)
    assert ring is not None
    assert ring.isVisible()
    assert ring.geometry() == first.geometry().adjusted(-4, -4, 4, 4)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert ring.geometry().center() == second.geometry().center()
    second.move(second.x(), second.y() + 5)
    assert ring.geometry().center() == second.geometry().center()
    second.hide()
    assert not ring.isVisible() or ring.geometry().center() == first.geometry().center()


def test_a_million_calls_of_qt_leave_python_alive() -> None:
    script = (
        "import toolkit.ui\n"
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "for _ in range(300_000):\n"
        "    thing.setObjectName('x'); thing.blockSignals(False); thing.isWidgetType(); thing.signalsBlocked()\n"
        "print('alive')\n"
    )
    environ = {**os.environ, "PYTHONPATH": str(TOP)}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environ, timeout=60, check=False
    )
    assert done.stdout.strip() == "alive", done.stderr[-500:]
