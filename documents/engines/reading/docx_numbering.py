"""Automatic list numbers of a Word file, rendered into the text they print."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


def _roman(value: int) -> str:
    result = ""
    for letters, worth in (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)):
        while value >= worth:
            result += letters
            value -= worth
    return result


def _letters(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _printed(value: int, form: str) -> str:
    if form == "decimalZero":
        return f"{value:02d}"
    if form in ("lowerLetter", "upperLetter"):
        return _letters(value) if form == "lowerLetter" else _letters(value).upper()
    if form in ("lowerRoman", "upperRoman"):
        return _roman(value) if form == "lowerRoman" else _roman(value).upper()
    return str(value)


def _value(element: Element | None, default: str = "") -> str:
    return default if element is None else element.get(W + "val", default)


class Numbering:
    """The lists of one file. ``marker`` is called once a paragraph, in order, and keeps the counters."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is None:
            return
        for abstract in root.findall(W + "abstractNum"):
            levels = {int(lvl.get(W + "ilvl", "0")): _read_level(lvl) for lvl in abstract.findall(W + "lvl")}
            self._levels[abstract.get(W + "abstractNumId", "")] = levels
        for number in root.findall(W + "num"):
            overrides = {
                int(over.get(W + "ilvl", "0")): int(_value(over.find(W + "startOverride"), "1"))
                for over in number.findall(W + "lvlOverride")
                if over.find(W + "startOverride") is not None
            }
            self._lists[number.get(W + "numId", "")] = (_value(number.find(W + "abstractNumId")), overrides)

    def marker(self, list_id: str, level: int) -> str:
        """Return what Word prints before the next paragraph of this list: "2.1.", "a)", "-"; "" for none.

        A bullet becomes ``-`` at the outer level and ``+`` within, whatever sign its font draws.
        """
        if list_id in ("", "0") or list_id not in self._lists:
            return ""
        abstract, overrides = self._lists[list_id]
        levels: Mapping[int, _Level] = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counters = self._counters.setdefault(abstract, {})
        if (list_id, level) not in self._started and level in overrides:
            counters[level] = overrides[level] - 1
        self._started.add((list_id, level))
        counters[level] = counters.get(level, levels[level].start - 1) + 1
        for deeper in [key for key in counters if key > level]:
            del counters[deeper]
        form = levels[level].format
        if form == "bullet":
            sign = levels[level].text.strip()
            return sign if sign in ("-", "+", "*") else ("-" if level == 0 else "+")
        if form == "none":
            return ""
        text = levels[level].text
        for place in range(level + 1):
            own = levels.get(place)
            if own is not None:
                text = text.replace(f"%{place + 1}", _printed(counters.get(place, own.start), own.format))
        return text.strip()


def _read_level(element: Element) -> _Level:
    return _Level(
        _value(element.find(W + "numFmt"), "decimal"),
        _value(element.find(W + "lvlText")),
        int(_value(element.find(W + "start"), "1")),
    )
