"""People and events from a table: columns found by heading, a verdict for every row, nothing dropped."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.practice.chronology import chronology
from toolkit.practice.sheet import NotATable, TableEmpty, TableTooLarge, read_sheet
from toolkit.practice.table_columns import Kind
from toolkit.practice.table_in import ColumnsMissing, Preview, apply, match, preview

TODAY = date(2026, 11, 12)
FAMILY: dict[str, Any] = {
    "children": [{"id": "c1", "name": "Wren Thistlewick", "birth": "2019-05-02"}],
    "adults": [{"id": "a1", "name": "Sorrel Thistlewick"}],
}


def look(kind: Kind, text: str, typed: dict[str, Any] | None = None) -> Preview:
    """The preview of a table."""
    return preview(kind, read_sheet(text.encode()), FAMILY, typed or {}, TODAY)


def test_headings_are_known_in_many_ways() -> None:
    assert match("people", ["Full Name", "D.O.B.", "NHS-number", "Shoe size", "Name"]) == {
        0: "name",
        2: "nhs_number",
    }
    assert match("chronology", ["Date of event", "Event", "Category", "Outcome"]) == {
        0: "since",
        1: "what",
        2: "kinds",
        3: "response",
    }


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_other_programs_write_tables_in_their_own_way(mark: str, code: str) -> None:
    text = mark.join(("Name", "Born")) + "\r\n" + mark.join(("Zoë “Dot” O’Marrowby", "1/5/2020")) + "\r\n"
    sheet = read_sheet(text.encode(code))
    assert sheet.head == ("Name", "Born")
    assert sheet.rows == (("Zoë “Dot” O’Marrowby", "1/5/2020"),)


def test_people_each_with_a_verdict() -> None:
    found = look(
        "people",
        "name,born,due,group,roles,address,shoe size\n"
        "Dot Thistlewick,1 May 2020,,,,3 Pretend Row,9\n"
        "wren  thistlewick,2/5/2019,,child,,,\n"
        "Dot Thistlewick,2020-05-01,,,,,\n"
        ",1 May 2020,,child,,,\n"
        "Pip,someday,,child,,,\n"
        "Ash Quill,,,,lodger,,\n"
        "Nobody Known,,,,,,\n"
        "Baby,,1 March 2027,,,,\n"
        "Too,1,2,3,4,5,6,7,8\n",
    )
    assert [row.verdict for row in found.rows] == [
        *("add", "same", "same", "refused", "refused", "add", "refused", "add", "refused"),
    ]
    assert [row.number for row in found.rows] == list(range(2, 11))
    assert all(row.why for row in found.rows if row.verdict in ("same", "refused"))
    assert found.rows[0].why == "Not taken in: shoe size."
    family, typed = apply(found, FAMILY, {})
    assert typed == {}
    assert [row["name"] for row in family["children"]] == ["Wren Thistlewick", "Dot Thistlewick", "Baby"]
    assert family["children"][1]["addresses"][0]["address"] == "3 Pretend Row"
    assert (family["children"][1]["unborn"], family["children"][2]["unborn"]) == ("no", "yes")
    assert family["adults"][1]["roles"] == ["lodger"]
    assert len(FAMILY["children"]) == 1


def test_events_that_cannot_be_dated_wait() -> None:
    typed = {"events": [{"id": "e1", "since": "2019", "what": "Moved house"}]}
    text = (
        "date,what happened,people,kind,source\n"
        '2019,moved  HOUSE,Wren,move,School\n3 May 2021,"Fell, twice","Wren; Aunt Bo","Health or injury; odd",GP\n'
        "last winter,Cold house,Sorrel Thistlewick,,Nursery\n1/2/2020,,Wren,,GP\n"
    )
    found = look("chronology", text, typed)
    assert [row.verdict for row in found.rows] == ["same", "add", "undated", "refused"]
    event = found.rows[1].answers
    assert event["since"] == "2021-05-03"
    assert event["whom"] == ["c1"]
    # A name that is not in the family file is not lost.
    assert event["what"] == "Fell, twice (about Aunt Bo)"
    assert event["kinds"] == ["health", "other: odd"]
    assert found.rows[2].answers["since"] == "last winter"
    _, after = apply(found, FAMILY, typed)
    assert [row["what"] for row in after["events"]] == [
        "Moved house",
        "Fell, twice (about Aunt Bo)",
        "Cold house",
    ]
    again = look("chronology", text, after)
    assert [row.verdict for row in again.rows] == ["same", "same", "same", "refused"]


def test_what_comes_in_stands_in_the_chronology_and_waits_to_be_dated() -> None:
    text = "date,what happened,people\n2021,Moved house,Wren\nafter the flood,Slept in the car,Wren\n"
    family, typed = apply(look("chronology", text), FAMILY, {})
    found = chronology(family, [], typed)
    assert "Moved house" in [event.text for event in found.events]
    assert [(event.text, event.people) for event in found.undated] == [("Slept in the car", ("c1",))]


def test_no_cell_of_a_person_is_left_behind_without_a_word() -> None:
    text = (
        "name,group,born,telephone,school,nhs no,sex,role,agency,status,address\n"
        "Dot Thistlewick,child,2020,01234 567890,Pond School,1,unsure,sister,Council,moved away,3 Pretend Row\n"
        "Basil Quill,adult,,01234 567890,Pond School,,male,dad,Council,deceased,\n"
        "Tansy Dunnock,professional,,01234 567890,,,f,Health visitor,Council,died,4 Pretend Row\n"
    )
    found = look("people", text)
    assert [row.why for row in found.rows] == [
        "Not taken in: telephone “01234 567890”, sex “unsure”, roles “sister”, agency “Council”, status “moved away”.",
        "Not taken in: school “Pond School”, agency “Council”.",
        "Not taken in: sex “f”, status “died”, address “4 Pretend Row”.",
    ]
    assert found.rows[1].answers["status"] == "died"
    assert (found.rows[2].answers["role"], found.rows[2].answers["agency"]) == ("Health visitor", "Council")


def test_somebody_who_may_be_in_the_family_under_another_spelling_is_pointed_out() -> None:
    found = look("people", "name,born\nRen Thistelwick,2 May 2019\nDot Thistlewick,1 May 2020\n")
    assert [(row.verdict, row.why) for row in found.rows] == [
        ("add", "May be Wren Thistlewick, who is in the family file."),
        ("add", ""),
    ]


def test_a_child_that_died_comes_in_as_one_that_died() -> None:
    found = look("people", "name,born,status\nDot Thistlewick,2020,Died\n")
    assert found.rows[0].answers["status"] == "died"


def test_two_of_one_name_are_not_told_apart_by_guessing() -> None:
    family = {"adults": [{"id": "a1", "name": "Basil Quill"}, {"id": "a2", "name": "Basil Quill"}]}
    sheet = read_sheet(b"date,what,people\n2020,Left home,Basil Quill\n")
    (row,) = preview("chronology", sheet, family, {}, TODAY).rows
    assert "whom" not in row.answers
    assert row.answers["what"] == "Left home (about Basil Quill)"


@pytest.mark.parametrize(
    ("cell", "kept"), [("yes", "yes"), ("Yes, by court order", "yes"), ("x", "yes"), ("No", None), ("", None)]
)
def test_restricted_is_anything_but_no(cell: str, kept: str | None) -> None:
    found = look("chronology", f'date,what,restricted\n2020,Told in confidence,"{cell}"\n')
    assert found.rows[0].answers.get("restricted") == kept


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", TableEmpty),
        (b"name\n", TableEmpty),
        (b"\n\n", TableEmpty),
        (b"PK\x03\x04\x00\x00", NotATable),
        (b'name\n"open', NotATable),
        (b"name\n" + b"x\n" * 5001, TableTooLarge),
    ],
)
def test_what_is_no_table(content: bytes, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        read_sheet(content)


def test_a_column_that_every_row_needs() -> None:
    with pytest.raises(ColumnsMissing) as fault:
        look("chronology", "people,source\nWren,GP\n")
    assert "“from”" in fault.value.sentence


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=4), min_size=1, max_size=8))
def test_no_row_with_words_is_dropped(rows: list[list[str]]) -> None:
    import csv
    import io

    written = io.StringIO()
    csv.writer(written).writerows([["date", "what", "who", "x"], *rows])
    try:
        sheet = read_sheet(written.getvalue().encode("utf-8", "replace"))
    except (NotATable, TableEmpty):
        return
    found = preview("chronology", sheet, FAMILY, {}, TODAY)
    assert len(found.rows) == sum(any(cells) for cells in sheet.rows)
