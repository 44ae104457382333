"""What an organisation fixed for everyone: how it is shown beside a control, and whether it is of use here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.settings import Settings
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import FieldFrame, IconLine
from toolkit.vault.organisation import OrganisationKey

if TYPE_CHECKING:
    from toolkit.ui.session import Session

SAID = "Set by your organisation."


def line(theme: Theme) -> IconLine:
    """The line that stands under what the organisation fixed."""
    return IconLine(theme, "buildings", SAID, "ink2", ink="2")


def fix(holder: QWidget, control: QWidget, theme: Theme | None = None) -> QWidget:
    """Turns a control off and says why, under it and to a screen reader. Gives what holds both.

    A `FieldFrame` takes the line in; any other widget is put into a column with it, for which `theme` is needed.
    """
    theme = holder.theme if isinstance(holder, FieldFrame) else theme
    assert theme is not None
    words = theme.say(SAID)
    control.setEnabled(False)
    control.setToolTip(words)
    said = " ".join(part for part in (control.accessibleDescription(), words) if part)
    control.setAccessibleDescription(said)
    if isinstance(holder, FieldFrame):
        inner = holder.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.addWidget(line(theme))
        return holder
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(holder)
    column.addWidget(line(theme))
    return both


def look(session: Session) -> None:
    """Looks whether what the organisation fixed can be used here; what cannot is given back, or said, in the notice."""
    settings = session.settings
    if settings.area_pack not in {pack.id for pack in session.areas.packs}:
        settings.give_back("area_pack", f"there is no area “{settings.area_pack}”")
    if not _key_is_whole(settings):
        settings.give_back("organisation_public", "the line of the key is not whole")
    if settings.forms_folder and not _can_be_read(Path(settings.forms_folder)):
        settings.tell_of("forms_folder", "this folder cannot be read now; its forms are missing")


def _can_be_read(folder: Path) -> bool:
    try:
        return folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)
    except OSError:
        # A drive that does not answer.
        return False


def _key_is_whole(settings: Settings) -> bool:
    try:
        return not settings.organisation_public.strip() or bool(
            OrganisationKey.read(settings.organisation_public.strip())
        )
    except ToolkitError:
        return False
