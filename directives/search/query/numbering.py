"""Numbers in a question: "315-KH/TU", "văn bản 315", "kh31", "không số"."""

import re
from typing import Any

from cadre_portal.text import fold, is_syllable, letters_key, words
from directives.kinds import KINDS
from directives.models import DirectiveKind
from directives.numbers import ParsedNumber, parse_number
from directives.search.index import exact_words
from directives.search.query.kinding import CONSONANT_KINDS, KIND_LETTERS, kinds_called
from directives.search.query.question import Chip
from directives.search.query.reader import Reader

_UNNUMBERED = re.compile(r"^\s*(?:van ban )?khong (?:co )?so(?![a-z0-9])(?! \d)|(?<![a-z0-9])khong (?:co )?so\s*$")


def take_unnumbered(reader: Reader) -> bool:
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


def take_full_number(reader: Reader) -> dict[str, Any]:
    """A number with letters, wherever it stands; the kind and "số" before it go with it."""
    if "so" in reader.removed:
        return {}
    for digits in re.finditer(r"(?<![a-z0-9/.,-])\d{1,6}", reader.folded):
        parsed, end = _number_at(reader, digits.start())
        if parsed is None or not (parsed.kind_letters or parsed.organ_letters):
            continue
        start = _before_number(reader.folded, digits.start())
        number_words = tuple(words(reader.text[digits.start() : end]))
        lead = reader.text[start : digits.start()]
        reader.take(start, end)
        if not parsed.kind_letters:
            return _with_organ(reader, parsed, lead, number_words)
        more = _more_numbers(reader, end)
        reader.chips.append(Chip("so", f"số {' và '.join(number.tidy for number in (parsed, *more))}"))
        return {
            "number_key": parsed.key,
            "more_keys": tuple(number.key for number in more),
            "sequence": parsed.sequence,
            "has_organ": bool(parsed.organ_letters),
            "number_words": number_words,
        }
    return {}


_MOST_NUMBERS = 5
_MOST_PIECES = 6
# What parts one number from the next: "12-KH/ĐTN hoặc 88/KH-UBND".
_BETWEEN = re.compile(r"(?:\s|[,;&+]|(?<![a-z])(?:va|hoac|hay|voi)(?![a-z]))+(?=\d)")
# Letters of committees which are words too: "14 nq tu chỉnh trang đô thị".
_COMMITTEES = frozenset({"tu", "tw", "du", "hu"})


def _number_at(reader: Reader, start: int) -> tuple[ParsedNumber | None, int]:
    """The number that begins at ``start`` and its end. Where what follows keeps the whole from being one, the longest piece that
    is: with signs in it, or with the letters of a committee."""
    text = reader.text
    parsed = parse_number(text[start:])
    if parsed is not None and parsed.sequence is not None:
        end = _number_end(text, start, parsed.key)
        return _without_topic(reader, start, end) or (parsed, end)
    ends = [start + piece.end() for piece in re.finditer(r"\S+", text[start:])][:_MOST_PIECES]
    for end in reversed(ends):
        parsed = parse_number(text[start:end])
        if parsed is None or parsed.sequence is None or not (parsed.kind_letters and parsed.organ_letters):
            continue
        organ = letters_key(parsed.organ_letters)
        if re.search(r"[/–-]", text[start:end]) or (organ in _COMMITTEES and _is_committee(reader, end)):
            return parsed, end
    return None, start


def _without_topic(reader: Reader, start: int, end: int) -> tuple[ParsedNumber, int] | None:
    """ "59 bc đu pccc": an abbreviation typed apart behind the letters of a committee is a word, and no unit of it."""
    head, _, last = reader.text[start:end].rpartition(" ")
    parsed = parse_number(head) if head.strip() else None
    if parsed is None or letters_key(parsed.organ_letters) not in _COMMITTEES or re.search(r"[/–-]", last):
        return None
    return parsed, start + len(head.rstrip())


def _is_committee(reader: Reader, end: int) -> bool:
    """Whether the letters before ``end`` name a committee and are not a word: not "từ", nor "tu thang 8"."""
    typed = reader.text[:end].split()[-1].split("/")[-1].split("-")[-1].lower()
    if not re.search(r"(?:tu|tw|du|đu|hu|tư)$", typed):
        return False
    return not re.match(r"\s+(?:\d|thang|ngay|nam|quy)(?![a-z])", reader.folded[end:])


def _more_numbers(reader: Reader, end: int) -> list[ParsedNumber]:
    """Further numbers behind the first, with nothing but "và", "hoặc" or a comma between."""
    more: list[ParsedNumber] = []
    while len(more) < _MOST_NUMBERS and (between := _BETWEEN.match(reader.folded, end)):
        parsed, stop = _number_at(reader, between.end())
        if parsed is None or not parsed.kind_letters:
            break
        more.append(parsed)
        reader.take(end, stop)
        end = stop
    return more


def _with_organ(reader: Reader, parsed: ParsedNumber, lead: str, number_words: tuple[str, ...]) -> dict[str, Any]:
    """ "CV số 318/BTGDVTU": the kind stands before the number, whose letters name the organ alone."""
    kinds = _kinds_before(reader, lead)
    if kinds:
        reader.chips.append(Chip("loai", " hoặc ".join(kind.name for kind in kinds)))
    reader.chips.append(Chip("so", f"số {parsed.tidy}"))
    organ = letters_key(parsed.organ_letters)
    return {"sequence": parsed.sequence, "organ": organ, "number_words": number_words, "kinds": kinds}


def _kinds_before(reader: Reader, lead: str) -> tuple[DirectiveKind, ...]:
    """The kind named before a number: "kế hoạch số " → Kế hoạch."""
    if "loai" in reader.removed:
        return ()
    lead = lead.strip(" .:")
    return kinds_called(re.sub(r"(?i)\s*\bs(?:ố|o)\b.*$", "", lead).strip(" .:") or lead)


def _number_end(text: str, start: int, key: str) -> int:
    """Where a number that begins at ``start`` ends: the shortest stretch that reads as the same number."""
    for piece in re.finditer(r"\S+", text[start:]):
        end = start + piece.end()
        parsed = parse_number(text[start:end])
        if parsed is not None and parsed.key == key:
            return end
    return len(text)


_KIND_WORDS = sorted(
    {fold(name) for kind in KINDS for name in (*kind.names, *kind.letters)} | {"van ban", "vb", "so", "so hieu"},
    key=len,
    reverse=True,
)
_LEAD = re.compile(rf"(?:(?<![a-z0-9])(?:{'|'.join(map(re.escape, _KIND_WORDS))})[\s.:]+)+$")


_JOINED = re.compile(
    r"(?<![a-z0-9/.,-])(?P<letters>[a-z](?:\.?[a-z])+)\.?(?P<gap>\s*)(?=(?P<digits>\d{1,6})(?P<organ>[a-z]*)(?![a-z0-9]))"
)


def parted_numbers(text: str, folded: str) -> str:
    """ "kh31", "c.v 318", "kh88ubnd" → "kh 31", "cv 318", "kh 88 ubnd": a kind's letters typed together with the number, or with stops between."""
    out, at = "", 0
    for match in _JOINED.finditer(folded):
        dotted = "." in match["letters"]
        organ = match["organ"] if len(match["organ"]) > 1 else ""
        if organ and not (_is_organ(organ) or organ in _COMMITTEES):
            continue
        if match["letters"].replace(".", "") in KIND_LETTERS and (dotted or not match["gap"]):
            letters = text[match.start("letters") : match.end("letters")].replace(".", "")
            out, at = f"{out}{text[at : match.start()]}{letters} ", match.end()
            if organ:
                out, at = f"{out}{match['digits']} ", match.start("organ")
    return out + text[at:]


# "Thông tư24", "tháng12", "năm2026": names of kinds, "số" and words of time typed together with their figures.
_TYPED_TOGETHER = re.compile(
    rf"(?<![a-z0-9])(?:{'|'.join(name for name in _KIND_WORDS if ' ' in name)}|so|thang|nam|quy|ngay)(?=\d)"
)


def figures_parted(text: str, folded: str) -> str:
    """A blank between such words and their figures. ``folded`` has the length of ``text``."""
    out, at = "", 0
    for match in _TYPED_TOGETHER.finditer(folded):
        out, at = f"{out}{text[at : match.end()]} ", match.end()
    return out + text[at:]


# The letters O, l and I typed for 0 and 1 ("o3 hd", "3l5-KH/TU"): among digits, before the letters of a kind or behind its name.
_LETTERS_FOR_DIGITS = re.compile(r"(?<![a-z0-9])(?=[oli]*\d)(?!\d+[a-z](?![a-z0-9]))(?P<typed>[\doli]{2,6})(?![\d])")
_AS_DIGITS = str.maketrans("oOlLiI", "001111")


def digits_mended(text: str, folded: str) -> str:
    """ "o3 hd bxdđ" → "03 hd bxdđ". ``folded`` has the length of ``text``."""
    for match in _LETTERS_FOR_DIGITS.finditer(folded):
        start, end = match.span("typed")
        following = re.match(r"[\s/–-]{0,3}([a-z]+)", folded[end:])
        is_kind = following is not None and any(following[1].startswith(letters) for letters in CONSONANT_KINDS)
        if not match["typed"].isdecimal() and (is_kind or _LEAD.search(folded[:start])):
            text = text[:start] + text[start:end].translate(_AS_DIGITS) + text[end:]
    return text


def _before_number(folded: str, at: int) -> int:
    lead = _LEAD.search(folded[:at])
    return lead.start() if lead else at


_BARE = re.compile(r"(?<![a-z0-9/.,-])(?P<digits>\d{1,6})(?P<suffix>[a-z]?)(?![a-z0-9]|[/.,-]\d)")
# Letters behind a bare number: the kind ("97 kh"), the organ ("41 qh16", "412 bca"); tp, tx, tt (city, town) begin a place's name.
_LETTERS_BEHIND = re.compile(r"[\s/-]{1,3}(?P<letters>[a-z][a-z0-9]*)(?![a-z0-9])")
# The board of a committee ("318 btgdvtu"): nothing else is written so.
_BOARD = re.compile(r"[bcdghklmnpqstvx]{2,}(?:tu|tw|du|hu)")
_NAME_BEHIND = re.compile(
    rf"\s+(?P<name>{'|'.join(name for name in _KIND_WORDS if ' ' in name and name not in {'van ban', 'so hieu'})})(?![a-z0-9])"
)
_LONG_NUMBER = 2
# "KL … 1 năm": years, when no year follows.
_COUNTS = re.compile(r"\s+(?:nam|thang|tuan)(?![a-z0-9])(?!\s+\d)")
_CALLED = re.compile(r"(?<![a-z0-9])(?!(?:cua|ve|va|hoac|co|la|cai|do|theo)\s*$)[a-z]+ ?$")
_ASSEMBLY = re.compile(r"(?:ubtv)?qh\d{0,2}")


def take_bare_number(reader: Reader) -> dict[str, Any]:
    """ "văn bản 315", "kh 315", "315": only after a kind or "số", before letters of one, or when nothing else was asked."""
    if "so" in reader.removed:
        return {}
    for match in _BARE.finditer(reader.folded):
        start, end = _before_number(reader.folded, match.start()), match.end()
        in_front = not reader.folded[:start].strip()
        if _COUNTS.match(reader.folded, end):
            continue
        kinds = _kinds_before(reader, reader.text[start : match.start()])
        organ, typed_organ, needed = "", "", False
        named = start < match.start()
        if not named and in_front and (named_behind := _kind_behind(reader, match)) is not None:
            kinds, end, named = *named_behind, True
        while (behind := _LETTERS_BEHIND.match(reader.folded, end)) and (named or in_front) and not organ:
            letters = behind["letters"]
            if letters in CONSONANT_KINDS and not kinds and "loai" not in reader.removed:
                kinds = kinds_called(letters)
            elif (
                _ASSEMBLY.fullmatch(letters)
                or (_is_organ(letters) and (kinds or named or _BOARD.fullmatch(letters)))
                or (letters in _COMMITTEES and (kinds or named) and _is_committee(reader, behind.end()))
            ):
                organ = letters
            elif _is_organ(letters) or (letters in _COMMITTEES and not reader.folded[behind.end() :].strip()):
                # "412 c06": it may count things too, so nothing but a number with these letters is meant.
                organ, needed = letters, True
            else:
                break
            typed_organ = reader.text[slice(*behind.span("letters"))] if organ else ""
            named, end = True, behind.end()
        # What is left of "168/2026" once the year is read is "168/".
        if not named and (not in_front or reader.folded[end:].strip(" /.-")):
            continue
        typed = tuple(words(reader.text[match.start() : end]))
        behind_body = re.search(r"\s{3,}$", reader.folded[: match.start()]) is not None
        reader.take(start, end)
        if kinds:
            reader.chips.append(Chip("loai", " hoặc ".join(kind.name for kind in kinds)))
        label = f"{match['digits']}{match['suffix']}"
        reader.chips.append(Chip("so", f"số {label} {typed_organ.upper()}".strip()))
        sequence = int(match["digits"])
        found: dict[str, Any] = {"sequence": sequence, "number_words": typed, "organ": organ, "kinds": kinds}
        found["organ_needed"] = needed
        # "Bão số 3", "trường tiểu học số 2" are called so.
        found["may_be_called"] = not kinds and _CALLED.search(reader.folded[:start]) is not None
        found["may_count"] = behind_body and re.match(r"\s[a-z]", reader.folded[end:]) is not None
        if match["suffix"]:
            found["number_key"] = f"{sequence}{match['suffix']}"
        return found
    return {}


def _kind_behind(reader: Reader, digits: re.Match[str]) -> tuple[tuple[DirectiveKind, ...], int] | None:
    """ "168 nghị định chính phủ": the kind behind the number, and where its name ends; "3 kế hoạch" counts."""
    if "loai" in reader.removed or len(digits["digits"]) < _LONG_NUMBER:
        return None
    name = _NAME_BEHIND.match(reader.folded, digits.end())
    typed = reader.text[slice(*name.span("name"))] if name else ""
    if name is None:
        return None
    kinds = kinds_called(typed)
    return (kinds, name.end()) if kinds else None


def _is_organ(letters: str) -> bool:
    """Letters of a body and no word of the language: "bca", "ubnd", "btgdvtu"."""
    return len(letters) > 1 and not is_syllable(letters) and letters not in {"tp", "tx", "tt", "kg", "km"}
