"""Find every mention of a document in a text.

The text is scanned once for digits. A run of digits is looked at only if a letter group of a number follows it, or
the word before it is "số", a kind or "ngày"; so ordinary text costs next to nothing. From a number the reader goes back
to the kind and forward to date, issuer and title.
"""

import re
from dataclasses import dataclass
from datetime import date

from directives.citations.agreement import end_alike, end_within
from directives.citations.bare import bare_number
from directives.citations.dates import make_date
from directives.citations.issuers import read_issuer, read_owner, whole_issuer
from directives.citations.kind_words import kind_before, kind_in_clause, law_before, whole_law
from directives.citations.model import FoundCitation, Relation
from directives.citations.offsets import normal_text
from directives.citations.patterns import ACCENTED, LAW_NAME, PLAIN, Grammar
from directives.citations.relations import relation_before
from directives.citations.signers import issuer_behind
from directives.citations.titles import CALLED, Outer, read_title, title_may_begin
from directives.citations.words import KIND_NAMES, KIND_OF_ABBREVIATION, LAWS
from directives.kinds import kinds_by_letters
from directives.numbers import SIGN_CLASS, ParsedNumber, build_number, match_number

# What may follow digits that begin a number with letters: a sign, a suffix and a sign, a capital, a space and a capital.
_PROMISING = rf"[a-zđA-ZĐ]?\s{{0,3}}[{SIGN_CLASS}]\s{{0,3}}[\dA-ZĐÐa-zđ]|[a-zđ]?\s?[A-ZĐ][A-ZĐTRri]"
# Not within a date, a decimal or a share: no number of a document begins there. What stands before is asked behind the first
# figure, for a pattern that begins with a class of characters is searched for far quicker than one that begins with a look back.
_DIGITS = re.compile(rf"\d(?<![\d./]\d)\d*(?=(?P<promising>{_PROMISING})?)")
_FIGURES = frozenset("0123456789")
_ABBREVIATED = frozenset(short.lower()[-3:] for short in KIND_OF_ABBREVIATION)
# 14/8/2023, 14-8: and no number with a year ("30/2020/NĐ-CP").
_DAY = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?(?:\d{4}|\d\d))?(?![\d\w])(?!\s?[/–-]\s?[^\W\d_])")
_YEAR_AND_SIGN = re.compile(rf"\d+(?:\.\d+)?[^\W\d_]?\s*[{SIGN_CLASS}]{{1,2}}\s*(?:19|20)\d\d\s*[{SIGN_CLASS}]")
_LISTS = frozenset(["và", "hoặc", "va", "hoac"])
_LEFT_MARKS = "“\"'(«[*+-–•:"
_JOINT_KINDS = frozenset(name for name in KIND_NAMES if re.search("liên tịch|liên ngành|phối hợp", name))
# Before figures these tell that they are the rest of a decimal or a fraction.
_WITHIN = frozenset(".,/")
# Behind these no date, issuer or bracket follows; "" is the end of the text.
_NOTHING_BEHIND = frozenset([".", ";", ""])
_GAP = re.compile(r"[^\S\n]+")
_NUMBERLESS_WORDS = ("thư", "kêu gọi", "thu", "keu goi")
_NUMBERLESS = ("lời kêu gọi", "thư kêu gọi", "thư", "loi keu goi", "thu keu goi")


@dataclass(slots=True)
class _Mention:
    """A citation being read."""

    start: int
    end: int
    kind: str
    number: ParsedNumber | None
    issued_on: date | None = None
    issuer: str = ""
    title: tuple[int, int] | None = None
    relation: Relation = Relation.CITES
    listed: bool = False


def find_citations(text: str) -> list[FoundCitation]:
    """Return the citations of ``text`` in the order of their numbers.

    ``text``: an entry's plain text, blocks parted by line breaks (or one heading, or a contents table). Any Unicode
    form; offsets are those of the text given. Documents only named ("Nghị quyết Đại hội XIII") are not citations;
    those without a number are taken if kind, date and issuer are printed together.
    """
    clean, offsets = normal_text(text)
    low = clean.lower()
    if len(low) != len(clean):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in clean)
    grammar = PLAIN if clean.isascii() else ACCENTED
    mentions = _read(clean, low, grammar)
    nested_in = _nested_in(mentions)
    return [_finish(mention, around, text, clean, offsets) for mention, around in zip(mentions, nested_in, strict=True)]


def _nested_in(mentions: list[_Mention]) -> list[int | None]:
    """Of every mention the place of the mention in whose title it stands, the innermost."""
    nested: list[int | None] = []
    titles_end = 0
    for place, mention in enumerate(mentions):
        around = None
        if mention.start < titles_end:
            for index in range(place - 1, max(-1, place - 8), -1):
                title = mentions[index].title
                if title is not None and title[0] <= mention.start < title[1]:
                    around = index
                    break
        nested.append(around)
        if mention.title is not None:
            titles_end = max(titles_end, mention.title[1])
    return nested


def _finish(
    mention: _Mention, nested_in: int | None, text: str, clean: str, offsets: list[int] | None
) -> FoundCitation:
    start, end, title, number = mention.start, mention.end, mention.title, mention.number
    title_start, title_end = title or (-1, -1)
    title_text = " ".join(clean[title_start:title_end].split()) if title else ""
    if offsets is not None:
        start, end = offsets[start], offsets[end]
        if title:
            title_start, title_end = offsets[title_start], offsets[title_end]
    return FoundCitation(
        raw=text[start:end],
        start=start,
        end=end,
        kind=mention.kind,
        number=number.tidy if number else "",
        number_key=number.key if number else "",
        issued_on=mention.issued_on,
        issuer=mention.issuer,
        title=title_text,
        relation=mention.relation,
        nested_in=nested_in,
        title_start=title_start,
        title_end=title_end,
    )


def _read(text: str, low: str, grammar: Grammar) -> list[_Mention]:
    mentions: list[_Mention] = []
    pos = 0
    while digits := _DIGITS.search(text, pos):
        at, pos = digits.span()
        promising = digits["promising"]
        said = "number" if promising and promising[-1] not in _FIGURES else _told_before(text, low, digits, grammar)
        if said == "number":
            mention = _mention_at(text, low, digits, mentions, grammar)
        else:
            mention = _numberless(text, low, at, grammar) if said else None
        if mention:
            mentions.append(mention)
            pos = max(pos, mention.end)
    _share(mentions, low, grammar)
    end_within(mentions, low, grammar)
    end_alike(mentions, low)
    return mentions


def _told_before(text: str, low: str, digits: re.Match[str], grammar: Grammar) -> str:
    """Say whether figures without letters may be a "number", or the "day" of a document without one ("Thư kêu gọi ngày 20/9/2024
    của …"); "" where they are neither."""
    at = digits.start()
    before = low[at - 16 if at > 16 else 0 : at].rsplit(None, 1)
    word = before[-1].strip('“"( \n\t') if before else ""
    if word in grammar.number_word or word in grammar.kind_ends:
        return "number"
    if digits["promising"] and not _DAY.match(text, at):
        # 2025 - 2030, 6/2024, 45,2/180: behind an ordinary word only a year and more signs make a number of it (30/2020/NĐ-CP).
        ordinary = word.isalpha() and word not in _LISTS and word != grammar.day_word and word[-3:] not in _ABBREVIATED
        return "" if ordinary and not _YEAR_AND_SIGN.match(text, at) else "number"
    if word == grammar.day_word:
        return "day"
    bare = not digits["promising"] and (word == "và" or word[-1:] == "," or word[-3:] in _ABBREVIATED)
    return "number" if bare else ""


def _said_with_its_deed(low: str, kind: str, start: int, letters: str) -> tuple[str, int]:
    """Kind and begin of what its letters and the word before tell to be of another kind: "công văn hướng dẫn số 110-CV/…"."""
    kinds = [one.name for one in kinds_by_letters(letters)]
    if kind not in kinds:
        for name in kinds:
            if low.endswith(f" {name.lower()} ", 0, start):
                return name, start - len(name) - 1
    return kind, start


def _mention_at(
    text: str, low: str, digits: re.Match[str], mentions: list[_Mention], grammar: Grammar
) -> _Mention | None:
    at = digits.start()
    left = text[at - 1 : at] if at else ""
    kind, start, said = kind_before(text, low, at, grammar)
    stuck = not left.isspace() and (left.isdecimal() or left in _WITHIN or (left.isalpha() and not (kind or said)))
    if stuck and not (left == "," and mentions and mentions[-1].end == at - 1):
        return None  # a decimal, the rest of a fraction, "V05"
    last = mentions[-1] if mentions else None
    listed = False
    if not kind and last is not None and at - last.end < 12:
        listed = grammar.list_gap.fullmatch(low, last.end, at) is not None and "\n" not in low[last.end : at]
    found = match_number(text, at, trusted=bool(kind) or said or listed)
    if found is None:
        found = bare_number(text, low, digits, kind, grammar, said=said, listed=listed, last=last, start=start)
    if found is None:
        return _numberless(text, low, at, grammar)
    number, end = found
    if not kind and listed and last is not None:
        kind, start = last.kind, at
    elif not kind:
        kind, start = kind_in_clause(text, low, start if said else at, grammar)
        if not kind and number.form == "assembly":
            kind, start = law_before(text, low, at, grammar)
        if not kind:
            kinds = kinds_by_letters(number.kind_letters) if number.kind_letters else ()
            kind, start = (kinds[0].name if kinds else ""), at
            if not kinds and not said:
                return None
            if not kinds and number.form == "bare":
                return None
        if kind in LAWS and start < at:
            kind, start = whole_law(text, low, start, grammar) or (kind, start)
    elif number.kind_letters:
        kind, start = _said_with_its_deed(low, kind, start, number.kind_letters)
    mention = _Mention(start, end, kind, number, listed=listed)
    _attributes(mention, text, low, grammar)
    if start + len(kind) < at - 10 and not listed:
        _between(mention, text, low, (start + len(kind), at), grammar)
    if listed and last is not None and start == at:
        mention.relation = last.relation  # "căn cứ các Quy định số 377-QĐ/TW và số 378-QĐ/TW"
    else:
        before = (last.title or (last.start, last.end), last.relation) if last else None
        mention.relation = relation_before(low, mention.start, before, grammar)
    return mention


def _between(mention: _Mention, text: str, low: str, place: tuple[int, int], grammar: Grammar) -> None:
    """Read what stands between a kind and its number: the issuer ("Công văn của … số …") or the name of a law."""
    begin, at = place
    of = grammar.of.match(low, begin) or _GAP.match(low, begin)
    if of and not mention.issuer and mention.kind not in LAWS:
        end = read_issuer(text, low, of.end(), grammar, strong=not low[of.start() : of.end()].strip(" ,"))
        if end and end <= at:
            mention.issuer = " ".join(text[of.end() : end].split())
    elif not mention.title and mention.kind in LAWS:
        name = LAW_NAME.match(low, begin, at)
        if name:
            mention.title = name.span("name")


def _numberless(text: str, low: str, at: int, grammar: Grammar) -> _Mention | None:
    """A document without number, known by kind, date and issuer: "Thư kêu gọi ngày 20/9/2024 của Chủ tịch nước"."""
    head = low[max(0, at - 12) : at].rstrip()
    if not head.endswith(grammar.day_word):
        return None
    day_at = max(0, at - 12) + len(head) - len(grammar.day_word)
    words = low[max(0, day_at - 110) : day_at].rstrip(" ,")
    last = words[-12:].rpartition(" ")[2].strip(_LEFT_MARKS)
    if last not in grammar.kind_ends and not any(map(words.__contains__, _NUMBERLESS_WORDS)):
        return None
    before = low[max(0, day_at - 4) : day_at]
    kind, start, _ = kind_before(text, low, day_at - (len(before) - len(before.rstrip(" ,"))), grammar)
    issuer_first = False
    if not kind:
        kind, start = kind_in_clause(text, low, day_at, grammar)
        issuer_first = bool(kind)
        if kind.lower() not in _NUMBERLESS:
            return None
    if not (text[start].isupper() or grammar.plain):
        return None
    end = start + len(kind)
    mention = _Mention(start, end, kind, None)
    _attributes(mention, text, low, grammar)
    if mention.issued_on is None or not mention.issuer or (issuer_first and mention.end <= at):
        return None
    mention.relation = relation_before(low, start, None, grammar)
    return mention


def _attributes(mention: _Mention, text: str, low: str, grammar: Grammar) -> None:
    """Read date and issuer, in either order, then the title."""
    pos = mention.end
    dated = False
    # "Nghị quyết của Bộ Chính trị (số 68-NQ/TW, ngày …) về …": what follows the bracket belongs to it as well.
    within = "(" in text[mention.start : pos] and ")" not in text[mention.start : pos]
    opened: int | None = None
    for _ in range(6):
        if text[pos : pos + 1] in _NOTHING_BEHIND:
            break
        ahead = low[pos : pos + 40]
        if not dated and ("ng" in ahead or "(" in ahead or "năm" in ahead or "nam" in ahead or ahead[1:2].isdecimal()):
            stamp = grammar.date_after.match(low, pos)
            if stamp:
                _date(mention, stamp)
                pos, dated = stamp.end(), True
                continue
            vague = grammar.month_after.match(low, pos)
            if vague and (
                grammar.of.match(low, vague.end())
                or grammar.about.match(low, vague.end())
                or grammar.title_verb.match(low, vague.end() + 1)
            ):
                pos, dated = vague.end(), True
                continue
            bad = grammar.bad_date.match(low, pos)
            if bad:
                pos, dated = bad.end(), True
                continue
        term = grammar.term_after.match(low, pos) if "kh" in ahead else None
        if term and any(after.match(low, term.end()) for after in (grammar.date_after, grammar.of, grammar.about)):
            pos = term.end()
            continue
        if not mention.issuer:
            end = _issuer_at(mention, text, low, pos, grammar)
            if end:
                pos = end
                continue
            called = CALLED.match(low, pos) if "(" in ahead else None
            if called and grammar.of.match(low, called.end()):
                pos = called.end()
                continue
            inner = grammar.bracket.match(low, pos) if opened is None and "(" in ahead else None
            if inner:
                opened, pos = pos, inner.end()
                continue
        if text[pos : pos + 1] == ")" and (within or opened is not None):
            pos, within, opened = pos + 1, False, None
            continue
        break
    if opened is not None and not (dated or mention.issuer):
        pos = opened  # a remark in brackets
    mention.end = pos
    if not title_may_begin(low, pos, mention.start):
        return
    mention.title = read_title(
        text, low, pos, mention.start, grammar, Outer(mention.issued_on, mention.number, mention.issuer)
    )
    behind = issuer_behind(text, low, mention.title, mention.number, grammar) if not mention.issuer else None
    if mention.title and behind:
        mention.issuer = " ".join(text[behind.begin : behind.end].split())
        mention.title = mention.title[0], behind.title_end
        stamp = grammar.date_after.match(low, behind.end) if mention.issued_on is None else None
        if stamp:
            _date(mention, stamp)


def _date(mention: _Mention, stamp: re.Match[str]) -> None:
    day, month, year = stamp.group("d", "m", "y") if stamp["d"] else stamp.group("d2", "m2", "y2")
    known = int(year) if year else mention.number.year if mention.number else None
    mention.issued_on = make_date(known, int(month), int(day))


def _issuer_at(mention: _Mention, text: str, low: str, pos: int, grammar: Grammar) -> int | None:
    of = grammar.of.match(low, pos)
    if of:
        word = of[0].strip(" ,\n")
        between = word in {"giữa", "giua"}
        if between or mention.kind in _JOINT_KINDS:
            end = read_issuer(text, low, of.end(), grammar, strong=False, joint=True, between=between)
        else:
            end = read_owner(text, low, of.end(), grammar)
        if end:
            end = whole_issuer(text, low, of.end(), end, grammar)
            mention.issuer = " ".join(text[of.end() : end].split())
            verb = grammar.by_verb.match(low, end) if word == "do" else None
            return verb.end() if verb else end
        return None
    space = grammar.plenum.match(low, pos) or _GAP.match(low, pos)
    if not space:
        return None
    at = space.end()
    end = read_issuer(text, low, at, grammar, strong=True)
    if end is None and text[mention.start].islower() and grammar.strong_head.match(low, at):
        # "nghị quyết số 35-NQ/TW bộ chính trị về …": all in small letters, told by the subject behind it
        small = grammar.organ.match(low, at)
        end = small.end() if small and grammar.about.match(low, small.end()) else None
    if end is None:
        return None
    of = grammar.of.match(low, end) if low.startswith("hội nghị", at) else None
    if of:
        # "Nghị quyết số …, Hội nghị lần thứ 7 của Ban Chấp hành Trung ương về …"
        end = read_issuer(text, low, of.end(), grammar, strong=False) or end
    after = low[end : end + 24].lstrip()
    if grammar.main_verb.match(after) and not after.startswith("thực hiện"):
        return None  # the subject of the next clause
    mention.issuer = " ".join(text[at:end].split())
    return end


def _share(mentions: list[_Mention], low: str, grammar: Grammar) -> None:
    """In "các Nghị quyết số 18-NQ/TW, 19-NQ/TW ngày … của …" date, issuer and letters belong to every number."""
    for place in range(len(mentions) - 1, 0, -1):
        mention, previous = mentions[place], mentions[place - 1]
        if not mention.listed or previous.title:
            continue
        if not previous.issuer:
            previous.issuer = mention.issuer
            if previous.issued_on is None:
                previous.issued_on = mention.issued_on
        one, two = previous.number, mention.number
        if one and two and one.form == "bare" and two.form == "party" and not previous.issued_on:
            groups = [group for group in (two.kind_letters, *two.organ_letters.split("-")) if group]
            digits = re.match(r"\d+", one.tidy)
            if digits:
                previous.number = build_number(digits.group(), one.suffix, "", groups, "-")
