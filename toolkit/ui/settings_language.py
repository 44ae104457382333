"""The language of the program, in Settings: offered where a file of words is on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit import settings as table
from toolkit.ui import language
from toolkit.ui.managed import fix
from toolkit.ui.page import to_left
from toolkit.ui.widgets import Card, ComboBox, FieldFrame

if TYPE_CHECKING:
    from toolkit.ui.settings_page import SettingsPage

ENGLISH = "English"


def fill_language(page: SettingsPage, card: Card) -> None:
    """Adds the choice, unless English is all there is."""
    settings, row = page.session.settings, table.row("language")
    others = language.offered(language.folders(settings))
    if not others and not settings.language:
        return
    box = ComboBox(page.theme, [("", ENGLISH), *others], clearable=False)
    box.setObjectName(f"setting-{row.key}")
    box.set_value(settings.language)
    box.changed.connect(lambda: page.keep(row.key, box.value() or ""))
    frame = FieldFrame(page.theme, row.label, box, hint=row.hint)
    to_left(frame, box)
    card.body.addWidget(fix(frame, box) if row.key in settings.managed else frame)
