"""What a text does with the document it names, told by the nearest verb before the mention."""

import re

from directives.citations.model import Relation
from directives.citations.patterns import Grammar

_JOINED = re.compile(r"[\s,;”\"]*(?:và|và các|các|gắn với|cùng với)?\s*")
_MARKS = re.compile("[\n.;,:(“]")
_STRONG_MARKS = re.compile("[\n.;:(“]")
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
    window = low[floor:start]
    before = _MARKS.split(window)[-1]
    if window[: len(window) - len(before)].endswith(",") and len(before.split()) < 2:
        before = _STRONG_MARKS.split(window)[-1]
    verb = None
    for found in grammar.relation.finditer(before):
        if len(before[found.end() :].split()) <= _WORDS_BETWEEN:
            verb = found.lastgroup
    if verb is not None:
        return Relation(verb)
    if last is not None and start - last[0][1] < 24 and _JOINED.fullmatch(low[last[0][1] : start]):
        return last[1]
    return Relation.CITES
