"""What an ending leads to: the history that goes with it, and the sealed file for the colleague who takes over."""

from __future__ import annotations

from toolkit.ui.ending_facts import CLOSURE
from toolkit.ui.form_view import RecordPage
from toolkit.ui.page import Go
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session
from toolkit.ui.widgets import BarAction


def offer_ending(page: RecordPage, session: Session, go: Go, store: VaultStore) -> None:
    """Adds its commands to the page of an ending; none to any other."""
    family = store.family_id
    if store.form_id != CLOSURE or family is None:
        return

    def chronology() -> None:
        from toolkit.ui.chronology.page import ChronologyPage

        if page.leaving():
            go.show_page("families", lambda to: ChronologyPage(session, to, family))

    def give() -> None:
        from toolkit.ui.handover.give import GivePage

        if page.leaving():
            go.show_page("families", lambda to: GivePage(session, to, family))

    page.offer(
        lambda: [
            BarAction("Chronology", chronology, "clock-counter-clockwise"),
            BarAction("Hand over to a colleague", give, "lock-key", more=True),
        ]
    )
