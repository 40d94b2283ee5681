"""Citations and deadlines of a text as it was given: a file, a pasted body, the text of an attached file.

Such texts may come with their lines broken at the edge of a page or a mail. They are joined before they are read, and every
place told is one of the text as given, so that a page can draw links over it.
"""

from dataclasses import replace
from datetime import date

from directives.citations import FoundCitation, find_citations
from directives.deadlines import FoundDeadline, find_deadlines
from directives.wrapped import unwrap

# No text of fewer lines is surely wrapped, and most subjects and bodies have no more.
_FEW_LINES = 4


def citations_in(text: str) -> list[FoundCitation]:
    """Return the citations of ``text``, wrapped or not; ``start``, ``end``, ``raw`` and the title's place are of ``text``."""
    joined, places = _joined(text)
    found = find_citations(joined)
    if places is None:
        return found
    return [_in_given(one, text, places) for one in found]


def deadlines_in(text: str, *, issued_on: date | None) -> list[FoundDeadline]:
    """Return the deadlines of ``text``, wrapped or not; ``start`` and ``end`` are of ``text``."""
    joined, places = _joined(text)
    found = find_deadlines(joined, issued_on=issued_on)
    if places is None:
        return found
    return [replace(one, start=places[one.start], end=places[one.end - 1] + 1) for one in found]


def _joined(text: str) -> tuple[str, list[int] | None]:
    return unwrap(text) if text.count("\n") >= _FEW_LINES else (text, None)


def _in_given(found: FoundCitation, text: str, places: list[int]) -> FoundCitation:
    start, end = places[found.start], places[found.end - 1] + 1
    title = found.title_start, found.title_end
    if found.title_start >= 0:
        title = places[found.title_start], places[found.title_end - 1] + 1
    return found._replace(start=start, end=end, raw=text[start:end], title_start=title[0], title_end=title[1])
