"""Deadlines, targets, periods and coming events in running text.

Forms: "trước ngày 15/4/2024" (due on that day), "chậm nhất ngày …", "đến hết ngày 31/12/2024", "trong tháng 6/2024",
"hết quý I/2025", "đến năm 2030", "từ tháng 8 năm 2023 đến hết tháng 8 năm 2024", "từ ngày 01/9 đến ngày 30/9/2024".
What lies before the day the text was issued is past and none; so are cut-off dates of results ("tính đến ngày …"), terms
of office, titles of cited documents and what recurs without an end.
"""

import bisect
import calendar
import enum
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from directives.citations import find_citations
from directives.citations.offsets import normal_text


class DeadlineKind(enum.StrEnum):
    """What the time is for."""

    TASK = "task"
    TARGET = "target"
    PERIOD = "period"
    PROGRAMME = "programme"
    EVENT = "event"


class Precision(enum.StrEnum):
    """How exactly the text says it."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """One deadline. ``text``: the clause that says what is due; ``who``: the addressee as printed or ""; ``starts_on`` of a
    period or None; ``due_on``: the last day (of the month, quarter or year where the text says no day); ``sentence``: where
    it stands; ``start``/``end``: place of the words of time in the text given.
    """

    kind: DeadlineKind
    text: str
    who: str
    starts_on: date | None
    due_on: date
    precision: Precision
    sentence: str
    start: int
    end: int


_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _time(prefix: str) -> str:
    """A point of time with its groups named ``prefix``_d, _m, _y, _q: a day, month, quarter or year."""
    p = prefix
    return rf"""
    (?: (?:ngày\s*)? (?P<{p}d>\d{{1,2}}) \s?[/.-]\s? (?P<{p}m>\d{{1,2}}) (?: \s?[/.-]\s? (?P<{p}y>20\d\d) )? (?![\d/%,]\d*)
      | (?:ngày\s*)? (?P<{p}d2>\d{{1,2}}) \s+tháng\s+ (?P<{p}m2>\d{{1,2}}) (?: \s*(?:năm|/|,)\s* (?P<{p}y2>20\d\d) )? (?!\d)
      | tháng\s* (?P<{p}m3>\d{{1,2}}) (?: \s*(?:năm|/|-|,)\s* (?P<{p}y3>20\d\d) )? (?![\d/])
      | quý\s* (?P<{p}q>iv|i{{1,3}}|[1-4]) (?![\w]) (?: \s*(?:năm|/|-|,)?\s* (?P<{p}y4>20\d\d) )?
      | (?:cuối\s+)?năm\s* (?P<{p}y5>20\d\d) (?!\s?[-–]\s?20\d\d) (?!\d)
    )"""


_RANGE = re.compile(
    rf"""(?:trong\s+(?:khoảng\s+)?(?:thời\s+gian\s+)?)?từ\s+(?:nay|{_time("a")})\s*,?\s*(?:đến|-|–|tới)\s*(?:hết\s+|cuối\s+)*{_time("b")}""",
    re.VERBOSE,
)
_UNTIL = re.compile(
    rf"""(?<!\w)(?P<lead>
        trước | chậm\s+nhất (?:\s+(?:là|đến|vào|trong|trước))* (?:\s+hết)? | muộn\s+nhất (?:\s+(?:là|đến|vào|trước))* | không\s+(?:quá|muộn\s+hơn)
      | (?:thời\s+)?hạn (?:\s+\w+){{0,6}}? \s* (?:là|đến|:|trước)(?:\s+hết)?
      | (?:kéo\s+dài\s+)?đến (?:\s+(?:hết|cuối|trước))* | hết | xong\s+(?:trước|trong) | cho\s+đến\s+hết | tầm\s+nhìn(?:\s+đến)? | (?:ngay\s+)?trong | vào | là
    ) \s+ {_time("b")}""",
    re.VERBOSE,
)
# "Năm 2025, phấn đấu …", "Phấn đấu năm 2026 đạt …": a goal for a whole year.
_YEAR_GOAL = re.compile(
    r"(?<!\w)(?:(?P<lead>)(?:trong\s+)?năm\s+(?P<by5>20\d\d),?\s+(?:\w+\s+){0,6}?phấn\s+đấu|phấn\s+đấu\s+(?:trong\s+)?năm\s+(?P<by6>20\d\d)(?!\s?[-–]))(?!\w)"
)
_TERM = re.compile(r"giai\s+đoạn\s+(?:từ\s+năm\s+)?(?P<from>20\d\d)\s?(?:-|–|đến)\s?(?:năm\s+)?(?P<to>20\d\d)")

_YEARLY = re.compile(r"\s*(?:hằng|hàng|mỗi)\s+(?:năm|tháng|quý|tuần)")
_CUTOFF = re.compile(
    r"(?:tính|lũy\s+kế|luỹ\s+kế|ước|ước\s+tính|số\s+liệu|thống\s+kê|có\s+mặt|dự\s+kiến\s+đạt|đánh\s+giá)(?:\s+\w+){0,3}\s*$|nhiệm\s+kỳ\s*$"
)
_TASK = re.compile(
    r"(?<!\w)(?:hoàn\s+thành|hoàn\s+thiện|phấn\s+đấu|báo\s+cáo|gửi|nộp|triển\s+khai|tổ\s+chức|thực\s+hiện|ban\s+hành|xây\s+dựng|kết\s+thúc|đạt|xong|giải\s+ngân|đăng\s+ký|"
    r"rà\s+soát|kiểm\s+tra|giám\s+sát|tổng\s+hợp|khắc\s+phục|trình|quán\s+triệt|đề\s+nghị|yêu\s+cầu|giao|chuẩn\s+bị|tiến\s+hành|sơ\s+kết|tổng\s+kết|cập\s+nhật|kê\s+khai|"
    r"sinh\s+hoạt|tuyên\s+truyền|phát\s+động|lập|đưa|thành\s+lập|sắp\s+xếp|giảm|tăng|xóa|xoá|trở\s+thành|có|đón|kết\s+nạp|thu|cấp|cài\s+đặt|mục\s+tiêu|chỉ\s+tiêu|bàn\s+giao|nghiệm\s+thu|"
    r"khởi\s+công|khánh\s+thành|công\s+bố|đại\s+hội|bầu\s+cử|phải|cần|sẽ|thông\s+qua|tham\s+gia|dự\s+thi|nhận\s+bài|gửi\s+bài|áp\s+dụng|ủng\s+hộ|quyên\s+góp|hỗ\s+trợ|kéo\s+dài|duy\s+trì|tập\s+trung)(?!\w)"
)
_PAST = re.compile(r"(?<!\w)(?:đã|vừa|hôm\s+qua|so\s+với\s+cùng\s+kỳ|cùng\s+kỳ|dự\s+báo|theo\s+báo\s+cáo)(?!\w)")
# "Trong năm 2024" is a deadline only of something to be finished or done so many times.
_DONE_IN_YEAR = re.compile(
    r"hoàn\s+thành|phấn\s+đấu|(?<!\w)xong|kết\s+thúc|ít\s+nhất|tối\s+thiểu|trong\s+năm\s+20\d\d,?\s+(?:mỗi|100%|các|tổ\s+chức|triển\s+khai|thực\s+hiện|xây\s+dựng)"
)
_EVENT = re.compile(
    r"sẽ\s+(?:được\s+)?(?:tổ\s+chức|diễn\s+ra|khai\s+mạc|bắt\s+đầu|tiến\s+hành)|dự\s+kiến\s+(?:tổ\s+chức|diễn\s+ra)|ngày\s+bầu\s+cử"
)
_GOAL = re.compile(
    r"phấn\s+đấu|mục\s+tiêu|đạt|\d\s?%|tầm\s+nhìn|trở\s+thành|chỉ\s+tiêu|đón\s+\d|cơ\s+bản|tỷ\s+lệ|tỉ\s+lệ"
)
_SENTENCE_END = re.compile(r"\n|[.!?…](?=\s+[“\"(\-+*]?\s?[A-ZĐÀ-Ỹ0-9]|\s*$)|;")
_LONGEST = 2500
_FULL_END = re.compile(r"\n|[.!?…](?=\s+[“\"(\-+*]?\s?[A-ZĐÀ-Ỹ0-9]|\s*$)")
_HEADING = re.compile(
    r"\s*[*\-+•]?\s*(?:(?:\d+|[a-zđ])[.)]\s*)?(?:mục\s+tiêu\s+)?(?:tầm\s+nhìn\s+)?(?:đến|tới|tầm\s+nhìn)\s+(?:hết\s+|cuối\s+)?năm\s+20\d\d\s*[:.]?\s*$"
)
_MARKER = re.compile(r"^\s*(?:[*\-+•]\s*|\d+(?:\.\d+)*[.)]\s+|\(\d+\)\s*|[a-zđ]\)\s*)")

# With these the words for an addressee end.
_DOES = (
    r"chủ\s+trì|phối\s+hợp|xây\s+dựng|hoàn\s+thành|hoàn\s+thiện|tổ\s+chức|báo\s+cáo|triển\s+khai|thực\s+hiện|tham\s+mưu|tiếp\s+tục|tập\s+trung|gửi|rà\s+soát|căn\s+cứ|"
    r"khẩn\s+trương|chủ\s+động|ban\s+hành|nộp|lập|đăng\s+ký|quán\s+triệt|kiểm\s+tra|sinh\s+hoạt|phấn\s+đấu|kết\s+nạp|tuyên\s+truyền|giám\s+sát|tiến\s+hành|đẩy\s+nhanh|"
    r"phải|cần|có|trước|trong|đến|chậm|sẽ|đã|định\s+kỳ|thường\s+xuyên|trở\s+thành|đạt|được|để|hướng\s+dẫn|tổng\s+hợp|theo\s+dõi|phát\s+động|vận\s+động|mở|đưa|giao|quan\s+tâm|duy\s+trì|rà|khảo\s+sát|bố\s+trí|cử"
)
_ADDRESSEE = (
    r"(?:các\s+|toàn\s+thể\s+|mỗi\s+)?(?:chi(?:\s+bộ)?,\s+đảng\s+bộ|đảng\s+bộ,\s+chi\s+bộ|cấp\s+ủy|cấp\s+uỷ|chi\s+bộ|chi\s+ủy|đảng\s+bộ|đảng\s+ủy|đảng\s+uỷ|"
    r"tổ\s+chức\s+(?:cơ\s+sở\s+)?đảng|cơ\s+quan|đơn\s+vị|địa\s+phương|ban,\s+ngành|sở,\s+ban,?\s+ngành|ủy\s+ban|uỷ\s+ban|ubnd|hđnd|mttq|ubmttq|mặt\s+trận|đoàn\s+thể|"
    r"ban\s+(?!hành)\w+|văn\s+phòng|trung\s+tâm|công\s+an|xã,\s+phường|phường,\s+xã|xã|phường|cấp\s+xã|cấp\s+tỉnh|cấp\s+huyện|phòng,\s+ban|tổ\s+dân\s+phố|đảng\s+viên|"
    r"cán\s+bộ|đoàn\s+thanh\s+niên|hội\s+(?!thi|nghị|diễn|trại|thao|thảo|viên)\w+|hạt\s+\w+|lực\s+lượng\s+\w+|trường|thành\s+phố|tỉnh)"
)
_WHOLE = rf"(?P<who>{_ADDRESSEE}(?!\w)(?:(?!\s(?:{_DOES})(?!\w))[^;:.\n]){{0,120}})"
_ORDERED = re.compile(rf"(?<!\w)(?:giao|đề\s+nghị|yêu\s+cầu|chỉ\s+đạo|phân\s+công|đối\s+với)\s+{_WHOLE}")
# "Thực hiện Kế hoạch …, các chi bộ báo cáo …": the subject of the main clause.
_LATER_SUBJECT = re.compile(rf",\s+{_WHOLE}(?=\s(?:{_DOES})(?!\w))")
_SUBJECT = re.compile(rf"^\W*(?:\d+[.)]\s*)?{_WHOLE}")


def find_deadlines(text: str, *, issued_on: date | None) -> list[FoundDeadline]:
    """Return the deadlines of ``text`` in order.

    ``text``: an entry's plain text, blocks parted by line breaks. ``issued_on``: the day of the document or bulletin: it gives
    the year where none is printed, and what lies before it is past. Without it nothing can be told to be past by date, and
    times without a year are left out.
    """
    clean, offsets = normal_text(text)
    if not re.search(r"20\d\d|\d\s?/\s?\d|tháng|quý", clean):
        return []
    low = clean.lower()
    if len(low) != len(clean):
        low = clean
    shadows = _shadows(clean)
    found: list[FoundDeadline] = []
    seen: set[tuple[date, str]] = set()
    for begin, end in _clauses(clean, _SENTENCE_END):
        for deadline in _in_clause(_Clause(clean, low, begin, end), shadows, issued_on):
            if (deadline.due_on, deadline.text) not in seen:
                seen.add((deadline.due_on, deadline.text))
                found.append(deadline)
    if offsets is not None:
        found = [replace(d, start=offsets[d.start], end=offsets[d.end]) for d in found]
    return found


def _shadows(text: str) -> list[tuple[int, int]]:
    """Places that speak of other documents: the mention and its title. A time inside belongs to that document's name."""
    spans: list[tuple[int, int]] = []
    for citation in find_citations(text):
        spans.append((citation.start, citation.end))
        if citation.title_start >= 0:
            spans.append((citation.title_start, citation.title_end))
    return sorted(spans)


def _clauses(text: str, ends: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The places of the clauses; what runs on without an end is cut, so that no input takes time without bound."""
    at = 0
    stops = [stop.end() for stop in ends.finditer(text)]
    for end in (*stops, len(text)):
        for begin in range(at, end, _LONGEST):
            piece = begin, min(begin + _LONGEST, end)
            if text[piece[0] : piece[1]].strip():
                yield piece
        at = end


@dataclass
class _Clause:
    """A clause of a text (``low``: the same in small letters); what every deadline in it shares is read once."""

    text: str
    low: str
    begin: int
    end: int

    @functools.cached_property
    def words(self) -> str:
        return self.low[self.begin : self.end]

    @functools.cached_property
    def who(self) -> str:
        return _who(self)

    @functools.cached_property
    def sentence(self) -> str:
        return _sentence(self.text, self.begin)

    def shown(self, *, with_next: bool = False) -> str:
        return _shown(self.text, self.begin, self.end, with_next=with_next)


def _in_clause(clause: _Clause, shadows: list[tuple[int, int]], issued_on: date | None) -> Iterator[FoundDeadline]:
    words = clause.words
    if not re.search(r"\d", words):
        return
    near = bisect.bisect_left(shadows, (clause.begin - _LONGEST, 0))
    far = bisect.bisect_right(shadows, (clause.end, 0))
    hidden = [(a - clause.begin, b - clause.begin) for a, b in shadows[near:far] if b > clause.begin]
    taken: list[tuple[int, int]] = []
    given: set[date] = set()
    for pattern in (_RANGE, _UNTIL, _YEAR_GOAL):
        for match in pattern.finditer(words):
            if any(a < match.end() and match.start() < b for a, b in taken[-40:]):
                continue
            if any(a <= match.start() and match.end() <= b for a, b in hidden):
                continue
            taken.append(match.span())
            last = _resolve(match, "b", issued_on)
            if last is None or last[0] in given:
                continue
            deadline = _judge(clause, match, last, issued_on, period=pattern is _RANGE)
            if deadline:
                given.add(deadline.due_on)
                yield deadline
    for match in _TERM.finditer(words):
        if any(a <= match.start() and match.end() <= b for a, b in hidden):
            continue
        due = date(int(match["to"]), 12, 31)
        if due not in given and _promised(words, match) and (issued_on is None or due >= issued_on):
            given.add(due)
            yield FoundDeadline(
                kind=DeadlineKind.PROGRAMME,
                text=clause.shown(),
                who=clause.who,
                starts_on=date(int(match["from"]), 1, 1),
                due_on=due,
                precision=Precision.YEAR,
                sentence=clause.sentence,
                start=clause.begin + match.start(),
                end=clause.begin + match.end(),
            )


def _promised(words: str, term: re.Match[str]) -> bool:
    """Tell whether a span of years is a promise with a figure and not the name of a plan ("kế hoạch … giai đoạn …")."""
    lead = words[: term.start()].strip(" \t*+-•")
    rest = words[term.end() :]
    said = lead.endswith(("phấn đấu", "phấn đấu trong")) or (lead in {"", "trong", "mục tiêu"} and _GOAL.search(rest))
    return bool(said) and re.search(r"\d", rest) is not None


def _judge(
    clause: _Clause, match: re.Match[str], last: tuple[date, Precision], issued_on: date | None, *, period: bool
) -> FoundDeadline | None:
    """Decide whether words of time are a deadline. Longer than most functions: it is the list of reasons why not."""
    words = clause.words
    before, after = words[: match.start()], words[match.end() :]
    due, precision = last
    starts_on = None
    if period:
        first = _resolve(match, "a", issued_on, year=due.year, first=True)
        starts_on = first[0] if first else issued_on
    if issued_on is not None and due < issued_on:
        return None
    if _CUTOFF.search(before) or re.search(r"nhiệm\s+kỳ[^,]{0,12}$", before):
        return None
    if _YEARLY.match(after):
        return None
    lead = " ".join((match.groupdict().get("lead") or "").split())
    heading = bool(_HEADING.match(words)) or words.strip(" *+-•").startswith("tầm nhìn")
    goal = not lead and not period
    last_day = lead.startswith(
        ("trước", "chậm", "muộn", "không", "hạn", "thời hạn", "hết", "xong", "cho đến", "kéo dài")
    )
    strong = period or goal or last_day or lead.startswith(("đến", "tầm nhìn"))
    if not heading:
        if not (
            period
            or (last_day and precision is Precision.DAY and issued_on is not None)
            or _TASK.search(words)
            or _GOAL.search(words)
        ):
            return None
        if _PAST.search(before[-60:]) and (issued_on is None or not strong or precision is Precision.YEAR):
            return None
        if not strong and re.search(r"dự\s+báo|tình\s+hình", words):
            return None
        if lead in {"vào", "là"} and not _EVENT.search(words):
            return None
        if lead == "trong" and precision is Precision.YEAR and not _DONE_IN_YEAR.search(words):
            return None
        if lead == "trước" and re.search(r"(?:như|so\s+với|từ)\s+$", before):
            return None
    if period and re.match(r"\s*(?:đã|là\s+thời\s+gian)", after):
        return None
    kind = _kind(words, lead, precision, period=period, heading=heading)
    if kind is DeadlineKind.EVENT and issued_on is None:
        return None
    return FoundDeadline(
        kind=kind,
        text=clause.shown(with_next=heading),
        who=clause.who,
        starts_on=starts_on,
        due_on=due,
        precision=precision,
        sentence=clause.sentence,
        start=clause.begin + match.start(),
        end=clause.begin + match.end(),
    )


def _kind(clause: str, lead: str, precision: Precision, *, period: bool, heading: bool) -> DeadlineKind:
    if _EVENT.search(clause) and not lead.startswith(("trước", "chậm", "hạn")):
        return DeadlineKind.EVENT
    if period:
        return DeadlineKind.PERIOD
    if heading or (precision is Precision.YEAR and _GOAL.search(clause)):
        return DeadlineKind.TARGET
    return DeadlineKind.TASK


def _resolve(
    match: re.Match[str], prefix: str, issued_on: date | None, *, year: int | None = None, first: bool = False
) -> tuple[date, Precision] | None:
    """Return the last (``first``: first) day that the groups named ``prefix`` mean, and the precision."""
    get = match.groupdict().get
    p = prefix
    day, month = get(p + "d") or get(p + "d2"), get(p + "m") or get(p + "m2") or get(p + "m3")
    quarter = get(p + "q")
    if first and not any(value for name, value in match.groupdict().items() if name.startswith(p)):
        return None  # "từ nay"
    said = get(p + "y") or get(p + "y2") or get(p + "y3") or get(p + "y4") or get(p + "y5") or get(p + "y6")
    if said:
        in_year = int(said)
    elif year is not None:
        in_year = year
    elif issued_on is not None and (day or month or quarter):
        in_year = _year_for(int(month) if month else 3 * _QUARTERS[quarter or "iv"], issued_on)
    else:
        return None
    try:
        if day and month:
            return date(in_year, int(month), int(day)), Precision.DAY
        if month:
            last = 1 if first else calendar.monthrange(in_year, int(month))[1]
            return date(in_year, int(month), last), Precision.MONTH
    except (ValueError, calendar.IllegalMonthError):
        return None  # 31/2, month 13
    if quarter:
        number = _QUARTERS[quarter]
        last_month = 3 * number
        if first:
            return date(in_year, last_month - 2, 1), Precision.QUARTER
        return date(in_year, last_month, calendar.monthrange(in_year, last_month)[1]), Precision.QUARTER
    return (date(in_year, 1, 1) if first else date(in_year, 12, 31)), Precision.YEAR


def _year_for(month: int, issued_on: date) -> int:
    """The year of a month printed without one: that of issue, or the next where the month lies more than half a year back."""
    return issued_on.year + 1 if month < issued_on.month - 6 else issued_on.year


def _shown(text: str, begin: int, end: int, *, with_next: bool = False) -> str:
    shown = _MARKER.sub("", " ".join(text[begin:end].split())).strip(" ;")
    if with_next:
        following = text[end : end + 500].lstrip("\n").split("\n", 1)[0].strip()
        if following:
            shown = f"{shown.rstrip(' .:')}: {_MARKER.sub('', following)[:400]}"
    return shown


def _sentence(text: str, at: int) -> str:
    """The whole sentence around a clause."""
    begin = 0
    for stop in _FULL_END.finditer(text, max(0, at - 1500), at):
        begin = stop.end()
    limit = min(len(text), at + _LONGEST)
    stop_after = _FULL_END.search(text, at, limit)
    return " ".join(text[begin : stop_after.end() if stop_after else limit].split())


def _who(clause: _Clause) -> str:
    """The addressee: whom the text orders, or the subject of the clause."""
    for pattern in (_ORDERED, _SUBJECT, _LATER_SUBJECT):
        match = pattern.search(clause.words)
        if match:
            who = clause.text[clause.begin + match.start("who") : clause.begin + match.end("who")].strip(" ,;:-")
            if len(who.split()) <= 24:
                return " ".join(who.split())
    return ""


def deadline_as_json(found: FoundDeadline, *, item: str | None = None) -> dict[str, object]:
    """Return ``found`` as plain values: due, start, precision, who, text, item, and kind, sentence and place."""
    return {
        "due": found.due_on.isoformat(),
        "start": found.starts_on.isoformat() if found.starts_on else None,
        "precision": str(found.precision),
        "who": found.who or None,
        "text": found.text,
        "item": item,
        "kind": str(found.kind),
        "sentence": found.sentence,
        "place": [found.start, found.end],
    }
