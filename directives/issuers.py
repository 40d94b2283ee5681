"""From the printed name of an issuer to the organisations it may be.

Issuers are cited loosely: "Ban Thường vụ Thành ủy Cao Bằng", "Thành ủy Cao Bằng", "Thành ủy", "BTV Thành ủy", "Đảng bộ thành
phố Cao Bằng", "UBND tỉnh", "Ban Bí thư". So names are compared by a canonical form (folded, abbreviations spelt out, the
organ that signs taken off, a committee and its party organisation one name) and in two strengths: the same, or one the
beginning of the other.
"""

import enum
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q

from cadre_portal.text import fold, letters_key, words
from directives.issuers_short import spelt_issuers
from organizations.models import Organization, OrganizationQuerySet, OrganizationType

# Spelt out in names; only whole words.
_SPELT = {
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "mttq": "mat tran to quoc", "btv": "ban thuong vu",
    "bch": "ban chap hanh", "bct": "bo chinh tri", "bbt": "ban bi thu", "tw": "trung uong", "ttg": "thu tuong",
    "tp": "thanh pho", "tx": "thi xa", "tt": "thi tran", "ubmttq": "uy ban mat tran to quoc", "bcd": "ban chi dao",
    "btg": "ban tuyen giao", "bdv": "ban dan van", "btc": "ban to chuc", "ubkt": "uy ban kiem tra", "vp": "van phong",
    "ldld": "lien doan lao dong", "lhpn": "lien hiep phu nu", "ccb": "cuu chien binh", "dtn": "doan thanh nien",
    "tncs": "thanh nien cong san", "hcm": "ho chi minh", "qh": "quoc hoi", "cp": "chinh phu",
}  # fmt: skip

# The organ that signs → what the register keeps in ``issuing_organ``. The longest first.
_ORGANS: tuple[tuple[str, str], ...] = (
    ("ban chap hanh trung uong", "committee"),
    ("ban bi thu trung uong", "secretariat"),
    ("ban bi thu", "secretariat"),
    ("bo chinh tri", "politburo"),
    ("ban thuong vu", "standing_committee"),
    ("ban chap hanh", "committee"),
    ("ban thuong truc", "standing"),
    ("thuong truc", "standing"),
)
_CENTRAL = frozenset(
    {"trung uong", "trung uong dang", "ban chap hanh trung uong", "dang", "trung uong dang cong san viet nam"}
)
_TERM = re.compile(
    r"\b(?:khoa (?:[ivx]+|\d+)|nhiem ky \d+|lan thu)\b.*$|\bdang cong san viet nam\b|\bviet nam\b|\b(?:hoi nghi|dai hoi)(?: dai bieu)?(?: lan thu \w+)?\b"
)
# A committee and its party organisation share one register, and so do a government and its head.
_COMMITTEES: tuple[tuple[str, str], ...] = (
    ("dang bo tinh", "tinh uy"),
    ("dang bo thanh pho", "thanh uy"),
    ("dang bo huyen", "huyen uy"),
    ("dang bo quan", "quan uy"),
    ("dang bo thi xa", "thi uy"),
    ("dang bo", "dang uy"),
    ("thu tuong chinh phu", "chinh phu"),
)


class Match(enum.IntEnum):
    """How well a printed name fits an organisation."""

    NONE = 0
    LOOSE = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class IssuerName:
    """A printed name taken apart. ``organ``: a value of Directive.Organ or ""; ``core``: the canonical name of the body."""

    organ: str
    core: str


@lru_cache(maxsize=20_000)
def read_issuer_name(printed: str) -> IssuerName:
    """Take a printed issuer apart: "BTV Thành uỷ Cao Bằng" → standing_committee, "thanh uy cao bang"."""
    folded = " ".join(_SPELT.get(word, word) for word in words(printed))
    party = folded == "dang cong san viet nam"
    folded = "trung uong" if party else " ".join(_TERM.sub(" ", folded).split())
    organ = ""
    for name, value in _ORGANS:
        if folded.startswith(name):
            organ = value
            folded = folded[len(name) :].strip()
            break
    if folded.startswith("dang uy bo phan"):
        return IssuerName(organ, folded)
    if organ in {"politburo", "secretariat"} or (organ and name == "ban chap hanh trung uong") or folded in _CENTRAL:
        return IssuerName(organ or "committee", "trung uong")
    for printed_name, committee in _COMMITTEES:
        if folded == printed_name or folded.startswith(printed_name + " "):
            folded = committee + folded[len(printed_name) :]
            break
    return IssuerName(organ, folded.removeprefix("cua ").strip())


@lru_cache(maxsize=50_000)
def _own_names(name: str, short_name: str) -> frozenset[str]:
    return frozenset(read_issuer_name(text).core for text in (name, short_name) if text) - {""}


def match_issuer(printed: str, organization: Organization) -> Match:
    """Tell how well ``printed`` names ``organization``; an empty name fits none."""
    core = read_issuer_name(printed).core
    if not core:
        return Match.NONE
    names = _own_names(organization.name, organization.short_name)
    if core in names:
        return Match.SAME
    if any(own.startswith(core + " ") or core.startswith(own + " ") for own in names):
        return Match.LOOSE
    letters = {fold(part).strip() for part in organization.letters.split(",")} - {""}
    return Match.SAME if fold(printed) in letters else Match.NONE


def is_called(printed: str, organization: Organization) -> bool:
    """Whether ``printed`` is the very name, full or short: "Bộ Chính trị" is a body of its own where it is kept as one."""
    names = {letters_key(organization.name), letters_key(organization.short_name)}
    return letters_key(printed) in names


def agency_scope(agency: Organization) -> "OrganizationQuerySet":
    """An agency with everything below it and all their predecessors; of the centre only the central bodies, because all
    others hang below it."""
    rows: OrganizationQuerySet = Organization.objects.within(agency)
    if agency.type.level == OrganizationType.Level.CENTRE:
        rows = rows.filter(type__level=OrganizationType.Level.CENTRE)
    return rows.with_predecessors()


def find_issuers(printed: str, *, on: date | None, near: Organization | None = None) -> list[Organization]:
    """Organisations that ``printed`` may name, the likeliest first: same name before loose, those that existed on the
    day before the others, those above or at ``near`` before strangers.

    Cells and bases issue nothing with a register's number and are left out. Two queries at most.
    """
    core = read_issuer_name(printed).core
    if not core:
        return []
    # The last word is the place or the field: the rarest of the name.
    wanted = Q(name_folded__contains=core.split()[-1])
    if core == "trung uong":
        wanted = Q(depth=1) | wanted
    rows = Organization.objects.filter(wanted, type__receives=False).select_related("type")[:500]
    ranked = [(match, row) for row in rows if (match := match_issuer(printed, row)) is not Match.NONE]
    above = set(near.ancestor_paths) if near else set()

    def rank(item: tuple[Match, Organization]) -> tuple[int, bool, bool, bool, int, int]:
        match, row = item
        stranger = row.path not in above and not (near and row.path.startswith(near.path))
        expired = on is not None and not row.is_valid_on(on)
        return (-match, not is_called(printed, row), expired, stranger, row.depth, row.pk)

    return [row for _, row in sorted(ranked, key=rank)]


# A name that ends so has left out its place.
_LEVELS = (
    " tinh uy",
    " thanh uy",
    " huyen uy",
    " dang uy",
    " tinh",
    " thanh pho",
    " huyen",
    " xa",
    " phuong",
    " dac khu",
)


class IssuerIndex:
    """Every body that issues documents, by canonical name and by letters: for imports, where each row names one."""

    def __init__(self, near: Organization) -> None:
        self._near = near
        self._above = set(near.ancestor_paths)
        self._by_name: dict[str, list[Organization]] = {}
        self._by_letters: dict[str, list[Organization]] = {}
        # By the beginning of a name, looked for once each: a register names the same bodies again and again.
        self._by_beginning: dict[str, list[Organization]] = {}
        rows = Organization.objects.filter(type__receives=False).select_related("type")
        for row in rows.iterator(chunk_size=2000):
            self.add(row)

    def add(self, row: Organization) -> None:
        self._by_beginning.clear()
        for name in _own_names(row.name, row.short_name):
            self._by_name.setdefault(name, []).append(row)
        for letters in row.letters.split(","):
            if letters.strip():
                self._by_letters.setdefault(fold(letters), []).append(row)

    def find(self, printed: str, *, on: date | None) -> list[Organization]:
        """Organisations of that very name that existed on the day; those above or at the importer's place first. A name without
        its place ("Ban Tổ chức Tỉnh ủy") means the one body so called that hangs from a committee above.

        Several come back only where nothing tells them apart.
        """
        rows = self._called(printed)
        if not rows:
            # Shortened ("ĐU P. Bình Khê"): whichever of the names it may stand for is a body's.
            rows = [row for name in spelt_issuers(printed) for row in self._called(name)]
        if on is not None:
            rows = [row for row in rows if row.is_valid_on(on)] or rows
        rows = [row for row in rows if is_called(printed, row)] or rows
        own = [row for row in rows if row.path in self._above or row.path.startswith(self._near.path)]
        return own or rows

    def _called(self, printed: str) -> list[Organization]:
        core = read_issuer_name(printed).core
        return self._by_name.get(core, []) or self._by_letters.get(fold(printed), []) or self._without_place(core)

    def _without_place(self, core: str) -> list[Organization]:
        """The one body whose name goes on with its place where ``core`` ends with a level: at or above the importer, or below a
        committee there ("Ban Thường vụ Đảng ủy" in the register of a ward is its own)."""
        if not f" {core}".endswith(_LEVELS):
            return []
        if core not in self._by_beginning:
            rows = {
                row.pk: row
                for name, called in self._by_name.items()
                if name.startswith(core + " ")
                for row in called
                if row.path in self._above or row.path[: -row.steplen] in self._above
            }
            own = {key: row for key, row in rows.items() if row.path in self._above}
            rows = own or rows
            self._by_beginning[core] = list(rows.values()) if len(rows) == 1 else []
        return self._by_beginning[core]
