"""The recovery code: 160 random bits as 32 letters, with 2 check letters, in groups of 5 on paper.

The alphabet is Crockford's base 32: no I, L, O or U; when read, O counts as 0 and I and L as 1, in either case. All 34
letters together, read as one number, leave 1 when divided by 1021. As 1021 is prime and 31, 32 and 1023 are no multiples
of it, every single wrong letter and every swap of neighbours changes the remainder: all of them are caught, without
trying a key.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable, Iterator

from toolkit.errors import WrongCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_BYTES = 20
LETTERS, CHECK_LETTERS, GROUP = 32, 2, 5
LENGTH = LETTERS + CHECK_LETTERS
_PRIME = 1021
_ALIKE = str.maketrans("OIL", "011")
_BETWEEN = " \t\r\n-–—‑_.,:;/|"


class RecoveryCode:
    """The root of every key of a vault, with the letters it is printed as. Never shown by `repr`."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        """Takes the 20 bytes of the secret."""
        if len(secret) != SECRET_BYTES:
            raise ValueError("a recovery secret has 20 bytes")
        self._secret = secret

    @classmethod
    def new(cls) -> RecoveryCode:
        """Makes a new random code."""
        return cls(secrets.token_bytes(SECRET_BYTES))

    @classmethod
    def read(cls, typed: str) -> RecoveryCode:
        """Reads what was typed, in either case, with or without gaps.

        Raises `WrongCode`, with the group when it can be told: a letter that no code has, or a group too short or long.
        """
        letters = _letters(typed)
        number = _number(letters)
        if not _fits(number):
            raise WrongCode(
                "One or two letters of this code are not right. Compare each letter with the paper."
            )
        return cls((number >> 10).to_bytes(SECRET_BYTES, "big"))

    @property
    def secret(self) -> bytes:
        """The 20 bytes."""
        return self._secret

    @property
    def letters(self) -> str:
        """All 34 letters without gaps."""
        payload = int.from_bytes(self._secret, "big")
        number = (payload << 10) + (1 - (payload << 10)) % _PRIME
        return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(LENGTH - 1, -1, -1))

    @property
    def groups(self) -> tuple[str, ...]:
        """Seven groups: six of five letters and the last of four."""
        letters = self.letters
        return tuple(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))

    @property
    def text(self) -> str:
        """The groups with a gap between them, as on paper."""
        return " ".join(self.groups)

    def wrong_group(self, typed: str) -> int | None:
        """Gives the first group, from 1, in which what was typed differs from this code; None when it is all right."""
        letters = normal(typed)
        for at, group in enumerate(self.groups):
            if letters[at * GROUP : at * GROUP + len(group)] != group:
                return at + 1
        return None if len(letters) == LENGTH else len(self.groups)

    def group_is(self, number: int, typed: str) -> bool:
        """Says whether one group, counted from 1, was typed right; how the sheet is checked."""
        return secrets.compare_digest(normal(typed).encode(), self.groups[number - 1].encode())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RecoveryCode) and secrets.compare_digest(self._secret, other._secret)

    def __hash__(self) -> int:
        return hash(self._secret)

    def __repr__(self) -> str:
        return "RecoveryCode(...)"


def normal(typed: str) -> str:
    """Letters as they count: no gaps, capitals, O as 0, I and L as 1."""
    text = unicodedata.normalize("NFKC", typed).upper()
    return "".join(letter for letter in text if letter not in _BETWEEN).translate(_ALIKE)


def typo_group(typed: str, opens: Callable[[bytes], bool]) -> int | None:
    """Names the group of one wrong letter or one swap, by trying the few codes that near to what was typed and would check.

    `opens` says whether a secret is the right one. Gives None when no code so near is.
    """
    letters = normal(typed)
    if len(letters) != LENGTH or any(letter not in ALPHABET for letter in letters):
        return None
    for place, candidate in _near(letters):
        number = _number(candidate)
        if _fits(number) and opens((number >> 10).to_bytes(SECRET_BYTES, "big")):
            return place // GROUP + 1
    return None


def _near(letters: str) -> Iterator[tuple[int, str]]:
    for place, old in enumerate(letters):
        for new in ALPHABET:
            if new != old:
                yield place, letters[:place] + new + letters[place + 1 :]
    for place in range(LENGTH - 1):
        first, second = letters[place], letters[place + 1]
        if first != second:
            yield place, letters[:place] + second + first + letters[place + 2 :]


def _letters(typed: str) -> str:
    for at, group in enumerate(_written_groups(typed)):
        if any(letter not in ALPHABET for letter in group):
            raise WrongCode(group=at + 1)
    letters = normal(typed)
    if len(letters) != LENGTH:
        raise _wrong_length(typed, letters)
    return letters


def _written_groups(typed: str) -> list[str]:
    """The groups as typed when there are gaps, else every five letters."""
    parts = [normal(part) for part in typed.replace("-", " ").split() if normal(part)]
    if len(parts) > 1:
        return parts
    letters = normal(typed)
    return [letters[start : start + GROUP] for start in range(0, len(letters), GROUP)]


def _wrong_length(typed: str, letters: str) -> WrongCode:
    groups = _written_groups(typed)
    sizes = [GROUP] * (LETTERS // GROUP) + [LENGTH % GROUP]
    if len(groups) == len(sizes):
        for at, (group, size) in enumerate(zip(groups, sizes, strict=True)):
            if len(group) != size:
                return WrongCode(group=at + 1)
    return WrongCode(f"The code has {LENGTH} letters, in 7 groups. There are {len(letters)} here.")


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 32 + ALPHABET.index(letter)
    return number


def _fits(number: int) -> bool:
    # The check letters count to 1023 but a remainder only to 1020: what lies above is no code.
    return number % _PRIME == 1 and number & 1023 < _PRIME
