"""The part of the tour for what is done with a family in the room: maps, agreements, a child's words, a body outline.

Each is shown as a draft to write in, turned round where it can be, and as it leaves on paper and in Word.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from toolkit.ui.app import App
from toolkit.ui.form_view import RecordPage
from toolkit.ui.open_record import show_place
from toolkit.ui.record_store import VaultStore
from toolkit.ui.turned_outline import LargeOutline
from toolkit.ui.turned_sign import Signing

if TYPE_CHECKING:
    from tests.tour import Tour

SHOTS = (
    ("safety_map", "Thistlewick", "map", "map", "The map: three columns, points typed one after the other."),
    ("safety_map", "Thistlewick", "scale", "map-scale", "The scale: each person’s own number."),
    (
        "agree_child",
        "Thistlewick",
        "meet",
        "child-agreement-dates",
        "The agreement with Wren: six Wednesdays.",
    ),
    (
        "agree_child",
        "Thistlewick",
        "cards",
        "child-agreement-cards",
        "What they can talk about, as picture cards.",
    ),
    ("agree_child", "Thistlewick", "sign", "child-agreement-signed", "Signed with a snail."),
    ("voice", "Thistlewick", "said", "voice-words", "Wren’s words, exactly as said."),
    ("voice", "Thistlewick", "houses", "voice-houses", "Three houses."),
    ("injury", "Gooseberry", "marks", "injury-marks", "A graze on the body outline."),
    (
        "agree_family",
        "Thistlewick",
        "guard",
        "family-agreement-guard",
        "Asked alone, before anything is agreed.",
    ),
    ("agree_family", "Thistlewick", "duties", "family-agreement-duties", "What each of us will do."),
    ("agree_family", "Thistlewick", "dates", "family-agreement-dates", "Days that must add up."),
    (
        "eh_record",
        "Thistlewick",
        "child",
        "early-help-details",
        "The early help record: details from the file.",
    ),
    ("eh_record", "Thistlewick", "plan", "early-help-plan", "The outcomes plan, with the last time above."),
    ("network", "Thistlewick", "network", "network", "Who is around the family."),
    ("network", "Thistlewick", "plan", "network-plan", "The family’s own plan."),
)
"""Form, family, page or field, name of the picture, and what it shows; the newest record of the form is taken."""
TURNED = ("safety_map", "agree_child", "agree_family", "network")
READ = ("safety_map", "voice", "agree_child", "injury", "agree_family", "eh_record", "network")
ON_PAPER = (
    "three-column map",
    "agreement with",
    "child's voice",
    "injury",
    "family agreement",
    "early help",
    "family network",
)
"""Words in the names of the papers that are pictured."""


def records(tour: Tour, app: App, *, short: bool = False) -> None:
    """Shows each new record on the screen; `short` leaves it at the map and a child's agreement."""
    forms = ("safety_map", "agree_child") if short else tuple(dict.fromkeys(shot[0] for shot in SHOTS))
    for form_id in forms:
        tour.part(f"record {form_id}", lambda form_id=form_id: _record(tour, app, form_id, short))  # type: ignore[misc]
        tour.close_dialogs()


def _record(tour: Tour, app: App, form_id: str, short: bool) -> None:
    window, session = tour.inside(app)
    if not session.catalogue.has(form_id):
        return
    family = next(shot[1] for shot in SHOTS if shot[0] == form_id)
    with _draft_of(tour, app, form_id, family) as page:
        for of_form, _, place, name, about in SHOTS:
            if of_form == form_id:
                _go(tour, page, place)
                tour.hand.shoot(window, f"record-{name}", about)
        if form_id in TURNED:
            _turned(tour, page, form_id)
            if form_id == "safety_map" and not short:
                _left_by_key(tour, page)
            if form_id == "agree_child":
                _signed(tour, page)
    if not short:
        window.record(_newest(tour, app, form_id, family))
        tour.hand.shoot(window, f"record-{form_id.replace('_', '-')}-final", "The same, finished, to read.")
        window.place("today")


def _newest(tour: Tour, app: App, form_id: str, family: str) -> str:
    _, session = tour.inside(app)
    rows = session.vault.records.timeline(tour.family(session, family))
    mine = [row for row in rows if row.form_id == form_id and row.status == "final"]
    return max(mine, key=lambda row: row.event).id


@contextmanager
def _draft_of(tour: Tour, app: App, form_id: str, family: str) -> Iterator[RecordPage]:
    """A draft with the words of the newest record of a form, thrown away after."""
    window, session = tour.inside(app)
    record = session.vault.records.get(_newest(tour, app, form_id, family))
    store = VaultStore(session, form_id=form_id, family_id=tour.family(session, family))
    store.save({**record.answers, "late_reason": "Typed from the paper later."})
    window.record(store.record_id)
    tour.hand.rest(100)
    page = tour.page(window)
    assert isinstance(page, RecordPage)
    try:
        yield page
    finally:
        window.place("today")
        session.vault.records.discard_draft(store.record_id, session.author(), "Begun by mistake.")


def _go(tour: Tour, page: RecordPage, place: str) -> None:
    show_place(page, place)
    tour.hand.rest(150)


def _turned(tour: Tour, page: RecordPage, form_id: str) -> None:
    """The record turned round, from its first words to its last."""
    page.turn_round()
    view: Any = page.turned
    assert isinstance(view, QWidget)
    try:
        tour.hand.rest()
        view.showNormal()
        view.resize(QSize(1366, 768))
        tour.hand.rest(150)
        name = f"turned-{form_id.replace('_', '-')}"
        sheets = view.findChild(LargeOutline)
        for number in range(sheets.count if sheets is not None else 0):
            sheets.show_page(number)
            tour.hand.rest()
            tour.hand.shoot(view, f"{name}-{number + 1}", f"Turned round: page {number + 1}, in large type.")
        if sheets is not None:
            return
        tour.hand.shoot(view, name, "Turned round: only this, in large type.")
        bars = [bar for bar in (area.verticalScrollBar() for area in _areas(view)) if bar.maximum()]
        for bar in bars[:1]:
            bar.setValue(bar.maximum())
            tour.hand.shoot(view, f"{name}-end", "Turned round: its end.")
    finally:
        page._turn_back()
        tour.hand.rest()


def _left_by_key(tour: Tour, page: RecordPage) -> None:
    """How the turned view asks for the worker's key, and what it says to a wrong one."""
    page.turn_round()
    view: Any = page.turned
    try:
        tour.hand.rest()
        view.showNormal()
        view.resize(QSize(1366, 768))
        view.ask()
        tour.hand.rest(100)
        tour.hand.type(view.dialog, "Passphrase", "not the one")
        view.dialog.button("Turn back").click()
        tour.hand.rest(100)
        tour.hand.shoot(view, "turned-back-wrong", "A wrong key does not turn it back.")
    finally:
        page._turn_back()
        tour.hand.rest()


def _signed(tour: Tour, page: RecordPage) -> None:
    """A child signs on the turned screen."""
    page.answers["signed"] = []
    page.turn_round()
    view: Any = page.turned
    try:
        tour.hand.rest()
        view.showNormal()
        view.resize(QSize(1366, 768))
        tour.hand.rest(100)
        sheets = view.findChild(LargeOutline)
        sheets.show_page(sheets.count - 1)
        tour.hand.rest()
        signing = sheets.findChild(Signing)
        signing.ask()
        signing.dialog.buttons()[0].click()
        tour.hand.rest(100)
        tour.hand.shoot(view, "turned-agree-child-sign", "A child signs, with a name, a mark or a drawing.")
        signing.dialog.sheet.pad.cross()
        signing.dialog.button("Done").click()
        tour.hand.rest(100)
        tour.hand.shoot(view, "turned-agree-child-signed", "Signed with a cross.")
    finally:
        page._turn_back()
        tour.hand.rest()


def _areas(view: QWidget) -> list[Any]:
    from PySide6.QtWidgets import QAbstractScrollArea, QTextEdit

    found = view.findChildren(QAbstractScrollArea)
    return [area for area in found if area.isVisible() and not isinstance(area, QTextEdit)]


def pages(out: Path) -> list[str]:
    """Pictures of the PDF pages and of the Word pages of the new records, as names below `out`'s parent.

    Needs pdftoppm, and LibreOffice for Word; without them there are none.
    """
    if not shutil.which("pdftoppm"):
        return []
    made: list[str] = []
    chosen = [path for path in sorted(out.glob("*.pdf")) if any(w in path.name.lower() for w in ON_PAPER)]
    for pdf in chosen:
        made += _pictures(pdf, f"{pdf.stem} page", out)
    made += _word_pages([pdf.with_suffix(".docx") for pdf in chosen], out)
    return made


def _word_pages(files: list[Path], out: Path) -> list[str]:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office or not files:
        return []
    drawn = out / "word"
    drawn.mkdir(exist_ok=True)
    home = f"-env:UserInstallation={(out / 'office').absolute().as_uri()}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(drawn), *map(str, files)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return [
            name for pdf in sorted(drawn.glob("*.pdf")) for name in _pictures(pdf, f"{pdf.stem} word", out)
        ]
    finally:
        shutil.rmtree(out / "office", ignore_errors=True)
        shutil.rmtree(drawn, ignore_errors=True)


def _pictures(pdf: Path, begins: str, out: Path) -> list[str]:
    command = ["pdftoppm", "-r", "60", "-png", str(pdf), str(out / begins)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return [f"{out.name}/{path.name}" for path in sorted(out.glob(f"{begins}*.png"))]
