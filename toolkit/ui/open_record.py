"""Opens a record on its page: joins form, vault, numbers and guidance to the record page."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QTimer
from PySide6.QtWidgets import QWidget

from toolkit.errors import RecordWithdrawn, ToolkitError
from toolkit.forms.people import Answers
from toolkit.forms.records import chronology, genogram
from toolkit.ui.alike import PersonAlike
from toolkit.ui.early_help import offer_onward
from toolkit.ui.editors.rows import NEW_ROW, RowsEditor
from toolkit.ui.ending_actions import offer_ending
from toolkit.ui.form_view import RecordPage
from toolkit.ui.guidance_of_record import offer_cards
from toolkit.ui.page import Go
from toolkit.ui.plain_words_panel import look_for
from toolkit.ui.record_store import VaultStore
from toolkit.ui.referral_actions import own_actions
from toolkit.ui.safety.of_record import offer_safety
from toolkit.ui.safety.put_away import offer
from toolkit.ui.session import Session
from toolkit.ui.spelling import spelling_for
from toolkit.ui.start_record import Beginning, first_answers
from toolkit.ui.supervision_actions import offer_supervision
from toolkit.ui.timeline.rules import FORM_PLACES, TIMELINE
from toolkit.ui.tries import Tries
from toolkit.ui.turned_round import WorkersKey
from toolkit.ui.wizard.open import draft_waits, is_decision, page_of, wizard_page

if TYPE_CHECKING:
    from toolkit.ui.wizard.read import DecisionRead

CHRONOLOGY, GENOGRAM = chronology.FORM.id, genogram.FORM.id
PEOPLE_PAGES = {"children": "children", "adults": "adults", "professionals": "professionals"}
"""The page of the family file on which somebody of a group is added."""


def record_page(
    session: Session,
    go: Go,
    *,
    record_id: str = "",
    form_id: str = "",
    family_id: str | None = None,
    place: str = "",
    beginning: Beginning | None = None,
    begun: Callable[[str], object] | None = None,
) -> QWidget:
    """Gives the page of a record, or of a new one of a form; `place` is the page or field to go to,
    `beginning` what was asked before a new one was made.

    Raises what reading the record raises, and RecordWithdrawn for one of which only a line is left.
    """
    if not record_id and is_decision(form_id):
        return wizard_page(session, go, family_id=family_id, begun=begun, place=place)
    if form_id in (TIMELINE, CHRONOLOGY) and not record_id and family_id:
        # One a family: they are put together from the records.
        return _own_page(session, go, form_id, family_id)
    first = {} if record_id else first_answers(session, form_id, family_id, beginning)
    store = VaultStore(
        session, record_id=record_id, form_id=form_id, family_id=family_id, answers=first, begun=begun
    )
    record = store.record()
    if record is not None and record.status in ("withdrawn", "discarded"):
        raise RecordWithdrawn
    if store.form_id == TIMELINE and store.family_id and not place.startswith(FORM_PLACES):
        return _own_page(session, go, TIMELINE, store.family_id, place)
    # The fields of these two open where a place in them is asked for.
    if record is not None and record.family_id and not place and store.form_id in (CHRONOLOGY, GENOGRAM):
        return _own_page(session, go, store.form_id, record.family_id)
    if is_decision(store.form_id) and draft_waits(store):
        return page_of(session, go, store, place)
    page = _kind_of(store.form_id)(
        session.theme,
        store.entry,
        store.answers(),
        store.context,
        store,
        hints=session.words.hints,
        number=lambda key: number(session, key),
        can_add_people=bool(store.family_id) and not session.vault.read_only,
        prompts_on=session.settings.prompts_on,
        attach=store,
        spelling=spelling_for(session, store.family_id),
        plain=look_for(session, store.entry),
    )
    page.desk.last_answers = last_answers(session, store.form_id, store.family_id, store.record_id)
    if session.is_family(store.form_id) and store.record_id:
        page.desk.row_opened = PersonAlike(session, go, store.record_id)
    with page.offering():
        page.offer_turning(WorkersKey(session.vault.passphrase_is, Tries(session.settings)))
        page.offer(lambda: own_actions(page, session, go, store))
        offer_onward(page, session, go, store)
        offer_supervision(page, session, go, store)
        offer_ending(page, session, go, store)
        offer_cards(session, go, page, store)
        if is_decision(store.form_id):
            cast("DecisionRead", page).join(session, go, store)
        offer_safety(session, go, page, store)
    page.back.connect(go.back)
    # Once the page before is there, which says it.
    page.discarded.connect(lambda: QTimer.singleShot(0, lambda: offer(session, go, store.put_away)))
    page.card_wanted.connect(go.card)
    page.person_wanted.connect(
        lambda group: go.record(str(store.family_id), PEOPLE_PAGES.get(group, "adults") + NEW_ROW)
    )
    page.prompts_switched.connect(lambda on: _keep_prompts(session, on))
    page.print_wanted.connect(lambda: _release(go, store, "print"))
    page.word_wanted.connect(lambda: _release(go, store, "word"))
    if place:
        # After the page was opened, which puts the keyboard on its title.
        QTimer.singleShot(0, page, lambda: show_place(page, place))
    return page


def _own_page(session: Session, go: Go, form_id: str, family_id: str, place: str = "") -> QWidget:
    """The page of a timeline, a chronology or a family tree, of which a family has one each."""
    if form_id == TIMELINE:
        from toolkit.ui.timeline.page import TimelinePage

        return TimelinePage(session, go, family_id, place)
    if form_id == CHRONOLOGY:
        from toolkit.ui.chronology.page import ChronologyPage

        return ChronologyPage(session, go, family_id)
    from toolkit.ui.genogram.page import GenogramPage

    return GenogramPage(session, go, family_id)


def _kind_of(form_id: str) -> type[RecordPage]:
    if is_decision(form_id):
        from toolkit.ui.wizard.read import DecisionRead

        return DecisionRead
    return RecordPage


def last_answers(session: Session, form_id: str, family_id: str | None, except_id: str = "") -> Answers:
    """The answers of the newest finished record of a form in a family, other than one; empty without any."""
    if family_id is None or session.is_family(form_id):
        return {}
    rows = session.vault.records.timeline(family_id)
    mine = [row for row in rows if row.form_id == form_id and row.status == "final" and row.id != except_id]
    if not mine:
        return {}
    newest = max(mine, key=lambda row: row.event)
    with contextlib.suppress(ToolkitError):
        return session.vault.records.get(newest.id, newest.revision).answers
    return {}


def number(session: Session, key: str) -> tuple[str, str]:
    """The label and digits of a local number; no digits when it is missing."""
    found = session.numbers((key,))
    one = found[0] if key == "emergency" or len(found) == 1 else found[1]
    return one.label, "" if one.missing else one.shown


def show_place(page: RecordPage, place: str) -> None:
    """Opens the page of a form by its key, or the page that holds a field, with the keyboard on it when shown.

    A place that ends in NEW_ROW has a row added there.
    """
    if page.edit is None:
        return
    key = place.split("[")[0].split(".")[0]
    pages = {one.key: {part.key for part in one.fields} for one in page.entry.form.pages}
    target = (
        key if key in pages and place == key else next((p for p, keys in pages.items() if key in keys), key)
    )
    if target not in pages:
        return
    page.edit.open_page(target, focus=False)
    if page.edit.column is not None and key in pages[target]:
        page.edit.unfold_for(place)
        box = page.edit.column.box_for(key)
        if place.endswith(NEW_ROW) and box is not None and isinstance(box.editor, RowsEditor):
            box.editor.begin_row()
            QTimer.singleShot(0, page.edit, page.edit.show_focus)
            return
        page.edit.column.go_to(place)
        # Once everything has its place: what follows the field, as the numbers to ring, is then in view too.
        QTimer.singleShot(0, page, lambda: _to_top(page, place))


def _to_top(page: RecordPage, place: str) -> None:
    """Scrolls until a field is at the top of its page, as far as that goes."""
    if page.edit is None or page.edit.column is None:
        return
    box, inside = page.edit.column.box_for(place), page.edit.sheet.widget()
    # A box that grows asks for its height once it knows its width, and the page for its own after that.
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    if box is not None and inside is not None and inside.isAncestorOf(box):
        page.edit.sheet.verticalScrollBar().setValue(box.mapTo(inside, QPoint(0, 0)).y())


def _keep_prompts(session: Session, on: bool) -> None:
    # Prompts stay as asked on this page even when the setting cannot be kept.
    with contextlib.suppress(ToolkitError):
        session.settings.set("prompts_on", on)


def _release(go: Go, store: VaultStore, how: str) -> None:
    if store.record_id:
        go.release(store.record_id, how)
