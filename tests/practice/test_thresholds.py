"""Lists of signs: whole, honest about what is missing, never a score."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forms.thistlewick import context
from toolkit.forms import rules
from toolkit.forms.records.level_of_need import FORM, UPGRADES, check
from toolkit.forms.rules import Entry
from toolkit.practice import areas, thresholds

KENT = thresholds.load()["kent_medway_2012"]


def test_the_list_belongs_to_a_pack_and_names_its_parts() -> None:
    assert KENT.area in {pack.id for pack in areas.load().packs}
    assert {sign.domain for sign in KENT.signs} <= {domain.code for domain in KENT.domains}
    assert len({sign.id for sign in KENT.signs}) == len(KENT.signs)


def test_no_sign_is_invented_for_tier_3() -> None:
    assert {sign.tier for sign in KENT.signs} == {"1", "2", "4"}


def test_a_list_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("area = 1", encoding="utf-8")
    with pytest.raises(thresholds.ThresholdFault, match=r"x\.toml"):
        thresholds.load(tmp_path)


def test_signs_of_two_areas_are_refused_and_a_level_needs_its_reason() -> None:
    entry = Entry(FORM, UPGRADES, check)
    row = {"words": "x", "whom": ["wren"], "evidence": "y"}
    mixed = {
        "level": "2",
        "signs": [{"id": "a", "of_area": "Kent", **row}, {"id": "b", "of_area": "Salford", **row}],
    }
    found = {p.path: p.level for p in rules.problems(entry, mixed, context())}
    assert found["signs"] == "refused"
    assert found["why"] == "missing"
