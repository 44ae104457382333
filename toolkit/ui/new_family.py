"""Adding a family: one name or a few words are enough."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit.errors import ToolkitError
from toolkit.forms.catalogue import FAMILY
from toolkit.ui.dialogs import Dialog
from toolkit.ui.session import Session
from toolkit.ui.widgets import Banner, FieldFrame, LineEdit


class NewFamilyDialog(Dialog):
    """Asks for the name; `family_id` is the new family once it is accepted."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(
            session.theme,
            "Add a family",
            "One name or a few words are enough. Children, adults and warnings go into the family file.",
            parent=parent,
        )
        self.session = session
        self.family_id = ""
        self._alike: str | None = None
        self.line = LineEdit(self.theme)
        self.frame = FieldFrame(
            self.theme,
            "Family name or description",
            self.line,
            hint="As in “Thistlewick” or “baby at 3 Pretend Row”.",
        )
        self.line.returnPressed.connect(self._add)
        self.body.addWidget(self.frame)
        self.warning = Banner(self.theme, "amber", "", "")
        self.warning.setVisible(False)
        self.body.addWidget(self.warning)
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
            if self._alike != name and self._says_alike(name):
                return
            self.family_id = self._make(name)
            self.session.families_changed()
        except ToolkitError as fault:
            self.frame.set_state("error", fault.sentence)
            return
        self.accept()

    def _says_alike(self, name: str) -> bool:
        """Shows families of the same name, once; a second press adds the family all the same."""
        same = [
            row
            for row in self.session.vault.records.families()
            if row.name.casefold().removesuffix(" family") == name.casefold().removesuffix(" family")
        ]
        if not same:
            return False
        self._alike = name
        references = ", ".join(row.reference for row in same[:3])
        self.warning.set_words(
            "There is a family of this name already.",
            f"Look at {references} first. To add another one all the same, press “Add family” again.",
        )
        self.warning.setVisible(True)
        return True

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
