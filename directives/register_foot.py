"""Which rows of a register are no documents: totals, the lines for signatures below the last row, and titles between the rows.

The rule, from the printed forms of registers (Nghị định 30/2020/NĐ-CP, phụ lục VI, and the reports that offices make of them):

- A row that holds a number, or a day of issue, is a document, and so is one that names a level of secrecy. Only beside a word for a total is a bare figure
  no number but a count.
- Of the others a row is a total whose first words are "Tổng cộng", "Tổng số", "Cộng", "Tổng", alone or with a count, the documents
  counted or the time they are of; it is for signatures if it begins with who signs ("Người lập sổ", "Thủ trưởng đơn vị", "T/M Ban Thường vụ"), with
  "(Ký, …)", or is place and day ("Bình Khê, ngày 31 tháng 12 năm 2025").
- What stands below such a row without number and day (the name below a signature) belongs to it, unless a document follows: then
  it is a row that lacks both, and is refused as such.
- A row of which one column says something, and that the month, quarter or year ("Tháng 8/2025"), or a kind ("II. Quyết định"), heads
  the rows below it.
"""

import enum
import re

from cadre_portal.table_import import Line, RowRefused, cell_date, cell_text
from cadre_portal.text import fold
from directives.kinds import kind_by_words
from directives.numbers import parse_number

_TOTAL = re.compile(
    r"(?:tong cong|tong so|cong|tong)"
    r"(?: (?:so|van ban|cong van|so trang|trang|thang|quy|nam|ky|ca|di|den)\b.*|\s*[:=(.\-–].*|\s*\d.*|)"
)
_SIGNED = re.compile(
    r"(?:nguoi (?:lap|ghi|vao so|tong hop|kiem tra|bao cao|ky)|thu truong|van thu|can bo van thu|chanh van phong|bi thu|xac nhan|noi nhan)\b.*"
    r"|(?:t/?m|kt|tl|tuq|thua lenh)\b[. ].*|\(? ?ky\b[,.; ].*"
)
_PLACE_AND_DAY = re.compile(r"(?:[^\d,]{2,60},? )?ngay [\d.… ]{1,12} ?thang [\d.… ]{1,12} ?nam [\d.… ]{2,12}")
_ENUMERATED = re.compile(r"(?:[ivx]+|[a-h]|\d{1,2})\s*[.)/:–-]+\s*|\W+")
_TIME = re.compile(r"(?:(?:thang|quy|nam|tuan)\s+(?:thu\s+)?(?:\d{1,4}|[ivx]+)(?:\s*[/.,–-]\s*|\s+)?)+(?:\d{4})?\W*")
_LONGEST_TITLE = 60
_LIKE_A_DAY = re.compile(r"\d+\s*[/.-]\s*\d+")


class Part(enum.Enum):
    """What a row is. ``LOOSE``: it stands below a row of the foot and holds neither number nor day; ``TITLE``: it heads
    the rows below it."""

    DOCUMENT = enum.auto()
    FOOT = enum.auto()
    LOOSE = enum.auto()
    TITLE = enum.auto()


class FootFinder:
    """Tells the rows of one register, given one after another."""

    def __init__(self) -> None:
        self._has_begun = False

    def part_of(self, line: Line) -> Part:
        """What this row is, knowing those above it."""
        if _heads_rows(line):
            return Part.TITLE
        said = " ".join(fold(line.lead).split())
        is_total = _TOTAL.fullmatch(said) is not None
        if _holds_a_document(line, beside_total=is_total):
            self._has_begun = False
            return Part.DOCUMENT
        if is_total or _SIGNED.fullmatch(said) or _PLACE_AND_DAY.fullmatch(said):
            self._has_begun = True
            return Part.FOOT
        return Part.LOOSE if self._has_begun else Part.DOCUMENT


def _heads_rows(line: Line) -> bool:
    said = [cell for cell in line.cells.values() if cell not in (None, "")]
    if len(said) != 1 or not isinstance(said[0], str) or len(said[0]) > _LONGEST_TITLE:
        return False
    words = " ".join(fold(said[0]).split())
    title = _ENUMERATED.sub("", words, count=1) if _ENUMERATED.match(words) else words
    return _TIME.fullmatch(title) is not None or kind_by_words(title.strip(" :.")) is not None


def _holds_a_document(line: Line, *, beside_total: bool) -> bool:
    number = cell_text(line.cells.get("number"))
    parsed = parse_number(number)
    if parsed is not None and not (beside_total and parsed.form == "bare"):
        return True
    if cell_text(line.cells.get("secrecy")):
        return True
    day = cell_text(line.cells.get("issued_on"))
    if beside_total and day.isdecimal():
        return False
    if (
        day == line.lead
        and _PLACE_AND_DAY.fullmatch(" ".join(fold(day).split()))
        and not cell_text(line.cells.get("summary"))
    ):
        return False
    try:
        return cell_date(line.cells.get("issued_on"), "issued_on") is not None
    except RowRefused:
        # A day that is none ("31/2/2023") was meant as one.
        return _LIKE_A_DAY.search(day) is not None
