"""What can be done with a referral, or a level of need, beside what every record can."""

from __future__ import annotations

from toolkit.errors import ToolkitError
from toolkit.ui.agency_forms import AgencyFormDialog
from toolkit.ui.form_view import RecordPage
from toolkit.ui.page import Go
from toolkit.ui.phone_dialog import PhoneDialog
from toolkit.ui.pick_signs import LEVEL, SignsDialog, added
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session
from toolkit.ui.widgets import BarAction

REFERRAL = "referral"


def own_actions(page: RecordPage, session: Session, go: Go, store: VaultStore) -> list[BarAction]:
    """The commands in the bar of a record of these forms; none for any other."""
    if store.form_id == REFERRAL:
        return _referral(page, session, go, store)
    if store.form_id == LEVEL and page.edit is not None:
        return [BarAction("Signs from a list", lambda: pick_signs(page, session), "list-checks")]
    return []


def _referral(page: RecordPage, session: Session, go: Go, store: VaultStore) -> list[BarAction]:
    def pack() -> None:
        # A referral that was never saved has nothing to pack yet.
        if page.leaving() and store.record_id:
            go.pack(store.record_id)

    def phone() -> None:
        page.flush()
        _show(page, PhoneDialog(session, store, _answers(page), page))

    def form() -> None:
        page.flush()
        try:
            dialog = AgencyFormDialog(
                session, store, _answers(page), page, lambda: go.decide(store.family_id)
            )
        except ToolkitError as fault:
            go.fault(fault)
            return
        _show(page, dialog)

    return [
        BarAction("Words for the telephone", phone, "phone"),
        BarAction("Make a pack", pack, "files"),
        BarAction("Fill an agency's Word form", form, "file-text", more=True),
    ]


def _answers(page: RecordPage) -> dict[str, object]:
    return dict(page.edit.answers if page.edit is not None else page.answers)


def _show(page: RecordPage, dialog: PhoneDialog | AgencyFormDialog) -> None:
    dialog.exec()
    dialog.deleteLater()


def pick_signs(page: RecordPage, session: Session) -> bool:
    """Asks for signs and puts them into the record; False when thought again."""
    if page.edit is None:
        return False
    dialog = SignsDialog(session, page, str(page.edit.answers.get("area") or ""))
    done = bool(dialog.exec())
    taken = dialog.taken
    dialog.deleteLater()
    if done and taken:
        page.edit.settle()
        page.edit.answers["signs"] = added(page.edit.answers, taken)
        page.edit.renew()
        page.edit.changed.emit()
    return done
