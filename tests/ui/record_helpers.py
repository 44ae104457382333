"""A store in memory with faults on demand, the Thistlewick family, and ways to find and drive editors."""

from __future__ import annotations

import copy
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from toolkit.errors import ToolkitError
from toolkit.forms.blocks import Block, Outline
from toolkit.forms.outline import Meta, outline, unprinted
from toolkit.forms.people import Answers, Context, PersonRef
from toolkit.forms.rules import Entry
from toolkit.forms.vocabulary import Field, Form, Page
from toolkit.ui.editors import FieldBox, FieldColumn
from toolkit.ui.form_view import RecordPage
from toolkit.ui.record.store import RecordState, Version

NOW = datetime(2026, 11, 12, 14, 20)
PEOPLE = (
    PersonRef(
        id="wren", name="Wren", full_name="Wren Thistlewick", group="child", birth="2019-05-01", age="7 years"
    ),
    PersonRef(
        id="pip", name="Pip", full_name="Pip Thistlewick", group="child", birth="2025-09-01", age="14 months"
    ),
    PersonRef(id="sorrel", name="Sorrel", full_name="Sorrel Thistlewick", group="adult", home="lives"),
    PersonRef(id="basil", name="Basil", full_name="Basil Quill", group="adult", home="lives"),
)
CONTEXT = Context(now=NOW, people=PEOPLE)


def context_for(_answers: Answers) -> Context:
    """The family as it is at the moment of the tests."""
    return CONTEXT


class MemoryStore:
    """Keeps one record in memory. Set `fault` to have every step refused; `saves` holds what was saved."""

    def __init__(self, entry: Entry, *, status: str = "draft") -> None:
        self.entry = entry
        self.status = status
        self.revision = 1
        self.fault: ToolkitError | Exception | None = None
        self.saves: list[Answers] = []
        self.finals: list[tuple[Answers, str]] = []
        self.closings: list[Answers] = []
        self.discarded = ""
        self.clock = NOW
        self.saved: datetime | None = None
        self.warned: list[str] = []

    def _may(self) -> None:
        if self.fault is not None:
            raise self.fault

    def state(self) -> RecordState:
        written = self.clock if self.status == "final" else None
        return RecordState(
            status=self.status,  # type: ignore[arg-type]
            revision=self.revision,
            family="Thistlewick family",
            author="Tansy Dunnock",
            author_role="health visitor",
            saved=self.saved,
            written=written,
        )

    def save(self, answers: Answers) -> datetime:
        self._may()
        self.saves.append(copy.deepcopy(answers))
        self.saved = self.clock
        return self.clock

    def finish(self, answers: Answers) -> None:
        self._may()
        self.finals.append((copy.deepcopy(answers), ""))
        self.status = "final"

    def close(self, answers: Answers) -> None:
        self._may()
        self.closings.append(copy.deepcopy(answers))

    def discard(self, reason: str) -> None:
        self._may()
        self.discarded = reason
        self.status = "discarded"

    def amend(self, reason: str) -> Answers:
        self._may()
        self.status, self.revision = "draft", self.revision + 1
        self.finals[-1] = (self.finals[-1][0], reason)
        return copy.deepcopy(self.finals[-1][0])

    def versions(self) -> list[Version]:
        draft = [Version(self.revision, "draft", self.clock, "Tansy Dunnock")] * (self.status == "draft")
        finals = [Version(n, "final", self.clock, "Tansy Dunnock") for n in range(len(self.finals), 0, -1)]
        return [*draft, *finals]

    def unprinted(self, revision: int) -> list[Block]:
        answers = self.finals[revision - 1][0] if revision <= len(self.finals) else self.saves[-1]
        return unprinted(self.entry, answers, CONTEXT)

    def outline(self, revision: int) -> Outline:
        answers = self.finals[revision - 1][0] if revision <= len(self.finals) else self.saves[-1]
        return outline(self.entry, answers, CONTEXT, "practitioner", Meta(status="final", version=revision))

    def cautions(self, _answers: Answers) -> list[str]:
        self._may()
        return list(self.warned)


def one_page(*fields: Field, header: bool = False, living: bool = False) -> Entry:
    """A form of one page with these fields."""
    return Entry(
        Form(
            id="test_form",
            title="Test note",
            header=header,
            living=living,
            pages=(Page(key="one", title="First page", fields=fields),),
        )
    )


def shown(widget: QWidget, *, width: int = 1282, height: int = 700) -> None:
    """Puts a widget on the (invisible) screen with the keyboard in its window."""
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    QTest.qWaitForWindowActive(widget)
    QApplication.processEvents()


def box_of(page: RecordPage | FieldColumn, key: str) -> FieldBox:
    """The field with this key on the page that is shown."""
    column = page if isinstance(page, FieldColumn) else page.edit.column if page.edit else None
    assert column is not None
    return column.boxes[key]


def type_in(widget: QWidget, text: str) -> None:
    """Types as a person does."""
    widget.setFocus()
    QTest.keyClicks(widget, text)


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Presses one key."""
    QTest.keyClick(widget, key, modifier)
