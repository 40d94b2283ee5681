"""How a citation stands in its sentence: what may follow its title depends on that.

"Theo <citation>, …" must be followed by a main clause, "ban hành <citation> …" need not; a sentence that a citation opens goes on
to say something of it; a heading holds the citation and nothing else.
"""

import re
from collections.abc import Callable
from typing import Generic, TypeVar

from directives.citations.patterns import Grammar

LONGEST = 900
_BACK = 400
_OPENING_REACH = 140  # characters an opening of a sentence may take
_BULLETS = frozenset("-+*•")
# Behind these a sentence begins. A space may be missing behind the stop: "… các cấp.Theo Quyết định số …".
_STOP = re.compile(
    r"""[\n.!?;…:] (?: (?<=\n)
      | (?<=[.!?;…]) (?=[ ])
      | (?<=\.) (?=\t | (?:theo|thực|căn|triển|sau|ngày|tại)[ ])
      | (?<=:) (?=[ ]“ | [ ](?:theo|thực[ ]hiện|căn[ ]cứ|triển[ ]khai|sau|để|qua|trên[ ]cơ[ ]sở)[ ]) )""",
    re.VERBOSE,
)
# Before a sentence: where the news comes from ("(Báo Tỉnh) - ", "CTTĐT - ") and what ties it to the last ("Đặc biệt, sau 5 năm …").
_LEAD_IN = re.compile(
    r"""(?:\([^()\d\n]{2,24}\)\s*(?:[-–]\s*)? | [^\W\d_][\w.]{1,11}\s[-–]\s+)?
    (?:(?:đặc\s+biệt|bên\s+cạnh\s+đó|cùng\s+với\s+đó|ngoài\s+ra|đồng\s+thời|theo\s+đó|trong\s+đó|tuy\s+nhiên|do\s+đó|vì\s+vậy|trước\s+hết|cụ\s+thể),?\s+
       (?=(?:thực\s+hiện|triển\s+khai|căn\s+cứ|sau|qua|theo|để|tại|trên\s+cơ\s+sở|quán\s+triệt)\s))?""",
    re.VERBOSE,
)
# The number of an entry or the sign of a line of a list.
_LINE_SIGN = re.compile(r"\s*(?:[-+*•]\s*)?(?:(?:\d{1,2}(?:\.\d{1,2})*\s?[.)/]|[a-zđ]\s?[.)])\s*)?")
_SENTENCE_END = re.compile(r"[?.!;\n](?:(?<=[?\n])|(?=\s|$))")
# A line of grounds, and where it ends: only a semicolon tells that it says nothing else.
_GROUND = re.compile(r"\s*(?:[-+*•]\s*)?(?:căn\s+cứ|can\s+cu)(?!\w)")
_GROUND_END = re.compile(r"[.:!?\n;](?:(?<=\n)|(?<=[^;\n])\s|(?<=;)[^\S\n]*(?:\n|$|(?:căn\s+cứ|can\s+cu)\s))")
_PARTED = re.compile(r"\n|;\s+(?:và\s+)?|[.!?](?=\s)")
_HAS_DONE = re.compile(r"\s(?:đã|sẽ|vẫn|yêu\s+cầu|đề\s+nghị)\s")
_SEMICOLON = re.compile(r";\s*(?:và\s+)?")
# Not the leader of a contents table: "…; điều chỉnh lương hưu ........ 6".
_SENTENCE_INSIDE = re.compile(r"[.!?](?<!\.\.\.\.)\s+\S")
# "Tại hội nghị, các đại biểu nghe quán triệt <citation>": behind when and where the main clause begins, unless a ground follows.
_WHEN_WHERE = re.compile(r"(?:ngày|sáng|chiều|tối|năm|tháng|quý|tại)\s")
# "Ngày 14/4, Thủ tướng ký Quyết định …": the main clause stands before the citation.
_MAIN_BEFORE = re.compile(r",[^,]*\s(?:ký|ban hành|đã|thông qua|tổ chức)\s[^,]*$")
_AFTER = re.compile(r"\W*(?:ngay\s+)?sau\s")
# "Bỏ lệ phí: Theo Nghị quyết …": behind a label a sentence of its own begins.
_AT = re.compile(r"(?<!\w)tại\s+(?:các\s+)?$")
_LABELLED = re.compile(r"[:;]\s+(?:theo|căn\s+cứ|trên\s+cơ\s+sở|can\s+cu|tren\s+co\s+so)\s+$")
# "Theo đó, từ ngày 01/7, Nghị định … chính thức được áp dụng", "Việc thực hiện Đề án … đã tạo …": a sentence says something of it.
_OPENING = re.compile(
    r"""(?:[-+*•]\s*)?(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s?[.)]\s*)?[“"]?
    (?:(?:theo\s+đó|bên\s+cạnh\s+đó|ngoài\s+ra|đặc\s+biệt|đáng\s+chú\s+ý|cùng\s+với\s+đó|trong\s+khi\s+đó|trong\s+đó|cụ\s+thể|như\s+vậy|do\s+đó|vì\s+vậy|tuy\s+nhiên
        |trước\s+đó|sau\s+đó|mới\s+đây|vừa\s+qua|hiện\s+nay|đồng\s+thời|(?:kể\s+)?từ\s+(?:ngày|tháng|năm)[^,]{0,30})[,:]?\s+)*
    (?:(?:việc|nội\s+dung|những\s+quy\s+định|sự\s+ra\s+đời|tinh\s+thần|mục\s+tiêu)(?:\s+\w+){0,4}\s+)?$""",
    re.VERBOSE,
)
# "Qua kiểm tra cho thấy công tác triển khai Đề án …", "Sau hai năm, Nghị quyết …", "Để Chỉ thị … thực sự đi vào cuộc sống".
_SPOKEN_OF = re.compile(
    r"""(?:[-+*•]\s*)?(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s?[.)]\s*)?[“"]?
    (?:(?:nhìn\s+chung,?|đến\s+nay,?|tuy\s+nhiên,?|thực\s+tế,?|song,?|nhưng|do|vì|để
        |(?:sau|trong|qua|từ|đến|tính\s+đến|thời\s+gian|những|năm|quý|tháng|hiện|bên\s+cạnh|cùng\s+với|theo\s+đó|nhờ|tại|ở|thực\s+tế)(?:\s[^,]{0,80})?,)\s+){0,2}
    (?:(?:trong|tại|theo)\s+(?:(?:điều|khoản|mục|điểm)\s+\S+\s+)*|(?:trong\s+)?(?:việc|nội\s+dung|sự\s+ra\s+đời|tinh\s+thần|mục\s+tiêu|công\s+tác|quá\s+trình|kết\s+quả|tiến\s+độ|chất\s+lượng|hiệu\s+quả|tình\s+hình|phong\s+trào|mô\s+hình|các\s+nhiệm\s+vụ|một\s+số\s+nội\s+dung|hoạt\s+động|(?:những\s+|các\s+)?điểm\s+(?:mới|nổi\s+bật|đáng\s+chú\s+ý)|yêu\s+cầu|ý\s+nghĩa|quan\s+điểm|(?:cán\s+bộ,\s+)?đảng\s+viên\s+vi\s+phạm|tổ\s+chức\s+đảng\s+vi\s+phạm)
        (?:\s+(?!đã|sẽ|ban\s+hành|ký)\w+){0,8}\s+)?$""",
    re.VERBOSE,
)
# Before the first of several documents a sentence speaks of.
_SUBJECTS = re.compile(
    r"(?:(?:tại|cả|các|những|hai|ba|nội\s+dung|yêu\s+cầu|quy\s+định|tinh\s+thần|mục\s+tiêu|nhiệm\s+vụ|(?:việc|kết\s+quả|công\s+tác)\s+\w+\s+\w+)\s+(?:(?:tại|của|trong)\s+)?(?:văn\s+bản\s+(?:như\s+)?)?)?"
)
_SEEN = (" thấy", " rằng", " biết,", " nhấn mạnh", " khẳng định")
# The words one of which such a sentence begins with.
_SPOKEN_FIRST = frozenset(
    "nhìn đến tuy thực song, song nhưng do vì để sau trong qua từ tính thời những năm quý tháng hiện bên cùng theo nhờ tại ở việc nội "
    "sự tinh mục công quá kết tiến chất hiệu tình phong mô các một hoạt điểm yêu ý quan cán đảng tổ".split()
)
_PUT = re.compile(
    r"(?<!\w)(?:đưa|lồng\s+ghép|tích\s+hợp|vận\s+dụng|áp\s+dụng|cụ\s+thể\s+(?:hóa|hoá))(?:\s+\w+){0,5}\s+$"
)
# "Điều 35, Quy định số … về A | quy định hình thức …": a provision provides.
_PROVISION = re.compile(r"(?:điều|khoản|điểm|mục|chương)\s+[\da-zđ]{1,4}\s?,?\s+(?:của\s+)?$")
_WORKED_OUT = re.compile(
    r"(?<!\w)(?:kế\s+hoạch|chương\s+trình|báo\s+cáo|đề\s+án|tổng\s+kết|sơ\s+kết|kết\s+quả|công\s+tác|việc|mô\s+hình)\s+(?:\w+,?\s+){0,4}?(?:thực\s+hiện|triển\s+khai|quán\s+triệt|theo)\s+(?:\w+\s+){0,2}$"
)


_INSPECTED = re.compile(r"(?<!\w)(?:kiểm\s+tra|giám\s+sát|phúc\s+tra|khảo\s+sát)(?!\w)")
_CARRYING_OUT = re.compile(r"(?<!\w)(?:thực\s+hiện|chấp\s+hành|triển\s+khai|quán\s+triệt)(?:\s+\w+){0,3}\s+$")
_PART_END = re.compile(r"[;:\n]|[.!?](?=\s|$)")
_Value = TypeVar("_Value")


class _Trait(Generic[_Value]):
    """A property that is read once, when it is first asked for. functools.cached_property takes a lock, which costs more than
    reading most of these traits."""

    def __init__(self, read: Callable[["Setting"], _Value]) -> None:
        self._read = read
        self._name = read.__name__
        self.__doc__ = read.__doc__

    def __get__(self, setting: "Setting", owner: type) -> _Value:
        value = self._read(setting)
        setting.__dict__[self._name] = value
        return value


class Setting:
    """The place of one citation; each of its traits is read when it is first asked for, for most are not.

    ``start``: where the citation begins in the lower-case text; ``begin``: where its number, date and issuer end.
    """

    def __init__(self, low: str, start: int, begin: int, grammar: Grammar) -> None:
        self._low, self._start, self._begin, self._grammar = low, start, begin, grammar
        # Every title asks for these two.
        self._line = low.rfind("\n", start - LONGEST if start > LONGEST else 0, start) + 1
        self._sentence = _sentence_start(low, self._line, start)
        self.start = start

    @_Trait
    def _led_in(self) -> bool:
        """A ground leads it in: behind a label, or among grounds parted by semicolons."""
        low, start = self._low, self._start
        return _LABELLED.search(low, max(self._sentence, start - 24), start) is not None or self.among_grounds

    @_Trait
    def intro(self) -> bool:
        """It stands in an adverbial before the main clause, or in an order ("Thực hiện …")."""
        low, sentence, start = self._low, self._sentence, self._start
        if self._led_in:
            return True
        if self._list_follows:
            return False
        if sentence == start and self._goes_on_with_grounds:
            return True
        if self._grammar.intro.match(low, sentence, start + 1) is None:
            return False
        # "Ngày 07/01, Ủy ban nhân dân tỉnh ra Quyết định …": the main clause stands before
        comma = low.find(", ", sentence, start)
        if comma >= 0:
            if _WHEN_WHERE.match(low, sentence) and not (
                self._grammar.intro.match(low, comma + 2, start + 1)
                or self._grammar.intro.match(low, low.rfind(", ", comma, start) + 2, start + 1)
            ):
                return False
            return not (_MAIN_BEFORE.search(low, sentence, start) or (self.named and not _AFTER.match(low, sentence)))
        return True

    @_Trait
    def basis(self) -> bool:
        """It stands in an adverbial that is never an order ("Theo …", "Sau 5 năm thực hiện …"): a main clause must follow."""
        if self._led_in:
            return True
        if not self.intro:
            return False
        low, sentence, start = self._low, self._sentence, self._start
        return self._grammar.basis.match(low, sentence, start + 1) is not None or (
            low.startswith("tại ", sentence) and _AT.search(low, sentence, start) is not None
        )

    @_Trait
    def among_grounds(self) -> bool:
        """It stands behind a semicolon in a list that begins with "Căn cứ", "Theo", before a main clause."""
        low, start = self._low, self._start
        floor = max(self._line, start - LONGEST)
        if low.find(";", floor, start) < 0:
            return False
        begin = max(floor, low.rfind(". ", floor, start) + 1)
        return low.find(";", begin, start) >= 0 and self._grammar.basis.match(low, begin, start + 1) is not None

    @property
    def _list_follows(self) -> bool:
        """A semicolon and the next document follow before anything is said to have been done: no main clause begins before it."""
        low, begin = self._low, self._begin
        parted = _PARTED.search(low, begin, begin + LONGEST)
        if parted is None or not parted[0].startswith(";") or not self._grammar.kind_number.match(low, parted.end()):
            return False
        return _HAS_DONE.search(low, begin, parted.start()) is None

    @property
    def _goes_on_with_grounds(self) -> bool:
        """Only a semicolon parts it from another document in front of the main clause: "Thực hiện Kế hoạch …; <citation>, các chi bộ …"."""
        low, start = self._low, self._start
        if ";" not in low[max(0, start - 2) : start]:
            return False
        floor = max(self._line, start - LONGEST)
        lead = _LEAD_IN.match(low, max(floor, low.rfind(". ", floor, start) + 1), start)
        return lead is not None and self._grammar.intro.match(low, lead.end(), start) is not None

    @_Trait
    def question(self) -> bool:
        """Something is asked of it: its sentence ends with a question mark."""
        if self._low.find("?", self._begin, self._begin + LONGEST) < 0:
            return False
        hard = _SENTENCE_END.search(self._low, self._begin, self._begin + LONGEST)
        return hard is not None and hard.group() == "?"

    @_Trait
    def ground(self) -> bool:
        """It stands in a list of grounds ("Căn cứ <citation>;" and a new line): no main clause can follow on its line."""
        if _GROUND.match(self._low, self._line, self._start) is None:
            return False
        end = _GROUND_END.search(self._low, self._begin, self._begin + LONGEST)
        return end is not None and end[0].startswith(";")

    @_Trait
    def heads_line(self) -> bool:
        """Nothing but a list sign stands before it on its line."""
        whole = self._line > 0 or self._start < LONGEST
        return whole and not self._low[self._line : self._start].strip(" -+*•0123456789.)\t")

    @_Trait
    def heading(self) -> bool:
        """The line is this citation and all that hangs on it."""
        whole = self._line > 0 or self._start < LONGEST
        return whole and _is_heading(self._low, self._line, self._begin, self._grammar)

    @_Trait
    def subject(self) -> bool:
        """It opens a sentence that ends with a full stop."""
        stands_first = not self._low[self._sentence : self._start].strip(' -+*•0123456789.)\t“"')
        return stands_first and _ends_with_stop(self._low, self._begin)

    @_Trait
    def told_of(self) -> bool:
        """Its sentence says something of it, or of what is done with it ("Việc thực hiện <citation> đã …")."""
        if self.subject:
            return True
        low, sentence, start = self._low, self._sentence, self._start
        if not 0 < start - sentence < _OPENING_REACH or self.heads_line or not _ends_with_stop(low, self._begin):
            return False
        return _OPENING.match(low[sentence:start]) is not None

    @_Trait
    def spoken_of(self) -> bool:
        """It, or what is done with it, is the subject of its sentence, so that a predicate must follow: "Đến nay, việc thực hiện
        <citation> còn chậm". Wider than ``told_of``: it tells of a predicate, not where it must stand."""
        lead = self._low[self._sentence : self._start]
        if lead.endswith((", ", " và ")) and self._is_last_subject(lead):
            return True
        if len(lead) >= _OPENING_REACH:
            return False
        # "Qua kiểm tra nhận thấy việc thực hiện …": what was seen is a sentence of its own.
        for word in _SEEN:
            seen = lead.rfind(word)
            if seen >= 0:
                lead = lead[seen + len(word) :].lstrip(" ,")
        first = lead.partition(" ")[0]
        if lead and first not in _SPOKEN_FIRST and first[:1].isalpha():
            return False
        return _SPOKEN_OF.match(lead) is not None and not self.listed and _ends_with_stop(self._low, self._begin)

    def _is_last_subject(self, lead: str) -> bool:
        """Other documents stand before it, with which it is the subject of its sentence: "Tại Nghị quyết … về A và Đề án … về B | chưa …"."""
        first = _SUBJECTS.match(lead)
        if first is None or not self._grammar.kind_number.match(lead, first.end()) or _HAS_DONE.search(lead):
            return False
        return not self.listed and _ends_with_stop(self._low, self._begin)

    @_Trait
    def inspected(self) -> bool:
        """It is looked into how it is carried out, so that by whom may follow: "giám sát việc thực hiện <citation> đối với Đảng ủy xã"."""
        lead = self._low[self._sentence : self._start]
        return _INSPECTED.search(lead) is not None and _CARRYING_OUT.search(lead) is not None

    @_Trait
    def in_parts(self) -> bool:
        """It stands in a list of grounds and a semicolon ends its part: what follows the issuer can be only what it is about."""
        if not (self.ground or self.among_grounds):
            return False
        end = _PART_END.search(self._low, self._begin, self._begin + LONGEST)
        return end is not None and end[0] == ";"

    @_Trait
    def provision(self) -> bool:
        """A provision of it is named: "Điều 35, Quy định số …"."""
        return _PROVISION.search(self._lead) is not None

    @_Trait
    def put_into(self) -> bool:
        """It is put into something else: "đưa nội dung <citation> vào sinh hoạt chi bộ"."""
        return _PUT.search(self._lead) is not None

    @_Trait
    def named(self) -> bool:
        """A verb of issuing brings it in, so that what follows the number says what it is about."""
        return self._grammar.issuing.search(self._lead) is not None

    @_Trait
    def listed(self) -> bool:
        """A list or a heading brings it in."""
        if not self.heads_line:
            return False
        return not self.subject or self._low[self._line : self._start].lstrip()[:1] in _BULLETS

    @property
    def pointed_at(self) -> bool:
        """What follows follows from it ("Căn cứ <citation>", "Tại <citation>"): nothing is done to it by another rule."""
        return self._low.endswith(("tại ", "căn cứ ", "theo "), self._sentence, self._start)

    @_Trait
    def explained(self) -> bool:
        """Nothing of its sentence but the document itself can follow: it was issued, listed, is what something is done by, or where it
        stands."""
        return self.named or self.heads_line or self._low.endswith(("theo ", " tại "), self._sentence, self._start)

    @_Trait
    def worked_out(self) -> bool:
        """What is named is another paper or work that carries it out: "dự thảo Kế hoạch thực hiện <citation>"."""
        return _WORKED_OUT.search(self._lead) is not None

    @_Trait
    def taught(self) -> bool:
        """It is read out, spread, studied, so that whom it is brought to may follow."""
        return self._grammar.taught.search(self._lead) is not None

    @_Trait
    def acted_on(self) -> bool:
        """A verb other than one of issuing acts on it: for what, by what means and from when may follow."""
        return not (self.subject or self.named or self.heads_line or self.heading or self.basis)

    @_Trait
    def held(self) -> bool:
        """It is held to be something: "coi Chỉ thị … là nhiệm vụ thường xuyên"."""
        return self._grammar.holding.search(self._lead) is not None

    @property
    def _lead(self) -> str:
        return self._low[max(self._sentence, self._start - 60) : self._start]


def _sentence_start(low: str, line: int, start: int) -> int:
    sentence = max(line, start - _BACK)
    for stop in _STOP.finditer(low, sentence, start):
        sentence = stop.end()
    while sentence < start and low[sentence].isspace():
        sentence += 1
    lead = _LEAD_IN.match(low, sentence, start)
    return lead.end() if lead else sentence


def _ends_with_stop(low: str, begin: int) -> bool:
    end = low.find("\n", begin, begin + LONGEST)
    line = low[begin : end if end >= 0 else begin + LONGEST].rstrip(' ”"')
    return line.endswith((".", "!", ":")) or _SENTENCE_INSIDE.search(line) is not None


def _is_heading(low: str, line: int, begin: int, grammar: Grammar) -> bool:
    """Tell whether the line is a heading: one citation with all that hangs on it, no sentence after it, no list of them.

    A subject may hold semicolons there: "Chỉ thị … về quản lý, bảo vệ và phát triển rừng; phòng cháy, chữa cháy rừng".
    """
    end = low.find("\n", begin, begin + LONGEST)
    end = end if end >= 0 else min(len(low), begin + LONGEST)
    sign = _LINE_SIGN.match(low, line)
    first = sign.end() if sign else line
    if low[line:first].strip()[:1] in "-+*•" and low[line:first].strip():
        return False
    if grammar.kind_number.match(low, first) is None:
        return False
    if any(grammar.kind_number.match(low, mark.end()) for mark in _SEMICOLON.finditer(low, begin, end)):
        return False
    return _SENTENCE_INSIDE.search(low, begin, end) is None
