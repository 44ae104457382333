"""Where the endless page is cut."""

from __future__ import annotations

import random

from toolkit.export.pagination import Strip, cut


def lines(*heights: float, **more: object) -> list[Strip]:
    strips, top = [], 0.0
    for height in heights:
        strips.append(Strip(top, top + height, **more))  # type: ignore[arg-type]
        top += height
    return strips


def test_nothing_is_one_empty_sheet() -> None:
    assert [sheet.parts for sheet in cut([], 100)] == [[]]


def test_strips_stay_whole() -> None:
    assert [sheet.parts for sheet in cut(lines(*[30] * 7), 100)] == [[(0, 90)], [(90, 180)], [(180, 210)]]


def test_a_heading_goes_with_what_it_heads() -> None:
    strips = [*lines(30, 30), Strip(60, 80, keeps=True), Strip(80, 95, keeps=True), Strip(95, 130)]
    assert [sheet.parts for sheet in cut(strips, 100)] == [[(0, 60)], [(60, 130)]]


def test_headings_alone_do_not_stop_it() -> None:
    sheets = cut(lines(*[30] * 8, keeps=True), 100)
    assert [sheet.parts for sheet in sheets] == [[(0, 90)], [(90, 180)], [(180, 240)]]


def test_a_strip_may_start_a_sheet() -> None:
    strips = [Strip(0, 10), Strip(10, 20, starts=True), Strip(20, 30)]
    assert [sheet.parts for sheet in cut(strips, 100)] == [[(0, 10)], [(10, 30)]]


def test_the_head_of_a_table_stands_on_each_sheet() -> None:
    head = (0.0, 20.0)
    strips = [
        Strip(0, 20, keeps=True),
        *(Strip(20 + at * 30, 50 + at * 30, head=head if at else None) for at in range(6)),
    ]
    sheets = cut(strips, 100)
    assert [sheet.parts for sheet in sheets] == [
        [(0, 80)],
        [head, (80, 140)],
        [head, (140, 200)],
    ]


def test_a_strip_higher_than_a_sheet_has_one_for_itself() -> None:
    assert [sheet.parts for sheet in cut(lines(30, 500, 30), 100)] == [[(0, 30)], [(30, 530)], [(530, 560)]]


def test_every_strip_is_on_exactly_one_sheet() -> None:
    random_ = random.Random(7)
    for _ in range(200):
        strips, top = [], 0.0
        for _ in range(random_.randint(1, 80)):
            high = random_.uniform(1, 40)
            strips.append(
                Strip(top, top + high, keeps=random_.random() < 0.4, starts=random_.random() < 0.05)
            )
            top += high + random_.uniform(0, 5)
        sheets = cut(strips, 100)
        for strip in strips:
            assert sum(a <= strip.top and strip.bottom <= b for s in sheets for a, b in s.parts) == 1
        assert all(sheet.height <= 100 for sheet in sheets)
