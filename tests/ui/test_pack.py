"""The pack of a referral: which records, what each leaves out, one Word file and one PDF, one note of what left."""

from __future__ import annotations

import errno
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import msoffcrypto
import pytest
from msoffcrypto.exceptions import InvalidKeyError
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.export.ooxml_check import faults
from tests.export.reading import words_of
from tests.ui.made import Made
from toolkit.errors import DiskFull, ToolkitError
from toolkit.forms.blocks import text_of
from toolkit.forms.left_out import LeftThing
from toolkit.forms.people import Answers
from toolkit.ui.jobs import Cancelled, Progress
from toolkit.ui.main_window import MainWindow
from toolkit.ui.pack_make import PackMaker, write_pdf, write_word
from toolkit.ui.pack_page import Kind, PackPage
from toolkit.ui.release_leaving import Ways
from toolkit.ui.release_left_out import LeftOutQuestion
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.release_record import who_is_told
from toolkit.ui.sent_page import SentPage
from toolkit.ui.side_line import SideLine
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import GrowingText
from toolkit.vault.rows import Told

REFERRAL: Answers = {
    "about": ["c1"],
    "event": "2026-11-12T09:00",
    "route": "support",
    "referred_on": "2026-11-12",
    "referrer": "Tansy Dunnock",
    "referrer_organisation": "Examplebridge Health Visiting",
    "referrer_phone": "01632 960 114",
    "children": [{"id": "c1", "name": "Wren Thistlewick", "birth": "2019-05-02"}],
    "worried": "Wren is alone on two evenings a week & tired <at school>.",
    "bundle": ["family", "case_note"],
}
QUIET = Progress(lambda _fraction, _words: None)


def referral(made: Made, **more: object) -> str:
    """A referral of the family, and its id."""
    answers = {**REFERRAL, **more}
    return made.vault.records.create("referral", made.family, answers, made.session.author()).id


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_the_file_goes_with_it_as_the_referral_says_and_what_is_the_organisations_own_stays(
    made: Made,
) -> None:
    own = made.vault.records.create(
        "supervision", made.family, {"about": ["c1"], "event": "2026-11-10T09:00"}, made.session.author()
    ).id
    shut = made.vault.records.create(
        "case_note",
        made.family,
        {"about": ["c1"], "event": "2026-11-10T09:00", "restriction": "restricted"},
        made.session.author(),
    ).id
    maker = PackMaker(made.session, referral(made))
    found = {one.record_id: one for one in maker.candidates()}
    assert found[made.family].bundled
    assert (found[own].held, found[own].bundled) == ("own", False)
    assert (found[shut].held, found[shut].bundled) == ("restricted", False)
    assert maker.record.id not in found


def test_word_and_pdf_hold_cover_contents_and_each_record_whole(made: Made, tmp_path: Path) -> None:
    maker = PackMaker(made.session, referral(made))
    rows = [row.id for row in made.vault.records.timeline(made.family) if row.status == "final"][:3]
    pack = maker.make([made.family, *rows], QUIET)
    write_word(pack, tmp_path / "pack.docx", "", QUIET)
    content = (tmp_path / "pack.docx").read_bytes()
    assert faults(content) == []
    written = words_of(docx.Document(io.BytesIO(content)))
    numbers = {str(start) for start in pack.paper.starts}
    wanted = [
        word
        for one in (*pack.paper.front, *(leaf.outline for leaf in pack.leaves))
        for word in text_of(one)
        if word not in numbers
    ]
    assert [w for w in wanted if " ".join(w.split()) not in {" ".join(x.split()) for x in written}] == []
    assert REFERRAL["worried"] in written
    pages = pages_of(pack.paper.pdf())
    assert len(pages) == pack.paper.count
    for number, words in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in words
    for leaf, start in zip(pack.leaves, pack.paper.starts, strict=True):
        assert leaf.outline.title.split(":")[0] in pages[start - 1]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = package.read("word/document.xml").decode()
    # Each number of the contents refers to a mark that stands in the document.
    named = set(re.findall(r"PAGEREF (leaf_\d+)", body))
    assert named == set(re.findall(r'bookmarkStart w:id="\d+" w:name="(leaf_\d+)"', body)) - {
        "leaf_0",
        "leaf_1",
    }
    assert len(named) == len(pack.leaves)


def test_the_copy_of_each_record_is_that_of_its_reader(made: Made, tmp_path: Path) -> None:
    note = {
        "about": ["c1"],
        "event": "2026-11-11T10:00",
        "contact": "phone",
        "oversight": "CANARYOVERSIGHT",
        "facts": "Rang.",
    }
    row = made.vault.records.create("case_note", made.family, note, made.session.author()).id
    pack = PackMaker(made.session, referral(made)).make([row], QUIET)
    write_word(pack, tmp_path / "pack.docx", "", QUIET)
    text = "".join(words_of(docx.Document(tmp_path / "pack.docx")))
    assert "CANARYOVERSIGHT" not in text
    assert "CANARYOVERSIGHT" not in "".join(pages_of(pack.paper.pdf()))
    assert all(kind and label and why for kind, label, why in pack.left_out)
    assert any(kind == "Case note" for kind, _, _ in pack.left_out)


def test_with_a_password_it_opens_with_it_and_not_without(made: Made, tmp_path: Path) -> None:
    pack = PackMaker(made.session, referral(made)).make([made.family], QUIET)
    target = tmp_path / "pack.docx"
    write_word(pack, target, "lantern otter maple", QUIET)
    content = target.read_bytes()
    assert not zipfile.is_zipfile(target)
    assert "Thistlewick".encode("utf-16-le") not in content
    locked = msoffcrypto.OfficeFile(io.BytesIO(content))
    opened = io.BytesIO()
    locked.load_key(password="lantern otter maple")
    locked.decrypt(opened)
    assert "Wren Thistlewick" in " ".join(words_of(docx.Document(opened)))
    with pytest.raises(InvalidKeyError):
        msoffcrypto.OfficeFile(io.BytesIO(content)).load_key(password="lantern otter", verify_password=True)


@pytest.mark.parametrize("password", ["short", "          ", "x" * 300])
def test_a_password_that_protects_nothing_writes_nothing(made: Made, tmp_path: Path, password: str) -> None:
    pack = PackMaker(made.session, referral(made)).make([], QUIET)
    with pytest.raises(ToolkitError, match="password"):
        write_word(pack, tmp_path / "pack.docx", password, QUIET)
    assert [path.name for path in tmp_path.iterdir()] == ["records"]


@pytest.mark.parametrize("write", [lambda pack, at, p: write_word(pack, at, "", p), write_pdf])
def test_cancelling_writes_nothing(made: Made, tmp_path: Path, write: Callable[..., str]) -> None:
    pack = PackMaker(made.session, referral(made)).make([made.family], QUIET)
    stopped = Progress(lambda _fraction, _words: None)
    stopped.cancel()
    with pytest.raises(Cancelled):
        write(pack, tmp_path / "pack", stopped)
    assert [path.name for path in tmp_path.iterdir()] == ["records"]


# The page


def opened(window: MainWindow, record: str) -> PackPage:
    window.pack(record)
    page = window.page
    assert isinstance(page, PackPage)
    QApplication.processEvents()
    return page


def test_from_the_questions_to_one_note_with_the_list(
    window: MainWindow, made: Made, tmp_path: Path, qtbot: QtBot
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    made.session.ways = Ways(place=lambda _parent, offered: out / offered.name)
    page = opened(window, referral(made))
    before = len(made.vault.releases.of(made.family))
    page.questions.who.name.set_value("")
    assert not page.make()
    page.questions.who.name.set_value("Front door, Examplebridge")
    assert not page.make(), "neither a decision nor a reason"
    page.questions.sharing.reason.set_value("They asked for it with the parents' agreement.")
    page.questions.who.by.set_value("by secure email")
    assert page.make()
    qtbot.waitUntil(lambda: page.pack is not None, timeout=20000)
    assert page.stack.currentWidget() is page.shown
    assert page.back_inside()
    page._word()
    assert page.job is None, "what lies behind the questions leaves by no key"
    page.stack.setCurrentWidget(page.shown)
    page._word()
    assert page.job is not None
    qtbot.waitUntil(lambda: page.job is None, timeout=20000)
    assert page.leave("pdf")
    qtbot.waitUntil(lambda: page.job is None, timeout=20000)
    files = sorted(path.suffix for path in out.iterdir())
    assert files == [".docx", ".pdf"]
    assert not any("Wren" in path.name or "Thistle" in path.name for path in out.iterdir())
    rows = made.vault.releases.of(made.family)[: len(made.vault.releases.of(made.family)) - before]
    assert [row.how for row in rows] == ["PDF, by secure email", "Word document, by secure email"]
    assert all(row.why == "" for row in rows)
    assert {row.told.no_decision for row in rows} == {"They asked for it with the parents' agreement."}
    family = made.vault.records.get(made.family)
    assert all((made.family, family.revision) in row.told.pack for row in rows)
    assert all(row.told.left_out == rows[0].told.left_out for row in rows)
    assert {row.recipient for row in rows} == {"Front door, Examplebridge"}


def test_on_the_harm_route_only_whom_it_is_for_is_asked(window: MainWindow, made: Made) -> None:
    page = opened(window, referral(made, route="harm"))
    page.questions.who.name.set_value("Front door")
    assert page.questions.gap() is None


def test_what_stays_back_goes_only_with_a_reason(window: MainWindow, made: Made) -> None:
    made.vault.records.create(
        "supervision", made.family, {"about": ["c1"], "event": "2026-11-10T09:00"}, made.session.author()
    )
    page = opened(window, referral(made, route="harm"))
    page.questions.who.name.set_value("Front door")
    page.questions.tick_all(True)
    assert page.questions.gap() is None
    held = next(line for line in page.questions.lines if line.one.held)
    held.tick.setChecked(True)
    assert page.questions.gap() is not None
    page.questions.held.set_value("The conference asked for it.")
    assert page.questions.gap() is None
    assert page.questions.value().put_back == ((held.one.title, "The conference asked for it."),)


def test_a_password_of_words_is_made_and_taken(window: MainWindow, made: Made) -> None:
    page = opened(window, referral(made, route="harm"))
    page.questions.who.name.set_value("Front door")
    page.questions.locked.setChecked(True)
    assert page.questions.gap() is not None
    page.questions.make_password()
    assert page.questions.gap() is None
    assert len(page.questions.value().password.split()) == 4


def test_somebody_whom_a_warning_is_about_gets_a_pack_only_with_a_reason(
    window: MainWindow, made: Made
) -> None:
    page = opened(window, referral(made))
    page.questions.sharing.reason.set_value("They asked.")
    page.questions.who.offer("Ash Quill, father")
    assert "Ash Quill" in page.questions.who.risk.text()
    assert page.questions.gap() is not None
    page.questions.who.reason.set_value("The court named him.")
    assert page.questions.gap() is None
    assert page.questions.value().why == "The court named him."
    free = opened(window, referral(made, route="harm"))
    free.questions.who.offer("Ash Quill")
    assert not free.questions.who.risk.isHidden()
    assert free.questions.gap() is None


def test_a_restricted_referral_goes_only_with_a_reason_and_on_the_harm_route_at_once(
    window: MainWindow, made: Made
) -> None:
    page = opened(window, referral(made, restriction="restricted"))
    page.questions.who.name.set_value("Front door")
    page.questions.sharing.reason.set_value("They asked.")
    assert page.questions.gap() is not None
    page.questions.held.set_value("The front door must have it.")
    assert page.questions.gap() is None
    assert page.questions.value().put_back == ((page.maker.record.title, "The front door must have it."),)
    free = opened(window, referral(made, restriction="restricted", route="danger"))
    free.questions.who.name.set_value("Front door")
    assert free.questions.gap() is None


def test_on_the_harm_route_the_referral_in_a_pack_is_whole(made: Made) -> None:
    told = {"source": "told", "source_detail": "CANARYTOLD", "risks": "CANARYRISK"}
    harm = PackMaker(made.session, referral(made, route="harm", **told)).make([], QUIET)
    assert harm.left_out == ()
    assert {"CANARYTOLD", "CANARYRISK"} <= set(" ".join(text_of(harm.leaves[0].outline)).split())
    calm = PackMaker(made.session, referral(made, **told)).make([], QUIET)
    assert "CANARYTOLD" not in " ".join(text_of(calm.leaves[0].outline))


def test_a_record_that_changed_since_is_out_of_date_in_the_pack_that_left(
    window: MainWindow, made: Made
) -> None:
    note = made.note("2026-11-10", "Pip slept.")
    maker = PackMaker(made.session, referral(made))
    author = made.session.author()
    maker.note(maker.make([note], QUIET), "Front door", "PDF", "", "0" * 64, Told(no_decision="A law."))
    made.vault.records.amend(note, author, "A day was wrong.")
    window.release(note)
    page = window.page
    assert isinstance(page, ReleasePage)
    assert "Front door holds version 1" in page.older.text()
    revision = made.vault.records.get(note).revision
    made.vault.releases.note(note, revision, "my own working copy", "", "PDF", "", "1" * 64, author)
    window.sent(made.family)
    sent = window.page
    assert isinstance(sent, SentPage)
    title = made.vault.records.get(note).title
    said = [
        row.accessibleName() for row in sent.findChildren(QWidget) if "Front door" in row.accessibleName()
    ]
    assert any(f"Out of date: version {revision} of {title} has left since." in words for words in said)
    assert any(f"With it in the pack: {title}, version 1" in words for words in said)
    window.family(made.family)
    QApplication.processEvents()
    names = [line.accessibleName() for line in window.page.findChildren(SideLine)]
    assert [name for name in names if name.endswith("Out of date")]
    assert [row.id for row in made.vault.releases.holding(note)] == [
        row.id for row in made.vault.releases.of(made.family) if note in dict(row.records)
    ]


def test_the_decision_a_pack_rests_on_is_noted_by_its_record(window: MainWindow, made: Made) -> None:
    page = opened(window, referral(made))
    page.questions.who.name.set_value("Front door")
    page.questions.sharing.choice.set_options([("decided", "Decision to share, 1 May 2026")])
    page.questions.sharing.choice.set_value("decided")
    assert page.questions.gap() is None
    answer = page.questions.value()
    assert (answer.decision, answer.no_decision) == ("decided", "")


def test_one_thing_of_a_record_is_put_in_with_a_tick_and_a_reason(
    window: MainWindow, made: Made, tmp_path: Path, qtbot: QtBot
) -> None:
    told = {"about": ["c1"], "event": "2026-11-11T10:00", "source": "told", "source_detail": "SOURCECANARY"}
    row = made.vault.records.create("case_note", made.family, told, made.session.author()).id
    made.session.ways = Ways(place=lambda _parent, offered: tmp_path / offered.name)
    page = opened(window, referral(made, bundle=[]))
    page.questions.who.name.set_value("Front door")
    page.questions.sharing.reason.set_value("They asked.")
    next(line for line in page.questions.lines if line.one.record_id == row).tick.setChecked(True)
    page.make()
    qtbot.waitUntil(lambda: page.pack is not None and page.job is None, timeout=20000)
    assert page.pack is not None
    assert "SOURCECANARY" not in "".join(pages_of(page.pack.paper.pdf()))
    line = next(one for one in page.shown.left_out.lines() if one.thing.path.startswith(row))
    line.tick.setChecked(True)
    assert not page.leave("word"), "a tick without its reason"
    assert page.foot.saved_text().startswith("Write why it is put in")
    line.reason.set_value("The school told us for this.")
    assert not page.leave("word"), "what is put in is not in the pack yet"
    assert page.foot.saved_text().startswith("Something was put in")
    assert page.make_again()
    qtbot.waitUntil(lambda: page.job is None, timeout=20000)
    assert page.leave("word")
    qtbot.waitUntil(lambda: page.job is None, timeout=20000)
    made_of = next(path for path in tmp_path.iterdir() if path.suffix == ".docx")
    assert "SOURCECANARY" in "".join(words_of(docx.Document(str(made_of))))
    left = made.vault.releases.of_record(page.maker.record.id)[0].told
    assert left.put_back == ((line.thing.label, "The school told us for this."),)
    assert line.thing.label.startswith("Case note, 11 November 2026: ")
    assert not any("SOURCE" in label for label, _ in left.left_out)
    page.shown.left_out.forget()
    assert not page.leave("word"), "what is taken out again is still in the pack"


@pytest.mark.parametrize("kind", ["word", "pdf"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.ENOENT])
def test_a_full_read_only_or_vanishing_folder_leaves_no_pack_and_notes_none(
    window: MainWindow,
    made: Made,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    kind: Kind,
) -> None:
    made.session.ways = Ways(place=lambda _parent, offered: tmp_path / offered.name)
    page = opened(window, referral(made, route="harm", bundle=[]))
    assert page.make()
    qtbot.waitUntil(lambda: page.pack is not None and page.job is None, timeout=20000)
    before = made.vault.releases.of(made.family)

    def fails(_handle: int) -> None:
        raise OSError(code, "no")

    with monkeypatch.context() as patch:
        patch.setattr("toolkit.export.files.os.fsync", fails)
        assert page.leave(kind)
        qtbot.waitUntil(lambda: page.job is None, timeout=20000)
    assert "file was not written" in page.foot.saved_text()
    assert not [one for one in tmp_path.iterdir() if one.suffix in (".docx", ".pdf", ".part")]
    assert made.vault.releases.of(made.family) == before
    assert page.leave(kind), "tried again, it leaves"
    qtbot.waitUntil(lambda: page.job is None, timeout=20000)
    assert len(made.vault.releases.of(made.family)) == len(before) + 1


def test_a_pack_that_cannot_be_noted_is_taken_back(
    window: MainWindow, made: Made, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.session.ways = Ways(place=lambda _parent, offered: tmp_path / offered.name)
    page = opened(window, referral(made, route="harm", bundle=[]))
    page.make()
    qtbot.waitUntil(lambda: page.pack is not None and page.job is None, timeout=20000)

    def full(*_given: object) -> None:
        raise DiskFull

    monkeypatch.setattr(made.vault.releases, "note", full)
    assert page.leave("word")
    qtbot.waitUntil(lambda: page.job is None, timeout=20000)
    assert page.foot.saved_text().startswith("This copy could not be noted")
    assert not [one for one in tmp_path.iterdir() if one.suffix == ".docx"]


def test_whom_a_referral_goes_to_is_never_empty_and_never_another(made: Made) -> None:
    session = made.session
    assert who_is_told(session, {}) == "Children’s services front door"
    assert who_is_told(session, {"directed": ["police", "adult"]}) == "Adult safeguarding"
    assert who_is_told(session, {"directed": ["police"]}) == "Police"
    assert who_is_told(session, {"directed": ["police"], "sent_to": "Sergeant Finch"}) == "Sergeant Finch"


def test_what_may_never_go_stays_out_of_a_pack_whatever_is_put_in(made: Made) -> None:
    answers = {
        "about": ["c1"],
        "event": "2026-11-11T10:00",
        "facts": "Rang.",
        "oversight": [{"id": "o1", "manager": "M", "comment": "OVERSIGHTCANARY"}],
    }
    row = made.vault.records.create("case_note", made.family, answers, made.session.author()).id
    maker = PackMaker(made.session, referral(made))
    never = [one for one in maker.make([row], QUIET).things if one.path.startswith(row) and not one.may]
    assert never
    pack = maker.make([row], QUIET, put_in=[one.path for one in never])
    assert "OVERSIGHTCANARY" not in " ".join(word for leaf in pack.leaves for word in text_of(leaf.outline))
    assert [one for one in pack.left_out if one[0] == "Case note"]


def hide_from_ash(made: Made) -> None:
    """Wren's present address is hidden from Ash Quill."""
    family = made.session.family(made.family)
    wren = {
        **family["children"][0],
        "addresses": [
            {
                "id": "d1",
                "address": "9 CANARYLANE",
                "postcode": "ZZ9 9ZZ",
                "hidden_from": ["a3"],
                "source": "CANARYTELLER",
            }
        ],
    }
    answers = {**family, "children": [wren, *family["children"][1:]]}
    made.vault.records.close_living(made.family, answers, made.session.author())


@pytest.mark.parametrize("route", ["harm", "danger"])
def test_on_the_harm_route_what_goes_with_it_tells_where_the_child_is_and_who_told_it_stays_back(
    made: Made, route: str
) -> None:
    hide_from_ash(made)
    maker = PackMaker(made.session, referral(made, route=route))
    words = " ".join(
        word for leaf in maker.make([made.family], QUIET).leaves for word in text_of(leaf.outline)
    )
    assert "CANARYLANE" in words
    assert "Ash Quill" in words
    assert "CANARYTELLER" not in words
    calm = PackMaker(made.session, referral(made))
    told = " ".join(w for leaf in calm.make([made.family], QUIET).leaves for w in text_of(leaf.outline))
    assert "CANARYLANE" not in told


def test_a_hidden_address_is_in_no_pack_for_whom_it_is_hidden_from_whatever_the_route(
    window: MainWindow, made: Made
) -> None:
    hide_from_ash(made)
    page = opened(window, referral(made, route="harm"))
    page.questions.who.offer("Ash Quill")
    answer = page.questions.value()
    assert answer.wary
    maker = PackMaker(made.session, referral(made, route="harm"))
    first = maker.make([made.family], QUIET, wary=True)
    paths = [thing.path for thing in first.things]
    again = maker.make(
        [made.family], QUIET, put_in=[*paths, f"{made.family}/children.addresses.address"], wary=True
    )
    for pack in (first, again):
        words = " ".join(word for leaf in pack.leaves for word in text_of(leaf.outline))
        assert "CANARYLANE" not in words
        assert "ZZ9 9ZZ" not in words


def test_hundreds_of_things_left_out_have_no_box_until_one_is_ticked(theme: Theme, qtbot: QtBot) -> None:
    things = [LeftThing(f"r/{n}", f"Case note: what others told, {n}", "By others", True) for n in range(200)]
    question = LeftOutQuestion(theme)
    qtbot.addWidget(question)
    question.show_things("What is left out", "200 things", things, ())
    assert len(question.lines()) == 200
    assert question.findChildren(GrowingText) == []
    assert len(question.findChildren(QWidget)) < 200 * 7
    line = question.lines()[3]
    line.tick.setChecked(True)
    assert len(question.findChildren(GrowingText)) == 1
    assert question.gap() is not None
    line.reason.set_value("The conference asked for it.")
    question.settle()
    assert question.put_in() == {"r/3"}
    line.tick.setChecked(False)
    assert line.frame.isHidden()
    assert question.put_in() == frozenset()
