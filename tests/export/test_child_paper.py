"""A child's agreement on real paper: two pages in the PDF and in Word, three when blank; nothing cut badly; signatures as drawn."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from tests.export.reading import words_of, words_of_html
from tests.export.samples import STAMP
from tests.forms.test_child_agreement import CONTEXT, ENTRY, child_copy, whole
from tests.helpers import to_pdf
from toolkit.export.page import page
from toolkit.export.word import document
from toolkit.forms.blank import blank
from toolkit.forms.blocks import CardGrid, Outline, Panel, SignHere, text_of
from toolkit.forms.outline import Meta, outline
from toolkit.forms.rules import pages
from toolkit.forms.vocabulary import Notice
from toolkit.paths import resources
from toolkit.ui.printing import Paper

pytestmark = pytest.mark.usefixtures("qapp")
DAYS = (
    "2026-11-18",
    "2026-11-25",
    "2026-12-02",
    "2026-12-09",
    "2026-12-16",
    "2027-01-06",
    "2027-01-13",
    "2027-01-20",
)
WORDS = (
    ("home", "home"),
    ("Gran and Mum", "family"),
    ("someone who is away", "away"),
    ("what I want to happen", "want"),
    ("what scares me", "scared"),
    ("things I keep to myself", "secret"),
    ("snails", ""),
    ("phones and games", "screen"),
)
ONE_OF_EACH = ("home", "Gran", "away", "happen", "scares", "keep", "snails", "phones")
META = Meta(status="final", author="Tansy Dunnock", organisation="Examplebridge Health Visiting")
SIGNED = (
    {"name": "Wren", "role": "Child", "how": "drawn", "strokes": [[[0.1, 0.5], [0.5, 0.8], [0.9, 0.2]]]},
    {"name": "Tansy", "role": "Worker", "how": "paper"},
    {"name": "Nettie Thistlewick", "role": "Gran", "how": "verbal", "witness": "Juniper Vetch"},
)


def full(cards: int = 8, days: int = 8, signed: int = 3, **more: Any) -> dict[str, Any]:
    """An agreement as it is filled in by somebody who says everything."""
    return whole(
        cards=[
            {"id": str(n), "word": word, "picture": name, "crossed": "yes" if n == 5 else ""}
            for n, (word, name) in enumerate(WORDS[:cards])
        ],
        dates=[{"id": str(n), "day": day} for n, day in enumerate(DAYS[:days])],
        times=str(days),
        last=DAYS[days - 1],
        boss="Maple",
        choose="You choose what we play with.\nWe can draw, build or look at worms.",
        signed=[{**row, "id": str(n), "date": "2026-11-12"} for n, row in enumerate(SIGNED[:signed])],
        **more,
    )


def paper(answers: dict[str, Any]) -> Outline:
    return outline(ENTRY, answers, CONTEXT, "child", META)


@cache
def whole_paper() -> Outline:
    return paper(full())


def sheets(one: Outline) -> list[str]:
    made = Paper(one, STAMP)
    assert len(PdfReader(io.BytesIO(made.pdf())).pages) == made.count
    return [made.text(number) for number in range(made.count)]


class TestPdf:
    @pytest.mark.parametrize(
        ("cards", "days", "signed"), [(2, 1, 2), (6, 6, 2), (6, 6, 3), (8, 6, 3), (8, 8, 3)]
    )
    def test_two_pages_at_most(self, cards: int, days: int, signed: int) -> None:
        assert len(sheets(paper(full(cards, days, signed)))) <= 2

    def test_nothing_is_cut_badly(self) -> None:
        for number in range(2, 9):
            text = sheets(paper(full(cards=number)))
            (talk,) = [sheet for sheet in text if "What we can talk about" in sheet]
            assert ONE_OF_EACH[number - 1] in talk.split("What we can talk about")[1]
            signs = next(sheet for sheet in text if "Sign if you want to" in sheet)
            assert signs.index("Sign if you want to") < signs.index("Nettie Thistlewick\n12 November 2026")
            assert "Juniper" in signs
            assert not any(sheet.splitlines()[-1] in HEADINGS for sheet in text)

    def test_all_that_a_child_reads_is_sixteen_points_or_more(self) -> None:
        html = page(whole_paper(), resources() / "templates").html
        style = html.split("</style>")[0]
        sizes = {float(size) for size in re.findall(r"font-size: ([\d.]+)pt", style)}
        assert min(sizes - {4.0}) >= 16
        assert "font-size" not in html.split("<body>")[1]

    def test_page_and_word_say_what_the_outline_says(self) -> None:
        one = whole_paper()
        assert words_of_html(page(one, resources() / "templates").html) == text_of(one)
        assert words_of(docx.Document(io.BytesIO(document(one, STAMP)))) == text_of(one)


HEADINGS = {b.heading for b in child_copy(whole()) if isinstance(b, Panel)}


class TestDrawn:
    def test_it_prints_as_the_drawing_and_says_so_to_who_cannot_see(self) -> None:
        made = docx.Document(io.BytesIO(document(whole_paper(), STAMP)))
        says = [one.get("descr") for one in made.element.body.iter(qn("wp:docPr"))]
        assert says.count("Signature drawn by Wren") == 1
        html = page(whole_paper(), resources() / "templates").html
        assert html.count('alt="Signature drawn by Wren"') == 1

    def test_it_is_on_the_sheet(self) -> None:
        def ink(one: Outline) -> int:
            made = Paper(one, STAMP)
            image = made.image(made.count - 1, 420)
            return sum(
                image.pixelColor(x, y).lightness() < 128
                for x in range(image.width())
                for y in range(300, 540)
            )

        undrawn = full()
        undrawn["signed"][0].pop("strokes")
        assert ink(whole_paper()) != ink(paper(undrawn))

    def test_who_signed_on_paper_has_no_drawing(self) -> None:
        (sign,) = [b for b in whole_paper().blocks if isinstance(b, SignHere)]
        assert [bool(path) for path in sign.drawn] == [True, False, False]
        assert [row[3] for row in sign.rows] == [
            "",
            "signed on paper",
            "agreed verbally, witnessed by Juniper Vetch",
        ]


class TestBlank:
    def test_three_pages_at_most_with_every_label(self) -> None:
        one = blank(ENTRY)
        text = sheets(one)
        assert len(text) <= 3
        said = " ".join("\n".join(text).split())
        for part in (part for each in pages(ENTRY.form) for part in each.fields):
            if not isinstance(part, Notice) and part.withheld != "always":
                assert part.label in said, part.key
        for label in ("Written by, when", "Keyed in by, when"):
            assert label in said

    def test_cards_to_ring_and_cards_to_draw_on(self) -> None:
        (grid,) = [b for b in blank(ENTRY).blocks if isinstance(b, CardGrid)]
        assert [word for _, word, _ in grid.cards[:3]] == ["home", "school", "someone who is away"]
        assert sum(not word for _, word, _ in grid.cards) >= 3


@pytest.mark.libreoffice
def test_in_word_it_is_two_pages_and_the_blank_one_three(tmp_path: Path) -> None:
    for name, one, most in (("filled", whole_paper(), 2), ("blank", blank(ENTRY), 3)):
        word = tmp_path / f"{name}.docx"
        word.write_bytes(document(one, STAMP))
        made = PdfReader(to_pdf(word, tmp_path)).pages
        assert len(made) <= most, name
        text = [" ".join(one.extract_text().split()) for one in made]
        talk = next(sheet for sheet in text if "What we can talk about" in sheet)
        assert ("phones and games" if name == "filled" else "my friends") in talk
        signs = next(sheet for sheet in text if "Sign if you want to" in sheet)
        assert ("Juniper Vetch" if name == "filled" else "Date __") in signs
