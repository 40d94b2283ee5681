"""Reads a typed question: number, kind, agency, time, and the words that are left.

Nothing of the raw text ever reaches a query language: the engines get words of letters and digits only. A question longer
than a long title is cut; what is cut was never meant as one.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from cadre_portal.text import fold, has_diacritics, squeeze, words
from directives.search.days_of_year import find_day_of_year
from directives.search.query.agencies import take_agency, unknown_body
from directives.search.query.bodies_spelt import agency_by_letters, bodies_written_out
from directives.search.query.fillers import take_fillers, take_newest
from directives.search.query.kinding import (
    CONSONANT_KINDS,
    KIND_NAMES_OF_TWO,
    kinds_called,
    kinds_mended,
    kinds_spaced,
    take_kind,
)
from directives.search.query.levels import take_level
from directives.search.query.numbering import (
    digits_mended,
    figures_parted,
    parted_numbers,
    take_bare_number,
    take_full_number,
    take_unnumbered,
)
from directives.search.query.question import Chip, Group, Question
from directives.search.query.reader import Reader
from directives.search.query.signers import take_signers
from directives.search.query.slips import blanks_moved, doubled_letters_read
from directives.search.query.spoken_numbers import spoken_numbers_read
from directives.search.query.turned import numbers_turned
from directives.search.query.typed_keys import keys_read_back
from directives.search.query.wording import MOST_WORDS, groups_of
from directives.search.times import Period, find_part_of_year, find_period
from organizations.models import User

LONGEST = 300
_BODY_IN_FRONT = re.compile(
    r"(?:cua\s+)?(?:(?:dang|tinh|thanh|huyen)\s+uy|ubnd|hdnd|uy\s+ban|hoi\s+dong|mttq|mat\s+tran|ban\s|so\s|bo\s|chinh\s+phu|thu\s+tuong|trung\s+uong|quoc\s+hoi)"
)
_KIND_IN_FRONT = re.compile(rf"(?:{'|'.join(sorted(KIND_NAMES_OF_TWO | CONSONANT_KINDS))})(?![a-z0-9])")

__all__ = ["LONGEST", "MOST_WORDS", "Chip", "Group", "Question", "read_question"]


def read_question(
    text: str, *, user: User, today: date, removed: Collection[str] = (), unfinished: bool = False
) -> Question:
    """Take a typed question apart. ``removed``: slugs of chips that the person has taken off. A few small queries.

    "kế hoạch 315 hè năm ngoái" → kind, bare number, period; "thành ủy cao bằng atgt" → agency, one group of words.
    """
    clean = squeeze(text[: LONGEST * 4])[:LONGEST].strip()
    read_back = clean if "go" in removed else doubled_letters_read(keys_read_back(clean))
    typed, clean = clean, read_back
    is_read_back = clean != typed
    folded = fold(clean)
    if len(folded) != len(clean):
        clean = folded
    parted = clean
    if "so" not in removed:
        parted = figures_parted(clean, folded)
        parted = digits_mended(parted, fold(parted))
        parted = numbers_turned(parted, fold(parted))
        parted = kinds_spaced(parted, fold(parted))
        parted = kinds_mended(parted, fold(parted))
        parted = spoken_numbers_read(parted, fold(parted))
        parted = parted_numbers(parted, fold(parted))
    if "thoi_gian" not in removed:
        parted = months_written_out(parted, fold(parted))
    if "co_quan" not in removed:
        parted = bodies_written_out(parted, fold(parted))
    reader = Reader(parted, fold(parted), user, today, removed, parted)
    if is_read_back:
        reader.chips.append(Chip("go", f"đọc là “{clean}”"))
    take_fillers(reader)
    unnumbered = take_unnumbered(reader)
    number = {} if unnumbered else take_full_number(reader)
    before = reader.folded
    period = take_period(reader)
    timed = [char for char, left in zip(before, reader.folded, strict=True) if char != left or char == " "]
    newest_first = take_newest(reader)
    signers, signer_words = take_signers(reader)
    agency = take_agency(reader) or agency_by_letters(reader)
    level = take_level(reader) if agency is None else None
    unknown = "" if agency is not None else unknown_body(reader)
    if not number and not unnumbered:
        number = take_bare_number(reader)
    kinds = number.pop("kinds", ())
    if not kinds and not number.get("has_organ"):
        kinds = take_kind(reader)
    groups = tuple(groups_of(reader))
    is_typed = unfinished and not text[-1:].isspace()
    is_cut = is_typed and bool(groups) and _is_one_letter(groups[-1]) and words(clean)[-1:] == [groups[-1].folded[0][0]]
    if is_cut:
        # Very many words begin with it: it is asked once it says something.
        groups = groups[:-1]
    as_words = None
    if number and (groups or number.get("organ_needed")):
        as_words = read_question(text, user=user, today=today, removed={*removed, "so"}, unfinished=unfinished)
    as_parted = None
    if "go" not in removed and (moved := blanks_moved(clean)) != clean:
        other = read_question(moved, user=user, today=today, removed={*removed, "go"}, unfinished=is_typed)
        chip = Chip("go", f"đọc là “{moved}”")
        as_parted = replace(other, typed=typed, chips=(chip, *(each for each in other.chips if each.slug != "go")))
    return Question(
        text=clean,
        typed=typed,
        kinds=kinds,
        agency=agency,
        level_bodies=level.bodies if level else (),
        level_label=level.label if level else "",
        level_words=level.words if level else (),
        unknown_body=unknown,
        signers=signers,
        signer_words=signer_words,
        period=period,
        period_words=tuple(words("".join(timed))),
        groups=groups,
        as_words=as_words,
        as_parted=as_parted,
        only_asks=reader.only_asks,
        chips=tuple(reader.chips),
        spelt=has_diacritics(clean),
        unfinished=is_typed and not is_cut,
        is_cut=is_cut,
        unnumbered=unnumbered,
        newest_first=newest_first,
        kind_words=reader.kind_words,
        **number,
    )


def _is_one_letter(group: Group) -> bool:
    typed = group.folded[0]
    return len(typed) == 1 and len(typed[0]) == 1 and typed[0].isalpha()


# "SHCB T12", "q3/2026"
_MONTH = re.compile(r"(?<![a-z0-9/-])t\.?\s?(?P<month>1[0-2]|0?[1-9])(?![a-z0-9])(?![./-]\d{1,2}(?!\d))")
_QUARTER = re.compile(r"(?<![a-z0-9/-])q(?P<quarter>[1-4])(?=\s?/\s?20\d\d|\s+(?:nam\s+)?20\d\d|\s+nam\s)")


def months_written_out(text: str, folded: str) -> str:
    """ "T12" as "tháng 12". ``folded`` has the length of ``text``."""
    for pattern, name in ((_MONTH, "tháng"), (_QUARTER, "quý")):
        match = pattern.search(folded)
        if match is not None:
            return f"{text[: match.start()]}{name} {match.group(1)}{text[match.end() :]}"
    return text


def take_period(reader: Reader) -> Period | None:
    if "thoi_gian" in reader.removed:
        return None
    period = find_period(reader.folded, reader.text if reader.spelt else "", reader.today)
    yearly = find_day_of_year(reader.folded, reader.today, period)
    if yearly is not None and (yearly[1] or _stands_apart(reader.folded, yearly[0])):
        period = yearly[0]
    if period is None:
        period = find_part_of_year(reader.folded, reader.text if reader.spelt else "", reader.today)
    if period is not None:
        reader.take(period.start, period.end)
        reader.chips.append(Chip("thoi_gian", period.label))
    return period


def _stands_apart(folded: str, day: Period) -> bool:
    """Whether a day that no word announces is no part of a title: it stands alone, at the end behind no day's name, or beside the
    name of a kind, or before that of a body ("16/10 đảng ủy phường")."""
    before, after = folded[: day.start].strip(), folded[day.end :].strip()
    opens = not after or _KIND_IN_FRONT.match(after) is not None or _BODY_IN_FRONT.match(after) is not None
    return (not before and opens) or bool(kinds_called(before))
