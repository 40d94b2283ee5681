"""Scenes of work: sewing, pottery, building a house, a fire drill, a vaccination table under a tree."""

import math

from documents.demo.canvas import Canvas, darker, lighter, mix, rgb
from documents.demo.figures import (
    BLUE_SHIRT,
    CLOTHES,
    RED,
    WHITE_COAT,
    WOOD,
    bunting,
    flag,
    grove,
    house,
    person,
    room,
    table,
    tree,
    window,
)
from documents.demo.scenes.base import Draw, Scene, spread


def factory(c: Canvas, s: Scene) -> None:
    """Rows of sewing machines under long lamps."""
    w, h = c.width, c.height
    floor = h * 0.4
    room(c, floor, rgb("#dbe3e4"), rgb("#b9b4a8"))
    for number in range(6):
        window(c, w * (0.04 + 0.162 * number), h * 0.12, w * 0.11, h * 0.14)
    for number in range(4):
        y = h * (0.02 + 0.03 * number)
        c.box(w * (0.1 - 0.02 * number), y, w * (0.9 + 0.02 * number), y + 9, rgb("#fdfbea"), 4)
    fabrics = (rgb("#3f6f9f"), rgb("#c4553f"), rgb("#5b8f73"), rgb("#e0a83e"))
    for row in range(3):
        size = (0.62, 0.85, 1.15)[row]
        y = h * (0.55, 0.73, 0.97)[row]
        count = max(3, s.people - row)
        for number in range(count):
            x = w * (number + 0.5 + 0.18 * (row % 2)) / (count + 0.2)
            person(c, x - 66 * size, y - 76 * size, 300 * size, pose="sit", shirt=mix(rgb("#3f7fae"), (255, 255, 255), 0.12 * (number % 3)), facing=1, age="young")  # fmt: skip
            c.box(x - 40 * size, y - 96 * size, x + 128 * size, y - 80 * size, rgb("#d9c6a5"), 5)
            for leg in (-28, 112):
                c.box(x + leg * size, y - 82 * size, x + (leg + 9) * size, y, rgb("#7f858a"))
            c.box(x + 70 * size, y - 150 * size, x + 96 * size, y - 96 * size, rgb("#f1f3f2"), 5)
            c.box(x + 8 * size, y - 166 * size, x + 96 * size, y - 138 * size, rgb("#f1f3f2"), 11)
            c.box(x + 12 * size, y - 140 * size, x + 24 * size, y - 104 * size, rgb("#b9c0c4"))
            cloth = fabrics[(number + row) % 4]
            c.shape([(x - 36 * size, y - 98 * size), (x + 50 * size, y - 102 * size), (x + 40 * size, y - 90 * size), (x + 20 * size, y - 30 * size), (x - 40 * size, y - 40 * size)], cloth)  # fmt: skip


def pottery(c: Canvas, s: Scene) -> None:
    """A pottery: potters at the wheel, shelves of jars, the glow of the kiln."""
    w, h = c.width, c.height
    floor = h * 0.6
    room(c, floor, rgb("#d9b892"), rgb("#8f6a4c"))
    c.box(w * 0.62, h * 0.2, w * 1.0, floor + 20, rgb("#a3553a"))
    for row in range(9):
        for number in range(6):
            x = w * 0.62 + number * w * 0.066 + (row % 2) * w * 0.033 - w * 0.03
            c.box(max(x, w * 0.62), h * (0.2 + 0.047 * row), x + w * 0.062, h * (0.243 + 0.047 * row), mix(rgb("#a3553a"), rgb("#c0704c"), c.rng.random()))  # fmt: skip
    arch = [(w * (0.72 + 0.18 * k / 12), h * 0.47 - h * 0.13 * math.sin(math.pi * k / 12)) for k in range(13)]
    c.shape([(w * 0.72, floor), *arch, (w * 0.9, floor)], rgb("#3a1d14"))
    for size, colour in ((1.0, "#d9531f"), (0.7, "#f08a2c"), (0.4, "#ffd25e")):
        c.shape([(w * 0.81 - 120 * size, floor), (w * 0.81 - 50 * size, floor - 130 * size), (w * 0.81, floor - 70 * size), (w * 0.81 + 44 * size, floor - 150 * size), (w * 0.81 + 118 * size, floor)], rgb(colour))  # fmt: skip
    c.glow(w * 0.81, floor - 50, 150, (255, 150, 70))
    glazes = (rgb("#7f8f5a"), rgb("#97a56b"), rgb("#5f7350"), rgb("#c08a5a"), rgb("#8a9aa0"))
    for shelf in range(3):
        y = h * (0.22 + 0.14 * shelf)
        c.box(w * 0.04, y, w * 0.56, y + 14, WOOD)
        for number in range(8):
            x, size = w * (0.075 + 0.064 * number), c.rng.uniform(0.75, 1.1)
            tone = c.rng.choice(glazes)
            kind = c.rng.randrange(3)
            c.oval(x, y - 34 * size, 30 * size, 34 * size, tone)
            if kind == 0:
                c.box(x - 11 * size, y - 92 * size, x + 11 * size, y - 56 * size, tone)
                c.oval(x, y - 92 * size, 16 * size, 6 * size, darker(tone, 0.2))
            elif kind == 1:
                c.box(x - 19 * size, y - 74 * size, x + 19 * size, y - 58 * size, tone, 4)
                c.oval(x, y - 74 * size, 19 * size, 6 * size, darker(tone, 0.3))
            c.oval(x - 11 * size, y - 42 * size, 6 * size, 14 * size, lighter(tone, 0.3))
    for number, x in enumerate(spread(c, s.people, 0.06, 0.66, 0.04)):
        facing = 1
        person(c, x - 40, h * 0.82, h * 0.4, pose="sit", shirt=CLOTHES[(number * 4 + 1) % len(CLOTHES)], facing=facing)
        c.box(x - 90, h * 0.82, x + 6, h * 0.92, darker(WOOD, 0.2), 6)
        c.oval(x + 82, h * 0.8, 74, 18, rgb("#6d5a4a"))
        c.box(x + 70, h * 0.8, x + 94, h * 0.93, rgb("#5a4a3c"))
        c.oval(x + 82, h * 0.755, 38, 44, rgb("#b98a66"))
        c.oval(x + 82, h * 0.722, 22, 9, rgb("#8f6648"))
    for number in range(9):
        x = w * (0.05 + 0.11 * number)
        tone = glazes[number % 5]
        c.oval(x, h * 0.965, 42, 36, tone)
        c.oval(x, h * 0.937, 24, 8, darker(tone, 0.34))
        c.oval(x - 14, h * 0.96, 8, 14, lighter(tone, 0.26))


def house_building(c: Canvas, s: Scene) -> None:
    """A timber frame going up among mountains, people on the ground and on a ladder."""
    w, h = c.width, c.height
    c.land(h * 0.48, height=360, waves=4.2)
    house(c, w * 0.02, h * 0.58, w * 0.12)
    grove(c, h * 0.58, [(w * 0.18, 190), (w * 0.9, 240), (w * 0.97, 200)], ("bamboo", "pine", "pine"))
    c.shape([(0, h * 0.64), (w * 0.5, h * 0.6), (w, h * 0.63), (w, h), (0, h)], rgb("#b39468"))
    timber = rgb("#c08d58")
    left, right, foot, eave, ridge = w * 0.24, w * 0.78, h * 0.76, h * 0.42, h * 0.22
    for x in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        px = left + (right - left) * x
        c.stroke([(px, foot), (px, eave)], 17, darker(timber, 0.1 if x in (0.2, 0.8) else 0.0))
    for y in (eave, (eave + foot) / 2, foot - 16):
        c.stroke([(left - 10, y), (right + 10, y)], 14, darker(timber, 0.16))
    for x in (0.0, 0.25, 0.5, 0.75, 1.0):
        px = left + (right - left) * x
        c.stroke([(px - 74 + 60 * x, eave + 26), (left + (right - left) * (0.14 + 0.72 * x), ridge)], 12, timber)
    c.stroke([(left + (right - left) * 0.14, ridge), (right - (right - left) * 0.14, ridge)], 15, darker(timber, 0.2))
    c.shape([(left - 60, eave + 30), (left + (right - left) * 0.14, ridge - 6), (left + (right - left) * 0.46, ridge - 6), (left + (right - left) * 0.4, eave + 30)], rgb("#5f86a0"))  # fmt: skip
    for number in range(6):
        share = number / 6
        c.stroke(
            [
                (left - 50 + (right - left) * 0.44 * share, eave + 26),
                (left + (right - left) * (0.15 + 0.31 * share), ridge),
            ],
            4,
            rgb("#4a6f88"),
        )
    flag(c, right - 60, ridge + 6, h * 0.14, wide=76)
    for side in (0, 46):
        c.stroke([(w * 0.6 + side, foot + 40), (w * 0.66 + side, eave - 20)], 9, rgb("#d8b67c"))
    for rung in range(9):
        y = foot + 10 - rung * (foot - eave) / 9
        x = w * 0.6 + (w * 0.06) * (foot + 40 - y) / (foot + 60 - eave)
        c.stroke([(x, y), (x + 46, y)], 7, rgb("#d8b67c"))
    person(c, w * 0.645, h * 0.6, h * 0.24, pose="raise", shirt=rgb("#c4553f"), hat="helmet")
    poses = ("carry", "reach", "bend", "carry", "stand")
    for number, x in enumerate(spread(c, s.people - 1, 0.08, 0.9, 0.1)):
        hand = person(c, x, h * (0.88 + 0.035 * (number % 2)), h * 0.3, pose=poses[number % 5], hat=("helmet", "cap", "", "cone")[number % 4], facing=1 if number % 2 == 0 else -1)  # fmt: skip
        if poses[number % 5] == "carry":
            c.stroke([(hand[0] - 170, hand[1] + 10), (hand[0] + 190, hand[1] - 8)], 20, lighter(timber, 0.16))
    for row in range(3):
        for number in range(4 - row):
            c.box(
                w * 0.82 + 66 * number + 33 * row,
                h * (0.93 - 0.032 * row),
                w * 0.82 + 66 * number + 33 * row + 60,
                h * (0.957 - 0.032 * row),
                rgb("#b4563c"),
            )


def fire_drill(c: Canvas, s: Scene) -> None:
    """A fire crew with a hose before a workshop at night, an engine with its lights on."""
    w, h = c.width, c.height
    c.sky(h * 0.5)
    c.ridge(h * 0.5, 130, c.season.ridges[2])
    c.box(w * 0.3, h * 0.22, w * 1.0, h * 0.64, rgb("#c9b79c"))
    for number in range(4):
        left = w * (0.3 + 0.175 * number)
        c.shape([(left, h * 0.22), (left + w * 0.06, h * 0.13), (left + w * 0.175, h * 0.22)], rgb("#7f8b90"))
    for number in range(6):
        x = w * (0.34 + 0.11 * number)
        c.box(x, h * 0.3, x + w * 0.065, h * 0.42, rgb("#ffe0a0") if number != 3 else rgb("#ff9a4c"))
        c.glow(x + w * 0.032, h * 0.36, 60 if number != 3 else 110, (255, 200, 120) if number != 3 else (255, 130, 60))
    for puff in range(12):
        c.oval(
            w * 0.72 + puff * 16 + c.rng.uniform(-20, 20),
            h * 0.28 - puff * 26,
            40 + puff * 7,
            30 + puff * 5,
            (120, 122, 130, 70),
        )
    c.fade(h * 0.64, h, rgb("#a9a294"), rgb("#8a8376"))
    c.shadow(w * 0.17, h * 0.83, 280)
    c.box(w * 0.02, h * 0.56, w * 0.32, h * 0.78, rgb("#c8322a"), 14)
    c.box(w * 0.24, h * 0.49, w * 0.36, h * 0.78, rgb("#d9433a"), 18)
    c.box(w * 0.27, h * 0.53, w * 0.345, h * 0.63, rgb("#a9cbd6"), 8)
    c.box(w * 0.02, h * 0.685, w * 0.36, h * 0.705, rgb("#f3ead2"))
    c.box(w * 0.27, h * 0.468, w * 0.32, h * 0.492, rgb("#5aa0ff"), 6)
    c.glow(w * 0.295, h * 0.47, 90, (90, 150, 255))
    for number in range(3):
        c.box(w * (0.035 + 0.066 * number), h * 0.59, w * (0.09 + 0.066 * number), h * 0.66, rgb("#e8e4d8"), 4)
    for x in (0.08, 0.29):
        c.oval(w * x, h * 0.79, 56, 56, rgb("#2d3035"))
        c.oval(w * x, h * 0.79, 24, 24, rgb("#b9bec2"))
    c.stroke([(w * 0.34, h * 0.76), (w * 0.4, h * 0.9), (w * 0.5, h * 0.86), (w * 0.56, h * 0.72)], 15, rgb("#e6d9b4"))
    suit = rgb("#d98a2c")
    for number, x in enumerate(spread(c, s.people, 0.38, 0.9, 0.04)):
        person(c, x, h * (0.88 + 0.03 * (number % 2)), h * 0.33, pose="carry" if number < 3 else "walk", shirt=suit if number < 3 else BLUE_SHIRT, hat="helmet", facing=1)  # fmt: skip
    jet = [(w * 0.62, h * 0.7), (w * 0.68, h * 0.5), (w * 0.7, h * 0.4)]
    c.stroke(jet, 15, (215, 235, 250, 210))
    for _ in range(40):
        c.oval(w * 0.7 + c.rng.uniform(-60, 60), h * 0.38 + c.rng.uniform(-60, 50), 6, 6, (230, 244, 255, 150))


def vaccination(c: Canvas, s: Scene) -> None:
    """A table with vaccines under a great tree, nurses and villagers, stilt houses behind."""
    w, h = c.width, c.height
    c.land(h * 0.46, height=330, waves=4)
    for x in (0.62, 0.82):
        house(c, w * x, h * 0.55, w * 0.14, roof=rgb("#8f7448"), wall=rgb("#b58a5c"))
    c.fade(h * 0.6, h, mix(c.season.grass, rgb("#c9a873"), 0.5), rgb("#b08f60"))
    tree(c, w * 0.24, h * 0.72, h * 0.74, "round")
    c.oval(w * 0.3, h * 0.78, w * 0.3, h * 0.06, (60, 60, 40, 50))
    bunting(c, w * 0.3, w * 1.0, h * 0.2, 60, 28)
    for number, x in enumerate(spread(c, s.people, 0.44, 0.94, 0.08)):
        person(c, x, h * (0.88 + 0.03 * (number % 2)), h * 0.33, hat=("cone", "", "cap")[number % 3], dress=number % 2 == 0, facing=-1, shirt=(rgb("#35406b"), rgb("#b0455b"), rgb("#4b7d8c"))[number % 3])  # fmt: skip
    person(c, w * 0.14, h * 0.82, h * 0.34, pose="reach", shirt=WHITE_COAT, facing=1, dress=True)
    person(c, w * 0.33, h * 0.82, h * 0.34, pose="carry", shirt=rgb("#5fa59a"), facing=1)
    table(c, w * 0.07, w * 0.4, h * 0.76, h * 0.92, rgb("#f3f4ef"))
    c.box(w * 0.1, h * 0.68, w * 0.19, h * 0.75, rgb("#3f8fae"), 10)
    c.box(w * 0.095, h * 0.672, w * 0.195, h * 0.695, rgb("#f6f6f1"), 6)
    for half_wide, half_tall in ((20, 7), (7, 20)):
        c.box(
            w * 0.145 - half_wide, h * 0.722 - half_tall, w * 0.145 + half_wide, h * 0.722 + half_tall, rgb("#f6f6f1")
        )
    for number in range(6):
        x = w * (0.23 + 0.026 * number)
        c.box(x - 9, h * 0.715, x + 9, h * 0.75, mix(rgb("#bfe0ea"), (255, 255, 255), 0.3), 5)
        c.box(x - 6, h * 0.703, x + 6, h * 0.717, RED if number % 2 else rgb("#3f6f9f"), 2)
    lamp_free = c.rng.uniform(0.86, 0.94)
    flag(c, w * lamp_free, h * 0.64, h * 0.3, wide=96)


WORKSHOPS: dict[str, Draw] = {
    "factory": factory,
    "pottery": pottery,
    "house_building": house_building,
    "fire_drill": fire_drill,
    "vaccination": vaccination,
}
