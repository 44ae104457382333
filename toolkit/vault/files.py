"""Files that are replaced whole or not at all, and the lock that keeps a second window out."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from toolkit.errors import DiskFault, DiskFull, FolderReadOnly, RecordsOpenElsewhere, ToolkitError

if sys.platform == "win32":  # pragma: no cover
    import msvcrt
else:
    import fcntl

LOCK_NAME = "vault.lock"
ROOM, HELD = "toolkit-", "held"
READ_ONLY_ERRORS = {errno.EACCES, errno.EPERM, errno.EROFS}
FULL_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def disk_fault(fault: OSError) -> ToolkitError:
    """Gives the fault of ours for a fault of the operating system, without its words: they may hold a path."""
    if fault.errno in FULL_ERRORS:
        return DiskFull()
    if fault.errno in READ_ONLY_ERRORS:
        return FolderReadOnly()
    return DiskFault()


@contextlib.contextmanager
def disk_faults() -> Iterator[None]:
    """Turns every fault of the operating system in this block into one of ours."""
    try:
        yield
    except OSError as fault:
        raise disk_fault(fault) from None


def replace_file(path: Path, data: bytes) -> None:
    """Writes a file so that, whatever happens, either the old bytes or the new ones are there.

    Raises `DiskFull`, `FolderReadOnly` or `DiskFault`, and then the old file is untouched.
    """
    new = path.with_name(path.name + ".new")
    with disk_faults():
        try:
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            new.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                new.unlink()
            raise
        sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Makes what was written to a file survive a power cut. Raises a fault of the disk."""
    with disk_faults(), path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Makes a rename in a folder survive a power cut, where the system lets us."""
    if sys.platform == "win32":  # pragma: no cover
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def writable(folder: Path) -> bool:
    """Says whether files can be made in a folder, found out by making one: permissions alone do not tell."""
    probe = folder / "vault.probe"
    try:
        handle = os.open(probe, os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError as fault:
        # A full disk is still a disk that can be written to once there is space.
        return fault.errno in FULL_ERRORS
    os.close(handle)
    with contextlib.suppress(OSError):
        probe.unlink()
    return True


class FolderLock:
    """Holds the folder for one window of one process; the system lets go of it when the process ends, however it ends.

    It stands in a file of its own, because closing any handle on `vault.db` would drop SQLite's own locks on it.
    """

    def __init__(self, folder: Path, *, create: bool = True) -> None:
        """Takes the lock. Raises `RecordsOpenElsewhere` at once when another holds it."""
        self._file: BinaryIO | None = None
        path = folder / LOCK_NAME
        try:
            handle = os.open(path, os.O_RDWR | (os.O_CREAT if create else 0), 0o600)
        except FileNotFoundError:
            return
        except OSError as fault:
            if fault.errno in READ_ONLY_ERRORS:
                handle = _open_to_read(path)
                if handle < 0:
                    return
            else:
                raise disk_fault(fault) from None
        self._file = os.fdopen(handle, "rb", buffering=0)
        try:
            self._take()
        except OSError as fault:
            self.release()
            if fault.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
                raise RecordsOpenElsewhere() from None
            # Some network folders know no such locks; SQLite's own lock still keeps a second window out.

    def _take(self) -> None:
        assert self._file is not None
        if sys.platform == "win32":  # pragma: no cover
            msvcrt.locking(self._file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(self._file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def release(self) -> None:
        """Lets go of the folder; may be called twice."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _open_to_read(path: Path) -> int:
    try:
        return os.open(path, os.O_RDONLY)
    except OSError:
        return -1


class Room(tempfile.TemporaryDirectory[str]):
    """A private folder for passing files, all of them encrypted; what a killed program left of one goes at the next start."""

    def __init__(self, beside: Path | None = None) -> None:
        """Makes it in the folder for passing files, or in another one. Raises OSError."""
        super().__init__(prefix=ROOM, dir=beside)
        held = Path(self.name) / HELD
        held.mkdir()
        self._lock = FolderLock(held)

    def cleanup(self) -> None:
        """Takes it away with all that is in it; may be called twice."""
        self._lock.release()
        super().cleanup()


def sweep_rooms(where: Path | None = None) -> None:
    """Takes away rooms that no running program holds, in the folder for passing files or in another one."""
    for held in (where or Path(tempfile.gettempdir())).glob(f"{ROOM}*/{HELD}/{LOCK_NAME}"):
        with contextlib.suppress(OSError, ToolkitError):
            FolderLock(held.parent, create=False).release()
            # Refuses to follow a link that somebody else put there.
            shutil.rmtree(held.parent.parent)
