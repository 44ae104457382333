"""What can be done with a referral, or a level of need, beside what every record can."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.forms.people import Answers, rows_of
from toolkit.forms.records.level_of_need import follow_signs
from toolkit.forms.referral_clock import follow
from toolkit.ui.form_view import RecordPage
from toolkit.ui.page import Go
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session
from toolkit.ui.widgets import BarAction

if TYPE_CHECKING:
    # Read when they are asked for.
    from toolkit.ui.agency_forms import AgencyFormDialog
    from toolkit.ui.phone_dialog import PhoneDialog

REFERRAL, DIFFERENCE, LEVEL = "referral", "escalation", "threshold_view"


def _follow(page: RecordPage, work: Callable[[Answers, Mapping[str, str]], Answers]) -> None:
    """Has an answer follow from the others while they are typed; once for each time the record is opened to write."""
    edit = page.edit
    if edit is None or edit.property("follows"):
        return
    edit.setProperty("follows", True)

    def look() -> None:
        changes = work(edit.answers, edit.context.facts)
        if changes:
            edit.answers.update(changes)
            edit.renew()

    edit.changed.connect(look)


def own_actions(page: RecordPage, session: Session, go: Go, store: VaultStore) -> list[BarAction]:
    """The commands in the bar of a record of these forms; none for any other."""
    if store.form_id == REFERRAL:
        _follow(page, follow)
        return _referral(page, session, go, store)
    if store.form_id == LEVEL and page.edit is not None:
        _follow(page, follow_signs)
        return [BarAction("Signs from a list", lambda: pick_signs(page, session), "list-bullets")]
    return []


def _referral(page: RecordPage, session: Session, go: Go, store: VaultStore) -> list[BarAction]:
    def pack() -> None:
        # A referral that was never saved has nothing to pack yet.
        if page.leaving() and store.record_id:
            go.pack(store.record_id)

    def phone() -> None:
        from toolkit.ui.phone_dialog import PhoneDialog

        page.flush()
        _show(page, PhoneDialog(session, store, _answers(page), page))

    def form() -> None:
        from toolkit.ui.agency_forms import AgencyFormDialog

        page.flush()
        try:
            dialog = AgencyFormDialog(
                session, store, _answers(page), page, lambda: go.decide(store.family_id)
            )
        except ToolkitError as fault:
            go.fault(fault)
            return
        _show(page, dialog)

    def difference() -> None:
        # What they decided goes with it; the referral itself stays as it is.
        if page.leaving():
            go.new_record(DIFFERENCE, store.family_id, difference_from(_answers(page)))

    return [
        BarAction("Words for the telephone", phone, "phone"),
        BarAction("Make a pack", pack, "files"),
        BarAction("Fill an agency's Word form", form, "file-text", more=True),
        BarAction("Professional difference", difference, "scales", more=True),
    ]


def difference_from(referral: Mapping[str, object]) -> Answers:
    """What a professional difference begins with: the decision that is not agreed with, and what was referred."""
    rows = rows_of(referral, "responses")
    row = next((one for one in reversed(rows) if one.get("challenge") == "no"), rows[-1] if rows else {})
    said = ". ".join(str(row[key]).strip() for key in ("decision", "why") if row.get(key))
    day = str(row.get("acknowledged") or "")[:10]
    seen = referral.get("what_happened") or referral.get("worried")
    found: Answers = {
        "decision": said,
        "whose": str(referral.get("sent_to") or ""),
        "decided_on": day if dates.is_day(day) else "",
        "evidence": seen if isinstance(seen, str) else "",
        "about": referral.get("about"),
    }
    return {key: value for key, value in found.items() if value}


def _answers(page: RecordPage) -> dict[str, object]:
    return dict(page.edit.answers if page.edit is not None else page.answers)


def _show(page: RecordPage, dialog: PhoneDialog | AgencyFormDialog) -> None:
    dialog.exec()
    dialog.deleteLater()


def pick_signs(page: RecordPage, session: Session) -> bool:
    """Asks for signs and puts them into the record; False when thought again."""
    if page.edit is None:
        return False
    from toolkit.ui.pick_signs import SignsDialog, added

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
