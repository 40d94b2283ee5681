"""Looks of runs and paragraphs in a Word file as far as given: None means inherited."""

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from cadre_portal.text import key_of
from documents.engines.reading.docx_numbering import W


@dataclass(frozen=True, slots=True)
class Look:
    """Properties of a run or paragraph as far as given: None means inherited."""

    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    script: str | None = None
    align: str | None = None
    list_id: str | None = None
    list_level: int | None = None
    outline: int | None = None

    def over(self, base: "Look") -> "Look":
        """Return this look with what it leaves open taken from ``base``."""
        changes = {
            name: getattr(base, name)
            for name in self.__dataclass_fields__
            if getattr(self, name) is None and getattr(base, name) is not None
        }
        return replace(self, **changes)


PLAIN = Look()


def value_of(element: Element | None, default: str = "") -> str:
    """The ``w:val`` of an element, ``default`` without the element."""
    return default if element is None else element.get(W + "val", default)


def _flag(parent: Element, name: str) -> bool | None:
    element = parent.find(W + name)
    if element is None:
        return None
    return element.get(W + "val", "true") not in ("0", "false", "off", "none")


def run_look(properties: Element | None) -> Look:
    """Return the look that run properties give."""
    if properties is None:
        return PLAIN
    size = key_of(value_of(properties.find(W + "sz")), 6)
    return Look(
        bold=_flag(properties, "b"),
        italic=_flag(properties, "i"),
        underline=_flag(properties, "u"),
        caps=_flag(properties, "caps"),
        hidden=_flag(properties, "vanish"),
        size=None if size is None else size / 2,
        script=value_of(properties.find(W + "vertAlign")) or None,
    )


def paragraph_look(properties: Element | None) -> Look:
    """Return the look that paragraph properties give."""
    if properties is None:
        return PLAIN
    numbering = properties.find(W + "numPr")
    level = key_of(value_of(None if numbering is None else numbering.find(W + "ilvl")), 6)
    outline = key_of(value_of(properties.find(W + "outlineLvl")), 1)
    return Look(
        align=value_of(properties.find(W + "jc")) or None,
        list_id=(value_of(numbering.find(W + "numId")) or None) if numbering is not None else None,
        list_level=level,
        outline=outline if outline != 9 else None,
    )
