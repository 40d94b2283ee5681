"""What the mentions of one text say about each other's titles."""

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
_SIGNS = ',;:()“”"'
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
        printed = {_words(low, mentions[place].title) for place in places} if len(places) > 1 else set()
        if len(printed) < 2:
            continue
        for place in places:
            title = mentions[place].title
            end = _shorter(low, title, printed)
            if title is None or end is None:
                continue
            for other in mentions[max(0, place - _LOOKED_BACK) : place + 1]:
                if other.title is not None and other.title[0] <= title[0] and other.title[1] == title[1]:
                    other.title = (other.title[0], end)


def _words(low: str, title: tuple[int, int] | None) -> tuple[str, ...]:
    """The words of a title, without signs and the "về" before them."""
    words = [word.strip(_SIGNS) for word in low[slice(*title)].split()] if title else []
    while words and words[0] in _ABOUT:
        del words[0]
    return tuple(words)


def _shorter(low: str, title: tuple[int, int] | None, printed: set[tuple[str, ...]]) -> int | None:
    """Where ``title`` ends if it ends like the shortest of those ``printed`` that it begins with; None where none fits."""
    own = _words(low, title)
    for other in sorted(printed, key=len):
        count = len(other)
        if title is None or not _LEAST_WORDS <= count < len(own) or own[:count] != other:
            continue
        at = title[0]
        for word in own[:count]:
            at = low.index(word, at) + len(word)
        if low[at] == "," or own[count] in _GOES_ON:
            return at
    return None
