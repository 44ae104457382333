"""The six everyday tasks, each from Today to the finished record and its paper, by keys alone."""

from __future__ import annotations

from collections.abc import Callable

from bench.effort_vault import Room

SEEN = (
    "Wren read to Robin on the stairs. Pip stood up at the sofa and laughed. Sorrel slept five hours and "
    'said "I feel nearly human". Soup on the stove, floor clear.'
)


def no_answer(room: Room) -> None:
    """Nobody opens the door: what was tried, a card, and when to try again."""
    hand = room.hand
    hand.press("Ctrl+Shift+N")
    hand.type("t")
    hand.answer("Return")
    hand.answer("k")
    hand.press("Tab")
    hand.type("Lights on upstairs and a dog barking. Nobody came to the door.")
    hand.press("Tab")
    hand.answer("Space")
    hand.press("Tab")
    hand.answer("n")
    hand.press("Tab")
    hand.type("16 nov")
    hand.press("Ctrl+Return")


def begin(room: Room, letters: str, *more: Callable[[], object]) -> None:
    """Chooses a form in the New list by a few letters, and then the family; `more` answers what is asked besides."""
    hand = room.hand

    def form() -> None:
        hand.type(letters)
        hand.press("Return")

    def family() -> None:
        hand.type("t")
        hand.press("Return")

    hand.through(lambda: hand.press("Ctrl+N"), form, family, *more)


def quick_visit(room: Room) -> None:
    """The same visit as a quick note, which leaves the rest for another time."""
    hand = room.hand
    hand.press("Ctrl+Q")
    hand.type("t")
    hand.answer("Return")
    hand.answer("h")
    for tap in ("a", "s", "s"):
        hand.press("Tab")
        hand.answer(tap)
    hand.press("Tab")
    hand.type(SEEN)
    hand.press("Tab")
    hand.answer("n")
    hand.press("Tab")
    hand.answer("s")
    hand.press("Tab")
    hand.type("Bring the cot bars")
    hand.press("Tab")
    hand.type("19 nov")
    hand.press("Ctrl+Return")


def visit(room: Room) -> None:
    """A home visit: three children seen, one of them alone, and one next step."""
    hand = room.hand
    begin(room, "vis")
    hand.press("F8")
    hand.answer("h")
    hand.press("F8")
    hand.type("See how nights are with Robin here")
    for alone in ("y", "n", "n"):
        for answer in ("y", "y", alone):
            hand.press("F8")
            hand.answer(answer)
    hand.press("F8")
    hand.type(SEEN)
    hand.press("F8")
    hand.answer("n")
    step(room, "Bring the cot bars", "19 nov")
    hand.press("F8")
    hand.answer("n")
    finish(room)


def step(room: Room, what: str, by_when: str) -> None:
    """A next step of my own: what, me, and by when."""
    hand = room.hand
    hand.press("F8", "Space")
    hand.type(what)
    hand.press("Tab")
    hand.answer("m")
    hand.press("Tab")
    hand.type(by_when)


def finish(room: Room) -> None:
    """Finishes the record that is open, and says so once more."""
    room.hand.press("Ctrl+Return", "Shift+Tab", "Return")


def early_help(room: Room) -> None:
    """The next early help meeting about Wren, going on from the last."""
    hand = room.hand
    begin(room, "ehir", lambda: hand.press("Space"))
    hand.press("F8")
    hand.type("School says no late Mondays since half term. Basil stayed for the first half hour.")
    hand.press("F8")
    hand.type("First Wednesday in the library: she chose the snail book and read it aloud.")
    for _ in range(3):
        hand.press("F8")
    hand.type("As before, toast on Saturdays only.")
    hand.press("F8")
    hand.type("Midwife found: scan booked.")
    hand.press("F8")
    hand.type("Five of five with porridge, on time and fed.")
    hand.press("Tab")
    hand.type("Basil steps in when Gran cannot.")
    hand.press("F8")
    hand.type("Quiet. She has slept through for a fortnight.")
    the_rest(room, "an")
    hand.press("F8")
    hand.type("10 dec")
    finish(room)
    word(room)


def the_rest(room: Room, letters: str) -> None:
    """Sets what is empty, by a command that is found by its words."""
    hand = room.hand

    def command() -> None:
        hand.type(f"rest {letters}")
        hand.press("Return")

    hand.through(lambda: hand.answer("Ctrl+Shift+P"), command)


def word(room: Room) -> None:
    """Makes the Word file of the record that is open, as my own working copy."""
    hand = room.hand
    hand.press("Ctrl+Shift+S")
    hand.answer("End", "Space")
    hand.press("Ctrl+Shift+S")


def map_at_the_table(room: Room) -> None:
    """A map with the family at the table, from the last one: new points, everybody's number, two steps."""
    hand = room.hand
    begin(room, "map", lambda: hand.press("Return"))
    hand.press("Ctrl+PgDown")
    hand.press("Tab", "Tab", "Tab", "Return")
    hand.type("Porridge on five Mondays of five.")
    hand.press("Return", "Tab", "Tab")
    hand.type("Nettie's back hurts on the folding bed.")
    hand.press("Return", "Tab", "Tab")
    hand.type("A proper bed for guests.")
    hand.press("Return")
    hand.press("F8")
    number(room, "7", "Two Mondays were just a day.")
    next_person(room)
    number(room, "6", "I saw three with my own eyes.")
    next_person(room)
    hand.answer("5")
    hand.tab_to("Yes")
    hand.answer("Space")
    hand.tab_to("because")
    hand.type("Porridge comes before socks now.")
    next_person(room)
    number(room, "6", "Everyone spoke, Basil too.")
    hand.press("F8", "Space")
    hand.answer("w")
    hand.press("Tab")
    hand.type("I want to cook on Saturday.")
    step(room, "Ask the charity shop for a bed", "20 nov")
    finish(room)
    word(room)


def number(room: Room, score: str, because: str) -> None:
    """One person's own number, and why."""
    room.hand.answer(score)
    room.hand.press("Tab", "Tab", "Tab")
    room.hand.type(because)


def next_person(room: Room) -> None:
    """From the reason to the next person's number."""
    room.hand.press("Tab", "Tab", "Space")


def consent(room: Room) -> None:
    """A decision to share with agreement: the mother says yes, in writing, at home."""
    hand = room.hand
    begin(room, "sha")
    on = "Ctrl+Return"
    hand.answer("1")
    hand.press(on)
    hand.answer("Space")
    hand.tab_to("Sorrel")
    hand.answer("Space")
    hand.press(on)
    hand.type("Wren is at ease in small groups and loves snails")
    hand.press(on, "Tab")
    hand.answer("j")
    hand.press(on)
    hand.type("A seat in the Thursday lunch group.")
    hand.press(on)
    hand.answer("2")
    hand.press(on)
    hand.answer("4")
    hand.press(on)
    hand.answer("1")
    hand.press(on)
    hand.answer("1")
    hand.press(on)
    hand.answer("2")
    hand.press(on)
    hand.answer("2")
    hand.press(on)
    hand.answer("1")
    hand.press(on)
    hand.answer("1")
    hand.press(on)
    hand.press(on)
    hand.tab_to("All told")
    hand.answer("Space")
    hand.press(on)
    hand.answer("1")
    hand.press("n")
    hand.press(on)
    hand.answer("1")
    hand.press(on)
    hand.tab_to("None of these")
    hand.answer("Space")
    hand.press(on)
    hand.answer("1")
    hand.press(on)
    for _ in range(7):
        hand.answer("1")
    hand.press(on)
    hand.answer("1")
    hand.press(on)
    hand.answer("1")
    hand.press(on)
    hand.answer("1")
    hand.press(on)
    hand.answer("p")
    hand.press(on)
    hand.answer("1")
    hand.press(on)
    hand.answer("1")
    hand.press("n")
    hand.press(on)
    hand.type("Her mother asked for it, and the nurse can offer it quietly.")
    hand.press(on)
    hand.answer("Down", "Down")
    hand.press(on)
    hand.press("Shift+Tab", "Return")


def referral(room: Room) -> None:
    """A request for support with five records attached, its pack in one Word file."""
    hand = room.hand
    begin(room, "marf")
    hand.press("F8")
    hand.answer("Down", "Down", "Down")
    for _ in range(64):
        hand.press("F8")
