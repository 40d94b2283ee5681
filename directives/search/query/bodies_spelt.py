"""Bodies by their letters, and names of them cut short: "BTC TU", "BTVĐU", "UBMTTQ tỉnh", "mặt trận tỉnh"."""

import re
from collections.abc import Iterable

from django.db.models import Q

from cadre_portal.text import fold, is_syllable, letters_key
from directives.search.query.question import Chip
from directives.search.query.reader import Reader
from organizations.models import Organization

_LEVEL = r"(?:tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|dac khu|trung uong|tw|khu dan cu)"
# Printed out in the form that names of bodies are read by; the first that fits.
_CUT_SHORT = (
    (re.compile(r"(?<![a-z0-9])(?:ubmttqvn|ubmttq|ub mttq(?:vn)?|ub mat tran to quoc|uy ban mttq|ubmt|uy ban mat tran(?! to quoc)|mttqvn)(?![a-z0-9])"), "mttq"),
    (re.compile(rf"(?<![a-z0-9])mat tran(?=\s+{_LEVEL}(?![a-z0-9]))"), "mttq"),
    (re.compile(r"(?<=bch )db(?=\s)|(?<=btv )db(?=\s)"), "dang bo"),
)  # fmt: skip
# The board of a committee ("BTC TU", "UBKTĐU") or a part of it ("BCHTU").
_LETTERS = re.compile(r"(?<![a-z0-9/–-])(?P<board>[a-z]{2,8}?) ?(?P<committee>tu|du|hu|tw)(?![a-z0-9/–-])")
_PARTS = frozenset({"btv", "bch", "bchdb", "btvdb", "ttr"})
# A committee by its letters alone, in capitals among other letters: "nghị quyết TU".
_COMMITTEE = re.compile(r"(?<![\w/–-])(?:TU|ĐU|HU)(?![\w/–-])")


def bodies_written_out(text: str, folded: str) -> str:
    """The question with such names as they are printed. ``folded`` has the length of ``text``."""
    for pattern, name in _CUT_SHORT:
        out, at = "", 0
        for match in pattern.finditer(folded):
            out, at = f"{out}{text[at : match.start()]}{name}", match.end()
        text = out + text[at:]
        folded = fold(text) if out else folded
    return text


def in_or_beside(paths: Iterable[str]) -> Q:
    """The condition of being one of these bodies or one directly below them."""
    condition = Q(pk__in=())
    for path in paths:
        condition |= Q(path=path) | Q(path__below=path, depth=len(path) // Organization.steplen + 1)
    return condition


def agency_by_letters(reader: Reader) -> Organization | None:
    """The body in the person's line, or beside it, whose letters stand in the question. One query, and only where letters of that
    shape do."""
    if "co_quan" in reader.removed:
        return None
    for start, end, letters in _letters_in(reader):
        own = reader.user.reach.upward_paths()
        visible = Organization.objects.visible_to(reader.user).filter(type__receives=False)
        rows = visible.filter(in_or_beside(own)).exclude(letters="")
        called = [row for row in rows if letters in {letters_key(part) for part in row.letters.split(",")}]
        if called:
            row: Organization = min(
                called, key=lambda row: (row.path not in own, row.valid_to is not None, row.depth, row.pk)
            )
            reader.take(start, end)
            reader.chips.append(Chip("co_quan", row.label))
            return row
    return None


def _letters_in(reader: Reader) -> list[tuple[int, int, str]]:
    found = []
    for match in _LETTERS.finditer(reader.folded):
        board, committee = match["board"], match["committee"]
        if not is_syllable(board):
            found.append((*match.span(), committee if board in _PARTS else board + committee))
    if not reader.text.isupper():
        found += [(*match.span(), letters_key(match.group())) for match in _COMMITTEE.finditer(reader.text)]
    return found
