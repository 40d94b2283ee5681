"""How a citation stands in its sentence: what may follow its title depends on that.

"Theo <citation>, …" must be followed by a main clause, "ban hành <citation> …" need not; a sentence that a citation opens goes on
to say something of it; a heading holds the citation and nothing else.
"""

import re
from dataclasses import dataclass

from directives.citations.patterns import Grammar

LONGEST = 900
_BACK = 400
_BULLETS = frozenset("-+*•")
# A space may be missing behind the stop: "… các cấp.Theo Quyết định số …".
_SENTENCE = re.compile(r"[.!?;…]\s+|\n|(?<=[^\W\d_])\.(?=(?:theo|thực|căn|triển|sau|ngày|tại)\s)")
# The number of an entry or the sign of a line of a list.
_LINE_SIGN = re.compile(r"\s*(?:[-+*•]\s*)?(?:\d{1,2}(?:\.\d{1,2})*\s?[.)/]\s*)?")
_SEMICOLON = re.compile(r";\s*(?:và\s+)?")
# Not the leader of a contents table: "…; điều chỉnh lương hưu ........ 6".
_SENTENCE_INSIDE = re.compile(r"(?:(?<!\.\.\.)\.|[!?])\s+\S")
# "Ngày 14/4, Thủ tướng ký Quyết định …": the main clause stands before the citation.
_MAIN_BEFORE = re.compile(r",[^,]*\s(?:ký|ban hành|đã|thông qua|tổ chức)\s[^,]*$")
# "Bỏ lệ phí: Theo Nghị quyết …": behind a label a sentence of its own begins.
_AFTER = re.compile(r"\W*(?:ngay\s+)?sau\s")
_LABELLED = re.compile(r"[:;]\s+(?:theo|căn\s+cứ|trên\s+cơ\s+sở|can\s+cu|tren\s+co\s+so)\s+$")


@dataclass(frozen=True, slots=True)
class Setting:
    """The place of one citation.

    ``intro``: it stands in an adverbial before the main clause, or in an order ("Thực hiện …"). ``basis``: in one that is
    never an order ("Theo …", "Sau 5 năm thực hiện …"). ``heads_line``: nothing but a list sign stands before it on its line.
    ``heading``: the line is this citation and all that hangs on it. ``subject``: it opens a sentence that ends with a full
    stop. ``named``: a verb of issuing brings it in, so that what follows the number says what it is about; ``listed``: a list or
    a heading does.
    ``taught``: it is read out, spread, studied, so that whom it is brought to may follow.
    """

    intro: bool
    basis: bool
    heads_line: bool
    heading: bool
    subject: bool
    named: bool
    listed: bool
    taught: bool


def setting_of(low: str, start: int, begin: int, grammar: Grammar) -> Setting:
    """Return the setting of the citation at ``start`` of the lower-case text, whose number, date and issuer end at ``begin``."""
    sentence = _sentence_start(low, start)
    labelled = _LABELLED.search(low, max(sentence, start - 24), start) is not None
    intro = grammar.intro.match(low, sentence, start + 1) is not None and not _MAIN_BEFORE.search(low, sentence, start)
    basis = labelled or (intro and grammar.basis.match(low, sentence, start + 1) is not None)
    line = low.rfind("\n", max(0, start - LONGEST), start) + 1
    whole = line > 0 or start < LONGEST
    heads_line = whole and not low[line:start].strip(" -+*•0123456789.)\t")
    heading = whole and _is_heading(low, line, begin, grammar)
    stands_first = not low[sentence:start].strip(' -+*•0123456789.)\t“"')
    subject = stands_first and _ends_with_stop(low, begin)
    lead = low[max(sentence, start - 60) : start]
    named = grammar.issuing.search(lead) is not None
    if named and "," in low[sentence:start] and not _AFTER.match(low, sentence):
        intro = basis = False  # "Ngày 07/01, Ủy ban nhân dân tỉnh ra Quyết định …": the main clause stands before
    return Setting(
        intro=intro or labelled,
        basis=basis,
        heads_line=heads_line,
        heading=heading,
        subject=subject,
        named=named,
        listed=heads_line and (not subject or low[line:start].lstrip()[:1] in _BULLETS),
        taught=grammar.taught.search(lead) is not None,
    )


def _sentence_start(low: str, start: int) -> int:
    floor = max(0, start - _BACK)
    sentence = floor
    for stop in _SENTENCE.finditer(low, floor, start):
        sentence = stop.end()
    return sentence


def _ends_with_stop(low: str, begin: int) -> bool:
    end = low.find("\n", begin, begin + LONGEST)
    line = low[begin : end if end >= 0 else begin + LONGEST].rstrip(' ”"')
    return line.endswith((".", "!", ":")) or _SENTENCE_INSIDE.search(line) is not None


def _is_heading(low: str, line: int, begin: int, grammar: Grammar) -> bool:
    """Tell whether the line is a heading: one citation with all that hangs on it, no sentence after it, no list of them.

    A subject may hold semicolons there: "Chỉ thị … về quản lý, bảo vệ và phát triển rừng; phòng cháy, chữa cháy rừng".
    """
    end = low.find("\n", begin, begin + LONGEST)
    end = end if end >= 0 else min(len(low), begin + LONGEST)
    sign = _LINE_SIGN.match(low, line)
    first = sign.end() if sign else line
    if low[line:first].strip()[:1] in "-+*•" and low[line:first].strip():
        return False
    if grammar.kind_number.match(low, first) is None:
        return False
    if any(grammar.kind_number.match(low, mark.end()) for mark in _SEMICOLON.finditer(low, begin, end)):
        return False
    return _SENTENCE_INSIDE.search(low, begin, end) is None
