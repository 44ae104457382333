"""Files that leave: written whole or not at all, with a plain sentence when the disk refuses."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from itertools import count
from pathlib import Path

from toolkit.errors import ToolkitError

PART = ".part"
"""Ends the name of a file that is not whole yet."""
ASIDE = ".before"
"""Ends the name of a file that stood there before, until the new one is noted."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR}


class NotWritten(ToolkitError):
    """A copy could not be written; nothing of it is left on the disk, and an older file of that name still stands."""

    sentence = "The file could not be written. Your record is safe. Check that the disk is still there, or choose another folder."


def write_whole(target: Path, content: bytes) -> str:
    """Writes a file under another name, then renames it; gives its sha256 as hex digits. Raises NotWritten."""
    part = _part(target)
    try:
        sweep(target)
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as fault:
        with contextlib.suppress(OSError):
            part.unlink()
        # The words of the system hold the path, so only ours go on.
        raise NotWritten(_sentence(fault, target)) from None
    _settle(target.parent)
    return hashlib.sha256(content).hexdigest()


def sweep(target: Path) -> None:
    """Removes the half-written file that an export to this very name left when it was killed. Raises OSError."""
    part = _part(target)
    if part.is_file() or part.is_symlink():
        part.unlink(missing_ok=True)


def set_aside(target: Path) -> Path | None:
    """Gives a file that stands there another name beside it, and says which; None where there is none.

    A change of name needs no room, so it can be taken back on a full disk too. Raises NotWritten.
    """
    if not target.is_file():
        return None
    names = (target.with_name(f"{target.name}{ASIDE}{n or ''}") for n in count())
    aside = next(name for name in names if not os.path.lexists(name))
    try:
        target.rename(aside)
    except OSError as fault:
        raise NotWritten(_sentence(fault, target)) from None
    return aside


def put_back(aside: Path, target: Path) -> None:
    """Puts a file that was set aside back in its place, over what stands there now. Raises NotWritten."""
    try:
        aside.replace(target)
    except OSError as fault:
        raise NotWritten(_sentence(fault, target)) from None
    _settle(target.parent)


def _part(target: Path) -> Path:
    return target.with_name(target.name + PART)


def remove(target: Path) -> None:
    """Takes back a file that was just written. Raises NotWritten when the disk refuses."""
    try:
        target.unlink(missing_ok=True)
    except OSError as fault:
        raise NotWritten(_sentence(fault, target)) from None


def _settle(folder: Path) -> None:
    """Has the new name itself kept, where the system can. The content is on the disk already, so a refusal is no fault."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(fault: OSError, target: Path) -> str:
    if fault.errno in _FULL:
        return "The disk is full, so the file was not written. Your record is safe. Free some space or choose another folder."
    if fault.errno in _GONE or not target.parent.is_dir():
        return "This folder is no longer there, so the file was not written. Your record is safe. Choose another folder."
    if target.is_dir():
        return "A folder has this name already, so the file was not written. Choose another name."
    if fault.errno in _REFUSED and target.exists() and os.access(target.parent, os.W_OK):
        return "A file of this name is open in another program or may not be changed. Close it, or choose another name."
    if fault.errno in _REFUSED:
        return "You may not write in this folder, so the file was not written. Your record is safe. Choose another folder."
    if fault.errno == errno.ENAMETOOLONG:
        return "This file name is too long, so the file was not written. Choose a shorter one."
    return NotWritten.sentence
