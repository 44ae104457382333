"""The recovery code: every slip of a pen is caught, and named by its group where it can be."""

from __future__ import annotations

import pytest

from toolkit.errors import WrongCode
from toolkit.vault.codes import ALPHABET, LENGTH, RecoveryCode, typo_group

CODE = RecoveryCode(bytes.fromhex("00112233445566778899aabbccddeeff01234567"))


def test_it_is_seven_groups_the_last_of_four() -> None:
    assert [len(group) for group in CODE.groups] == [5, 5, 5, 5, 5, 5, 4]
    assert CODE.text.replace(" ", "") == CODE.letters
    assert set(CODE.letters) <= set(ALPHABET)


@pytest.mark.parametrize("seed", range(50))
def test_what_is_printed_is_read_back(seed: int) -> None:
    code = RecoveryCode.new() if seed else RecoveryCode(bytes(20))
    for typed in (code.text, code.text.lower(), code.letters, "-".join(code.groups), f"  {code.text}\n"):
        assert RecoveryCode.read(typed) == code


def test_letters_that_look_alike_count_alike() -> None:
    typed = CODE.letters.replace("0", "O").replace("1", "l")
    assert typed != CODE.letters
    assert RecoveryCode.read(typed) == CODE
    assert RecoveryCode.read(typed.replace("l", "i").replace("O", "o")) == CODE


def test_every_wrong_letter_is_caught() -> None:
    caught = 0
    for place in range(LENGTH):
        for letter in ALPHABET:
            if letter != CODE.letters[place]:
                with pytest.raises(WrongCode):
                    RecoveryCode.read(CODE.letters[:place] + letter + CODE.letters[place + 1 :])
                caught += 1
    assert caught == LENGTH * 31


def test_every_swap_of_neighbours_is_caught() -> None:
    letters = CODE.letters
    for place in range(LENGTH - 1):
        swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
        if swapped != letters:
            with pytest.raises(WrongCode):
                RecoveryCode.read(swapped)


def test_random_letters_are_hardly_ever_a_code() -> None:
    import random

    dice = random.Random(3)
    taken = 0
    for _ in range(20_000):
        try:
            RecoveryCode.read("".join(dice.choice(ALPHABET) for _ in range(LENGTH)))
            taken += 1
        except WrongCode:
            pass
    assert taken < 50


def test_a_wrong_letter_is_named_by_its_group_when_the_right_code_is_known_by_its_effect() -> None:
    for place in range(LENGTH):
        letter = "A" if CODE.letters[place] != "A" else "B"
        typed = CODE.letters[:place] + letter + CODE.letters[place + 1 :]
        assert typo_group(typed, lambda secret: secret == CODE.secret) == place // 5 + 1
        assert CODE.wrong_group(typed) == place // 5 + 1
    assert typo_group(CODE.letters[:-2] + "??", lambda secret: True) is None
    assert CODE.wrong_group(CODE.text) is None


@pytest.mark.parametrize(
    ("group", "change"),
    [(6, "U"), (2, "*"), (7, "é")],
)
def test_a_letter_no_code_has_names_its_group(group: int, change: str) -> None:
    groups = list(CODE.groups)
    groups[group - 1] = change + groups[group - 1][1:]
    with pytest.raises(WrongCode) as caught:
        RecoveryCode.read(" ".join(groups))
    assert caught.value.group == group
    assert (
        caught.value.sentence
        == f"The code is not right in group {group}. Compare each letter with the paper."
    )


def test_a_group_with_a_letter_too_few_or_too_many_is_named() -> None:
    for size in (4, 6):
        groups = list(CODE.groups)
        groups[2] = (groups[2] + "A")[:size]
        with pytest.raises(WrongCode) as caught:
            RecoveryCode.read(" ".join(groups))
        assert caught.value.group == 3


@pytest.mark.parametrize(
    "typed", ["", "   ", "A", CODE.letters[:-1], CODE.letters + "A", "\x00" * 34, "🦊" * 34]
)
def test_what_is_no_code_at_all_is_refused(typed: str) -> None:
    with pytest.raises(WrongCode):
        RecoveryCode.read(typed)


def test_groups_typed_back_from_the_sheet_are_compared() -> None:
    assert CODE.group_is(3, CODE.groups[2].lower())
    assert not CODE.group_is(3, CODE.groups[3])
    assert not CODE.group_is(7, "")


def test_it_never_shows_itself() -> None:
    assert CODE.letters[:5] not in repr(CODE)
    assert CODE.letters[:5] not in str(CODE)
