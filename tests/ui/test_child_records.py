"""Records made with a child, on their real pages: whom a child is handed to, pictures that cannot be taken, drawn signatures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.drive import choose, named, settle
from tests.ui.made import Made, family_answers
from tests.ui.picture_helpers import PLACE, huge_png, jpeg, png, save
from tests.ui.record_helpers import box_of, shown
from toolkit.forms.child_agreement_checks import KEEPING_SAFE
from toolkit.ui import pictures_in
from toolkit.ui.editors.files import FilesEditor
from toolkit.ui.editors.people import RISK
from toolkit.ui.editors.words import PUT_BACK, LongTextEditor
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.open_record import record_page
from toolkit.ui.record_store import VaultStore


def risky(made: Made) -> None:
    """Basil is known to be a risk from now on."""
    family = family_answers()
    family["adults"][1]["poses_risk"] = "yes"
    made.vault.records.save_draft(made.family, family)


def opened(made: Made, window: MainWindow, qtbot: QtBot, form: str, place: str) -> RecordPage:
    page = record_page(made.session, window, form_id=form, family_id=made.family)
    assert isinstance(page, RecordPage)
    qtbot.addWidget(page)
    shown(page)
    page.opened()
    assert page.edit is not None
    page.edit.open_page(place)
    settle()
    return page


def test_an_adult_who_may_be_a_risk_is_never_offered_without_saying_so(
    made: Made, window: MainWindow, qtbot: QtBot
) -> None:
    risky(made)
    page = opened(made, window, qtbot, "agree_child", "where")
    for place, key, label in (
        ("where", "brings", "Who brings the child"),
        ("stop", "fetched", "Who is fetched if the child wants"),
        ("knows", "told", "Who is told what we did"),
    ):
        assert page.edit is not None
        page.edit.open_page(place)
        settle()
        options = named(page, label, QComboBox)
        words = [options.itemText(n) for n in range(options.count())]
        # The last before "Someone else", and never by the name alone.
        assert words[-2] == f"Basil Quill{RISK}"
        assert "Basil Quill" not in words
        options.setFocus()
        choose(page, label, f"Basil Quill{RISK}")
        # Said once the field is left, as every problem is.
        QTest.keyClick(options, Qt.Key.Key_Tab)
        box = box_of(page, key)
        qtbot.waitUntil(lambda box=box: "risk" in box.sentences(), timeout=3000)
        line = box.problem
        assert line is not None
        assert line.isVisibleTo(page)
        said = box_of(page, key).sentences()
        assert said.startswith("Basil Quill may pose a risk. Is it safe for Basil Quill to ")
        assert "Nettie Thistlewick" in said
        choose(page, label, "Nettie Thistlewick")
        qtbot.waitUntil(lambda box=box: "risk" not in box.sentences(), timeout=3000)


def test_the_limit_of_privacy_comes_back_and_says_so(made: Made, window: MainWindow, qtbot: QtBot) -> None:
    page = opened(made, window, qtbot, "agree_child", "safe")
    box = box_of(page, "keeping_safe")
    editor = box.editor
    assert isinstance(editor, LongTextEditor)
    assert box.out is None or box.out.isHidden()
    editor.box.setFocus()
    editor.box.selectAll()
    QTest.keyClick(editor.box, Qt.Key.Key_Delete)
    assert editor.value() is None
    assert box.out is None or box.out.isHidden(), "it is not left for another time"
    QTest.keyClick(editor.box, Qt.Key.Key_Tab)
    settle()
    assert editor.box.value() == KEEPING_SAFE
    assert editor.note.isVisibleTo(page)
    assert editor.note.text() == PUT_BACK
    assert page.answers["keeping_safe"] == KEEPING_SAFE
    # Also when the page is left with nothing in it.
    editor.box.setFocus()
    editor.box.selectAll()
    QTest.keyClick(editor.box, Qt.Key.Key_Backspace)
    assert page.edit is not None
    page.edit.open_page("sign")
    settle()
    assert page.answers["keeping_safe"] == KEEPING_SAFE
    page.edit.open_page("safe")
    settle()
    other = "If anyone may be harmed I have to tell Maple."
    again = box_of(page, "keeping_safe").editor
    assert isinstance(again, LongTextEditor)
    again.box.setFocus()
    again.box.selectAll()
    QTest.keyClicks(again.box, other)
    QTest.keyClick(again.box, Qt.Key.Key_Tab)
    assert page.answers["keeping_safe"] == other


def test_abuse_named_in_an_agreement_with_the_family_warns_of_who_brings_the_child(
    made: Made, window: MainWindow, qtbot: QtBot
) -> None:
    store = VaultStore(made.session, form_id="agree_family", family_id=made.family)
    store.save({"event": "2026-11-12T13:00", "about": ["c1"], "abuse": "not_known"})
    assert "@abuse" not in made.session.context(made.family).facts
    store.save({"event": "2026-11-12T13:00", "about": ["c1"], "abuse": "yes"})
    assert made.session.context(made.family).facts["@abuse"] == "yes"
    page = opened(made, window, qtbot, "agree_child", "where")
    options = named(page, "Who brings the child", QComboBox)
    options.setFocus()
    choose(page, "Who brings the child", "Basil Quill")
    QTest.keyClick(options, Qt.Key.Key_Tab)
    box = box_of(page, "brings")
    qtbot.waitUntil(
        lambda: "A record of this family speaks of domestic abuse." in box.sentences(), timeout=3000
    )


def test_pictures_that_cannot_be_taken_say_why_and_nothing_is_lost(
    made: Made, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    heavy = tmp_path / "heavy.jpg"
    with heavy.open("wb") as file:
        file.truncate(60 * 1024 * 1024)
    page = opened(made, window, qtbot, "voice", "said")
    box_of(page, "observed").set_value("He laughed at the rain.", page.answers)
    box_of(page, "observed").changed.emit()
    editor = box_of(page, "drawings").editor
    assert isinstance(editor, FilesEditor)
    editor.add_files([save(tmp_path / "good.png", png())])
    for bad, words in (
        (heavy, "60 MB"),
        (save(tmp_path / "snail.jpg", b"MZ\x90\x00" + bytes(500)), pictures_in.IsProgram.sentence),
        (save(tmp_path / "broken.jpg", jpeg()[:900]), pictures_in.PictureBroken.sentence),
        (save(tmp_path / "vast.png", huge_png(20_000, 20_000)), "20,000 by 20,000"),
    ):
        editor.add_files([bad])
        assert editor.fault.isVisibleTo(page)
        assert words in editor.fault.text()
        assert len(editor.value()) == 1
    assert page.flush()
    store = page.store
    assert isinstance(store, VaultStore)
    kept = made.vault.records.get(store.record_id).answers
    assert kept["observed"] == "He laughed at the rain."
    assert [row["name"] for row in kept["drawings"]] == ["good.png"]
    assert [one.name for one in made.vault.attachments.of(store.record_id)] == ["good.png"]


def test_where_a_drawing_was_photographed_is_not_kept(
    made: Made, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(made, window, qtbot, "voice", "said")
    photo = jpeg()
    assert PLACE in photo
    editor = box_of(page, "drawings").editor
    assert isinstance(editor, FilesEditor)
    editor.add_files([save(tmp_path / "drawing.jpg", photo)])
    assert isinstance(page.store, VaultStore)
    (kept,) = made.vault.attachments.of(page.store.record_id)
    assert PLACE not in made.vault.attachments.get(kept.id).data


def test_a_drawn_signature_is_the_drawing_when_the_record_is_read(
    made: Made, window: MainWindow, qtbot: QtBot
) -> None:
    store = VaultStore(made.session, form_id="agree_child", family_id=made.family)
    row = {"id": "s", "name": "Wren", "role": "Child", "how": "drawn", "date": "2026-11-12"}
    other = {"id": "t", "name": "Tansy", "role": "Worker", "how": "paper", "date": "2026-11-12"}
    strokes = [[[0.1, 0.5], [0.5, 0.8], [0.9, 0.2]]]
    answers = {
        **store.answers(),
        "about": ["c1"],
        "event": "2026-11-12T13:10",
        "signed": [{**row, "strokes": strokes}, other],
    }
    store.save(answers)
    store.finish(answers)
    page = record_page(made.session, window, record_id=store.record_id)
    qtbot.addWidget(page)
    shown(page)
    settle()
    drawn = [label for label in page.findChildren(QLabel) if "drawn by" in label.accessibleName()]
    assert [label.accessibleName() for label in drawn] == ["Signature drawn by Wren"]
    assert not drawn[0].pixmap().isNull()
