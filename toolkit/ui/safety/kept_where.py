"""What kind of place a folder of records is in: on this laptop, on a removable disk, on the network, or copied by a service.

The system is asked for the kind of the disk, and the path is looked at for the folders of the known services. Nothing is
written and nothing is opened but the list of mounts, so it may be asked before there are any records. What cannot be told
counts as this laptop: a warning that is wrong would be read past the next time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Literal

Kind = Literal["laptop", "removable", "network", "synced"]

REMOVABLE_DRIVE, REMOTE_DRIVE = 2, 4
"""What GetDriveTypeW of Windows gives."""
NETWORK_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "ncpfs", "9p", "afs", "ceph", "davfs", "webdav"}
) | {f"fuse.{name}" for name in ("sshfs", "davfs2", "gvfsd-fuse", "rclone", "glusterfs", "s3fs")}
STICKS = (PurePosixPath("/media"), PurePosixPath("/run/media"))
VOLUMES = PurePosixPath("/Volumes")
SERVICES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "icloud": "iCloud",
    "iclouddrive": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "box sync": "Box",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
    "pcloud drive": "pCloud",
}
"""A folder's name in small letters, with what it is called. Also right for “OneDrive - Examplebridge Council”."""
MAC_CLOUDS = ("/Library/CloudStorage/", "/Library/Mobile Documents/")
MARKS = {".stfolder": "Syncthing", ".dropbox.cache": "Dropbox", ".sync_lock": "Nextcloud"}
"""What a service puts into the top of its folder."""
ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


@dataclass(frozen=True)
class Mount:
    """One line of the list of mounts."""

    source: str
    at: str
    system: str


@dataclass(frozen=True)
class Place:
    """What kind of place it is, and the name of the service that copies it."""

    kind: Kind
    service: str = ""


@dataclass(frozen=True)
class Machine:
    """What is asked of the computer; tests give their own."""

    platform: str = sys.platform
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    drive_type: Callable[[str], int] | None = None
    mounts: Callable[[], Sequence[Mount]] | None = None
    removable: Callable[[str], bool] | None = None
    there: Callable[[str], bool] = os.path.exists


def place_of(folder: Path | PurePath, machine: Machine | None = None) -> Place:
    """What kind of place a folder is in; the folder need not exist yet. Raises nothing."""
    machine = machine or Machine()
    try:
        # A link may lead into a folder of a service; its own name may be one as well.
        names = [folder, folder.resolve()] if isinstance(folder, Path) else [folder]
        if service := next(filter(None, (_service(one, machine) for one in names)), ""):
            return Place("synced", service)
        if machine.platform == "win32":
            return Place(_windows(PureWindowsPath(folder), machine))
        return Place(_unix(_resolved(folder), machine))
    except (OSError, RuntimeError):
        # A link that leads in a circle is a RuntimeError.
        return Place("laptop")


def _resolved(folder: Path | PurePath) -> PurePosixPath:
    return PurePosixPath(folder.resolve() if isinstance(folder, Path) else folder)


# A service that copies


def _service(folder: Path | PurePath, machine: Machine) -> str:
    windows = machine.platform == "win32"
    path = PureWindowsPath(folder) if windows else PurePosixPath(folder)
    for variable in ONEDRIVE_VARIABLES if windows else ():
        root = machine.environ.get(variable, "")
        if root and path.is_relative_to(PureWindowsPath(root)):
            return "OneDrive"
    if machine.platform == "darwin" and any(part in f"{path}/" for part in MAC_CLOUDS):
        rest = next(str(path).partition(part)[2] for part in MAC_CLOUDS if part in f"{path}/")
        named = _named(rest.partition("/")[0].partition("-")[0])
        return named or "iCloud"
    for part in path.parts[1:]:
        if named := _named(part):
            return named
    for parent in (path, *path.parents):
        for mark, named in MARKS.items():
            if machine.there(str(parent / mark)):
                return named
    return ""


def _named(part: str) -> str:
    """The service a folder's name belongs to: its own name, or that with the organisation's behind a dash."""
    plain = part.casefold().partition(" - ")[0].partition(" (")[0].strip()
    return SERVICES.get(plain, "")


# The kind of the disk


def _windows(path: PureWindowsPath, machine: Machine) -> Kind:
    if path.drive.startswith("\\\\"):
        return "network"
    if not path.drive:
        return "laptop"
    kind = (machine.drive_type or drive_type)(f"{path.drive}\\")
    return {REMOVABLE_DRIVE: "removable", REMOTE_DRIVE: "network"}.get(kind, "laptop")  # type: ignore[return-value]


def _unix(path: PurePosixPath, machine: Machine) -> Kind:
    mac = machine.platform == "darwin"
    found = (machine.mounts or (mac_mounts if mac else linux_mounts))()
    inside = [one for one in found if path.is_relative_to(one.at)]
    # The nearest one counts; of two at one place the later covers the earlier, and sorting keeps their order.
    inside.sort(key=lambda one: len(PurePosixPath(one.at).parts))
    mount = inside[-1] if inside else None
    if mount is not None:
        if mount.system in NETWORK_SYSTEMS:
            return "network"
        if PurePosixPath(mount.at) == PurePosixPath("/"):
            return "laptop"
        if mac:
            return "removable" if PurePosixPath(mount.at).is_relative_to(VOLUMES) else "laptop"
        if any(PurePosixPath(mount.at).is_relative_to(stick) for stick in STICKS):
            return "removable"
        return "removable" if (machine.removable or removable)(mount.source) else "laptop"
    if any(path.is_relative_to(stick) for stick in STICKS) or (mac and path.is_relative_to(VOLUMES)):
        return "removable"
    return "laptop"


def drive_type(root: str) -> int:
    """The kind of a Windows drive, as the system gives it; 0 where it cannot be asked."""
    import ctypes

    library = getattr(ctypes, "windll", None)
    return int(library.kernel32.GetDriveTypeW(root)) if library is not None else 0


def linux_mounts(file: Path = Path("/proc/self/mounts")) -> list[Mount]:
    """The mounts of Linux; a space in a path stands there as \\040."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        parts = line.split()
        if len(parts) >= 3:
            source, at = (
                one.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\") for one in parts[:2]
            )
            found.append(Mount(source, at, parts[2]))
    return found


def mac_mounts(run: Callable[[], str] | None = None) -> list[Mount]:
    """The mounts of macOS, as `mount` tells them: `//ash@host/share on /Volumes/share (smbfs, nodev)`."""
    found = []
    for line in (run or _mount)().splitlines():
        source, on, rest = line.partition(" on ")
        at, bracket, inside = rest.rpartition(" (")
        if on and bracket:
            found.append(Mount(source, at, inside.partition(",")[0].rstrip(")").strip()))
    return found


def _mount() -> str:
    import subprocess

    try:
        done = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=2, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout


def removable(source: str, system: Path = Path("/sys/class/block")) -> bool:
    """Whether Linux marks the disk of a device as removable; a part of a disk is asked for the whole of it."""
    name = PurePosixPath(source).name
    if not source.startswith("/dev/") or not (system / name).exists():
        return False
    here = (system / name).resolve()
    for folder in (here, here.parent):
        try:
            return (folder / "removable").read_text().strip() == "1"
        except OSError:
            continue
    return False
