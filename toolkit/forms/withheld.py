"""What each audience may have of a record: fields and rows that are kept from it never become a block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from toolkit.forms.board import all_kinds, without_hidden
from toolkit.forms.people import Context, dicts
from toolkit.forms.rules import Entry, Scope, holds, shown_fields, shown_pages
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
    """Person id of whom a family copy is for, where the form holds own details only."""


@dataclass
class Writer:
    """Collects the blocks of one copy, and what it leaves out."""

    form: Form
    audience: Audience
    meta: Meta
    left_out: list[tuple[str, str]] = field(default_factory=list)
    quick: list[str] = field(default_factory=list)
    whole: bool = False
    """Whether the page being written shows its empty fields and columns too."""
    unprinted: bool = False
    """Writes for the worker's screen what is never printed, and nothing else."""

    def label(self, part: Field) -> str:
        """The plainer label on a family or child copy, where there is one."""
        return part.plain_label if self.audience != "practitioner" and part.plain_label else part.label

    def keeps(self, part: Field, scope: Scope) -> bool:
        """Whether this audience may have the field; notes what is left out and why, where there was anything."""
        if self.unprinted:
            return part.withheld == "never_printed"
        if part.withheld == "never_printed":
            # Off every paper, so no copy has less than another and none says that something was left out.
            return False
        if self.audience == "practitioner":
            return True
        reason = ""
        if part.withheld == "always":
            reason = "Never on a family or child copy"
        elif part.withheld == "unless_asked" and not self._chosen(part, scope):
            reason = "About other people, or told by others"
        elif part.withheld_when is not None and holds(part.withheld_when, scope):
            reason = "Hidden from somebody"
        if reason and not is_empty(scope.row.get(part.key) if scope.row else scope.answers.get(part.key)):
            entry = (self.label(part), reason)
            if entry not in self.left_out:
                self.left_out.append(entry)
        return not reason

    def _chosen(self, part: Field, scope: Scope) -> bool:
        """Whether the child chose to have it on a page of his or her own."""
        return self.audience == "child" and part.child_chose is not None and holds(part.child_chose, scope)

    def keeps_title(self, scope: Scope) -> bool:
        """Whether the field the title is taken from may be seen."""
        named = (p for page in self.form.pages for p in page.fields if p.key == self.form.title_from)
        return all(self.keeps(part, scope) for part in named)

    def keeps_row(self, part: Rows | Grid, row: Mapping[str, Any], scope: Scope) -> bool:
        """Whether a row is this reader's own, on a copy that holds own details only; rows within a row go with it."""
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


def _is_child(value: object, scope: Scope) -> bool:
    person = scope.context.person(value) if isinstance(value, str) else None
    return person is not None and person.group == "child"


def visible(entry: Entry, answers: Mapping[str, Any], context: Context, audience: Audience) -> dict[str, Any]:
    """The answers an audience may have: what is withheld from it is gone, and so are hidden fields.

    Layouts of a form's own (`lead`, `paper`) are given these, so that they cannot leak what the pages would not.
    """
    writer = Writer(entry.form, audience, Meta())
    scope = Scope(answers, context)
    kept = {"event_end": answers.get("event_end"), "made_under": answers.get("made_under")}
    for page in shown_pages(entry.form, answers, context):
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
