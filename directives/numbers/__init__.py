"""The number of a document (số, ký hiệu): one grammar for every form and every printed variant.

Forms (rules: Quy định 66-QĐ/TW and its successor for the party, decree 30/2020/NĐ-CP for the state):

    party              315-KH/TU   01-KL/TW   05-QC/BTCTU-BDVTU   12a-HD/BTGTU
    state              245/KH-UBND   30/QĐ-BCA-V05   4567/UBND-KGVX (an official letter has no kind letters)
    state, with year   30/2020/NĐ-CP   05/2024/QĐ-UBND   66.25/2026/NQ-CP (one of several under one number)
    National Assembly  43/2022/QH15   1210/2016/UBTVQH13
    Front and unions   either way: 127/KH-MTTQ-BTT   27-KH/MTTQ
    bare               Kế hoạch 45, Nghị quyết số 96

As printed they vary: spaces around any sign, en dash or minus for the hyphen, a sign missing, a break inside, "số"
doubled or missing, lower case, no diacritics. All spellings of one number have one ``key``; ``tidy`` mends the
signs and keeps the digits as printed.
"""

from directives.numbers.parts import SIGN_CLASS, ParsedNumber, build_number
from directives.numbers.printed import match_number
from directives.numbers.typed import number_key, number_sequence, parse_number, tidy_number

__all__ = [
    "SIGN_CLASS",
    "ParsedNumber",
    "build_number",
    "match_number",
    "number_key",
    "number_sequence",
    "parse_number",
    "tidy_number",
]
