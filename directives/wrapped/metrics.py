"""How wide a line of text prints in a Times-like face, in thousandths of its size.

Plain text that was set justified keeps its line breaks, so the widths tell whether a line was broken because it
was full or because the paragraph ended. The advance widths are those of the common Times faces.
"""

import unicodedata
from functools import lru_cache

_GROUPS = {
    180: "'", 200: "|", 250: " .,", 278: "ijlt/:;", 333: "fr!()[]-I‘’`", 389: "sJ", 408: '"', 444: "ace z?“”".replace(" ", ""),
    500: "bdghknopquvxy0123456789#$*_–", 541: "~", 556: "FPSơ", 564: "+<>=", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYw",
    778: "m&", 833: "%", 889: "M", 921: "@", 944: "W", 1000: "—…",
}  # fmt: skip
_BOLD_MORE = 1.05


class _Widths(dict[str, int]):
    """Widths by character; one not met yet is found from its base letter."""

    def __missing__(self, char: str) -> int:
        self[char] = width = _width_of_letter(char)
        return width


_WIDTHS = _Widths({char: width for width, chars in _GROUPS.items() for char in chars})


# A line is measured again for each of its neighbours.
@lru_cache(maxsize=4096)
def width_of(text: str, *, bold: bool = False) -> float:
    """Return the printed width of ``text`` in thousandths of the type size."""
    return sum(map(_WIDTHS.__getitem__, text)) * (_BOLD_MORE if bold else 1.0)


def _width_of_letter(char: str) -> int:
    """A letter with marks is as wide as its base letter; đ as d; ư and ơ have a horn to the right."""
    if char in "đĐ":
        return 500 if char == "đ" else 722
    decomposed = unicodedata.normalize("NFD", char)
    base = _WIDTHS.get(decomposed[0], 0 if unicodedata.combining(char) else 500)
    return base + (60 if "\u031b" in decomposed else 0)
