"""A draft that was put away comes back while that is still said, with its pictures; after that its words are nowhere."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QImage

from tests.ui.drive import in_dialog, key, press, settle
from tests.ui.made import Made
from toolkit.ui.family_actions import discard
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.record_store import VaultStore
from toolkit.ui.safety.discard import DiscardDialog
from toolkit.ui.safety.put_away import DONE, SAID, bring_back, taken
from toolkit.ui.widgets import Banner

CTRL = Qt.KeyboardModifier.ControlModifier
WORDS = "Wren drew a long red boat on the water."


def _picture() -> bytes:
    image, made = QImage(8, 8, QImage.Format.Format_RGB32), QBuffer()
    image.fill(0xFFAA3322)
    made.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(made, "PNG")  # type: ignore[call-overload]
    return bytes(made.data().data())


def _said(window: MainWindow) -> list[str]:
    return [one.words() for one in window.findChildren(Banner) if one.isVisibleTo(window)]


def _put_away(window: MainWindow, record_id: str) -> None:
    window.record(record_id)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    page.discard()
    dialog = page.dialog
    assert dialog is not None
    assert "brought back" in " ".join(label.text() for label in dialog.findChildren(type(dialog.text)))
    page._discard("Begun twice")
    settle()


def test_it_comes_back_by_control_z_and_the_history_has_both(window: MainWindow, made: Made) -> None:
    window.family(made.family)
    record = made.note("2026-11-12", WORDS, final=False)
    _put_away(window, record)
    assert made.vault.records.get(record).status == "discarded"
    assert isinstance(window.page, FamilyPage)
    assert SAID in _said(window)
    key(window, Qt.Key.Key_Z, CTRL)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.answers["facts"] == WORDS
    assert DONE in _said(window)
    drafts = [row.id for row in made.vault.records.timeline(made.family) if row.status == "draft"]
    assert record not in drafts
    assert any(made.vault.records.get(one).answers.get("facts") == WORDS for one in drafts)


def test_on_the_next_page_it_can_no_longer_be_brought_back(window: MainWindow, made: Made) -> None:
    window.family(made.family)
    _put_away(window, made.note("2026-11-12", WORDS, final=False))
    window.place("today")
    settle()
    assert SAID not in _said(window)
    key(window, Qt.Key.Key_Z, CTRL)
    rows = made.vault.records.timeline(made.family)
    assert not any(made.vault.records.get(row.id).answers.get("facts") == WORDS for row in rows)


def test_from_the_family_page_too(window: MainWindow, made: Made) -> None:
    window.family(made.family)
    page = window.page
    assert isinstance(page, FamilyPage)

    def away(dialog: object) -> None:
        assert isinstance(dialog, DiscardDialog)
        dialog.box.set_value("Begun twice")
        press(dialog, "Discard draft")

    in_dialog(away, lambda: discard(page))
    assert SAID in _said(window)
    press(window, "Undo (Ctrl+Z)")
    assert isinstance(window.page, RecordPage)


def test_pictures_and_the_next_version_of_a_finished_record_come_back(made: Made) -> None:
    record = made.note("2026-11-05", "As it was first.")
    store = VaultStore(made.session, record_id=record)
    answers = store.amend("A word was wrong")
    picture = store.keep(_picture(), "boat.png", "image/png")
    store.save({**answers, "facts": WORDS, "pictures": [{"id": "p", "file": picture}]})
    kept = taken(made.session, record)
    store.discard("Not needed")
    assert made.vault.records.get(record).status == "final"
    assert store.put_away == kept
    assert bring_back(made.session, kept) == record
    again = made.vault.records.get(record)
    assert (again.status, again.revision, again.answers["facts"]) == ("draft", 2, WORDS)
    (file,) = made.vault.attachments.of(record)
    assert file.id != picture
    assert again.answers["pictures"] == [{"id": "p", "file": file.id}]
    assert made.vault.attachments.get(file.id).data == _picture()
