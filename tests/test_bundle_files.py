"""What goes into a bundle and what comes with it: which files stay, icons, version details, licences, installers."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import pytest

from tests.cyclonedx import faults
from tests.helpers import TOP
from toolkit import __version__
from toolkit.ui.about_parts import LIBRARIES
from tools import bill, icons
from tools.bundle_files import ICNS, details, distributions, key_of, version, wanted


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/plugins/imageformats/libqwebp.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/lib/libQt6DBus.so.6",
        "PySide6/QtDBus.abi3.so",
        "PySide6/QtPrintSupport.abi3.so",
        "libxcb-cursor.so.0",
        "libcrypto.so.3",
        "cryptography/hazmat/bindings/_rust.abi3.so",
        "pyphen/dictionaries/hyph_en_GB.dic",
        "pyphen/dictionaries/README_hyph_en_GB.txt",
        "qtawesome/fonts/phosphor-1.3.0.ttf",
        "docx/templates/default.docx",
        "resources/guidance/card.toml",
        "enchant/data/mingw64/share/enchant/hunspell/en_GB.dic",
        "lxml-6.1.3.dist-info/METADATA",
        "lxml-6.1.3.dist-info/licenses/LICENSE.txt",
        "rapidfuzz/fuzz_cpp.cpython-311-x86_64-linux-gnu.so",
    ],
)
def test_what_is_used_stays(name: str) -> None:
    assert wanted(name, "linux")


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6\\Qt6Network.dll",
        "QtNetwork.abi3.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6/opengl32sw.dll",
        "PySide6/translations/qt_de.qm",
        "qtawesome/fonts/remixicon-2.5.0.ttf",
        "pyphen/dictionaries/hyph_de_DE.dic",
        "docx/templates/default-docx-template/word/styles.xml",
        "lxml-6.1.3.dist-info/RECORD",
        "libstdc++.so.6",
        "libX11.so.6",
        "libcups.so.2",
        "libfontconfig.so.1",
    ],
)
def test_what_is_not_used_goes(name: str) -> None:
    assert not wanted(name, "linux")


def test_what_linux_desktops_bring_is_left_out_on_linux_alone() -> None:
    assert wanted("libfreetype.so.6", "darwin")
    assert wanted("PySide6/Qt/lib/libX11.so.6", "linux")
    asked = (TOP / "tools" / "debian-packages.txt").read_text(encoding="utf-8")
    for package in (
        "libfontconfig1",
        "libfreetype6",
        "libglib2.0-0",
        "libdbus-1-3",
        "libx11-xcb1",
        "libcups2",
    ):
        assert package in asked


def test_every_part_stands_in_about_with_a_licence() -> None:
    assert {key_of(name) for name in distributions()} == {key_of(part.name) for part in LIBRARIES}
    for part in LIBRARIES:
        said = metadata.metadata(part.name)
        words = said["License-Expression"] or said["License"] or " ".join(said.get_all("Classifier") or ())
        own = re.findall(r"MIT|BSD|Apache|LGPL|GPL|MPL|PSF|ISC", words)
        # Where the papers of a part say a licence, About says the same.
        assert not own or set(own) & set(re.findall(r"MIT|BSD|Apache|LGPL|GPL|MPL|PSF|ISC", part.licence)), (
            part
        )


def test_the_icons_are_what_windows_and_macs_read() -> None:
    for width in (16, 256):
        assert icons.drawn(width)[:8] == b"\x89PNG\r\n\x1a\n"
    pictures = {width: icons.drawn(width) for width in (16, 32, 256)}
    made = icons.ico(pictures)
    assert struct.unpack_from("<HHH", made) == (0, 1, 3)
    for number, (width, content) in enumerate(sorted(pictures.items())):
        row = struct.unpack_from("<BBBBHHII", made, 6 + 16 * number)
        assert row[0] == width % 256
        assert made[row[7] : row[7] + row[6]] == content
    packed = icons.icns(pictures)
    assert packed[:4] == b"icns"
    assert struct.unpack(">I", packed[4:8])[0] == len(packed)
    assert packed[8:12] == ICNS[16]


def test_windows_shows_the_version() -> None:
    assert version(TOP) == __version__
    said = dict(details(__version__, "toolkit"))
    assert said["FileVersion"] == said["ProductVersion"] == __version__
    assert said["OriginalFilename"] == "toolkit.exe"


def test_a_bill_and_sums_are_made_of_any_bundle(tmp_path: Path) -> None:
    bundle = tmp_path / bill.BUNDLE
    papers = bill.inside(bundle) / "lxml-6.1.3.dist-info"
    papers.mkdir(parents=True)
    (papers / "METADATA").write_text("Metadata-Version: 2.1\nName: lxml\nVersion: 6.1.3\n", encoding="utf-8")
    (bundle / "libx.so").write_bytes(b"code OpenSSL 3.0.19 27 Jan 2026")
    made = bill.bill(bundle, datetime(2026, 11, 22, tzinfo=UTC))
    assert faults(made) == []
    assert "pkg:pypi/lxml@6.1.3" in [part.get("purl") for part in made["components"]]
    inside = [(part["name"], part["version"]) for part in made["components"] if "inside:" in part["bom-ref"]]
    assert inside[0] == ("OpenSSL", "3.0.19")
    assert inside[1][0] == "SQLCipher"
    assert re.fullmatch(r"4\.\d+\.\d+", inside[1][1])
    assert made["metadata"]["timestamp"] == "2026-11-22T00:00:00Z"
    assert faults({**made, "specVersion": "1.4", "surprise": 1}) == ["unknown: surprise", "not CycloneDX 1.6"]
    (tmp_path / bill.SUMS).write_text(bill.sums(bundle), encoding="utf-8")
    if sys.platform == "linux":
        subprocess.run(["sha256sum", "--quiet", "-c", bill.SUMS], cwd=tmp_path, check=True)
        (bundle / "libx.so").write_bytes(b"another")
        assert subprocess.run(
            ["sha256sum", "-c", bill.SUMS], cwd=tmp_path, capture_output=True, check=False
        ).returncode


@pytest.mark.skipif(sys.platform == "win32", reason="for Linux")
def test_it_goes_into_a_persons_own_folders_and_out_again(tmp_path: Path) -> None:
    home, load = tmp_path / "home with spaces", tmp_path / "download"
    records = home / ".local" / "share" / "safeguarding-toolkit" / "Records"
    records.mkdir(parents=True)
    (records / "vault.db").write_text("kept")
    program = load / "SafeguardingToolkit"
    (program / "_internal" / "resources" / "icons").mkdir(parents=True)
    (program / "SafeguardingToolkit").write_text("#!/bin/sh\necho started\n")
    (program / "SafeguardingToolkit").chmod(0o755)
    drawing = TOP / "resources" / "icons" / "program.svg"
    (program / "_internal" / "resources" / "icons" / "program.svg").write_bytes(drawing.read_bytes())
    for name in ("install.sh", "safeguarding-toolkit.desktop"):
        (load / name).write_bytes((TOP / "packaging" / "linux" / name).read_bytes())

    def install(*words: str) -> None:
        environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
        subprocess.run(
            ["sh", str(load / "install.sh"), *words], env=environment, check=True, capture_output=True
        )

    # Twice, as for an update; the one between was cut short.
    install()
    there = home / ".local" / "share" / "safeguarding-toolkit-program"
    (there.parent / f"{there.name}.new").mkdir()
    (there.parent / f"{there.name}.new" / "half").write_text("half a library")
    install()
    assert not (there / "half").exists()
    entry = home / ".local" / "share" / "applications" / "safeguarding-toolkit.desktop"
    lines = dict(line.split("=", 1) for line in entry.read_text(encoding="utf-8").splitlines() if "=" in line)
    assert lines["Exec"] == f'"{there}/SafeguardingToolkit" %f'
    assert lines["TryExec"] == f"{there}/SafeguardingToolkit"
    assert {"Type", "Name", "Icon", "Categories"} <= set(lines)
    ElementTree.parse(home / ".local/share/icons/hicolor/scalable/apps/safeguarding-toolkit.svg")
    run = subprocess.run(
        [str(home / ".local/bin/SafeguardingToolkit")], capture_output=True, text=True, check=True
    )
    assert run.stdout == "started\n"
    install("remove")
    left = [file.relative_to(home).as_posix() for file in home.rglob("*") if not file.is_dir()]
    assert left == [".local/share/safeguarding-toolkit/Records/vault.db"]


def test_the_installer_for_windows_needs_no_administrator_and_leaves_records_alone() -> None:
    words = (TOP / "packaging" / "windows" / "toolkit.iss").read_text(encoding="utf-8")
    assert "PrivilegesRequired=lowest" in words
    assert "DefaultDirName={localappdata}\\Programs\\" in words
    # Records lie in {localappdata}\Safeguarding Toolkit: neither the installing nor the removal names that folder.
    assert not re.search(r"^\[(UninstallDelete|Registry)\]", words, re.MULTILINE)
    assert re.findall(r'^Type: \w+; Name: "([^"]*)"', words, re.MULTILINE) == ["{app}\\_internal"]


def test_the_public_build_pins_what_it_uses_and_says_that_it_was_not_run() -> None:
    words = (TOP / ".github" / "workflows" / "bundle.yml").read_text(encoding="utf-8")
    uses = re.findall(r"uses: (\S+)", words)
    assert uses
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one) for one in uses)
    assert "NOT YET RUN" in words
    for system in ("ubuntu", "windows-latest", "macos-latest"):
        assert system in words
