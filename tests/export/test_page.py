"""The page holds the outline's words, all of them and as typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.export.fuzz import texts
from tests.export.reading import words_of_html
from tests.export.samples import CHILD, every_block, outline
from toolkit.export.page import page
from toolkit.export.text import visible
from toolkit.forms.blocks import Answer, Heading, Outline, Picture, Table, text_of
from toolkit.paths import resources

pytestmark = pytest.mark.usefixtures("qapp")
TEMPLATES = resources() / "templates"


@pytest.mark.parametrize("one", [outline(*every_block()), outline(*every_block(), audience="family"), CHILD])
def test_the_words_are_those_of_the_outline(one: Outline) -> None:
    assert words_of_html(page(one, TEMPLATES).html) == text_of(one)


def test_odd_texts_come_back_as_they_were() -> None:
    made = texts()
    one = outline(
        *(Answer(label=text, lines=(text,)) for text in made[:100]),
        *(Heading(text=text) for text in made[100:150]),
        Table(head=("",), rows=tuple((text,) for text in made[150:])),
    )
    html = page(one, TEMPLATES).html
    assert words_of_html(html) == [visible(words) for words in text_of(one)]


def test_markup_and_templates_in_words_do_nothing() -> None:
    evil = "{{ 7*7 }} {% for x in y %} <script>alert(1)</script> <img src=x> </p><h1>"
    html = page(outline(Answer(label=evil, lines=(evil,))), TEMPLATES).html
    assert "<script" not in html
    assert "<img" not in html
    assert "49" not in html.split("<body>")[1]
    assert html.count(evil.split(" ")[0]) >= 2


def test_sizes_are_those_of_the_audience() -> None:
    sizes = {}
    for audience in ("practitioner", "family", "child"):
        html = page(outline(*every_block(), audience=audience), TEMPLATES).html
        found = re.findall(r"font-size: ([\d.]+)pt", html)
        sizes[audience] = (float(found[0]), min(float(size) for size in found if float(size) != 4))
    assert sizes["practitioner"][0] == 11
    assert sizes["family"][0] == 12
    # Everything a child reads is 16 points at least.
    assert sizes["child"][1] >= 16


def test_right_to_left_words_say_so() -> None:
    html = page(outline(Answer(label="What", lines=("\u05e9\u05dc\u05d5\u05dd",))), TEMPLATES).html
    assert '<p class="words" dir="rtl">' in html


def test_a_drawing_that_cannot_be_drawn_gives_its_words() -> None:
    made = page(outline(Picture(svg="broken", alt="A house & garden")), TEMPLATES)
    assert not made.pictures
    assert "A house &amp; garden" in made.html


def test_templates_come_from_their_folder_only(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("{% include '../secret.txt' %}")
    (tmp_path.parent / "secret.txt").write_text("canary")
    with pytest.raises(Exception, match="secret"):
        page(outline(), tmp_path)
    (tmp_path / "page.html.j2").write_text("{{ title.__class__.__mro__ }}")
    with pytest.raises(Exception, match="unsafe"):
        page(outline(), tmp_path)
