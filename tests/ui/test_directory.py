"""The directory with the real widgets: empty, filtered, checked, taken in, on paper, noted for a named family; a thousand quick."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.directory_made import SERVICES, open_referral_file, services_in, table_file
from tests.ui.drive import press, settle
from tests.ui.fit import assert_fits
from tests.ui.made import Made, fill, make_session
from toolkit.errors import DiskFull, OpenedToReadOnly
from toolkit.practice.sheet import read_sheet
from toolkit.settings import Settings
from toolkit.ui.directory.page import DirectoryPage, ServiceLine, open_directory
from toolkit.ui.directory.sheet_page import Asked, SheetPage
from toolkit.ui.directory.store import Directory
from toolkit.ui.directory.take_in import RowLine, TakeInPage
from toolkit.ui.directory.topics import TopicsDialog
from toolkit.ui.editors.choices import Tick
from toolkit.ui.form_view import RecordPage
from toolkit.ui.handover.asks import Asks
from toolkit.ui.main_window import MainWindow
from toolkit.ui.preview import PreviewPage
from toolkit.ui.release_leaving import Ways
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import EmptyState


@pytest.fixture
def page(made: Made, window: MainWindow) -> DirectoryPage:
    services_in(made.session)
    return opened(made, window)


def opened(made: Made, window: MainWindow) -> DirectoryPage:
    open_directory(made.session, window)
    settle()
    assert isinstance(window.page, DirectoryPage)
    return window.page


def lines(page: QWidget) -> list[str]:
    return [line.service.name for line in page.findChildren(ServiceLine)]


def file_with(content: bytes, folder: Path, name: str) -> Asks:
    place = folder / name
    place.write_bytes(content)
    return Asks(open=lambda _parent, _kinds: place)


def taking(made: Made, window: MainWindow, asks: Asks) -> TakeInPage:
    window.show_page("guidance", lambda go: TakeInPage(made.session, go, asks))
    settle()
    assert isinstance(window.page, TakeInPage)
    window.page.choose()
    settle()
    return window.page


def sheet_page(made: Made, window: MainWindow, asked: Asked) -> SheetPage:
    window.show_page("guidance", lambda go: SheetPage(made.session, go, asked))
    settle()
    assert isinstance(window.page, SheetPage)
    return window.page


def test_without_a_service_there_are_two_ways_to_begin(made: Made, window: MainWindow) -> None:
    page = opened(made, window)
    assert len(page.findChildren(EmptyState)) == 2
    assert_fits(window)
    press(page, "Add a service")
    settle()
    assert isinstance(window.page, RecordPage)


def test_a_service_that_is_written_stands_in_the_list_with_its_history(
    made: Made, window: MainWindow
) -> None:
    page = opened(made, window)
    page.add()
    settle()
    record = window.page
    assert isinstance(record, RecordPage)
    assert record.answers["checked_on"] == "2026-11-12"
    assert record.answers["checked_by"] == "Tansy Dunnock"
    assert record.edit is not None
    record.edit.open_page("what")
    assert record.edit.column is not None
    box = record.edit.column.box_for("name")
    assert box is not None
    QTest.keyClicks(box.editor.controls()[0], "Toddle Inn")
    assert record.flush()
    window.back()
    settle()
    assert isinstance(window.page, DirectoryPage)
    assert lines(window.page) == ["Toddle Inn"]
    assert window.page.directory.services[0].answers["checked_by"] == "Tansy Dunnock"


def test_the_filters_narrow_the_list_and_are_kept_on_the_way_back(
    page: DirectoryPage, window: MainWindow
) -> None:
    assert lines(page) == [
        "Examplebridge Larder",
        "Lantern House Refuge Outreach",
        "Otterton Money Desk",
        "Safe At Home, Otterton",
    ]
    assert_fits(window)
    page.filters["topic"].set_value("Debt and finance")
    page.filters["topic"].changed.emit()
    settle()
    assert lines(page) == ["Examplebridge Larder", "Otterton Money Desk"]
    page.findChildren(ServiceLine)[0].open.click()
    settle()
    assert isinstance(window.page, RecordPage)
    window.back()
    settle()
    assert isinstance(window.page, DirectoryPage)
    assert lines(window.page) == ["Examplebridge Larder", "Otterton Money Desk"]
    assert window.page.filters["topic"].value() == "Debt and finance"


def test_words_that_fit_nothing_lead_back_to_all(page: DirectoryPage) -> None:
    assert page.search is not None
    QTest.keyClicks(page.search.line, "zebra")
    QTest.qWait(120)
    assert lines(page) == []
    press(page, "Show all")
    settle()
    assert len(lines(page)) == 4


def test_a_stale_entry_is_marked_and_checked_today_with_one_press(page: DirectoryPage, made: Made) -> None:
    press(page, "To be checked 1")
    settle()
    assert lines(page) == ["Otterton Money Desk"]
    service = page.findChildren(ServiceLine)[0].service
    before = made.vault.records.get(service.id).revision
    press(page, "Still right, checked today: Otterton Money Desk")
    settle()
    assert lines(page) == []
    kept = made.vault.records.get(service.id)
    assert kept.answers["checked_on"] == "2026-11-12"
    assert kept.answers["checked_by"] == "Tansy Dunnock"
    assert kept.revision == before + 1
    assert made.vault.records.get(service.id, before).answers["checked_on"] == "2025-03-03"


def test_topics_and_months_are_kept_in_the_vault(page: DirectoryPage, made: Made) -> None:
    dialog = TopicsDialog(page.directory, page)
    dialog.open()
    QTest.keyClicks(dialog.new, "Toy library")
    QTest.keyClick(dialog.new, Qt.Key.Key_Return)
    settle()
    press(dialog, "Take off the list: Bullying")
    dialog.months.set_value("24")
    dialog.months.changed.emit()
    settle()
    assert_fits(dialog)
    dialog.accept()
    names = page.directory.topics.names()
    assert "Toy library" in names
    assert "Bullying" not in names
    assert page.directory.months == 24
    assert not any(one.stale(made.session.today(), 24) for one in page.directory.services if not one.closed)


def test_a_topic_added_here_is_a_choice_like_the_others(made: Made, window: MainWindow) -> None:
    """What is on the list is offered in the form; what was taken off is offered no more, and stays where it is chosen."""
    page = opened(made, window)
    page.directory.set_topics(page.directory.topics.add("Toy library").without("Bullying"))
    made.session.vault.records.create(
        "service", None, {"name": "Old", "topics": ["bullying", "other: Sling library"]}, "Tansy Dunnock"
    )
    page = opened(made, window)
    page.add()
    settle()
    ticks = _topic_ticks(window)
    assert {"Toy library", "Sling library", "Bullying", "Food banks", "Other"} <= set(ticks)
    QTest.mouseClick(ticks["Toy library"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(ticks["Food banks"], Qt.MouseButton.LeftButton)
    record = window.page
    assert isinstance(record, RecordPage)
    assert sorted(record.answers["topics"]) == ["food", "other: Toy library"]
    assert record.flush()
    again = next(one for one in Directory(made.session).services if "Toy library" in one.topics)
    assert again.topics == ("Food banks", "Toy library")
    window.record(again.id)
    settle()
    ticks = _topic_ticks(window)
    assert ticks["Toy library"].isChecked()
    assert not ticks["Other"].isChecked()


def _topic_ticks(window: MainWindow) -> dict[str, Tick]:
    record = window.page
    assert isinstance(record, RecordPage)
    assert record.edit is not None
    record.edit.open_page("what")
    assert record.edit.column is not None
    box = record.edit.column.box_for("topics")
    assert box is not None
    return {tick.text(): tick for tick in box.editor.controls() if isinstance(tick, Tick)}


def test_the_table_out_is_read_again_and_holds_no_private_note(page: DirectoryPage, tmp_path: Path) -> None:
    place = tmp_path / "out.csv"
    page.asks = Asks(save=lambda _parent, _offered: place)
    page.save_table()
    read = read_sheet(place.read_bytes())
    assert len(read.rows) == len(SERVICES)
    assert b"back door" not in place.read_bytes()


def test_a_table_is_looked_at_and_kept(made: Made, window: MainWindow, tmp_path: Path) -> None:
    services_in(made.session)
    page = taking(made, window, file_with(table_file(), tmp_path, "in.csv"))
    said = [row.accessibleName() for row in page.findChildren(RowLine)]
    assert len(said) == 6
    assert said[0].startswith("Refused")
    assert_fits(window)
    assert page.coming() == 2
    near = next(row for row in page.findChildren(RowLine) if row.accessibleName().endswith("Telephone”."))
    assert isinstance(near.stands, QComboBox)
    near.stands.set_value("put")
    near.stands.changed.emit()
    assert page.coming() == 3
    settle()
    press(page, "Keep 3 services")
    settle()
    assert page.foot.saved_text().startswith("3 services kept")
    names = {one.name: one for one in page.directory.services}
    assert {"Toddle Inn", "Odd Number Advice"} <= set(names)
    larder = names["Examplebridge Larder"]
    assert larder.text("phone") == "01632 960199"
    assert larder.text("note") == "Ask for the back door when it is busy."
    assert made.vault.records.get(larder.id, 1).answers["phone"] == "01632 960101"
    assert len(page.directory.services) == len(SERVICES) + 2


def test_a_published_list_is_taken_in(made: Made, window: MainWindow, tmp_path: Path) -> None:
    page = taking(made, window, file_with(open_referral_file(), tmp_path, "services.json"))
    assert page.coming() == 1
    assert_fits(window)
    page.keep()
    assert [one.name for one in page.directory.services] == ["Quillfeather Talking Rooms"]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"\x00\x01", "in.csv", "not a CSV table"),
        (b"Colour\nblue\n", "in.csv", "No heading"),
        (b"{", "in.json", "not a list of services"),
        (b'{"version": "2.0", "contents": [{}]}', "in.json", "version 2.0"),
        (b" " * (21 * 1024 * 1024), "in.csv", "larger than 20 MB"),
    ],
)
def test_bad_files_change_nothing_and_say_so(
    made: Made, window: MainWindow, tmp_path: Path, content: bytes, name: str, said: str
) -> None:
    page = taking(made, window, file_with(content, tmp_path, name))
    assert said in page.foot.saved_text()
    assert page.coming() == 0
    assert page.directory.services == []


def test_all_or_nothing_is_kept_when_the_disk_is_full(
    made: Made, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = taking(made, window, file_with(table_file(), tmp_path, "in.csv"))
    close = type(made.vault.records).close_living
    calls: list[str] = []

    def full(records: object, record_id: str, *more: object) -> object:
        calls.append(record_id)
        if len(calls) == 3:
            raise DiskFull
        return close(records, record_id, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(type(made.vault.records), "close_living", full)
    page.keep()
    monkeypatch.undo()
    assert page.foot.state() == "failed"
    page.directory.read()
    assert page.directory.services == []
    page.keep()
    assert len(page.directory.services) == 4


def test_a_sheet_for_nobody_is_not_noted(
    page: DirectoryPage, made: Made, window: MainWindow, tmp_path: Path
) -> None:
    press(page, "On the sheet: Examplebridge Larder")
    press(page, "Sheet of 1")
    settle()
    asked = window.page
    assert isinstance(asked, SheetPage)
    assert_fits(window)
    place = tmp_path / "sheet.docx"
    made.session.ways = Ways(place=lambda _parent, _offered: place)
    assert asked.show_sheet()
    settle()
    assert isinstance(window.page, PreviewPage)
    press(window.page, "Word")
    assert "Examplebridge Larder" in " ".join(p.text for p in docx.Document(str(place)).paragraphs)
    assert made.vault.releases.of(None) == []


def test_for_a_named_family_it_asks_whether_it_can_be_found_and_notes_it(
    page: DirectoryPage, made: Made, window: MainWindow, tmp_path: Path
) -> None:
    asked = Asked(topics=["Domestic abuse and violence", "Food banks"])
    sheet = sheet_page(made, window, asked)
    sheet.set_family(made.family)
    assert not sheet.show_sheet()
    assert sheet.findable_field.problem_text() == "Choose one, then show the sheet."
    sheet.findable.set_value("not_known")
    sheet.findable.changed.emit()
    settle()
    assert asked.discreet
    assert_fits(window)
    place = tmp_path / "useful.pdf"
    made.session.ways = Ways(
        place=lambda _parent, offered: place if offered.name == "useful numbers.pdf" else None
    )
    assert sheet.show_sheet()
    settle()
    assert isinstance(window.page, PreviewPage)
    press(window.page, "PDF")
    row = made.vault.releases.of(made.family)[0]
    assert (row.audience, row.recipient, row.how) == ("family", "Thistlewick family", "PDF")
    assert row.why == "Useful numbers, discreet: 3 services."
    assert row.told.copy == "discreet"
    assert row.told.left_out[0][0] == "Safe At Home, Otterton"
    assert row.sha256
    assert b"Dunnock" not in place.read_bytes()
    window.back()
    settle()
    assert isinstance(window.page, SheetPage)
    assert window.page.discreet.isChecked()


def test_a_full_sheet_where_it_could_be_found_needs_a_reason(
    page: DirectoryPage, made: Made, window: MainWindow
) -> None:
    asked = Asked(topics=["Food banks"])
    sheet = sheet_page(made, window, asked)
    sheet.set_family(made.family)
    sheet.findable.set_value("yes")
    sheet.findable.changed.emit()
    sheet.discreet.setChecked(False)
    assert not sheet.show_sheet()
    assert sheet.why_field.problem_text()
    sheet.why.set_value("He is away for a month")
    sheet.why.changed.emit()
    assert sheet.show_sheet()


def test_a_warning_against_paper_presets_the_discreet_sheet(
    page: DirectoryPage, made: Made, window: MainWindow
) -> None:
    answers = dict(made.vault.records.get(made.family).answers)
    answers["warnings"] = [
        *answers["warnings"],
        {"id": "w9", "kind": "no_paper", "why": "Letters are opened"},
    ]
    made.vault.records.save_draft(made.family, answers)
    asked = Asked(topics=["Food banks"])
    sheet = sheet_page(made, window, asked)
    sheet.set_family(made.family)
    assert asked.discreet
    assert sheet.findable.value() == "yes"
    assert "Letters are opened" in sheet.warned.words()


def test_nothing_left_on_a_discreet_sheet_says_so(
    page: DirectoryPage, made: Made, window: MainWindow
) -> None:
    safe = next(one for one in page.directory.services if one.name.startswith("Safe"))
    sheet = sheet_page(made, window, Asked(chosen=(safe.id,), discreet=True))
    assert not sheet.show_sheet()
    assert "Nothing is left" in sheet.foot.saved_text()


def test_a_thousand_services_are_quick(made: Made, window: MainWindow) -> None:
    many = tuple(
        {**SERVICES[n % 5], "name": f"Invented place {n:04d}", "town": f"Town {n % 12}"} for n in range(1000)
    )
    services_in(made.session, many)
    start = time.perf_counter()
    page = opened(made, window)
    assert page.search is not None
    shown = time.perf_counter() - start
    QTest.keyClicks(page.search.line, "0999")
    start = time.perf_counter()
    page._again()
    filtered = time.perf_counter() - start
    assert len(page.directory.services) == 1000
    assert shown < 3, shown
    assert filtered < 0.5, filtered


def test_everything_can_be_read_and_nothing_changed_in_a_vault_open_to_read_only(
    page: DirectoryPage, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = page.directory.services[0]
    before = made.vault.records.get(service.id).revision
    monkeypatch.setattr(made.vault, "read_only", True)
    with pytest.raises(OpenedToReadOnly):
        page.directory.checked_today(service)
    assert made.vault.records.get(service.id).revision == before


@pytest.mark.parametrize(("size", "mode"), [(150, "light"), (200, "dark")])
def test_it_fits_at_large_text_and_in_the_dark(
    make_theme: Callable[..., Theme], settings: Settings, qtbot: QtBot, tmp_path: Path, size: int, mode: str
) -> None:
    session, clock = make_session(tmp_path / "v", make_theme(mode=mode, text_size=size), settings)
    made = fill(session, clock)
    services_in(session)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    opened(made, window)
    assert_fits(window)
    sheet_page(made, window, Asked()).set_family(made.family)
    settle()
    assert_fits(window)
    taking(made, window, file_with(table_file(), tmp_path, "in.csv"))
    assert_fits(window)
    window.drop()
    session.vault.close()
