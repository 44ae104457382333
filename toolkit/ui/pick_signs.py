"""Ticks signs of an area's list into a level of need: by part of life, under the level they were listed at. Never a score."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QWidget

from toolkit.forms.people import Answers, rows_of
from toolkit.forms.records.level_of_need import ADVICE, OLD
from toolkit.practice import thresholds
from toolkit.practice.thresholds import Signs
from toolkit.ui.editors.choices import Tick
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import Banner, BodyLabel, ComboBox, HeadingLabel

WIDE_EM = 60
LEVEL = "threshold_view"


class SignsDialog(TallDialog):
    """The list of one area; another area's is another list, for signs of two are never put together."""

    def __init__(self, session: Session, parent: QWidget, area: str = "") -> None:
        super().__init__(session.theme, "Signs from a list", ADVICE, parent=parent, width_em=WIDE_EM)
        self.lists = thresholds.load()
        names = {key: session.areas.get(key).area for key in self.lists}
        chosen = next((key for key, name in names.items() if name == area), next(iter(self.lists), ""))
        self.area = ComboBox(self.theme, list(names.items()), clearable=False, name="Area of the list")
        self.ticks: list[tuple[str, Tick]] = []
        self.names = names
        self.taken: list[dict[str, Any]] = []
        if not self.lists:
            self.body.addWidget(BodyLabel(self.theme, "No area has a list here. Write the signs yourself."))
        else:
            self.area.set_value(chosen)
            self.body.addWidget(self.area)
            self._fill(self.lists[chosen])
        self.area.changed.connect(self._other)
        self.add_button("Cancel", self.reject)
        self.add_button("Put them in", self._take, "primary")

    def _other(self) -> None:
        """Another area: the ticks of the first one go."""
        for index in reversed(range(1, self.body.count())):
            item = self.body.takeAt(index)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.ticks = []
        self._fill(self.lists[self.area.value() or ""])
        self.fit()

    def _fill(self, signs: Signs) -> None:
        if signs.status == "old":
            self.body.addWidget(Banner(self.theme, "amber", "Superseded: check.", OLD))
        self.body.addWidget(BodyLabel(self.theme, f"Printed in {signs.source}.", role="caption", ink="2"))
        for domain in signs.domains:
            own = [sign for sign in signs.signs if sign.domain == domain.code]
            if not own:
                continue
            self.body.addWidget(HeadingLabel(self.theme, domain.name, role="h3"))
            for sign in own:
                box = Tick(self.theme.say(f"{sign.words}  (level {sign.tier})"))
                self.ticks.append((sign.id, box))
                self.body.addWidget(box)

    def fit(self) -> None:
        """Has each line go on below where it is too long, before the height is looked for."""
        layout = self.layout()
        assert layout is not None
        edges = layout.contentsMargins()
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        room = self.width() - edges.left() - edges.right() - bar - 3 * self.theme.px(10)
        for _, box in self.ticks:
            box.fit(room)
        super().fit()

    def _take(self) -> None:
        signs = self.lists.get(self.area.value() or "")
        wanted = {key for key, box in self.ticks if box.isChecked()}
        self.taken = rows(signs, wanted, self.names.get(self.area.value() or "", "")) if signs else []
        self.accept()


def rows(signs: Signs, wanted: Iterable[str], area: str) -> list[dict[str, Any]]:
    """The ticked signs as rows of the record, still without child and evidence."""
    domains = {one.code: one.name for one in signs.domains}
    chosen = set(wanted)
    return [
        {
            "id": one.id,
            "words": one.words,
            "tier": one.tier,
            "domain": domains.get(one.domain, one.domain),
            "of_area": area,
        }
        for one in signs.signs
        if one.id in chosen
    ]


def added(answers: Answers, taken: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The signs of a record with those ticked after them; one that is there already keeps what was written beside it."""
    there = rows_of(answers, "signs")
    known = {str(row.get("id")) for row in there}
    return [*there, *(row for row in taken if row["id"] not in known)]
