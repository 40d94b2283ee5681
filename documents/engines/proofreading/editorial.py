"""What an editor should think about, though nothing is misspelt: abbreviations, tone styles, people, personal data, secrecy.

Sources: Nghị định 30/2020/NĐ-CP (an abbreviation is explained at its first use), Nghị định 13/2023/NĐ-CP and Luật Bảo vệ dữ liệu cá nhân
(personal data), Luật Trẻ em 2016 điều 21, Luật Bảo vệ bí mật nhà nước 2018 (stamps Mật, Tối mật, Tuyệt mật).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from cadre_portal.text import CAPITALS, fold
from documents.engines.proofreading.finding import Finding, FindingClass, Severity, make_finding
from documents.engines.proofreading.prepared import Prepared

# Known to every reader of the bulletin; never need to be expanded.
COMMON = frozenset(
    "HĐND UBND MTTQ TP TW TU KT XH QĐ NQ CT KH KL HD BTV BCH NĐ CP TT BCĐ ĐH THCS THPT TTg USD VNĐ GDP QH HTX VN ASEAN AIDS HIV COVID WHO CNXH "
    "XHCN QLNN ATM TV VTV PGS TS ThS CLB PCCC BHYT BHXH ATGT ANTT BCHQS LLVT GRDP".split()
)
_ABBREVIATION = re.compile(r"(?<![\w/.-])[A-ZĐ]{2,7}(?![\w/]|-[A-ZĐ])")
_ROMAN = re.compile(r"[IVXLC]+$")
_SECRET = re.compile(r"^\W*(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)\W*$")
_BIRTH = re.compile(r"\b(?:sinh năm|SN|sinh ngày)\s*:?\s*(?P<y>\d{4}|\d{1,2}/\d{1,2}/\d{4})", re.IGNORECASE)
_SYLLABLE_OF_NAME = rf"[{CAPITALS}][a-zà-ỹđ]+"
_NAME = rf"(?P<name>(?:{_SYLLABLE_OF_NAME}\s){{1,3}}{_SYLLABLE_OF_NAME})"
_ACCUSED = re.compile(rf"\b(?:bị can|bị cáo|đối tượng|nghi phạm|nghi can)\s+{_NAME}")
_CHILD = re.compile(rf"\b(?:cháu|em|bé)\s+{_NAME}")
_NEW_TONE = re.compile(r"(?<![qQ])(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![^\W\d_])")
_OLD_TONE = re.compile(r"(?:[òóỏõọ][ae]|(?<![qQ])[ùúủũụ]y)(?![^\W\d_])")
_PERSON = re.compile(
    rf"(?P<title>(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à|Đ/c)\s+)(?P<name>{_SYLLABLE_OF_NAME}(?:\s{_SYLLABLE_OF_NAME}){{1,3}})"
)


def find_editorial(prepared: Prepared) -> Iterator[Finding]:
    """Yield editorial findings of a text."""
    yield from _secrecy(prepared)
    yield from _abbreviations(prepared)
    yield from _tones(prepared)
    yield from _personal(prepared)
    yield from _people(prepared)


def _editorial(
    rule: str,
    text: str,
    index: int,
    span: tuple[int, int],
    reason: str,
    severity: Severity,
    suggestion: str | None = None,
) -> Finding:
    return make_finding(
        rule,
        text,
        index,
        span[0],
        span[1],
        reason,
        severity=severity,
        suggestion=suggestion,
        finding_class=FindingClass.EDITORIAL,
    )


def _secrecy(prepared: Prepared) -> Iterator[Finding]:
    for paragraph in prepared.paragraphs:
        if _SECRET.match(paragraph.text):
            span = (0, len(paragraph.text))
            reason = "Có dấu chỉ độ mật. Cổng này không được lưu tài liệu mật; đồng chí gỡ tài liệu này xuống ngay."
            yield _editorial("secrecy", paragraph.text, paragraph.index, span, reason, Severity.ERROR)


def _abbreviations(prepared: Prepared) -> Iterator[Finding]:
    """An abbreviation used without "(ABC)" anywhere, shown once at its first place."""
    explained = set(
        re.findall(r"\((?:sau đây (?:gọi|viết) (?:chung )?(?:tắt )?là |viết tắt là )?([A-ZĐ]{2,7})\)", prepared.text)
    )
    seen: set[str] = set()
    for paragraph in prepared.paragraphs:
        if paragraph.text.isupper() or paragraph.is_standing:
            continue
        for match in _ABBREVIATION.finditer(paragraph.text):
            word = match.group()
            if word in seen or word in explained or word in COMMON or _ROMAN.match(word):
                continue
            seen.add(word)
            reason = f"Chữ viết tắt “{word}” chưa được viết đầy đủ lần nào trong tài liệu."
            yield _editorial("abbreviation", paragraph.text, paragraph.index, match.span(), reason, Severity.HINT)


def _tones(prepared: Prepared) -> Iterator[Finding]:
    new = [(p, m) for p in prepared.paragraphs for m in _NEW_TONE.finditer(p.text)]
    old = [(p, m) for p in prepared.paragraphs for m in _OLD_TONE.finditer(p.text)]
    if not new or not old:
        return
    few, many = (new, old) if len(new) < len(old) else (old, new)
    paragraph, match = few[0]
    start = paragraph.text.rfind(" ", 0, match.start()) + 1
    reason = (
        f"Tài liệu dùng lẫn hai kiểu đặt dấu thanh (hòa/hoà, ủy/uỷ): {len(few)} chỗ kiểu này, {len(many)} chỗ kiểu kia."
    )
    yield _editorial("tone-style", paragraph.text, paragraph.index, (start, match.end()), reason, Severity.HINT)


def _personal(prepared: Prepared) -> Iterator[Finding]:
    for paragraph in prepared.paragraphs:
        for pattern, rule, reason in (
            (_BIRTH, "birth-year", "Năm sinh là dữ liệu cá nhân; đồng chí cân nhắc có cần in không."),
            (
                _ACCUSED,
                "accused",
                "Nêu tên người đang bị điều tra, xét xử: đồng chí kiểm tra lại căn cứ và cân nhắc viết tắt tên.",
            ),
            (_CHILD, "child", "Nêu tên trẻ em: cần sự đồng ý của cha mẹ và của trẻ từ đủ 7 tuổi."),
        ):
            for match in pattern.finditer(paragraph.text):
                yield _editorial(rule, paragraph.text, paragraph.index, match.span(), reason, Severity.HINT)


def _people(prepared: Prepared) -> Iterator[Finding]:
    """One person with two spellings: names of as many words that differ in the tone or marks of one word only."""

    prints: defaultdict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, tuple[int, tuple[int, int]]] = {}
    for paragraph in prepared.paragraphs:
        for match in _PERSON.finditer(paragraph.text):
            name = match["name"]
            prints[fold(name)][name] += 1
            places[name] = (paragraph.index, match.span("name"))
    for count in prints.values():
        if len(count) < 2:
            continue
        usual, often = count.most_common(1)[0]
        for name, times in count.items():
            if name != usual and times < often:
                index, span = places[name]
                reason = f"Tên này ở chỗ khác viết là “{usual}”."
                yield _editorial(
                    "person", prepared.paragraphs[index].text, index, span, reason, Severity.WARNING, usual
                )
