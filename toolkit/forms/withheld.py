"""What each audience may have of a record: fields and rows that are kept from it never become a block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from toolkit.forms.board import all_kinds, without_hidden
from toolkit.forms.left_out import (
    KIND_WORDS,
    LEAVES_OUT,
    Kind,
    LeftThing,
    Reader,
    kind_of,
    path_of,
    tells_where,
)
from toolkit.forms.people import Context, PersonRef, dicts
from toolkit.forms.rules import Entry, Scope, holds, row_name, shown_fields, shown_pages
from toolkit.forms.vocabulary import (
    Audience,
    BodyMap,
    Columns,
    Field,
    Form,
    Grid,
    LongText,
    Person,
    Rows,
    is_empty,
)


@dataclass(frozen=True)
class Meta:
    """What is known about a record beside its answers, as printed. `written` is local wall time."""

    family_reference: str = ""
    status: str = "draft"
    version: int = 1
    author: str = ""
    author_role: str = ""
    written: datetime | None = None
    reason: str = ""
    organisation: str = ""
    contact: str = ""
    warnings: tuple[str, ...] = ()
    recipient: str = ""
    """Person id of whom a family or child copy is for."""
    reader: Reader = ""
    """Who gets a copy made for professionals; empty is the record itself, which holds everything."""
    put_in: frozenset[str] = frozenset()
    """Paths of what the worker put in all the same. What may never be in a copy stays out whatever stands here."""
    wary: bool = False
    """Whether something speaks against the one who gets it: then no hidden address can be put in."""


@dataclass
class Writer:
    """Collects the blocks of one copy, and what it leaves out."""

    form: Form
    audience: Audience
    meta: Meta
    left_out: list[tuple[str, str]] = field(default_factory=list)
    things: list[LeftThing] = field(default_factory=list)
    quick: list[str] = field(default_factory=list)
    whole: bool = False
    """Whether the page being written shows its empty fields and columns too."""
    unprinted: bool = False
    """Writes for the worker's screen what is never printed, and nothing else."""

    def label(self, part: Field) -> str:
        """The plainer label on a family or child copy, where there is one."""
        return part.plain_label if self.audience != "practitioner" and part.plain_label else part.label

    def keeps(self, part: Field, scope: Scope) -> bool:
        """Whether this reader may have the field; notes what is left out and why, where there was anything."""
        if self.unprinted:
            return part.withheld == "never_printed"
        if part.withheld == "never_printed":
            # Off every paper, so no copy has less than another and none says that something was left out.
            return False
        reason, kind = self._held_back(part, scope)
        if not reason:
            return True
        path = path_of(self.form, part)
        may = (
            bool(path)
            and part.withheld != "always"
            and not (self.meta.wary and tells_where(self.form.id, path, kind))
        )
        value = scope.row.get(part.key) if scope.row else scope.answers.get(part.key)
        if is_empty(value):
            return False
        spots = [*_spots(part, path, self.label(part), value, scope)]
        things = [LeftThing(spot, label, KIND_WORDS[kind], may) for spot, label in spots]
        self.things += [thing for thing in things if thing not in self.things]
        put_in = may and [spot for spot, _ in spots if spot in self.meta.put_in]
        if may and (path in self.meta.put_in or put_in == [spot for spot, _ in spots]):
            return True
        entry = (self.label(part), reason)
        if entry not in self.left_out:
            self.left_out.append(entry)
        return bool(put_in)

    def _held_back(self, part: Field, scope: Scope) -> tuple[str, Kind]:
        """Why this reader does not get a field as things stand, and what kind of thing it is; no words when they do."""
        if not part.withheld and part.withheld_when is None:
            return "", "third_party"
        hidden = part.withheld_when is not None and holds(part.withheld_when, scope)
        kind = kind_of(self.form.id, path_of(self.form, part), part, hidden=hidden)
        if self.audience == "practitioner":
            held = kind in LEAVES_OUT.get(self.meta.reader, ()) and (
                hidden or part.withheld in ("always", "unless_asked")
            )
            return (KIND_WORDS[kind] if held else ""), kind
        if part.withheld == "always":
            return "Never on a family or child copy", kind
        if part.withheld == "unless_asked" and not self._chosen(part, scope):
            return "About other people, or told by others", kind
        return ("Hidden from somebody" if hidden else ""), kind

    def _chosen(self, part: Field, scope: Scope) -> bool:
        """Whether the child chose to have it on a page of his or her own."""
        return self.audience == "child" and part.child_chose is not None and holds(part.child_chose, scope)

    def keeps_warnings(self) -> bool:
        """Whether the warnings of the family stand at the top; notes that they do not, where there are any."""
        if "restricted" not in LEAVES_OUT.get(self.meta.reader, ()):
            return True
        if self.meta.warnings:
            self.things.append(WARNINGS)
            self.left_out.append((WARNINGS.label, WARNINGS.reason))
        return False

    def keeps_title(self, scope: Scope) -> bool:
        """Whether the field the title is taken from may be seen."""
        named = (p for page in self.form.pages for p in page.fields if p.key == self.form.title_from)
        return all(self.keeps(part, scope) for part in named)

    def keeps_row(self, part: Rows | Grid, row: Mapping[str, Any], scope: Scope) -> bool:
        """Whether a row is this reader's own, on a copy that holds own details only; rows within a row go with it.

        Of rows that are put in one by one only those are kept. What was put in of one child is never another child's text.
        """
        if self._held_back(part, scope)[0]:
            path = path_of(self.form, part)
            if path not in self.meta.put_in and _spot(path, row) not in self.meta.put_in:
                return False
        if self.audience == "child" and part.withheld and not scope.row and self._of_another(row, scope):
            return False
        if self.audience == "practitioner" or not self.form.own_details or scope.row:
            return True
        if isinstance(part, Grid):
            return row.get("adult") == self.meta.recipient
        if part.makes == "adult":
            return row.get("id") == self.meta.recipient
        if part.each in ("adults", "home", "everyone"):
            return row.get("person") == self.meta.recipient
        if part.each:
            return True
        # A row that is about one person belongs to that person; rows about the children stay.
        about = [row.get(column.key) for column in part.columns if isinstance(column, Person)]
        return not about or any(value == self.meta.recipient or _is_child(value, scope) for value in about)

    def _of_another(self, row: Mapping[str, Any], scope: Scope) -> bool:
        whose = row.get("child") or row.get("person")
        return _is_child(whose, scope) and whose != self.meta.recipient


def _spot(path: str, row: Mapping[str, Any]) -> str:
    """Where one row of a field stands: `told#r1`."""
    return f"{path}#{row.get('id') or row.get('person') or ''}"


def _spots(part: Field, path: str, label: str, value: object, scope: Scope) -> Iterator[tuple[str, str]]:
    """What may be put in by itself of a field that is left out: each row of it, or a cell of the row that carries the mark."""
    if path and isinstance(part, Rows) and isinstance(value, list):
        for number, row in enumerate(dicts(value), 1):
            name = " ".join(row_name(part, row, scope).split())[:60]
            yield _spot(path, row), f"{label}: {name or f'row {number}'}"
    elif path and part.withheld_when is not None and scope.row:
        whose = scope.person or _owner(scope)
        yield _spot(path, scope.row), f"{label}, {whose.name}" if whose is not None else label
    else:
        yield path, label


def _owner(scope: Scope) -> PersonRef | None:
    """The person of the family file in whose row the row at hand stands, such as one of their addresses."""
    for rows in scope.answers.values():
        for person in dicts(rows):
            if any(scope.row is row for cells in person.values() for row in dicts(cells)):
                return scope.context.person(str(person.get("id") or ""))
    return None


WARNINGS = LeftThing("", "Warnings at the top of the record", KIND_WORDS["restricted"], False)


def _is_child(value: object, scope: Scope) -> bool:
    person = scope.context.person(value) if isinstance(value, str) else None
    return person is not None and person.group == "child"


def visible(
    entry: Entry, answers: Mapping[str, Any], context: Context, audience: Audience, meta: Meta | None = None
) -> dict[str, Any]:
    """The answers a reader may have: what is withheld from it is gone, and so are hidden fields.

    Layouts of a form's own (`lead`, `paper`) are given these, so that they cannot leak what the pages would not.
    """
    return _seen(Writer(entry.form, audience, meta or Meta()), answers, context)


def left_things(
    entry: Entry, answers: Mapping[str, Any], context: Context, audience: Audience, meta: Meta
) -> list[LeftThing]:
    """What a reader does not get by default, whether or not it was put in: label, kind, and whether it may be put in."""
    if answers.get("restriction") == "restricted" and (audience != "practitioner" or meta.reader in OUTSIDE):
        return [
            LeftThing("@restriction", "The whole record", KIND_WORDS["record"], audience == "practitioner")
        ]
    writer = Writer(entry.form, audience, replace(meta, put_in=frozenset()))
    whole = Writer(entry.form, audience, meta)
    for one in (writer, whole):
        # What stands inside of something put in is only met when it is in.
        _seen(one, answers, context)
        if audience == "practitioner":
            one.keeps_warnings()
    return list(dict.fromkeys([*writer.things, *whole.things]))


OUTSIDE: tuple[Reader, ...] = ("agency", "protection", "court")
"""Readers outside the organisation who get the professionals' copy."""


def _seen(writer: Writer, answers: Mapping[str, Any], context: Context) -> dict[str, Any]:
    scope = Scope(answers, context)
    kept = {"event_end": answers.get("event_end"), "made_under": answers.get("made_under")}
    for page in shown_pages(writer.form, answers, context):
        kept.update(_visible_cells(writer, page.fields, scope))
    return {key: value for key, value in kept.items() if value is not None}


def _visible_cells(writer: Writer, fields: Sequence[Field], scope: Scope) -> Iterator[tuple[str, Any]]:
    source = scope.row or scope.answers
    for part in shown_fields(tuple(fields), scope):
        if part.key not in source or not writer.keeps(part, scope):
            continue
        value = source[part.key]
        if isinstance(part, (Rows, Grid, BodyMap)) and isinstance(value, list):
            whole = {"id", "person", "adult", "child", "view", "x", "y", "site"}
            whole |= {c.before for c in part.columns if isinstance(c, LongText) and writer.keeps(c, scope)}
            value = [
                {k: v for k, v in row.items() if k in whole and k not in {c.key for c in part.columns}}
                | dict(_visible_cells(writer, part.columns, scope.within(row)))
                for row in dicts(value)
                if isinstance(part, BodyMap) or writer.keeps_row(part, row, scope)
            ]
        if isinstance(part, Columns) and isinstance(value, list):
            # A point marked with the crossed eye is the worker's alone.
            value = value if writer.audience == "practitioner" else without_hidden(value)
            value = [visible_point(writer, part, point, scope) for point in dicts(value)]
        yield part.key, value


def visible_point(writer: Writer, part: Columns, point: dict[str, Any], scope: Scope) -> dict[str, Any]:
    kind = all_kinds(part).get(str(point.get("kind")))
    cells = kind[1].columns if kind else ()
    inner = scope.within(point)
    return {k: v for k, v in point.items() if all(c.key != k or writer.keeps(c, inner) for c in cells)}
