"""The chronology on paper: a page on its side with what happened when, the picture of it, who told nothing, and the analysis."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from toolkit.export.chronology_drawing import chronology_svg, gap_words, picture_words
from toolkit.export.tables import CHRONOLOGY as CSV_HEAD
from toolkit.export.tables import Table as CsvTable
from toolkit.export.tables import table as csv_table
from toolkit.forms import dates
from toolkit.forms.blocks import Answer, Block, Heading, Outline, Paragraph, Picture, Table
from toolkit.forms.left_out import KIND_WORDS, LeftThing
from toolkit.forms.outline import LEFT_OUT, Meta, outline
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.rules import Entry
from toolkit.forms.vocabulary import Audience
from toolkit.forms.withheld import left_things
from toolkit.forms.words import NOT_RECORDED
from toolkit.practice.chronology import KINDS, Chronology, Event, Source
from toolkit.practice.chronology_marks import (
    EVERYTHING,
    GAP_DAYS,
    OWN,
    Gap,
    Held,
    Narrowed,
    Repeat,
    contributors,
    counts,
    gaps,
    held_back,
    keep,
    repeats,
)

CHRONOLOGY = "chronology"
HEAD = ("Date", "Who", "What happened", "Source", "What it meant for each child", "What was done")
WIDTHS = (2.2, 2.2, 5.0, 3.0, 4.2, 3.8)
PICTURE_MM = 250.0
FIRST_HAND = {
    "yes": "seen or heard themselves",
    "no": "told by somebody",
    "not_known": "first hand: not known",
}
_TYPED = ("Shared with us under",)
"""What the form says of its own rows, and the paper says of events."""
_ONE = {
    "kept": "contact kept",
    "missed": "contact missed",
    "moves": "move",
    "changes": "change of worker",
    "workers": "worker or service begun",
}
"""How a count of one is said."""
_THINGS: dict[Held, LeftThing] = {
    "workers": LeftThing("", "Events about abuse, sharing and supervision", KIND_WORDS["abuse"], False),
    "oversight": LeftThing("", "Supervision", KIND_WORDS["oversight"], False),
    "restricted": LeftThing("events.@restricted", "Restricted events", KIND_WORDS["restricted"], True),
    "third_party": LeftThing("events.@third_party", "Events told by others", KIND_WORDS["third_party"], True),
}


@dataclass(frozen=True)
class Told:
    """What a chronology is made of: the events, the finished records behind them, the family file and the record itself."""

    found: Chronology
    sources: Sequence[Source]
    family: Mapping[str, Any]
    answers: Answers
    narrowed: Narrowed = EVERYTHING

    @property
    def events(self) -> list[Event]:
        """The events with a day that are left when it is narrowed."""
        return self.narrowed.of(self.found.events)

    @property
    def undated(self) -> Sequence[Event]:
        """The events to be dated; none when it is narrowed, as nobody knows whether they belong."""
        return () if self.narrowed else self.found.undated

    @property
    def gap_days(self) -> int:
        """From how many days on a time without any event is marked."""
        days = self.answers.get("gap_days")
        return days if isinstance(days, int) and days > 0 else GAP_DAYS

    def gaps(self, events: Iterable[Event], today: date) -> list[Gap]:
        """The gaps between these events."""
        return gaps(events, today, self.gap_days)


def chronology_things(
    entry: Entry, told: Told, context: Context, audience: Audience, meta: Meta
) -> list[LeftThing]:
    """What a reader does not get unless it is put in: which sorts of events, never which; and what the form keeps back."""
    found = left_things(entry, told.answers, context, audience, meta)
    return [*(one for one in found if one.label not in _TYPED), *_events_held(told, audience, meta)]


def _events_held(told: Told, audience: Audience, meta: Meta) -> list[LeftThing]:
    reader = _reader(audience, meta)
    parts = [part for event in (*told.events, *told.undated) for part in event.parts]
    held = {held_back(part, reader) for part in parts}
    return [thing for why, thing in _THINGS.items() if why in held]


def chronology_outline(
    entry: Entry, told: Told, context: Context, audience: Audience, meta: Meta, today: date
) -> Outline:
    """The paper of the record `chronology` for one reader, as records and family file stand today."""
    reader, things = _reader(audience, meta), _events_held(told, audience, meta)

    def may(event: Event) -> bool:
        why = held_back(event, reader)
        return not why or (_THINGS[why].may and _THINGS[why].path in meta.put_in)

    events, left = keep(told.events, may)
    undated, also_left = keep(told.undated, may)
    whole = audience == "practitioner"

    def paper(seen: Answers, _context: Context, _audience: Audience) -> list[Block]:
        only = narrowed_words(told.narrowed, context, plain=bool(reader))
        blocks: list[Block] = (
            [Paragraph(text=f"Not the whole chronology: {only}.", tone="note")] if only else []
        )
        blocks += _table(events, context, whole, "No such event" if only else "No event")
        blocks += _undated(undated, context, whole)
        # Where events are left out, a time without any says nothing, and an agency may have told what is not here.
        everything = not (left or also_left or told.narrowed)
        blocks += _picture(events, told.gaps(events, today) if everything else [], today)
        if whole and everything:
            blocks += [*_stands_out(told, events, today), *_agencies(told, events, seen)]
        return [*blocks, *_analysis(seen, whole)]

    made = outline(dataclasses.replace(entry, paper=paper), told.answers, context, audience, meta)
    out = [one for one in made.left_out if one[0] not in _TYPED]
    out += [(one.label, one.reason) for one in things if one.path not in meta.put_in or not one.may]
    body = [b for b in made.blocks if not (isinstance(b, Paragraph) and b.text == LEFT_OUT)]
    if left or also_left:
        body.append(Paragraph(text="Events have been left out of this copy.", tone="note"))
    elif out:
        body.append(Paragraph(text=LEFT_OUT, tone="note"))
    if only := narrowed_words(told.narrowed, context):
        out.append(("Other events", f"The page showed {only}"))
    return msgspec.structs.replace(made, blocks=tuple(body), left_out=tuple(out), landscape=True)


def _reader(audience: Audience, meta: Meta) -> str:
    return meta.reader if audience == "practitioner" else "family"


def narrowed_words(narrowed: Narrowed, context: Context, *, plain: bool = False) -> str:
    """What it was narrowed to: "only events about Wren, from 1 January 2024"; nothing where it was not.

    A reader outside does not learn from it that there is a kind, an agency or an adult: `plain` names none of them.
    """
    if not narrowed:
        return ""
    agency = "our own records" if narrowed.agency == OWN else narrowed.agency
    who = context.person(narrowed.person)
    named = not plain or (who is not None and who.group == "child")
    parts = [
        f"about {context.name_of(narrowed.person) if named else 'one person'}" if narrowed.person else "",
        "of one kind" if plain and narrowed.kind else "",
        f"of the kind “{kind_words(narrowed.kind)}”" if narrowed.kind and not plain else "",
        "from one source" if plain and agency else "",
        f"told by {agency}" if agency and not plain else "",
        f"from {dates.show(narrowed.since.isoformat())}" if narrowed.since else "",
        f"up to {dates.show(narrowed.until.isoformat())}" if narrowed.until else "",
    ]
    return "only events " + ", ".join(part for part in parts if part)


# The table


def _table(events: Sequence[Event], context: Context, whole: bool, none: str) -> list[Block]:
    if not events:
        return [Paragraph(text=f"{none} is written down.")]
    rows = tuple(row_of(event, context, whole) for event in events)
    return [Table(head=HEAD, rows=rows, widths=WIDTHS)]


def _undated(events: Sequence[Event], context: Context, whole: bool) -> list[Block]:
    if not events:
        return []
    rows = tuple((event.start or "Not known", *row_of(event, context, whole)[1:]) for event in events)
    return [Table(caption="To be dated", head=HEAD, rows=rows, widths=WIDTHS)]


def row_of(event: Event, context: Context, whole: bool) -> tuple[str, ...]:
    """One event as its six cells. `whole` says by which decision another agency told it."""
    kinds = [kind_words(kind) for kind in event.kinds if kind != "other"]
    what = f"{event.text}\n{', '.join(kinds)}" if kinds else event.text
    responses = dict.fromkeys(part.response for part in event.parts if part.response)
    impacts = dict.fromkeys(part.impact for part in event.parts if part.impact)
    return (
        event.when if event.dated else event.start,
        who_words(event, context),
        what,
        "\n".join(dict.fromkeys(source_words(part, whole) for part in event.parts)),
        "\n".join(impacts) or NOT_RECORDED,
        "\n".join(responses),
    )


def kind_words(kind: str) -> str:
    """What a kind of event is called, also one of an import that the list does not have."""
    return KINDS.get(kind, kind.removeprefix("other: "))


def who_words(event: Event, context: Context) -> str:
    """Whose event it is; the same person told twice stands once."""
    people = [context.name_of(who) for part in event.parts for who in part.people]
    others = [name for part in event.parts for name in part.others]
    return ", ".join(dict.fromkeys([*people, *others])) or "The family"


def source_words(event: Event, whole: bool = True) -> str:
    """Who told one event, first hand or not, and by which decision."""
    told = ": ".join(part for part in (event.agency, event.source) if part) or NOT_RECORDED
    hand = FIRST_HAND.get(event.first_hand, "")
    said = f"{told} ({hand})" if hand else told
    if whole and event.agency:
        said += f". Shared with us under: {event.decision or NOT_RECORDED}"
    return said


# Beside the table


def _picture(events: Sequence[Event], found: Sequence[Gap], today: date) -> list[Block]:
    if not events:
        return []
    said = picture_words(events, found)
    svg = chronology_svg(events, today, found)
    return [
        Heading(text="Over time"),
        Picture(svg=svg, alt=f"Chronology over time. {' '.join(said)}", width_mm=PICTURE_MM),
    ]


def _stands_out(told: Told, events: Sequence[Event], today: date) -> list[Block]:
    lines = [repeat_words(repeat) for repeat in repeats(events)]
    lines += [gap_words(gap) for gap in told.gaps(events, today)]
    lines.append(f"{', '.join(count_words(told))}.")
    return [Answer(label="Repeats, gaps and counts", lines=tuple(lines))]


def repeat_words(repeat: Repeat) -> str:
    """A repeat in a sentence."""
    first, last = repeat.events[0], repeat.events[-1]
    return f"{kind_words(repeat.kind)}: {len(repeat.events)} times, each within 90 days, {first.when} to {last.when}."


def count_words(told: Told) -> list[str]:
    """The counts: "3 contacts kept", "1 move". Contacts are always said, the others where there are any."""
    notes = [source for source in told.sources if source.form_id == "case_note"]
    found = counts(told.found.events, notes, rows_of(told.family, "professionals"))
    said = [one for one in found if one.number or one.key in ("kept", "missed")]
    return [f"{one.number} {_ONE.get(one.key, one.words) if one.number == 1 else one.words}" for one in said]


def _agencies(told: Told, events: Sequence[Event], seen: Answers) -> list[Block]:
    did, not_yet = contributors(events, rows_of(told.family, "professionals"))
    asked = asked_words(seen)
    return [
        Answer(label="Agencies whose words are here", lines=("; ".join(did) or "None but our own",)),
        Answer(label="Agencies of the network that have told nothing", lines=("; ".join(not_yet) or "None",)),
        *([Answer(label="Asked, and what they answered", lines=tuple(asked.split("\n")))] if asked else []),
    ]


def asked_words(answers: Mapping[str, Any]) -> str:
    """Which agencies were asked, as the worker wrote it."""
    value = answers.get("asked")
    return value.strip() if isinstance(value, str) else ""


# The analysis


def analyses(answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The analyses, newest first; one without a day counts as the newest."""
    rows = list(reversed(rows_of(answers, "analysis")))
    return sorted(rows, key=lambda row: str(row.get("on") or "9999"), reverse=True)


def is_whole(row: Mapping[str, Any]) -> bool:
    """Whether an analysis says what a meeting needs."""
    return all(str(row.get(key) or "").strip() for key in ("on", "patterns", "means"))


def _analysis(seen: Answers, whole: bool) -> list[Block]:
    found = analyses(seen)
    if not found and not whole:
        return []
    blocks: list[Block] = [Heading(text="Analysis")]
    for row in found or [{}]:
        day = dates.show(row["on"]) if dates.is_day(row.get("on")) else NOT_RECORDED
        meeting = str(row.get("for_meeting") or "").strip()
        lines = [("On", f"{day}, for {meeting}" if meeting else day)]
        for key, label in (("patterns", "Patterns, gaps and repeats"), ("means", "What it means now")):
            value = row.get(key)
            lines.append((label, value.strip() if isinstance(value, str) and value.strip() else NOT_RECORDED))
        blocks.append(Table(head=(), rows=tuple(lines), widths=(1.0, 4.0)))
    return blocks


# As a table for a spreadsheet


def chronology_csv(events: Iterable[Event], context: Context) -> CsvTable:
    """The events as a table, each teller of an event in a row of its own."""
    parts = [part for event in events for part in event.parts]
    return csv_table(CHRONOLOGY, CSV_HEAD, [csv_cells(part, context) for part in parts])


def csv_cells(event: Event, context: Context) -> tuple[object, ...]:
    """One event as the cells of such a table."""
    people = [person.full_name or person.name for who in event.people if (person := context.person(who))]
    people += event.others
    kinds = "; ".join(kind_words(kind) for kind in event.kinds)
    return (
        *(event.start, event.end, "; ".join(people), event.text, kinds, event.agency, event.source),
        *(event.impact, event.response, event.restricted),
    )
