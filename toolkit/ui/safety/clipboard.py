"""What is copied out of the records stays on the clipboard for half a minute, and not in anybody's clipboard history."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard

KEPT_MS = 30_000
NOT_KEPT = (
    "ExcludeClipboardContentFromMonitorProcessing",
    "CanIncludeInClipboardHistory",
    "CanUploadToCloudClipboard",
)
"""Windows' names for: no history, no cloud. The last two hold a number, 0 for no."""
OTHERS = {"x-kde-passwordManagerHint": b"secret", "application/x-nspasteboard-concealed-type": b""}
"""What clipboard managers of Linux and the Mac look for."""


def windows_format(name: str) -> str:
    """The format of Qt that stands on the Windows clipboard under a name."""
    return f'application/x-qt-windows-mime;value="{name}"'


MARK = windows_format(NOT_KEPT[0])
BREAK = "\u200b"
"""Where a long path may break its line on screen: a copied path has to be whole."""


def marked(data: QMimeData) -> QMimeData:
    """A copy of what is on the clipboard, words only, with the marks that keep it out of histories and no breaks of the screen."""
    made = QMimeData()
    made.setText(data.text().replace(BREAK, ""))
    if data.hasHtml():
        made.setHtml(data.html().replace(BREAK, ""))
    for name in NOT_KEPT:
        made.setData(windows_format(name), bytes(4))
    for name, value in OTHERS.items():
        made.setData(name, value)
    return made


class ClipboardCare(QObject):
    """Watches the clipboard while records are open. Other programs' words are left alone."""

    def __init__(
        self,
        clipboard: QClipboard,
        parent: QObject | None = None,
        *,
        kept_ms: int = KEPT_MS,
        owns: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self.owns = owns or clipboard.ownsClipboard
        """Says whether what is on the clipboard was copied in this program."""
        self._marks_stay = True
        self._ours = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(kept_ms)
        self._timer.timeout.connect(self.clear)
        self._on = False

    def start(self) -> None:
        """Begins to watch."""
        if not self._on:
            self._on = True
            self._clipboard.dataChanged.connect(self._changed)

    def stop(self) -> None:
        """Takes away what came from here, and watches no longer."""
        if self._on:
            self._on = False
            self._clipboard.dataChanged.disconnect(self._changed)
        self.clear()

    def clear(self) -> None:
        """Empties the clipboard if it still holds what was copied here."""
        self._timer.stop()
        ours, self._ours = self._ours, ""
        if ours and self._clipboard.text() == ours:
            self._clipboard.clear()
        selection = QClipboard.Mode.Selection
        # The second clipboard of Linux holds whatever was marked last.
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(selection)

    def _changed(self) -> None:
        if not self.owns():
            # Copied in another program: it is theirs, and what was ours is gone.
            self._ours = ""
            self._timer.stop()
            return
        data = self._clipboard.mimeData()
        if data is None or not data.text():
            return
        self._ours = data.text().replace(BREAK, "")
        self._timer.start()
        if BREAK in data.text() or (self._marks_stay and not data.hasFormat(MARK)):
            self._clipboard.dataChanged.disconnect(self._changed)
            self._clipboard.setMimeData(marked(data))
            self._clipboard.dataChanged.connect(self._changed)
            after = self._clipboard.mimeData()
            # A desktop that drops the marks is not asked again and again.
            self._marks_stay = after is not None and after.hasFormat(MARK)
