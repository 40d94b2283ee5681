"""Whether the words on both sides of a comma belong together, so that no title ends there."""

import re

from cadre_portal.text import CAPITALS
from directives.citations.patterns import word_first
from directives.citations.words import PAIRS, SHARING_VERBS

# What has come about or will: no part of a list.
FINITE = re.compile(
    word_first(r"(?<!\w)đã(?!\w|\s+và)|(?<!\w)sẽ(?!\w)|(?<!\w)vẫn(?!\w)|(?<!\w)da(?!\w|\s+va)|(?<!\w)se(?!\w)")
)
_PAIR_REACH = 30
_BEFORE_VERB = frozenset(["về", "việc"])
_PAIR_ENDS = frozenset(words.split()[-1] for words in PAIRS)
# "…, đảng viên phải viết …": no pair, the subject of the sentence.
_DOES = re.compile(
    r"(?:[^\W\d_]+\s+){1,3}(?:phải|cần|đã|sẽ|được|luôn|tích\s+cực|đều|đang|vẫn|không|nghiêm\s+túc|tự\s+giác|gương\s+mẫu)(?!\w)"
)
# "…, nhất là cán bộ lãnh đạo chủ chốt": within the subject; "nhất là Điều 3" is not.
_ABOVE_ALL = re.compile(
    r"(?:nhất|trước\s+hết)\s+là\s+(?!(?:(?:các|những)\s+)?(?:nội\s+dung|quan\s+điểm|điều|khoản|điểm|mục|chương|phần|phụ|việc|từ|khi)(?!\w))"
)
# What the two patterns below begin with: a quick no.
_QUALIFIES = ("nhất", "trước", "người")
# "Cuộc thi … lần thứ 3, năm 2023"
_YEAR = re.compile(r"năm\s+(?:19|20)\d\d(?!\s+[^\W\d_])")
_NAME_REACH = 50
# "…, người có khó khăn về nhà ở": whom else the subject names.
_SOME_PEOPLE = re.compile(
    r"người\s+(?:bị|có|khuyết|cao|nghèo|sau|lao|tham|được|làm|hoạt|đang|mại|đứng|thuộc|bệnh|nghiện)(?!\w)"
)
# "Phòng Kinh tế, Hạ tầng và Đô thị"
_NAME_BEFORE = re.compile(rf"(?:Sở|Bộ|Phòng|Ban|Vụ|Khoa|Viện)\s[{CAPITALS}]\w*(?:\s\w+){{0,4}},\s+$")
_NAME_GOES_ON = re.compile(rf"[{CAPITALS}]\w*(?:\s\w+){{0,3}}(?:\svà|,)\s[{CAPITALS}]")
_HEAD = re.compile(
    r"(?:sở|bộ|phòng|ban|ubnd|hđnd|ủy|uỷ|hội|đảng|đoàn|trường|tỉnh|xã|chi\s+bộ|công\s+(?:an|đoàn|ty)|mặt\s+trận|văn\s+phòng|trung\s+tâm|chính\s+phủ|thủ\s+tướng|quốc\s+hội|thành\s+(?:ủy|uỷ|phố))(?!\w)"
)


def paired(text: str, low: str, begin: int, after: int) -> bool:
    """Tell whether the words on both sides of a comma make one expression ("cán bộ, đảng viên"), or one name ("Sở Khoa học, Công
    nghệ và Môi trường", "… là Ủy viên Bộ Chính trị, Ủy viên Ban Bí thư")."""
    words = low[max(begin, after - _PAIR_REACH) : after].rstrip(" ,\n").split()
    if words and words[-1] in _PAIR_ENDS:
        for count in (1, 2, 3):
            following = PAIRS.get(" ".join(words[-count:]))
            if following and low.startswith(following, after):
                return _DOES.match(low, after) is None
    if (
        " ".join(words[-2:]) in SHARING_VERBS
        and len(words) > 2
        and (words[-3] in _BEFORE_VERB or words[-3].endswith(","))
    ):
        return text[after : after + 1].islower()
    if low.startswith("năm ", after) and words[-3:-1] == ["lần", "thứ"] and _YEAR.match(low, after):
        return True
    if low.startswith(_QUALIFIES, after) and (
        _ABOVE_ALL.match(low, after) or (_SOME_PEOPLE.match(low, after) and " người " in low[begin:after])
    ):
        return True
    if not text[after : after + 1].isupper():
        return False
    if _NAME_GOES_ON.match(text, after) and _NAME_BEFORE.search(text, max(begin, after - _NAME_REACH), after):
        return not _HEAD.match(low, after)
    if _HEAD.match(low, after) and not low.startswith(("ủy viên ", "uỷ viên "), after):
        return False
    first_two = text[after : after + 40].split(None, 2)[:2]
    segment = low[after : after + 220].split(",", 1)[0]
    return f" {' '.join(first_two)} " in text[begin:after] and not FINITE.search(segment)


def goes_on_alike(so_far: str, ahead: str) -> bool:
    """Tell whether a list goes on whose things begin with one word: "trường tiểu học, trường trung học và trường nhiều cấp"."""
    word = ahead.split(" ", 1)[0]
    if not word.isalpha() or f" {word} " not in f" {so_far}" or FINITE.search(ahead.split(",", 1)[0]):
        return False
    return any(f" {joint} {word} " in ahead for joint in ("và", "hoặc", "va", "hoac"))
