"""The tour's part on the history of a family: its chronology on the screen and on paper, its family tree and ecomap."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QDialog

from tests.tour_hand import Hand
from toolkit.export import word
from toolkit.export.stamp import file_name
from toolkit.forms.people import Answers, rows_of
from toolkit.forms.vocabulary import Audience
from toolkit.ui.chronology.page import ChronologyPage
from toolkit.ui.genogram.page import GenogramPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.record_store import VaultStore
from toolkit.ui.release_record import Leaving
from toolkit.ui.session import Session

EVENTS: list[Answers] = [
    {
        "since": "2019~",
        "what": "The family moved within Examplebridge after the flat was flooded.",
        "kinds": ["move"],
        "agency": "Examplebridge Housing",
        "source": "Letter",
        "decision": "Agreed by Sorrel on 3 August 2026",
        "impact": "Wren began at a new nursery and lost touch with her first friends.",
    },
    {
        "since": "2024-03-02",
        "what": "Wren was taken to the emergency department with a cut lip.",
        "kinds": ["health"],
        "agency": "Examplebridge Hospital",
        "source": "Discharge letter",
        "first_hand": "yes",
        "decision": "Agreed by Sorrel on 3 August 2026",
        "impact": "Healed within a week.",
        "response": "The health visitor rang the next day.",
    },
    {
        "since": "2024-04-20",
        "what": "Wren was taken to the emergency department with a sprained wrist.",
        "kinds": ["health"],
        "agency": "Examplebridge Hospital",
        "source": "Discharge letter",
        "decision": "Agreed by Sorrel on 3 August 2026",
    },
    {
        "since": "2024-04-20",
        "what": "Wren was taken to the emergency department with a sprained wrist",
        "kinds": ["health", "school"],
        "source": "School diary",
    },
    {
        "since": "2026-02",
        "until": "2026-05",
        "what": "Nettie stayed with the family through the spring.",
        "kinds": ["household", "strength"],
        "source": "Told by Sorrel",
        "impact": "Both children slept through, and Wren was at school each day.",
    },
    {"since": "after the flood", "what": "The family slept in the car for a week.", "source": "Nettie"},
    {
        "since": "2026-06-14",
        "what": "Police were called to a quarrel in the street.",
        "kinds": ["police", "abuse"],
        "agency": "Examplebridge Police",
        "source": "Log",
        "decision": "Without agreement, decided on 15 June 2026",
        "restricted": "yes",
    },
]


class Places(Protocol):
    """What of the tour is needed here."""

    hand: Hand
    out: Path

    def family(self, session: Session, name: str = "Thistlewick") -> str:
        """The id of a family of the example."""


def history(tour: Places, window: MainWindow, session: Session, *, short: bool = False) -> None:
    """Shows each of it; `short` leaves out dialogs and papers."""
    family = tour.family(session)
    window.show_page("families", lambda go: ChronologyPage(session, go, family))
    tour.hand.shoot(window, "chronology-from-records", "The chronology as records and family file have it.")
    _typed_in(session, family)
    _chronology(tour, window, session, family, short)
    _tree(tour.hand, window, family)
    window.place("today")


def _typed_in(session: Session, family: str) -> None:
    children = [str(row["id"]) for row in rows_of(session.family(family), "children")]
    rows = [{"id": f"tour{n}", "whom": children[:1], **row} for n, row in enumerate(EVENTS)]
    known = [
        row
        for row in session.vault.records.timeline(family)
        if row.form_id == "chronology" and row.status == "living"
    ]
    store = (
        VaultStore(session, record_id=known[0].id)
        if known
        else VaultStore(session, form_id="chronology", family_id=family)
    )
    kept = store.answers()
    store.save({**kept, "events": [*rows_of(kept, "events"), *rows]})


def _open(tour: Places, window: MainWindow, session: Session, family: str) -> Any:
    window.place("families")
    window.show_page("families", lambda go: ChronologyPage(session, go, family))
    tour.hand.rest(150)
    page: Any = window.page
    assert isinstance(page, ChronologyPage)
    return page


def _chronology(tour: Places, window: MainWindow, session: Session, family: str, short: bool) -> None:
    hand = tour.hand
    page = _open(tour, window, session, family)
    hand.shoot(window, "chronology", "The table beside the picture; one event waits to be dated.")
    page.sheet.verticalScrollBar().setValue(page.table.y())
    page.side.verticalScrollBar().setValue(10_000)
    hand.rest(100)
    hand.shoot(window, "chronology-marks", "Repeats and gaps where they are; who told; the analysis.")
    page.narrow.kind.set_value("health")
    page.narrow.changed.emit()
    page.sheet.verticalScrollBar().setValue(0)
    page.side.verticalScrollBar().setValue(0)
    hand.rest(100)
    hand.shoot(window, "chronology-health", "Narrowed to what was about health.")
    page.narrow.show_all()
    if short:
        return
    for name, about, opens in (
        ("event", "An event from another agency, with its source.", lambda: page.change_event("tour1")),
        ("to-be-dated", "An event whose day is not known yet.", lambda: page.change_event("tour5")),
        (
            "meaning",
            "What an event of the records meant.",
            lambda: page.write_meaning(next(e.record for e in page.events if not e.typed)),
        ),
        ("same", "Two events that may be one, side by side.", lambda: page.look_at_both(page._pairs[0])),
        ("analysis", "The analysis, with what the dates show.", lambda: page.write_analysis("")),
        ("meeting", "Printed for a meeting it needs the analysis.", lambda: page.leave("print")),
        ("csv", "Saved as a table: for whom and why.", page.save_table),
    ):

        def shot(dialog: QDialog, name: str = name, about: str = about) -> None:
            hand.shoot(window, f"chronology-{name}", about)
            dialog.reject()

        hand.in_dialog(opens, shot)
    _papers(tour, session, page)
    page.leave("print")
    hand.rest(200)
    hand.shoot(window, "chronology-before-you-print", "Before it is printed: who it is for.")


ANALYSIS: Answers = {
    "id": "tour",
    "on": "2026-11-12",
    "for_meeting": "team around the family",
    "patterns": "Two visits to the emergency department in seven weeks, then nothing written down for nearly two years.",
    "means": "Wren needs one grown-up who asks her each week. Pip’s days are not known well enough.",
}


def _papers(tour: Places, session: Session, page: ChronologyPage) -> None:
    """The practitioner's and the family's copy as Word, to look at."""
    page.keep({**page.answers, "analysis": [ANALYSIS]})
    leaving = Leaving(session, page.store.record_id)
    stamp = leaving.request("word").stamp
    (tour.out / "paper").mkdir(exist_ok=True)
    copies: tuple[Audience, ...] = ("practitioner", "family")
    for audience in copies:
        made = leaving.outline(audience, "")
        word.write(made, stamp, tour.out / "paper" / file_name(made, "Chronology", None, ".docx"))


def _tree(hand: Hand, window: MainWindow, family: str) -> None:
    window.genogram(family)
    hand.rest(150)
    page: Any = window.page
    assert isinstance(page, GenogramPage)
    hand.shoot(window, "family-tree", "The family tree, drawn from the family file.")
    for tab, name, about in (
        ("around", "ecomap", "What stands around the family."),
        ("words", "family-tree-words", "The same in words."),
    ):
        page.tabs.set_value(tab)
        page._tabbed()
        hand.rest(100)
        hand.shoot(window, name, about)
    page.tabs.set_value("tree")
    page._tabbed()
    page.print()
    hand.rest(200)
    hand.shoot(window, "family-tree-before-you-print", "Before the tree is printed.")
