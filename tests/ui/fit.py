"""Finds words that are cut: walks everything visible and compares its size with what its text needs."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QTextEdit,
    QWidget,
)

from toolkit.ui.widgets import ElidedLabel

SLACK = 2
"""Pixels that rounding may cost."""


def assert_fits(root: QWidget) -> None:
    """Fails when any visible label, button, line or list under `root` is smaller than its words need, or sticks out."""
    # A box that grows asks for its height once it knows its width, and the page for its own after that.
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    found = misfits(root)
    if found:
        # Boxes in a table that scrolls ask once more each.
        for _ in range(4):
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        found = misfits(root)
    assert not found, "cut or too small:\n  " + "\n  ".join(found)


def misfits(root: QWidget) -> list[str]:
    """Gives one line for each visible widget whose words are cut."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or not _has_words(widget) or _in_popup(widget, root):
            continue
        for fault in (_too_small(widget), _sticks_out(widget, root)):
            if fault:
                found.append(f"{type(widget).__name__} “{_words(widget)[:60]}”: {fault}")
    return found


LEAST = 24
"""Pixels that something to press has to be wide and high (WCAG 2.5.8)."""


def small_targets(root: QWidget) -> list[str]:
    """Gives one line for each thing to press or type in that is smaller than a finger needs."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QTextEdit, QPlainTextEdit, QAbstractSlider)
    return [
        f"{type(widget).__name__} “{_words(widget)[:40]}”: {widget.width()} x {widget.height()} to press"
        for widget in root.findChildren(QWidget)
        if isinstance(widget, kinds)
        and not isinstance(widget, QScrollBar)
        and widget.isVisibleTo(root)
        and widget.isEnabled()
        and widget.window() is root.window()
        and (widget.width() < LEAST or widget.height() < LEAST)
    ]


def _has_words(widget: QWidget) -> bool:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return bool(_words(widget)) or isinstance(widget, QPushButton | QLineEdit)
    return isinstance(widget, QComboBox | QTextEdit | QPlainTextEdit)


def _in_popup(widget: QWidget, root: QWidget) -> bool:
    return widget.window() is not root.window()


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text() or widget.accessibleName()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText() or widget.accessibleName()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.accessibleName()


def _too_small(widget: QWidget) -> str:
    size = widget.size()
    if isinstance(widget, ElidedLabel):
        return _below(size.height(), widget.fontMetrics().height(), "high")
    if isinstance(widget, QLabel):
        return _label(widget)
    if isinstance(widget, QLineEdit):
        return _line(widget)
    if isinstance(widget, QComboBox):
        return _combo(widget)
    if isinstance(widget, QAbstractButton):
        if widget.hasHeightForWidth():
            return _below(size.height(), widget.heightForWidth(size.width()), "high")
        hint = widget.sizeHint()
        return _below(size.width(), hint.width(), "wide") or _below(size.height(), hint.height(), "high")
    return _below(size.height(), widget.fontMetrics().height() + 8, "high")


def _label(label: QLabel) -> str:
    if not label.wordWrap():
        hint = label.sizeHint()
        return _below(label.width(), hint.width(), "wide") or _below(label.height(), hint.height(), "high")
    if label.textFormat() == Qt.TextFormat.PlainText:
        metrics = label.fontMetrics()
        longest = max(
            (metrics.horizontalAdvance(word) for word in re.split(r"[\s\u200b]+", label.text())), default=0
        )
        if fault := _below(label.contentsRect().width(), longest, "wide for its longest word"):
            return fault
    return _below(label.height(), label.heightForWidth(label.width()), "high")


def _line(line: QLineEdit) -> str:
    metrics = line.fontMetrics()
    if fault := _below(line.height(), metrics.height() + 2, "high"):
        return fault
    shown = line.text() if line.isReadOnly() else line.placeholderText()
    margins = line.textMargins()
    room = line.width() - margins.left() - margins.right() - 12
    return _below(room, metrics.horizontalAdvance(shown), "wide")


def _combo(combo: QComboBox) -> str:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    edit = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    metrics = combo.fontMetrics()
    wide = _below(edit.width(), metrics.horizontalAdvance(combo.currentText()), "wide")
    return wide or _below(combo.height(), metrics.height() + 4, "high")


def _below(have: int, need: int, how: str) -> str:
    return f"{have} px {how}, needs {need}" if have + SLACK < need else ""


def _sticks_out(widget: QWidget, root: QWidget) -> str:
    """Says when a widget reaches beyond what is round it. A page may scroll up and down, never sideways."""
    own = QRect(QPoint(0, 0), widget.size())
    scrolls = False
    link = widget
    while link is not root:
        parent = link.parentWidget()
        if parent is None:
            return ""
        own.moveTopLeft(link.mapToParent(own.topLeft()))
        scrolls = scrolls or isinstance(parent.parentWidget(), QScrollArea)
        if own.left() < -SLACK or own.right() > parent.width() + SLACK:
            return f"sticks out sideways of {type(parent).__name__}"
        if not scrolls and (own.top() < -SLACK or own.bottom() > parent.height() + SLACK):
            return f"sticks out of {type(parent).__name__} above or below"
        link = parent
    return ""
