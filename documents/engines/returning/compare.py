"""Lays an entry beside what came back of it: which lines are the same, changed, new or gone.

Three texts meet: ``base`` (the entry when the file was made, where it is known), ``current`` (the portal's today) and the file's.
What only the portal changed is kept without a word; what only Word changed is offered; what both changed is offered as a
conflict that shows both.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from documents.engines import compare
from documents.engines.returning.lines import LABELS, NOTES, Line, Part, same_looks, without_number
from documents.engines.returning.model import ReturnedLine, TrackedChange, WordComment

# Lines of one changed stretch that are paired by likeness; of longer ones the n-th goes with the n-th.
_MOST_PAIRED = 60
_ALIKE = 0.5
# Words of one text times words of the other that are matched in order; of longer ones it counts which they share.
_MOST_WORDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """One difference that is accepted or refused by itself.

    ``old``: the portal's line (None: new in Word); ``new``: Word's (None: gone in Word). ``words``: the comparison word by word.
    ``is_conflict``: the portal's line was changed too since the file was made; ``is_look``: only bold, italic … differ.
    """

    key: str
    part: Part
    old: Line | None
    new: Line | None
    words: tuple[compare.Piece, ...] = ()
    is_conflict: bool = False
    is_look: bool = False
    changes: tuple[TrackedChange, ...] = ()

    @property
    def kind(self) -> str:
        """ "new", "gone", "look" or "changed"."""
        if self.old is None:
            return "new"
        if self.new is None:
            return "gone"
        return "look" if self.is_look else "changed"


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the portal, of the file, or of both. Without a ``piece`` the portal's line stays (where there is none: nothing)."""

    old: Line | None
    new: Line | None
    piece: Piece | None = None


def steps_of(
    current: Sequence[Line],
    returned: Sequence[Line],
    base: Sequence[Line] | None,
    changes: Sequence[TrackedChange] = (),
) -> list[Step]:
    """Lay the lines side by side. ``changes``: tracked ones, told beside the pieces that they make."""
    numbered = {line.text for line in current} | {line.text for line in base or ()}
    returned = [_renumbered(line, numbered) for line in returned]
    pairs = _paired(current, returned)
    known = Counter(line.key for line in base) if base is not None else None
    seen: Counter[str] = Counter()
    steps: list[Step] = []
    part = Part.BODY
    for old, new in pairs:
        if old is not None:
            part = old.part
        elif new is not None:
            part, new = _part_of_new(part, new)
            if new.is_label:
                steps.append(Step(None, new))
                continue
        steps.append(_step(old, new, part, known, seen, changes))
    return _told_once(steps)


def _told_once(steps: list[Step]) -> list[Step]:
    """A deletion of a whole paragraph stands with the next one in the file: told with the paragraph that is gone, not with both."""
    told = {change for step in steps if step.piece is not None and step.new is None for change in step.piece.changes}
    if not told:
        return steps
    return [
        replace(step, piece=replace(step.piece, changes=tuple(one for one in step.piece.changes if one not in told)))
        if step.piece is not None and step.new is not None
        else step
        for step in steps
    ]


def _renumbered(line: Line, known: set[str]) -> Line:
    """The line without the portal's number before a part; a number that the author typed himself stays."""
    bare = without_number(line)
    if bare is line or line.text in known:
        return line
    is_part = line.returned is not None and line.returned.style > 1
    return bare if is_part or bare.text in known else line


def _part_of_new(part: Part, new: Line) -> tuple[Part, Line]:
    """In which field a line stands that only the file has: that of the line before it."""
    label = next((name for name in NOTES if LABELS[name] == new.text and not new.sign), None)
    if label is not None:
        return label, replace(new, part=label, is_label=True)
    if part is Part.SOURCE or (part is Part.GIST and not new.sign):
        part = Part.BODY
    return part, replace(new, part=part)


def _step(
    old: Line | None,
    new: Line | None,
    part: Part,
    known: Counter[str] | None,
    seen: Counter[str],
    changes: Sequence[TrackedChange],
) -> Step:
    if old is not None and old.is_label:
        return Step(old, new)
    if old is not None and new is not None and old.key == new.key:
        if same_looks(old, new) or part in NOTES:
            return Step(old, new)
    elif _is_portals(old, new, known):
        return Step(old, new)
    return Step(old, new, make_piece(part, old, new, known, seen, changes))


def _is_portals(old: Line | None, new: Line | None, known: Counter[str] | None) -> bool:
    """Whether only the portal changed here: Word still has what stood in the file when it was made."""
    if known is None:
        return False
    if new is None:
        return old is not None and old.key not in known
    return new.key in known and (old is None or old.key not in known)


def make_piece(
    part: Part,
    old: Line | None,
    new: Line | None,
    known: Counter[str] | None,
    seen: Counter[str],
    changes: Sequence[TrackedChange] = (),
) -> Piece:
    """The difference of two lines. ``seen`` counts equal ones, so that each has a key of its own."""
    before, after = old.shown if old else "", new.shown if new else ""
    is_look = old is not None and new is not None and old.key == new.key
    marked = f"{part}\n{before}\n{after}\n{is_look}"
    seen[marked] += 1
    key = hashlib.sha256(f"{marked}\n{seen[marked]}".encode()).hexdigest()[:16]
    return Piece(
        key=key,
        part=part,
        old=old,
        new=new,
        words=tuple(compare.compare_texts(before, after)),
        is_conflict=known is not None and old is not None and old.key not in known,
        is_look=is_look,
        changes=_changes_of(old, new, changes),
    )


def _changes_of(old: Line | None, new: Line | None, changes: Sequence[TrackedChange]) -> tuple[TrackedChange, ...]:
    if new is not None and new.returned is not None:
        return new.returned.changes
    if old is None:
        return ()
    # A paragraph that is gone: its deletion stands with whatever came next.
    gone = " ".join(old.text.split())
    return tuple(one for one in changes if one.kind == "del" and gone and gone in " ".join(one.text.split()))


# --- Pairing lines --------------------------------------------------------------------------------------------------------


def _paired(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[Line | None, Line | None]]:
    pairs: list[tuple[Line | None, Line | None]] = []
    before, after = [line.key for line in old], [line.key for line in new]
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs.extend(zip(old[a:b], new[c:d], strict=True))
        else:
            pairs.extend(_alike(old[a:b], new[c:d]))
    return pairs


def _alike(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[Line | None, Line | None]]:
    """Pair the lines of a changed stretch in order, so that the pairs are as alike as can be (the classical alignment)."""
    if len(old) > _MOST_PAIRED or len(new) > _MOST_PAIRED:
        both = min(len(old), len(new))
        return [
            *zip(old[:both], new[:both], strict=True),
            *((line, None) for line in old[both:]),
            *((None, line) for line in new[both:]),
        ]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    like = [[likeness(one, other) for other in new] for one in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            with_pair = best[i + 1][j + 1] + like[i][j] if like[i][j] >= _ALIKE else 0.0
            best[i][j] = max(with_pair, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[Line | None, Line | None]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if like[i][j] >= _ALIKE and best[i][j] == best[i + 1][j + 1] + like[i][j]:
            pairs.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((old[i], None))
            i += 1
        else:
            pairs.append((None, new[j]))
            j += 1
    pairs.extend((line, None) for line in old[i:])
    pairs.extend((None, line) for line in new[j:])
    return pairs


def likeness(one: Line, other: Line) -> float:
    """0 to 1: how much two lines are one line before and after an edit."""
    if one.is_label or other.is_label:
        return 0.0
    if one.picture or other.picture:
        return 1.0 if one.picture == other.picture else 0.0
    if (one.kind == "table") != (other.kind == "table"):
        return 0.0
    return alike(one.text, other.text)


def alike(one: str, other: str) -> float:
    """Share of the words that two texts have in common, in order."""
    before, after = one.split(), other.split()
    if not before or not after:
        return 0.0
    if 2 * min(len(before), len(after)) < (len(before) + len(after)) * _ALIKE:
        return 0.0
    shared = 2 * sum((Counter(before) & Counter(after)).values()) / (len(before) + len(after))
    if shared < _ALIKE:
        return 0.0
    if len(before) * len(after) > _MOST_WORDS:
        return shared
    return SequenceMatcher(None, before, after, autojunk=False).ratio()


def remarks_of(returned: Sequence[ReturnedLine]) -> tuple[list[WordComment], list[TrackedChange]]:
    """All comments and tracked changes of some lines."""
    comments = [one for line in returned for one in line.comments]
    return comments, [one for line in returned for one in line.changes]
