"""A language that does not exist: every word of the program with accents, in brackets, and a third longer."""

from __future__ import annotations

import math
import os

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QTextEdit, QWidget

from toolkit.ui.widgets import ElidedLabel

MARK = "¡"
"""Stands before each text that went through the language."""
ACCENTS = str.maketrans("aeiouAEIOUcny", "áéíóúÁÉÍÓÚçñý")


def pseudo(text: str) -> str:
    """The words with accents and a third longer; words that went through already stay as they are."""
    if MARK in text or not any(letter.isalpha() for letter in text):
        return text
    more = max(math.ceil(len(text) / 3) - 1, 1)
    # In groups, as words are, so that a long text may go on in a new line.
    return (
        MARK
        + text.translate(ACCENTS)
        + "".join(" " if at % 7 == 0 else "wy"[at % 2] for at in range(more))[-more:]
    )


def untold(root: QWidget) -> list[str]:
    """The words on a window that did not go through the language: the kind of widget and its text."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or widget.window() is not root.window():
            continue
        for text in (*_texts(widget), *_told(widget)):
            # The place of a folder is no word of the program.
            if text.startswith(os.sep):
                continue
            if MARK not in text and sum(letter.isalpha() for letter in text) > 1:
                found.append(
                    f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}: {text[:50]}"
                )
    return found


def _told(widget: QWidget) -> list[str]:
    """What a screen reader is told, and the tip."""
    if widget.property("written"):
        return []
    return [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]


def _texts(widget: QWidget) -> list[str]:
    if isinstance(widget, ElidedLabel):
        return [widget.whole_text()]
    if isinstance(widget, QLabel):
        return [] if widget.property("written") else [widget.text()]
    if isinstance(widget, QAbstractButton):
        return [widget.text()]
    if isinstance(widget, QComboBox):
        return [widget.itemText(at) for at in range(widget.count())]
    if isinstance(widget, QLineEdit | QTextEdit):
        return [widget.placeholderText()]
    return []
