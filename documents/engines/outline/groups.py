"""What stands below a heading: entries of its own, news, or the parts of one text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cadre_portal.text import fold
from directives.wrapped.headings import cites_document, looks_dated
from documents.engines.outline.headings import Mark
from documents.engines.outline.kinds import RUBRIC, is_part_name, names_a_part
from documents.engines.reading.lines import ENDS_SENTENCE, ITEM, is_caps, starts_lower
from documents.engines.reading.model import Para

_LONGEST_NAME = 8


@dataclass(slots=True)
class Entry:
    """An entry being collected: its paragraphs before they become blocks."""

    number: str
    level: int
    heading: str
    kind: str = "topic"
    section: bool = False
    paras: list[Para] = field(default_factory=list)
    children: list["Entry"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sections:
    """What the headings of a body tell together: ``run_on``, entries are numbered on from section to section; ``present``, one
    of them presents a document itself, so that they are headings of entries and not of sections."""

    run_on: bool = False
    present: bool = False


def holds_entries(entry: Entry, heads: Sequence[tuple[int, Mark]], sections: "Sections") -> bool:
    """Whether what is numbered below a heading are entries and not the parts of one.

    Entries cite documents, are numbered on from section to section, or stand below a heading without a number of their
    kind. Else the words tell: parts are called by a word or two.
    """
    if entry.number.isdecimal() and not entry.section:
        return False
    titles = [mark.title for _, mark in heads]
    if any(cites_document(fold(title)) for title in titles) or (sections.run_on and entry.heading):
        return True
    sure = entry.section or not entry.number
    parts = sum(map(is_part_name if sure else names_a_part, titles))
    if not entry.heading or parts >= 0.5 * len(titles):
        return False
    if sure:
        return entry.section or len(heads) > 1
    return not sections.present or bool(RUBRIC.match(fold(entry.heading)))


def names_a_section(entry: Entry) -> bool:
    """Whether a heading, in a few capitals and with no plain number, can be the name of a section right above its first entry."""
    plain = entry.number.isdecimal() and not entry.section
    return bool(entry.heading) and is_caps(entry.heading) and not plain and len(entry.heading.split()) <= _LONGEST_NAME


def heads_news(paras: Sequence[Para], place: int) -> bool:
    """Whether a paragraph is the heading of a news item without a number: bold, or a line without a stop, text below it."""
    para = paras[place]
    after = paras[place + 1] if place + 1 < len(paras) else None
    if not para.is_text or after is None or not after.text or after.aside or para.aside or ITEM.match(para.text):
        return False
    if ENDS_SENTENCE.search(para.text) or starts_lower(para.text) or not 3 <= len(para.text.split()) <= 30:
        return False
    if para.styled and any(one.bold for one in paras if one.is_text):
        return para.bold and not after.bold
    return bool(ENDS_SENTENCE.search(after.text)) and not para.centred


def child_depth(entry: Entry, marks: Sequence[tuple[int, Mark]]) -> int:
    """Children are numbered n.1, n.2; under an unnumbered or Roman heading they may be 1., 2., with parts 1.1 below."""
    if entry.number.isdecimal() and not entry.section:
        return 2
    return min(len(marks[0][1].path), 2) if marks else 1


def reads_as_news(heads: Sequence[tuple[int, Mark]], paras: Sequence[Para], *, least: int) -> bool:
    """Whether most parts of a topic begin as news items do, and there are ``least`` of them, or both of two."""
    dated = 0
    for place, _ in heads:
        after = next((p for p in paras[place + 1 : place + 4] if p.is_text and len(p.text.split()) > 8), None)
        dated += after is not None and looks_dated(after.text)
    if len(heads) == 2 == dated:
        return not any(cites_document(fold(mark.title)) for _, mark in heads)
    return len(heads) >= least and dated >= 0.7 * len(heads)
