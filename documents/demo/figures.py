"""What stands in the pictures: people, trees, houses, flags, tables. Simple figures without faces, nobody's likeness."""

import math
from collections.abc import Sequence

from documents.demo.canvas import Canvas, Colour, darker, lighter, mix, rgb

SKINS = tuple(rgb(text) for text in ("#e8b48e", "#d9a07a", "#f0c29d", "#c98f68"))
CLOTHES = tuple(
    rgb(text)
    for text in ("#c4553f", "#3f6f9f", "#e0a83e", "#5b8f73", "#7d5a86", "#d98a5f", "#4b7d8c", "#b0556b", "#f1ead9")
)
TROUSERS = tuple(rgb(text) for text in ("#3a4256", "#54483f", "#2f3b38", "#5c6270"))
HAIRS = tuple(rgb(text) for text in ("#2a2523", "#3b302a", "#1f2226", "#33261f"))
GREY_HAIR = rgb("#cfcac2")
GREEN_UNIFORM = rgb("#5d7a4a")
BLUE_SHIRT = rgb("#2f62a3")
WHITE_COAT = rgb("#f5f6f4")
RED = rgb("#cf2e26")
YELLOW = rgb("#ffd93b")
WOOD = rgb("#9a6b43")
STRAW = rgb("#ecd9a6")


def person(
    c: Canvas,
    x: float,
    foot: float,
    tall: float,
    *,
    pose: str = "stand",
    shirt: Colour | None = None,
    hat: str = "",
    facing: int = 1,
    dress: bool = False,
    age: str = "",
) -> tuple[float, float]:
    """Draw a person whose feet stand at ``x``, ``foot``; return where the forward hand is.

    ``pose``: stand, walk, reach (arm forward), raise (arm up), carry (both hands before the body), bend, sit (no legs below
    the seat, ``foot`` is the seat). ``hat``: "", "cone" (nón lá), "cap", "helmet". ``facing``: 1 to the right, -1 to the left.
    ``age``: "young" or "old"; "" lets chance decide.
    """
    rng = c.rng
    skin, hair = rng.choice(SKINS), rng.choice(HAIRS)
    if age == "old" or (rng.random() < 0.2 and age != "young"):
        hair = GREY_HAIR
    shirt = shirt or rng.choice(CLOTHES)
    trousers = rng.choice(TROUSERS)
    limb = tall * 0.075
    if pose == "sit":
        hip = foot
        c.stroke([(x, hip), (x + facing * tall * 0.17, hip)], limb * 1.5, trousers)
        c.stroke([(x + facing * tall * 0.17, hip), (x + facing * tall * 0.17, hip + tall * 0.24)], limb * 1.3, trousers)
    else:
        c.shadow(x, foot, tall * 0.2)
        hip = foot - tall * 0.44
        stride = {"walk": 0.12, "bend": 0.09, "reach": 0.06}.get(pose, 0.045) * tall
        if dress:
            flare = tall * 0.15
            c.shape(
                [(x - limb, hip - limb), (x + limb, hip - limb), (x + flare, foot - limb), (x - flare, foot - limb)],
                darker(shirt, 0.08),
            )
        for side in (-1, 1):
            c.stroke([(x + side * limb * 0.5, hip), (x + side * stride, foot - limb * 0.5)], limb * 1.25, trousers)
            c.oval(x + side * stride + facing * limb * 0.4, foot - limb * 0.3, limb * 0.95, limb * 0.42, rgb("#3a302b"))
    lean = {"bend": 0.26, "reach": 0.05, "walk": 0.03}.get(pose, 0.0) * tall * facing
    neck = (x + lean, hip - tall * (0.24 if pose == "bend" else 0.34))
    wide = tall * 0.105
    c.shape(
        [
            (x - wide * 0.9, hip + limb * 0.5),
            (x + wide * 0.9, hip + limb * 0.5),
            (neck[0] + wide, neck[1] + limb),
            (neck[0] - wide, neck[1] + limb),
        ],
        shirt,
    )
    c.oval(neck[0], neck[1] + limb * 1.05, wide, limb * 0.85, shirt)
    shoulder = (neck[0], neck[1] + limb * 1.1)
    hand = _arms(c, shoulder, tall, limb, pose, facing, skin, darker(shirt, 0.12))
    radius = tall * 0.083
    head = (neck[0] + facing * radius * 0.25 + lean * 0.22, neck[1] - radius * 0.85)
    c.stroke([(neck[0], neck[1] + limb * 0.3), head], limb * 0.9, darker(skin, 0.1))
    c.oval(head[0], head[1], radius, radius * 1.1, skin)
    _headgear(c, head, radius, hair, hat, facing, shirt)
    return hand


def _arms(
    c: Canvas,
    shoulder: tuple[float, float],
    tall: float,
    limb: float,
    pose: str,
    facing: int,
    skin: Colour,
    sleeve: Colour,
) -> tuple[float, float]:
    """Draw both arms of a pose; return the forward hand."""
    x, y = shoulder
    reach = tall * 0.3
    forward, back = {
        "reach": ((facing * 0.95, 0.25), (-facing * 0.3, 0.9)),
        "raise": ((facing * 0.45, -0.95), (-facing * 0.3, 0.9)),
        "carry": ((facing * 0.72, 0.55), (facing * 0.5, 0.66)),
        "bend": ((facing * 0.5, 1.05), (facing * 0.12, 1.0)),
        "walk": ((facing * 0.5, 0.8), (-facing * 0.5, 0.8)),
        "sit": ((facing * 0.75, 0.6), (facing * 0.35, 0.8)),
    }.get(pose, ((facing * 0.34, 0.93), (-facing * 0.36, 0.92)))
    hand = (x, y)
    for (dx, dy), side in ((back, -1), (forward, 1)):
        start = (x + side * facing * limb * 0.95, y)
        elbow = (start[0] + dx * reach * 0.52, start[1] + dy * reach * 0.52)
        hand = (start[0] + dx * reach, start[1] + dy * reach)
        c.stroke([elbow, hand], limb * 0.72, skin)
        c.stroke([start, elbow], limb * 0.9, sleeve)
    return hand


def _headgear(
    c: Canvas, head: tuple[float, float], radius: float, hair: Colour, hat: str, facing: int, shirt: Colour
) -> None:
    x, y = head
    if hat == "cone":
        top = (x, y - radius * 1.9)
        left, right = (x - radius * 2.1, y - radius * 0.35), (x + radius * 2.1, y - radius * 0.35)
        c.shape([left, top, right], STRAW)
        c.shape([(x, y - radius * 0.35), top, right], darker(STRAW, 0.12))
        c.oval(x, y - radius * 0.35, radius * 2.1, radius * 0.26, darker(STRAW, 0.2))
        return
    if hat in ("cap", "helmet"):
        colour = darker(shirt, 0.25) if hat == "cap" else rgb("#f2b632")
        c.oval(x, y - radius * 0.55, radius * 1.06, radius * 0.72, colour)
        c.stroke([(x, y - radius * 0.4), (x + facing * radius * 1.6, y - radius * 0.35)], radius * 0.26, colour)
        return
    c.oval(x - facing * radius * 0.14, y - radius * 0.5, radius * 1.0, radius * 0.74, hair)
    c.oval(x - facing * radius * 0.62, y - radius * 0.05, radius * 0.5, radius * 0.72, hair)


def tree(c: Canvas, x: float, foot: float, tall: float, kind: str = "round", crown: Colour | None = None) -> None:
    """Draw a tree: ``kind`` is round, palm, bamboo, pine or sapling."""
    rng = c.rng
    evergreen = (rgb("#4f8a4c"), rgb("#679a52"), rgb("#3f7a52"))
    crown = crown or rng.choice(c.season.crowns if kind == "round" else evergreen)
    trunk = rgb("#7a5a40")
    c.shadow(x, foot, tall * 0.24)
    if kind == "palm":
        bend = rng.uniform(-0.08, 0.08) * tall
        head = (x + bend, foot - tall * 0.84)
        c.stroke([(x, foot), (x + bend * 0.3, foot - tall * 0.4), head], tall * 0.035, rgb("#9b7d5c"))
        for number in range(9):
            angle = math.pi * (0.04 + number * 0.115)
            reach = tall * 0.3
            end = (head[0] + reach * math.cos(angle), head[1] - reach * 0.62 * math.sin(angle) + tall * 0.08)
            middle = (head[0] + reach * 0.55 * math.cos(angle), head[1] - reach * 0.68 * math.sin(angle))
            c.stroke([head, middle, end], tall * 0.026, darker(crown, 0.06 * (number % 3)))
    elif kind == "bamboo":
        for number in range(11):
            lean = (number - 5) * tall * 0.05 + rng.uniform(-6, 6)
            top = (x + lean * 1.5, foot - tall * rng.uniform(0.75, 1.0))
            c.stroke(
                [(x + lean * 0.25, foot), (x + lean * 0.8, foot - tall * 0.5), top], tall * 0.016, darker(crown, 0.1)
            )
            for step in range(6):
                share = 0.45 + step * 0.1
                spot = (x + lean * (0.2 + share), foot - tall * share)
                c.oval(
                    spot[0] + rng.uniform(-16, 16), spot[1], tall * 0.06, tall * 0.02, lighter(crown, 0.08 * (step % 3))
                )
    elif kind == "pine":
        c.box(x - tall * 0.025, foot - tall * 0.25, x + tall * 0.025, foot, trunk)
        for level in range(4):
            low, high = foot - tall * (0.16 + level * 0.19), foot - tall * (0.5 + level * 0.17)
            half = tall * (0.22 - level * 0.045)
            c.shape([(x - half, low), (x, high), (x + half, low)], darker(crown, 0.16 - level * 0.04))
    elif kind == "sapling":
        c.stroke([(x, foot), (x, foot - tall)], tall * 0.05, trunk)
        for number in range(6):
            side = -1 if number % 2 else 1
            y = foot - tall * (0.45 + number * 0.1)
            c.oval(x + side * tall * 0.13, y, tall * 0.15, tall * 0.075, lighter(crown, 0.05 * number))
    else:
        c.stroke([(x, foot), (x, foot - tall * 0.5)], tall * 0.07, trunk)
        c.stroke([(x, foot - tall * 0.36), (x + tall * 0.14, foot - tall * 0.56)], tall * 0.035, trunk)
        blobs = ((-0.2, 0.58, 0.21), (0.2, 0.58, 0.2), (0.0, 0.76, 0.24), (-0.02, 0.56, 0.22))
        for dx, up, size in blobs:
            c.oval(x + dx * tall, foot - up * tall, size * tall, size * tall * 0.9, darker(crown, 0.1))
        for dx, up, size in blobs:
            c.oval(
                x + dx * tall - tall * 0.035,
                foot - up * tall - tall * 0.04,
                size * tall * 0.76,
                size * tall * 0.66,
                crown,
            )
        c.oval(x - tall * 0.1, foot - tall * 0.82, tall * 0.1, tall * 0.075, lighter(crown, 0.18))


def grove(c: Canvas, foot: float, spread: Sequence[tuple[float, float]], kinds: Sequence[str] = ("round",)) -> None:
    """Draw trees at (x, height) pairs, their kinds in turn."""
    for number, (x, tall) in enumerate(spread):
        tree(c, x, foot + c.rng.uniform(-6, 6), tall, kinds[number % len(kinds)])


def house(
    c: Canvas, x: float, foot: float, wide: float, *, wall: Colour | None = None, roof: Colour | None = None
) -> None:
    """Draw a house with a tiled roof, door and two windows, its left lower corner at ``x``, ``foot``."""
    wall = wall or c.rng.choice((rgb("#f3e3c3"), rgb("#e9d2b0"), rgb("#dfe5dc"), rgb("#f0d9c7")))
    roof = roof or c.rng.choice((rgb("#b4563c"), rgb("#9f4d3a"), rgb("#7c6a62"), rgb("#c06f45")))
    tall = wide * 0.42
    top = foot - tall
    c.box(x, top, x + wide, foot, wall)
    c.box(x, foot - tall * 0.12, x + wide, foot, darker(wall, 0.14))
    c.shape(
        [(x - wide * 0.08, top + 4), (x + wide * 0.1, top - wide * 0.26), (x + wide * 0.9, top - wide * 0.26), (x + wide * 1.08, top + 4)],
        roof,
    )  # fmt: skip
    for row in range(1, 4):
        y = top + 4 - row * wide * 0.066
        c.stroke(
            [(x - wide * 0.06 + row * wide * 0.045, y), (x + wide * 1.06 - row * wide * 0.045, y)],
            2,
            darker(roof, 0.14),
        )
    c.box(x + wide * 0.42, foot - tall * 0.7, x + wide * 0.58, foot, rgb("#80583c"))
    pane = rgb("#ffe6a3") if c.is_dark else rgb("#a9cbd6")
    for share in (0.12, 0.7):
        left = x + wide * share
        c.box(left, foot - tall * 0.68, left + wide * 0.18, foot - tall * 0.34, rgb("#80583c"))
        c.box(left + 4, foot - tall * 0.68 + 4, left + wide * 0.18 - 4, foot - tall * 0.34 - 4, pane)
        c.stroke(
            [(left + wide * 0.09, foot - tall * 0.66), (left + wide * 0.09, foot - tall * 0.36)], 3, rgb("#80583c")
        )
        if c.is_dark:
            c.glow(left + wide * 0.09, foot - tall * 0.5, wide * 0.16)


def flag(c: Canvas, x: float, foot: float, tall: float, *, wide: float = 120) -> None:
    """Draw the national flag on a pole."""
    c.stroke([(x, foot), (x, foot - tall)], 7, rgb("#d9d4c8"))
    top = foot - tall + 6
    down = wide * 0.64
    wave = wide * 0.05
    steps = 12
    upper = [(x + wide * s / steps, top + wave * math.sin(s * 0.62)) for s in range(steps + 1)]
    lower = [(px, py + down) for px, py in reversed(upper)]
    c.shape([*upper, *lower], RED)
    c.star(x + wide * 0.5, top + down * 0.5, down * 0.32, YELLOW)


def wall_flag(c: Canvas, x: float, y: float, wide: float) -> None:
    """Draw a flag flat on a wall, its middle at ``x``, ``y``."""
    c.box(x - wide / 2, y - wide / 3, x + wide / 2, y + wide / 3, RED)
    c.star(x, y, wide * 0.19, YELLOW)


def bunting(c: Canvas, left: float, right: float, y: float, sag: float = 40, size: float = 26) -> None:
    """Hang a line of small coloured pennants."""
    colours = (RED, YELLOW, rgb("#4f8f6d"), rgb("#f3efe3"), rgb("#3f7fae"))
    count = max(4, round((right - left) / (size * 1.8)))
    spots = []
    for number in range(count + 1):
        share = number / count
        spots.append((left + (right - left) * share, y + sag * 4 * share * (1 - share)))
    c.stroke(spots, 2, rgb("#8a7f70"))
    for number, (x, top) in enumerate(spots[1:-1]):
        c.shape([(x - size / 2, top), (x + size / 2, top), (x, top + size * 1.1)], colours[number % len(colours)])


def table(c: Canvas, left: float, right: float, top: float, foot: float, cloth: Colour | None = None) -> None:
    """Draw a table seen from before, with a cloth if one is given."""
    if cloth:
        c.box(left, top, right, foot, cloth)
        for fold in range(round(left) + 40, round(right), 60):
            c.box(fold, top + 14, fold + 5, foot, darker(cloth, 0.08))
        c.box(left - 8, top - 12, right + 8, top + 8, lighter(cloth, 0.16), 6)
        return
    for x in (left + 14, right - 14):
        c.stroke([(x, top), (x, foot)], 12, darker(WOOD, 0.2))
    c.box(left - 6, top - 10, right + 6, top + 10, WOOD, 6)


def room(c: Canvas, floor: float, wall: Colour, ground: Colour) -> None:
    """Draw a room: a wall down to ``floor``, then the ground. After dark it is lit by its lamps."""
    c.is_indoors = True
    c.fade(0, floor, lighter(wall, 0.22), wall)
    c.box(0, floor - 18, c.width, floor, darker(wall, 0.2))
    c.fade(floor, c.height, ground, darker(ground, 0.14))


def window(c: Canvas, left: float, top: float, wide: float, tall: float) -> None:
    """Draw a window with the light and the green outside."""
    frame = rgb("#f6efe2")
    c.box(left - 12, top - 12, left + wide + 12, top + tall + 12, darker(frame, 0.16), 4)
    outside = {"night": rgb("#31446f"), "dusk": rgb("#f6c58d"), "dawn": rgb("#f6dfd0"), "overcast": rgb("#cfd9de")}
    c.box(left, top, left + wide, top + tall, outside.get(c.time, rgb("#bfe0ee")))
    if not c.is_dark:
        crown = c.season.crowns[0]
        for height, share in ((0.42, 0.35), (0.26, 0.0)):
            crest = [
                (left + wide * s / 10, top + tall * (1 - height * (0.7 + 0.3 * math.sin(s * 0.7 + height * 20))))
                for s in range(11)
            ]
            c.shape([(left, top + tall), *crest, (left + wide, top + tall)], mix(crown, (255, 255, 255), share))
    c.box(left + wide / 2 - 4, top, left + wide / 2 + 4, top + tall, frame)
    c.box(left, top + tall / 2 - 4, left + wide, top + tall / 2 + 4, frame)


def lamp(c: Canvas, x: float, y: float, reach: float = 150) -> None:
    """Hang a lamp from the ceiling; it glows when it is dark outside."""
    c.stroke([(x, 0), (x, y)], 4, rgb("#6b6258"))
    c.shape([(x - 44, y + 30), (x - 20, y - 6), (x + 20, y - 6), (x + 44, y + 30)], rgb("#5c7a70"))
    c.oval(x, y + 32, 22, 12, rgb("#fff3c9"))
    if c.is_dark:
        c.glow(x, y + 40, reach * 0.7, (150, 120, 70))


def pot(c: Canvas, x: float, foot: float, size: float) -> None:
    """Draw a plant in a pot."""
    for number in range(7):
        angle = math.pi * (0.12 + number * 0.127)
        end = (x + size * math.cos(angle), foot - size * 0.7 - size * 1.1 * math.sin(angle))
        c.stroke([(x, foot - size * 0.6), end], size * 0.15, mix(rgb("#4d8a53"), rgb("#7db36a"), number / 7))
    c.shape([(x - size * 0.45, foot - size * 0.7), (x + size * 0.45, foot - size * 0.7), (x + size * 0.3, foot), (x - size * 0.3, foot)], rgb("#b5653f"))  # fmt: skip
