"""Adding a family: one name or a few words are enough. Families that may be the same stand beside it and hold nothing up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit.errors import ToolkitError
from toolkit.forms.catalogue import FAMILY
from toolkit.practice.alike import families_alike
from toolkit.ui.alike import AlikeList
from toolkit.ui.dialogs import Dialog
from toolkit.ui.session import Session
from toolkit.ui.widgets import FieldFrame, LineEdit


class NewFamilyDialog(Dialog):
    """Asks for the name; `family_id` is the new family once it is accepted, or the one that was known already."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(
            session.theme,
            "Add a family",
            "One name or a few words are enough. Children, adults and warnings go into the family file.",
            parent=parent,
        )
        self.session = session
        self.family_id = ""
        self.line = LineEdit(self.theme)
        self.frame = FieldFrame(
            self.theme,
            "Family name or description",
            self.line,
            hint="As in “Thistlewick” or “baby at 3 Pretend Row”.",
        )
        self.line.returnPressed.connect(self._add)
        self.body.addWidget(self.frame)
        self.alike = AlikeList(self.theme, "May be known already", self.line, self._open)
        self.line.textChanged.connect(self._look)
        self.body.addWidget(self.alike)
        self.add_button("Cancel", self.reject)
        self.add_button("Add family", self._add, "primary")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        name = " ".join(self.line.value().split())
        if not name:
            self.frame.set_state("error", "Write a name or a few words first.")
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            self.family_id = self._make(name)
            self.session.families_changed()
        except ToolkitError as fault:
            self.frame.set_state("error", fault.sentence)
            return
        self.accept()

    def _look(self, typed: str) -> None:
        try:
            found = families_alike(typed, self.session.names())
        except ToolkitError:
            # What cannot be read now is no reason to stop somebody who adds a family.
            found = []
        self.alike.show_alike(found)
        # Room for the lines is made by the window, not by the box that is typed in.
        self.fit()

    def _open(self, family_id: str) -> None:
        """It was that family: nothing is added, and the caller opens it."""
        self.family_id = family_id
        self.accept()

    def _make(self, name: str) -> str:
        answers = {
            "family_name": name,
            "opened": self.session.today().isoformat(),
            "area": self.session.settings.area_pack,
        }
        author = self.session.author()
        if author.name:
            answers["lead_worker"] = {"name": author.name, "role": author.role}  # type: ignore[assignment]
        return self.session.vault.records.create(FAMILY, None, answers, author).id
