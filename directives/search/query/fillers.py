"""Words said around what is wanted ("cho tôi xin …", "… ở đâu"), and the wish for the newest first.

With diacritics they are known for certain; without, single syllables may be other words ("ve" of "bảo vệ", "dau" of "đầu"), so
only those of several syllables are taken off, or such as stand at the very front.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from cadre_portal.text import fold
from directives.search.index import exact_words
from directives.search.query.kinding import CONSONANT_KINDS, KIND_NAMES_OF_TWO
from directives.search.query.question import Chip
from directives.search.query.reader import Reader


class _Phrase(NamedTuple):
    """A filler folded, and its words as they are spelt. Made once: folding costs more than the rest of reading."""

    folded: str
    exact: tuple[str, ...]

    @property
    def is_one_syllable(self) -> bool:
        return len(self.exact) == 1


def _phrases(*texts: str) -> tuple[_Phrase, ...]:
    """The longest first."""
    return tuple(_Phrase(fold(text), tuple(exact_words(text))) for text in sorted(texts, key=len, reverse=True))


def _by_first_word(phrases: Iterable[_Phrase]) -> dict[str, tuple[_Phrase, ...]]:
    """So that of some hundred fillers only those are compared that begin as the question does."""
    found: dict[str, list[_Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase.folded.split()[0], []).append(phrase)
    return {word: tuple(phrases) for word, phrases in found.items()}


_FRONT = _phrases(
    "tìm", "tìm kiếm", "tìm giúp", "tìm hộ", "tra", "tra cứu", "xin", "cho tôi", "cho mình", "cho em", "cho xin", "cho hỏi", "xin hỏi",
    "giúp tôi", "giúp mình", "tôi cần", "tôi muốn", "mình cần", "em cần", "cần tìm", "muốn tìm", "muốn xem", "cho xem", "xem", "cái", "các", "văn bản nào",
    "những", "mấy", "văn bản", "tài liệu", "nói về", "về", "về việc", "liên quan đến", "liên quan tới", "có nội dung", "ban hành",
    "bao giờ hết", "bao giờ", "khi nào", "lúc nào", "muốn hỏi", "muốn biết", "cho biết", "làm ơn", "nhờ tìm", "có phải", "cái gì", "vì sao", "tại sao", "cho tôi hỏi", "cho mình hỏi", "cho em hỏi", "tôi muốn hỏi",
    "mình muốn hỏi", "em muốn hỏi", "tôi muốn biết", "mình muốn biết", "em muốn biết", "không biết",
)  # fmt: skip
# Of one syllable, typed without diacritics: not "ve sinh", "tim mach".
_PLAIN = re.compile(r"(?:tim(?! mach)|xin|ve(?! sinh)|cac|nhung|xem)(?![a-z0-9])")
_FRONT_SPELT = _phrases("tôi", "mình", "em", "của", "nào", "giúp", "cần", "hỏi", "lấy", "bản", "có", "để")
_END = _phrases(
    "ở đâu", "đâu rồi", "có chưa", "có không", "là gì", "thế nào", "số mấy", "số bao nhiêu", "ngày nào", "giúp tôi", "giúp mình",
    "cho tôi", "cho mình", "với ạ", "như thế nào", "ra sao", "khi nào", "bao giờ", "cái gì", "gì đó", "nào đó", "bao nhiêu", "lúc nào", "vào ngày nào",
    "được không", "phải không", "nằm ở đâu", "những ngày nào", "hôm nào", "nội dung gì", "có nội dung gì", "nội dung là gì", "nội dung thế nào",
    "nói gì", "có gì mới", "làm gì", "để làm gì", "làm thế nào", "hồi trước", "dạo trước", "bữa trước", "hôm trước", "trước đây", "trước kia",
    "năm nào", "tháng nào", "từ bao giờ", "đến bao giờ", "từ khi nào", "đến khi nào", "từ năm nào", "bao lâu", "mấy giờ", "thì sao",
)  # fmt: skip
_END_SPELT = _phrases(
    "thứ mấy",
    "tháng mấy",
    "ngày mấy",
    "năm mấy",
    "có gì",
    "nhỉ",
    "đâu",
    "chưa",
    "nào",
    "gì",
    "ạ",
    "nhé",
    "với",
    "giúp",
    "hộ",
    "đi",
    "à",
    "vậy",
    "là",
    "về",
    "của",
)
_INSIDE = _phrases(
    "gì đó", "nào đó", "cái gì", "bao giờ hết", "bao giờ", "khi nào", "như thế nào", "thế nào", "nằm ở đâu", "ở đâu", "bao nhiêu", "vào ngày nào",
    "những ngày nào", "hồi trước", "dạo trước", "bữa trước", "hôm trước", "nói về", "liên quan đến", "liên quan tới", "có nội dung", "về việc", "là văn bản nào",
)  # fmt: skip
_AT_FRONT, _AT_FRONT_SPELT = _by_first_word(_FRONT), _by_first_word((*_FRONT, *_FRONT_SPELT))
_ANYWHERE = _by_first_word({*_FRONT, *_END, *_INSIDE})
_ANYWHERE_SPELT = _by_first_word({*_FRONT, *_END, *_INSIDE, *_FRONT_SPELT, *_END_SPELT})
_WORD = re.compile(r"[^\W_]+")
# "Nghị quyết nào …", "van ban nao …": behind the name of a kind it asks, however it is typed.
_WHICH = re.compile(
    rf"(?<![a-z0-9])(?:van ban|vb|{'|'.join(sorted(KIND_NAMES_OF_TWO | CONSONANT_KINDS))})\s+(?P<which>nao)(?![a-z0-9])"
)
# Of so many words or more a question of nothing but fillers asks for nothing; fewer are words that somebody looks for.
_LEAST_ASKING = 2
# Kinds that begin with a filler.
_KEPT = ("van ban hop nhat",)

# "Có … không": of "có" and "không" alone neither is a filler.
_WHETHER = re.compile(r"(?P<front>\s*co\s).*\s(?P<end>khong\s*)$")
_NEWEST = re.compile(
    r"(?<![a-z0-9])(?:(?:moi|gan day|gan|vua) nhat|moi ban hanh|vua ban hanh|moi ra|moi ve|gan day|moi day)(?![a-z0-9])"
)
# "Nghị quyết mới", "van ban moi cua tinh uy": behind the name of a kind, and nothing said of what.
_NEW_ONES = re.compile(
    rf"(?<![a-z0-9])(?:van ban|vb|{'|'.join(sorted(KIND_NAMES_OF_TWO | CONSONANT_KINDS))})\s+(?P<new>moi)(?=\s*$|\s+(?:cua|do)(?![a-z0-9]))"
)
_NEWEST_SPELT = ("mới", "gần", "vừa")


def take_fillers(reader: Reader) -> None:
    """Blank the fillers at the front, at the end and, of several syllables, inside; never all there is."""
    spelt = reader.spelt
    if _is_only_asking(reader, spelt=spelt):
        reader.only_asks = True
        return
    which = _WHICH.search(reader.folded)
    if which and exact_words(reader.text[which.start("which") : which.end()])[0] in {"nao", "nào"}:
        reader.take(which.start("which"), which.end())
    asked = _WHETHER.match(reader.folded)
    if asked and exact_words(reader.text[asked.start("end") : asked.end("end")])[0] in {"khong", "không"}:
        reader.take(asked.start("end"), asked.end("end"))
        reader.take(0, asked.end("front"))
    if not _without_front(reader, spelt=spelt):
        return
    _without_end(reader, spelt=spelt)
    for phrase in _INSIDE:
        at = reader.folded.find(phrase.folded)
        if at > 0 and _stands_at(reader, at, phrase, spelt=spelt) and not reader.folded[at - 1].isalnum():
            taken = reader.folded[:at] + reader.folded[at + len(phrase.folded) :]
            if taken.strip():
                reader.take(at, at + len(phrase.folded))


def _is_only_asking(reader: Reader, *, spelt: bool) -> bool:
    """ "Cho tôi hỏi ở đâu": fillers one behind the other and nothing else."""
    phrases = _ANYWHERE_SPELT if spelt else _ANYWHERE
    starts = [match.start() for match in _WORD.finditer(reader.folded)]
    at = found = 0
    while at < len(starts):
        longest = _longest_at(reader, starts[at], phrases, spelt=spelt)
        if not longest:
            return False
        at, found = at + len(longest.exact), found + 1
    return found >= _LEAST_ASKING


def _without_front(reader: Reader, *, spelt: bool) -> bool:
    """False where nothing but fillers stands there: then they are what was asked, and stay."""
    phrases = _AT_FRONT_SPELT if spelt else _AT_FRONT
    folded, end = reader.folded, 0
    while True:
        start = end + len(folded[end:]) - len(folded[end:].lstrip())
        if start == len(folded):
            return False
        if folded.startswith(_KEPT, start):
            break
        longest = _longest_at(reader, start, phrases, spelt=spelt)
        if longest and (spelt or not longest.is_one_syllable):
            end = start + len(longest.folded)
        elif not spelt and (plain := _PLAIN.match(folded, start)):
            end = plain.end()
        else:
            break
    if end:
        reader.take(0, end)
    return True


def _longest_at(reader: Reader, start: int, phrases: dict[str, tuple[_Phrase, ...]], *, spelt: bool) -> _Phrase | None:
    first = _WORD.match(reader.folded, start)
    fitting = [p for p in phrases.get(first[0], ()) if _stands_at(reader, start, p, spelt=spelt)] if first else []
    return max(fitting, key=lambda phrase: len(phrase.exact), default=None)


def _stands_at(reader: Reader, start: int, phrase: _Phrase, *, spelt: bool) -> bool:
    """Whether the filler stands there as a whole. Among words with diacritics one syllable must be spelt as the filler is; several
    may lack theirs."""
    stop = start + len(phrase.folded)
    if not reader.folded.startswith(phrase.folded, start) or reader.folded[stop : stop + 1].isalnum():
        return False
    if not spelt:
        return True
    typed = tuple(exact_words(reader.text[start:stop]))
    return typed == phrase.exact or (not phrase.is_one_syllable and " ".join(typed) == phrase.folded)


def _without_end(reader: Reader, *, spelt: bool) -> None:
    phrases = (*_END, *_END_SPELT) if spelt else _END
    while True:
        folded = reader.folded.rstrip()
        for phrase in phrases:
            start = len(folded) - len(phrase.folded)
            if start <= 0 or not folded.endswith(phrase.folded) or folded[start - 1].isalnum():
                continue
            if folded[:start].strip() and _stands_at(reader, start, phrase, spelt=spelt):
                reader.take(start, len(folded))
                break
        else:
            return


def take_newest(reader: Reader) -> bool:
    """ "văn bản mới nhất", "công văn moi nhat cua tinh uy": newest first."""
    if "moi" in reader.removed:
        return False
    places = [place.span() for place in _NEWEST.finditer(reader.folded)]
    # "Văn bản" is taken off as a filler already.
    places += [place.span("new") for place in _NEW_ONES.finditer(fold(reader.original))]
    for start, end in places:
        first = exact_words(reader.text[start:end])[0]
        if reader.spelt and first not in _NEWEST_SPELT:
            continue
        reader.take(start, end)
        reader.chips.append(Chip("moi", "mới nhất trước"))
        return True
    return False
