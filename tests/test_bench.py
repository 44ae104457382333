"""The measurements that need no screen run, on a small caseload, and their lines say what was found."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

import pytest

from bench import page
from bench.__main__ import README, names
from bench.measure import Bench, Line, p95


def test_every_goal_of_the_budget_has_a_measurement() -> None:
    assert set(names()) >= {"effort", "save", "screens", "search", "start", "word"}


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


LINE = Line(work="save a draft", unit="ms", ours=12.0, baseline=10.0, against="plain SQLite", most_times=1.5)


def test_a_whole_run_is_written_between_the_marks_with_the_ratio_first(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{page.BEGIN}\nold\n{page.END}\nafter\n", encoding="utf-8")
    made = page.table([LINE], 2000, 50_000, page.load())
    page.write(readme, made)
    page.write(readme, made)
    text = readme.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    assert text.count("| save a draft | 1.20 x | at most 1.5 x |") == 1
    assert "2,000 families and 50,000 records" in text
    assert f"{len(os.sched_getaffinity(0))} cores" in text if hasattr(os, "sched_getaffinity") else True


def test_a_page_without_the_marks_is_left_as_it_is(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"{page.BEGIN}\nold\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no place"):
        page.write(readme, page.table([LINE], 1, 1, ""))
    assert readme.read_text(encoding="utf-8") == f"{page.BEGIN}\nold\n"


def test_the_readme_has_a_place_for_the_table() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.count(page.BEGIN) == text.count(page.END) == 1
    assert text.index(page.BEGIN) < text.index(page.END)
