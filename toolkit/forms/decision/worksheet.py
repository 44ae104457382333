"""The decision to share as paper to fill in by hand: its questions in order, with boxes to tick and room to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.forms.blank_pieces import BY_HAND, LINE, TWO_LINES, strip
from toolkit.forms.blocks import (
    Block,
    Heading,
    Outline,
    Paragraph,
    SignHere,
    Table,
    Warn,
    WriteLines,
    text_of,
)
from toolkit.forms.decision.outcomes import OUTCOMES
from toolkit.forms.decision.pages_agree import X_REASONS
from toolkit.forms.decision.pages_send import BASES, SEVEN
from toolkit.forms.decision.pages_start import DUTY_KINDS, HARM_TICKS
from toolkit.forms.decision.rule_sets import CURRENT, rule_set
from toolkit.forms.decision.states import FLOW
from toolkit.forms.vocabulary import Choice, Choices, Field, Form, Option, option_pairs

YES_NO = ("Yes", "No", "Not sure")
PEOPLE = 3
"""Rows for the people whose information it is."""


@dataclass(frozen=True)
class _Line:
    """One row: the words asked, and boxes or room for the answer."""

    asked: str
    room: str = LINE


def worksheet(form: Form) -> list[Block]:
    """The blank paper: before, agreement or weighing up, passing on and signing; then what only some decisions need."""
    asked: list[Block] = [
        Warn(
            text="NOT A DECISION until it is signed. In danger: ring 999 first, then write. Risk of harm waits for nobody."
        ),
        strip((), BY_HAND),
        _section("Start", _start()),
        _section("Danger and harm", _harm()),
        _section("Reason, names, law", _reason()),
        Heading(text="Agreement"),
        Paragraph(
            text="Ask where it is safe. With a risk of serious harm you may share without asking: say why."
        ),
        _people(),
        _section("Weigh it up, where there is no agreement", _weigh()),
        _checks(),
        _section("", _pass_on()),
        Heading(text="Decision"),
        _section("", _decision()),
        WriteLines(label="Your reasons, in a few sentences", count=2),
        SignHere(label="Signatures", rows=(("", "Worker", "", ""), ("", "Manager, not the worker", "", ""))),
        Paragraph(text=_rules(), tone="note"),
    ]
    said = "\n".join(text_of(Outline(title="", audience="practitioner", blocks=tuple(asked))))
    return [
        *asked,
        Heading(text="Only where it applies"),
        _section("", _where_it_applies(said), (1.4, 6.6)),
    ]


def _where_it_applies(said: str) -> Iterator[_Line]:
    """What some decisions are asked besides, each question in one row: what the sheets before have no words for."""
    for state in FLOW.states:
        if state.page is None:
            continue
        left = [part.label for part in state.page.fields if part.label not in said]
        if left:
            yield _Line(state.short or state.page.title, " · ".join(dict.fromkeys(left)))


def _section(title: str, lines: Iterable[_Line], widths: tuple[float, ...] = (2.4, 5.6)) -> Table:
    rows = tuple((line.asked, line.room) for line in lines)
    return Table(caption=title, head=(), rows=rows, widths=widths, small=True)


def _boxes(words: Iterable[str]) -> str:
    """Boxes to tick; a box stays with the first of its words."""
    return "   ".join(f"☐\u00a0{word}" for word in words)


def _labels(options: Iterable[str | Option]) -> list[str]:
    return [label for _, label in option_pairs(tuple(options))]


def _field(key: str) -> Field:
    return next(part for one in FLOW.states if one.page for part in one.page.fields if part.key == key)


def _title(state: str) -> str:
    page = FLOW.state(state).page
    assert page is not None
    return page.title


def _start() -> list[_Line]:
    return [
        _Line(_title("S0"), _boxes(_labels(_options("trigger")))),
        _Line("Whose information is it"),
        _Line("Who asks. How you know it is really them"),
        _Line("What exactly, one thing a line", TWO_LINES),
        _Line("With whom: name, role, agency"),
        _Line("What for: what they will do"),
    ]


def _options(key: str) -> tuple[str | Option, ...]:
    part = _field(key)
    assert isinstance(part, Choice | Choices)
    return tuple(part.options)


def _harm() -> list[_Line]:
    return [
        _Line(_title("S1"), _boxes(("No", "Yes: ring now", "Not sure: ring your lead; still unsure is yes"))),
        _Line("Who you rang: when, who answered, what you told them, reference", TWO_LINES),
        _Line(_title("S2"), _boxes(_labels(HARM_TICKS))),
        _Line("When did you learn of it. What shows this? Facts only."),
    ]


def _reason() -> list[_Line]:
    return [
        _Line(_title("S3"), _boxes(YES_NO)),
        _Line(_title("S4"), _boxes(_labels(_options("identifiable")))),
        _Line(_title("S5"), _boxes((*YES_NO, *_labels(DUTY_KINDS))) + "   Its number or date:"),
    ]


def _people() -> Table:
    told = "what, why, with whom, if not, may say no"
    head = (
        "Person",
        "Safe to ask? If not: reason no.",
        "Who answers for them; can they decide?",
        f"Told: {told}",
        "Answer, how, day and time, limits",
    )
    return Table(
        head=head,
        rows=((TWO_LINES, "", "", "", ""),) * PEOPLE,
        widths=(1.6, 1.5, 1.9, 1.5, 1.9),
        small=True,
    )


def _weigh() -> list[_Line]:
    reasons = "; ".join(f"{n} {label}" for n, label in enumerate(_labels(X_REASONS), 1))
    return [
        _Line("Reasons not to ask, by number", reasons),
        _Line("Manager or safeguarding lead. How you spoke. Decided when"),
        _Line("Harm if it is not shared", TWO_LINES),
        _Line("Harm if it is shared. Who else could be hurt"),
        _Line("Confidence, and what the family wants. Would something less do?", LINE),
        _Line("Decision. The manager's reasons", _boxes(_labels(_options("weigh"))) + LINE),
    ]


def _checks() -> Table:
    rows = tuple((one.label, _boxes(("Yes", "Put right", "No")), "") for one in SEVEN)
    return Table(
        head=("Seven checks", "Holds", "What, or who was told"),
        rows=rows,
        widths=(4.2, 3.0, 2.6),
        small=True,
    )


def _pass_on() -> list[_Line]:
    return [
        _Line("Basis in law", _boxes(one.label for one in BASES)),
        _Line("Health, faith, offences: basis for it"),
        _Line("Left out or hidden, and why"),
        _Line("Who gets it. Role. Agency. How checked"),
        _Line("How", _boxes(_labels(_options("method")))),
        _Line("Sent when. Sent by. Why it went late"),
        _Line("The person told when, or why not"),
    ]


def _decision() -> list[_Line]:
    return [
        _Line("It is", _boxes(one.title for one in OUTCOMES)),
        _Line("If not: What would change your mind. When you told those who asked"),
        _Line("Referral it goes with. Manager told when"),
    ]


def _rules() -> str:
    rules = rule_set(CURRENT)
    return f"{rules.title}: " + "; ".join(f"{one.number} {one.short}" for one in rules.rules) + "."
