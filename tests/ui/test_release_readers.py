"""Before a real record leaves: each reader, what is put in with a reason, the discreet copy, the harm route, the log."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.ui.made import Made
from toolkit.export.release_discreet import Known, discreet
from toolkit.forms.blocks import Answer, Outline, Table, text_of
from toolkit.forms.people import people_of
from toolkit.practice.leaving import finders, harm_route, holds_old, superseded
from toolkit.ui.main_window import MainWindow
from toolkit.ui.release_leaving import Ways
from toolkit.ui.release_left_out import LeftOut, Thing
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.release_parts import CopyAsked
from toolkit.ui.sent_page import SentPage
from toolkit.vault.rows import ReleaseRow, Told


@pytest.fixture
def out(made: Made, tmp_path: Path) -> Path:
    """Where copies are saved, without a dialog."""
    folder = tmp_path / "out"
    folder.mkdir()
    made.session.ways = Ways(place=lambda _parent, offered: folder / offered.name)
    return folder


def note(made: Made, **more: object) -> str:
    """A finished note with what others reported, and with something to do."""
    answers = {
        "contact": "home_announced",
        "event": "2026-11-11T13:10",
        "about": ["c1", "c2"],
        "purpose": "To see how the week went",
        "facts": "Pip slept.",
        "told": [{"id": "t1", "who": "Nettie", "what": "TOLDCANARY"}],
        "curiosity_note": "CURIOUSCANARY",
        "abuse": "yes",
        "oversight": [{"id": "o1", "manager": "M", "comment": "OVERSIGHTCANARY"}],
        "source": "told",
        "source_detail": "SOURCECANARY",
        "actions": [
            {"id": "x1", "what": "Weigh Pip", "who": "a1", "by_when": "2026-11-20"},
            {"id": "x3", "what": "Buy nappies", "who": "a1", "by_when": "2026-11-22"},
            {"id": "x2", "what": "Ring the domestic abuse worker", "who": "a1", "by_when": "2026-11-21"},
        ],
        **more,
    }
    record = made.vault.records.create("case_note", made.family, answers, made.session.author())
    return record.id


def opened(window: MainWindow, record: str) -> ReleasePage:
    """The page of a record."""
    window.release(record)
    page = window.page
    assert isinstance(page, ReleasePage)
    QApplication.processEvents()
    return page


def choose(page: ReleasePage, who: str, person: str = "", name: str = "") -> None:
    """Chooses for whom it is."""
    page.who.who.set_value(who)
    page.who.who.changed.emit()
    if person:
        page.who.person.set_value(person)
        page.who.person.changed.emit()
    if name:
        if not page.who.person_field.isHidden():
            page.who.person.set_value("*")
            page.who.person.changed.emit()
        page.who.name.setText(name)
        page.who.name.editingFinished.emit()


def thing(page: ReleasePage, label: str) -> Thing:
    """One line of the list of what is left out."""
    return next(one for one in page.left_out.lines() if one.thing.label == label)


def safe(page: ReleasePage, answer: str, way: str) -> None:
    """Answers for the home."""
    page.home.safe.set_value(answer)
    page.home.safe.changed.emit()
    page.home.choose(way)


def last(made: Made) -> ReleaseRow:
    """The newest copy that left."""
    return made.vault.releases.of(made.family)[0]


def word_text(file: Path) -> str:
    """Every part of a Word file."""
    with zipfile.ZipFile(file) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def test_a_thing_is_put_in_with_a_tick_and_a_reason_and_both_are_kept(
    window: MainWindow, made: Made, out: Path
) -> None:
    page = opened(window, note(made))
    choose(page, "family", "a1")
    safe(page, "no", "full")
    page.home.reason.setText("Sorrel keeps it at her mother's.")
    line = thing(page, "What others reported: Nettie")
    assert "TOLDCANARY" not in " ".join(
        text_of(page.outline or Outline(title="", audience="family", blocks=()))
    )
    line.tick.setChecked(True)
    assert not page.leave("word")
    assert page.foot.saved_text() == "Write why it is put in, or take the tick away."
    assert list(out.iterdir()) == []
    thing(page, "What others reported: Nettie").reason.setText("Nettie asked for it to be in.")
    assert page.leave("word"), page.foot.saved_text()
    (file,) = out.iterdir()
    assert "TOLDCANARY" in word_text(file)
    assert "CURIOUSCANARY" not in word_text(file)
    told = last(made).told
    assert told.put_back == (("What others reported: Nettie", "Nettie asked for it to be in."),)
    assert "What others reported" not in dict(told.left_out)
    assert page.outline is not None
    assert page.outline.put_in == told.put_back


def test_what_may_never_be_in_has_no_control(window: MainWindow, made: Made) -> None:
    page = opened(window, note(made))
    choose(page, "family", "a1")
    shown = {one.thing.label: one for one in page.findChildren(Thing)}
    never = [one for label, one in shown.items() if label.startswith("Domestic abuse")]
    assert never
    for one in never:
        assert not one.findChildren(QAbstractButton)
    assert page.findChild(LeftOut) is not None


def test_a_reason_is_forgotten_when_somebody_else_gets_it(window: MainWindow, made: Made) -> None:
    page = opened(window, note(made))
    choose(page, "family", "a1")
    line = thing(page, "What others reported: Nettie")
    line.tick.setChecked(True)
    line.reason.setText("For Sorrel.")
    choose(page, "family", "a4")
    assert not thing(page, "What others reported: Nettie").tick.isChecked()
    assert page.left_out.put_in() == frozenset()


def test_an_agency_gets_less_than_the_record_and_says_on_what_it_rests(
    window: MainWindow, made: Made, out: Path
) -> None:
    page = opened(window, note(made))
    choose(page, "another agency", name="School nurse")
    assert not page.leave("word")
    assert page.foot.saved_text() == "Name the decision to share, make one, or write why none is needed."
    page.decision.reason.setText("Sorrel agreed to this copy.")
    assert page.leave("word"), page.foot.saved_text()
    text = word_text(next(out.iterdir()))
    assert "TOLDCANARY" in text
    assert "OVERSIGHTCANARY" in " ".join(text_of(page.request.copy_of(CopyAsked(audience="practitioner"))))  # type: ignore[misc]
    assert "OVERSIGHTCANARY" not in text
    told = last(made).told
    assert told.no_decision == "Sorrel agreed to this copy."
    assert last(made).why == ""


def test_how_it_goes_is_noted_where_it_is_said_and_never_asked_of_a_home(
    window: MainWindow, made: Made, out: Path
) -> None:
    page = opened(window, note(made))
    choose(page, "my organisation", name="Maud Larkspur")
    assert not page.who.by_field.isHidden()
    page.who.by.set_value("by recorded post")
    assert page.leave("pdf"), page.foot.saved_text()
    assert last(made).how == "PDF, by recorded post"
    choose(page, "family", "a1")
    assert page.who.by_field.isHidden()
    assert page.who.sent_by() == ""


def test_own_working_copy_takes_two_presses(window: MainWindow, made: Made, out: Path) -> None:
    page = opened(window, note(made))
    choose(page, "my own working copy")
    assert page.leave("word")
    assert "CURIOUSCANARY" in word_text(next(out.iterdir()))
    assert last(made).recipient == ""


def test_the_harm_route_is_one_confirm_and_holds_nothing_back(
    window: MainWindow, made: Made, out: Path
) -> None:
    answers = {"route": "harm", "about": ["c1"], "event": "2026-11-12", "risks": "RISKCANARY"}
    answers |= {"source": "told", "source_detail": "SOURCECANARY", "referrer": "Tansy Dunnock"}
    record = made.vault.records.create("referral", made.family, answers, made.session.author())
    page = opened(window, record.id)
    assert page.on_harm_route()
    assert page.decision.isHidden()
    assert not page.harm.isHidden()
    assert page.leave("word"), page.foot.saved_text()
    row = last(made)
    assert row.audience == "another agency"
    assert row.recipient
    assert row.told.left_out == ()
    text = word_text(next(out.iterdir()))
    assert "RISKCANARY" in text
    assert "SOURCECANARY" in text


def test_a_family_that_was_not_told_gets_no_copy_of_the_referral(
    window: MainWindow, made: Made, out: Path
) -> None:
    answers = {"route": "harm", "about": ["c1"], "event": "2026-11-12", "family_told": "no"}
    record = made.vault.records.create("referral", made.family, answers, made.session.author())
    page = opened(window, record.id)
    choose(page, "family", "a1")
    assert page.paper is None
    safe(page, "no", "full")
    page.home.reason.setText("In her bag.")
    assert not page.leave("word")
    assert "not told" in page.foot.saved_text()
    assert list(out.iterdir()) == []
    told = made.vault.records.create(
        "referral", made.family, {**answers, "family_told": "yes"}, made.session.author()
    )
    page = opened(window, told.id)
    choose(page, "family", "a1")
    assert page.paper is not None


def test_only_the_harm_route_is_waved_through() -> None:
    assert harm_route("referral", {"route": "danger"})
    assert harm_route("share_decision", {"outcome": "T-EM"})
    assert harm_route("share_decision", {"outcome": "T-CP"})
    assert not harm_route("referral", {"route": "support"})
    assert not harm_route("share_decision", {"outcome": "T-AG"})
    assert not harm_route("case_note", {"route": "harm"})


def test_the_discreet_copy_gives_nothing_away(window: MainWindow, made: Made, out: Path) -> None:
    made.vault.facts.set("organisation", "Examplebridge Health Visiting")
    page = opened(window, note(made))
    choose(page, "family", "a1")
    safe(page, "not_known", "discreet")
    if not page.home.reason_field.isHidden():
        page.home.reason.setText("In her purse.")
    assert page.leave("word"), page.foot.saved_text()
    assert page.leave("pdf"), page.foot.saved_text()
    names = sorted(file.name for file in out.iterdir())
    assert names == ["to remember.docx", "to remember.pdf"]
    text = word_text(out / "to remember.docx")
    assert "Buy nappies, 22 November 2026" in text
    # Nobody of the family is named either.
    assert "Pip" not in text
    for word in ("domestic", "Examplebridge", "CANARY", "Thistlewick", "Confidential", "Copy for", "Dunnock"):
        assert word not in text, word
    assert b"Safeguarding" not in (out / "to remember.pdf").read_bytes()
    assert last(made).told.copy == "discreet"
    assert last(made).why.startswith("Discreet copy.")


def test_who_could_find_a_paper_is_told_from_the_family_file(window: MainWindow, made: Made) -> None:
    page = opened(window, note(made))
    choose(page, "family", "a1")
    assert "Basil Quill sleeps there some nights" in page.home.there.text()
    assert "Nettie Thistlewick visits" in page.home.there.text()
    assert "Ash Quill" not in page.home.there.text()
    assert page.home.way() == "nothing"
    family = made.session.family(made.family)
    assert [one.name for one in finders(family, people_of(family))] == [
        "Sorrel Thistlewick",
        "Basil Quill",
        "Nettie Thistlewick",
    ]


def test_an_older_version_is_out_of_date_and_the_page_says_who_holds_it(
    window: MainWindow, made: Made, out: Path
) -> None:
    record = made.note("2026-11-10", "Pip slept.")
    session = made.session
    first = made.vault.records.get(record).revision
    author = session.author()
    made.vault.releases.note(record, first, "family", "Sorrel Thistlewick", "PDF", "", "0" * 64, author)
    made.vault.records.amend(record, author, "A day was wrong.")
    page = opened(window, record)
    assert "Sorrel Thistlewick holds version 1" in page.older.text()
    choose(page, "my own working copy")
    assert page.leave("pdf"), page.foot.saved_text()
    window.sent(made.family)
    sent = window.page
    assert isinstance(sent, SentPage)
    said = [row.accessibleName() for row in sent.findChildren(QWidget) if "Sorrel" in row.accessibleName()]
    assert any("Out of date: version 2 has left since." in words for words in said)


def test_the_list_is_printed_with_everything_that_is_known(
    window: MainWindow, made: Made, tmp_path: Path
) -> None:
    record = made.vault.records.timeline(made.family)[0].id
    told = Told(put_back=(("Told", "Asked for."),), left_out=(("Warnings", "Never"),), no_decision="A law.")
    row = made.vault.releases.note(
        record, 1, "another agency", "School nurse", "PDF", "", "ab" * 32, made.session.author(), told
    )
    assert made.vault.releases.of_record(record)[0].told == told == row.told
    printed = []

    def printer(_parent: QWidget, paper: object) -> QPrinter:
        printed.append(paper)
        found = QPrinter(QPrinter.PrinterMode.HighResolution)
        found.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        found.setOutputFileName(str(tmp_path / "list.pdf"))
        return found

    made.session.ways = Ways(printer=printer)
    window.sent(made.family)
    sent = window.page
    assert isinstance(sent, SentPage)
    sent.print()
    assert (last(made).why, last(made).audience) == ("The list of copies that left.", "my own working copy")
    text = " ".join(text_of(printed[0].outline))  # type: ignore[attr-defined]
    for words in ("School nurse", "ab" * 32, "Put in: Told. Why: Asked for.", "Left out: Warnings", "A law."):
        assert words in text


def test_who_holds_an_old_one() -> None:
    class Row:
        def __init__(self, number: int, revision: int, recipient: str, how: str = "PDF") -> None:
            self.id, self.recipient, self.how, self.audience = number, recipient, how, "family"
            self.beside = how == "A list"
            self.records = (("r", revision), ("p", 1)) if number == 2 else (("r", revision),)

    rows = [
        Row(1, 1, "Sorrel"),
        Row(2, 1, "Nettie"),
        Row(3, 2, "Sorrel"),
        Row(4, 3, "Ash", "Nothing left in the home"),
        Row(5, 4, "Basil", "A list"),
    ]
    assert superseded(rows) == {1: {"r": 2}, 2: {"r": 2}}
    assert [(row.recipient, held) for row, held in holds_old(rows, "r", 2)] == [("Nettie", 1)]
    assert [row.recipient for row, _ in holds_old(rows, "r", 3)] == ["Sorrel", "Nettie"]
    assert [row.recipient for row, _ in holds_old(rows, "p", 2)] == ["Nettie"]
    assert holds_old(rows, "another", 3) == []
    # A list of the record says nothing of its newest version, and nobody holds an old one by it.
    assert [row.recipient for row, _ in holds_old(rows, "r", 5)] == ["Sorrel", "Nettie"]


@pytest.mark.parametrize(
    "line",
    [
        "Ring the refuge on 20 November 2026",
        "Come to 3 Pretend Row, 20 November 2026",
        "EX1 2MP on 20 November 2026",
        "Ring 01632 960 001, 20 November 2026",
        "“He hurt me”, 20 November 2026",
        "Health visitor comes: 20 November 2026",
        "Child protection conference: 20 November 2026",
    ],
)
def test_a_line_that_would_tell_a_finder_something_is_not_on_the_card(line: str) -> None:
    plain = Answer(label="Next time", lines=("Friday 20 November 2026",))
    table = Table(
        head=("What", "Who", "By when"), rows=((line, "", "21 November 2026"), ("Buy nappies", "", ""))
    )
    made = Outline(title="Case note", audience="family", blocks=(plain, table))
    card = discreet(made, Known(addresses=("3 Pretend Row",)), date(2026, 11, 12))
    assert card is not None
    assert text_of(card) == ["To remember", "Next time: Friday 20 November 2026", "Buy nappies"]


def test_a_day_that_there_is_not_or_that_is_past_makes_no_card() -> None:
    blocks = (
        Answer(label="Next", lines=("31 February 2027",)),
        Answer(label="Then", lines=("3 March 2026",)),
    )
    made = Outline(title="Case note", audience="family", blocks=blocks)
    assert discreet(made, Known(), date(2026, 11, 12)) is None


def test_a_court_does_not_get_the_warnings_that_head_the_record(
    window: MainWindow, made: Made, out: Path
) -> None:
    page = opened(window, made.note("2026-11-10", "Pip slept."))
    choose(page, "court or other", name="Family Court at Examplebridge")
    assert page.leave("word"), page.foot.saved_text()
    assert "Do not tell Ash Quill" not in word_text(next(out.iterdir()))
    assert "Warnings at the top of the record" in dict(last(made).told.left_out)
    choose(page, "my organisation", name="Maud Larkspur")
    assert page.leave("pdf"), page.foot.saved_text()
    assert "Do not tell Ash Quill" in " ".join(text_of(page.outline or page.full))  # type: ignore[arg-type]
