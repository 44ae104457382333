"""The tour's part on a hand-over: sealed with a passphrase, its papers, taken in beside what is here, moved out and in."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, cast

from msgspec.structs import replace

from tests.tour_hand import Hand
from toolkit.ui.exchange.into import MoveInPage
from toolkit.ui.exchange.out import MoveOutPage
from toolkit.ui.handover.asks import Asks
from toolkit.ui.handover.give import GivePage
from toolkit.ui.handover.take import TakePage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.session import Session
from toolkit.vault.audit import Author
from toolkit.vault.handover import HandOvers
from toolkit.vault.handover_format import GivenRecord, mark_of, to_bytes
from toolkit.vault.sealing import seal

BASIL = Author("Basil Dunnock", "Family support worker")
PEOPLE = (
    "Name,DOB,Type,Relationship,Shoe size\n"
    "Clover Thistlewick,3 May 2012,child,,4\nWren Thistlewick,,child,,\nHazel Quill,,,lodger,\nTeal,someday,child,,\n"
)
EVENTS = (
    "Date,Event,Child,Category,Source\n"
    "about 2019,Moved to Examplebridge.,Wren,Move,School\nafter the flood,Slept in the car.,Wren,,Nettie Thistlewick\n"
)


class Places(Protocol):
    """What of the tour is needed here."""

    hand: Hand

    def family(self, session: Session, name: str = "Thistlewick") -> str:
        """The id of a family of the example."""


def handover(tour: Places, window: MainWindow, session: Session) -> None:
    """Gives the family, takes a file in that differs, moves out and in. Call it with the program open on the example."""
    hand, family = tour.hand, tour.family(session)
    folder = hand.out / "handed over"
    folder.mkdir(parents=True, exist_ok=True)
    differing = _changed_elsewhere(session, family, folder)
    _give(hand, window, session, family, folder)
    _take(hand, window, session, differing)
    _move(hand, window, session, family, folder)


def _open(window: MainWindow, kind: type, make: Any) -> Any:
    window.show_page("families", lambda _go: make())
    assert isinstance(window.page, kind)
    return window.page


def _give(hand: Hand, window: MainWindow, session: Session, family: str, folder: Path) -> None:
    asks = Asks(save=lambda _parent, offered: folder / offered.name)
    page = _open(window, GivePage, lambda: GivePage(session, window, family, asks))
    hand.rest()
    hand.shoot(
        window, "handover-which", "What goes along, and which drafts stay, said before anything is sealed."
    )
    page.whom.to.setText("Basil Dunnock, family support worker")
    page.whom.why.setText("The family moved to the other side of the river.")
    hand.press(window, "In another one")
    hand.rest(100)
    page.sheet.verticalScrollBar().setValue(page.whom.y())
    hand.rest(100)
    hand.shoot(window, "handover-whom", "For another organisation: by which decision, or why none is needed.")
    hand.press(window, "In my organisation")
    page.passphrase.use_offered()
    page.passphrase.again.setText(page.passphrase.text())
    hand.press(window, "Seal and save")
    hand.wait(lambda: page.sealed is not None)
    hand.rest(150)
    hand.shoot(
        window, "handover-sealed", "Sealed: size and mark to compare by telephone, and the words to say."
    )
    hand.press(window, "Summary on one page")
    hand.rest(200)
    hand.shoot(window, "handover-summary", "The summary that goes beside it, on one page.")
    page.back_inside()
    hand.press(window, "Receipt")
    hand.rest(200)
    hand.shoot(window, "handover-receipt", "The receipt, which names nobody.")
    page.back_inside()
    window.back()


def _changed_elsewhere(session: Session, family: str, folder: Path) -> Path:
    """The family as a colleague holds it, who wrote on in its file and in a note."""
    giving = HandOvers(session.vault)
    bundle = giving.gather(family, None, BASIL, close=False)
    written = (session.now() - timedelta(hours=3)).astimezone(UTC)
    note = next(one.id for one in bundle.records if one.form_id == "case_note")
    more = {
        family: {"reason": "Asked for by the nursery."},
        note: {"facts": "Curtains drawn. A light upstairs."},
    }
    records = [_written_on(one, more[one.id], written) if one.id in more else one for one in bundle.records]
    place = folder / "from a colleague.age"
    content = to_bytes(replace(bundle, records=records))
    place.write_bytes(seal(content, key=giving.make_key().public))
    return place


def _written_on(record: GivenRecord, more: dict[str, Any], written: datetime) -> GivenRecord:
    """A record with one version more."""
    last = record.versions[-1]
    answers, when = {**last.answers, **more}, written.isoformat(timespec="microseconds")
    who = BASIL.name, BASIL.role
    mark = mark_of(record.form_id, last.form_version, json.dumps(answers), who, "", when, {})
    times = {"made": when, "made_local": when, "written": when, "written_local": when}
    names = {"author": BASIL.name, "author_role": BASIL.role, "reason": "", "outlines": {}}
    added = replace(last, number=last.number + 1, mark=mark, answers=answers, **times, **names)
    return replace(record, versions=[*record.versions, added])


def _take(hand: Hand, window: MainWindow, session: Session, place: Path) -> None:
    page = _open(window, TakePage, lambda: TakePage(session, window, Asks(open=lambda *_: place)))
    hand.rest()
    hand.shoot(window, "handover-take", "Taking a file in, and the worker's own key.")
    hand.press(window, "Choose the file")
    hand.wait(lambda: page.found is not None)
    hand.rest(150)
    hand.shoot(window, "handover-compare", "What is new, the same or different, before anything is taken in.")
    assert page.found is not None
    if page.found.plan.changes:
        # On a second walk in other colours it is here already.
        hand.press(window, "Take in")
        hand.wait(lambda: page.taken is not None)
        hand.rest(100)
        hand.shoot(window, "handover-taken", "Taken in: what joined, and the receipt to give back.")
    window.place("families")


def _move(hand: Hand, window: MainWindow, session: Session, family: str, folder: Path) -> None:
    asks = Asks(folder=lambda *_: folder)
    page = _open(window, MoveOutPage, lambda: MoveOutPage(session, window, family, asks))
    page.to.setText("Examplebridge Council records")
    page.why.setText("Our records are kept there from now on.")
    hand.press(window, "Choose a folder and save")
    hand.wait(lambda: page.done)
    hand.rest()
    hand.shoot(window, "move-out", "Moved out as JSON and tables, and noted.")
    window.back()
    for name, text, words in (
        ("people", PEOPLE, "People from a table: what becomes of each row."),
        ("events", EVENTS, "Events for the chronology: one of them waits to be dated."),
    ):
        table = folder / f"{name}.csv"
        table.write_text(text, "utf-8")
        choose = Asks(open=lambda *_, table=table: cast("Path", table))  # type: ignore[misc]
        into = _open(window, MoveInPage, lambda choose=choose: MoveInPage(session, window, family, choose))
        if name == "events":
            hand.press(window, "Events for the chronology")
        hand.press(window, "Choose the CSV file")
        hand.rest(100)
        hand.shoot(window, f"move-in-{name}", words)
        assert into.found is not None
        window.back()
