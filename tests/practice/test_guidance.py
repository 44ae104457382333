"""The guidance cards: strict to read, short, sourced, and every card that a form refers to is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.practice.card_facts import FACTS
from toolkit.forms.catalogue import built_in
from toolkit.forms.vocabulary import Field, Grid, Rows
from toolkit.practice import guidance
from toolkit.practice.guidance import MOST_POINTS, SAFETY_LINE, CardFault

CARDS = guidance.load()
ASKED_FOR = "G-UM G-PC G-PR G-PF G-NMB G-DA G-DC G-REC G-NMC G-DAY G-VOICE G-CP G-BABY G-SA G-WC G-XB G-CHAL G-IS24".split()
GOOD = """---
id: G-X
title: A card
appears: R02, case_note
theme: process
source: Nobody's handbook, 2026
status: check
licence: CC BY 4.0
checked: 2026-11
harm: yes
---
- One point.
- Another.
"""


def prompts(parts: tuple[Field, ...]) -> Iterator[str]:
    for part in parts:
        if part.prompt and part.prompt.card:
            yield part.prompt.card
        if isinstance(part, (Rows, Grid)):
            yield from prompts(part.columns)


def written(folder: Path, text: str) -> Path:
    file = folder / "x.md"
    file.write_text(text, encoding="utf-8")
    return file


def test_all_of_them_are_there_and_none_is_bad() -> None:
    assert CARDS.faults == ()
    assert {card.id for card in CARDS.cards} >= set(ASKED_FOR)


def test_every_card_that_a_form_names_is_there_and_every_card_is_named() -> None:
    named = {card for entry in built_in() for page in entry.form.pages for card in prompts(page.fields)}
    assert named <= {card.id for card in CARDS.cards}
    assert named >= set(ASKED_FOR)


@pytest.mark.parametrize("card", CARDS.cards, ids=lambda card: str(card.id))
def test_a_card_fits_one_screen_and_says_where_it_comes_from(card: guidance.Card) -> None:
    assert 5 <= len(card.points) <= MOST_POINTS
    assert max(len(point.split()) for point in card.points) <= 50
    assert card.source in card.foot
    assert card.licence == "CC BY 4.0"
    assert not any(name in card.text for name in (".txt", "S000", "S001", "S002", "S003", "S004"))
    harm = any(word in " ".join(card.points).lower() for word in ("harm", "abuse", "injury", "danger"))
    assert card.harm or not harm or card.id in ("G-REC",)


def test_cards_of_harm_carry_the_line_that_does_not_wait_for_a_form() -> None:
    card = CARDS.get("G-NMB")
    assert card is not None
    assert card.safety_line == SAFETY_LINE
    assert "999" in card.text
    other = CARDS.get("G-PR")
    assert other is not None
    assert other.safety_line == ""


def test_a_card_is_read_with_all_its_facts(tmp_path: Path) -> None:
    card = guidance.read(written(tmp_path, GOOD))
    assert (card.id, card.title, card.appears, card.points) == (
        "G-X",
        "A card",
        ("R02", "case_note"),
        ("One point.", "Another."),
    )
    assert card.foot == (
        "Source: Nobody's handbook, 2026. Local or dated: confirm before relying on it. Last looked at November 2026."
    )


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "two lines"),
        ("# A heading\n- point\n", "two lines"),
        (GOOD.replace("source: Nobody's handbook, 2026\n", ""), "source"),
        (GOOD.replace("source: Nobody's handbook, 2026", "source:"), "source"),
        (GOOD.replace("status: check", "status: fresh"), "status"),
        (GOOD.replace("theme: process", "theme: weather"), "theme"),
        (GOOD.replace("theme: process\n", ""), "theme"),
        (GOOD.replace("status: check", "status: old"), "replaced"),
        (GOOD.replace("harm: yes", "harm: yes\nreplaced: The new card"), "replaced"),
        (GOOD.replace("harm: yes", "harm: yes\nharm: no"), "not known"),
        (GOOD.replace("harm: yes", "harm: yes\nmood: good"), "not known"),
        (GOOD.replace("- One", "One"), "points"),
        (GOOD.replace("- One point.\n- Another.\n", ""), "points"),
        (GOOD + "- more\n" * 11, "points"),
    ],
)
def test_a_bad_card_is_named(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(CardFault) as fault:
        guidance.read(written(tmp_path, text))
    assert "x.md" in fault.value.sentence
    assert word in fault.value.sentence


def test_a_bad_card_does_not_keep_the_others_away(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    (tmp_path / "bad.md").write_bytes(b"\xff\xff")
    found = guidance.load(tmp_path)
    assert [card.id for card in found.cards] == ["G-X"]
    assert ["bad.md" in fault.sentence for fault in found.faults] == [True]


def test_looking_for_cards() -> None:
    assert [card.id for card in CARDS.find("non-mobile baby")][:1] == ["G-NMB"]
    assert CARDS.find("babies")[0].title.lower().find("bab") >= 0
    assert CARDS.find("zebra") == []
    assert "G-UM" in [card.id for card in CARDS.about("R01")]
    assert CARDS.get("G-NONE") is None


@pytest.mark.parametrize("code", FACTS)
def test_every_card_of_the_specification_is_there_with_every_fact(code: str) -> None:
    card = CARDS.get(code)
    assert card is not None
    text = card.text.casefold()
    missing = [fact for fact in FACTS[code] if not any(part in text for part in fact.split("|"))]
    assert missing == []


def test_no_card_is_left_out_of_the_list_of_facts() -> None:
    assert set(FACTS) == {card.id for card in CARDS.cards}


def test_an_old_card_says_what_replaced_it_and_leads_to_a_card_that_is_there() -> None:
    old = [card for card in CARDS.cards if card.status == "old"]
    assert {card.id for card in old} == {"G-IS18", "G-TH-NOT", "G-TH-KM", "G-KENTOLD"}
    for card in old:
        now = CARDS.get(card.see)
        assert card.replaced, card.id
        assert now is not None, card.id
        assert now.status != "old", card.id


def test_cards_by_theme_and_status() -> None:
    assert {card.theme for card in CARDS.cards} == set(guidance.THEMES)
    assert {card.id for card in CARDS.find("", "levels", "old")} == {"G-TH-NOT", "G-TH-KM"}
    assert [card.id for card in CARDS.find("south gloucestershire red", "levels")] == ["G-TH-SGL"]


def test_every_card_belongs_to_a_record_that_there_is() -> None:
    forms = {entry.form.id for entry in built_in()}
    for card in CARDS.cards:
        mine = {one for one in card.appears if not one.startswith("R")}
        assert mine, card.id
        assert mine <= forms, (card.id, mine - forms)
