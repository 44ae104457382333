"""The reminder on Today once there was no backup for some days."""

from __future__ import annotations

from toolkit.ui.backup.words import count
from toolkit.ui.page import Go
from toolkit.ui.session import Session
from toolkit.ui.widgets import Banner


def reminder(session: Session, go: Go) -> Banner | None:
    """Gives the banner when a backup is due, or None; without a family there is nothing to lose yet."""
    vault = session.vault
    if vault.read_only or not vault.backup_due(session.settings.backup_days):
        return None
    if not vault.records.has_family():
        return None
    last = vault.last_backup()
    if last is None:
        lead = "There is no backup of these records yet."
    else:
        days = (session.today() - last.astimezone().date()).days
        lead = (
            f"The last backup was {count(days, 'day')} ago."
            if days > 0
            else "The last backup is dated later than today."
        )
    placed = bool(session.settings.backup_folder)
    return Banner(
        session.theme,
        "amber",
        lead,
        "If this laptop is lost or breaks, what was written since is gone.",
        icon="hard-drives",
        action="Back up now" if placed else "Choose a place",
        run=lambda: open_backup(session, go, begin=placed),
    )


def open_backup(session: Session, go: Go, *, begin: bool = False) -> None:
    """Opens the page of backups; `begin` makes one at once."""
    from toolkit.ui.backup.backup_page import BackupPage

    go.show_page("settings", lambda go: BackupPage(session, go, begin=begin))


def open_restore(session: Session, go: Go) -> None:
    """Opens a backup beside what is here."""
    from toolkit.ui.backup.restore_page import RestorePage

    go.show_page("settings", lambda go: RestorePage(session, go))


def open_move(session: Session, go: Go) -> None:
    """Opens the steps of moving to another laptop."""
    from toolkit.ui.backup.move_page import MovePage

    go.show_page("settings", lambda go: MovePage(session, go))
