"""The cover of a bulletin: publisher, title, month; and where it ends."""

import re
from collections.abc import Iterator, Sequence
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
_TITLE = re.compile(
    r"^[\"“(]*(?:tai lieu|ban tin|thong tin|thong bao noi bo|noi dung sinh hoat|noi san|ban thong tin|sinh hoat chi bo|de cuong|chuyen de)\b"
)
_FOOT = re.compile(r"\b(?:noi bo|luu hanh|bao quan)\b")
_NATION = re.compile(r"^(?:dang cong san viet nam|cong hoa xa hoi chu nghia viet nam|doc lap.{0,6}tu do.*)$")
# "Vân Lĩnh, tháng 8 năm 2024": where and when it was printed, below the month it is for.
_IMPRINT = re.compile(r"^\(?(?:[A-ZĐÀ-Ỹ]\w*\s*){1,5},\s*tháng\s")
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
    match = _QUARTER.search(line)
    if match:
        quarter = {"I": 1, "II": 2, "III": 3, "IV": 4}.get(match.group("quarter").upper()) or int(
            match.group("quarter")
        )
        return (quarter * 3 - 2, quarter * 3 - 1, quarter * 3), int(match.group("year"))
    return None


def _is_foot(folded: str) -> bool:
    """Whether a line about internal use is the foot line and no title ("THÔNG BÁO NỘI BỘ", "Thông tin nội bộ")."""
    return not _TITLE.match(folded) or bool(re.search(r"\b(?:luu hanh|bao quan|su dung)\b", folded))


def read_cover(paras: Sequence[Para]) -> Cover:
    """Return the cover from the paragraphs before the contents table and the body.

    Publisher lines stand above the star or the title, the title above the month ("TÀI LIỆU / PHỤC VỤ SINH HOẠT
    CHI BỘ"). The nation's or party's name and the place and date of a letterhead are left out.
    """
    lines = list(lines_of(paras))[:60]
    publisher: list[str] = []
    title: list[str] = []
    period, foot = "", ""
    months: tuple[int, ...] = ()
    year: int | None = None
    for line in lines:
        folded = fold(line)
        if _STARS.match(line) or _NATION.match(folded):
            continue
        of_month = PERIOD.search(line)
        found = period_of(line)
        if found and months and _IMPRINT.match(line):
            continue
        if found and (year is None or of_month) and not (_PLACE_DATE.search(folded) and not title):
            months, year = found
            period = line
            before = (PERIOD if of_month else _QUARTER).split(line)[0].strip(" (-–,")
            if len(before.split()) >= 3 and (title or _TITLE.match(fold(before))):
                title.append(before if of_month else line)
        elif _FOOT.search(folded) and (title or publisher) and (is_caps(line) or period or title) and _is_foot(folded):
            foot = foot or line
        elif _PLACE_DATE.search(folded):
            continue
        elif (title and not period and len(title) < 6) or (not title and _TITLE.match(folded)):
            title.append(line)
        elif not title and is_caps(line) and len(publisher) < 4:
            publisher.append(line)
    thematic = any("chuyen de" in fold(line) for line in title)
    return Cover(tuple(publisher), tuple(title), period, foot, months, year, thematic)
