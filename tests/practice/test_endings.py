"""After a death or the end of a pregnancy no day comes up that concerns nobody else; later promises stay."""

from __future__ import annotations

from datetime import date

from tests.families import bumblecroft, marrowby
from toolkit.practice.endings import endings, silenced, written_before

OVER = {"moss": date(2026, 9, 30), "gorse": None}
BEFORE, AFTER = "2026-09-03T10:00", "2026-10-12T10:00"


def test_those_who_are_over() -> None:
    """A child and an adult who died, and a pregnancy that ended; a vague day is its last, a missing one is not known."""
    assert endings(bumblecroft.FAMILY) == {"moss": date(2026, 9, 30), "gorse": date(2026, 1, 15)}
    assert endings(marrowby.FAMILY) == {"lost": date(2026, 8, 5)}
    vague = {
        "children": [{"id": "a", "status": "died", "status_date": "2026-02"}, {"id": "b", "status": "ended"}]
    }
    assert endings(vague) == {"a": date(2026, 2, 28), "b": None}


def test_a_day_of_a_person_goes_with_the_person() -> None:
    """Whenever it was written."""
    seen = {
        "about": ["moss", "sedge"],
        "seen": [{"id": "r1", "person": "moss"}, {"id": "r2", "person": "sedge"}],
    }
    for event in (BEFORE, AFTER):
        assert silenced(seen, event, "seen[r1].next", "date", OVER)
        assert not silenced(seen, event, "seen[r2].next", "date", OVER)


def test_what_a_record_makes_due_goes_when_it_was_about_them_alone_and_before() -> None:
    """A promise made after the death is one to those who live."""
    about = {"about": ["moss"], "actions": [{"id": "x1", "what": "Weigh him"}], "attempted": [{"id": "t1"}]}
    for path, kind in (("actions[x1]", "action"), ("attempted[t1].next", "date"), ("review", "date")):
        assert silenced(about, BEFORE, path, kind, OVER)
        assert silenced(about, "2026-09-30T09:00", path, kind, OVER)
        assert not silenced(about, AFTER, path, kind, OVER)
        assert not silenced({**about, "about": ["moss", "sedge"]}, BEFORE, path, kind, OVER)
        assert not silenced({**about, "about": []}, BEFORE, path, kind, OVER)


def test_without_a_day_a_question_goes_and_a_promise_stays() -> None:
    """Nobody can say whether the promise was made before."""
    about = {"about": ["gorse"]}
    assert silenced(about, BEFORE, "review", "date", OVER)
    assert not silenced(about, BEFORE, "actions[x1]", "action", OVER)
    assert silenced({"about": ["moss"]}, "", "review", "date", OVER)


def test_a_warning_about_somebody_who_died_is_not_looked_at_again() -> None:
    """One that names nobody, or somebody who lives too, is."""
    file = {
        "warnings": [
            {"id": "w1", "about": ["gorse"]},
            {"id": "w2"},
            {"id": "w3", "about": ["gorse", "sedge"]},
        ]
    }
    assert silenced(file, "2026-01-01", "warnings[w1].review", "date", OVER)
    assert not silenced(file, "2026-01-01", "warnings[w2].review", "date", OVER)
    assert not silenced(file, "2026-01-01", "warnings[w3].review", "date", OVER)


def test_a_promise_about_one_who_lives_too_stays_and_is_to_be_looked_at() -> None:
    both = {"about": ["moss", "sedge"], "actions": [{"id": "x1", "what": "Bring the leaflet"}]}
    for path, kind in (("actions[x1]", "action"), ("review", "date")):
        assert not silenced(both, BEFORE, path, kind, OVER)
        assert written_before(both, BEFORE, path, OVER)
        assert not written_before(both, AFTER, path, OVER), "promised after it"
    for about in (["sedge"], ["moss"], []):
        assert not written_before({**both, "about": about}, BEFORE, "actions[x1]", OVER)
    assert written_before({"about": ["gorse", "sedge"]}, AFTER, "review", OVER), (
        "nobody knows which came first"
    )
