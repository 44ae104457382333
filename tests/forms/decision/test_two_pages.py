"""The record of a decision is two pages of A4 for a full typical case, in Word and as PDF."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.decision_cases import case
from tests.decision_steps import MONDAY, WORKER, play
from tests.export.samples import STAMP
from toolkit.export.art import lowered
from toolkit.export.word import document
from toolkit.forms import catalogue
from toolkit.forms.blocks import Outline
from toolkit.forms.decision import acts
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Context
from toolkit.ui.printing import Paper

ENTRY = catalogue.load().get("share_decision")
SENTENCE = "The family has had four letters about the rent since June, and the children know that they may have to move."


def full() -> Outline:
    """Two parents asked, one refuses, weighed up and shared: every box of words holds a whole sentence."""
    answers, _ = play(case("28"))
    context = Context(MONDAY, facts={"@author": WORKER})
    words = [
        "what_for", "purpose_note", "duty_note", "weigh_reason", "weigh_others", "weigh_shared", "weigh_unshared",
        "weigh_wishes", "weigh_less", "reason", "withheld", "harm_note", "they_will",
    ]  # fmt: skip
    more = dict.fromkeys(words, SENTENCE)
    items = [
        {"id": f"i{n}", "what": f"{part}, as the letters say", "sort": "fact"}
        for n, part in enumerate(
            ("Owes two months' rent", "Has three children", "Works nights", "Asked for help")
        )
    ]
    answers = acts.changed(
        answers, {**answers, **more, "items": items, "special": ["health"], "basis_9": "h"}, context
    )
    while answers["at"] != "END":
        answers = acts.gone_on(answers, context, WORKER, answers["at"])
    return outline(
        ENTRY,
        answers,
        context,
        "practitioner",
        Meta(family_reference="F-1000", author=WORKER, status="final"),
    )


@pytest.mark.libreoffice
def test_word_is_two_pages(tmp_path: Path) -> None:
    word = tmp_path / "decision.docx"
    word.write_bytes(document(lowered(full()), STAMP))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, word],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pages = re.findall(rb"/Type\s*/Page[^s]", (tmp_path / "decision.pdf").read_bytes())
    assert len(pages) == 2


def test_paper_is_two_pages(qapp: QApplication) -> None:
    assert Paper(full(), STAMP).count == 2


def test_first_line_says_what_was_decided() -> None:
    assert full().title == "Decision to share: Shared without agreement"
