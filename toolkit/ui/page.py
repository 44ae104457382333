"""What every page of the main window is: a top bar, a body, and the three words the window speaks with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.forms.blocks import Outline
from toolkit.forms.people import Answers
from toolkit.ui.session import Session
from toolkit.ui.widgets import FieldFrame, TopBar


class Go(Protocol):
    """Where a page can send the person; the main window does it."""

    def place(self, key: str) -> None:
        """Goes to a place of the rail: today, families, guidance, sent, settings."""

    def settings(self, section: str) -> None:
        """Opens a part of the settings."""

    def back(self) -> None:
        """Goes back to the page before."""

    def family(self, family_id: str, *, again: bool = False) -> None:
        """Opens a family; `again` draws the open one afresh instead of going a step on."""

    def record(self, record_id: str, place: str = "", *, instead: bool = False) -> None:
        """Opens a record, at a page or field of it; `instead` leaves no step back to the page before."""

    def release(self, record_id: str, how: str = "") -> None:
        """Opens "Before you print" for a record; `how` is print or word where that was asked for."""

    def pack(self, record_id: str) -> None:
        """Opens the page that makes a pack of a referral and the records that go with it."""

    def new_record(self, form_id: str, family_id: str | None, known: Answers | None = None) -> None:
        """Starts a record of a form in a family, with what is known already. What the team keeps is started without one;
        any other form without a family starts a new family file."""

    def decide(self, family_id: str | None, answers: Answers | None = None) -> None:
        """Starts a decision to share in a family, with answers where one is thought through again."""

    def practise(self) -> None:
        """Walks the decision to share on an invented case; nothing is kept."""

    def quick_note(self, family_id: str | None = None, *, no_answer: bool = False) -> None:
        """Starts a quick note, or a try that met nobody; without a family it is chosen first."""

    def card(self, card_id: str) -> None:
        """Opens a guidance card beside what is being written."""

    def paper(self, outline: Outline) -> None:
        """Shows something that holds nothing of a family on paper, to print or save."""

    def genogram(self, family_id: str) -> None:
        """Opens the family tree of a family."""

    def sent(self, family_id: str) -> None:
        """Shows what has left of one family."""

    def show_page(self, place: str, make: Callable[[Go], QWidget]) -> None:
        """Opens a page that its caller makes, under a place of the rail."""

    def search(self) -> None:
        """Opens the search."""

    def lock(self) -> None:
        """Locks."""

    def say(self, sentence: str, *, tone: str = "green", undo: Callable[[], object] | None = None) -> None:
        """Shows a sentence at the top of the window until the next page; what it tells is taken back by `undo`."""

    def fault(self, fault: ToolkitError) -> None:
        """Shows the sentence of a fault."""


class Page(QWidget):
    """A page with a top bar. Fill `body`, a vertical layout without margins.

    Subclasses override `narrowed` to lay themselves out for a width, given in body heights.
    """

    def __init__(self, session: Session, go: Go, title: str, *, can_go_back: bool = True) -> None:
        super().__init__()
        self.session, self.go = session, go
        self.theme = session.theme
        self._width_em = 0.0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = TopBar(self.theme, title, can_go_back=can_go_back)
        self.bar.back.connect(go.back)
        if not can_go_back:
            # Without a Back button the title stands in line with the page below it.
            margins = self.bar.contentsMargins()
            margins.setLeft(self.theme.px(8))
            self.bar.setContentsMargins(margins)
        column.addWidget(self.bar)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        column.addLayout(self.body, 1)

    def title(self) -> str:
        """The page's title, as it is spoken when the page opens."""
        return self.bar.title.text()

    def opened(self) -> None:
        """Called once the page is shown; the keyboard goes to the first thing a person would use."""
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget | None:
        """What gets the keyboard when the page opens."""
        return None

    def leaving(self) -> bool:
        """Called before the page is left: saves what is typed. False keeps the person here."""
        return True

    def back_inside(self) -> bool:
        """Takes a step back within the page, where there is one; then the window stays on it."""
        return False

    def areas(self) -> list[QWidget]:
        """The areas that F6 walks through, in reading order."""
        return [self]

    def narrowed(self, width_em: float) -> None:
        """Lays the page out for a width in body heights."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width() / max(self.theme.em(1), 1)
        if abs(width - self._width_em) > 0.01:
            self._width_em = width
            self.narrowed(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The keys that the tips of the top bar promise.
        if not self.bar.press(QKeySequence(event.keyCombination()).toString()):
            super().keyPressEvent(event)

    def attempt(self, step: Callable[[], object]) -> bool:
        """Does a step; a fault shows its sentence and gives False."""
        try:
            step()
        except ToolkitError as fault:
            self.go.fault(fault)
            return False
        return True


def is_a(page: object, *names: str) -> bool:
    """Whether a page is of a class of one of these names. Asked by name, so that a page nobody opened need not be read."""
    return any(kind.__name__ in names for kind in type(page).__mro__)


def to_left(frame: FieldFrame, control: QWidget) -> None:
    """Has a control that is narrower than its frame stand at the left."""
    frame.row.setStretchFactor(control, 0)
    frame.row.addStretch(1)
