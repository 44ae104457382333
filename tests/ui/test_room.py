"""Every page and dialog round the records at every text size: no word is cut and nothing sticks out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.ui.drive import segment, settle
from tests.ui.fit import assert_fits
from tests.ui.made import fill, make_session
from toolkit.settings import Settings
from toolkit.ui.baby_born import BabyBornDialog
from toolkit.ui.guidance_card import CardDialog
from toolkit.ui.guidance_page import GuidancePage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.new_family import NewFamilyDialog
from toolkit.ui.new_record import NewRecordDialog
from toolkit.ui.quick_note import QuickNotePage
from toolkit.ui.search_box import SearchDialog
from toolkit.ui.settings_page import SECTIONS, SettingsPage
from toolkit.ui.settings_vault import PassphraseDialog
from toolkit.ui.theme import TEXT_SIZES, Theme
from toolkit.ui.withdraw import WithdrawDialog

ROOM = [(size, 690 if size in (100, 175) else 768, "dark" if size == 150 else "light") for size in TEXT_SIZES]


@pytest.mark.parametrize(("size", "height", "mode"), ROOM)
def test_nothing_is_cut(
    make_theme: Callable[..., Theme],
    tmp_path: Path,
    settings: Settings,
    qtbot: QtBot,
    size: int,
    height: int,
    mode: str,
) -> None:
    """1366 wide, with and without the room that a title bar and a task bar take."""
    session, clock = make_session(tmp_path / "v", make_theme(text_size=size, mode=mode), settings)
    made = fill(session, clock)
    rows = session.vault.records.timeline(made.family)
    author = session.author()
    session.vault.releases.note(
        rows[1].id, 1, "family", "Sorrel", "Printed", "Read together.", "0" * 64, author
    )
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, height)
    window.show()
    for place in ("today", "families", "guidance", "sent", "settings"):
        window.place(place)
        assert_fits(window)
    page = window.page
    assert isinstance(page, SettingsPage)
    for section in [*SECTIONS, "You", "Local numbers", "These records", "Own forms", "About"]:
        page.show_section(section)
        assert_fits(window)
    window.place("guidance")
    guidance = window.page
    assert isinstance(guidance, GuidancePage)
    guidance.choose("G-CP")
    assert_fits(window)
    for no_answer in (False, True):
        window.quick_note(made.family, no_answer=no_answer)
        quick = window.page
        assert isinstance(quick, QuickNotePage)
        quick.finish()
        assert_fits(window)
    segment(quick, "Are you worried about a child?", "Yes")
    assert_fits(window)
    quick.finish_later()
    settle()
    dialogs: list[QDialog] = [
        NewFamilyDialog(session, window),
        NewRecordDialog(session, window, made.family, window),
        SearchDialog(session, window),
        BabyBornDialog(session, made.family, [("c3", "Unborn baby")], window),
        WithdrawDialog(session, rows, made.family, window),
        PassphraseDialog(session, window),
        CardDialog(session, window, "G-IS24", window),
    ]
    for dialog in dialogs:
        dialog.show()
        if isinstance(dialog, BabyBornDialog):
            dialog.twin.setChecked(True)
        if isinstance(dialog, SearchDialog):
            dialog._fill("wren")
        assert_fits(dialog)
        assert dialog.width() <= 1366
        dialog.close()
    window.drop()
    session.vault.close()
