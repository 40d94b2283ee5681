"""Scenes before public buildings: school, health station, office, market."""

import math

from documents.demo.canvas import Canvas, Colour, darker, lighter, mix, rgb
from documents.demo.figures import (
    RED,
    WHITE_COAT,
    YELLOW,
    flag,
    house,
    person,
    table,
    tree,
)
from documents.demo.scenes.base import Draw, Scene, spread


def _building(c: Canvas, left: float, right: float, foot: float, floors: int, wall: Colour, roof: Colour) -> None:
    """Draw a long public building with galleries, columns and a tiled roof."""
    storey = c.height * 0.125
    top = foot - storey * floors
    c.box(left, top, right, foot, wall)
    for floor in range(floors):
        y = top + storey * floor
        c.box(left - 10, y + storey - 14, right + 10, y + storey, darker(wall, 0.16))
        bays = max(4, round((right - left) / 130))
        step = (right - left) / bays
        for bay in range(bays):
            x = left + step * (bay + 0.5)
            pane = rgb("#ffe3a0") if c.is_dark else rgb("#9fc2cc")
            c.box(x - step * 0.3, y + storey * 0.2, x + step * 0.3, y + storey * 0.78, rgb("#5f7f74"))
            c.box(x - step * 0.25, y + storey * 0.25, x - 4, y + storey * 0.72, pane)
            c.box(x + 4, y + storey * 0.25, x + step * 0.25, y + storey * 0.72, pane)
        for bay in range(bays + 1):
            x = left + step * bay
            c.box(x - 8, y, x + 8, y + storey, lighter(wall, 0.4))
    c.shape(
        [
            (left - 34, top + 4),
            (left + 34, top - c.height * 0.07),
            (right - 34, top - c.height * 0.07),
            (right + 34, top + 4),
        ],
        roof,
    )
    c.box(left - 34, top, right + 34, top + 12, darker(roof, 0.2))


def paved_yard(c: Canvas, top: float, colour: Colour) -> None:
    """Pave the ground from ``top`` down, joints running to the middle of the horizon."""
    c.fade(top, c.height, lighter(colour, 0.12), darker(colour, 0.08))
    for number in range(-9, 10):
        c.stroke(
            [(c.width * (0.5 + number * 0.055), top), (c.width * (0.5 + number * 0.14), c.height)],
            2,
            (120, 104, 84, 50),
        )
    for number in range(6):
        y = top + (c.height - top) * (number / 6) ** 1.5
        c.stroke([(0, y), (c.width, y)], 2, (120, 104, 84, 50))


def school_yard(c: Canvas, s: Scene) -> None:
    """A school yard with shade trees; pupils play and walk."""
    w, h = c.width, c.height
    c.land(h * 0.5, height=160)
    wall = c.rng.choice((rgb("#f2d98f"), rgb("#efd0a8"), rgb("#dfe3cf")))
    _building(c, w * 0.12, w * 0.88, h * 0.6, 2, wall, rgb("#b4563c"))
    paved_yard(c, h * 0.6, rgb("#d3bd9a"))
    flag(c, w * 0.5, h * 0.7, h * 0.46, wide=130)
    c.box(w * 0.46, h * 0.69, w * 0.54, h * 0.715, rgb("#c9b493"), 6)
    tree(c, w * 0.06, h * 0.76, h * 0.46, "round")
    tree(c, w * 0.93, h * 0.74, h * 0.42, "round", rgb("#d9603f") if c.season_name == "summer" else None)
    uniform = rgb("#f4f5f2")
    for number, x in enumerate(spread(c, s.people, 0.08, 0.92, 0.2)):
        y = h * (0.78 + 0.065 * (number % 3))
        x_, tall = x, h * (0.17 + 0.02 * (number % 3))
        pose = ("walk", "raise", "stand", "reach")[number % 4]
        person(
            c, x_, y, tall, pose=pose, shirt=uniform, facing=1 if number % 2 else -1, dress=number % 3 == 0, age="young"
        )
        c.shape([(x_ - tall * 0.05, y - tall * 0.74), (x_ + tall * 0.05, y - tall * 0.74), (x_, y - tall * 0.62)], RED)
    person(c, w * 0.3, h * 0.93, h * 0.31, shirt=rgb("#8f5f86"), dress=True)
    if s.people > 7:
        table(c, w * 0.66, w * 0.92, h * 0.84, h * 0.96, rgb("#5b8f73"))
        for number in range(6):
            c.oval(w * (0.68 + 0.042 * number), h * 0.825, 24, 15, rgb("#f7f4ea"))
        person(c, w * 0.82, h * 0.82, h * 0.26, pose="carry", shirt=WHITE_COAT, hat="cap", facing=-1)


def health_station(c: Canvas, s: Scene) -> None:
    """A health station with a van and doctors. ``clinic`` "hall": a sports hall and people waiting on benches."""
    w, h = c.width, c.height
    c.land(h * 0.5, height=150)
    if s.options.get("clinic") == "hall":
        c.box(w * 0.1, h * 0.28, w * 0.9, h * 0.62, rgb("#cbd7dd"))
        dome = [(w * (0.07 + 0.86 * k / 20), h * 0.29 - h * 0.12 * math.sin(math.pi * k / 20)) for k in range(21)]
        c.shape(dome, rgb("#5d8299"))
        for number in range(8):
            x = w * (0.13 + 0.098 * number)
            c.box(x, h * 0.34, x + w * 0.06, h * 0.5, rgb("#8fb3c4"))
        c.box(w * 0.43, h * 0.44, w * 0.57, h * 0.62, rgb("#41576a"))
        paved_yard(c, h * 0.62, rgb("#cfc7b8"))
        c.oval(w * 0.5, h * 0.235, 46, 46, rgb("#f7f4ee"))
        c.shape([(w * 0.5, h * 0.208), (w * 0.5 + 24, h * 0.243), (w * 0.5, h * 0.264), (w * 0.5 - 24, h * 0.243)], RED)
        for left in (0.08, 0.56):
            c.box(w * left, h * 0.8, w * (left + 0.36), h * 0.82, rgb("#9a6b43"), 4)
            for x in (left + 0.03, left + 0.32):
                c.box(w * x, h * 0.82, w * x + 10, h * 0.88, rgb("#6d4b30"))
        for number, x in enumerate(spread(c, s.people, 0.1, 0.9, 0.04)):
            if abs(x / w - 0.5) < 0.06:
                continue
            person(c, x, h * 0.8, h * 0.31, pose="sit", facing=1 if number % 2 else -1)
        person(c, w * 0.5, h * 0.92, h * 0.34, pose="carry", shirt=WHITE_COAT, dress=True)
        return
    _building(c, w * 0.08, w * 0.66, h * 0.62, 1, rgb("#f4f1e4"), rgb("#4f7f8c"))
    _building(c, w * 0.24, w * 0.5, h * 0.62, 2, rgb("#fbf7ea"), rgb("#4f7f8c"))
    for half_wide, half_tall in ((34, 11), (11, 34)):
        c.box(w * 0.37 - half_wide, h * 0.325 - half_tall, w * 0.37 + half_wide, h * 0.325 + half_tall, rgb("#d0392f"))
    paved_yard(c, h * 0.62, rgb("#c9c5b6"))
    tree(c, w * 0.04, h * 0.68, h * 0.34, "palm")
    tree(c, w * 0.95, h * 0.66, h * 0.4, "round")
    c.shadow(w * 0.76, h * 0.83, 270)
    c.box(w * 0.6, h * 0.6, w * 0.9, h * 0.8, rgb("#f6f6f1"), 26)
    c.shape([(w * 0.88, h * 0.68), (w * 0.94, h * 0.71), (w * 0.95, h * 0.8), (w * 0.86, h * 0.8)], rgb("#f6f6f1"))
    c.box(w * 0.6, h * 0.725, w * 0.945, h * 0.75, rgb("#2f9a8a"))
    for x in (0.63, 0.715, 0.8):
        c.box(w * x, h * 0.63, w * x + w * 0.066, h * 0.7, rgb("#7ba3b3"), 8)
    for x in (0.67, 0.87):
        c.oval(w * x, h * 0.805, 52, 52, rgb("#33373c"))
        c.oval(w * x, h * 0.805, 24, 24, rgb("#b9bec2"))
    for number, x in enumerate(spread(c, s.people, 0.1, 0.62, 0.1)):
        person(c, x, h * (0.9 + 0.03 * (number % 2)), h * 0.34, pose=("walk", "carry", "stand")[number % 3], shirt=WHITE_COAT if number % 2 == 0 else rgb("#5fa59a"), dress=number % 2 == 0)  # fmt: skip


def office(c: Canvas, s: Scene) -> None:
    """A public office with steps, flag and people. ``style`` "village": a lower house among mountains."""
    w, h = c.width, c.height
    low = s.options.get("style") == "village"
    c.land(h * 0.5, height=300 if low else 130, waves=4 if low else 3)
    wall = rgb("#f0dcae") if not low else rgb("#e6d5bd")
    _building(c, w * 0.06, w * 0.94, h * 0.64, 1 if low else 2, wall, rgb("#a5492f") if not low else rgb("#6f7f86"))
    _building(
        c,
        w * 0.33,
        w * 0.67,
        h * 0.64,
        2 if low else 3,
        lighter(wall, 0.3),
        rgb("#a5492f") if not low else rgb("#6f7f86"),
    )
    c.star(w * 0.5, h * (0.355 if low else 0.235), 34, rgb("#d8a83a"))
    for step in range(4):
        c.box(w * (0.37 - 0.015 * step), h * (0.64 + 0.018 * step), w * (0.63 + 0.015 * step), h * (0.66 + 0.018 * step), mix(rgb("#d9d0c0"), rgb("#b3a893"), step / 4))  # fmt: skip
    paved_yard(c, h * 0.71, rgb("#cdbfa7"))
    flag(c, w * 0.2, h * 0.76, h * 0.5, wide=140)
    for x in (0.08, 0.92):
        tree(c, w * x, h * 0.76, h * 0.3, "round" if not low else "pine")
    for x in (0.3, 0.7):
        c.box(w * x - 70, h * 0.7, w * x + 70, h * 0.745, rgb("#b5653f"), 10)
        for number in range(8):
            c.oval(
                w * x - 60 + number * 17,
                h * 0.692,
                15,
                16,
                (rgb("#e0a83e"), rgb("#d0573f"), rgb("#5b8f4d"))[number % 3],
            )
    for number, x in enumerate(spread(c, s.people, 0.2, 0.9, 0.2)):
        person(c, x, h * (0.86 + 0.045 * (number % 3)), h * (0.24 + 0.02 * (number % 3)), pose=("walk", "stand", "reach")[number % 3], facing=-1 if x > w / 2 else 1, hat="cone" if number % 4 == 1 else "")  # fmt: skip


def market(c: Canvas, s: Scene) -> None:
    """A market of awnings and baskets. With ``lanterns``: red lanterns over the stalls."""
    w, h = c.width, c.height
    c.land(h * 0.36, height=240)
    for number in range(5):
        house(c, w * (0.0 + number * 0.21), h * 0.46, w * 0.14)
    paved_yard(c, h * 0.5, rgb("#c2a983"))
    stripes = ((rgb("#c4553f"), rgb("#f3e8d2")), (rgb("#3f7fae"), rgb("#eef1ea")), (rgb("#4f8f6d"), rgb("#f3e8d2")), (rgb("#d99a3c"), rgb("#fbf3df")))  # fmt: skip
    for number in range(4):
        left, right = w * (0.02 + number * 0.245), w * (0.235 + number * 0.245)
        for x in (left + 12, right - 12):
            c.stroke([(x, h * 0.4), (x, h * 0.7)], 8, rgb("#7d5f42"))
        person(
            c,
            (left + right) / 2,
            h * 0.66,
            h * 0.25,
            pose="carry",
            facing=1 if number % 2 else -1,
            hat="cone" if number % 2 else "",
        )
        one, other = stripes[(number + c.rng.randrange(4)) % 4]
        for band in range(8):
            x = left - 16 + (right - left + 32) * band / 8
            c.shape([(x + 14, h * 0.36), (x + 14 + (right - left) / 8, h * 0.36), (x + (right - left + 32) / 8, h * 0.44), (x, h * 0.44)], one if band % 2 else other)  # fmt: skip
            c.oval(x + (right - left + 32) / 16, h * 0.44, (right - left + 32) / 16, 13, one if band % 2 else other)
        table(c, left + 8, right - 8, h * 0.6, h * 0.72, darker(rgb("#b58a5c"), 0.06 * number))
        colours = (rgb("#5f9f45"), rgb("#d9643a"), rgb("#e6b93c"), rgb("#8fbf5a"), rgb("#b0455b"), rgb("#f0e2bb"))
        for pile in range(5):
            x = left + 36 + (right - left - 72) * pile / 4
            tone = colours[(pile + number * 2) % 6]
            c.oval(x, h * 0.59, 34, 13, rgb("#a37a48"))
            for dx, dy in ((-15, -6), (0, -8), (15, -6), (-8, -18), (8, -18), (0, -28)):
                c.oval(x + dx, h * 0.588 + dy, 11, 10, mix(tone, (255, 255, 255), 0.1 * ((dx + dy) % 3)))
    if s.has("lanterns"):
        c.stroke([(0, h * 0.13), (w, h * 0.13)], 3, rgb("#6b5a48"))
        for number in range(9):
            x, y = w * (0.06 + 0.11 * number), h * (0.17 + 0.025 * (number % 3))
            c.stroke([(x, h * 0.13), (x, y)], 3, rgb("#6b5a48"))
            c.oval(x, y + 30, 32, 36, RED)
            c.oval(x, y + 30, 15, 36, rgb("#e2543f"))
            c.box(x - 15, y - 10, x + 15, y, YELLOW, 3)
            c.box(x - 3, y + 64, x + 3, y + 92, YELLOW)
            c.glow(x, y + 30, 46, (255, 150, 100))
    for number, x in enumerate(spread(c, s.people, 0.05, 0.95, 0.15)):
        y = h * (0.88 + 0.04 * (number % 3))
        facing = 1 if number % 2 else -1
        hand = person(c, x, y, h * 0.31, pose="walk" if number % 2 else "stand", facing=facing, hat="cone" if number % 3 == 0 else "", dress=number % 2 == 0)  # fmt: skip
        if number % 2:
            c.oval(hand[0], hand[1] + 34, 32, 22, rgb("#b58a4f"))
            c.oval(hand[0], hand[1] + 24, 26, 12, rgb("#6fa84f"))


STREETS: dict[str, Draw] = {
    "school_yard": school_yard,
    "health_station": health_station,
    "office": office,
    "market": market,
}
