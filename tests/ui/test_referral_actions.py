"""Beside a referral: its words for the telephone, an agency's own form; beside a level of need: signs from a list."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.drive import settle
from tests.ui.made import Made
from tests.ui.test_pack import hide_from_ash, referral
from toolkit.export.agency_marks import KNOWN
from toolkit.forms.blocks import text_of
from toolkit.practice import thresholds
from toolkit.practice.phone_script import script
from toolkit.ui.agency_forms import AgencyFormDialog
from toolkit.ui.editors.days import DateTimeEditor
from toolkit.ui.editors.words import TextEditor
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.phone_dialog import PhoneDialog
from toolkit.ui.pick_signs import SignsDialog, added, rows
from toolkit.ui.record_store import VaultStore
from toolkit.ui.referral_actions import difference_from
from toolkit.ui.release_leaving import Ways
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.release_parts import AGENCY
from toolkit.ui.report_facts import report_facts
from toolkit.ui.start_record import first_answers
from toolkit.ui.widgets import BodyLabel


def test_the_script_is_filled_from_the_case_and_says_what_is_not_known(
    window: MainWindow, made: Made
) -> None:
    store = VaultStore(made.session, record_id=referral(made, route="harm", why_today="He comes at three."))
    dialog = PhoneDialog(made.session, store, store.answers(), window)
    words = text_of(dialog.outline)
    assert words.index("999") < words.index("Children's front door")
    assert {"Adult safeguarding", "Police, not an emergency"} <= set(words)
    assert "It is a worry today because: He comes at three." in words
    assert "Wren Thistlewick, born 2 May 2019. Now: not known." in words
    dialog.deleteLater()


def test_an_empty_referral_has_a_script_too(made: Made) -> None:
    words = " ".join(text_of(script({}, made.session.numbers(), "F-1")))
    assert "…" in words
    assert "Whether the family was told is not known." in words


def chosen(
    made: Made, window: MainWindow, place: Path, qtbot: QtBot, route: str = "support"
) -> AgencyFormDialog:
    store = VaultStore(made.session, record_id=referral(made, route=route))
    dialog = AgencyFormDialog(made.session, store, store.answers(), window, ask=lambda _parent: place)
    assert dialog.choose()
    qtbot.waitUntil(lambda: dialog.asked is not None or not dialog.said.isHidden(), timeout=20000)
    return dialog


def told(dialog: AgencyFormDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(BodyLabel))


def test_a_form_is_looked_at_then_filled_and_noted(
    window: MainWindow, made: Made, tmp_path: Path, qtbot: QtBot
) -> None:
    form = docx.Document()
    form.add_paragraph("{{ children }}{{ child.name }} and {{ child.shoes }} and {{ referral.worried }}")
    form.save(str(tmp_path / "theirs.docx"))
    out = tmp_path / "out"
    out.mkdir()
    made.session.ways = Ways(place=lambda _parent, offered: out / offered.name)
    dialog = chosen(made, window, tmp_path / "theirs.docx", qtbot)
    assert "child.shoes" in told(dialog)
    assert not dialog.save(), "nobody named"
    dialog.who.offer("Ash Quill")
    dialog.sharing.reason.set_value("They ask for it.")
    assert "Ash Quill" in dialog.who.risk.text()
    assert not dialog.save(), "a warning is about him"
    dialog.who.name.set_value("Front door")
    dialog.sharing.reason.set_value("")
    assert not dialog.save(), "neither a decision nor a reason"
    dialog.sharing.reason.set_value("They ask for it.")
    before = len(made.vault.releases.of(made.family))
    assert dialog.save()
    qtbot.waitUntil(lambda: len(made.vault.releases.of(made.family)) > before, timeout=20000)
    words = docx.Document(io.BytesIO((out / "Filled form.docx").read_bytes())).paragraphs[0].text
    assert "Wren is alone on two evenings a week & tired <at school>." in words
    row = made.vault.releases.of(made.family)[0]
    assert (row.recipient, row.audience) == ("Front door", "another agency")
    assert (row.told.no_decision, row.why) == ("They ask for it.", "Their own Word form.")
    dialog.deleteLater()


def test_a_form_that_is_none_says_so_and_nothing_is_written(
    window: MainWindow, made: Made, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "theirs.docx").write_bytes(b"hello")
    dialog = chosen(made, window, tmp_path / "theirs.docx", qtbot)
    assert dialog.asked is None
    assert "no Word document" in dialog.said.text()
    dialog.deleteLater()


def test_a_folder_that_is_gone_leaves_no_form_and_notes_none(
    window: MainWindow, made: Made, tmp_path: Path, qtbot: QtBot
) -> None:
    form = docx.Document()
    form.add_paragraph("{{ child.name }}")
    form.save(str(tmp_path / "theirs.docx"))
    made.session.ways = Ways(place=lambda _parent, _offered: tmp_path / "gone" / "filled.docx")
    dialog = chosen(made, window, tmp_path / "theirs.docx", qtbot)
    dialog.who.offer("Front door")
    dialog.sharing.reason.set_value("They ask for it.")
    before = made.vault.releases.of(made.family)
    assert dialog.save()
    qtbot.waitUntil(lambda: not dialog.said.isHidden(), timeout=20000)
    assert "folder is no longer there" in dialog.said.text()
    assert not (tmp_path / "gone").exists()
    assert made.vault.releases.of(made.family) == before
    dialog.deleteLater()


@pytest.mark.parametrize(("named", "told_where"), [("Front door", True), ("Ash Quill", False)])
def test_on_the_harm_route_it_tells_where_the_child_is_but_never_whom_that_is_hidden_from_and_leaves_once(
    window: MainWindow, made: Made, tmp_path: Path, qtbot: QtBot, named: str, told_where: bool
) -> None:
    hide_from_ash(made)
    form = docx.Document()
    form.add_paragraph("{{ child.address }}")
    form.save(str(tmp_path / "theirs.docx"))
    made.session.ways = Ways(place=lambda _parent, offered: tmp_path / offered.name)
    dialog = chosen(made, window, tmp_path / "theirs.docx", qtbot, "harm")
    dialog.who.offer(named)
    before = len(made.vault.releases.of(made.family))
    assert dialog.save()
    assert not dialog.save(), "pressed twice"
    assert not dialog.choose()
    qtbot.waitUntil(lambda: not dialog.said.isHidden(), timeout=20000)
    (written,) = (p.text for p in docx.Document(str(tmp_path / "Filled form.docx")).paragraphs)
    assert written == ("9 CANARYLANE, ZZ9 9ZZ (hidden: do not pass on)" if told_where else "")
    assert len(made.vault.releases.of(made.family)) == before + 1
    dialog.deleteLater()


def test_a_copy_of_the_referral_alone_for_whom_an_address_is_hidden_from_is_no_whole_one(
    window: MainWindow, made: Made
) -> None:
    window.release(referral(made, route="harm"))
    page = window.page
    assert isinstance(page, ReleasePage)
    page.who.offer(AGENCY, "Front door")
    page._again()
    assert (page.asked().reader, page.asked().wary) == ("", False)
    page.who.offer(AGENCY, "Ash Quill")
    page._again()
    assert (page.asked().reader, page.asked().wary) == ("agency", True)
    assert "hidden addresses stay out" in page.harm.text()


def test_the_marks_are_shown_before_a_form_is_chosen(window: MainWindow, made: Made) -> None:
    store = VaultStore(made.session, record_id=referral(made))
    dialog = AgencyFormDialog(made.session, store, store.answers(), window)
    words = told(dialog)
    assert all(f"{{{{ {mark} }}}}" in words for mark in KNOWN)
    dialog.deleteLater()


def test_signs_are_ticked_from_one_list_and_old_lists_say_so(window: MainWindow, made: Made) -> None:
    dialog = SignsDialog(made.session, window)
    assert len(dialog.ticks) > 50
    key, box = dialog.ticks[0]
    box.setChecked(True)
    dialog._take()
    assert [row["id"] for row in dialog.taken] == [key]
    assert dialog.taken[0]["of_area"]
    dialog.deleteLater()


def test_a_sign_that_is_there_keeps_its_evidence() -> None:
    signs = next(iter(thresholds.load().values()))
    taken = rows(signs, [signs.signs[0].id, signs.signs[1].id], "Old")
    kept = {**taken[0], "evidence": "Three mornings."}
    assert added({"signs": [kept]}, taken) == [kept, taken[1]]


OWN = ("Words for the telephone", "Make a pack", "Fill an agency's Word form")


def test_the_bars_offer_them(window: MainWindow, made: Made) -> None:
    window.record(referral(made))
    QApplication.processEvents()
    page = window.page
    assert isinstance(page, RecordPage)
    texts = [action.text for action, _ in page.bar._actions]
    assert [text for text in texts if text in OWN] == list(OWN)


def test_a_report_begins_with_what_the_records_say(made: Made) -> None:
    facts = report_facts(made.session, made.family)
    first = first_answers(made.session, "report", made.family)
    assert first["kept"] == facts["@contacts_kept"]
    assert facts["@contacts_kept"].isdigit()
    assert first["events"].splitlines()
    assert report_facts(made.session, None) == {}


def test_a_referral_begins_with_the_questions_of_the_area_in_force(made: Made) -> None:
    first = first_answers(made.session, "referral", made.family)
    assert [row["question"] for row in first["pre_questions"]] == list(made.session.area.pre_questions)
    assert "check before use" in first["area_words"]


def test_the_day_of_the_answer_is_there_as_soon_as_it_was_rung(window: MainWindow, made: Made) -> None:
    window.record(referral(made))
    QApplication.processEvents()
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    page.edit.open_page("sent_page")
    page.edit.answers["phoned_on"] = "2026-11-12T09:20"
    page.edit.changed.emit()
    assert page.edit.answers["answer_due"] == "2026-11-13"
    assert "1 working day after 12 November 2026" in page.edit.answers["answer_due_from"]
    page.edit.answers["answer_due"] = "2026-11-20"
    page.edit.answers["phoned_on"] = "2026-11-13T09:20"
    page.edit.changed.emit()
    assert page.edit.answers["answer_due"] == "2026-11-20"


def test_the_level_is_chosen_from_the_area_and_may_be_typed(window: MainWindow, made: Made) -> None:
    window.record(referral(made))
    QApplication.processEvents()
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    page.edit.open_page("level_page")
    assert page.edit.column is not None
    editor = page.edit.column.boxes["level"].editor
    assert isinstance(editor, TextEditor)
    assert editor.offers is not None
    editor.offers.set_value("1 Universal")
    editor.offers.changed.emit()
    assert page.edit.answers["level"] == editor.offers.value() == "1 Universal"


def test_a_difference_begins_with_what_they_decided() -> None:
    answers = {
        "about": ["c1"],
        "sent_to": "Front door",
        "worried": "Nights alone.",
        "responses": [
            {
                "id": "1",
                "acknowledged": "2026-11-13T10:00",
                "decision": "No further action",
                "challenge": "no",
            }
        ],
    }
    assert difference_from(answers) == {
        "decision": "No further action",
        "whose": "Front door",
        "decided_on": "2026-11-13",
        "evidence": "Nights alone.",
        "about": ["c1"],
    }
    assert difference_from({}) == {}


def test_the_day_it_was_sent_is_typed_in_peace_while_the_answers_day_is_worked_out(
    window: MainWindow, made: Made
) -> None:
    window.record(referral(made, route="support", sent_how="secure_email", sent_to="Front door"))
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    page.edit.open_page("sent_page")
    settle()
    sent = next(one for one in page.findChildren(DateTimeEditor) if one.part.key == "sent_on")
    for line, words in ((sent.day, "22/11/2026"), (sent.time, "9:40")):
        line.setFocus()
        for letter in words:
            QTest.keyClick(QApplication.focusWidget(), letter)
            # The day of their answer is worked out anew after each letter that makes another day.
            page.edit.settle()
            settle()
        assert line.text() == words
    assert page.answers["sent_on"] == "2026-11-22T09:40"
    assert page.answers["answer_due"]


def test_the_arrows_walk_through_the_levels_of_the_area(window: MainWindow, made: Made) -> None:
    window.record(referral(made, route="support"))
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    page.edit.open_page("level_page")
    settle()
    level = next(one for one in page.findChildren(TextEditor) if one.part.key == "level")
    assert level.offers is not None
    level.offers.setFocus()
    for n in (1, 2):
        QTest.keyClick(level.offers, Qt.Key.Key_Down)
        page.edit.settle()
        settle()
        assert level.offers.currentIndex() == n
        assert page.answers["level"] == level.offers.itemData(n) == level.line.value()
    level.line.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    QTest.keyClicks(QApplication.focusWidget(), ", nearly")
    settle()
    assert level.offers.value() is None
    assert str(page.answers["level"]).endswith(", nearly")
