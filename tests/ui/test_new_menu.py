"""The New list: favourites first, then by moment, found by the words workers use, with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.drive import settle
from tests.ui.fit import assert_fits
from tests.ui.made import Made
from toolkit.forms import catalogue
from toolkit.forms.catalogue import built_in
from toolkit.settings import Settings
from toolkit.ui.main_window import MainWindow
from toolkit.ui.new_record import EVERY_DAY, MOMENTS, OWN_FORMS, NewRecordDialog, grouped, matching
from toolkit.ui.widgets import IconButton

OFFERED = [entry for entry in built_in() if entry.form.id != "family"]
WORDS = {
    "MARF": "referral",
    "marf": "referral",
    "EHA": "eha",
    "CAF": "eha",
    "TAF": "taf",
    "DASH": "measures",
    "SDQ": "measures",
    "supervision": "supervision",
    "s47": "referral",
    "body map": "injury",
    "genogram": "genogram",
    "signs of safety": "safety_map",
    "home visit": "case_note",
    "GDPR": "share_decision",
    "threshold": "threshold_view",
    "voice of the child": "voice",
    "ICPC": "report",
    "escalation": "escalation",
    "dads": "fathers",
    "hand-over": "closure",
    "hand over": "closure",
    "FGC": "network",
    "audit": "case_audit",
    "written agreement": "agree_family",
    "chron": "chronology",
    "early help": "eh_record",
}


@pytest.fixture
def dialog(made: Made, window: MainWindow) -> NewRecordDialog:
    made_dialog = NewRecordDialog(made.session, window, made.family, window)
    made_dialog.open()
    settle()
    return made_dialog


def _keys(dialog: NewRecordDialog) -> list[str]:
    return [row.key for row in dialog.rows() if not row.key.startswith("@")]


@pytest.mark.parametrize("typed", WORDS)
def test_a_word_that_workers_use_brings_its_form_first(typed: str) -> None:
    found = [entry.form.id for entry in matching(OFFERED, typed)]
    assert found[0] == WORDS[typed], found


def test_every_form_stands_under_a_moment_and_has_other_words() -> None:
    for entry in built_in():
        assert entry.form.moment in MOMENTS, entry.form.id
        assert len(entry.form.keywords) >= 3, entry.form.id
    used = {entry.form.moment for entry in OFFERED}
    assert used == set(MOMENTS)


def test_no_form_is_missing_from_the_list_or_stands_in_it_twice() -> None:
    for favourites in ((), EVERY_DAY, ("eha", "nothing_of_this_name", "taf")):
        ids = [entry.form.id for _, found in grouped(OFFERED, favourites) for entry in found]
        assert sorted(ids) == sorted(entry.form.id for entry in OFFERED)


def test_before_any_star_the_six_of_every_day_stand_first(dialog: NewRecordDialog) -> None:
    assert dialog.headings()[0] == "Used every day"
    assert tuple(_keys(dialog)[:6]) == EVERY_DAY
    order = [moment.capitalize() for moment in MOMENTS]
    assert dialog.headings()[1:] == [words for words in order if words in dialog.headings()]
    assert set(dialog.headings()[1:]) == set(order)
    assert_fits(dialog)


def test_a_star_puts_a_form_first_and_is_kept(dialog: NewRecordDialog, made: Made) -> None:
    star = dialog.findChild(IconButton, "star-taf")
    assert star is not None
    assert star.accessibleName() == "Star Team Around the Family meeting: it then stands first"
    QTest.mouseClick(star, Qt.MouseButton.LeftButton)
    settle()
    assert dialog.headings()[0] == "Favourites"
    assert _keys(dialog)[0] == "taf"
    assert _keys(dialog).count("taf") == 1
    assert made.session.settings.starred_forms == "taf"
    again = dialog.findChild(IconButton, "star-taf")
    assert again is not None
    assert QApplication.focusWidget() is again
    assert again.accessibleName().startswith("Take the star")
    QTest.keyClick(again, Qt.Key.Key_Space)
    settle()
    assert made.session.settings.starred_forms == ""
    assert dialog.headings()[0] == "Used every day"


def test_stars_are_read_again_at_the_next_start(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path)
    settings.set("starred_forms", "taf eha")
    assert Settings.load(tmp_path).starred_forms == "taf eha"


def test_a_starred_form_wins_among_equals() -> None:
    found = [entry.form.id for entry in matching(OFFERED, "review", ["taf"])]
    assert found.index("taf") < found.index("learning")
    other = [entry.form.id for entry in matching(OFFERED, "review", ["learning"])]
    assert other.index("learning") < other.index("taf")


def test_with_the_keyboard_alone(dialog: NewRecordDialog) -> None:
    QTest.keyClicks(dialog.search.line, "taf")
    settle()
    QTest.keyClick(dialog.search.line, Qt.Key.Key_Down)
    focus = QApplication.focusWidget()
    assert focus is dialog.rows()[0]
    QTest.keyClick(focus, Qt.Key.Key_Tab)
    starred = QApplication.focusWidget()
    assert isinstance(starred, IconButton)
    assert "Star" in starred.accessibleName()
    dialog.rows()[0].setFocus()
    QTest.keyClick(dialog.rows()[0], Qt.Key.Key_Return)
    assert dialog.chosen == "taf"


def test_nothing_matches_says_so(dialog: NewRecordDialog) -> None:
    QTest.keyClicks(dialog.search.line, "zzz")
    settle()
    assert dialog.rows() == []
    assert dialog.headings() == []


def test_an_own_form_stands_among_them(tmp_path: Path) -> None:
    (tmp_path / "bedtime.toml").write_text(
        'id = "bedtime"\ntitle = "Bedtime plan"\nkeywords = ["sleep"]\n[[pages]]\nkey = "a"\ntitle = "A"\n'
        '[[pages.fields]]\nkind = "text"\nkey = "b"\nlabel = "B"\n',
        encoding="utf-8",
    )
    (tmp_path / "ending.toml").write_text(
        'id = "goodbye"\ntitle = "Goodbye card"\nmoment = "ending"\n[[pages]]\nkey = "a"\ntitle = "A"\n'
        '[[pages.fields]]\nkind = "text"\nkey = "b"\nlabel = "B"\n',
        encoding="utf-8",
    )
    offered = catalogue.load(tmp_path).offered()
    groups = dict(grouped(offered, EVERY_DAY))
    assert [entry.form.id for entry in groups[OWN_FORMS]] == ["bedtime"]
    assert "goodbye" in [entry.form.id for entry in groups["ending"]]
    assert matching(offered, "sleep")[0].form.id == "bedtime"
