"""Signing while the screen is turned round: whoever has not signed yet can draw a name, a mark or a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from toolkit.forms.blocks import Outline, SignHere
from toolkit.forms.conditions import Scope
from toolkit.forms.people import Answers, dicts
from toolkit.forms.vocabulary import Signatures
from toolkit.ui.dialogs import Dialog
from toolkit.ui.editors import Desk
from toolkit.ui.editors.base import new_id
from toolkit.ui.editors.sign_pad import SignPadEditor
from toolkit.ui.turned_outline import LargeOutline

NOTHING = "Nothing is drawn yet. Draw a name, a mark or a picture, or choose Not now."

WIDE = 640
"""Pixels of the sheet at the least."""


@dataclass(frozen=True)
class Place:
    """A place to sign that is still free: its row, and whose it is."""

    row: int
    name: str
    role: str


def free_places(outline: Outline) -> list[Place]:
    """Whoever is named in the one block for signing and has not signed, agreed or declined."""
    blocks = [block for block in outline.blocks if isinstance(block, SignHere)]
    if len(blocks) != 1:
        return []
    drawn = (*blocks[0].drawn, *("" for _ in blocks[0].rows))
    rows = zip(blocks[0].rows, drawn, strict=False)
    return [
        Place(row, name, role)
        for row, ((name, role, _, words), path) in enumerate(rows)
        if name and not words and not path
    ]


class SignSheet(Dialog):
    """A sheet for one person. Nobody has to sign: Not now is as good an answer."""

    def __init__(self, name: str, desk: Desk, scope: Scope, parent: QWidget) -> None:
        words = "You do not have to. You get a copy all the same."
        theme = desk.theme
        # Wider than beside the fields: a child draws with the whole hand.
        wide = max(theme.em(30), WIDE)
        width_em = (wide + 2 * theme.px(24)) / theme.em(1)
        super().__init__(theme, f"{name}: sign if you want to", words, parent=parent, width_em=width_em)
        self.sheet = SignPadEditor(desk, scope)
        self.sheet.pad.setMaximumWidth(wide)
        self.sheet.set_names(f"{name}, signature", "")
        self.body.addWidget(self.sheet)
        self.add_button("Not now", self.reject)
        self.add_button("Done", self._done, "primary")
        self.sheet.pad.setFocus()

    def _done(self) -> None:
        if self.sheet.value():
            self.accept()
            return
        self.text.setText(NOTHING)
        self.sheet.mark("missing")
        self.fit()


class Signing(QObject):
    """Offers signing under the last page. `answers` is kept up to date in place, and `changed` is called after each.

    `again` makes the outline anew, with what was just drawn in its place.
    """

    def __init__(
        self,
        view: LargeOutline,
        part: Signatures,
        answers: Answers,
        desk: Desk,
        scope: Scope,
        again: Callable[[], Outline],
        changed: Callable[[], None],
    ) -> None:
        super().__init__(view)
        self.view, self.part, self.answers, self.desk, self.scope = view, part, answers, desk, scope
        self._again, self._changed = again, changed
        self.dialog: Dialog | None = None
        view.sign.clicked.connect(self.ask)
        view.offer_signing(bool(free_places(view.outline)))

    def ask(self) -> None:
        """Asks who signs, where there are several, and gives them a sheet."""
        places = free_places(self.view.outline)
        if self.dialog is not None or not places:
            return
        if len(places) == 1:
            self.sheet(places[0])
            return
        asked = Dialog(self.desk.theme, "Who signs?", parent=self.view.window())
        for place in places:
            asked.add_button(place.name, partial(self._chosen, asked, place))
        asked.add_button("Not now", asked.reject)
        self._open(asked, lambda: None)

    def _chosen(self, asked: Dialog, place: Place) -> None:
        asked.reject()
        self.sheet(place)

    def sheet(self, place: Place) -> None:
        """Gives one person a sheet to sign on."""
        sheet = SignSheet(place.name, self.desk, self.scope, self.view.window())
        self._open(sheet, lambda: self.keep(place, sheet.sheet.value()))

    def _open(self, dialog: Dialog, accepted: Callable[[], None]) -> None:
        def closed(result: int) -> None:
            self.dialog = None
            dialog.deleteLater()
            if result:
                accepted()

        self.dialog = dialog
        dialog.finished.connect(closed)
        dialog.open()

    def keep(self, place: Place, strokes: Any) -> None:
        """Puts what was drawn into the record, with today's date."""
        rows = dicts(self.answers.get(self.part.key))
        if not rows:
            block = next(b for b in self.view.outline.blocks if isinstance(b, SignHere))
            rows = [{"id": new_id(), "name": row[0], "role": row[1]} for row in block.rows]
        signed = {"how": "drawn", "strokes": strokes, "date": self.scope.context.now.date().isoformat()}
        rows[place.row] = {**rows[place.row], **signed}
        self.answers[self.part.key] = rows
        self._changed()
        self.view.show_outline(self._again())
        self.view.offer_signing(bool(free_places(self.view.outline)))
