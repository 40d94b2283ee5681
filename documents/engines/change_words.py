"""What a correction changed, in sentences for its readers, proposed from the comparison with the edition before.

changes_in_words(compare_issues(old, new)) → "Mục 2: sửa “10 hộ” thành “12 hộ”.\nMục 4: Thay ảnh: “Lễ ra quân”."
"""

from collections.abc import Iterator, Sequence

from documents.engines.compare import Change, Piece
from documents.engines.issue_changes import EntryChange, Fate, FieldChange, IssueChange, anchored_places, places_of

MOST_LINES = 6
_LONGEST = 120
_WORDS_BEFORE = 3
_BODY = "Nội dung"


def changes_in_words(change: IssueChange, *, most: int = MOST_LINES) -> str:
    """Return a line for each changed place, at most ``most``; more are counted in the last line. "" where nothing differs."""
    lines = list(_lines(change))
    if len(lines) <= most:
        return "\n".join(lines)
    return "\n".join([*lines[: most - 1], f"Và {len(lines) - most + 1} chỗ khác."])


def _lines(change: IssueChange) -> Iterator[str]:
    for field in change.fields:
        yield from (f"{field.label}: {words}." for words in _of_field(field))
    yield from change.facts
    for entry in change.entries:
        yield from _of_entry(entry)


def words_of_entry(entry: EntryChange, *, most: int = 3) -> list[str]:
    """What changed in one entry, without its number: "sửa “10 hộ” thành “12 hộ”"; more than ``most`` places are counted."""
    if entry.fate is not Fate.CHANGED:
        return ["mục mới" if entry.fate is Fate.NEW else "đã bỏ cả mục"]
    lines = [entry.moved] if entry.moved else []
    for field in entry.fields:
        where = "" if field.label == _BODY else f"{field.label.lower()}: "
        lines.extend(f"{where}{words}" for words in _of_field(field))
    lines.extend(entry.facts)
    return lines if len(lines) <= most else [*lines[: most - 1], f"và {len(lines) - most + 1} chỗ khác"]


def _of_entry(entry: EntryChange) -> Iterator[str]:
    if entry.fate is not Fate.CHANGED:
        yield f"{'Thêm' if entry.fate is Fate.NEW else 'Bỏ'} mục {entry.number}: “{_short(entry.title)}”."
        return
    if entry.moved:
        yield entry.moved
    for field in entry.fields:
        where = f"Mục {entry.number}" if field.label == _BODY else f"Mục {entry.number}, {field.label.lower()}"
        yield from (f"{where}: {words}." for words in _of_field(field))
    yield from (f"Mục {entry.number}: {fact}" for fact in entry.facts)


def _of_field(field: FieldChange) -> Iterator[str]:
    exchanged = places_of(field.pieces, around=1)
    for place, (wide, anchor) in zip(
        exchanged, anchored_places(field.pieces, around=_WORDS_BEFORE, apart=1), strict=True
    ):
        # Exchanged, with a word at each side: "10" says little. Alone added or left out, by the words beside it.
        gone, new = _changed(place, Change.GONE), _changed(place, Change.NEW)
        if gone and new:
            yield f"sửa “{_side(place, Change.NEW)}” thành “{_side(place, Change.GONE)}”"
        elif new:
            yield f"thêm {_with_place(wide, new, anchor)}"
        elif gone:
            yield f"bỏ {_with_place(wide, gone, anchor)}"


def _with_place(place: Sequence[Piece], words: str, anchor: str) -> str:
    """The words with what stands before them, or, at the beginning of a line, behind them: “nghèo” sau “Có mười hộ”."""
    first, last = place[0], place[-1]
    changed = next(piece.text for piece in place if piece.change is not Change.SAME)
    begins, ends = first.change is not Change.SAME, last.change is not Change.SAME
    if changed.startswith("\n") or (begins and ends):
        line = "dòng bảng" if "\t" in changed else "đoạn"
        before = _short(first.text) if not begins else _beginning(anchor)
        is_new = any(piece.change is Change.NEW for piece in place)
        # Left out, the line itself says where it stood.
        return f"{line} “{words}”" + (f" sau “{before}”" if before and is_new else "")
    if not begins and (before := _short(first.text)):
        return f"“{words}” sau “{before}”"
    after = _short(last.text) if not ends else ""
    return f"“{words}” trước “{after}”" if after else f"“{words}”"


def _beginning(line: str) -> str:
    words = line.split()
    return _short(line) if len(words) <= 2 * _WORDS_BEFORE else f"{_short(' '.join(words[: 2 * _WORDS_BEFORE]))} …"


def _changed(place: Sequence[Piece], kind: Change) -> str:
    return _short("".join(piece.text for piece in place if piece.change is kind))


def _side(place: Sequence[Piece], without: Change) -> str:
    return _short("".join(piece.text for piece in place if piece.change is not without))


def _short(text: str) -> str:
    """One line without the signs for words left out and without quotation marks of its own."""
    text = (
        " ".join(text.replace("“", "‘").replace("”", "’").split()).removeprefix("… ").removesuffix(" …").rstrip(" .,;:")
    )
    if text.count("‘") != text.count("’"):
        # The other half of the pair was not taken along.
        text = text.replace("‘", "").replace("’", "")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
