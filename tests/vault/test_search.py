"""The search as a worker types: beginnings, accents, odd characters, names, order, and an index that stays whole."""

from __future__ import annotations

import random
import unicodedata

import pytest

from tests.vault.conftest import Case
from tests.vault.people import AUTHOR, note_answers


def found(case: Case, words: str) -> list[str]:
    return [hit.record_id for hit in case.vault.search.find(words)]


def test_words_are_found_from_their_beginning_while_typed(case: Case) -> None:
    note = case.finished("Basil Quill brought a trampoline.").id
    for words in ("tra", "tramp", "trampoline", "TRAMPOLINE", "basil tramp", "quill basil", "  tramp  \n"):
        assert found(case, words) == [note], words
    assert found(case, "basil zebra") == []


def test_accents_do_not_count_however_they_are_typed(case: Case) -> None:
    note = case.finished("Zoë went to the café with Siân.").id
    for words in ("zoe", "ZOË", unicodedata.normalize("NFD", "café"), "cafe", "sian"):
        assert found(case, words) == [note], words


def test_words_of_any_script_are_found(case: Case) -> None:
    texts = ["ليلى خائفة", "हिन्दी भाषा", "ਪੰਜਾਬੀ ਵਿਚ", "Łódź świat", "日本語のノート", "Привет Ёлка"]
    for text in texts:
        note = case.finished(text).id
        for word in text.split():
            assert note in found(case, word), word
    assert len(found(case, "हिन्")) == 1


@pytest.mark.parametrize("name", ["O'Hara", "O’Hara", "d'Arcy-Smith", "Mc.Gee"])
def test_names_with_marks_inside(case: Case, name: str) -> None:
    note = case.finished(f"{name} called.").id
    for words in (name, name.lower(), name[:4], name.replace("'", "’"), name.replace("’", "'"), f'"{name}"'):
        assert note in found(case, words), words


@pytest.mark.parametrize(
    "words",
    ["", " ", '"', '""', "'", "*", "a*", "^a", "AND", "OR", "NOT", "NEAR(a b, 2)", "title:pip", "{title}:x", "(", "a)", "-pip",
     "+", "a AND", "\\", "%", "_", ";--", "\x00", "a\x00b", "\ud83d", "🦊", "👩‍👧", "\u0301", "\u200d", "…", "1/2", "٣", "ﬁ", "x" * 10_000, "a " * 3_000, "ꭓ𞤀𐒰 𑄃"],
)  # fmt: skip
def test_nothing_that_can_be_typed_raises(case: Case, words: str) -> None:
    case.finished("a AND b OR c NOT d NEAR e title")
    assert isinstance(found(case, words), list)


def test_operators_are_only_words(case: Case) -> None:
    note = case.finished("this AND that").id
    case.finished("this or that")
    assert found(case, "this AND that") == [note]


def test_what_has_no_letters_is_found_too(case: Case) -> None:
    note = case.finished("She drew this: 🦊 (twice)").id
    (hit,) = case.vault.search.find("🦊")
    assert hit.record_id == note
    assert ("🦊", True) in hit.parts


def test_names_of_people_are_found_and_families_come_first(case: Case) -> None:
    notes = [case.finished("Smiled.", about=["pip"]).id for _ in range(3)]
    other = case.finished("Somebody mentioned Pip here.", about=["wren"]).id
    assert found(case, "pip") == [case.family.id, *notes[::-1], other]
    assert found(case, "thistle wren")[0] == case.family.id


def test_the_snippet_marks_what_was_found(case: Case) -> None:
    case.finished("Long before. " * 40 + "The blue kettle sang. " + "Long after. " * 40)
    (hit,) = case.vault.search.find("kettle")
    assert ("kettle", True) in hit.parts
    assert "blue kettle sang" in hit.snippet
    assert len(hit.snippet) < 300
    assert (hit.family_name, hit.form_id, hit.event) == ("Thistlewick", "case_note", "2026-11-12T13:10")


def test_one_family_may_be_asked_alone_and_the_number_is_kept_to(case: Case) -> None:
    for number in range(8):
        case.finished(f"kettle {number}")
    other = case.vault.records.create("family", None, {"family_name": "Quill"}, AUTHOR)
    note = case.vault.records.create("case_note", other.id, note_answers("kettle"), AUTHOR)
    assert len(case.vault.search.find("kettle", limit=5)) == 5
    assert [hit.record_id for hit in case.vault.search.find("kettle", family_id=other.id)] == [note.id]


def test_drafts_are_found_as_they_were_last_saved(case: Case) -> None:
    note = case.note("kettle").id
    case.vault.records.save_draft(note, note_answers("teapot"))
    assert found(case, "kettle") == []
    assert found(case, "teapot") == [note]


def test_long_and_repeated_words_leave_the_index_whole(case: Case) -> None:
    """With full positions the engine's secure-delete left words behind that stood often in a replaced text."""
    dice = random.Random(5)
    notes = [case.note("x").id for _ in range(4)]
    words = ["the", "and", "Pip", *[f"word{number}" for number in range(200)]]
    texts: dict[str, str] = {}
    for round_ in range(60):
        note = dice.choice(notes)
        texts[note] = " ".join(
            dice.choices(words, [200, 100, 50, *[1] * 200], k=dice.choice([3, 150, 700, 4000]))
        )
        case.vault.records.save_draft(note, note_answers(texts[note] + f" unique{round_}"))
        if round_ % 6 == 0:
            assert [f.grade for f in case.vault.check(quick=False)] == ["GOOD"]
            for word in ("the", "word7", "word77"):
                begun = {n for n, text in texts.items() if any(w.startswith(word) for w in text.split())}
                assert set(found(case, word)) == begun


def test_a_note_marked_significant_is_found_by_that_mark_and_others_are_not(case: Case) -> None:
    marked = case.finished("Nettie came to stay.", significant="yes").id
    case.finished("Nothing to tell.", significant="no")
    case.finished("Nobody asked.")
    assert found(case, "significant event") == [marked]
    assert found(case, "signif nettie") == [marked]


def test_records_of_a_time_whatever_they_say(case: Case) -> None:
    march = case.finished("The kettle sang.", event="2026-03-31T23:30").id
    april = case.finished("The kettle sang.", event="2026-04-01").id
    vague = case.finished("Somebody remembers a kettle.", event="2026-03").id
    gone = case.note("Begun twice.", event="2026-03-05")
    case.vault.records.discard_draft(gone.id, AUTHOR, "twice")

    def days(since: str, until: str, words: str = "", **more: str) -> list[str]:
        return [hit.record_id for hit in case.vault.search.find(words, between=(since, until), **more)]

    assert days("2026-03", "2026-03~~") == [march, vague]
    assert days("2026-03-31", "2026-03-31~~") == [march]
    assert days("2026-03-31", "2026-04-01~~") == [april, march]
    assert days("2026-03", "2026-03~~", "kettle sang") == [march]
    assert days("2026-03", "2026-03~~", "zebra") == []
    assert days("2026-03", "2026-04~~", family_id="nobody") == []
    assert len(case.vault.search.find("", limit=2, between=("2026", "2026~~"))) == 2
    # The family file has no one day.
    assert case.family.id not in days("1900", "2100~~")
