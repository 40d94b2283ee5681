"""How titles write a time that was asked for: "tháng 12", "quý IV/2026", "năm 2026". Pure.

A plan for a month is issued in the month before: whoever asks for "hướng dẫn sinh hoạt tháng 12" may mean the day of issue or
what stands in the title. Times told from today ("năm ngoái") stand in no title.
"""

import re
from dataclasses import dataclass

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """``label``: as people write it. ``phrases``: the folded rows of words by which titles say it. ``loosely``: such as may say
    something else too: a bare year stands in periods ("2021-2026") and in dates of other documents."""

    label: str
    phrases: tuple[Phrase, ...]
    loosely: tuple[Phrase, ...] = ()


_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ROMAN = ("I", "II", "III", "IV")
_PARTS = {"dau": "đầu", "giua": "giữa", "cuoi": "cuối"}
_SEASONS = {"xuan": "xuân", "he": "hè", "ha": "hạ", "thu": "thu", "dong": "đông"}
_MONTHS = ("mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai")


def written_time(match: re.Match[str], place: int) -> WrittenTime | None:
    """``match``: of the pattern of ``times``; ``place``: of its form there. None where titles do not say it."""
    groups = match.groupdict()
    if any(groups[name] for name in ("hw", "pw", "uw", "tw", "sw", "yw", "nw", "mpart", "npart", "snow")):
        return None
    match place:
        case 0:
            return _day(
                int(groups["d"] or groups["d2"]), int(groups["dm"] or groups["dm2"]), groups["dy"] or groups["dy2"]
            )
        case 1:
            first, last = groups["from"], groups["to"]
            between: tuple[Phrase, ...] = ((), ("den",), ("den", "nam"))
            return WrittenTime(f"{first}-{last}", tuple((first, *words, last) for words in between))
        case 2:
            half, year = groups["half"], groups["hy"] or groups["hz"]
            counted: list[Phrase] = [(number, "thang", half) for number in ("6", "sau")]
            return WrittenTime(f"6 tháng {_PARTS[half]} năm {year}", _of_year(counted, year))
        case 3:
            part, year = groups["part"], groups["py"] or groups["pz"]
            return WrittenTime(f"{_PARTS[part]} năm {year}", _of_year([(part,)], year))
        case 6:
            return _quarter(_QUARTERS[groups["q"]], groups["qy"] or groups["uy"] or groups["uz"])
        case 7:
            return _month(
                int(groups["m"] or groups["m2"]), groups["my"] or groups["my2"] or groups["ty"] or groups["tz"]
            )
        case 8:
            season, year = groups["s"], groups["sy"] or groups["sz"]
            return WrittenTime(f"{_SEASONS[season]} {year}", _of_year([(season,)], year)) if year else None
        case 9:
            if groups["yy"]:
                return WrittenTime(f"năm {groups['yy']}", (("nam", groups["yy"]),))
            return WrittenTime(groups["yz"], (("nam", groups["yz"]),), ((groups["yz"],),))
        case 10:
            name = " ".join(groups["mn"].split())
            # Months of the moon have no number in titles.
            return _month(_MONTHS.index(name) + 1, groups["ny"] or groups["nz"]) if name in _MONTHS else None
    return None


def _of_year(phrases: list[Phrase], year: str) -> tuple[Phrase, ...]:
    return tuple((*phrase, *words, year) for phrase in phrases for words in ((), ("nam",)))


def _figures(number: int) -> tuple[str, ...]:
    """A day or month as it is printed, with and without its nought."""
    return (str(number), f"{number:02d}") if number < 10 else (str(number),)


def _day(day: int, month: int, year: str) -> WrittenTime:
    year = f"20{year}" if len(year) == 2 else year
    pairs = [(one, other) for one in _figures(day) for other in _figures(month)]
    short = tuple((one, other, year) for one, other in pairs)
    long = tuple((one, "thang", other, "nam", year) for one, other in pairs)
    return WrittenTime(f"ngày {day:02d}/{month:02d}/{year}", short + long)


def _quarter(quarter: int, year: str | None) -> WrittenTime:
    roman = _ROMAN[quarter - 1]
    phrases: list[Phrase] = [("quy", roman.lower()), ("quy", str(quarter))]
    if year:
        return WrittenTime(f"quý {roman}/{year}", _of_year(phrases, year))
    return WrittenTime(f"quý {roman}", tuple(phrases))


def _month(month: int, year: str | None) -> WrittenTime:
    phrases: list[Phrase] = [("thang", figure) for figure in _figures(month)]
    if year:
        return WrittenTime(f"tháng {month}/{year}", _of_year(phrases, year))
    return WrittenTime(f"tháng {month}", tuple(phrases))
