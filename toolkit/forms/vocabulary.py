"""What a form may be made of: small frozen types that hold in Python and decode from TOML alike.

A form is one literal `Form(...)`. Its pages hold fields; each field has a key, under which its answer is kept in a
plain JSON dict. The shape of each kind of answer stands in the docstring of its field. Everywhere an answer is looked
for, one of two special answers may stand instead: `{"not_this_time": reason, "note": text}` for a needed box of words
or rows, and `{"none": True}` where the field offers words for "none". A missing key means not recorded.

Three places know the kinds of field, and only these: `rules`, `outline` and the screen's editors.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from toolkit.forms.five_answers import DECLINED as DECLINED
from toolkit.forms.five_answers import FIVE_ANSWERS as FIVE_ANSWERS
from toolkit.forms.five_answers import NO as NO
from toolkit.forms.five_answers import NOT_ASKED as NOT_ASKED
from toolkit.forms.five_answers import NOT_KNOWN as NOT_KNOWN
from toolkit.forms.five_answers import YES as YES

NOT_THIS_TIME: dict[str, str] = {
    "not_present": "not present",
    "not_safe": "not safe to ask",
    "no_time": "no time",
    "not_part": "not part of this contact",
    "quick_note": "quick note",
    "other": "other",
}
"""Reasons for leaving a needed box this time (records, section 0); `quick_note` is set by the quick note alone."""


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every part of a form: frozen, named arguments only, an unknown name is a fault."""


# Conditions


class When(_Part, frozen=True, kw_only=True, tag_field="kind", tag="when"):
    """True when the answer under `key` is one of `values` (for several choices: when any of them is).

    `key` is looked for in the row a field stands in, then in the record, then among the facts of the context
    (`@late`, `@language_need`; `@name:{id}` is the fact of the row it stands in). `person.group`, `person.lives_here` and the like read the person of the row.
    `seen[person].alone` reads the cell `alone` of the row in `seen` that is about the same person. The value `*` stands
    for any answer at all.
    """

    key: str
    values: tuple[str, ...]


class AllOf(_Part, frozen=True, kw_only=True, tag_field="kind", tag="all"):
    """True when every condition is."""

    of: tuple[Condition, ...]


class AnyOf(_Part, frozen=True, kw_only=True, tag_field="kind", tag="any"):
    """True when at least one condition is."""

    of: tuple[Condition, ...]


class Not(_Part, frozen=True, kw_only=True, tag_field="kind", tag="not"):
    """True when the condition is not."""

    of: Condition


Condition: TypeAlias = When | AllOf | AnyOf | Not


# Help beside a field


class Prompt(_Part, frozen=True, kw_only=True):
    """What practice says about a field: a title, at most 30 words, and the guidance card behind it."""

    title: str
    text: str
    card: str = ""


class Option(_Part, frozen=True, kw_only=True):
    """One answer of a choice: the value that is kept and the words that are read."""

    value: str
    label: str
    hint: str = ""


Withheld: TypeAlias = Literal["", "always", "unless_asked", "never_printed"]
"""`always` marks what no family or child copy may ever hold (‡); `unless_asked` is left out of them by default;
`never_printed` becomes no block for anybody, as what would put somebody in danger on a paper in a home."""


class _Field(_Part, frozen=True, kw_only=True, tag_field="kind"):
    """What every field has. `needed` says whether it must be answered before the record is finished."""

    key: str
    label: str
    hint: str = ""
    needed: bool | When | AllOf | AnyOf | Not = False
    first: bool = False
    """Asked first and filled in by the program where it can."""
    when: When | AllOf | AnyOf | Not | None = None
    """Shown only when this holds; a hidden answer stays in the draft and leaves the output."""
    withheld: Withheld = ""
    withheld_when: When | AllOf | AnyOf | Not | None = None
    """Left out of family and child copies while this holds, as an address hidden from somebody (E15)."""
    child_chose: When | AllOf | AnyOf | Not | None = None
    """While this holds the child's own copy has what is left out of copies unless asked for."""
    prompt: Prompt | None = None
    none_label: str = ""
    """Words of the "none" answer, where there is one: "No one else", "Nothing yet"."""
    plain_label: str = ""
    """The label in a family or child copy, where it must be plainer."""


class Text(_Field, frozen=True, kw_only=True, tag="text"):
    """One line of words. Answer: str. `looks` names a check that warns and never changes what was typed."""

    looks: Literal["", "phone", "email", "postcode", "nhs_number"] = ""
    short: bool = False
    offered: str = ""
    """Name of a fact whose lines are offered beside the box, as the levels of the area; other words may be typed."""


class LongText(_Field, frozen=True, kw_only=True, tag="long_text"):
    """Paragraphs without any limit. Answer: str. `gentle` offers the gentler word list."""

    gentle: bool = True
    lines: int = 4
    """Ruled lines on the blank paper form."""
    before: str = ""
    """In rows: key of the row under which stands, with its day, what this box said the last time. It is shown grey above
    the box and small above the words on paper, and cannot be changed."""
    stays: str = ""
    """Words that are put back when the box is left empty: it may be said otherwise, and never be taken out."""


class Date(_Field, frozen=True, kw_only=True, tag="date"):
    """A day. Answer: an ISO day `2026-11-12`, with `vague` also `2026-11`, `2026` and each with `~` for about; or, while
    it cannot be read, the very words typed.
    """

    vague: bool = False
    future: bool = False
    """A plan or appointment: days to come are welcome."""
    birth: bool = False
    """Two-digit years are read as the past hundred years."""
    due: str = ""
    """When set, the day belongs on the list of what is due, under these words."""
    done: str = ""
    """Key of an answer in the same row or record that says it was done: a day, or yes. Then it is no longer due."""
    not_before: str = ""
    """Key of a date in the same row or record that this one may not precede."""
    or_not_known: bool = False
    """Also offers "not known", kept as `not_known`."""


class DateTime(_Field, frozen=True, kw_only=True, tag="date_time"):
    """A day and time. Answer: `2026-11-12T13:10`, or a day alone when the time is not known, each with `~` for about; or
    the very words typed.
    """

    future: bool = False
    not_before: str = ""
    same_day_end: str = ""
    """Key under which an end time `14:05` of the same day may be kept beside it."""


class Choice(_Field, frozen=True, kw_only=True, tag="choice"):
    """One of several. Answer: the option's value, or `other: words` when `other` is offered (E16 keeps unlisted ones)."""

    options: tuple[Option | str, ...]
    other: bool = False
    plain: tuple[str, ...] = ()
    """Values that go without saying: a family or child copy does not print them."""


class Choices(_Field, frozen=True, kw_only=True, tag="choices"):
    """Several of several. Answer: list of values; `other: words` may be among them when `other` is offered."""

    options: tuple[Option | str, ...]
    other: bool = False
    offered: str = ""
    """Name of a fact whose lines are the words of what is offered now: options by their label, and others beside them."""


class YesNo(_Field, frozen=True, kw_only=True, tag="yes_no"):
    """Yes, no, not known, not asked or declined; none preset. Answer: one of the keys of `FIVE_ANSWERS`."""

    found_by: str = ""
    """Words by which the search finds the record when the answer is yes."""


class Scale(_Field, frozen=True, kw_only=True, tag="scale"):
    """A whole number from 0 to 10, never preset, never averaged. Answer: int, `not_asked`, `did_not_say`, or the very
    words typed when they are no such number (E5).
    """

    low: int = 0
    high: int = 10
    low_words: str = ""
    high_words: str = ""


class Person(_Field, frozen=True, kw_only=True, tag="person"):
    """Someone of the family file, or a name and role only. Answer: person id, or `{"name": str, "role": str}`."""

    group: Literal["children", "adults", "everyone", "professionals", "anyone"] = "anyone"
    caution: bool = False
    """Whom a child is handed to or what is told of the child: those who may pose a risk stand last in the list and say so."""


class People(_Field, frozen=True, kw_only=True, tag="people"):
    """Several people. Answer: list of what `Person` keeps."""

    group: Literal["children", "adults", "everyone", "professionals", "anyone"] = "anyone"


class Notice(_Field, frozen=True, kw_only=True, tag="notice"):
    """Words or telephone numbers shown while its condition holds; keeps no answer and is never printed."""

    tone: Literal["red", "amber", "blue"] = "blue"
    text: str = ""
    numbers: tuple[str, ...] = ()
    """Keys of local numbers to show large: `emergency`, `front_door`, `out_of_hours`, `safeguarding_lead`, ..."""


class Signatures(_Field, frozen=True, kw_only=True, tag="signatures"):
    """A block for signing. Answer: list of rows with id, name, role, date, how (`paper`, `drawn`, `verbal`, `declined`,
    `unable`), witness, reason, scan (a file's id when it was signed on paper), strokes (what was drawn: lists of points, 0
    to 1). A typed name is never shown as a signature.
    """

    who: tuple[str, ...] = ()


class Actions(_Field, frozen=True, kw_only=True, tag="actions"):
    """What will be done. Answer: list of rows with id, what, who (as `Person`), by_when, done, outcome. "All" and
    "everyone" are refused as who.
    """


class Rows(_Field, frozen=True, kw_only=True, tag="rows"):
    """Repeated rows of fields. Answer: list of dicts, each with a stable `id` and its cells.

    `each` seeds one row a person (the row's `person` key holds the person's id, and `person` is no column): the living
    children of the family, those the record is `about`, the adults, the adults at `home`, or everyone. More rows for the
    same or another person may be added. `makes` says that the rows are themselves the people of the family file; then a
    row's id is the person's id for good.
    """

    columns: tuple[Field, ...]
    each: Literal["", "children", "about", "adults", "home", "everyone"] = ""
    only: When | AllOf | AnyOf | Not | None = None
    """With `each`: rows are shown only for the people this holds for."""
    needed_for: When | AllOf | AnyOf | Not | None = None
    """With `each`: needed only in the rows this holds for (as in `person.group` = child)."""
    layout: Literal["table", "cards"] = "table"
    makes: Literal["", "child", "adult", "professional"] = ""
    at_least: int = 1
    add_label: str = "Add a row"
    fixed: tuple[Option, ...] = ()
    """Rows that are always there, in this order: the id is the option's value and the `row_title` cell starts with its
    words. They may be renamed and repeated, never removed."""
    row_title: str = ""
    """Key of the cell that names a row in a card's heading and in the list of gaps."""
    own_sheets: bool = False
    """On paper each row starts a sheet, as each child's part of an assessment; only where rows stand one below another."""


class Grid(_Field, frozen=True, kw_only=True, tag="grid"):
    """One set of cells for each pair of an adult and a child. Answer: list of dicts with `adult`, `child` and cells."""

    columns: tuple[Field, ...]


class Wording(_Part, frozen=True, kw_only=True):
    """Other words for a part while a condition holds, as the level of help changes what a goal is called."""

    when: When | AllOf | AnyOf | Not
    label: str
    hint: str = ""


class PointKind(_Part, frozen=True, kw_only=True):
    """One kind of point in a column. `columns` are its cells beside the words, who said it and the evidence."""

    value: str
    label: str
    hint: str = ""
    needed: bool | When | AllOf | AnyOf | Not = False
    none_label: str = ""
    wordings: tuple[Wording, ...] = ()
    columns: tuple[Field, ...] = ()
    pairs_with: str = ""
    """The kind each of these points is paired with, as a goal with the worry it answers."""


class Column(_Part, frozen=True, kw_only=True):
    """A column of points under its question."""

    key: str
    title: str
    question: str = ""
    tone: Literal["good", "worry", "next"] = "good"
    kinds: tuple[PointKind, ...]


class ColumnOrder(_Part, frozen=True, kw_only=True):
    """An order of the columns, chosen by the value of the field `order_from` names."""

    value: str
    keys: tuple[str, ...]


class Columns(_Field, frozen=True, kw_only=True, tag="columns"):
    """Columns of points side by side. Answer: list of points in order, each a dict with `id`, `kind`, `text`, `who` (words),
    `evidence`, `pair` (id of the point it belongs to), `hidden` ("yes" keeps it from the family, on the screen and on paper) and the cells of
    its kind; `{"id", "kind", "none": True}` stands for "none found yet".
    """

    columns: tuple[Column, ...]
    order_from: str = ""
    orders: tuple[ColumnOrder, ...] = ()


class Scores(_Field, frozen=True, kw_only=True, tag="scores"):
    """Each person's own number on a scale, side by side, never averaged. Answer: `{"low": words, "high": words, "few": why
    fewer people gave one, "rows": [...]}` with rows of id, person (as `Person`), score (as `Scale`), because, higher ("one higher if"), date. The anchors are kept
    with the numbers they were given under.
    """

    low: int = 0
    high: int = 10
    low_words: str = ""
    high_words: str = ""
    at_least: int = 2


class Files(_Field, frozen=True, kw_only=True, tag="files"):
    """Pictures and papers kept inside the encrypted vault. Answer: list of dicts with id, file (the vault's id), name,
    media (`image/png`, ...), caption.
    """


class PictureCards(_Field, frozen=True, kw_only=True, tag="picture_cards"):
    """Words with a drawing each, picked from cards or added. Answer: list of dicts with id, word, picture (a drawing's name
    or empty), crossed ("yes" when it was crossed out).
    """

    offered: tuple[Option, ...] = ()
    """`value` is the drawing's name, `label` the word."""
    at_least: int = 2
    at_most: int = 8


class BodyMap(_Field, frozen=True, kw_only=True, tag="body_map"):
    """Marks on an outline of the body. Answer: list of dicts with id, view (`front`, `back`, `baby_front`, `baby_back`), x and y
    (0 to 1 of the outline's width and height), site (words) and the cells of `columns`. Numbers are places in the list.
    """

    columns: tuple[Field, ...]


Field: TypeAlias = (
    Text
    | LongText
    | Date
    | DateTime
    | Choice
    | Choices
    | YesNo
    | Scale
    | Person
    | People
    | Notice
    | Signatures
    | Actions
    | Rows
    | Grid
    | Columns
    | Scores
    | Files
    | PictureCards
    | BodyMap
)


class Page(_Part, frozen=True, kw_only=True):
    """One page of a form, with its place in the list at the left."""

    key: str
    title: str
    fields: tuple[Field, ...]
    when: When | AllOf | AnyOf | Not | None = None
    hint: str = ""
    in_list: str = ""
    """Shorter words for the list of pages, where the title is long."""
    picture: str = ""
    """Name of the drawing beside this page on paper for a child."""
    boxed: bool = False
    """On paper one boxed table of labels and answers, the empty ones too."""
    whole: bool = False
    """On paper every field and column of it, the empty ones too."""
    own_sheet: bool = False
    """On paper it starts a sheet, and so does what follows."""
    landscape: bool = False
    """On paper it stands on sheets of its own that lie on the long side."""
    large: bool = False
    """On a family or child copy it is set large, one thing under another, to be read from across a room."""


Audience: TypeAlias = Literal["practitioner", "family", "child"]


class Form(_Part, frozen=True, kw_only=True):
    """One record type.

    `header` adds the fields every record has (about whom, when, where it comes from, who may see it). `roles` of keys:
    `title_from` joins that answer to the title, `summary_from` gives the line in lists, `event_from` the day it sorts by.
    """

    id: str
    version: int = 1
    title: str
    """As in a list: "Case note"."""
    description: str = ""
    """One line in the New menu."""
    keywords: tuple[str, ...] = ()
    """Other words a worker would look for it by."""
    moment: str = "every day"
    """Where it stands in the New menu."""
    icon: str = "note"
    audience: Audience = "practitioner"
    living: bool = False
    """No final: each closing is a dated revision."""
    header: bool = True
    one_child: bool = False
    """About exactly one child."""
    future: bool = False
    """The event may lie ahead (plans)."""
    title_from: str = ""
    summary_from: tuple[str, ...] = ()
    event_from: str = "event"
    event_label: str = ""
    """Words for the day of the header where "When" is too little: "Meeting date"."""
    event_page: str = ""
    """Key of the page on which the day is asked and printed; left empty it opens the form."""
    pages: tuple[Page, ...]
    copies: tuple[Audience, ...] = ("practitioner", "family")
    """Who may have a copy at all."""
    own_details: bool = False
    """A family copy holds the details of its recipient and the children only."""
    landscape: bool = False
    """Its paper lies on the long side."""
    settled: bool = False
    """Agencies know its paper by heart: its own sections alone, and what every record has small at the end."""
    licence: str = ""
    keeper: Literal["family", "team"] = "family"
    """Whose record it is: a family's, or the worker's and the team's. A record of the team belongs to no family: New asks for
    none, it is handed over and erased with none, and "Me and my team" lists it."""
    copy_name: str = ""
    """What a family copy calls it, where the title would read badly: "This is your copy of our ..."."""


def option_pairs(options: tuple[Option | str, ...]) -> list[tuple[str, str]]:
    """Value and words of each option; a bare string is both."""
    return [(o, o) if isinstance(o, str) else (o.value, o.label) for o in options]


def opts(**labels: str) -> tuple[Option | str, ...]:
    """Options from keyword arguments, in order: `opts(home="Home visit")`."""
    return tuple(Option(value=value, label=label) for value, label in labels.items())


def is_special(answer: object) -> bool:
    """Whether an answer is "not this time" or "none"."""
    return isinstance(answer, dict) and ("not_this_time" in answer or answer.get("none") is True)


def is_empty(answer: object) -> bool:
    """Whether nothing was recorded: no answer, blank words, or an empty list."""
    return answer is None or (isinstance(answer, str) and not answer.strip()) or answer == [] or answer == {}
