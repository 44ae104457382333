"""Handing a family over and taking it in, as a person does it: two vaults, one sealed file, real windows."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drive import press, settle
from tests.ui.fit import assert_fits
from tests.ui.made import PASSPHRASE, Made, make_session, session_over
from toolkit.errors import DiskFull, FolderMissing
from toolkit.export.files import NotWritten
from toolkit.forms import catalogue
from toolkit.settings import Settings
from toolkit.ui.exchange.into import MoveInPage
from toolkit.ui.exchange.out import MoveOutPage
from toolkit.ui.handover.asks import Asks, leave
from toolkit.ui.handover.give import GivePage
from toolkit.ui.handover.take import TakePage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.page import Page
from toolkit.ui.release_leaving import NotNoted, NotNotedPutBack
from toolkit.ui.session import Session
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel
from toolkit.vault import sealing
from toolkit.vault.handover import HandOvers
from toolkit.vault.handover_format import read, to_bytes
from toolkit.vault.handover_import import Taking
from toolkit.vault.vault import Vault

PICTURES = os.environ.get("TOOLKIT_PICTURES", "")


@pytest.fixture
def colleague(tmp_path: Path, made: Made, settings: Settings) -> Iterator[Session]:
    """The vault of Basil, who takes over; it holds nothing."""
    session, _ = make_session(tmp_path / "colleague", made.session.theme, settings, clock=made.clock)
    session.vault.facts.set("author_name", "Basil Quill")
    session.vault.facts.set("author_role", "social worker")
    yield session
    session.vault.close()


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[Session, Callable[[MainWindow], QWidget]], QWidget]:
    """Gives a function that opens a page in a window of its own."""

    def show(session: Session, make: Callable[[MainWindow], QWidget]) -> QWidget:
        window = MainWindow(session)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.show_page("families", lambda _go: make(window))
        settle()
        assert window.page is not None
        return window.page

    return show


Show = Callable[[Session, Callable[[MainWindow], QWidget]], QWidget]


def picture(page: QWidget, name: str) -> None:
    """Keeps a picture where one is asked for."""
    if PICTURES:
        page.window().grab().save(f"{PICTURES}/{name}.png")


def give(made: Made, show: Show, place: Path | None, **more: object) -> GivePage:
    """The page, with where its file goes."""
    page = show(made.session, lambda go: GivePage(made.session, go, made.family, Asks(save=lambda *_: place)))
    assert isinstance(page, GivePage)
    page.whom.to.setText("Basil Quill, social worker")
    page.whom.why.setText("The family moved.")
    return page


def seal_for(page: GivePage, key: str, qtbot: QtBot) -> None:
    """Seals for a key; with a passphrase it would take a second more."""
    page.how.set_value("key")
    page._sealed_by()
    page.key.setText(key)
    press(page, "Seal and save")
    qtbot.waitUntil(lambda: page.job is None)
    settle()


def test_from_one_vault_to_the_other(
    made: Made, colleague: Session, shown: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    take = shown(colleague, lambda go: TakePage(colleague, go, Asks(open=lambda *_: tmp_path / "given.age")))
    assert isinstance(take, TakePage)
    press(take, "Make my key")
    key = take.giving.own_key()
    assert key is not None
    page = give(made, shown, tmp_path / "given.age")
    picture(page, "give")
    assert_fits(page)
    seal_for(page, key.public, qtbot)
    assert page.sealed is not None
    picture(page, "given")
    assert_fits(page)
    rows = made.vault.releases.of(made.family)
    # The family file and five finished notes; the draft stays.
    assert len(rows) == 6
    assert {row.recipient for row in rows} == {"Basil Quill, social worker"}
    press(page, "Summary on one page")
    assert page.preview is not None
    text = "\n".join(str(block) for block in page.preview.view.paper.outline.blocks)
    for word in ("Wren Thistlewick", "Ring Basil Quill to arrange to meet him", "Address hidden", "a draft"):
        assert word.casefold() in text.casefold()
    assert page.preview.view.paper.count == 1
    picture(page, "summary")
    assert page.back_inside()
    press(page, "Receipt")
    assert page.preview is not None
    assert "Thistlewick" not in str(page.preview.view.paper.outline)
    page.back_inside()
    assert page.done_card.isVisible()

    press(take, "Choose the file")
    qtbot.waitUntil(lambda: take.found is not None)
    settle()
    picture(take, "take-new")
    assert_fits(take)
    assert take.found is not None
    assert take.found.plan.count("new") == 6
    assert not colleague.vault.records.families()
    press(take, "Take in")
    qtbot.waitUntil(lambda: take.taken is not None)
    settle()
    picture(take, "taken")
    assert_fits(take)
    assert [row.name for row in colleague.vault.records.families()] == ["Thistlewick"]
    press(take, "Receipt")
    assert take.preview is not None
    assert "6 new records" in str(take.preview.view.paper.outline)
    assert "Thistlewick" not in str(take.preview.view.paper.outline)
    take.back_inside()
    press(take, "Open the family")


def differing(made: Made, colleague: Session, tmp_path: Path) -> Path:
    """A sealed file whose family file and a note differ from what the colleague holds."""
    author = made.session.author()
    bundle = HandOvers(made.vault).gather(made.family, None, author)
    Taking(colleague.vault).take(read(to_bytes(bundle)), colleague.author())
    made.clock.move(days=1)
    family = made.vault.records.get(made.family).answers
    adults = [{**row, "phone": "01234 567890"} if row["id"] == "a1" else row for row in family["adults"]]
    made.vault.records.save_draft(
        made.family, {**family, "adults": adults, "reason": "Asked for by the GP."}, author
    )
    note = next(row.id for row in made.vault.records.timeline(made.family) if row.status == "final")
    kept = made.vault.records.get(note).answers
    made.vault.records.amend(note, author, "A word was wrong")
    made.vault.records.finish(note, {**kept, "facts": "Food in, kitchen cold."}, {}, author)
    content = to_bytes(HandOvers(made.vault).gather(made.family, None, author))
    made.clock.move(days=1)
    basil = colleague.vault.records
    basil.save_draft(
        made.family, {**basil.get(made.family).answers, "reason": "Moved here."}, colleague.author()
    )
    place = tmp_path / "given.age"
    key = HandOvers(colleague.vault).make_key()
    place.write_bytes(sealing.seal(content, key=key.public))
    return place


def test_a_family_here_that_sounds_like_the_one_in_the_file_is_named(
    made: Made, colleague: Session, shown: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    colleague.vault.records.create("family", None, {"family_name": "Thissulwick"}, colleague.author())
    bundle = HandOvers(made.vault).gather(made.family, None, made.session.author())
    place = tmp_path / "given.age"
    place.write_bytes(sealing.seal(to_bytes(bundle), key=HandOvers(colleague.vault).make_key().public))
    take = shown(colleague, lambda go: TakePage(colleague, go, Asks(open=lambda *_: place)))
    assert isinstance(take, TakePage)
    take.choose()
    qtbot.waitUntil(lambda: take.found is not None)
    settle()
    said = " ".join(label.text() for label in take.findChildren(QLabel))
    assert "may be the same: Thissulwick family" in said


def test_differences_stand_side_by_side_and_one_is_chosen(
    made: Made, colleague: Session, shown: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    place = differing(made, colleague, tmp_path)
    take = shown(colleague, lambda go: TakePage(colleague, go, Asks(open=lambda *_: place)))
    assert isinstance(take, TakePage)
    take.choose()
    qtbot.waitUntil(lambda: take.found is not None)
    settle()
    picture(take, "take-differs")
    assert_fits(take)
    card = next(card for card in take.cards if card.choice is not None)
    assert card.stands() == "mine"
    said = {(one.label, one.mine, one.theirs) for one in card.found}
    assert ("Why this family is known to you", ("Moved here.",), ("Asked for by the GP.",)) in said
    assert any("Sorrel" in label and theirs == ("01234 567890",) for label, _, theirs in said)
    take.take()
    qtbot.waitUntil(lambda: take.taken is not None)
    answers = colleague.vault.records.get(made.family).answers
    assert answers["reason"] == "Moved here."
    assert colleague.vault.audit.verify() is None


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_is_cut(
    size: int,
    made: Made,
    colleague: Session,
    shown: Show,
    qtbot: QtBot,
    tmp_path: Path,
    make_theme: Callable[..., Theme],
) -> None:
    theme = make_theme(text_size=size)
    made.session.theme = colleague.theme = theme
    place = differing(made, colleague, tmp_path)
    table = tmp_path / "table.csv"
    table.write_text(
        "Name,DOB,Group,Shoe size\nDot Thistlewick,1 May 2020,child,9\nX,someday,child,\n", "utf-8"
    )
    asks = Asks(open=lambda *_: place, save=lambda *_: None)
    pages: list[QWidget] = [
        shown(made.session, lambda go: GivePage(made.session, go, made.family, asks)),
        shown(made.session, lambda go: MoveOutPage(made.session, go, made.family, asks)),
        shown(
            made.session, lambda go: MoveInPage(made.session, go, made.family, Asks(open=lambda *_: table))
        ),
        shown(colleague, lambda go: TakePage(colleague, go, asks)),
    ]
    for page in pages:
        page.window().resize(1024, 720)
        settle()
        assert_fits(page)
    one, _, rows, take = pages
    assert isinstance(one, GivePage)
    assert isinstance(rows, MoveInPage)
    assert isinstance(take, TakePage)
    one.which.parts.set_value("part")
    one.which._part()
    one.whom.place.set_value("other")
    one.whom._place()
    one.seal()
    rows.choose()
    take.choose()
    qtbot.waitUntil(lambda: take.found is not None)
    settle()
    for name, page in zip(("give", "out", "in", "take"), pages, strict=True):
        picture(page, f"{name}-{size}")
        assert_fits(page)


def test_what_is_missing_is_said_and_nothing_leaves(made: Made, shown: Show, tmp_path: Path) -> None:
    page = give(made, shown, tmp_path / "given.age")
    page.whom.to.setText("")
    press(page, "Seal and save")
    assert page.job is None
    page.whom.to.setText("Basil")
    page.how.set_value("key")
    page._sealed_by()
    page.key.setText("age1nothing")
    press(page, "Seal and save")
    assert page.job is None
    page.how.set_value("words")
    press(page, "Seal and save")
    assert page.job is None
    assert not list(tmp_path.glob("*.age"))
    assert not made.vault.releases.of(made.family)


def test_another_organisation_names_the_decision_or_why_none_is_needed(
    made: Made, shown: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    page = give(made, shown, tmp_path / "given.age")
    assert not page.whom.sharing.isVisible()
    page.whom.place.set_value("other")
    page.whom._place()
    settle()
    assert page.whom.sharing.isVisible()
    seal_for(page, sealing.new_key().public, qtbot)
    assert page.sealed is None
    assert not list(tmp_path.glob("*.age"))
    page.whom.sharing.reason.set_value("Sorrel asked for it on the telephone.")
    seal_for(page, sealing.new_key().public, qtbot)
    assert page.sealed is not None
    rows = made.vault.releases.of(made.family)
    assert {row.told.no_decision for row in rows} == {"Sorrel asked for it on the telephone."}


def test_drafts_that_stay_are_named_before_sealing(made: Made, shown: Show, tmp_path: Path) -> None:
    page = give(made, shown, tmp_path / "given.age")
    said = " ".join(label.text() for label in page.which.findChildren(QLabel))
    drafts = [row for row in made.vault.records.timeline(made.family) if row.status == "draft"]
    assert drafts
    assert all(row.title in said for row in drafts)
    assert f"{len(drafts)} draft will not go along" in said


def test_a_folder_that_is_gone_or_thought_again(
    made: Made, shown: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    key = sealing.new_key().public
    for place, said in ((tmp_path / "gone" / "given.age", FolderMissing.sentence), (None, "Not saved.")):
        page = give(made, shown, place)
        seal_for(page, key, qtbot)
        assert page.sealed is None
        assert said in page.foot._lead.text()
    assert not made.vault.releases.of(made.family)


def test_all_files_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one").write_text("before")
    files = [(tmp_path / "one", b"1"), (tmp_path / "two", b"2")]

    def refuse(_: object) -> None:
        raise DiskFull

    with pytest.raises(NotNotedPutBack):
        leave(files, refuse)
    with pytest.raises(NotNoted):
        leave(files[1:], refuse)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one"]
    assert (tmp_path / "one").read_text() == "before"
    assert len(leave(files, lambda digests: None)) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.ENOENT])
@pytest.mark.parametrize("before", [True, False])
def test_a_full_read_only_or_vanishing_disk_leaves_nothing_and_notes_nothing(
    code: int, before: bool, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "given.age"
    if before:
        place.write_bytes(b"older")

    def fails(_: int) -> None:
        raise OSError(code, "no")

    noted: list[object] = []
    with monkeypatch.context() as patch:
        patch.setattr("toolkit.export.files.os.fsync", fails)
        with pytest.raises(NotWritten) as fault:
            leave([(place, b"sealed" * 100)], noted.append)
    assert "file was not written" in fault.value.sentence or fault.value.sentence == NotWritten.sentence
    assert not noted
    assert {path.name: path.read_bytes() for path in tmp_path.glob("given*")} == (
        {"given.age": b"older"} if before else {}
    )


def test_sealed_with_a_passphrase_that_is_still_shown(
    made: Made, shown: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    place = tmp_path / "given.age"
    page = give(made, shown, place)
    page.passphrase.use_offered()
    words = page.passphrase.text()
    page.passphrase.again.setText(words)
    press(page, "Seal and save")
    qtbot.waitUntil(lambda: page.sealed is not None)
    settle()
    picture(page, "given-words")
    assert_fits(page)
    assert any(label.text() == words for label in page.done_card.findChildren(BodyLabel))
    assert sealing.kind_of(place.read_bytes()) == "passphrase"
    assert page.leaving()
    assert page.passphrase.text() == ""


@pytest.mark.parametrize("wrong", ["words", "key", "text", "missing"])
def test_a_file_that_does_not_open(
    wrong: str, made: Made, colleague: Session, shown: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    place = tmp_path / "given.age"
    if wrong == "words":
        place.write_bytes(sealing.seal(b"{}", words="heron lantern fern"))
    elif wrong == "key":
        place.write_bytes(sealing.seal(b"{}", key=sealing.new_key().public))
    elif wrong == "text":
        place.write_text("hello")
    take = shown(colleague, lambda go: TakePage(colleague, go, Asks(open=lambda *_: place)))
    assert isinstance(take, TakePage)
    press(take, "Choose the file")
    if wrong == "words":
        take.secret.line.setText("heron lantern")
        press(take, "Open the file")
    qtbot.waitUntil(lambda: take.job is None and "othing" in take.foot._lead.text())
    sentence = take.foot._lead.text()
    wanted = {
        "words": sealing.HandOverWrongPassphrase.sentence,
        "key": sealing.HandOverOtherKey.sentence,
        "text": sealing.NotAHandOver.sentence,
        "missing": "This file could not be read. Nothing was changed.",
    }[wrong]
    assert sentence.startswith(wanted)
    settle()
    assert_fits(take)
    assert take.found is None
    assert not colleague.vault.records.families()


def test_openings(window: MainWindow, made: Made) -> None:
    window.family(made.family)
    settle()
    page = window.page
    assert isinstance(page, Page)
    for words, kind in (
        ("Hand over to a colleague", GivePage),
        ("Move out to another system", MoveOutPage),
        ("Move in from a table", MoveInPage),
    ):
        window.family(made.family, again=True)
        action = next(one for one in _actions(window) if one[0] == words)
        action[1]()
        settle()
        assert isinstance(window.page, kind)
        window.back()
    window.place("families")
    settle()
    next(run for words, run in _actions(window) if words == "Take in a hand-over")()
    settle()
    assert isinstance(window.page, TakePage)


def _actions(window: MainWindow) -> list[tuple[str, Callable[[], object]]]:
    page = window.page
    assert isinstance(page, Page)
    return [(one.text, one.run) for one, _ in page.bar._actions]


def test_move_out_writes_every_file_and_notes_them(
    made: Made, shown: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    page = shown(
        made.session, lambda go: MoveOutPage(made.session, go, made.family, Asks(folder=lambda _: folder))
    )
    assert isinstance(page, MoveOutPage)
    press(page, "Choose a folder and save")
    assert not list(folder.iterdir())
    page.to.setText("Council records")
    page.why.setText("Kept there from now on.")
    press(page, "Choose a folder and save")
    qtbot.waitUntil(lambda: page.done)
    names = sorted(path.name.partition("2026-11-12 ")[2] for path in folder.iterdir())
    assert names == [
        "actions.csv",
        "chronology.csv",
        "copies that left.csv",
        "people.csv",
        "records.csv",
        "records.json",
    ]
    bundle = read(next(folder.glob("*.json")).read_bytes())
    assert len(bundle.records) == 6
    people = next(folder.glob("*people.csv")).read_bytes()
    assert people.startswith(b"\xef\xbb\xbfid,group,name")
    assert "Wren Thistlewick" in people.decode("utf-8")
    assert "Bring the sleep leaflet" in next(folder.glob("*actions.csv")).read_text("utf-8")
    rows = made.vault.releases.of(made.family)
    assert len(rows) == 6
    assert rows[0].recipient == "Council records"


def test_move_in_looks_first_and_adds_beside(made: Made, shown: Show, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text(
        "Name,Date of birth,Group\nDot Thistlewick,1 May 2020,child\nWren Thistlewick,2 May 2019,child\n,,\nX,,\n",
        "utf-8",
    )
    page = shown(
        made.session, lambda go: MoveInPage(made.session, go, made.family, Asks(open=lambda *_: table))
    )
    assert isinstance(page, MoveInPage)
    press(page, "Choose the CSV file")
    assert page.found is not None
    assert [row.verdict for row in page.found.rows] == ["add", "same", "refused"]
    before = made.vault.records.get(made.family).answers
    press(page, "Add 1 row")
    children = made.vault.records.get(made.family).answers["children"]
    assert children[: len(before["children"])] == before["children"]
    assert children[-1]["name"] == "Dot Thistlewick"

    table.write_text("Date,Event,Source\n2019,Moved house,School\nsome day,Fell,Nursery\n", "utf-8")
    page.kind.set_value("chronology")
    page._headings()
    press(page, "Choose the CSV file")
    assert [row.verdict for row in page.found.rows] == ["add", "undated"]
    press(page, "Add 2 rows")
    row = next(one for one in made.vault.records.timeline(made.family) if one.form_id == "chronology")
    events = made.vault.records.get(row.id).answers["events"]
    assert [event["what"] for event in events] == ["Moved house", "Fell"]
    press(page, "Choose the CSV file")
    assert [one.verdict for one in page.found.rows] == ["same", "same"]


def test_read_only_gives_nothing(made: Made, shown: Show, settings: Settings, tmp_path: Path) -> None:
    folder = made.vault.folder
    made.vault.close()
    with Vault.unlock(folder, PASSPHRASE, catalogue.load, True, now=made.clock.aware) as vault:
        session = session_over(vault, made.session.theme, settings, made.clock.plain)
        page = shown(
            session, lambda go: GivePage(session, go, made.family, Asks(save=lambda *_: tmp_path / "x.age"))
        )
        assert isinstance(page, GivePage)
        page.seal()
        assert "read only" in page.foot._lead.text()
        page.window().drop()  # type: ignore[attr-defined]
