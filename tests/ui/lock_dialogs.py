"""The dialogs of single pages, each made the way its page makes it, to be opened under the lock."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog

from toolkit.forms import timeline_dates
from toolkit.practice.chronology import Event
from toolkit.practice.episodes import History, HistoryLine
from toolkit.ui.agency_forms import AgencyFormDialog
from toolkit.ui.areas_edit import AreaDialog
from toolkit.ui.chronology.csv_out import CsvDialog
from toolkit.ui.chronology.dialogs import AnalysisDialog, EventDialog, MeaningDialog
from toolkit.ui.chronology.told_twice import SameDialog, ToldDialog
from toolkit.ui.directory.store import Directory
from toolkit.ui.directory.topics import TopicsDialog
from toolkit.ui.guidance_of_record import RecordCards
from toolkit.ui.main_window import MainWindow
from toolkit.ui.phone_dialog import PhoneDialog
from toolkit.ui.pick_signs import SignsDialog
from toolkit.ui.read_first import ReadFirstDialog
from toolkit.ui.record_store import VaultStore
from toolkit.ui.safety.erase_team import EraseTeamDialog
from toolkit.ui.session import Session
from toolkit.ui.timeline.days import DaysDialog
from toolkit.ui.timeline.marking import MetDialog
from toolkit.ui.what_is_this import PageHelp

MOVED = Event("2026-10-01", "The family moved.", ("move",), record="row:1")
MOVED_TOO = Event("2026-10-02", "They moved house.", ("move",), record="row:2")
REFERRED = {"events": [{"id": "e1", "kind": "referral", "when": "2026-11-05T10:00", "whom": []}]}
NAMES = (
    *(
        "agency form",
        "area",
        "telephone",
        "signs",
        "event",
        "meaning",
        "analysis",
        "same",
        "told twice",
        "csv",
    ),
    *("met", "days", "read first", "cards", "topics", "erase team", "page help"),
)


def of_pages(session: Session, family: str, window: MainWindow) -> dict[str, Callable[[], QDialog]]:
    """Each of `NAMES` with what makes it."""
    theme, context = session.theme, session.context(family)

    def store(form_id: str) -> VaultStore:
        return VaultStore(session, form_id=form_id, family_id=family)

    chronology = session.catalogue.get("chronology")
    signed = store("referral")

    def team() -> QDialog:
        record = session.vault.records.create("learning", None, {}, session.author())
        return EraseTeamDialog(session, record.id, "Learning log", window)

    return {
        "agency form": lambda: AgencyFormDialog(session, signed, signed.answers(), window),
        "area": lambda: AreaDialog(session, window),
        "telephone": lambda: PhoneDialog(session, signed, signed.answers(), window),
        "signs": lambda: SignsDialog(session, window),
        "event": lambda: EventDialog(
            session,
            chronology,
            {},
            context,
            {"id": "e1"},
            lambda *_: True,
            others=[MOVED],
            decisions=[],
            open_record=lambda _id: None,
            new=True,
            parent=window,
        ),
        "meaning": lambda: MeaningDialog(
            session, chronology, {}, context, {"id": "e1"}, lambda *_: True, MOVED, parent=window
        ),
        "analysis": lambda: AnalysisDialog(
            session, chronology, {}, context, {"id": "e1"}, lambda *_: True, ["One move"], parent=window
        ),
        "same": lambda: SameDialog(theme, MOVED, MOVED_TOO, context, parent=window),
        "told twice": lambda: ToldDialog(theme, MOVED, context, parent=window),
        "csv": lambda: CsvDialog(session, store("chronology"), [MOVED], window),
        "met": lambda: MetDialog(session, timeline_dates.lines(REFERRED, session.now())[0], window),
        "days": lambda: DaysDialog(session, window),
        "read first": lambda: ReadFirstDialog(
            session, family, History("It ended before.", (HistoryLine("A note", ""),)), window
        ),
        "cards": lambda: RecordCards(theme, "Case note", session.cards.find("")[:2], window),
        "topics": lambda: TopicsDialog(Directory(session), window),  # type: ignore[arg-type]
        "erase team": team,
        "page help": lambda: PageHelp(theme, window.page or window, window),
    }
