"""Words of one rank that are listed side by side without the comma between them: "lãnh đạo chỉ đạo", "kiểm tra giám sát".

Source: Quy tắc dấu câu tiếng Việt (the comma parts words of one rank), and how the set phrases of the party and state register
print; only pairs that are known with the comma, and not without it, are asked about. Words that print either way are let be.
"""

from collections.abc import Iterator

from documents.engines.proofreading.finding import Finding, Severity, make_finding
from documents.engines.proofreading.language import LanguageModel
from documents.engines.proofreading.prepared import Prepared
from documents.engines.proofreading.tokens import Token

# How often the pair must be known with the comma (a set phrase counts as much), and how rarely without it beside that.
_KNOWN = 3
_SELDOM = 0.1
# Printed with and without a comma in documents of the same body.
_EITHER_WAY = frozenset(("trong sạch vững mạnh", "chủ trì phối hợp", "đoàn kết thống nhất"))


def find_commas(prepared: Prepared, model: LanguageModel) -> Iterator[Finding]:
    """Yield two words of two syllables each that lack the comma between them."""
    for paragraph in prepared.paragraphs:
        tokens = paragraph.tokens
        for place in range(len(tokens) - 3):
            four = tokens[place : place + 4]
            if not _in_one_row(four) or not _lacks_comma(four, model) or paragraph.is_quoted(four[0]):
                continue
            start, end = four[0].start, four[3].end
            text = paragraph.text
            mended = text[start : four[1].end] + "," + text[four[1].end : end]
            yield make_finding(
                "comma-missing", text, paragraph.index, start, end,
                f"Giữa “{text[start : four[1].end]}” và “{text[four[2].start : end]}” thường có dấu phẩy.",
                suggestion=mended, severity=Severity.WARNING, certain=True,
            )  # fmt: skip


def _in_one_row(four: tuple[Token, ...]) -> bool:
    return all(token.joined for token in four[1:]) and not any(token.is_spared for token in four)


def _lacks_comma(four: tuple[Token, ...], model: LanguageModel) -> bool:
    first, second, third, fourth = (token.key for token in four)
    known = model.in_row((first, second), (third, fourth))
    if known < _KNOWN or model.counts.pairs[f"{second} {third}"] > _SELDOM * known:
        return False
    return not model.is_pair_word(second, third) and f"{first} {second} {third} {fourth}" not in _EITHER_WAY
