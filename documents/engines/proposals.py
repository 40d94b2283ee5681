"""What a cell needs from an entry, proposed from its text: a short title, the gist to read out, tasks with their dates, questions.

Nothing is written: every line is lifted from the text (shortened at a word), a question asks about such a line, and a person presses
or does not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cadre_portal.text import CAPITALS, exact_key, squeeze
from directives.citations import find_citations
from directives.deadlines import DeadlineKind, find_deadlines

SHORT_TITLE = 80
GIST_LINES = 3
MOST_TASKS = 8
_LONGEST_LINE = 260
_LONGEST_ASKED = 140
# Enough of any entry to find what concerns a cell, and no time without bound on one of two hundred pages.
_READ = 60_000

_SENTENCE = re.compile(rf"(?<=[.!?…;])\s+(?=[“\"(]?[{CAPITALS}])|\n+")
_LEAD = re.compile(r"^(?:[-–+*•]|\(?\d{1,2}[.)]|[a-zđ]\)|\d+(?:\.\d+)+\.?)\s*")
# "các chi bộ", "chi, đảng bộ trực thuộc", "cấp ủy cơ sở", "đảng viên": who reads the bulletin, or those before him.
_CELL = re.compile(
    r"""(?<!\w)(?: (?:các\s+|mỗi\s+|từng\s+|toàn\s+)?chi\s+bộ | (?:các\s+)?chi,?\s+đảng\s+bộ | (?:các\s+)?chi\s+ủy | (?:các\s+)?chi\s+uỷ
      | cấp\s+(?:ủy|uỷ)\s+(?:cơ\s+sở|chi\s+bộ) | (?:mỗi\s+|từng\s+|cán\s+bộ,\s+)đảng\s+viên | các\s+đảng\s+bộ,\s+chi\s+bộ )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_DUTY = re.compile(
    r"""(?<!\w)(?: yêu\s+cầu|đề\s+nghị|giao|phải|cần|có\s+trách\s+nhiệm|tổ\s+chức|triển\s+khai|quán\s+triệt|thực\s+hiện|tuyên\s+truyền|vận\s+động|
      đăng\s+ký|rà\s+soát|báo\s+cáo|gửi|lồng\s+ghép|sinh\s+hoạt|phân\s+công|gương\s+mẫu|hưởng\s+ứng|tham\s+gia|đưa|xây\s+dựng|chỉ\s+đạo|lãnh\s+đạo|phổ\s+biến )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
# Who acts in a sentence that begins with it, or with a time and then with it: a body of the state, of the Front and the unions or
# one above the ward, whose work is not the cell's.
_OTHER_BODY = re.compile(
    r"""(?:(?:trước|sau|từ|đến|trong|vào|chậm\s+nhất|hằng|hàng|ngày|tháng|quý|năm)\s[^,.;]{1,60},\s+)?
      (?:(?:giao|đề\s+nghị|yêu\s+cầu)\s+)?(?:các\s+)?
      (?: (?:chủ\s+tịch\s+)?(?:(?:ủy|uỷ)\s+ban\s+nhân\s+dân|UBND|hội\s+đồng\s+nhân\s+dân|HĐND)
      | (?:ban\s+(?:thường\s+vụ|chấp\s+hành|tổ\s+chức|tuyên\s+giáo(?:\s+và\s+dân\s+vận)?|dân\s+vận|nội\s+chính|cán\s+sự\s+đảng)
          | thường\s+trực | văn\s+phòng | (?:ủy|uỷ)\s+ban\s+(?:kiểm\s+tra|mặt\s+trận\s+tổ\s+quốc(?:\s+việt\s+nam)?) | công\s+an | thanh\s+tra
          | bộ\s+chỉ\s+huy\s+quân\s+sự | viện\s+kiểm\s+sát\s+nhân\s+dân | tòa\s+án\s+nhân\s+dân | bảo\s+hiểm\s+xã\s+hội )
        \s+(?:tỉnh|thành\s+phố|thành\s+(?:ủy|uỷ)|trung\s+ương)(?!\w)
      | (?: (?:(?:ủy|uỷ)\s+ban\s+)?(?:mặt\s+trận\s+tổ\s+quốc|MTTQ)(?:\s+việt\s+nam)? | UBMTTQ(?:\s+việt\s+nam)? | công\s+an
          | ban\s+chỉ\s+huy\s+quân\s+sự | trạm\s+y\s+tế | văn\s+phòng | phòng(?:,?\s+\w+){1,8}? | trung\s+tâm(?:,?\s+\w+){1,7}?
          | đoàn\s+thanh\s+niên(?:\s+cộng\s+sản\s+hồ\s+chí\s+minh)? | đoàn | hội(?:\s+\w+){1,5}? | liên\s+đoàn\s+lao\s+động | công\s+đoàn )
        \s+(?:phường|xã|đặc\s+khu)(?!\w)
      | (?:thủ\s+tướng\s+)?chính\s+phủ | quốc\s+hội | sở(?=[,\s]) | bộ(?=,|\s(?!phận)) )""",
    re.VERBOSE | re.IGNORECASE,
)
# What is done together with the people of the place is theirs too.
_TOGETHER = re.compile(
    r"(?<!\w)(?:cùng|phối\s+hợp\s+(?:với|cùng))\s+(?:các\s+|toàn\s+thể\s+)?"
    r"(?:bà\s+con|nhân\s+dân|người\s+dân|khu\s+dân\s+cư|tổ\s+dân\s+phố|thôn|bản|gia\s+đình|hộ)(?!\w)",
    re.IGNORECASE,
)
_PAST = re.compile(r"(?<!\w)(?:đã|vừa qua|vừa)(?!\w)", re.IGNORECASE)
_WEIGHTY = (
    (re.compile(r"mục\s+(?:đích|tiêu)|yêu\s+cầu|trọng\s+tâm|chủ\s+đề|phương\s+châm", re.IGNORECASE), 3),
    (
        re.compile(
            r"phấn\s+đấu|chỉ\s+tiêu|đạt\s+(?:từ\s+)?\d|\d\s?%|tập\s+trung|tăng\s+cường|nâng\s+cao", re.IGNORECASE
        ),
        2,
    ),
    (
        re.compile(
            r"(?<!\w)(?:nhằm|nhiệm\s+vụ|giải\s+pháp|đối\s+tượng|mức|thời\s+gian|từ\s+ngày)(?!\w)", re.IGNORECASE
        ),
        1,
    ),
)
# Where a title may be broken off and still be a title.
_JOINTS = re.compile(
    r"(?:,|;|\s+(?:trên\s+địa\s+bàn|giai\s+đoạn|nhiệm\s+kỳ|theo|gắn\s+với|và\s+(?:những|các)|trong|tại|đối\s+với|nhằm|thực\s+hiện|để|năm))(?=\s)",
    re.IGNORECASE,
)
# Where, besides, a phrase of a title ends: the words after which something is added to it.
_PHRASE_ENDS = re.compile(
    rf"{_JOINTS.pattern}|\s+(?:và|ở|của|cho|với|từ|giữa|về|do|khi|mà|triển\s+khai|gắn\s+liền)(?=\s)", re.IGNORECASE
)
_SHORTEST_TITLE = 24


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A line for "việc chi bộ cần làm", and its date where the text gives one."""

    text: str
    due_on: date | None = None

    @property
    def line(self) -> str:
        """The line as it is stored, with the date behind it unless the text says it."""
        if self.due_on is None or _says(self.text, self.due_on):
            return self.text
        return f"{self.text.rstrip(' .;')} (hạn {self.due_on:%d/%m/%Y})."


@dataclass(frozen=True, slots=True)
class Proposals:
    """``short_title`` "" where none is better than the heading itself."""

    short_title: str
    gist: tuple[str, ...]
    tasks: tuple[TaskLine, ...]
    questions: tuple[str, ...] = ()


def propose(heading: str, text: str, *, issued_on: date | None, not_before: date | None = None) -> Proposals:
    """Return what can be proposed for an entry.

    ``text``: its plain text, blocks parted by line breaks; ``issued_on``: day of the document or issue, which gives deadlines
    their year and tells which are past. ``not_before``: what was due earlier is no work any more.
    """
    text = text[:_READ]
    sentences = [squeeze(_LEAD.sub("", part.strip())) for part in _sentences(text)]
    said = _tasks(text, sentences, issued_on)
    tasks = tuple(task for task in said if task.due_on is None or not_before is None or task.due_on >= not_before)
    title = propose_short_title(heading)
    return Proposals(title, _gist(sentences, said), tasks, _questions(title or squeeze(heading), tasks))


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text; a semicolon or stop within brackets or quotation marks of its line ends none."""
    for line in text.split("\n"):
        start = 0
        for match in _SENTENCE.finditer(line):
            if not _is_open(line[start : match.start()]):
                yield line[start : match.start()]
                start = match.end()
        yield line[start:]


def _is_open(text: str) -> bool:
    """Whether a bracket or quotation mark of ``text`` waits for its other half."""
    return text.count("(") > text.count(")") or text.count("“") > text.count("”")


def propose_short_title(heading: str, *, limit: int = SHORT_TITLE) -> str:
    """Return kind, number and the beginning of the subject of a cited document; of any other heading its beginning.

    "Kế hoạch số 315-KH/TU, ngày 12/9/2023 của Ban Thường vụ … về an toàn giao thông" → "Kế hoạch 315-KH/TU về an toàn giao thông".
    """
    heading = squeeze(heading).rstrip(" .")
    cited = next((one for one in find_citations(heading) if one.nested_in is None), None)
    if cited is None or cited.start > 12 or not (cited.number or cited.title):
        return _whole_phrases(heading, limit) if len(heading) > limit else ""
    title = _without_its_particulars(_unquoted(squeeze(cited.title).strip(" .,;")))
    name = " ".join(part for part in (cited.kind, cited.number) if part)
    return _whole_phrases(f"{name} {title}".strip(), limit, shortest=len(name) + 12) or name[:limit]


def _without_its_particulars(title: str) -> str:
    """A title that carries out another document keeps that one's kind, number and subject; without its day and issuer the
    subject, by which the two are told from others, has room: "thực hiện Kế hoạch số 45-KH/TU, ngày … của … về trồng rừng" →
    "thực hiện Kế hoạch 45-KH/TU về trồng rừng"."""
    inner = next((one for one in find_citations(title) if one.nested_in is None), None)
    if inner is None or not (inner.kind and inner.number and inner.title):
        return title
    subject = title.find(inner.title, inner.start)
    if subject < 0:
        return title
    rest = title[subject + len(inner.title) :]
    # Quotation marks around the subject: with more behind it both stay, else neither is needed.
    if not rest.strip(' .,;”"'):
        rest = ""
    elif title[subject - 1] in '“"':
        subject -= 1
    opening = title[subject : title.index(inner.title, subject)]
    return f"{title[: inner.start]}{inner.kind} {inner.number} {opening}{inner.title}{rest}"


def _unquoted(title: str) -> str:
    """A title without the quotation marks around the whole of it; a quotation within it keeps both of its marks."""
    whole = re.fullmatch(r'[“"]([^“”"]*)[”"]', title)
    return whole.group(1).strip(" .,;") if whole else title


def _whole_phrases(text: str, limit: int, *, shortest: int = _SHORTEST_TITLE) -> str:
    """Return the longest beginning of ``text`` within ``limit`` that ends where a phrase does, "" where none is long enough."""
    text = squeeze(text)
    if len(text) <= limit:
        return text
    ends = [match.start() for match in _PHRASE_ENDS.finditer(text) if shortest <= match.start() <= limit]
    ends = [end for end in ends if not _is_open(text[:end])]
    return text[: ends[-1]].rstrip(" ,;-–") if ends else ""


@lru_cache(maxsize=4000)
def shortened(heading: str) -> str:
    """Return what lists call an entry without a short title of its own: what would be proposed, else the heading."""
    return propose_short_title(heading) or heading


def shorten(text: str, limit: int) -> str:
    """Return the beginning of ``text`` within ``limit`` characters, broken off at a joint of the sentence or at a word."""
    text = squeeze(text)
    if len(text) <= limit:
        return text
    joints = [match.start() for match in _JOINTS.finditer(text[: limit + 1]) if match.start() >= limit * 0.55]
    if joints:
        return text[: joints[-1]].rstrip(" ,;-–")
    cut = text[: limit - 1]
    return f"{cut[: cut.rfind(' ')].rstrip(' ,;-–(“')}…"


def _tasks(text: str, sentences: list[str], issued_on: date | None) -> tuple[TaskLine, ...]:
    found: list[TaskLine] = []
    dated = [
        one for one in find_deadlines(text, issued_on=issued_on) if one.kind in {DeadlineKind.TASK, DeadlineKind.PERIOD}
    ]
    for sentence in sentences:
        cell = _CELL.search(sentence)
        if (
            cell is None
            or len(sentence) < 25
            or not _DUTY.search(sentence)
            or _PAST.search(sentence[: cell.end() + 12])
        ):
            continue
        due = next((one.due_on for one in dated if exact_key(one.text)[:60] in exact_key(sentence)), None)
        found.append(TaskLine(shorten(sentence, _LONGEST_LINE), due))
    known = " ".join(exact_key(line.text) for line in found)
    for one in dated:
        clause = squeeze(one.text)
        if _is_work_of_another(clause, sentences):
            continue
        if exact_key(clause)[:60] not in known and len(clause) >= 25:
            found.append(TaskLine(shorten(clause[:1].upper() + clause[1:], _LONGEST_LINE), one.due_on))
    unique = {exact_key(line.text): line for line in reversed(found)}
    return tuple(reversed(unique.values()))[:MOST_TASKS]


def _is_work_of_another(clause: str, sentences: list[str]) -> bool:
    """Whether the sentence of a dated clause is about what a body of the state, the Front, a union or one above the ward does, and
    names neither a cell nor the people it is done with."""
    key = exact_key(clause)[:60]
    sentence = next((one for one in sentences if key in exact_key(one)), clause)
    return bool(_OTHER_BODY.match(sentence)) and not _CELL.search(sentence) and not _TOGETHER.search(sentence)


def _questions(title: str, tasks: tuple[TaskLine, ...]) -> tuple[str, ...]:
    """What a meeting can talk about: how the first task is done here, and how the matter itself stands."""
    found = []
    if tasks:
        task = shorten(tasks[0].text, _LONGEST_ASKED).rstrip(" .;:")
        found.append(f"Ở chi bộ ta, ai nhận và làm thế nào việc này: “{_within(task)}”?")
    if 0 < len(title) <= SHORT_TITLE:
        found.append(f"“{_within(title)}”: ở địa bàn, đơn vị ta đang thế nào, còn vướng gì?")
    return tuple(found)


def _within(text: str) -> str:
    """A text to be put between quotation marks: its own become single ones."""
    return text.replace("“", "‘").replace("”", "’")


def _gist(sentences: list[str], tasks: tuple[TaskLine, ...]) -> tuple[str, ...]:
    taken = {exact_key(line.text) for line in tasks}
    scored: list[tuple[int, int, str]] = []
    for place, sentence in enumerate(sentences[:200]):
        if not 35 <= len(sentence) <= 420 or sentence.endswith(":") or exact_key(sentence) in taken:
            continue
        taken.add(exact_key(sentence))
        weight = sum(worth for pattern, worth in _WEIGHTY if pattern.search(sentence))
        scored.append((weight + (2 if place < 2 else 0), place, sentence))
    best = sorted(sorted(scored, key=lambda row: (-row[0], row[1]))[:GIST_LINES], key=lambda row: row[1])
    return tuple(_as_sentence(shorten(sentence, _LONGEST_LINE)) for _, _, sentence in best)


def _as_sentence(text: str) -> str:
    """An item of a list as a sentence of its own: capital letter, full stop."""
    text = text[:1].upper() + text[1:]
    return f"{text[:-1]}." if text.endswith((";", ",")) else text


def _says(text: str, due: date) -> bool:
    return bool(re.search(rf"(?<!\d)0?{due.day}\s?[/.-]\s?0?{due.month}(?!\d)", text)) or bool(
        re.search(rf"tháng\s+0?{due.month}(?!\d)", text, re.IGNORECASE)
    )
