"""Takes a picture in from outside, safely: looked at before it is opened, and made anew without what a camera adds.

A picture is read once into memory and written nowhere. What is kept holds only the picture itself: no place, no time, no
name of a phone. Whatever cannot be taken is refused with its own sentence, and nothing that was there is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from toolkit.errors import AttachmentEmpty, ToolkitError

MOST_BYTES = 25 * 1024 * 1024
MOST_DOTS = 50_000_000
"""A picture of more dots than this is not opened: it would take more than 200 MB of memory."""
MOST_SIDE = 2400
"""Pictures are kept with at most so many dots along their longer side: enough for a sharp A4 page."""
MOST_PNG = 4 * 1024 * 1024
"""A photo that a PNG would make larger than this is kept as JPEG."""
_QUALITY = 90
ENDINGS = ("png", "jpg", "jpeg", "webp")


class FileUnreadable(ToolkitError):
    """The file could not be read at all."""

    sentence = "This file could not be read. Check that the phone or memory stick is still connected, then add it again."


class PictureTooHeavy(ToolkitError):
    """A file of more than 25 MB; `size` is in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(
            f"This file has {max(round(size / 1024 / 1024), 26)} MB, and 25 MB is the most. Nothing was added; the file is "
            "still where it was. Save a smaller copy of it and add that."
        )


class PictureTooWide(ToolkitError):
    """A picture of more dots than can be opened safely; width and height in dots."""

    def __init__(self, size: QSize) -> None:
        super().__init__(
            f"This picture has {size.width():,} by {size.height():,} dots, too many to open safely. Nothing was added. "
            "Save a smaller copy of it and add that."
        )


class NotAPicture(ToolkitError):
    """Its first bytes are those of no picture we take, whatever its name says."""

    sentence = (
        "This file is not a picture, whatever its name says. It was not opened and nothing was added. "
        "Add a PNG, JPEG or WebP picture."
    )


class IsProgram(NotAPicture):
    """Its first bytes are those of a program."""

    sentence = (
        "This file is a program, not a picture, whatever its name says. It was not opened and nothing was added. "
        "Tell your IT team where it came from."
    )


class IsPdf(NotAPicture):
    """A PDF: it may hold other files and scripts, so it is not kept."""

    sentence = (
        "This is a PDF, which cannot be added. Take a photo of the page, or scan it as a picture (PNG or JPEG), "
        "and add that."
    )


class IsHeic(NotAPicture):
    """A picture in the form of some phones, which this computer has no part for."""

    sentence = (
        "This picture is in a form of Apple phones (HEIC) that this computer cannot open. On the phone, share it as JPEG, "
        "and add that."
    )


class PictureBroken(ToolkitError):
    """It begins as a picture and cannot be read as one."""

    sentence = (
        "This picture is damaged and cannot be shown whole. Nothing was added. Copy it from the phone or camera again, "
        "and add that."
    )


@dataclass(frozen=True)
class NewPicture:
    """A picture ready to be kept: its bytes made anew, size in dots, and the name of its file."""

    data: bytes = field(repr=False)
    media: str
    width: int
    height: int
    name: str = ""


def choose_pictures(parent: QWidget) -> Sequence[Path]:
    """Lets the person choose pictures; none when they think better of it."""
    endings = " ".join(f"*.{ending} *.{ending.upper()}" for ending in ENDINGS)
    chosen, _ = QFileDialog.getOpenFileNames(
        parent.window(), "Choose pictures", "", f"Pictures ({endings});;All files (*)"
    )
    return [Path(name) for name in chosen]


def read_picture(path: Path) -> NewPicture:
    """Reads a picture from a file once. Raises `FileUnreadable` and what `take_picture` raises; the file is left alone."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise PictureTooHeavy(size)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        raise FileUnreadable from None
    return take_picture(content, path.name)


def take_picture(content: bytes, name: str = "") -> NewPicture:
    """Makes a picture anew from its bytes, upright and at most 2,400 dots long.

    Raises `AttachmentEmpty`, `PictureTooHeavy`, `NotAPicture` and its kinds, `PictureTooWide`, `PictureBroken`.
    """
    if not content:
        raise AttachmentEmpty
    if len(content) > MOST_BYTES:
        raise PictureTooHeavy(len(content))
    kind = _kind(content)
    if not _whole(content, kind):
        raise PictureBroken
    image = _decoded(content, kind)
    data, media = _made_anew(image, kind)
    ending = "jpg" if media == "image/jpeg" else "png"
    stem = Path(name).stem
    return NewPicture(data, media, image.width(), image.height(), f"{stem}.{ending}" if stem else "")


def _kind(content: bytes) -> str:
    """What the first bytes say it is, in Qt's word for it."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1"):
        offered = {bytes(name.data()) for name in QImageReader.supportedImageFormats()}
        if b"heic" in offered:
            return "heic"
        raise IsHeic
    if content.startswith(
        (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa", b"\xca\xfe\xba\xbe", b"#!")
    ):
        raise IsProgram
    if b"%PDF-" in content[:1024]:
        raise IsPdf
    raise NotAPicture


def _whole(content: bytes, kind: str) -> bool:
    """Whether its end is there: half a photo would be shown grey below without a word."""
    match kind:
        case "png":
            return b"IEND\xaeB`\x82" in content
        case "webp":
            return int.from_bytes(content[4:8], "little") + 8 <= len(content) + 1
        case "jpeg":
            return _jpeg_ends(content)
        case _:
            return True


def _jpeg_ends(content: bytes) -> bool:
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            return False
        if content[at + 1] == 0xFF:
            at += 1
            continue
        if content[at + 1] == 0xDA:
            # Within the picture itself this pair of bytes stands for nothing else.
            return content.find(b"\xff\xd9", at) > 0
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return False


def _decoded(content: bytes, kind: str) -> QImage:
    held = QBuffer()
    held.setData(QByteArray(content))
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(held, QByteArray(kind.encode()))
    # Only the reader of what its first bytes say is asked, and no other.
    reader.setDecideFormatFromContent(False)
    reader.setAutoDetectImageFormat(False)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise PictureBroken
    if size.width() * size.height() > MOST_DOTS:
        raise PictureTooWide(size)
    reader.setAutoTransform(True)
    if max(size.width(), size.height()) > MOST_SIDE:
        reader.setScaledSize(
            size.scaled(MOST_SIDE, MOST_SIDE, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        )
    image = reader.read()
    if image.isNull():
        raise PictureBroken
    return image


def _made_anew(image: QImage, kind: str) -> tuple[bytes, str]:
    """The dots alone, painted onto an empty sheet: whatever else the file held stays behind."""
    clear = image.hasAlphaChannel()
    sheet = QImage(
        image.size(), QImage.Format.Format_ARGB32_Premultiplied if clear else QImage.Format.Format_RGB32
    )
    sheet.fill(Qt.GlobalColor.transparent if clear else Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, image)
    painter.end()
    if kind not in ("jpeg", "heic"):
        data = _written(sheet, "PNG")
        if len(data) <= MOST_PNG:
            return data, "image/png"
    if clear:
        white = QImage(image.size(), QImage.Format.Format_RGB32)
        white.fill(Qt.GlobalColor.white)
        painter = QPainter(white)
        painter.drawImage(0, 0, sheet)
        painter.end()
        sheet = white
    return _written(sheet, "JPEG"), "image/jpeg"


def _written(image: QImage, form: str) -> bytes:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(held, form, _QUALITY if form == "JPEG" else -1):  # type: ignore[call-overload]
        raise PictureBroken
    return bytes(held.data().data())


def shown_picture(data: bytes) -> QImage:
    """A picture of ours from its kept bytes; a null image when they cannot be read."""
    return QImage.fromData(QByteArray(data))


def size_words(size: int) -> str:
    """A number of bytes as people say it: "640 KB", "3.4 MB"."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"
