"""The kinds of documents (loại văn bản): one table, looked up by words and by the letters of a number.

Sources: the party's rules on kinds and layout (Quy định 66-QĐ/TW of 2017 and its successor 399-QĐ/TW of 2026, Hướng
dẫn 36-HD/VPTW), decree 30/2020/NĐ-CP (annex III: letters of the 29 state kinds) and the law on legal documents; orders of the armed forces (mệnh lệnh)
are in neither and print ML.
The table is pure; a data migration seeds the register's own table from it.

The letters do not give the kind: QĐ is Quyết định or Quy định, TT Thông tư or Thông tri. So a look-up by letters
gives every kind that may stand behind them, the likelier first.
"""

import enum
from dataclasses import dataclass

from cadre_portal.text import fold


class System(enum.StrEnum):
    """Whose document: of the party (and Front, unions), of the state, or of both."""

    PARTY = "party"
    STATE = "state"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. ``letters``: as numbers print them, the first is the rule. ``aliases``: other names of the same kind.
    ``abbreviations``: how running text shortens the name. ``position``: order of protocol, 1 first."""

    name: str
    letters: tuple[str, ...]
    system: System
    position: int
    aliases: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    numbered: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


_P, _S, _B = System.PARTY, System.STATE, System.BOTH

# name, letters, system, aliases, abbreviations
_ROWS: tuple[tuple[str, tuple[str, ...], System, tuple[str, ...], tuple[str, ...]], ...] = (
    ("Cương lĩnh", (), _P, ("Cương lĩnh chính trị",), ()),
    ("Điều lệ", ("ĐL",), _B, (), ()),
    ("Hiến pháp", (), _S, (), ()),
    ("Bộ luật", (), _S, (), ()),
    ("Luật", (), _S, (), ()),
    ("Pháp lệnh", ("PL",), _S, (), ()),
    ("Lệnh", ("L",), _S, (), ()),
    ("Sắc lệnh", ("SL",), _S, (), ()),
    ("Nghị quyết", ("NQ", "NQi"), _B, ("Nghị quyết chuyên đề",), ("NQ",)),
    ("Nghị quyết liên tịch", ("NQLT",), _B, (), ("NQLT",)),
    ("Nghị định", ("NĐ",), _S, (), ("NĐ",)),
    ("Quyết định", ("QĐ",), _B, (), ("QĐ",)),
    ("Chỉ thị", ("CT",), _B, (), ("CT",)),
    ("Kết luận", ("KL",), _P, ("Thông báo kết luận",), ("KL",)),
    ("Quy chế", ("QC",), _B, ("Quy chế phối hợp", "Quy chế làm việc"), ("QC",)),
    ("Quy định", ("QĐ", "QĐi", "QyĐ", "QyĐi"), _B, (), ()),
    ("Chiến lược", ("CL",), _B, (), ()),
    ("Thông tư", ("TT",), _S, (), ("TT",)),
    ("Thông tư liên tịch", ("TTLT",), _S, (), ("TTLT",)),
    ("Thông tri", ("TT", "TTri"), _P, (), ()),
    ("Hướng dẫn", ("HD",), _B, ("Hướng dẫn liên tịch", "Hướng dẫn liên ngành"), ("HD",)),
    ("Thông báo", ("TB",), _B, (), ("TB",)),
    ("Thông cáo", ("TC",), _B, (), ()),
    ("Tuyên bố", ("TB",), _B, (), ()),
    ("Lời kêu gọi", (), _B, ("Thư kêu gọi",), ()),
    ("Thư", (), _B, ("Thư công", "Thư chúc mừng", "Thư ngỏ", "Thư khen"), ()),
    ("Báo cáo", ("BC",), _B, ("Báo cáo chính trị", "Báo cáo tổng kết"), ("BC",)),
    ("Kế hoạch", ("KH",), _B, ("Kế hoạch phối hợp", "Kế hoạch liên tịch", "Kế hoạch hành động"), ("KH",)),
    ("Quy hoạch", ("QH",), _B, (), ()),
    (
        "Chương trình",
        ("CTr", "CT", "CTHĐ", "CTrHĐ", "CTPH", "CTrPH"),
        _B,
        ("Chương trình hành động", "Chương trình công tác", "Chương trình phối hợp"),
        ("CTr", "CTHĐ"),
    ),
    ("Đề án", ("ĐA",), _B, (), ("ĐA",)),
    ("Phương án", ("PA",), _B, (), ("PA",)),
    ("Dự án", ("DA",), _B, (), ()),
    ("Tờ trình", ("TTr",), _B, (), ("TTr",)),
    ("Công văn", ("CV",), _B, (), ("CV",)),
    ("Công điện", ("CĐ",), _S, (), ("CĐ",)),
    ("Văn bản hợp nhất", ("VBHN",), _S, (), ("VBHN",)),
    ("Văn bản", (), _B, (), ("VB",)),
    ("Biên bản", ("BB",), _B, (), ("BB",)),
    ("Hợp đồng", ("HĐ",), _S, (), ()),
    ("Bản ghi nhớ", ("BGN",), _B, (), ()),
    ("Bản thỏa thuận", ("BTT", "TTh"), _B, ("Thỏa thuận",), ()),
    ("Giao ước thi đua", ("GUTĐ",), _B, ("Giao ước",), ()),
    ("Giấy ủy quyền", ("GUQ",), _S, (), ()),
    ("Giấy mời", ("GM",), _B, (), ("GM",)),
    ("Giấy giới thiệu", ("GGT", "GT"), _B, (), ()),
    ("Giấy chứng nhận", ("GCN", "CN"), _B, (), ()),
    ("Giấy nghỉ phép", ("GNP",), _B, (), ()),
    ("Phiếu gửi", ("PG",), _B, (), ()),
    ("Phiếu chuyển", ("PC",), _B, (), ()),
    ("Phiếu báo", ("PB",), _B, (), ()),
    ("Mệnh lệnh", ("ML",), _S, (), ()),
)

KINDS: tuple[Kind, ...] = tuple(
    Kind(
        name,
        letters,
        system,
        place,
        aliases,
        short,
        name not in {"Lời kêu gọi", "Thư", "Cương lĩnh", "Hiến pháp"},
    )
    for place, (name, letters, system, aliases, short) in enumerate(_ROWS, start=1)
)

_BY_WORDS: dict[str, Kind] = {}
_BY_LETTERS: dict[str, list[Kind]] = {}
_LETTER_ORDER = ("Nghị quyết", "Quyết định", "Chỉ thị", "Thông tư", "Thông báo")


def _fill() -> None:
    for kind in KINDS:
        for name in kind.names:
            _BY_WORDS.setdefault(fold(name), kind)
    for kind in KINDS:
        for short in kind.abbreviations:
            _BY_WORDS.setdefault(fold(short), kind)
        for letters in kind.letters:
            _BY_LETTERS.setdefault(fold(letters), []).append(kind)
    for kinds in _BY_LETTERS.values():
        kinds.sort(key=lambda kind: (kind.name not in _LETTER_ORDER, kind.position))


_fill()

# Folded letters → as printed by rule: what restores "ctr" to "CTr" and "qd" to "QĐ". The first kind wins.
PRINTED_LETTERS: dict[str, str] = {}
for _kind in KINDS:
    for _letters in _kind.letters:
        PRINTED_LETTERS.setdefault(fold(_letters), _letters)


def kind_by_words(words: str) -> Kind | None:
    """Return the kind called ``words``: a name, alias or abbreviation, any case, with or without diacritics.

    "chuong trinh hanh dong" → Chương trình; unknown words → None.
    """
    return _BY_WORDS.get(fold(words))


# "Thư viện", "Báo cáo viên", "Luật sư": with these behind it the name of a kind is another word.
_ANOTHER_WORD = frozenset({"viện", "viên", "ký", "sư", "mục", "tín", "pháp", "vien"})
_LONGEST_NAME = max(len(words.split()) for words in _BY_WORDS)


def kind_at_head(text: str) -> tuple[Kind | None, int]:
    """The kind whose name ``text`` begins with, the longest, and of how many words that is; something stands behind it.

    "Thông báo kết luận buổi làm việc" → Kết luận, 3; abbreviations are none; (None, 0) where the text begins otherwise.
    """
    said = text[:120].split()
    for count in range(min(_LONGEST_NAME, len(said) - 1), 0, -1):
        words = fold(" ".join(said[:count])).strip(" :,.–-")
        kind = _BY_WORDS.get(words)
        if kind is not None and words in {fold(name) for name in kind.names}:
            return (None, 0) if makes_another_word(said[count]) else (kind, count)
    return None, 0


def makes_another_word(word: str) -> bool:
    """Whether the name of a kind and ``word`` behind it are no kind: "Thư viện", "Báo cáo viên"."""
    return word.lower().strip(",.;:") in _ANOTHER_WORD


def kinds_by_letters(letters: str) -> tuple[Kind, ...]:
    """Return every kind whose numbers carry ``letters`` ("QĐ" → Quyết định, Quy định), the likelier first.

    Case and diacritics do not count; () where the letters are unknown.
    """
    return tuple(_BY_LETTERS.get(fold(letters), ()))
