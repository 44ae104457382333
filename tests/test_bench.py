"""The measurements that need no screen run, on a small caseload, and their lines say what was found."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from bench.__main__ import names
from bench.measure import Bench, Line, p95


def test_every_goal_of_the_budget_has_a_measurement() -> None:
    assert set(names()) >= {"save", "screens", "search", "start", "word"}


@pytest.mark.parametrize("name", ["handover", "save", "search", "word"])
def test_a_measurement_runs(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    work = tmp_path_factory.getbasetemp() / "bench"
    work.mkdir(exist_ok=True)
    lines: list[Line] = importlib.import_module(f"bench.{name}").run(Bench(work, families=4, records=40))
    assert lines
    for line in lines:
        assert line.ours > 0
        # Some have no plain counterpart; then there is a figure to keep under.
        assert line.baseline is not None or line.most is not None
        assert line.baseline is None or line.baseline > 0
        assert line.words().count("|") == 7


def test_a_line_says_whether_its_goals_were_met() -> None:
    line = Line(work="w", unit="ms", ours=30, baseline=20, against="plain", most_times=1.3, most=50)
    assert line.ratio == 1.5
    assert not line.met
    assert line.words() == "| w | 30 ms | 20 ms, plain | 1.50 x | at most 1.3 x, at most 50 ms | no |"
    assert Line(work="w", unit="ms", ours=49, most=50).met
    assert not Line(work="w", unit="ms", ours=51, baseline=50, most_times=1.3, most=50).met
    assert p95(list(range(1, 101))) == 95


def test_the_plain_twin_is_plain_and_the_vault_is_not(tmp_path: Path) -> None:
    from bench import caseload

    bench = Bench(tmp_path, families=2, records=10)
    with caseload.open_vault(bench) as vault:
        twin = caseload.plain_twin(vault, tmp_path)
        (count,) = twin.execute("SELECT count(*) FROM records").fetchone()
        twin.close()
    assert count == 2 + 2 * 4
    assert b"home_announced" in (tmp_path / "plain.db").read_bytes()
    assert b"home_announced" not in (caseload.vault_folder(bench) / "vault.db").read_bytes()
