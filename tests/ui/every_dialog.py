"""Every dialog of the program, each made the way its page makes it, for tests that look at all of them.

`test_every_page_and_dialog` names the classes that are missing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from tests.ui import lock_dialogs
from tests.ui.drive import settle
from tests.ui.made import Made
from toolkit.forms.conditions import Scope
from toolkit.ui import dialogs, new_record, settings_about, settings_vault, withdraw
from toolkit.ui.baby_born import BabyBornDialog
from toolkit.ui.backup.closing import ClosingDialog
from toolkit.ui.backup.wipe import WipeDialog
from toolkit.ui.blank_paper import FromPaperDialog
from toolkit.ui.editors.picture_parts import look_at
from toolkit.ui.editors.sign_pad import SignPad
from toolkit.ui.family_actions import unborn
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.form_view import RecordPage
from toolkit.ui.guidance_card import CardDialog
from toolkit.ui.main_window import MainWindow
from toolkit.ui.manager_questions import ManagerQuestions
from toolkit.ui.new_family import NewFamilyDialog
from toolkit.ui.new_record import NewRecordDialog
from toolkit.ui.record_store import VaultStore
from toolkit.ui.safety.discard import DiscardDialog
from toolkit.ui.safety.ended_dialog import EndedDialog
from toolkit.ui.safety.erase_dialog import EraseDialog
from toolkit.ui.safety.honest_page import HonestDialog
from toolkit.ui.safety.kept_words import KeptWords
from toolkit.ui.safety.remove_file import RemoveFileDialog
from toolkit.ui.search_box import SearchDialog
from toolkit.ui.settings_page import SettingsPage
from toolkit.ui.settings_vault import PassphraseDialog
from toolkit.ui.start_record import ChildDialog
from toolkit.ui.turned_round import TurnBack
from toolkit.ui.turned_sign import SignSheet
from toolkit.ui.turned_write import Box, WriteSheet
from toolkit.ui.withdraw import WithdrawDialog
from toolkit.ui.wizard.already import AlreadyDialog
from toolkit.ui.wizard.mend import change_items
from toolkit.ui.wizard.page import WizardPage
from toolkit.vault.moving import Proof

WORDS = [["Move a record to the right family", "Reason", "Written under the wrong family on a busy day"]]
FRAMES = {"TallDialog", "RowDialog"}
"""What other dialogs are made of."""
MOST_STOPS = 120


def makers(made: Made, window: MainWindow) -> dict[str, Callable[[], QDialog]]:
    """Each dialog by a name, with what makes it."""
    return {
        **_of_the_window(made, window),
        **_of_records(made, window),
        **_of_safety(made, window),
        **_without_a_class(made, window),
        **lock_dialogs.of_pages(made.session, made.family, window),
    }


def _of_the_window(made: Made, window: MainWindow) -> dict[str, Callable[[], QDialog]]:
    session, theme, family = made.session, made.session.theme, made.family
    choices = [dialogs.Choice("Cancel", 0), dialogs.Choice("Finish", 1, "primary", safe=True)]
    return {
        "search": lambda: SearchDialog(session, window),
        "new record": lambda: NewRecordDialog(session, window, family, window),
        "new family": lambda: NewFamilyDialog(session, window),
        "card": lambda: CardDialog(session, window, "G-NMB", window),
        "question": lambda: dialogs.question(
            window, theme, "Finish this note?", "It becomes final.", choices
        ),
        "sentence": lambda: dialogs.tell(window, theme, "The disk is full. Free some space."),
        "reason": lambda: dialogs.Reason(theme, "Why?", "Say why.", "Go on", parent=window),
        "manager": lambda: ManagerQuestions(session, window),
        "which family": lambda: new_record._FamilyDialog(session, "Which family?", window),
        "honest": lambda: HonestDialog(theme, window),
        "words that were open": lambda: KeptWords(theme, WORDS, window),
    }


def _of_records(made: Made, window: MainWindow) -> dict[str, Callable[[], QDialog]]:
    session, theme, family = made.session, made.session.theme, made.family
    finished = [row for row in session.vault.records.timeline(family) if row.status == "final"]
    people = list(session.vault.records.people(family))
    case_note = session.catalogue.get("case_note")
    return {
        "baby born": lambda: BabyBornDialog(session, family, unborn(_family_page(made, window)), window),
        "wrong family": lambda: WithdrawDialog(session, finished, family, window),
        "which record": lambda: withdraw._RecordDialog(session, window, "Which record?", finished),
        "which child": lambda: ChildDialog(session, case_note, people, window),
        "from paper": lambda: FromPaperDialog(theme, {}, session.context(family), window),
        "already shared": lambda: AlreadyDialog(theme, session.now(), "A worry", "School", window),
        "turn back": lambda: TurnBack(theme, lambda _key: False, window),
        "write large": lambda: WriteSheet(
            theme, Box("facts", "What happened?", "Seen"), "Words", lambda _words: None, window
        ),  # type: ignore[arg-type]
        "sign large": lambda: _sign_large(made, window),
    }


def _of_safety(made: Made, window: MainWindow) -> dict[str, Callable[[], QDialog]]:
    session, family = made.session, made.family
    draft = session.vault.records.drafts()[0]
    return {
        "passphrase": lambda: PassphraseDialog(session, window),
        "sheet again": lambda: settings_vault._ConfirmDialog(session, window),
        "erase": lambda: EraseDialog(session, family, window),
        "ended": lambda: EndedDialog(session, family, "", window),
        "discard": lambda: DiscardDialog(session, draft, 9, window),
        "take out": lambda: RemoveFileDialog(session, draft.id, window),
        "closing": lambda: ClosingDialog(session, window),
        "wipe": lambda: WipeDialog(session, Proof(b"", (0, 0)), window),
    }


def _without_a_class(made: Made, window: MainWindow) -> dict[str, Callable[[], QDialog]]:
    """Dialogs that a page puts together out of the plain one."""
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    return {
        "picture large": lambda: look_at(window, made.session.theme, picture, "The arm, from the side"),
        "names and marks": lambda: settings_about._names(_settings(window)),
        "licences": lambda: settings_about._licences(_settings(window)),
        "your answers": lambda: _of_decision(made, window, lambda page: page.open_answers()),
        "what is shared": lambda: _of_decision(made, window, change_items),
    }


def _settings(window: MainWindow) -> SettingsPage:
    window.place("settings")
    assert isinstance(window.page, SettingsPage)
    return window.page


def _of_decision(made: Made, window: MainWindow, opens: Callable[[WizardPage], object]) -> QDialog:
    window.decide(made.family)
    page = window.page
    assert isinstance(page, WizardPage)
    opens(page)
    assert page.dialog is not None
    return page.dialog


def _family_page(made: Made, window: MainWindow) -> FamilyPage:
    window.family(made.family)
    assert isinstance(window.page, FamilyPage)
    return window.page


def _sign_large(made: Made, window: MainWindow) -> QDialog:
    store = VaultStore(made.session, form_id="case_note", family_id=made.family)
    store.save({"event": "2026-11-12T13:10"})
    window.record(store.record_id)
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    return SignSheet("Wren", page.edit.desk, Scope(page.edit.answers, page.edit.context), window)


def opened(made: Made, window: MainWindow) -> Iterator[tuple[str, QDialog]]:
    """Opens each in turn, and frees it after."""
    for name, make in makers(made, window).items():
        dialog = make()
        dialog.open()
        settle(2)
        yield f"dialog: {name}", dialog
        if _stands(dialog):
            dialog.reject()
        if isValid(dialog):
            dialog.deleteLater()
        settle(1)


def _stands(dialog: QDialog) -> bool:
    # Some free themselves as they close.
    return isValid(dialog) and dialog.isVisible()


# How a dialog behaves


def manners(dialog: QDialog, window: QWidget) -> list[str]:
    """What is wrong with how the keys work in an open dialog; it is closed by Esc after."""
    before = window.focusWidget()
    found = [*_focus(dialog), *_round(dialog), *_enter(dialog)]
    for _ in range(2):
        # The first Esc may empty a search box.
        if _stands(dialog):
            QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
            settle(1)
    if _stands(dialog):
        found.append("Esc does not close it")
    if window.focusWidget() is not before:
        found.append("the keyboard did not come back to where it was")
    return found


def _focus(dialog: QDialog) -> list[str]:
    focus = dialog.focusWidget()
    if focus is None or focus is dialog:
        return ["the keyboard is on nothing in it"]
    return [] if focus.isVisible() and focus.isEnabled() else ["the keyboard is on something hidden"]


def _round(dialog: QDialog) -> list[str]:
    """Tab goes to each part that takes it, and comes round again."""
    stops = {
        id(widget): widget
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is dialog
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }
    first = dialog.focusWidget()
    met = set()
    for _ in range(MOST_STOPS):
        at = dialog.focusWidget()
        if at is None or not at.isVisible():
            return ["Tab leads to something hidden"]
        met.add(id(at))
        QTest.keyClick(at, Qt.Key.Key_Tab)
        if dialog.focusWidget() is first:
            break
    else:
        return [f"Tab does not come round: it stays on {type(dialog.focusWidget()).__name__}"]
    return [
        f"Tab never comes to {type(widget).__name__} “{widget.accessibleName()}”"
        for key, widget in stops.items()
        if key not in met
    ]


def _enter(dialog: QDialog) -> list[str]:
    """Enter where the keyboard is does something: presses a button, or is a new line in a box. On a sheet to sign it does nothing."""
    focus = dialog.focusWidget()
    if isinstance(focus, QTextEdit | QPlainTextEdit | QComboBox | QAbstractButton | SignPad):
        return []
    if isinstance(focus, QLineEdit) and focus.receivers("2returnPressed()"):
        return []
    pressed: list[str] = []
    for button in dialog.findChildren(QPushButton):
        button.clicked.disconnect()
        button.clicked.connect(lambda _on=False, which=button: pressed.append(which.text()))
    QTest.keyClick(focus, Qt.Key.Key_Return)
    return [] if pressed else [f"Enter in {type(focus).__name__} “{focus.accessibleName()}” does nothing"]  # type: ignore[union-attr]
