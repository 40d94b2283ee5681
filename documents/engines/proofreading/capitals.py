"""Capitals of fixed names: bodies, offices, titles, laws, kinds of documents with a number.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục II (Viết hoa): the first syllable of "Ủy ban nhân dân", "Bộ Chính trị", "Hội Liên hiệp Phụ
nữ Việt Nam"…; the kind and the first syllable of the name of a given document ("Luật Tổ chức Quốc hội"). What a text does
throughout is its publisher's habit and is let be.
"""

import re
from collections import Counter
from collections.abc import Iterator

from cadre_portal.text import unify_tones
from documents.engines.proofreading.finding import Finding, Severity, make_finding
from documents.engines.proofreading.prepared import Paragraph, Prepared
from documents.engines.proofreading.tokens import key_of, within

# Each name as it prints; after "|" other prints in use that are let be.
_NAMES = (
    "Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành|Ban chấp hành", "Ban Thường vụ|Ban thường vụ", "Ban Thường trực|Ban thường trực",
    "Ủy ban Thường vụ Quốc hội|Ủy ban thường vụ Quốc hội", "Quốc hội", "Thủ tướng Chính phủ",
    "Đảng Cộng sản Việt Nam", "Mặt trận Tổ quốc", "Điều lệ Đảng", "Cương lĩnh", "Hiến pháp",
    "Ủy ban nhân dân|Ủy ban Nhân dân", "Hội đồng nhân dân|Hội đồng Nhân dân", "Ủy ban Kiểm tra|Ủy ban kiểm tra",
    "Ủy ban Mặt trận", "Tòa án nhân dân|Tòa án Nhân dân", "Viện kiểm sát nhân dân|Viện Kiểm sát nhân dân|Viện Kiểm sát Nhân dân",
    "Hội Liên hiệp Phụ nữ|Hội Liên hiệp phụ nữ|Hội liên hiệp phụ nữ", "Hội Cựu chiến binh|Hội cựu chiến binh",
    "Đoàn Thanh niên|Đoàn thanh niên", "Liên đoàn Lao động|Liên đoàn lao động", "Công an nhân dân|Công an Nhân dân",
    "Quân đội nhân dân|Quân đội Nhân dân", "Chủ tịch nước|Chủ tịch Nước", "Tổng Bí thư", "Trung ương Đảng", "Việt Nam",
)  # fmt: skip
# Always one body or one text, so that small letters throughout are wrong too.
_ONLY = frozenset(
    (
        "bộ chính trị",
        "ban bí thư",
        "quốc hội",
        "đảng cộng sản việt nam",
        "điều lệ đảng",
        "tổng bí thư",
        "thủ tướng chính phủ",
        "việt nam",
    )
)
# Words whose second syllable is never a capital: titles, bodies by type, kinds of documents.
_SECOND_SMALL = (
    "Ủy ban", "Chủ tịch", "Bí thư", "Thành ủy", "Tỉnh ủy", "Đảng ủy", "Quận ủy", "Huyện ủy", "Đảng bộ", "Chi bộ", "Hội đồng", "Đồng chí",
    "Quốc hội", "Chính phủ", "Thủ tướng", "Trung ương", "Đại hội", "Hội nghị", "Nghị quyết", "Kế hoạch", "Chỉ thị", "Kết luận", "Quyết định",
    "Thông báo", "Báo cáo", "Hướng dẫn", "Nghị định", "Thông tư", "Nhà nước", "Đảng viên", "Cấp ủy", "Giám đốc", "Bộ trưởng", "Tổ trưởng",
    "Tổ dân", "Khu phố", "Nhân dân", "Công an", "Quân đội", "Thành phố", "Thường trực", "Thường vụ", "Kỳ họp",
)  # fmt: skip
_LAWS = (
    "nghĩa vụ quân sự", "đất đai", "giao thông", "hôn nhân và gia đình", "trẻ em", "thanh niên", "giáo dục", "bảo hiểm", "cư trú", "căn cước",
    "an ninh", "phòng, chống", "phòng chống", "bảo vệ", "khiếu nại", "tố cáo", "tiếp công dân", "tổ chức", "cán bộ", "viên chức", "công đoàn",
    "lao động", "nhà ở", "đầu tư", "đấu thầu", "doanh nghiệp", "hợp tác xã", "ngân sách", "kế toán", "thuế", "quản lý", "xây dựng", "quy hoạch",
    "lâm nghiệp", "thủy lợi", "thủy sản", "chăn nuôi", "trồng trọt", "thú y", "khám bệnh", "dược", "bình đẳng giới", "người cao tuổi",
    "người khuyết tật", "thi đua", "dân quân tự vệ", "biên phòng", "cảnh sát", "quốc phòng", "công an", "sĩ quan", "hình sự", "dân sự",
    "tố tụng", "xử lý", "ban hành", "tín ngưỡng", "báo chí", "xuất bản", "du lịch", "di sản", "điện ảnh", "thư viện", "thể dục",
    "khoa học", "công nghệ", "sở hữu", "viễn thông", "giao dịch", "lưu trữ", "thống kê", "thực hiện dân chủ", "mặt trận", "bầu cử", "trưng cầu",
)  # fmt: skip
_LAW = re.compile(r"(?<=[^\W\d_] )(?P<kind>Luật|Bộ luật|Pháp lệnh) (?P<name>(?:" + "|".join(_LAWS) + r")\b)")
_KIND_SMALL = re.compile(
    r"(?<=[^\W\d_,;] )(?P<kind>nghị quyết|chỉ thị|quyết định|nghị định|kết luận|quy định|thông tư|hướng dẫn|kế hoạch|công văn|thông báo)"
    r"(?= (?:số )?\d+(?:/\d{4})?[-/][A-ZĐ])"
)
_PARTY_AND_STATE = re.compile(r"\bđảng(?:, | và )nhà nước\b(?! các)")


def _names() -> list[tuple[str, tuple[str, ...]]]:
    listed = []
    for entry in _NAMES:
        prints = tuple(entry.split("|"))
        listed.append((" ".join(key_of(part) for part in prints[0].split()), prints))
    return listed


_LISTED = _names()
_PATTERNS = [
    (
        key,
        prints,
        re.compile(
            r"(?<![^\W_])" + re.escape(prints[0]).replace("\\ ", r"\s+").replace("Ủ", "[ỦU]") + r"(?![^\W_])", re.I
        ),
    )
    for key, prints in _LISTED
]
_SECOND = re.compile(
    r"(?<![^\W_])(?:"
    + "|".join(f"{w.split()[0]} {w.split()[1][0].upper()}{w.split()[1][1:]}" for w in _SECOND_SMALL)
    + r")(?![^\W_])"
)


def _tones(text: str) -> str:
    """The tone style apart: "Uỷ" counts as "Ủy"; case stays."""
    return unify_tones(text)


def find_capitals(prepared: Prepared) -> Iterator[Finding]:
    """Yield fixed names whose capitals are wrong and not the text's own habit."""
    habit = _habit(prepared)
    for paragraph in prepared.paragraphs:
        if paragraph.text.isupper():
            continue
        taken: list[tuple[int, int]] = []
        for found in _in_paragraph(paragraph, habit):
            if not any(a < found.end and found.start < b for a, b in taken):
                taken.append((found.start, found.end))
                yield found


def _habit(prepared: Prepared) -> Counter[str]:
    """How often each print of a listed name or word occurs."""
    seen: Counter[str] = Counter()
    for paragraph in prepared.paragraphs:
        text = _tones(paragraph.text)
        for _, _, pattern in _PATTERNS:
            seen.update(" ".join(match.group().split()) for match in pattern.finditer(text))
        seen.update(match.group() for match in _SECOND.finditer(text))
    return seen


def _in_paragraph(paragraph: Paragraph, habit: Counter[str]) -> Iterator[Finding]:
    text = _tones(paragraph.text)
    if len(text) != len(paragraph.text):
        return
    yield from _listed(paragraph, text, habit)
    for match in _SECOND.finditer(text):
        printed = match.group()
        first, second = printed.split(" ")
        if habit[printed] > 3 or _titled(text, match.start(), match.end()) or _in_shout(text, match):
            continue
        yield _finding(paragraph, match.start(), match.end(), f"{first} {second.lower()}")
    for match in _LAW.finditer(text):
        name = match["name"]
        yield _finding(paragraph, match.start(), match.end(), f"{match['kind']} {name[0].upper()}{name[1:]}")
    for match in _KIND_SMALL.finditer(text):
        kind = match["kind"]
        yield _finding(paragraph, match.start("kind"), match.end("kind"), kind[0].upper() + kind[1:])
    for match in _PARTY_AND_STATE.finditer(text):
        mended = match.group().replace("đảng", "Đảng").replace("nhà nước", "Nhà nước")
        yield _finding(paragraph, match.start(), match.end(), mended)


def _listed(paragraph: Paragraph, text: str, habit: Counter[str]) -> Iterator[Finding]:
    for key, prints, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            printed = " ".join(match.group().split())
            right = [_tones(p) for p in prints]
            if printed in right or printed.isupper() or within(paragraph.quotes, match.start(), match.end()):
                continue
            if printed.islower() and key not in _ONLY:
                continue
            if printed[0].isupper() and printed[1:].islower() and key not in _ONLY:
                continue
            usual = sum(habit[r] for r in right)
            if habit[printed] > 3 and habit[printed] * 2 > usual:
                continue
            if _titled(text, match.start(), match.end()):
                continue
            yield _finding(paragraph, match.start(), match.end(), max(right, key=lambda r: habit[r]))


def _titled(text: str, start: int, end: int) -> bool:
    """Whether the words on both sides are capitalised too: a heading in title case, or a longer name."""
    before = text[:start].split()[-1:] or [""]
    after = text[end:].split()[:1] or [""]
    return before[0][:1].isupper() and after[0][:1].isupper() and not before[0].isupper()


def _in_shout(text: str, match: re.Match[str]) -> bool:
    return match.group().isupper()


def _finding(paragraph: Paragraph, start: int, end: int, mended: str) -> Finding:
    return make_finding(
        "capital", paragraph.text, paragraph.index, start, end,
        f"Cách viết hoa chưa đúng; theo quy định viết là “{mended}”.", suggestion=mended, severity=Severity.WARNING, certain=True,
    )  # fmt: skip
