"""An ending knows what is open; a finished supervision files an extract for each child, once, and each leads to the other."""

from __future__ import annotations

from typing import Any

from tests.ui.drive import settle
from tests.ui.made import Made
from toolkit.forms import rules
from toolkit.ui.chronology.page import ChronologyPage
from toolkit.ui.form_view import RecordPage
from toolkit.ui.handover.give import GivePage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.record_store import VaultStore
from toolkit.ui.start_record import first_answers
from toolkit.ui.supervision_actions import DECISION, DIFFERENCE, EXTRACT, file_extracts, filed, led_to


def supervision(made: Made, **more: Any) -> VaultStore:
    """A supervision on both children, finished."""
    store = VaultStore(made.session, form_id="supervision", family_id=made.family)
    answers: dict[str, Any] = {
        "about": ["c1", "c2"],
        "event": "2026-11-12T10:00",
        "kind": "planned",
        "supervisor": {"name": "Fern Marsh", "role": "named nurse"},
        "supervisee": [{"name": "Tansy Dunnock", "role": "health visitor"}],
        "feelings": "FEELING-CANARY",
        "decisions": [
            {
                "id": "c1",
                "person": "c1",
                "level": "early_help",
                "decision": "Stay with the plan for Wren.",
                "actions": [{"id": "a", "what": "Ring the school", "who": "a1", "by_when": "2026-11-20"}],
            },
            {
                "id": "c2",
                "person": "c2",
                "level": "universal",
                "decision": "PIP-CANARY",
                "actions": {"none": True},
            },
        ],
        **more,
    }
    store.finish(answers)
    return store


def test_each_child_gets_an_extract_of_its_own_once(made: Made) -> None:
    store = supervision(made)
    assert file_extracts(made.session, store.record_id) == 2
    assert file_extracts(made.session, store.record_id) == 0
    there = filed(made.session, store.record_id, made.family)
    assert set(there) == {"c1", "c2"}
    record = made.vault.records.get(there["c1"])
    assert record.status == "final"
    assert record.answers["supervision"] == store.record_id
    paper = record.outlines["practitioner"].decode()
    assert "Stay with the plan for Wren." in paper
    assert "Ring the school" in paper
    assert "CANARY" not in paper
    due = [row for row in made.session.due(made.family) if row.text == "Ring the school"]
    assert len(due) == 1, "an action is due once"


def test_a_new_version_renews_only_the_extract_it_changes(made: Made) -> None:
    store = supervision(made)
    file_extracts(made.session, store.record_id)
    there = filed(made.session, store.record_id, made.family)
    again = VaultStore(made.session, record_id=store.record_id)
    answers = again.amend("Wren's decision was changed.")
    answers["decisions"][0]["decision"] = "A referral for Wren."
    again.finish(answers)
    assert file_extracts(made.session, store.record_id) == 1
    assert filed(made.session, store.record_id, made.family) == there
    assert made.vault.records.get(there["c1"]).revision == 2
    assert made.vault.records.get(there["c2"]).revision == 1


def test_a_draft_files_nothing(made: Made) -> None:
    store = VaultStore(made.session, form_id="supervision", family_id=made.family)
    store.save({"about": ["c1"], "decisions": [{"id": "c1", "person": "c1", "decision": "Not yet."}]})
    assert file_extracts(made.session, store.record_id) == 0


def test_finishing_on_the_page_files_them_and_both_lead_to_each_other(window: MainWindow, made: Made) -> None:
    store = supervision(made)
    window.record(store.record_id)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    page.finished.emit()
    settle()
    there = filed(made.session, store.record_id, made.family)
    assert set(there) == {"c1", "c2"}
    words = {one.text for offered in page._offered for one in offered()}
    assert {"Extract: Wren", "Extract: Pip", "Chronology", "Professional difference"} <= words
    assert "File the extracts" not in words
    window.record(there["c1"])
    settle()
    extract = window.page
    assert isinstance(extract, RecordPage)
    run = next(
        one.run for offered in extract._offered for one in offered() if one.text == "Open the supervision"
    )
    run()
    settle()
    assert isinstance(window.page, RecordPage)
    assert window.page.store.record_id == store.record_id  # type: ignore[attr-defined]


def test_a_difference_and_a_decision_begun_here_keep_where_they_come_from(
    window: MainWindow, made: Made
) -> None:
    """Linked by the record and no typed day: each leads to the other, and the day stands in the supervision by itself."""
    store = VaultStore(made.session, form_id="supervision", family_id=made.family)
    store.save({"about": ["c1"], "event": "2026-11-12T10:00", "who_else": "School", "disagree": "yes"})

    def choose(words: str) -> None:
        assert isinstance(window.page, RecordPage)
        next(one.run for offered in window.page._offered for one in offered() if one.text == words)()
        settle()

    kept = {}
    for words, form_id in (("Professional difference", DIFFERENCE), ("Decide about sharing", DECISION)):
        window.record(store.record_id)
        settle()
        choose(words)
        page: Any = window.page
        if form_id == DIFFERENCE:
            page._edited()
            assert page.flush()
            kept[form_id] = page.store.record_id
        else:
            kept[form_id] = made.vault.records.create(
                form_id, made.family, page.course.answers, made.session.author()
            ).id
        assert made.vault.records.get(kept[form_id]).answers["supervision"] == store.record_id
    window.record(store.record_id)
    settle()
    assert isinstance(window.page, RecordPage)
    assert {one.id for one in led_to(made.session, store.record_id, made.family)} == set(kept.values())
    assert window.page.edit is not None
    assert window.page.edit.answers["difference"] == "12 November 2026"
    choose("Open: Professional difference, 12 November 2026")
    assert window.page.store.record_id == kept[DIFFERENCE]  # type: ignore[union-attr]
    choose("Open the supervision")
    assert window.page.store.record_id == store.record_id  # type: ignore[union-attr]


def test_new_does_not_offer_what_the_program_makes(made: Made) -> None:
    assert EXTRACT not in {entry.form.id for entry in made.session.catalogue.offered()}
    assert made.session.catalogue.has(EXTRACT)


def test_an_ending_begins_with_what_is_open_and_passes_none_of_it_over(made: Made) -> None:
    first = first_answers(made.session, "closure", made.family)
    open_ = {row["id"]: row["what"] for row in first["open_promises"]}
    assert any("Bring the sleep leaflet" in words and "16 November 2026" in words for words in open_.values())
    seen = {row["person"]: row["last_seen"] for row in first["each_child"]}
    assert seen["c1"] == "9 days ago"
    store = VaultStore(made.session, form_id="closure", family_id=made.family, answers=first)

    def missing(answers: dict[str, Any]) -> list[str]:
        found = rules.problems(store.entry, answers, store.context(answers))
        return [one.sentence for one in found if one.path == "open_promises"]

    assert missing(first) == []
    assert len(missing({**first, "open_promises": first["open_promises"][1:]})) == 1
    assert len(missing({**first, "open_promises": {"none": True}})) == len(open_)


def test_an_ending_leads_to_the_history_and_to_the_file_for_a_colleague(
    window: MainWindow, made: Made
) -> None:
    store = VaultStore(made.session, form_id="closure", family_id=made.family)
    store.save(first_answers(made.session, "closure", made.family))
    for words, kind in (("Chronology", ChronologyPage), ("Hand over to a colleague", GivePage)):
        window.record(store.record_id)
        settle()
        page = window.page
        assert isinstance(page, RecordPage)
        next(one.run for offered in page._offered for one in offered() if one.text == words)()
        settle()
        assert isinstance(window.page, kind)


def test_the_setting_decides_when_a_child_counts_as_not_seen(made: Made) -> None:
    made.vault.facts.set("limit_days", 7)
    store = VaultStore(made.session, form_id="closure", family_id=made.family)
    answers = first_answers(made.session, "closure", made.family)
    found = rules.problems(store.entry, answers, store.context(answers))
    assert any("has not been seen in 7 days" in one.sentence for one in found)
