"""Scenes of people coming together in the open: sport, festival, memorial, painting a lane."""

import math

from documents.demo.canvas import Canvas, darker, mix, rgb
from documents.demo.figures import (
    CLOTHES,
    RED,
    WHITE_COAT,
    YELLOW,
    bunting,
    grove,
    house,
    person,
    tree,
)
from documents.demo.scenes.base import Draw, Scene, spread
from documents.demo.scenes.streets import paved_yard


def sports_day(c: Canvas, s: Scene) -> None:
    """Volleyball on a village ground, spectators along the line."""
    w, h = c.width, c.height
    c.land(h * 0.44, height=170)
    grove(c, h * 0.5, [(w * 0.04, 230), (w * 0.2, 190), (w * 0.82, 210), (w * 0.96, 250)], ("palm", "bamboo", "round"))
    bunting(c, 0, w, h * 0.1, 50, 36)
    for number in range(22):
        x = w * (number + 0.5) / 22
        c.box(x - 22, h * 0.515, x + 22, h * 0.6, c.rng.choice(CLOTHES), 18)
        c.oval(x, h * 0.497, 18, 20, rgb("#d9a882"))
        c.oval(x, h * 0.487, 19, 14, rgb("#2f2926"))
    c.shape([(w * 0.1, h * 0.6), (w * 0.9, h * 0.6), (w * 1.06, h), (-w * 0.06, h)], rgb("#cf9a63"))
    for line in (
        [(0.12, 0.62), (0.88, 0.62)],
        [(0.12, 0.62), (-0.02, 0.98)],
        [(0.88, 0.62), (1.02, 0.98)],
        [(-0.02, 0.97), (1.02, 0.97)],
    ):
        c.stroke([(w * x, h * y) for x, y in line], 7, rgb("#f7f1e2"))
    team = (rgb("#d0392f"), rgb("#2f62a3"))
    spots = spread(c, s.people, 0.06, 0.94, 0.12)
    for number, x in enumerate(spots):
        y = h * (0.76 + 0.075 * (number % 3))
        side = 0 if x < w / 2 else 1
        pose = ("raise", "reach", "stand")[number % 3]
        person(
            c,
            x,
            y - (26 if pose == "raise" else 0),
            h * 0.29,
            pose=pose,
            shirt=team[side],
            facing=1 if side == 0 else -1,
            age="young",
        )
        if number == len(spots) // 2 - 1:
            for post in (w * 0.47, w * 0.54):
                c.stroke(
                    [(post, h * (0.62 if post < w / 2 else 0.98)), (post, h * (0.36 if post < w / 2 else 0.48))],
                    9,
                    rgb("#6f777d"),
                )
            for row in range(7):
                c.stroke(
                    [(w * 0.47, h * (0.37 + row * 0.018)), (w * 0.54, h * (0.49 + row * 0.027))],
                    3,
                    (250, 250, 245, 190),
                )
            for column in range(9):
                share = column / 8
                x0, y0 = w * (0.47 + 0.07 * share), h * (0.37 + 0.12 * share)
                c.stroke([(x0, y0), (x0, y0 + h * (0.11 + 0.055 * share))], 3, (250, 250, 245, 190))
    c.oval(w * 0.4, h * 0.3, 30, 30, rgb("#f6f0df"))
    c.stroke([(w * 0.4 - 28, h * 0.3 + 4), (w * 0.4 + 28, h * 0.3 - 6)], 4, rgb("#3f7fae"))


def festival(c: Canvas, s: Scene) -> None:
    """A tug of war in the yard of a communal house with curved roofs."""
    w, h = c.width, c.height
    c.land(h * 0.5, height=170)
    tree(c, w * 0.06, h * 0.6, h * 0.5, "round")
    tree(c, w * 0.95, h * 0.6, h * 0.44, "palm")
    c.box(w * 0.2, h * 0.42, w * 0.8, h * 0.6, rgb("#a5482f"))
    for number in range(9):
        x = w * (0.21 + 0.0725 * number)
        c.box(x - 11, h * 0.4, x + 11, h * 0.6, rgb("#6e2f22"))
    for number in range(8):
        x = w * (0.215 + 0.0725 * number)
        c.box(x + 10, h * 0.455, x + w * 0.0525, h * 0.6, rgb("#7d3826"))
        c.box(x + 22, h * 0.475, x + w * 0.045, h * 0.53, rgb("#d9a24a"))
    roof = rgb("#7c5a4e")
    curve = [(w * (0.13 + 0.74 * k / 24), h * (0.4 + 0.03 * (1 - (2 * k / 24 - 1) ** 2) - 0.045 * abs(2 * k / 24 - 1) ** 6)) for k in range(25)]  # fmt: skip
    c.shape([(w * 0.3, h * 0.24), (w * 0.7, h * 0.24), *reversed(curve)], roof)
    for number in range(13):
        c.stroke([(w * (0.3 + 0.4 * number / 12), h * 0.245), curve[number * 2]], 3, darker(roof, 0.18))
    c.box(w * 0.29, h * 0.225, w * 0.71, h * 0.25, darker(roof, 0.25), 6)
    for x, facing in ((0.3, -1), (0.7, 1)):
        c.stroke([(w * x, h * 0.238), (w * x + facing * 34, h * 0.2)], 12, darker(roof, 0.25))
    paved_yard(c, h * 0.6, rgb("#c98f6a"))
    for number in range(4):
        x = w * (0.14 + 0.24 * number)
        c.stroke([(x, h * 0.66), (x, h * 0.3)], 6, rgb("#8a6a48"))
        for square, colour in enumerate((rgb("#3f7f6a"), YELLOW, RED)):
            size = 74 - square * 24
            c.box(
                x + 6 + square * 12,
                h * 0.31 + square * 12,
                x + 6 + square * 12 + size,
                h * 0.31 + square * 12 + size,
                colour,
            )
    bunting(c, w * 0.1, w * 0.9, h * 0.16, 46, 32)
    half = max(2, s.people // 2)
    foot = h * 0.88
    c.stroke([(w * 0.04, foot - h * 0.135), (w * 0.96, foot - h * 0.135)], 11, rgb("#d8bd85"))
    c.shape([(w * 0.49, foot - h * 0.135), (w * 0.51, foot - h * 0.135), (w * 0.5, foot - h * 0.07)], RED)
    for number in range(half):
        person(
            c,
            w * (0.42 - 0.105 * number),
            foot + 8 * (number % 2),
            h * 0.29,
            pose="carry",
            shirt=rgb("#d0392f"),
            facing=1,
        )
        person(
            c,
            w * (0.58 + 0.105 * number),
            foot + 8 * (number % 2),
            h * 0.29,
            pose="carry",
            shirt=rgb("#e0a83e"),
            facing=-1,
        )
    person(c, w * 0.5, h * 0.8, h * 0.26, pose="raise", shirt=rgb("#f3efe6"))


def memorial(c: Canvas, s: Scene) -> None:
    """A monument with incense, flowers and people paying respect."""
    w, h = c.width, c.height
    c.land(h * 0.52, height=190)
    grove(c, h * 0.58, [(w * 0.05, 300), (w * 0.2, 250), (w * 0.82, 260), (w * 0.96, 310)], ("pine",))
    paved_yard(c, h * 0.64, rgb("#cfc7b6"))
    stone = rgb("#e4ddcd")
    for step in range(3):
        c.box(
            w * (0.24 - 0.05 * step),
            h * (0.6 + 0.03 * step),
            w * (0.76 + 0.05 * step),
            h * (0.64 + 0.03 * step),
            darker(stone, 0.07 * step),
        )
    c.shape(
        [(w * 0.43, h * 0.6), (w * 0.46, h * 0.16), (w * 0.5, h * 0.12), (w * 0.54, h * 0.16), (w * 0.57, h * 0.6)],
        stone,
    )
    c.shape([(w * 0.5, h * 0.12), (w * 0.54, h * 0.16), (w * 0.57, h * 0.6), (w * 0.5, h * 0.6)], darker(stone, 0.1))
    c.star(w * 0.5, h * 0.24, 52, RED)
    for side in (-1, 1):
        c.box(w * (0.5 + side * 0.19) - 96, h * 0.42, w * (0.5 + side * 0.19) + 96, h * 0.6, rgb("#8d8478"), 4)
        for row in range(7):
            y = h * (0.438 + 0.022 * row)
            c.stroke(
                [(w * (0.5 + side * 0.19) - 70, y), (w * (0.5 + side * 0.19) + 70 - 30 * (row % 3), y)],
                4,
                rgb("#cbbf9f"),
            )
    c.box(w * 0.455, h * 0.63, w * 0.545, h * 0.675, rgb("#9a7a4a"), 10)
    for number in range(5):
        x = w * (0.475 + 0.0125 * number)
        c.stroke([(x, h * 0.635), (x, h * 0.595)], 3, rgb("#b0455b"))
        c.stroke([(x, h * 0.595), (x + 12, h * 0.56), (x - 6, h * 0.52), (x + 14, h * 0.47)], 4, (255, 255, 255, 70))
        c.glow(x, h * 0.595, 16)
    for x in (0.36, 0.64):
        for number in range(12):
            c.oval(
                w * x + c.rng.uniform(-44, 44),
                h * 0.66 - c.rng.uniform(0, 60),
                15,
                15,
                (RED, YELLOW, rgb("#f6f1e6"))[number % 3],
            )
    for number, x in enumerate(spread(c, s.people, 0.12, 0.88, 0.05)):
        person(c, x, h * (0.9 + 0.03 * (number % 2)), h * 0.26, pose="carry" if number % 2 else "stand", shirt=(WHITE_COAT, rgb("#7f96a8"), rgb("#5d7a4a"))[number % 3], facing=1 if x < w / 2 else -1)  # fmt: skip


def mural(c: Canvas, s: Scene) -> None:
    """Young and old painting pictures on the wall of a lane."""
    w, h = c.width, c.height
    c.sky(h * 0.5)
    c.ridge(h * 0.34, 120, c.season.ridges[1])
    for x, wide in ((0.05, 0.22), (0.42, 0.2), (0.74, 0.24)):
        house(c, w * x, h * 0.36, w * wide)
    c.box(0, h * 0.26, w, h * 0.74, rgb("#f2e7d0"))
    c.box(0, h * 0.24, w, h * 0.275, rgb("#b9765a"))
    c.box(w * 0.03, h * 0.3, w * 0.31, h * 0.7, rgb("#a9d0dc"))
    for row in range(6):
        c.oval(
            w * 0.17,
            h * (0.72 + 0.02 * row),
            w * (0.14 - 0.006 * row),
            h * (0.22 - 0.034 * row),
            mix(rgb("#3f8a4a"), rgb("#8cc06a"), row / 6),
        )
    c.box(w * 0.03, h * 0.7, w * 0.31, h * 0.8, rgb("#f2e7d0"))
    c.box(w * 0.35, h * 0.3, w * 0.65, h * 0.7, rgb("#f5d9a0"))
    for number in range(12):
        angle = 2 * math.pi * number / 12
        x, y = w * 0.5 + 120 * math.cos(angle), h * 0.47 + 120 * math.sin(angle)
        c.stroke([(w * 0.5 + 74 * math.cos(angle), h * 0.47 + 74 * math.sin(angle)), (x, y)], 13, rgb("#e58a3c"))
    c.oval(w * 0.5, h * 0.47, 70, 70, rgb("#e8a23c"))
    for number in range(7):
        x, y = w * (0.38 + 0.04 * number), h * (0.36 + 0.03 * ((number * 2) % 3))
        c.stroke([(x - 20, y - 10), (x, y), (x + 20, y - 10)], 5, rgb("#4a4a58"))
    c.box(w * 0.69, h * 0.3, w * 0.97, h * 0.7, rgb("#cfe3c8"))
    for number in range(9):
        x, foot = w * (0.72 + 0.028 * number), h * 0.7
        top = h * (0.42 + 0.07 * ((number * 5) % 4) / 2)
        c.stroke([(x, foot), (x, top)], 7, rgb("#4f8f4d"))
        for petal in range(6):
            angle = math.pi * petal / 3
            c.oval(
                x + 20 * math.cos(angle),
                top + 20 * math.sin(angle),
                14,
                14,
                (rgb("#d0573f"), rgb("#e8b23c"), rgb("#b0659a"))[number % 3],
            )
        c.oval(x, top, 11, 11, rgb("#fff3c4"))
    paved_yard(c, h * 0.74, rgb("#c9baa2"))
    c.box(0, h * 0.735, w, h * 0.75, darker(rgb("#f2e7d0"), 0.3))
    for number, x in enumerate(spread(c, s.people, 0.12, 0.9, 0.08)):
        facing = 1 if number % 2 == 0 else -1
        hand = person(c, x, h * (0.88 + 0.03 * (number % 2)), h * (0.34 if number % 2 else 0.27), pose="raise" if number % 2 else "reach", facing=facing, hat="cap" if number % 2 else "")  # fmt: skip
        c.stroke([hand, (hand[0] + facing * 26, hand[1] - 26)], 6, rgb("#8a6a48"))
        c.oval(hand[0] + facing * 30, hand[1] - 30, 10, 8, CLOTHES[(number * 3) % len(CLOTHES)])
    for number in range(6):
        x = w * (0.1 + 0.155 * number)
        c.box(x - 24, h * 0.93, x + 24, h * 0.975, rgb("#dfe0dc"), 4)
        c.oval(x, h * 0.93, 24, 8, CLOTHES[number])


GATHERINGS: dict[str, Draw] = {
    "sports_day": sports_day,
    "festival": festival,
    "memorial": memorial,
    "mural": mural,
}
