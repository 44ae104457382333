"""Events of the records that are not among the time limits yet: one press puts each in, or leaves it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from toolkit.practice.timeline_offers import Offer
from toolkit.ui.widgets import BodyLabel, Card, FlowLayout, HeadingLabel, QuietButton

if TYPE_CHECKING:
    from toolkit.ui.timeline.page import TimelinePage

MOST = 4


class OfferedCard(Card):
    """The earliest few at a time."""

    def __init__(self, page: TimelinePage, found: list[Offer]) -> None:
        super().__init__(page.theme, padding=(16, 12), spacing=8)
        self.body.addWidget(HeadingLabel(page.theme, "In the records, not among these dates yet", role="h3"))
        context = page.context()
        for offer in found[:MOST]:
            whom = ", ".join(context.name_of(child) for child in offer.whom)
            self.body.addWidget(BodyLabel(page.theme, f"{offer.words}. {whom}. From: {offer.source}."))
            foot = QWidget()
            flow = FlowLayout(foot, across=page.theme.px(10), down=page.theme.px(6))
            add = QuietButton(page.theme, "Put in", "plus", name=f"Put in: {offer.words}")
            add.clicked.connect(lambda _checked=False, offer=offer: page.put_in(offer))
            leave = QuietButton(page.theme, "Leave out", name=f"Leave out: {offer.words}")
            leave.clicked.connect(lambda _checked=False, offer=offer: page.leave_out(offer))
            flow.addWidget(add)
            flow.addWidget(leave)
            self.body.addWidget(foot)
        if len(found) > MOST:
            self.body.addWidget(BodyLabel(page.theme, f"{len(found) - MOST} more follow.", ink="2"))
