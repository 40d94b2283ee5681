"""Photos that just miss the end of a page are printed a little smaller, so that no page is left half empty.

A photo stays where the editor put it and is never torn from its caption, so one that does not fit moves to the next page
and leaves a hole. Where a moderate reduction lets it stay, that is what a typesetter does by hand. The layout is
simulated along one line (pages end to end): the text between two photos keeps its length, only the photos change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# The least of its size that a photo is printed at to save a page; smaller, faces are no longer recognised.
LEAST = 0.66
# Room left over in points: page breaks obey more rules than the simulation.
SLACK = 3.0


@dataclass(frozen=True, slots=True)
class PlacedPhoto:
    """One photo (or pair) as laid out, in points along the line of pages: ``tail`` where the text before it ends, ``start``
    and ``end`` of photo with caption, ``image`` the height of the picture alone at full size, ``scale`` as laid out."""

    key: str
    tail: float
    start: float
    end: float
    image: float
    scale: float = 1.0


def fitting_scales(photos: Sequence[PlacedPhoto], *, page: float, gap: float) -> dict[str, float]:
    """Return the scales below 1 by key.

    ``photos`` in the order of the text; ``page``: height of a page's text area in points; ``gap``: space above a photo.
    """
    scales: dict[str, float] = {}
    here = photos[0].tail if photos else 0.0
    for place, photo in enumerate(photos):
        full = photo.end - photo.start + photo.image * (1 - photo.scale)
        free = page - here % page - gap
        if full <= free:
            here += gap + full
        else:
            scale = 1 - (full - free + SLACK) / photo.image if photo.image else 0.0
            if scale >= LEAST:
                scales[photo.key] = round(scale, 3)
                here += gap + full - photo.image * (1 - scale)
            else:
                here = (here // page + 1) * page + full
        if place + 1 < len(photos):
            here += max(0.0, photos[place + 1].tail - photo.end)
    return scales


def differ(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Tell whether two sets of scales differ by more than the eye sees."""
    return any(abs(one.get(key, 1.0) - other.get(key, 1.0)) > 0.01 for key in {*one, *other})
