"""An agreement turned round: pages of large type with nothing cut, nothing lost, and nothing that is not the family's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.forms import thistlewick
from tests.forms.filling import filled
from tests.ui.drive import settle
from tests.ui.fit import assert_fits
from tests.ui.picture_helpers import png
from toolkit.forms import catalogue
from toolkit.forms.blocks import (
    Answer,
    Block,
    CardGrid,
    Heading,
    Outline,
    Panel,
    Paragraph,
    Photo,
    SignHere,
    Table,
)
from toolkit.forms.people import Answers, Context, people_of
from toolkit.forms.rules import Entry, pages
from toolkit.forms.vocabulary import Columns, Field, Grid, Rows
from toolkit.ui.editors import new_desk
from toolkit.ui.record.turning import can_turn, large, turned
from toolkit.ui.theme import Theme
from toolkit.ui.turned_outline import LargeOutline, type_sizes
from toolkit.ui.turned_round import TurnedRound

TURNED = [entry for entry in catalogue.built_in() if can_turn(entry)]
LATER = Context(now=thistlewick.NOW.replace(year=2031), people=people_of(thistlewick.family()))
STROKE = "M10 80 L60 20 L120 80"
LONG = "\n\n".join(
    f"Number {n}: " + "we said what each of us will do on Monday mornings. " * 12 for n in range(30)
)
BLOCKS: tuple[Block, ...] = (
    Paragraph(text="This is not a contract.", tone="strong"),
    Heading(text="What each of us will do"),
    Table(
        head=("Who", "What", "By when"),
        rows=(("Sorrel", "Goes to bed by ten", "1 December 2026"), ("Tansy", "Comes when she says", "")),
        caption="The family",
    ),
    Heading(text="Nettie Thistlewick", level=3),
    Answer(label="Name", lines=("Nettie Thistlewick",)),
    Answer(label="Do they know?", lines=("Yes",)),
    Answer(label="Where", lines=("Not recorded",), state="missing"),
    Panel(picture="calendar", heading="When we meet", lines=("On Wednesdays.", "Six times.")),
    CardGrid(cards=(("home", "home", False), ("", "things I keep to myself", True), ("", "", False))),
    Photo(file="f1", alt="A house with four beds"),
    SignHere(
        rows=(("Wren", "", "3 November 2026", ""), ("Basil", "father", "", "")),
        drawn=(STROKE, ""),
        label="Signed",
    ),
)


def made(
    theme: Theme, *blocks: Block, child: bool = False, size: tuple[int, int] = (1300, 640)
) -> LargeOutline:
    outline = Outline(title="x", audience="child" if child else "family", blocks=blocks, landscape=True)
    view = LargeOutline(theme, outline, lambda file: png(40, 30) if file == "f1" else None)
    view.resize(*size)
    view.show()
    settle()
    return view


def every_page(view: LargeOutline) -> Iterator[int]:
    """Shows each page in turn."""
    for number in range(view.count):
        view.show_page(number)
        settle()
        yield number


def labels(view: QWidget) -> list[QLabel]:
    return [label for label in view.findChildren(QLabel) if label.isVisibleTo(view)]


def text(view: LargeOutline) -> str:
    """Every word on every page."""
    found = []
    for _ in every_page(view):
        found += [label.text() or label.accessibleName() for label in labels(view)]
    return "\n".join(found).replace("\u200b", "")


# What stands there


def test_every_kind_of_block_is_shown(theme: Theme, qtbot: QtBot) -> None:
    view = made(theme, *BLOCKS)
    qtbot.addWidget(view)
    seen = text(view)
    for words in (
        "This is not a contract.",
        "Goes to bed by ten",
        "By when: 1 December 2026",
        "Do they know? Yes",
        "Six times.",
        "things I keep to myself",
        "A house with four beds",
        "Wren drew a signature",
        "3 November 2026",
        "Basil, father",
        "Not signed yet",
    ):
        assert words in seen, words
    assert "Not recorded" not in seen
    assert seen.count("Nettie Thistlewick") == 1


def test_a_drawn_signature_and_a_photo_are_drawn(theme: Theme, qtbot: QtBot) -> None:
    view = made(theme, *BLOCKS[-2:])
    qtbot.addWidget(view)
    drawn = {label.accessibleName(): label.pixmap() for label in labels(view) if not label.pixmap().isNull()}
    assert set(drawn) == {"A house with four beds", "Wren drew a signature"}
    inked = drawn["Wren drew a signature"].toImage()
    colours = {inked.pixelColor(x, y).name() for x in range(inked.width()) for y in range(inked.height())}
    assert len(colours) > 1


def test_a_photo_that_is_gone_says_so(theme: Theme, qtbot: QtBot) -> None:
    view = made(theme, Photo(file="other", alt="Wren's drawing"))
    qtbot.addWidget(view)
    assert "Picture not shown here: Wren's drawing" in text(view)


def test_words_are_plain_text(theme: Theme, qtbot: QtBot) -> None:
    view = made(theme, Answer(label="<b>a</b>", lines=("<i>b</i> & c",)))
    qtbot.addWidget(view)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels(view) if label.text())
    assert "<i>b</i> & c" in text(view)


# Pages and type


def test_a_short_one_is_large_and_on_one_page(theme: Theme, qtbot: QtBot) -> None:
    view = made(theme, *BLOCKS[:3])
    qtbot.addWidget(view)
    assert (view.count, view.size_.points) == (1, 17)
    assert not view.bar.isVisibleTo(view)
    shown = next(label for label in labels(view) if "bed by ten" in label.text())
    assert QFontInfo(shown.font()).pointSizeF() == pytest.approx(17, abs=0.5)


def test_type_steps_down_before_pages_are_made(theme: Theme, qtbot: QtBot) -> None:
    rows = tuple(Answer(label=f"Label {n}", lines=("Some words that are said.",)) for n in range(12))
    view = made(theme, *rows)
    qtbot.addWidget(view)
    assert view.count == 1
    assert 14 <= view.size_.points < 17


@pytest.mark.parametrize(
    ("text_size", "child", "least"), [(100, False, 14), (100, True, 16), (150, False, 15.75), (200, True, 21)]
)
def test_type_is_never_smaller(
    make_theme: Callable[..., Theme], text_size: int, child: bool, least: float
) -> None:
    theme = make_theme(text_size=text_size)
    points = [size * theme.scale for size in type_sizes(theme, child)]
    assert points == sorted(points, reverse=True)
    assert points[0] == 17 * theme.scale
    assert points[-1] == pytest.approx(least)


def test_both_halves_of_the_screen_are_used(theme: Theme, qtbot: QtBot) -> None:
    view = made(theme, *BLOCKS)
    qtbot.addWidget(view)
    for _ in every_page(view):
        right = max(label.mapTo(view, QPoint(0, 0)).x() for label in labels(view) if label.text())
        assert right > view.width() / 2


def test_pages_go_by_key_and_button_and_stay_at_the_ends(theme: Theme, qtbot: QtBot) -> None:
    window = TurnedRound(theme, "Our agreement", "", lambda _key: True)
    qtbot.addWidget(window)
    view = LargeOutline(theme, Outline(title="x", audience="family", blocks=(Paragraph(text=LONG),)))
    window.fill(view)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settle()
    assert view.count > 2
    assert not view.back.isVisible()
    for key, at in (
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Left, 1),
        (Qt.Key.Key_PageUp, 0),
        (Qt.Key.Key_PageUp, 0),
        (Qt.Key.Key_End, view.count - 1),
        (Qt.Key.Key_PageDown, view.count - 1),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(window, key)
        settle()
        assert view.at == at, key
    view.next.click()
    settle()
    assert view.where.text() == f"Page 2 of {view.count}"
    assert view.back.isVisible()
    window.put_away()


@pytest.mark.parametrize("text_size", [100, 200])
def test_a_long_text_goes_on_over_pages_and_loses_nothing(
    make_theme: Callable[..., Theme], qtbot: QtBot, text_size: int
) -> None:
    view = made(make_theme(text_size=text_size), Answer(label="All of it", lines=(LONG,)))
    qtbot.addWidget(view)
    seen = []
    for _ in every_page(view):
        assert_fits(view)
        seen += [label.text() for label in labels(view) if label is not view.where]
    shown = " ".join(" ".join(seen).split())
    assert shown == " ".join(f"All of it {LONG}".split())


@pytest.mark.parametrize("text_size", [100, 200])
def test_one_endless_word_breaks(make_theme: Callable[..., Theme], qtbot: QtBot, text_size: int) -> None:
    view = made(make_theme(text_size=text_size), Answer(label="x" * 200, lines=("w" * 5000, "👶🏽" * 400)))
    qtbot.addWidget(view)
    seen = ""
    for _ in every_page(view):
        assert_fits(view)
        seen += "".join(label.text() for label in labels(view) if label is not view.where)
    seen = seen.replace("\u200b", "")
    assert (seen.count("x"), seen.count("w"), seen.count("👶🏽")) == (200, 5000, 400)


@pytest.mark.parametrize("size", [(1366, 120), (300, 640)])
def test_a_small_screen_still_shows_everything(theme: Theme, qtbot: QtBot, size: tuple[int, int]) -> None:
    view = made(theme, *BLOCKS[:7], size=size)
    qtbot.addWidget(view)
    assert "Goes to bed by ten" in " ".join(text(view).split("\n"))


# Every form that can be turned


def every_field(entry: Entry) -> Iterator[Field]:
    def walk(fields: tuple[Field, ...]) -> Iterator[Field]:
        for part in fields:
            yield part
            if isinstance(part, Rows | Grid):
                yield from walk(part.columns)
            if isinstance(part, Columns):
                yield from (c for column in part.columns for kind in column.kinds for c in kind.columns)

    for one in pages(entry.form):
        yield from walk(one.fields)


def marked(entry: Entry, variant: int) -> Answers:
    """A form with every field answered, and every withheld one with a word that must not be seen."""
    answers = filled(entry, LATER, variant)
    held = {part.key for part in every_field(entry) if part.withheld}

    def mark(value: Any, key: str) -> Any:
        if isinstance(value, dict):
            hidden = {"hidden": "yes", "text": "zibblethorpe"} if value.get("kind") == "harm" else {}
            return {name: mark(inner, name) for name, inner in value.items()} | hidden
        if isinstance(value, list):
            return [mark(inner, key) for inner in value]
        return "zibblethorpe" if key in held and isinstance(value, str) and "ords" in value else value

    return {
        key: "zibblethorpe" if key in held and isinstance(value, str) else mark(value, key)
        for key, value in answers.items()
    }


def test_some_records_can_be_turned() -> None:
    assert {entry.form.id for entry in TURNED} >= {"safety_map", "agree_child", "agree_family", "network"}


@pytest.mark.parametrize("entry", TURNED, ids=lambda entry: entry.form.id)
def test_nothing_internal_is_shown_and_nothing_is_cut(entry: Entry, theme: Theme, qtbot: QtBot) -> None:
    for variant in range(2):
        answers = marked(entry, variant)
        view = turned(theme, entry, answers, LATER, new_desk(theme), lambda _key: True, None)
        qtbot.addWidget(view)
        view.resize(1366, 768)
        view.show()
        settle(12)
        sheets = view.findChild(LargeOutline)
        seen = [view.windowTitle(), view.accessibleName()]
        for _ in every_page(sheets) if sheets is not None else [0]:
            assert_fits(view)
            widgets = [w for w in view.findChildren(QWidget) if w.isVisibleTo(view)]
            seen += [w.accessibleName() + w.accessibleDescription() + w.toolTip() for w in widgets]
            seen += [label.text() for label in labels(view)]
        said = "\n".join(seen)
        assert len(said) > 300
        for hidden in ("zibblethorpe", "Not recorded", "Written later", "left out of this copy", "your copy"):
            assert hidden not in said, hidden
        view.put_away()
        QApplication.sendPostedEvents()


@pytest.mark.parametrize("form_id", ["agree_family", "agree_child"])
def test_an_agreement_fits_at_200_per_cent(
    make_theme: Callable[..., Theme], qtbot: QtBot, form_id: str
) -> None:
    entry = next(entry for entry in TURNED if entry.form.id == form_id)
    theme = make_theme(text_size=200)
    view = turned(theme, entry, marked(entry, 0), LATER, new_desk(theme), lambda _key: True, None)
    qtbot.addWidget(view)
    view.resize(1366, 768)
    view.show()
    settle(12)
    sheets = view.findChild(LargeOutline)
    assert sheets is not None
    for _ in every_page(sheets):
        assert_fits(view)
    view.put_away()


def test_a_restricted_record_is_not_shown(theme: Theme) -> None:
    entry = next(entry for entry in TURNED if entry.form.id == "agree_family")
    made = large(entry, {**filled(entry, LATER, 0), "restriction": "restricted"}, LATER)
    assert [type(block).__name__ for block in made.blocks] == ["Warn"]
