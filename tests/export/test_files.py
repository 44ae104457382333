"""A copy is written whole or not at all, and a refusal of the disk is one plain sentence."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from tests.helpers import disk_fault
from toolkit.export.files import NotWritten, put_back, remove, set_aside, write_whole


def test_a_file_is_written_and_hashed(tmp_path: Path) -> None:
    target = tmp_path / "note.docx"
    assert write_whole(target, b"first") == hashlib.sha256(b"first").hexdigest()
    write_whole(target, b"second")
    assert target.read_bytes() == b"second"
    assert [file.name for file in tmp_path.iterdir()] == ["note.docx"]


@pytest.mark.parametrize(
    ("where", "code", "words"),
    [
        ("os.fsync", errno.ENOSPC, "disk is full"),
        ("pathlib.Path.replace", errno.ENOSPC, "disk is full"),
        ("pathlib.Path.open", errno.EROFS, "may not write in this folder"),
        ("pathlib.Path.replace", errno.EACCES, "open in another program"),
        ("pathlib.Path.open", errno.ENAMETOOLONG, "too long"),
        ("os.fsync", errno.EIO, "could not be written"),
    ],
)
def test_a_fault_leaves_the_old_file_and_no_half_one(
    tmp_path: Path, where: str, code: int, words: str
) -> None:
    target = tmp_path / "Wren.docx"
    # A file that stands there is what tells an open document from a folder that may not be written in.
    if "may not write" not in words:
        target.write_bytes(b"old")
    before = sorted(tmp_path.iterdir())
    with disk_fault(where, code), pytest.raises(NotWritten, match=words) as fault:
        write_whole(target, b"new")
    assert sorted(tmp_path.iterdir()) == before
    assert not before or target.read_bytes() == b"old"
    assert "Wren" not in str(fault.value)
    assert fault.value.__cause__ is None


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="no longer there"):
        write_whole(tmp_path / "stick" / "note.docx", b"new")


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "note.docx").mkdir()
    with pytest.raises(NotWritten, match="A folder has this name"):
        write_whole(tmp_path / "note.docx", b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["note.docx"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(NotWritten, match="may not write"):
            write_whole(tmp_path / "note.docx", b"new")
    finally:
        tmp_path.chmod(0o700)


def test_a_file_is_taken_back(tmp_path: Path) -> None:
    target = tmp_path / "note.docx"
    target.write_bytes(b"words")
    remove(target)
    remove(target)
    assert not target.exists()
    target.write_bytes(b"words")
    with disk_fault("pathlib.Path.unlink", errno.EACCES), pytest.raises(NotWritten):
        remove(target)


def test_a_half_file_of_a_killed_export_is_swept_and_no_other(tmp_path: Path) -> None:
    target, other = tmp_path / "note.docx", tmp_path / "other.docx.part"
    kept = tmp_path / "kept"
    kept.write_bytes(b"kept")
    other.write_bytes(b"not ours")
    # A link is removed and never written through.
    (tmp_path / "note.docx.part").symlink_to(kept)
    write_whole(target, b"new")
    assert kept.read_bytes() == b"kept"
    (tmp_path / "note.docx.part").write_bytes(b"half")
    with disk_fault("os.fsync"), pytest.raises(NotWritten):
        write_whole(target, b"newer")
    assert {file.name for file in tmp_path.iterdir()} == {"note.docx", "other.docx.part", "kept"}
    assert other.read_bytes() == b"not ours"
    assert target.read_bytes() == b"new"


def test_what_is_set_aside_takes_no_place_of_another_and_comes_back(tmp_path: Path) -> None:
    target = tmp_path / "note.docx"
    assert set_aside(target) is None
    (tmp_path / "note.docx.before").write_bytes(b"theirs")
    target.write_bytes(b"old")
    aside = set_aside(target)
    assert aside is not None
    assert not target.exists()
    write_whole(target, b"new")
    put_back(aside, target)
    assert target.read_bytes() == b"old"
    assert (tmp_path / "note.docx.before").read_bytes() == b"theirs"
    assert len(list(tmp_path.iterdir())) == 2
