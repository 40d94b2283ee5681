"""A level named for its bodies: "của tỉnh", "phường mình", "nghị quyết phường năm nay"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Q

from cadre_portal.text import fold
from directives.search.index import exact_words
from directives.search.query.kinding import CONSONANT_KINDS, KIND_NAMES_OF_TWO
from directives.search.query.question import Chip
from directives.search.query.reader import Reader
from organizations.models import Organization, OrganizationQuerySet, OrganizationType

_Level = OrganizationType.Level
# Folded word → spelling.
_WORDS = {"tinh": "tỉnh", "thanh pho": "thành phố", "tp": "tp", "huyen": "huyện", "quan": "quận", "thi xa": "thị xã", "xa": "xã",
          "phuong": "phường", "dac khu": "đặc khu"}  # fmt: skip
_PROVINCE, _COMMUNE = {"tinh"}, {"xa", "phuong", "dac khu"}
_NAME = "|".join(_WORDS)
_KINDS = "|".join(sorted(KIND_NAMES_OF_TWO | CONSONANT_KINDS | {"van ban"}))
_OURS = r"(?:minh|ta|nha|toi|chung ta|em|cu)"
# Behind the word alone a name may follow ("của phường Đông Sơn"); behind these words none does.
_CLEAR = re.compile(
    r"\s*(?:$|[,;?.!]|(?:ve|gui|ban hanh|chi dao|ra|moi|yeu cau|trien khai|la|o|co|cho|de|nam|thang|quy|ngay|hom|dau|cuoi|tuan|dot|"
    r"quy dinh|huong dan|noi|lien quan|so)(?![a-z0-9]))"
)
_FORMS = (
    re.compile(
        rf"(?<![a-z0-9])(?P<lead>(?:cua|do|tren|ben|duoi)\s+(?:cap\s+)?)(?P<level>{_NAME})(?:\s+{_OURS})?(?![a-z0-9])(?!\s+(?:uy|doan|bo)(?![a-z0-9]))"
    ),
    re.compile(rf"(?<![a-z0-9])(?P<lead>)(?P<level>{_NAME})\s+(?:minh|ta|nha|chung ta)(?![a-z0-9])"),
    re.compile(
        rf"(?P<lead>)(?<![a-z0-9])(?:(?<=^)|(?<=\s))(?P<level>{_NAME})(?=\s+(?:chi dao|gui ve|ban hanh|yeu cau))"
    ),
)
# "Của" may have been read as said around what is wanted.
_IN_FRONT = re.compile(rf"^\s*(?P<level>{_NAME})(?:\s+{_OURS})?(?![a-z0-9])(?!\s+(?:uy|doan|bo)(?![a-z0-9]))")
_OF = re.compile(r"(?:cua|do|tren|ben|duoi)\s*$")
_BEHIND_KIND = re.compile(
    rf"(?:^|(?<![a-z0-9]))(?:{_KINDS})\s+(?P<level>{_NAME})(?![a-z0-9])(?!\s+(?:uy|doan|bo)(?![a-z0-9]))"
)
_MOST_DISTRICTS = 30


class Level(NamedTuple):
    """The bodies of a level in the person's own line (of districts all), how they are called, and the word that named them."""

    bodies: tuple[int, ...]
    label: str
    words: tuple[str, ...]


def take_level(reader: Reader) -> Level | None:
    """The level that a question names by its bare word; asked after the agency. Four small queries where one is named."""
    if "co_quan" in reader.removed:
        return None
    for form in (*_FORMS, _IN_FRONT, _BEHIND_KIND):
        for match in form.finditer(reader.folded):
            word = match["level"]
            if form is _IN_FRONT and not _OF.search(fold(reader.original[: match.start("level")])):
                continue
            start = match.start("level") if form is _BEHIND_KIND else match.start()
            typed = " ".join(exact_words(reader.text[slice(*match.span("level"))]))
            is_clear = _CLEAR.match(reader.folded, match.end()) is not None
            # "Cua tinh than", "quyết định phường văn minh"
            if not is_clear and (form is _BEHIND_KIND or not reader.spelt or _is_named(reader, match.end(), word)):
                continue
            if typed != _WORDS[word] and (reader.spelt or typed != fold(typed)):
                continue
            heads = _heads(reader, word)
            if not heads:
                continue
            reader.take(start, match.end())
            spelt = _WORDS[word] if word != "tp" else "thành phố"
            reader.chips.append(Chip("co_quan", f"các cơ quan của {spelt}"))
            return Level(_bodies(reader, heads), f"các cơ quan của {spelt}", tuple(word.split()))
    return None


def _is_named(reader: Reader, end: int, word: str) -> bool:
    """Whether a name follows: of a body that is kept, or with a capital letter. One query."""
    following = re.match(r"\s+([a-z]+)", reader.folded[end:])
    if following is None:
        return False
    if reader.text[end:].lstrip()[:1].isupper() and not reader.text.isupper():
        return True
    return bool(Organization.objects.filter(name_folded__contains=f"{word} {following[1]}").exists())


def _heads(reader: Reader, word: str) -> list[Organization]:
    """The committees of the level: that of the person's own line, or those of the former districts."""
    visible = Organization.objects.visible_to(reader.user).filter(type__receives=False, type__is_party=True)
    own = visible.filter(path__in=reader.user.reach.upward_paths())
    level = _Level.PROVINCE if word in _PROVINCE else _Level.COMMUNE if word in _COMMUNE else _Level.DISTRICT
    if word in {"thanh pho", "tp"}:
        city = own.filter(type__level=_Level.PROVINCE, name_folded__startswith="thanh uy").order_by("depth")[:1]
        if city:
            return list(city)
    if level == _Level.DISTRICT:
        rows = visible.filter(type__level=level).order_by("depth", "path")
        return [row for row in rows if not any(row.path.startswith(top.path) and row != top for top in rows)][
            :_MOST_DISTRICTS
        ]
    return list(own.filter(type__level=level).order_by("depth")[:1])


def _bodies(reader: Reader, heads: Sequence[Organization]) -> tuple[int, ...]:
    """The committees with their boards and the state bodies and unions beside them, two steps down, without lower committees."""
    visible = Organization.objects.visible_to(reader.user).filter(type__receives=False)
    lower = Q(type__is_party=True, type__level__in=_lower_than(heads[0]))
    children = list(_below(visible, heads).exclude(lower).only("pk", "path", "depth"))
    grandchildren = _below(visible, children).values_list("pk", flat=True) if children else ()
    return tuple(sorted({*(row.pk for row in (*heads, *children)), *grandchildren}))


def _lower_than(head: Organization) -> list[str]:
    lower: list[str] = [_Level.DISTRICT, _Level.COMMUNE, _Level.BASE, _Level.CELL]
    return (
        lower if head.type.level == _Level.PROVINCE else lower[1:] if head.type.level == _Level.DISTRICT else lower[2:]
    )


def _below(rows: OrganizationQuerySet, parents: Sequence[Organization]) -> OrganizationQuerySet:
    condition = Q()
    for parent in parents:
        condition |= Q(path__below=parent.path, depth=parent.depth + 1)
    found: OrganizationQuerySet = rows.filter(condition)
    return found
