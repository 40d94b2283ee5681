"""Where the title of a cited document begins and ends.

A title begins with "về", "v/v", a quotation mark or, when "về" is left out, one of the verbs subjects begin with. It ends
with the line, the sentence or a semicolon; before the next document of a list; before the main clause ("Thực hiện Kế
hoạch … về A và B, các chi bộ đã …"); or where the sentence goes on with how the document was passed on.
"""

import functools
import itertools
import re
from dataclasses import dataclass
from datetime import date

from directives.citations.dates import make_date
from directives.citations.issuers import read_issuer
from directives.citations.patterns import Grammar
from directives.citations.setting import LONGEST, Setting

# Signs and words in a title that might end it: real ones have up to fifteen, hostile text has one in every word.
_MOST_EVENTS = 22
_QUOTES = {"“": "”", "«": "»", '"': '"', "”": "”"}
_OPEN_QUOTE = re.compile(r"\s*[,:]?\s*\(?([“«\"])")
_TRIM = " \t,;:.-–—…\n"
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:tp|tx|tt|p|x|q|h|đ/c|ts|ths|pgs|gs|bs|v\.v|st|số)$")
_AFTER_NUMBER = re.compile(r"\d\s?\S?\s?[-–/]\s?[a-zđ]\S*,\s+$")
_FINITE = re.compile(r"(?<!\w)(?:đã(?!\s+và)|sẽ|vẫn|da(?!\s+va)|se)(?!\w)")
# The next number of a list of documents; "bão số 9, số 10" has no sign behind the figures.
_LISTED = re.compile(r"(?:số|so)\s+\d+[a-zđ]?\s?[-–/]")
_HEADING_GOES_ON = re.compile(r"(?:nêu rõ|trong đó|theo đó|yêu cầu|xác định)")
# What ends the title even of a citation that begins its line.
_HEADING_ENDS = re.compile(r"\s+(?:đã|nêu|được|có\s+hiệu\s+lực|yêu\s+cầu|là|gửi|do\s+(?:đồng|đ/c))(?!\w)")
# "(gọi tắt là Nghị quyết 68)" between the issuer and the title.
_CALLED = re.compile(r"\s*\((?:sau đây\s+)?(?:được\s+)?(?:gọi|viết)\s+tắt[^()\n]{0,60}\)")
_REMARK = re.compile(r"\s*\((?!\s*(?:v/v|về)\s)[^()\n]{3,220}\)")
# Behind a remark in brackets only a verb that subjects begin with, no verb of the sentence.
_VERB_BEHIND = re.compile(
    r"\s+(?:quy định|hướng dẫn|ban hành|phê duyệt|thực hiện|sửa đổi|triển khai|kiểm tra|tổ chức|tăng cường|công bố)(?!\w)"
)
_HELPING = re.compile(r"\s(?:được|đã|sẽ|(?<!nhỏ\svà\s)vừa|đang|kèm|và|cũng|để|nhằm|do|với|cùng)\s*$")
_FIGURES = re.compile(r"\d*")
# "về chế độ nghỉ hưu sớm theo Nghị định số …": in the name of a document; "thực hiện Kế hoạch … theo Hướng dẫn số …": not.
_BY_RULE = re.compile(r"\s+(?:theo|tại)\s+(?:các\s+)?")
_SEGMENT = re.compile(r"[;.\n:]\s|$")
# "…, nhất là Điều 3 và Điều 8": the sentence points into the document.
_ARTICLE = re.compile(
    r"(?:(?:nhất|đặc\s+biệt|cụ\s+thể)\s+là|trong\s+đó\s+có|(?:nêu|quy\s+định)?\s*(?:tại|ở))\s+(?:các\s+)?(?:điều|khoản|điểm|mục|chương|phần|phụ\s+lục)\s+[\divxlcabc]"
)
_CHANGES_FIRST = re.compile(r"(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|sua\s+doi|bo\s+sung),\s+$")
# "mức hỗ trợ đối với hộ nghèo, …"
_FOR_WHOM = re.compile(r"(?:mức|giá|thời\s+(?:gian|hạn)|chế\s+độ|muc|gia)\s[^,]*?(?:đối\s+với|cho|của|doi\s+voi|cua)\s")
# "… công tác tổ chức, cán bộ, cấp ủy lập danh sách": the body is the subject.
_BODY = re.compile(
    r"(?:cấp\s+[uủ][yỷ]|cấp\s+uỷ|chi\s+bộ|chi\s+ủy|đảng\s+bộ|đảng\s+ủy|ủy\s+ban|ubnd|công\s+an|ban|sở|phòng)(?!\w)"
)
_SHORT_NOUN = 2
# "… về xây dựng, chỉnh đốn Đảng; ngăn chặn, đẩy lùi sự suy thoái …"
_RANKS = re.compile(r"\s*(?:kiên\s+quyết\s+)?ngăn\s+chặn,\s+đẩy\s+lùi(?!\w)")
# "…; điều động, cách chức …": a space and a word that is no new ground.
_SAME_LINE = re.compile(r"[^\S\n](?!(?:căn\s+cứ|can\s+cu|các|và|theo|xét)\s)[^\W\d]")
_COLON = re.compile(r":[^\S\n]+(?=[^\W\d_])")
_PART = re.compile(r"\s*([^;.:\n]{8,220});\s+")
# What a subject names beside another; an order ("tổ chức …", "thực hiện …") is no part of it.
_ABOUT_AGAIN = re.compile(
    r"(?:kiên\s+quyết|ngăn\s+chặn|phòng,?\s+chống|nâng\s+cao|tăng\s+cường|đổi\s+mới|phát\s+triển|bảo\s+vệ|bảo\s+đảm|đảm\s+bảo|quản\s+lý|sử\s+dụng|khai\s+thác|chế\s+độ|chính\s+sách|cơ\s+chế|công\s+tác|trách\s+nhiệm|thẩm\s+quyền|quyền)(?!\w)"
)
_DETERMINED = re.compile(r"(?:các|mỗi|từng|toàn\s+thể|mọi|cac|moi|tung)(?!\w)")
# "…, do Ban Tổ chức Tỉnh ủy ban hành ngày …": who and when, behind the subject.
_ISSUED_BY = re.compile(r"do\s+[^,;.\n]{3,70}?\s+(?:ký\s+)?ban\s+hành(?!\w)")
# "… Chỉ thị số 35-CT/TW ngày 14/6/2024, gắn với …": what is joined to a document is done, not named.
_BESIDE = re.compile(r"(?:gắn|kết\s+hợp|đi\s+đôi)\s+(?:với|việc)(?!\w)")
_AFTER_DOCUMENT = re.compile(r"(?:\d|/\s?[a-zđ]+(?:-[a-zđ]+)*)\s*,\s+$")
# "… tiếp tục là căn cứ", "… hướng dẫn được ban hành": a verb of the sentence, with which no subject begins.
_NO_SUBJECT = re.compile(r"\s+(?:là|được|bị|có\s+hiệu\s+lực|la|duoc)(?!\w)")
_STATED = re.compile(r"quy\s+định\s+(?:rõ|cụ\s+thể)(?!\w)")
# The day or at least the year of a document named within a title.
_DAY_OF_NEXT = re.compile(
    r"(?:(?!\s(?:và|va)\s|,(?!\s*ng[àa]y))[^;\n“”]){0,70}?ng[àa]y\s*(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?((?:19|20)\d\d)(?!\d)"
)
# The letters of a committee below the centre: "22-HD/BTCTU", "05-KH/ĐU", "12/NQ-HĐND".
_LOCAL = re.compile(
    r"\d*[a-zđ]?\s?[-–/]\s?(?:[a-zđ]{1,4}\s?/\s?[a-zđ]*(?:tu|đu|hu|thu|qu)|[a-zđ]{1,4}\s?-\s?(?:ubnd|hđnd))(?!\w)"
)
# A title that is over: behind a year, or the name of the law that it serves ("… một số điều của Luật Cư trú bỏ …").
_OVER = re.compile(
    r"(?:(?:năm|nam)\s+20\d\d|\d\s?[-–]\s?20\d\d|(?:của|thi\s+hành|thực\s+hiện|cua|thi\s+hanh|thuc\s+hien)\s+(?:bộ\s+|bo\s+)?(?:luật|luat)(?:,?\s+\w+){1,9})$"
)
_CHANGES = re.compile(r"sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ|điều\s+chỉnh")
_PARTY_LETTERS = re.compile(r"\d*[a-zđ]?\s?[-–]\s?([a-zđ]{1,5})\s?/\s?([a-zđ]{1,8})(?!\w)")
_YEAR_OF_NEXT = re.compile(r"\d*\s?/\s?((?:19|20)\d\d)\s?/")


@dataclass(frozen=True, slots=True)
class Outer:
    """What is known of the document whose title is read: no title names a younger document, or carries out one of a lower body.

    ``letters``: those of its number, small ("kh/đu"): "Kế hoạch số 20-KH/ĐU thực hiện … và Kế hoạch số 21-KH/ĐU" are two.
    """

    issued_on: date | None = None
    is_central: bool = False
    letters: str = ""


def read_title(text: str, low: str, at: int, start: int, grammar: Grammar, outer: Outer) -> tuple[int, int] | None:
    """Return begin and end of the title after ``at`` (the end of number, date and issuer), or None.

    ``start``: where the citation begins.
    """
    at = _past_remarks(low, at, grammar)
    quote = _OPEN_QUOTE.match(text, at)
    if quote:
        return _quoted(text, quote.end(), quote[1])
    setting: Setting | None = None
    about = grammar.about.match(low, at)
    if about:
        begin = about.start("about")
        inner = _OPEN_QUOTE.match(text, about.end())
        if inner and inner.start(1) == about.end():
            found = _quoted(text, inner.end(), inner[1])
            if found:
                return begin, found[1] + 1
    else:
        named = _COLON.match(text, at)
        if named and grammar.title_verb.match(low, named.end()):
            # A list of documents: "- Quyết định số … của Thủ tướng Chính phủ: Phê duyệt …".
            setting = Setting(low, start, named.end(), grammar)
            if setting.heads_line:
                return _trimmed(text, low, named.end(), _end(text, low, named.end(), setting, grammar, outer), grammar)
            return None
        spaces = len(low[at : at + 3]) - len(low[at : at + 3].lstrip(" "))
        begin = at + spaces
        if not spaces or (text[begin : begin + 1].isupper() and not text[begin : begin + 2].isupper()):
            return None
        verb = grammar.title_verb.match(low, begin)
        if verb is None:
            if grammar.plain or not text[begin : begin + 1].islower() or grammar.no_title.match(low, begin):
                return None
            setting = Setting(low, start, begin, grammar)
            if not (setting.named or (setting.listed and not grammar.said.match(low, begin))):
                return None
        elif _NO_SUBJECT.match(low, verb.end()) or _STATED.match(low, begin):
            return None
    end = _end(text, low, begin, setting or Setting(low, start, begin, grammar), grammar, outer)
    return _trimmed(text, low, begin, end, grammar)


def _past_remarks(low: str, at: int, grammar: Grammar) -> int:
    """Where the title may begin: behind "(gọi tắt là …)", "(thay thế Hướng dẫn số …)" or "gửi các trường trung học"."""
    remark = _REMARK.match(low, at)
    if remark and (
        _CALLED.match(low, at) or grammar.about.match(low, remark.end()) or _VERB_BEHIND.match(low, remark.end())
    ):
        at = remark.end()
    sent = grammar.sent_to.match(low, at)
    return sent.end() if sent else at


def _trimmed(text: str, low: str, begin: int, end: int, grammar: Grammar) -> tuple[int, int] | None:
    """The title without the signs and the helping verbs ("được gửi tới …") left at its end; None where little is left."""
    while True:
        while end > begin and text[end - 1] in _TRIM:
            end -= 1
        left = _HELPING.search(low, max(begin, end - 16), end)
        if left is None and text[end - 1 : end] == ")":
            left = grammar.shortened.search(low, max(begin, end - 80), end)
        if left is None:
            break
        end = left.start()
    return (begin, end) if end - begin > 6 else None


def _quoted(text: str, begin: int, mark: str) -> tuple[int, int] | None:
    """The words within the quotation that ``mark`` opened before ``begin``: quotations within it are passed over."""
    close = _QUOTES[mark]
    end = text.find(close, begin, begin + LONGEST)
    if mark != close:
        inner = text.count(mark, begin, end) if end >= 0 else 0
        while inner > 0 and end >= 0:
            after = text.find(close, end + 1, begin + LONGEST)
            inner += text.count(mark, end + 1, after) - 1 if after >= 0 else 0
            if after < 0:
                break  # a quotation that is not closed: the first end is as good as any
            end = after
    if end < 0 and mark == "“":
        end = text.find('"', begin, begin + LONGEST)
    if end < 0 or "\n" in text[begin:end]:
        return None
    return (begin, end) if end - begin > 6 else None


def _end(text: str, low: str, begin: int, setting: Setting, grammar: Grammar, outer: Outer) -> int:
    """Walk over everything that may end a title and stop at the first that does.

    Longer than most functions here because it is one table of cases in the order of the text.
    """
    limit = min(len(low), begin + LONGEST)
    round_open = curly_open = 0
    straight = False
    for event in itertools.islice(grammar.title_end.finditer(low, begin, limit), _MOST_EVENTS):
        name, at = event.lastgroup, event.start()
        if name == "open":
            if event.group() == "(":
                round_open += 1
            else:
                curly_open += 1
        elif name == "close":
            if event.group() == ")":
                if not round_open:
                    return at
                round_open -= 1
            else:
                if not curly_open:
                    return at
                curly_open -= 1
        elif name == "quote":
            straight = not straight
        elif name == "hard":
            if event.group().startswith("\n"):
                return at
            if curly_open or straight or round_open or (setting.heading and event.group() == ";"):
                continue
            if event.group() != ";" or not _runs_on(low, event.end(), limit, grammar, setting):
                return at
        elif curly_open or straight or round_open:
            continue
        elif name == "stop":
            if event.group() != "." or not _ABBREVIATED.search(low, max(begin, at - 6), at):
                return at
        elif name == "verb":
            return at
        elif name == "late":
            if _OVER.search(low, begin, at):
                return at
        elif name == "soft":
            if not setting.heads_line or _HEADING_ENDS.match(event.group()):
                return at
        elif name == "said":
            if setting.subject or (event.group().strip() == "là" and setting.held):
                return at
        elif name == "tail":
            if not setting.heading:
                return at
        elif name == "aside":
            if setting.acted_on:
                return at
        elif name == "brought":
            if setting.taught:
                return at
        elif name == "next":
            if _counts(low, event.end(), grammar) or (
                (setting.named or setting.listed) and _BY_RULE.fullmatch(event.group())
            ):
                continue
            if not _only_nested(low, begin, at, grammar) or _stands_beside(low, begin, event.end(), outer, grammar):
                return at
        elif name == "comma" and _comma_ends(text, low, begin, event.end(), grammar, setting, outer):
            return at
    line_end = low.find("\n", begin, limit)
    return line_end if line_end >= 0 else limit


def _runs_on(low: str, after: int, limit: int, grammar: Grammar, setting: Setting) -> bool:
    """Tell whether the subject goes on behind the semicolon before ``after``: what stands there is no document, and after it a
    list of documents goes on, or the line of grounds; or it is what titles about the party's own ranks go on with."""
    if _RANKS.match(low, after):
        return True
    if setting.ground and _SAME_LINE.match(low, after) and not grammar.kind_name.match(low, after + 1):
        return True
    part = _PART.match(low, after, limit)
    if part is None or not _ABOUT_AGAIN.match(part[1]):
        return False
    return grammar.kind_number.match(low, part.end()) is not None


def _counts(low: str, at: int, grammar: Grammar) -> bool:
    """Tell whether the number behind the kind at ``at`` counts something: "và Kế hoạch 5 năm 2021 - 2025"."""
    number = grammar.kind_number.match(low, at)
    figures = _FIGURES.match(low, number.end()) if number else None
    return figures is not None and grammar.counted.match(low, figures.end()) is not None


def _only_nested(low: str, begin: int, at: int, grammar: Grammar) -> bool:
    """Tell whether the title so far is no more than "về thực hiện" and documents: then a further one belongs to it."""
    lead = grammar.nested_only.match(low, begin, at)
    pos = lead.end() if lead else begin
    return (
        pos > begin and grammar.kind_number.match(low, pos) is not None and not re.search(r"\s(?:về|ve)\s", low[pos:at])
    )


def _stands_beside(low: str, begin: int, at: int, outer: Outer, grammar: Grammar) -> bool:
    """Tell whether the document named at ``at`` cannot be part of the title: it is younger, or of a lower body."""
    number = grammar.kind_number.match(low, at)
    if number is None:
        return False
    if outer.is_central and _LOCAL.match(low, number.end()):
        return True
    if outer.letters and _letters_at(low, number.end()) == outer.letters and not _CHANGES.search(low, begin, at):
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


def _comma_ends(text: str, low: str, begin: int, after: int, grammar: Grammar, setting: Setting, outer: Outer) -> bool:
    """Tell whether the comma before ``after`` ends the title."""
    if grammar.kind_number.match(low, after) and not _counts(low, after, grammar):
        return not _only_nested(low, begin, after, grammar) or _stands_beside(low, begin, after, outer, grammar)
    if text[after : after + 1].isupper() and _names_paper(low, after, grammar):
        return True
    if setting.ground and not grammar.effect.match(low, after):
        return False
    if _ARTICLE.match(low, after) or _ISSUED_BY.match(low, after):
        return True
    if _BESIDE.match(low, after) and _AFTER_DOCUMENT.search(low, max(begin, after - 24), after):
        return True
    if grammar.effect.match(low, after) or (
        grammar.repeals.match(low, after) and not _CHANGES_FIRST.search(low, begin, after)
    ):
        return True
    lead, clause = low[max(begin, after - 24) : after], low[after : after + 220]
    if _AFTER_NUMBER.search(lead):
        return False  # "Quyết định số 99-QĐ/TW, ngày …": inside the next citation
    if setting.basis and _says(clause, grammar):
        return True
    capital = text[after : after + 1].isupper()
    if capital and _body_acts(text, low, after, grammar, setting):
        return True
    if setting.intro and not setting.basis and not setting.heads_line and _says_firmly(clause, grammar):
        return True
    return _clause_ends(lead, clause, grammar, capital, setting.intro, setting.heads_line)


def _names_paper(low: str, after: int, grammar: Grammar) -> bool:
    """Tell whether a document without number is named at ``after``: "…, Tờ trình của UBND tỉnh và Nghị quyết của HĐND tỉnh"."""
    kind = grammar.kind_name.match(low, after)
    of = grammar.of.match(low, kind.end()) if kind else None
    return (
        of is not None and (grammar.organ.match(low, of.end()) or grammar.strong_head.match(low, of.end())) is not None
    )


def _body_acts(text: str, low: str, after: int, grammar: Grammar, setting: Setting) -> bool:
    """Tell whether a body is named at ``after`` and does something: "…, Khoa Dự bị dân tộc tổ chức …", "…, Tổ công tác đã …"."""
    first = low[after : after + 220]
    stop = _SEGMENT.search(first)
    first = (first[: stop.start()] if stop else first).split(", ")[0]
    if _FINITE.search(first):
        return True
    if not setting.intro:
        return False
    end = read_issuer(text, low, after, grammar, strong=False)
    if end is None or " " not in low[after:end]:
        return False
    return text[end : end + 1] == " " and text[end + 1 : end + 2].islower() and not grammar.no_deed.match(low, end + 1)


def _says_firmly(ahead: str, grammar: Grammar) -> bool:
    """Tell whether a clause ``ahead`` tells what came of it ("phong trào lan rộng khắp các thôn"), which no order does."""
    stop = _SEGMENT.search(ahead)
    first = (ahead[: stop.start()] if stop else ahead).split(", ")[0]
    return grammar.says_firmly.match(first) is not None


def _says(ahead: str, grammar: Grammar) -> bool:
    """Tell whether behind "Theo …," the main clause begins ``ahead``: a noun and what is said of it.

    The subject may hold a list itself: "mức hỗ trợ đối với hộ nghèo, hộ cận nghèo là …".
    """
    stop = _SEGMENT.search(ahead)
    first, *others = (ahead[: stop.start()] if stop else ahead).split(", ")
    if grammar.says.match(first):
        return True
    return bool(others) and _FOR_WHOM.match(first) is not None and grammar.says.match(others[0]) is not None


@functools.lru_cache(maxsize=256)
def _clause_ends(lead: str, ahead: str, grammar: Grammar, capital: bool, intro: bool, heads_line: bool) -> bool:
    """Tell whether the clause ``ahead`` of a comma, ``lead`` before it, is no part of the subject.

    Titles overlap (one stands in the other), so the same comma is asked about again and again.
    """
    if _AFTER_NUMBER.search(lead):
        return False  # "Quyết định số 99-QĐ/TW, ngày …": inside the next citation
    if _LISTED.match(ahead):
        return True
    if heads_line and not ahead.startswith("\n"):
        # The citation is a heading: only a clause that cannot belong to a subject ends it.
        return _HEADING_GOES_ON.match(ahead) is not None
    if grammar.clause_start.match(ahead):
        return True
    stop = _SEGMENT.search(ahead)
    clause = ahead[: stop.start()] if stop else ahead
    if intro and _FINITE.search(clause.split(",")[0]):
        return True  # "Sau 10 năm thực hiện Chỉ thị … về A, nhận thức của xã hội đã …": a clause of its own
    if not (grammar.subject.match(ahead) or (intro and capital)):
        return False
    if not intro:
        clause = clause.split(",")[0]
        if not capital:
            return False
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
    return any(_DETERMINED.match(part) and grammar.main_verb.search(grammar.nouns.sub(" ", part)) for part in others)
