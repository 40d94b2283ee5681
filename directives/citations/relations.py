"""What a text does with the document it names, told by the nearest verb before the mention."""

import functools
import re

from directives.citations.model import Relation
from directives.citations.patterns import Grammar

_JOINED = re.compile(r"[\s,;”\"]*(?:và|và các|các|gắn với|cùng với)?\s*")
_MARKS = "\n.;,:(“"
_STRONG_MARKS = "\n.;:(“"
_BREAK = re.compile(r"[\n.;:(“\d]")
_REACH = 60  # characters before the mention
_WORDS_BETWEEN = 5


def relation_before(low: str, start: int, last: tuple[tuple[int, int], Relation] | None, grammar: Grammar) -> Relation:
    """Return the relation of the mention at ``start`` of the lower-case text.

    ``last``: place (of its title, else of itself) and relation of the mention before. Its own words say nothing of this
    one; in a list ("Thực hiện Chỉ thị …; Kế hoạch …") its relation holds on.
    """
    floor = max(0, start - _REACH)
    if last is not None and last[0][1] <= start:
        floor = max(floor, last[0][1])
    relation = _nearest_verb(low[floor:start], grammar)
    if relation is not None:
        return relation
    if last is not None and start - last[0][1] < 48:
        between = low[last[0][1] : start]
        joint = _JOINED.match(between)
        rest = between[joint.end() :] if joint else between
        # "…; Chương trình kiểm tra, giám sát số 175-CTr/TU": of a list too, though its kind has a name behind it.
        if not rest or (joint and joint.group().strip() and not _BREAK.search(rest) and _is_kind(rest, grammar)):
            return last[1]
    return Relation.CITES


@functools.lru_cache(maxsize=8192)
def _nearest_verb(window: str, grammar: Grammar) -> Relation | None:
    """The relation told by the last verb of ``window``, the few words before a mention: mostly the same ones (", ", " và ")."""
    cut = max(map(window.rfind, _MARKS))
    before = window[cut + 1 :]
    if window[cut : cut + 1] == "," and len(before.split()) < 2:
        before = window[max(map(window.rfind, _STRONG_MARKS)) + 1 :]
    verb: str | None = None
    for found in grammar.relation.finditer(before):
        if len(before[found.end() :].split()) <= _WORDS_BETWEEN:
            verb = found.lastgroup
    return Relation(verb) if verb is not None else None


def _is_kind(words: str, grammar: Grammar) -> bool:
    return words.split()[0] in grammar.kind_starts and len(words) < 40
