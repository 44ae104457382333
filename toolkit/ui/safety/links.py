"""The ways to the pages of this room from the settings, and the switch that keeps the window out of screen pictures."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from toolkit.ui.managed import fix
from toolkit.ui.safety import pages
from toolkit.ui.safety.windows_lock import keep_out_of_pictures
from toolkit.ui.widgets import BodyLabel, Card, FlowLayout, QuietButton

if TYPE_CHECKING:
    from toolkit.ui.settings_page import SettingsPage

CAPTURE = "Keep this window out of screen pictures and shared screens"
CAPTURE_HINT = "In a video call others then see a black window. A camera still sees the screen."


def fill_safety(page: SettingsPage, card: Card, *, windows: bool = sys.platform == "win32") -> None:
    """History, health check, keeping and erasing, and what is not protected; on Windows the switch."""
    session, go, theme = page.session, page.go, page.theme
    if windows:
        box = QCheckBox(theme.say(CAPTURE))
        box.setObjectName("setting-block_capture")
        box.setChecked(session.settings.block_capture)
        box.setAccessibleDescription(theme.say(CAPTURE_HINT))
        box.toggled.connect(lambda on: _switch(page, on))
        fixed = "block_capture" in session.settings.managed
        card.body.addWidget(fix(box, box, theme) if fixed else box)
        card.body.addWidget(BodyLabel(theme, CAPTURE_HINT, role="caption", ink="2"))
    holder = QWidget()
    flow = FlowLayout(holder, across=theme.px(10), down=theme.px(8))
    for words, icon, run in (
        ("History", "clock-counter-clockwise", lambda: pages.open_trail(session, go)),
        ("Health check", "shield-check", lambda: pages.open_health(session, go)),
        ("Keeping and erasing", "archive", lambda: pages.open_keeping(session, go)),
        ("What this protects, and what it does not", "info", lambda: pages.open_honest(session, go)),
    ):
        button = QuietButton(theme, words, icon)
        button.clicked.connect(lambda _checked=False, run=run: run())
        flow.addWidget(button)
    card.body.addWidget(holder)


def _switch(page: SettingsPage, on: bool) -> None:
    if page.attempt(lambda: page.session.settings.set("block_capture", on)):
        keep_out_of_pictures(int(page.window().winId()), on)
