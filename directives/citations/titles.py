"""Where the title of a cited document begins and ends.

A title begins with "về", "v/v", a quotation mark or, when "về" is left out, one of the verbs subjects begin with. It ends
with the line, the sentence or a semicolon; before the next document of a list; before the main clause ("Thực hiện Kế
hoạch … về A và B, các chi bộ đã …"); or where the sentence goes on with how the document was passed on.
"""

import functools
import itertools
import re

from directives.citations.patterns import Grammar

LONGEST = 900
# Signs and words in a title that might end it: real ones have up to fifteen, hostile text has one in every word.
_MOST_EVENTS = 22
_QUOTES = {"“": "”", "«": "»", '"': '"', "”": "”"}
_OPEN_QUOTE = re.compile(r"\s*[,:]?\s*\(?([“«\"])")
_TRIM = " \t,;:.-–—…\n"
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:tp|tx|tt|p|x|q|h|đ/c|ts|ths|pgs|gs|bs|v\.v|st|số)$")
_AFTER_NUMBER = re.compile(r"\d\s?\S?\s?[-–/]\s?[a-zđ]\S*,\s+$")
# The number of an entry or the sign of a line of a list.
_LINE_SIGN = re.compile(r"\s*(?:[-+*•]\s*)?(?:\d{1,2}(?:\.\d{1,2})*\s?[.)/]\s*)?")
_SENTENCE = re.compile(r"[.!?;…]\s+|\n")
_FINITE = re.compile(r"(?<!\w)(?:đã(?!\s+và)|sẽ|vẫn|da(?!\s+va)|se)(?!\w)")
_LISTED = re.compile(r"(?:số|so)\s+\d")
_HEADING_GOES_ON = re.compile(r"(?:nêu rõ|trong đó|theo đó|yêu cầu|xác định)")
_SEMICOLON = re.compile(r";\s*(?:và\s+)?")
_SENTENCE_INSIDE = re.compile(r"[.!?]\s+\S")
# "Ngày 14/4, Thủ tướng ký Quyết định …": the main clause stands before the citation.
_MAIN_BEFORE = re.compile(r",[^,]*\s(?:ký|ban hành|đã|thông qua|tổ chức)\s[^,]*$")
# What ends the title even of a citation that begins its line.
_HEADING_ENDS = re.compile(r"\s+(?:đã|nêu|được|có\s+hiệu\s+lực)")
# "(gọi tắt là Nghị quyết 68)" between the issuer and the title.
_CALLED = re.compile(r"\s*\((?:sau đây\s+)?(?:được\s+)?(?:gọi|viết)\s+tắt[^()\n]{0,60}\)")
_SEGMENT = re.compile(r"[;.\n:]\s|$")


def read_title(text: str, low: str, at: int, start: int, grammar: Grammar) -> tuple[int, int] | None:
    """Return begin and end of the title after ``at`` (the end of number, date and issuer), or None.

    ``start``: where the citation begins.
    """
    called = _CALLED.match(low, at)
    if called:
        at = called.end()
    quote = _OPEN_QUOTE.match(text, at)
    if quote:
        return _quoted(text, quote.end(), quote[1])
    about = grammar.about.match(low, at)
    if about:
        begin = about.start("about")
        inner = _OPEN_QUOTE.match(text, about.end())
        if inner and inner.start(1) == about.end():
            found = _quoted(text, inner.end(), inner[1])
            if found:
                return begin, found[1] + 1
    else:
        spaces = len(low[at : at + 3]) - len(low[at : at + 3].lstrip(" "))
        begin = at + spaces
        verb = grammar.title_verb.match(low, begin)
        if not spaces or verb is None or (text[begin].isupper() and not text[begin : begin + 2].isupper()):
            return None
    end = _end(text, low, begin, _sentence_start(low, start), start, grammar)
    while end > begin and text[end - 1] in _TRIM:
        end -= 1
    return (begin, end) if end - begin > 6 else None


def _sentence_start(low: str, start: int) -> int:
    floor = max(0, start - 400)
    sentence = floor
    for stop in _SENTENCE.finditer(low, floor, start):
        sentence = stop.end()
    return sentence


def _quoted(text: str, begin: int, mark: str) -> tuple[int, int] | None:
    close = text.find(_QUOTES[mark], begin, begin + LONGEST)
    if close < 0 and mark == "“":
        close = text.find('"', begin, begin + LONGEST)
    if close < 0 or "\n" in text[begin:close]:
        return None
    return (begin, close) if close - begin > 6 else None


def _end(text: str, low: str, begin: int, sentence: int, start: int, grammar: Grammar) -> int:
    """Walk over everything that may end a title and stop at the first that does.

    Longer than most functions here because it is one table of cases in the order of the text.
    """
    intro = grammar.intro.match(low, sentence, start + 1) is not None and not _MAIN_BEFORE.search(low, sentence, start)
    line = low.rfind("\n", max(0, start - LONGEST), start) + 1
    heads_line = (line > 0 or start < LONGEST) and not low[line:start].strip(" -+*•0123456789.)\t")
    heading = (line > 0 or start < LONGEST) and _is_heading(low, line, begin, grammar)
    limit = min(len(low), begin + LONGEST)
    round_open = curly_open = 0
    straight = False
    for event in itertools.islice(grammar.title_end.finditer(low, begin, limit), _MOST_EVENTS):
        name, at = event.lastgroup, event.start()
        if name == "open":
            if event.group() == "(":
                round_open += 1
            else:
                curly_open += 1
        elif name == "close":
            if event.group() == ")":
                if not round_open:
                    return at
                round_open -= 1
            else:
                if not curly_open:
                    return at
                curly_open -= 1
        elif name == "quote":
            straight = not straight
        elif name == "hard":
            if event.group().startswith("\n"):
                return at
            if not (curly_open or straight or round_open or (heading and event.group() == ";")):
                return at
        elif curly_open or straight or round_open:
            continue
        elif name == "stop":
            if event.group() != "." or not _ABBREVIATED.search(low, max(begin, at - 6), at):
                return at
        elif name == "soft":
            if not heads_line or _HEADING_ENDS.match(event.group()):
                return at
        elif name == "next":
            if not _only_nested(low, begin, at, grammar):
                return at
        elif name == "comma" and _comma_ends(
            text, low, begin, event.end(), grammar, intro=intro, heads_line=heads_line
        ):
            return at
    line_end = low.find("\n", begin, limit)
    return line_end if line_end >= 0 else limit


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


def _only_nested(low: str, begin: int, at: int, grammar: Grammar) -> bool:
    """Tell whether the title so far is no more than "về thực hiện" and documents: then a further one belongs to it."""
    lead = grammar.nested_only.match(low, begin, at)
    pos = lead.end() if lead else begin
    return (
        pos > begin and grammar.kind_number.match(low, pos) is not None and not re.search(r"\s(?:về|ve)\s", low[pos:at])
    )


def _comma_ends(
    text: str, low: str, begin: int, after: int, grammar: Grammar, *, intro: bool, heads_line: bool
) -> bool:
    """Tell whether the comma before ``after`` ends the title."""
    if grammar.kind_number.match(low, after):
        return not _only_nested(low, begin, after, grammar)
    lead, clause = low[max(begin, after - 24) : after], low[after : after + 220]
    return _clause_ends(lead, clause, grammar, text[after].isupper(), intro, heads_line)


@functools.lru_cache(maxsize=256)
def _clause_ends(lead: str, ahead: str, grammar: Grammar, capital: bool, intro: bool, heads_line: bool) -> bool:
    """Tell whether the clause ``ahead`` of a comma, ``lead`` before it, is no part of the subject.

    Titles overlap (one stands in the other), so the same comma is asked about again and again.
    """
    if _AFTER_NUMBER.search(lead):
        return False  # "Quyết định số 99-QĐ/TW, ngày …": inside the next citation
    if _LISTED.match(ahead):
        return True
    if heads_line and not ahead.startswith("\n"):
        # The citation is a heading: only a clause that cannot belong to a subject ends it.
        return _HEADING_GOES_ON.match(ahead) is not None
    if grammar.clause_start.match(ahead):
        return True
    stop = _SEGMENT.search(ahead)
    clause = ahead[: stop.start()] if stop else ahead
    if intro and _FINITE.search(clause.split(",")[0]):
        return True  # "Sau 10 năm thực hiện Chỉ thị … về A, nhận thức của xã hội đã …": a clause of its own
    if not (grammar.subject.match(ahead) or (intro and capital)):
        return False
    if not intro:
        clause = clause.split(",")[0]
        if not capital:
            return False
    if grammar.verb_starts.isdisjoint(clause.split()):
        return False
    return grammar.main_verb.search(grammar.nouns.sub(" ", clause)) is not None
