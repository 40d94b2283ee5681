"""Of finds in the text those first that have the words as they were spelt: "đường" before "Dương"."""

import re
from collections.abc import Iterable, Sequence

from cadre_portal.text import fold, has_diacritics, nfc, unify_tones
from directives.search.query import Question
from directives.search.statements import run

# So many finds at a time are put in order, the same ones whatever page is asked for.
CHUNK = 60
_RHYME = re.compile(r"(?:oa|oe|uy)$")


def window(needed: int) -> int:
    """How many finds must be at hand so that the first ``needed`` are in order."""
    return -(-needed // CHUNK) * CHUNK


def spelt_first(keys: Sequence[int], question: Question) -> list[int]:
    """The keys, within each chunk those first whose title or text has all words as typed. A query a chunk."""
    wanted = [
        [alternative for alternative in group.exact if has_diacritics(" ".join(alternative))]
        for group in question.groups
    ]
    wanted = [alternatives for alternatives in wanted if alternatives]
    if not wanted:
        return list(keys)
    ordered: list[int] = []
    for at in range(0, len(keys), CHUNK):
        chunk = keys[at : at + CHUNK]
        as_typed = _as_typed(chunk, wanted)
        ordered += sorted(chunk, key=lambda key: key not in as_typed)
    return ordered


def _as_typed(keys: Sequence[int], wanted: list[list[tuple[str, ...]]]) -> set[int]:
    marks = ", ".join(["%s"] * len(keys))
    sql = f"SELECT id, subject, body FROM directives_directive WHERE id IN ({marks})"  # noqa: S608
    # Questions are in the old tone style; a text need be brought to it only where a word asked for has such a rhyme.
    rhymes = any(_RHYME.search(fold(word)) for group in wanted for alternative in group for word in alternative)
    found = set()
    for key, subject, body in run(sql, keys):
        text = nfc(f"{subject}\n{body}").lower()
        if rhymes:
            text = unify_tones(text)
        if all(any(all(word in text for word in alternative) for alternative in group) for group in wanted):
            found.add(key)
    return found


def is_spelt_nowhere(texts: Iterable[str], question: Question) -> bool:
    """Whether no text has all the words that were typed with diacritics as they were typed. Texts are read one by one, as far as
    needed: what has them comes first."""
    groups = [group.exact for group in question.groups if all(has_diacritics(" ".join(each)) for each in group.exact)]
    if not groups:
        return False
    rhymes = any(_RHYME.search(fold(word)) for group in groups for alternative in group for word in alternative)
    for text in texts:
        low = nfc(text).lower()
        low = unify_tones(low) if rhymes else low
        if all(any(all(word in low for word in alternative) for alternative in group) for group in groups):
            return False
    return True
