"""The papers beside a hand-over: one page however much there is, and a receipt that names nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from toolkit.export import word
from toolkit.export.handover_paper import ROOMS, Facts, fitting, receipt, receipt_back, summary
from toolkit.export.stamp import Stamp
from toolkit.forms.blocks import Outline
from toolkit.ui.printing import Paper

STAMP = Stamp(printed_by="Tansy Dunnock", printed_on=datetime(2026, 11, 12, 14, 20))
LONG = "Wren Thistlewick is to be fetched from nursery by Nettie Thistlewick " * 4
FULL = Facts(
    reference="F-0001",
    family="Thistlewick",
    by="Tansy Dunnock, health visitor",
    to="Basil Quill, social worker",
    day="12 November 2026",
    mark="38,585 bytes, mark 03c9 f523 c484",
    records=200,
    versions=400,
    stayed=[LONG] * 9,
    people=[(f"Person {number} Thistlewick", LONG) for number in range(30)],
    warnings=[LONG] * 9,
    promises=[("12 November 2026", LONG, LONG)] * 40,
    newest=[("12 November 2026", LONG, "Tansy Dunnock")] * 40,
    kinds=[f"Kind of record {number}" for number in range(25)],
)


def pages(outline: Outline) -> int:
    """How many pages a paper has."""
    return Paper(outline, STAMP).count


def test_a_warning_is_told_whole_where_there_is_room(qapp: QApplication) -> None:
    why = "Do not tell him this address, by post, by telephone or through anyone. " * 4
    facts = replace(FULL, warnings=[why + "Ring 999 if he comes."], people=FULL.people[:3], promises=())
    assert "Ring 999 if he comes." in str(fitting(facts, pages))
    assert pages(fitting(facts, pages)) == 1
    assert "Ring 999" not in str(summary(facts, ROOMS[-1]))


def test_the_summary_stays_on_one_page_and_counts_the_rest(qapp: QApplication) -> None:
    outline = fitting(FULL, pages)
    assert pages(outline) == 1
    words = str(outline)
    for said in (
        "23 more in the family file",
        "35 more in the records",
        "38 earlier",
        "7 more in the family file",
        "8 more",
    ):
        assert said in words


def test_with_nothing_to_say_it_says_so(qapp: QApplication, tmp_path: Path) -> None:
    facts = Facts(
        reference="", family="", by="T", to="B", day="today", mark="1", records=1, versions=1, kinds=["File"]
    )
    words = str(fitting(facts, pages))
    assert "Nothing is still promised." in words
    assert word.write(fitting(facts, pages), STAMP, tmp_path / "a.docx")


def test_a_receipt_names_nobody_of_the_family() -> None:
    for outline in (receipt(FULL), receipt_back(FULL, ["6 new records"])):
        assert "Thistlewick" not in str(outline)
        assert "03c9 f523 c484" in str(outline)
        assert "F-0001" in str(outline)
