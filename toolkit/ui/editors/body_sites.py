"""Places on the body by name, with where they are on each outline. Left and right are the child's own.

Points are in the units of the outlines in `resources/body`: 160 by 360, and 180 by 280 for a baby.
"""

from __future__ import annotations

SIZES: dict[str, tuple[float, float]] = {
    "front": (160, 360),
    "back": (160, 360),
    "baby_front": (180, 280),
    "baby_back": (180, 280),
}
VIEW_WORDS: dict[str, str] = {
    "front": "Front",
    "back": "Back",
    "baby_front": "Baby, front",
    "baby_back": "Baby, back",
}
CHILD_VIEWS, BABY_VIEWS = ("front", "back"), ("baby_front", "baby_back")

# In the middle, then what comes twice: its place on the right half of the drawing.
_MIDDLE: dict[str, tuple[tuple[str, float, float], ...]] = {
    "front": (
        ("Forehead", 80, 26),
        ("Nose", 80, 51),
        ("Mouth", 80, 60),
        ("Chin", 80, 71),
        ("Neck, front", 80, 84),
        ("Chest", 80, 112),
        ("Tummy", 80, 160),
        ("Genital area", 80, 198),
    ),
    "back": (
        ("Back of the head", 80, 40),
        ("Back of the neck", 80, 84),
        ("Upper back", 80, 112),
        ("Lower back", 80, 166),
    ),
    "baby_front": (
        ("Top of the head", 90, 18),
        ("Forehead", 90, 38),
        ("Nose", 90, 69),
        ("Mouth", 90, 80),
        ("Chin", 90, 96),
        ("Neck, front", 90, 106),
        ("Chest", 90, 126),
        ("Tummy", 90, 162),
        ("Nappy area, front", 90, 192),
    ),
    "baby_back": (
        ("Back of the head", 90, 56),
        ("Back of the neck", 90, 106),
        ("Upper back", 90, 130),
        ("Lower back", 90, 168),
    ),
}
_PAIRS: dict[str, tuple[tuple[str, float, float], ...]] = {
    "front": (
        ("eye", 91, 44),
        ("cheek", 97, 57),
        ("ear", 114, 46),
        ("shoulder", 116, 102),
        ("side of the chest", 99, 118),
        ("upper arm", 120, 130),
        ("inner elbow", 124, 158),
        ("forearm", 130, 178),
        ("wrist", 135, 197),
        ("hand", 137, 209),
        ("side of the body", 108, 150),
        ("hip", 108, 192),
        ("thigh", 99, 232),
        ("knee", 99, 265),
        ("shin", 98, 295),
        ("ankle", 98, 319),
        ("foot", 103, 334),
    ),
    "back": (
        ("ear, behind", 114, 46),
        ("shoulder", 116, 102),
        ("shoulder blade", 98, 122),
        ("upper arm, back", 120, 130),
        ("elbow", 125, 158),
        ("forearm, back", 130, 178),
        ("hand, back", 137, 209),
        ("side of the body, back", 107, 150),
        ("buttock", 95, 197),
        ("thigh, back", 99, 234),
        ("back of the knee", 99, 268),
        ("calf", 98, 295),
        ("heel", 101, 332),
    ),
    "baby_front": (
        ("eye", 105, 60),
        ("cheek", 115, 76),
        ("ear", 143, 62),
        ("shoulder", 122, 113),
        ("side of the chest", 112, 134),
        ("upper arm", 136, 130),
        ("forearm", 152, 150),
        ("hand", 167, 161),
        ("side of the body", 124, 164),
        ("thigh", 128, 204),
        ("knee", 137, 224),
        ("shin", 125, 240),
        ("foot", 121, 262),
    ),
    "baby_back": (
        ("ear, behind", 143, 62),
        ("shoulder", 122, 113),
        ("shoulder blade", 110, 134),
        ("upper arm, back", 136, 130),
        ("forearm, back", 152, 150),
        ("hand, back", 167, 161),
        ("side of the body, back", 124, 164),
        ("buttock", 106, 192),
        ("thigh, back", 132, 210),
        ("calf", 126, 240),
        ("heel", 121, 264),
    ),
}


def sites(view: str) -> list[tuple[str, float, float]]:
    """Each place of a view: words, x and y from 0 to 1, from the head down."""
    wide, high = SIZES[view]
    found = [(words, x / wide, y / high) for words, x, y in _MIDDLE[view]]
    # Seen from the front, the child's left is on the right of the drawing.
    right_half, left_half = ("Left", "Right") if view.endswith("front") else ("Right", "Left")
    for words, x, y in _PAIRS[view]:
        found.append((f"{left_half} {words}", (wide - x) / wide, y / high))
        found.append((f"{right_half} {words}", x / wide, y / high))
    return sorted(found, key=lambda site: (round(site[2], 2), site[0]))


def nearest(view: str, x: float, y: float) -> str:
    """The words for the place nearest to a point of a view."""
    wide, high = SIZES[view]
    return min(sites(view), key=lambda s: ((s[1] - x) * wide) ** 2 + ((s[2] - y) * high) ** 2)[0]
