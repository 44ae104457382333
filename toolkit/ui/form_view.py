"""The record page: writing, saving, finishing and reading one record. It knows no vault, only a `RecordStore`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

import msgspec
from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
    QWindow,
)
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.export.art import lowered
from toolkit.forms import dates
from toolkit.forms.catalogue import FAMILY
from toolkit.forms.conditions import FROM_PAPER
from toolkit.forms.people import Answers, Context
from toolkit.forms.rules import Entry, is_late
from toolkit.forms.vocabulary import DateTime
from toolkit.forms.words import in_sentence, say, title_of
from toolkit.practice.wording import Hint
from toolkit.ui.blank_paper import ask_from_paper, paper_words
from toolkit.ui.dialogs import Dialog, tell
from toolkit.ui.editors import new_desk
from toolkit.ui.editors.base import Attach
from toolkit.ui.plain_words_panel import Look, PlainWordsSide
from toolkit.ui.record import asking, turning
from toolkit.ui.record.edit_view import EditView
from toolkit.ui.record.read_view import ReadView
from toolkit.ui.record.rest import rest_actions
from toolkit.ui.record.saver import LONGEST_MS, QUIET_MS, RETRY_MS, Saver
from toolkit.ui.record.side import count_words
from toolkit.ui.record.store import RecordState, RecordStore, Version
from toolkit.ui.record.tabs import chain
from toolkit.ui.spelling import Spelling
from toolkit.ui.theme import Theme
from toolkit.ui.turned_round import KeyFits, TurnedRound
from toolkit.ui.widgets import BarAction, BottomBar, Chip, TopBar

KEPT = "Kept on this computer, encrypted. Nobody else sees a draft."
KEPT_LIVING = "Kept on this computer, encrypted."
QUIET_HOUR = timedelta(hours=1)


class RecordPage(QWidget):
    """One record on the screen.

    Signals: `back` when the person wants to leave; `word_wanted` and `print_wanted` once everything is saved;
    `card_wanted` with a guidance card, `help_wanted` where the field has none; `person_wanted` with the group of a person to add; `finished`, `discarded` and
    `closed` after each of them was done; `faulted` with the sentence of a fault.
    """

    back = Signal()
    word_wanted = Signal()
    print_wanted = Signal()
    card_wanted = Signal(str)
    person_wanted = Signal(str)
    finished = Signal()
    discarded = Signal()
    closed = Signal()
    help_wanted = Signal()
    prompts_switched = Signal(bool)
    shown_to_read = Signal(int)
    """Sent with the version each time one is shown to be read."""

    def __init__(
        self,
        theme: Theme,
        entry: Entry,
        answers: Answers,
        context_for: Callable[[Answers], Context],
        store: RecordStore,
        *,
        hints: Callable[[str], Sequence[Hint]] | None = None,
        number: Callable[[str], tuple[str, str]] | None = None,
        can_add_people: bool = False,
        prompts_on: bool = True,
        attach: Attach | None = None,
        spelling: Spelling | None = None,
        plain: Look | None = None,
        quiet_ms: int = QUIET_MS,
        longest_ms: int = LONGEST_MS,
        retry_ms: int = RETRY_MS,
    ) -> None:
        super().__init__()
        self.theme, self.entry, self.answers, self.store = theme, entry, dict(answers), store
        self._context_for = context_for
        self._times = (quiet_ms, longest_ms, retry_ms)
        self.state: RecordState = store.state()
        self.desk = new_desk(
            theme,
            hints=hints,
            number=number,
            read_card=self.card_wanted.emit,
            add_person=self._add_person if can_add_people else None,
            attach=attach,
        )
        self.desk.prompts_on = prompts_on
        self.desk.spelling, self.desk.plain = spelling, plain
        if spelling is not None:
            spelling.setParent(self)
            spelling.failed.connect(lambda fault: self._tell(fault.sentence))
        self.edit: EditView | None = None
        self.read: ReadView | None = None
        self.dialog: Dialog | None = None
        self.turned: TurnedRound | None = None
        self._fits: KeyFits | None = None
        self._offered: list[Callable[[], Sequence[BarAction]]] = []
        self._offering = False
        self._changed_since_close = False
        self._head: tuple[object, ...] = ()
        self._tabs: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = TopBar(theme, self._heading())
        self.bar.back.connect(self.back)
        self.foot = BottomBar(theme)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(self.body, 1)
        column.addWidget(self.foot)
        self.saver = self._new_saver()
        self._hour = QTimer(self)
        self._hour.setSingleShot(True)
        self._hour.setInterval(int(QUIET_HOUR.total_seconds() * 1000))
        self._hour.timeout.connect(self.close_version)
        self._keys()
        QGuiApplication.instance().focusWindowChanged.connect(self._window_moved)  # type: ignore[union-attr]
        self._show_state()

    # What the main window speaks with

    def title(self) -> str:
        """The title, as it is spoken when the page opens."""
        return self.bar.title.text()

    def opened(self) -> None:
        """The page is shown: the keyboard goes to the title of its first page."""
        if self.edit is not None:
            self.edit.heading.setFocus()
        elif self.read is not None:
            self.read.heading.setFocus()

    def leaving(self) -> bool:
        """Saves what is typed and closes the version of a living record. False keeps the person here, asked what to do."""
        if self.turned is not None:
            # The large view belongs to this page, and must not vanish from before a family.
            return False
        if self.flush():
            self.close_version()
            return True
        self._ask(
            asking.leave_question(self, self.theme, f"{' '.join(self.saver.words()[1:])}"),
            lambda answer: self._leave_unsaved() if answer == asking.GO else None,
        )
        return False

    def _leave_unsaved(self) -> None:
        self.saver.stop()
        self.back.emit()

    def flush(self) -> bool:
        """Saves now what is not saved yet, as before locking. False when it could not be."""
        if self.edit is not None:
            self.edit.settle()
        return self.saver.flush()

    def close_version(self) -> None:
        """Closes a dated version of a living record in which something was changed."""
        if self.state.status != "living" or not self._changed_since_close or not self.flush():
            return
        if self._try(lambda: self.store.close(self.answers)):
            self._changed_since_close = False

    def areas(self) -> list[QWidget]:
        """The areas that F6 walks through."""
        if self.edit is not None:
            return [self.bar, self.edit.side, self.edit.strip, self.edit.sheet, self.edit.fold, self.foot]
        read = self.read
        return [self.bar, *([read.side, read.strip, read.sheet] if read is not None else []), self.foot]

    # What is shown

    def _show_state(self) -> None:
        """Shows the record as it stands: to be written, or to be read only."""
        self.state = self.store.state()
        writable = self.state.status in ("draft", "living") and not self.state.read_only
        self._clear()
        if writable:
            self.edit = EditView(self.entry, self.answers, self._context_for, self.desk, self._gap_title())
            if self.desk.plain is not None:
                PlainWordsSide(self.edit, self.desk.plain)
            self.edit.changed.connect(self._edited)
            self.edit.judged.connect(self._show_head)
            self.edit.stepped.connect(self._show_actions)
            self.edit.laid_out.connect(self._order_tabs)
            self.edit.resize(self.size())
            self.body.addWidget(self.edit)
            if self.isVisible():
                self.edit.show()
        else:
            self._read(self.state.revision)
        self._show_head()
        self._show_actions()
        self._show_saved()

    def _gap_title(self) -> str:
        return "Not known yet" if self.entry.form.living else "Before it can be finished"

    def _clear(self) -> None:
        for view in (self.edit, self.read):
            if view is not None:
                self.body.removeWidget(view)
                view.hide()
                view.deleteLater()
        self.edit = self.read = None

    def _read(self, revision: int, version: Version | None = None) -> None:
        try:
            # Columns, scales and pictures are drawn as they print.
            outline = lowered(self.store.outline(revision), self._photo)
            # Read here and nowhere else: what must never be on a paper would otherwise be lost to its own writer.
            kept = self.store.unprinted(revision)
            outline = msgspec.structs.replace(outline, blocks=(*outline.blocks, *kept))
        except ToolkitError as fault:
            self._tell(fault.sentence)
            return
        older = version is not None
        self.read = ReadView(self.theme, outline, self._read_line(version), self._read_note(version), self)
        if older:
            self.read.banner_acted.connect(self._newest)
        self.body.addWidget(self.read)
        self.shown_to_read.emit(revision)

    def _photo(self, file_id: str) -> bytes | None:
        """The bytes of a picture of the record; None when it cannot be read, and then the page says so."""
        try:
            return self.desk.attach.read(file_id) if self.desk.attach is not None else None
        except ToolkitError:
            return None

    def _read_line(self, version: Version | None) -> str:
        if version is not None:
            return ""
        if self.state.read_only:
            return "These records are open to read only."
        if self.state.status == "final":
            return f"Final. To change it, make version {self.state.revision + 1}."
        return "Withdrawn. Its words are with the right family." if self.state.status == "withdrawn" else ""

    def _read_note(self, version: Version | None) -> tuple[str, str]:
        if version is None:
            return "", ""
        when = f" of {dates.show(version.when)}" if version.when else ""
        newest = "the draft" if self.state.status == "draft" else "the newest version"
        return f"This is version {version.revision}{when}. It can only be read.", f"Back to {newest}"

    def _show_head(self) -> None:
        context = self.edit.context if self.edit is not None else self._context_for(self.answers)
        title = self._heading()
        chips = self._chips(context)
        caption = "  ·  ".join(filter(None, (self.state.family, self._when(context), self._author())))
        head = (title, caption, tuple(chips))
        if head != self._head:
            self._head = head
            made = [Chip(self.theme, text, icon, tone) for text, icon, tone in chips]  # type: ignore[arg-type]
            self.bar.set_title(title, caption, made)

    def _heading(self) -> str:
        """What the page is called. A family file is called that: whose it is stands in the line below."""
        return "Family file" if self.entry.form.id == FAMILY else title_of(self.entry, self.answers)

    def _chips(self, context: Context) -> list[tuple[str, str, str]]:
        chips: list[tuple[str, str, str]] = []
        state = self.state
        if state.status == "draft":
            number = f"Draft of version {state.revision}" if state.revision > 1 else "Draft"
            chips.append((number, "pencil-simple", "plain"))
        elif state.status == "final":
            number = f"Final, version {state.revision}" if state.revision > 1 else "Final"
            chips.append((number, "check-circle-fill", "green"))
        if self.entry.form.header and is_late(self.answers, context):
            chips.append(("Written late", "clock", "amber"))
        if self.entry.form.header and (words := paper_words(self.answers)):
            chips.append((words, "note", "plain"))
        if self.answers.get("restriction") == "restricted":
            chips.append(("Restricted", "eye-slash", "red"))
        if state.warnings:
            count = len(state.warnings)
            chips.append((f"{count} warning{'s' * (count > 1)}", "warning-fill", "red"))
        return chips

    def _when(self, context: Context) -> str:
        from toolkit.forms.rules import Scope

        part = DateTime(key="event", label="", same_day_end="event_end")
        event = self.answers.get(self.entry.form.event_from)
        return "; ".join(say(part, event, Scope(self.answers, context))) if dates.is_day(event) else ""

    def _author(self) -> str:
        return ", ".join(filter(None, (self.state.author, self.state.author_role)))

    def _show_actions(self) -> None:
        if self._offering:
            return
        theirs: list[BarAction] = []
        if self._fits is not None and turning.can_turn(self.entry):
            theirs.append(BarAction("Turn round", self.turn_round, "presentation", shortcut="F11"))
        if self.edit is not None:
            name = "Prompts on" if self.desk.prompts_on else "Prompts off"
            theirs.append(BarAction(name, self.switch_prompts, "lightbulb", more=self.desk.narrow))
        if len(self._versions()) > 1 or (self.state.status == "draft" and self.state.revision > 1):
            theirs.append(BarAction("Versions", self.open_versions, "clock-counter-clockwise"))
        if self.edit is not None and self.state.status == "draft":
            if self.entry.form.header:
                theirs.append(BarAction("Keyed in from paper", self.from_paper, "file-text", more=True))
            theirs.extend(rest_actions(self))
            theirs.append(BarAction("Put this draft away", self.discard, "trash", more=True))
        for offered in self._offered:
            theirs.extend(offered())
        self.bar.set_actions(theirs)
        ours = [
            BarAction("Word", self.word, "file-text", shortcut="Ctrl+Shift+S"),
            BarAction("Print", self.print, "printer", shortcut="Ctrl+P"),
        ]
        if self.edit is not None and self.state.status == "living":
            ours.append(BarAction("Done", self.done, "check-bold", "primary", shortcut="Ctrl+Enter"))
        elif self.edit is not None:
            ours.append(BarAction("Finish", self.finish, "check-bold", "primary", shortcut="Ctrl+Enter"))
        elif self.state.status == "final" and not self.state.read_only:
            number = self.state.revision + 1
            ours.append(BarAction(f"Make version {number}", self.amend, "pencil-simple"))
        self.foot.set_actions(ours)

    def _show_saved(self) -> None:
        if self.edit is None:
            when = dates.show(self.state.written or self.state.saved)
            words = {"final": "Final", "withdrawn": "Withdrawn", "discarded": "Put away"}.get(
                self.state.status, "Read only"
            )
            self.foot.set_saved("note", words, ", ".join(filter(None, (self._author(), when))))
            return
        state, lead, rest = self.saver.words()
        if state == "failed":
            self.foot.set_saved("failed", lead, rest)
        elif state == "new":
            self.foot.set_saved("note", lead, "It is saved as you write.")
        elif state == "saving":
            self.foot.set_saved("saving", lead)
        else:
            self.foot.set_saved("saved", lead, KEPT_LIVING if self.state.status == "living" else KEPT)
        self._offer_retry(state == "failed")

    def _offer_retry(self, on: bool) -> None:
        has = any(self._has(self.foot, name) for name in ("Try again",))
        if on == has:
            return
        self._show_actions()
        if on:
            actions = [action for action, _ in self.foot._buttons]
            self.foot.set_actions([BarAction("Try again", self.saver.flush, "arrows-clockwise"), *actions])

    def _has(self, bar: BottomBar, text: str) -> bool:
        try:
            bar.button(text)
        except KeyError:
            return False
        return True

    # Writing and saving

    def _new_saver(self) -> Saver:
        quiet, longest, retry = self._times
        saver = Saver(
            self.store.save,
            lambda: self.answers,
            self.state.saved,
            self,
            quiet_ms=quiet,
            longest_ms=longest,
            retry_ms=retry,
        )
        saver.moved.connect(self._show_saved)
        return saver

    def _edited(self) -> None:
        self._changed_since_close = True
        if self.state.status == "living":
            self._hour.start()
        self.saver.touch()

    def _window_moved(self, window: QWindow | None) -> None:
        if window is None or window is not self.windowHandle():
            self.saver.flush()

    def save(self) -> None:
        """Says that it is saved, as it already is."""
        if self.flush():
            event = QAccessibleAnnouncementEvent(self.foot, self.foot.saved_text())
            QAccessible.updateAccessibility(event)

    def _keep(self) -> bool:
        """Saves, even a record in which nothing was written yet: it is about to go to paper."""
        if self.edit is not None and self.saver.saved is None:
            self.saver.dirty = True
        return self._saved_or_told()

    def _saved_or_told(self) -> bool:
        """Saves before a step that needs it; when that fails, says why the step was not done."""
        if self.flush():
            return True
        self._tell(" ".join(self.saver.words()[1:]))
        return False

    def word(self) -> None:
        """Asks for a Word document, once everything is saved."""
        if self._keep():
            self.word_wanted.emit()

    def print(self) -> None:
        """Asks for a print, once everything is saved."""
        if self._keep():
            self.print_wanted.emit()

    def from_paper(self) -> None:
        """Asks when the record was written on paper, and keeps it with the record."""
        if self.edit is None:
            return
        self.edit.settle()
        kept, when = ask_from_paper(self, self.theme, self.answers, self.edit.context)
        if not kept or when == self.answers.get(FROM_PAPER):
            return
        self.answers.pop(FROM_PAPER, None)
        if when is not None:
            self.answers[FROM_PAPER] = when
        self.edit.judge()
        self._edited()

    def switch_prompts(self) -> None:
        """Turns what practice says on or off for the whole record."""
        if self.edit is not None:
            self.edit.set_prompts(not self.desk.prompts_on)
            self._show_actions()
            self.prompts_switched.emit(self.desk.prompts_on)

    def _add_person(self, group: str) -> None:
        if self.flush():
            self.person_wanted.emit(group)

    @contextmanager
    def offering(self) -> Iterator[None]:
        """Shows what is offered meanwhile once, at its end."""
        self._offering = True
        try:
            yield
        finally:
            self._offering = False
            self._show_actions()

    def offer(self, actions: Callable[[], Sequence[BarAction]]) -> None:
        """Has more to choose from in the bar; asked anew whenever the record is shown in another way."""
        self._offered.append(actions)
        self._show_actions()

    # Turned round

    def offer_turning(self, fits: KeyFits) -> None:
        """Lets the screen be turned round; `fits` says whether a typed key is the worker's."""
        self._fits = fits
        self._show_actions()

    def turn_round(self) -> None:
        """Shows only the map or the agreement, large, and hides the rest until the worker's key is typed."""
        if self._fits is None or self.turned is not None or not turning.can_turn(self.entry):
            return
        self.flush()
        context = self._context_for(self.answers)
        changed = self._edited if self.edit is not None else None
        try:
            view = turning.turned(
                self.theme, self.entry, self.answers, context, self.desk, self._fits, changed
            )
        except turning.NotTurned as refused:
            self._tell(refused.sentence)
            return
        self.turned = view
        view.left.connect(self._turn_back)
        self.saver.moved.connect(self._tell_turned)
        # Locked meanwhile, this page goes, and the large view with it.
        self.destroyed.connect(view.deleteLater)
        view.turn(self.window())
        self.window().hide()

    def _tell_turned(self) -> None:
        state, lead, rest = self.saver.words()
        if self.turned is not None:
            self.turned.say(f"{lead} {rest}" if state == "failed" else "")

    def _turn_back(self) -> None:
        view, self.turned = self.turned, None
        self.saver.moved.disconnect(self._tell_turned)
        self.window().show()
        self.window().activateWindow()
        if view is not None:
            self.destroyed.disconnect(view.deleteLater)
            view.put_away()
        if self.edit is not None:
            self.edit.renew()
        self.flush()

    # Finishing and versions

    def done(self) -> None:
        """Closes the version of a living record and goes back."""
        if self.flush():
            self.close_version()
            self.closed.emit()
            self.back.emit()

    def finish(self) -> None:
        """Asks whether to finish; when something is missing, says so and goes to the first."""
        if self.edit is None or self.state.status != "draft":
            if self.state.status == "living":
                self.done()
            return
        self.edit.judge()
        what = in_sentence(self.entry.form.title)
        ways = self.edit.gaps.stand_in_the_way()
        if ways:
            self.edit.reveal()
            gaps, label = count_words(ways), ways[0].label
            dialog = asking.missing_question(self, self.theme, what, gaps[:1].upper() + gaps[1:], label)
            self._ask(dialog, self._after_missing)
            return
        if not self._saved_or_told():
            return
        warned = [p.sentence for p in self.edit.gaps.found]
        try:
            cautions = self.store.cautions(self.answers)
        except ToolkitError as fault:
            self._tell(fault.sentence)
            return
        question = asking.finish_question(self, self.theme, what, [*dict.fromkeys([*cautions, *warned])])
        self._ask(question, lambda answer: self._finish() if answer == asking.GO else None)

    def _after_missing(self, _answer: int) -> None:
        ways = self.edit.gaps.stand_in_the_way() if self.edit is not None else []
        if self.edit is not None and ways:
            self.edit.go_to(ways[0])

    def _finish(self) -> None:
        if self._try(lambda: self.store.finish(self.answers)):
            self.saver.stop()
            self._show_state()
            self.opened()
            self.finished.emit()

    def amend(self) -> None:
        """Asks why, and starts the next version."""
        dialog = asking.amend_question(self, self.theme, self.state.revision + 1)
        self._ask(dialog, lambda answer: self._amend(dialog.reason) if answer == asking.GO else None)

    def _amend(self, reason: str) -> None:
        try:
            self.answers = dict(self.store.amend(reason))
        except ToolkitError as fault:
            self._tell(fault.sentence)
            return
        self.state = self.store.state()
        self.saver.deleteLater()
        self.saver = self._new_saver()
        self._show_state()
        self.opened()

    def discard(self) -> None:
        """Asks why, and puts the draft away."""
        dialog = asking.discard_question(self, self.theme, in_sentence(self.entry.form.title))
        self._ask(dialog, lambda answer: self._discard(dialog.reason) if answer == asking.GO else None)

    def _discard(self, reason: str) -> None:
        if self._try(lambda: self.store.discard(reason)):
            self.saver.stop()
            self.discarded.emit()
            self.back.emit()

    def leave_erased(self) -> None:
        """Goes back from a record that was erased: nothing of it is saved any more."""
        self.saver.stop()
        self._changed_since_close = False
        self.back.emit()

    def _versions(self) -> list[Version]:
        try:
            return self.store.versions()
        except ToolkitError:
            return []

    def open_versions(self) -> None:
        """Opens the list of versions; one press shows one."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for version in self._versions():
            words = ", ".join(filter(None, (dates.show(version.when), version.who, version.why)))
            state = {"draft": "draft"}.get(version.status, "")
            said = f"Version {version.revision}{f' ({state})' if state else ''}: {words}"
            action = menu.addAction(self.theme.say(said).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, version=version: self.show_version(version))
        button = self.bar.button("Versions")
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        self.versions_menu = menu

    def show_version(self, version: Version) -> None:
        """Shows an older version to read; the newest comes back with one press."""
        if version.revision == self.state.revision:
            self._newest()
            return
        if not self.flush():
            return
        self._clear()
        self._read(version.revision, version)
        self._show_actions()
        self._show_saved()
        self.opened()

    def _newest(self) -> None:
        self._show_state()
        self.opened()

    # Parts

    def _order_tabs(self) -> None:
        inner = self.edit.tab_areas() if self.edit is not None else []
        self._tabs = chain([self.bar, *inner, self.foot], self._tabs)

    def _ask(self, dialog: Dialog, then: Callable[[int], None]) -> None:
        self.dialog = dialog
        asking.show(dialog, then)

    def _tell(self, sentence: str) -> None:
        self.dialog = tell(self, self.theme, sentence)

    def _try(self, step: Callable[[], None]) -> bool:
        try:
            step()
        except ToolkitError as fault:
            self._tell(fault.sentence)
            return False
        return True

    def open_card(self) -> bool:
        """Asks for the guidance card of the field that has the keyboard; False when it has none."""
        card = self.edit.card_here() if self.edit is not None else ""
        if card:
            self.card_wanted.emit(card)
        return bool(card)

    def _help(self) -> None:
        if not self.open_card():
            self.help_wanted.emit()

    def _keys(self) -> None:
        words = {
            "Ctrl+S": "Say when it was saved",
            "Ctrl+PgDown": "Next page of the record",
            "Ctrl+PgUp": "Page before",
            "F8": "Next missing answer",
            "Shift+F8": "Missing answer before",
        }
        for keys, run in {
            "Ctrl+S": self.save,
            "Ctrl+Return": self.finish,
            "Ctrl+Enter": self.finish,
            "Ctrl+PgDown": lambda: self._turn(1),
            "Ctrl+PgUp": lambda: self._turn(-1),
            "F8": lambda: self._gap(1),
            "Shift+F8": lambda: self._gap(-1),
            "F1": self._help,
            "Ctrl+P": self.print,
            "Ctrl+Shift+S": self.word,
            "F11": self.turn_round,
        }.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setWhatsThis(self.theme.say(words.get(keys, "")))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)
            if keys == "F1":
                # The window has it as well, for every page; whichever of the two is asked does the same.
                shortcut.activatedAmbiguously.connect(run)

    def _turn(self, step: int) -> None:
        view = self.edit or self.read
        if view is not None:
            view.turn(step)

    def _gap(self, step: int) -> None:
        if self.edit is not None:
            self.edit.next_gap(step)
