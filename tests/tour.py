"""A tour of the program: drives the real windows off screen as a person would, over the example families.

    python -m tests.tour FOLDER

leaves a numbered picture of each screen in the folder, the Word and PDF of each record under `paper/`, and `index.html`
with all of them. It is how anyone sees the program without a desktop.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QWidget

from tests.tour_early_help import early_help
from tests.tour_first_hour import first_hour
from tests.tour_hand import Hand, NotThere
from tests.tour_handover import handover
from tests.tour_history import history
from tests.tour_leaving import leaving
from tests.tour_limits import limits
from tests.tour_paper import papers
from tests.tour_records import pages, records
from tests.tour_safety import safety
from tests.tour_search import search
from tests.tour_shelf import shelf
from tests.tour_team import team
from tests.tour_today import today
from tests.tour_vault import at_unlock, vault
from tests.tour_wizard import wizard
from toolkit import demo, paths
from toolkit.demo.story import LAST_DAY
from toolkit.settings import Settings
from toolkit.ui.app import LOCKED, App
from toolkit.ui.forms_of import forms_of
from toolkit.ui.main_window import MainWindow
from toolkit.ui.open_record import show_place
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.session import Session
from toolkit.ui.words import count
from toolkit.vault.vault import Vault

PASSPHRASE = "snail hotel eleven steps"
SIZE = (1366, 768)
LOW = (1366, 690)
"""A maximised window between title bar and task bar."""
NOW = datetime(2026, 11, 12, 14, 32)
CTRL = Qt.KeyboardModifier.ControlModifier


FURTHER: dict[str, Callable[[Any, MainWindow, Session], None]] = {
    "search": search,
    "before the door": today,
    "history of a family": history,
    "time limits": limits,
    "early help": early_help,
    "what leaves": leaving,
    "hand-over": handover,
    "team": team,
    "shelf": shelf,
    "first hour": first_hour,
}
"""Parts of the tour that need the window and the session alone, in the order in which they are shown."""


class Tour:
    """One tour. `short` shows a few screens only; `text_size` and `theme` are settings of the program."""

    def __init__(self, out: Path, home: Path, qt: QApplication) -> None:
        self.out, self.home, self.qt = out, home, qt
        self.hand = Hand(out)
        self.vault = home / "Example records"
        self.skipped: list[str] = []
        self.began = time.monotonic()

    # The program, begun and ended as a person does

    def app(self, folder: Path | None, environ: dict[str, str] | None = None, **settings: Any) -> App:
        """The program at its first window."""
        kept = Settings(folder=None, hints_on=False)
        for key, value in {"theme": "light", **settings}.items():
            kept.set(key, value)
        app = App(self.qt, kept, start=lambda *_: None, end=lambda _code: None, environ=environ or {})
        app.show_first(folder)
        assert app.first is not None
        if folder is not None:
            app.first.unlock.form._unlock = self.opened
        app.first.resize(*SIZE)
        self.hand.rest()
        return app

    def opened(self, folder: Path, passphrase: str, only: bool) -> Vault:
        """Opens records by the story's clock, as the program does by the computer's."""
        return Vault.unlock(folder, passphrase, forms_of(""), only, now=self.clock)

    def clock(self) -> datetime:
        """12 November 2026 from 14:32 on. It never goes back, which would be marked on every record written then."""
        return NOW.replace(tzinfo=UTC) + timedelta(seconds=time.monotonic() - self.began)

    @contextmanager
    def running(self, **settings: Any) -> Iterator[App]:
        """The program over the example, unlocked by typing the passphrase."""
        app = self.app(self.vault, **settings)
        self.unlock(app)
        try:
            yield app
        finally:
            self.end(app)

    def unlock(self, app: App) -> None:
        """Types the passphrase and waits for the main window; from then on it is 12 November 2026, 14:32."""
        assert app.first is not None
        self.hand.type(app.first, "Passphrase", PASSPHRASE)
        self.hand.press(app.first, "Unlock")
        form = app.first.unlock.form
        self.hand.wait(lambda: app.window is not None or not form.busy(), "the end of unlocking")
        if app.window is None:
            raise NotThere("the main window: the passphrase did not open the records")
        self.settle(app)

    def settle(self, app: App) -> None:
        """Sets the story's clock and begins on Today."""
        window, session = self.inside(app)
        # Making papers keeps the window waiting, which looks like a computer asleep; nothing is to lock in the midst of it.
        app.idle.stop()
        app.hearing.stop()
        session.clock = lambda: NOW
        session.vault.audit.now = session.vault.records.now = self.clock
        window.showNormal()
        window.resize(*SIZE)
        window.place("today")
        self.hand.rest(200)

    def inside(self, app: App) -> tuple[MainWindow, Session]:
        """The main window and what it works with."""
        assert app.window is not None
        assert app.session is not None
        return app.window, app.session

    def end(self, app: App) -> None:
        """Locks, as Ctrl+L does; whatever was typed is saved and the vault closed."""
        for top in self.qt.topLevelWidgets():
            if isinstance(top, QDialog) and top.isVisible():
                top.reject()
        app.lock()
        app.stop()
        self.hand.rest()

    def family(self, session: Session, name: str = "Thistlewick") -> str:
        """The id of a family of the example."""
        return next(row.id for row in session.vault.records.families() if row.name == name)

    def record(self, session: Session, day: str) -> str:
        """The id of the Thistlewicks' note of a day."""
        rows = session.vault.records.timeline(self.family(session))
        notes = [row for row in rows if row.form_id == "case_note" and row.status in ("draft", "final")]
        return next(row.id for row in notes if row.event.startswith(day))

    def part(self, name: str, run: Callable[[], object]) -> None:
        """Does a part of the tour and says how long it took; what cannot be shown is named, and the tour goes on."""
        started, before = time.monotonic(), len(self.hand.shots)
        try:
            with self.hand.watching():
                run()
        except Exception as fault:
            place = traceback.extract_tb(fault.__traceback__)[-1]
            self.skipped.append(
                f"{name}: {type(fault).__name__} {fault} ({Path(place.filename).name}:{place.lineno})"
            )
        self.skipped += [f"{name}: “{title}” waited for an answer" for title in self.hand.unanswered]
        self.hand.unanswered.clear()
        shown, seconds = len(self.hand.shots) - before, time.monotonic() - started
        print(f"{name}: {count(shown, 'picture')}, {seconds:.0f} seconds", file=sys.stderr, flush=True)

    # The parts

    def create(self) -> None:
        """New records, from the first start to an empty Today."""
        hand = self.hand
        app = self.app(None)
        first = app.first
        assert first is not None
        hand.shoot(first, "new-records-place", "First start: where to keep the records.")
        page = first.create_page
        assert page is not None
        hand.type(first, "Name of these records", "Examplebridge outreach")
        hand.press(first, "Next: passphrase")
        page.passphrase.fields.row.line.setFocus()
        hand.shoot(first, "new-records-passphrase-empty", "A passphrase, with four words offered.")
        page.passphrase.fields.row.line.setText("otter12")
        hand.shoot(first, "new-records-passphrase-weak", "A short one is called weak, and why.")
        page.passphrase.fields.row.line.setText(PASSPHRASE)
        page.passphrase.fields.again.setText(PASSPHRASE)
        hand.shoot(first, "new-records-passphrase-strong", "A good one, typed twice.")
        hand.press(first, "Next: recovery sheet")
        hand.shoot(
            first, "new-records-recovery-sheet", "The recovery sheet; its code is hidden on the screen."
        )
        printed: list[Any] = []
        page.sheet._print = lambda _parent, sheet, _theme: not printed.append(sheet)  # the printer
        hand.press(first, "Print")
        first_box, second_box = page.sheet.boxes
        QTest.keyClicks(first_box[1], printed[0].groups[first_box[0] - 1])
        hand.shoot(first, "new-records-recovery-check", "Printed, and one of two groups typed back.")
        QTest.keyClicks(second_box[1], "AAAAA"[: second_box[1].size_of_group])
        hand.press(first, "Make my records")
        hand.shoot(first, "new-records-recovery-wrong", "A group that was misread.")
        second_box[1].selectAll()
        QTest.keyClicks(second_box[1], printed[0].groups[second_box[0] - 1])
        hand.press(first, "Make my records")
        hand.wait(lambda: page.at() == 3)
        hand.shoot(first, "new-records-ready", "Made: who writes here, and the local numbers.")
        hand.type(first, "Your name", "Tansy Dunnock")
        hand.type(first, "Your role", "health visitor")
        hand.press(first, "Open my records")
        hand.shoot(first, "new-records-number-missing", "A number is asked for, or “not known yet”.")
        for row in page.ready.rows:
            row.not_yet.setChecked(True)
        hand.press(first, "Open my records")
        hand.wait(lambda: app.window is not None)
        self.settle(app)
        window, _ = self.inside(app)
        hand.shoot(window, "today-empty", "Today with no family yet.")
        window.place("families")
        hand.shoot(window, "families-empty", "Families with none yet.")
        self.end(app)

    def unlocking(self) -> None:
        """The unlock window, a wrong passphrase, the recovery code, the other ways in, and what it says after a lock."""
        hand = self.hand
        app = self.app(self.vault)
        first = app.first
        assert first is not None
        hand.shoot(first, "unlock", "The unlock window.")
        hand.type(first, "Passphrase", "not the one")
        hand.press(first, "Unlock")
        hand.wait(lambda: not first.unlock.form.busy())
        hand.shoot(first, "unlock-wrong", "A wrong passphrase.")
        first.unlock._forgotten()
        hand.shoot(first, "unlock-recovery-code", "The way in with the recovery sheet.")
        first.unlock.setCurrentWidget(first.unlock.protects_page)
        hand.shoot(first, "what-this-protects", "What encryption protects here, and what it does not.")
        first.close()
        self.end(app)
        app = self.app(self.vault)
        assert app.first is not None
        at_unlock(self, app)
        app.first.close()
        self.end(app)
        app = self.app(self.vault, {LOCKED: "5 14:32 saved"})
        assert app.first is not None
        hand.shoot(app.first, "unlock-after-lock", "After a lock.")
        app.first.close()
        self.end(app)
        with self.running() as app:
            window, _ = self.inside(app)
            hand.shoot(window, "today-somebody-tried", "After a wrong passphrase, until the next lock.")

    def looking(self, app: App, *, short: bool = False) -> None:
        """Today, families, search, the family page."""
        hand = self.hand
        window, session = self.inside(app)
        hand.wait(lambda: "Not seen" in " ".join(_labels(window)))
        hand.shoot(window, "today", "Today: what is late, for today, and who has not been seen or heard.")
        window.place("families")
        hand.shoot(window, "families", "Families.")
        if not short:
            hand.type(window, "Find a family", "goose")
            hand.rest(200)
            hand.shoot(window, "families-search", "Families, searched by a few letters.")

            def search(dialog: QDialog) -> None:
                hand.type(dialog, "Search", "breakfast")
                hand.rest(200)
                hand.shoot(window, "search", "Ctrl+K finds words in every record.")

            hand.in_dialog(window.search, search)
        window.family(self.family(session))
        hand.rest(150)
        hand.shoot(window, "family", "The family page: people, records, what is due.")
        window.resize(*LOW)
        hand.shoot(window, "family-690-high", "The family page on a maximised low screen.")
        window.resize(*SIZE)

    def family_file(self, app: App) -> None:
        """The family file, page by page."""
        hand = self.hand
        window, session = self.inside(app)
        window.record(self.family(session))
        page = self.page(window)
        for step in page.entry.form.pages:
            page.edit.open_page(step.key)
            hand.shoot(window, f"family-file-{step.key}", f"The family file: {step.title.lower()}.")
        window.back()

    def writing(self, app: App, *, short: bool = False) -> None:
        """The draft of today, page by page; what is missing; the question before finishing."""
        hand = self.hand
        window, session = self.inside(app)
        window.record(self.record(session, "2026-11-12"))
        page = self.page(window)
        hand.shoot(window, "note-contact", "Today’s note, a draft: contact and purpose.")
        page.edit.open_page("seen")
        hand.shoot(window, "note-seen-and-heard", "Who was seen, in a table, with prompts beside.")
        if short:
            return
        show_place(page, "facts")
        # A gentler word is offered a moment after the last key.
        hand.wait(lambda: "failed to attend" in " ".join(_labels(window)))
        hand.rest()
        page.edit.sheet.show_whole(page.edit.column.box_for("facts"))
        hand.shoot(window, "note-facts-gentle-word", "Facts, with a gentler word offered.")
        for key in ("voice", "told", "view", "together", "actions", "tags", "header"):
            page.edit.open_page(key)
            hand.shoot(window, f"note-{key}", f"The note: its page “{key}”.")
        page.finish()
        hand.shoot(window, "note-what-is-missing", "Finish says what is missing and leads there.")
        if page.dialog is not None:
            page.dialog.accept()
        hand.rest()
        self.close_dialogs()
        page.edit.next_gap(1)
        hand.shoot(window, "note-next-missing", "F8 goes to what is missing.")
        window.back()
        self.reading(app)

    def reading(self, app: App) -> None:
        """Finished notes."""
        hand = self.hand
        window, session = self.inside(app)
        for day, name, about in (
            ("2026-11-03", "note-final", "A finished note, to read."),
            ("2026-06-17", "note-restricted", "A restricted note."),
            ("2026-06-03", "note-written-late", "A note written late, with its reason."),
            ("2026-09-02", "note-version-2", "The second version of a note."),
        ):
            window.record(self.record(session, day))
            hand.shoot(window, name, about)
            if name == "note-version-2":
                page = self.page(window)
                page.open_versions()
                hand.shoot(window, "note-versions", "Every version of a note.")
                self.close_dialogs()
                page.amend()
                hand.shoot(window, "note-make-version", "Making the next version asks why.")
                self.close_dialogs()
            window.back()

    def quick(self, app: App) -> None:
        """The quick note and the try that met nobody."""
        hand = self.hand
        window, session = self.inside(app)
        family = self.family(session)
        window.quick_note()
        hand.shoot(window, "quick-note-which-family", "A quick note from Today: which family.")
        window.quick_note(family)
        hand.shoot(window, "quick-note", "The quick note: five questions.")
        page = self.page(window)
        page.form.contact.set_value("phone")
        page.form.worry.set_value("no")
        page.finish()
        hand.shoot(window, "quick-note-missing", "What a quick note still needs.")
        self.put_away(app)
        window.quick_note(family, no_answer=True)
        hand.shoot(window, "no-answer", "Nobody met.")
        self.put_away(app)
        window.quick_note(self.family(session, "Gooseberry"))
        page = self.page(window)
        page.form.worry.set_value("yes")
        page._changed()
        hand.rest(150)
        hand.shoot(window, "worry-numbers", "A worry shows the numbers at once.")
        self.put_away(app)

        def new(_dialog: QDialog) -> None:
            hand.shoot(window, "new-record", "New record.")

        window.family(family)
        hand.in_dialog(lambda: window.page.open_new_menu(), new)  # type: ignore[union-attr]

    def put_away(self, app: App) -> None:
        """Leaves the page and throws the drafts it left behind away."""
        window, session = self.inside(app)
        window.place("today")
        kept = {"2026-11-12T13:10", "2026-11-11T15:50", "2026-11-06T09:40"}
        for row in session.vault.records.drafts():
            if row.event not in kept:
                session.vault.records.discard_draft(row.id, session.author(), "Begun by mistake.")

    def leaving(self, app: App) -> None:
        """Before you print, the preview, Sent out."""
        hand = self.hand
        window, session = self.inside(app)
        window.record(self.record(session, "2026-11-03"))
        self.page(window).print()
        page = self.page(window)
        if not isinstance(page, ReleasePage):
            raise NotThere("the page before printing")
        hand.shoot(window, "before-you-print", "Before anything leaves: for whom.")
        hand.press(window, "Another agency")
        hand.pick(page.who.person, "Juniper")
        hand.shoot(window, "before-you-print-agency", "A copy for another agency.")
        hand.press(window, "Family")
        hand.shoot(
            window,
            "before-you-print-family",
            "A family copy: what is left out, and whether it is safe in the home.",
        )
        hand.pick(page.who.person, "Sorrel")
        page.leave("word")
        hand.shoot(window, "before-you-print-missing", "Nothing leaves before each question is answered.")
        page.show_preview()
        hand.rest(150)
        hand.shoot(window, "preview", "The preview: the sheets as they print.")
        window.place("today")
        window.record(self.record(session, "2026-06-17"))
        self.page(window).print()
        hand.shoot(window, "before-you-print-restricted", "A restricted record before it leaves.")
        window.place("sent")
        hand.shoot(window, "sent-out", "Every copy that left.")

    def deciding(self, app: App) -> None:
        """The decision to share, question by question; its tries are put away again."""
        wizard(self, *self.inside(app))
        self.put_away(app)

    def around(self, app: App) -> None:
        """Guidance, settings, blank."""
        hand = self.hand
        window, _ = self.inside(app)
        window.place("guidance")
        hand.shoot(window, "guidance", "Guidance cards.")
        page = self.page(window)
        page.choose("G-UM")
        hand.shoot(window, "guidance-card", "A guidance card.")
        window.card("G-NMB")
        hand.shoot(window, "guidance-card-beside", "A card beside what is being written.")
        self.close_dialogs()
        window.place("settings")
        hand.shoot(window, "settings", "Settings.")
        page = self.page(window)
        for key in list(page._cards)[4:]:
            page.show_section(key)
            hand.shoot(window, f"settings-{key.lower().replace(' ', '-')}", f"Settings: {key.lower()}.")
        window.place("today")
        app.blank()
        hand.rest(100)
        assert app.cover is not None
        app.cover.resize(*SIZE)
        hand.shoot(app.cover, "blank", "The screen blanked with F9.")
        app.unblank()

    def further(self, heading: str = "", **settings: Any) -> None:
        """What stands around the records: the day, the history, time limits, early help, what leaves, the team, the shelf."""

        def alone(run: Callable[[Any, MainWindow, Session], None]) -> None:
            with self.running(**settings) as app:
                run(self, *self.inside(app))

        for name, run in FURTHER.items():
            self.part(f"{heading}{name}", lambda run=run: alone(run))

    def page(self, window: MainWindow) -> Any:
        """The open page, whichever it is."""
        return window.page

    def close_dialogs(self) -> None:
        """Closes what stands over the window."""
        for top in self.qt.topLevelWidgets():
            if isinstance(top, QDialog | QMenu) and top.isVisible():
                top.close()
        self.hand.rest()

    def verdict(self) -> int:
        """Says on stderr what was not shown and what is cut; 1 when there is any of either, else 0."""
        for line in self.skipped:
            print(f"Not shown: {line}", file=sys.stderr)
        cut = [(shot.name, line) for shot in self.hand.shots for line in shot.cut]
        for name, line in cut:
            print(f"Cut in {name}: {line}", file=sys.stderr)
        return 1 if self.skipped or cut else 0

    # Whole tours

    def all(self) -> None:
        """Everything, at 100 % light, then the main screens dark and at 200 %."""
        hand = self.hand
        demo.build(self.vault, PASSPHRASE, LAST_DAY)
        fresh = shutil.copytree(self.vault, self.home / "As it began")
        self.part("new records", self.create)
        self.part("unlock", self.unlocking)
        with self.running() as app:
            for name, run in (
                ("looking", self.looking),
                ("family file", self.family_file),
                ("writing", self.writing),
                ("quick note", self.quick),
                ("leaving", self.leaving),
                ("around", self.around),
            ):
                self.part(name, lambda run=run: run(app))
                self.close_dialogs()
            records(self, app)
            self.part("decision to share", lambda: self.deciding(app))
            safety(self, app)
            _, session = self.inside(app)
            families = [self.family(session, name) for name in ("Thistlewick", "Gooseberry", "Otterbeck")]
            made = papers(session, self.out / "paper", families)
            made += pages(self.out / "paper")
        self.further()
        with self.running() as app:
            vault(self, app, passphrase=PASSPHRASE)
        for heading, prefix, settings in (
            ("Dark: ", "dark-", {"theme": "dark"}),
            ("At 200 %: ", "200-", {"text_size": 200}),
            ("At 150 %: ", "150-", {"text_size": 150}),
        ):
            hand.heading, hand.prefix = heading, prefix
            # What one tour wrote is not to stand in the next.
            shutil.rmtree(self.vault)
            shutil.copytree(fresh, self.vault)
            self.began = time.monotonic()
            with self.running(**settings) as app:
                for name, run in (("looking", self.looking), ("writing", self.writing)):
                    self.part(f"{heading}{name}", lambda run=run: run(app, short=True))
                records(self, app, short=True)
                self.part(f"{heading}decision to share", lambda: self.deciding(app))
                safety(self, app, short=True)
                self.part(f"{heading}quick", lambda: self.quick(app))
                self.part(f"{heading}leaving", lambda: self.leaving(app))
            self.further(heading, **settings)
        hand.contents("A tour of Safeguarding Toolkit", made)

    def brief(self) -> list[str]:
        """A few screens and one record's papers; gives the names of the papers."""
        demo.build(self.vault, PASSPHRASE, LAST_DAY)
        with self.running() as app:
            self.looking(app, short=True)
            self.writing(app, short=True)
            _, session = self.inside(app)
            made = papers(session, self.out / "paper", [self.family(session)], only=("2026-11-12",))
        self.hand.contents("A short tour", made)
        return made


def _quietly(_kind: object, _context: object, message: str) -> None:
    # The off-screen platform says so each time a window is raised.
    if not message.startswith("This plugin does not support"):
        print(message, file=sys.stderr)


def _labels(root: QWidget) -> list[str]:
    return [label.text() for label in root.findChildren(QLabel) if label.isVisible()]


def home_of_its_own(home: Path) -> None:
    """Keeps the tour away from the settings and records of the person who runs it."""
    for name in (
        "HOME",
        "USERPROFILE",
        "APPDATA",
        "LOCALAPPDATA",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
    ):
        os.environ[name] = str(home)


def screen_of_its_own(home: Path) -> None:
    """A screen as large as the window: off screen it is 800 by 800, and dialogs would stand askew."""
    one = {"name": "laptop", "x": 0, "y": 0, "width": SIZE[0], "height": SIZE[1]}
    more = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    told = home / "screen.json"
    told.write_text(json.dumps({"screens": [{**one, **more}]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={told}"


def main(arguments: list[str]) -> int:
    """Runs the whole tour into the folder named, and says where it is."""
    asked = arguments in (["--help"], ["-h"])
    if asked or len(arguments) != 1 or arguments[0].startswith("-"):
        print(
            "Name the folder for the pictures: python -m tests.tour FOLDER",
            file=sys.stdout if asked else sys.stderr,
        )
        return 0 if asked else 2
    out = Path(arguments[0]).absolute()
    out.mkdir(parents=True, exist_ok=True)
    for old in [*out.glob("[0-9][0-9][0-9]-*.png"), out / "index.html"]:
        old.unlink(missing_ok=True)
    shutil.rmtree(out / "paper", ignore_errors=True)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tour-") as temporary:
        home = Path(temporary)
        home_of_its_own(home)
        screen_of_its_own(home)
        assert not paths.default_vault().exists()
        qInstallMessageHandler(_quietly)
        qt = QApplication.instance() or QApplication(["tour"])
        assert isinstance(qt, QApplication)
        tour = Tour(out, home, qt)
        tour.all()
    cut = sum(bool(shot.cut) for shot in tour.hand.shots)
    print(
        f"{len(tour.hand.shots)} pictures in {out}, words cut in {cut} of them, {time.monotonic() - started:.0f} seconds."
    )
    return tour.verdict()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
