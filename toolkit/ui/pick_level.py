"""Chooses a level of need from those of the area in force: the worker's judgement, in the area's words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from toolkit.practice.areas import Level
from toolkit.ui.form_view import RecordPage
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import Banner, BodyLabel, QuietButton

WIDE_EM = 44
ADVICE = "A cluster may raise the level. One grave sign can be enough. It is your judgement, with its reason."
OLD = "This area's document was replaced. Check what holds today."


class LevelDialog(TallDialog):
    """Each level of the area with what it means and what answers it; `chosen` is its name once one was taken."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        area = session.area
        super().__init__(
            session.theme, f"Level of need: {area.area}", ADVICE, parent=parent, width_em=WIDE_EM
        )
        self.chosen = ""
        if area.status == "old":
            self.body.addWidget(Banner(self.theme, "amber", "Superseded: check.", OLD))
        if not area.levels:
            words = (
                "This area has no levels here yet. Write the level in its own words, or add them in Settings."
            )
            self.body.addWidget(BodyLabel(self.theme, words))
        for level in area.levels:
            button = QuietButton(self.theme, level_name(level))
            button.clicked.connect(lambda _checked=False, one=level: self._take(one))
            self.body.addWidget(button)
            if says := " ".join(part.rstrip(".") + "." for part in (level.meaning, level.response) if part):
                self.body.addWidget(BodyLabel(self.theme, says, ink="2"))
        self.body.addWidget(
            BodyLabel(self.theme, f"Printed in {area.source}. Check before use.", role="caption", ink="2")
        )
        self.add_button("Cancel", self.reject)
        self.fit()

    def _take(self, level: Level) -> None:
        self.chosen = level_name(level)
        self.accept()


def level_name(level: Level) -> str:
    """A level as it is kept: "2 Getting Help"."""
    return " ".join(part for part in (level.code, level.name) if part)


def pick_level(page: RecordPage, session: Session) -> bool:
    """Asks for the level and puts it into the record; False when thought again."""
    if page.edit is None:
        return False
    dialog = LevelDialog(session, page)
    done = bool(dialog.exec())
    chosen = dialog.chosen
    dialog.deleteLater()
    if not (done and chosen):
        return False
    page.edit.settle()
    page.edit.answers["level"] = chosen
    page.edit.renew()
    page.edit.open_page("analysis")
    page.edit.changed.emit()
    return True
