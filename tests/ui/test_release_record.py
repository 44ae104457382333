"""Before a real record leaves: the warnings of its family with their names, and a caution before it goes to some."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.made import Made
from toolkit.ui.main_window import MainWindow
from toolkit.ui.release_leaving import Ways
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.widgets import Banner
from toolkit.vault.rows import ReleaseRow


def release(window: MainWindow, record: str) -> ReleasePage:
    """Opens the page of a record."""
    window.release(record)
    page = window.page
    assert isinstance(page, ReleasePage)
    QApplication.processEvents()
    return page


def sent(made: Made) -> list[ReleaseRow]:
    """What is noted under Sent out."""
    return list(made.vault.releases.of(made.family))


def test_the_warnings_are_those_of_the_family_page_with_their_names(window: MainWindow, made: Made) -> None:
    page = release(window, made.vault.records.timeline(made.family)[0].id)
    told = [banner.accessibleName() for banner in page.findChildren(Banner)]
    lines = made.session.warnings(made.session.family(made.family))
    assert told == [f"{line.kind}. {line.words}" for line in lines]
    assert "Address hidden: Ash Quill. Do not tell Ash Quill this address. Court order, seen 4 August" in told


@pytest.mark.parametrize("typed", [False, True])
def test_a_copy_for_the_one_a_warning_names_is_asked_about_and_the_reason_kept(
    window: MainWindow, made: Made, tmp_path: Path, typed: bool
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    made.session.ways = Ways(place=lambda _parent, offered: out / offered.name)
    page = release(window, made.vault.records.timeline(made.family)[0].id)
    if typed:
        page.who.who.set_value("court or other")
        page.who.who.changed.emit()
        page.who.name.setText("Ash Quill, father")
    else:
        page.who.who.set_value("family")
        page.who.who.changed.emit()
        page.who.person.set_value("a3")
        page.who.person.changed.emit()
        page.home.safe.set_value("no")
        page.home.safe.changed.emit()
        page.home.choose("full")
        page.home.reason.setText("Read with his solicitor.")
    before = len(sent(made))
    assert not page.leave("word")
    assert "A warning that an address is hidden names Ash Quill." in page.who.risk.text()
    assert "Do not tell Ash Quill this address." in page.who.risk.text()
    assert list(out.iterdir()) == []
    assert len(sent(made)) == before
    page.who.reason.setText("Ordered by the court.")
    assert page.leave("word"), page.foot.saved_text()
    rows = sent(made)
    assert len(rows) == before + 1
    assert any(row.why.endswith("Ordered by the court.") for row in rows)
