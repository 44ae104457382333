"""Small parts that show a kept picture: its thumbnail, and the window in which it is looked at large."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QCursor,
    QGuiApplication,
    QImage,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from toolkit.errors import ToolkitError
from toolkit.ui.dialogs import Dialog
from toolkit.ui.editors.base import Desk, new_id
from toolkit.ui.pictures_in import read_picture, shown_picture
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import CardButton

NO_PLACE = "Pictures cannot be added here."
NOT_SHOWN = "This picture cannot be shown."


def keep_pictures(desk: Desk, paths: Sequence[Path]) -> tuple[list[dict[str, Any]], list[str]]:
    """Takes pictures in and keeps them; gives a row for each, and a sentence for each that was refused."""
    rows: list[dict[str, Any]] = []
    refused: list[str] = []
    QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
    try:
        for path in paths:
            try:
                if desk.attach is None:
                    raise ToolkitError(NO_PLACE)
                made = read_picture(path)
                kept = desk.attach.keep(made.data, made.name, made.media)
                rows.append({"id": new_id(), "file": kept, "name": made.name, "media": made.media})
            except ToolkitError as fault:
                refused.append(f"{path.name}: {fault.sentence}" if len(paths) > 1 else fault.sentence)
    finally:
        QGuiApplication.restoreOverrideCursor()
    return rows, refused


def load_picture(desk: Desk, file_id: str) -> tuple[QImage, int]:
    """A kept picture and its size in bytes; a null image and nothing when it is not there or cannot be read."""
    if desk.attach is None or not file_id:
        return QImage(), 0
    try:
        data = desk.attach.read(file_id)
    except ToolkitError:
        return QImage(), 0
    return shown_picture(data), len(data)


class Thumb(CardButton):
    """A picture small; pressed, it is shown large."""

    def __init__(self, theme: Theme, image: QImage) -> None:
        super().__init__(theme, radius=6)
        self._ratio = self.devicePixelRatioF()
        side = round(theme.em(10) * self._ratio)
        self.small = (
            image
            if image.isNull()
            else image.scaled(
                side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(theme.say("Look at it large" if not image.isNull() else NOT_SHOWN))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.em(9), self.theme.em(6.5))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect()).adjusted(5, 5, -5, -5)
        if self.small.isNull():
            side = self.theme.text_px(22)
            square = QRectF(0, 0, side, side)
            square.moveCenter(room.center())
            self.theme.icons.paint(painter, square, "image-square", self.theme.colour("ink2"))
            return
        painter.drawImage(_within(self.small, room), self.small)


class _Sheet(QWidget):
    """A picture as large as there is room for."""

    def __init__(self, theme: Theme, image: QImage, words: str) -> None:
        super().__init__()
        self.image = image
        screen = QGuiApplication.primaryScreen()
        self._most = int(screen.availableGeometry().height() * 0.72) if screen is not None else 540
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(theme.say(words))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(round(width * self.image.height() / max(self.image.width(), 1)), self._most)

    def sizeHint(self) -> QSize:
        return QSize(400, 300)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(_within(self.image, QRectF(self.rect())), self.image)


def _within(image: QImage, room: QRectF) -> QRectF:
    """Where a picture stands in the middle of a room, whole."""
    size = image.size().toSizeF().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    spot = QRectF(room.topLeft(), size)
    spot.moveCenter(room.center())
    return spot


def look_at(parent: QWidget, theme: Theme, image: QImage, words: str) -> Dialog:
    """Shows a picture large, inside the program; Esc closes it."""
    dialog = Dialog(
        theme, words or "Picture", "" if not image.isNull() else NOT_SHOWN, parent=parent, width_em=64
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if not image.isNull():
        dialog.body.addWidget(_Sheet(theme, image, words))
    dialog.add_button("Close", dialog.accept, "primary", safe=True)
    dialog.open()
    return dialog
