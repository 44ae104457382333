"""Writing while the screen is turned round: the long texts of an agreement, in the words a family or child reads.

What this audience may not have is never offered, and neither is what is asked after the signing: that is the worker's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from toolkit.forms.blocks import Outline
from toolkit.forms.conditions import Scope, shown_fields
from toolkit.forms.header import last_page
from toolkit.forms.outline import Meta
from toolkit.forms.people import Answers
from toolkit.forms.rules import Entry, shown_pages
from toolkit.forms.vocabulary import Audience, LongText, Signatures
from toolkit.forms.withheld import Writer
from toolkit.ui.dialogs import Dialog
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.theme import Theme
from toolkit.ui.turned_outline import LargeOutline
from toolkit.ui.widgets import GrowingText, QuietButton

WIDE = 0.7
"""Of the screen."""
LINES, MOST_LINES = 5, 8


@dataclass(frozen=True)
class Box:
    """A text that may be written in: its key, its plain label, and the title of its page."""

    key: str
    label: str
    title: str


def boxes(entry: Entry, scope: Scope, audience: Audience) -> Iterator[Box]:
    """The long texts of a record that this audience reads, in their order, up to the signing."""
    writer = Writer(entry.form, audience, Meta())
    for page in shown_pages(entry.form, scope.answers, scope.context):
        if page.key == last_page().key:
            return
        for part in shown_fields(page.fields, scope):
            if isinstance(part, Signatures):
                return
            kept = isinstance(part, LongText) and part.key != "late_reason" and writer.keeps(part, scope)
            if kept:
                yield Box(part.key, writer.label(part), page.title)


class WriteSheet(Dialog):
    """One text in large type. `saved` is called with each change, so that nothing is lost however it is left."""

    def __init__(
        self, theme: Theme, box: Box, words: str, saved: Callable[[str], None], parent: LargeOutline
    ) -> None:
        wide = parent.window().width() * WIDE / theme.em(1)
        super().__init__(theme, box.label, parent=parent.window(), width_em=wide)
        self.words = GrowingText(theme, words, lines=LINES, most_lines=MOST_LINES, name=box.label)
        self.words.setFont(theme.font("turned"))
        self.words.setStyleSheet(f"QTextEdit {{ font-size: {theme.pt('turned'):.2f}pt; }}")
        self.words.changed.connect(lambda: saved(self.words.value()))
        self.body.addWidget(self.words)
        self.add_button("Done", self.accept, "primary")
        self.words.setFocus()


class Writing(QObject):
    """Opens a text to write in when its panel is touched, or from a list of all. `answers` is kept up to date in place.

    `changed` is called after each change; `again` makes the outline anew once the sheet is closed.
    """

    def __init__(
        self,
        view: LargeOutline,
        entry: Entry,
        answers: Answers,
        scope: Scope,
        audience: Audience,
        again: Callable[[], Outline],
        changed: Callable[[], None],
    ) -> None:
        super().__init__(view)
        self.view, self.entry, self.answers, self.scope = view, entry, answers, scope
        self.audience, self._again, self._changed = audience, again, changed
        self.dialog: Dialog | None = None
        view.touched.connect(self.touch)
        view.write.clicked.connect(lambda: self.ask(self.boxes()))
        view.offer_writing(bool(self.boxes()))

    def boxes(self) -> list[Box]:
        """What may be written in now."""
        return list(boxes(self.entry, self.scope, self.audience))

    def touch(self, words: str) -> None:
        """Opens the text that a touched panel shows; where it shows several, asks which."""
        found = [box for box in self.boxes() if self._is_in(box, words)]
        if found:
            self.ask(found)

    def _is_in(self, box: Box, words: str) -> bool:
        said = self._words(box)
        lines = words.split("\n")
        return box.label in lines or box.title in lines or bool(said and said.split("\n")[0] in lines)

    def _words(self, box: Box) -> str:
        held = self.answers.get(box.key)
        return held if isinstance(held, str) else ""

    def ask(self, found: list[Box]) -> None:
        """Asks which text, where there are several, and opens it."""
        if self.dialog is not None:
            return
        if len(found) == 1:
            self.sheet(found[0])
            return
        theme = self.view.theme
        asked = TallDialog(theme, "What do you want to write in?", parent=self.view.window())
        for box in found:
            button = QuietButton(theme, box.label, "pencil-simple", big=True)
            button.clicked.connect(partial(self._chosen, asked, box))
            asked.body.addWidget(button)
        asked.add_button("Not now", asked.reject)
        asked.fit()
        self._open(asked, lambda: None)

    def _chosen(self, asked: Dialog, box: Box) -> None:
        asked.reject()
        self.sheet(box)

    def sheet(self, box: Box) -> None:
        """Opens one text to write in."""

        def saved(words: str) -> None:
            self.answers[box.key] = words
            self._changed()

        sheet = WriteSheet(self.view.theme, box, self._words(box), saved, self.view)
        self._open(sheet, lambda: self.view.renew(self._again()))

    def _open(self, dialog: Dialog, closed: Callable[[], None]) -> None:
        def finished(_result: int) -> None:
            self.dialog = None
            dialog.deleteLater()
            closed()

        self.dialog = dialog
        dialog.finished.connect(finished)
        dialog.open()
