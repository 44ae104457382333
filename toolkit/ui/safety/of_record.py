"""What a record's page offers for safety: its history, and taking out a picture that does not belong to it."""

from __future__ import annotations

import contextlib

from toolkit.errors import ToolkitError
from toolkit.ui.form_view import RecordPage
from toolkit.ui.page import Go
from toolkit.ui.record_store import VaultStore
from toolkit.ui.safety.erase_team import EraseTeamDialog
from toolkit.ui.safety.pages import open_trail
from toolkit.ui.safety.remove_file import RemoveFileDialog
from toolkit.ui.session import Session
from toolkit.ui.widgets import BarAction


def offer_safety(session: Session, go: Go, page: RecordPage, store: VaultStore) -> None:
    """Adds to the page's bar, and notes each version that is opened to be read."""

    def viewed(revision: int) -> None:
        # A disk that is full must not keep anybody from reading.
        with contextlib.suppress(ToolkitError):
            session.vault.records.viewed(store.record_id, revision, session.author())

    def actions() -> list[BarAction]:
        if not store.record_id:
            return []
        found = [
            BarAction(
                "History of this record",
                lambda: _history(session, go, page, store),
                "clock-counter-clockwise",
                more=True,
            )
        ]
        if store.entry.form.keeper == "team" and not session.vault.read_only:
            erase = BarAction(
                "Erase this record", lambda: erase_team(session, go, page, store), "trash", more=True
            )
            found.append(erase)
        if page.read is not None and not session.vault.read_only and _files(session, store):
            found.append(
                BarAction(
                    "Take out a picture", lambda: take_out(session, go, page, store), "trash", more=True
                )
            )
        return found

    page.shown_to_read.connect(viewed)

    def first_save() -> None:
        page.saver.saved_now.disconnect(first_save)
        page.offer(actions)

    if not store.record_id:
        page.saver.saved_now.connect(first_save)
    page.offer(actions)
    state = store.record()
    if state is not None and (page.read is not None or state.status == "living"):
        # A file that lives is read whenever it is opened.
        viewed(state.revision)


def _files(session: Session, store: VaultStore) -> bool:
    try:
        return bool(session.vault.attachments.of(store.record_id))
    except ToolkitError:
        return False


def _history(session: Session, go: Go, page: RecordPage, store: VaultStore) -> None:
    if page.flush():
        open_trail(session, go, record_id=store.record_id)


def erase_team(session: Session, go: Go, page: RecordPage, store: VaultStore) -> None:
    """Asks why and once more, and goes back from the record that is gone."""
    if not page.flush():
        return
    dialog = EraseTeamDialog(session, store.record_id, page.entry.form.title, page)
    done = dialog.exec()
    dialog.deleteLater()
    if done:
        page.leave_erased()
        go.say("The record was erased. That it was, by whom and why is in the history.")


def take_out(session: Session, go: Go, page: RecordPage, store: VaultStore) -> None:
    """Asks which picture and why, and shows the record without it."""
    dialog = RemoveFileDialog(session, store.record_id, page)
    done = dialog.exec()
    dialog.deleteLater()
    if done:
        go.record(store.record_id, instead=True)
        go.say("It was taken out and overwritten. The record says where it stood; why is in the history.")
