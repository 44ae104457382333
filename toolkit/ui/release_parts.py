"""What "Before you print" is made of: the request, the answer, the questions' heads, the list of what is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from toolkit.export.stamp import Stamp
from toolkit.forms.blocks import Outline
from toolkit.forms.left_out import LeftThing, Reader
from toolkit.forms.people import PersonRef
from toolkit.forms.vocabulary import Audience
from toolkit.practice.household import WarningLine
from toolkit.practice.leaving import Finder
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    BodyLabel,
    CardButton,
    FlowLayout,
    HeadingLabel,
    IconLabel,
    IconLine,
)


@dataclass(frozen=True, kw_only=True)
class CopyAsked:
    """Which copy is wanted: of which outline, for which reader and person, and what was put in all the same.

    `wary` says that something speaks against the one who gets it.
    """

    audience: Audience
    person_id: str = ""
    reader: Reader = ""
    put_in: frozenset[str] = frozenset()
    wary: bool = False


Cautions = Callable[[str, str], Sequence[str]]
"""Gives a sentence for each thing that speaks against a copy for somebody: a person id, or a name written by hand."""
How = Literal["word", "pdf", "print", "nothing"]
HOW_WORDS: dict[How, str] = {
    "word": "Word document",
    "pdf": "PDF",
    "print": "Printed",
    "nothing": "Nothing left in the home",
}
"""As noted under Sent out."""
WHO: tuple[tuple[str, str], ...] = (
    ("family", "Family"),
    ("child", "Child"),
    ("another agency", "Another agency"),
    ("my organisation", "My organisation"),
    ("court or other", "Court or other"),
    ("my own working copy", "My own working copy"),
)
"""Whom a copy may be for: the words that are noted, and those on the button."""
SENT_BY: tuple[tuple[str, str], ...] = (
    ("by hand", "By hand"),
    ("by secure email", "Secure email"),
    ("through their portal", "Their portal"),
    ("by recorded post", "Recorded post"),
    ("read out", "Read out"),
)
"""How a copy goes to its reader, as noted behind what it is, and as offered."""
HOME = ("family", "child")
"""Copies that go into a home."""
AGENCY = "another agency"
WORKING = "my own working copy"
READERS: dict[str, Reader] = {
    "another agency": "agency",
    "my organisation": "own",
    "court or other": "court",
    "my own working copy": "working",
}
"""Who reads a copy made for professionals."""
KEEPS_PAPER_OUT = ("no_paper", "address_hidden")
"""Kinds of warning that preset leaving nothing."""
RED = (*KEEPS_PAPER_OUT, "do_not_share")
"""Kinds of warning that speak against a copy at all: they are shown in red."""
WHOLE = "The whole record"
"""The label under which an outline says that there is no copy at all for its reader."""


@dataclass(frozen=True, kw_only=True)
class ReleaseRequest:
    """What is to leave. `warnings` are those of the family file; `how` is what was asked for on the page before."""

    title: str
    caption: str = ""
    kind: str = "Record"
    """The title of the form, for the name of the file."""
    stamp: Stamp
    event: datetime | None = None
    copies: tuple[Audience, ...] = ("practitioner", "family")
    warnings: tuple[WarningLine, ...] = ()
    how: str = "print"
    folder: Path = field(default_factory=Path.home)
    look: Callable[[Outline], Sequence[str]] | None = None
    """Looks for other families in a copy and gives a sentence for each it finds (E12)."""
    cautions: Cautions | None = None
    """What speaks against giving a copy to somebody."""
    decisions: tuple[tuple[str, str], ...] = ()
    """Decisions to share by which it may go to another agency: id and words."""
    rests_on: str = ""
    """The decision that the record was written from, by its id."""
    decide: Callable[[], object] | None = None
    """Starts such a decision."""
    copy_of: Callable[[CopyAsked], Outline] | None = None
    """Makes the copy for a reader with what was put in; without it nothing can be put in."""
    things: Callable[[CopyAsked], Sequence[LeftThing]] | None = None
    """What a reader does not get unless it is put in."""
    finders: tuple[Finder, ...] = ()
    """Who lives in the home or looks in there."""
    carries: Callable[[Outline], Sequence[str]] | None = None
    """What somebody who found a copy would read in it."""
    discreet: Callable[[Outline], Outline | None] | None = None
    """Makes the small card of a copy, or None where nothing of it is fit for one."""
    older: Callable[[], Sequence[str]] | None = None
    """A sentence for each who holds an older version of this record."""
    ask_sharing: bool = False
    """Whether a copy for another agency names a decision, or says why it needs none."""
    harm: str = ""
    """On the harm route, who is told: then nothing is held back and nothing asked but this one confirmation."""


@dataclass(frozen=True, kw_only=True)
class ReleaseAnswer:
    """What left: for whom, how and why, with the outline and the sha256 of the file; no hash when nothing was left."""

    audience: str
    recipient: str
    how: str
    why: str
    sha256: str
    outline: Outline
    copy: str = ""
    """`discreet` for the small card."""
    decision: str = ""
    no_decision: str = ""
    left_out: tuple[tuple[str, str], ...] = ()
    put_back: tuple[tuple[str, str], ...] = ()
    """What was put in all the same: its label and why."""


class _Number(QWidget):
    """A dark disc with a number."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self.theme, self._number = theme, number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self.theme.text_px(26)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("ink"))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(self.theme.colour("surface"))
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class Question(QWidget):
    """A numbered question with a line beside it; fill `body`."""

    def __init__(self, theme: Theme, number: int, title: str) -> None:
        super().__init__()
        self.theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.addWidget(_Number(theme, number), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(10))
        head = QWidget()
        flow = FlowLayout(head, across=theme.px(12), down=0, middle=True)
        self.heading = HeadingLabel(theme, title, role="h3")
        self.line = HeadingLabel(theme, role="body", ink="2")
        flow.addWidget(self.heading)
        flow.addWidget(self.line)
        head.setMinimumHeight(theme.text_px(26))
        column.addWidget(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(10))
        column.addLayout(self.body)
        row.addLayout(column, 1)

    def set_words(self, title: str, line: str = "") -> None:
        """Changes the question and the line beside it."""
        self.heading.setText(title)
        self.line.setText(line)
        self.line.setVisible(bool(line))


class OptionCard(CardButton):
    """One of a few ways, as a card with a round mark, a title and a sentence."""

    def __init__(self, theme: Theme, title: str, text: str, icon: str) -> None:
        super().__init__(theme)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAccessibleName(theme.say(f"{title}. {text}"))
        row = QVBoxLayout(self)
        row.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        row.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        self._mark = _Mark(theme, self)
        head.addWidget(self._mark)
        self.title = BodyLabel(theme, title, role="h3")
        head.addWidget(self.title, 1)
        head.addWidget(IconLabel(theme, icon, "ink2", 20))
        row.addLayout(head)
        self.words = BodyLabel(theme, text, ink="2")
        row.addWidget(self.words)
        row.addStretch(1)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else -1


class _Mark(QWidget):
    """A round mark, filled when its card is chosen."""

    def __init__(self, theme: Theme, card: OptionCard) -> None:
        super().__init__()
        self.theme, self._card = theme, card
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        side = self.theme.text_px(22)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self._card.isChecked()
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(self.theme.colour("accent" if chosen else "edge"), 2 if chosen else 1.4))
        painter.setBrush(self.theme.colour("surface"))
        painter.drawEllipse(box)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("accent"))
            inset = box.width() * 0.24
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


def how_words(what: str, sent_by: str) -> str:
    """What left and how it went, as noted: "Word document, by secure email"."""
    return f"{what}, {sent_by}" if sent_by else what


def recipients(people: Sequence[PersonRef], who: str) -> list[tuple[str, str]]:
    """Who of the family file may be named for a kind of reader: id and words."""
    group = {"family": "adult", "child": "child", "another agency": "professional"}.get(who)
    found = [p for p in people if p.group == group and p.living and not p.unborn]
    return [
        (p.id, f"{p.name} ({p.relation})" if group == "professional" and p.relation else p.name)
        for p in found
    ]


def found_lines(theme: Theme, found: Sequence[str] | None) -> list[IconLine]:
    """What the look for other families gave: a line for each find, or that there was none; nothing when not looked."""
    if found is None:
        return []
    if not found:
        return [
            IconLine(
                theme, "check-circle-fill", "No names from other families found in it.", "green", ink="2"
            )
        ]
    return [IconLine(theme, "warning-fill", sentence, "amber") for sentence in found]
