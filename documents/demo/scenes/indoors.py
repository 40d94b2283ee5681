"""Scenes in rooms: meetings, voting, reading, learning, gifts, counters."""

from documents.demo.canvas import Canvas, darker, lighter, mix, rgb
from documents.demo.figures import (
    BLUE_SHIRT,
    CLOTHES,
    GREY_HAIR,
    HAIRS,
    RED,
    SKINS,
    WHITE_COAT,
    WOOD,
    YELLOW,
    bunting,
    lamp,
    person,
    pot,
    room,
    table,
    wall_flag,
    window,
)
from documents.demo.scenes.base import Draw, Scene, spread


def _audience(c: Canvas, top: float, rows: int, seats: int) -> None:
    """Draw rows of people from behind, the nearest row largest."""
    for row in range(rows):
        share = (row + 1) / rows
        size = 32 + 34 * share
        y = top + (c.height - top) * (0.1 + 0.86 * share**1.15)
        count = seats - row
        for number in range(count):
            x = c.width * (number + 0.5 + (row % 2) * 0.3) / (count + 0.2)
            if abs(x - c.width / 2) < size * 0.9:
                continue
            shirt = c.rng.choice(CLOTHES)
            hair = c.rng.choice((*HAIRS, GREY_HAIR))
            c.box(x - size * 1.0, y + size * 0.75, x + size * 1.0, y + size * 4, shirt, size * 0.7)
            c.box(x - size * 0.22, y + size * 0.3, x + size * 0.22, y + size * 1.0, c.rng.choice(SKINS))
            c.oval(x, y, size * 0.56, size * 0.66, hair)
            c.box(x - size * 1.12, y + size * 1.75, x + size * 1.12, y + size * 4.4, darker(WOOD, 0.1 * (row % 2)), 10)


def hall(c: Canvas, s: Scene) -> None:
    """A meeting: rows of seats, a stage with the flag, a speaker. With ``tables``: round tables instead of rows."""
    w, h = c.width, c.height
    floor = h * 0.52
    wall = c.rng.choice((rgb("#ead9bd"), rgb("#dfe3d8"), rgb("#e7d3c4")))
    room(c, floor, wall, rgb("#b98f68"))
    for left in (0.05, 0.82):
        window(c, w * left, h * 0.14, w * 0.13, h * 0.2)
    c.box(w * 0.28, h * 0.06, w * 0.72, floor - 18, rgb("#a8322c"))
    for number in range(12):
        x = w * (0.28 + 0.44 * number / 12)
        c.box(x, h * 0.06, x + w * 0.012, floor - 18, rgb("#942a26"))
    c.box(w * 0.27, h * 0.05, w * 0.73, h * 0.085, rgb("#c9a24b"))
    wall_flag(c, w * 0.5, h * 0.2, w * 0.15)
    c.box(w * 0.2, floor - 26, w * 0.8, floor + 18, darker(rgb("#b98f68"), 0.3))
    person(c, w * 0.62, floor - 22, h * 0.28, pose="reach", shirt=rgb("#f3efe6"), facing=-1)
    c.box(w * 0.555, floor - h * 0.14, w * 0.61, floor - 22, WOOD, 8)
    pot(c, w * 0.24, floor + 14, 52)
    pot(c, w * 0.77, floor + 14, 52)
    if not s.has("tables"):
        _audience(c, floor + 10, 4, 9 if s.people < 16 else 11)
        return
    for x, y, size in ((0.22, 0.66, 0.9), (0.78, 0.66, 0.9), (0.5, 0.72, 0.95), (0.24, 0.88, 1.2), (0.77, 0.9, 1.2)):
        seats = ((-1.1, 1), (-0.4, 1), (0.4, -1), (1.1, -1))
        for dx, facing in seats[: 4 if size > 0.92 else 3]:
            person(c, w * x + dx * 92 * size, h * y + 10, 290 * size, pose="sit", facing=facing)
        c.shadow(w * x, h * y + 74 * size, 170 * size)
        c.box(w * x - 9, h * y, w * x + 9, h * y + 76 * size, darker(WOOD, 0.3))
        c.oval(w * x, h * y, 150 * size, 40 * size, darker(WOOD, 0.1))
        c.oval(w * x, h * y - 8, 150 * size, 40 * size, lighter(WOOD, 0.25))
        for dx in (-70, 10, 66):
            c.shape([(w * x + dx * size, h * y - 14), (w * x + (dx + 34) * size, h * y - 18), (w * x + (dx + 40) * size, h * y - 4), (w * x + (dx + 6) * size, h * y)], rgb("#fbf8ef"))  # fmt: skip


def ballot(c: Canvas, s: Scene) -> None:
    """Voters in a line before a ballot box."""
    w, h = c.width, c.height
    floor = h * 0.6
    room(c, floor, rgb("#e4e7d6"), rgb("#c9a57e"))
    bunting(c, 0, w, h * 0.05, 46, 34)
    wall_flag(c, w * 0.7, h * 0.22, w * 0.2)
    window(c, w * 0.08, h * 0.16, w * 0.16, h * 0.2)
    window(c, w * 0.32, h * 0.16, w * 0.16, h * 0.2)
    for x in (0.55, 0.9):
        pot(c, w * x, floor + 26, 64)
    foot = h * 0.84
    c.shadow(w * 0.72, foot, 150)
    c.box(w * 0.64, foot - h * 0.16, w * 0.8, foot, rgb("#8a5a3c"), 6)
    c.box(w * 0.65, foot - h * 0.36, w * 0.79, foot - h * 0.16, RED, 10)
    c.box(w * 0.64, foot - h * 0.375, w * 0.8, foot - h * 0.345, darker(RED, 0.2), 8)
    c.box(w * 0.695, foot - h * 0.368, w * 0.745, foot - h * 0.358, rgb("#3a1d1a"))
    c.star(w * 0.72, foot - h * 0.25, 46, YELLOW)
    for number, x in enumerate(spread(c, s.people - 1, 0.05, 0.52, 0.12)):
        person(c, x, foot + (number % 2) * 26, h * (0.37 + 0.02 * (number % 3)), hat="", dress=number % 3 == 1)
    hand = person(c, w * 0.585, foot + 12, h * 0.39, pose="reach", shirt=rgb("#7d5a86"), dress=True)
    c.shape([(hand[0], hand[1] - 14), (hand[0] + 44, hand[1] - 22), (hand[0] + 48, hand[1] + 10), (hand[0] + 4, hand[1] + 16)], rgb("#fffdf5"))  # fmt: skip
    person(c, w * 0.92, foot - 20, h * 0.37, shirt=WHITE_COAT, facing=-1)


def library(c: Canvas, s: Scene) -> None:
    """A reading room: shelves of books, children on cushions, a keeper."""
    w, h = c.width, c.height
    floor = h * 0.62
    room(c, floor, rgb("#f0e0c2"), rgb("#c69a6b"))
    spines = (*CLOTHES, rgb("#8fae6a"), rgb("#d8c07a"), rgb("#5a6a8f"))
    for left, right in ((0.04, 0.36), (0.64, 0.96)):
        c.box(w * left, h * 0.08, w * right, floor + 10, darker(WOOD, 0.16), 6)
        for shelf in range(4):
            top = h * (0.105 + shelf * 0.128)
            c.box(w * left + 14, top, w * right - 14, top + h * 0.108, darker(WOOD, 0.5))
            x = w * left + 20
            while x < w * right - 44:
                wide, tall = c.rng.uniform(13, 27), h * c.rng.uniform(0.066, 0.1)
                c.box(x, top + h * 0.108 - tall, x + wide, top + h * 0.108, c.rng.choice(spines))
                c.box(x, top + h * 0.108 - tall * 0.78, x + wide, top + h * 0.108 - tall * 0.7, (255, 255, 255, 90))
                x += wide + c.rng.choice((1, 1, 2, 12))
    window(c, w * 0.42, h * 0.14, w * 0.16, h * 0.26)
    c.oval(w * 0.5, h * 0.82, w * 0.42, h * 0.14, rgb("#b25b46"))
    c.oval(w * 0.5, h * 0.82, w * 0.37, h * 0.118, rgb("#d7a46a"))
    c.oval(w * 0.5, h * 0.82, w * 0.3, h * 0.092, rgb("#c98858"))
    person(c, w * 0.4, floor + 50, h * 0.38, pose="reach", shirt=rgb("#6d8f9c"), facing=-1, dress=True)
    for number, x in enumerate(spread(c, s.people - 1, 0.16, 0.88, 0.1)):
        y = h * (0.8 + 0.07 * (number % 2))
        facing = 1 if number % 2 == 0 else -1
        c.oval(x, y + 24, 66, 22, darker(CLOTHES[number % len(CLOTHES)], 0.1))
        hand = person(c, x, y, h * 0.27, pose="sit", facing=facing, age="young")
        c.shape([(hand[0] - 36, hand[1] - 30), (hand[0], hand[1] - 14), (hand[0] + 36, hand[1] - 30), (hand[0] + 36, hand[1] + 10), (hand[0], hand[1] + 24), (hand[0] - 36, hand[1] + 10)], rgb("#fdfaf0"))  # fmt: skip
        c.stroke([(hand[0], hand[1] - 12), (hand[0], hand[1] + 22)], 3, rgb("#cbbfa6"))


def phone_class(c: Canvas, s: Scene) -> None:
    """An evening lesson: old people at a long table, each with a telephone, young people beside them."""
    w, h = c.width, c.height
    floor = h * 0.56
    room(c, floor, rgb("#d9dcc9"), rgb("#b08a66"))
    for left in (0.06, 0.78):
        window(c, w * left, h * 0.12, w * 0.16, h * 0.22)
    for x in (0.3, 0.5, 0.7):
        lamp(c, w * x, h * 0.13)
    c.box(w * 0.34, h * 0.2, w * 0.66, h * 0.44, rgb("#f7f4ea"), 8)
    c.box(w * 0.455, h * 0.225, w * 0.545, h * 0.415, rgb("#39424f"), 12)
    c.box(w * 0.463, h * 0.24, w * 0.537, h * 0.395, rgb("#9fd0dc"), 6)
    c.oval(w * 0.5, h * 0.3, 26, 28, SKINS[0])
    c.box(w * 0.478, h * 0.335, w * 0.522, h * 0.39, rgb("#c4553f"), 14)
    elders = spread(c, max(3, s.people - 2), 0.08, 0.92, 0.05)
    for number, x in enumerate(elders):
        if number % 2 == 0:
            person(c, x + 84, h * 0.82, h * 0.4, pose="bend", shirt=BLUE_SHIRT, facing=-1, age="young")
    hands = [
        person(c, x, h * 0.76, h * 0.4, pose="sit", facing=1 if number % 2 else -1, age="old")
        for number, x in enumerate(elders)
    ]
    table(c, w * 0.04, w * 0.96, h * 0.78, h * 0.98, rgb("#6f8f86"))
    for hand in hands:
        c.box(hand[0] - 19, h * 0.715, hand[0] + 19, h * 0.765, rgb("#2d333d"), 6)
        c.box(hand[0] - 14, h * 0.722, hand[0] + 14, h * 0.758, rgb("#d8f0f2"), 3)
        if c.is_dark:
            c.glow(hand[0], h * 0.74, 40, (150, 200, 210))


def service_counter(c: Canvas, s: Scene) -> None:
    """The counter of a public office: clerks behind screens, people before them."""
    w, h = c.width, c.height
    floor = h * 0.6
    room(c, floor, rgb("#dfe8e6"), rgb("#c8c3b6"))
    for number in range(9):
        c.stroke(
            [(w * (0.5 + (number - 4) * 0.06), floor), (w * (0.5 + (number - 4) * 0.2), h)], 3, (150, 146, 136, 90)
        )
    c.box(0, h * 0.06, w, h * 0.14, rgb("#2f6f8f"))
    for number in range(4):
        x = w * (0.14 + number * 0.24)
        c.oval(x, h * 0.1, 28, 28, rgb("#f4f7f5"))
        c.oval(x, h * 0.1, 17, 17, (rgb("#e0a83e"), rgb("#5b8f73"), rgb("#c4553f"), rgb("#3f6f9f"))[number])
    window(c, w * 0.03, h * 0.2, w * 0.12, h * 0.2)
    window(c, w * 0.85, h * 0.2, w * 0.12, h * 0.2)
    wall_flag(c, w * 0.5, h * 0.25, w * 0.11)
    for x in (0.26, 0.5, 0.74):
        person(c, w * x, h * 0.62, h * 0.34, pose="sit", shirt=rgb("#f2f4f5"), facing=-1)
        c.box(w * x - 92, h * 0.47, w * x - 20, h * 0.555, rgb("#39424f"), 6)
    c.box(w * 0.12, h * 0.56, w * 0.88, h * 0.8, rgb("#e9dcc3"))
    c.box(w * 0.12, h * 0.66, w * 0.88, h * 0.8, rgb("#c99a63"))
    c.box(w * 0.1, h * 0.545, w * 0.9, h * 0.575, rgb("#8a6a48"), 8)
    pot(c, w * 0.06, h * 0.8, 88)
    pot(c, w * 0.945, h * 0.8, 88)
    for number, x in enumerate(spread(c, s.people, 0.18, 0.84, 0.1)):
        hat = "cone" if number == 1 else ("cap" if number == 3 else "")
        person(c, x, h * (0.93 + 0.02 * (number % 2)), h * 0.42, pose="reach" if number % 2 == 0 else "stand", hat=hat, facing=1 if x < w / 2 else -1)  # fmt: skip
    for x in (0.3, 0.7):
        lamp(c, w * x, h * 0.17, 180)


def gifts(c: Canvas, s: Scene) -> None:
    """Young people packing gift boxes at a long table."""
    w, h = c.width, c.height
    floor = h * 0.56
    room(c, floor, rgb("#f1dfc8"), rgb("#b9c3a6"))
    bunting(c, w * 0.02, w * 0.98, h * 0.06, 60, 34)
    for left in (0.1, 0.42, 0.74):
        window(c, w * left, h * 0.17, w * 0.16, h * 0.19)
    for number, x in enumerate(spread(c, s.people, 0.06, 0.94, 0.08)):
        facing = 1 if number % 2 == 0 else -1
        person(c, x, h * 0.86, h * (0.36 + 0.02 * (number % 3)), pose="carry", facing=facing, age="young", shirt=mix(WHITE_COAT, rgb("#9fc0d8"), 0.4 * (number % 3)))  # fmt: skip
    table(c, w * 0.05, w * 0.95, h * 0.72, h * 0.95, rgb("#c9573f"))
    papers = (rgb("#e0a83e"), rgb("#5b8f73"), rgb("#3f6f9f"), rgb("#f3efe6"), rgb("#b0556b"))
    x = w * 0.08
    number = 0
    while x < w * 0.86:
        wide, tall = c.rng.uniform(84, 140), c.rng.uniform(64, 110)
        colour, ribbon = papers[number % len(papers)], papers[(number + 3) % len(papers)]
        c.box(x, h * 0.71 - tall, x + wide, h * 0.71, colour, 5)
        c.box(x + wide * 0.44, h * 0.71 - tall, x + wide * 0.56, h * 0.71, ribbon)
        c.box(x, h * 0.71 - tall * 0.58, x + wide, h * 0.71 - tall * 0.44, ribbon)
        for side in (-1, 1):
            c.oval(x + wide / 2 + side * 15, h * 0.71 - tall - 9, 16, 10, ribbon)
        x += wide + c.rng.uniform(22, 60)
        number += 1
    for x, size in ((0.12, 120), (0.86, 140)):
        c.shadow(w * x, h * 0.985, size)
        c.box(w * x - size * 0.7, h * 0.985 - size, w * x + size * 0.7, h * 0.985, rgb("#c49a66"), 4)
        c.shape([(w * x - size * 0.7, h * 0.985 - size), (w * x - size * 0.98, h * 0.985 - size * 1.25), (w * x - size * 0.2, h * 0.985 - size)], rgb("#d8b27e"))  # fmt: skip
        c.shape([(w * x + size * 0.7, h * 0.985 - size), (w * x + size * 0.98, h * 0.985 - size * 1.25), (w * x + size * 0.2, h * 0.985 - size)], rgb("#b3885a"))  # fmt: skip


INDOORS: dict[str, Draw] = {
    "hall": hall,
    "ballot": ballot,
    "library": library,
    "phone_class": phone_class,
    "service_counter": service_counter,
    "gifts": gifts,
}
