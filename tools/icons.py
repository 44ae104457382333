"""Draws the icon of the program from its SVG, as the system wants it: `python -m tools.icons FILE.ico|FILE.icns|FILE.png`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tools.bundle_files import ICNS, icns, ico

TOP = Path(__file__).resolve().parent.parent
DRAWING = TOP / "resources" / "icons" / "program.svg"
ICO = (16, 24, 32, 48, 64, 128, 256)


def drawn(width: int) -> bytes:
    """Gives the icon as a PNG picture of that width."""
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(width, width, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(held, "PNG")  # type: ignore[call-overload]
    return bytes(held.data().data())


def make(target: Path) -> None:
    """Writes the icon in the kind that the ending of the file names."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix == ".ico":
        content = ico({width: drawn(width) for width in ICO})
    elif target.suffix == ".icns":
        content = icns({width: drawn(width) for width in ICNS})
    else:
        content = drawn(256)
    target.write_bytes(content)


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    make(Path(sys.argv[1]))
