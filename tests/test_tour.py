"""A short tour: the real windows over the example family leave pictures and papers that hold what they should."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests import tour_hand
from tests.tour import PASSPHRASE, SIZE, Tour, home_of_its_own, main
from tests.tour_hand import Hand, NotThere, Shot
from toolkit import demo
from toolkit.demo.story import LAST_DAY
from toolkit.ui.dialogs import Dialog
from toolkit.ui.theme import Theme
from toolkit.vault.keys import Cost

MOST_COLOURS = 40
"""A picture of a screen has more colours than that; an empty one has a few."""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "tour"
    folder.mkdir()
    return folder


def colours(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


def test_a_short_tour_shows_the_main_screens_and_leaves_papers(
    qapp: QApplication, out: Path, tmp_path: Path, quick_keys: Cost, own_home: Path
) -> None:
    tour = Tour(out, tmp_path / "home", qapp)
    made = tour.brief()
    names = [shot.name for shot in tour.hand.shots]
    assert [name[4:-4] for name in names] == [
        "today",
        "families",
        "family",
        "family-690-high",
        "note-contact",
        "note-seen-and-heard",
    ]
    for shot in tour.hand.shots:
        image = QImage(str(out / shot.name))
        low = "690" in shot.name
        assert (image.width(), image.height()) == (SIZE[0], 690 if low else SIZE[1])
        assert colours(image) > MOST_COLOURS
        assert shot.cut == [], shot.name
    assert sorted(name for name in made if name.endswith(".docx")) == [
        f"paper/F-2041 case note {LAST_DAY} draft.docx",
        f"paper/F-2041 case note {LAST_DAY} family copy draft.docx",
    ]
    for name in made:
        assert (out / name).stat().st_size > 2000
    page = (out / "index.html").read_text(encoding="utf-8")
    assert all(name in page for name in [*names, *(n for n in made if n.endswith(".pdf"))])
    # The vault is closed and what was typed is nowhere in clear.
    assert not tour.skipped
    assert PASSPHRASE not in page


def test_a_passphrase_typed_at_once_goes_where_it_belongs(
    qapp: QApplication, out: Path, tmp_path: Path
) -> None:
    tour = Tour(out, tmp_path / "home", qapp)
    app = tour.app(tour.vault)
    assert app.first is not None
    tour.hand.wait(lambda: app.first is not None and app.first.isActiveWindow())
    focus = app.first.focusWidget()
    assert focus is app.first.unlock.form.secret.line
    tour.end(app)


def test_the_families_to_pick_from_stand_one_below_the_other(
    qapp: QApplication, out: Path, tmp_path: Path, quick_keys: Cost
) -> None:
    tour = Tour(out, tmp_path / "home", qapp)
    demo.build(tour.vault, PASSPHRASE, LAST_DAY)
    with tour.running() as app:
        window, _ = tour.inside(app)
        window.quick_note()
        tour.hand.rest()
        families = tour.page(window).picker.list
        heights = [families.visualItemRect(families.item(n)).height() for n in range(families.count())]
        assert len(heights) == 3
        assert min(heights) >= app.theme.text_px(40)


def test_the_hand_says_what_it_does_not_find(qtbot: QtBot, out: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QPushButton("Finish", window)
    window.show()
    hand = Hand(out)
    assert hand.button(window, "Finish").text() == "Finish"
    with pytest.raises(NotThere, match="Print"):
        hand.press(window, "Print")
    with pytest.raises(NotThere, match="Passphrase"):
        hand.type(window, "Passphrase", "x")


def test_a_part_that_cannot_be_shown_is_named_and_the_tour_goes_on(
    qapp: QApplication, out: Path, tmp_path: Path
) -> None:
    tour = Tour(out, tmp_path, qapp)

    def broken() -> None:
        raise KeyError("gone")

    tour.part("settings", broken)
    assert len(tour.skipped) == 1
    assert tour.skipped[0].startswith("settings: KeyError")


def test_a_dialog_nobody_expected_is_closed_and_named(
    qapp: QApplication, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tour_hand, "UNANSWERED", 0.1)
    tour, theme = Tour(out, tmp_path, qapp), Theme()

    def asks() -> None:
        dialog = Dialog(theme, "Start from the last map?")
        assert dialog.exec() == QDialog.DialogCode.Rejected

    tour.part("limits", asks)
    assert tour.skipped == ["limits: “Start from the last map?” waited for an answer"]


def test_what_was_answered_in_a_dialog_stands(qapp: QApplication, out: Path) -> None:
    hand, said = Hand(out), []
    dialog = Dialog(Theme(), "Start empty?")
    dialog.add_button("Start empty", dialog.accept)
    hand.in_dialog(lambda: said.append(dialog.exec()), lambda one: hand.press(one, "Start empty"))
    assert said == [QDialog.DialogCode.Accepted]


def test_the_tour_keeps_to_a_home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit import paths

    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, "elsewhere")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, "/elsewhere")
    home_of_its_own(tmp_path)
    assert paths.default_vault().is_relative_to(tmp_path)
    assert paths.settings_folder().is_relative_to(tmp_path)


def test_without_a_folder_it_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "python -m tests.tour FOLDER" in capsys.readouterr().err


def test_help_makes_no_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--help"]) == 0
    assert "python -m tests.tour FOLDER" in capsys.readouterr().out
    assert main(["--short"]) == 2
    assert list(tmp_path.iterdir()) == []


def test_cut_words_make_the_tour_fail(
    qapp: QApplication, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tour = Tour(out, tmp_path, qapp)
    tour.hand.shots = [Shot("001-today.png", "Today.")]
    assert tour.verdict() == 0
    tour.hand.shots.append(Shot("002-families.png", "Families.", ["QLabel “Examplebridge”: cut"]))
    assert tour.verdict() == 1
    assert "002-families.png: QLabel “Examplebridge”" in capsys.readouterr().err
