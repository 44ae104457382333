"""Where the person was when it locked, kept inside the encrypted records until they come back: page, field, cursor.

Words in an open box that belong to no record yet, as a reason that was just being typed, are kept with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from toolkit.errors import ToolkitError
from toolkit.ui.main_window import MainWindow
from toolkit.ui.page import is_a
from toolkit.ui.session import Session
from toolkit.ui.widgets import SearchBox, SecretLine

if TYPE_CHECKING:
    from toolkit.ui.family_page import FamilyPage
    from toolkit.ui.form_view import RecordPage
    from toolkit.ui.quick_note import QuickNotePage

KEY = "lock_place"
"""The fact of the vault that holds it, without an entry of its own in the trail: it is gone at the next unlock."""
MOST = 20_000
"""Letters kept of one box."""
Place = dict[str, Any]


def keep(session: Session, window: MainWindow) -> None:
    """Keeps where the person is. Raises what writing raises; nothing else may be stopped by it."""
    session.vault.facts.keep(KEY, read(window))


def read(window: MainWindow) -> Place:
    """Where the person is, after everything was saved."""
    page, focus = window.page, window.focusWidget()
    place: Place = {"words": _words(window)}
    if is_a(page, "RecordPage"):
        place |= _in_record(cast("RecordPage", page), focus)
    elif is_a(page, "QuickNotePage"):
        note = cast("QuickNotePage", page)
        place["record"] = note.store.record_id if note.store is not None else ""
        place["family"] = note.family_id or ""
        place["path"] = _path_of(note, focus)
    elif is_a(page, "FamilyPage"):
        place["family"] = cast("FamilyPage", page).family_id
    place["at"] = window.rail.current()
    return place | _cursor(focus)


def _in_record(page: RecordPage, focus: QWidget | None) -> Place:
    place: Place = {
        "record": str(getattr(page.store, "record_id", "")),
        "family": str(getattr(page.store, "family_id", "") or ""),
    }
    if page.edit is not None:
        place["page"] = page.edit.page.key if page.edit.page is not None else ""
        if page.edit.column is not None and focus is not None:
            place["path"] = page.edit.column.path_to(focus)
        place["scroll"] = page.edit.sheet.verticalScrollBar().value()
    elif page.read is not None:
        place["scroll"] = page.read.sheet.verticalScrollBar().value()
    return place


def _path_of(page: QuickNotePage, focus: QWidget | None) -> str:
    """Which answer of the note the box with the keyboard holds."""
    typed = _text(focus) if focus is not None else ""
    if not typed or page.form is None or page.store is None:
        return ""
    return next((key for key, value in page.answers().items() if value == typed), "")


def _cursor(focus: QWidget | None) -> Place:
    if isinstance(focus, QLineEdit):
        start = focus.selectionStart()
        if start < 0:
            return {"anchor": focus.cursorPosition(), "cursor": focus.cursorPosition()}
        other = start if focus.cursorPosition() != start else focus.selectionEnd()
        return {"anchor": other, "cursor": focus.cursorPosition()}
    if isinstance(focus, QTextEdit | QPlainTextEdit):
        cursor = focus.textCursor()
        return {"anchor": cursor.anchor(), "cursor": cursor.position()}
    return {}


def _words(window: MainWindow) -> list[list[str]]:
    """Title, label and words of each box of an open dialog, or of a page that keeps nothing itself."""
    dialogs = [
        top
        for top in QApplication.topLevelWidgets()
        if isinstance(top, QDialog) and top.isVisible() and not is_a(top, "SearchDialog")
    ]
    roots: list[tuple[str, QWidget]] = [(dialog.accessibleName(), dialog) for dialog in dialogs]
    page = window.page
    if page is not None and not is_a(page, "RecordPage", "QuickNotePage", "SettingsPage", "FamilyPage"):
        roots.append((page.title() if hasattr(page, "title") else "", page))
    found = []
    for title, root in roots:
        for box in root.findChildren(QWidget):
            words = _text(box).strip() if box.isVisibleTo(root) else ""
            if words:
                found.append([title, box.accessibleName(), words[:MOST]])
    return found


def _text(box: QWidget) -> str:
    """What was typed into a box; nothing for a secret, a search, or a box that only shows words."""
    if isinstance(box, QTextEdit | QPlainTextEdit):
        return "" if box.isReadOnly() else box.toPlainText()
    if not isinstance(box, QLineEdit) or box.isReadOnly() or isinstance(box, SecretLine):
        return ""
    inner = isinstance(box.parentWidget(), QComboBox | QAbstractSpinBox | SearchBox)
    return "" if inner or box.echoMode() != QLineEdit.EchoMode.Normal else box.text()


def bring_back(session: Session, window: MainWindow) -> list[list[str]]:
    """Takes the person back to where they were; gives the words of boxes that were open. What was kept is then gone."""
    try:
        place = session.vault.facts.get(KEY) or {}
        if place and not session.vault.read_only:
            session.vault.facts.keep(KEY, None)
    except ToolkitError:
        return []
    record, family = place.get("record", ""), place.get("family", "")
    if record and _there(session, record):
        window.record(record, place.get("path") or place.get("page", ""))
        QTimer.singleShot(0, window, lambda: _settle(window, place))
    elif family and _there(session, family):
        window.family(family)
    elif place.get("at") in ("families", "guidance", "sent", "settings"):
        window.place(place["at"])
    return [one for one in place.get("words", []) if len(one) == 3]


def _there(session: Session, record_id: str) -> bool:
    try:
        return session.vault.records.get(record_id).status not in ("withdrawn", "discarded")
    except ToolkitError:
        return False


def _settle(window: MainWindow, place: Place) -> None:
    """Puts the cursor and the page where they were, once the page is laid out."""
    if not is_a(window.page, "RecordPage"):
        return
    page = cast("RecordPage", window.page)
    view = page.edit or page.read
    if view is not None and place.get("scroll"):
        view.sheet.verticalScrollBar().setValue(int(place["scroll"]))
    focus = window.focusWidget()
    if not place.get("path") or "cursor" not in place or focus is None:
        return
    anchor, cursor = int(place["anchor"]), int(place["cursor"])
    focus.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(focus, QLineEdit):
        focus.setCursorPosition(anchor)
        focus.cursorForward(anchor != cursor, cursor - anchor)
    elif isinstance(focus, QTextEdit | QPlainTextEdit):
        moved, last = focus.textCursor(), len(focus.toPlainText())
        moved.setPosition(min(anchor, last))
        moved.setPosition(min(cursor, last), QTextCursor.MoveMode.KeepAnchor)
        focus.setTextCursor(moved)
        focus.ensureCursorVisible()
