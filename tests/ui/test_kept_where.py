"""Where records are kept: the kind of place on three systems, what is said of it, and that it is said once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drive import settle
from tests.ui.fit import assert_fits
from tests.ui.made import Made
from toolkit.ui.create_steps import NO_CLOUD, PlaceStep
from toolkit.ui.main_window import MainWindow
from toolkit.ui.safety import kept_where
from toolkit.ui.safety.first_look import TOLD, first_look, tell_place
from toolkit.ui.safety.kept_where import Machine, Mount, Place, linux_mounts, mac_mounts, place_of, removable
from toolkit.ui.safety.risk import RISKS, risk_of
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Banner

LINUX = (
    Mount("/dev/sda2", "/", "ext4"),
    Mount("/dev/sda3", "/home", "ext4"),
    Mount("//files/team", "/mnt/team", "cifs"),
    Mount("tansy@files:", "/home/tansy/far", "fuse.sshfs"),
    Mount("/dev/sdb1", "/media/tansy/STICK", "vfat"),
    Mount("/dev/sdc1", "/mnt/card", "exfat"),
    Mount("/dev/sdd1", "/mnt/second", "ext4"),
)
MAC = (
    Mount("/dev/disk3s1s1", "/", "apfs"),
    Mount("/dev/disk3s5", "/System/Volumes/Data", "apfs"),
    Mount("//tansy@files/team", "/Volumes/team", "smbfs"),
    Mount("/dev/disk4s1", "/Volumes/STICK", "msdos"),
)
DRIVES = {"C:\\": 3, "D:\\": 3, "E:\\": 2, "S:\\": 4, "X:\\": 0}


def _linux() -> Machine:
    return Machine(
        "linux",
        {},
        mounts=lambda: LINUX,
        removable=lambda source: source == "/dev/sdc1",
        there=lambda _: False,
    )


def _mac() -> Machine:
    return Machine("darwin", {}, mounts=lambda: MAC, there=lambda _: False)


def _windows() -> Machine:
    environ = {"OneDriveCommercial": r"C:\Users\tansy\Examplebridge"}
    return Machine("win32", environ, drive_type=lambda root: DRIVES[root], there=lambda _: False)


@pytest.mark.parametrize(
    ("machine", "path", "kind", "service"),
    [
        (_windows, r"C:\Users\tansy\AppData\Local\Safeguarding Toolkit\Records", "laptop", ""),
        (_windows, r"D:\Records", "laptop", ""),
        (_windows, r"E:\Records", "removable", ""),
        (_windows, r"S:\Teams\Records", "network", ""),
        (_windows, r"\\files\team\Records", "network", ""),
        (_windows, r"X:\Records", "laptop", ""),
        (_windows, r"Records", "laptop", ""),
        (_windows, r"C:\Users\tansy\OneDrive - Examplebridge Council\Records", "synced", "OneDrive"),
        (_windows, r"C:\Users\tansy\examplebridge\Documents\Records", "synced", "OneDrive"),
        (_windows, r"C:\Users\tansy\Dropbox (Team)\Records", "synced", "Dropbox"),
        (_windows, r"C:\Users\tansy\iCloudDrive\Records", "synced", "iCloud"),
        (_windows, r"G:\My Drive\Records", "synced", "Google Drive"),
        (_linux, "/home/tansy/Records", "laptop", ""),
        (_linux, "/srv/Records", "laptop", ""),
        (_linux, "/mnt/team/Records", "network", ""),
        (_linux, "/home/tansy/far/Records", "network", ""),
        (_linux, "/media/tansy/STICK/Records", "removable", ""),
        (_linux, "/mnt/card/Records", "removable", ""),
        (_linux, "/mnt/second/Records", "laptop", ""),
        (_linux, "/home/tansy/Nextcloud/Records", "synced", "Nextcloud"),
        (_linux, "/home/tansy/Dropbox notes/Records", "laptop", ""),
        (_mac, "/Users/tansy/Library/Application Support/Safeguarding Toolkit/Records", "laptop", ""),
        (_mac, "/Volumes/team/Records", "network", ""),
        (_mac, "/Volumes/STICK/Records", "removable", ""),
        (_mac, "/Users/tansy/Library/CloudStorage/OneDrive-Examplebridge/Records", "synced", "OneDrive"),
        (_mac, "/Users/tansy/Library/CloudStorage/Dropbox/Records", "synced", "Dropbox"),
        (_mac, "/Users/tansy/Library/Mobile Documents/com~apple~CloudDocs/Records", "synced", "iCloud"),
    ],
)
def test_each_kind_of_place_is_told(
    machine: Callable[[], Machine], path: str, kind: str, service: str
) -> None:
    folder: PurePath = PureWindowsPath(path) if machine().platform == "win32" else PurePosixPath(path)
    assert place_of(folder, machine()) == Place(kind, service)  # type: ignore[arg-type]


def test_a_mark_of_a_service_in_a_folder_above_tells_it(tmp_path: Path) -> None:
    (tmp_path / "share" / "deep").mkdir(parents=True)
    (tmp_path / "share" / ".stfolder").mkdir()
    assert place_of(tmp_path / "share" / "deep" / "Records").service == "Syncthing"
    assert place_of(tmp_path / "other").kind == "laptop"


@pytest.mark.skipif(sys.platform == "win32", reason="a person may not make links there")
def test_a_link_into_a_folder_of_a_service_tells_it(tmp_path: Path) -> None:
    inside = tmp_path / "Dropbox" / "Work"
    inside.mkdir(parents=True)
    link = tmp_path / "Records"
    link.symlink_to(inside)
    assert place_of(link / "North team") == Place("synced", "Dropbox")
    round_and_round = tmp_path / "loop"
    round_and_round.symlink_to(round_and_round)
    assert place_of(round_and_round).kind == "laptop"


def test_what_cannot_be_asked_counts_as_this_laptop() -> None:
    def broken() -> list[Mount]:
        raise OSError("not now")

    machine = Machine("linux", {}, mounts=broken, there=lambda _: False)
    assert place_of(PurePosixPath("/mnt/team/Records"), machine) == Place("laptop")
    assert kept_where.drive_type("C:\\") == 0 or kept_where.drive_type("C:\\") == 3
    machine = Machine("linux", {}, mounts=list, there=lambda _: False)
    assert place_of(PurePosixPath("/run/media/tansy/STICK"), machine).kind == "removable"


def test_the_mounts_of_linux_are_read_with_their_spaces(tmp_path: Path) -> None:
    file = tmp_path / "mounts"
    file.write_text("/dev/sdb1 /media/tansy/MY\\040STICK vfat rw 0 0\nbroken\n")
    assert linux_mounts(file) == [Mount("/dev/sdb1", "/media/tansy/MY STICK", "vfat")]
    assert linux_mounts(tmp_path / "none") == []
    assert linux_mounts() or not Path("/proc/self/mounts").exists()


def test_the_mounts_of_a_mac_are_read() -> None:
    said = "/dev/disk3s1 on / (apfs, sealed)\n//tansy@files/a b on /Volumes/a b (smbfs, nodev)\nnonsense\n"
    assert mac_mounts(lambda: said) == [
        Mount("/dev/disk3s1", "/", "apfs"),
        Mount("//tansy@files/a b", "/Volumes/a b", "smbfs"),
    ]


def test_a_part_of_a_disk_is_asked_for_the_whole(tmp_path: Path) -> None:
    disk = tmp_path / "devices" / "sdb"
    (disk / "sdb1").mkdir(parents=True)
    (disk / "removable").write_text("1\n")
    (tmp_path / "block").mkdir()
    (tmp_path / "block" / "sdb1").symlink_to(disk / "sdb1")
    assert removable("/dev/sdb1", tmp_path / "block")
    assert not removable("/dev/sdz1", tmp_path / "block")
    assert not removable("overlay", tmp_path / "block")


def _banners(root: QWidget) -> list[str]:
    return [one.words() for one in root.findChildren(Banner) if one.isVisibleTo(root)]


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize(
    ("path", "kind"),
    [("/media/tansy/STICK", "removable"), ("/mnt/team", "network"), ("/home/tansy/Dropbox", "synced")],
)
def test_new_records_are_warned_of_their_place(
    qtbot: QtBot, make_theme: Callable[..., Theme], path: str, kind: str, size: int
) -> None:
    theme = make_theme(text_size=size)
    step = PlaceStep(theme, Path("/home/tansy/Records"), lambda *_: Path(path), _linux())
    qtbot.addWidget(step)
    step.resize(900, 900)
    step.show()
    assert any(NO_CLOUD in words for words in _banners(step))
    step.choose()
    settle()
    risk = risk_of(place_of(PurePosixPath(path), _linux()))
    assert risk is not None
    welcome, *places = _banners(step)
    assert welcome.startswith("Welcome.")
    assert places == [f"{risk.lead} {risk.text}"]
    assert RISKS[kind].text == risk.text
    assert_fits(step)


def test_it_is_said_once_after_opening_and_again_for_another_kind(window: MainWindow, made: Made) -> None:
    said: list[str] = []
    window.keep_saying = lambda banner: said.append(banner.words())  # type: ignore[method-assign]
    tell_place(made.session, window, Place("laptop"))
    assert said == []
    tell_place(made.session, window, Place("removable"))
    tell_place(made.session, window, Place("removable"))
    assert len(said) == 1
    assert "removable disk" in said[0]
    tell_place(made.session, window, Place("synced", "OneDrive"))
    assert "copied by OneDrive" in said[1]
    assert made.session.fact(TOLD) == "removable synced"
    assert all(TOLD not in row.what for row in made.vault.audit.rows())


def test_settings_and_the_health_check_say_it_as_well(
    window: MainWindow, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_look(made.session, window)
    assert not any("disk" in words for words in _banners(window))
    for name in ("toolkit.ui.settings_vault.place_of", "toolkit.ui.safety.health_page.place_of"):
        monkeypatch.setattr(name, lambda _folder: Place("network"))
    window.place("settings")
    settle()
    assert any("network drive" in words for words in _banners(window))
