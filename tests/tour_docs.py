"""The pictures of the docs, taken out of a tour: `python -m tests.tour_docs FOLDER` after `make tour OUT=FOLDER`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage

from tests.helpers import TOP

PICTURES = TOP / "docs" / "pictures"
TAKEN = {
    "first-start": "new-records-recovery-sheet",
    "today": "today",
    "family": "family",
    "case-note": "note-seen-and-heard",
    "map": "record-map",
    "turned-round": "turned-agree-child-1",
    "early-help": "team-meeting-plan",
    "decision": "decide-s6d",
    "referral": "referral-route_page",
    "time-limits": "limits",
    "chronology": "chronology",
    "before-you-print": "before-you-print-family",
    "hand-over": "handover-which",
    "guidance": "guidance-card",
    "team": "team",
    "history": "history-family",
    "health-check": "health-check-findings",
    "backup": "backup-none",
}
"""Each picture of the docs, and the name the tour gives it after its number."""
COLOURS = 256
SHADE = 0xF0F0F0


def take(tour: Path, into: Path = PICTURES) -> list[str]:
    """Copies each picture out of a tour's folder with fewer colours, and gives the names the tour did not make."""
    into.mkdir(parents=True, exist_ok=True)
    missing = []
    for name, shot in TAKEN.items():
        found = sorted(tour.glob(f"[0-9][0-9][0-9]-{shot}.png"))
        if not found:
            missing.append(shot)
            continue
        (into / f"{name}.png").write_bytes(light(QImage(str(found[0]))))
    return missing


def light(picture: QImage) -> bytes:
    """A picture as PNG with its own commonest colours, and none mixed from dots: half the size or less, as easy to read."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    seen = Counter(memoryview(picture.constBits()).cast("I"))
    alike: dict[int, int] = {}
    for colour, _ in seen.most_common():
        # One of each shade: the edges of letters have thousands that nobody tells apart.
        alike.setdefault(colour & SHADE, colour)
    few = picture.convertToFormat(
        QImage.Format.Format_Indexed8, list(alike.values())[:COLOURS], Qt.ImageConversionFlag.ThresholdDither
    )
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    few.save(buffer, "PNG", 0)
    return held.data()


def main(arguments: list[str]) -> int:
    """Takes the pictures and says which are missing; 1 when one is, 2 when no folder was named."""
    if len(arguments) != 1:
        print("Name the folder of a tour: python -m tests.tour_docs FOLDER", file=sys.stderr)
        return 2
    missing = take(Path(arguments[0]))
    for shot in missing:
        print(f"Not in the tour: {shot}", file=sys.stderr)
    print(f"{len(TAKEN) - len(missing)} pictures in {PICTURES}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
