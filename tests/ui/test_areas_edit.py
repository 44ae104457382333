"""A copy of an area pack is changed, taken into use, and the shipped one stays."""

from __future__ import annotations

from tests.ui.made import Made
from toolkit.practice.area_copies import FACT, is_own
from toolkit.practice.areas import facts_for_forms, load
from toolkit.ui.areas_edit import AreaDialog
from toolkit.ui.main_window import MainWindow


def test_a_changed_copy_is_in_use_and_checked_today_by_whoever_saved(window: MainWindow, made: Made) -> None:
    before = load().get(made.session.area.id)
    dialog = AreaDialog(made.session, window)
    dialog.boxes["front_door", "phone"].set_value("01632 960500")
    dialog.lists["pre_questions"].set_value("Asked the parents?")
    dialog.age.set_value("nineteen")
    assert not dialog.save()
    dialog.age.set_value("12")
    dialog.lists["timelines"].set_value("Amber: soon")
    assert not dialog.save()
    dialog.lists["timelines"].set_value("Amber: 2 working days")
    dialog.lists["facts"].set_value("Amber, child in need: 2 working days.")
    dialog.lines["low"].set_value("Act now")
    assert dialog.save()
    area = made.session.area
    assert facts_for_forms(area)["@answer:amber"].startswith("2 working, ")
    assert (area.scale.low, area.scale.high) == ("Act now", before.scale.high)
    assert is_own(area)
    assert area.front_door[0].checked_by == made.session.author().name
    assert (area.pre_questions, area.agreement_age) == (("Asked the parents?",), 12)
    assert load().get(before.id) == before
    assert list(made.vault.facts.get(FACT)) == [area.id]
    again = AreaDialog(made.session, window)
    assert again.boxes["front_door", "phone"].value() == "01632 960500"
    assert again.area.id == area.id
    for one in (dialog, again):
        one.deleteLater()


def test_the_settings_offer_it(window: MainWindow) -> None:
    from PySide6.QtWidgets import QPushButton

    window.settings("Practice")
    assert window.page is not None
    assert any(
        button.text() == "Edit a copy of this area" for button in window.page.findChildren(QPushButton)
    )
