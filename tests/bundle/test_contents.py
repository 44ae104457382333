"""What a bundle holds: nothing that could reach a network, every part named with its licence, bill and sums that hold."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from importlib import metadata
from pathlib import Path

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
    names = [file.relative_to(bundle).as_posix() for file in bundle.rglob("*")]
    assert [name for name in names if any(part in name for part in NEVER)] == []
    assert not [name for name in names if "/tests/" in name or name.endswith((".pyi", ".ts", ".qm"))]


def test_every_part_stands_in_about_with_its_papers(bundle: Path) -> None:
    inside_it = {
        key_of(one.metadata["Name"]): one for one in metadata.distributions(path=[str(inside(bundle))])
    }
    assert set(inside_it) == {key_of(part.name) for part in LIBRARIES}
    for name in ("LICENSE", "licences/LGPL-3.0.txt", "licences/GPL-3.0.txt", "licences/LGPL-2.1.txt"):
        assert (inside(bundle) / name).is_file(), name


def test_the_bill_of_materials_is_cyclonedx_and_names_every_part(built: Path, bundle: Path) -> None:
    bill = json.loads((built / BILL).read_text(encoding="utf-8"))
    assert faults(bill) == []
    datetime.strptime(bill["metadata"]["timestamp"], "%Y-%m-%dT%H:%M:%SZ")
    names = {part["name"] for part in bill["components"]}
    assert names >= {part.name for part in (*LIBRARIES, *BESIDE)}
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
