"""The tour's part on the search: a name half heard, people, a month, and possible duplicates while a name is typed."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtWidgets import QDialog

from tests.tour_hand import Hand
from toolkit.ui.editors.field_box import FieldBox
from toolkit.ui.editors.rows import RowsEditor
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.new_family import NewFamilyDialog
from toolkit.ui.session import Session

TYPED = (
    (
        "Thisselwick",
        "search-half-heard",
        "A name half heard, and the records that hold the one that was meant.",
    ),
    ("wren", "search-people", "People with their family, then records."),
    ("breakfast in October 2026", "search-month", "Records of a month that hold a word."),
    ("last week", "search-last-week", "Records of a time, whatever they say."),
    ("zebra crossing", "search-nothing", "Nothing was found, and what to try."),
)


class Places(Protocol):
    """What of the tour is needed here."""

    hand: Hand

    def family(self, session: Session, name: str = "Thistlewick") -> str:
        """The id of a family of the example."""


def search(tour: Places, window: MainWindow, session: Session) -> None:
    """Types into the search and beside names. Call it with the program open on the example."""
    hand = tour.hand

    def look(dialog: QDialog) -> None:
        for typed, name, about in TYPED:
            hand.type(dialog, "Search", typed)
            hand.rest(200)
            hand.shoot(window, name, about)

    window.place("today")
    hand.in_dialog(window.search, look)
    _families(hand, window)
    _person(hand, window, session, tour.family(session, "Otterbeck"))


def _families(hand: Hand, window: MainWindow) -> None:
    window.place("families")
    hand.type(window, "Find a family", "guzbury")
    hand.rest(200)
    hand.shoot(window, "families-half-heard", "The list of families finds a name half heard too.")

    def add(dialog: QDialog) -> None:
        assert isinstance(dialog, NewFamilyDialog)
        hand.type(dialog, "Family name", "Thistelwik")
        hand.rest(150)
        hand.shoot(
            window, "new-family-alike", "Adding a family: one that may be the same stands beside the name."
        )
        dialog.reject()

    hand.in_dialog(window.new_family, add)


def _person(hand: Hand, window: MainWindow, session: Session, family: str) -> None:
    window.record(family, "children")
    hand.rest(150)
    page: Any = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    assert page.edit.column is not None
    rows = page.edit.column.boxes["children"].editor
    assert isinstance(rows, RowsEditor)
    before = len(rows.value() or [])
    rows.add_row()
    hand.rest(100)
    name: Any = [box for box in rows.findChildren(FieldBox) if box.part.key == "name"][-1]
    name.editor.line.setFocus()
    name.editor.line.insertPlainText("Ren Thistlewick")
    hand.rest(200)
    hand.shoot(window, "person-alike", "A child who may be known already, under the name that is typed.")
    # The example stays as it was.
    rows.set_value((rows.value() or [])[:before])
    page.edit.column.kept["children"] = rows.value()
    session.vault.records.save_draft(family, {**session.family(family), "children": rows.value()})
    window.place("families")
