"""Asks to read the history of a family before new work begins with it; the answer goes into the trail of the records."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.practice.episodes import NOT_AN_EPISODE, History, Reading, unread
from toolkit.practice.findings import FILE
from toolkit.ui.page import Go
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import Banner, BodyLabel, CardButton, FieldFrame, IconLabel, LineEdit, QuietButton

DANGER = "A child may be in danger now."
WIDE_EM = 46


def history_of(session: Session, family_id: str) -> History | None:
    """The history somebody should read before new work; None where nothing is asked."""
    if session.vault.read_only:
        return None
    readings = [Reading(when, read) for when, read in session.vault.records.readings(family_id)]
    return unread(session.family(family_id), session.sources(family_id), readings, session.today())


def read_first(session: Session, go: Go, family_id: str | None, form_id: str, parent: QWidget) -> bool:
    """Whether new work may begin: nothing is asked, it was read, or there is a reason why not now."""
    if not family_id or form_id in NOT_AN_EPISODE:
        return True
    try:
        history = history_of(session, family_id)
    except ToolkitError:
        # What cannot be read holds nobody up.
        return True
    if history is None:
        return True
    dialog = ReadFirstDialog(session, family_id, history, parent)
    done = bool(dialog.exec())
    behind = dialog.wanted
    dialog.deleteLater()
    if behind.startswith(FILE):
        go.record(family_id, behind.removeprefix(FILE))
    elif behind:
        go.record(behind)
    return done


class ReadFirstDialog(TallDialog):
    """The history in short. `wanted` is what the person went to read instead of going on."""

    def __init__(self, session: Session, family_id: str, history: History, parent: QWidget) -> None:
        super().__init__(
            session.theme, "Read the history first?", history.why, parent=parent, width_em=WIDE_EM
        )
        self.session, self.family_id = session, family_id
        self.wanted = ""
        for line in history.lines:
            self.body.addWidget(self._line(line.text, line.behind))
        urgent = QuietButton(self.theme, DANGER.rstrip("."), "phone-call-fill")
        urgent.clicked.connect(lambda _checked=False: self._not_now(DANGER))
        self.body.addWidget(urgent, 0, Qt.AlignmentFlag.AlignLeft)
        self.why = LineEdit(self.theme, name="Why not now")
        self._frame = FieldFrame(
            self.theme,
            "Why not now",
            self.why,
            hint="Only where it has to wait. You are asked again tomorrow.",
        )
        self.body.addWidget(self._frame)
        self.problem = Banner(self.theme, "red", "", "")
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.add_button("Back", self.reject)
        self.add_button("Not now", lambda: self._not_now(self.why.value().strip()))
        self.add_button("I have read it", self._read, "primary")

    def _line(self, text: str, behind: str) -> CardButton:
        line = CardButton(self.theme, flat=True)
        row = QHBoxLayout(line)
        row.setContentsMargins(*(self.theme.px(4),) * 4)
        row.setSpacing(self.theme.px(10))
        row.addWidget(BodyLabel(self.theme, text), 1)
        row.addWidget(IconLabel(self.theme, "caret-right", "ink2", 16))
        line.setAccessibleName(self.theme.say(f"{text}. Open it"))
        line.clicked.connect(lambda _checked=False: self._open(behind))
        return line

    def _open(self, behind: str) -> None:
        self.wanted = behind
        self.reject()

    def _not_now(self, why: str) -> None:
        if not why:
            self._frame.set_state("error", "Say in a few words why it has to wait.")
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
            self.fit()
            return
        self._keep(read=False, why=why)

    def _read(self) -> None:
        self._keep(read=True)

    def _keep(self, *, read: bool, why: str = "") -> None:
        session = self.session
        try:
            session.vault.records.history_read(self.family_id, session.author(), read=read, why=why)
        except ToolkitError as fault:
            self.problem.set_words("", fault.sentence)
            self.problem.show()
            self.fit()
            return
        self.accept()
