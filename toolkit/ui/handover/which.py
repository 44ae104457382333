"""Handing over, the first question: which records go along, and what stays whatever is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms import dates
from toolkit.forms.catalogue import FAMILY
from toolkit.ui.session import Session
from toolkit.ui.widgets import Banner, BodyLabel, Card, IconLine, SegmentedChoice
from toolkit.ui.words import count
from toolkit.vault.handover import Offer

PARTS = (("whole", "The whole family"), ("part", "Some records"))
STAYS = {
    "draft": "A draft. It stays here until it is finished.",
    "amending": "Its finished version goes along. The draft of a later one stays here.",
}
NAMED = 4
"""Drafts that are named before the rest are counted."""


class Which(Card):
    """The whole family or some records. `chosen()` gives what was picked."""

    def __init__(self, session: Session, offers: Sequence[Offer]) -> None:
        super().__init__(session.theme, "1  Which records", padding=(20, 16), spacing=10)
        self._session = session
        self.boxes: dict[str, QCheckBox] = {}
        self.parts = SegmentedChoice(self.theme, PARTS, clearable=False, name="Which records")
        self.parts.set_value("whole")
        self.parts.changed.connect(self._part)
        self.body.addWidget(self.parts)
        given = [one for one in offers if one.why != "draft"]
        line = f"{count(len(given), 'record')} with every finished version, pictures and papers, and who has a copy."
        self.body.addWidget(IconLine(self.theme, "info", line, "ink2"))
        if restricted := sum(one.restricted for one in given):
            line = f"{count(restricted, 'record')} that some people must not see {'goes' if restricted == 1 else 'go'} along."
            self.body.addWidget(IconLine(self.theme, "warning", line, "amber"))
        if drafts := [one for one in offers if one.why]:
            self.body.addWidget(Banner(self.theme, "amber", "Unfinished.", self._unfinished(drafts)))
        self.list = QWidget()
        column = QVBoxLayout(self.list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(6))
        for offer in offers:
            column.addWidget(self._offer(offer))
        self.list.hide()
        self.body.addWidget(self.list)

    def chosen(self) -> list[str] | None:
        """The ids that were picked, or None for the whole family."""
        if self.parts.value() == "whole":
            return None
        return [record for record, box in self.boxes.items() if box.isChecked()]

    def _unfinished(self, drafts: Sequence[Offer]) -> str:
        named = "; ".join(
            f"{self._title(one)}, {dates.show(one.event.partition('T')[0])}" for one in drafts[:NAMED]
        )
        more = f"; {len(drafts) - NAMED} more" if len(drafts) > NAMED else ""
        stay = f"{count(len(drafts), 'draft')} will not go along"
        return f"{stay}: {named}{more}. Finish what your colleague needs first."

    def _title(self, offer: Offer) -> str:
        if offer.form_id == FAMILY:
            return "Family file"
        return offer.title or self._session.title_of(offer.form_id)

    def _offer(self, offer: Offer) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(8))
        box = QCheckBox()
        family, title = offer.form_id == FAMILY, self._title(offer)
        box.setChecked(family)
        box.setEnabled(not family and offer.why != "draft")
        parts = [
            dates.show(offer.event.partition("T")[0]),
            count(offer.versions, "finished version") if offer.versions else "",
            "Some people must not see this" if offer.restricted else "",
            "Always goes along" if family else STAYS.get(offer.why, ""),
        ]
        about = "  ·  ".join(part for part in parts if part)
        box.setAccessibleName(self.theme.say(title))
        box.setAccessibleDescription(self.theme.say(about))
        self.boxes[offer.id] = box
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(BodyLabel(self.theme, title, role="name"))
        text.addWidget(BodyLabel(self.theme, about, role="caption", ink="2"))
        row.addLayout(text, 1)
        return holder

    def _part(self) -> None:
        self.list.setVisible(self.parts.value() == "part")
