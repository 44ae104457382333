"""The example of “Adding a form”, walked through the real windows: from the file in the folder to a finished record."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import TOP
from tests.ui.drive import choose, press, segment, settle, write
from tests.ui.made import Made
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.record.asking import GO

(EXAMPLE,) = re.findall(
    r"```toml\n(.*?)```", (TOP / "docs" / "adding-a-form.md").read_text(encoding="utf-8"), re.DOTALL
)
TOLD = "What was said about safe sleep, and what will change tonight?"


@pytest.fixture
def with_form(tmp_path: Path) -> None:
    """The form lies in the folder before the records are opened."""
    folder = tmp_path / "records" / "forms"
    folder.mkdir(parents=True)
    (folder / "bedtime-plan.toml").write_text(EXAMPLE, encoding="utf-8")


def test_the_example_of_the_guide_is_walked(
    with_form: None, made: Made, window: MainWindow, qtbot: QtBot
) -> None:
    window.new_record("bedtime_plan", made.family)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    press(page, "About which children, Pip, 14 months")
    choose(page, "How often is bedtime hard?", "Most nights")
    write(page, "What happens?", "Pip gets up again and again.")
    assert TOLD not in words_on(page)
    segment(page, "Does the baby sleep on the back, in a clear cot?", "No")
    qtbot.waitUntil(lambda: TOLD in words_on(page))
    # What is needed only now holds up finishing, and F8 leads there.
    page.finish()
    assert page.dialog is not None
    page.dialog.done(GO)
    settle()
    assert page.edit.gaps.stand_in_the_way()[0].label == TOLD
    write(page, TOLD, "The cot is cleared tonight.")
    page.edit.open_page("plan")
    settle()
    write(page, "What we agreed, in one line", "Lamp out at seven, one story.")
    page.finish()
    assert page.dialog is not None
    page.dialog.done(GO)
    settle()
    (row,) = [one for one in made.vault.records.timeline(made.family) if one.form_id == "bedtime_plan"]
    assert row.status == "final"
    assert "Lamp out at seven" in row.summary
    assert row.id in [hit.record_id for hit in made.vault.search.find("again")]


def words_on(page: RecordPage) -> set[str]:
    """The accessible names of what can be written in or chosen on the page that is shown."""
    assert page.edit is not None
    assert page.edit.column is not None
    shown = page.edit.column.findChildren(QWidget)
    return {widget.accessibleName() for widget in shown if widget.isVisibleTo(page)}
