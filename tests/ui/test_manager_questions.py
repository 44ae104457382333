"""The questions a manager answers once: asked on Today, kept with who answered, never asked again."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.drive import in_dialog, settle
from tests.ui.fit import assert_fits
from tests.ui.made import Made
from toolkit.ui.main_window import MainWindow
from toolkit.ui.manager_questions import ANSWERED, ManagerQuestions, is_asked
from toolkit.ui.today import TodayPage
from toolkit.ui.widgets import Banner
from toolkit.ui.wizard.page import WizardPage
from toolkit.ui.wizard.rules_of import settings_now


def _press(dialog: ManagerQuestions, words: str) -> None:
    next(b for b in dialog.findChildren(QPushButton) if words in (b.text(), b.accessibleName())).click()


def test_until_answered_the_duty_only_informs(made: Made) -> None:
    assert is_asked(made.session)
    assert settings_now(made.session.settings)["duty16la"] == "unconfirmed"
    assert settings_now(made.session.settings)["area_pack"] == made.session.settings.area_pack


def test_without_who_answers_nothing_is_kept(qtbot: QtBot, made: Made) -> None:
    dialog = ManagerQuestions(made.session, None)
    qtbot.addWidget(dialog)
    dialog.duty.set_value("on")
    _press(dialog, "Keep the answers")
    assert is_asked(made.session)
    assert made.session.settings.duty16LA == "unconfirmed"


def test_what_is_answered_is_kept_with_who_and_goes_into_new_decisions(qtbot: QtBot, made: Made) -> None:
    dialog = ManagerQuestions(made.session, None)
    qtbot.addWidget(dialog)
    dialog.who.setText("Fern Marsh, team manager")
    dialog.duty.set_value("on")
    dialog.org.set_value("voluntary")
    dialog.procedure.set_value("off")
    _press(dialog, "Keep the answers")
    assert made.session.fact(ANSWERED) == "Fern Marsh, team manager"
    kept = settings_now(made.session.settings)
    assert (kept["duty16la"], kept["org"], kept["proc_s003"]) == ("on", "voluntary", "off")
    assert not is_asked(made.session)


def test_today_asks_until_it_is_answered(window: MainWindow, made: Made) -> None:
    def asks() -> bool:
        assert window.page is not None
        return any("manager" in one.words() for one in window.page.findChildren(Banner))

    assert asks()
    made.session.vault.facts.set(ANSWERED, "Fern Marsh")
    assert isinstance(window.page, TodayPage)
    window.page.refresh()
    # What was cleared is freed by the event loop.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not asks()


def test_nothing_is_cut(qtbot: QtBot, made: Made) -> None:
    dialog = ManagerQuestions(made.session, None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert_fits(dialog)


def test_at_first_start_today_asks_and_the_next_decision_is_made_under_the_answer(
    window: MainWindow, made: Made
) -> None:
    def answer(dialog: object) -> None:
        assert isinstance(dialog, ManagerQuestions)
        dialog.who.setText("Fern Marsh, team manager")
        dialog.duty.set_value("on")
        dialog.org.set_value("public")
        _press(dialog, "Keep the answers")

    page = window.page
    assert isinstance(page, TodayPage)
    banner = next(one for one in page.findChildren(Banner) if "manager" in one.words())
    assert banner.button is not None
    in_dialog(answer, banner.button.click)
    settle()
    window.decide(made.family)
    assert isinstance(window.page, WizardPage)
    kept = window.page.course.answers
    assert (kept["duty16la"], kept["org"], kept["law"]) == ("on", "public", "IS-2024")
