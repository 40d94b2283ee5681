"""What the mentions of one text say about each other's titles."""

import re
from collections.abc import Sequence
from typing import Protocol

from directives.citations.patterns import Grammar
from directives.numbers import ParsedNumber

_LEAST_WORDS = 6
# Behind a title that stands elsewhere in the text these begin what the sentence goes on with; "trong tình hình mới" may well
# belong to a title that was shortened there.
_GOES_ON = frozenset(
    ["của", "tại", "trên", "gửi", "đến", "cho", "theo", "bằng", "nhằm", "để", "cua", "tai", "tren", "den", "cho"]
)
_LOOKED_BACK = 8
# No text cites one document under more titles; hostile text may.
_MOST_TITLES = 40
_SIGNS = ',;:()“”"'
_WORD = re.compile(r"\S+")
# What a heading leaves out of a title: "…, tầm nhìn đến năm 2045".
_FURTHER = re.compile(r",?\s+(?:tầm\s+nhìn|định\s+hướng|giai\s+đoạn|tam\s+nhin|dinh\s+huong|giai\s+doan)\s")
_ABOUT = frozenset(["về", "việc", "v/v", "ve", "viec"])


class _Mention(Protocol):
    start: int
    end: int
    number: ParsedNumber | None
    title: tuple[int, int] | None


def end_within(mentions: Sequence[_Mention], low: str, grammar: Grammar) -> None:
    """End the title of a document named in another's title where the document it carries out ends.

    "Kế hoạch … kiểm tra việc thực hiện Chương trình … thực hiện Nghị quyết số 72-NQ/TW của Bộ Chính trị tại các cơ sở": where
    it is done belongs to the plan and not to the programme.
    """
    for place in range(1, len(mentions) - 1):
        mention, inner = mentions[place], mentions[place + 1]
        if mention.title is None or inner.title is not None or not mention.title[0] <= inner.start < mention.title[1]:
            continue
        nested = any(
            other.title is not None and other.title[0] <= mention.start < other.title[1]
            for other in mentions[max(0, place - _LOOKED_BACK) : place]
        )
        lead = grammar.nested_only.match(low, mention.title[0], inner.start) if nested else None
        if lead and lead.end() == inner.start and inner.end < mention.title[1] and not low.startswith(",", inner.end):
            mention.title = (mention.title[0], inner.end)


def end_alike(mentions: Sequence[_Mention], low: str) -> None:
    """Cut a title that runs on past the one with which the same text cites the same document elsewhere.

    The titles it stands in end with it ("Kế hoạch … thực hiện Nghị quyết … về …").
    """
    known: dict[str, list[int]] = {}
    for place, mention in enumerate(mentions):
        if mention.title is not None and mention.number is not None and mention.number.form != "bare":
            known.setdefault(mention.number.key, []).append(place)
    for places in known.values():
        # Mostly the very same words: each wording is read once.
        wordings = {low[slice(*title)] for place in places if (title := mentions[place].title)}
        if not 2 <= len(wordings) <= _MOST_TITLES:
            continue
        placed = {wording: _placed(wording) for wording in wordings}
        printed = {tuple(word for word, _ in words) for words in placed.values()}
        lengths = {wording: _shorter(wording, placed[wording], printed) for wording in wordings}
        for place in places:
            title = mentions[place].title
            length = lengths.get(low[slice(*title)]) if title else None
            if title is None or length is None or _FURTHER.match(low, title[0] + length):
                continue
            for other in mentions[max(0, place - _LOOKED_BACK) : place + 1]:
                if other.title is not None and other.title[0] <= title[0] and other.title[1] == title[1]:
                    other.title = (other.title[0], title[0] + length)


def _placed(wording: str) -> list[tuple[str, int]]:
    """The words of a title without signs and the "về" before them, each with where it ends."""
    words: list[tuple[str, int]] = []
    for found in _WORD.finditer(wording):
        word = found.group().strip(_SIGNS)
        if words or word not in _ABOUT:
            words.append((word, found.start() + len(found.group().rstrip(_SIGNS))))
    return words


def _shorter(wording: str, placed: list[tuple[str, int]], printed: set[tuple[str, ...]]) -> int | None:
    """How long a title is that ends like the shortest of those ``printed`` that it begins with; None where none fits."""
    own = tuple(word for word, _ in placed)
    for other in sorted(printed, key=len):
        count = len(other)
        if not _LEAST_WORDS <= count < len(own):
            continue
        at = placed[count - 1][1]
        if (wording[at] == "," or own[count] in _GOES_ON) and own[:count] == other:
            return at
    return None
