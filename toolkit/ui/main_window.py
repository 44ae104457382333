"""The main window: the rail, one page at a time, and the keys that work everywhere.

A page is made when it is opened and freed when it is left, so nothing of a family stays in memory behind another page
longer than it must. What makes it is read when it is first opened: the caseload is there sooner, and in a third less memory. The window remembers where the person was as steps that can make each page afresh.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.forms.blocks import Outline
from toolkit.forms.people import Answers
from toolkit.forms.referral_cover import HARM_ROUTES
from toolkit.ui import dialogs
from toolkit.ui.backup.closing import Closing
from toolkit.ui.hints import hint_line
from toolkit.ui.keep_focus import KeepFocus
from toolkit.ui.page import Go, Page, is_a
from toolkit.ui.session import Session
from toolkit.ui.widgets import PLACES, Banner, Rail, TopBar
from toolkit.ui.widgets.banners import BannerTone

if TYPE_CHECKING:
    from toolkit.ui.commands import Commands
    from toolkit.ui.family_page import FamilyPage
    from toolkit.ui.form_view import RecordPage
    from toolkit.ui.not_seen import NotSeenPage
    from toolkit.ui.today import TodayPage
    from toolkit.ui.wizard.page import WizardPage

MENU_FROM = 175
"""Text size from which the rail becomes a Menu button."""
MOST_STEPS = 50
"""Steps that Back can go: each holds what makes its page, and a day has hundreds."""


class AnyPage(Protocol):
    """The three words every page speaks."""

    def title(self) -> str:
        """The title, as it is spoken."""

    def opened(self) -> None:
        """The page is shown."""

    def leaving(self) -> bool:
        """The page is to be left; False keeps the person there."""


@dataclass(frozen=True)
class Step:
    """A place the person was in: the rail item it belongs to, and how to make its page."""

    place: str
    make: Callable[[], QWidget]


class MainWindow(QWidget):
    """The window after unlocking. `locked` and `blanked` are sent when the person asks for it."""

    locked = Signal()
    blanked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.theme = session.theme
        # No name of a person or family ever stands in the title or the task bar.
        self.setWindowTitle(QApplication.applicationDisplayName())
        self._steps: list[Step] = []
        self._page: QWidget | None = None
        self._commands: Commands | None = None
        self.closing = Closing(session, self)
        self.unheard: Callable[[], AbstractContextManager[None]] = contextlib.nullcontext
        """Goes round the making of a page, in which nothing can be typed."""
        self._build()
        self._keys()
        KeepFocus(self, lambda: self._page)
        self.theme.changed.connect(self._restyled)
        self.place("today")

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.rail = Rail(self.theme)
        self.rail.went.connect(self.place)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        row.addLayout(column, 1)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(0)
        column.addLayout(self._notes)
        self.stack = QStackedWidget()
        column.addWidget(self.stack, 1)
        self._said: Banner | None = None
        self._hint: Banner | None = None
        self._still: Callable[[], bool] = lambda: False
        if self.session.vault.read_only:
            self._note(
                Banner(
                    self.theme,
                    "amber",
                    "Open to read only.",
                    "You can read everything. Nothing is changed here, and no copy leaves, for it could not be noted.",
                    icon="eye",
                )
            )

    def _note(self, banner: Banner) -> None:
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(self.theme.px(12), self.theme.px(8), self.theme.px(12), self.theme.px(4))
        inside.addWidget(banner)
        self._notes.addWidget(holder)

    def _keys(self) -> None:
        for place in PLACES:
            self._key(place.shortcut, partial(self.place, place.key))
        self._key("Ctrl+K", self.search, "Search families, people and records")
        self._key("Ctrl+Shift+P", self.search_commands)
        self._key("F1", self._help_key)
        self._key("Alt+Left", self.back, "Back")
        self._key("F6", lambda: self._next_area(1), "Next area of the page")
        self._key("Shift+F6", lambda: self._next_area(-1), "Area before")
        self._key("Ctrl+Q", self._quick, "Quick note")
        self._key("Ctrl+Shift+N", lambda: self._quick(no_answer=True), "No answer at the door")
        self._key("Ctrl+N", self._new)
        self._key("Ctrl+B", self._before_leaving)

    def _key(self, keys: str, run: Callable[[], object], words: str = "") -> None:
        """A key of every page; with `words` the search over commands finds it."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setWhatsThis(self.theme.say(words))
        shortcut.activated.connect(lambda: run())
        # A page may use the same key for a part of itself: either is asked then, and both do the same.
        shortcut.activatedAmbiguously.connect(lambda: run())

    # Where to go

    def place(self, key: str) -> None:
        """Goes to a place of the rail, or blanks or locks."""
        if key in ("blank", "lock"):
            (self.blanked if key == "blank" else self.locked).emit()
            return
        if key == "help":
            self.what_is_this()
            return
        self._go(Step(key, partial(_page_of, key, self.session, self)), fresh=True)

    def settings(self, section: str) -> None:
        """Opens a part of the settings."""
        from toolkit.ui.settings_page import SettingsPage

        def make() -> QWidget:
            page = SettingsPage(self.session, self)
            QTimer.singleShot(0, page, lambda: page.show_section(section))
            return page

        self._go(Step("settings", make))

    def family(self, family_id: str, *, again: bool = False) -> None:
        """Opens a family; `again` draws the open one afresh instead of going a step on."""
        from toolkit.ui.family_page import FamilyPage

        step = Step("families", lambda: FamilyPage(self.session, self, family_id))
        if again and isinstance(self._page, FamilyPage) and self._steps:
            self._steps[-1] = step
            self._show(step)
        else:
            self._go(step)

    def record(self, record_id: str, place: str = "", *, instead: bool = False) -> None:
        """Opens a record, at a page or field of it; `instead` leaves no step back to the page before."""

        def make() -> QWidget:
            from toolkit.ui.open_record import record_page

            return record_page(self.session, self, record_id=record_id, place=place)

        form_id = ""
        with contextlib.suppress(ToolkitError):
            form_id = self.session.vault.records.get(record_id).form_id
        self._go(Step(self._place_of(form_id), make), instead=instead)

    def _place_of(self, form_id: str) -> str:
        """The place of the rail a record stands under: a family's under Families, the team's where its list was opened."""
        if self.session.catalogue.of_team(form_id):
            return self._steps[-1].place if self._steps else "today"
        return "families"

    def release(self, record_id: str, how: str = "") -> None:
        """Opens "Before you print" for a record."""
        from toolkit.ui.release_record import release_page

        self._go(Step("families", lambda: release_page(self.session, self, record_id, how)))

    def pack(self, record_id: str) -> None:
        """Opens the page that makes a pack of a referral."""
        from toolkit.ui.pack_page import PackPage

        self._go(Step("families", lambda: PackPage(self.session, self, record_id)))

    def new_record(self, form_id: str, family_id: str | None, known: Answers | None = None) -> None:
        """Starts a record of a form in a family, or of the team, with what is known already; else a new family file."""
        from toolkit.export.family_paper import GENOGRAM
        from toolkit.ui.open_record import record_page
        from toolkit.ui.read_first import read_first
        from toolkit.ui.start_record import Beginning, begin

        if self.session.catalogue.of_team(form_id):
            family_id = None
        elif family_id is None:
            self.new_family()
            return
        if form_id == GENOGRAM and family_id:
            # One a family: it is drawn, and its record opens from there.
            self.genogram(family_id)
            return
        if family_id and (one := self._lives_already(form_id, family_id)):
            self.record(one)
            return
        # On the harm route nothing is asked before the record is there.
        urgent = (known or {}).get("route") in HARM_ROUTES
        if not urgent and not read_first(self.session, self, family_id, form_id, self):
            return
        try:
            beginning = (
                Beginning(form_id, family_id) if urgent else begin(self.session, self, form_id, family_id)
            )
        except ToolkitError as fault:
            self.fault(fault)
            return
        if beginning is None:
            return
        beginning = replace(beginning, known=known or {})
        self._go(
            Step(
                self._place_of(form_id),
                self._begins(
                    lambda begun: record_page(
                        self.session,
                        self,
                        form_id=form_id,
                        family_id=family_id,
                        beginning=beginning,
                        begun=begun,
                    )
                ),
            )
        )

    def _lives_already(self, form_id: str, family_id: str) -> str:
        """The record of a form that lives on, of which a family has one; empty where it has none yet."""
        if not self.session.catalogue.get(form_id).form.living:
            return ""
        rows = self.session.vault.records.timeline(family_id)
        return next((row.id for row in rows if row.form_id == form_id and row.status == "living"), "")

    def decide(self, family_id: str | None, answers: Answers | None = None) -> None:
        """Starts a decision to share in a family."""
        from toolkit.ui.wizard.open import wizard_page

        self._go(
            Step(
                "families",
                self._begins(
                    lambda begun: wizard_page(
                        self.session, self, family_id=family_id, answers=answers, begun=begun
                    )
                ),
            )
        )

    def practise(self) -> None:
        """Walks the decision to share on an invented case; what was answered lives as long as the way back to it."""
        from toolkit.ui.wizard.open import FORM_ID
        from toolkit.ui.wizard.practice import new_store, practice_page

        try:
            store = new_store(self.session, FORM_ID)
        except ToolkitError as fault:
            self.fault(fault)
            return
        self._go(Step("guidance", lambda: practice_page(self.session, self, store)))

    def _begins(self, make: Callable[[Callable[[str], object]], QWidget]) -> Callable[[], QWidget]:
        """A step to something new: once it was saved, coming back to the step opens what was saved."""
        ids: list[str] = []

        def again() -> QWidget:
            if ids:
                from toolkit.ui.open_record import record_page

                return record_page(self.session, self, record_id=ids[-1])
            return make(ids.append)

        return again

    def new_family(self) -> None:
        """Asks for one name or description, makes the family and opens it."""
        from toolkit.ui.new_family import NewFamilyDialog

        dialog = NewFamilyDialog(self.session, self)
        if dialog.exec() and dialog.family_id:
            self.family(dialog.family_id)

    def quick_note(self, family_id: str | None = None, *, no_answer: bool = False) -> None:
        """Starts a quick note, or a try that met nobody."""
        from toolkit.ui.quick_note import QuickNotePage
        from toolkit.ui.read_first import read_first

        if not no_answer and not read_first(self.session, self, family_id, "case_note", self):
            return
        place = "families" if family_id else "today"
        self._go(
            Step(
                place,
                self._begins(
                    lambda begun: QuickNotePage(
                        self.session, self, family_id, no_answer=no_answer, begun=begun
                    )
                ),
            ),
        )

    def paper(self, outline: Outline) -> None:
        """Shows something that holds nothing of a family on paper, to print or save."""
        from toolkit.ui.paper import paper_page

        self._go(Step("guidance", lambda: paper_page(self.session, self, outline)))

    def genogram(self, family_id: str) -> None:
        """Opens the family tree of a family."""
        from toolkit.ui.genogram.page import GenogramPage

        self._go(Step("families", lambda: GenogramPage(self.session, self, family_id)))

    def sent(self, family_id: str) -> None:
        """Shows what has left of one family."""
        from toolkit.ui.sent_page import SentPage

        self._go(Step("sent", lambda: SentPage(self.session, self, family_id)))

    def card(self, card_id: str) -> None:
        """Opens a guidance card beside the page."""
        from toolkit.ui.guidance_card import CardDialog

        dialog = CardDialog(self.session, self, card_id, self)
        dialog.show_beside(self)

    def show_page(self, place: str, make: Callable[[Go], QWidget]) -> None:
        """Opens a page that its caller makes, under a place of the rail."""
        self._go(Step(place, lambda: make(self)))

    def keep_saying(self, banner: Banner) -> None:
        """Shows a banner at the top of the window until it is locked."""
        self._note(banner)

    def search(self) -> None:
        """Opens the search over families, records and commands."""
        self._search(only=False)

    def search_commands(self) -> None:
        """Opens the search over commands alone: type what you want to do."""
        self._search(only=True)

    def _search(self, *, only: bool) -> None:
        from toolkit.ui.commands import Commands
        from toolkit.ui.search_box import SearchDialog

        if self._commands is None:
            self._commands = Commands(self)
        dialog = SearchDialog(self.session, self, self._commands, only=only)
        dialog.exec()
        dialog.go_on(self)
        dialog.deleteLater()

    def what_is_this(self) -> None:
        """Says what the open page is for, what happens to what is written, and who sees it."""
        from toolkit.ui.what_is_this import PageHelp, words_of

        page = self._page
        if page is None or words_of(page) is None:
            return
        about = ""
        if is_a(page, "RecordPage"):
            form = cast("RecordPage", page).entry.form
            about = f"{form.title}. {form.description}".strip().removesuffix(".") + "."
        dialog = PageHelp(self.theme, page, self, about)
        dialog.exec()
        dialog.deleteLater()

    def _help_key(self) -> None:
        """F1: the card of the field the keyboard is in, else the words of the page."""
        page, focus = self._page, self.focusWidget()
        of_field = (
            page is not None
            and is_a(page, "RecordPage", "WizardPage")
            and focus is not None
            and page.isAncestorOf(focus)
        )
        if not (of_field and cast("RecordPage | WizardPage", page).open_card()):
            self.what_is_this()

    def lock(self) -> None:
        """Asks for the lock."""
        self.locked.emit()

    def back(self) -> None:
        """Goes back to the page before; from the first page nothing happens."""
        if isinstance(self._page, Page) and self._page.back_inside():
            return
        if len(self._steps) > 1 and self._may_leave():
            self._steps.pop()
            self._show(self._steps[-1])

    def say(self, sentence: str, *, tone: str = "green", undo: Callable[[], object] | None = None) -> None:
        """Shows a sentence at the top of the window until the next page; what it tells is taken back by `undo`, or Ctrl+Z."""
        self._unsay()
        action = "Undo (Ctrl+Z)" if undo is not None else ""
        self._said = Banner(self.theme, cast("BannerTone", tone), "", sentence, action=action, run=undo)
        if undo is not None:
            shortcut = QShortcut(QKeySequence.StandardKey.Undo, self._said)
            shortcut.activated.connect(lambda: undo())
        self._note(self._said)

    def fault(self, fault: ToolkitError) -> None:
        """Shows the sentence of a fault."""
        dialogs.tell(self, self.theme, fault.sentence)

    # The page

    @property
    def page(self) -> QWidget | None:
        """The page that is open."""
        return self._page

    def flush(self) -> bool:
        """Saves what is typed on the open page without asking anything. False when it could not be saved."""
        page = self._page
        if is_a(page, "RecordPage"):
            record = cast("RecordPage", page)
            if not record.flush():
                return False
            record.close_version()
            return True
        if is_a(page, "WizardPage"):
            return cast("WizardPage", page).flush()
        return page is None or cast("AnyPage", page).leaving()

    def let_go(self, still: Callable[[], bool] = lambda: False) -> None:
        """Frees the open page for good, as the records are to go; the window can then only be closed. A lock waits, with the
        screen covered, for as long as `still` says that they are going.
        """
        self._still = still
        self.closing.never_mind()
        self.drop()
        self.rail.setEnabled(False)

    def going(self) -> bool:
        """Whether the records are just being taken away: nothing may end the program in the middle of that."""
        return self._still()

    def drop(self) -> None:
        """Frees the open page and forgets where the person was."""
        self._steps.clear()
        self._unhint()
        self._free()

    def _go(self, step: Step, *, fresh: bool = False, instead: bool = False) -> None:
        if not self._may_leave():
            self.rail.set_current(self._steps[-1].place if self._steps else "")
            return
        if fresh:
            self._steps.clear()
        elif instead and self._steps:
            self._steps.pop()
        self._steps.append(step)
        del self._steps[:-MOST_STEPS]
        self._show(step)

    def _may_leave(self) -> bool:
        return self._page is None or cast("AnyPage", self._page).leaving()

    def _show(self, step: Step) -> None:
        self._unsay()
        self._unhint()
        try:
            with self.unheard():
                page = step.make()
                self._put(page, step.place)
        except ToolkitError as fault:
            # A record that cannot be shown must not leave the window without a page.
            if self._steps and self._steps[-1] is step:
                self._steps.pop()
            self.fault(fault)
            if self._page is None:
                self.place("families" if step.place == "today" else "today")
            return
        cast("AnyPage", page).opened()
        self._show_hint()

    def _put(self, page: QWidget, place: str) -> None:
        """Has a page take the place of the one before."""
        self._free()
        self._page = page
        if is_a(page, "RecordPage"):
            cast("RecordPage", page).help_wanted.connect(self.what_is_this)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.rail.set_current(place)
        self._fit_rail()

    def _show_hint(self) -> None:
        """Shows the hint of a page that is met for the first time, above it."""
        if self._page is not None:
            self._hint = hint_line(self._page, self.theme, self.session.settings, self._unhint)
        if self._hint is not None:
            self._note(self._hint)

    def _unhint(self) -> None:
        hint, self._hint = self._hint, None
        _take_off(hint)

    def _free(self) -> None:
        page, self._page = self._page, None
        if page is not None:
            page.hide()
            # What a page wanted to do a moment later is no longer wanted; after a lock it could not be done.
            for timer in page.findChildren(QTimer):
                timer.stop()
                timer.blockSignals(True)
            # It stays the child of the stack until then: without a parent all of it would be dressed anew first.
            self.stack.removeWidget(page)
            page.deleteLater()

    def _unsay(self) -> None:
        said, self._said = self._said, None
        _take_off(said)

    def _restyled(self) -> None:
        if self._page is not None and self._steps and self._may_leave():
            focus: QWidget | None = self.focusWidget()
            name = ""
            while focus is not None and focus is not self._page and not name.startswith("setting-"):
                name, focus = focus.objectName(), focus.parentWidget()
            self._show(self._steps[-1])
            again = self._page.findChild(QWidget, name) if name.startswith("setting-") else None
            if again is not None:
                again.setFocus(Qt.FocusReason.OtherFocusReason)

    # Keys

    def family_here(self) -> str | None:
        """The family whose page is open."""
        return cast("FamilyPage", self._page).family_id if is_a(self._page, "FamilyPage") else None

    def _quick(self, *, no_answer: bool = False) -> None:
        if not is_a(self._page, "QuickNotePage"):
            self.quick_note(self.family_here(), no_answer=no_answer)

    def _new(self) -> None:
        if isinstance(self._page, Page):
            self._page.bar.press("Ctrl+N")

    def _before_leaving(self) -> None:
        if is_a(self._page, "FamilyPage", "TodayPage", "NotSeenPage"):
            cast("FamilyPage | TodayPage | NotSeenPage", self._page).before_leaving()

    def _next_area(self, by: int) -> None:
        page = self._page
        inner = (
            cast("Page", page).areas()
            if is_a(page, "Page", "RecordPage", "ReleasePage", "PreviewPage")
            else [page]
            if page is not None
            else []
        )
        areas = [area for area in [self.rail, *inner] if area.isVisible()]
        focus = QApplication.focusWidget()
        here = next(
            (i for i, area in enumerate(areas) if focus is area or (focus and area.isAncestorOf(focus))), -1
        )
        for shift in range(1, len(areas) + 1):
            if focus_first(areas[(here + by * shift) % len(areas)]):
                return

    def keyPressEvent(self, event: object) -> None:
        key = getattr(event, "key", lambda: None)()
        if key == Qt.Key.Key_Escape:
            self.back()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()

    def _fit_rail(self) -> None:
        folded = self.theme.text_size >= MENU_FROM or self.width() < self.theme.em(50)
        self.rail.setVisible(not folded)
        if self._page is None:
            return
        for bar in self._page.findChildren(TopBar):
            self.rail.fill_menu(bar.menu_button)
            bar.show_menu(folded)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_leave() and self.closing.may_close():
            event.accept()
        else:
            event.ignore()


def _page_of(key: str, session: Session, go: Go) -> QWidget:
    """The page of a place of the rail."""
    match key:
        case "today":
            from toolkit.ui.today import TodayPage

            return TodayPage(session, go)
        case "families":
            from toolkit.ui.families import FamiliesPage

            return FamiliesPage(session, go)
        case "guidance":
            from toolkit.ui.guidance_page import GuidancePage

            return GuidancePage(session, go)
        case "sent":
            from toolkit.ui.sent_page import SentPage

            return SentPage(session, go)
    from toolkit.ui.settings_page import SettingsPage

    return SettingsPage(session, go)


def focus_first(area: QWidget) -> bool:
    """Puts the keyboard on the first thing of an area that takes it; False when there is none."""
    if isinstance(area, Rail):
        area.setFocus(Qt.FocusReason.TabFocusReason)
        return True
    candidates = [area, *area.findChildren(QWidget)]
    stops = [w for w in candidates if w.isVisibleTo(area.window()) and w.isEnabled() and _takes_tab(w)]
    if not stops:
        return False
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    return True


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _take_off(note: Banner | None) -> None:
    """Takes a note away with what holds it."""
    holder = note.parentWidget() if note is not None else None
    if holder is not None:
        holder.hide()
        holder.setParent(None)
        holder.deleteLater()
