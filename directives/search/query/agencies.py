"""The body that a question names: "tỉnh ủy", "mttq phường bình khê"."""

import re

from django.db.models import Q

from cadre_portal.text import words
from directives.issuers import Match, is_called, match_issuer, read_issuer_name
from directives.search.index import exact_words
from directives.search.query.bodies_spelt import in_or_beside
from directives.search.query.question import Chip
from directives.search.query.reader import Reader
from organizations.models import Organization, OrganizationType

# With these words a name of a body begins. A place alone ("Bình Giang") is a word like any other.
_HEADS = re.compile(
    r"(?<![a-z0-9])(?:ban thuong vu|ban chap hanh|btv|bch|thuong truc|thanh uy|tinh uy|huyen uy|thi uy|quan uy|dang uy|dang bo|"
    r"uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|uy ban mttq|mat tran to quoc|mttq|bo chinh tri|ban bi thu|chinh phu|"
    r"bct|bbt|thu tuong|quoc hoi|trung uong|ban tuyen giao|ban to chuc|ban dan van|ban noi chinh|ban xay dung dang|uy ban kiem tra|"
    r"tinh doan|thanh doan|huyen doan|van phong|lien doan lao dong|hoi lien hiep phu nu|hoi phu nu|hoi ccb|hoi cuu chien binh|hoi nong dan|doan thanh nien|cong an|"
    r"(?:bo|so)(?= [a-z])|truong chinh tri)(?![a-z0-9])"
)
_LONGEST_NAME = 12
# The beginnings of these are also ordinary words; they count only with a body's full name behind.
_VAGUE = frozenset({"bo", "so", "van phong", "trung uong", "thuong truc"})


# Short names of bodies that mean nothing else.
_BODIES = re.compile(r"(?<![a-z0-9])(?:tinh|thanh|huyen) doan(?![a-z0-9])")


def unknown_body(reader: Reader) -> str:
    """A body named in the question that is none of those kept: "Tỉnh đoàn"; "" where there is none. Asked after the agency."""
    named = _BODIES.search(reader.folded) if "co_quan" not in reader.removed else None
    if named is None:
        return ""
    typed = exact_words(reader.text[named.start() : named.end()])
    if reader.spelt and (typed[1] != "đoàn" or typed[0] not in {"tỉnh", "thành", "huyện"}):
        return ""
    return {"tinh": "Tỉnh đoàn", "thanh": "Thành đoàn", "huyen": "Huyện đoàn"}[named.group().split()[0]]


def take_agency(reader: Reader) -> Organization | None:
    """The body named in the question: its full name, or a short one ("thành ủy") of a body above the person."""
    if "co_quan" in reader.removed:
        return None
    for head in _HEADS.finditer(reader.folded):
        if (
            reader.spelt
            and head.group() in {"bo", "so"}
            and exact_words(reader.text[head.start() : head.end()]) not in (["bộ"], ["sở"])
        ):
            continue
        found = _agency_at(reader, head.start(), head.group().strip())
        if found is not None:
            row, end = found
            end = _with_place(reader.folded, end, row)
            end = _past_former(reader, end)
            start = head.start()
            before = re.search(r"(?:cua|do)\s+$", reader.folded[:start])
            reader.take(before.start() if before else start, end)
            reader.chips.append(Chip("co_quan", row.label))
            return row
    return None


def _past_former(reader: Reader, end: int) -> int:
    """Past "cũ" behind the name: the body is one of former days, or went by that name."""
    former = re.compile(r"\s+cu(?![a-z0-9])").match(reader.folded, end)
    if former is None:
        return end
    return former.end() if _says_former(reader, end, former.end()) else end


def _says_former(reader: Reader, start: int, end: int) -> bool:
    """Whether the word there is "cũ"; without its mark only at the end ("Cù Lao Dung" is a place)."""
    typed = exact_words(reader.text[start:end])
    return typed == ["cũ"] or (typed == ["cu"] and not reader.folded[end:].strip())


def _with_place(folded: str, end: int, row: Organization) -> int:
    """Past the words that only say once more which body it is: "mttq phường" / "bình khê"."""
    known = set(words(f"{row.name} {row.short_name}"))
    while (following := re.compile(r"\s+([a-z]+)(?![a-z0-9])").match(folded, end)) and following[1] in known:
        end = following.end()
    return end


def _agency_at(reader: Reader, start: int, head: str) -> tuple[Organization, int] | None:
    tokens = list(re.finditer(r"[a-z0-9]+", reader.folded[start:]))[:_LONGEST_NAME]
    former = [at for at, token in enumerate(tokens) if _says_former(reader, start + token.start(), start + token.end())]
    tokens = tokens[: former[0]] if former else tokens
    head_words = len(head.split())
    rows = _candidates(reader, [token.group() for token in tokens], head_words)
    if not rows:
        return None
    own = set(reader.user.reach.upward_paths())
    for count in range(len(tokens), head_words - 1, -1):
        end = start + tokens[count - 1].end()
        printed = reader.folded[start:end]
        # "Ban Thường vụ Đảng ủy" is not of the Party as a whole.
        following = tokens[count].group() if count < len(tokens) else ""
        if tokens[count - 1].group() == "dang" and following in {"uy", "bo", "doan", "vien"}:
            continue
        same = [row for row in rows if match_issuer(printed, row) is Match.SAME]
        if same:
            best = min(
                same,
                key=lambda row: (
                    not is_called(printed, row),
                    row.path not in own,
                    row.valid_to is not None,
                    row.depth,
                    row.pk,
                ),
            )
            return best, _without_tail(reader.folded, start, tokens[:count], best, head_words)
    for count in range(len(tokens), head_words, -1):
        # "Đảng ủy Hòa An" is the one of phường Hòa An.
        named = _without_levels([token.group() for token in tokens[:count]])
        called = [row for row in rows if _without_levels(words(row.name)) == named]
        near = [row for row in called if row.path in own] or called
        if len(near) == 1:
            return near[0], start + tokens[count - 1].end()
    if head in _VAGUE:
        return None
    for count in range(len(tokens), head_words, -1):
        end = start + tokens[count - 1].end()
        printed = reader.folded[start:end]
        core = set(read_issuer_name(printed).core.split())
        near = [
            row
            for row in rows
            if row.path in own and match_issuer(printed, row) is Match.LOOSE and core <= set(words(row.name))
        ]
        if near:
            return max(near, key=lambda row: row.depth), end
    if level := _level_behind(reader.folded, start + tokens[head_words - 1].end()):
        # "UBND TP" where there is but one, though it be a body of former days.
        of_level = [row for row in rows if match_issuer(f"{head} {level.group()}", row) is Match.LOOSE]
        if len(of_level) == 1:
            return of_level[0], level.end()
    loose = [row for row in rows if match_issuer(head, row) is Match.LOOSE]
    above = [row for row in loose if row.path in own]
    end = start + tokens[head_words - 1].end()
    if above:
        return max(above, key=lambda row: row.depth), end
    # "Thành ủy" where there is but one, though it be a body of former days.
    return (loose[0], end) if len(loose) == 1 else None


def _level_behind(folded: str, end: int) -> re.Match[str] | None:
    return re.compile(r"(?<=\s)(?:thanh pho|tp|huyen|quan|thi xa)(?![a-z0-9])").match(folded, end + 1)


_LEVELS = frozenset({"phuong", "xa", "tinh", "thanh", "pho", "tp", "dac", "khu"})


def _without_levels(name: list[str]) -> list[str]:
    return [word for word in name if word not in _LEVELS]


def _without_tail(folded: str, start: int, tokens: list[re.Match[str]], row: Organization, head_words: int) -> int:
    """Where the name of ``row`` ends: what follows belongs to the question, though the whole may still read as that body ("Ban
    Chấp hành Trung ương Đảng" / "phối hợp …")."""
    count = len(tokens)
    while count > head_words:
        if match_issuer(folded[start : start + tokens[count - 2].end()], row) is not Match.SAME:
            break
        count -= 1
    return start + tokens[count - 1].end()


def _candidates(reader: Reader, tokens: list[str], head_words: int) -> list[Organization]:
    """Bodies whose name shares the head and the word after it; one or two queries."""
    name = read_issuer_name(" ".join(tokens[:head_words])).core
    visible = Organization.objects.visible_to(reader.user).filter(type__receives=False)
    if name == "trung uong":
        return list(visible.filter(type__level=OrganizationType.Level.CENTRE)[:50])
    behind = (
        "thanh pho" if tokens[head_words : head_words + 1] == ["tp"] else " ".join(tokens[head_words : head_words + 2])
    )
    former = visible.filter(name_folded__contains=f"{name} {behind}")[:3] if behind in {"thanh pho", "thi xa"} else ()
    following = [token for token in tokens[head_words:] if token not in {"phuong", "xa", "tinh", "thanh", "pho", "tp"}]
    paths = reader.user.reach.upward_paths()
    # "UBND tỉnh" / "trồng cây": the level is all that names the body.
    is_level = tokens[head_words : head_words + 1] and tokens[head_words] in _LEVELS
    beside = in_or_beside(paths) & Q(name_folded__contains=name) if is_level else Q(pk__in=())
    own = list(visible.filter(Q(path__in=paths) | beside))
    if not following:
        rest = visible.filter(name_folded__contains=name or tokens[0])[:50] if len(name.split()) > 1 else []
        return own + list(rest) + list(former)
    last = name.split()[-1] if name else tokens[head_words - 1]
    near = visible.filter(name_folded__contains=following[0]).filter(name_folded__contains=last)[:200]
    return own + list(near) + list(former)
