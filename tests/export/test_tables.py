"""Tables that leave: no cell starts a formula, and what was written comes back exactly."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.export.tables import DANGEROUS, PEOPLE, bare, people_table, safe, table, to_csv
from toolkit.practice.sheet import read_sheet


@pytest.mark.parametrize(
    "cell", ["=1+1", "+44 1632", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|x", "\u00a0=1", "'=1"]
)
def test_a_formula_becomes_text(cell: str) -> None:
    assert safe(cell) == "'" + cell
    assert bare(safe(cell)) == cell


@given(st.text())
def test_every_text_comes_back(text: str) -> None:
    made = safe(text)
    assert not made.startswith(DANGEROUS)
    assert bare(made) == text.replace("\x00", " ")


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=20),
        min_size=2,
        max_size=5,
    )
)
def test_a_table_is_read_again_by_any_program(cells: list[str]) -> None:
    head = [f"h{place}" for place in range(len(cells))]
    content = to_csv(table("t", head, [cells]))
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read[0] == head
    assert [bare(cell) for cell in read[1]] == cells


def test_people_with_their_header() -> None:
    family = {
        "children": [
            {"id": "c1", "name": "Wren Thistlewick", "birth": "2019-05-02", "nhs_number": "943 476 5919"}
        ],
        "adults": [
            {
                "id": "a1",
                "name": "=Sorrel",
                "roles": ["mother"],
                "phone": "+44 1632 960001",
                "addresses": [{"id": "d", "address": "3 Pretend Row\nExamplebridge", "postcode": "ZZ1 1ZZ"}],
            }
        ],
    }
    made = people_table(family)
    assert made.head == PEOPLE
    sheet = read_sheet(to_csv(made))
    assert [row[2] for row in sheet.rows] == ["Wren Thistlewick", "=Sorrel"]
    assert sheet.rows[1][10] == "+44 1632 960001"
    assert sheet.rows[1][13] == "3 Pretend Row Examplebridge"
    assert b"\r\na1,adult,'=Sorrel," in to_csv(made)


def test_cells_of_any_kind() -> None:
    assert table("t", ["a"] * 4, [(None, True, 3, ["x", "y"])]).rows == (("", "yes", "3", "x, y"),)
