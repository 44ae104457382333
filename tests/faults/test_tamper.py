"""Whatever is changed with the key at hand is reported, with the first entry of the trail that does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import tamper
from toolkit.vault.audit import Audit


def test_a_hundred_ways_of_tampering_are_reported(tmp_path: Path) -> None:
    """With the first entry that does not fit, where the trail itself was touched."""
    tried, missed, otherwise = tamper.play(tmp_path)
    assert tried >= 100
    assert missed == []
    assert otherwise == []


def test_a_trail_that_is_not_followed_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a program that follows no chain misses most of it."""
    monkeypatch.setattr(Audit, "verify", lambda *_: None)
    _, missed, _ = tamper.play(tmp_path, slice(0, 40, 4))
    assert len(missed) == 10
