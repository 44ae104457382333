"""Help for the page that is open: what it is for, what happens to what is written, who sees it, and its keys."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from toolkit.ui.page_words import WORDS, PageWords
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, BottomBar, HeadingLabel, TopBar

HEADINGS = ("What it is for", "What happens to what you write", "Who sees it")


def words_of(page: QWidget) -> PageWords | None:
    """The words of a page, by its own class and no other."""
    return WORDS.get(type(page).__name__)


def keys_of(page: QWidget) -> list[tuple[str, str]]:
    """The commands of a page that have a key, as their bars show them: the words, the keys."""
    bars: list[TopBar | BottomBar] = [*page.findChildren(TopBar), *page.findChildren(BottomBar)]
    found = {
        one.text or one.name: one.shortcut for bar in bars for one in bar.actions_shown() if one.shortcut
    }
    return list(found.items())


class PageHelp(TallDialog):
    """The words of one page; `about` is said of the form that is open on it."""

    def __init__(self, theme: Theme, page: QWidget, parent: QWidget | None, about: str = "") -> None:
        words = words_of(page)
        assert words is not None, f"{type(page).__name__} has no words"
        super().__init__(theme, words.name, about, parent=parent, width_em=40, reading=True)
        for heading, text in zip(HEADINGS, (words.what, words.kept, words.seen), strict=True):
            self.body.addWidget(HeadingLabel(theme, heading, role="h3"))
            self.body.addWidget(BodyLabel(theme, text, role="read"))
        keys = keys_of(page)
        if keys:
            self.body.addWidget(HeadingLabel(theme, "Keys on this page", role="h3"))
            for said, key in keys:
                self.body.addWidget(BodyLabel(theme, f"{key}   {said}"))
        self.body.addStretch(1)
        self.add_button("Close", self.accept, "primary", safe=True)
