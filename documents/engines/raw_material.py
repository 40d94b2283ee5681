"""What a piece of raw material seems to be: a directive, a news item or a topic."""

import re

from cadre_portal.telling import DAY

# A news item has a few paragraphs; what is longer is read as a topic.
NEWS_SYLLABLES = 700
SHORT_NEWS_SYLLABLES = 250
_WORD = re.compile(r"\w+")


def guess_kind(text: str, *, is_document: bool, has_pictures: bool) -> str:
    """Return "directive", "news" or "topic" for a text; ``is_document``: a letterhead with number or kind was read."""
    if is_document:
        return "directive"
    syllables = len(_WORD.findall(text))
    tells = has_pictures or DAY.search(text) is not None
    return "news" if syllables <= (NEWS_SYLLABLES if tells else SHORT_NEWS_SYLLABLES) else "topic"
