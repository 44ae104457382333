"""Two workers who hand a family back and forth: both end with the same words, and no copy, picture or version comes twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.vault.conftest import Case, SetClock
from tests.vault.people import AUTHOR, note_answers, unlock
from tests.vault.test_handover import BASIL, STEPS, _marks, _step, give, state, take, whole, words
from toolkit.forms.catalogue import FAMILY
from toolkit.vault.handover import HandOvers
from toolkit.vault.handover_import import STANDS, Taking
from toolkit.vault.vault import Vault

TREE = "genogram"
CHRONOLOGY = "chronology"


def standing(vault: Vault, family: str) -> dict[str, object]:
    """What stands of each finished record."""
    rows = vault.records.timeline(family)
    return {
        row.id: vault.records.get(row.id).answers for row in rows if row.status in ("final", "living")
    } | {family: vault.records.get(family).answers}


def test_what_was_chosen_to_stand_also_stands_with_the_other(case: Case, other: Vault) -> None:
    note = case.finished("First")
    take(other, give(case.vault, case.family.id))
    case.clock.move(days=1)
    case.vault.records.amend(note.id, AUTHOR, "mine")
    case.vault.records.finish(note.id, note_answers("Tansy’s"), {"practitioner": b"t"}, AUTHOR)
    case.clock.move(days=1)
    other.records.amend(note.id, BASIL, "his")
    other.records.finish(note.id, note_answers("Basil’s"), {}, BASIL)
    take(other, give(case.vault, case.family.id), stands={note.id: "theirs"})
    assert other.records.get(note.id).answers["facts"] == "Tansy’s"
    back = give(other, case.family.id, by=BASIL)
    take(case.vault, back, AUTHOR)
    assert words(case.vault, note.id) == ["First", "Tansy’s", "Basil’s", "Tansy’s"]
    stands = case.vault.records.get(note.id)
    assert stands.reason == f"{STANDS} As written by Tansy Dunnock, 13 November 2026."
    assert stands.outlines == {"practitioner": b"t"}
    before = state(case.vault)
    take(case.vault, back, AUTHOR)
    assert state(case.vault) == before
    take(other, give(case.vault, case.family.id))
    assert standing(other, case.family.id) == standing(case.vault, case.family.id)
    whole(case.vault)
    whole(other)


def test_three_times_there_and_back_with_all_that_lives(case: Case, other: Vault) -> None:
    family, sides = case.family.id, [(case.vault, AUTHOR), (other, BASIL)]
    event = {"id": "e1", "since": "about 2019", "what": "Moved to Examplebridge.", "kinds": ["move"]}
    lives = {
        TREE: {"marks": [], "story": "Sorrel grew up with Nettie."},
        CHRONOLOGY: {"events": [event, {**event, "id": "e2", "since": "after the flood"}]},
    }
    for form_id, answers in lives.items():
        case.vault.records.create(form_id, family, answers, AUTHOR)
    note = case.note("Pip drew a house.")
    drawing = case.vault.attachments.add(note.id, "Drawing.png", "image/png", b"picture", AUTHOR)
    answers = {**note.answers, "facts": f"Pip drew a house. {drawing.id}"}
    case.vault.records.finish(note.id, answers, {"family": b"short"}, AUTHOR)
    case.vault.releases.note(note.id, 1, "family", "Sorrel", "Printed", "Asked for", "ab" * 32, AUTHOR)
    for turn in range(6):
        (here, by), (there, to) = sides[turn % 2], sides[1 - turn % 2]
        bundle = give(here, family, by=by)
        HandOvers(here).note_given(bundle, f"{turn:02}" * 32, to.name, "Sealed hand-over file", "Moved", by)
        case.clock.move(days=1)
        take(there, bundle, to)
        assert {row.form_id for row in there.records.timeline(family) if row.form_id != FAMILY} == {
            TREE,
            CHRONOLOGY,
            "case_note",
        }
        assert there.attachments.get(drawing.id).data == b"picture"
        assert len(there.attachments.of(note.id)) == 1
        assert standing(there, family) == standing(here, family)
        # The family's copy, and every hand-over before this one, once.
        assert len(there.releases.of_record(note.id)) == 1 + turn
        for row in there.records.timeline(family):
            if row.form_id in (TREE, CHRONOLOGY):
                said = there.records.get(row.id).answers
                there.records.save_draft(row.id, {**said, f"said_{turn}": "more"}, to)
        amended = {**there.records.get(note.id).answers, "wanted": f"turn {turn}"}
        there.records.amend(note.id, to, f"turn {turn}")
        there.records.finish(note.id, amended, {}, to)
        case.clock.move(days=1)
    take(other, give(case.vault, family))
    assert _marks(other, family) == _marks(case.vault, family)
    # Each version once, however often it went: no reason names more than the one hand-over it came with.
    for vault, _ in sides:
        reasons = [one.reason for one in vault.records.revisions(note.id)]
        assert all(reason.count("Came with a hand-over") <= 1 for reason in reasons)
        assert len(reasons) == 7
        whole(vault)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_both_end_with_the_same_words(
    steps: list[tuple[str, str, int]],
    _one_family: Path,  # noqa: PT019
    _no_family: Path,  # noqa: PT019
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    top, clock = tmp_path_factory.mktemp("pair"), SetClock()
    shutil.copytree(_one_family, top / "a")
    shutil.copytree(_no_family, top / "b")
    with unlock(top / "a", now=clock) as a, unlock(top / "b", now=clock) as b:
        family = a.records.families()[0].id
        take(b, give(a, family))
        for count, (who, what, number) in enumerate(steps):
            clock.move(minutes=7)
            mine, theirs, by = (a, b, AUTHOR) if who == "a" else (b, a, BASIL)
            if what == "give":
                bundle = give(mine, family, by=by)
                every = {record.id: "mine" if number % 2 else "theirs" for record in bundle.records}
                take(theirs, bundle, by, stands=every)
            else:
                _step(mine, family, what, number, by, count)
        clock.move(minutes=7)
        take(b, give(a, family))
        take(a, give(b, family, by=BASIL), AUTHOR)
        assert standing(a, family) == standing(b, family)
        take(b, give(a, family))
        assert standing(a, family) == standing(b, family)
        assert not Taking(a).plan(give(b, family, by=BASIL)).changes
