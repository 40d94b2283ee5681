"""Words said around what is wanted ("cho tôi xin …", "… ở đâu"), and the wish for the newest first.

With diacritics they are known for certain; without, single syllables may be other words ("ve" of "bảo vệ", "dau" of "đầu"), so
only those of several syllables are taken off, or such as stand at the very front.
"""

import re

from cadre_portal.text import fold
from directives.search.index import exact_words
from directives.search.query.question import Chip
from directives.search.query.reader import Reader

_FRONT = (
    "tìm", "tìm kiếm", "tìm giúp", "tìm hộ", "tra", "tra cứu", "xin", "cho tôi", "cho mình", "cho em", "cho xin", "cho hỏi", "xin hỏi",
    "giúp tôi", "giúp mình", "tôi cần", "tôi muốn", "mình cần", "em cần", "cần tìm", "muốn tìm", "muốn xem", "cho xem", "xem", "cái", "các",
    "những", "mấy", "văn bản", "tài liệu", "nói về", "về", "về việc", "liên quan đến", "liên quan tới", "có nội dung", "ban hành",
)  # fmt: skip
# Of one syllable, typed without diacritics: not "ve sinh", "tim mach".
_PLAIN = re.compile(r"(?:tim(?! mach)|xin|ve(?! sinh)|cac|nhung|xem)(?![a-z0-9])")
_FRONT_SPELT = ("tôi", "mình", "em", "của", "nào", "giúp", "cần", "hỏi", "lấy", "bản", "có", "để")
_END = (
    "ở đâu", "đâu rồi", "có chưa", "có không", "là gì", "thế nào", "số mấy", "số bao nhiêu", "ngày nào", "giúp tôi", "giúp mình",
    "cho tôi", "cho mình", "với ạ",
)  # fmt: skip
_END_SPELT = ("đâu", "chưa", "nào", "gì", "ạ", "nhé", "với", "giúp", "hộ", "đi", "à", "vậy", "là", "về", "của")
_INSIDE = ("nói về", "liên quan đến", "liên quan tới", "có nội dung", "về việc", "là văn bản nào")
# Kinds that begin with a filler.
_KEPT = ("van ban hop nhat",)

_NEWEST = re.compile(
    r"(?<![a-z0-9])(?:(?:moi|gan day|gan|vua) nhat|moi ban hanh|vua ban hanh|moi ra|moi ve|gan day|moi day)(?![a-z0-9])"
)
_NEWEST_SPELT = ("mới", "gần", "vừa")


def take_fillers(reader: Reader) -> None:
    """Blank the fillers at the front, at the end and, of several syllables, inside; never all there is."""
    if not _without_front(reader):
        return
    _without_end(reader)
    for phrase in _INSIDE:
        for place in re.finditer(rf"(?<![a-z0-9]){fold(phrase)}(?![a-z0-9])", reader.folded):
            if _is_meant(reader, place.start(), place.end(), phrase):
                reader.take(place.start(), place.end())


def _without_front(reader: Reader) -> bool:
    """False where nothing but fillers stands there: then they are what was asked, and stay."""
    ends = [0]
    while True:
        left = reader.folded[ends[-1] :]
        start = ends[-1] + len(left) - len(left.lstrip())
        if start == len(reader.folded):
            return False
        if reader.folded[start:].startswith(_KEPT):
            break
        phrases = (*_FRONT, *_FRONT_SPELT) if reader.spelt else [phrase for phrase in _FRONT if " " in phrase]
        longest = max((start + len(fold(phrase)) for phrase in phrases if _stands_at(reader, start, phrase)), default=0)
        if not longest and not reader.spelt and (plain := _PLAIN.match(reader.folded, start)):
            longest = plain.end()
        if not longest:
            break
        ends.append(longest)
    reader.take(0, ends[-1])
    return True


def _stands_at(reader: Reader, start: int, phrase: str) -> bool:
    folded = fold(phrase)
    stop = start + len(folded)
    whole = reader.folded[start:stop] == folded and not reader.folded[stop : stop + 1].isalnum()
    return whole and _is_meant(reader, start, stop, phrase)


def _is_meant(reader: Reader, start: int, stop: int, phrase: str) -> bool:
    """Among words with diacritics one syllable must be spelt as the filler is; several may lack theirs."""
    typed, folded = exact_words(reader.text[start:stop]), fold(phrase).split()
    return not reader.spelt or typed == exact_words(phrase) or (typed == folded and len(folded) > 1)


def _without_end(reader: Reader) -> None:
    phrases = (*_END, *_END_SPELT) if reader.spelt else _END
    while True:
        end = len(reader.folded.rstrip())
        for phrase in phrases:
            folded = fold(phrase)
            start = end - len(folded)
            if (
                start > 0
                and not reader.folded[start - 1].isalnum()
                and reader.folded[:start].strip()
                and _stands_at(reader, start, phrase)
                and (" " in folded or exact_words(reader.text[start:end]) == [phrase])
            ):
                reader.take(start, end)
                break
        else:
            return


def take_newest(reader: Reader) -> bool:
    """ "văn bản mới nhất", "công văn moi nhat cua tinh uy": newest first."""
    if "moi" in reader.removed:
        return False
    for place in _NEWEST.finditer(reader.folded):
        first = exact_words(reader.text[place.start() : place.end()])[0]
        if reader.spelt and first not in _NEWEST_SPELT:
            continue
        reader.take(place.start(), place.end())
        reader.chips.append(Chip("moi", "mới nhất trước"))
        return True
    return False
