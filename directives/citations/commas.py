"""Whether the title of a cited document ends at a comma, or goes on: with a list, with the next document, with the main clause."""

import functools
import re
from datetime import date
from typing import NamedTuple

from directives.citations.dates import make_date
from directives.citations.doers import acts_upon_it, doer_begins
from directives.citations.issuers import read_issuer
from directives.citations.pairs import FINITE, goes_on_alike, paired
from directives.citations.patterns import Grammar
from directives.citations.setting import Setting
from directives.numbers import ParsedNumber

_AFTER_NUMBER = re.compile(r"\d\s?\S?\s?[-–/]\s?[a-zđ][^\s)]*,\s+$")
_NUMBER_GOES_ON = re.compile(
    r"(?:ngày|ngay|của|cua|do|về|ve|v/v|khóa|khoa|(?:năm|nam)\s+\d{4}(?!\s+\w)|tháng|thang|hội\s+nghị|hoi\s+nghi|số|so|\d|\(|[^\W\d_]{1,5}[-/]|(?:chính|thủ|bộ|ban|quốc|ủy|hội|tỉnh|huyện|thành|đảng)\s+(?:phủ|tướng|trưởng|chính|bí|chấp|thường|hội|ban|đồng|ủy|uỷ)\s)"
)
# "về việc Mặt trận, các đoàn thể và nhân dân tham gia …": who does it, and nothing yet of what is done.
_DOER_ALONE = re.compile(
    r"việc\s+(?:mttq|mặt\s+trận(?:\s+tổ\s+quốc)?(?:\s+việt\s+nam)?|(?:các\s+)?(?:cơ\s+quan|tổ\s+chức|đoàn\s+thể|cấp\s+(?:ủy|uỷ)|hộ|cá\s+nhân|đơn\s+vị|doanh\s+nghiệp|cán\s+bộ|đảng\s+viên|chi\s+bộ|đảng\s+bộ|địa\s+phương|người\s+dân|nhân\s+dân|công\s+dân|đoàn\s+viên|hội\s+viên)),\s+$"
)
_DOER_REACH = 48
# "Chi bộ nghe <citation>, bàn cách làm": what else is done with it.
_MEETS = re.compile(
    r"(?:bàn(?!\s+giao)|thảo\s+luận|biểu\s+quyết|nghe|nhất\s+trí|liên\s+hệ|tự\s+soi|ký\s+(?:bản\s+)?cam\s+kết|h[àằ]ng\s+(?:tuần|tháng|quý|năm)\s+(?:báo|họp|rà|kiểm|đánh)|(?:\d+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:đồng\s+chí|đảng\s+viên|đại\s+biểu|ý\s+kiến))\s+[^\W\d]"
)
# "…, lắp 4 hộp thư góp ý": what was done upon it, counted.
_DID = re.compile(
    r"(?:lắp|mở|trao|tặng|trồng|xây|sửa|góp|dành|lập|hiến|mua|tổ\s+chức|kết\s+nạp|quyên\s+góp|thăm|treo|dán|cử|chọn|dựng|dọn)\s+(?:được\s+)?(?:\d+|hai|ba|bốn|năm|sáu)\s+[^\W\d]"
)
# "…, xây dựng đất nước ta ngày càng phồn vinh": what is to be made of it, no state.
_MADE = re.compile(r"(?:đưa|xây\s+dựng|phát\s+triển|làm\s+cho|giữ\s+vững|củng\s+cố)\s.*\sngày\s+càng(?!\w)")
# With these a title is over: "… trong tình hình mới, đảng viên học trên báo".
_LAST_WORDS = re.compile(r"\strong\s(?:tình\shình|giai\sđoạn|thời\skỳ|kỷ\snguyên)\s(?:mới|hiện\snay),\s+$")
_LOOKS_ON = re.compile(
    r"(?:tầm\s+nhìn|định\s+hướng|giai\s+đoạn|đáp\s+ứng|góp\s+phần|gắn|nhất\s+là|tiến\s+tới|hướng\s+tới)(?!\w)"
)
# "…, đã có 12 hộ đăng ký": no subject goes on with these.
_DONE = ("đã ", "sẽ ")
# The next number of a list of documents; "bão số 9, số 10" has no sign behind the figures.
_LISTED = re.compile(r"(?:số|so)\s+\d+[a-zđ]?\s?[-–/]")
_HEADING_GOES_ON = re.compile(
    r"(?:nêu rõ|trong đó|theo đó|yêu cầu|xác định|cụ thể|gửi\s+(?:các|tới|đến)|nổi bật|(?:bao\s+)?gồm\s"
    r"|nhấn mạnh|khẳng định|hướng (?:tới|đến)|thể hiện|cho thấy|đánh dấu|mở ra|(?:nội dung )?(?:chi tiết|xem)\s|coi\s|đặt (?:ra|mục tiêu)|đề ra|tạo (?:đà|tiền đề|bước|động lực|nền tảng))"
)
_FIGURES = re.compile(r"\d*")
_SEGMENT_END = re.compile(r"[;.\n:](?:\s|(?<=\n)$)")
# "…, nhất là Điều 3 và Điều 8": the sentence points into the document.
_ARTICLE = re.compile(
    r"(?:(?:nhất|đặc\s+biệt|cụ\s+thể)\s+là|trong\s+đó\s+có|(?:nêu|quy\s+định)?\s*(?:tại|ở))\s+(?:các\s+)?(?:điều|khoản|điểm|mục|chương|phần|phụ\s+lục)\s+[\divxlcabc]"
)
_PART_OF_IT = re.compile(
    r"(?:nhất|đặc\s+biệt|trước\s+hết)\s+là\s+(?:(?:các|những)\s+)?(?:nội\s+dung|quan\s+điểm|điểm\s+mới)(?!\w)"
)
_CHANGES_FIRST = re.compile(r"(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|sua\s+doi|bo\s+sung),\s+$")
# "mức hỗ trợ đối với hộ nghèo, …"
_FOR_WHOM = re.compile(r"(?:mức|giá|thời\s+(?:gian|hạn)|chế\s+độ|muc|gia)\s[^,]*?(?:đối\s+với|cho|của|doi\s+voi|cua)\s")
# "… công tác tổ chức, cán bộ, cấp ủy lập danh sách": the body is the subject.
_BODY = re.compile(
    r"(?:cấp\s+[uủ][yỷ]|cấp\s+uỷ|chi\s+bộ|chi\s+ủy|đảng\s+bộ|đảng\s+ủy|ủy\s+ban|ubnd|công\s+an|ban|sở|phòng)(?!\w)"
)
# "Theo Quy định … về A, khung tiêu chí gồm bao nhiêu nội dung?": what is asked.
_ASKS = re.compile(
    r"[^,;.?\n]*?(?<!\w)(?:bao\s+nhiêu|bao\s+lâu|mấy|nào|gì|ra\s+sao|thế\s+nào|ai|ở\s+đâu|bao\s+nhieu|bao\s+lau|may|nao|gi|the\s+nao)(?!\w)"
)
# "…, nhận đỡ đầu 57 hộ": what is counted was done; a subject has years, shares and levels.
_COUNTS = re.compile(
    r"(?:[^\W\d_]++[^\S\n]++){2,8}+(?<!năm\s)(?<!tháng\s)(?<!thứ\s)(?<!quý\s)(?<!số\s)(?<!quyết\s)(?<!thị\s)(?<!luận\s)(?<!khóa\s)(?<!phường\s)(?<!nhất\s)\d[\d.]*(?:,\d+)?[^\S\n]+(?!cấp|khóa\s+[ivxlc]+(?!\w)|năm|tháng|ngày|giai\s|mục\s|không|chỉ\s|luật|thủ\s|và|–|-)[^\W\d_]"
)
# "…, các chi bộ nhận đỡ đầu …": a body and a word that does not belong to its name.
_ACT = re.compile(
    r"(?:các|mỗi|từng)\s+(?:chi\s+bộ|đảng\s+bộ|cấp\s+(?:ủy|uỷ)|đảng\s+viên|đoàn\s+viên|hội\s+viên|đơn\s+vị|địa\s+phương)\s+(?!và|của|trên|thuộc|trực|trong|ở|tại|có|là|được|cơ\s|đảng|xã|phường|thôn|sự|hành|quân|ngành|vũ|liên|khác|người|trẻ|mới|do|với|cao|thực\s+hiện|vùng|miền|đã|[^\W\d_]+,)[^\W\d_]+\s"
)
# "Qua triển khai <citation>, 98% công dân được …"
_SHARE = re.compile(r"\d[\d.,]*\s?(?:%|/\s?\d+)\s+[^\W\d]")
_TITLE_OF_PERSON = re.compile(r"(?:gia\s+đình\s+)?(?:anh|chị|ông|bà|em|cụ|cháu|thầy|cô)\s+")
# Who else may be the subject: "…, đảng viên phải …".
# "…, Tổng Bí thư nhấn mạnh": somebody in office speaks.
_OFFICE_SPEAKS = re.compile(
    r"(?:đồng\s+chí|tổng\s+bí\s+thư|(?:phó\s+)?bí\s+thư|(?:phó\s+)?chủ\s+tịch|(?:phó\s+)?thủ\s+tướng|thường\s+trực|(?:phó\s+)?trưởng\s+ban|bộ\s+trưởng|(?:phó\s+)?giám\s+đốc|(?:phó\s+)?chủ\s+nhiệm|hiệu\s+trưởng)"
    r"(?:\s+[^\s,;.:]+){0,8}?\s+(?:nhấn\s+mạnh|khẳng\s+định|cho\s+rằng|cho\s+biết|chỉ\s+rõ|lưu\s+ý|phát\s+biểu|nêu\s+rõ|kết\s+luận|yêu\s+cầu|đề\s+nghị|chỉ\s+ra|nhận\s+định)(?!\w)"
)
_PEOPLE = re.compile(
    r"(?:đảng\s+viên|cán\s+bộ|nhân\s+dân|người\s+dân|đoàn\s+viên|hội\s+viên|giáo\s+viên|bà\s+con|gia\s+đình|hộ|thôn|xã|phường|thành\s+phố|tỉnh|cơ\s+quan|đơn\s+vị|đồng\s+chí)(?!\w)"
)
_SHORT_NOUN = 2
_DETERMINED = re.compile(r"(?:các|mỗi|từng|toàn\s+thể|mọi|cac|moi|tung)(?!\w)")
# "…, do Ban Tổ chức Tỉnh ủy ban hành ngày …": who and when, behind the subject.
_ISSUED_BY = re.compile(r"do\s+[^,;.\n]{3,70}?\s+(?:ký\s+)?ban\s+hành(?!\w)")
# "… Chỉ thị số 35-CT/TW ngày 14/6/2024, gắn với …": what is joined to a document is done, not named.
_BESIDE = re.compile(r"(?:gắn|kết\s+hợp|đi\s+đôi)\s+(?:với|việc)(?!\w)")
# What the patterns of _points_into() begin with: a quick no.
_POINTS = ("nhất", "đặc", "cụ", "trong", "nêu", "quy", "tại", "ở", "trước", "do", "gắn", "kết", "đi")
_AFTER_DOCUMENT = re.compile(r"(?:\d|/\s?[a-zđ]+(?:-[a-zđ]+)*)\s*,\s+$")
# The day or at least the year of a document named within a title.
_DAY_OF_NEXT = re.compile(
    r"(?:(?!\s(?:và|va)\s|,(?!\s*ng[àa]y))[^;\n“”]){0,70}?ng[àa]y\s*(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?((?:19|20)\d\d)(?!\d)"
)
# The letters of a committee below the centre: "22-HD/BTCTU", "05-KH/ĐU", "12/NQ-HĐND".
_LOCAL = re.compile(
    r"\d*[a-zđ]?\s?[-–/]\s?(?:[a-zđ]{1,4}\s?/\s?[a-zđ]*(?:tu|đu|hu|thu|qu)|[a-zđ]{1,4}\s?-\s?(?:ubnd|hđnd))(?!\w)"
)
CHANGES = re.compile(r"sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ|điều\s+chỉnh")
_PARTY_LETTERS = re.compile(r"\d*[a-zđ]?\s?[-–]\s?([a-zđ]{1,5})\s?/\s?([a-zđ]{1,8})(?!\w)")
# Papers that go by a name, so that a capital tells them from the thing.
_LONG_PAPERS = frozenset({"chiến lược", "quy hoạch", "đề án", "chương trình", "kế hoạch"})
# Letters that only central bodies sign with.
_CENTRAL = ("TW", "TTg", "CP")
_YEAR_OF_NEXT = re.compile(r"\d*\s?/\s?((?:19|20)\d\d)\s?/")


class Outer(NamedTuple):
    """What is known of the document whose title is read: no title names a younger document, or carries out one of a lower body."""

    issued_on: date | None = None
    number: ParsedNumber | None = None
    issuer: str = ""

    @property
    def is_central(self) -> bool:
        """Only central bodies sign with its letters."""
        return self.number is not None and self.number.organ_letters.endswith(_CENTRAL)

    @property
    def letters(self) -> str:
        """Those of a party number, small ("kh/đu"): "Kế hoạch số 20-KH/ĐU thực hiện … và Kế hoạch số 21-KH/ĐU" are two."""
        number = self.number
        return f"{number.kind_letters}/{number.organ_letters}".lower() if number and number.form == "party" else ""


def counts(low: str, at: int, grammar: Grammar) -> bool:
    """Tell whether the number behind the kind at ``at`` counts something: "và Kế hoạch 5 năm 2021 - 2025"."""
    number = grammar.kind_number.match(low, at)
    figures = _FIGURES.match(low, number.end()) if number else None
    return figures is not None and grammar.counted.match(low, figures.end()) is not None


def only_nested(low: str, begin: int, at: int, grammar: Grammar) -> bool:
    """Tell whether the title so far is no more than "về thực hiện" and documents: then a further one belongs to it."""
    lead = grammar.nested_only.match(low, begin, at)
    pos = lead.end() if lead else begin
    return (
        pos > begin and grammar.kind_number.match(low, pos) is not None and not re.search(r"\s(?:về|ve)\s", low[pos:at])
    )


def issued_with_another(low: str, begin: int, at: int, after: int, grammar: Grammar) -> bool:
    """Tell whether " kèm theo" at ``at`` tells which rules the title changes: "sửa đổi Quy chế … ban hành kèm theo Quyết định số …"."""
    return (
        low.startswith(" kèm theo", at)
        and low.endswith("ban hành", begin, at)
        and grammar.kind_number.match(low, after + low.startswith(" ", after)) is not None
        and CHANGES.search(low, begin, at) is not None
    )


def stands_beside(low: str, begin: int, at: int, outer: Outer, grammar: Grammar) -> bool:
    """Tell whether the document named at ``at`` cannot be part of the title: it is younger, or of a lower body."""
    number = grammar.kind_number.match(low, at)
    if number is None:
        return False
    if outer.is_central and _LOCAL.match(low, number.end()):
        return True
    if outer.letters and _letters_at(low, number.end()) == outer.letters and not CHANGES.search(low, begin, at):
        return True
    if outer.issued_on is None:
        return False
    day = _DAY_OF_NEXT.match(low, number.end())
    if day:
        other = make_date(int(day[3]), int(day[2]), int(day[1]))
        return other is not None and other > outer.issued_on
    year = _YEAR_OF_NEXT.match(low, number.end())
    return year is not None and int(year[1]) > outer.issued_on.year


def _letters_at(low: str, at: int) -> str:
    """The letters of the number whose first figure stands before ``at``: "20 - kh/đu" → "kh/đu"."""
    found = _PARTY_LETTERS.match(low, at)
    return f"{found[1]}/{found[2]}" if found else ""


def comma_ends(text: str, low: str, begin: int, after: int, grammar: Grammar, setting: Setting, outer: Outer) -> bool:
    """Tell whether the comma before ``after`` ends the title."""
    if grammar.kind_number.match(low, after) and not counts(low, after, grammar):
        return not only_nested(low, begin, after, grammar) or stands_beside(low, begin, after, outer, grammar)
    if _tells(text, begin, after) and _names_paper(low, begin, after, grammar):
        return True
    if setting.ground and not grammar.effect.match(low, after):
        return False
    if low.startswith(_DONE, after) and FINITE.match(low, after):
        return True
    if paired(text, low, begin, after):
        return False
    doing = low.rfind("việc ", max(begin, after - _DOER_REACH), after)
    if doing >= 0 and _DOER_ALONE.match(low, doing, after):
        return False
    if low.startswith(_POINTS, after) and _points_into(low, begin, after):
        return True
    if grammar.effect.match(low, after) or (
        grammar.repeals.match(low, after) and not _CHANGES_FIRST.search(low, begin, after)
    ):
        return True
    if setting.acted_on and (_MEETS.match(low, after) or _DID.match(low, after) or acts_upon_it(low, after)):
        return True
    if setting.intro and not setting.heads_line:
        if _LAST_WORDS.search(low, max(begin, after - 40), after) and not _LOOKS_ON.match(low, after):
            return True
        if doer_begins(low, begin, after):
            return True
    clause = low[after : after + 220]
    if _AFTER_NUMBER.search(low, max(begin, after - 24), after) and _NUMBER_GOES_ON.match(clause):
        return False  # "Quyết định số 99-QĐ/TW, ngày …": inside the next citation
    if setting.question and (grammar.asked.match(low, after) or (setting.basis and _ASKS.match(low, after))):
        return True
    stop = _SEGMENT_END.search(clause)
    segment = clause[: stop.start()] if stop else clause
    if goes_on_alike(low[begin:after], segment):
        return False
    if (setting.basis and _says(segment, grammar)) or (setting.intro and _SHARE.match(clause)):
        return True
    if (
        not setting.heads_line
        and not setting.ground
        and ((_COUNTS.match(clause) and not setting.told_of) or (setting.intro and _ACT.match(clause)))
    ):
        return True
    capital = _tells(text, begin, after)
    if (capital or clause.startswith("đồng chí ")) and _OFFICE_SPEAKS.match(clause):
        return True
    if capital and _body_acts(text, low, after, segment, grammar, setting):
        return True
    if setting.intro and not setting.heads_line and (_says_firmly(segment, grammar) or _is_person(text, low, after)):
        return True
    return _clause_ends(clause, segment, grammar, capital, setting.intro, setting.heads_line)


def _tells(text: str, begin: int, after: int) -> bool:
    """Tell whether a capital stands at ``after`` that tells something: not in a heading all in capitals."""
    return text[after : after + 1].isupper() and not text[begin:after].isupper()


def _points_into(low: str, begin: int, after: int) -> bool:
    """Tell whether the sentence points into the document behind the comma, or says who issued it or what is done beside it."""
    if _ARTICLE.match(low, after) or _PART_OF_IT.match(low, after) or _ISSUED_BY.match(low, after):
        return True
    return _BESIDE.match(low, after) is not None and (
        _AFTER_DOCUMENT.search(low, max(begin, after - 24), after) is not None
    )


def _names_paper(low: str, begin: int, after: int, grammar: Grammar) -> bool:
    """Tell whether a document without number is named at ``after``: "…, Tờ trình của UBND tỉnh và Nghị quyết của HĐND tỉnh", "…, Chiến
    lược Dân số …"; papers that the title names itself go on ("… thi hành Luật Đất đai, Luật Nhà ở")."""
    kind = grammar.kind_name.match(low, after)
    if kind is not None and kind.group() in _LONG_PAPERS and not grammar.kind_name.search(low, begin, after):
        return True
    of = grammar.of.match(low, kind.end()) if kind else None
    return (
        of is not None and (grammar.organ.match(low, of.end()) or grammar.strong_head.match(low, of.end())) is not None
    )


def _body_acts(text: str, low: str, after: int, segment: str, grammar: Grammar, setting: Setting) -> bool:
    """Tell whether a body is named at ``after``, where ``segment`` begins, and does something: "…, Khoa Dự bị dân tộc tổ chức …", "…, Tổ công tác đã …"."""
    if FINITE.search(segment.split(", ", 1)[0]):
        return True
    if not setting.intro:
        return False
    end = read_issuer(text, low, after, grammar, strong=False)
    if end is None or " " not in low[after:end]:
        return False
    return text[end : end + 1] == " " and text[end + 1 : end + 2].islower() and not grammar.no_deed.match(low, end + 1)


def _is_person(text: str, low: str, after: int) -> bool:
    """Tell whether somebody is named at ``after``: "…, anh Lò Văn Pâng vay vốn"."""
    title = _TITLE_OF_PERSON.match(low, after)
    return title is not None and text[title.end() : title.end() + 1].isupper()


def _says_firmly(segment: str, grammar: Grammar) -> bool:
    """Tell whether the clause ``segment`` begins with tells what came of it ("phong trào lan rộng khắp các thôn"), which no order does."""
    first = segment.split(", ", 1)[0]
    if _MADE.match(first):
        return False
    return grammar.says_firmly.match(first) is not None or grammar.told.match(first) is not None


def _says(segment: str, grammar: Grammar) -> bool:
    """Tell whether behind "Theo …," the main clause begins ``segment``: a noun and what is said of it.

    The subject may hold a list itself: "mức hỗ trợ đối với hộ nghèo, hộ cận nghèo là …".
    """
    first, *others = segment.split(", ")
    if grammar.says.match(first):
        return True
    return bool(others) and _FOR_WHOM.match(first) is not None and grammar.says.match(others[0]) is not None


@functools.lru_cache(maxsize=256)
def _clause_ends(ahead: str, segment: str, grammar: Grammar, capital: bool, intro: bool, heads_line: bool) -> bool:
    """Tell whether the clause ``ahead`` of a comma is no part of the subject; ``segment``: of it what its sentence holds.

    Titles overlap (one stands in the other), so the same comma is asked about again and again.
    """
    if _LISTED.match(ahead):
        return True
    if heads_line and not ahead.startswith("\n"):
        # The citation is a heading: only a clause that cannot belong to a subject ends it.
        return _HEADING_GOES_ON.match(ahead) is not None
    if grammar.clause_start.match(ahead):
        return True
    first = segment.split(",", 1)[0]
    if intro and FINITE.search(first):
        return True  # "Sau 10 năm thực hiện Chỉ thị … về A, nhận thức của xã hội đã …": a clause of its own
    if not (grammar.subject.match(ahead) or (intro and capital)):
        return False
    if not (intro or capital):
        return False
    clause = segment if intro else first
    if grammar.verb_starts.isdisjoint(clause.split()):
        return False
    if intro and not capital and _other_subject_follows(clause, grammar):
        return False
    return grammar.main_verb.search(grammar.nouns.sub(" ", clause)) is not None


def _other_subject_follows(clause: str, grammar: Grammar) -> bool:
    """Tell whether the subject of the sentence comes later: "…, tổ dân phố và bảo đảm trật tự, các xã lập danh sách".

    Of two candidates the one with "các", "mỗi" is the subject; the other is one more thing the document is about.
    """
    first, *others = clause.split(", ")
    if _DETERMINED.match(first) or grammar.main_verb.search(grammar.nouns.sub(" ", first)):
        return False
    if len(first.split()) <= _SHORT_NOUN and others and _BODY.match(others[0]):
        return grammar.main_verb.search(grammar.nouns.sub(" ", others[0])) is not None
    later = next((part for part in others if grammar.main_verb.search(grammar.nouns.sub(" ", part))), None)
    if later and len(first.split()) > _SHORT_NOUN and not _BODY.match(first) and _PEOPLE.match(later):
        return True
    if not _BODY.match(first) and any(_BODY.match(part) and grammar.main_verb.search(part) for part in others):
        return True
    return any(_DETERMINED.match(part) and grammar.main_verb.search(grammar.nouns.sub(" ", part)) for part in others)
