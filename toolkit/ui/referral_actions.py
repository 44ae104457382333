"""What can be done with a referral beside what every record can: its pack, its words for the telephone."""

from __future__ import annotations

from toolkit.ui.form_view import RecordPage
from toolkit.ui.page import Go
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session
from toolkit.ui.widgets import BarAction

REFERRAL = "referral"


def referral_actions(page: RecordPage, session: Session, go: Go, store: VaultStore) -> list[BarAction]:
    """The commands in the bar of a referral."""

    def pack() -> None:
        # A referral that was never saved has nothing to pack yet.
        if page.leaving() and store.record_id:
            go.pack(store.record_id)

    return [BarAction("Make a pack", pack, "files")]
