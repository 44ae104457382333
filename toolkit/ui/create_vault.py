"""New records in four steps: where to keep them, the passphrase, the recovery sheet, and what makes them ready to use.

Nothing is written before the sheet was printed and two groups of it were typed back. Then the records are made, off the
screen thread, and the last step puts name, role and local numbers into them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.ui.brand import FirstScreen
from toolkit.ui.create_ready import ReadyStep
from toolkit.ui.create_sheet import SheetStep
from toolkit.ui.create_steps import CreateStep, PassphraseStep, PlaceStep
from toolkit.ui.jobs import Job, JobBar, Jobs
from toolkit.ui.recovery_sheet import PrintSheet, Sheet, print_sheet
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    HeadingLabel,
    PrimaryButton,
    QuietButton,
    Step,
    StepList,
    clear_layout,
)


class Code(Protocol):
    """A recovery code, as the vault makes it."""

    @property
    def groups(self) -> tuple[str, ...]:
        """Its seven groups."""

    def group_is(self, number: int, typed: str) -> bool:
        """Whether one group, counted from 1, was typed right."""


class Make(Protocol):
    """Makes records in a folder, with a passphrase, a name and the code that was printed; gives them open.

    Called with names, for a name and a passphrase are easily mixed up. Raises ToolkitError, and then nothing is left
    behind. Runs off the screen thread.
    """

    def __call__(self, *, folder: Path, passphrase: str, name: str, code: Any) -> Any:
        """Makes the records."""


@dataclass(frozen=True)
class NewRecords:
    """What `created` sends: the open records, the facts to keep in them, and whether the example family goes in."""

    vault: Any
    facts: Mapping[str, str] = field(default_factory=dict)
    example: bool = False


class CreateWindow(FirstScreen):
    """The four steps. `created` is sent at the very end, `left` when the person goes back before anything was made."""

    created = Signal(object)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        folder: Path,
        *,
        make: Make,
        new_code: Callable[[], Code],
        print_it: PrintSheet = print_sheet,
        today: Callable[[], date] = date.today,
        choose_folder: Callable[[QWidget, Path], Path | None] | None = None,
        groups_to_ask: Callable[[], tuple[int, int]] | None = None,
        example_offered: bool = True,
        can_leave: bool = True,
    ) -> None:
        super().__init__(theme, form_em=58, centred=False, side=64)
        self._jobs, self._make, self._new_code, self._today = jobs, make, new_code, today
        self._can_leave = can_leave
        self._job: Job | None = None
        self._code: Code | None = None
        self._code_for: tuple[str, str] | None = None
        self._vault: Any = None
        self.place = PlaceStep(theme, folder, choose_folder)
        self.passphrase = PassphraseStep(theme)
        self.sheet = SheetStep(theme, print_it, groups_to_ask)
        self.ready = ReadyStep(theme, example_offered=example_offered)
        self.steps: list[CreateStep] = [self.place, self.passphrase, self.sheet, self.ready]
        self._at = 0
        self._build()
        self.go(0)

    def _build(self) -> None:
        theme, body = self.theme, self.page.body
        self.list = StepList(theme, clickable=False, on_rail=True, name="Steps")
        self.panel.body.addWidget(self.list)
        self._where = BodyLabel(theme, role="caption-strong", ink="2")
        self._where.setVisible(False)
        body.addWidget(self._where)
        self.heading = HeadingLabel(theme, role="display")
        body.addWidget(self.heading)
        self.hint = BodyLabel(theme, role="read", ink="2")
        body.addWidget(self.hint)
        self._notes = QVBoxLayout()
        body.addLayout(self._notes)
        body.addSpacing(theme.px(8))
        # No stack: that is as high as its highest page, and each step should end where it ends.
        for step in self.steps:
            body.addWidget(step)
        body.addStretch(1)
        self.back_button = QuietButton(theme, "Back", "arrow-left", big=True)
        self.back_button.clicked.connect(self.back)
        self.next_button = PrimaryButton(theme, "Next", big=True)
        self.next_button.clicked.connect(self.next)
        self.job_bar = JobBar(theme, can_cancel=False)
        self.foot.addWidget(self.back_button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.job_bar)
        self.foot.addWidget(self.next_button)
        # Whoever tabs out of the last field comes to what goes on, not to what goes back.
        QWidget.setTabOrder(self.next_button, self.back_button)

    def narrowed(self, narrow: bool) -> None:
        self._where.setVisible(narrow)

    # Going from step to step

    def at(self) -> int:
        """The number of the step shown, from 0."""
        return self._at

    def go(self, number: int) -> None:
        """Shows a step."""
        self._at = number
        step = self.steps[number]
        clear_layout(self._notes)
        if step is self.sheet:
            self._prepare_sheet()
        for one in self.steps:
            one.setVisible(one is step)
        self.heading.setText(step.title)
        self.hint.setText(step.hint)
        self.next_button.set_text(step.next_words)
        # Once the records are made there is nothing to go back to.
        self.back_button.setVisible(self._vault is None and (number > 0 or self._can_leave))
        self._where.setText(f"Step {number + 1} of {len(self.steps)}")
        self.list.set_steps(
            [
                Step(one.key, one.name, "done" if i < number else "todo", "done" if i < number else "")
                for i, one in enumerate(self.steps)
            ]
        )
        self.list.set_current(step.key)
        self.page.verticalScrollBar().setValue(0)
        step.focus_first()

    def back(self) -> None:
        """Goes a step back; from the first one it leaves."""
        if self._job is not None or self._vault is not None:
            return
        if self._at == 0:
            if self._can_leave:
                self.forget()
                self.left.emit()
            return
        self.go(self._at - 1)

    def next(self) -> None:
        """Goes on when the step is complete; the step itself says what is missing when it is not."""
        if self._job is not None:
            return
        step = self.steps[self._at]
        if not step.complete():
            return
        if step is self.place:
            self.passphrase.fields.set_own([self.place.name_given(), "safeguarding", "toolkit"])
        if step is self.sheet:
            self._make_records()
        elif step is self.ready:
            self._finish()
        else:
            self.go(self._at + 1)

    def forget(self) -> None:
        """Drops passphrase and code."""
        self.passphrase.forget()
        self.sheet.forget()
        self._code = None
        self._code_for = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if back:
            self.back()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next()
            return
        super().keyPressEvent(event)

    # The code and the records

    def _prepare_sheet(self) -> None:
        place = (str(self.place.folder()), self.place.name_given())
        # Going back and forth keeps the code, so a sheet already printed stays good; another name makes another sheet.
        if self._code is None or self._code_for != place:
            self._code, self._code_for = self._new_code(), place
            sheet = Sheet(self.place.name_given(), self._today(), self._code.groups)
            self.sheet.show_sheet(sheet, self._code.group_is)

    def _make_records(self) -> None:
        make, code = self._make, self._code
        folder, name, passphrase = self.place.folder(), self.place.name_given(), self.passphrase.fields.text()
        clear_layout(self._notes)
        self._job = self._jobs.run(
            lambda _progress: make(folder=folder, passphrase=passphrase, name=name, code=code),
            done=self._made,
            failed=self._failed,
            owner=self,
        )
        self.job_bar.watch(self._job, "Making your records. This takes about a second.")

    def busy(self) -> bool:
        """Whether the records are being made."""
        return self._job is not None

    def _made(self, vault: object) -> None:
        self._job = None
        self._vault = vault
        self.forget()
        self.go(3)

    def _failed(self, fault: ToolkitError) -> None:
        self._job = None
        self._notes.addWidget(
            Banner(self.theme, "red", "", f"{fault.sentence} The sheet you printed stays good.")
        )
        self.page.verticalScrollBar().setValue(0)

    def _finish(self) -> None:
        self.created.emit(NewRecords(self._vault, self.ready.facts(), self.ready.example_wanted()))
