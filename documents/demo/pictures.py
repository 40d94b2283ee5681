"""Pictures for the demo content: calm flat scenes drawn from a few parameters, the same bytes for the same parameters.

No text stands in them, because fonts differ from machine to machine, and nobody's likeness.
"""

import json
from collections.abc import Mapping
from typing import Any

from documents.demo.canvas import SEASONS, Canvas
from documents.demo.scenes import SCENES, Scene

LONG, SHORT = 1600, 1200
TIMES = ("dawn", "day", "dusk", "overcast", "night")


class UnknownScene(ValueError):
    """The parameters name a scene, hour or season that cannot be drawn."""


def draw_picture(scene: Mapping[str, Any]) -> bytes:
    """Draw a scene and return it as JPEG, 1600 × 1200 pixels or, with ``portrait``, 1200 × 1600, of at most 150 kB.

    Parameters: ``scene`` (a name in ``SCENES``), ``time`` (dawn, day, dusk, overcast, night), ``season`` (spring, summer,
    autumn, winter), ``people`` (how many figures), ``seed`` (an integer: another gives another picture of the kind), ``portrait``,
    and options of single scenes. Raise ``UnknownScene`` where one of the names is not known.
    """
    rest = dict(scene)
    name = rest.pop("scene", "")
    time = rest.pop("time", "day")
    season = rest.pop("season", "summer")
    people = int(rest.pop("people", 4))
    seed = rest.pop("seed", 0)
    portrait = bool(rest.pop("portrait", False))
    if name not in SCENES or time not in TIMES or season not in SEASONS:
        raise UnknownScene(json.dumps(dict(scene), ensure_ascii=False, default=str))
    width, height = (SHORT, LONG) if portrait else (LONG, SHORT)
    canvas = Canvas(width, height, time=time, season=season, seed=f"{name}/{seed}")
    SCENES[name](canvas, Scene(people=people, options=rest))
    return canvas.jpeg()
