"""Where a remark pinned to a paragraph stands after the text was edited.

The paragraph is found by its words: the same words first, then words much alike, then whatever stands between the same two
neighbours. A paragraph that was taken out is not found, and the remark stands at its entry with the words it was written at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from cadre_portal.text import squeeze

# Share of words in common from which a paragraph is taken for the same one, rewritten.
LIKE = 0.5
# A paragraph is known by its beginning: comparing takes the square of the words.
_MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Pin:
    """Where a remark was written: the paragraph's place (0 is the heading), its words, and those before and after it."""

    place: int
    quote: str
    before: str = ""
    after: str = ""


def pin_at(paragraphs: Sequence[str], place: int) -> Pin:
    """The pin of the paragraph at ``place``. Raises IndexError where there is none."""
    if place < 0:
        raise IndexError(place)
    return Pin(
        place,
        paragraphs[place],
        paragraphs[place - 1] if place else "",
        paragraphs[place + 1] if place + 1 < len(paragraphs) else "",
    )


def find_pin(pin: Pin, paragraphs: Sequence[str]) -> int | None:
    """The place of the pinned paragraph among ``paragraphs`` as they are now, or None where it is gone."""
    if not pin.quote:
        return None
    flat = [squeeze(one) for one in paragraphs]
    quote = squeeze(pin.quote)
    same = [place for place, text in enumerate(flat) if text == quote]
    if same:
        return min(same, key=lambda place: abs(place - pin.place))
    # Nearest first: of two equally alike the nearer one.
    order = sorted(range(len(flat)), key=lambda place: abs(place - pin.place))
    likeness = {place: _likeness(quote, flat[place]) for place in order}
    best = max(order, key=lambda place: likeness[place], default=None)
    if best is not None and likeness[best] >= LIKE:
        return best
    return _between(pin, flat)


def _likeness(old: str, new: str) -> float:
    before, after = old.split()[:_MOST_WORDS], new.split()[:_MOST_WORDS]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE else 0.0


def _between(pin: Pin, paragraphs: Sequence[str]) -> int | None:
    """A paragraph written anew between the same two neighbours, or between the start or end and the one neighbour."""
    before, after = squeeze(pin.before), squeeze(pin.after)
    if not before and not after:
        return 0 if len(paragraphs) == 1 else None
    for place in range(len(paragraphs)):
        left = paragraphs[place - 1] if place else ""
        right = paragraphs[place + 1] if place + 1 < len(paragraphs) else ""
        if left == before and right == after:
            return place
    return None
