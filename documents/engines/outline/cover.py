"""The cover of a bulletin: publisher, title, month; and where it ends."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cadre_portal.text import fold, squeeze
from documents.engines.reading.lines import is_caps
from documents.engines.reading.model import Para

_MONTHS = r"\d{1,2}(?:\s*(?:[+,&/–-]|và)\s*\d{1,2})*"
# "Tháng 12 năm 2023", "THÁNG 01+02 NĂM 2025", "Tháng 7-2025", "Tháng 3/2024", "(Tháng 1, 2 năm 2025)"
PERIOD = re.compile(
    rf"\btháng\s*(?P<months>{_MONTHS})\s*(?:[-–/.,]|năm|\s)\s*(?:năm\s*)?(?P<year>(?:19|20)\d{{2}})\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\bquý\s*(?P<quarter>IV|I{1,3}|[1-4])\s*[-–/,]?\s*(?:năm\s*)?(?P<year>(?:19|20)\d{2})\b", re.IGNORECASE
)
# "Số 9/2024", "SỐ 09 - 2024", "9/2024" alone on a cover that has no month in words.
_NUMBERED_ISSUE = re.compile(
    r"^\W*(?:(?:bản tin|tài liệu|kỳ)?\s*số\s*:?\s*)?(?P<month>\d{1,2})\s*(?:[-–/.]|năm)\s*(?P<year>20\d{2})\W*$",
    re.IGNORECASE,
)
_WORDS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_IN_WORDS = re.compile(
    rf"\btháng\s+(?P<month>{'|'.join(sorted(_WORDS, key=len, reverse=True))})\s*,?\s+năm\s+(?P<year>20\d{{2}})\b",
    re.IGNORECASE,
)
# Where and when it was printed: "Thái Bình, tháng 8 năm 2024", "In xong tháng 8/2024".
_IMPRINT = re.compile(
    r"^\W*(?!(?:Số|SỐ|Kỳ|KỲ|Quý|QUÝ|Tháng|THÁNG|Năm|NĂM)\b)(?:[^\W\d_]+[ .-]+){0,4}[^\W\d_]+\.?\s*,\s*(?:ngày\s.{0,12})?tháng\b",
    re.IGNORECASE,
)
_PRINTED = re.compile(r"\b(?:giay phep|in xong|luu chieu|in tai|nha in|gpxb|xuat ban|ban hanh kem)\b")
_HALF_PERIOD = (
    re.compile(r"^\W*tháng\s+\d{1,2}\W*$", re.IGNORECASE),
    re.compile(r"^\W*năm\s+20\d\d\W*$", re.IGNORECASE),
)
_TITLE = re.compile(
    r"^[\"“(]*(?:tai lieu|ban tin|thong tin|thong bao noi bo|noi dung sinh hoat|noi san|ban thong tin|sinh hoat chi bo|de cuong|chuyen de)\b"
)
_FOOT = re.compile(r"\b(?:noi bo|luu hanh|bao quan)\b")
_NATION = re.compile(r"^(?:dang cong san viet nam|cong hoa xa hoi chu nghia viet nam|doc lap.{0,6}tu do.*)$")
_PLACE_DATE = re.compile(r"\bngay\s+(?:\d{1,2}|\.+|…+)?\s*thang\s+(?:\d{1,2}|\.+|…+)?\s*nam\b")
_STARS = re.compile(r"^[*\s_–—-]+$")


@dataclass(frozen=True, slots=True)
class Cover:
    """What a cover says; empty where it does not."""

    publisher_lines: tuple[str, ...] = ()
    title_lines: tuple[str, ...] = ()
    period_line: str = ""
    foot_line: str = ""
    months: tuple[int, ...] = ()
    year: int | None = None
    thematic: bool = False


def lines_of(paras: Sequence[Para]) -> Iterator[str]:
    """Yield the printed lines of paragraphs and tables, squeezed, none empty."""
    for para in paras:
        if para.rows:
            for row in para.rows:
                for cell in row:
                    yield from lines_of(cell.paras)
        else:
            for line in para.text.split("\n"):
                if line.strip():
                    yield squeeze(line)


def period_of(line: str) -> tuple[tuple[int, ...], int] | None:
    """Return months and year of a cover line: "Tháng 01+02 năm 2025" → ((1, 2), 2025); None where there is none."""
    match = PERIOD.search(line)
    if match:
        months = tuple(dict.fromkeys(int(month) for month in re.findall(r"\d{1,2}", match.group("months"))))
        if all(1 <= month <= 12 for month in months):
            return months, int(match.group("year"))
    match = _IN_WORDS.search(line)
    if match:
        return (_WORDS[squeeze(match.group("month").lower())],), int(match.group("year"))
    match = _QUARTER.search(line)
    if match:
        quarter = {"I": 1, "II": 2, "III": 3, "IV": 4}.get(match.group("quarter").upper()) or int(
            match.group("quarter")
        )
        return (quarter * 3 - 2, quarter * 3 - 1, quarter * 3), int(match.group("year"))
    return None


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, "THÁNG 9" and "NĂM 2024" below each other as one."""
    before = ""
    for line in lines:
        if before and _HALF_PERIOD[1].match(line):
            yield f"{before} {line}"
            before = ""
            continue
        if before:
            yield before
        before = line if _HALF_PERIOD[0].match(line) else ""
        if not before:
            yield line
    if before:
        yield before


def _weight(line: str, folded: str, *, titled: bool) -> int:
    """How much the month of a line is the issue's own: 3 by its name, 2 a quarter, 1 only that of the printing, 0 none."""
    if period_of(line) is None or (_PLACE_DATE.search(folded) and not titled):
        return 0
    if not _TITLE.match(folded) and (_IMPRINT.match(line) or _PRINTED.search(folded) or _PLACE_DATE.search(folded)):
        return 1
    return 2 if _QUARTER.search(line) and not (PERIOD.search(line) or _IN_WORDS.search(line)) else 3


def _is_foot(folded: str) -> bool:
    """Whether a line about internal use is the foot line and no title ("THÔNG BÁO NỘI BỘ", "Thông tin nội bộ")."""
    return not _TITLE.match(folded) or bool(re.search(r"\b(?:luu hanh|bao quan|su dung)\b", folded))


def read_cover(paras: Sequence[Para]) -> Cover:
    """Return the cover from the paragraphs before the contents table and the body.

    Publisher lines stand above the star or the title, the title above the month ("TÀI LIỆU / PHỤC VỤ SINH HOẠT
    CHI BỘ"). The nation's or party's name and the place and date of a letterhead are left out.
    """
    lines = list(_joined(lines_of(paras)))[:60]
    publisher: list[str] = []
    title: list[str] = []
    period, foot = "", ""
    months: tuple[int, ...] = ()
    year: int | None = None
    weight = 0
    for line in lines:
        folded = fold(line)
        if _STARS.match(line) or _NATION.match(folded):
            continue
        found = period_of(line)
        own = _weight(line, folded, titled=bool(title))
        if found and own:
            if own <= weight:
                continue
            (months, year), period, weight = found, line, own
            pattern = next(one for one in (PERIOD, _IN_WORDS, _QUARTER) if one.search(line))
            before = line[: pattern.search(line).start()].strip(" (-–,")  # type: ignore[union-attr]
            if own > 1 and len(before.split()) >= 3 and (title or _TITLE.match(fold(before))):
                title.append(before if pattern is not _QUARTER else line)
        elif _FOOT.search(folded) and (title or publisher) and (is_caps(line) or period or title) and _is_foot(folded):
            foot = foot or line
        elif _PLACE_DATE.search(folded):
            continue
        elif (title and weight < 2 and len(title) < 6) or (not title and _TITLE.match(folded)):
            title.append(line)
        elif not title and is_caps(line) and len(publisher) < 4:
            publisher.append(line)
    if weight < 2:
        for line in title[1:]:
            numbered = _NUMBERED_ISSUE.match(line)
            if numbered and 1 <= int(numbered.group("month")) <= 12:
                months, year, period = (int(numbered.group("month")),), int(numbered.group("year")), line
                title.remove(line)
                break
    thematic = any("chuyen de" in fold(line) for line in title)
    return Cover(tuple(publisher), tuple(title), period, foot, months, year, thematic)
