"""Early help on paper, opened by another program: the plan for the wall and the action sheet on one page, a sheet a child."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.early_help_story import assessment, meeting
from tests.expected_outlines import META
from tests.export.samples import STAMP
from tests.export.test_word_schema import _convert
from tests.forms.thistlewick import context
from toolkit.export.word import document
from toolkit.forms import catalogue
from toolkit.forms.outline import outline
from toolkit.forms.people import Answers

pytestmark = pytest.mark.usefixtures("qapp")


def _answers() -> dict[str, Answers]:
    about = {"about": ["wren", "pip", "bump"], "event": "2026-11-12T10:00"}
    whole = assessment("sorrel", ("wren", "pip", "bump"), ("basil",))
    came = [{"id": "sorrel", "who": "Sorrel Thistlewick"}]
    met = meeting(whole["plan"], {}, ("wren", "pip"), ("sorrel",), ("basil",), came=came, day="2026-12-10")
    return {"eha": {**about, **whole}, "taf": {**about, **met}}


@pytest.mark.libreoffice
def test_what_the_family_takes_home_is_one_page(tmp_path: Path) -> None:
    for form_id, answers in _answers().items():
        one = outline(catalogue.load().get(form_id), answers, context(), "family", META)
        (tmp_path / f"{form_id}.docx").write_bytes(document(one, STAMP))
    _convert(tmp_path)
    pages = {
        form: [p.extract_text() for p in PdfReader(tmp_path / f"{form}.pdf").pages] for form in _answers()
    }
    assert len(pages["eha"]) in (8, 9, 10)
    for part in ("Breakfast club on Mondays", "Lights out at half past seven", "Ask about the bill together"):
        assert [part in text for text in pages["eha"]] == [False] * (len(pages["eha"]) - 1) + [True]
    children = [
        next(
            n for n, text in enumerate(pages["eha"]) if f"{name}\n" in text and "How they come across" in text
        )
        for name in ("Wren", "Pip", "Unborn baby")
    ]
    assert children == [children[0], children[0] + 1, children[0] + 2]
    assert "D. Tried so far" not in pages["eha"][children[0]], "the first child begins a page too"
    assert len(pages["taf"]) in (3, 4, 5)
    assert "Ask Nettie about Wednesdays" in pages["taf"][-1]
    assert "10 December 2026" in pages["taf"][-1]
    assert "toast" not in "".join(pages["taf"]), "what a child said"
