"""Guidance with the real widgets: filters, old cards, a printed set, the levels of four areas, a record begun from signs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from tests.ui.drive import press, settle
from tests.ui.fit import assert_fits
from tests.ui.made import Made, fill, make_session
from toolkit.practice import thresholds
from toolkit.practice.guidance import STATUS_WORDS
from toolkit.settings import Settings
from toolkit.ui.directory.page import DirectoryPage
from toolkit.ui.form_view import RecordPage
from toolkit.ui.guidance_card import CardDialog, cards_outline
from toolkit.ui.guidance_levels import NO_LIST, NO_TIER, LevelsPage, SignLine, open_levels
from toolkit.ui.guidance_of_record import RecordCards
from toolkit.ui.guidance_page import GuidancePage, _CardRow
from toolkit.ui.main_window import MainWindow
from toolkit.ui.pick_family import FamilyPicker
from toolkit.ui.preview import PreviewPage
from toolkit.ui.team.page import TeamPage
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Banner, BodyLabel, CardButton, LinkButton


@pytest.fixture
def page(window: MainWindow) -> GuidancePage:
    window.place("guidance")
    settle()
    assert isinstance(window.page, GuidancePage)
    return window.page


def ids(page: GuidancePage) -> list[str]:
    return [row.card_id for row in page.findChildren(_CardRow)]


def words(page: LevelsPage) -> str:
    return " ".join(label.text() for label in page.sheet.findChildren(BodyLabel))


def levels(made: Made, window: MainWindow, area: str) -> LevelsPage:
    open_levels(made.session, window, area)
    settle()
    assert isinstance(window.page, LevelsPage)
    return window.page


def test_filters_by_theme_status_and_words(page: GuidancePage, window: MainWindow) -> None:
    assert len(ids(page)) == 66
    page.about.set_value("levels")
    page.about.changed.emit()
    settle()
    assert set(ids(page)) == {"G-TH0", "G-TH-SAL", "G-TH-NOT", "G-TH-SGL", "G-TH-KM"}
    page.status.set_value("old")
    page.status.changed.emit()
    settle()
    assert set(ids(page)) == {"G-TH-NOT", "G-TH-KM"}
    assert page.counted.text() == "2 of 66 cards"
    QTest.keyClicks(page.search.line, "zebra")
    QTest.qWait(120)
    assert ids(page) == []
    assert_fits(window)


def test_an_old_card_says_what_replaced_it_and_leads_there(page: GuidancePage, window: MainWindow) -> None:
    page.choose("G-IS18")
    settle()
    banner = next(one for one in page._right.findChildren(Banner) if "Replaced" in one.words())
    assert "rules of 2024" in banner.words()
    link = page._right.findChild(LinkButton)
    assert link is not None
    link.click()
    settle()
    assert page._chosen == "G-IS24"
    assert any("confirm before" in one.words().lower() for one in page._right.findChildren(Banner))
    assert_fits(window)


def test_an_old_card_beside_a_record_leads_on_too(made: Made, window: MainWindow) -> None:
    dialog = CardDialog(made.session, window, "G-KENTOLD", window)
    dialog.show_beside(window)
    link = dialog.findChild(LinkButton)
    assert link is not None
    link.click()
    settle()
    shown = [
        one for one in window.findChildren(CardDialog) if one.accessibleName() == "What a good referral says"
    ]
    assert len(shown) == 1
    for one in window.findChildren(CardDialog):
        one.close()


def test_every_card_opens_and_shows_source_and_status(page: GuidancePage, made: Made) -> None:
    for card in made.session.cards.cards:
        page.choose(card.id)
        shown = " ".join(label.text() for label in page._right.findChildren(BodyLabel))
        assert card.foot in shown, card.id
        assert STATUS_WORDS[card.status] in shown, card.id


def test_a_chosen_set_is_printed_each_card_on_its_page(page: GuidancePage, window: MainWindow) -> None:
    press(page, "Print with others: Babies")
    press(page, "Print with others: Neglect")
    settle()
    press(page, "Print 2 cards")
    settle()
    paper = window.page
    assert isinstance(paper, PreviewPage)
    sheets = [sheet.accessibleDescription() for sheet in paper.view.sheets]
    assert "Babies" in sheets[0]
    assert "Neglect" in sheets[-1]
    assert "Neglect is a pattern" not in sheets[0]


def test_a_set_holds_every_point_of_every_card(made: Made) -> None:
    from toolkit.forms.blocks import text_of

    cards = made.session.cards.cards
    text = " ".join(text_of(cards_outline(cards, made.session.numbers())))
    for card in cards:
        for point in card.points:
            assert point in text
        assert card.replaced in text


def test_the_parts_lead_to_levels_services_and_team(page: GuidancePage, window: MainWindow) -> None:
    for value, kind in (("levels", LevelsPage), ("services", DirectoryPage), ("team", TeamPage)):
        window.place("guidance")
        settle()
        here = window.page
        assert isinstance(here, GuidancePage)
        here.sections.choice.set_value(value)
        here.sections.choice.changed.emit()
        settle()
        assert isinstance(window.page, kind), value
    assert page is not None


@pytest.mark.parametrize(
    ("area", "said"),
    [
        ("salford", ("Getting Advice", "Getting Risk Support", "substantial or critical")),
        ("nottingham_city", ("Universal, self help", "Threshold of Needs", "Protection")),
        ("south_gloucestershire", ("Red, priority", "Blue is named", "three working days")),
        ("kent_medway_2012", ("Tier 1: universal", "Tier 4: acute", NO_TIER)),
    ],
)
def test_the_levels_of_each_area_are_shown_and_no_number_is_made_of_them(
    made: Made, window: MainWindow, area: str, said: tuple[str, ...]
) -> None:
    page = levels(made, window, area)
    text = words(page).casefold()
    for one in said:
        assert one.casefold() in text, one
    banner = page.sheet.findChildren(Banner)[0].words()
    assert ("Superseded" if page.chosen().status == "old" else "Check before use") in banner
    if area in thresholds.load():
        assert len(page.ticks) == len(thresholds.load()[area].signs)
        assert "score" not in text
    else:
        assert NO_LIST in words(page)
    assert_fits(window)


def test_a_level_of_the_list_can_be_folded_away(made: Made, window: MainWindow) -> None:
    page = levels(made, window, "kent_medway_2012")
    box = page.ticks["t4_c2_1"]
    assert box.isVisibleTo(page)
    page.pills["4"].setChecked(False)
    settle()
    assert not box.isVisibleTo(page)


def test_ticked_signs_begin_a_level_of_need_without_a_level(made: Made, window: MainWindow) -> None:
    page = levels(made, window, "kent_medway_2012")
    for key in ("t2_p1_1", "t4_f1_1"):
        line = page.ticks[key].parentWidget()
        assert isinstance(line, SignLine)
        page.sheet.show_whole(line)
        settle()
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
        assert page.ticks[key].isChecked()
    settle()

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        picker = dialog.findChild(FamilyPicker)
        assert picker is not None
        picker.set_value(made.family)
        press(dialog, "Choose")

    QTimer.singleShot(0, choose)
    press(page, "Begin with 2 signs")
    settle()
    record = window.page
    assert isinstance(record, RecordPage)
    assert record.answers["area"] == "Kent and Medway, 2012"
    signs = record.answers["signs"]
    assert [row["id"] for row in signs] == ["t2_p1_1", "t4_f1_1"]
    assert all("whom" not in row and "evidence" not in row for row in signs)
    assert not record.answers.get("level")


@pytest.mark.parametrize(("size", "mode"), [(150, "light"), (200, "dark")])
def test_it_fits_at_large_text_and_in_the_dark(
    make_theme: Callable[..., Theme], settings: Settings, qtbot: QtBot, tmp_path: Path, size: int, mode: str
) -> None:
    session, clock = make_session(tmp_path / "v", make_theme(mode=mode, text_size=size), settings)
    made = fill(session, clock)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.place("guidance")
    settle()
    assert_fits(window)
    assert isinstance(window.page, GuidancePage)
    assert window.page.findChild(QCheckBox) is not None
    window.page.choose("G-TH-KM")
    settle()
    assert_fits(window)
    levels(made, window, "kent_medway_2012")
    assert_fits(window)
    window.drop()
    session.vault.close()


def test_a_record_offers_every_card_that_belongs_to_it(made: Made, window: MainWindow) -> None:
    window.new_record("referral", made.family)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    wanted = {card.title for card in made.session.cards.about("referral")}
    assert "Kent and Medway 2012: the old route" in wanted

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RecordCards)
        named = {b.accessibleName() for b in dialog.findChildren(CardButton)}
        assert {name.rsplit(". ", 1)[0] for name in named} == wanted
        assert_fits(dialog)
        press(dialog, next(name for name in named if name.startswith("What a good referral says")))

    QTimer.singleShot(0, look)
    offered = [action for actions in page._offered for action in actions()]
    next(action for action in offered if action.text == "Guidance for this record").run()
    settle()
    opened = [one for one in window.findChildren(CardDialog) if one.isVisible()]
    assert [one.accessibleName() for one in opened] == ["What a good referral says"]
    opened[0].close()


def test_every_form_has_an_icon_that_can_be_drawn(made: Made) -> None:
    for entry in made.session.catalogue.entries:
        assert made.session.theme.icons.has(entry.form.icon), (entry.form.id, entry.form.icon)
