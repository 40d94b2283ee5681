"""What the first page of a document says of it: number, kind, date, issuer, subject; and at its end, who signed.

Reads the plain text of a file, a line a paragraph. The form of party and state papers is laid down (Hướng dẫn 36-HD/VPTW,
Nghị định 30/2020/NĐ-CP): bodies and "Số …" on the left, motto, place and date on the right, then the kind in capitals by
itself, the subject, and below everything the signature. The two columns may come in any order or in one line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cadre_portal.text import fold, nfc, squeeze
from directives.citations.dates import make_date
from directives.kinds import kind_by_words, kinds_by_letters
from directives.numbers import parse_number

# The head stands on the first page, the signature on the last: no more is looked at, however long the file is.
_HEAD_LINES, _TAIL_LINES, _LINE = 40, 80, 600
_SNIPPET = 240

_PLACE = re.compile(r"(?:TỈNH|THÀNH PHỐ|PHƯỜNG|XÃ|ĐẶC KHU|HUYỆN|QUẬN|THỊ XÃ)\s(?!(?:ỦY|UỶ)\b)")
_COMMITTEE = re.compile(r"(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG)\s(?:ỦY|UỶ)\b")
_OF_COMMITTEE = re.compile(r"(?:BAN|VĂN PHÒNG|THƯỜNG TRỰC|(?:ỦY|UỶ) BAN KIỂM TRA)\b")
_MOTTO = re.compile(
    r"ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc",
    re.IGNORECASE,
)
# Pieces of a number are held together by signs, never by spaces alone: what follows in the line is another column.
_NUMBER = re.compile(r"\bSố\s*:?\s*(\d+[a-zđ]?(?:\s*[-–/]\s*[^\W_]+)+)", re.IGNORECASE)
_DATE = re.compile(r"\bngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})\b", re.IGNORECASE)
_PLACE_AND_DATE = re.compile(r"[^,|]{0,60},?\s*\bngày\s*[\d…. ]*\s*tháng\s*[\d…. ]*\s*năm\s*[\d…. ]*", re.IGNORECASE)
_PLACE_BEHIND = re.compile(r"(?:\s+[A-ZĐ]\w+){1,4},?\s+ngày\s*[\d…. ]*\s*tháng\b.*$")
_ABOUT = re.compile(r"^\s*(?:V/v|Về việc)\b\s*:?\s*", re.IGNORECASE)
_DIVIDER = re.compile(r"^[\W_]*$")
_BODY_BEGINS = re.compile(
    r"^\s*(?:Căn cứ|Kính gửi|Xét|Theo đề nghị|[IVX]+\s*[.\-–]|\d+\s*[.)\-–]|Điều\s+\d|Phần\s)", re.IGNORECASE
)
# A number or "Bình Khê, ngày 20 tháng 7 năm 2026" by itself, and a body's name: lines of the letterhead, not of a subject.
_OF_HEAD = re.compile(
    r"\s*(?:Số\s*:?\s*\d+[a-zđ]?(?:\s*[-–/]\s*[^\W_]+)+(?:\s{3,}.*)?|\*?\s*(?:[A-ZĐ]\w*\s+){0,4}\w+,\s+ngày\s*[\d…. ]*\s*tháng\s*[\d…. ]*\s*năm\s*[\d…. ]*)\s*$"
)
_PLACE_OR_BODY = re.compile(
    rf"(?:{_PLACE.pattern}|{_COMMITTEE.pattern}|{_OF_COMMITTEE.pattern}|ỦY BAN|UỶ BAN|HỘI ĐỒNG)"
)
_BELOW_LINES = 14
_FOR = re.compile(r"(?<!\w)(?:T/M|TM|K/T|KT|T/L|TL|TUQ|Q)\s*\.?\s+(?=[^\W\d_]{2})")
_ROLE = re.compile(
    r"\b(?:PHÓ\s+)?(?:BÍ THƯ|CHỦ TỊCH|TRƯỞNG BAN|CHỦ NHIỆM|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|BỘ TRƯỞNG|THỦ TƯỚNG)\b"
)
_NAME = re.compile(r"(?:^|[.;,|:]\s+|\s{3,}|\t)((?:[^\W\d_][^\W\d_]+\s+){1,4}[^\W\d_][^\W\d_]+)\s*$")


@dataclass(frozen=True, slots=True)
class Said:
    """A value and the text it was read from."""

    value: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What was read; None where the page does not say. ``issuers``: readings of the body's name, the likeliest first.

    ``organ``: the organ in whose name it is signed ("BAN THƯỜNG VỤ").
    """

    number: Said | None = None
    kind: Said | None = None
    issued_on: tuple[date, str] | None = None
    issuers: tuple[Said, ...] = ()
    organ: Said | None = None
    subject: Said | None = None
    signer: Said | None = None


def read_letterhead(text: str) -> Letterhead:
    """Read the head and the signature of a document's plain text."""
    lines = [squeeze_line(line) for line in nfc(text[: _HEAD_LINES * _LINE]).splitlines()]
    head = [line for line in lines if line.strip()][:_HEAD_LINES]
    kind_at = next((at for at, line in enumerate(head) if _kind_line(line)), None)
    top = head[: kind_at if kind_at is not None else 15]
    number = _number(top)
    if number is None and kind_at is not None:
        # A title in a box of its own may come before the two columns that stand above it.
        top = [*top, *_head_below(head, kind_at)]
        number = _number(top)
    about_at = next((at for at, line in enumerate(top) if _ABOUT.match(line)), None) if kind_at is None else None
    kind, subject = None, None
    if kind_at is not None:
        kind, subject = _kind_and_subject(head, kind_at)
    elif about_at is not None:
        # A letter names no kind: its subject stands under the number ("V/v …").
        kind = Said("Công văn", _cut(top[about_at]))
        # Place and date, the other column, may have slipped into the same line.
        words = squeeze(_PLACE_BEHIND.sub("", _ABOUT.sub("", top[about_at])))
        subject = Said(f"về việc {words}", _cut(top[about_at])) if words else None
    tail = [line for line in nfc(text[-_TAIL_LINES * _LINE :]).splitlines() if line.strip()][-_TAIL_LINES:]
    organ, signer = _signature([squeeze_line(line) for line in tail])
    if number is None and kind is None:
        # Without number and kind this is no document of a body: a name or a date in it says nothing.
        return Letterhead()
    return Letterhead(number, kind, _date(top), _issuers(top), organ, subject, signer)


def _head_below(head: Sequence[str], kind_at: int) -> list[str]:
    """The lines of the letterhead below the kind's, down to the body; [] where no number is among them."""
    below: list[str] = []
    for line in head[kind_at + 1 : kind_at + 1 + _BELOW_LINES]:
        if _BODY_BEGINS.match(line):
            break
        if _OF_HEAD.match(line) or _MOTTO.match(line) or (below and line.isupper()) or _PLACE_OR_BODY.match(line):
            below.append(line)
    return below if _number(below) else []


def squeeze_line(line: str) -> str:
    """The line without ends; wide gaps stay, because they part columns."""
    return line[:_LINE].replace("\u00a0", " ").strip()


def _cut(text: str) -> str:
    text = squeeze(text)
    return text if len(text) <= _SNIPPET else text[:_SNIPPET].rsplit(" ", 1)[0] + "…"


def _kind_line(line: str) -> str:
    """The kind's name where the line begins with it in capitals by itself: "KẾ HOẠCH", "NGHỊ QUYẾT CỦA BAN …"."""
    words = squeeze(line).strip("*-–— ").split()
    capitals = []
    for word in words:
        if not word.isupper():
            break
        capitals.append(word)
    for size in range(min(len(capitals), 4), 0, -1):
        known = kind_by_words(" ".join(capitals[:size]))
        if known is not None and len(" ".join(capitals[:size])) > 3:
            # "THÔNG BÁO" may go on with its subject; a body's name in capitals does not begin with a kind.
            return known.name
    return ""


def _number(top: Sequence[str]) -> Said | None:
    for line in top:
        for found in _NUMBER.finditer(line):
            parsed = parse_number(found[1])
            if parsed is not None and parsed.sequence is not None and parsed.organ_letters:
                return Said(parsed.tidy, _cut(found[0]))
    return None


def _date(top: Sequence[str]) -> tuple[date, str] | None:
    for line in top:
        # In a narrow column the year stands a line lower, and the number between: "… tháng 11 năm Số 47-KH/TU 2026".
        line = squeeze(_NUMBER.sub(" ", line))
        found = _DATE.search(line)
        day = make_date(int(found[3]), int(found[2]), int(found[1])) if found else None
        if found and day:
            place = _PLACE_AND_DATE.search(line)
            return day, _cut((place[0] if place else found[0]).strip("*-–—, "))
    return None


def _issuers(top: Sequence[str]) -> tuple[Said, ...]:
    """Names of bodies above the number: the lowest line is the issuer, the one above it its superior or its first half."""
    names: list[str] = []
    for line in top:
        rest = _PLACE_AND_DATE.sub(" ", _NUMBER.sub(" ", _MOTTO.sub(" ", line)))
        for part in re.split(r"\s{3,}|\t|\||\*", rest):
            name = squeeze(part).strip("*-–—_. ")
            if len(name) > 4 and name.isupper() and not kind_by_words(name):
                names.append(name)
    names = names[-4:]
    # A line that is only a place is the second half of a name, not a body: "ỦY BAN NHÂN DÂN" / "TỈNH …".
    sizes = (2, 3, 1) if names and _PLACE.match(names[-1]) else (1, 2, 3)
    joined = [" ".join(names[-size:]) for size in sizes if size <= len(names)]
    if len(names) > 1 and _OF_COMMITTEE.match(names[-1]) and _COMMITTEE.match(names[-2]):
        # "TỈNH ỦY …" / "BAN TỔ CHỨC": who issues stands below whose it is, and its name is said the other way round.
        joined.insert(0, f"{names[-1]} {names[-2]}")
    return tuple(Said(name, _cut(name)) for name in joined)


def _kind_and_subject(head: Sequence[str], at: int) -> tuple[Said, Said | None]:
    kind = _kind_line(head[at])
    words = squeeze(head[at]).strip("*-–— ").split()
    # The kind may share its paragraph with the subject: "KẾ HOẠCH về trồng cây".
    size = next((size for size in range(min(len(words), 4), 0, -1) if kind_by_words(" ".join(words[:size]))), 1)
    lines = [" ".join(words[size:])] if len(words) > size else []
    for line in head[at + 1 : at + 7]:
        if (
            _DIVIDER.match(line)
            or _OF_HEAD.match(line)
            or (lines and _BODY_BEGINS.match(line))
            or len(" ".join(lines).split()) > 70
        ):
            break
        # Who decides stands in capitals below the subject of a decision.
        if lines and (re.search(r"[.;:]$", lines[-1]) or (line.isupper() and not lines[-1].isupper())):
            break
        lines.append(line)
    subject = squeeze(" ".join(lines)).rstrip(".;: ")
    if not subject or _BODY_BEGINS.match(subject) or len(subject.split()) > 120:
        return Said(kind, _cut(head[at])), None
    return Said(kind, _cut(head[at])), Said(_lowered(subject), _cut(" ".join([head[at], *lines[-6:]])))


def _lowered(subject: str) -> str:
    """The subject as a sentence goes on with it: "Về trồng cây" → "về trồng cây"; capitals all through stay."""
    first = subject.split()[0]
    return first.lower() + subject[len(first) :] if fold(first) in {"ve", "thuc", "trien", "tiep", "tang"} else subject


def _signature(tail: Sequence[str]) -> tuple[Said | None, Said | None]:
    """The organ signed for and the signer's name, under the last line of an office."""
    at = next((at for at in range(len(tail) - 1, -1, -1) if _FOR.search(tail[at]) or _ROLE.search(tail[at])), None)
    if at is None:
        return None, None
    organ = None
    for line in tail[max(0, at - 3) : at + 1]:
        found = re.search(r"(?:T/M|TM)\s*\.?\s+([^|\t]+?)(?:\s{3,}|$)", line)
        if found:
            organ = Said(squeeze(found[1]), _cut(found[0]))
    for line in tail[at + 1 : at + 8]:
        name = _NAME.search(line)
        if name and all(word[0].isupper() and word[1:].islower() for word in name[1].split()):
            return organ, Said(squeeze(name[1]), _cut(" … ".join([tail[at], name[1]])))
    return organ, None


def kind_names_of(number: str) -> tuple[str, ...]:
    """Names of kinds that the letters of a number allow, the likeliest first."""
    parsed = parse_number(number)
    return tuple(kind.name for kind in kinds_by_letters(parsed.kind_letters)) if parsed and parsed.kind_letters else ()
