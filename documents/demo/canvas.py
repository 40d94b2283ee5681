"""A canvas for flat illustrations: shapes in picture units, drawn twice as large and shrunk, light laid over at the end.

Coordinates are pixels of the finished picture. Colours are (red, green, blue) or, where something is to shine through,
(red, green, blue, alpha).
"""

import io
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, ...]
Point = tuple[float, float]

_SCALE = 2
MAX_BYTES = 150_000

# Light over the whole picture: colour that is multiplied in, by time of day.
_TINTS: dict[str, tuple[int, int, int]] = {
    "dawn": (255, 240, 232),
    "day": (255, 255, 252),
    "dusk": (255, 226, 198),
    "overcast": (226, 232, 238),
    "night": (140, 153, 198),
}
_LAMPLIGHT = (255, 236, 208)
_SKIES: dict[str, tuple[str, str]] = {
    "dawn": ("#9cc3dd", "#fde3cf"),
    "day": ("#79b7e0", "#e4f2f5"),
    "dusk": ("#8f9fca", "#ffd9a0"),
    "overcast": ("#a9bac6", "#dfe6e8"),
    "night": ("#2c3d70", "#8798bf"),
}


def rgb(text: str) -> Colour:
    """Return the colour written "#rrggbb"."""
    return tuple(int(text[place : place + 2], 16) for place in (1, 3, 5))


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return the colour between two, ``share`` 0 giving the first and 1 the second."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one[:3], other[:3], strict=True))


def darker(colour: Colour, share: float = 0.2) -> Colour:
    return mix(colour, (20, 24, 40), share)


def lighter(colour: Colour, share: float = 0.2) -> Colour:
    return mix(colour, (255, 252, 244), share)


@dataclass(frozen=True, slots=True)
class Season:
    """Colours of the land: three ridges from far to near, grass, and the crowns of trees."""

    ridges: tuple[Colour, Colour, Colour]
    grass: Colour
    crowns: tuple[Colour, ...]


SEASONS: dict[str, Season] = {
    "spring": Season(
        (rgb("#a9cbbd"), rgb("#84b98f"), rgb("#63a46c")),
        rgb("#8cc06f"),
        (rgb("#6fae5a"), rgb("#8fc26a"), rgb("#e9b4c0")),
    ),
    "summer": Season(
        (rgb("#93bdb5"), rgb("#5f9f7c"), rgb("#3f8657")),
        rgb("#6fae58"),
        (rgb("#3f8b4a"), rgb("#57a053"), rgb("#2f7546")),
    ),
    "autumn": Season(
        (rgb("#b3bfb4"), rgb("#93a679"), rgb("#7a9457")),
        rgb("#b3b565"),
        (rgb("#8a9c48"), rgb("#d39a41"), rgb("#5f8a4a")),
    ),
    "winter": Season(
        (rgb("#b4c3cb"), rgb("#8fa8a3"), rgb("#6c8d7d")),
        rgb("#a3b283"),
        (rgb("#5f8267"), rgb("#7d9773"), rgb("#48705a")),
    ),
}


class Canvas:
    """One picture in the making. ``width`` and ``height`` are those of the finished picture."""

    def __init__(self, width: int, height: int, *, time: str, season: str, seed: str) -> None:
        self.width = width
        self.height = height
        self.time = time
        self.season = SEASONS[season]
        self.season_name = season
        self.rng = random.Random(seed)  # noqa: S311 - the same picture every time, nothing secret
        self.is_indoors = False
        self._image = Image.new("RGB", (width * _SCALE, height * _SCALE), (255, 255, 255))
        self._draw = ImageDraw.Draw(self._image, "RGBA")
        self._glows: list[tuple[float, float, float, Colour]] = []

    @property
    def is_dark(self) -> bool:
        return self.time == "night"

    def box(self, left: float, top: float, right: float, bottom: float, fill: Colour, radius: float = 0) -> None:
        """Fill a rectangle, its corners rounded by ``radius``."""
        left, right = min(left, right), max(left, right)
        top, bottom = min(top, bottom), max(top, bottom)
        corners = [value * _SCALE for value in (left, top, right, bottom)]
        radius = min(radius, (right - left) / 2, (bottom - top) / 2)
        if radius > 0:
            self._draw.rounded_rectangle(corners, radius * _SCALE, fill=fill)
        else:
            self._draw.rectangle(corners, fill=fill)

    def shape(self, points: Sequence[Point], fill: Colour) -> None:
        self._draw.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=fill)

    def oval(self, x: float, y: float, across: float, down: float, fill: Colour) -> None:
        """Fill an ellipse round ``x``, ``y`` with these half-axes."""
        corners = (x - across, y - down, x + across, y + down)
        self._draw.ellipse([value * _SCALE for value in corners], fill=fill)

    def stroke(self, points: Sequence[Point], width: float, fill: Colour) -> None:
        """Draw a line of round ends and joints through ``points``."""
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self._draw.line(scaled, fill=fill, width=max(1, round(width * _SCALE)), joint="curve")
        half = width * _SCALE / 2
        if half > 1.5 and len(fill) == 3:
            for x, y in (scaled[0], scaled[-1]):
                self._draw.ellipse((x - half, y - half, x + half, y + half), fill=fill)

    def fade(self, top: float, bottom: float, upper: Colour, lower: Colour) -> None:
        """Fill the full width between two heights with a vertical passage of colours."""
        for row in range(round(top * _SCALE), round(bottom * _SCALE) + 1):
            share = (row / _SCALE - top) / max(1.0, bottom - top)
            self._draw.line([(0, row), (self.width * _SCALE, row)], fill=mix(upper, lower, share))

    def star(self, x: float, y: float, size: float, fill: Colour) -> None:
        points = []
        for corner in range(10):
            reach = size if corner % 2 == 0 else size * 0.4
            angle = math.pi * corner / 5 - math.pi / 2
            points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
        self.shape(points, fill)

    def shadow(self, x: float, y: float, across: float) -> None:
        """Lay a soft contact shadow on the ground."""
        for share, alpha in ((1.0, 22), (0.72, 30)):
            self.oval(x, y, across * share, across * 0.2 * share, (30, 36, 52, alpha))

    def glow(self, x: float, y: float, size: float, colour: Colour = (255, 206, 128)) -> None:
        """Remember a lamp: its light is laid over the picture after the tint of the hour."""
        self._glows.append((x, y, size, colour))

    def ridge(self, base: float, height: float, fill: Colour, *, waves: float = 3.0) -> Callable[[float], float]:
        """Draw a range of hills across the picture, down to its foot; return its outline as a function of x."""
        parts = [
            (height * weight, waves * factor * 2 * math.pi / self.width, self.rng.uniform(0, 6.3))
            for weight, factor in ((0.55, 0.45), (0.3, 1.1), (0.12, 2.7))
        ]

        def outline(x: float) -> float:
            return base - sum(size * (1 + math.sin(x * speed + start)) / 2 for size, speed, start in parts)

        points = [(float(x), outline(x)) for x in range(0, self.width + 8, 8)]
        self.shape([(0, self.height), *points, (self.width, self.height)], fill)
        return outline

    def sky(self, horizon: float) -> None:
        """Draw the sky of the hour down to ``horizon``: sun or moon, clouds, stars."""
        upper, lower = (rgb(text) for text in _SKIES[self.time])
        self.fade(0, horizon, upper, lower)
        self.box(0, horizon, self.width, self.height, lower)
        rng = self.rng
        side = rng.choice((0.18, 0.3, 0.72, 0.84))
        x = self.width * side
        if self.time == "night":
            for _ in range(60):
                size = rng.uniform(0.8, 2.2)
                self.oval(rng.uniform(0, self.width), rng.uniform(0, horizon * 0.8), size, size, (255, 255, 240, 170))
            self.oval(x, horizon * 0.28, 46, 46, rgb("#fdf6dc"))
            self.oval(x + 18, horizon * 0.28 - 8, 40, 40, mix(upper, lower, 0.28))
            return
        if self.time in ("dawn", "dusk"):
            y = horizon * 0.7
            for size, alpha in ((190, 28), (130, 40), (86, 60)):
                self.oval(x, y, size, size, (255, 236, 190, alpha))
            self.oval(x, y, 56, 56, rgb("#fff0c4" if self.time == "dawn" else "#ffcf7d"))
        elif self.time == "day":
            self.oval(x, horizon * 0.26, 96, 96, (255, 250, 220, 60))
            self.oval(x, horizon * 0.26, 60, 60, rgb("#fff6d6"))
        for _ in range({"overcast": 7, "day": 4}.get(self.time, 3)):
            self.cloud(rng.uniform(0, self.width), rng.uniform(horizon * 0.08, horizon * 0.55), rng.uniform(60, 130))

    def cloud(self, x: float, y: float, size: float) -> None:
        """Draw a flat-bottomed cloud round ``x``, ``y``."""
        sky = rgb(_SKIES[self.time][1])
        white = mix(sky, (255, 255, 255), 0.25 if self.time == "overcast" else 0.62)
        for dx, dy, share in ((0, 0, 1), (-0.75, 0.1, 0.62), (0.8, 0.1, 0.68), (0.32, -0.2, 0.62), (-0.3, -0.16, 0.5)):
            self.oval(x + dx * size, y + dy * size, size * share, size * share * 0.34, white)

    def land(self, horizon: float, *, waves: float = 3.0, height: float = 150) -> None:
        """Draw sky, three ranges of hills and a field of grass from ``horizon`` down."""
        self.sky(horizon)
        far, middle, near = self.season.ridges
        self.ridge(horizon + 4, height * 1.5, mix(far, (255, 255, 255), 0.18), waves=waves)
        self.ridge(horizon + 6, height, middle, waves=waves * 1.3)
        self.ridge(horizon + 8, height * 0.5, near, waves=waves * 1.7)
        grass = self.season.grass
        self.fade(horizon, self.height, grass, darker(grass, 0.16))

    def finished(self) -> Image.Image:
        """Return the picture at its own size, with the light of the hour and the lamps laid over."""
        image = self._image.reduce(_SCALE)
        tint = _LAMPLIGHT if self.is_indoors and self.is_dark else _TINTS[self.time]
        image = ImageChops.multiply(image, Image.new("RGB", image.size, tint))
        if self._glows:
            light = Image.new("RGB", (self.width // 4, self.height // 4))
            brush = ImageDraw.Draw(light)
            for x, y, size, colour in self._glows:
                dim = tuple(value * 3 // 5 for value in colour)
                brush.ellipse([value / 4 for value in (x - size, y - size, x + size, y + size)], fill=dim)
            light = light.filter(ImageFilter.GaussianBlur(22)).resize(image.size, Image.Resampling.BICUBIC)
            image = ImageChops.screen(image, light)
        return image

    def jpeg(self) -> bytes:
        """Return the finished picture as JPEG of at most ``MAX_BYTES``."""
        image = self.finished()
        for quality in (88, 82, 76, 68, 58, 45):
            out = io.BytesIO()
            image.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
            if out.tell() <= MAX_BYTES:
                break
        return out.getvalue()
