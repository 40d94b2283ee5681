"""Scenes on the river: the bridge, boats, flood, dykes, cleaning up."""

import math

from documents.demo.canvas import Canvas, Colour, darker, lighter, mix, rgb
from documents.demo.figures import GREEN_UNIFORM, flag, grove, house, person, tree
from documents.demo.scenes.base import Draw, Scene, spread


def _water(c: Canvas, top: float, bottom: float, colour: Colour) -> None:
    """Fill the width with water and draw the light on its waves."""
    c.fade(top, bottom, lighter(colour, 0.3), darker(colour, 0.1))
    for _ in range(90):
        share = c.rng.random() ** 1.4
        y = top + (bottom - top) * share
        x = c.rng.uniform(-40, c.width)
        long = 24 + 130 * share
        c.stroke([(x, y), (x + long, y)], 2 + 3 * share, (255, 255, 255, 60 + round(30 * share)))


def _boat(c: Canvas, x: float, y: float, long: float, colour: Colour) -> None:
    """Draw a wooden boat whose water line is at ``y``."""
    c.oval(x, y + long * 0.04, long * 0.56, long * 0.05, (20, 40, 60, 60))
    c.shape([(x - long * 0.56, y - long * 0.13), (x + long * 0.56, y - long * 0.13), (x + long * 0.4, y + long * 0.04), (x - long * 0.4, y + long * 0.04)], colour)  # fmt: skip
    c.shape([(x - long * 0.56, y - long * 0.13), (x + long * 0.56, y - long * 0.13), (x + long * 0.53, y - long * 0.095), (x - long * 0.53, y - long * 0.095)], lighter(colour, 0.3))  # fmt: skip


def river_bridge(c: Canvas, s: Scene) -> None:
    """An arched bridge over the river, an embankment with railings and walkers. ``boats``: how many on the water."""
    w, h = c.width, c.height
    c.land(h * 0.42, height=220)
    for number in range(7):
        house(c, w * (0.02 + number * 0.145), h * 0.455, w * 0.085)
    river = {"dusk": rgb("#8da6b8"), "overcast": rgb("#93a6ab"), "dawn": rgb("#a8bfc4")}.get(c.time, rgb("#6fa5b8"))
    _water(c, h * 0.455, h * 0.84, river)
    deck = h * 0.44
    stone = c.rng.choice((rgb("#d9cbb3"), rgb("#c9c6bd"), rgb("#d8b59c")))
    spans = c.rng.choice((3, 4, 5))
    for number in range(spans):
        left, right = w * number / spans, w * (number + 1) / spans
        inside, outside = left + (right - left) * 0.09, right - (right - left) * 0.09
        arch = [
            (inside + (outside - inside) * k / 14, h * 0.56 - h * 0.085 * math.sin(math.pi * k / 14)) for k in range(15)
        ]
        inner = [(inside, h * 0.62), *arch, (outside, h * 0.62)]
        c.shape([(left, deck), (right, deck), (right, h * 0.62), *reversed(inner), (left, h * 0.62)], stone)
        c.stroke(inner, 5, darker(stone, 0.22))
        c.oval(left + (right - left) * 0.5, h * 0.64, (right - left) * 0.36, h * 0.01, (255, 255, 255, 60))
    c.box(0, deck - 16, w, deck + 10, darker(stone, 0.14))
    for post in range(0, round(w), 44):
        c.box(post, deck - 46, post + 7, deck - 14, darker(stone, 0.05))
    c.box(0, deck - 54, w, deck - 44, darker(stone, 0.05))
    boats = s.options.get("boats", 2)
    for number in range(boats if isinstance(boats, int) else 2):
        x, y = w * (0.2 + 0.27 * number + c.rng.uniform(-0.04, 0.04)), h * (0.66 + 0.06 * (number % 2))
        person(c, x - 30, y + 22, h * 0.15, pose="reach", hat="cone")
        _boat(c, x, y + 10, 210, c.rng.choice((rgb("#7b5236"), rgb("#5d4a3c"), rgb("#93653f"))))
        c.stroke([(x + 20, y - 60), (x + 96, y + 34)], 6, rgb("#8a6a48"))
    c.box(0, h * 0.82, w, h, rgb("#cfc4b0"))
    for joint in range(0, round(w), 90):
        c.box(joint, h * 0.9, joint + 86, h * 0.904, (150, 138, 120, 120))
    for number, x in enumerate(spread(c, s.people, 0.1, 0.9, 0.15)):
        person(c, x, h * (0.93 + 0.03 * (number % 2)), h * 0.25, pose="walk", facing=1 if number % 2 else -1, hat="cone" if number % 3 == 1 else "")  # fmt: skip
    for post in range(20, round(w), 120):
        c.stroke([(post, h * 0.76), (post, h * 0.83)], 9, rgb("#8f9a98"))
    for y in (0.765, 0.795):
        c.stroke([(0, h * y), (w, h * y)], 7, rgb("#a9b3b0"))
    tree(c, w * 0.95, h * 0.98, h * 0.5, "round")


def boat_trip(c: Canvas, s: Scene) -> None:
    """A covered boat with visitors on a calm river between bamboo banks."""
    w, h = c.width, c.height
    c.land(h * 0.44, height=300, waves=4.5)
    grove(c, h * 0.47, [(w * 0.05 + w * 0.09 * n, 130 + 40 * (n % 3)) for n in range(11)], ("bamboo", "round", "palm"))
    _water(c, h * 0.47, h, rgb("#6faaa6"))
    for number in range(11):
        c.oval(w * (0.05 + 0.09 * number), h * 0.5, 70, 26, (*darker(c.season.crowns[number % 2], 0.1), 70))
    long = w * 0.6
    x, y = w * 0.48, h * 0.78
    for number, place in enumerate(spread(c, s.people, 0.3, 0.66, 0.05)):
        person(c, place, y - 52, h * 0.27, pose="sit", facing=1, hat="cone" if number % 2 else "")
    for share in (-0.32, -0.06, 0.2):
        c.stroke([(x + long * share, y - 80), (x + long * share, y - h * 0.31)], 9, rgb("#6b4a32"))
    c.shape([(x - long * 0.4, y - h * 0.29), (x - long * 0.3, y - h * 0.36), (x + long * 0.2, y - h * 0.36), (x + long * 0.29, y - h * 0.29)], rgb("#c9573f"))  # fmt: skip
    c.box(x - long * 0.4, y - h * 0.295, x + long * 0.29, y - h * 0.28, rgb("#e0a83e"))
    _boat(c, x, y, long * 0.95, rgb("#8a5a3a"))
    person(c, x + long * 0.37, y - 74, h * 0.26, pose="reach", hat="cone", facing=-1)
    c.stroke([(x + long * 0.28, y - h * 0.3), (x + long * 0.5, y + h * 0.06)], 9, rgb("#a07a4c"))
    flag(c, x - long * 0.46, y - 90, h * 0.22, wide=80)
    for number in range(7):
        lx, ly = w * c.rng.uniform(0.03, 0.95), h * c.rng.uniform(0.88, 0.98)
        c.oval(lx, ly, 52, 13, rgb("#5f9a5a"))
        if number % 2:
            c.oval(lx, ly - 14, 13, 15, rgb("#eab0bd"))


def flood_boat(c: Canvas, s: Scene) -> None:
    """A rescue by boat in flooded lanes at night: life jackets, torches, lit windows above the water."""
    w, h = c.width, c.height
    c.sky(h * 0.5)
    c.ridge(h * 0.5, 150, darker(c.season.ridges[2], 0.3))
    for x, y, wide in ((0.02, 0.56, 0.2), (0.3, 0.53, 0.15), (0.56, 0.54, 0.16), (0.78, 0.58, 0.22)):
        house(c, w * x, h * y, w * wide)
    grove(c, h * 0.57, [(w * 0.26, 230), (w * 0.53, 200), (w * 0.75, 250)], ("palm", "round", "bamboo"))
    _water(c, h * 0.53, h, rgb("#8a8f86"))
    for x, y, wide in ((0.1, 0.6, 0.14), (0.37, 0.57, 0.1), (0.63, 0.58, 0.11), (0.88, 0.62, 0.14)):
        c.oval(w * x, h * y, w * wide * 0.5, 22, (255, 214, 130, 60))
    x, y, long = w * 0.5, h * 0.82, w * 0.56
    orange = rgb("#f08a34")
    for number, place in enumerate(spread(c, max(2, s.people - 1), 0.34, 0.66, 0.05)):
        person(c, place, y - 72, h * (0.27 if number % 2 else 0.3), pose="sit", shirt=orange if number % 2 else rgb("#b0556b"), facing=1 if number % 2 else -1)  # fmt: skip
    hand = person(c, x + long * 0.36, y - 40, h * 0.34, pose="reach", shirt=orange, hat="helmet")
    person(c, x - long * 0.36, y - 40, h * 0.33, pose="carry", shirt=orange, hat="helmet")
    _boat(c, x, y, long, rgb("#6f8794"))
    c.stroke([(x - long * 0.2, y - h * 0.2), (x - long * 0.5, y + h * 0.05)], 9, rgb("#a07a4c"))
    c.shape([hand, (w * 1.02, hand[1] - 30), (w * 1.02, hand[1] + 150)], (255, 244, 190, 70))
    c.glow(hand[0], hand[1], 60)
    for _ in range(130 if c.season_name == "autumn" else 40):
        rx, ry = c.rng.uniform(0, w), c.rng.uniform(0, h * 0.95)
        c.stroke([(rx, ry), (rx - 9, ry + 34)], 2, (225, 235, 245, 90))


def river_dyke(c: Canvas, s: Scene) -> None:
    """People passing sandbags to raise a river bank."""
    w, h = c.width, c.height
    c.land(h * 0.4, height=180)
    _water(c, h * 0.42, h * 0.64, rgb("#a08d6e"))
    grove(c, h * 0.44, [(w * 0.08, 120), (w * 0.55, 110), (w * 0.9, 150)], ("bamboo", "round", "palm"))
    c.shape([(0, h * 0.62), (w * 0.5, h * 0.58), (w, h * 0.6), (w, h), (0, h)], rgb("#a98b62"))
    c.shape([(0, h * 0.78), (w, h * 0.74), (w, h), (0, h)], rgb("#947650"))
    bag = rgb("#d8cdb2")
    for row in range(4):
        for number in range(15 - row):
            x = w * (0.03 + 0.066 * number + 0.033 * row)
            y = h * (0.635 - row * 0.034) - 10 * math.sin(number * 0.4)
            tone = mix(bag, rgb("#b9a984"), c.rng.random() * 0.7)
            c.box(x - 50, y - 20, x + 50, y + 22, darker(tone, 0.18), 18)
            c.box(x - 48, y - 21, x + 48, y + 16, tone, 17)
    shirts = (GREEN_UNIFORM, rgb("#2f62a3"), GREEN_UNIFORM, rgb("#c4553f"), GREEN_UNIFORM, rgb("#e0a83e"))
    for number, x in enumerate(spread(c, s.people, 0.06, 0.94, 0.05)):
        hand = person(c, x, h * (0.86 + 0.03 * (number % 2)), h * 0.34, pose="carry" if number % 3 else "bend", shirt=shirts[number % 6], hat=("cap", "helmet", "", "cone")[number % 4])  # fmt: skip
        if number % 3:
            c.box(hand[0] - 50, hand[1] - 26, hand[0] + 44, hand[1] + 22, mix(bag, (120, 100, 70), 0.12), 18)
    for number in range(6):
        x = w * (0.08 + 0.17 * number)
        c.box(x - 56, h * 0.94, x + 56, h * 0.985, darker(bag, 0.06 * (number % 3)), 20)


def clean_up(c: Canvas, s: Scene) -> None:
    """Neighbours sweeping a lane. ``place`` "river": the steps down to the water."""
    w, h = c.width, c.height
    c.land(h * 0.42, height=190)
    for x, wide in ((0.0, 0.2), (0.24, 0.17), (0.8, 0.22)):
        house(c, w * x, h * 0.58, w * wide)
    grove(c, h * 0.58, [(w * 0.22, 230), (w * 0.78, 260)], ("palm", "round"))
    if s.options.get("place") == "river":
        _water(c, h * 0.46, h * 0.62, rgb("#8f9a8c"))
        for step in range(6):
            top = h * (0.6 + step * 0.035)
            c.box(w * (0.3 - 0.03 * step), top, w * (0.74 + 0.03 * step), top + h * 0.04, mix(rgb("#b9b2a4"), rgb("#8d8576"), step % 2 * 0.6))  # fmt: skip
    c.shape([(0, h * 0.72), (w * 0.4, h * 0.7), (w, h * 0.74), (w, h), (0, h)], rgb("#c3b59b"))
    for _ in range(16):
        c.oval(
            w * c.rng.random(),
            h * c.rng.uniform(0.78, 0.98),
            c.rng.uniform(30, 110),
            c.rng.uniform(6, 18),
            (120, 96, 66, 110),
        )
    for number, x in enumerate(spread(c, s.people, 0.08, 0.86, 0.1)):
        facing = 1 if number % 2 == 0 else -1
        y = h * (0.86 + 0.04 * (number % 3))
        hand = person(
            c,
            x,
            y,
            h * 0.32,
            pose="reach" if number % 3 else "bend",
            facing=facing,
            hat=("cone", "", "cap")[number % 3],
        )
        c.stroke([(hand[0] - facing * 26, hand[1] - 90), (hand[0] + facing * 66, y - 8)], 7, rgb("#a07a4c"))
        for bristle in range(7):
            c.stroke(
                [(hand[0] + facing * 60, y - 30), (hand[0] + facing * (44 + bristle * 9), y + 8)], 3, rgb("#7d6a45")
            )
    c.shadow(w * 0.91, h * 0.93, 110)
    c.box(w * 0.85, h * 0.8, w * 0.97, h * 0.89, rgb("#4f8f6d"), 8)
    for x in (0.87, 0.95):
        c.oval(w * x, h * 0.91, 28, 28, rgb("#3a3d42"))
    for number in range(5):
        c.oval(w * (0.87 + 0.02 * number), h * 0.795, 30, 24, rgb(("#7a6a50", "#8c9a6a", "#6b5a44")[number % 3]))


WATER: dict[str, Draw] = {
    "river_bridge": river_bridge,
    "boat_trip": boat_trip,
    "flood_boat": flood_boat,
    "river_dyke": river_dyke,
    "clean_up": clean_up,
}
