"""What stands round a copy, and a file name that names no child."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.export.samples import STAMP, outline
from toolkit.export.stamp import Stamp, file_name, footer_lines, header_words, status_words

DAY = datetime(2026, 11, 12, 10, 5)


@pytest.mark.parametrize(
    ("status", "version", "words"),
    [
        ("Draft", 1, "Version 1, draft"),
        ("Final", 2, "Version 2, final"),
        ("Version 2, final", 2, "Version 2, final"),
        ("Blank form", 1, "Blank form"),
        ("", 3, "Version 3"),
    ],
)
def test_status(status: str, version: int, words: str) -> None:
    assert status_words(outline(status=status, version=version)) == words


def test_head_and_foot() -> None:
    one = outline(title="Thistlewick family")
    assert header_words(one, STAMP) == "Thistlewick family · F-2041"
    named = Stamp(
        printed_by="", printed_on=DAY, record_name="Family and household", marking="", recipient="Sorrel"
    )
    assert header_words(one, named) == "Family and household · F-2041"
    assert footer_lines(one, STAMP) == [
        "Version 1, draft · Printed by Tansy Dunnock on 12 November 2026",
        "Confidential: personal information",
        "Examplebridge Health Visiting · Tansy Dunnock, 01632 960 114",
    ]
    assert footer_lines(one, named) == [
        "Version 1, draft · Printed on 12 November 2026",
        "Copy for Sorrel",
    ]


def test_the_file_name_names_no_child() -> None:
    draft = outline(title="Case note: Wren Thistlewick")
    assert file_name(draft, "Case note", DAY, ".docx") == "F-2041 case note 2026-11-12 draft.docx"
    final = outline(audience="family", draft=False, version=2, family_reference="Thistlewick")
    assert file_name(final, "Case note", None, ".pdf") == "case note family copy version 2.pdf"


def test_the_file_name_is_one_that_every_system_takes() -> None:
    name = file_name(outline(), 'A/B\\C:D*E?"F"<G>|\x07 ..', DAY, ".docx")
    assert not set('<>:"/\\|?*\x07') & set(name)
    assert len(file_name(outline(), "long " * 100, DAY, ".docx")) <= 125
