"""Reads a typed question: number, kind, agency, time, and the words that are left.

Nothing of the raw text ever reaches a query language: the engines get words of letters and digits only. A question longer
than a long title is cut; what is cut was never meant as one.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from cadre_portal.text import fold, has_diacritics, letters_key, squeeze, words
from directives.issuers import Match, is_called, match_issuer, read_issuer_name
from directives.kinds import KINDS, kind_by_words, kinds_by_letters
from directives.models import DirectiveKind
from directives.numbers import parse_number
from directives.search.index import exact_words
from directives.search.statements import run
from directives.search.times import Period, find_period
from organizations.models import Organization, OrganizationType, User

LONGEST = 300
MOST_WORDS = 16
_LONGEST_WORD = 40

# Said around what is wanted. With diacritics they are known for certain; without ("ve" of "bảo vệ") only at the front.
_FILLERS = ("văn bản", "tài liệu", "tìm", "tìm kiếm", "xin", "cho tôi", "cho xin", "về", "về việc", "của", "các", "những", "ban hành")  # fmt: skip
_FILLER_WORDS = frozenset(_FILLERS)
_FRONT_FILLERS = frozenset(fold(text) for text in _FILLERS)
# Parts of ordinary words too ("chuyển đổi số", "ngày hội", "tự do"): fillers only before a figure, or at the very front.
_BEFORE_FIGURES = frozenset({"số", "ngày", "so", "ngay"})
_ONLY_FRONT = frozenset({"do", "cho"})


@dataclass(frozen=True, slots=True)
class Chip:
    """Something the question was taken to mean, shown with a cross: pressed, its words are words again.

    ``slug``: so, loai, co_quan or thoi_gian.
    """

    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that must occur: any of several phrases (an abbreviation and what it stands for), each a row of words.

    ``exact``: the same with their diacritics.
    """

    folded: tuple[tuple[str, ...], ...]
    exact: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart. ``spelt``: it was typed with diacritics. ``unfinished``: the last word is still being typed."""

    text: str
    number_key: str = ""
    has_organ: bool = False
    sequence: int | None = None
    number_words: tuple[str, ...] = ()
    kinds: tuple[DirectiveKind, ...] = ()
    agency: Organization | None = None
    period: Period | None = None
    groups: tuple[Group, ...] = ()
    chips: tuple[Chip, ...] = ()
    spelt: bool = False
    unfinished: bool = False
    unnumbered: bool = False
    # The words that named the kind: words again where no document of that kind is found.
    kind_words: Group | None = None

    @property
    def has_number(self) -> bool:
        return bool(self.number_key) or self.sequence is not None

    @property
    def is_empty(self) -> bool:
        return not (self.groups or self.has_number or self.chips)


@dataclass(slots=True)
class _Reader:
    """The question while it is being read: what is understood is blanked out, so that nothing is read twice."""

    text: str
    folded: str
    user: User
    today: date
    removed: Collection[str]
    chips: list[Chip] = field(default_factory=list)
    kind_words: Group | None = None

    @property
    def spelt(self) -> bool:
        return has_diacritics(self.text)

    def take(self, start: int, end: int) -> None:
        blank = " " * (end - start)
        self.text = self.text[:start] + blank + self.text[end:]
        self.folded = self.folded[:start] + blank + self.folded[end:]

    def tokens(self) -> list[re.Match[str]]:
        return list(re.finditer(r"[a-z0-9]+", self.folded))


def read_question(
    text: str, *, user: User, today: date, removed: Collection[str] = (), unfinished: bool = False
) -> Question:
    """Take a typed question apart. ``removed``: slugs of chips that the person has taken off. A few small queries.

    "kế hoạch 315 hè năm ngoái" → kind, bare number, period; "thành ủy cao bằng atgt" → agency, one group of words.
    """
    clean = squeeze(text[: LONGEST * 4])[:LONGEST].strip()
    folded = fold(clean)
    if len(folded) != len(clean):
        clean = folded
    parted = clean if "so" in removed else _parted_numbers(clean, folded)
    reader = _Reader(parted, fold(parted), user, today, removed)
    unnumbered = _take_unnumbered(reader)
    number = {} if unnumbered else _take_full_number(reader)
    period = _take_period(reader)
    agency = _take_agency(reader)
    kinds: tuple[DirectiveKind, ...] = ()
    if not number.get("number_key") and not unnumbered:
        kinds, bare = _take_bare_number(reader)
        number |= bare
    if not kinds and not number.get("has_organ"):
        kinds = _take_kind(reader)
    groups = _groups(reader)
    return Question(
        text=clean,
        kinds=kinds,
        agency=agency,
        period=period,
        groups=tuple(groups),
        chips=tuple(reader.chips),
        spelt=has_diacritics(clean),
        unfinished=unfinished and not text[-1:].isspace(),
        unnumbered=unnumbered,
        kind_words=reader.kind_words,
        **number,
    )


# --- Number -------------------------------------------------------------------------------------------------------


_UNNUMBERED = re.compile(r"^\s*(?:van ban )?khong (?:co )?so(?![a-z0-9])(?! \d)|(?<![a-z0-9])khong (?:co )?so\s*$")


def _take_unnumbered(reader: _Reader) -> bool:
    """ "không số", at the front or the end: documents without a number (thư, lời kêu gọi)."""
    match = _UNNUMBERED.search(reader.folded) if "so" not in reader.removed else None
    if match is None:
        return False
    typed = exact_words(reader.text[match.start() : match.end()])
    if reader.spelt and typed[-1] not in {"số", "so"}:
        return False
    reader.take(match.start(), match.end())
    reader.chips.append(Chip("so", "không số"))
    return True


def _take_full_number(reader: _Reader) -> dict[str, Any]:
    """A number with letters, wherever it stands; the kind and "số" before it go with it."""
    if "so" in reader.removed:
        return {}
    for digits in re.finditer(r"(?<![a-z0-9/.,-])\d{1,6}", reader.folded):
        parsed = parse_number(reader.text[digits.start() :])
        if parsed is None or parsed.sequence is None or not (parsed.kind_letters or parsed.organ_letters):
            continue
        end = _number_end(reader.text, digits.start(), parsed.key)
        start = _before_number(reader.folded, digits.start())
        number_words = tuple(words(reader.text[digits.start() : end]))
        reader.take(start, end)
        reader.chips.append(Chip("so", f"số {parsed.tidy}"))
        return {"number_key": parsed.key, "has_organ": bool(parsed.organ_letters), "number_words": number_words}
    return {}


def _number_end(text: str, start: int, key: str) -> int:
    """Where a number that begins at ``start`` ends: the shortest stretch that reads as the same number."""
    for piece in re.finditer(r"\S+", text[start:]):
        end = start + piece.end()
        parsed = parse_number(text[start:end])
        if parsed is not None and parsed.key == key:
            return end
    return len(text)


_KIND_WORDS = sorted(
    {fold(name) for kind in KINDS for name in (*kind.names, *kind.letters)} | {"van ban", "so", "so hieu"},
    key=len,
    reverse=True,
)
_LEAD = re.compile(rf"(?:(?<![a-z0-9])(?:{'|'.join(map(re.escape, _KIND_WORDS))})[\s.:]+)+$")


_JOINED = re.compile(r"(?<![a-z0-9/.,-])(?P<letters>[a-z](?:\.?[a-z])+)\.?(?P<gap>\s*)(?=\d{1,6}[a-z]?(?![a-z0-9]))")


def _parted_numbers(text: str, folded: str) -> str:
    """ "kh31", "c.v 318" → "kh 31", "cv 318": a kind's letters typed together with the number, or with stops between."""
    out, at = "", 0
    for match in _JOINED.finditer(folded):
        dotted = "." in match["letters"]
        if match["letters"].replace(".", "") in _KIND_LETTERS and (dotted or not match["gap"]):
            letters = text[match.start("letters") : match.end("letters")].replace(".", "")
            out, at = f"{out}{text[at : match.start()]}{letters} ", match.end()
    return out + text[at:]


def _before_number(folded: str, at: int) -> int:
    lead = _LEAD.search(folded[:at])
    return lead.start() if lead else at


_BARE = re.compile(r"(?<![a-z0-9/.,-])(?P<digits>\d{1,6})(?P<suffix>[a-z]?)(?![a-z0-9]|[/.,-]\d)")


def _take_bare_number(reader: _Reader) -> tuple[tuple[DirectiveKind, ...], dict[str, Any]]:
    """ "văn bản 315", "kh 315", "315": only after a kind or "số", or when nothing else was asked."""
    if "so" in reader.removed:
        return (), {}
    for match in _BARE.finditer(reader.folded):
        start = _before_number(reader.folded, match.start())
        others = reader.folded[:start].strip() or reader.folded[match.end() :].strip()
        if start == match.start() and others:
            continue
        lead = reader.text[start : match.start()].strip(" .:")
        kinds: tuple[DirectiveKind, ...] = ()
        if "loai" not in reader.removed:
            kinds = _kinds_called(re.sub(r"(?i)\s*\bs(?:ố|o)\b.*$", "", lead).strip(" .:") or lead)
        sequence = int(match["digits"])
        reader.take(start, match.end())
        if kinds:
            reader.chips.append(Chip("loai", " hoặc ".join(kind.name for kind in kinds)))
        label = f"số {match['digits']}{match['suffix']}"
        reader.chips.append(Chip("so", label))
        found: dict[str, Any] = {"sequence": sequence, "number_words": (match.group(),)}
        if match["suffix"]:
            found["number_key"] = f"{sequence}{match['suffix']}"
        return kinds, found
    return (), {}


# --- Kind ---------------------------------------------------------------------------------------------------------


def _kinds_called(words_or_letters: str) -> tuple[DirectiveKind, ...]:
    """Kinds behind a name or letters: "qđ" → Quyết định, Quy định."""
    if not words_or_letters:
        return ()
    by_words = kind_by_words(words_or_letters)
    letters = kinds_by_letters(words_or_letters)
    names = {kind.name for kind in letters} | ({by_words.name} if by_words else set())
    if by_words is not None and fold(words_or_letters) in {fold(name) for name in by_words.names}:
        names = {by_words.name}
    names.discard("Văn bản")
    if not names:
        return ()
    return tuple(DirectiveKind.objects.filter(name__in=names).order_by("position"))


_KIND_NAMES = sorted(
    {fold(name): name for kind in KINDS for name in kind.names}.items(), key=lambda pair: -len(pair[0])
)
_KIND_LETTERS = frozenset(fold(short) for kind in KINDS for short in kind.abbreviations)


def _take_kind(reader: _Reader) -> tuple[DirectiveKind, ...]:
    """A kind at the front or the end of what is left; in the middle the words belong to the subject."""
    if "loai" in reader.removed:
        return ()
    left = reader.folded.strip()
    front = len(reader.folded) - len(reader.folded.lstrip())
    for filler in ("tim ", "van ban ", "cac "):
        if left.startswith(filler) and left != filler.strip():
            front += len(filler)
            left = left[len(filler) :]
    end = front + len(left)
    # What stands in front is the kind; at the end it may be the subject's own ("báo cáo … hướng dẫn").
    found = _named_kind(reader, front, end, at_front=True)
    if found:
        return found
    first = re.match(r"[a-z]+", left)
    if first and first.group() in _KIND_LETTERS and (first.end() < len(left) or reader.chips):
        typed = reader.text[front : front + first.end()]
        # "cv", "qđ", "ct" have no vowel: they are no words of the language, however they are typed.
        if typed.isupper() or not reader.spelt or not re.search("[aeiouy]", first.group()):
            return _taken_kind(reader, front, front + first.end())
    return _named_kind(reader, front, end, at_front=False)


def _named_kind(reader: _Reader, front: int, end: int, *, at_front: bool) -> tuple[DirectiveKind, ...]:
    """The kind whose name stands at the front or the end of the words between ``front`` and ``end``."""
    for folded, _ in _KIND_NAMES:
        start = front if at_front else end - len(folded)
        stop = start + len(folded)
        if folded == "van ban" or start < front or reader.folded[start:stop] != folded:
            continue
        if _is_whole(reader.folded, start, stop) and _means_kind(reader, start, stop, folded):
            return _taken_kind(reader, start, stop)
    return ()


def _is_whole(folded: str, start: int, stop: int) -> bool:
    return not folded[max(start - 1, 0) : start].isalnum() and not folded[stop : stop + 1].isalnum()


def _means_kind(reader: _Reader, start: int, stop: int, folded: str) -> bool:
    """Words of one syllable must be spelt ("Thư" and not "thu"); of a spelt question every kind must be."""
    typed = reader.text[start:stop]
    known = kind_by_words(folded)
    spellings = {name.lower() for name in known.names} if known else set()
    if has_diacritics(typed):
        return squeeze(typed).lower() in spellings or fold(typed) != "thu"
    if " " not in folded:
        return folded in {"luat"} and not reader.spelt
    return True


def _taken_kind(reader: _Reader, start: int, stop: int) -> tuple[DirectiveKind, ...]:
    typed = reader.text[start:stop]
    kinds = _kinds_called(typed)
    if kinds:
        folded, exact = tuple(words(typed)), tuple(exact_words(typed))
        reader.kind_words = Group((folded,), (exact if len(exact) == len(folded) else folded,))
        reader.take(start, stop)
        reader.chips.append(Chip("loai", " hoặc ".join(kind.name for kind in kinds)))
    return kinds


# --- Time ---------------------------------------------------------------------------------------------------------


def _take_period(reader: _Reader) -> Period | None:
    if "thoi_gian" in reader.removed:
        return None
    period = find_period(reader.folded, reader.text if reader.spelt else "", reader.today)
    if period is not None:
        reader.take(period.start, period.end)
        reader.chips.append(Chip("thoi_gian", period.label))
    return period


# --- Agency -------------------------------------------------------------------------------------------------------

# With these words a name of a body begins. A place alone ("Bình Giang") is a word like any other.
_HEADS = re.compile(
    r"(?<![a-z0-9])(?:ban thuong vu|ban chap hanh|btv|bch|thuong truc|thanh uy|tinh uy|huyen uy|thi uy|quan uy|dang uy|dang bo|"
    r"uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|uy ban mttq|mat tran to quoc|mttq|bo chinh tri|ban bi thu|chinh phu|"
    r"thu tuong|quoc hoi|trung uong|ban tuyen giao|ban to chuc|ban dan van|ban noi chinh|ban xay dung dang|uy ban kiem tra|"
    r"van phong|lien doan lao dong|hoi lien hiep phu nu|hoi cuu chien binh|hoi nong dan|doan thanh nien|cong an|"
    r"(?:bo|so)(?= [a-z])|truong chinh tri)(?![a-z0-9])"
)
_LONGEST_NAME = 12
# The beginnings of these are also ordinary words; they count only with a body's full name behind.
_VAGUE = frozenset({"bo", "so", "van phong", "trung uong", "thuong truc"})


def _take_agency(reader: _Reader) -> Organization | None:
    """The body named in the question: its full name, or a short one ("thành ủy") of a body above the person."""
    if "co_quan" in reader.removed:
        return None
    for head in _HEADS.finditer(reader.folded):
        if (
            reader.spelt
            and head.group() in {"bo", "so"}
            and exact_words(reader.text[head.start() : head.end()]) not in (["bộ"], ["sở"])
        ):
            continue
        found = _agency_at(reader, head.start(), head.group().strip())
        if found is not None:
            row, end = found
            end = _with_place(reader.folded, end, row)
            start = head.start()
            before = re.search(r"(?:cua|do)\s+$", reader.folded[:start])
            reader.take(before.start() if before else start, end)
            reader.chips.append(Chip("co_quan", row.label))
            return row
    return None


def _with_place(folded: str, end: int, row: Organization) -> int:
    """Past the words that only say once more which body it is: "mttq phường" / "bình khê"."""
    known = set(words(f"{row.name} {row.short_name}"))
    while (following := re.compile(r"\s+([a-z]+)(?![a-z0-9])").match(folded, end)) and following[1] in known:
        end = following.end()
    return end


def _agency_at(reader: _Reader, start: int, head: str) -> tuple[Organization, int] | None:
    tokens = list(re.finditer(r"[a-z0-9]+", reader.folded[start:]))[:_LONGEST_NAME]
    head_words = len(head.split())
    rows = _candidates(reader, [token.group() for token in tokens], head_words)
    if not rows:
        return None
    own = set(reader.user.reach.upward_paths())
    for count in range(len(tokens), head_words - 1, -1):
        end = start + tokens[count - 1].end()
        printed = reader.folded[start:end]
        same = [row for row in rows if match_issuer(printed, row) is Match.SAME]
        if same:
            best = min(
                same,
                key=lambda row: (
                    not is_called(printed, row),
                    row.path not in own,
                    row.valid_to is not None,
                    row.depth,
                    row.pk,
                ),
            )
            return best, end
    if head in _VAGUE:
        return None
    loose = [row for row in rows if match_issuer(head, row) is Match.LOOSE]
    above = [row for row in loose if row.path in own]
    end = start + tokens[head_words - 1].end()
    if above:
        return max(above, key=lambda row: row.depth), end
    # "Thành ủy" where there is but one, though it be a body of former days.
    return (loose[0], end) if len(loose) == 1 else None


def _candidates(reader: _Reader, tokens: list[str], head_words: int) -> list[Organization]:
    """Bodies whose name shares the head and the word after it; one or two queries."""
    name = read_issuer_name(" ".join(tokens[:head_words])).core
    visible = Organization.objects.visible_to(reader.user).filter(type__receives=False)
    if name == "trung uong":
        return list(visible.filter(type__level=OrganizationType.Level.CENTRE)[:50])
    following = [token for token in tokens[head_words:] if token not in {"phuong", "xa", "tinh", "thanh", "pho", "tp"}]
    own = list(visible.filter(path__in=reader.user.reach.upward_paths()))
    if not following:
        rest = visible.filter(name_folded__contains=name or tokens[0])[:50] if len(name.split()) > 1 else []
        return own + list(rest)
    last = name.split()[-1] if name else tokens[head_words - 1]
    near = visible.filter(name_folded__contains=following[0]).filter(name_folded__contains=last)[:200]
    return own + list(near)


# --- Words --------------------------------------------------------------------------------------------------------


def _groups(reader: _Reader) -> list[Group]:
    """The words that are left, abbreviations and what they stand for put together."""
    folded, exact = _without_fillers(reader)
    if not folded:
        return []
    meanings = _meanings()
    groups: list[Group] = []
    at = 0
    while at < len(folded) and len(groups) < MOST_WORDS:
        length, alternatives = _abbreviation_at(folded, at, meanings)
        typed_folded, typed_exact = tuple(folded[at : at + length]), tuple(exact[at : at + length])
        groups.append(
            Group(
                (typed_folded, *(tuple(words(text)) for text in alternatives)),
                (typed_exact, *(tuple(exact_words(text)) for text in alternatives)),
            )
        )
        at += length
    return groups


def _without_fillers(reader: _Reader) -> tuple[list[str], list[str]]:
    folded = [word[:_LONGEST_WORD] for word in words(reader.text)]
    exact = [word[:_LONGEST_WORD] for word in exact_words(reader.text)]
    if len(exact) != len(folded):
        exact = list(folded)
    kept = list(range(len(folded)))

    spelling, fillers = (exact, _FILLER_WORDS) if reader.spelt else (folded, _FRONT_FILLERS)

    def fillers_at(at: int) -> int:
        for length in (2, 1):
            if at + length <= len(folded) and " ".join(spelling[at : at + length]) in fillers:
                return length
        if spelling[at] in _BEFORE_FIGURES and at + 1 < len(folded) and folded[at + 1].isdigit():
            return 1
        return 1 if at == 0 and spelling[at] in _ONLY_FRONT and len(folded) > 1 else 0

    at, front = 0, True
    gone: set[int] = set()
    while at < len(folded):
        length = fillers_at(at) if reader.spelt or front else 0
        gone.update(range(at, at + length))
        front = front and length > 0
        at += length or 1
    kept = [at for at in kept if at not in gone]
    # Nothing but fillers: then they are what was asked, unless something else was understood.
    if not kept and not reader.chips:
        kept = list(range(len(folded)))
    return [folded[at] for at in kept], [exact[at] for at in kept]


def _meanings() -> dict[tuple[str, ...], list[str]]:
    rows = run("SELECT short, expansion FROM directives_abbreviation ORDER BY short, expansion", ())
    return _both_ways(tuple((short, expansion) for short, expansion in rows))


@lru_cache(maxsize=4)
def _both_ways(rows: tuple[tuple[str, str], ...]) -> dict[tuple[str, ...], list[str]]:
    """Folded words of an abbreviation or of what it stands for → the other texts. Folding them costs more than reading them,
    and they hardly ever change."""
    found: dict[tuple[str, ...], list[str]] = {}
    for short, expansion in rows:
        found.setdefault((letters_key(short),), []).append(expansion)
        found.setdefault(tuple(words(expansion)), []).append(short)
    return found


def _abbreviation_at(
    folded: list[str], at: int, meanings: dict[tuple[str, ...], list[str]]
) -> tuple[int, Iterable[str]]:
    for length in range(min(8, len(folded) - at), 0, -1):
        alternatives = meanings.get(tuple(folded[at : at + length]))
        if alternatives:
            return length, alternatives
    return 1, ()
