"""What stands between marks of quotation: the whole title of a document."""

import re

from directives.citations.patterns import Grammar
from directives.citations.setting import LONGEST

QUOTES = {"“": "”", "«": "»", '"': '"', "”": "”", "‘": "’", "'": "'"}
# Between a quotation and the next document of a list.
_DOCUMENT_JOINT = re.compile(r"\s*(?:[,;]\s*(?:và\s+)?|và\s+)(?:các\s+)?")


def read_quoted(text: str, low: str, begin: int, mark: str, grammar: Grammar) -> tuple[int, int] | None:
    """The words within the quotation that ``mark`` opened before ``begin``: quotations within it are passed over.

    Behind the mark that ends it stands the next document, even if one more mark was opened than closed.
    """
    close = QUOTES[mark]
    end = text.find(close, begin, begin + LONGEST)
    while mark == "'" and end >= 0 and text[end + 1 : end + 2].isalnum():
        end = text.find(close, end + 1, begin + LONGEST)
    if mark != close:
        inner = text.count(mark, begin, end) if end >= 0 else 0
        while inner > 0 and end >= 0 and not _next_document(low, end + 1, grammar):
            after = text.find(close, end + 1, begin + LONGEST)
            inner += text.count(mark, end + 1, after) - 1 if after >= 0 else 0
            if after < 0:
                break  # a quotation that is not closed: the first end is as good as any
            end = after
    if end < 0 and mark == "“":
        end = text.find('"', begin, begin + LONGEST)
    if end < 0 or "\n" in text[begin:end]:
        return None
    return (begin, end) if end - begin > 6 else None


def is_closed(text: str, opening: re.Match[str], limit: int) -> bool:
    """Tell whether the quotation that opens here ends on its line: one that does not must not swallow the sentences behind it."""
    line_end = text.find("\n", opening.end(), limit)
    limit = line_end if line_end >= 0 else limit
    mark = opening.group()
    if text.find(QUOTES[mark], opening.end(), limit) >= 0:
        return True
    return mark == "“" and text.find('"', opening.end(), limit) >= 0


def _next_document(low: str, at: int, grammar: Grammar) -> bool:
    joint = _DOCUMENT_JOINT.match(low, at)
    return joint is not None and grammar.kind_number.match(low, joint.end()) is not None
