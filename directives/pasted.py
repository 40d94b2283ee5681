"""From one pasted citation to the fields of a directive: "Kế hoạch số 315-KH/TU, ngày 14/8/2023 của Thành ủy … về …".

Used by the box on the add page, and while a number is typed. Nothing is saved here: a person looks at the fields first.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from cadre_portal.text import fold, has_diacritics, squeeze
from directives.citations import FoundCitation, find_citations
from directives.front_titles import titled_in_front
from directives.issuers import find_issuers, read_issuer_name
from directives.kinds import kind_at_head, kind_by_words, kinds_by_letters
from directives.models import Directive, DirectiveKind
from directives.numbers import parse_number
from directives.two_days import one_day
from organizations.models import Organization, User

# A citation is a sentence or two; more is a document, and that goes in as a file.
PASTE_LIMIT = 3000


@dataclass(frozen=True, slots=True)
class Proposal:
    """Fields proposed for a directive; None or "" where the text says nothing. ``issuers``: the likeliest first; ``remarks``:
    what a person has to look at, by field."""

    number: str = ""
    kind: DirectiveKind | None = None
    issued_on: date | None = None
    issuer_printed: str = ""
    issuers: tuple[Organization, ...] = ()
    issuing_organ: str = ""
    subject: str = ""
    remarks: Mapping[str, str] = field(default_factory=dict)

    def as_initial(self) -> dict[str, object]:
        """The fields as a form takes them."""
        values: dict[str, object] = {
            "number": self.number,
            "kind": self.kind.pk if self.kind else None,
            "issued_on": self.issued_on,
            "register": self.issuers[0].pk if self.issuers else None,
            "issuer_printed": self.issuer_printed,
            "issuing_organ": self.issuing_organ,
            "subject": self.subject,
        }
        return {name: value for name, value in values.items() if value}


def propose_fields(text: str, *, near: Organization | None) -> Proposal:
    """Read the first citation of ``text``; an empty Proposal where there is none.

    ``near``: the body that will hold the record: of several issuers of one name the one above it comes first.
    """
    clean, no_day = _spelt_out(squeeze(text[:PASTE_LIMIT])), ""
    clean, days = one_day(clean)
    clean, titled = _kind_first(clean)
    if row := _as_citation(text[:PASTE_LIMIT]):
        clean, titled = row
    found = _first_citation(clean)
    if found is None or found.issued_on is None:
        clean, no_day = _with_a_day(clean)
        found = _first_citation(clean) if no_day else found
    if found is None or found.issued_on is None:
        signed = _first_citation(_with_signs(clean))
        if signed is not None and (found is None or signed.issued_on):
            found = signed._replace(number=propose_for_number(signed.number.lower(), near=near).number or signed.number)
    if found is not None:
        found = found._replace(title=titled) if titled else titled_in_front(clean, found)
    is_bare = not has_diacritics(clean)
    if found is not None and is_bare:
        found = found._replace(number=_with_diacritics(found.number), title=_ABOUT_BARE.sub(_as_about, found.title))
    remarks = {}
    if no_day:
        remarks["issued_on"] = f"Chưa điền ngày: lịch không có ngày {no_day}. Đồng chí xem lại văn bản."
    if days:
        remarks["issued_on"] = (
            f"Chưa điền ngày: lời viện dẫn ghi các ngày {' và '.join(days)}. Đồng chí xem văn bản rồi điền một ngày."
        )
    if found is not None and found.title and is_bare:
        remarks["subject"] = "Lời viện dẫn gõ không dấu. Đồng chí gõ lại trích yếu có dấu."
    if found is None:
        return Proposal(subject="") if not parse_number(clean) else propose_for_number(clean, near=near)
    issuers = find_issuers(found.issuer, on=found.issued_on, near=near) if found.issuer else []
    if not issuers and found.number:
        issuers = [row for row in _issuers_by_letters(found.number, near) if _may_be_called(row, found.issuer)]
    if not issuers and found.issuer:
        remarks["register"] = (
            f"Danh mục chưa có “{found.issuer[:80]}”. Đồng chí chọn trong danh sách, hoặc đề nghị quản trị thêm tổ chức này."
        )
    return Proposal(
        number=_signed_by(found.number, issuers[0]) if issuers and is_bare else found.number,
        kind=_kind_of(found),
        issued_on=None if no_day or days else found.issued_on,
        # Typed without diacritics it is not what the paper prints; the body itself says more.
        issuer_printed="" if issuers and is_bare else found.issuer,
        issuers=tuple(issuers[:5]),
        issuing_organ=read_issuer_name(found.issuer).organ if found.issuer else "",
        subject=_UNCLOSED.sub("", found.title),
        remarks=remarks,
    )


# "V/v: …", as letters print it above their text. A number's "…/V" has a letter or a sign before it.
_SHORTENED = re.compile(
    r"(?<![\w/])v\s*/\s*v(?![\w/])[\s:.]*(?P<about>(?:về|ve)(?:\s+(?:việc|viec))?\s+)?", re.IGNORECASE
)
# "V/v họp chi bộ (Công văn số …)": the bracket belongs to the number.
_UNCLOSED = re.compile(r"\s*\([^()]*\Z")
_ABOUT_BARE = re.compile(r"\Ave(?P<thing> viec)?(?= )", re.IGNORECASE)
_DAY = re.compile(
    r"(?P<day>\d{1,2})(?P<sign>\s*[/.-]\s*|\s+th[aá]ng\s+)(?P<month>\d{1,2})(?:\s*[/.-]\s*|\s+n[aă]m\s+)(?P<year>\d{4})\b",
    re.IGNORECASE,
)


def _spelt_out(text: str) -> str:
    """ "… v/v trồng cây" → "… về việc trồng cây"."""
    about = "về việc " if has_diacritics(text) else "ve viec "
    return _SHORTENED.sub(lambda found: found["about"] or about, text)


def _with_a_day(text: str) -> tuple[str, str]:
    """The text with the first of January in the place of a day that does not exist, so that the rest is read as ever, and that
    day ("" where all days exist)."""
    for found in _DAY.finditer(text):
        try:
            date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            if found["year"] == "0000":
                continue
            stand_in = f"1{found['sign']}1{text[found.end('month') : found.end()]}"
            return f"{text[: found.start()]}{stand_in}{text[found.end() :]}", found.group()
    return text, ""


# "Số 12, ngày 3/11/2026, …", "12 …" of a register.
_NUMBER_FIRST = re.compile(
    r"(?:(?:số|so)\s*:?\s*)?(?P<number>\d{1,5}[a-zđ]?)(?![\w/.-])(?P<rest>\D.*)", re.IGNORECASE | re.DOTALL
)


_MOST_CELLS = 20
_LETTERED = re.compile(r"\d[^\W\d_]?\s*[-–/]\s*[^\W\d_]")


def _as_citation(text: str) -> tuple[str, str] | None:
    """A row copied from a table, as a citation and its subject: "88-KH/ĐU", "14/8/2025", "về trồng cây", "Đảng ủy …" in four cells;
    None where the text is no such row, with a number with letters and a day."""
    cells = [squeeze(cell) for cell in text.strip().split("\t")]
    cells = [cell for cell in cells if cell][:_MOST_CELLS]
    number = next((cell for cell in cells if _LETTERED.search(cell[:40]) and parse_number(cell) is not None), "")
    day = next((cell for cell in cells if _DAY.fullmatch(cell)), "")
    rest = [cell for cell in cells if cell not in (number, day) and not cell.isdecimal()]
    if not (number and day and rest):
        return None
    issuer = next((cell for cell in rest if find_issuers(cell, on=None)), "")
    subject = max((cell for cell in rest if cell != issuer), key=len, default="")
    kind, count = kind_at_head(subject)
    words = subject.split()
    if kind is not None and _ABOUT_SAID.match(words[count]):
        subject = " ".join(words[count:])
    front = " ".join(words[:count]) if kind is not None else ""
    return f"{front} số {number} ngày {day}{f' của {issuer}' if issuer else ''}".strip(), subject


def _kind_first(text: str) -> tuple[str, str]:
    """A bare number in front of the kind, turned round, and the subject: "Số 12 ngày 3/11/2026, Thông báo kết luận buổi …" →
    "Thông báo kết luận số 12 ngày 3/11/2026", "Thông báo kết luận buổi …"; the text and "" where it does not begin so."""
    found = _NUMBER_FIRST.fullmatch(text)
    if found is None:
        return text, ""
    rest = found["rest"]
    if _LETTERED.search(rest):
        return text, ""  # "1", "88-KH/ĐU": a running number
    for word in re.finditer(r"(?<!\w)[^\W\d_]", rest):
        if not word[0].isupper() or _ABOUT_SAID.search(rest, 0, word.start()):
            continue
        named, count = kind_at_head(rest[word.start() :])
        if named is not None:
            said = rest[word.start() :].split()
            between = rest[: word.start()].strip(" ,;:.–-")
            subject = " ".join(said if not _ABOUT_SAID.match(said[count]) else said[count:])
            return f"{' '.join(said[:count])} số {found['number']} {between}".strip(), subject
    return text, ""


_ABOUT_SAID = re.compile(r"(?<!\w)(?:về|ve)(?!\w)", re.IGNORECASE)


def _with_diacritics(number: str) -> str:
    """A number typed without diacritics, as such letters are printed: "98-KH/DU" → "98-KH/ĐU"."""
    parsed = parse_number(number.lower())
    return parsed.tidy if parsed is not None else number


def _signed_by(number: str, issuer: Organization) -> str:
    """The number with the letters that the issuer signs with, where they differ by diacritics alone."""
    parsed = parse_number(number)
    if parsed is None or not parsed.organ_letters:
        return number
    for letters in (part.strip() for part in issuer.letters.split(",")):
        if letters and letters != parsed.organ_letters and fold(letters) == fold(parsed.organ_letters):
            at = number.rfind(parsed.organ_letters)
            return f"{number[:at]}{letters}{number[at + len(parsed.organ_letters) :]}" if at >= 0 else number
    return number


def _as_about(found: re.Match[str]) -> str:
    return "về việc" if found["thing"] else "về"


def _first_citation(text: str) -> FoundCitation | None:
    return next((cited for cited in find_citations(text) if cited.nested_in is None), None)


# What follows the number of a citation.
_AFTER_NUMBER = re.compile(r"[\s,]+(?=(?:ngay|cua|ve|v/v)(?![a-z]))")


def _with_signs(text: str) -> str:
    """ "ke hoach 45 kh tu ngay 3/7/2026 cua …" → "ke hoach 45-KH/TU, ngay 3/7/2026 cua …"; "" where no number stands in front."""
    folded = fold(text)
    after = _AFTER_NUMBER.search(folded) if len(folded) == len(text) else None
    parsed = parse_number(text[: after.start()]) if after is not None else None
    if after is None or parsed is None or not (parsed.kind_letters and parsed.organ_letters):
        return ""
    lead = re.match(r"\D*", text)
    # A text without diacritics is read as one only if it has none at all; the number's are put back afterwards.
    number = parsed.tidy if has_diacritics(text) else fold(parsed.tidy).upper()
    return f"{lead.group() if lead else ''}{number}, {text[after.end() :]}"


def _kind_of(found: FoundCitation) -> DirectiveKind | None:
    known = kind_by_words(found.kind) if found.kind else None
    if known is None:
        return None
    return DirectiveKind.objects.filter(name=known.name).first()


def propose_for_number(number: str, *, near: Organization | None) -> Proposal:
    """Guess kind and issuer of a typed number: "315-kh/tu" → Kế hoạch, the committee above that signs TU."""
    parsed = parse_number(number)
    if parsed is None:
        return Proposal()
    kinds = kinds_by_letters(parsed.kind_letters) if parsed.kind_letters else ()
    names = [kind.name for kind in kinds]
    rows = {row.name: row for row in DirectiveKind.objects.filter(name__in=names)}
    kind = next((rows[name] for name in names if name in rows), None)
    return Proposal(number=parsed.tidy, kind=kind, issuers=tuple(_issuers_by_letters(number, near)[:5]))


def _issuers_by_letters(number: str, near: Organization | None) -> list[Organization]:
    parsed = parse_number(number)
    if parsed is None or not parsed.organ_letters:
        return []
    wanted = parsed.organ_letters.casefold()
    rows = [
        row
        for row in Organization.objects.filter(
            letters__icontains=parsed.organ_letters, type__receives=False
        ).select_related("type")[:200]
        if wanted in {part.strip().casefold() for part in row.letters.split(",")}
    ]
    if not rows and not has_diacritics(number):
        # "BXDD" is how BXDĐ is typed without diacritics; no database folds đ.
        wanted = fold(wanted)
        signing = Organization.objects.filter(type__receives=False).exclude(letters="").select_related("type")
        rows = [row for row in signing if wanted in {fold(part).strip() for part in row.letters.split(",")}]
    above = set(near.ancestor_paths) if near else set()
    return sorted(rows, key=lambda row: (row.path not in above, -row.depth if row.path in above else row.depth, row.pk))


def _may_be_called(row: Organization, printed: str) -> bool:
    """Whether nothing in the printed name says that it is another body: "Đảng ủy phường" may be that of Bình Khê, "Tỉnh ủy Hải
    Đông" is no "Tỉnh ủy Vân Lĩnh", though both sign TU."""
    own = f"{read_issuer_name(row.name).core} {read_issuer_name(row.short_name).core}".split()
    return set(read_issuer_name(printed).core.split()) <= set(own)


def surest_issuer(issuers: Sequence[Organization], near: Organization | None) -> Organization | None:
    """The one of ``issuers`` that needs no asking: the only one, or the only one at or above ``near`` that exists today.

    Of two committees that sign alike, only one stands above a holder; a body that was merged away gives no new numbers.
    """
    if len(issuers) == 1:
        return issuers[0]
    above = set(near.ancestor_paths) if near else set()
    today = timezone.localdate()
    rows = [row for row in issuers if row.path in above and row.is_valid_on(today)]
    return rows[0] if len(rows) == 1 else None


def same_documents(
    user: User, *, number_key: str, kind_id: int | None, register_id: int | None, besides: int | None = None
) -> list[Directive]:
    """Directives the user may see that carry this number (and kind and issuer where known): a warning, never a refusal."""
    if not number_key:
        return []
    rows = Directive.objects.visible_to(user).filter(number_key=number_key)
    if besides:
        rows = rows.exclude(pk=besides)
    if kind_id:
        rows = rows.filter(kind_id=kind_id)
    if register_id:
        rows = rows.filter(register_id=register_id)
    return list(rows.select_related("kind", "register").newest_first()[:5])
