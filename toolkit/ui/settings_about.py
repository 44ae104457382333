"""About: version, licences of what the program is made of, names and marks."""

from __future__ import annotations

import sys
from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit import __version__
from toolkit.ui.about_parts import BESIDE, LIBRARIES
from toolkit.ui.dialogs import Dialog
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import BodyLabel, Card, FlowLayout, HeadingLabel, QuietButton

if TYPE_CHECKING:
    from toolkit.ui.settings_page import SettingsPage

NAMES_AND_MARKS = (
    (
        "Names of products, methods and organisations that are mentioned belong to their owners. Naming them says only what a "
        "worker may meet; nobody named here has endorsed this program, and it is not part of any of them."
    ),
    (
        "The three-column map can be used where services practise Signs of Safety®. This program is not affiliated with the "
        "owners of that name and holds none of their forms or wording. The three houses come from child-welfare practice in New "
        "Zealand (2008). The family tree follows the standard conventions described by McGoldrick and colleagues."
    ),
    (
        "Tools that have owners, such as the Outcomes Star, the SDQ, the Graded Care Profile or DASH, are named only so that "
        "their use can be noted. None of their questions, scales, drawings or scoring is part of this program."
    ),
    (
        "This program does not take the place of local procedures, supervision, or legal advice. Always follow your "
        "organisation. When a child is in danger now, ring 999."
    ),
    (
        "Guidance cards are in our own words, each with its source, title and year. Where a card rests on government guidance: "
        "contains public sector information licensed under the Open Government Licence v3.0."
    ),
    (
        "The program is free software under the MIT licence. Cards and forms: MIT or CC BY 4.0, as each one says. Drawings and "
        "icons of its own: CC0."
    ),
)


def fill_about(page: SettingsPage, card: Card) -> None:
    """Version, one plain line, and the way to licences and names."""
    theme = page.theme
    card.body.addWidget(BodyLabel(theme, f"Safeguarding Toolkit {__version__}", role="name"))
    card.body.addWidget(
        BodyLabel(
            theme,
            "Works without any network: nothing is sent, fetched, counted or looked up anywhere. "
            "What you write stays in your encrypted records until you print or save a copy.",
        )
    )
    holder = QWidget()
    flow = FlowLayout(holder, across=page.theme.px(10), down=page.theme.px(8))
    for words, run in (
        ("Names and marks", lambda: _names(page).open()),
        ("Licences and versions", lambda: _licences(page).open()),
    ):
        button = QuietButton(page.theme, words)
        button.clicked.connect(lambda _checked=False, r=run: r())
        flow.addWidget(button)
    card.body.addWidget(holder)


def _names(page: SettingsPage) -> Dialog:
    dialog = _reading(page, "Names and marks")
    for paragraph in NAMES_AND_MARKS:
        dialog.body.addWidget(BodyLabel(page.theme, paragraph, role="read", selectable=True))
    return dialog


def _licences(page: SettingsPage) -> Dialog:
    dialog = _reading(page, "Licences and versions")
    dialog.body.setSpacing(page.theme.px(6))
    for part in (*BESIDE, *LIBRARIES):
        lead = f"{part.name} {version_of(part.name)}".strip()
        dialog.body.addWidget(HeadingLabel(page.theme, lead, role="name"))
        words = ". ".join(filter(None, (part.what, part.licence.removeprefix("LicenseRef-"), part.note)))
        dialog.body.addWidget(BodyLabel(page.theme, f"{words}.", role="caption", ink="2"))
    return dialog


def _reading(page: SettingsPage, title: str) -> TallDialog:
    dialog = TallDialog(page.theme, title, parent=page, width_em=42, reading=True)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.add_button("Close", dialog.accept, "primary", safe=True)
    return dialog


def version_of(name: str) -> str:
    """The version of a part, or nothing when it has none or it cannot be told."""
    if name == "Python":
        return sys.version.split()[0]
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
