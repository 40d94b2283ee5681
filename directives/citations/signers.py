"""Who issued a document, said behind its title: "Công điện số 12/CĐ-UBND về A của Chủ tịch UBND tỉnh"."""

import re
from typing import NamedTuple

from cadre_portal.text import fold
from directives.citations.issuers import read_issuer
from directives.citations.patterns import Grammar
from directives.numbers import ParsedNumber

# Who signs with these letters.
_SIGNERS = {
    letters: re.compile(words)
    for letters, words in (
        (
            "TW",
            r"bộ\s+chính\s+trị|ban\s+bí\s+thư|ban\s+chấp\s+hành\s+trung\s+ương|hội\s+nghị\s+(?:lần\s+thứ|trung\s+ương)|trung\s+ương(?!\s+(?:đoàn|(?<!xã\s)hội|mặt))",
        ),
        ("TU", r"(?:ban\s+thường\s+vụ\s+|thường\s+trực\s+)?(?:tỉnh|thành)\s+(?:ủy|uỷ)|ban\s+chấp\s+hành\s+đảng\s+bộ"),
        ("ĐU", r"(?:ban\s+thường\s+vụ\s+)?đảng\s+(?:ủy|uỷ)|ban\s+chấp\s+hành\s+đảng\s+bộ"),
        ("HU", r"(?:ban\s+thường\s+vụ\s+)?huyện\s+(?:ủy|uỷ)"),
        ("CP", r"chính\s+phủ"),
        ("TTG", r"thủ\s+tướng"),
        ("UBND", r"(?:chủ\s+tịch\s+)?(?:ubnd|(?:ủy|uỷ)\s+ban\s+nhân\s+dân)"),
        ("HĐND", r"hđnd|hội\s+đồng\s+nhân\s+dân"),
    )
}
# "về nhiệm vụ của Chính phủ", "thực hiện Kết luận của Bộ Chính trị": part of the subject.
_OWNED = re.compile(
    r"(?<!\w)(?:quyết|luận|thị|định|hoạch|dẫn|báo|trình|án|báo\s+cáo|tư|vụ|quyền|lý|tác|chức|máy|đạo|nhiệm|(?:hoạt|hành|vận|chủ)\s+động|kiến|việc|lệ|chế|hạn|nguồn|viên|ủy|uỷ|năng|lực|(?:điều|chấp|thi|ban|tiến|vận)\s+hành|họp|(?<!công\s)lập|văn|bản|sách|khóa|mục|tiêu|tịch|thư|bộ|hệ|làm|điều|điểm|cương|nghị|quy|ngữ|(?<!xã\s)hội|ban|trương|(?:giám|kiểm|thanh)\s+(?:sát|tra)|tài\s+sản|trụ\s+sở|kinh\s+phí|ngân\s+sách|cơ\s+quan)$"
)
_TERM = re.compile(r"\s*\(khóa\s+[ivxlc]+\)$")
_INITIALS = re.compile(r"(?<!\w)(?!và\s)[^\W\d_]")
_FEWEST_INITIALS = 2


class Behind(NamedTuple):
    """The issuer found: where the title ends before it, where its name begins and ends; a date may follow that."""

    title_end: int
    begin: int
    end: int


def issuer_behind(
    text: str, low: str, title: tuple[int, int] | None, number: ParsedNumber | None, grammar: Grammar
) -> Behind | None:
    """Return where the subject ends and its issuer begins and ends.

    Only a body that signs with the letters of the number, and no noun before "của" that it may belong to ("về nhiệm vụ của …").
    """
    if title is None or number is None or not number.organ_letters:
        return None
    of = low.rfind(" của ", *title)
    at = of + len(" của ")
    if of < 0 or not text[at].isupper() or grammar.kind_number.search(low, *title):
        return None
    if _OWNED.search(low, title[0], of):
        return None
    end = read_issuer(text, low, at, grammar, strong=False)
    if end is None or not _signs(low[at:end], number.organ_letters):
        return None
    dated = grammar.date_after.match(low, end)
    term = _TERM.match(low, end, title[1])
    if not dated and title[1] not in {end, term.end() if term else end}:
        return None
    return Behind(of, at, term.end() if term else end)


def _signs(name: str, letters: str) -> bool:
    """Tell whether the body ``name`` signs with ``letters``: they are those its words begin with ("Bộ Giáo dục và Đào tạo": BGDĐT), or
    the body is known to use them."""
    known = _SIGNERS.get(letters.split("-")[0].upper())
    if known is not None:
        return known.match(name) is not None
    sign = fold(letters.rstrip("0123456789")).replace("tw", "tu").replace("-", "")
    initials = fold("".join(_INITIALS.findall(name)))
    return len(sign) >= _FEWEST_INITIALS and initials.startswith(sign)
