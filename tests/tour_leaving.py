"""The tour's part on leaving: the release check, safe to leave, the discreet copy, a referral with its words for the telephone,
its pack, an agency's own form and the copy of an area, and who holds what."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Protocol

import docx
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QWidget

from tests.tour_hand import Hand, NotThere
from toolkit.practice.leaving import OUT_OF_DATE
from toolkit.ui.agency_forms import AgencyFormDialog
from toolkit.ui.areas_edit import AreaDialog
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.pack_page import PackPage
from toolkit.ui.phone_dialog import PhoneDialog
from toolkit.ui.printing import Paper
from toolkit.ui.record_store import VaultStore
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.sent_page import SentPage
from toolkit.ui.session import Session
from toolkit.ui.side_line import SideLine
from toolkit.ui.start_record import Beginning, first_answers

REFERRAL: dict[str, Any] = {
    "event": "2026-11-12T09:00",
    "route": "harm",
    "directed": ["children"],
    "referrer": "Tansy Dunnock",
    "referrer_phone": "01632 960114",
    "home": "Sorrel Thistlewick; Basil Quill some nights",
    "what_happened": "Wren had a mark on her left arm at 08:50. She said: “I fell on the stairs.” Basil answered for her.",
    "why_today": "She goes home at three, and Basil will be there.",
    "family_told": "no",
    "family_told_why": "He may be at home.",
    "rung": [
        {"id": "r", "when": "2026-11-12T09:20", "whom": "Front door, duty worker", "answer": "Will ring back"}
    ],
    "bundle": ["family", "voice", "safety_map"],
}


class Places(Protocol):
    """What of the tour is needed here."""

    hand: Hand

    def family(self, session: Session, name: str = "Thistlewick") -> str:
        """The id of a family of the example."""


def leaving(tour: Places, window: MainWindow, session: Session) -> None:
    """Opens the release check of a note and takes its pictures. Call it with the program open on the example."""
    hand = tour.hand
    rows = session.vault.records.timeline(tour.family(session))
    note = next(row for row in rows if row.form_id == "case_note" and row.event.startswith("2026-11-03"))
    window.release(note.id)
    hand.rest()
    page = _page(window)
    hand.press(window, "Another agency")
    hand.pick(page.who.person, "Juniper")
    hand.rest(100)
    page.decision.reason.set_value("Sorrel agreed to this copy for the nursery on 3 November.")
    hand.shoot(window, "release-check", "A copy for another agency: what is left out, and on what it rests.")
    hand.press(window, "Family")
    hand.pick(page.who.person, "Sorrel")
    put_in(page)
    hand.rest(150)
    hand.shoot(window, "release-put-in", "A thing put in all the same, with a tick and a reason.")
    page.home.safe.set_value("not_known")
    page.home.safe.changed.emit()
    hand.rest(150)
    page.column.show_whole(page.home)
    hand.shoot(
        window, "release-safe-to-leave", "Is it safe to leave: who could find it, and what it would tell."
    )
    agreed = next(row for row in rows if row.form_id == "agree_child")
    window.release(agreed.id)
    hand.rest()
    page = _page(window)
    hand.press(window, "Child")
    hand.pick(page.who.person, "Wren")
    page.home.safe.set_value("not_known")
    page.home.safe.changed.emit()
    page.home.choose("discreet")
    hand.rest(150)
    page.column.show_whole(page.home)
    hand.shoot(
        window, "release-discreet", "The discreet copy: a card with the days to come and nothing else."
    )
    _sheets(hand, page.paper, "discreet-paper", "The discreet copy on paper", 1)
    referral(tour, window, session)
    old_copy(tour, window, session, note.id)


def referral(tour: Places, window: MainWindow, session: Session) -> None:
    """A referral on the harm route: its pages, the words for the telephone, its pack, an agency's form, the release check."""
    hand, family = tour.hand, tour.family(session)
    children = [p.id for p in session.vault.records.people(family) if p.group == "child" and p.living]
    first = first_answers(session, "referral", family, Beginning("referral", family))
    begun = [{**row, "where_now": "At school"} for row in first["children"] if row["id"] == children[0]]
    answers = {**first, **REFERRAL, "children": begun, "about": children[:1]}
    record = session.vault.records.create("referral", family, answers, session.author())
    window.record(record.id)
    hand.rest()
    page = window.page
    if not isinstance(page, RecordPage) or page.edit is None:
        raise NotThere("the referral")
    page.edit.changed.emit()
    hand.rest(400)
    for key, about in (
        ("route_page", "A referral on the harm route: ring first, whom it goes to."),
        ("now", "What the harm route needs, and nothing else."),
        ("level_page", "The level and rating, chosen from the area."),
        ("sent_page", "Sent, and the day of the answer, worked out."),
    ):
        page.edit.open_page(key)
        hand.shoot(window, f"referral-{key}", about)
    store = VaultStore(session, record_id=record.id)
    _dialog(tour, PhoneDialog(session, store, answers, page), "phone-script", "Words for the telephone.")
    agency_form(tour, page, session, store, answers)
    _dialog(
        tour, AreaDialog(session, page), "area-copy", "A copy of the area pack, to be changed and checked."
    )
    window.release(record.id)
    hand.rest()
    hand.shoot(window, "release-harm", "The harm route: one confirm, nothing is held back.")
    pack(tour, window, record.id)


def agency_form(
    tour: Places, page: RecordPage, session: Session, store: VaultStore, answers: dict[str, Any]
) -> None:
    """An agency's own Word form, looked at: what is not known, what stays empty, what is filled."""
    with tempfile.TemporaryDirectory(prefix="tour-form-") as folder:
        form, place = docx.Document(), Path(folder) / "their form.docx"
        form.add_paragraph("Child: {{ child.name }}, {{ child.birth }}, {{ child.shoe_size }}")
        form.add_paragraph("{{ referral.what_happened }} {{ referral.tried }}")
        form.save(str(place))
        dialog = AgencyFormDialog(session, store, answers, page, lambda: None, lambda _parent: place)
        dialog.choose()
        tour.hand.wait(lambda: dialog.asked is not None)
        dialog.who.offer("Children’s front door")
        _dialog(tour, dialog, "agency-form", "An agency's own Word form: known, not known and empty marks.")


def pack(tour: Places, window: MainWindow, referral_id: str) -> None:
    """The pack of a referral: its questions, what it leaves out, its cover and contents."""
    hand = tour.hand
    window.pack(referral_id)
    hand.rest()
    page = window.page
    if not isinstance(page, PackPage):
        raise NotThere("the page of the pack")
    page.questions.who.offer("Children’s front door, duty worker")
    page.questions.locked.setChecked(True)
    page.questions.make_password()
    hand.shoot(window, "pack-questions", "A pack: whom it is for, why it may go, which records.")
    page.questions.show_whole(page.questions.password_field)
    hand.shoot(window, "pack-password", "A pack behind a password, and how to send it.")
    page.make()
    hand.wait(lambda: page.pack is not None)
    hand.rest(200)
    hand.shoot(window, "pack-shown", "The pack: its first pages, and what each record leaves out.")
    if page.pack is not None:
        _sheets(hand, page.pack.paper, "pack-paper", "The pack on paper", 3)


def old_copy(tour: Places, window: MainWindow, session: Session, note_id: str) -> None:
    """Who holds what: a copy that a newer version replaced, on the family page, under Sent out, and before it leaves again."""
    hand = tour.hand
    record = session.vault.records.get(note_id)
    author = session.author()
    session.vault.releases.note(
        note_id, record.revision, "family", "Sorrel Thistlewick", "PDF", "", "ab" * 32, author
    )
    amended = session.vault.records.amend(note_id, author, "A day was wrong.")
    session.vault.releases.note(
        note_id, amended.revision, "my own working copy", "", "Printed", "", "cd" * 32, author
    )
    window.release(note_id)
    hand.rest()
    hand.press(window, "Family")
    hand.shoot(window, "release-older", "Before it leaves again: who holds the version before.")
    window.family(tour.family(session))
    hand.rest(150)
    line = next(one for one in window.page.findChildren(SideLine) if OUT_OF_DATE in one.accessibleName())
    _scroll_to(line)
    hand.shoot(window, "family-sent-out", "The family page: a copy that is out of date says so.")
    window.sent(tour.family(session))
    hand.rest(100)
    if not isinstance(window.page, SentPage):
        raise NotThere("the list of copies")
    hand.shoot(window, "sent-out-of-date", "Sent out: what, for whom, why, and what is out of date.")
    session.vault.records.discard_draft(note_id, author, "Begun by mistake.")


def _scroll_to(widget: QWidget) -> None:
    """Brings something on a long page into view."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(widget)


def _dialog(tour: Places, dialog: QDialog, name: str, about: str) -> None:
    hand = tour.hand
    dialog.show()
    hand.rest(150)
    window = dialog.parentWidget()
    hand.shoot(window.window() if window is not None else dialog, name, about)
    dialog.reject()
    dialog.deleteLater()


def _sheets(hand: Hand, paper: Paper | None, name: str, about: str, many: int) -> None:
    """The first sheets as pictures of paper."""
    if paper is None:
        raise NotThere("a paper")
    for number in range(min(many, paper.count)):
        sheet = Sheet(paper, number)
        hand.shoot(sheet, f"{name}-{number + 1}", f"{about}, page {number + 1} of {paper.count}.")
        sheet.deleteLater()


class Sheet(QLabel):
    """One sheet of paper, to be pictured."""

    def __init__(self, paper: Paper, number: int) -> None:
        super().__init__()
        drawn = QPixmap.fromImage(paper.image(number, 700))
        self.setPixmap(drawn)
        self.setFixedSize(drawn.size())


def put_in(page: ReleasePage) -> None:
    """Ticks the first thing that may be put in, and says why."""
    line = next(iter(page.left_out.lines()), None)
    if line is None:
        raise NotThere("a thing that may be put in")
    line.tick.setChecked(True)
    page.left_out.lines()[0].reason.set_value("Sorrel asked for it to be in her copy, and was there herself.")


def _page(window: MainWindow) -> ReleasePage:
    page = window.page
    if not isinstance(page, ReleasePage):
        raise NotThere("the page before printing")
    return page
