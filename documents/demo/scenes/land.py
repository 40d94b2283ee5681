"""Scenes of fields and hills: roads, terraces, tea, trees, harvest."""

import math

from documents.demo.canvas import Canvas, Colour, darker, lighter, mix, rgb
from documents.demo.figures import STRAW, flag, grove, house, person, tree
from documents.demo.scenes.base import Draw, Scene, spread


def village_road(c: Canvas, s: Scene) -> None:
    """A concrete road climbing between houses and trees. With ``works``: a mixer and fresh stakes beside it."""
    w, h = c.width, c.height
    horizon = h * 0.46
    c.land(horizon, height=210)
    for x, y, wide in ((0.08, 0.55, 0.17), (0.72, 0.54, 0.16), (0.28, 0.5, 0.1)):
        house(c, w * x, h * y, w * wide)
    grove(c, h * 0.55, [(w * 0.03, 190), (w * 0.62, 150), (w * 0.94, 230)], ("palm", "round", "bamboo"))
    left = [(0.5, 0.47), (0.53, 0.52), (0.44, 0.6), (0.32, 0.75), (0.16, 1.01)]
    right = [(0.74, 1.01), (0.62, 0.75), (0.56, 0.6), (0.6, 0.52), (0.515, 0.47)]
    c.shape([(w * x, h * y) for x, y in (*left, *right)], rgb("#d8d2c4"))
    edges = ([(w * x, h * y) for x, y in left], [(w * x, h * y) for x, y in right])
    for edge in edges:
        c.stroke(edge, 9, rgb("#bdb5a4"))
    for number in range(5):
        y = h * (0.62 + number * 0.085)
        c.stroke([(w * (0.43 - number * 0.045), y), (w * (0.57 + number * 0.026), y)], 2, (160, 150, 134, 130))
    if s.has("works"):
        c.shadow(w * 0.83, h * 0.83, 130)
        c.box(w * 0.79, h * 0.765, w * 0.87, h * 0.8, rgb("#7a828a"), 6)
        c.oval(w * 0.83, h * 0.74, 92, 66, rgb("#e0913a"))
        c.oval(w * 0.872, h * 0.715, 34, 30, rgb("#5a5f66"))
        for x in (0.795, 0.865):
            c.oval(w * x, h * 0.815, 26, 26, rgb("#3a3d42"))
        c.shape([(w * 0.9, h * 0.85), (w * 0.96, h * 0.78), (w * 1.02, h * 0.85)], rgb("#b9ad97"))
    for number, x in enumerate(spread(c, s.people, 0.3, 0.6, 0.2)):
        y = h * (0.74 + 0.07 * (number % 3))
        person(c, x, y, h * (0.19 + 0.03 * (number % 3)), pose="walk", hat="cone" if number % 2 == 0 else "", facing=-1 if number % 2 else 1)  # fmt: skip
    grove(c, h * 0.9, [(w * 0.03, 300), (w * 0.95, 220)], ("round", "round"))
    _flowers(c, 0.93)


def _flowers(c: Canvas, top: float) -> None:
    """Scatter small flowers along the lower edge."""
    colours = (rgb("#f4e8b0"), rgb("#e58a6b"), rgb("#f6f3ea"))
    for _ in range(70):
        x, y = c.rng.uniform(0, c.width), c.height * c.rng.uniform(top, 1)
        if c.width * 0.14 < x < c.width * 0.76:
            continue
        c.stroke([(x, y), (x + 3, y - 18)], 3, darker(c.season.grass, 0.3))
        c.oval(x + 3, y - 20, 6, 5, c.rng.choice(colours))


def terraces(c: Canvas, s: Scene) -> None:
    """Rice terraces stepping down a mountain side, a stilt house, people on the banks."""
    w, h = c.width, c.height
    c.land(h * 0.4, height=260)
    gold: tuple[Colour, ...] = {
        "autumn": (rgb("#e2b84a"), rgb("#d4a63f"), rgb("#ecc964")),
        "spring": (rgb("#9ec7cf"), rgb("#b5d6d6"), rgb("#8fbf8a")),
        "winter": (rgb("#b7a680"), rgb("#a89872"), rgb("#c5b692")),
    }.get(c.season_name, (rgb("#8cbf5a"), rgb("#7bb14e"), rgb("#a2cc6c")))
    steps = 13
    for step in range(steps):
        share = step / (steps - 1)
        y = h * (0.42 + 0.52 * share**1.25)
        amplitude = 18 + 58 * share
        phase = 0.8 + step * 0.42
        crest = [
            (float(x), y + amplitude * math.sin(x / w * 5.2 + phase) + amplitude * 0.4 * math.sin(x / w * 11 + step))
            for x in range(0, round(w) + 16, 16)
        ]
        thick = 8 + 12 * share
        c.shape([(0, h), *[(x, top - thick) for x, top in crest], (w, h)], darker(c.season.grass, 0.22))
        c.shape([(0, h), *crest, (w, h)], mix(gold[step % 3], (120, 90, 40), 0.1 * (step % 2)))
        if step > 4:
            for x, top in crest[::3]:
                c.stroke([(x, top + 22), (x + 6, top + 8)], 3, (255, 250, 210, 70))
    _stilt_house(c, w * 0.7, h * 0.56, w * 0.17)
    grove(c, h * 0.57, [(w * 0.66, 150), (w * 0.92, 190)], ("bamboo", "palm"))
    for number, x in enumerate(spread(c, s.people, 0.2, 0.5, 0.1)):
        person(c, x, h * (0.8 + 0.05 * number), h * 0.17, pose="bend" if number % 2 else "walk", hat="cone", dress=True)
    tree(c, w * 0.04, h * 0.98, 400, "round")


def _stilt_house(c: Canvas, x: float, foot: float, wide: float) -> None:
    """Draw a thatched house on stilts."""
    for share in (0.08, 0.36, 0.64, 0.92):
        c.stroke([(x + wide * share, foot), (x + wide * share, foot - wide * 0.3)], 9, rgb("#6b4a32"))
    c.box(x, foot - wide * 0.52, x + wide, foot - wide * 0.26, rgb("#a87a4e"))
    for share in (0.14, 0.44, 0.74):
        c.box(x + wide * share, foot - wide * 0.46, x + wide * (share + 0.13), foot - wide * 0.32, rgb("#4f3726"))
    c.shape([(x - wide * 0.14, foot - wide * 0.46), (x + wide * 0.18, foot - wide * 0.92), (x + wide * 0.82, foot - wide * 0.92), (x + wide * 1.14, foot - wide * 0.46)], rgb("#8f7448"))  # fmt: skip
    for share in (0.1, 0.35, 0.6, 0.85):
        c.stroke(
            [(x + wide * share, foot - wide * 0.48), (x + wide * (0.3 + share * 0.42), foot - wide * 0.9)],
            3,
            rgb("#7a6239"),
        )
    c.stroke([(x + wide * 0.2, foot), (x + wide * 0.34, foot - wide * 0.28)], 6, rgb("#6b4a32"))


def tea_hill(c: Canvas, s: Scene) -> None:
    """Round hills ribbed with rows of tea, pickers with baskets."""
    w, h = c.width, c.height
    c.land(h * 0.42, height=230)
    green = mix(rgb("#5d9a48"), c.season.grass, 0.25)
    mounds = (
        (c.rng.uniform(0.18, 0.34), 0.62, 0.5, 0.2),
        (c.rng.uniform(0.68, 0.84), 0.64, 0.5, 0.22),
        (c.rng.uniform(0.44, 0.58), 0.86, 0.85, 0.3),
    )
    for layer, (middle, foot, half, tall) in enumerate(mounds):
        base = mix(green, (255, 255, 255), 0.12 - 0.06 * layer)
        for row in range(9):
            share = 1 - row / 9
            colour = darker(base, 0.2) if row % 2 == 0 else base
            c.oval(w * middle, h * (foot + 0.3), w * half * (0.25 + 0.75 * share), h * (tall + 0.3) * (0.2 + 0.8 * share), colour)  # fmt: skip
    for row in range(7):
        y = h * (0.8 + row * 0.034)
        tone = darker(green, 0.05 + 0.05 * (row % 2))
        c.stroke([(0, y + 26), (w * 0.5, y), (w, y + 30)], 30, darker(tone, 0.22))
        c.stroke([(0, y + 14), (w * 0.5, y - 12), (w, y + 18)], 26, tone)
        for leaf in range(0, round(w), 26):
            c.oval(leaf + c.rng.uniform(-6, 6), y - 12 + 28 * abs(leaf / w - 0.5) * 2 + c.rng.uniform(-6, 4), 14, 8, lighter(tone, 0.08 + 0.1 * c.rng.random()))  # fmt: skip
        for number, x in enumerate(spread(c, s.people, 0.08, 0.92, 0.15)):
            if number % 3 == row % 3 and row in (1, 2, 3):
                facing = 1 if number % 2 else -1
                person(c, x, y + 40, h * (0.2 + 0.025 * row), pose="carry", hat="cone", facing=facing, dress=True)
                c.shape([(x - facing * 56, y - 76), (x - facing * 12, y - 76), (x - facing * 20, y - 14), (x - facing * 48, y - 14)], rgb("#b98d55"))  # fmt: skip
    grove(c, h * 0.52, [(w * 0.06, 130), (w * 0.94, 150)], ("pine", "round"))


def tree_planting(c: Canvas, s: Scene) -> None:
    """People planting saplings along a slope."""
    w, h = c.width, c.height
    c.land(h * 0.44, height=200)
    grove(c, h * 0.5, [(w * 0.1, 120), (w * 0.32, 100), (w * 0.66, 110), (w * 0.9, 140)], ("pine", "round"))
    flag(c, w * 0.86, h * 0.66, h * 0.3, wide=110)
    c.shape(
        [(0, h * 0.7), (w * 0.4, h * 0.62), (w, h * 0.72), (w, h), (0, h)], mix(c.season.grass, rgb("#a5794e"), 0.45)
    )
    for row in range(3):
        y = h * (0.72 + row * 0.1)
        for number in range(6 - row):
            x = w * ((number + 0.5 + 0.3 * (row % 2)) / (6 - row))
            c.oval(x, y + 8, 50 + 8 * row, 15 + 3 * row, rgb("#7b5536"))
            c.oval(x, y + 4, 36 + 6 * row, 9 + 2 * row, rgb("#96693f"))
            tree(c, x, y + 4, 92 + 30 * row, "sapling", rgb("#5f9f4d"))
            c.stroke([(x + 22, y + 6), (x + 14, y - 92 - 26 * row)], 5, rgb("#c9a56d"))
    poses = ("bend", "reach", "carry", "bend", "walk", "stand")
    hats = ("cone", "", "cap", "", "cone", "")
    for number, x in enumerate(spread(c, s.people, 0.08, 0.8, 0.12)):
        y = h * (0.79 + 0.085 * (number % 3))
        hand = person(c, x, y, h * (0.25 + 0.03 * (number % 3)), pose=poses[number % 6], hat=hats[number % 6], facing=1 if number % 2 == 0 else -1)  # fmt: skip
        if poses[number % 6] == "reach":
            c.stroke([(hand[0] - 20, hand[1] - 60), (hand[0] + 26, y + 6)], 8, rgb("#8a6a48"))
            c.shape([(hand[0] + 10, y - 24), (hand[0] + 42, y - 30), (hand[0] + 32, y + 18)], rgb("#8d949a"))
        elif poses[number % 6] == "carry":
            c.shape([(hand[0] - 26, hand[1] - 4), (hand[0] + 26, hand[1] - 4), (hand[0] + 20, hand[1] + 40), (hand[0] - 20, hand[1] + 40)], rgb("#4b7d8c"))  # fmt: skip


def harvest(c: Canvas, s: Scene) -> None:
    """Reaping a ripe field under heavy clouds, sheaves in the foreground."""
    w, h = c.width, c.height
    c.land(h * 0.42, height=170)
    for x in (0.16, 0.5, 0.78):
        c.cloud(w * x, h * 0.16, 210)
    house(c, w * 0.72, h * 0.5, w * 0.12)
    grove(c, h * 0.5, [(w * 0.6, 150), (w * 0.66, 170), (w * 0.9, 160), (w * 0.06, 200)], ("bamboo", "palm", "round"))
    gold = rgb("#dfb24a")
    c.fade(h * 0.5, h, lighter(gold, 0.1), darker(gold, 0.12))
    for row in range(16):
        share = row / 15
        y = h * (0.51 + 0.46 * share**1.3)
        tall = 14 + 46 * share
        cut = w * (0.56 - 0.2 * share)
        for x in range(0, round(cut), round(9 + 11 * share)):
            sway = c.rng.uniform(-5, 9)
            c.stroke(
                [(x, y + tall * 0.4), (x + sway, y - tall * 0.6)],
                2.5 + 3 * share,
                mix(gold, (255, 240, 170), c.rng.random() * 0.5),
            )
            c.oval(x + sway + 3, y - tall * 0.62, 3 + 4 * share, 5 + 7 * share, darker(gold, 0.14))
        for x in range(round(cut), round(w), round(26 + 16 * share)):
            c.stroke([(x, y + 8), (x + 3, y - 6 - 8 * share)], 3, darker(gold, 0.3))
    poses = ("bend", "bend", "carry", "walk", "bend")
    for number, x in enumerate(spread(c, s.people, 0.4, 0.92, 0.1)):
        y = h * (0.72 + 0.08 * (number % 3))
        hand = person(c, x, y, h * (0.24 + 0.03 * (number % 3)), pose=poses[number % 5], hat="cone", facing=-1)
        if poses[number % 5] == "carry":
            c.oval(hand[0] - 14, hand[1], 56, 24, STRAW)
    for x, y in ((0.62, 0.95), (0.8, 0.9), (0.93, 0.97)):
        c.shadow(w * x, h * y, 74)
        for lean in range(-5, 6):
            c.stroke(
                [(w * x + lean * 5, h * y), (w * x + lean * 13, h * y - 120)], 9, mix(gold, STRAW, (lean + 5) / 10)
            )
        c.stroke([(w * x - 34, h * y - 52), (w * x + 34, h * y - 52)], 10, darker(gold, 0.34))


LAND: dict[str, Draw] = {
    "village_road": village_road,
    "terraces": terraces,
    "tea_hill": tea_hill,
    "tree_planting": tree_planting,
    "harvest": harvest,
}
