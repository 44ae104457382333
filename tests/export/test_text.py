"""What a file may not hold is shown, nothing is dropped, and scripts keep their direction."""

from __future__ import annotations

import pytest

from toolkit.export.text import is_rtl, runs, visible

ARABIC = "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643"
HEBREW = "\u05e9\u05dc\u05d5\u05dd"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("plain", "plain"),
        ("a\x07b", "a␇b"),
        ("\x00\x0b\x0c\x1f", "␀␋␌␟"),
        ("del\x7f", "del␡"),
        ("\x80\ufffe\uffff\ud83d", "\ufffd\ufffd\ufffd\ufffd"),
        ("one\r\ntwo\rthree\u2028four\u2029five\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("tab\tstays", "tab\tstays"),
        ("e\u0301 👩‍👧 " + ARABIC, "e\u0301 👩‍👧 " + ARABIC),
    ],
)
def test_odd_characters_are_shown(typed: str, shown: str) -> None:
    assert visible(typed) == shown


def test_direction_is_that_of_the_first_letter() -> None:
    assert is_rtl(ARABIC)
    assert is_rtl("12 " + HEBREW + " English")
    assert not is_rtl("English " + HEBREW)
    assert not is_rtl("12 - 13")


def test_runs_put_together_are_the_text() -> None:
    for text in ("", "plain", ARABIC, f"Nettie said {ARABIC}, 12 and {HEBREW}.", f"{HEBREW}\n{ARABIC}\tb"):
        assert "".join(part for part, _ in runs(text)) == text
    assert list(runs(f"said {ARABIC} twice")) == [("said ", False), (ARABIC, True), (" twice", False)]
