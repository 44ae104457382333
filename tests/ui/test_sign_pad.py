"""Signing: drawn on the screen, with a mark, on paper with its photo, agreed verbally, declined. A typed name is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drive import choose, named, press, settle
from tests.ui.fit import assert_fits
from tests.ui.picture_helpers import MemoryAttach, colour_at, paged, png, save
from tests.ui.record_helpers import CONTEXT, shown
from toolkit.forms.blocks import Photo, SignHere
from toolkit.forms.conditions import Scope
from toolkit.forms.outline import Meta, outline
from toolkit.forms.rules import Entry
from toolkit.forms.value_rules import value_problems
from toolkit.forms.vocabulary import Audience, Form, Page, Signatures
from toolkit.ui import pictures_in
from toolkit.ui.editors import new_desk
from toolkit.ui.editors.grid import SignaturesEditor
from toolkit.ui.editors.sign_pad import CROSS, ScanEditor, SignPad, SignPadEditor
from toolkit.ui.theme import Theme

PART = Signatures(key="signed", label="Signatures", who=("Child", "Worker"))
LEFT = Qt.MouseButton.LeftButton


def draw(pad: SignPad, *places: tuple[float, float]) -> None:
    points = [QPoint(round(x * pad.width()), round(y * pad.height())) for x, y in places]
    QTest.mousePress(pad, LEFT, pos=points[0])
    for at in points[1:]:
        QTest.mouseMove(pad, at)
    QTest.mouseRelease(pad, LEFT, pos=points[-1])
    settle()


@pytest.fixture
def one(qtbot: QtBot, theme: Theme) -> SignPadEditor:
    made = SignPadEditor(new_desk(theme), Scope({}, CONTEXT))
    qtbot.addWidget(made)
    made.set_names("Wren, Signature")
    made.set_value(None)
    shown(made, width=600, height=300)
    return made


def test_what_is_drawn_is_kept_as_lines(one: SignPadEditor) -> None:
    sent: list[int] = []
    one.changed.connect(lambda: sent.append(1))
    draw(one.pad, (0.1, 0.2), (0.3, 0.8), (0.5, 0.2))
    draw(one.pad, (0.7, 0.5))
    first, dot = one.value()
    assert first[0] == pytest.approx([0.1, 0.2], abs=0.02)
    assert first[-1] == pytest.approx([0.5, 0.2], abs=0.02)
    assert len(dot) >= 2
    assert all(0 <= n <= 1 for stroke in one.value() for place in stroke for n in place)
    assert len(sent) == 2
    ink = one.pad.grab().toImage()
    middle = ink.pixelColor(round(0.7 * ink.width()), round(0.5 * ink.height()))
    assert middle.lightness() < 128, "a dot is seen"


def test_the_line_stays_on_the_sheet(one: SignPadEditor) -> None:
    draw(one.pad, (0.5, 0.5), (2.0, -3.0))
    assert one.value()[0][-1] == [1.0, 0.0]


def test_only_the_main_button_draws(one: SignPadEditor) -> None:
    QTest.mouseClick(one.pad, Qt.MouseButton.RightButton)
    QTest.mouseMove(one.pad, QPoint(40, 40))
    assert one.value() is None


def test_a_mark_undo_and_clear_with_keys_and_buttons(one: SignPadEditor) -> None:
    one.pad.setFocus()
    QTest.keyClick(one.pad, Qt.Key.Key_X)
    assert one.value() == CROSS
    draw(one.pad, (0.1, 0.1), (0.2, 0.2))
    QTest.keyClick(one.pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert one.value() == CROSS
    press(one, "Wren, Signature, clear the sheet")
    assert one.value() is None
    assert not one.clear.isEnabled()
    press(one, "Wren, Signature, take the last line back")
    assert one.value() == CROSS
    QTest.keyClick(one.pad, Qt.Key.Key_Delete)
    assert one.value() is None
    press(one, "Wren, Signature, make a cross")
    assert one.value() == CROSS
    one.pad.strokes[0][0][0] = 0.9
    assert CROSS[0][0][0] == 0.42


@pytest.mark.parametrize("answer", [None, [], [[[0.1, 0.2], [0.3, 0.4]]], "odd", [["x"], [[5, 5]]]])
def test_what_is_not_touched_is_given_back_as_it_was(one: SignPadEditor, answer: Any) -> None:
    one.set_value(answer)
    assert one.value() == answer


# Photo of a signed paper


@pytest.fixture
def attach() -> MemoryAttach:
    return MemoryAttach()


@pytest.fixture
def scan(qtbot: QtBot, theme: Theme, attach: MemoryAttach) -> ScanEditor:
    made = ScanEditor(new_desk(theme, attach=attach), Scope({}, CONTEXT))
    qtbot.addWidget(made)
    made.set_names("Basil, Photo")
    made.set_value(None)
    shown(made, width=600, height=300)
    return made


def test_a_photo_of_the_paper_is_added_looked_at_and_taken_out(scan: ScanEditor, tmp_path: Path) -> None:
    scan.desk.choose_pictures = lambda _parent: [save(tmp_path / "a.png", png())]
    press(scan, "Basil, Photo, add a photo or scan")
    assert scan.value() == "file0"
    press(scan, "Basil, Photo, look at it large")
    assert scan.large is not None
    assert colour_at(scan.large.grab().toImage(), 0.25, 0.5) == "red"
    scan.large.accept()
    press(scan, "Basil, Photo, take it out")
    assert scan.value() is None
    press(scan, "Basil, Photo, put it back")
    assert scan.value() == "file0"


def test_a_pdf_is_refused_with_what_to_do(scan: ScanEditor, tmp_path: Path) -> None:
    scan.desk.choose_pictures = lambda _parent: [save(tmp_path / "a.pdf", b"%PDF-1.4")]
    scan.add.click()
    assert scan.value() is None
    assert scan.fault.isVisible()
    assert scan.fault.text() == pictures_in.IsPdf.sentence


# The block for signing


@pytest.fixture
def block(qtbot: QtBot, theme: Theme, attach: MemoryAttach) -> SignaturesEditor:
    made = SignaturesEditor(PART, new_desk(theme, attach=attach), Scope({}, CONTEXT))
    qtbot.addWidget(made)
    made.set_names("Signatures")
    made.set_value(None)
    shown(made, width=680, height=900)
    return made


def printed(answer: Any) -> SignHere:
    form = Form(id="t", title="T", header=False, pages=(Page(key="p", title="P", fields=(PART,)),))
    made = outline(Entry(form), {"signed": answer}, CONTEXT, "practitioner", Meta())
    return next(b for b in made.blocks if isinstance(b, SignHere))


def test_each_way_of_signing_asks_its_own(block: SignaturesEditor) -> None:
    block.add_row(name="Wren Thistlewick")
    settle()
    how = next(
        w
        for w in block.findChildren(QWidget)
        if w.accessibleName() == "Wren Thistlewick, How" and w.isVisible()
    )
    asked = {}
    for words in (
        "Signed on this screen",
        "Signed on paper",
        "Agreed verbally",
        "Declined to sign",
        "Not able to sign",
    ):
        choose(block, how.accessibleName(), words)
        column = next(iter(block.views.values())).fields  # type: ignore[attr-defined]
        asked[words] = {box.part.key for box in column.shown_boxes()} - {"name", "role", "how"}
    assert asked == {
        "Signed on this screen": {"strokes", "date"},
        "Signed on paper": {"date", "scan"},
        "Agreed verbally": {"date", "witness"},
        "Declined to sign": {"reason"},
        "Not able to sign": {"reason"},
    }


def test_a_signature_drawn_goes_onto_the_paper(block: SignaturesEditor) -> None:
    block.add_row(name="Wren Thistlewick", how="drawn", date="2026-11-12")
    settle()
    pad = block.findChild(SignPad)
    assert pad is not None
    draw(pad, (0.1, 0.2), (0.3, 0.8))
    (row,) = block.value() or []
    assert row["role"] == "Child"
    assert row["strokes"]
    shape = printed(block.value())
    assert shape.drawn[0].startswith("M30.")
    # Another way chosen: what was drawn is no longer on the paper, and is not lost.
    row["how"] = "verbal"
    assert printed([row]).drawn == ("",)


def test_drawing_writes_the_day_and_leaves_one_that_was_written(block: SignaturesEditor) -> None:
    block.add_row(name="Wren Thistlewick", how="drawn")
    settle()
    pad = block.findChild(SignPad)
    assert pad is not None
    pad.cross()
    (row,) = block.value() or []
    assert row["date"] == CONTEXT.now.date().isoformat()
    shown_day = next(iter(block.views.values())).fields.boxes["date"].value()  # type: ignore[attr-defined]
    assert shown_day == row["date"]
    row["date"] = "2026-11-02"
    pad.cross()
    assert (block.value() or [])[0]["date"] == "2026-11-02"
    block.add_row(name="Basil Quill", how="declined")
    assert "date" not in (block.value() or [])[1]


def test_the_photo_of_a_signed_paper_is_on_the_workers_copy_only() -> None:
    row = {"id": "a", "name": "Basil Quill", "how": "paper", "date": "2026-11-12", "scan": "f1"}
    form = Form(id="t", title="T", header=False, pages=(Page(key="p", title="P", fields=(PART,)),))

    def photos(audience: Audience, **more: Any) -> list[Photo]:
        made = outline(Entry(form), {"signed": [{**row, **more}]}, CONTEXT, audience, Meta())
        return [b for b in made.blocks if isinstance(b, Photo)]

    (photo,) = photos("practitioner")
    assert photo.file == "f1"
    assert photo.alt == "The paper signed by Basil Quill on 12 November 2026"
    assert photo.width_mm < 100
    assert photos("family") == photos("child") == []
    # Another way chosen: the photo is not lost and not printed.
    assert photos("practitioner", how="verbal") == []


def test_nothing_drawn_yet_is_missing(block: SignaturesEditor) -> None:
    block.add_row(name="Wren Thistlewick", how="drawn", date="2026-11-12")
    key = (block.value() or [])[0]["id"]

    def missing() -> list[str]:
        return [p.path for p in value_problems(PART, block.value(), Scope({}, CONTEXT), "signed")]

    assert missing() == [f"signed[{key}].strokes"]
    settle()
    pad = block.findChild(SignPad)
    assert pad is not None
    pad.cross()
    assert missing() == []


def test_a_typed_name_is_never_a_signature(block: SignaturesEditor) -> None:
    block.add_row(name="Sorrel Thistlewick", how="declined", reason="Wants to think about it.")
    settle()
    assert printed(block.value()).drawn == ("",)
    words = " ".join(printed(block.value()).rows[0])
    assert "signed" not in words.replace("declined to sign", "")


def test_a_folded_signature_shows_no_lines_of_numbers(block: SignaturesEditor) -> None:
    block.set_value([{"id": "a", "name": "Wren", "how": "drawn", "strokes": CROSS, "date": "2026-11-12"}])
    settle()
    press(block, "Wren: fold")
    card = next(iter(block.views.values()))
    assert "0.42" not in card.second.whole_text()  # type: ignore[attr-defined]
    assert "Signed on this screen" in card.second.whole_text()  # type: ignore[attr-defined]


def test_it_is_reached_with_the_keyboard_and_has_names(block: SignaturesEditor) -> None:
    block.add_row(name="Wren", how="drawn")
    settle()
    pad = named(block, "Wren, Signature, sheet to sign on. X makes a cross, Delete clears it", SignPad)
    key = (block.value() or [])[0]["id"]
    assert block.go_to(f"[{key}].strokes")
    assert block.window().focusWidget() is pad
    assert block.path_to(pad) == f"[{key}].strokes"


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_is_cut(
    qtbot: QtBot, make_theme: Callable[..., Theme], attach: MemoryAttach, tmp_path: Path, size: int
) -> None:
    attach.keep(png(), "a.png", "image/png")
    made = SignaturesEditor(PART, new_desk(make_theme(text_size=size), attach=attach), Scope({}, CONTEXT))
    made.set_value(
        [
            {"id": "a", "name": "Wren", "how": "drawn", "strokes": CROSS},
            {"id": "b", "name": "Basil Quill", "how": "paper", "scan": "file0"},
        ]
    )
    made.fit(620)
    page = paged(made, made.theme, 640)
    qtbot.addWidget(page)
    assert_fits(page)
