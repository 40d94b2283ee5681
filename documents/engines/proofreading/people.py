"""People as the publisher prints them: a name spelt otherwise, a title that is not theirs.

Source: the publisher's own list of names and titles; nothing is said of people who are not on it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from cadre_portal.text import fold, nfc, squeeze, unify_tones
from documents.engines.proofreading.finding import Finding, FindingClass, Severity, make_finding
from documents.engines.proofreading.prepared import Paragraph, Prepared

# "Ủy viên Ban Thường vụ", "Phó Bí thư Đảng ủy", "Chủ tịch Ủy ban nhân dân": what a title begins with.
_TITLE_BEGINS = (
    r"(?:Quyền\s+|Phó\s+|Nguyên\s+)?(?:Tổng\s+Bí\s+thư|Bí\s+thư|Chủ\s+tịch|Chủ\s+nhiệm|Trưởng|Giám\s+đốc|Hiệu\s+trưởng|"
    r"Chánh|Chỉ\s+huy\s+trưởng|Ủy\s+viên|Uỷ\s+viên|Thường\s+trực|Đại\s+biểu|Thứ\s+trưởng|Bộ\s+trưởng)"
)
# After a name: ", Phó Bí thư Đảng ủy, Chủ tịch Ủy ban nhân dân phường" or " - Trưởng Ban Xây dựng Đảng".
_TITLES_AFTER = re.compile(rf"\s*[,–-]\s*(?P<titles>{_TITLE_BEGINS}[^.;:()\n]*)", re.IGNORECASE)
_IS_TITLE = re.compile(_TITLE_BEGINS, re.IGNORECASE)
_FEWEST_WORDS = 2


def find_people(prepared: Prepared, people: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """Yield mentions of listed ``people`` (full name, titles parted by commas) in another spelling or with another title."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for full_name, title in people:
        name = squeeze(nfc(full_name))
        if len(name.split()) < _FEWEST_WORDS:
            continue
        names[fold(name)].add(name)
        titles[name] |= {_key(part) for part in title.split(",") if part.strip()}
    for key, spellings in names.items():
        words = r"\s+".join(_any_marks(word) for word in key.split())
        pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
        for paragraph in prepared.paragraphs:
            for match in pattern.finditer(paragraph.text):
                yield from _mention(paragraph, match, key, spellings, titles)


# Letters that fold to a plain one, so that a name is met whatever marks it carries.
_FAMILY = {
    "a": "aàáảãạăằắẳẵặâầấẩẫậ",
    "e": "eèéẻẽẹêềếểễệ",
    "i": "iìíỉĩị",
    "o": "oòóỏõọôồốổỗộơờớởỡợ",
    "u": "uùúủũụưừứửữự",
    "y": "yỳýỷỹỵ",
    "d": "dđ",
}


def _any_marks(word: str) -> str:
    return "".join(f"[{_FAMILY[char]}]" if char in _FAMILY else re.escape(char) for char in word)


def _key(text: str) -> str:
    return unify_tones(squeeze(text)).casefold()


def _mention(
    paragraph: Paragraph, match: re.Match[str], key: str, spellings: set[str], titles: dict[str, set[str]]
) -> Iterator[Finding]:
    printed = squeeze(match.group())
    if printed[:1].islower() or fold(printed) != key:
        return
    right = next((name for name in sorted(spellings) if _key(name) == _key(printed)), None)
    if right is None:
        listed = " hoặc ".join(f"“{name}”" for name in sorted(spellings))
        yield make_finding(
            "person-spelling", paragraph.text, paragraph.index, match.start(), match.end(),
            f"Danh sách tên và chức danh ghi {listed}.",
            suggestion=next(iter(spellings)) if len(spellings) == 1 else None,
            severity=Severity.WARNING, finding_class=FindingClass.EDITORIAL,
        )  # fmt: skip
        return
    known = titles[right]
    after = _TITLES_AFTER.match(paragraph.text, match.end())
    if not known or after is None:
        return
    stated = []
    for part in after["titles"].split(","):
        if not _IS_TITLE.match(part.strip()):
            break
        stated.append(_key(part))
    # A sentence goes on behind the title ("… Bí thư Đảng ủy phát biểu"), or gives it in short: one may begin the other.
    if any(one.startswith(other) or other.startswith(one) for one in stated for other in known):
        return
    yield make_finding(
        "person-title", paragraph.text, paragraph.index, after.start("titles"), after.end(),
        f"Danh sách tên và chức danh ghi {right} là {_shown(known)}.",
        severity=Severity.WARNING, finding_class=FindingClass.EDITORIAL,
    )  # fmt: skip


def _shown(known: set[str]) -> str:
    return "; ".join(sorted(title[:1].upper() + title[1:] for title in known))
