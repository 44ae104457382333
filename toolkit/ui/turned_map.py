"""The map turned round: its points in large type, and numbers big enough for a child to point at.

It writes into the same answers through the same logic as the editors of the record page; the editor of the numbers works
unseen behind the large row. A point that was left out is never drawn here, and nobody's number shows while a child of the family has not given one.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from toolkit.forms.board import is_hidden, ordered
from toolkit.forms.conditions import Scope
from toolkit.forms.people import Answers, Context, first_name
from toolkit.forms.vocabulary import Column, Columns, PointKind, Scores
from toolkit.ui.editors.base import Desk
from toolkit.ui.editors.columns_parts import ADD, ColumnHead, EnterText, token_of
from toolkit.ui.editors.columns_points import Point, Points
from toolkit.ui.editors.scores import ScoresEditor
from toolkit.ui.editors.scores_line import key_of
from toolkit.ui.theme import Theme
from toolkit.ui.turned_round import LARGE_TEXT, TurnedRound
from toolkit.ui.widgets import (
    BodyLabel,
    Card,
    CardButton,
    FlowLayout,
    HeadingLabel,
    PrimaryButton,
    QuietButton,
    SegmentedChoice,
    clear_layout,
)

NUMBER = 66
NAME_EM = 24.0
"""A longer name, or words in place of one, takes a second line."""
APART_EM = 66.0
LOW_PX = 720
"""A lower window, as one with larger text, has no room for the numbers at its foot."""
HIDDEN = "Other people’s numbers stay hidden until you say yes."


def said_name(name: str, context: Context) -> str:
    """A name as a family says it: without the family name, unless two of the family would be called the same."""
    name = name.split(" (")[0]
    if all(person.name != name for person in context.people):
        return name
    first = first_name(name)
    alike = [person for person in context.people if first_name(person.name) == first]
    return first if len(alike) < 2 and person_like(name) else name


def _same(one: str, other: str) -> bool:
    """Whether two names are one person's: the same, with the role written beside one of them at the most."""
    bare = one.split(" (")[0] == other.split(" (")[0]
    return one == other or (bare and ("(" not in one or "(" not in other))


def person_like(name: str) -> bool:
    """Whether a name is one, and not words such as "Not known: man with a dog"."""
    return ":" not in name and "," not in name and len(name.split(" ")) <= 4 and name != "Unborn baby"


def larger(button: QPushButton, theme: Theme) -> None:
    """Gives a button the large type of this screen."""
    button.setStyleSheet(f"QPushButton {{ font-size: {theme.pt('turned') * 0.85:.2f}pt; }}")


def family_kind(column: Column) -> PointKind:
    """The kind a point gets that the family adds: the first that needs no link, so an idea and not a goal."""
    return next((kind for kind in column.kinds if not kind.pairs_with), column.kinds[0])


class KeyToken(CardButton):
    """Somebody's token and name; pressed, they are the one who speaks and chooses."""

    def __init__(self, theme: Theme, name: str, token: QWidget) -> None:
        super().__init__(theme, flat=False)
        self.setCheckable(True)
        self.setAccessibleName(theme.say(name))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), theme.px(6), theme.px(12), theme.px(6))
        row.setSpacing(theme.px(8))
        row.addWidget(token)
        most = theme.em(NAME_EM)
        long = QFontMetricsF(theme.font("h2")).horizontalAdvance(name) > most
        label = BodyLabel(theme, name, role="h2", wrap=long)
        if long:
            # A name is never cut: a very long one goes on a second line.
            label.setFixedWidth(most)
            label.setMinimumHeight(label.heightForWidth(most))
        row.addWidget(label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(44)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()


class NumberButton(QAbstractButton):
    """One number in a circle of at least 66 pixels."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self.theme, self.number = theme, number
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(str(number))
        self.setProperty("ring_radius", NUMBER // 2)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        # The words grow to twice their size, the circle less: eleven of them have to stand side by side.
        side = max(NUMBER, self.theme.px(NUMBER))
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(QPen(self.theme.colour("accent" if on else "edge"), 2))
        ground = "accent" if on else "sunken" if self.isDown() or self.underMouse() else "surface"
        painter.setBrush(self.theme.colour(ground))
        painter.drawEllipse(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        font = self.theme.font("turned-number")
        font.setPixelSize(round(self.width() * 0.42))
        painter.setFont(font)
        painter.setPen(self.theme.colour("on-accent" if on else "ink"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self.number))


class LargeColumn(QFrame):
    """One column in large type, with a box at its end that the family can write in."""

    added = Signal(str)

    def __init__(self, theme: Theme, column: Column) -> None:
        super().__init__()
        self.theme, self.column = theme, column
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(10))
        self.head = ColumnHead(theme, column, role="turned-head", question=False)
        box.addWidget(self.head)
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.px(10))
        box.addLayout(self.list)
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        self.words = EnterText(theme, lines=1, placeholder="Write here")
        self.words.setFont(theme.font("turned"))
        self.words.setStyleSheet(f"QTextEdit {{ font-size: {theme.pt('turned'):.2f}pt; }}")
        self.words.setAccessibleName(theme.say(f"{column.title}: add a point"))
        self.words.setAccessibleDescription(theme.say(ADD[column.tone]))
        self.button = QuietButton(theme, "Add", "plus", name=f"Add to {column.title}", big=True)
        larger(self.button, theme)
        row.addWidget(self.words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(row)
        box.addStretch(1)
        self.words.entered.connect(self._add)
        self.button.clicked.connect(self._add)

    def _add(self) -> None:
        text = self.words.value().strip()
        if text:
            self.words.set_value("")
            self.added.emit(text)
        self.words.setFocus()

    def set_final(self, final: bool) -> None:
        """Takes the box to write in away when the map is final."""
        self.words.setVisible(not final)
        self.button.setVisible(not final)

    def show_points(self, points: Sequence[Point], scope: Scope) -> None:
        """Shows these points: who said it, and the very words."""
        clear_layout(self.list)
        for point in points:
            card = Card(self.theme, padding=(14, 12))
            row = QHBoxLayout()
            row.setSpacing(self.theme.px(14))
            who = str(point.get("who") or "").strip()
            if who:
                row.addWidget(token_of(self.theme, scope.context, who, 36), 0, Qt.AlignmentFlag.AlignTop)
            words = BodyLabel(self.theme, str(point.get("text") or ""), role="turned")
            row.addWidget(words, 1)
            card.body.addLayout(row)
            card.setAccessibleName(f"{who}: {words.text()}" if who else words.text())
            self.list.addWidget(card)


class NumberRow(Card):
    """The question, the eleven numbers, and whether a child's number is the right one."""

    resized = Signal()

    def __init__(self, theme: Theme, part: Scores) -> None:
        super().__init__(theme, padding=(24, 14), spacing=8)
        top = QWidget()
        flow = FlowLayout(top, across=theme.px(12), down=theme.px(6), spread=True)
        flow.addWidget(HeadingLabel(theme, part.label, role="turned-head"))
        self.asked = QWidget()
        asking = FlowLayout(self.asked, across=theme.px(10), down=theme.px(6))
        self.question = HeadingLabel(theme, role="turned-head")
        self.yes = PrimaryButton(theme, "Yes", big=True)
        self.again = QuietButton(theme, "Choose again", big=True)
        asking.addWidget(self.question)
        for answer in (self.yes, self.again):
            larger(answer, theme)
            asking.addWidget(answer)
        flow.addWidget(self.asked)
        self.body.addWidget(top)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(theme.px(4))
        self.grid.setVerticalSpacing(theme.px(4))
        self.body.addLayout(self.grid)
        self.buttons = [NumberButton(theme, n) for n in range(part.low, part.high + 1)]
        self.over: dict[int, QVBoxLayout] = {}
        for button in self.buttons:
            self.over[button.number] = QVBoxLayout()
            self.over[button.number].setSpacing(2)
        self._across = 0
        large = theme.text_size >= LARGE_TEXT
        ends = QBoxLayout(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight)
        self.low = BodyLabel(theme, role="turned", ink="2")
        self.note = BodyLabel(theme, role="turned", ink="2")
        self.high = BodyLabel(theme, role="turned", ink="2")
        if not large:
            self.note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.high.setAlignment(Qt.AlignmentFlag.AlignRight)
        for label in (self.note, self.low, self.high) if large else (self.low, self.note, self.high):
            ends.addWidget(label, 1)
        self.body.addLayout(ends)
        self._lay(len(self.buttons))

    def _lay(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for column in range(len(self.buttons)):
            self.grid.setColumnStretch(column, 1 if column < across else 0)
        for place, button in enumerate(self.buttons):
            line, column = divmod(place, across)
            self.grid.addLayout(self.over[button.number], line * 2, column, Qt.AlignmentFlag.AlignBottom)
            self.grid.addWidget(button, line * 2 + 1, column, Qt.AlignmentFlag.AlignHCenter)

    def each(self) -> int:
        """How wide the place of one number is."""
        return (self.width() - self.theme.px(48)) // max(self._across, 1) - self.theme.px(4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.resized.emit()
        if not self._across:
            return
        need = self.buttons[0].width() + self.theme.px(8)
        fits = max((self.width() - self.theme.px(48)) // need, 1)
        wanted = len(self.buttons) if fits >= len(self.buttons) else 6 if fits >= 6 else 4
        if wanted != self._across:
            for layout in self.over.values():
                self.grid.removeItem(layout)
            for button in self.buttons:
                self.grid.removeWidget(button)
            self._lay(wanted)


class TurnedMap(QWidget):
    """The map and its numbers in a turned window. `changed` is sent after each word or number; `answers` is kept up to date."""

    changed = Signal()

    def __init__(
        self,
        window: TurnedRound,
        columns: Columns | None,
        scores: Scores | None,
        answers: Answers,
        desk: Desk,
        scope: Scope,
        *,
        final: bool = False,
    ) -> None:
        super().__init__()
        self.final = final
        self.window_, self.theme, self.answers, self.scope = window, desk.theme, answers, scope
        self.columns, self.speaker = columns, ""
        self.points: Points | None = None
        self.views: dict[str, LargeColumn] = {}
        self.numbers: ScoresEditor | None = None
        self.row: NumberRow | None = None
        self.keys: dict[str, KeyToken] = {}
        self._in_foot = False
        self.box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self.theme.px(10))
        self.key = window.key
        if self.theme.text_size >= LARGE_TEXT:
            # In large type many people would fill the screen: who is who moves with the page.
            people = QWidget()
            self.key = FlowLayout(people, across=self.theme.px(10), down=self.theme.px(6))
            box.addWidget(people)
        if columns is not None:
            self.points = Points(columns)
            self.points.load(answers.get(columns.key))
            self._columns(box, columns)
        if scores is not None:
            # The very editor of the record page decides; only what it shows is drawn here, larger.
            self.numbers = ScoresEditor(scores, desk, scope)
            self.numbers.setParent(self)
            self.numbers.hide()
            self.numbers.set_value(answers.get(scores.key))
            self.numbers.chosen = {}
            self.numbers.changed.connect(self._numbers_changed)
            self._scores(window, scores)
        self._show_key()
        self.show_all()

    # Made once

    def _columns(self, box: QVBoxLayout, part: Columns) -> None:
        found = ordered(part, self.scope)
        self.tabs = SegmentedChoice(
            self.theme, [(c.key, c.title) for c in found], clearable=False, name="Which column"
        )
        self.tabs.set_value(found[0].key)
        self.tabs.changed.connect(self._arrange)
        self.tabs.hide()
        box.addWidget(self.tabs)
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(20))
        for column in found:
            view = LargeColumn(self.theme, column)
            view.added.connect(lambda text, c=column: self.add(c, text))
            view.set_final(self.final)
            self.views[column.key] = view
            row.addWidget(view, 1)
        box.addLayout(row)

    def _scores(self, window: TurnedRound, part: Scores) -> None:
        assert self.numbers is not None
        numbers = self.numbers
        self.row = row = NumberRow(self.theme, part)
        for button in row.buttons:
            button.clicked.connect(lambda _on=False, n=button.number: self.pick(n))
        row.yes.clicked.connect(self.agree)
        # Whether names fit over the numbers depends on how wide they stand.
        row.resized.connect(self.show_numbers)
        row.again.clicked.connect(numbers.choose_again)
        large = self.theme.text_size >= LARGE_TEXT
        for label, end, number in ((row.low, "low", part.low), (row.high, "high", part.high)):
            words = numbers.board.anchor(end)
            label.setText(f"{number}: {words}" if large and words else words)
        window.foot.addWidget(row)
        self._in_foot = True

    def _people(self) -> list[tuple[str, str]]:
        """Who may speak and choose: key and name, first those of the numbers, then whoever said a shown point."""
        context = self.scope.context
        found: dict[str, str] = {}
        if self.numbers is not None:
            for row in self.numbers.candidates():
                name = context.name_of(row.get("person"))
                if name and not any(_same(name, other) for other in found.values()):
                    found[key_of(row.get("person"), context)] = name
        for point in self._shown():
            who = str(point.get("who") or "").strip()
            known = next((p for p in context.people if who and who in (p.name, p.name.split(" ")[0])), None)
            if known is not None:
                found.setdefault(known.id, known.name)
            elif who and not any(_same(who, name) for name in found.values()):
                found[who] = who
        return list(found.items())

    def _shown(self) -> list[Point]:
        items = self.points.items if self.points is not None else []
        return [p for p in items if not is_hidden(p) and not p.get("none")]

    def _show_key(self) -> None:
        people = self._people()
        if [key for key, _ in people] == list(self.keys):
            return
        clear_layout(self.key)
        self.keys = {}
        for key, name in people:
            token = token_of(self.theme, self.scope.context, name.split(" (")[0], 28)
            button = KeyToken(self.theme, said_name(name, self.scope.context), token)
            button.clicked.connect(lambda _on=False, k=key: self.speak(k))
            self.keys[key] = button
            self.key.addWidget(button)

    # What a person does

    def speak(self, key: str) -> None:
        """Says who speaks now: points added are theirs, and so is the number that is chosen."""
        self.speaker = key
        if self.numbers is not None:
            self.numbers.choose(key)
        self.show_all()

    def add(self, column: Column, text: str) -> None:
        """Adds a point in the words of whoever speaks."""
        if self.points is None or self.columns is None or self.final:
            return
        point_id = self.points.add(family_kind(column).value, text)
        point = self.points.get(point_id)
        name = (
            self.scope.context.name_of(self.speaker)
            if self.scope.context.person(self.speaker)
            else self.speaker
        )
        if point is not None and name:
            point["who"] = name
        self.answers[self.columns.key] = self.points.value()
        self.show_all()
        self.changed.emit()

    def pick(self, number: int) -> None:
        """Takes the number that was pointed at, for whoever chooses."""
        if self.numbers is not None and self._choosing() and not self.final:
            self.numbers.pick(number)
        self.show_all()

    def agree(self) -> None:
        """The child says yes."""
        if self.numbers is not None:
            self.numbers.agree()
            self.show_all()

    def _choosing(self) -> bool:
        if self.numbers is None or not self.speaker:
            return False
        return key_of(self.numbers.chosen.get("person"), self.scope.context) == self.speaker

    def _numbers_changed(self) -> None:
        assert self.numbers is not None
        self.answers[self.numbers.part.key] = self.numbers.value()
        self.show_all()
        self.changed.emit()

    # Showing

    def show_all(self) -> None:
        """Draws the map and the numbers as they stand."""
        if self.points is not None:
            shown = self._shown()
            for view in self.views.values():
                inside = self.points.in_column(view.column)
                view.show_points([p for p in inside if p in shown], self.scope)
        for key, button in self.keys.items():
            button.setChecked(key == self.speaker)
        self.show_numbers()

    def show_numbers(self) -> None:
        """Draws the numbers as they stand."""
        if self.row is not None and self.numbers is not None:
            self._show_numbers(self.row, self.numbers)

    def hiding(self) -> bool:
        """Whether a child here has not said yes to a number, so that nobody else's may show."""
        if self.numbers is None or self.final:
            return False
        if self.numbers.hiding():
            return True
        for row in self.numbers.candidates():
            person = row.get("person")
            known = self.scope.context.person(person) if isinstance(person, str) else None
            if known is not None and known.group == "child" and self.numbers.board.number(row) is None:
                return True
        return False

    def _show_numbers(self, row: NumberRow, numbers: ScoresEditor) -> None:
        context, hiding, choosing = self.scope.context, self.hiding(), self._choosing()
        mine = numbers.board.number(numbers.chosen) if choosing else None
        for button in row.buttons:
            button.setChecked(button.number == mine)
            clear_layout(row.over[button.number])
        for one in numbers.board.rows:
            number = numbers.board.number(one)
            if number is None or (hiding and not (choosing and one is numbers.chosen)):
                continue
            name = context.name_of(one.get("person"))
            row.over[number].addWidget(self._mark(row, name))
        child = choosing and numbers.hiding() and not self.final
        row.asked.setVisible(child and mine is not None)
        who = context.name_of(numbers.chosen.get("person")) if choosing else ""
        who = said_name(who, context) if who else ""
        if child and mine is not None:
            row.question.setText(f"{who}, is {mine} your number?")
        row.note.setText(
            HIDDEN if hiding and choosing else f"{who}, touch your number." if who and mine is None else ""
        )
        if self.final:
            row.note.setText("")
        elif not self.speaker:
            row.note.setText("Touch your name, then your number.")

    def _mark(self, row: NumberRow, name: str) -> QWidget:
        """Somebody's token over a number; the name beside it where there is room, else the key above says whose it is."""
        context, said = self.scope.context, said_name(name, self.scope.context)
        mark = QWidget()
        mark.setAccessibleName(self.theme.say(said))
        mark.setToolTip(self.theme.say(said))
        line = QHBoxLayout(mark)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.theme.px(4))
        token = token_of(self.theme, context, name.split(" (")[0], 28)
        line.addStretch(1)
        line.addWidget(token)
        wide = QFontMetricsF(self.theme.font("name")).horizontalAdvance(said)
        if token.sizeHint().width() + self.theme.px(8) + wide <= row.each():
            line.addWidget(BodyLabel(self.theme, said, role="name", wrap=False))
        line.addStretch(1)
        return mark

    def _place_row(self) -> None:
        """Keeps the numbers in view at the foot where there is height for it, else below the columns."""
        if self.row is None:
            return
        foot = self.window_.height() >= LOW_PX and self.theme.text_size < LARGE_TEXT
        if foot != self._in_foot:
            self._in_foot = foot
            if foot:
                self.window_.foot.addWidget(self.row)
            else:
                self.box.addWidget(self.row)

    def _arrange(self) -> None:
        apart = self.width() < self.theme.em(APART_EM)
        wide = (self.width() - self.theme.px(40)) // max(len(self.views), 1)
        tallest = max(view.head.heightForWidth(wide) for view in self.views.values())
        for view in self.views.values():
            view.head.setMinimumHeight(0 if apart else tallest)
        self.tabs.setVisible(apart)
        for key, view in self.views.items():
            view.setVisible(not apart or key == self.tabs.value())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_row()
        if self.views:
            self._arrange()
