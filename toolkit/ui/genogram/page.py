"""The family tree of a family: the drawing, what stands around the family, and the same in words."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.export.ecomap_drawing import ecomap_svgs
from toolkit.export.family_drawings import Inks, genogram_svg, width_of
from toolkit.export.family_paper import GENOGRAM, placed_in
from toolkit.forms.people import Answers, rows_of
from toolkit.practice.ecomap import ecomap, ecomap_words
from toolkit.practice.genogram import genogram
from toolkit.practice.genogram_layout import laid_out
from toolkit.practice.genogram_model import Genogram
from toolkit.practice.genogram_sides import sides
from toolkit.practice.genogram_words import tree_words
from toolkit.ui import words
from toolkit.ui.editors.base import new_id
from toolkit.ui.genogram.side_line import SideLine
from toolkit.ui.genogram.view import STEP, DrawingView
from toolkit.ui.page import Go, Page
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    BodyLabel,
    EmptyState,
    IconButton,
    QuietButton,
    SegmentedChoice,
    VerticalScrollPage,
    clear_layout,
)

TABS = (("tree", "Tree"), ("around", "Around the family"), ("words", "In words"))
HELP = "Space chooses the next person, left and right move them along. + and − zoom, 0 shows everything."

HELP_MAP = "Arrow keys push the drawing. + and − zoom, 0 shows everything."


def record_of(session: Session, family_id: str) -> str:
    """The id of the family's `genogram` record; empty before anything was kept in one."""
    rows = session.vault.records.timeline(family_id)
    return next((r.id for r in rows if r.form_id == GENOGRAM and r.status == "living"), "")


class GenogramPage(Page):
    """The family tree. It is drawn from the family file each time it opens; only what was moved, or said of
    a grandparent, is kept."""

    def __init__(self, session: Session, go: Go, family_id: str) -> None:
        super().__init__(session, go, "Family tree")
        self.family_id = family_id
        self.family: Answers = session.family(family_id)
        found = record_of(session, family_id)
        self.store = (
            VaultStore(session, record_id=found)
            if found
            else VaultStore(session, form_id=GENOGRAM, family_id=family_id)
        )
        self.answers: Answers = self.store.answers()
        self.tree: Genogram | None = None
        self._kept = False
        self._around = 0
        self._build()
        self.draw()

    def _build(self) -> None:
        theme = self.theme
        name = words.family_words(str(self.family.get("family_name") or ""))
        self.bar.set_title("Family tree", f"{name}  ·  drawn from the family file")
        self.bar.set_actions(
            [
                BarAction("Couples, relatives, lines", self.open_lines, "pencil-simple"),
                BarAction("Family file", lambda: self.go.record(self.family_id), "folder-open", more=True),
                BarAction("Print", self.print, "printer", "primary", shortcut="Ctrl+P"),
            ]
        )
        top = QVBoxLayout()
        top.setContentsMargins(theme.px(20), theme.px(12), theme.px(20), theme.px(8))
        top.setSpacing(theme.px(8))
        self.tabs = SegmentedChoice(theme, TABS, clearable=False, name="What is shown")
        self.tabs.set_value("tree")
        self.tabs.changed.connect(self._tabbed)
        top.addWidget(self.tabs)
        self.fault = Banner(theme, "amber", "The tree cannot be drawn.", "")
        self.fault.hide()
        top.addWidget(self.fault)
        self.side_line = SideLine(theme)
        self.side_line.said.connect(self.say_side)
        top.addWidget(self.side_line)
        top.addWidget(self._tools())
        self.body.addLayout(top)
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack, 1)
        self.view = DrawingView(theme)
        self.view.moved.connect(self.move_person)
        self.view.picked.connect(lambda _person: self._say_chosen())
        self.map = DrawingView(theme)
        self.list = VerticalScrollPage(theme, max_em=72)
        for part in (self.view, self.map, self.list):
            self.stack.addWidget(part)

    def _tools(self) -> QWidget:
        theme = self.theme
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.chosen = BodyLabel(theme, HELP, role="caption", ink="2")
        row.addWidget(self.chosen, 1)
        self.movers = [
            IconButton(theme, "arrow-left", "Move the chosen person left"),
            IconButton(theme, "arrow-right", "Move the chosen person right"),
        ]
        for mover, far in zip(self.movers, (-STEP, STEP), strict=True):
            mover.clicked.connect(lambda _checked=False, far=far: self.move_person(self.view.chosen, far))
            row.addWidget(mover)
        self.automatic = QuietButton(theme, "Back to automatic", "arrows-clockwise")
        self.automatic.clicked.connect(lambda _checked=False: self.back_to_automatic())
        row.addWidget(self.automatic)
        self.other = QuietButton(theme, "Next part", "caret-right")
        self.other.clicked.connect(lambda _checked=False: self._next_part())
        row.addWidget(self.other)
        for name, icon, by in (
            ("Smaller", "magnifying-glass-minus", 1 / 1.2),
            ("Larger", "magnifying-glass-plus", 1.2),
        ):
            button = IconButton(theme, icon, name)
            button.clicked.connect(lambda _checked=False, by=by: self._shown().zoom(by))
            row.addWidget(button)
        whole = IconButton(theme, "arrows-out", "Show everything")
        whole.clicked.connect(lambda _checked=False: self._shown().fit())
        row.addWidget(whole)
        return self.tools

    def _shown(self) -> DrawingView:
        return self.map if self.tabs.value() == "around" else self.view

    # Drawing

    def draw(self) -> None:
        """Draws it from the answers as they are. A fault in them is said instead."""
        day = self.session.today()
        try:
            self.tree = genogram(self.family, self.answers, day)
            around = ecomap(self.family, self.answers, day)
        except ToolkitError as fault:
            self.tree = None
            self.fault.set_words("The tree cannot be drawn.", fault.sentence)
            self.fault.show()
            self.tabs.hide()
            self.tools.hide()
            self.side_line.hide()
            self.stack.hide()
            return
        drawing = laid_out(self.tree, placed_in(self.answers))
        inks = self._inks()
        told = tree_words(self.tree)
        self.view.setAccessibleName(self.theme.say("Family tree. " + " ".join(told)))
        shift = (width_of(drawing) - drawing.width) / 2
        self.view.show_svg(genogram_svg(drawing, day, inks=inks), drawing, shift)
        self.maps = ecomap_svgs(around, day, inks)
        self._around %= len(self.maps)
        self.map.show_svg(self.maps[self._around])
        self.map.setAccessibleName(self.theme.say("Around the family. " + " ".join(ecomap_words(around))))
        self._fill_words(told, ecomap_words(around) if around.around else [])
        self.side_line.ask([] if self.session.vault.read_only else sides(self.family, self.tree))
        self._tabbed()

    def _inks(self) -> Inks:
        colour = self.theme.colour
        return Inks(*(colour(token).name() for token in ("ink", "ink2", "edge", "surface", "red", "accent")))

    def _fill_words(self, told: list[str], around: list[str]) -> None:
        clear_layout(self.list.body)
        if not told:
            self.list.body.addWidget(
                EmptyState(
                    self.theme,
                    "tree-structure",
                    "Nobody to draw yet",
                    "Add the children and adults in the family file, and how they are related.",
                    "Open family file",
                    lambda: self.go.record(self.family_id),
                )
            )
        for line in [*told, *around]:
            self.list.body.addWidget(BodyLabel(self.theme, line, selectable=True))
        self.list.body.addStretch(1)

    def _say_chosen(self) -> None:
        if self.tabs.value() == "around":
            self.chosen.setText(HELP_MAP)
            return
        member = next((m for m in self.tree.members if m.id == self.view.chosen), None) if self.tree else None
        said = f"{member.name}: {member.words}" if member else HELP
        self.chosen.setText(said)
        self.view.setAccessibleDescription(self.theme.say(said))

    def _tabbed(self) -> None:
        shown = self.tabs.value() or "tree"
        if self.tree is not None and not self.tree.members:
            shown = "words"
        self.stack.setCurrentIndex([key for key, _ in TABS].index(str(shown)))
        self.tools.setVisible(shown != "words")
        self._say_chosen()
        self.automatic.setVisible(shown == "tree" and bool(placed_in(self.answers)))
        for mover in self.movers:
            mover.setVisible(shown == "tree")
        self.other.setVisible(shown == "around" and len(self.maps) > 1)

    def _next_part(self) -> None:
        self._around = (self._around + 1) % len(self.maps)
        self.map.show_svg(self.maps[self._around])

    # By hand

    def move_person(self, person: str, far: float) -> None:
        """Moves a person along their generation and keeps it."""
        if self.tree is None:
            return
        placed = placed_in(self.answers)
        drawing = laid_out(self.tree, placed)
        spot = next((s for s in drawing.spots if s.member.id == person), None)
        if spot is not None:
            self._keep({**placed, person: round(spot.x - drawing.left + far, 1)})

    def say_side(self, person: str, parent: str) -> None:
        """Keeps whose parent a grandparent is, and draws the line."""
        row = {"id": new_id(), "child": parent, "parent": person}
        self._keep_answers({**self.answers, "parents": [*rows_of(self.answers, "parents"), row]})

    def back_to_automatic(self) -> None:
        """Forgets what was moved by hand."""
        self._keep({})

    def _keep(self, placed: dict[str, float]) -> None:
        answers = {key: value for key, value in self.answers.items() if key != "placed"}
        if placed:
            answers["placed"] = placed
        self._keep_answers(answers)

    def _keep_answers(self, answers: Answers) -> None:
        if self.attempt(lambda: self.store.save(answers)):
            self.answers, self._kept = answers, True
            self.draw()

    # Elsewhere

    def open_lines(self) -> None:
        """Opens the record that holds what the family file cannot say."""
        if self._made():
            self.go.record(self.store.record_id, "relatives")

    def print(self) -> None:
        """Goes to "Before you print"."""
        if self._made():
            self.go.release(self.store.record_id)

    def _made(self) -> bool:
        return bool(self.store.record_id) or self.attempt(lambda: self.store.save(self.answers))

    def leaving(self) -> bool:
        """Closes a dated version when something was moved."""
        return not self._kept or self.attempt(lambda: self.store.close(self.answers))

    def first_focus(self) -> QWidget | None:
        """The drawing."""
        return self.view if self.tree is not None and self.tree.members else self.tabs

    def areas(self) -> list[QWidget]:
        """Bar, choice of view, drawing."""
        return [self.bar, self.tabs, self.stack]
