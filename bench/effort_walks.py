"""The six everyday tasks, each from Today to the finished record and its paper, by keys alone."""

from __future__ import annotations

from collections.abc import Callable

from bench.effort_vault import Room

SEEN = (
    "Wren read to Robin by the stairs. Pip stood up at the sofa and laughed. Sorrel slept five hours and "
    'said "I feel nearly human". Soup on the stove, floor clear.'
)

CHILDREN = (
    ("She keeps watch, and is tired by ten.", "Up first, toast, socks for two, school, tea, her lion book."),
    ("He is handed from lap to lap and settles late.", "Bottle, sofa, pram by nine, long naps."),
    ("There is no cot yet.", ""),
    (
        "He has moved twice this year and asks whose house this is.",
        "Nursery till noon, then the garden and telly.",
    ),
)
"""What it is like for each child, and a day in their life; the third is not born yet."""
VIEWS = (
    "I am worn out, not careless.",
    "Yes, if it is someone who turns up.",
    "I want Mum to sleep.",
    "Okay, but not at playtime.",
    "Too young to say.",
    "Cries less in a quiet room.",
    "I miss my old bed.",
    "Will they have a dog?",
)
"""What the mother and the three children say: of the worries, and of asking for help."""
PICTURE = (
    "Nights. Sorrel works late, so nobody is fresh at six.",
    "They tell each other the truth, and Nettie comes on Sundays.",
    "Family help that reaches the house before breakfast.",
    "School turns into a place of being told off.",
    "Breakfasts at school, twice a week: it helped.",
)


def no_answer(room: Room) -> None:
    """Nobody opens the door: what was tried, a card, and when to try again."""
    hand = room.hand
    hand.press("Ctrl+Shift+N")
    hand.type("t")
    hand.answer("Return")
    hand.answer("k")
    hand.press("Tab")
    hand.type("Lights on upstairs and a dog barking. Nobody opened.")
    hand.press("Tab")
    hand.answer("Space")
    hand.press("Tab")
    hand.answer("n")
    hand.press("Tab")
    hand.type("16/11")
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
    _quick_note(room)
    room.hand.press("Ctrl+Return")


def visit(room: Room) -> None:
    """A home visit begun as a quick note: three children seen, one of them alone, one next step; then the rest of the note."""
    hand = room.hand
    _quick_note(room)
    hand.press("Ctrl+O", "F8")
    hand.answer("n")
    hand.press("F8")
    hand.type("See how nights are with Robin here")
    for _ in range(3):
        hand.press("F8")
        hand.answer("y")
    finish(room)


def _quick_note(room: Room) -> None:
    """The five questions of the quick note."""
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
    hand.type("19/11")


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
    room.hand.press("Ctrl+Return", "Ctrl+Return")


def early_help(room: Room) -> None:
    """The next early help meeting about Wren, going on from the last."""
    hand = room.hand
    begin(room, "ehir", lambda: hand.press("Space"))
    hand.press("F8")
    hand.type("School: no late Mondays this month. Basil came too and stayed for half an hour.")
    hand.press("F8")
    hand.type("First Wednesday in the library: she chose the snail book and read it aloud.")
    for _ in range(3):
        hand.press("F8")
    hand.type("No change: toast with Gran only.")
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
    hand.type("10/12")
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
    number(room, "7", "Two Mondays felt quite ordinary.")
    next_person(room)
    number(room, "6", "I have watched three myself.")
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
    hand.type("Let me cook on Saturday.")
    step(room, "Ask the charity shop for a bed", "20/11")
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
    hand.type("Small groups suit Wren, and so do snails")
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
    hand.press(on)


def referral(room: Room) -> None:
    """A request for support with five records attached, its pack in one Word file."""
    hand = room.hand
    begin(room, "marf")
    hand.press("F8")
    hand.answer("Down", "Down", "Down")
    for impact, day in CHILDREN:
        if impact == CHILDREN[1][0]:
            hand.press("F8")
            hand.type("At home")
        hand.press("F8")
        hand.type(impact)
        if day:
            hand.press("F8")
            hand.type(day)
    for _ in range(7):
        hand.press("F8", "Tab")
        hand.answer("Space")
    hand.press("F8", "Tab")
    hand.answer("3")
    for _ in range(3):
        hand.press("F8")
        hand.answer("y")
    hand.press("F8")
    hand.answer("y")
    for words in VIEWS:
        hand.press("F8")
        hand.type(words)
    for words in PICTURE:
        hand.press("F8")
        hand.type(words)
    hand.press("F8", "Tab")
    hand.answer("2")
    hand.press("F8")
    hand.type("Three services are needed round one table.")
    for kind in ("Family file", "Map", "Voice", "Decision", "Intervention"):
        hand.tab_to(kind)
        hand.answer("Space")
    finish(room)

    def command() -> None:
        hand.type("pack")
        hand.press("Return")

    hand.through(lambda: hand.answer("Ctrl+Shift+P"), command)
    hand.tab_to("Why no decision")
    hand.type("Sorrel went through this and said yes.")
    hand.press("Ctrl+Return")
    hand.wait(lambda: hand.pack().pack is not None)
    hand.press("Ctrl+Shift+S")
    hand.wait(lambda: hand.pack().job is None)
