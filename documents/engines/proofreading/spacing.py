"""Spaces: missing, doubled, before a sign, inside brackets.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, and the typing rule every Vietnamese office teaches: a sign stands at the word
before it and is followed by one space; brackets and quotation marks stand at what they enclose.
"""

import re
from collections.abc import Iterator

from cadre_portal.text import CAPITALS
from documents.engines.proofreading.finding import Finding, Severity, make_finding
from documents.engines.proofreading.language import LanguageModel
from documents.engines.proofreading.prepared import Paragraph, Prepared
from documents.engines.proofreading.syllables import is_syllable
from documents.engines.proofreading.tokens import key_of

_LETTER = r"[^\W\d_]"
_DOUBLED = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_BEFORE_SIGN = re.compile(r"(?<=[^\W_])[ \u00a0]+(?P<sign>[,;.!?:])(?=\s|$)")
_BEFORE_SIGN_GLUED = re.compile(rf"(?<=[^\W_])[ \u00a0]+(?P<sign>[,;])(?={_LETTER})")
# After a comma a digit may follow ("62,6%"), after a stop digits, letters of a file name or an abbreviation.
_AFTER_SIGN = re.compile(rf"(?P<word>[^\W\d_]+)(?P<sign>[,;])(?P<next>{_LETTER}+)")
_AFTER_FIGURE = re.compile(rf"(?P<word>\d)(?P<sign>[;])(?P<next>[^\W_]+)|(?P<word2>\d),(?P<next2>{_LETTER}{{2,}})")
_AFTER_STOP = re.compile(rf"(?P<word>{_LETTER}*[^\W\d_{CAPITALS}])\.(?P<next>[{CAPITALS}]{_LETTER}+)")
_IN_BRACKET = re.compile(r"\([ \u00a0]+(?=\S)|(?<=\S)[ \u00a0]+\)")
_NEAR_BRACKET = re.compile(rf"(?P<word>{_LETTER}{{2,}})\((?P<next>{_LETTER}{{2,}})|\)(?P<after>{_LETTER}{{2,}})")
_IN_QUOTE = re.compile(r"“[ \u00a0]+(?=\S)|(?<=\S)[ \u00a0]+”")
_BULLET = re.compile(rf"^\s*(?P<mark>[-+*•–])(?P<next>{_LETTER}+)")
_ONE_SIDED = re.compile(
    rf"(?P<a>{_LETTER}{{2,}})(?:(?P<l> )[-–](?P<b>{_LETTER}{{2,}})|[-–](?P<r> )(?P<c>{_LETTER}{{2,}}))"
)


def find_spacing(prepared: Prepared, model: LanguageModel) -> Iterator[Finding]:
    """Yield missing and needless spaces, and words run together."""
    for paragraph in prepared.paragraphs:
        yield from _needless(paragraph)
        yield from _missing(paragraph, model)
        yield from _glued(paragraph, model)


def _word_start(text: str, at: int) -> int:
    space = text.rfind(" ", 0, at)
    return space + 1


def _needless(paragraph: Paragraph) -> Iterator[Finding]:
    text = paragraph.text
    for match in _DOUBLED.finditer(text):
        if "\t" in text or len(match.group()) > 4:
            continue
        start, end = _around(text, match.start(), match.end())
        yield make_finding(
            "space-doubled", text, paragraph.index, start, end, "Thừa dấu cách giữa hai từ.",
            suggestion=re.sub(r"\s+", " ", text[start:end]), severity=Severity.WARNING, certain=True,
        )  # fmt: skip
    for pattern in (_BEFORE_SIGN, _BEFORE_SIGN_GLUED):
        for match in pattern.finditer(text):
            start = _word_start(text, match.start())
            yield make_finding(
                "space-before-sign", text, paragraph.index, start, match.end(),
                f"Thừa dấu cách trước dấu “{match['sign']}”.",
                suggestion=text[start : match.start()] + match["sign"] + (" " if pattern is _BEFORE_SIGN_GLUED else ""),
                certain=pattern is _BEFORE_SIGN,
            )  # fmt: skip
    for pattern in (_IN_BRACKET, _IN_QUOTE):
        for match in pattern.finditer(text):
            start, end = _around(text, match.start(), match.end())
            yield make_finding(
                "space-in-bracket", text, paragraph.index, start, end, "Thừa dấu cách ở phía trong dấu ngoặc.",
                suggestion=text[start : match.start()] + match.group().strip() + text[match.end() : end],
                severity=Severity.WARNING, certain=True,
            )  # fmt: skip


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The words on both sides of ``start:end``."""
    right = text.find(" ", end)
    return _word_start(text, start), right if right >= 0 else len(text)


def _missing(paragraph: Paragraph, model: LanguageModel) -> Iterator[Finding]:
    text = paragraph.text

    def finding(match: re.Match[str], sign_at: int, sign: str) -> Finding:
        return make_finding(
            "space-after-sign", text, paragraph.index, match.start(), match.end(), f"Thiếu dấu cách sau dấu “{sign}”.",
            suggestion=text[match.start() : sign_at + 1] + " " + text[sign_at + 1 : match.end()], certain=True,
        )  # fmt: skip

    for match in _AFTER_SIGN.finditer(text):
        yield finding(match, match.start("sign"), match["sign"])
    for match in _AFTER_FIGURE.finditer(text):
        yield finding(match, match.start() + 1, text[match.start() + 1])
    for match in _AFTER_STOP.finditer(text):
        if is_syllable(match["word"]) and is_syllable(match["next"]) and not _abbreviates(match["word"]):
            yield finding(match, match.end("word"), ".")
    for match in _NEAR_BRACKET.finditer(text):
        yield make_finding(
            "space-at-bracket", text, paragraph.index, match.start(), match.end(), "Thiếu dấu cách cạnh dấu ngoặc đơn.",
            suggestion=match.group().replace("(", " (").replace(")", ") "), severity=Severity.WARNING, certain=True,
        )  # fmt: skip
    match_bullet = _BULLET.match(text)
    if match_bullet and (model.single(key_of(match_bullet["next"])) or is_syllable(match_bullet["next"])):
        yield make_finding(
            "space-after-mark", text, paragraph.index, match_bullet.start("mark"), match_bullet.end(),
            f"Thiếu dấu cách sau dấu “{match_bullet['mark']}” ở đầu dòng.",
            suggestion=f"{match_bullet['mark']} {match_bullet['next']}", certain=True,
        )  # fmt: skip
    for match in _ONE_SIDED.finditer(text):
        yield make_finding(
            "space-at-dash", text, paragraph.index, match.start(), match.end(),
            "Dấu gạch nối giữa hai từ có dấu cách ở một bên, bên kia không có.",
            suggestion=f"{match['a']} - {match['b'] or match['c']}", severity=Severity.WARNING,
        )  # fmt: skip


def _abbreviates(word: str) -> bool:
    """TP.Hà Nội, TS.Lê: titles shortened with a stop."""
    return len(word) <= 2


def _glued(paragraph: Paragraph, model: LanguageModel) -> Iterator[Finding]:
    """Two known syllables printed without the space: "củaBan", "chínhtrị"."""
    for token in paragraph.tokens:
        text = token.text
        if (
            not token.is_word
            or len(text) < 4
            or is_syllable(text)
            or text.isupper()
            or token.key in model.lexicon.foreign
        ):
            continue
        if text.isascii():
            continue
        inner = next((p for p in range(1, len(text)) if text[p].isupper() and text[p - 1].islower()), None)
        cuts = [inner] if inner else range(1, len(text))
        if text[0].isupper() and not token.opens and inner is None:
            continue
        for cut in cuts:
            one, two = text[:cut], text[cut:]
            known = model.single(key_of(one)) and model.single(key_of(two))
            if not (known and is_syllable(one) and is_syllable(two)):
                continue
            if inner or model.pair(key_of(one), key_of(two)):
                yield make_finding(
                    "space-missing", paragraph.text, paragraph.index, token.start, token.end,
                    "Hai từ viết liền nhau, thiếu dấu cách.", suggestion=f"{one} {two}", certain=True,
                )  # fmt: skip
                break
