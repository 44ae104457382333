"""The third step of new records: the recovery sheet is printed, and two groups are typed back from the paper."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.ui.create_steps import CreateStep
from toolkit.ui.recovery_sheet import PrintSheet, Sheet, SheetPicture, save_pdf
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    Banner,
    FieldFrame,
    FlowLayout,
    GroupBox,
    IconLine,
    LinkButton,
    QuietButton,
    clear_layout,
)
from toolkit.ui.widgets.secret import GROUP, GROUPS, LAST_GROUP

SIDE_EM = 38


class SheetStep(CreateStep):
    """The sheet at the left with its code hidden, the check at the right. Complete only when both groups are right."""

    key, name = "sheet", "Recovery sheet"
    title = "Your recovery sheet"
    hint = "Print it, then type two groups from the paper. This proves it can be read when you need it."
    next_words = "Make my records"

    def __init__(
        self,
        theme: Theme,
        print_it: PrintSheet,
        groups_to_ask: Callable[[], tuple[int, int]] | None = None,
        ask_path: Callable[[QWidget], Path | None] | None = None,
    ) -> None:
        super().__init__(theme)
        self._print, self._groups_to_ask = print_it, groups_to_ask or two_groups
        self._ask_path = ask_path or _ask_path
        self._sheet: Sheet | None = None
        self._group_is: Callable[[int, str], bool] | None = None
        self._out = False
        self._out_words = ""
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.px(36))
        self.column.addLayout(self._row)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for side in (self._left, self._right):
            side.setSpacing(theme.px(14))
        self._row.addLayout(self._left)
        self._row.addLayout(self._right, 1)
        self.picture: SheetPicture | None = None
        self.boxes: list[tuple[int, GroupBox, FieldFrame]] = []

    def show_sheet(self, sheet: Sheet, group_is: Callable[[int, str], bool]) -> None:
        """Begins with a sheet; `group_is(number, typed)` says whether a group was typed right."""
        self.forget()
        self._sheet, self._group_is = sheet, group_is
        self._build_left(sheet)
        self._build_right()

    def _build_left(self, sheet: Sheet) -> None:
        theme = self.theme
        self.picture = SheetPicture(theme, sheet)
        self._left.addWidget(self.picture)
        self.said = IconLine(theme, "printer", "Not printed yet.", "ink2")
        self.said.setMaximumWidth(self.picture.sizeHint().width())
        self._left.addWidget(self.said)
        self._left.addStretch(1)

    def _ways(self) -> QWidget:
        """Print, or go without a printer: what is done first stands first, above the groups to be typed."""
        holder = QWidget()
        flow = FlowLayout(holder, across=self.theme.px(8), down=self.theme.px(8), middle=True)
        self.print_button = QuietButton(self.theme, "Print", "printer")
        self.print_button.clicked.connect(lambda _checked=False: self.print())
        self.other_button = LinkButton(self.theme, "No printer here")
        self.other_button.clicked.connect(lambda _checked=False: self._other.setVisible(True))
        flow.addWidget(self.print_button)
        flow.addWidget(self.other_button)
        return holder

    def _build_right(self) -> None:
        theme = self.theme
        self.fault = Banner(theme, "red", "", "")
        self.fault.setVisible(False)
        self._right.addWidget(self.fault)
        self._right.addWidget(self._ways())
        self._right.addWidget(self._without())
        for number in self._groups_to_ask():
            size = GROUP if number < GROUPS else LAST_GROUP
            box = GroupBox(theme, number, size)
            words = {GROUP: "Five", LAST_GROUP: "Four"}[size]
            frame = FieldFrame(theme, f"Group {number}", box, hint=f"{words} letters and numbers")
            frame.row.addStretch(1)
            box.changed.connect(lambda n=number: self._typed(n))
            self.boxes.append((number, box, frame))
            self._right.addWidget(frame)
        self.hidden_words = Banner(
            theme,
            "amber",
            "The code is hidden on screen on purpose.",
            "Keep the sheet locked away, never in the laptop bag.",
        )
        self._right.addWidget(self.hidden_words)
        self._right.addStretch(1)

    def _without(self) -> QWidget:
        """What there is without a printer, hidden until it is asked for."""
        theme = self.theme
        self._other = QWidget()
        column = QVBoxLayout(self._other)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(
            Banner(
                theme,
                "blue",
                "Without a printer.",
                "Copy the code by hand, twice if you can. A PDF is as dangerous as the passphrase: print it at once and "
                "delete it.",
            )
        )
        holder = QWidget()
        flow = FlowLayout(holder, across=theme.px(8), down=theme.px(8))
        self.reveal_button = QuietButton(theme, "Show the code", "eye")
        self.reveal_button.clicked.connect(lambda _checked=False: self.reveal())
        self.pdf_button = QuietButton(theme, "Save a PDF", "file-pdf")
        self.pdf_button.clicked.connect(lambda _checked=False: self.save())
        flow.addWidget(self.reveal_button)
        flow.addWidget(self.pdf_button)
        column.addWidget(holder)
        self._other.setVisible(False)
        return self._other

    # Getting it out

    def print(self) -> None:
        """Prints the sheet; what went wrong is said in a banner."""
        if self._sheet is None:
            return
        self._try(lambda sheet: self._print(self, sheet, self.theme), "Printed {}")
        if self._out:
            self.print_button.set_text("Print again")

    def save(self) -> None:
        """Saves the sheet as a PDF where the person says."""
        path = self._ask_path(self)
        if path is None or self._sheet is None:
            return

        def write(sheet: Sheet) -> bool:
            save_pdf(sheet, self.theme, path)
            return True

        self._try(write, "Saved as a PDF {}. Print it at once and delete it.")

    def reveal(self) -> None:
        """Shows the code to be copied by hand, or hides it again."""
        if self.picture is None:
            return
        shown = not self.picture.code_shown()
        self.picture.reveal(shown)
        self.reveal_button.set_text("Hide the code" if shown else "Show the code")
        self.reveal_button.set_icon("eye-slash" if shown else "eye")
        self.hidden_words.setVisible(not shown)
        if shown:
            # Whether it was copied is proved by typing it back; until then it is only said that it was shown.
            self._mark_out(self._out_words or f"Shown {_now()}, to copy by hand.")
            self.said.set_line("eye", "Copy it by hand, then hide the code.", "ink2")
        else:
            self._mark_out(self._out_words)

    def _try(self, step: Callable[[Sheet], bool], words: str) -> None:
        self.fault.setVisible(False)
        if self._sheet is None:
            return
        try:
            done = step(self._sheet)
        except ToolkitError as fault:
            self.fault.set_words("", fault.sentence)
            self.fault.setVisible(True)
            return
        if done:
            self._mark_out(words.format(_now()))
            self.boxes[0][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark_out(self, words: str) -> None:
        self._out, self._out_words = True, words
        self.said.set_line("printer", words, "ink2")

    # The check

    def _typed(self, number: int) -> None:
        box, frame = self._box(number)
        if len(box.text()) < box.size_of_group:
            frame.set_state("")
            return
        if self._right_group(number):
            frame.set_state("right")
            following = [other for n, other, _ in self.boxes if n != number and not self._right_group(n)]
            if following and not following[0].text():
                following[0].jump_here()
        else:
            self._wrong(number)

    def _wrong(self, number: int) -> None:
        _, frame = self._box(number)
        frame.set_state(
            "error",
            f"This is not group {number}. Compare each letter with the paper. O and 0 count as the same, and so do I, L "
            "and 1.",
        )

    def complete(self) -> bool:
        if not self._out:
            self.fault.set_words(
                "", "Print the sheet first. Nobody can make it again without the passphrase."
            )
            self.fault.setVisible(True)
            self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self.fault.setVisible(False)
        if self.picture is not None and self.picture.code_shown():
            self.reveal()
        for number, box, frame in self.boxes:
            if self._right_group(number):
                frame.set_state("right")
                continue
            if box.text():
                self._wrong(number)
            else:
                frame.set_state("error", f"Type group {number} from the paper.")
            box.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return True

    def focus_first(self) -> None:
        target: QWidget = self.boxes[0][1] if self._out and self.boxes else self.print_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Drops the code, its picture and what was typed."""
        for _, box, _ in self.boxes:
            box.forget()
        self.boxes = []
        self._sheet = self._group_is = None
        self.picture = None
        self._out, self._out_words = False, ""
        clear_layout(self._left)
        clear_layout(self._right)

    def _box(self, number: int) -> tuple[GroupBox, FieldFrame]:
        return next((box, frame) for n, box, frame in self.boxes if n == number)

    def _right_group(self, number: int) -> bool:
        box, _ = self._box(number)
        return self._group_is is not None and bool(box.text()) and self._group_is(number, box.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self.theme.em(SIDE_EM)
        wanted = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)


def two_groups() -> tuple[int, int]:
    """Picks two different groups by good chance, in order."""
    first = secrets.randbelow(GROUPS)
    second = (first + 1 + secrets.randbelow(GROUPS - 1)) % GROUPS
    low, high = sorted((first + 1, second + 1))
    return low, high


def _now() -> str:
    return datetime.now().strftime("%H:%M")


def _ask_path(parent: QWidget) -> Path | None:
    found, _ = QFileDialog.getSaveFileName(
        parent, "Save the recovery sheet", "Recovery sheet.pdf", "PDF (*.pdf)"
    )
    return Path(found) if found else None
