"""Pictures made for tests: good ones, broken ones, and files that only say they are pictures."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from tests.ui.drive import settle
from tests.ui.record_helpers import shown
from toolkit.errors import AttachmentNotFound, ToolkitError
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import VerticalScrollPage

PLACE = b"GPS 51.5 Examplebridge"
"""Where a phone says a picture was taken."""


class MemoryAttach:
    """Keeps pictures in memory. Set `fault` to have every step refused."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.names: list[tuple[str, str]] = []
        self.fault: ToolkitError | None = None

    def keep(self, data: bytes, name: str, media: str) -> str:
        if self.fault is not None:
            raise self.fault
        key = f"file{len(self.kept)}"
        self.kept[key] = data
        self.names.append((name, media))
        return key

    def read(self, file_id: str) -> bytes:
        if file_id not in self.kept:
            raise AttachmentNotFound
        return self.kept[file_id]


def drawing(width: int = 300, height: int = 200) -> QImage:
    """Red on the left, blue on the right."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#0000FF"))
    painter = QPainter(image)
    painter.fillRect(0, 0, width // 2, height, QColor("#FF0000"))
    painter.end()
    return image


def written(image: QImage, form: str) -> bytes:
    """The bytes of an image in a form."""
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(held, form, -1 if form == "PNG" else 90)  # type: ignore[call-overload]
    return bytes(held.data().data())


def jpeg(width: int = 300, height: int = 200, *, turned: bool = False) -> bytes:
    """A JPEG with the place it was taken; turned, a viewer has to turn it a quarter to the right."""
    plain = written(drawing(width, height), "JPEG")
    entries = [struct.pack(">HHIHH", 0x0112, 3, 1, 6 if turned else 1, 0)]
    entries.append(struct.pack(">HHII", 0x010E, 2, len(PLACE) + 1, 8 + 2 + 24 + 4))
    tiff = b"MM\x00\x2a\x00\x00\x00\x08" + struct.pack(">H", 2) + b"".join(entries) + bytes(4) + PLACE + b"\0"
    exif = b"Exif\x00\x00" + tiff
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + plain[2:]


def png(width: int = 300, height: int = 200, *, text: bytes = b"") -> bytes:
    """A PNG, with words in it when given."""
    plain = written(drawing(width, height), "PNG")
    chunk = b"tEXtComment\x00" + text
    extra = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) if text else b""
    return plain[:33] + extra + plain[33:]


def huge_png(width: int, height: int) -> bytes:
    """The head of a PNG of any size, with next to nothing behind it."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [b"\x89PNG\r\n\x1a\n", struct.pack(">I", 13), head, struct.pack(">I", zlib.crc32(head))]
    body = b"IDAT" + zlib.compress(bytes(1000))
    parts += [struct.pack(">I", len(body) - 4), body, struct.pack(">I", zlib.crc32(body))]
    return b"".join(parts) + bytes(4) + b"IEND\xaeB`\x82"


def save(path: Path, content: bytes) -> Path:
    """Writes a file and gives its path."""
    path.write_bytes(content)
    return path


def colour_at(image: QImage, across: float, down: float) -> str:
    """Red, blue or what else stands at a place, from 0 to 1."""
    found = image.pixelColor(int(across * (image.width() - 1)), int(down * (image.height() - 1)))
    if found.red() > 180 and found.blue() < 80:
        return "red"
    return "blue" if found.blue() > 180 and found.red() < 80 else found.name()


def paged(widget: QWidget, theme: Theme, width: int) -> VerticalScrollPage:
    """A page that scrolls, with the widget on it, as a record has."""
    page = VerticalScrollPage(theme, margins=(8, 8, 8, 8))
    page.body.addWidget(widget)
    page.body.addStretch(1)
    shown(page, width=width, height=690)
    settle()
    return page
