"""The scenes by name, each a function that draws on a canvas."""

from documents.demo.scenes.base import Draw, Scene
from documents.demo.scenes.gatherings import GATHERINGS
from documents.demo.scenes.indoors import INDOORS
from documents.demo.scenes.land import LAND
from documents.demo.scenes.streets import STREETS
from documents.demo.scenes.water import WATER
from documents.demo.scenes.workshops import WORKSHOPS

SCENES: dict[str, Draw] = {**INDOORS, **WORKSHOPS, **LAND, **STREETS, **GATHERINGS, **WATER}

__all__ = ["SCENES", "Draw", "Scene"]
