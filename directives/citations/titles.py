"""Where the title of a cited document begins and ends.

A title begins with "về", "v/v", a quotation mark or, when "về" is left out, one of the verbs subjects begin with. It ends
with the line, the sentence or a semicolon; before the next document of a list; before the main clause ("Thực hiện Kế
hoạch … về A và B, các chi bộ đã …"); or where the sentence goes on with how the document was passed on.
"""

import itertools
import re

from directives.citations.commas import Outer, comma_ends, counts, issued_with_another, only_nested, stands_beside
from directives.citations.patterns import Grammar
from directives.citations.predicates import predicate_begins
from directives.citations.quotes import QUOTES, is_closed, read_quoted
from directives.citations.semicolons import goes_on_behind
from directives.citations.setting import LONGEST, Setting

# Signs and words in a title that might end it: real ones have up to fifteen, hostile text has one in every word.
_MOST_EVENTS = 22
_OPEN_QUOTE = re.compile(r"\s*[,:]?\s*\(?([“«\"‘']) ?(?=\S)")
_TRIM = " \t,;:.-–—…\n"
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:tp|tx|tt|p|x|q|h|đ/c|ts|ths|pgs|gs|bs|v\.v|st)$")
_NO_TITLE_BEHIND = frozenset([".", ";", ")", "!", "?", "”", ""])
# "…, về", "…, v/v", "…, gửi", "…, (về", "…, “", "…, quy định", "…, hướng dẫn", "…, sửa đổi", "…, phê duyệt".
_BEGINS_BEHIND_COMMA = frozenset('vg(“«"qhsp')
# What ends the title even of a citation that begins its line.
_HEADING_ENDS = re.compile(r"\s+(?:đã|nêu|được|có\s+hiệu\s+lực|yêu\s+cầu|là|gửi|do\s+(?:đồng|đ/c))(?!\w)")
# "(gọi tắt là Nghị quyết 68)" between the issuer and the title.
CALLED = re.compile(r"\s*\((?:sau đây\s+)?(?:được\s+)?(?:gọi|viết)\s+tắt[^()\n]{0,60}\)")
# "… ban hành kèm theo “Quy chế …”".
_ISSUED_WITH = re.compile(r"[Bb]an\s+hành\s+kèm\s+theo\s+([“«\"])")
# "(Hướng dẫn 42) một số vấn đề …"
_SHORT_NAME = re.compile(r"\s*\([^\W\d][^()\d\n]{3,24}\d{1,4}\)\s+")
# "Quy định số …, Quy định về …", "Nghị quyết số …: Nghị quyết về …"
_APART = re.compile(r"(?:,|:|\s[-–])?[^\S\n]+(?=[^\W\d_])")
_NOT_ABOUT = re.compile(r"\s*(?:\d|[^\w\s]|$)|\s+(?:số|này|trên|nói|ngày|năm|và|cũng|được|đã|sẽ|là|có|còn)(?!\w)")
# "ban hành Quy định số …, quy định chế độ họp": told of the document, and no deed of the issuer.
_VERB_APART = re.compile(
    r"(?:quy\s+định(?!\s+(?:rõ|cụ\s+thể|này|của|trên))|hướng\s+dẫn(?!\s+(?:các|từng|mỗi|cho|chi\s+(?:bộ|đoàn)|đảng|cán\s+bộ|cấp|nhân\s+dân|bà\s+con|hội|đoàn|này|của))|sửa\s+đổi|phê\s+duyệt)\s+[^\W\d_]"
)
_REMARK = re.compile(r"\s*\((?!\s*(?:v/v|về)\s)[^()\n]{3,220}\)")
# "Nghị quyết số … chuyên đề đầu tiên về …"
_SPECIAL = re.compile(r"\s+chuyên\s+đề(?:\s+(?:đầu\s+tiên|riêng))?(?=\s+(?:về|v/v)\s)")
# Behind a remark in brackets only a verb that subjects begin with, no verb of the sentence.
_VERB_BEHIND = re.compile(
    r"\s+(?:quy định|hướng dẫn|ban hành|phê duyệt|thực hiện|sửa đổi|triển khai|kiểm tra|tổ chức|tăng cường|công bố)(?!\w)"
)
_HELPING = frozenset(
    "được đều đã sẽ vừa đang kèm không và cũng để nhằm do với cùng nêu nghiêm dần luôn càng ngay".split()
)
# "… và chỉ đạo | của Ủy ban nhân dân tỉnh tại văn bản số …": what else is followed, behind a title.
_ANOTHER_GROUND = re.compile(
    r"\svà\s(?:sự\s|ý\skiến\s|các\s)?(?:chỉ\sđạo|hướng\sdẫn|ý\skiến|yêu\scầu|đề\snghị)(?:\scủa\s[^,;]{3,60})?$"
)
_HELPING_TWO = frozenset(["tiếp tục", "thực sự", "ngày càng", "từng bước", "bắt đầu"])
_COMPOUND = re.compile(r"(?:nhỏ\svà\svừa|(?:trang|tôn)\snghiêm|giảm\sdần|đồng\sđều)$")
# "về chế độ nghỉ hưu sớm theo Nghị định số …": in the name of a document; "thực hiện Kế hoạch … theo Hướng dẫn số …": not.
_BY_RULE = re.compile(r"\s+(?:theo|tại)\s+(?:các\s+)?")
# "các biện pháp cấp bách nhằm khống chế …": what they are for belongs to the means.
_PURPOSE = re.compile(r"\s+(?:nhằm|để)(?!\w)")
_MEANS = re.compile(r"(?:giải|biện)\s+pháp(?:\s+[^\W\d_]+){1,4}$")
# Behind these nothing but the question goes on.
_ASKED = frozenset({"said", "late", "asked"})
# "… trên địa bàn tỉnh Cao Sơn": a place that the centre may decide about.
# "… chính sách đưa điện lưới đến các bản": where to, within the subject.
_BROUGHT_TO = re.compile(r"\s+(?:đến|tới)\s")
_BRINGS = re.compile(r"(?<!\w)(?:đưa|kết\s+nối|vươn)\s[^,]*$")
# "về kết luận của … tại cuộc họp với …"
_MEETING = re.compile(r"\s+tại\s")
_CONCLUDES = re.compile(
    r"(?:về\s+(?:việc\s+)?)?(?:thông\s+báo\s+)?(?:kết\s+luận|ý\s+kiến|nội\s+dung|phát\s+biểu)(?!\w)"
)
# "… tặng Huy hiệu Đảng cho 112 đồng chí": to whom, within the subject.
_GIVES = re.compile(
    r"(?:về\s+(?:việc\s+)?)?(?:truy\s+)?(?:tặng|trao|cấp|giao|phân\s+bổ|hỗ\s+trợ|khen|công\s+nhận)(?!\w)"
)
_LARGE = ("tỉnh", "phố")
_COLON = re.compile(r":[^\S\n]+(?=[^\W\d_])")
# "… tiếp tục là căn cứ", "… hướng dẫn được ban hành": a verb of the sentence, with which no subject begins.
_NO_SUBJECT = re.compile(r"\s+(?:là|được|bị|có\s+hiệu\s+lực|la|duoc)(?!\w)")
# "Công văn số … chỉ đạo các sở, ban, ngành …": what is told of it, to whom.
_ORDERS = re.compile(
    r"(?:chỉ\s+đạo|yêu\s+cầu|đề\s+nghị|giao|đôn\s+đốc|nhắc)\s+(?:các\s+(?:sở|ban|ngành|cơ\s+quan|đơn\s+vị|địa\s+phương|cấp|huyện|xã|phường|chi\s+bộ|đảng|tổ\s+chức)|ubnd|(?:ủy|uỷ)\s+ban|sở|công\s+an|chi\s+bộ|đảng\s+ủy|cấp\s+(?:ủy|uỷ)|thủ\s+trưởng|chủ\s+tịch)(?!\w)"
)
_STATED = re.compile(r"quy\s+định\s+(?:rõ|cụ\s+thể)(?!\w)")
# A title that is over: behind a year, or the name of the law that it serves ("… một số điều của Luật Cư trú bỏ …").
_OVER = re.compile(
    r"(?:(?:năm|nam)\s+20\d\d|\d\s?[-–]\s?20\d\d|(?:của|thi\s+hành|thực\s+hiện|cua|thi\s+hanh|thuc\s+hien)\s+(?:bộ\s+|bo\s+)?(?:luật|luat)(?:,?\s+\w+){1,9})$"
)


def title_may_begin(low: str, at: int, start: int) -> bool:
    """A quick look at the signs after ``at``: False where read_title() is sure to find nothing."""
    sign = low[at : at + 1]
    if sign == ",":
        following = low[at + 1 : at + 3].lstrip()[:1]
        return not following or following in _BEGINS_BEHIND_COMMA or following == low[start : start + 1]
    return sign not in _NO_TITLE_BEHIND


def read_title(text: str, low: str, at: int, start: int, grammar: Grammar, outer: Outer) -> tuple[int, int] | None:
    """Return begin and end of the title after ``at`` (the end of number, date and issuer), or None.

    ``start``: where the citation begins.
    """
    if not low.startswith((" về ", " ve "), at):
        at = _past_remarks(low, at, grammar)
        quote = _OPEN_QUOTE.match(text, at)
        if quote:
            found = read_quoted(text, low, quote.end(), quote[1], grammar)
            if found or text.find(QUOTES[quote[1]], quote.end(), quote.end() + LONGEST) >= 0:
                return found
            at = quote.end()
            return _trimmed(
                text, low, at, _end(text, low, at, Setting(low, start, at, grammar), grammar, outer), grammar
            )
    setting: Setting | None = None
    about = grammar.about.match(low, at)
    if about:
        begin = about.start("about")
        # "về “…”", "về: “…”"
        inner = _OPEN_QUOTE.match(text, about.end())
        if inner and not text[about.end() : inner.start(1)].strip(" :"):
            found = read_quoted(text, low, inner.end(), inner[1], grammar)
            if found:
                return begin, found[1] + 1
    elif apart := _said_apart(text, low, at, start, grammar):
        begin = apart
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
        capital = text[begin : begin + 1].isupper() and not text[begin : begin + 2].isupper()
        if not spaces or (capital and not (grammar.capital_verb.match(low, begin) and low[at - 1 : at].isalpha())):
            return None
        with_it = _ISSUED_WITH.match(text, begin)
        if with_it and (found := read_quoted(text, low, with_it.end(), with_it[1], grammar)):
            return begin, found[1] + 1
        verb = grammar.title_verb.match(low, begin)
        if verb is None:
            if grammar.plain or not text[begin : begin + 1].islower() or grammar.no_title.match(low, begin):
                return None
            if _ORDERS.match(low, begin):
                return None
            setting = Setting(low, start, begin, grammar)
            if not (setting.named or ((setting.listed or setting.in_parts) and not grammar.said.match(low, begin))):
                return None
        elif _NO_SUBJECT.match(low, verb.end()) or _STATED.match(low, begin):
            return None
    setting = setting or Setting(low, start, begin, grammar)
    end = _end(text, low, begin, setting, grammar, outer)
    if not grammar.plain:
        end = predicate_begins(text, low, begin, end, setting)
    return _trimmed(text, low, begin, end, grammar)


def _said_apart(text: str, low: str, at: int, start: int, grammar: Grammar) -> int | None:
    """Where the title begins that says the kind of its document again, or stands apart from it behind a comma."""
    apart = _APART.match(text, at)
    if apart is None:
        return None
    begin = apart.end()
    if low[begin] == low[start] and _repeats_kind(text, low, start, begin, grammar):
        return begin
    if low[at] == "," and _VERB_APART.match(low, begin) and Setting(low, start, at, grammar).named:
        return begin
    return None


def _repeats_kind(text: str, low: str, start: int, at: int, grammar: Grammar) -> bool:
    """Tell whether the kind of the document that begins at ``start`` is said again at ``at``, with what the document is about:
    "Quy định số …, Quy định về những điều …"."""
    kind = grammar.kind_name.match(low, at) if text[at].isupper() else None
    if kind is None or not low.startswith(kind[0], start):
        return False
    return _NOT_ABOUT.match(low, kind.end()) is None and not grammar.of.match(low, kind.end())


def _past_remarks(low: str, at: int, grammar: Grammar) -> int:
    """Where the title may begin: behind "(gọi tắt là …)", "(thay thế Hướng dẫn số …)" or "gửi các trường trung học"."""
    special = _SPECIAL.match(low, at)
    if special:
        return special.end()
    remark = _REMARK.match(low, at)
    named = _SHORT_NAME.match(low, at) if remark else None
    if remark and (
        CALLED.match(low, at)
        or (named and grammar.title_verb.match(low, named.end()))
        or grammar.about.match(low, remark.end())
        or _VERB_BEHIND.match(low, remark.end())
    ):
        at = remark.end()
    sent = grammar.sent_to.match(low, at)
    return sent.end() if sent else at


def _trimmed(text: str, low: str, begin: int, end: int, grammar: Grammar) -> tuple[int, int] | None:
    """The title without the signs and the helping verbs ("được gửi tới …") left at its end; None where little is left."""
    while True:
        while end > begin and text[end - 1] in _TRIM:
            end -= 1
        before, _, last = low[max(begin, end - 16) : end].rpartition(" ")
        two = f"{before.rpartition(' ')[2]} {last}"
        if two in _HELPING_TWO:
            end -= len(two)
            continue
        if two == "chính thức" and low.startswith((" được", " có hiệu", " áp dụng"), end):
            end -= len(two)
            continue
        if two == "ban hành" and low.startswith(" kèm", end):
            end -= len(two)
            continue
        if last in _HELPING and not _COMPOUND.search(low, begin, end):
            end -= len(last)
            continue
        if last == "thông" and low.startswith(" qua", end):
            end -= len(last)
            continue
        goes_on = low.startswith((" của ", " tại "), end)
        ground = _ANOTHER_GROUND.search(low, max(begin, end - 90), end) if goes_on else None
        if ground:
            end = ground.start()
            continue
        left = grammar.shortened.search(low, max(begin, end - 80), end) if text[end - 1 : end] == ")" else None
        if left is None:
            break
        end = left.start()
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
            elif is_closed(text, event, limit):
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
            if straight or text[at - 1].isspace() or text[at + 1 : at + 2].isalnum():
                straight = not straight
            elif curly_open:
                curly_open -= 1  # “Một số nội dung": opened with one kind of mark, closed with the other
            else:
                return at  # opened before the document
        elif name == "hard":
            if event.group().startswith("\n"):
                return at
            if curly_open or straight or round_open or (setting.heading and event.group() == ";"):
                continue
            if event.group() != ";" or not goes_on_behind(low, begin, event.end(), limit, grammar, setting, outer):
                return at
        elif curly_open or straight or round_open:
            continue
        elif setting.question and name in _ASKED and grammar.asked.match(low, at + 1):
            if not grammar.kind_number.match(low, at + 1):
                return at
        elif name == "stop":
            if event.group() != "." or not _is_short(low, begin, at):
                return at
        elif name == "verb":
            if not issued_with_another(low, begin, at, event.end(), grammar):
                return at
        elif name == "called":
            if _is_own_name(low, event.end(), setting, outer):
                return at
            round_open += 1
        elif name == "issued":
            if not outer.issuer:
                return at
        elif name == "late":
            if _OVER.search(low, begin, at) and not low.endswith((" và", " hoặc"), begin, at):
                return at
        elif name == "soft":
            if _BROUGHT_TO.match(event.group()) and _BRINGS.search(low, begin, at):
                continue
            if event.group().startswith(" cho ") and _GIVES.match(low, begin):
                continue
            if event.group().startswith(" gắn") and setting.explained:
                continue  # nothing is done with it that something else could be joined to
            if not setting.heads_line or _HEADING_ENDS.match(event.group()):
                return at
        elif name == "said":
            if setting.told_of or (event.group().strip() == "là" and setting.held):
                return at
        elif name in ("tail", "aside") and _PURPOSE.match(event.group()) and _MEANS.search(low, begin, at):
            continue
        elif name == "tail":
            if not setting.heading:
                return at
        elif name == "aside":
            if setting.acted_on and not (_MEETING.match(event.group()) and _CONCLUDES.match(low, begin)):
                return at
        elif name == "local":
            if _is_local(text, event, setting, outer):
                return at
        elif name == "brought":
            if setting.taught:
                return at
        elif name == "next":
            if (
                issued_with_another(low, begin, at - len(" kèm"), event.end(), grammar)
                or counts(low, event.end(), grammar)
                or (
                    (setting.named or setting.listed or setting.heads_line or setting.pointed_at)
                    and _BY_RULE.fullmatch(event.group())
                )
            ):
                continue
            if not only_nested(low, begin, at, grammar) or stands_beside(low, begin, event.end(), outer, grammar):
                return at
        elif name == "comma" and (
            "\n" in event.group() or comma_ends(text, low, begin, event.end(), grammar, setting, outer)
        ):
            return at
    line_end = low.find("\n", begin, limit)
    return line_end if line_end >= 0 else limit


def _is_own_name(low: str, at: int, setting: Setting, outer: Outer) -> bool:
    """Tell whether what stands in the bracket before ``at`` is what the document itself is called from here on: "(Chỉ thị số 40)"."""
    close = low.find(")", at)
    figures = low[at:close].rpartition(" ")[2]
    own = str(outer.number.sequence) if outer.number else ""
    return figures.lstrip("0") == own and low.startswith(low[at : at + 4], setting.start)


def _is_local(text: str, event: re.Match[str], setting: Setting, outer: Outer) -> bool:
    """Tell whether a place or body named in the title is where the sentence says it is carried out: the document comes from the
    centre, or "Kế hoạch thực hiện <citation> của Đảng ủy …" names whose plan it is."""
    named = _named_behind(text, event.end())
    if event["body"] is None:
        return outer.is_central and not (named and event.group().endswith(_LARGE))
    if not named and not text[event.start("body")].isupper():
        return False
    return setting.worked_out or (outer.is_central and setting.acted_on)


def _named_behind(text: str, at: int) -> bool:
    return text[at : at + 1] == " " and text[at + 1 : at + 2].isupper()


def _is_short(low: str, begin: int, at: int) -> bool:
    """Tell whether the point at ``at`` belongs to a word cut short ("TP.", "số. 15"); "… chuyển đổi số." ends a sentence."""
    if _ABBREVIATED.search(low, max(begin, at - 6), at):
        return True
    return low.endswith(" số", begin, at) and low[at + 1 : at + 3].strip().isdecimal()


__all__ = ["CALLED", "Outer", "read_title", "title_may_begin"]
