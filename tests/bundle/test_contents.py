"""What a bundle holds: nothing that could reach a network, every part named with its licence, bill and sums that hold."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from datetime import datetime
from importlib import metadata
from pathlib import Path

import pytest

from tests.cyclonedx import faults
from toolkit.ui.about_parts import BESIDE, LIBRARIES
from tools.bill import BILL, SUMS, digest, inside
from tools.bundle_files import key_of

NEVER = (
    "Qt6Network",
    "QtNetwork",
    "Qt6WebSockets",
    "Qt6Qml",
    "Qt6Quick",
    "_ssl.",
    "libssl",
    "opengl32sw",
    "qgtk3",
)


def test_it_holds_nothing_that_reaches_a_network(bundle: Path) -> None:
    papers = inside(bundle) / "licences"
    names = [file.relative_to(bundle).as_posix() for file in bundle.rglob("*") if papers not in file.parents]
    assert [name for name in names if any(part in name for part in NEVER)] == []
    assert not [name for name in names if "/tests/" in name or name.endswith((".pyi", ".ts", ".qm"))]


def test_every_part_stands_in_about_with_its_papers(bundle: Path) -> None:
    inside_it = {
        key_of(one.metadata["Name"]): one for one in metadata.distributions(path=[str(inside(bundle))])
    }
    assert set(inside_it) == {key_of(part.name) for part in LIBRARIES}
    for name in ("LGPL-3.0", "GPL-3.0", "LGPL-2.1", "ICU", "Phosphor-icons"):
        assert (inside(bundle) / "licences" / f"{name}.txt").is_file(), name
    assert (inside(bundle) / "LICENSE").is_file()


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="looks where Debian keeps licences")
def test_what_was_found_on_the_computer_that_built_it_has_its_papers(bundle: Path) -> None:
    held = {file.stem for file in (inside(bundle) / "licences" / "of-the-system").iterdir()}
    for file in inside(bundle).glob("lib*.so*"):
        if file.is_symlink() or "python" in file.name:
            continue
        done = subprocess.run(
            ["dpkg-query", "-S", f"*/{file.name}"], capture_output=True, text=True, check=True
        )
        assert held & set(re.findall(r"^([^:,]+)", done.stdout, re.MULTILINE)), file.name
    assert held & {"Python", "libpython3.11"}


def test_each_library_beside_the_folders_of_its_part_is_told_of_in_about(bundle: Path) -> None:
    told = " ".join(part.name for part in (*BESIDE, *LIBRARIES)).casefold()
    known = {
        "libpython": "python",
        "libcrypto": "openssl",
        "libicu": "icu",
        "libxcb": "libxcb",
        "libQt6": "pyside6",
    }
    known |= {"libpyside6": "pyside6", "libsqlite3": "sqlite", "libz.": "zlib", "libbz2": "bzip2"}
    known |= {name: name for name in ("liblzma", "libffi", "libuuid")} | {"libshiboken6": "shiboken6"}
    for file in inside(bundle).glob("lib*"):
        names = [part for start, part in known.items() if file.name.startswith(start)]
        assert names, f"{file.name} stands in no part of About"
        assert names[0] in told


def test_the_bill_of_materials_is_cyclonedx_and_names_every_part(built: Path, bundle: Path) -> None:
    bill = json.loads((built / BILL).read_text(encoding="utf-8"))
    assert faults(bill) == []
    datetime.strptime(bill["metadata"]["timestamp"], "%Y-%m-%dT%H:%M:%SZ")
    names = {part["name"] for part in bill["components"]}
    assert names >= {part.name for part in (*LIBRARIES, *BESIDE)}
    # What is built into other libraries, and has weaknesses told of under its own name.
    built_in = {
        part["name"]: part["version"] for part in bill["components"] if part["bom-ref"].startswith("inside:")
    }
    assert set(built_in) == {"OpenSSL", "SQLCipher"}
    assert re.fullmatch(r"\d+\.\d+\.\d+", built_in["SQLCipher"])
    native = [part for part in bill["components"] if part["type"] == "file"]
    assert len(native) > 40
    for part in native[:5]:
        assert part["hashes"][0]["content"] == digest(bundle / part["name"])


def test_the_checksums_are_of_every_file(built: Path, bundle: Path) -> None:
    lines = (built / SUMS).read_text(encoding="utf-8").splitlines()
    said = {name: value for value, _, name in (line.partition("  ") for line in lines)}
    here = {
        file.relative_to(built).as_posix()
        for file in bundle.rglob("*")
        if file.is_file() and not file.is_symlink()
    }
    assert set(said) == here
    some = "SafeguardingToolkit/_internal/LICENSE"
    assert said[some] == hashlib.sha256((built / some).read_bytes()).hexdigest()
