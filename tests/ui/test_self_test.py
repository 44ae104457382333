"""The self test for IT: what it says, where it writes, and that it does not call good what failed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from toolkit import paths
from toolkit.ui import self_test
from toolkit.ui import self_test_parts as parts


@pytest.fixture(autouse=True)
def _its_own_messages() -> object:
    """The self test silences Qt; the rest of the tests hear it again."""
    before = qInstallMessageHandler(None)
    qInstallMessageHandler(before)
    yield
    qInstallMessageHandler(before)


def test_a_folder_with_something_in_it_is_not_touched(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(self_test.SelfTestRefused):
        self_test.run(tmp_path, print, os.environ)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_what_fails_is_named_and_the_rest_goes_on(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_story: self_test.Story) -> None:
        raise ValueError("Wren Thistlewick")

    def unmet(_story: self_test.Story) -> None:
        parts.must(False, "the plug is out")

    monkeypatch.setattr(
        parts, "ALL", (("One", broken), ("Two", unmet), ("Icons and pictures", parts.show_pictures))
    )
    said: list[str] = []
    assert self_test.run(tmp_path / "new", said.append, os.environ) == 1
    # The text of a fault nobody foresaw may quote a record: its kind alone is said.
    assert said == [
        "no   One: ValueError",
        "no   Two: the plug is out",
        "ok   Icons and pictures",
        "Not all of it works. See the lines above.",
    ]


def test_without_records_it_stops_at_once(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_story: self_test.Story) -> None:
        raise ValueError

    monkeypatch.setattr(parts, "ALL", (("Records", broken), ("Never", parts.lock)))
    monkeypatch.setattr(parts, "NEEDED", (broken,))
    said: list[str] = []
    assert self_test.run(tmp_path / "new", said.append, os.environ) == 1
    assert [line[:4] for line in said] == ["no  ", "Not "]


def test_records_a_note_and_its_papers_are_made_by_the_real_windows(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_keys: object, own_home: Path
) -> None:
    # As the command line sets it.
    monkeypatch.setenv("ENCHANT_CONFIG_DIR", str(tmp_path / "new" / "settings"))
    fixed = tmp_path / "everybody" / "settings.json"
    fixed.parent.mkdir()
    fixed.write_text('{"theme": "dark", "lock_minutes": 3}', encoding="utf-8")
    monkeypatch.setattr(paths, "managed_settings", lambda: fixed)
    some = parts.ALL[:3]
    monkeypatch.setattr(parts, "ALL", (*some, ("Set for everybody", parts.use_what_was_fixed)))
    before = sorted(own_home.rglob("*"))
    said: list[str] = []
    assert self_test.run(tmp_path / "new", said.append, {}) == 1
    assert [line[:2] for line in said] == ["ok", "ok", "ok", "no", "No"], said
    # IT reads of its own fault before any worker does.
    assert f"Tell your IT team: {fixed}: lock_minutes (there is no such setting" in said[-2]
    assert sorted(own_home.rglob("*")) == before
    assert len(list((tmp_path / "new").glob("*.docx"))) == 1
    for name in ("unlock", "new-records", "today", "note-finished"):
        image = QImage(str(tmp_path / "new" / f"{name}.png"))
        assert (image.width(), image.height()) == (1366, 768), name


def test_a_picture_of_nothing_is_a_fault(qapp: QApplication) -> None:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(0)
    with pytest.raises(parts.DidNotWork, match="nothing"):
        parts.check_picture(image)


def test_the_first_window_is_pictured(qapp: QApplication, tmp_path: Path, own_home: Path) -> None:
    assert self_test.first_window(tmp_path / "Records", tmp_path / "first.png") == 0
    parts.check_picture(QImage(str(tmp_path / "first.png")))
