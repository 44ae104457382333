"""Says, while records of an earlier version are opened, that a backup of them is made first, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 200
FIRST = "These records are of an earlier version. A backup of them is made first: {} %"
LEAD = "before-upgrade-from-"
DONE = (
    "These records are of an earlier version and were brought up to date. A backup of them as they were was made first; it is "
    "in the folder “backups” beside them."
)


def kept_before(folder: Path) -> set[str]:
    """The names of the backups made before an upgrade."""
    try:
        return {path.name for path in (folder / "backups").glob(f"{LEAD}*.backup")}
    except OSError:
        return set()


def share_made(folder: Path) -> int | None:
    """How much of such a backup is written, in hundredths; None while none is under way."""
    try:
        parts = list((folder / "backups").glob(f"{LEAD}*.part"))
        whole = (folder / "vault.db").stat().st_size
        return min(parts[0].stat().st_size * 100 // max(whole, 1), 100) if parts else None
    except OSError:
        return None


class UpgradeWatch(QObject):
    """Looks at the folder while it is opened; `say` is called with the words."""

    def __init__(self, folder: Path, say: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self.folder, self._say = folder, say
        self.before = kept_before(folder)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Says how far the backup is, when one is under way."""
        share = share_made(self.folder)
        if share is not None:
            self._say(FIRST.format(share))

    def end(self) -> bool:
        """Stops looking; says whether the records were brought up to date meanwhile."""
        self._timer.stop()
        return bool(kept_before(self.folder) - self.before)
