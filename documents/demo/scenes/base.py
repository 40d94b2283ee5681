"""What a scene is told: how many people, and the options of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from documents.demo.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Scene:
    """``people``: how many figures stand in front. ``options``: what only some scenes know ("lanterns", "works" …)."""

    people: int
    options: Mapping[str, object] = field(default_factory=dict)

    def has(self, option: str) -> bool:
        return bool(self.options.get(option, False))


Draw = Callable[[Canvas, Scene], None]


def spread(c: Canvas, count: int, left: float, right: float, jitter: float = 0.25) -> list[float]:
    """Return ``count`` places between two edges (shares of the width), evenly set and a little shaken."""
    if count <= 0:
        return []
    step = (right - left) / count
    return [c.width * (left + step * (number + 0.5 + c.rng.uniform(-jitter, jitter))) for number in range(count)]
