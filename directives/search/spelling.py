"""Of finds in the text those first that have the words as they were spelt: "đường" before "Dương"."""

import re
from collections.abc import Callable, Iterable, Sequence

from cadre_portal.text import fold, has_diacritics, nfc, unify_tones
from directives.search.index import exact_words
from directives.search.query import Question
from directives.search.statements import run

# So many finds at a time are put in order, the same ones whatever page is asked for.
CHUNK = 60
_TWO = 2
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


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


def is_spelt_nowhere(texts: Iterable[str], question: Question) -> bool:
    """Whether no text has all the words that were typed with diacritics as they were typed. Texts are read one by one, as far as
    needed: what has them comes first."""
    groups = [group.exact for group in question.groups if all(has_diacritics(" ".join(each)) for each in group.exact)]
    if not groups:
        return False
    wanted = [[[_whole(word) for word in alternative] for alternative in group] for group in groups]
    if question.unfinished and groups[-1] == question.groups[-1].exact:
        wanted[-1] = [[re.compile(rf"(?<!\w){re.escape(word)}") for word in alternative] for alternative in groups[-1]]
    rhymes = any(_RHYME.search(fold(word)) for group in groups for alternative in group for word in alternative)
    for text in texts:
        low = nfc(text).lower()
        low = unify_tones(low) if rhymes else low
        if all(any(all(word.search(low) for word in alternative) for alternative in group) for group in wanted):
            return False
    return True


def stands_apart(hits: Iterable[tuple[str, Callable[[], str]]], question: Question) -> bool:
    """Whether of two words typed with their diacritics no text has the one behind the other, nor a title both: "vũ trụ" found as
    "vũ trang … trụ sở". ``hits``: title of each find, and what gives its whole text."""
    groups = [group.exact for group in question.groups]
    if len(groups) != _TWO or not all(len(each) == len(each[0]) == 1 and has_diacritics(each[0][0]) for each in groups):
        return False
    first, second = (group[0][0] for group in groups)
    end = "" if question.unfinished else r"(?!\w)"
    row = re.compile(rf"(?<!\w){re.escape(first)}\W+{re.escape(second)}{end}")
    for title, text in hits:
        # The title first: mostly it has them, and it is short.
        if {first, second} <= set(exact_words(title)) or row.search(unify_tones(text()).lower()):
            return False
    return True
