"""The words of the language of citations, as compiled patterns.

Every pattern is written once, with diacritics, and matched against lower-case text. ``ACCENTED`` serves ordinary
text, ``PLAIN`` the same patterns without diacritics, for text typed on a phone ("ke hoach so 315-kh/tu ngay 14/8/2023
cua thanh uy"). No pattern holds a list of places: a place is a run of capitals.
"""

import re

from cadre_portal.text import fold
from directives.citations.dates import DATE
from directives.citations.words import (
    ABBREVIATIONS,
    ASKED,
    CAPITAL_VERBS,
    CLAUSE_STARTS,
    COUNTED,
    DECIDES,
    DOERS,
    ENDING_VERBS,
    FINITE_WORDS,
    FIRM_WORDS,
    HOW_IT_IS,
    ISSUING,
    KIND_NAMES,
    MAIN_VERBS,
    NAMELY,
    NO_DEED,
    NO_TITLE,
    NOT_ISSUER,
    OPEN_HEADS,
    ORGAN_PHRASES,
    PAPERS,
    PARTS,
    RELATIONS,
    SAYS,
    SAYS_SO,
    STATES,
    STRONG_HEADS,
    SUBJECTS,
    TAKES_EFFECT,
    TAUGHT,
    TERM,
    TITLE_END_LETTERS,
    TITLE_VERBS,
    TOLD_OF,
    alternatives,
)

# Both styles of placing the tone stand in one issue.
_TONE_STYLES = {
    "ủy": "(?:ủy|uỷ)", "hóa": "h(?:óa|oá)", "hòa": "h(?:òa|oà)", "hỏa": "h(?:ỏa|oả)", "thỏa": "th(?:ỏa|oả)", "tòa": "t(?:òa|oà)",
}  # fmt: skip


def _by_first_letter(beginnings: str) -> str:
    """One pattern of these beginnings of words, in which the first letter decides."""
    groups: dict[str, list[str]] = {}
    for beginning in beginnings.split():
        groups.setdefault(beginning[0], []).append(beginning[1:])
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in groups.items())


# At a letter no end of a title begins, nor at a space before most words: a quick no.
TITLE_END_GATE = rf"""(?=[\n….;:!?(),“”«»"]|\s+(?:\(|{_by_first_letter(TITLE_END_LETTERS)}))"""

LAW_NAME = re.compile(
    r"\s+(?P<name>[^\W\d][^();:\n]*?)\s*(?:năm \d{4}|nam \d{4})?[\s,]*\(?\s*(?:luật|luat)?\s*(?:số|so)?[\s:]*$"
)


class Grammar:
    """The compiled patterns, with or without diacritics (``plain``)."""

    def __init__(self, *, plain: bool) -> None:
        self.plain = plain
        kinds = {fold(name) if plain else name.lower(): name for name in KIND_NAMES}
        for name in KIND_NAMES:
            if not plain:
                for old, new in (("thỏa", "thoả"), ("ủy", "uỷ")):
                    kinds.setdefault(name.lower().replace(old, new), name)
        self.kinds = kinds
        self.kind_ends = frozenset(name.split()[-1] for name in kinds)
        self.kind_starts = frozenset(name.split()[0] for name in kinds)
        # The words of every kind by the last of them, the longest first.
        self.kinds_ending: dict[str, list[tuple[list[str], str]]] = {}
        for words, name in sorted(kinds.items(), key=lambda item: -len(item[0].split())):
            self.kinds_ending.setdefault(words.split()[-1], []).append((words.split(), name))
        self.number_word = frozenset(("so", "so:", "so.", "no") if plain else ("số", "số:", "số.", "so", "sô", "sổ"))
        self.day_word = "ngay" if plain else "ngày"
        self._dates()
        self._issuers()
        self._kinds()
        self._bare_numbers()
        self._title_begins()
        self._title_ends()
        self._clauses()
        self._relations()

    def _dates(self) -> None:
        c = self.compile
        self.date_after = c(
            rf"""[^\S\n]*,?[^\S\n]* (?: (?P<open>\() \s* (?:ngày\s*)? | (?:(?:được\s+)?(?:ban\s+hành|ký|ra|ký\s+ban\s+hành)\s+)? ngày(?:\s+ngày)?\s* | (?<=\s)(?=\d{{1,2}}[/.–-]\d{{1,2}}[/.–-](?:19|20)\d\d(?!\d)) )
            {DATE} (?(open)\s*\)|)"""
        )
        self.month_after = c(
            r"[^\S\n]*,?[^\S\n]*\(?(?:tháng\s+\d{1,2}(?:\s*/\s*|\s+năm\s+)(?:19|20)\d\d|(?:năm\s+)?(?:19|20)\d\d)\)?(?=[\s,;.)])"
        )
        # A date with a sign missing ("25/102017"): passed over, so that the issuer behind it is read.
        self.bad_date = c(r"[^\S\n]*,?[^\S\n]*ngày[^\S\n\d]*\d[\d/. -]{2,12}(?=,?\s*(?:của|về)\s)")
        # "Hướng dẫn số 06-HD/TW (ngày 09/6/2025 của Ban Bí thư)".
        self.bracket = c(r"\s*\(\s*(?=(?:(?:được\s+)?ban\s+hành\s+)?ngày\s*\d|(?:của|do)\s)")
        self.term_after = c(r"[^\S\n]*[,–-]?[^\S\n]*\(?khóa\s+[ivxlc]+\)?(?=[\s,.;)])")
        self.plenum = c(r"[^\S\n]*,[^\S\n]*(?=hội\s+nghị\s+(?:lần\s+thứ|trung\s+ương))")

    def _issuers(self) -> None:
        c = self.compile
        self.of = c(r"[^\S\n]*,?[^\S\n]*(?:của(?:\s+của)?|do|giữa)\s+")
        # "Ban Tuyên giáo Tỉnh ủy | xây dựng …": with these a name is whole, and a verb in small letters goes on.
        self.whole_name = c(r"(?:ủy|tỉnh|trung\s+ương|chính\s+phủ|quốc\s+hội)\s+$")
        self.by_verb = c(r"\s+(?:ký\s+)?ban\s+hành(?=\s*(?:,|ngày|về|\.|;|$))")
        self.organ = c(rf"(?:{TERM}|(?:{ORGAN_PHRASES})(?!\w))")
        self.open_head = c(rf"(?:{OPEN_HEADS})(?!\w)")
        self.strong_head = c(rf"(?:{STRONG_HEADS})(?!\w)")
        self.title_verb_strict = c(rf"(?:{ENDING_VERBS})(?!\w)")
        # Heads of one word are part of a longer name only with a capital: "Ban …" but not the verb "ban hành".
        self.small_head = c(
            r"(?:bộ|sở|ban|ngành|cục|vụ|phòng|trường|viện|đoàn|hội|đảng|khối|bản|thôn|xóm)(?!\w)(?!\s+(?:trường|thôn|xóm|bản|khối))"
        )
        self.capital_verb = c(rf"(?:{CAPITAL_VERBS})(?!\w)")
        # In text without diacritics and capitals only these words end a name.
        self.plain_end = c(r"(?:về|v/v|ngày|số|đã|để|được|là|trong|đến|nhằm|và|gắn|theo|cho|với)(?!\w)")
        self.counted_head = c(r"(?:phố|phường|quận|thôn|xóm|khu|tổ|bộ|ấp|bản|bon|đội|đoàn|số)\s+$")
        # A verb is no part of a name.
        self.deed = c(
            rf"\s+(?:{TITLE_VERBS}|{MAIN_VERBS}|{SAYS}|{STATES}|được|bị|gửi|ký|báo\s+cáo|trong|nhằm|để|vào)(?!\w)"
        )
        # With the level the open part of a name is over.
        self.level = c(
            r"(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|phường|xã|thị\s+trấn|đặc\s+khu|trung\s+ương|quốc\s+gia|\(?khóa)(?!\w)"
        )
        self.not_issuer = c(rf"(?:{NOT_ISSUER})(?!\w)")

    def _kinds(self) -> None:
        self._kind = self.text(alternatives(*KIND_NAMES).lower())
        self._number = self.text(rf"(?:{self._kind}|{'|'.join(ABBREVIATIONS).lower()})(?:\s+số)*\s*:?\s*\d")
        self.kind_number = re.compile(self._number)
        self.kind_name = re.compile(rf"(?:{self._kind})(?!\w)")

    def _bare_numbers(self) -> None:
        c = self.compile
        self.follow_bare = c(
            r"\s*(?:$|[.,;:)”\"\n…]|(?:của|về|ngày|và|thì|đã|được|ra\s+đời|ban\s+hành|năm\s+\d{4}(?!\s?[-–]\s?\d)|do|là|trên|trong|tại|theo|gắn|nêu|quy\s+định|có\s+hiệu|"
            r"vào|với|khóa|đến|tới|một|cho|cũng|nhằm|để|sẽ|thay|sửa|hoặc|này|nói\s+trên|kể\s+trên|vừa\s+nêu|\(|-)(?!\w))"
        )
        self.counted = c(rf"\s+(?:{COUNTED})(?!\w)|\s*(?:%|[,.]\d|[-–]\s*\d)")
        self.says_so = c(rf"\s+(?:{SAYS_SO})(?!\w)")

    def _title_begins(self) -> None:
        c = self.compile
        self.about = c(r"[^\S\n]*,?[^\S\n]*(?:\((?=v/v|về\s))?(?P<about>(?:về(?:\s+việc)?|v/v)(?!\w)\s*)")
        self.title_verb = c(rf"(?:{TITLE_VERBS})(?!\w)")
        # Behind a document that is brought in by name, any word but these says what it is about.
        self.no_title = c(rf"(?:{NO_TITLE})(?!\w)")
        # "Công văn số … gửi các trường trung học về việc …": to whom, before what about.
        self.said = c(rf"(?:{SAYS}|{STATES})(?!\w)")
        self.no_deed = c(rf"(?:{NO_DEED})(?!\w)")
        self.sent_to = c(
            r"[^\S\n]*,?[^\S\n]*gửi\s(?:(?:(?!\s(?:đề\s+nghị|yêu\s+cầu|để|nhằm|đã)\s)[^.;:\n()]){3,160}?(?=\s(?:về\s+việc|v/v|về)\s)|[^.:\n()]{3,320}?(?=\s(?:về\s+việc|v/v)\s))"
        )
        self.issuing = c(rf"(?:{ISSUING})\s+(?:(?:và|các|một\s+số|văn\s+bản|tài\s+liệu)\s+)*$")
        # "coi Chỉ thị … là nhiệm vụ thường xuyên".
        self.holding = c(r"(?<!\w)(?:coi|xem|lấy|xác\s+định)(?:\s+\w+){0,3}\s*$")
        self.shortened = c(
            rf"\s*\((?:[^()\n]*(?:kèm\s+theo|đính\s+kèm|gọi\s+tắt|viết\s+tắt)[^()\n]*|(?:{self._kind})(?:\s+(?:số\s+)?\d+[^()\n]{{0,16}})?)\)$"
        )
        self.taught = c(rf"(?<!\w)(?:{TAUGHT})(?!\w)(?:\s+\w+){{0,4}}\s*$")

    def _title_ends(self) -> None:
        c, number = self.compile, self._number
        repeals = rf"(?:thay(?:\s+thế)?|bãi\s+bỏ|hủy\s+bỏ)\s+(?:cho\s+)?(?:(?:các\s+)?{number}|(?:các\s+khoản|toàn\s+bộ|\d+|hai|ba|bốn|năm)\s)"
        # Behind a comma: what the document does, no part of its subject.
        self.effect = c(
            rf"(?:{TAKES_EFFECT}|được\s+(?:sửa\s+đổi|bổ\s+sung|ban\s+hành|thông\s+qua|thay\s+thế|ký|công\s+bố|đăng|triển\s+khai|quốc\s+hội|chính\s+phủ)|(?:kể\s+)?từ\s+(?:ngày|năm|tháng|quý|nay)|(?:mức|giá)\s+(?:\w+\s+){{1,8}}?\d[\d.,]*\s?(?:đồng|triệu|nghìn|%)|(?:bao\s+)?gồm\s+(?:\d+\s\w+|{PARTS})|(?:với\s+)?tổng\s+(?:kinh\s+phí|mức\s+đầu\s+tư|vốn)|(?:{STATES})|"
            rf"(?:cho\s+phép|đề\s+nghị|yêu\s+cầu|giao)\s+(?:{DOERS}))(?!\w)"
        )
        self.repeals = c(repeals)
        self.asked = c(rf"(?:{ASKED})(?!\w)")
        # Of these no sentence consists: its main clause must follow. "Thực hiện …" may be an order.
        self.basis = c(
            r"\s*[“\"]?(?:[-+*•]\s*)?(?:(?:\d+|[a-zđ])[.)]\s*)?(?:theo(?!\s+đó)|căn\s+cứ|trên\s+(?:cơ\s+sở|tinh\s+thần)(?!\s+đó)|sau\s+(?:hơn\s+|gần\s+)?\S+\s+(?:năm|tháng)|qua\s(?!đó)|nhờ(?!\s+đó)|(?:tính\s+)?(?:kể\s+)?từ\s+(?:khi|ngày)|kể\s+từ|ngay\s+sau(?!\s+đó)|để|nhằm|bên\s+cạnh(?!\s+đó)|trong\s+quá\s+trình)(?!\w)"
        )
        # A noun of one word at least, then the verb: "hộ kinh doanh không áp dụng …", not "được hưởng".
        self.says = c(rf"(?:[\w%-]++\s++){{1,14}}?(?:{FINITE_WORDS})(?!\w)")
        # The same behind "Thực hiện …", where a list of things to do may go on: only what no list says.
        self.says_firmly = c(rf"(?:[\w%“”\"-]++\s++){{2,14}}?(?:{FIRM_WORDS})(?!\w)")
        # "…, đời sống bà con được nâng lên": what has become of it.
        self.told = c(rf"(?:{TOLD_OF})(?!\w)(?:\s++[\w%“”.\"-]++){{0,12}}?\s+(?:{HOW_IT_IS})(?!\w)")
        self.title_end = c(
            rf"""
              {TITLE_END_GATE}
              (?: (?P<hard> \n | … | \.{{2,}} | ; | (?<!đoạn\s[i1-9])(?<!đoạn\sii):(?=\s|$) | \s+như\s+sau | \s*\((?:gọi\s+tắt|sau\s+đây|viết\s+tắt|dưới\s+đây|có\s+văn\s+bản|kèm\s+theo|(?:(?:đã\s+)?được\s+)?(?:thay(?:\s+(?:thế|cho))?|sửa\s+đổi|bổ\s+sung)|ban\s+hành|(?:có\s+|hết\s+|đã\s+hết\s+)?hiệu\s+lực|áp\s+dụng\s+từ|được\s|nay\s+là|trước\s+đây|mẫu\s|tại\s|đính\s+kèm|bản\s|toàn\s+văn|[^()\n]{{1,40}}?\s(?:gửi|đính)\s+kèm|gửi\s+kèm|ngày\s+\d|do\s|trích|(?:trước|sau|theo|trong)\s+đó,?\s|nguồn\s*:|ảnh\s*:|(?:đồng\s+chí|đ/c)\s) )
            | (?P<stop> [.!?](?=\s|$|["”)]) )
            | (?P<open> [(“«] ) | (?P<close> [)”»] ) | (?P<quote> " )
            | (?P<comma> ,\s+ )
            | (?P<next> \s+(?:và\s+(?:đã\s+)?(?:thông\s+qua|ban\s+hành|công\s+bố)|và|hoặc|cùng\s+với|cùng|cũng\s+như|gắn\s+với|gắn\s+với\s+thực\s+hiện|theo|tại)\s+(?:các\s+)?(?={number}) )
            | (?P<verb> \s+(?:{STATES}|(?:bao\s+)?gồm\s+{PARTS}|(?<!các\s)(?<!tiêu\schuẩn\s)(?:có\s+hiệu\s+lực|áp\s+dụng)\s+(?:kể\s+)?từ\s+(?:ngày|năm(?!\s+học)|tháng|\d)
                 |được\s+(?:đông\s+đảo|đảng\s+viên|nhân\s+dân|cán\s+bộ|người\s+dân|dư\s+luận|bà\s+con|cử\s+tri)
                 |(?<!chính\s)(?<!đoạn\s)(?<!hình\s)(?<!nguyên\s)(?<!kỳ\s)(?<!thôn\s)(?<!cầu\s)(?:vừa|mới)\s+(?:được|ban\s+hành|có|qua|thông\s+qua)|kèm\s+(?:theo|\d)|trong\s+đó|và\s+(?:gửi\s+)?(?:báo\s+cáo|nộp|gửi)\s+(?:\w+\s+){{0,3}}?(?:(?:về|cho|lên)\s+(?:{DOERS}|văn\s+phòng|ban\s|phòng\s|cấp\s+trên)|vào\s+(?:kỳ|ngày|cuối|cuộc\s+họp|buổi))|và\s+(?:giao(?:\s+nhiệm\s+vụ)?|yêu\s+cầu|chỉ\s+đạo|đề\s+nghị|phân\s+công)\s+(?:cho\s+)?(?:{DOERS})|gắn\s+với\s+(?:nhiệm\s+vụ|tình\s+hình|thực\s+tiễn|điều\s+kiện|công\s+việc|trách\s+nhiệm|chức\s+trách)[^.,;:\n]{{0,40}}?\s(?:của\s+(?:cơ\s+quan|đơn\s+vị|địa\s+phương|chi\s+bộ|từng|mỗi|mình|bản\s+thân|ngành)|được\s+giao|cụ\s+thể)|được\s+(?:hội\s+nghị|đại\s+hội|đại\s+biểu|các\s+đại\s+biểu|đánh\s+giá\s+cao|ghi\s+nhận|áp\s+dụng\s+thống|đăng\s+tải)|so\s+với|được\s+[^,.;()\n]{{3,60}}?\s(?:ký|ban\s+hành|thông\s+qua)|lại\s+(?:cần|phải|được)|thì|một\s+cách|khi\s+(?:đi\s+vào|triển\s+khai|được\s+(?:triển|ban|thực))|và\s+(?:trao|tặng)\s+(?:bằng|quà|hoa|quyết|cờ|giấy|tặng|thưởng|\d)[^\W\d_]*|mà|(?<!trở\s)(?<!làm\s)(?<!dựng\s)nên(?!\s+(?:móng|văn))|rồi|như\s+thế\s+nào|ra\s+sao|là\s+gì|và\s+do|và\s+(?:coi|xem)\s+(?:đây|đó|việc)|và\s+(?:căn\s+cứ(?!\s+(?:địa|pháp|khoa))|trên\s+cơ\s+sở|theo\s+(?:đề\s+nghị|chỉ\s+đạo|sự|yêu\s+cầu))|(?:nhóm\s+)?chúng\s+(?:tôi|em|ta)|cho\s+đến\s+(?:khi|hết|nay)|và\s+(?:đã\s+)?(?:tổ\s+chức|mở|thành\s+lập|kết\s+nạp|trao|tặng|xây\s+dựng|hỗ\s+trợ|ban\s+hành)\s+(?:được\s+)?(?:\d+|nhiều)|do\s+[^.,;()\n]{{3,70}}?\s(?:đã\s+)?ký(?!\s+(?:kết|tự|hiệu))|và\s+(?:bị|phải)|và\s+(?:sự|ý\s+kiến)\s+(?:lãnh\s+đạo|chỉ\s+đạo)[^.;\n]{{0,20}}?\s(?:của)|ở\s+(?:một\s+số|nhiều)\s+(?:nơi|địa\s+phương|đơn\s+vị|chi\s+bộ|xã|cơ\s+sở)|kính\s+(?:đề\s+nghị|mời|gửi|trình)
                )(?!\w) | \s+(?=thay|bãi|hủy)(?<!việc\s)(?<!về\s)(?<!,\s)(?<!và\s)(?<!sung\s){repeals} )
            | (?P<tail> (?=\s+nhằm(?!\w))(?:{NAMELY})\s+nhằm(?!\w) | \s+(?:bằng\s+(?:\d+\s+(?:công\s+trình|mô\s+hình|việc|phần\s+việc|hoạt\s+động|giải\s+pháp|nhiệm\s+vụ)|hình\s+thức|phương\s+thức|nhiều|những|các\s+hình\s+thức|việc|cách)
                 |và\s+(?:hướng\s+dẫn|kế\s+hoạch|chương\s+trình\s+hành\s+động|nghị\s+quyết|chỉ\s+thị|kết\s+luận)\s+(?:\w+\s+){{0,2}}?của|và\s+(?:tình\s+hình|điều\s+kiện|thực\s+tiễn|đặc\s+điểm)\s+(?:thực\s+tế\s+|cụ\s+thể\s+)?(?:của|tại|ở)\s+(?:đơn\s+vị|địa\s+phương|cơ\s+quan|chi\s+bộ|từng|mỗi|mình)|và\s+quy\s+định\s+của\s+(?:cấp|tỉnh|đảng\s+ủy|chi\s+bộ|địa\s+phương)|và\s+(?!\d)[^\W\d_]+(?:\s+[^\W\d_]+)?\s+\d+\s+(?:tập\s+thể|cá\s+nhân|đồng\s+chí|hộ|đảng\s+viên|cán\s+bộ|chi\s+bộ|người|gia\s+đình|suất|lượt|quần\s+chúng)|và\s+\d+\s+(?:{PAPERS})|(?:và|cùng|cùng\s+với)\s+(?:các|những|nhiều|một\s+số)\s+(?:{PAPERS})\b(?=[^.;\n]{{0,60}}?\s(?:của|hướng\s+dẫn|liên\s+quan|khác|chỉ\s+đạo|quan\s+trọng|có\s+liên\s+quan|cấp\s+trên|thi\s+hành|về|như|mới|hiện\s+hành)(?!\w)|\s*[.;\n]|$)
                 |gắn\s+với\s+(?:các\s+)?(?:nghị\s+quyết|chỉ\s+thị|kết\s+luận|quy\s+định|cuộc\s+vận\s+động)|của\s+(?:đơn\s+vị|cơ\s+quan|địa\s+phương)\s+(?:mình|gửi)
                 |(?<!hợp\s)(?<!đối\s)(?<!gắn\s)(?<!cùng\s)(?<!kết\s)(?<!so\s)với\s+(?:(?!mục\s+tiêu|chủ\s+đề)(?:\w+\s+){{0,6}}?\d[\d.,]*%?(?=\s)|tổng|sự\s+(?:tham|lãnh|chỉ\s+đạo|tập\s+trung|quan\s+tâm|vào\s+cuộc|nỗ\s+lực|quyết|đồng|phối|giúp|hỗ|chung|ủng)|tỷ\s+lệ|tỉ\s+lệ|\d+%?|nhiều|(?:các\s+|những\s+)?(?:nội\s+dung|phương\s+châm|quyết\s+tâm|tinh\s+thần|kinh\s+phí)))(?!\w)
                 | \s+và\s+(?:hướng\s+dẫn|kế\s+hoạch|chương\s+trình)\s+(?:hành\s+động\s+)?(?:(?:triển\s+khai|tổ\s+chức|thực\s+hiện)\s+)+(?={number}) )
            | (?P<aside> (?=\s+để\s)(?:{NAMELY})\s+để(?=\s) | \s+(?:do\s+(?:{DOERS}|{ORGAN_PHRASES})(?!\w)[^.;\n]{{0,70}}?\s(?:tổ\s+chức|chủ\s+trì)(?!\w)|tại\s+(?:đảng\s+bộ|đảng\s+ủy|chi\s+bộ|hội\s+nghị|hội\s+trường|cuộc\s+họp|phiên\s+họp|buổi|các\s+chi\s+bộ|các\s+đảng\s+bộ)(?!\w)|(?<!cũng\s)(?<!bước\s)như(?=\s)|(?<!trở\s)(?<!hình\s)(?<!hoàn\s)thành\s+(?:các\s+|những\s+)?(?:tiêu\s+chí|nhiệm\s+vụ|chương\s+trình|kế\s+hoạch|hành\s+động|việc\s+làm|phần\s+việc|nội\s+dung|chỉ\s+tiêu)(?!\w)|qua\s+(?:mã|đường\s+dây|hệ\s+thống\s+(?:loa|truyền)|loa|cổng|mạng|zalo|facebook|fanpage|nhóm|hội\s+nghị|điện\s+thoại|các\s+(?:buổi|hội\s+nghị|hình\s+thức|kênh|phương\s+tiện))(?!\w)|đối\s+với\s+\d+\s+(?:chi|đảng|tổ\s+chức\s+đảng|đảng\s+viên|cán\s+bộ|đồng\s+chí|cơ\s+sở|hộ|trường\s+hợp)(?!\w)|(?:tại|ở)\s+(?:bảng\s+tin|(?:nhà|gia\s+đình)\s+(?:đồng\s+chí|ông|bà|anh|chị))(?!\w)|tại\s+(?:\d+\s|trung\s+tâm|nhà\s+văn\s+hóa|trụ\s+sở|bộ\s+phận\s+(?:một\s+cửa|tiếp))|phù\s+hợp\s+với\s+[^.,;\n]{{0,40}}?(?:từng|thực\s+tế|của\s+(?:đơn\s+vị|địa\s+phương|cơ\s+quan|chi\s+bộ))(?!\w)|(?:kể\s+)?từ\s+ngày\s+\d|trong\s+(?:kỳ\s+|buổi\s+|các\s+buổi\s+)?sinh\s+hoạt\s+(?:chi\s+bộ|chuyên\s+đề|đảng|định\s+kỳ|thường\s+kỳ)\s+(?:tháng|quý|định)(?!\w)|trong\s+(?:quý|tháng)\s+[\divx]|trong\s+(?:giờ|buổi|tiết)\s+(?:sinh\s+hoạt|chào\s+cờ|họp|học)(?!\w)|vì\s+(?:chưa|còn|bận|thiếu|không)|từ\s+(?:đầu|cuối)\s+(?:năm|tháng|quý|nhiệm\s+kỳ)(?!\w)|và\s+\w+(?:\s+\w+){{0,2}}?\s+(?:được|đạt)\s+\d|(?:trước|chậm\s+nhất|xong\s+trước)\s+(?:ngày\s+)?\d|từ\s+tháng\s+\d|nhờ(?=\s)|ngay\s+(?:từ|trong|sau|khi|tại|ở)(?=\s)
                 |(?:trước|sau)\s+khi\s+(?:họp|nghe|bàn|học|thảo\s+luận|biểu\s+quyết|kết\s+thúc|vào\s+họp|về|đến)(?!\w)|trước\s+(?:toàn\s+thể|chi\s+bộ|đảng\s+bộ|hội\s+nghị|đại\s+hội|tập\s+thể|cuộc\s+họp|buổi)(?!\w)
                 |trên\s+(?:sổ\s+tay|bảng\s+tin|loa|hệ\s+thống\s+(?:loa|truyền\s+thanh)|cổng\s+thông|trang|nhóm|fanpage|zalo)(?!\w)
                 |và\s+(?:cùng\s+|đã\s+)?(?:biểu\s+quyết|thảo\s+luận|bàn(?!\s+giao)|nghe|nhất\s+trí|ký\s+(?:bản\s+)?cam\s+kết|viết\s+(?:bản|thu)|ghi\s+(?:chép|vào|sổ)|thống\s+nhất\s+(?:\d|hai|ba|bốn|năm|một|các|cách|cao|về|ra))(?!\w)) )
            | (?P<brought> \s+cho\s+(?:toàn\s+thể|toàn\s+bộ|cán\s+bộ|đảng\s+viên|đoàn\s+viên|hội\s+viên|các\s+chi\s+bộ|các\s+tổ\s+chức|100%|nhân\s+dân|đội\s+ngũ|học\s+viên)(?!\w) )
            | (?P<local> \s+(?:tại|ở|của)\s+(?P<body>đảng\s+bộ|đảng\s+ủy|chi\s+bộ|tỉnh\s+ủy|thành\s+ủy|ủy\s+ban|ubnd|hđnd|xã|phường|huyện|thôn|bản|tổ\s+dân\s+phố|trường|ban\s+thường\s+vụ)(?=\s)|\s+trên\s+địa\s+bàn\s+(?:xã|phường|huyện|tỉnh|thành\s+phố)(?!\w) )
            | (?P<soft> \s+(?:đã(?!\s+và)|triển\s+khai\s+(?:đến|tới|tại)|cho\s+(?:hơn\s+|trên\s+|gần\s+)?\d+(?=\s)|(?:đến|tới)\s+(?:hơn\s+|trên\s+|gần\s+)?\d[\d.]*\s+(?:điểm|lượt|cán\s+bộ|đảng\s+viên|đoàn\s+viên|hội\s+viên|người|hộ|chi\s+bộ|đại\s+biểu|thôn|bản|xã|đơn\s+vị|đồng\s+chí|tổ)|(?:đến|tới)\s+(?:toàn(?!\s+(?:cầu|diện|quốc))|cán\s+bộ|đảng\s+viên|các|từng|100%|mọi|tận|đông\s+đảo)
                 |được\s+(?:triển\s+khai|ban\s+hành|các\s+cấp|cấp\s+ủy|quan\s+tâm|thực\s+hiện|tổ\s+chức|quán\s+triệt|sửa\s+đổi|bổ\s+sung|thay\s+thế|quốc\s+hội|thông\s+qua)|gắn\s+với\s+(?:việc\s+)?(?:thực\s+hiện|học\s+tập|đẩy\s+mạnh\s+học\s+tập|phong\s+trào|các\s+phong\s+trào)
                 |(?<!đáp\sứng\s)(?:(?<!theo\s)|(?<=tiếp\stheo\s))(?<!những\s)(?<!các\s)(?<!với\s)yêu\s+cầu\s+(?:các|từng|mỗi|mọi|toàn\s+thể|cấp\s+ủy|chi\s+bộ|đảng\s+ủy|ủy\s+ban|ubnd|sở|thủ\s+trưởng|chủ\s+tịch)
                 |do\s+(?:đồng\s+chí|đ/c)
                 |(?<!việc\s)(?<!về\s)gửi\s+(?:các|tới|đến|về|toàn\s+thể|{DOERS})
                 |theo\s+(?:đúng|tinh\s+thần)|lên\s+(?:(?:đảng|huyện|chi|cấp)\s+ủy|đảng\s+bộ|ủy\s+ban|ubnd|hđnd|hội\s+đồng|cấp\s+trên|chính\s+phủ|thủ\s+tướng|quốc\s+hội|bộ|ban|tỉnh|thành\s+ủy|huyện)|nêu\s+rõ|đạt\s+kết\s+quả|sau\s+đây|(?<!nhất\s)(?<!biệt\s)(?<!tâm\s)(?<!chính\s)(?<!coi\s)(?<!xem\s)là\s+(?:cơ\s+sở|căn\s+cứ|những|một\s+trong|điều\s+kiện|dấu\s+mốc|bước|chủ\s+trương|nền\s+tảng|kim\s+chỉ\s+nam|văn\s+bản|động\s+lực)|có\s+hiệu\s+lực|có\s+ý\s+nghĩa)(?!\w) )
            | (?P<said> \s+(?:{SAYS})(?!\w) )
            | (?P<issued> \s+do\s+[^.,;:()\n]{{3,70}}?\s+ban\s+hành(?=\s*(?:[.,;:\n]|$|ngày\s)) )
            | (?P<called> \s*\((?=(?:{self._kind})\s+(?:số\s+)?\d+\)) )
            | (?P<late> \s+(?:{DECIDES})(?!\w) )
            | (?P<asked> \s+(?:{ASKED})(?!\w) ) )
            """
        )

    def _clauses(self) -> None:
        c = self.compile
        self.clause_start = c(
            rf"(?:{CLAUSE_STARTS})(?!\w)|mỗi\s+(?:tuần|tháng|quý|năm)\s+\w+\s+lần|mỗi\s+(?:\w+\s+){{1,3}}?(?:ít\s+nhất|tối\s+thiểu|phải|cử|chọn)(?!\w)|năm\s+20\d\d\s+(?:mỗi|các|toàn|từng)\s|năm\s+20\d\d,\s(?!(?:theo|trong|qua|từ)\s+đó)|không\s+(?!báo|theo|dùng|gian|chuyên|vì|tiền|khí|quân|người|khói|rác|ma)[^\W\d_]+\s|(?:bảo\s+đảm|đảm\s+bảo)\s+(?:công\s+khai|đúng|kịp\s+thời|hiệu\s+quả|tiến\s+độ|thiết\s+thực|nghiêm\s+túc|phù\s+hợp|thống\s+nhất|đồng\s+bộ|dân\s+chủ|yêu\s+cầu)(?!\w)|(?:hơn|trên|gần|khoảng|với)\s+\d|trong\s+(?:quý|tháng|năm)\s+[\divx]|(?:chỉ\s+)?(?:sau|trong)\s+(?:hơn\s+|gần\s+|chưa\s+đầy\s+)?\S+\s+(?:ngày|tuần|tháng|năm)(?!\w)|(?:hoàn\s+thành|hoàn\s+tất|xong|kết\s+thúc)\s+(?:trước|trong|vào|chậm)(?!\w)|(?:báo\s+cáo|trình|gửi|nộp|tham\s+mưu|đề\s+xuất)\s+(?:về\s+|cho\s+|với\s+)?(?:{DOERS}|kết\s+quả|cấp\s+trên|lãnh\s+đạo)(?!\w)|ngày\s*\d{{1,2}}[/\s]|vào\s+(?:ngày|lúc|tháng|sáng|chiều|dịp)\s|(?:sáng|trưa|chiều|tối)\s+(?:ngày\s+)?\d{{1,2}}[/.-]\d|vì\s+(?:quy\s+định|đây|đã|còn|chưa|không|có|như|vậy|thế|nội\s+dung|các\s+quy)\s"
        )
        self.subject = c(rf"(?:{SUBJECTS})(?!\w)")
        # "tổ chức" as a noun is no verb.
        self.nouns = c(
            r"(?:các|mọi|mỗi|của|hệ\s+thống)\s+(?:cấp\s+ủy,?\s+)?tổ\s+chức|tổ\s+chức\s+(?:đảng|chính\s+trị|cơ\s+sở|đoàn|xã\s+hội|hội|,|và)|công\s+tác\s+(?:tổ\s+chức|xây\s+dựng)|sự\s+(?:lãnh|chỉ)\s+đạo"
        )
        self.main_verb = c(rf"(?<!\w)(?:{MAIN_VERBS})(?!\w)")
        # Words one of which a clause with such a verb must hold: a quick no for most.
        self.verb_starts = frozenset(verb.split(r"\s+")[0] for verb in self.text(MAIN_VERBS).split("|"))
        self.intro = c(
            r"\s*[“\"]?(?:[-+*•]\s*)?(?:(?:\d+|[a-zđ])[.)]\s*)?(?:(?:tiếp\s+tục|đẩy\s+mạnh|tích\s+cực)\s+)*(?:thực\s+hiện|triển\s+khai|căn\s+cứ|theo|trên\s+(?:cơ\s+sở|tinh\s+thần)|sau|để|nhằm|qua|tại|quán\s+triệt|chấp\s+hành|"
            r"hưởng\s+ứng|phát\s+huy|kế\s+thừa|nhờ|ngay\s+sau|(?:tính\s+)?(?:kể\s+)?từ\s+(?:khi|ngày)|kể\s+từ|cùng\s+với|bên\s+cạnh|với|trước|trong|ngày|thời\s+gian|sáng|chiều|năm|trả\s+lời|giải\s+đáp|trao\s+đổi|phát\s+biểu|liên\s+quan|đánh\s+giá|cụ\s+thể\s+hóa|đối\s+với|xác\s+định|nhận\s+thức)(?!\w)(?!\s+(?:đó(?=,|\s)|nghiêm|tốt|có\s+hiệu\s+quả|hiệu\s+quả|đầy\s+đủ|quyết\s+liệt|đồng\s+bộ))"
        )
        self.nested_only = c(
            r"(?:(?:về|việc|tiếp|tục|đẩy|mạnh|tổ|chức|triển|khai|thực|hiện|quán|triệt|học|tập|tuyên|truyền|sơ|tổng|kết|năm|\d+|các|sửa|đổi|bổ|sung|một|số|điều|của|hướng|dẫn|thi|hành|thay|thế|,)\s*)*"
        )

    def _relations(self) -> None:
        c = self.compile
        self.relation = c(
            r"(?<!\w)(?:" + "|".join(f"(?P<{name}>{words})" for name, words in RELATIONS.items()) + r")(?!\w)"
        )
        self.list_gap = c(r"\s*(?:[,;]|,?\s*và|,?\s*hoặc|\s)\s*(?:số\s*)?")

    def text(self, pattern: str) -> str:
        """The pattern in this flavour."""
        if self.plain:
            return _fold_pattern(pattern)
        for old, both in _TONE_STYLES.items():
            pattern = pattern.replace(old, both)
        return pattern

    def compile(self, pattern: str) -> re.Pattern[str]:
        return re.compile(word_first(self.text(pattern)), re.VERBOSE)


# Looks back and the word behind them: "(?<!trở\\s)(?<!làm\\s)nên".
_LOOKS_BACK = re.compile(r"((?:\(\?<![^()|]+\))+)([^\W\d_]+)(?![?*+{\w])")


def word_first(pattern: str) -> str:
    """Ask what stands before a word behind it: "nên(?<!trở\\snên)(?<!làm\\snên)" matches the same, but an alternative that begins
    with a letter is passed over at once where another letter stands."""
    return _LOOKS_BACK.sub(lambda found: found[2] + found[1].replace(")", found[2] + ")"), pattern)


def _fold_pattern(pattern: str) -> str:
    """Strip diacritics from a pattern and nothing else (escapes such as \\S and white space stay)."""
    return "".join(char if char.isascii() else (fold(char) or char) for char in pattern)


ACCENTED = Grammar(plain=False)
PLAIN = Grammar(plain=True)
