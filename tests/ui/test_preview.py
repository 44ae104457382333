"""The preview, and the page before anything leaves: driven as a person would, with real files and a real printer file."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from unittest import mock

import docx
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QStyle, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from tests.export.reading import words_of
from tests.export.samples import CHILD, STAMP, many_rows, outline
from tests.helpers import assert_freed, disk_fault, files_holding
from tests.ui.fit import assert_fits
from toolkit.errors import DiskFull, ToolkitError
from toolkit.export.files import NotWritten
from toolkit.forms.blocks import Answer, Outline, Warn, text_of
from toolkit.forms.left_out import LeftThing
from toolkit.forms.people import PersonRef
from toolkit.forms.vocabulary import Audience
from toolkit.practice.household import WarningLine
from toolkit.practice.leaving import Finder
from toolkit.ui.preview import PreviewPage
from toolkit.ui.printing import Paper
from toolkit.ui.release_leaving import NoPrinter, Ways, ask_place, ask_printer
from toolkit.ui.release_left_out import LeftOut
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.release_parts import ReleaseAnswer, ReleaseRequest
from toolkit.ui.theme import TEXT_SIZES, Theme
from toolkit.ui.widgets import Banner, HeadingLabel

PEOPLE = (
    PersonRef(id="c1", name="Wren", group="child"),
    PersonRef(id="c2", name="Pip", group="child"),
    PersonRef(id="c3", name="Unborn baby", group="child", unborn=True),
    PersonRef(id="a1", name="Sorrel Thistlewick", group="adult"),
    PersonRef(id="a2", name="Ash Quill", group="adult", risk=True),
    PersonRef(id="a3", name="Nettie Thistlewick", group="adult", status="died"),
    PersonRef(id="p1", name="Maple Fenn", group="professional", relation="teacher, Acorn school"),
)
SECRET = "Worker only: zaffrecanary"
LEFT_OUT = (
    ("Domestic abuse or control", "Never on a family or child copy"),
    ("What others reported", "About other people, or told by others"),
)
PLAIN = Answer(label="What I saw", lines=("Pip slept in the sling.",))


CAUTION = "The family file says: do not share with Ash Quill. Court order."


def caution(person_id: str, typed: str) -> list[str]:
    """What speaks against Ash Quill."""
    return [CAUTION] if person_id == "a2" or typed == "Ash Quill" else []


def warning(code: str, words: str) -> WarningLine:
    """A warning of the family file about Ash Quill."""
    return WarningLine("A warning: Ash Quill", words, None, False, code)


def made(audience: Audience, _person: str) -> Outline:
    """A note whose family and child copies leave something out."""
    if audience == "practitioner":
        return outline(Warn(text=SECRET), PLAIN)
    return outline(PLAIN, audience=audience, left_out=LEFT_OUT)


@dataclass
class Desk:
    """The page with what a person would be asked, and what was noted."""

    page: ReleasePage
    folder: Path
    noted: list[ReleaseAnswer] = field(default_factory=list)
    offered: list[Path] = field(default_factory=list)
    made_for: list[tuple[str, str]] = field(default_factory=list)
    back: list[bool] = field(default_factory=list)
    refuses: ToolkitError | None = None
    place: Callable[[Path], Path | None] = lambda path: path
    cancels_print: bool = False

    def press(self, words: str) -> None:
        """Presses a button of the bottom bar."""
        QTest.mouseClick(self.page.foot.button(words), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def choose(self, who: str) -> None:
        """Chooses for whom it is."""
        button = next(b for b in self.page.who.who.buttons() if b.text() == who)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def person(self, name: str) -> None:
        """Chooses somebody of the list."""
        box = self.page.who.person
        box.setCurrentIndex(box.findText(name))
        box.activated.emit(box.currentIndex())

    def answer(self, words: str) -> None:
        """Answers whether it could be found."""
        button = next(b for b in self.page.home.safe.buttons() if b.text() == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def said(self) -> str:
        """What the bottom bar says."""
        return self.page.foot.saved_text()


@pytest.fixture
def make_desk(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Callable[..., Desk]:
    """Gives a function that opens the page: `make_desk(warnings=(warning("no_paper", "..."),))`."""

    def make(
        outlines: Callable[[Audience, str], Outline] = made,
        size: tuple[int, int] = (1282, 704),
        **more: object,
    ) -> Desk:
        values: dict[str, object] = {
            "title": "Case note: home visit",
            "caption": "version 1, draft  ·  Thistlewick family",
            "kind": "Case note",
            "stamp": STAMP,
            "event": datetime(2026, 11, 12, 10, 5),
            "folder": tmp_path,
            **more,
        }

        def outline_for(audience: Audience, person: str) -> Outline:
            desk.made_for.append((audience, person))
            return outlines(audience, person)

        def note(answer: ReleaseAnswer) -> None:
            if desk.refuses is not None:
                raise desk.refuses
            desk.noted.append(answer)

        def place(_parent: QWidget, offered: Path) -> Path | None:
            desk.offered.append(offered)
            return desk.place(offered)

        def printer(_parent: QWidget, _paper: Paper) -> QPrinter | None:
            if desk.cancels_print:
                return None
            found = QPrinter(QPrinter.PrinterMode.HighResolution)
            found.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            found.setOutputFileName(str(tmp_path / "printed.pdf"))
            return found

        page = ReleasePage(
            theme,
            ReleaseRequest(**values),  # type: ignore[arg-type]
            outline_for,
            PEOPLE,
            note,
            lambda: desk.back.append(True),
            ways=Ways(place, printer),
        )
        desk = Desk(page, tmp_path)
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        page.opened()
        QApplication.processEvents()
        return desk

    return make


# Who it is for


def test_nothing_leaves_until_it_is_known_for_whom(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    assert desk.said() == "This will be noted under Sent out. What, for whom, version, when and why."
    for words in ("Print", "Word", "PDF"):
        desk.press(words)
        assert desk.said() == "Choose who it is for."
    desk.choose("Another agency")
    desk.press("Word")
    assert desk.said() == "Say who gets it. Without a name nothing leaves."
    assert desk.page.who.person_field.state() == "missing"
    desk.person("Someone else")
    desk.press("Word")
    assert desk.page.who.name_field.state() == "missing"
    desk.page.who.name.setText("   ")
    desk.press("Word")
    assert desk.noted == []
    assert desk.offered == []
    assert list(desk.folder.iterdir()) == []


def test_an_agency_gets_the_whole_record_and_it_is_noted(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.choose("Another agency")
    desk.person("Maple Fenn (teacher, Acorn school)")
    desk.press("Word")
    assert desk.offered == [desk.folder / "F-2041 case note 2026-11-12 draft.docx"]
    file = desk.offered[0]
    assert words_of(file) == text_of(made("practitioner", ""))
    (answer,) = desk.noted
    assert (answer.audience, answer.recipient, answer.how, answer.why) == (
        "another agency",
        "Maple Fenn (teacher, Acorn school)",
        "Word document",
        "",
    )
    assert answer.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert answer.outline == made("practitioner", "")
    assert desk.said() == "Saved as F-2041 case note 2026-11-12 draft.docx. Noted under Sent out."
    foot = [p.text for p in docx.Document(str(file)).sections[0].footer.paragraphs]
    assert any("Copy for Maple Fenn" in line for line in foot)
    desk.press("Done")
    assert desk.back == [True]


def test_own_working_copy_needs_no_name(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.choose("My own working copy")
    assert desk.page.home.isHidden()
    desk.press("PDF")
    assert desk.noted[0].audience == "my own working copy"
    assert desk.noted[0].recipient == ""
    pages = [page.extract_text() for page in PdfReader(str(desk.offered[0])).pages]
    assert "zaffrecanary" in pages[0]
    assert desk.offered[0].name == "F-2041 case note 2026-11-12 draft.pdf"


def test_court_and_organisation_are_named_by_hand(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    for who in ("Court or other", "My organisation"):
        desk.choose(who)
        assert desk.page.who.person_field.isHidden()
        desk.page.who.name.setFocus()
        QTest.keyClicks(desk.page.who.name, "  Family  Court at Examplebridge ")
        desk.press("PDF")
        assert desk.noted[-1].recipient == "Family Court at Examplebridge"
    assert [answer.audience for answer in desk.noted] == ["court or other", "my organisation"]


def test_only_the_living_and_born_are_offered(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.choose("Family")
    box = desk.page.who.person
    assert [box.itemText(i) for i in range(box.count())] == [
        "Choose who",
        "Sorrel Thistlewick",
        "Ash Quill",
        "Someone else",
    ]
    desk.choose("Child")
    assert [box.itemText(i) for i in range(box.count())] == ["Choose who", "Wren", "Pip", "Someone else"]


def test_nothing_goes_past_a_caution_without_a_reason(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(cautions=caution)
    who = desk.page.who
    desk.choose("Family")
    desk.person("Sorrel Thistlewick")
    assert who.risk.isHidden()
    assert who.reason_field.isHidden()
    desk.person("Ash Quill")
    assert not who.risk.isHidden()
    assert who.risk.text().splitlines()[0] == CAUTION
    desk.answer("No")
    desk.page.home.choose("full")
    for words in ("Word", "PDF", "Print"):
        desk.press(words)
        assert desk.said() == "Read the caution, then write why it goes to them all the same."
        assert who.reason_field.state() == "missing"
    assert desk.noted == []
    assert list(desk.folder.iterdir()) == []
    QTest.keyClicks(who.reason, "Ordered by the court.")
    desk.press("PDF")
    assert desk.noted[0].why == (
        "Not likely to be found by someone who may cause harm. Ordered by the court."
    )
    desk.person("Sorrel Thistlewick")
    desk.person("Ash Quill")
    assert who.reason.value() == ""


def test_a_name_written_by_hand_meets_the_same_caution(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(cautions=caution)
    desk.choose("Court or other")
    QTest.keyClicks(desk.page.who.name, "Ash Quill")
    assert not desk.page.leave("word")
    assert not desk.page.who.risk.isHidden()
    assert desk.noted == []
    desk.page.who.name.setText("Court at Examplebridge")
    assert desk.page.leave("word")
    assert desk.page.who.risk.isHidden()
    assert desk.noted[0].why == ""


def test_a_caution_does_not_ask_why_nothing_was_left(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(cautions=caution)
    desk.choose("Family")
    desk.person("Ash Quill")
    desk.answer("Yes")
    desk.press("Leave nothing, and note it")
    assert desk.noted[0].why == "Could be found by someone who may cause harm."


def test_a_long_name_in_the_list_is_whole_or_told_on_hover(
    make_theme: Callable[..., Theme], qtbot: QtBot, tmp_path: Path
) -> None:
    words = "Juniper Vetch (School nurse, Examplebridge Community Health)"
    people = (
        PersonRef(
            id="p9",
            name="Juniper Vetch",
            group="professional",
            relation="School nurse, Examplebridge Community Health",
        ),
    )
    request = ReleaseRequest(title="Case note", stamp=STAMP, folder=tmp_path)
    page = ReleasePage(make_theme(), request, made, people, print, print)
    qtbot.addWidget(page)
    page.resize(1282, 704)
    page.show()
    page.who.who.buttons()[2].click()
    box = page.who.person
    box.set_value("p9")
    box.changed.emit()
    QApplication.processEvents()
    assert box.toolTip() == words
    assert box.itemData(1, Qt.ItemDataRole.ToolTipRole) == words
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    assert room.width() >= box.fontMetrics().horizontalAdvance(words)


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_bottom_line_is_a_whole_sentence(
    make_theme: Callable[..., Theme], qtbot: QtBot, text_size: int, tmp_path: Path
) -> None:
    request = ReleaseRequest(title="Case note", stamp=STAMP, folder=tmp_path)
    page = ReleasePage(make_theme(text_size=text_size), request, made, PEOPLE, print, print)
    qtbot.addWidget(page)
    page.resize(1282, 704)
    page.show()
    QApplication.processEvents()
    shown = [label for label in page.foot.findChildren(HeadingLabel) if label.isVisible()]
    assert shown
    assert all(label.text().endswith(".") for label in shown)


@pytest.mark.parametrize(
    ("kind", "tone"),
    [("no_paper", "red"), ("address_hidden", "red"), ("do_not_share", "red"), ("pairs", "amber")],
)
def test_a_warning_says_whom_it_is_about(make_desk: Callable[..., Desk], kind: str, tone: str) -> None:
    desk = make_desk(warnings=(warning(kind, "Not this address."),))
    (banner,) = desk.page.findChildren(Banner)
    assert banner.accessibleName() == "A warning: Ash Quill. Not this address."
    drawn = banner.grab().toImage()
    assert drawn.pixelColor(2, drawn.height() // 2) == desk.page.theme.colour(f"{tone}-line")


@pytest.mark.parametrize(
    ("copies", "who", "audience"),
    [
        (("practitioner", "family"), "Family", "family"),
        (("practitioner", "family"), "Child", "family"),
        (("practitioner", "family", "child"), "Child", "child"),
        (("practitioner", "child"), "Family", "child"),
        (("practitioner", "family", "child"), "Another agency", "practitioner"),
    ],
)
def test_each_reader_gets_the_outline_for_them(
    make_desk: Callable[..., Desk], copies: tuple[str, ...], who: str, audience: str
) -> None:
    desk = make_desk(copies=copies)
    desk.choose(who)
    assert desk.made_for[-1] == (audience, "")
    assert desk.page.paper is not None
    assert desk.page.paper.outline.audience == audience


def test_the_outline_knows_for_which_person_it_is(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.choose("Family")
    desk.person("Sorrel Thistlewick")
    assert desk.made_for[-1] == ("family", "a1")
    desk.person("Someone else")
    assert desk.made_for[-1] == ("family", "")


def test_a_form_without_a_family_copy_offers_none(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(copies=("practitioner",))
    assert desk.page.who.who.buttons()[0].text() == "Another agency"


# What is left out


def test_what_is_left_out_is_listed_and_cannot_be_put_in(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.choose("Family")
    desk.person("Sorrel Thistlewick")
    assert desk.page.left_out.heading.text() == "Left out of the copy for Sorrel Thistlewick"
    listed = desk.page.findChild(LeftOut)
    assert listed is not None
    words = {label.text() for label in listed.findChildren(QWidget) if hasattr(label, "text")}
    assert {"Domestic abuse or control", "Never on a family or child copy"} <= words
    assert not [button for button in listed.findChildren(QWidget) if button.inherits("QAbstractButton")]


def test_nothing_for_professionals_reaches_a_copy_for_the_home(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    for who, name in (("Family", "Sorrel Thistlewick"), ("Child", "Wren")):
        desk.choose(who)
        desk.person(name)
        if not desk.noted:
            # What was answered about the home stays answered for the next copy.
            desk.answer("No")
            desk.page.home.choose("full")
        for words in ("Word", "PDF", "Print"):
            desk.press(words)
    assert len(desk.noted) == 6
    assert files_holding(desk.folder, ["zaffrecanary", "Domestic abuse"]) == []
    for file in desk.folder.glob("*.pdf"):
        text = "".join(page.extract_text() for page in PdfReader(str(file)).pages)
        assert "Pip" in text
        assert "zaffrecanary" not in text


def test_names_of_other_families_are_pointed_out(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(look=lambda _outline: ["A name of another family is in it."])
    desk.choose("My organisation")
    labels = [label.text() for label in desk.page.left_out.findChildren(QWidget) if hasattr(label, "text")]
    assert "A name of another family is in it." in labels


def test_a_restricted_record_has_no_family_copy(make_desk: Callable[..., Desk]) -> None:
    def restricted(audience: Audience, _person: str) -> Outline:
        return outline(audience=audience, left_out=(("The whole record", "Restricted"),))

    desk = make_desk(restricted)
    desk.choose("Child")
    desk.person("Wren")
    desk.answer("No")
    desk.page.home.choose("full")
    desk.press("Word")
    assert desk.said() == "This record is restricted. There is no copy of it for the family."
    assert desk.noted == []
    assert list(desk.folder.iterdir()) == []


def test_an_outline_that_cannot_be_made_says_why(make_desk: Callable[..., Desk]) -> None:
    def broken(_audience: Audience, _person: str) -> Outline:
        raise ToolkitError("The record is gone.")

    desk = make_desk(broken)
    desk.choose("My own working copy")
    desk.press("Print")
    assert desk.said() == "The record is gone."
    desk.page.show_preview()
    assert desk.page.stack.currentIndex() == 0


# Safe in the home


def test_paper_for_a_home_asks_whether_it_is_safe(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.choose("Family")
    desk.person("Sorrel Thistlewick")
    desk.press("Print")
    assert desk.said() == "Answer whether someone who may cause harm could find it."
    desk.answer("No")
    desk.press("Print")
    assert desk.said() == "Choose what is left in the home."
    QTest.mouseClick(desk.page.home.full, Qt.MouseButton.LeftButton)
    desk.press("Print")
    assert desk.said() == "Sent to the printer. Noted under Sent out."
    assert desk.noted[0].how == "Printed"
    assert desk.noted[0].why == "Not likely to be found by someone who may cause harm."
    assert len(PdfReader(str(desk.folder / "printed.pdf")).pages) == 1


@pytest.mark.parametrize("answer", ["Yes", "Not known"])
def test_an_unsafe_full_copy_needs_a_reason(make_desk: Callable[..., Desk], answer: str) -> None:
    desk = make_desk()
    desk.choose("Child")
    desk.person("Pip")
    desk.answer(answer)
    assert desk.page.home.way() == "nothing"
    assert "You decide." in desk.page.home.advice.text()
    desk.page.home.choose("full")
    desk.press("Word")
    assert desk.said() == "Write why a full copy is left all the same."
    assert desk.noted == []
    QTest.keyClicks(desk.page.home.reason, "Gran keeps it.")
    desk.press("Word")
    assert desk.noted[0].why.endswith(" Gran keeps it.")


def test_leaving_nothing_is_noted_and_nothing_is_written(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.choose("Family")
    desk.person("Ash Quill")
    desk.answer("Yes")
    with pytest.raises(KeyError):
        desk.page.foot.button("Print")
    desk.press("Leave nothing, and note it")
    (answer,) = desk.noted
    assert (answer.how, answer.sha256) == ("Nothing left in the home", "")
    assert answer.why == "Could be found by someone who may cause harm."
    assert list(desk.folder.iterdir()) == []
    # The keys that print do not get round it.
    assert desk.page.leave("word")
    assert list(desk.folder.iterdir()) == []


@pytest.mark.parametrize("kind", ["no_paper", "address_hidden"])
def test_a_warning_presets_leaving_nothing(make_desk: Callable[..., Desk], kind: str) -> None:
    desk = make_desk(warnings=(warning(kind, "Not on paper."), warning("pairs", "Dog loose.")))
    desk.choose("Family")
    desk.person("Sorrel Thistlewick")
    assert desk.page.home.way() == "nothing"
    desk.answer("No")
    assert desk.page.home.way() == "nothing"
    desk.page.home.choose("full")
    desk.press("PDF")
    assert desk.said() == "Write why a full copy is left all the same."
    assert desk.noted == []


# Faults


def test_a_copy_that_cannot_be_noted_is_taken_back(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.refuses = DiskFull()
    desk.choose("My own working copy")
    for words in ("Word", "PDF"):
        desk.press(words)
        assert desk.said().startswith(
            "This copy could not be noted under Sent out, so the file was removed again."
        )
        assert list(desk.folder.iterdir()) == []
    desk.press("Print")
    assert desk.said().startswith("It was printed, but could not be noted")
    desk.refuses = None
    desk.press("Word")
    assert len(desk.noted) == 1


@pytest.mark.parametrize("words", ["Word", "PDF"])
def test_an_older_file_stays_until_the_new_one_is_noted(make_desk: Callable[..., Desk], words: str) -> None:
    desk = make_desk()
    desk.place = lambda path: path.with_name("mine" + path.suffix)
    older = desk.folder / ("mine.docx" if words == "Word" else "mine.pdf")
    older.write_bytes(b"older")
    desk.choose("My own working copy")
    desk.refuses = DiskFull()
    desk.press(words)
    assert "the file that stood there before was put back" in desk.said()
    assert older.read_bytes() == b"older"
    assert list(desk.folder.iterdir()) == [older]
    with disk_fault("os.fsync"):
        desk.press(words)
    assert "disk is full" in desk.said()
    assert older.read_bytes() == b"older"
    assert list(desk.folder.iterdir()) == [older]
    desk.refuses = None
    desk.press(words)
    assert hashlib.sha256(older.read_bytes()).hexdigest() == desk.noted[0].sha256
    assert list(desk.folder.iterdir()) == [older]


def test_an_older_file_that_cannot_be_put_back_is_told(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.place = lambda path: path.with_name("mine.docx")
    (desk.folder / "mine.docx").write_bytes(b"older")
    desk.choose("My own working copy")
    desk.refuses = DiskFull()
    with mock.patch("toolkit.ui.release_leaving.put_back", side_effect=NotWritten):
        desk.press("Word")
    assert "its name ends in .before" in desk.said()
    assert (desk.folder / "mine.docx.before").read_bytes() == b"older"


def test_a_copy_that_cannot_be_removed_again_is_told(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.choose("My own working copy")
    desk.refuses = DiskFull()
    with disk_fault("pathlib.Path.unlink", errno.EACCES):
        desk.press("Word")
    assert "could not be removed again" in desk.said()
    assert len(list(desk.folder.iterdir())) == 1


def test_a_folder_that_is_gone_is_said_and_nothing_noted(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.place = lambda path: path.parent / "stick" / path.name
    desk.choose("My own working copy")
    desk.press("Word")
    assert "no longer there" in desk.said()
    assert desk.noted == []


def test_thinking_again_leaves_everything(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.place = lambda _path: None
    desk.cancels_print = True
    desk.choose("My own working copy")
    for words in ("Word", "PDF", "Print"):
        desk.press(words)
    assert desk.noted == []
    assert list(desk.folder.iterdir()) == []
    desk.press("Cancel")
    assert desk.back == [True]


def test_no_printer_is_said(make_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    desk = make_desk()
    with pytest.raises(NoPrinter, match="save a PDF"):
        ask_printer(desk.page, Paper(CHILD, STAMP))


@pytest.mark.parametrize(
    ("chosen", "place"),
    [("", None), ("/x/note", "/x/note.docx"), ("/x/note.docx", "/x/note.docx"), ("/x/a.b", "/x/a.b.docx")],
)
def test_the_ending_is_kept(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, chosen: str, place: str | None
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (chosen, "")))
    parent = QWidget()
    assert ask_place(parent, Path("/x/offered.docx")) == (Path(place) if place else None)


# The page itself


def test_keys_print_and_save(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.page.activateWindow()
    desk.choose("My own working copy")
    QTest.keyClick(
        desk.page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    QTest.keyClick(desk.page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert [answer.how for answer in desk.noted] == ["Word document", "Printed"]


def test_what_was_asked_for_is_the_main_button(make_desk: Callable[..., Desk]) -> None:
    for how, words in (("word", "Word"), ("print", "Print")):
        desk = make_desk(how=how)
        assert desk.page.foot.button(words).property("kind") == "primary"


def test_the_preview_shows_the_copy_and_leads_out(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    page = desk.page
    assert page.view.paper is None
    page.show_preview()
    assert desk.said() == "Choose who it is for."
    desk.choose("Family")
    assert page.view.paper is page.paper
    assert page.pages.text() == "1 page"
    page.show_preview()
    assert page.preview is not None
    QTest.mouseClick(page.preview.bar.button("PDF"), Qt.MouseButton.LeftButton)
    # A name is missing, so the questions come back.
    assert page.stack.currentIndex() == 0
    assert desk.said() == "Say who gets it. Without a name nothing leaves."
    desk.choose("My own working copy")
    page.show_preview()
    assert page.preview.view.paper is page.paper
    QTest.mouseClick(page.preview.bar.button("Word"), Qt.MouseButton.LeftButton)
    assert desk.noted[0].how == "Word document"


def test_sheets_stand_side_by_side_where_there_is_room(qtbot: QtBot, theme: Theme) -> None:
    paper = Paper(outline(many_rows(60)), STAMP)
    nothing = {"on_back": print, "on_word": print, "on_pdf": print, "on_print": print}
    page = PreviewPage(theme, paper, **nothing)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(1282, 768)
    page.show()
    QApplication.processEvents()
    view = page.view
    assert view.columns() == 2
    assert len(view.sheets) == paper.count
    one, two, three = view.sheets[:3]
    assert one.y() == two.y() < three.y()
    assert abs(one.width() / one.height() - 210 / 297) < 0.01
    assert one.accessibleName() == f"Page 1 of {paper.count}"
    assert "Row 1" in one.accessibleDescription()
    assert one.image().width() >= one.width()
    assert page.bar.caption.whole_text() == f"Print preview  ·  version 1, draft  ·  {paper.count} pages, A4"
    page.resize(640, 700)
    QApplication.processEvents()
    assert view.columns() == 1
    assert view.sheets[0].width() <= view.viewport().width()
    page.opened()
    assert view.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("text_size", TEXT_SIZES)
@pytest.mark.parametrize("width", [1282, 640])
def test_no_words_are_cut(
    make_theme: Callable[..., Theme], qtbot: QtBot, text_size: int, width: int, tmp_path: Path
) -> None:
    theme = make_theme(text_size=text_size)
    request = ReleaseRequest(
        title="Case note: home visit",
        caption="version 1, draft",
        stamp=STAMP,
        warnings=(warning("no_paper", "Ash Quill reads what is left on the table."),),
        cautions=caution,
        look=lambda _outline: [],
        folder=tmp_path,
        copy_of=lambda asked: made(asked.audience, asked.person_id),
        things=lambda _asked: [
            LeftThing("told", "What others reported", "About other people, or told by others", True),
            LeftThing("abuse", "Domestic abuse or control seen, told or suspected?", "Never", False),
        ],
        finders=(Finder("Ash Quill", "sleeps there some nights, and may pose a risk", True),),
        carries=lambda _outline: ["an address", "a telephone number", "somebody’s own words"],
        discreet=lambda _outline: None,
        older=lambda: ["Nettie Thistlewick holds version 1, given on 3 November 2026."],
        ask_sharing=True,
        decisions=(("d1", "Shared with agreement, 12 November 2026"),),
    )
    page = ReleasePage(theme, request, made, PEOPLE, print, print)
    qtbot.addWidget(page)
    page.resize(width, 690)
    page.show()
    page.who.who.buttons()[0].click()
    page.home.safe.buttons()[2].click()
    page.home.choose("full")
    page.who.person.set_value("a2")
    page.who.person.changed.emit()
    assert not page.who.reason_field.isHidden()
    page.left_out.lines()[0].tick.setChecked(True)
    page.leave("word")
    assert_fits(page)
    page.home.choose("discreet")
    page.leave("word")
    assert_fits(page)
    page.who.who.buttons()[2].click()
    page.leave("word")
    assert_fits(page)
    assert page.side.isHidden() == (page.width() < theme.em(70))


def test_a_closed_page_is_freed(theme: Theme, tmp_path: Path) -> None:
    def make() -> ReleasePage:
        page = ReleasePage(
            theme, ReleaseRequest(title="", stamp=STAMP, folder=tmp_path), made, PEOPLE, print, print
        )
        page.who.who.buttons()[0].click()
        page.show_preview()
        return page

    def close(page: ReleasePage) -> None:
        page.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    assert_freed(make, close)


def test_every_part_can_be_named(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.choose("Family")
    for widget in desk.page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(desk.page):
            assert widget.accessibleName(), widget


def test_the_canary_is_in_the_copy_for_professionals() -> None:
    # Otherwise its absence from the others would prove nothing.
    assert SECRET in text_of(made("practitioner", ""))
    assert SECRET not in text_of(made("family", ""))
