"""Numbers in a question: "315-KH/TU", "văn bản 315", "kh31", "không số"."""

import re
from typing import Any

from cadre_portal.text import fold, words
from directives.kinds import KINDS
from directives.models import DirectiveKind
from directives.numbers import parse_number
from directives.search.index import exact_words
from directives.search.query.kinding import KIND_LETTERS, kinds_called
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


def parted_numbers(text: str, folded: str) -> str:
    """ "kh31", "c.v 318" → "kh 31", "cv 318": a kind's letters typed together with the number, or with stops between."""
    out, at = "", 0
    for match in _JOINED.finditer(folded):
        dotted = "." in match["letters"]
        if match["letters"].replace(".", "") in KIND_LETTERS and (dotted or not match["gap"]):
            letters = text[match.start("letters") : match.end("letters")].replace(".", "")
            out, at = f"{out}{text[at : match.start()]}{letters} ", match.end()
    return out + text[at:]


def _before_number(folded: str, at: int) -> int:
    lead = _LEAD.search(folded[:at])
    return lead.start() if lead else at


_BARE = re.compile(r"(?<![a-z0-9/.,-])(?P<digits>\d{1,6})(?P<suffix>[a-z]?)(?![a-z0-9]|[/.,-]\d)")


def take_bare_number(reader: Reader) -> tuple[tuple[DirectiveKind, ...], dict[str, Any]]:
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
            kinds = kinds_called(re.sub(r"(?i)\s*\bs(?:ố|o)\b.*$", "", lead).strip(" .:") or lead)
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
