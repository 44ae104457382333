"""The questions a manager answers once: asked on Today, kept with who answered, never asked again."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.drive import in_dialog, press, settle
from tests.ui.fit import assert_fits
from tests.ui.made import Made
from toolkit.ui.main_window import MainWindow
from toolkit.ui.manager_questions import ANSWERED, ManagerQuestions, is_asked, is_open
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


def test_put_off_it_is_asked_again_in_a_week_and_stands_in_settings_meanwhile(
    window: MainWindow, made: Made
) -> None:
    page = window.page
    assert isinstance(page, TodayPage)
    banner = next(one for one in page.findChildren(Banner) if "manager" in one.words())
    assert banner.button is not None
    in_dialog(lambda dialog: _press(dialog, "Later"), banner.button.click)  # type: ignore[arg-type]
    settle()
    assert is_open(made.session)
    assert not is_asked(made.session)
    made.clock.move(days=6)
    assert not is_asked(made.session)
    made.clock.move(days=1)
    assert is_asked(made.session)
    made.clock.move(days=-7)
    window.place("settings")
    settle()
    assert window.page is not None

    def answer(dialog: object) -> None:
        assert isinstance(dialog, ManagerQuestions)
        dialog.who.setText("Fern Marsh, team manager")
        _press(dialog, "Keep the answers")

    in_dialog(answer, lambda: press(window.page, "Questions for your manager"))  # type: ignore[arg-type]
    settle()
    assert not is_open(made.session)
    assert not [b for b in window.page.findChildren(QPushButton) if b.text() == "Questions for your manager"]


def test_limits_and_numbers_are_asked_and_kept(qtbot: QtBot, made: Made) -> None:
    dialog = ManagerQuestions(made.session, None)
    qtbot.addWidget(dialog)
    dialog.who.setText("Fern Marsh, team manager")
    line, frame = dialog.limits["days_consent"]
    for typed in ("8", "0", "two", ""):
        line.setText(typed)
        _press(dialog, "Keep the answers")
        assert frame.state() == "error", typed
        assert is_open(made.session)
    line.setText("3")
    dialog.numbers["front_door"].setText("01632 960111")
    _press(dialog, "Keep the answers")
    assert made.session.settings.days_consent == 3
    kept = made.session.local_numbers()["front_door"]
    assert (kept.phone, kept.checked_on, kept.checked_by) == (
        "01632 960111",
        "2026-11-12",
        "Fern Marsh, team manager",
    )


def test_what_the_organisation_fixed_is_shown_and_not_asked(qtbot: QtBot, made: Made) -> None:
    settings = made.session.settings
    settings.duty16LA, settings.managed = "on", frozenset({"duty16LA", "days_advice", "proc_s003"})
    dialog = ManagerQuestions(made.session, None)
    qtbot.addWidget(dialog)
    assert not dialog.duty.isEnabled()
    assert not dialog.limits["days_advice"][0].isEnabled()
    assert not dialog.procedure.isEnabled()
    dialog.who.setText("Fern Marsh")
    dialog.org.set_value("voluntary")
    _press(dialog, "Keep the answers")
    assert not is_open(made.session)
    assert (settings.org, settings.duty16LA) == ("voluntary", "on")
