"""The sheet to read before a visit: on the screen, in large type with nothing beside it, or on one page of paper."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from toolkit.errors import OpenedToReadOnly
from toolkit.export.stamp import Stamp
from toolkit.forms import dates
from toolkit.forms.agree_family_dates import WHERE
from toolkit.forms.blocks import Outline
from toolkit.practice.agreed_days import AGREEMENT, DAYS, of_one_adult
from toolkit.practice.before_leaving import STEPS, TITLE, Promise, Visit, sheet
from toolkit.practice.household import address_of
from toolkit.ui.page import Go, Page
from toolkit.ui.printing import Paper
from toolkit.ui.record.outline_view import OutlineView
from toolkit.ui.release_leaving import Ways
from toolkit.ui.release_parts import WORKING
from toolkit.ui.session import Session
from toolkit.ui.today_lines import others
from toolkit.ui.tries import Tries
from toolkit.ui.turned_outline import LargeOutline
from toolkit.ui.turned_round import TurnedRound, WorkersKey
from toolkit.ui.widgets import BarAction, BodyLabel, Card, VerticalScrollPage, clear_layout
from toolkit.vault.rows import DueRow, Told

NUMBERS = ("emergency", "front_door", "out_of_hours", "safeguarding_lead", "police")
WIDE_EM = 66
LOST = "The paper has initials and the family’s reference, for it may be lost. What is asked alone stays on the screen."
WITH_ADDRESS = "Put the address on the paper"
HIDDEN = "It is hidden from somebody: better keep it in your head."


def visit_of(session: Session, family_id: str) -> Visit:
    """What the sheet of a family is made of, as things stand now."""
    family, me = session.family(family_id), session.author().name
    alone = {one.id for one in session.standing(family_id) if of_one_adult(one.answers)}

    def agreed(row: DueRow) -> bool:
        # The paper may be left with another adult of the family, and what is past needs no journey.
        day = row.form_id == AGREEMENT and row.path.startswith(DAYS) and row.record_id not in alone
        return day and row.day >= session.today().isoformat()

    return Visit(
        family=family,
        found=session.findings(family_id, family),
        warnings=session.warnings(family),
        promises=[
            Promise(row.day, row.text.partition(WHERE)[0] if agreed(row) else row.text, _who(row, me))
            for row in session.due(family_id)
            if (row.kind == "action" or agreed(row)) and not row.done and dates.is_day(row.day)
        ],
        numbers=session.numbers(NUMBERS),
        today=session.today(),
        limit=session.limit_days(),
    )


def _who(row: DueRow, me: str) -> str:
    return others(row.who, me).split(" (")[0]


class BeforeLeavingPage(Page):
    """The sheet of one family. `turned` is the large view while it stands."""

    def __init__(self, session: Session, go: Go, family_id: str) -> None:
        super().__init__(session, go, TITLE)
        self.family_id = family_id
        self.visit = visit_of(session, family_id)
        self.turned: TurnedRound | None = None
        reference = str(self.visit.family.get("reference") or "")
        self.bar.set_title(TITLE, reference)
        self.bar.set_actions(
            [
                BarAction("Open the family", lambda: go.family(family_id), "users-three"),
                BarAction("Large, with nothing else", self.turn_round, "presentation", shortcut="F11"),
                BarAction(
                    "Print", lambda: self.attempt(self.print), "printer", kind="primary", shortcut="Ctrl+P"
                ),
            ]
        )
        self._scroll = VerticalScrollPage(self.theme, max_em=WIDE_EM)
        self.body.addWidget(self._scroll)
        self._scroll.body.addWidget(BodyLabel(self.theme, LOST, ink="2"))
        self.address = QCheckBox(self.theme.say(WITH_ADDRESS))
        place = address_of(self.visit.family)
        if place:
            self._scroll.body.addWidget(self.address)
            if "hidden from somebody" in place:
                self._scroll.body.addWidget(BodyLabel(self.theme, HIDDEN, role="caption", ink="2"))
        else:
            self.address.setParent(self)
            self.address.hide()
        self.address.toggled.connect(lambda _on: self._fill())
        holder = QWidget()
        self._sheet = QVBoxLayout(holder)
        self._sheet.setContentsMargins(0, 0, 0, 0)
        self._scroll.body.addWidget(holder)
        self._scroll.body.addStretch(1)
        self._fill()

    def outline(self) -> Outline:
        """The sheet, shortened until it is one page."""
        made = sheet(self.visit, STEPS[0], address=self.address.isChecked())
        for most in STEPS:
            made = sheet(self.visit, most, address=self.address.isChecked())
            if Paper(made, self._stamp()).count == 1:
                break
        return made

    def _fill(self) -> None:
        clear_layout(self._sheet)
        card = Card(self.theme)
        card.body.addWidget(OutlineView(self.theme, self.outline().blocks))
        self._sheet.addWidget(card)

    def _stamp(self) -> Stamp:
        session = self.session
        return Stamp(
            printed_by=session.author().name,
            printed_on=session.now(),
            organisation=str(session.fact("organisation")),
            marking=session.settings.marking_line,
            contact=str(session.fact("contact_line")),
        )

    def print(self) -> None:
        """Prints it and notes it as the worker's own copy."""
        said = (self.session.ways or Ways()).print(self, Paper(self.outline(), self._stamp()), self._note)
        if said:
            self.go.say(f"{said} Noted under Sent out.")

    def _note(self, digest: str) -> None:
        vault = self.session.vault
        if vault.read_only:
            raise OpenedToReadOnly
        revision = vault.records.get(self.family_id).revision
        why = "The sheet to read before a visit" + (
            ", with the address." if self.address.isChecked() else "."
        )
        vault.releases.note(
            *(self.family_id, revision, WORKING, "", "Printed", why, digest, self.session.author()),
            Told(beside=True),
        )

    def turn_round(self) -> None:
        """Shows the sheet over the whole screen in large type, with nothing of the program beside it."""
        if self.turned is not None:
            return
        session = self.session
        view = TurnedRound(
            self.theme,
            TITLE,
            dates.show(session.today().isoformat()),
            WorkersKey(session.vault.passphrase_is, Tries(session.settings)),
        )
        # No name and no address: whoever looks over the shoulder reads initials, as a finder of the paper would.
        view.fill(LargeOutline(self.theme, sheet(self.visit)))
        self.turned = view
        view.left.connect(self._turn_back)
        self.destroyed.connect(view.deleteLater)
        view.turn(self.window())
        self.window().hide()

    def _turn_back(self) -> None:
        view, self.turned = self.turned, None
        self.window().show()
        self.window().activateWindow()
        if view is not None:
            self.destroyed.disconnect(view.deleteLater)
            view.put_away()

    def first_focus(self) -> QWidget | None:
        """The print button."""
        return self.bar.button("Print")

    def areas(self) -> list[QWidget]:
        """Bar and sheet."""
        return [self.bar, self._scroll]


def open_sheet(session: Session, go: Go, family_id: str) -> None:
    """Opens the sheet of a family."""
    go.show_page("families", lambda again: BeforeLeavingPage(session, again, family_id))
