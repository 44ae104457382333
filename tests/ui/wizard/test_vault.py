"""Decisions in a real vault: killed and opened again, finished, printed, thought again, signed later, practised."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from tests.decision_cases import case
from tests.decision_steps import MONDAY, SETTINGS, WORKER, play
from tests.helpers import files_holding
from tests.ui.drive import in_dialog, press, settle
from tests.ui.made import PASSPHRASE, Made
from tests.ui.wizard.hand import Clock, Hand, page_for
from toolkit.forms import catalogue
from toolkit.forms.blocks import text_of, to_json
from toolkit.forms.outline import Meta, outline
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.preview import PreviewPage
from toolkit.ui.release_leaving import Ways
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Banner
from toolkit.ui.wizard.follow_up import follow_ups
from toolkit.ui.wizard.page import WizardPage
from toolkit.ui.wizard.practice import MARK, new_store
from toolkit.ui.wizard.read import DecisionRead
from toolkit.vault.vault import Vault

ROOT = Path(__file__).parents[3]


def begin(window: MainWindow, made: Made) -> tuple[WizardPage, Hand]:
    made.clock.set("2026-09-07", "12:00")
    window.decide(made.family)
    return at_page(window, made)


def at_page(window: MainWindow, made: Made) -> tuple[WizardPage, Hand]:
    page = window.page
    assert isinstance(page, WizardPage)
    return page, Hand(page, SimpleNamespace(now=made.clock.plain()))  # type: ignore[arg-type]


def walk(window: MainWindow, made: Made, number: str, upto: int | None = None) -> tuple[WizardPage, Hand]:
    """Answers a worked case in the vault, about the people of the case."""
    page, hand = begin(window, made)
    one = case(number)
    hand.answer({"about": list(one.about), **one.steps[0].answers})
    hand.go_on()
    for step in one.steps[1:upto]:
        hand.take(step)
    return page, hand


def finish(page: WizardPage) -> None:
    page.finish()
    settle()
    assert page.dialog is not None
    page.dialog.button("Finish").click()
    settle()


def texts(window: MainWindow) -> str:
    words = [w.text() for w in window.findChildren(QLabel) if w.isVisibleTo(window)]
    return "\n".join([*words, *(b.words() for b in window.findChildren(Banner) if b.isVisibleTo(window))])


@pytest.mark.parametrize(("number", "upto"), [("1", 9), ("4", 4)])
def test_killed_it_opens_at_the_same_question(
    number: str, upto: int, tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    folder = tmp_path / "records"
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.wizard.kill_child", str(folder), number, str(upto)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    line = child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    _, told = child.communicate()
    assert line, told
    record_id, view = line.split()
    vault = Vault.unlock(folder, PASSPHRASE, catalogue.load)
    try:
        record = vault.records.get(record_id)
        assert record.status == "draft"
        page = page_for(theme, Clock(MONDAY), record.answers)
        qtbot.addWidget(page)
        assert page.course.view == view
    finally:
        vault.close()
    assert files_holding(tmp_path, ["Parent B", "Child A"]) == []


class TestFinished:
    def test_a_decision_is_read_and_leaves_as_any_record(self, window: MainWindow, made: Made) -> None:
        page, _ = walk(window, made, "1")
        finish(page)
        read = window.page
        assert isinstance(read, DecisionRead)
        assert read.title().startswith("Decision to share")
        read.print()
        settle()
        assert isinstance(window.page, ReleasePage)
        window.page.who.who.buttons()[0].click()
        settle()
        assert window.page.outline is not None
        assert "NOT A DECISION" not in "\n".join(text_of(window.page.outline))

    def test_an_unfinished_one_prints_as_no_decision(self, window: MainWindow, made: Made) -> None:
        page, _ = walk(window, made, "1", 6)
        page.print_wanted.emit()
        settle()
        assert isinstance(window.page, ReleasePage)
        window.page.who.who.buttons()[0].click()
        settle()
        assert window.page.outline is not None
        assert "NOT A DECISION" in "\n".join(
            [window.page.outline.title, window.page.outline.subtitle, *text_of(window.page.outline)]
        )

    def test_thought_again_it_stays_and_the_new_one_names_it(self, window: MainWindow, made: Made) -> None:
        page, _ = walk(window, made, "1")
        finish(page)
        read = window.page
        assert isinstance(read, DecisionRead)
        old = read.kept.record_id
        before = made.vault.records.get(old)

        def give(dialog: object) -> None:
            dialog._box.set_value("Parent B takes the agreement back.")  # type: ignore[attr-defined]
            dialog.button("Begin").click()  # type: ignore[attr-defined]

        in_dialog(give, read.think_again)
        page, hand = at_page(window, made)
        assert page.course.view == "S2"
        assert page.course.answers["reconsiders"] == old
        hand.answer({"harm": ["H4"]})
        hand.go_on()
        new = page.store.record_id  # type: ignore[attr-defined]
        assert made.vault.records.get(old) == before
        window.record(old)
        assert "Thought through again" in texts(window)
        assert made.vault.records.get(new).answers["new_information"] == "Parent B takes the agreement back."

    def test_the_manager_signs_later_in_a_new_version(self, window: MainWindow, made: Made) -> None:
        page, _ = walk(window, made, "3")
        finish(page)
        read = window.page
        assert isinstance(read, DecisionRead)
        press(window, "Add the manager's signature")
        page, _ = at_page(window, made)
        assert page.course.view == "S11"
        assert page.state.revision == 2
        record = made.vault.records.get(page.store.record_id)  # type: ignore[attr-defined]
        assert record.reason == "The manager's signature was added."
        made.clock.set("2026-09-08", "09:00")

    def test_what_an_emergency_left_is_completed_afterwards(self, window: MainWindow, made: Made) -> None:
        page, _ = walk(window, made, "4")
        calls = page.course.answers["calls"]
        finish(page)
        press(window, "Complete what is left")
        page, hand = at_page(window, made)
        assert page.course.view == "S2"
        hand.answer({"harm": ["H1"]})
        hand.go_on()
        assert page.course.view == "S3"
        assert page.course.answers["calls"] == calls


class TestPractice:
    def test_nothing_is_kept_and_it_says_so(self, window: MainWindow, made: Made, tmp_path: Path) -> None:
        before = made.vault.records.timeline(made.family)
        drafts = made.vault.records.drafts()
        rows = len(made.vault.audit.rows())
        window.practise()
        page, hand = at_page(window, made)
        assert MARK in texts(window)
        hand.answer({"trigger": "want", "about": [{"name": "Nobody Real", "role": "mother"}]})
        hand.go_on()
        hand.answer(case("1").steps[1].answers)
        hand.go_on()
        assert page.course.view == "S1"
        page.print_wanted.emit()
        settle()
        assert isinstance(window.page, PreviewPage)
        window.back()
        page, _ = at_page(window, made)
        assert page.course.view == "S1"
        assert made.vault.records.timeline(made.family) == before
        assert made.vault.records.drafts() == drafts
        assert len(made.vault.audit.rows()) == rows
        window.place("guidance")
        assert files_holding(tmp_path, ["Nobody Real"]) == []

    def test_the_print_is_marked(self, made: Made) -> None:
        store = new_store(made.session, "share_decision")
        outline = store.outline(1)
        assert MARK in list(text_of(outline))[:3]
        assert outline.status == MARK


def test_offered_before_a_copy_goes_to_another_agency(window: MainWindow, made: Made) -> None:
    page, _ = walk(window, made, "1")
    finish(page)
    note = next(
        r
        for r in made.vault.records.timeline(made.family)
        if r.form_id == "case_note" and r.status == "final"
    )
    window.release(note.id)
    settle()
    release = window.page
    assert isinstance(release, ReleasePage)
    assert not release.decision.isVisibleTo(release)
    release.who.who.set_value("another agency")
    release.who.who.changed.emit()
    settle()
    assert release.decision.isVisibleTo(release)
    release.decision.choice.setCurrentIndex(release.decision.choice.count() - 1)
    assert made.vault.records.get(release.decision.decision()).form_id == "share_decision"
    press(window, "Decide about sharing")
    assert isinstance(window.page, WizardPage)


def test_from_the_new_menu(window: MainWindow, made: Made) -> None:
    window.new_record("share_decision", made.family)
    assert isinstance(window.page, WizardPage)


def finished(window: MainWindow, made: Made, number: str) -> DecisionRead:
    """The read view of a worked case that was finished."""
    made.session.settings.set("org", str({**SETTINGS, **case(number).settings}["org"]))
    page, _ = walk(window, made, number)
    finish(page)
    assert isinstance(window.page, DecisionRead)
    return window.page


class TestWhatIsWrittenNext:
    def test_a_difference_with_the_manager_begins_with_what_is_known(
        self, window: MainWindow, made: Made
    ) -> None:
        read = finished(window, made, "14b")
        manager = read.answers["weigh_with"]
        assert "Your manager disagreed." in texts(window)
        press(window, "Professional difference")
        page = window.page
        assert isinstance(page, RecordPage)
        assert page.entry.form.id == "escalation"
        known = page.answers
        assert manager in known["whose"]
        assert known["decision"].startswith("The manager said not to share.")
        assert known["decided_on"] == "2026-09-07"
        assert read.answers["weigh_unshared"] in known["evidence"]
        assert known["stages"][0]["stage"] == "s0"

    def test_no_difference_is_offered_where_there_was_none(self, window: MainWindow, made: Made) -> None:
        finished(window, made, "3")
        assert "disagreed" not in texts(window)

    def test_the_referral_is_offered_once_its_form_is_there(self, made: Made) -> None:
        derived = {"@harm": "yes", "@manager_said_no": "no"}
        answers = {"route": "CP", "derived": derived, "about": ["wren", {"name": "Ash", "role": "kin"}]}
        [offer] = follow_ups(answers, {"referral", "escalation"}, set())
        assert (offer.form_id, offer.action, offer.known) == (
            "referral",
            "Write the referral",
            {"route": "harm", "directed": ["children"], "about": ["wren"]},
        )
        [other] = follow_ups({**answers, "harm": ["H2", "H3"]}, {"referral"}, set())
        assert other.known["directed"] == ["adult", "police"]
        assert follow_ups(answers, {"escalation"}, set()) == []
        assert follow_ups(answers, {"referral"}, {"referral"}) == []
        assert follow_ups({**answers, "referral": "Front door, 4711"}, {"referral"}, set()) == []
        assert follow_ups({**answers, "route": "CONSENT"}, {"referral"}, set()) == []

    def test_the_referral_keeps_its_decision_and_so_do_its_copies(
        self, window: MainWindow, made: Made, tmp_path: Path
    ) -> None:
        decision = finished(window, made, "3").kept.record_id
        press(window, "Write the referral")
        page = window.page
        assert isinstance(page, RecordPage)
        page.edit.changed.emit()  # type: ignore[union-attr]
        assert page.leaving()
        record = next(row.id for row in made.vault.records.timeline(made.family) if row.form_id == "referral")
        made.session.ways = Ways(place=lambda _parent, offered: tmp_path / offered.name)
        window.release(record)
        assert isinstance(window.page, ReleasePage)
        assert window.page.on_harm_route()
        assert window.page.leave("word"), window.page.foot.saved_text()
        assert made.vault.releases.of_record(record)[0].told.decision == decision
        window.pack(record)
        assert window.page.questions.value().decision == decision  # type: ignore[attr-defined]
        kept = made.vault.records.get(record).answers
        made.vault.records.save_draft(record, {**kept, "route": "support"}, made.session.author())
        window.release(record)
        assert window.page.decision.choice.value() == decision  # type: ignore[attr-defined]
        assert window.page.decision.gap() is None  # type: ignore[attr-defined]


class TestRulesOf2018:
    """Worked test 18: a decision of 2019 that was brought in is read with its own rules, and thought again under today's."""

    @pytest.fixture
    def old(self, window: MainWindow, made: Made) -> str:
        answers, context = play(case("3"))
        kept = {**answers, "law": "IS-2018", "event": "2019-09-09T12:00"}
        records, author = made.vault.records, made.session.author()
        record = records.create("share_decision", made.family, kept, author)
        entry = made.session.catalogue.get("share_decision")
        paper = outline(entry, kept, context, "practitioner", Meta(status="final", author=WORKER))
        records.finish(record.id, kept, {"practitioner": to_json(paper)}, author)
        window.record(record.id)
        settle()
        return record.id

    def test_it_is_only_read_and_says_which_rules(self, window: MainWindow, old: str) -> None:
        read = window.page
        assert isinstance(read, DecisionRead)
        assert "Made under the rules of 2018." in texts(window)
        words = "\n".join(text_of(read.kept.outline(1)))
        assert "Seven golden rules, 2018" in words
        assert "Seven golden rules, 2024" not in words
        buttons = {b.text() for b in window.findChildren(QAbstractButton) if b.isVisibleTo(window)}
        assert "Think again" in buttons
        assert not buttons & {"Make version 2", "Add the manager's signature", "Complete what is left"}

    def test_thinking_again_begins_under_the_rules_of_today(
        self, window: MainWindow, made: Made, old: str
    ) -> None:
        before = made.vault.records.get(old)

        def give(dialog: object) -> None:
            dialog._box.set_value("The school asks again.")  # type: ignore[attr-defined]
            dialog.button("Begin").click()  # type: ignore[attr-defined]

        in_dialog(give, lambda: press(window, "Think again"))
        page, _ = at_page(window, made)
        assert page.course.view == "S2"
        kept = page.course.answers
        assert (kept["law"], kept["reconsiders"]) == ("IS-2024", old)
        assert "rules of 2024" in texts(window)
        assert made.vault.records.get(old) == before
