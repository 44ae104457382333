"""Passphrases: four words picked at random, and how hard a passphrase is to guess, said in plain words."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toolkit import paths

WORDS = 4
LONGEST_JUDGED = 64
"""Letters that are looked at: beyond that it is strong, and the judging would take too long."""
ENOUGH = 13.0
"""Powers of ten of guesses from which a passphrase is taken."""
VERY_STRONG = 17.0

REASONS = {
    "passwords": "It holds one of the passwords people use most.",
    "names": "Names are among the first things tried.",
    "date": "Dates and years are among the first things tried.",
    "repeat": "Letters or words that repeat are quickly tried.",
    "sequence": "Rows of letters or numbers, like abc or 6543, are quickly tried.",
    "spatial": "Keys that lie side by side on the keyboard are quickly tried.",
    "own": "It holds something that is known about you or these records.",
    "short": "It is too short.",
}


@dataclass(frozen=True)
class Strength:
    """What is said about a passphrase: 0 to 4 bars, a bold word, a sentence, a count, and whether it is taken."""

    level: int
    lead: str
    text: str
    count: str
    enough: bool


def load_words() -> tuple[str, ...]:
    """Reads the list of words that passphrases are picked from."""
    file = paths.resources() / "words" / "passphrase.txt"
    lines = file.read_text(encoding="utf-8").split("\n")
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def pick_words(words: Sequence[str], count: int = WORDS) -> str:
    """Picks different words by the computer's own good chance; gives them with a space between."""
    picked: list[str] = []
    while len(picked) < count:
        word = secrets.choice(words)
        if word not in picked:
            picked.append(word)
    return " ".join(picked)


def judge(passphrase: str, own: Sequence[str] = ()) -> Strength:
    """Says how hard a passphrase is to guess. `own` are words known about the person or the records."""
    if not passphrase.strip():
        return Strength(0, "", "", "", enough=False)
    # Imported here: its word lists take a moment that the unlock window need not wait for.
    from zxcvbn import zxcvbn

    found = zxcvbn(passphrase[:LONGEST_JUDGED], user_inputs=[word for word in own if word])
    power = float(found["guesses_log10"])
    count = _count(passphrase)
    if power >= VERY_STRONG:
        text = "Guessing it would take far longer than a lifetime."
        return Strength(4, "Very strong.", text, count, enough=True)
    if power >= ENOUGH:
        return Strength(3, "Strong.", "Guessing it would take years.", count, enough=True)
    why = _reason(found["sequence"], passphrase)
    if power >= 7:
        advice = "Add another word that has nothing to do with the rest."
        return Strength(2, "Not strong enough yet.", f"{why} {advice}".strip(), count, enough=False)
    advice = "Four words that have nothing to do with each other are strong."
    return Strength(1, "Too easy to guess.", f"{why} {advice}".strip(), count, enough=False)


def _count(passphrase: str) -> str:
    letters, words = len(passphrase), len(passphrase.split())
    said = f"{letters} character{'' if letters == 1 else 's'}"
    return f"{said}, {words} words" if words > 1 else said


def _reason(sequence: Sequence[dict[str, Any]], passphrase: str) -> str:
    """The reason that weighs most: that of the longest part of it that is quickly guessed."""
    if len(passphrase) < 8:
        return REASONS["short"]
    worst = max(sequence, key=lambda part: len(part["token"]), default=None)
    if worst is None:
        return ""
    kind = worst["pattern"]
    if kind == "dictionary":
        kind = _dictionary(worst)
    if kind == "regex":
        kind = "date"
    return REASONS.get(kind, "")


def _dictionary(part: dict[str, Any]) -> str:
    name = str(part.get("dictionary_name", ""))
    if name == "passwords":
        return "passwords"
    if name in ("surnames", "male_names", "female_names"):
        return "names"
    return "own" if name == "user_inputs" else ""
