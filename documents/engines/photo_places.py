"""Where a photo stands after the text around it was edited: behind the paragraph behind which it stood.

followed(["Một.", "Hai."], ["Không.", "Một.", "Hai."], 1) → 2
"""

from collections.abc import Sequence
from difflib import SequenceMatcher


def followed(old: Sequence[str], new: Sequence[str], place: int) -> int:
    """The place among the blocks ``new`` of a photo that stood behind ``place`` blocks of ``old``, both as plain text.

    0 stays before the first block, what lies behind the last one at the end. Where the paragraph was taken out, the photo
    stands behind what came before it; where paragraphs were rewritten, behind the one most like it.
    """
    if place <= 0 or not old:
        return max(place, 0)
    if place >= len(old):
        return max(place, len(new))
    at = place - 1
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if not start <= at < end:
            continue
        if kind == "equal":
            return first + at - start + 1
        if kind == "delete":
            return first
        if end - start == last - first:
            return first + at - start + 1
        best = max(range(first, last), key=lambda one: SequenceMatcher(None, old[at], new[one]).quick_ratio())
        return best + 1
    return place
