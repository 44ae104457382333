"""The parts of the self test, in their order; each raises when what it tries does not work."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QLibraryInfo, QPluginLoader, Qt
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

if TYPE_CHECKING:
    from toolkit.ui.self_test import Story
    from toolkit.ui.session import Session

NAME = "Self test"
PASSPHRASE = "lantern otter maple thirteen"
"""Of invented records, thrown away after; it protects nothing."""
LOCKED_PICTURE = "unlock-after-lock.png"
FACTS = "Wren showed me the new shelf. Pip was pulling to stand."
PLUGINS = (
    *("platforms/*xcb.*", "platforms/*wayland.*", "platforms/*windows.*", "platforms/*cocoa.*"),
    *("printsupport/*", "styles/*"),
)
SPOKEN = "kettle badger window seventeen"


class DidNotWork(Exception):
    """A part did not do what it should; the words say what, and hold nothing of a record."""


def must(holds: object, words: str) -> None:
    """Raises DidNotWork with these words when something does not hold."""
    if not holds:
        raise DidNotWork(words)


def to_size(window: QWidget) -> None:
    """Makes a window as large as a common laptop's screen; on a small one the program shows it maximised."""
    window.showNormal()
    window.resize(1366, 768)


def check_picture(image: QImage) -> None:
    """Raises DidNotWork when a picture of a window shows nothing."""
    seen = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    must(len(seen) >= 20, "a window shows nothing")


def make_records(story: Story) -> None:
    """Goes through the four steps of new records, and writes the code down by hand as one may without a printer."""

    story.app.show_first(story.vault)
    first = story.app.first
    assert first is not None
    to_size(first)
    story.picture(first, "unlock.png")
    first.show_create()
    page = first.create_page
    assert page is not None
    page.place._parent = story.folder
    page.place.line.setText(NAME)
    story.picture(first, "new-records.png")
    page.next()
    page.passphrase.fields.row.line.setText(PASSPHRASE)
    page.passphrase.fields.again.setText(PASSPHRASE)
    page.next()
    page.sheet.reveal()
    groups = page.sheet._sheet.groups if page.sheet._sheet is not None else ()
    for number, box, _frame in page.sheet.boxes:
        box.setText(groups[number - 1])
    page.next()
    story.wait(lambda: page.at() == 3, "the records were not made")
    page.ready.who.setText("Tansy Dunnock")
    page.ready.role.setText("health visitor")
    for row in page.ready.rows:
        row.not_yet.setChecked(True)
    page.next()
    story.wait(lambda: story.app.window is not None, "the window did not open")
    window = story.app.window
    assert window is not None
    to_size(window)
    story.picture(window, "today.png")


def write_note(story: Story) -> None:
    """Makes a family file and a note, types into it and finishes it."""
    from toolkit.ui.form_view import RecordPage
    from toolkit.ui.record.asking import GO
    from toolkit.ui.record_store import VaultStore

    window, session = story.app.window, open_session(story)
    assert window is not None
    family = VaultStore(session, form_id="family")
    answers = {
        "family_name": "Thistlewick",
        "children": [{"id": "c1", "unborn": "no", "name": "Wren Thistlewick", "birth": "2019-05-02"}],
        "adults": [{"id": "a1", "name": "Sorrel Thistlewick", "roles": ["mother"]}],
    }
    family.save(answers)
    family.close(answers)
    story.family = family.record_id
    note = VaultStore(session, form_id="case_note", family_id=story.family)
    today = session.today().isoformat()
    note.save(
        {
            "contact": "home_announced",
            "event": f"{today}T00:00",
            "about": ["c1"],
            "purpose": "To see how the week went",
            "seen": [{"id": "c1", "person": "c1", "seen": "yes", "spoken": "yes", "alone": "no"}],
            "worry": "no",
            "significant": "no",
            "voice": [{"id": "c1", "person": "c1", "words": "I like it when Gran stays."}],
            "actions": {"none": True},
        }
    )
    story.note = note.record_id
    window.record(story.note, "facts")
    # The page goes to its field a moment after it was opened.
    story.rest(200)
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    assert page.edit.column is not None
    box = text_box(page.edit.column.box_for("facts"))
    box.insertPlainText(FACTS)
    story.rest(200)
    story.picture(window, "note.png")
    page.finish()
    must(page.dialog, "it was not asked whether to finish")
    assert page.dialog is not None
    page.dialog.done(GO)
    story.rest()
    must(session.vault.records.get(story.note).status == "final", "the note is not final")
    story.picture(window, "note-finished.png")


def leave_as_word(story: Story) -> None:
    """Makes the Word document and the PDF of the note, reads them back, and looks for them under Sent out."""
    from toolkit.ui.release_leaving import Ways
    from toolkit.ui.release_page import ReleasePage
    from toolkit.ui.release_parts import WORKING, How

    window, session = story.app.window, open_session(story)
    assert window is not None
    session.ways = Ways(place=lambda _parent, offered: story.folder / offered.name)
    ways: tuple[tuple[How, str], ...] = (("word", "docx"), ("pdf", "pdf"))
    for how, ending in ways:
        window.release(story.note, how)
        page = window.page
        assert isinstance(page, ReleasePage)
        page.who.who.set_value(WORKING)
        page.who.who.changed.emit()
        must(page.leave(how), page.foot.saved_text())
        (made,) = story.folder.glob(f"*.{ending}")
        if ending == "docx":
            story.picture(window, "before-you-print.png")
            must(FACTS.encode() in body_of(made.read_bytes()), "the Word document lacks what was written")
        else:
            must(made.read_bytes()[:5] == b"%PDF-", "the PDF cannot be read")
    must(len(session.vault.releases.of(story.family)) == 2, "what was sent out was not noted")


def protect_word(story: Story) -> None:
    """Puts a password on the Word document, in Word's own way."""
    from toolkit.export.locked import protect

    (made,) = story.folder.glob("*.docx")
    locked = protect(made.read_bytes(), SPOKEN)
    must(locked[:4] == b"\xd0\xcf\x11\xe0" and FACTS.encode() not in locked, "the document is not locked")


def fill_agency_form(story: Story) -> None:
    """Fills a Word form of somebody else, in the process of its own that this needs."""
    from toolkit.export import word
    from toolkit.export.agency_template import fill
    from toolkit.export.stamp import Stamp
    from toolkit.forms.blocks import Outline, Paragraph

    asks = Outline(title="Form", audience="practitioner", blocks=(Paragraph(text="About {{ child.name }}"),))
    stamp = Stamp(printed_by="", printed_on=open_session(story).now(), record_name="Form")
    filled = fill(word.document(asks, stamp), {"child": {"name": "Wren Thistlewick"}})
    must(b"About Wren Thistlewick" in body_of(filled), "the form lacks the name")


def body_of(content: bytes) -> bytes:
    """The body of a Word document, as it lies in the file."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read("word/document.xml")


def hand_over(story: Story) -> None:
    """Seals the family for a colleague, opens the file again and compares."""
    from toolkit.vault.handover import HandOvers
    from toolkit.vault.handover_format import read, to_bytes
    from toolkit.vault.handover_import import Taking
    from toolkit.vault.sealing import seal, unseal

    session = open_session(story)
    bundle = HandOvers(session.vault).gather(story.family, None, session.author())
    sealed = seal(to_bytes(bundle), words=SPOKEN)
    must(b"Wren" not in sealed, "it is not sealed")
    opened = read(unseal(sealed, words=SPOKEN))
    plan = Taking(session.vault).plan(opened)
    must(len(opened.records) == 2 and plan.count("same") == 2, "it does not hold what was given")


def back_up(story: Story) -> None:
    """Makes a backup and opens it as a trial."""
    from toolkit.forms import catalogue
    from toolkit.vault import backup

    vault = open_session(story).vault
    done = backup.make(vault, story.folder / "backups")
    with backup.trial(done.path, PASSPHRASE, catalogue_for=catalogue.load) as trial:
        must(trial.summary.records == vault.summary().records, "it does not hold what was there")


def find_words(story: Story) -> None:
    """Finds the note by a word in it, and the family by a name half heard."""
    session = open_session(story)
    must(story.note in [hit.record_id for hit in session.vault.search.find("shelf")], "a word was not found")
    must(session.names().find("Thisslewick"), "a name spelt wrong was not found")


def read_words(_story: Story) -> None:
    """Counts syllables, judges a passphrase and knows a bank holiday."""
    from datetime import date

    from toolkit.forms.working_days import bank_holiday_names
    from toolkit.practice import plain_words
    from toolkit.ui.passphrase import judge

    must(plain_words.load().syllables("conversation") >= 3, "syllables are not counted")
    must(not judge("password").enough and judge(PASSPHRASE).enough, "a passphrase is judged wrong")
    must(bank_holiday_names(2026).get(date(2026, 12, 25)) == "Christmas Day", "a bank holiday is not known")


def spell(_story: Story) -> None:
    """Finds the British dictionary."""
    from toolkit.ui.spelling import british

    found = british()
    must(found, "this computer has no British dictionary; nothing is underlined, the rest works")
    assert found is not None
    must(found.check("colour") and not found.check("colur"), "the dictionary does not know British English")


def show_pictures(_story: Story) -> None:
    """Draws icons and knows the pictures a worker may put in."""
    from toolkit.ui.icons import IconFont

    font = IconFont()
    must(font.has("lock-key") and not font.path("house").isEmpty(), "the icons are missing")
    kinds = {bytes(kind.data()) for kind in QImageReader.supportedImageFormats()}
    must(kinds >= {b"png", b"jpeg", b"webp", b"svg"}, "a kind of picture cannot be read")
    image, held = QImage(8, 8, QImage.Format.Format_RGB32), QBuffer()
    image.fill(Qt.GlobalColor.white)
    held.open(QIODevice.OpenModeFlag.ReadWrite)
    must(image.save(held, "JPEG"), "a photo cannot be kept")  # type: ignore[call-overload]


def lock(story: Story) -> None:
    """Locks: the records are closed, and a new process shows the unlock window."""

    story.app.lock()
    must(story.app.window is None and len(story.started) == 1, "it did not lock")
    process = story.started[0]
    story.wait(lambda: process.poll() is not None, "the new window did not come")
    image = QImage(str(story.folder / LOCKED_PICTURE))
    must(process.returncode == 0 and not image.isNull(), "the new window did not come")
    check_picture(image)


def unlock(story: Story) -> None:
    """Opens the records again with the passphrase; the note is as it was."""

    story.app.show_first(story.vault)
    assert story.app.first is not None
    form = story.app.first.unlock.form
    line = form.findChildren(QLineEdit)[0]
    line.setText(PASSPHRASE)
    form.try_it()
    story.wait(lambda: story.app.window is not None, "the records did not open")
    kept = open_session(story).vault.records.get(story.note)
    must(kept.status == "final" and kept.answers.get("facts") == FACTS, "the note is not as it was")
    found = open_session(story).vault.check(quick=False)
    must(all(finding.grade not in ("WARN", "CRITICAL") for finding in found), "the records are not sound")


def hear_the_desktop(_story: Story) -> None:
    """Has what it takes to hear the computer being locked, where there is such a thing."""
    if sys.platform == "linux":
        from PySide6.QtDBus import QDBusConnection

        QDBusConnection.sessionBus()


def use_what_was_fixed(story: Story) -> None:
    """Reads the settings that an organisation fixed on this computer, where it fixed any."""
    from toolkit import paths
    from toolkit.settings import Settings
    from toolkit.ui import managed

    settings = Settings.load(story.folder / "settings", managed=paths.managed_settings())
    managed.look(replace(open_session(story), settings=settings))
    must(not settings.notice, settings.notice)


def load_plugins(_story: Story) -> None:
    """Loads the parts of Qt that open windows and ask for printers, which stand on libraries of the system."""
    top = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    found = [file for name in PLUGINS for file in sorted(top.glob(name))]
    must(len(found) >= 2, "parts of Qt are missing")
    for file in found:
        loader = QPluginLoader(str(file))
        must(loader.load(), f"{file.name} needs a library of the system that is missing")


def open_session(story: Story) -> Session:
    """The open records."""
    assert story.app.session is not None
    return story.app.session


def text_box(root: QWidget | None) -> QTextEdit:
    """The box for words in a field."""
    assert root is not None
    return root if isinstance(root, QTextEdit) else root.findChildren(QTextEdit)[0]


ALL: tuple[tuple[str, Callable[[Story], None]], ...] = (
    ("New records are made", make_records),
    ("A note is written and finished", write_note),
    ("It leaves as Word and PDF, and both can be read", leave_as_word),
    ("A password goes on a Word document", protect_word),
    ("An agency's own Word form is filled", fill_agency_form),
    ("A hand-over is sealed and opened", hand_over),
    ("A backup is made and opened", back_up),
    ("Words and names are found", find_words),
    ("Words, passphrases and days are judged", read_words),
    ("Spelling in British English", spell),
    ("Icons and pictures", show_pictures),
    ("The desktop's own lock is heard", hear_the_desktop),
    ("What windows and printers stand on", load_plugins),
    ("What was set for everybody can be used", use_what_was_fixed),
    ("Lock starts the program afresh", lock),
    ("The records open again and are sound", unlock),
)
"""What is tried, in these words."""
NEEDED = (make_records, write_note)
"""Without these the rest has nothing to work with."""
