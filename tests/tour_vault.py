"""The part of the tour about not losing anything: backup, reminder, restore side by side, moving, drill, new code.

`vault(tour, app)` is called inside `tour.running()`, `at_unlock(tour, app)` with an app at its first window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.ui.app import App
from toolkit.ui.backup.backup_page import BackupPage
from toolkit.ui.backup.move_page import MovePage
from toolkit.ui.backup.restore_page import RestorePage
from toolkit.ui.recovery.drill_page import DrillPage
from toolkit.ui.recovery.new_code_page import NewCodePage

if TYPE_CHECKING:
    from tests.tour import Tour


def vault(tour: Tour, app: App, *, passphrase: str) -> None:
    """Shows each page over the open example."""
    for name, run in (("backup", _backup), ("restore", _restore), ("moving", _move), ("recovery", _recovery)):
        tour.part(name, lambda run=run: run(tour, app, passphrase))
        tour.close_dialogs()


def at_unlock(tour: Tour, app: App) -> None:
    """Shows the other ways in, from the unlock window."""
    first, hand = app.first, tour.hand
    assert first is not None
    first.unlock.show_ways()
    hand.shoot(first, "unlock-more-ways", "More ways in, each with when it is right.")
    first.unlock._way("organisation")
    hand.shoot(first, "unlock-organisation", "IT opens a leaver’s records with the organisation’s key.")
    first.unlock.show_restore()
    hand.shoot(first, "unlock-restore", "Restoring on a new laptop.")
    first.unlock.back()


def _show(tour: Tour, app: App, make: Any) -> Any:
    window, session = tour.inside(app)
    page = make(session, window)
    window.show_page("settings", lambda _go: page)
    tour.hand.rest()
    return page


def _backup(tour: Tour, app: App, _passphrase: str) -> None:
    window, session = tour.inside(app)
    hand, place = tour.hand, tour.home / "Memory stick"
    place.mkdir(exist_ok=True)
    window.place("today")
    hand.shoot(window, "backup-reminder", "Today says when there was no backup for seven days.")
    page = _show(tour, app, lambda s, w: BackupPage(s, w, ask_folder=lambda *_: place))
    hand.shoot(window, "backup-none", "Before a second place is chosen.")
    page.back_up()
    hand.wait(lambda: page.maker.job is None)
    hand.rest(200)
    hand.shoot(window, "backup-made", "Made, opened again to check it, and kept in the list.")
    assert session.vault.last_backup() is not None


def _restore(tour: Tour, app: App, passphrase: str) -> None:
    window, _ = tour.inside(app)
    hand = tour.hand
    file = max((tour.home / "Memory stick").glob("*.backup"))
    page = _show(tour, app, lambda s, w: RestorePage(s, w, ask_file=lambda *_: file))
    page.view.choose()
    page.view.secret.row.line.setText(passphrase)
    page.view.try_it()
    hand.wait(lambda: page.view.job is None)
    hand.rest(150)
    hand.shoot(window, "restore-side-by-side", "The backup beside what is here; nothing is changed yet.")


def _move(tour: Tour, app: App, passphrase: str) -> None:
    window, _ = tour.inside(app)
    hand, file = tour.hand, tour.home / "Memory stick" / "Records to move.backup"
    page = _show(tour, app, lambda s, w: MovePage(s, w, ask_save=lambda _p: file, ask_file=lambda _p: file))
    hand.shoot(window, "move-steps", "Moving to a new laptop, step by step.")
    page.make()
    hand.wait(lambda: page.job is None)
    page._choose(lambda _p: file)
    page.secret.row.line.setText(passphrase)
    page.check()
    hand.wait(lambda: page.job is None)
    scroll = page._scroll.verticalScrollBar()
    hand.rest(100)
    scroll.setValue(scroll.maximum())
    hand.shoot(window, "move-checked", "Only after everything was found can the old laptop be wiped.")


def _recovery(tour: Tour, app: App, passphrase: str) -> None:
    window, session = tour.inside(app)
    hand = tour.hand
    page = _show(tour, app, DrillPage)
    page.boxes.set_text("".join(session.vault.recovery_code().groups))
    page.try_it()
    hand.wait(lambda: page.job is None)
    hand.shoot(window, "recovery-drill", "The drill: the sheet works, and nothing was changed.")
    page = _show(tour, app, lambda s, w: NewCodePage(s, w, print_it=lambda *_: True))
    hand.shoot(window, "recovery-new-code", "A new code begins with the passphrase.")
    page.secret.line.setText(passphrase)
    page.next()
    hand.wait(lambda: page.at == "sheet")
    hand.shoot(window, "recovery-new-sheet", "The new sheet, typed back in part, before the old one stops.")
    window.place("today")
