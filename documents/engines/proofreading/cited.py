"""Citations against each other and against the rules of numbers.

One number of one kind and issuer has one date in a text; a party number prints "NN-KIND/ORG", a state number "NN/KIND-ORG"; what a
heading sets to do by a day cannot be due before its own date. Sources: Quy định 66-QĐ/TW and Hướng dẫn 36-HD/VPTW (party numbers),
Nghị định 30/2020/NĐ-CP (state numbers); the readers of citations are those of the register.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from cadre_portal.text import unify_tones
from directives.citations import FoundCitation, find_citations
from directives.numbers import parse_number
from documents.engines.proofreading.dates import real_date
from documents.engines.proofreading.finding import Finding, FindingClass, Severity, make_finding
from documents.engines.proofreading.prepared import Prepared

_PARTY_AS_STATE = re.compile(
    r"\b\d{1,4}/(?P<kind>CT|KH|NQ|QĐ|KL|HD|TB|CTr|QC|BC|CV|TTr)-(?P<org>TU|TW|HU|ĐU|QU|BTGTU|BTGTW|UBKTTW|BTCTW|VPTW)\b"
)
_STATE_AS_PARTY = re.compile(
    r"\b\d{1,5}-(?P<kind>CT|KH|NQ|QĐ|NĐ|TT|TB|BC|CV|TTr)/(?P<org>UBND|HĐND|CP|TTg|BCA|BQP|BTC|BNV|BGDĐT|BYT)\b"
)

# Bodies that sign for themselves: two of them never issue one paper. The longer name stands first.
_BODY = re.compile(
    r"(?P<body>bộ chính trị|ban bí thư|tỉnh ủy|thành ủy|huyện ủy|quận ủy|đảng ủy|ủy ban thường vụ quốc hội|quốc hội|thủ tướng|chính phủ"
    r"|(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd) (?:tỉnh|thành phố|huyện|phường|xã))"
)
_SHORT_BODIES = {"ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân"}

# An order with its day: "hoàn thành trước ngày 15/4/2024", "báo cáo kết quả chậm nhất ngày 30/6/2024".
_DUE = re.compile(
    r"\b(?:hoàn thành|báo cáo|gửi|nộp|xong|tổ chức|triển khai)\b[^.;]{0,50}?"
    r"(?P<due>(?:trước|chậm nhất|muộn nhất)\s(?:vào\s)?ngày\s(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4}))"
)


def find_cited(prepared: Prepared) -> Iterator[Finding]:
    """Yield citations that contradict another mention, and numbers whose signs do not fit their body."""
    for paragraph in prepared.paragraphs:
        for pattern, sign in ((_PARTY_AS_STATE, "NN-KH/TU"), (_STATE_AS_PARTY, "NN/KH-UBND")):
            for match in pattern.finditer(paragraph.text):
                number = match.group()
                swapped = number.translate(str.maketrans("/-", "-/"))
                yield make_finding(
                    "number-form", paragraph.text, paragraph.index, match.start(), match.end(),
                    f"Số, ký hiệu không đúng thể thức của cơ quan ban hành (dạng {sign}).", suggestion=swapped,
                )  # fmt: skip
    mentions = _mentions(prepared)
    for same in mentions.values():
        yield from _first_bare(prepared, same)
        if len(same) > 1:
            yield from _dates(prepared, same)
            yield from _kinds(prepared, same)
            yield from _issuers(prepared, same)
    yield from _due_before(prepared, mentions)


def _mentions(prepared: Prepared) -> dict[str, list[tuple[int, FoundCitation]]]:
    """Every full number with its mentions: (paragraph, citation)."""
    mentions: defaultdict[str, list[tuple[int, FoundCitation]]] = defaultdict(list)
    for paragraph in prepared.paragraphs:
        if not any(c.isdecimal() for c in paragraph.text):
            continue
        for cited in find_citations(paragraph.text):
            if cited.number and parse_number(cited.number) and ("/" in cited.number or "-" in cited.number):
                mentions[cited.number_key].append((paragraph.index, cited))
    return dict(mentions)


def _first_bare(prepared: Prepared, same: list[tuple[int, FoundCitation]]) -> Iterator[Finding]:
    """The first mention of a paper gives its date and issuer (Nghị định 30/2020/NĐ-CP, Phụ lục I: viện dẫn văn bản)."""
    index, cited = same[0]
    if cited.issued_on is not None or re.search(r"ngày\s+\d", cited.raw):
        return
    yield make_finding(
        "first-mention", prepared.paragraphs[index].text, index, cited.start, cited.end,
        f"Lần đầu nêu văn bản số {cited.number} cần ghi ngày ban hành và cơ quan ban hành.",
        severity=Severity.HINT, finding_class=FindingClass.EDITORIAL,
    )  # fmt: skip


def _due_before(prepared: Prepared, mentions: dict[str, list[tuple[int, FoundCitation]]]) -> Iterator[Finding]:
    """What a paper orders to be done cannot be due before its date; looked at within the paragraph that cites just one paper."""
    dates: defaultdict[int, list[date]] = defaultdict(list)
    for same in mentions.values():
        for index, cited in same:
            if cited.issued_on is not None:
                dates[index].append(cited.issued_on)
    for index, days in dates.items():
        if len(days) != 1:
            continue
        text = prepared.paragraphs[index].text
        for match in _DUE.finditer(text):
            due = real_date(int(match["d"]), int(match["m"]), int(match["y"]))
            if due is not None and due < days[0]:
                yield make_finding(
                    "due-before", text, index, match.start("due"), match.end(),
                    f"Hạn này đến trước ngày ban hành văn bản ({days[0]:%d/%m/%Y}).", severity=Severity.WARNING,
                )  # fmt: skip


def _dates(prepared: Prepared, same: list[tuple[int, FoundCitation]]) -> Iterator[Finding]:
    """One number with two dates: the rarer date is shown; of two equals, the later mention.

    Two papers of one number and kind may exist (numbers restart): then their dates differ by years or their titles share nothing;
    a misprint differs in one place of the date.
    """
    count = Counter(cited.issued_on for _, cited in same if cited.issued_on)
    if len(count) < 2:
        return
    usual = max(count, key=lambda day: (count[day], -[c.issued_on for _, c in same].index(day)))
    for index, cited in same:
        day = cited.issued_on
        if day is None or day == usual:
            continue
        differing = (day.year != usual.year) + (day.month != usual.month) + (day.day != usual.day)
        if differing > 1:
            continue
        text = prepared.paragraphs[index].text
        at = cited.start + _date_at(cited.raw)
        yield make_finding(
            "citation-date", text, index, at, min(cited.end, at + 30),
            f"Văn bản số {cited.number} ở chỗ khác ghi ngày {usual:%d/%m/%Y}.", severity=Severity.ERROR,
        )  # fmt: skip


def _date_at(raw: str) -> int:
    match = re.search(r"ngày\s", raw)
    return match.start() if match else 0


def _kinds(prepared: Prepared, same: list[tuple[int, FoundCitation]]) -> Iterator[Finding]:
    """One full number printed under two kinds ("Chỉ thị số 23-CT/TW", once "Kết luận số 23-CT/TW")."""
    count = Counter(cited.kind.lower() for _, cited in same if cited.kind)
    if len(count) < 2:
        return
    usual, often = count.most_common(1)[0]
    for index, cited in same:
        if not cited.kind or cited.kind.lower() == usual or count[cited.kind.lower()] >= often:
            continue
        if cited.kind.lower().startswith(usual) or usual.startswith(cited.kind.lower()):
            continue
        text = prepared.paragraphs[index].text
        yield make_finding(
            "citation-kind", text, index, cited.start, min(cited.end, cited.start + 60),
            f"Văn bản số {cited.number} ở chỗ khác ghi là {usual}.", severity=Severity.WARNING,
        )  # fmt: skip


def _issuers(prepared: Prepared, same: list[tuple[int, FoundCitation]]) -> Iterator[Finding]:
    """One number, kind and date under two bodies ("Bộ Chính trị", once "Ban Bí thư"): the rarer, of equals the later mention."""
    alike: defaultdict[tuple[str, date], list[tuple[int, FoundCitation, str]]] = defaultdict(list)
    for index, cited in same:
        body = _body(cited.issuer)
        if body and cited.issued_on is not None:
            alike[cited.kind.lower(), cited.issued_on].append((index, cited, body))
    for mentions in alike.values():
        count = Counter(body for _, _, body in mentions)
        usual, _ = count.most_common(1)[0]
        printed = next(cited.issuer for _, cited, body in mentions if body == usual)
        for index, cited, body in mentions:
            if body != usual:
                yield make_finding(
                    "citation-issuer", prepared.paragraphs[index].text, index, cited.start, min(cited.end, cited.start + 60),
                    f"Văn bản số {cited.number} ở chỗ khác ghi là của {printed}.", severity=Severity.WARNING,
                )  # fmt: skip


def _body(issuer: str) -> str:
    """The body that signs, in one spelling; "" where the issuer names none that tells."""
    match = _BODY.search(unify_tones(issuer).lower())
    if match is None:
        return ""
    first, _, rest = match["body"].partition(" ")
    return f"{_SHORT_BODIES.get(first, first)} {rest}".strip()
