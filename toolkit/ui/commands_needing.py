"""The commands of pages that need something first: a family, a record of some kind, or a page that opens from another.

A page of a family cannot be made unseen to read its bars, for there may be no family, and a record of each kind least of all.
So their words stand here; a test holds them against the bars of the whole program, and goes to each.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from toolkit.forms.early_help import ASSESSMENT, CHECK, MEETING
from toolkit.ui.backup.backup_page import BackupPage
from toolkit.ui.directory.page import open_directory
from toolkit.ui.new_record import ask_family
from toolkit.ui.page import Go
from toolkit.ui.safety.pages import open_health
from toolkit.ui.session import Session
from toolkit.ui.team.pages import open_team
from toolkit.ui.widgets import BarAction, BottomBar, TopBar
from toolkit.ui.withdraw import ask_record

if TYPE_CHECKING:
    from toolkit.ui.main_window import MainWindow

Open = Callable[[Session, Go], None]


@dataclass(frozen=True)
class Need:
    """Commands of one page: where that is in words, what it needs, how it is opened, and why a command may not stand there.

    `open` opens a page that needs nothing. `forms` are the kinds of record, none for any; `via` is the command of the family
    or record that opens the page. `does` says that the command is done there; else it is shown.
    """

    where: str
    words: tuple[str, ...]
    open: Open | None = None
    needs: Literal["", "family", "record"] = ""
    forms: tuple[str, ...] = ()
    status: tuple[str, ...] = ("draft", "final", "living")
    via: str = ""
    does: bool = False
    unless: str = "It stands there once there is something to do it with."

    def line(self) -> str:
        """What is said beside a command: where it is, and what is asked first."""
        asked = {"family": "asks for which family", "record": "asks for which record"}.get(self.needs, "")
        return "  ·  ".join(part for part in (self.where, asked) if part)


def _today(session: Session, go: Go) -> None:
    go.place("today")


def _sent(session: Session, go: Go) -> None:
    go.place("sent")


def _backup(session: Session, go: Go) -> None:
    go.show_page("settings", lambda go: BackupPage(session, go))


WRITING = ("draft", "living")
DECISION, REFERRAL, SUPERVISION = "share_decision", "referral", "supervision"
NEEDS: tuple[Need, ...] = (
    Need("Today", ("Me and my team",), open=_today, does=True),
    Need("Sent out", ("Print this list",), open=_sent, unless="It stands here once a copy has left."),
    Need(
        "Local services, under Guidance",
        ("Add a service", "Take in from a file", "Topics and checking"),
        open=open_directory,
        does=True,
    ),
    Need("Backup, under Settings", ("Back up now",), open=_backup),
    Need("Health check", ("Look at everything",), open=open_health),
    Need(
        "On a record of Me and my team",
        ("Erase this record",),
        open=open_team,
        unless="Open the record that is to go. It stands there under More, and asks twice.",
    ),
    Need(
        "On a family",
        (
            "Before you leave",
            "Open family file",
            "Not seen or not heard",
            "Family tree",
            "Time limits",
            "Chronology",
            "Print family cover",
            "Print blank family file",
            "Copies that left",
            "History",
            "Keeping and erasing",
            "Decide about sharing",
            "Hand over to a colleague",
            "Move out to another system",
            "Move in from a table",
        ),
        needs="family",
        does=True,
    ),
    Need(
        "On a family",
        ("Baby born",),
        needs="family",
        does=True,
        unless="No unborn baby is in this family file yet.",
    ),
    Need(
        "On a family",
        ("Discard a draft", "A record is in the wrong family"),
        needs="family",
        does=True,
        unless="There is no such record in this family.",
    ),
    Need(
        "On the sheet before a visit", ("Large, with nothing else",), needs="family", via="Before you leave"
    ),
    Need(
        "On the family tree", ("Couples, relatives, lines", "Family file"), needs="family", via="Family tree"
    ),
    Need(
        "On the chronology",
        ("Add an event", "Write an analysis", "Save as a table (CSV)", "Earlier versions, all fields"),
        needs="family",
        via="Chronology",
    ),
    Need(
        "On the time limits",
        ("Our days and limits", "Calendar file"),
        needs="family",
        via="Time limits",
    ),
    Need("On a hand-over", ("Seal and save",), needs="family", via="Hand over to a colleague"),
    Need("On moving out", ("Choose a folder and save",), needs="family", via="Move out to another system"),
    Need(
        "On a record",
        ("Print", "Word", "History of this record"),
        needs="record",
    ),
    Need(
        "On a record being written",
        (
            "Finish",
            "Prompts on",
            "Prompts off",
            "Keyed in from paper",
            "Put this draft away",
            "Guidance for this record",
        ),
        needs="record",
        status=("draft",),
        unless="It stands there while the record can be written in.",
    ),
    Need(
        "On a finished record",
        ("Make version 2", "Versions", "Take out a picture"),
        needs="record",
        status=("final",),
        unless="Versions stand there once there are two, and pictures where there is one.",
    ),
    Need(
        "On a map or an agreement",
        ("Turn round",),
        needs="record",
        forms=("safety_map", "agree_child", "agree_family"),
    ),
    Need(
        "On what has been done, in early help",
        ("The rest: not an issue", "The rest: not discussed"),
        needs="record",
        forms=("eh_record",),
        status=WRITING,
    ),
    Need(
        "On an early help assessment",
        ("The rest: no need seen", "The rest: not explored yet"),
        needs="record",
        forms=(ASSESSMENT,),
        status=WRITING,
    ),
    Need(
        "On an early help record",
        ("Worried about harm",),
        needs="record",
        forms=(CHECK, ASSESSMENT, MEETING),
        status=WRITING,
    ),
    Need(
        "On a referral",
        ("Words for the telephone", "Make a pack", "Fill an agency's Word form", "Professional difference"),
        needs="record",
        forms=(REFERRAL,),
    ),
    Need("On a pack", ("Make the pack",), needs="record", forms=(REFERRAL,), via="Make a pack"),
    Need(
        "On a level of need",
        ("Signs from a list",),
        needs="record",
        forms=("threshold_view",),
        status=WRITING,
    ),
    Need(
        "On a supervision",
        ("File the extracts",),
        needs="record",
        forms=(SUPERVISION,),
        status=("final",),
        unless="Every extract is filed, or no child's decision is in it.",
    ),
    Need(
        "On a child's decision from supervision",
        ("Open the supervision",),
        needs="record",
        forms=("supervision_extract",),
    ),
    Need(
        "In a decision to share",
        ("Next question", "Print as it stands", "Word, as it stands"),
        needs="record",
        forms=(DECISION,),
        status=("draft",),
    ),
    Need(
        "On a finished decision to share",
        ("Think again", "Add the manager's signature", "Complete what is left"),
        needs="record",
        forms=(DECISION,),
        status=("final",),
        unless="Nothing is left of it here.",
    ),
    Need("Before you print", ("PDF", "Leave nothing, and note it"), needs="record", via="Print"),
)


class Way:
    """Goes to the page of a command, asking for what it needs, and does or shows it there."""

    def __init__(self, window: MainWindow, need: Need, words: str) -> None:
        self._window, self._need, self._words = window, need, words

    def go(self) -> None:
        """Asks, goes there, and does or shows the command; says why where it does not stand there."""
        window, need = self._window, self._need
        if need.open is not None:
            need.open(window.session, window)
        elif not self._to_family():
            return
        if need.via and not run(window.page, need.via):
            window.say(f"{self._words}: {need.unless}", tone="blue")
            return
        if need.does and run(window.page, self._words):
            return
        if not point(window.page, self._words):
            window.say(f"{self._words}: {need.unless}", tone="blue")

    def _to_family(self) -> bool:
        window, need = self._window, self._need
        session = window.session
        if not session.vault.records.families(counted=False):
            window.place("families")
            window.say(f"{self._words} needs a family first. Add one here.", tone="blue")
            return False
        family = window.family_here() or ask_family(session, window, f"{self._words}: for which family?")
        if family is None:
            return False
        if need.needs == "family":
            if window.family_here() != family:
                window.family(family)
            return True
        return self._to_record(family)

    def _to_record(self, family: str) -> bool:
        window, need = self._window, self._need
        rows = [
            row
            for row in window.session.vault.records.timeline(family)
            if row.status in need.status
            and (row.form_id in need.forms if need.forms else row.form_id != DECISION)
        ]
        if not rows:
            kinds = ", ".join(window.session.title_of(one) for one in need.forms)
            what = f"a record of this kind first: {kinds}" if kinds else "a record first"
            if window.family_here() != family:
                window.family(family)
            window.say(f"{self._words} needs {what}. New record (Ctrl+N) begins one.", tone="blue")
            return False
        chosen = rows[0].id
        if len(rows) > 1:
            chosen = ask_record(window.session, window, f"{self._words}: of which record?", rows)
        if chosen:
            window.record(chosen)
        return bool(chosen)


def bars_of(page: QWidget) -> list[TopBar | BottomBar]:
    """The bars of a page."""
    return [*page.findChildren(TopBar), *page.findChildren(BottomBar)]


def run(page: QWidget | None, words: str) -> bool:
    """Does a command of a page's bars; False when it does not stand there."""
    found = _find(page, words)
    if found is not None:
        found[1].run()
    return found is not None


def point(page: QWidget | None, words: str) -> bool:
    """Puts the keyboard on a command of a page's bars, or on the More it stands under; False when it does not stand there."""
    found = _find(page, words)
    if found is None or page is None:
        return False
    bar, action = found
    target: QWidget | None = None
    with contextlib.suppress(KeyError):
        target = bar.button(action.text or action.name)
    if isinstance(bar, TopBar) and (target is None or target.isHidden()):
        target = bar.more
    if target is not None:
        # The page puts the keyboard into its part first.
        there = target
        QTimer.singleShot(0, there, lambda: there.setFocus(Qt.FocusReason.ShortcutFocusReason))
    return target is not None


def _find(page: QWidget | None, words: str) -> tuple[TopBar | BottomBar, BarAction] | None:
    """The command with these words; a number at their end is that of the record at hand."""
    for bar in bars_of(page) if page is not None else ():
        for action in bar.actions_shown():
            if _stem(words) in (_stem(action.text), _stem(action.name)):
                return bar, action
    return None


def _stem(words: str) -> str:
    return words.rstrip("0123456789 ")
