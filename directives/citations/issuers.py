"""Where the name of an issuer ends: any organisation, known by the words of organisations and by capitals.

A walk over words. Phrases of organisations ("ban tổ chức", "nông nghiệp và phát triển nông thôn", "tỉnh") may stand in
small letters; every other word must begin with a capital (places, names of offices). What a subject or a sentence goes
on with ("về", "phát huy", "đã") is neither, so the walk stops there by itself.
"""

import functools
import re

from cadre_portal.text import CAPITALS
from directives.citations.patterns import Grammar

_SPACE = re.compile(r"\s+")
# "TP. Huế" keeps its point; elsewhere a point ends the sentence.
_WORD = re.compile(rf"(?:TP|Tp|TX|Tx|TT)\.(?=\s+[{CAPITALS}])|[^\W_](?:[\w&]|\.(?=\w))*(?:-[\w&]+)*")
_AND = re.compile(r"[^\S\n]+(?:và|va)[^\S\n]+|[^\S\n]*-[^\S\n]*|[^\S\n]*&[^\S\n]*")
_TERM_COMMA = re.compile(r",\s+(?=khóa\s|khoá\s|nhiệm\s+kỳ\s)")
# Two bodies that sign together, parted by a comma.
_JOINT = re.compile(r",\s+(?=ban\s+bí\s+thư|bộ\s+chính\s+trị|ban\s+bi\s+thu|bo\s+chinh\s+tri)")
_COMMA = re.compile(r",[^\S\n]+(?=\S)")
# "Ban Chỉ đạo Cuộc vận động “…” tỉnh": a quotation within the name.
_INNER_QUOTE = re.compile(
    r"\s+[“\"][^”\"\n]{3,90}[”\"]\s+(?=(?:tỉnh|thành\s+phố|huyện|xã|phường|trung\s+ương|thị\s+xã)\b)"
)
# "Ban Chỉ đạo của Chính phủ", "Tổ công tác của Thủ tướng Chính phủ".
_OWNER = re.compile(
    r"[^\S\n]+(?:của|cua)[^\S\n]+(?=(?:chính\s+phủ|thủ\s+tướng|tỉnh|thành|trung\s+ương|bộ|ubnd|ủy\s+ban|uỷ\s+ban|chinh\s+phu|thu\s+tuong)(?!\w))"
)
_WITH = re.compile(r"[^\S\n]+(?:cùng\s+|cung\s+)?(?:với|voi)[^\S\n]+(?=\S)")
_LIMIT = 24
# "Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội và xây dựng phong trào … tỉnh về …": named by its task, which may hold commas.
_TASKED = re.compile(
    r"(?:ban\s+(?:chỉ\s+đạo|vận\s+động|soạn\s+thảo)|tiểu\s+ban|ủy\s+ban\s+dự\s+thảo|tổ\s+công\s+tác|hội\s+đồng\s+phối\s+hợp)"
    r"\s[^.;:\n()“”\"]{3,200}?(?=\s(?:về\s+việc|về|v/v)\s)"
)
# What no name of a task holds: another body, or what somebody does.
_NOT_ITS_TASK = re.compile(
    r",\s+(?:ban\s+(?:thường\s+vụ|chấp\s+hành|tuyên\s+giáo|tổ\s+chức)|ủy\s+ban|ubnd|đảng\s+ủy|chi\s+bộ|các|sở)(?!\w)"
    r"|\s(?:đã|sẽ|yêu\s+cầu|đề\s+nghị|ban\s+hành|được|là|và\s+các|theo|ngày|họp)(?!\w)"
)
# "Trung tâm Văn hóa, Thể thao và Truyền thanh huyện", "Đảng ủy Khối các cơ quan, doanh nghiệp tỉnh": named by a list.
_LISTED_NAME = re.compile(
    rf"(?:,[^\S\n](?=[{CAPITALS}]|doanh\s|cơ\s)|[^\S\n](?=các\s))[^\W\d_]+(?:(?:[^\S\n]|,[^\S\n](?=[{CAPITALS}]))[^\W\d_]+){{0,13}}?(?=[^\S\n](?:về|v/v)[^\S\n])"
)
_HAS_FIELDS = re.compile(r"(?<!\w)(?:trung\s+tâm|sở|phòng|khối|cục|vụ|viện|hội|ban|khoa)(?!\w)")
_NOT_LISTED = re.compile(r"(?<!\w)(?:có|còn|là|phải|cần|đã|sẽ|được|cho|với|họp|bàn|nghe|nói|nhận)(?!\w)")
_REST_OF_NAME = re.compile(
    r"(?:[^\S\n][^\W\d_]+){1,8}?(?=[^\S\n]+(?:về|v/v|ve)(?!\w)|,?[^\S\n]+(?:ngày|ngay)[^\S\n]\d)|[^\S\n][^\W\d_]+(?=[.,;)\n]|$)"
)


# "Đảng ủy khối Doanh nghiệp", "Đảng bộ trường Đại học …", "Công đoàn bệnh viện …": whose committee it is, in small letters.
_HOUSE = re.compile(
    rf"(?:khối|trường|bộ|cơ\s+quan|bệnh\s+viện|học\s+viện|viện|sở|ngân\s+hàng|tập\s+đoàn|tổng\s+công\s+ty)(?=\s+[{CAPITALS}])|khối(?=\s+các\s+cơ\s+quan)"
)
_OF_A_HOUSE = ("ủy ", "uỷ ", "bộ ", "đoàn ")


# Behind these no name goes on: "Tỉnh ủy về …", "(… của Tỉnh ủy)", "Tỉnh ủy; …", "Tỉnh ủy. …" (but "TP. Huế"); a comma tells it where
# the next document follows.
_OVER = re.compile(r"[,.\s;)](?:(?<=[;)\n])|(?<=,)\s?|(?<=\.)(?<!t[pxt]\.)\s|(?<=\s)(?:về|ve)\s)")
_LONGEST = 90
# The one body whose name goes on behind "về": "Ban Chỉ đạo về phát triển khoa học, công nghệ …".
_NAMED_BY_TASK = ("chỉ đạo", "chi dao")


def read_owner(text: str, low: str, at: int, grammar: Grammar) -> int | None:
    """Return where the issuer behind "của" ends, as read_issuer() does; one name is read once, for the same few bodies issue
    most of what a text cites."""
    over = _OVER.search(low, at, at + _LONGEST)
    if over is None or over[0] == "\n" or (over[0][0] == "," and not grammar.kind_number.match(low, over.end())):
        return read_issuer(text, low, at, grammar, strong=False)
    name = low[at : over.end()]
    if any(task in name for task in _NAMED_BY_TASK):
        return read_issuer(text, low, at, grammar, strong=False)
    length = _length(text[at : over.end()], name, grammar)
    return None if length is None else at + length


@functools.lru_cache(maxsize=4096)
def _length(printed: str, name: str, grammar: Grammar) -> int | None:
    return read_issuer(printed, name, 0, grammar, strong=False)


def read_issuer(
    text: str, low: str, at: int, grammar: Grammar, *, strong: bool, joint: bool = False, between: bool = False
) -> int | None:
    """Return where the issuer that begins at ``at`` ends, or None if none begins there.

    ``between``: "giữa" stands before it, so that the next body may follow "với" ("giữa Huyện ủy với Công an huyện và …").
    ``joint``: several bodies sign, parted by commas. ``strong``: no "của" stands before it, so it must begin with a capital and the name of a kind of body.
    """
    first = text[at : at + 1]
    if not (first.isupper() or grammar.plain or (not strong and grammar.organ.match(low, at))):
        return None
    if strong and not grammar.strong_head.match(low, at):
        return None
    if grammar.kind_number.match(low, at):
        return None
    end = pos = at
    open_head = False
    for _ in range(_LIMIT):
        step = _next_word(text, low, pos, grammar, begun=end > at, open_head=open_head)
        if step is None:
            break
        if grammar.open_head.match(low, pos):
            open_head = True
        elif grammar.level.match(low, pos):
            open_head = False
        end = step
        pos = _join(text, low, end, grammar, open_head=open_head)
        comma = _COMMA.match(low, end) if joint and pos == end else None
        if comma and text[comma.end() : comma.end() + 1].isupper() and grammar.strong_head.match(low, comma.end()):
            pos = comma.end()
        partner = _WITH.match(low, end) if between else None
        if (
            partner
            and text[partner.end() : partner.end() + 1].isupper()
            and grammar.strong_head.match(low, partner.end())
        ):
            pos, open_head = partner.end(), False
        if pos == end:
            break
    if end == at:
        return None
    while end > at and text[end - 1] in " .-&,":
        end -= 1
    return end


def _listed_name(text: str, low: str, at: int, end: int, grammar: Grammar) -> int | None:
    """Where a name ends that lists what the body is for: "Trung tâm Văn hóa, Thể thao và Truyền thanh huyện | về …"."""
    if low.endswith(("ủy", "uỷ", "phủ"), at, end) or low.find(" về ", end, end + _LONGEST) < 0:
        return None
    if low[end] == " " and not low.endswith("khối", at, end):
        return None
    rest = _LISTED_NAME.match(text, end) if _HAS_FIELDS.search(low, at, end) else None
    if rest is None:
        return None
    words = low[end : rest.end()]
    if _NOT_LISTED.search(words) or _does(text, low, end, rest.end(), grammar):
        return None
    parts = [end + part.end() for part in _COMMA.finditer(words)]
    if any(grammar.strong_head.match(low, part) or grammar.kind_name.match(low, part) for part in parts):
        return None
    return rest.end()


def _does(text: str, low: str, begin: int, end: int, grammar: Grammar) -> bool:
    """Tell whether a verb in small letters stands there, which no name holds."""
    return any(
        text[space.end() : space.end() + 1].islower() and grammar.deed.match(low, space.start())
        for space in _SPACE.finditer(low, begin, end)
    )


def whole_issuer(text: str, low: str, at: int, end: int, grammar: Grammar) -> int:
    """Where an issuer behind "của" really ends, that begins at ``at`` and whose known words end at ``end``.

    Of a name like "Hiệu trưởng", "Đảng ủy trường", "Ủy ban Quản lý vốn Nhà nước tại doanh nghiệp" not every word is known; but
    where "về" or the date follows a few words on, all before it is the name, unless a verb stands between.
    """
    tasked = _TASKED.match(low, at)
    if tasked and end < tasked.end() and not _NOT_ITS_TASK.search(low, end, tasked.end()):
        inner = any(grammar.kind_number.match(low, found.end()) for found in _SPACE.finditer(low, end, tasked.end()))
        return end if inner else tasked.end()
    if low.startswith((", ", " các "), end):
        listed = _listed_name(text, low, at, end, grammar)
        if listed:
            return listed
    if low[end : end + 1] not in {" ", ""} and not low[end : end + 1].isalnum():
        return end
    if grammar.about.match(low, end) or grammar.date_after.match(low, end) or grammar.no_deed.match(low, end + 1):
        return end
    if grammar.capital_verb.match(low, end + 1):
        return end
    rest = _REST_OF_NAME.match(low, end)
    if rest is None:
        return end
    return end if _does(text, low, end, rest.end(), grammar) else rest.end()


def _next_word(text: str, low: str, pos: int, grammar: Grammar, *, begun: bool, open_head: bool) -> int | None:
    """Return the end of the phrase or word at ``pos`` if it belongs to a name, else None."""
    lower = text[pos : pos + 1].islower()
    if begun and lower and not open_head and grammar.title_verb_strict.match(low, pos):
        return None
    whole = begun and lower and not grammar.plain and grammar.whole_name.search(low, max(0, pos - 12), pos)
    if whole and grammar.title_verb.match(low, pos):
        return None
    if begun and not grammar.plain and text[pos : pos + 2].isupper() and grammar.capital_verb.match(low, pos):
        return None  # "… CỦA TỈNH ỦY BAN HÀNH QUY CHẾ …"
    issued = grammar.capital_verb.match(low, pos) if begun and not open_head and not lower else None
    if issued and text[pos + 1 : issued.end()].islower():
        return None  # "… của Chính phủ Ban hành Chương trình …"
    phrase = grammar.organ.match(low, pos)
    if phrase and not (begun and lower and grammar.small_head.fullmatch(phrase.group()) and not grammar.plain):
        if begun and lower and phrase.group() == "đại hội":
            return None  # what is held, not who holds it
        return phrase.end()
    house = _HOUSE.match(text, pos) if begun and lower and not grammar.plain else None
    if house and low.endswith(_OF_A_HOUSE, 0, pos):
        return house.end()
    typed = grammar.plain and lower
    small = (
        (lower and not typed)
        or text[pos : pos + 2].isupper()
        or (typed and grammar.plain_end.match(low, pos) is not None)
    )
    if (small and grammar.not_issuer.match(low, pos)) or grammar.about.match(low, pos):
        return None
    if begun and grammar.kind_number.match(low, pos):
        return None
    word = _WORD.match(text, pos)
    if word is None:
        return None
    found = word.group()
    if grammar.plain and begun and found.islower() and not grammar.title_verb.match(low, pos):
        return word.end()  # typed without capitals: "cua thanh uy cao bang ve …"
    if found[0].isupper():
        if len(found) > 1 and not grammar.plain and found.isupper() and grammar.title_verb.match(low, pos):
            return None  # a heading in capitals goes on with its subject
        if begun and not open_head and grammar.capital_verb.match(low, pos):
            return None
        return word.end()
    if found.isdecimal() and begun and (open_head or grammar.counted_head.search(low, max(0, pos - 8), pos)):
        if len(found) > 3 or re.match(r"\s*[/.-]\s*\d", low[word.end() : word.end() + 4]):
            return None
        return word.end()  # Ban Chỉ đạo 35, phường 12, tổ dân phố 5
    if open_head and begun and not grammar.title_verb_strict.match(low, pos):
        return word.end()
    return None


def _join(text: str, low: str, end: int, grammar: Grammar, *, open_head: bool) -> int:
    """Return where the next word of the name may begin; ``end`` itself if the name cannot go on."""
    ahead = text[end : end + 2]
    if ahead[:1] == " " and ahead[1:].isupper() and not open_head:
        return end + 1  # the ordinary case: one space and a capital
    joint = _JOINT.match(low, end) or _TERM_COMMA.match(low, end) if ahead[:1] == "," else None
    if joint:
        return joint.end()
    connector = _AND.match(low, end)
    if connector:
        after = connector.end()
        if grammar.kind_number.match(low, after):
            return end
        if not open_head and grammar.kind_name.match(low, after) and not grammar.organ.match(low, after):
            return end  # "… khóa XIII và Quy định về …": the next document
        if text[after : after + 1].isupper() or (open_head and connector.group().strip()):
            return after
        return end
    if open_head and low.startswith(", ", end):
        # "phòng, chống tham nhũng, lãng phí, tiêu cực": only while small letters go on.
        after = end + 2
        if re.match(
            r"chống|lãng\s+phí|tiêu\s+cực|cứu\s+nạn|tìm\s+kiếm|an\s+toàn|trật\s+tự|chong|lang\s+phi|tieu\s+cuc",
            low[after : after + 12],
        ):
            return after
        return end
    owner = _OWNER.match(low, end) if open_head else None
    if owner:
        return owner.end()
    inner = _INNER_QUOTE.match(low, end) if open_head else None
    if inner:
        return inner.end()
    space = _SPACE.match(low, end)
    if space is None:
        return end
    return end if "\n" in space.group() else space.end()
