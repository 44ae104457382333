"""A decision that waits for the copy to have gone: it can be named for that copy, says why it waits, and is not put away."""

from __future__ import annotations

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.decision_cases import case
from tests.decision_steps import Case, Step, play
from tests.ui.drive import settle
from tests.ui.made import Made
from tests.ui.wizard.hand import Clock, page_for
from toolkit.forms.people import Answers, rows_of
from toolkit.ui.record_store import VaultStore
from toolkit.ui.safety.discard import CopyLeftByIt, DiscardDialog
from toolkit.ui.start_record import first_answers
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Banner
from toolkit.ui.wizard.page import LATER
from toolkit.ui.wizard.release_link import WAITS, decisions
from toolkit.vault.rows import Told


def answers_of(number: str, upto: int | None = None, *more: Step) -> Answers:
    """The answers of a worked case, walked without a window up to one of its steps, and what is said then."""
    one = case(number)
    return play(Case(one.number, one.title, (*one.steps[:upto], *more), one.outcome, about=one.about))[0]


def kept(made: Made, answers: Answers, *, final: bool = False) -> str:
    store = VaultStore(made.session, form_id="share_decision", family_id=made.family)
    store.save(answers)
    if final:
        store.finish(answers)
    return store.record_id


AT_PASS_ON = [step.state for step in case("1").steps].index("S9")
NOT_YET = Step("S9", {"sent": "not_yet"}, "waits")


def test_a_decision_that_waits_is_offered_and_one_not_decided_or_not_to_share_is_not(made: Made) -> None:
    waits = kept(made, answers_of("1", AT_PASS_ON, NOT_YET))
    kept(made, answers_of("1", AT_PASS_ON - 1))
    kept(made, answers_of("12"))
    done = kept(made, answers_of("1"), final=True)
    found = dict(decisions(made.session, made.family, ""))
    assert set(found) == {waits, done}
    assert found[waits].endswith(WAITS)
    assert found[waits].startswith("Information-sharing decision, ")
    assert WAITS not in found[done]
    assert set(dict(decisions(made.session, made.family, waits))) == {done}


def test_a_decision_for_somebody_who_is_not_checked_yet_is_not_offered_for_a_copy(made: Made) -> None:
    steps = [step.state for step in case("9a").steps]
    kept(made, answers_of("9a", steps.index("S9")))
    assert decisions(made.session, made.family, "") == []
    checked = kept(made, {**answers_of("9a", steps.index("S9")), "asker_checked": "call_back"})
    assert [one for one, _ in decisions(made.session, made.family, "")] == [checked]


def test_a_decision_by_which_a_copy_left_is_not_put_away(made: Made, qtbot: QtBot) -> None:
    record = kept(made, answers_of("1", AT_PASS_ON, NOT_YET))
    note = made.note("2026-11-05", "To go with it.")
    made.vault.releases.note(
        note, 1, "agency", "Debt charity", "Word", "", "0" * 64, made.session.author(), Told(decision=record)
    )
    with pytest.raises(CopyLeftByIt):
        VaultStore(made.session, record_id=record).discard("Begun twice")
    row = next(one for one in made.vault.records.timeline(made.family) if one.id == record)
    dialog = DiscardDialog(made.session, row, 0, None)
    qtbot.addWidget(dialog)
    dialog.discard()
    assert not dialog.result()
    assert made.vault.records.get(record).status == "draft"


def test_next_on_not_yet_says_why_it_waits_and_gives_the_way_out(theme: Theme, qtbot: QtBot) -> None:
    one = case("1")
    page = page_for(theme, Clock(datetime(2026, 9, 7, 12, 0)), answers_of(one.number, AT_PASS_ON, NOT_YET))
    qtbot.addWidget(page)
    page.go_on()
    settle()
    assert page.course.view == "S9"
    (banner,) = [b for b in page.findChildren(Banner) if b.isVisible() and b.words().startswith("Decided")]
    assert banner.button is not None
    assert banner.button.text() == LATER
    assert page.focusWidget() is banner.button
    page.close()


def test_what_was_agreed_in_it_stands_in_the_referral_that_is_begun(made: Made) -> None:
    answers = answers_of("1", AT_PASS_ON, NOT_YET)
    said = [{**row, "person": "a1"} for row in rows_of(answers, "answered")]
    told = [{**row, "person": "a1"} for row in rows_of(answers, "explained")]
    kept(made, {**answers, "answered": said, "explained": told})
    first = first_answers(made.session, "referral", made.family)
    row = next(one for one in rows_of(first, "agreed") if one["id"] == "a1")
    assert (row["answer"], row["on"]) == ("agreed", "2026-09-07")
    assert row["recorded"] == "Information-sharing decision, 7 September 2026"
