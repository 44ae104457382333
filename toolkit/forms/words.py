"""Answers in words: one place says how each kind of answer reads, for paper, lists and the search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, assert_never

from toolkit.forms import dates
from toolkit.forms.checks import nhs_shown
from toolkit.forms.conditions import Scope, find, shown_fields
from toolkit.forms.people import Context, dicts, join_names
from toolkit.forms.vocabulary import (
    FIVE_ANSWERS,
    NOT_THIS_TIME,
    Actions,
    Audience,
    BodyMap,
    Choice,
    Choices,
    Columns,
    Date,
    DateTime,
    Field,
    Files,
    Grid,
    LongText,
    Notice,
    Option,
    People,
    Person,
    PictureCards,
    Rows,
    Scale,
    Scores,
    Signatures,
    Text,
    YesNo,
    is_empty,
    is_special,
    option_pairs,
)

if TYPE_CHECKING:
    from toolkit.forms.rules import Entry

NOT_RECORDED = "Not recorded"
SIGNED_WORDS = {
    "paper": "signed on paper",
    "drawn": "signed on screen",
    "verbal": "agreed verbally",
    "declined": "declined to sign",
    "unable": "not able to sign",
}
SCALE_WORDS = {"not_asked": "Not asked", "did_not_say": "Did not want to say"}


def title_of(entry: Entry, answers: Mapping[str, Any], audience: Audience = "practitioner") -> str:
    """The name of a record in lists and on paper: "Case note: home visit"."""
    form = entry.form
    if entry.title is not None:
        return entry.title(dict(answers), audience)
    part = next((p for page in form.pages for p in page.fields if p.key == form.title_from), None)
    value = answers.get(form.title_from) if form.title_from else None
    if part is None or is_empty(value) or is_special(value):
        return form.title
    words = "; ".join(_plain_words(part, value))
    if isinstance(part, Choice):
        return f"{form.title}: {words[:1].lower()}{words[1:]}"
    return words if form.living else f"{form.title}: {words}"


def in_sentence(title: str) -> str:
    """The name of a record within a sentence: "case note"; a name with capitals further on keeps them all.

    "Early Help Intervention Record" is a name and stays as it is; so do words written in capitals. What stands after a
    colon is not looked at.
    """
    first, *rest = title.partition(":")[0].split(" ")
    if any(word[:1].isupper() for word in rest) or (len(first) > 1 and first[1:2].isupper()):
        return title
    return title[:1].lower() + title[1:]


def with_article(name: str) -> str:
    """A name with "a" or "an" before it, as it begins: "an agreement with a child"."""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _plain_words(part: Field, value: object) -> list[str]:
    return say(part, value, Scope({}, Context(now=datetime.min)))


def say(part: Field, answer: object, scope: Scope) -> list[str]:
    """An answer in words, one string a paragraph; nothing for an empty one."""
    if is_empty(answer):
        return []
    if is_special(answer):
        return [special_words(part, answer)]
    context = scope.context
    match part:
        case Text():
            return [nhs_shown(str(answer)) if part.looks == "nhs_number" else str(answer)]
        case LongText():
            return str(answer).split("\n")
        case Date():
            return ["Not known" if answer == "not_known" else dates.show(answer)]
        case DateTime():
            end = find(part.same_day_end, scope) if part.same_day_end else None
            return [dates.show(answer) + (f" to {end}" if isinstance(end, str) and end.strip() else "")]
        case Choice():
            return [_option_words(part.options, answer)]
        case Choices():
            return (
                [", ".join(_option_words(part.options, a) for a in answer)]
                if isinstance(answer, list)
                else []
            )
        case YesNo():
            return [FIVE_ANSWERS.get(str(answer), str(answer))]
        case Scale():
            return [SCALE_WORDS.get(str(answer), str(answer))]
        case Person():
            return [context.name_of(answer)]
        case People():
            return [join_names([context.name_of(a) for a in answer])] if isinstance(answer, list) else []
        case Rows():
            return [_row_words(part.columns, row, scope.within(row)) for row in dicts(answer)]
        case Signatures():
            return [": ".join(row[:1] + row[3:]) for row in signed(answer)]
        case Actions():
            return [", ".join(filter(None, row)) for row in action_rows(answer, scope)]
        case Columns():
            return [str(point["text"]) for point in dicts(answer) if point.get("text")]
        case Scores():
            return _score_words(answer, context)
        case Files():
            return [str(row.get("caption") or row.get("name") or "") for row in dicts(answer)]
        case PictureCards():
            return [", ".join(str(card.get("word") or "") for card in dicts(answer))]
        case BodyMap():
            return [_row_words(part.columns, mark, scope.within(mark)) for mark in dicts(answer)]
        case Grid() | Notice():
            return []
    assert_never(part)


def _score_words(answer: object, context: Context) -> list[str]:
    rows = dicts(answer.get("rows")) if isinstance(answer, dict) else []
    lines = []
    for row in rows:
        score = SCALE_WORDS.get(str(row.get("score")), str(row.get("score", "")))
        because = str(row.get("because") or "")
        lines.append(f"{context.name_of(row.get('person'))} {score}" + (f": {because}" if because else ""))
    return lines


def special_words(part: Field, answer: object) -> str:
    """ "Not this time" with its reason, or the field's own words for none."""
    assert isinstance(answer, dict)
    if answer.get("none") is True:
        return part.none_label or "None"
    reason = NOT_THIS_TIME.get(
        str(answer.get("not_this_time")), str(answer.get("not_this_time") or "no reason given")
    )
    note = str(answer.get("note") or "").strip()
    return f"Not this time: {reason}" + (f". {note}" if note else "")


def _option_words(options: tuple[Option | str, ...], answer: object) -> str:
    value = str(answer)
    if value.startswith("other:"):
        return f"Other: {value[6:].strip()}"
    return dict(option_pairs(options)).get(value, f"Other: {value}")


def _row_words(columns: tuple[Field, ...], row: Mapping[str, Any], scope: Scope) -> str:
    """A nested row on one line, with each label: "Address: 3 Pretend Row. From: 3 August 2026."."""
    head = [f"{scope.context.name_of(row['person'])}"] if row.get("person") else []
    cells = []
    for column in shown_fields(columns, scope):
        words = "; ".join(say(column, row.get(column.key), scope))
        if words:
            cells.append(f"{column.label}: {words}")
    return ". ".join(head + cells)


def signed(answer: object) -> Iterator[tuple[str, str, str, str]]:
    """Each signature as name, role, day and what is known. A typed name is never shown as a signature."""
    for row in dicts(answer):
        how = str(row.get("how") or "")
        day = dates.show(row.get("date"))
        words = SIGNED_WORDS.get(how, "")
        if how == "verbal" and row.get("witness"):
            words += f", witnessed by {row['witness']}"
        if how in ("declined", "unable") and row.get("reason"):
            words += f": {row['reason']}"
        yield str(row.get("name") or ""), str(row.get("role") or ""), day, words


def action_rows(answer: object, scope: Scope) -> Iterator[tuple[str, str, str, str, str]]:
    """Each action as what, who, by when, done on and outcome."""
    for row in dicts(answer):
        who = scope.context.name_of(row.get("who")) or NOT_RECORDED
        when = dates.show(row.get("by_when")) or NOT_RECORDED
        what = str(row.get("what") or "") or NOT_RECORDED
        yield what, who, when, dates.show(row.get("done")), str(row.get("outcome") or "")
