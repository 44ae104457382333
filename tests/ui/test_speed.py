"""How much the program does for one page: counted, so that a busy computer changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.ui.drive import settle
from tests.ui.made import Made
from toolkit.ui.hearing import Hearing
from toolkit.ui.main_window import MainWindow, Step
from toolkit.ui.page import Page
from toolkit.vault.rows import FamilyRow


class Ear(QObject):
    """Counts what it is asked, and takes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Counts."""
        self.heard += 1
        return False


class Counting(Hearing):
    """Counts every event that comes by, also what is passed on to nobody."""

    came_by = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Counts."""
        self.came_by += 1
        return super().eventFilter(watched, event)


class Dressed(QObject):
    """Counts how often anything is looked up in the style sheet anew."""

    times = 0

    def watch(self, run: Callable[[str], None], record_id: str) -> None:
        """Counts while something is done."""
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        run(record_id)
        app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Counts."""
        self.times += event.type() == QEvent.Type.StyleChange
        return False


@pytest.fixture
def ear(window: MainWindow, qapp: QApplication) -> Iterator[tuple[Counting, Ear]]:
    """Gives what hears the window, as the program sets it up."""
    part = Ear()
    hearing = Counting(qapp, part)
    window.unheard = hearing.paused
    hearing.start()
    yield hearing, part
    hearing.stop()


def test_making_a_page_is_not_listened_to_and_a_key_after_it_is(
    window: MainWindow, ear: tuple[Counting, Ear], made: Made
) -> None:
    """A page sends thousands of events, each of which would pass through Python."""
    hearing, part = ear
    hearing.came_by = 0
    window.family(made.family)
    assert hearing.came_by < 300
    part.heard = 0
    assert window.page is not None
    QTest.keyClick(window.page, Qt.Key.Key_F9)
    assert part.heard


def test_a_dialog_in_the_midst_of_a_page_being_made_is_listened_to(
    window: MainWindow, ear: tuple[Counting, Ear], made: Made
) -> None:
    """No page asks anything while it is made; if one ever does, its dialog is not deaf."""
    _, part = ear
    heard = []

    def make() -> QWidget:
        dialog = QDialog(window)
        dialog.open()
        settle()
        part.heard = 0
        QTest.keyClick(dialog, Qt.Key.Key_F9)
        heard.append(part.heard)
        dialog.close()
        return Page(made.session, window, "Made in the meantime")

    window._go(Step("families", make))
    assert heard[0]


def test_what_was_stopped_does_not_begin_again_by_itself(
    ear: tuple[Counting, Ear], window: MainWindow
) -> None:
    """A lock stops it in the midst of whatever is done."""
    hearing, part = ear
    with hearing.paused():
        hearing.stop()
    settle()
    part.heard = 0
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert not part.heard


def test_today_reads_only_the_families_it_speaks_of(window: MainWindow, made: Made) -> None:
    """The names of a whole caseload are read in the pauses, for who was not seen or heard."""
    records = made.session.vault.records
    for number in range(3):
        records.create("family", None, {"family_name": f"Quill {number}"}, "Tansy Dunnock")
    asked: list[list[str]] = []
    read = records.families

    def families(*, counted: bool = True, only: Iterable[str] | None = None) -> list[FamilyRow]:
        found = read(counted=counted, only=only)
        asked.append([row.name for row in found])
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "families", families)
        window.place("today")
        assert asked == [["Thistlewick"]]
        settle()
    assert read(only=[]) == []


def test_opening_a_record_asks_and_draws_no_more_as_the_family_grows(window: MainWindow, made: Made) -> None:
    """What is asked of the database, and what is put on the screen, hangs on the record alone."""
    connection = made.session.vault.records._store._connection
    asked: list[str] = []
    dressed = Dressed()

    def opened(record_id: str) -> tuple[int, int]:
        window.place("families")
        settle()
        asked.clear()
        connection.set_trace_callback(asked.append)
        window.record(record_id)
        connection.set_trace_callback(None)
        assert window.page is not None
        return len([words for words in asked if "SELECT" in words]), len(window.page.findChildren(QWidget))

    first = made.note("2026-11-10", "All well.")
    opened(first)
    few = opened(first)
    for day in ("2026-11-02", "2026-11-03", "2026-11-04"):
        made.note(day, "All well, and asleep.")
    assert opened(first) == few
    assert few[0] <= 80
    # A page that is made in place is dressed little more than once: one that is moved with all that is in it, each time.
    window.place("families")
    settle()
    dressed.watch(window.record, first)

    assert dressed.times <= 4 * few[1]


def test_a_page_that_is_opened_leaves_a_narrow_window_as_wide_as_it_is(
    window: MainWindow, made: Made
) -> None:
    """A bar is folded before it is measured, so its commands never push the window wider."""
    window.place("today")
    window.resize(796, 700)
    settle()
    window.family(made.family)
    settle()
    assert window.width() == 796
