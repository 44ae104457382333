"""A finished record read again: what is never printed, and what was signed on paper."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel

from tests.ui.drive import settle
from tests.ui.made import Made
from tests.ui.picture_helpers import png
from toolkit.forms import blocks
from toolkit.forms.outline import UNPRINTED, outline
from toolkit.forms.people import Answers
from toolkit.forms.rules import problems
from toolkit.forms.vocabulary import Audience
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.record_store import VaultStore


def finished(made: Made, form_id: str, answers: Answers) -> VaultStore:
    store = VaultStore(made.session, form_id=form_id, family_id=made.family)
    store.save(answers)
    store.finish(answers)
    return store


def read(window: MainWindow, store: VaultStore) -> RecordPage:
    window.record(store.record_id)
    settle()
    assert isinstance(window.page, RecordPage)
    assert window.page.read is not None
    return window.page


def words(page: RecordPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def test_the_guard_of_an_agreement_is_read_again_and_stored_in_no_copy(
    made: Made, window: MainWindow
) -> None:
    agreed: Answers = {
        "event": "2026-11-03",
        "about": ["c1"],
        "abuse": "yes",
        "manager_name": "Ash Quill",
        "manager_note": "CANARY-NOTE",
    }
    store = finished(made, "agree_family", agreed)
    page = read(window, store)
    assert page.read is not None
    assert page.read.steps[-1].title == UNPRINTED
    assert "CANARY-NOTE" in words(page)
    record = made.vault.records.get(store.record_id)
    assert set(record.outlines) == {"practitioner", "family"}
    for stored in record.outlines.values():
        assert b"CANARY-NOTE" not in stored
        assert blocks.Heading(text=UNPRINTED) not in blocks.from_json(stored).blocks


def test_each_version_shows_its_own_guard(made: Made, window: MainWindow) -> None:
    store = finished(made, "agree_family", {"event": "2026-11-03", "about": ["c1"], "abuse": "not_known"})
    answers = store.amend("Asked alone")
    store.finish({**answers, "abuse": "no"})
    told = {n: next(b.lines for b in store.unprinted(n) if isinstance(b, blocks.Answer)) for n in (1, 2)}
    assert told == {1: ("Not known",), 2: ("No",)}


def test_a_record_without_it_has_no_such_part(made: Made, window: MainWindow) -> None:
    page = read(window, finished(made, "case_note", {"event": "2026-11-03T10:00", "facts": "Pip slept."}))
    assert UNPRINTED not in words(page)


def test_the_photo_of_a_signed_paper_is_seen_again(made: Made, window: MainWindow) -> None:
    store = VaultStore(made.session, form_id="eh_record", family_id=made.family)
    answers: Answers = {"event": "2026-11-03T10:00", "about": ["c1"]}
    store.save(answers)
    file_id = store.keep(png(), "paper.png", "image/png")
    signed = {"id": "s", "name": "Tansy Dunnock", "how": "paper", "date": "2026-11-03", "scan": file_id}
    store.finish({**answers, "signature": [signed]})
    page = read(window, store)
    (picture,) = [
        label
        for label in page.findChildren(QLabel)
        if label.accessibleName() == "The paper signed by Tansy Dunnock on 3 November 2026"
        and not label.pixmap().isNull()
    ]
    assert picture.pixmap().width() > 40


def test_the_photo_of_a_court_order_stays_with_the_family_file_and_off_every_copy(made: Made) -> None:
    store = VaultStore(made.session, record_id=made.family)
    file_id = store.keep(png(), "order.png", "image/png")
    scan = {
        "id": "s1",
        "file": file_id,
        "name": "order.png",
        "media": "image/png",
        "caption": "Order of 3 August",
    }
    answers = {**store.answers(), "contact_restricted": "yes", "contact_orders": "Handed over at school."}
    answers["contact_scans"] = [scan]
    store.save(answers)
    store.close(answers)
    again = VaultStore(made.session, record_id=made.family)
    assert again.answers()["contact_scans"] == [scan]
    assert again.picture(file_id) == png()

    def photos(audience: Audience) -> list[str]:
        meta = replace(again.meta(again.record(), "living"), recipient="a1")
        made_of = outline(again.entry, again.answers(), again.context(), audience, meta)
        return [block.file for block in made_of.blocks if isinstance(block, blocks.Photo)]

    assert photos("practitioner") == [file_id]
    assert photos("family") == []
    # Taken out of the file again, it is gone with the next version.
    store = VaultStore(made.session, record_id=made.family)
    second = store.keep(png(), "second.png", "image/png")
    store.save({**answers, "contact_scans": [scan]})
    store.close({**answers, "contact_scans": [scan]})
    assert store.picture(second) is None
    assert store.picture(file_id) == png()


def test_a_family_file_of_before_has_no_photo_and_opens(made: Made) -> None:
    store = VaultStore(made.session, record_id=made.family)
    answers = {**store.answers(), "contact_restricted": "yes", "contact_paper": "In the blue folder"}
    store.save(answers)
    assert "contact_scans" not in VaultStore(made.session, record_id=made.family).answers()
    assert [p.path for p in problems(store.entry, answers, store.context(answers)) if "scans" in p.path] == []


def test_what_was_drawn_is_seen_again_and_a_typed_name_is_no_drawing(made: Made, window: MainWindow) -> None:
    strokes = [[[0.1, 0.5], [0.9, 0.2]]]
    rows = [
        {"id": "s", "name": "Tansy Dunnock", "how": "drawn", "date": "2026-11-03", "strokes": strokes},
        {
            "id": "t",
            "name": "Sorrel Thistlewick",
            "how": "verbal",
            "date": "2026-11-03",
            "witness": "Ash Quill",
        },
        {"id": "u", "name": "Basil Quill", "how": "declined", "reason": "Wants to think."},
    ]
    answers = {"event": "2026-11-03T10:00", "about": ["c1"], "signature": rows}
    page = read(window, finished(made, "eh_record", answers))
    drawn = [
        label.accessibleName()
        for label in page.findChildren(QLabel)
        if label.accessibleName().startswith("Signature drawn") and not label.pixmap().isNull()
    ]
    assert drawn == ["Signature drawn by Tansy Dunnock"]
    assert "agreed verbally, witnessed by Ash Quill" in words(page)
    assert "declined to sign: Wants to think." in words(page)
