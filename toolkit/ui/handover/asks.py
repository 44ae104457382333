"""Which file or folder: asked with the dialogs of the system, and by tests of their own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from toolkit.errors import DiskFault, FolderMissing, ToolkitError
from toolkit.export.files import put_back, remove, set_aside, write_whole
from toolkit.ui.release_leaving import NotNoted, NotNotedPutBack, NotPutBack, NotTakenBack

AskSave = Callable[[QWidget, Path], Path | None]
AskOpen = Callable[[QWidget, str], Path | None]
AskFolder = Callable[[QWidget], Path | None]


class FileUnread(DiskFault):
    """A file that was chosen cannot be read."""

    sentence = "This file could not be read. Nothing was changed. Check that the disk or memory stick is still there, then choose it again."


def ask_save(parent: QWidget, offered: Path) -> Path | None:
    """Asks where a file goes; the ending offered is kept."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save", str(offered))
    if not chosen:
        return None
    place = Path(chosen)
    return place if place.suffix.lower() == offered.suffix else place.with_name(place.name + offered.suffix)


def ask_open(parent: QWidget, kinds: str) -> Path | None:
    """Asks which file; `kinds` as in "Hand-over (*.age)"."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "Open", "", f"{kinds};;All files (*)")
    return Path(chosen) if chosen else None


def ask_folder(parent: QWidget) -> Path | None:
    """Asks which folder."""
    chosen = QFileDialog.getExistingDirectory(parent, "Choose a folder")
    return Path(chosen) if chosen else None


@dataclass(frozen=True)
class Asks:
    """What is asked."""

    save: AskSave = ask_save
    open: AskOpen = ask_open
    folder: AskFolder = ask_folder


def read_file(path: Path) -> bytes:
    """The bytes of a file. Raises FileUnread, without the words of the system: they hold the path."""
    try:
        return path.read_bytes()
    except OSError:
        raise FileUnread() from None


def leave(files: Sequence[tuple[Path, bytes]], note: Callable[[Sequence[str]], object]) -> list[str]:
    """Writes files and notes them, all or none; `note` gets their sha256, which are given back too.

    What stood there before is kept aside until everything is noted. Raises NotWritten, FolderMissing, NotNoted and the like;
    then everything is as it was, or the sentence says what is not.
    """
    if any(not path.parent.is_dir() for path, _ in files):
        raise FolderMissing()
    done: list[tuple[Path, Path | None]] = []
    try:
        digests = []
        for path, content in files:
            before = set_aside(path)
            done.append((path, before))
            digests.append(write_whole(path, content))
    except BaseException:
        _undo(done)
        raise
    try:
        note(digests)
    except BaseException as fault:
        _undo(done)
        if not isinstance(fault, ToolkitError):
            raise
        raise (NotNotedPutBack if any(before for _, before in done) else NotNoted) from fault
    for _, before in done:
        if before is not None:
            with contextlib.suppress(ToolkitError):
                remove(before)
    return digests


def _undo(done: Sequence[tuple[Path, Path | None]]) -> None:
    for path, before in reversed(done):
        try:
            if before is not None:
                put_back(before, path)
            else:
                remove(path)
        except ToolkitError as fault:
            # Where the whole folder is gone, nothing of it is left there either.
            if path.parent.is_dir():
                raise (NotTakenBack if before is None else NotPutBack) from fault
