"""What was on the screen goes when it is left or locked: records opened one after another, and locks, leave nothing more."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator

from PySide6.QtWidgets import QApplication

from tests.ui.drive import settle
from tests.ui.made import PASSPHRASE, Made
from toolkit.forms import catalogue
from toolkit.settings import Settings
from toolkit.ui.app import App
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MOST_STEPS, MainWindow
from toolkit.ui.page import Page
from toolkit.vault.vault import Vault

RECORDS, LOCKS = 20, 5
ROOMS = ("toolkit.ui", "toolkit.vault", "toolkit.forms.rules", "toolkit.forms.people")


def alive() -> Counter[str]:
    """How many things of the screens and of open records there are, by kind; those nobody holds are taken away first."""
    settle()
    gc.collect()
    ours = (type(thing) for thing in gc.get_objects())
    kinds = Counter(
        f"{kind.__module__}.{kind.__name__}" for kind in ours if str(kind.__module__).startswith(ROOMS)
    )
    kinds["widgets"] = len(QApplication.allWidgets())
    return kinds


def more(after: Counter[str], before: Counter[str]) -> dict[str, int]:
    """What there is more of."""
    return dict(after - before)


def test_records_opened_one_after_another_leave_nothing_behind(made: Made, window: MainWindow) -> None:
    ids = [row.id for row in made.vault.records.timeline(made.family)][:2]

    def open_and_leave(record_id: str) -> None:
        window.record(record_id)
        settle()
        assert isinstance(window.page, RecordPage)
        window.place("families")

    for record_id in ids:
        open_and_leave(record_id)
    before = alive()
    for number in range(RECORDS):
        open_and_leave(ids[number % len(ids)])
    assert more(alive(), before) == {}


def test_the_way_back_is_no_longer_than_anybody_goes(made: Made, window: MainWindow) -> None:
    for _ in range(MOST_STEPS + 5):
        window.show_page("families", lambda go: Page(made.session, go, "A page"))
    assert len(window._steps) == MOST_STEPS
    window.back()
    assert len(window._steps) == MOST_STEPS - 1


def test_locking_and_unlocking_leaves_nothing_behind(
    made: Made, qapp: QApplication, settings: Settings
) -> None:
    family = made.family
    note = made.vault.records.timeline(family)[0].id
    made.vault.close()

    def rounds() -> Iterator[Counter[str]]:
        while True:
            app = App(
                qapp, settings, start=lambda _command, _environ: None, end=lambda _code: None, environ={}
            )
            app.show_first(made.vault.folder)
            app.opened(Vault.unlock(made.vault.folder, PASSPHRASE, catalogue.load, now=made.clock.aware))
            assert app.window is not None
            app.window.family(family)
            app.window.record(note)
            settle()
            app.lock()
            assert (app.window, app.session, app.cover) == (None, None, None)
            app.stop()
            del app
            yield alive()

    locked = rounds()
    before = next(locked)
    for _ in range(LOCKS):
        after = next(locked)
    assert more(after, before) == {}
