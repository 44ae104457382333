"""Pictures: what is taken in and what is refused, and the editor they are added, looked at and taken out with."""

from __future__ import annotations

import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import files_holding
from tests.ui.drive import named, settle
from tests.ui.fit import assert_fits
from tests.ui.made import Made
from tests.ui.picture_helpers import (
    PLACE,
    MemoryAttach,
    colour_at,
    drawing,
    huge_png,
    jpeg,
    paged,
    png,
    save,
    written,
)
from tests.ui.record_helpers import CONTEXT, press, shown, type_in
from toolkit.errors import AttachmentEmpty, DiskFull, ToolkitError
from toolkit.export import word
from toolkit.forms.conditions import Scope
from toolkit.forms.records import childs_voice
from toolkit.forms.vocabulary import Files
from toolkit.ui import pictures_in
from toolkit.ui.editors import new_desk
from toolkit.ui.editors.files import FilesEditor
from toolkit.ui.editors.picture_parts import NO_PLACE, NOT_SHOWN
from toolkit.ui.main_window import MainWindow
from toolkit.ui.open_record import record_page
from toolkit.ui.pictures_in import read_picture, shown_picture, take_picture
from toolkit.ui.record_store import VaultStore
from toolkit.ui.release_record import Leaving
from toolkit.ui.theme import Theme

PART = Files(key="drawings", label="Drawings")
DRAWINGS = next(f.key for page in childs_voice.FORM.pages for f in page.fields if isinstance(f, Files))


# What is taken in


@pytest.mark.parametrize(
    ("form", "media"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/png")]
)
def test_a_picture_is_made_anew_with_its_colours(qtbot: QtBot, form: str, media: str) -> None:
    made = take_picture(written(drawing(), form), "Wren draws.xyz")
    assert (made.media, made.width, made.height) == (media, 300, 200)
    assert made.name == "Wren draws." + ("jpg" if form == "JPEG" else "png")
    image = shown_picture(made.data)
    assert [colour_at(image, 0.1, 0.5), colour_at(image, 0.9, 0.5)] == ["red", "blue"]


def test_where_it_was_taken_is_gone_and_it_stands_upright(qtbot: QtBot) -> None:
    content = jpeg(turned=True)
    assert PLACE in content
    made = take_picture(content)
    assert PLACE not in made.data
    assert b"Exif" not in made.data
    assert (made.width, made.height) == (200, 300)
    image = shown_picture(made.data)
    assert [colour_at(image, 0.5, 0.1), colour_at(image, 0.5, 0.9)] == ["red", "blue"]
    assert PLACE not in take_picture(png(text=PLACE)).data
    assert PLACE in png(text=PLACE)


def test_a_large_picture_is_made_smaller_and_keeps_its_shape(qtbot: QtBot) -> None:
    made = take_picture(written(drawing(4000, 1000), "JPEG"))
    assert (made.width, made.height) == (2400, 600)
    made = take_picture(png(3000, 6000))
    assert (made.width, made.height) == (1200, 2400)


REFUSED: list[tuple[str, Callable[[], bytes], type[ToolkitError], str]] = [
    ("empty", lambda: b"", AttachmentEmpty, "0 bytes"),
    ("program renamed", lambda: b"MZ\x90\x00" + bytes(500), pictures_in.IsProgram, "is a program"),
    ("other program", lambda: b"\x7fELF" + bytes(500), pictures_in.IsProgram, "is a program"),
    ("words", lambda: b"just words, no picture", pictures_in.NotAPicture, "not a picture"),
    ("svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", pictures_in.NotAPicture, "not a picture"),
    ("pdf", lambda: b"%PDF-1.7\n" + bytes(50), pictures_in.IsPdf, "This is a PDF"),
    ("heic", lambda: b"\x00\x00\x00\x18ftypheic" + bytes(50), pictures_in.IsHeic, "HEIC"),
    ("half a jpeg", lambda: jpeg()[:900], pictures_in.PictureBroken, "is damaged"),
    ("head of a jpeg", lambda: b"\xff\xd8\xff\xe0" + bytes(200), pictures_in.PictureBroken, "is damaged"),
    ("half a png", lambda: png(text=b"x")[:120], pictures_in.PictureBroken, "is damaged"),
    ("half a webp", lambda: written(drawing(), "WEBP")[:40], pictures_in.PictureBroken, "is damaged"),
    ("20,000 by 20,000", lambda: huge_png(20_000, 20_000), pictures_in.PictureTooWide, "20,000 by 20,000"),
    ("no height", lambda: huge_png(100, 0), pictures_in.PictureBroken, "is damaged"),
]


@pytest.mark.parametrize(("make", "kind", "words"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_is_no_safe_picture_is_refused_with_its_own_sentence(
    qtbot: QtBot, tmp_path: Path, make: Callable[[], bytes], kind: type[ToolkitError], words: str
) -> None:
    path = save(tmp_path / "Holiday.jpg", make())
    before = path.read_bytes()
    with pytest.raises(kind) as caught:
        read_picture(path)
    assert words in caught.value.sentence
    assert "Holiday" not in caught.value.sentence
    assert path.read_bytes() == before


def test_sixty_megabytes_are_not_even_read(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "long.jpg"
    with path.open("wb") as file:
        file.truncate(60 * 1024 * 1024)
    with pytest.raises(pictures_in.PictureTooHeavy, match=r"has 60 MB, and 25 MB is the most"):
        read_picture(path)
    with pytest.raises(pictures_in.PictureTooHeavy):
        take_picture(bytes(25 * 1024 * 1024 + 1))


def test_a_picture_far_too_wide_is_refused_before_it_is_opened(qtbot: QtBot) -> None:
    start = time.monotonic()
    with pytest.raises(pictures_in.PictureTooWide):
        take_picture(huge_png(60_000, 60_000))
    assert time.monotonic() - start < 0.5


def test_a_folder_and_a_file_that_went_are_refused(qtbot: QtBot, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.png"):
        with pytest.raises(pictures_in.FileUnreadable):
            read_picture(path)


def test_every_part_cut_off_is_refused_or_read_and_never_breaks(qtbot: QtBot) -> None:
    whole = png(40, 30)
    for end in range(0, len(whole), 7):
        with pytest.raises(ToolkitError):
            take_picture(whole[:end])


# The editor


@pytest.fixture
def attach() -> MemoryAttach:
    return MemoryAttach()


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme, attach: MemoryAttach) -> FilesEditor:
    made = FilesEditor(PART, new_desk(theme, attach=attach), Scope({}, CONTEXT))
    made.set_names("Drawings")
    made.set_value(None)
    qtbot.addWidget(made)
    shown(made, width=680)
    return made


def sends(editor: FilesEditor) -> list[int]:
    sent: list[int] = []
    editor.changed.connect(lambda: sent.append(1))
    return sent


def test_pictures_are_added_with_a_caption(editor: FilesEditor, attach: MemoryAttach, tmp_path: Path) -> None:
    paths = [save(tmp_path / "One.png", png()), save(tmp_path / "Two.jpg", jpeg())]
    editor.desk.choose_pictures = lambda _parent: paths
    sent = sends(editor)
    press(editor.add, Qt.Key.Key_Space)
    rows = editor.value()
    assert [(row["file"], row["name"], row["media"]) for row in rows] == [
        ("file0", "One.png", "image/png"),
        ("file1", "Two.jpg", "image/jpeg"),
    ]
    assert len({row["id"] for row in rows}) == 2
    assert len(sent) == 1
    assert (
        editor.total.text()
        == f"2 pictures, {pictures_in.size_words(sum(map(len, attach.kept.values())))} in all"
    )
    type_in(named(editor, "Drawings, picture 2, caption", QWidget), "My house")
    assert editor.value()[1]["caption"] == "My house"
    # A file chosen by mistake costs nothing: thinking better of it changes nothing.
    editor.desk.choose_pictures = lambda _parent: []
    before = editor.value()
    editor.add.click()
    assert editor.value() == before


def test_what_is_refused_says_why_and_the_rest_is_kept(editor: FilesEditor, tmp_path: Path) -> None:
    good, bad = save(tmp_path / "good.png", png()), save(tmp_path / "virus.jpg", b"MZ" + bytes(99))
    editor.add_files([bad])
    assert editor.fault.isVisible()
    assert editor.fault.text() == pictures_in.IsProgram.sentence
    assert editor.value() is None
    editor.add_files([good, bad])
    assert len(editor.value()) == 1
    assert editor.fault.text().startswith("virus.jpg: This file is a program")
    editor.add_files([good])
    assert not editor.fault.isVisible()
    assert len(editor.value()) == 2


def test_a_full_disk_and_no_vault_are_told(editor: FilesEditor, attach: MemoryAttach, tmp_path: Path) -> None:
    path = save(tmp_path / "good.png", png())
    attach.fault = DiskFull()
    editor.add_files([path])
    assert editor.fault.text() == DiskFull.sentence
    editor.desk.attach = None
    editor.add_files([path])
    assert editor.fault.text() == NO_PLACE
    assert editor.value() is None


def test_a_picture_is_taken_out_and_put_back(
    editor: FilesEditor, attach: MemoryAttach, tmp_path: Path
) -> None:
    editor.add_files([save(tmp_path / f"{n}.png", png()) for n in "abc"])
    before = editor.value()
    whole = [dict(row) for row in before]
    press(named(editor, "Drawings, take out picture 2", QWidget), Qt.Key.Key_Return)
    assert [row["name"] for row in editor.value()] == ["a.png", "c.png"]
    assert named(editor, "Drawings, take out picture 2", QWidget)
    assert editor.undo.isVisible()
    assert len(attach.kept) == 3, "its bytes are there as long as it can be put back"
    press(editor.undo.button, Qt.Key.Key_Space)
    assert editor.value() == whole
    assert not editor.undo.isVisible()
    for _ in range(3):
        editor.remove(editor.value()[0]["id"])
    assert editor.value() is None
    for _ in range(3):
        editor.put_back()
    assert editor.value() == whole


def test_what_is_not_touched_is_given_back_as_it_was(editor: FilesEditor) -> None:
    sent = sends(editor)
    for answer in (None, [{"file": "gone", "older": "kept"}], {"odd": 1}, []):
        editor.set_value(answer)
        assert editor.value() == answer
    assert not sent


def test_a_picture_that_is_not_there_says_so(editor: FilesEditor) -> None:
    editor.set_value([{"id": "a", "file": "gone", "name": "a.png", "media": "image/png"}])
    view = editor._views["a"]
    assert view.missing.isVisible()
    assert view.missing.text() == NOT_SHOWN
    view.thumb.click()
    settle()
    assert editor.large is not None
    editor.large.accept()


def test_it_is_looked_at_large_inside_the_program(editor: FilesEditor, tmp_path: Path) -> None:
    editor.add_files([save(tmp_path / "a.png", png())])
    press(named(editor, "Drawings, picture 1: look at it large", QWidget), Qt.Key.Key_Return)
    settle()
    assert editor.large is not None
    assert editor.large.isVisible()
    assert "a.png" not in editor.large.windowTitle()
    middle = editor.large.grab().toImage()
    assert colour_at(middle, 0.25, 0.5) == "red"
    assert colour_at(middle, 0.75, 0.5) == "blue"
    press(editor.large, Qt.Key.Key_Escape)
    settle()
    assert editor.value()


def test_pictures_are_dropped(editor: FilesEditor, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls(
        [QUrl.fromLocalFile(str(save(tmp_path / "a.png", png()))), QUrl("https://example.invalid/b.png")]
    )
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), action, mime, Qt.MouseButton.LeftButton, none)
    editor.dragEnterEvent(enter)
    assert enter.isAccepted()
    editor.dropEvent(QDropEvent(QPointF(5, 5), action, mime, Qt.MouseButton.LeftButton, none))
    assert [row["name"] for row in editor.value()] == ["a.png"]
    assert not editor._views[editor.value()[0]["id"]].caption.acceptDrops()


def test_the_keyboard_reaches_everything_and_all_has_a_name(editor: FilesEditor, tmp_path: Path) -> None:
    editor.add_files([save(tmp_path / f"{n}.png", png()) for n in "ab"])
    wanted = list(editor.controls())
    wanted[0].setFocus()
    seen = []
    for _ in wanted:
        seen.append(editor.window().focusWidget())
        QTest.keyClick(editor.window().focusWidget(), Qt.Key.Key_Tab)
    assert seen == wanted
    assert all(control.accessibleName().startswith("Drawings, ") for control in wanted)


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_is_cut(
    qtbot: QtBot, make_theme: Callable[..., Theme], attach: MemoryAttach, tmp_path: Path, size: int
) -> None:
    made = FilesEditor(PART, new_desk(make_theme(text_size=size), attach=attach), Scope({}, CONTEXT))
    made.set_names("Drawings")
    made.add_files([save(tmp_path / "a.png", png()), save(tmp_path / "b.pdf", b"%PDF-1")])
    made.remove(made.value()[0]["id"])
    made.put_back()
    page = paged(made, made.theme, 560)
    qtbot.addWidget(page)
    assert_fits(page)


# With the vault


def test_a_picture_goes_into_the_vault_and_nowhere_else(
    made: Made, qtbot: QtBot, tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the page of a new record to the finished one; no temporary file is even made."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file was made")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, never)
    outside = tmp_path / "outside"
    outside.mkdir()
    path = save(outside / "Zanzibarkettle.png", png(text=b"Quixoticlantern"))
    store = VaultStore(made.session, form_id="voice", family_id=made.family)
    editor = FilesEditor(PART, new_desk(made.session.theme, attach=store), Scope({}, CONTEXT))
    qtbot.addWidget(editor)
    editor.set_value(None)
    shown(editor, width=680)
    editor.add_files([path])
    rows = editor.value()
    assert store.record_id, "the record was made for it"
    assert [file.name for file in made.vault.attachments.of(store.record_id)] == ["Zanzibarkettle.png"]
    answers = {**store.answers(), "drawings": rows}
    store.save(answers)
    again = VaultStore(made.session, record_id=store.record_id)
    image = shown_picture(again.read(again.answers()["drawings"][0]["file"]))
    assert colour_at(image, 0.1, 0.5) == "red"
    store.finish(answers)
    assert again.read(rows[0]["file"]) == store.read(rows[0]["file"])
    made.vault.close()
    words = ["Zanzibarkettle", "Quixoticlantern"]
    path.unlink()
    assert files_holding(tmp_path, words) + files_holding(own_home, words) == []


def test_the_record_page_hands_its_editors_the_vault(made: Made, window: MainWindow, qtbot: QtBot) -> None:
    page = record_page(made.session, window, form_id="voice", family_id=made.family)
    qtbot.addWidget(page)
    assert isinstance(page.desk.attach, VaultStore)  # type: ignore[attr-defined]


def kept_voice(made: Made) -> tuple[VaultStore, bytes]:
    """A finished record of a child's voice with one drawing, and the bytes of it."""
    store = VaultStore(made.session, form_id="voice", family_id=made.family)
    picture = take_picture(png(), "a.png")
    kept = store.keep(picture.data, picture.name, picture.media)
    row = {"id": "a", "file": kept, "name": "a.png", "media": "image/png", "caption": "My three houses"}
    answers = {**store.answers(), "about": ["c1"], "event": "2026-11-12T13:10", DRAWINGS: [row]}
    store.save(answers)
    store.finish(answers)
    return store, picture.data


def test_a_finished_record_shows_its_pictures(made: Made, window: MainWindow, qtbot: QtBot) -> None:
    store, _ = kept_voice(made)
    page = record_page(made.session, window, record_id=store.record_id)
    qtbot.addWidget(page)
    shown(page)
    settle()
    assert page.read is not None  # type: ignore[attr-defined]
    labels = [label for label in page.findChildren(QLabel) if not label.pixmap().isNull()]
    seen = [label.pixmap().toImage() for label in labels if label.accessibleName() == "My three houses"]
    assert [(colour_at(image, 0.2, 0.5), colour_at(image, 0.8, 0.5)) for image in seen] == [("red", "blue")]


def test_a_copy_takes_its_pictures_along(made: Made, tmp_path: Path) -> None:
    store, data = kept_voice(made)
    leaving = Leaving(made.session, store.record_id)
    stamp = leaving.request("word").stamp
    assert stamp.photos is not None
    assert stamp.photos(made.vault.attachments.of(store.record_id)[0].id) == data
    assert stamp.photos("gone") is None
    target = tmp_path / "copy.docx"
    word.write(leaving.outline("practitioner", ""), stamp, target)
    with zipfile.ZipFile(target) as packed:
        pictures = [packed.read(name) for name in packed.namelist() if name.startswith("word/media/")]
    colours = [(colour_at(i, 0.2, 0.5), colour_at(i, 0.8, 0.5)) for i in map(shown_picture, pictures)]
    assert ("red", "blue") in colours
