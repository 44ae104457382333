"""Words for the telephone: read aloud from the screen, or from paper that is noted as a working copy."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from toolkit.errors import OpenedToReadOnly, ToolkitError
from toolkit.export.stamp import Stamp
from toolkit.forms.people import Answers
from toolkit.practice.phone_script import TITLE, script
from toolkit.ui.printing import Paper
from toolkit.ui.record.outline_view import OutlineView
from toolkit.ui.record_store import VaultStore
from toolkit.ui.release_leaving import Ways
from toolkit.ui.release_parts import WORKING
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import IconLine

NUMBERS = ("emergency", "front_door", "out_of_hours", "adult_safeguarding", "police", "safeguarding_lead")
WIDE_EM = 58


class PhoneDialog(TallDialog):
    """The script of one referral as it stands."""

    def __init__(self, session: Session, store: VaultStore, answers: Answers, parent: QWidget) -> None:
        super().__init__(
            session.theme,
            TITLE,
            "Read it out in this order. Where there are dots, say what you know, or say that you do not know it.",
            parent=parent,
            width_em=WIDE_EM,
        )
        self.session, self.store = session, store
        family = session.family(store.family_id)
        self.outline = script(
            answers,
            session.numbers(NUMBERS),
            str(family.get("reference") or ""),
            worker=session.author().name,
        )
        self.body.addWidget(OutlineView(self.theme, self.outline.blocks))
        self.said = IconLine(self.theme)
        self.said.hide()
        self.body.addWidget(self.said)
        self.add_button("Close", self.reject, safe=True)
        self.add_button("Print", self.print)

    def print(self) -> bool:
        """Prints it and notes it as the worker's own copy; False when nothing was printed."""
        session, author = self.session, self.session.author()
        stamp = Stamp(
            printed_by=author.name,
            printed_on=session.now(),
            organisation=str(session.fact("organisation")),
            marking=session.settings.marking_line,
            contact=str(session.fact("contact_line")),
        )
        try:
            done = (session.ways or Ways()).print(self, Paper(self.outline, stamp), self._note)
        except ToolkitError as fault:
            self._say("warning-fill", fault.sentence, "red")
            return False
        if done:
            self._say("check-bold", f"{done} Noted under Sent out.", "green")
        return bool(done)

    def _note(self, digest: str) -> None:
        record = self.store.record()
        if record is None or self.session.vault.read_only:
            raise OpenedToReadOnly
        self.session.vault.releases.note(
            record.id, record.revision, WORKING, "", "Printed", f"{TITLE}.", digest, self.session.author()
        )

    def _say(self, icon: str, words: str, tone: str) -> None:
        self.said.set_line(icon, words, tone)
        self.said.show()
