"""Every command of the program is found from Today; what needs a family or a record first says so and leads there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import docs_facts
from tests.ui.drive import settle
from tests.ui.made import Made, make_session
from toolkit.settings import Settings
from toolkit.ui import commands_needing as room
from toolkit.ui.commands import Commands
from toolkit.ui.commands_needing import NEEDS, Need, Way
from toolkit.ui.families import FamiliesPage
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.record_store import VaultStore
from toolkit.ui.search_found import Found
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Banner

GOES_ON = {
    "Back", "Cancel", "Change the choice", "Done", "Finish later", "Go on", "Make the pack again", "Open the family",
    "Open the full note", "Receipt", "Show the sheet", "Take in", "Try again", "Word document", "Word with the password",
}  # fmt: skip
"""What only goes on with something half done on its own page."""


def _lines(window: MainWindow, typed: str) -> list[Found]:
    made = Commands(window)
    while made.gather():
        pass
    return [one for _, found in made.groups(typed) for one in found]


def test_every_command_of_the_program_is_found_from_today(window: MainWindow) -> None:
    window.place("today")
    made = Commands(window)
    while made.gather():
        pass
    there = {one.title for lines in (made._here(), made._places(), made._elsewhere()) for one in lines}
    assert {words for words in docs_facts.commands() - GOES_ON if words not in there} == set()
    for words in ("Print", "Chronology", "Make a pack", "Back up now", "Add an event"):
        titles = [one.title for _, lines in made.groups(words) for one in lines]
        assert words in titles[:3], titles


def test_the_words_are_those_of_the_bars_and_each_stands_once() -> None:
    said = [words for need in NEEDS for words in need.words]
    assert len(said) == len(set(said))
    assert {*said, *(need.via for need in NEEDS if need.via)} - docs_facts.commands() == {
        "Make version 2",
        "Next question",
        "Prompts off",
        "Prompts on",
    }


def test_what_is_needed_first_is_said_beside_it(window: MainWindow) -> None:
    window.place("today")
    (line,) = [one for one in _lines(window, "Baby born") if one.title == "Baby born"]
    assert line.line == "On a family  ·  asks for which family"
    (line,) = [one for one in _lines(window, "Turn round") if one.title == "Turn round"]
    assert line.line.endswith("asks for which record")


MAY_MISS = {
    "Add the manager's signature", "Complete what is left", "File the extracts", "Erase this record", "Leave nothing, and note it",
    "Open the supervision", "Print this list", "Prompts off", "Prompts on", "Take out a picture", "Versions",
}  # fmt: skip
"""What stands on its page only then and when; it is said when."""
DONE = ("supervision", "share_decision", "supervision_extract")
"""Kinds of which a finished record stands here; of every other kind a draft does."""


@pytest.fixture
def every_kind(window: MainWindow, made: Made) -> MainWindow:
    """A family with a record of each kind that a command needs."""
    begun = {form: {} for need in NEEDS for form in need.forms}
    begun["supervision"] = {"children": [{"id": "c1", "child": "c1"}]}
    for form, answers in begun.items():
        for final in (False, True) if form == "share_decision" else (form in DONE,):
            store = VaultStore(made.session, form_id=form, family_id=made.family)
            store.save(answers)
            if final:
                store.finish(answers)
    return window


def test_each_is_reached_from_today_and_done_or_shown_there(
    every_kind: MainWindow, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = every_kind
    monkeypatch.setattr(room, "ask_family", lambda *_: made.family)
    monkeypatch.setattr(room, "ask_record", lambda _s, _w, _t, found: found[0].id)
    really = room.run

    def run(page: QWidget | None, words: str) -> bool:
        # A command that is done is only looked for: what it does has tests of its own.
        return really(page, words) if words == need.via else room._find(page, words) is not None

    monkeypatch.setattr(room, "run", run)
    missing = set()
    for need in NEEDS:
        window.place("today")
        Way(window, need, need.words[0]).go()
        settle(2)
        missing |= {words for words in need.words if room._find(window.page, words) is None}
    assert missing <= MAY_MISS


@pytest.mark.parametrize("words", ["Take out a picture", "Baby born"])
def test_what_does_not_stand_there_now_says_when_it_does(
    window: MainWindow, made: Made, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(room, "ask_family", lambda *_: made.family)
    monkeypatch.setattr(room, "ask_record", lambda _s, _w, _t, found: found[0].id)
    monkeypatch.setattr(room, "run", lambda *_: False)
    monkeypatch.setattr(room, "point", lambda *_: False)
    need = next(one for one in NEEDS if words in one.words)
    window.place("today")
    Way(window, need, words).go()
    assert f"{words}: {need.unless}" in [b.words() for b in window.findChildren(Banner)]


def test_without_a_family_it_leads_to_where_one_is_added(
    theme: Theme, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    session, _ = make_session(tmp_path / "none", theme, settings)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    need = next(one for one in NEEDS if "Chronology" in one.words)
    Way(window, need, "Chronology").go()
    assert isinstance(window.page, FamiliesPage)
    assert any(
        b.words() == "Chronology needs a family first. Add one here." for b in window.findChildren(Banner)
    )
    window.drop()
    session.vault.close()


def test_without_such_a_record_it_says_how_one_is_begun(
    window: MainWindow, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "ask_family", lambda *_: made.family)
    need: Need = next(one for one in NEEDS if "Make a pack" in one.words)
    Way(window, need, "Make a pack").go()
    assert isinstance(window.page, FamilyPage)
    said = [b.words() for b in window.findChildren(Banner)]
    assert any("needs a record of this kind first: Request for help or referral" in one for one in said)


def test_thought_again_nothing_moves(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.place("today")
    before = window.page
    monkeypatch.setattr(room, "ask_family", lambda *_: None)
    need = next(one for one in NEEDS if "Chronology" in one.words)
    Way(window, need, "Chronology").go()
    assert window.page is before
