"""A hand-over made by an older version of the program is taken in for ever."""

from __future__ import annotations

from tests.helpers import TOP
from tests.vault.test_handover import take, whole, words
from toolkit.vault.handover_format import VERSION, read
from toolkit.vault.handover_import import Taking
from toolkit.vault.sealing import unseal
from toolkit.vault.vault import Vault

STORED = TOP / "tests" / "stored"


def test_a_hand_over_of_every_version_is_stored() -> None:
    assert {path.name for path in STORED.glob("hand-over-*")} == {
        f"hand-over-{version}" for version in range(1, VERSION + 1)
    }


def test_the_first_version_opens_and_its_answers_are_lifted(other: Vault) -> None:
    bundle = read(unseal((STORED / "hand-over-1" / "family.age").read_bytes(), words="Heron Lantern  fern"))
    assert [line.verdict for line in Taking(other).plan(bundle).lines] == ["new", "new", "new"]
    taken = take(other, bundle)
    assert (taken.records, taken.versions, taken.files, taken.copies) == (3, 4, 1, 1)
    (family,) = other.records.families()
    rows = {row.form_id: row.id for row in other.records.timeline(family.id)}
    assert [text.partition(" at me.")[0] for text in words(other, rows["case_note"])] == [
        "Pip smiled",
        "Pip laughed",
    ]
    # Written with the first version of its form, read in the shape of today's.
    (row,) = other.records.get(rows["eh_record"]).answers["plan"]
    assert row["what"] == "Sleep"
    assert "last" not in row
    assert "Slept through twice." in " ".join(str(value) for value in row.values())
    whole(other)
