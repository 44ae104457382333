"""The part of the settings about spelling: whether this computer has a dictionary, and a person's own words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from toolkit.errors import ToolkitError
from toolkit.ui.editors.row_parts import UndoLine
from toolkit.ui.managed import fix
from toolkit.ui.spelling import speller_of
from toolkit.ui.widgets import BodyLabel, Card, FieldFrame, FlowLayout, IconLine, PlainButton, clear_layout

if TYPE_CHECKING:
    from toolkit.ui.settings_page import SettingsPage

NOT_HERE = (
    "Spelling is not available on this computer: it has no British English dictionary. Everything else works."
)
NONE_YET = "Your own words: none yet. A word you add while writing is kept inside these records."
OWN = "Your own words, kept inside these records. Press one to take it out."


def fill_words(page: SettingsPage, card: Card) -> None:
    """Says where spelling is not available, else shows the words this person added."""
    theme, speller = page.theme, speller_of(page.session)
    if not speller.available:
        card.body.addWidget(IconLine(theme, "info", NOT_HERE, "blue"))
        return
    theirs = " ".join(page.session.settings.spelling_words.split())
    if theirs:
        words = FieldFrame(theme, "Words of your organisation", BodyLabel(theme, theirs), role="body")
        fixed = "spelling_words" in page.session.settings.managed
        card.body.addWidget(fix(words, words.control) if fixed else words)
    said = BodyLabel(theme, ink="2")
    holder = QWidget()
    flow = FlowLayout(holder, across=theme.px(6), down=theme.px(4))
    card.body.addWidget(said)
    card.body.addWidget(holder)
    undo = UndoLine(theme)
    undo.hide()
    card.body.addWidget(undo)
    gone: list[str] = []

    def show() -> None:
        clear_layout(flow)
        words = speller.my_words()
        said.setText(OWN if words else NONE_YET)
        for word in words:
            button = PlainButton(theme, word.replace("&", "&&"), "x-bold", name=f"Take out “{word}”")
            button.clicked.connect(partial(take_out, word))
            button.setEnabled(not page.session.vault.read_only)
            flow.addWidget(button)
        holder.setVisible(bool(words))

    def take_out(word: str, _checked: bool = False) -> None:
        try:
            speller.take_out(word)
        except ToolkitError as fault:
            page.go.fault(fault)
        else:
            gone.append(word)
            undo.show_removed(word)
        show()

    def put_back() -> None:
        if gone and page.attempt(lambda: speller.add(gone[-1])):
            gone.pop()
            undo.setVisible(bool(gone))
            if gone:
                undo.show_removed(gone[-1])
        show()

    undo.undone.connect(put_back)
    show()
