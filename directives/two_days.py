"""Of a pasted citation that gives its number more than one day: "Kế hoạch số 88-KH/ĐU ngày 3/11/2026, ngày 5/11/2026 của …".

A clerk copies the day of the letterhead and that of the stamp; which of them is the day of issue only the paper says. Pure: text in,
the text with one of the days out, so that what stands behind them is read as ever.
"""

import re

from cadre_portal.text import fold

# "3/11/2026", "03 tháng 11 năm 2026"; nothing here asks whether the calendar has it.
_DAY = r"(?<![\d/.-])\d{1,2}(?:\s*[/.-]\s*\d{1,2}\s*[/.-]\s*|\s+th[aá]ng\s+\d{1,2},?\s+n[aă]m\s+)\d{4}(?!\d)"
_ONE_DAY = re.compile(_DAY, re.IGNORECASE)
_NEXT = re.compile(
    rf"\s*(?:(?P<bracket>\()|[,;/–-]\s*(?:(?:và|va|hoặc|hoac|hay)\s+)?|(?:và|va|hoặc|hoac|hay)\s+)\s*"
    rf"(?:(?:ký|ky|ban hành|ban hanh)\s+)?(?:ng[aà]y\s+)?(?P<day>{_DAY})(?(bracket)\s*\))",
    re.IGNORECASE,
)
# The day once more behind who issued it: "… ngày 3/11/2026 của Đảng ủy phường Bình Khê ngày 5/11/2026 về …".
_BEHIND_ISSUER = re.compile(
    rf"(?P<kept>\s+(?:của|cua)\s+[^\d;.\n]{{2,120}}?),?\s+ng[aà]y\s+(?P<day>{_DAY})(?=,?\s+(?:về|ve)(?!\w))",
    re.IGNORECASE,
)
# "ngày 3 hoặc 5/11/2026": the month said once.
_DAY_BEFORE = re.compile(
    r"(?P<day>(?<!\d)\d{1,2})(?P<join>\s*(?:,|và|va|hoặc|hoac|hay)\s*(?:ng[aà]y\s+)?)\Z", re.IGNORECASE
)
_ABOUT = re.compile(r"(?<![a-z])ve(?![a-z])")


def one_day(text: str) -> tuple[str, tuple[str, ...]]:
    """Return ``text`` with the first of several days that follow its number, and those days as printed: () where there is one.

    Days of the subject ("về hội nghị ngày 3/11/2026, 5/11/2026") are let be, and a day that is only said twice is one.
    """
    first = _ONE_DAY.search(text)
    if first is None or _ABOUT.search(fold(text[: first.start()])) or not re.search(r"\d", text[: first.start()]):
        return text, ()
    days, front = [first[0]], text[: first.end()]
    before = _DAY_BEFORE.search(text, 0, first.start())
    if before and re.search(r"ng[aà]y\s+\Z", text[: before.start()], re.IGNORECASE):
        days.insert(0, before["day"])
        front = text[: before.start()] + first[0]
    rest = text[first.end() :]
    while following := _NEXT.match(rest):
        days.append(following["day"])
        rest = rest[following.end() :]
    if behind := _BEHIND_ISSUER.match(rest):
        days.append(behind["day"])
        rest = behind["kept"] + rest[behind.end() :]
    if len(days) == 1:
        return text, ()
    different = {tuple(int(part) for part in re.findall(r"\d+", day)): day for day in days}
    return front + rest, tuple(different.values()) if len(different) > 1 else ()
