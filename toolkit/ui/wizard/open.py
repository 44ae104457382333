"""Opens a decision to share: begun, open as a draft, or finished; joins form, vault and page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from toolkit.errors import ToolkitError
from toolkit.forms.decision import acts
from toolkit.forms.people import Answers
from toolkit.ui.page import Go
from toolkit.ui.record_store import VaultStore
from toolkit.ui.safety.put_away import offer
from toolkit.ui.session import Session
from toolkit.ui.spelling import spelling_for
from toolkit.ui.wizard.rules_of import settings_now

if TYPE_CHECKING:
    from toolkit.ui.wizard.page import WizardPage

FORM_ID = "share_decision"


def is_decision(form_id: str) -> bool:
    """Whether records of a form are made by the wizard."""
    return form_id == FORM_ID


def first_answers(session: Session, family_id: str | None) -> Answers:
    """How a new decision begins: now, under the settings of today."""
    context = session.context(family_id)
    return acts.begun(settings_now(session.settings), context, [])


def wizard_page(
    session: Session,
    go: Go,
    *,
    record_id: str = "",
    family_id: str | None = None,
    answers: Answers | None = None,
    begun: Callable[[str], object] | None = None,
    place: str = "",
) -> QWidget:
    """The page of a decision that is not finished, or of a new one. Raises what reading the record raises."""
    first = {} if record_id else (answers or first_answers(session, family_id))
    store = VaultStore(
        session, record_id=record_id, form_id=FORM_ID, family_id=family_id, answers=first, begun=begun
    )
    return page_of(session, go, store, place)


def page_of(session: Session, go: Go, store: VaultStore, place: str = "") -> WizardPage:
    """The page over a store."""
    # Not for every record that is opened: most are no decision.
    from toolkit.ui.wizard.page import WizardPage

    page = WizardPage(
        session,
        go,
        store.entry,
        store.answers(),
        store.context,
        store,
        attach=store,
        spelling=spelling_for(session, store.family_id),
    )
    page.finished.connect(lambda: go.record(store.record_id, instead=True))
    page.discarded.connect(lambda: QTimer.singleShot(0, lambda: offer(session, go, store.put_away)))
    page.print_wanted.connect(lambda: _release(go, store, "print"))
    page.word_wanted.connect(lambda: _release(go, store, "word"))
    if place in page.course.path or place in page.course.left_to_complete():
        page.change(place)
    return page


def _release(go: Go, store: VaultStore, how: str) -> None:
    if store.record_id:
        go.release(store.record_id, how)


def draft_waits(store: VaultStore) -> bool:
    """Whether a record is to be walked on, and not only read."""
    record = store.record()
    try:
        state = store.state()
    except ToolkitError:
        return False
    return (record is None or state.status == "draft") and not state.read_only
