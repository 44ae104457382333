"""Possible duplicates beside a name that is being typed: a short list that never holds anything up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.practice.alike import Alike, people_alike
from toolkit.practice.names import NameIndex
from toolkit.ui import words
from toolkit.ui.editors.field_column import FieldColumn
from toolkit.ui.page import Go
from toolkit.ui.session import Session
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, Card, CardButton, IconLine, clear_layout


class AlikeList(Card):
    """Families or people that may be the same; pressing one tells its family. It hides itself when there is none.

    `after` is where the name is typed.
    """

    def __init__(self, theme: Theme, title: str, after: QWidget, chosen: Callable[[str], object]) -> None:
        super().__init__(theme, box="well", padding=(12, 8), spacing=2)
        self._after, self._chosen = after, chosen
        self._shown: list[Alike] = []
        self.lines: list[AlikeLine] = []
        self.title = IconLine(theme, "users-three", title, "amber")
        self.body.addWidget(self.title)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(2))
        self.body.addLayout(self._list)
        self.hide()

    def show_alike(self, found: Sequence[Alike]) -> None:
        """Shows these; what is shown already is not drawn again, so that nothing flickers under the hands."""
        if list(found) == self._shown:
            return
        self._shown = list(found)
        clear_layout(self._list)
        self.lines = [AlikeLine(self.theme, one, self._chosen) for one in found]
        for before, line in zip([self._after, *self.lines], self.lines, strict=False):
            self._list.addWidget(line)
            # The next stop of the keyboard after the name.
            self.setTabOrder(before, line)
        self.setAccessibleName(self.theme.say(f"{self.title.text()}: {words.count(len(found), 'possible')}"))
        self.setVisible(bool(found))


class AlikeLine(CardButton):
    """One of them: name, whose family, in what way it is alike."""

    def __init__(self, theme: Theme, alike: Alike, chosen: Callable[[str], object]) -> None:
        super().__init__(theme, flat=True)
        name, about = told(alike)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(6), theme.px(4), theme.px(6), theme.px(4))
        column.setSpacing(0)
        column.addWidget(BodyLabel(theme, name, role="name"))
        column.addWidget(BodyLabel(theme, about, role="caption", ink="2"))
        self.setAccessibleName(theme.say(f"{name}. {about}. Open this family"))
        self.clicked.connect(lambda _checked=False: chosen(alike.family.id))


def told(alike: Alike) -> tuple[str, str]:
    """The name, and the line below it. Why a family is known, where it lives and what is warned of stay in its file."""
    family = words.family_words(alike.family.name)
    if alike.person is None:
        children = [one.name.split()[0] for one in alike.family.people if one.group == "child" and one.name]
        parts = [alike.family.reference, ", ".join(children[:4]), alike.why]
        return family, "  ·  ".join(part for part in parts if part)
    born = f"born {dates.show(alike.person.birth)}" if dates.is_day(alike.person.birth) else ""
    parts = [born, family, alike.family.reference, alike.why]
    return alike.person.name, "  ·  ".join(part for part in parts if part)


class PersonAlike:
    """Puts possible duplicates under the name in the row of a child or an adult, once something is typed there."""

    def __init__(self, session: Session, go: Go, family_id: str) -> None:
        self._session, self._go, self._family = session, go, family_id
        self._index: NameIndex | None = None

    def __call__(self, fields: FieldColumn) -> None:
        """Takes the fields of a row that was opened; rows of anybody else are left as they are."""
        box = fields.boxes.get("name")
        if box is None or not any(part.key == "birth" for part in fields.fields):
            return
        shown = AlikeList(
            self._session.theme,
            "May be known already",
            next(iter(box.editor.controls()), box),
            self._go.family,
        )
        box.column.addWidget(shown)

        def typed(key: str) -> None:
            if key in ("name", "birth"):
                shown.show_alike(self._alike(fields.kept))

        fields.changed.connect(typed)

    def _alike(self, row: Mapping[str, Any]) -> list[Alike]:
        name, birth = row.get("name"), row.get("birth")
        if not isinstance(name, str):
            return []
        try:
            # Read once for the page: the row itself is saved again and again while it is typed.
            self._index = self._index or self._session.names()
        except ToolkitError:
            return []
        return people_alike(
            name,
            birth if isinstance(birth, str) else "",
            self._index,
            family_id=self._family,
            row_id=str(row.get("id") or ""),
        )
