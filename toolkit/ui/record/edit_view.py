"""A record being written: the list of pages, the fields of one page, and the prompts beside them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from toolkit.forms.people import Answers, Context
from toolkit.forms.rules import Entry, Problem, Scope, problems, shown_pages
from toolkit.forms.vocabulary import Columns, Page, Scores
from toolkit.ui.editors import Desk, FieldColumn
from toolkit.ui.editors.base import holds_widget, split_path
from toolkit.ui.editors.field_box import WIDE, FieldBox
from toolkit.ui.editors.row_parts import newest_removal
from toolkit.ui.editors.scores import ScoresEditor
from toolkit.ui.record.beside import GAP, PROMPTS_EM, Beside
from toolkit.ui.record.fold import FoldStrip
from toolkit.ui.record.gaps import Gaps
from toolkit.ui.record.side import SIDE_EM, PageSide, PageStrip, count_words, step_for
from toolkit.ui.record.undo import Undo
from toolkit.ui.spoken import announce
from toolkit.ui.widgets import BodyLabel, HeadingLabel, VerticalScrollPage

WIDE_EM, NARROW_EM = 84.0, 60.0
JUDGE_MS = 150
"""How long after a change the conditions and gaps are looked at again."""
MARGIN = 28
FOLD_EM, ROOMY_EM = 24.0, 52.0
"""Lower than the first, the scale of a map has no strip of its own; from the second on the strip begins open."""


class EditView(QWidget):
    """The answers of a record in editors. `changed` is sent when a person changed one, `judged` when gaps are known anew.

    The answers are kept up to date in place. Only the page that is shown has editors.
    """

    changed = Signal()
    judged = Signal()
    page_opened = Signal(str)
    laid_out = Signal()
    """Sent once fields have come, gone or moved, and stand where they stand."""
    stepped = Signal()
    """Sent when the layout goes to another step, wide to narrow or back."""

    def __init__(
        self,
        entry: Entry,
        answers: Answers,
        context_for: Callable[[Answers], Context],
        desk: Desk,
        gap_title: str,
    ) -> None:
        super().__init__()
        self.entry, self.answers, self.desk = entry, answers, desk
        self.theme = desk.theme
        self._context_for = context_for
        self.context = context_for(answers)
        self.gaps = Gaps()
        self.pages: list[Page] = []
        self.page: Page | None = None
        self.column: FieldColumn | None = None
        self.beside: Beside | None = None
        self._typing = ""
        self._at: tuple[str, str] = ("", "")
        self._wide: bool | None = None
        self._undo = Undo()
        self._lay_out(gap_title)
        back = QShortcut(QKeySequence("Ctrl+Z"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.setWhatsThis(self.theme.say("Undo the last choice"))
        back.activated.connect(self.take_back)
        # A line that says what was removed has the same key, and comes first.
        back.activatedAmbiguously.connect(self.take_back)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(JUDGE_MS)
        self._soon.timeout.connect(self.judge)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self.laid_out)
        app = QGuiApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.judge()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Not before the size is known: rows are laid out once, for the room there is.
        if self.page is None and self.pages:
            self.open_page(self.pages[0].key, focus=False)

    def _lay_out(self, gap_title: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.side = PageSide(self.theme, gap_title)
        row.addWidget(self.side)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        self.strip = PageStrip(self.theme)
        middle.addWidget(self.strip)
        self.sheet = VerticalScrollPage(self.theme, margins=(MARGIN, 16, 20, 28), spacing=12)
        middle.addWidget(self.sheet, 1)
        self.fold = FoldStrip(self.theme)
        middle.addWidget(self.fold)
        row.addLayout(middle, 1)
        self.heading = HeadingLabel(self.theme, role="h2")
        self.heading.setProperty("ring", "none")
        self.hint = BodyLabel(self.theme, ink="2")
        self.sheet.body.addWidget(self.heading)
        self.sheet.body.addWidget(self.hint)
        self.sheet.body.addStretch(1)
        self.strip.hide()
        for part in (self.side, self.strip):
            part.chosen.connect(self.open_page)
            part.next_wanted.connect(lambda: self.next_gap(1))

    # Pages

    def open_page(self, key: str, *, focus: bool = True) -> None:
        """Shows a page and puts the keyboard on its title."""
        page = next((p for p in self.pages if p.key == key), None)
        if page is None:
            return
        self._drop_page()
        self.page = page
        self.heading.setText(page.title)
        self.heading.setAccessibleName(
            self.theme.say(f"{page.title}, page {self.pages.index(page) + 1} of {len(self.pages)}")
        )
        self.hint.setText(page.hint)
        self.hint.setVisible(bool(page.hint))
        scope = Scope(self.answers, self.context)
        self.beside = Beside(self.theme, self.sheet.body.parentWidget())
        self.column = FieldColumn(
            page.fields,
            self.desk,
            scope,
            self.answers,
            title=page.title,
            width=self._room(),
            parent=self.beside,
        )
        self.column.changed.connect(self._edited)
        self._undo.look(self.answers, [key for part in page.fields for key in self._keys_of(part.key)])
        self.beside.hold(self.column, self._read_card, wide=self._whole())
        self.sheet.body.insertWidget(2, self.beside)
        self._fit()
        if self.fold.held is not None:
            self.fold.set_open(self.height() >= self.theme.em(ROOMY_EM))
        self.sheet.verticalScrollBar().setValue(0)
        self._show_gaps()
        if focus:
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_opened.emit(page.key)

    def _drop_page(self) -> None:
        if (held := self.fold.let_go()) is not None:
            held.hide()
            held.deleteLater()
        if self.beside is not None:
            self.sheet.body.removeWidget(self.beside)
            self.beside.hide()
            self.beside.deleteLater()
        self.beside = self.column = None
        self._typing, self._at = "", ("", "")

    def turn(self, step: int) -> None:
        """Goes to the page after or before."""
        keys = [page.key for page in self.pages]
        if self.page is None or self.page.key not in keys:
            return
        place = keys.index(self.page.key) + step
        if 0 <= place < len(keys):
            self.open_page(keys[place])

    def _read_card(self, card: str) -> None:
        if self.desk.read_card is not None:
            self.desk.read_card(card)

    def card_here(self) -> str:
        """The guidance card of the field that has the keyboard, else the first of the page."""
        if self.column is None:
            return ""
        focus = QApplication.focusWidget()
        box = self.column.box_for(self.column.path_to(focus)) if focus is not None else None
        mine = [p.prompt.card for p in box.prompts() if p.prompt.card] if box is not None else []
        return next(iter([*mine, *(p.prompt.card for p in self.column.prompts() if p.prompt.card)]), "")

    # What is missing

    def _edited(self, key: str) -> None:
        focus = QApplication.focusWidget()
        self._typing = self.column.path_to(focus) if self.column is not None and focus is not None else key
        typed = isinstance(focus, QLineEdit | QTextEdit) and holds_widget(self, focus)
        page = self.page.key if self.page is not None else ""
        self._undo.changed(page, key, self._keys_of(key), self.answers, typed=typed)
        self._soon.start()
        self.changed.emit()

    def _keys_of(self, field: str) -> tuple[str, ...]:
        box = self.column.boxes.get(field) if self.column is not None else None
        return (field, *(box.editor.extra_keys() if box is not None else ()))

    def take_back(self) -> None:
        """Takes back what was removed last, else the last thing that was chosen or ticked, and goes there."""
        removed = newest_removal(self)
        if removed is not None:
            removed.undone.emit()
            return
        change = self._undo.take_back(self.answers)
        if change is None:
            return
        if self.page is None or self.page.key != change.page:
            self.open_page(change.page, focus=False)
        box = self.column.boxes.get(change.field) if self.column is not None else None
        if box is not None:
            box.set_value(self.answers.get(change.field), self.answers)
        self.judge()
        self.changed.emit()
        if self.column is not None and box is not None:
            self.column.go_to(change.field)
            self.show_focus()
            announce(box, self.theme.say(f"Put back: {box.part.label}"))

    def judge(self) -> None:
        """Looks at conditions and gaps anew; editors that stay are left alone."""
        self._soon.stop()
        self.context = self._context_for(self.answers)
        self.pages = shown_pages(self.entry.form, self.answers, self.context)
        self.gaps.take(problems(self.entry, self.answers, self.context), self.pages)
        if self.page is not None and all(page.key != self.page.key for page in self.pages) and self.pages:
            self.open_page(self.pages[0].key)
        elif self.column is not None:
            self.column.sync(Scope(self.answers, self.context))
        self._show_gaps()
        self.judged.emit()

    def renew(self) -> None:
        """Shows the answers anew, as after they were changed elsewhere."""
        if self.column is not None:
            self.column.set_answers(self.answers)
        self.judge()

    def settle(self) -> None:
        """Judges at once what is still waiting to be judged."""
        if self._soon.isActive():
            self.judge()

    def _show_gaps(self) -> None:
        current = self.page.key if self.page is not None else ""
        steps = [step_for(page, self.gaps.found, self.answers, self.context) for page in self.pages]
        ways = self.gaps.stand_in_the_way()
        self.side.show_pages(steps, current, count_words(ways))
        self.strip.show_pages(steps, current, len(ways))
        if self.column is None:
            return
        also = {key: box.part.key for box in self.column.shown_boxes() for key in box.editor.extra_keys()}
        self.column.show_problems(self.gaps.findings(current, self._typing, also))
        self._say_scale()
        self._show_prompts()
        self._settled.start()

    def reveal(self) -> None:
        """Lets every problem be read, as after Finish."""
        self.gaps.everything = True
        self._typing = ""
        self._show_gaps()

    def next_gap(self, step: int) -> None:
        """Puts the keyboard on the next thing that is missing, whichever page it is on."""
        self.settle()
        page = self.page.key if self.page is not None else ""
        focus = QApplication.focusWidget()
        path = self.column.path_to(focus) if self.column is not None and focus is not None else ""
        problem = self.gaps.next_after(page, path, self.pages, step)
        if problem is not None:
            self.go_to(problem)

    def go_to(self, problem: Problem) -> None:
        """Puts the keyboard on the field of a problem, which may now be read."""
        if self.page is None or (problem.page and self.page.key != problem.page):
            self.open_page(problem.page, focus=False)
        self.gaps.left(problem.path)
        if self.column is None:
            return
        self.unfold_for(problem.path)
        self.column.go_to(problem.path)
        self._typing = ""
        self._show_gaps()
        QTimer.singleShot(0, self, self.show_focus)

    def show_focus(self) -> None:
        """Scrolls until what has the keyboard is in view."""
        focus = QApplication.focusWidget()
        for sheet in (self.sheet, self.fold.sheet):
            if focus is not None and holds_widget(sheet, focus):
                sheet.show_whole(focus)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """When the keyboard leaves a field its problems may be read."""
        if self.column is None:
            return
        inside = holds_widget(self.column, new) or holds_widget(self.fold, new)
        now = self.column.path_to(new) if new is not None and inside else ""
        page = self.page.key if self.page is not None else ""
        before, self._at = self._at, (page, now)
        if before[0] != page or not before[1] or before[1] == now:
            return
        if new is None and QApplication.activeWindow() is None:
            # Another program has the keyboard; the person comes back to the same place.
            self._at = before
            return
        self._typing = ""
        self.gaps.left(before[1])
        if split_path(before[1])[0] != split_path(now)[0]:
            self.gaps.left_field(split_path(before[1])[0])
        self._soon.start()

    def tab_areas(self) -> list[QWidget]:
        """What Tab goes through, in order."""
        inner: list[QWidget] = [self.column] if self.column is not None else []
        prompts: list[QWidget] = [self.beside.prompts] if self.beside is not None else []
        return [self.side, self.strip, self.heading, *inner, *prompts, self.fold]

    # The scale of a map, at the foot

    def unfold_for(self, path: str) -> None:
        """Opens the strip at the foot when it holds the field of a path."""
        box = self.column.box_for(path) if self.column is not None else None
        if box is not None and box is self.fold.held and not self.fold.is_open:
            self.fold.set_open(True)

    def _place_scale(self) -> None:
        """Puts the scale of a map under the columns, where it stays in view; a low window has it after them."""
        box = self._scale_box()
        if box is None or self.column is None:
            return
        roomy = self.height() >= self.theme.em(FOLD_EM)
        if roomy and self.fold.held is None:
            box.editor.changed.connect(self._say_scale)
            self.fold.hold(box)
            self._say_scale()
        elif not roomy and self.fold.held is not None:
            self.fold.let_go()
            self.column.take_in(box)
        self.fold.fit(self.height())

    def _scale_box(self) -> FieldBox | None:
        if self.column is None or self.page is None:
            return None
        if not any(isinstance(part, Columns) for part in self.page.fields):
            # Numbers without columns stand where they are asked.
            return None
        return next((box for box in self.column.shown_boxes() if isinstance(box.part, Scores)), None)

    def _say_scale(self) -> None:
        box = self._scale_box()
        if box is not None and isinstance(box.editor, ScoresEditor):
            self.fold.say(box.special.words.text() if box.left_out and box.special else box.editor.said())

    # Room

    def _show_prompts(self) -> None:
        if self.beside is not None and self.column is not None:
            self.beside.show_prompts(list(self.column.prompts()), room=self.room_beside())

    def room_beside(self) -> bool:
        """Whether there is room for prompts beside the fields, and they are wanted."""
        return self.desk.prompts_on and not self.desk.narrow and not self._whole()

    def _whole(self) -> bool:
        """Whether the page that is shown takes the whole width, its list of pages above it."""
        return self.page is not None and any(isinstance(part, WIDE) for part in self.page.fields)

    def set_prompts(self, on: bool) -> None:
        """Shows or hides what practice says, in the whole record."""
        self.desk.prompts_on = on
        self._fit()
        self.judge()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        em = max(self.theme.em(1), 1)
        width = self.width() / em
        wide, narrow = width >= WIDE_EM and not self._whole(), width < NARROW_EM
        if narrow != self.desk.narrow or wide != self._wide:
            self.desk.narrow, self._wide = narrow, wide
            self.side.setVisible(wide)
            self.strip.setVisible(not wide)
            if self.column is not None:
                self.column.sync(Scope(self.answers, self.context))
                self._show_prompts()
            self.stepped.emit()
        if self.column is not None:
            self.column.fit(self._room())
            self._place_scale()

    def _room(self) -> int:
        """How many pixels wide the fields are drawn."""
        em = max(self.theme.em(1), 1)
        wide = self.width() / em >= WIDE_EM
        room = self.width() - (self.theme.em(SIDE_EM) if wide else 0) - self.theme.px(MARGIN + 20 + 14)
        if self.room_beside():
            room -= self.theme.em(PROMPTS_EM) + self.theme.px(GAP)
        most = room if self._whole() else self.theme.em(50)
        return max(min(room, most), self.theme.em(16))
