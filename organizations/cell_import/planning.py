"""What the rows come to: which bodies and people are new, which the portal has, and which rows contradict each other or it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from cadre_portal.table_import import UnusableTable
from cadre_portal.text import exact_key, fold, has_diacritics
from organizations.access import manageable_users, managed_organizations
from organizations.cell_import.reading import SHOWN, CellFacts, CellReport
from organizations.models import Membership, Organization, OrganizationType, User
from organizations.phones import phone_key
from organizations.roles import Role
from organizations.usernames import free_username

_CHUNK = 500
_DIRECT = {"truc thuoc", "truc thuoc dang uy"}
Level = OrganizationType.Level


@dataclass(slots=True)
class PlannedPerson:
    """A secretary: one whom the portal has, or one to be made (``user`` without a key)."""

    user: User
    fill_phone: str = ""
    fill_email: str = ""


@dataclass(slots=True)
class PlannedBody:
    """A base or a cell, there or to be made, with what the sheet says about it. ``first_row``: where it was first named."""

    organization: Organization
    first_row: int
    is_new: bool
    parts: "dict[str, PlannedBody]" = field(default_factory=dict)
    folded: "dict[str, PlannedBody]" = field(default_factory=dict)
    facts: CellFacts | None = None
    person: PlannedPerson | None = None

    def add(self, part: "PlannedBody") -> None:
        """Put a part below, under its name; the first of a name stays."""
        name = part.organization.name
        self.parts.setdefault(exact_key(name), part)
        self.folded.setdefault(fold(name), part)


class Planner:
    """Takes facts row by row; ``root`` then holds the whole tree of what is to be."""

    def __init__(
        self, *, actor: User | None, under: Organization, today: date, report: CellReport, homonyms: bool
    ) -> None:
        self.actor = actor
        self.under = under
        self.today = today
        self.report = report
        self.homonyms = homonyms
        self.types = {level: self._type_of(level) for level in (Level.BASE, Level.CELL)}
        self._read_tree()
        self._read_secretaries()
        self._usernames: set[str] = set(User.objects.values_list("username", flat=True))
        self._people_of_sheet: dict[tuple[str, str], PlannedPerson] = {}
        self._phone_rows: dict[str, tuple[int, str]] = {}

    # --- What the portal has ---------------------------------------------------------------------------------------

    def _type_of(self, level: str) -> OrganizationType:
        found = OrganizationType.objects.filter(level=level, receives=True).order_by("position").first()
        if found is None:
            label = Level(level).label
            raise UnusableTable(f"Cổng chưa có loại tổ chức nhận tài liệu ở cấp {label}. Đồng chí thêm loại đó trước.")
        return found

    def _read_tree(self) -> None:
        """All bodies below ``under`` that still live, by parent and name; three hundred bytes each, read at once."""
        rows = Organization.objects.within(self.under).valid_on(self.today).select_related("type")
        by_path = {row.path: row for row in rows}
        if self.under.path not in by_path:
            raise UnusableTable(f"{self.under.name} đã thôi hoạt động. Đồng chí chọn tổ chức khác.")
        self.root = PlannedBody(by_path[self.under.path], 0, is_new=False)
        bodies = {self.under.path: self.root}
        # By folded name: where else below ``under`` a base of this name stands.
        self.bases_elsewhere: dict[str, Organization] = {}
        step = self.under.steplen
        for path, row in by_path.items():
            if path == self.under.path:
                continue
            body = bodies.setdefault(path, PlannedBody(row, 0, is_new=False))
            parent = bodies.get(path[:-step])
            if parent is not None:
                parent.add(body)
            if row.type.level == Level.BASE and path[:-step] != self.under.path:
                self.bases_elsewhere.setdefault(exact_key(row.name), row)
        if self.actor is None or self.actor.reach.everything:
            managed = Organization.objects.all()
        else:
            managed = managed_organizations(Organization.objects.all(), self.actor)
        beside = managed.filter(type__level=Level.BASE).exclude(path__below=self.under.path)
        for row in beside.valid_on(self.today):
            self.bases_elsewhere.setdefault(exact_key(row.name), row)

    def _read_secretaries(self) -> None:
        rows = (
            Membership.objects.in_force(self.today)
            .filter(role=Role.SECRETARY, organization__path__below=self.under.path)
            .select_related("user")
        )
        self.secretary_of = {row.organization_id: row.user for row in rows}

    def know_phones(self, phones: Iterable[str]) -> None:
        """Read the people who have one of these numbers: asked once, before the rows are taken."""
        keys = sorted(set(phones))
        self._by_phone: dict[str, list[User]] = {}
        for start in range(0, len(keys), _CHUNK):
            for user in User.objects.active().filter(phone_key__in=keys[start : start + _CHUNK]):
                self._by_phone.setdefault(user.phone_key, []).append(user)
        found = [user.pk for users in self._by_phone.values() for user in users]
        if self.actor is None or self.actor.reach.everything:
            self._manageable = set(found)
        else:
            mine = manageable_users(User.objects.all(), self.actor)
            self._manageable = {
                key
                for start in range(0, len(found), _CHUNK)
                for key in mine.filter(pk__in=found[start : start + _CHUNK]).values_list("pk", flat=True)
            }

    # --- Rows ------------------------------------------------------------------------------------------------------

    def take(self, facts: CellFacts) -> None:
        """Add a row to the plan, or refuse it."""
        base = self._base(facts)
        if base is None:
            return
        body = base if not facts.cell else self._part(base, facts.cell, facts, Level.CELL)
        if body is None:
            return
        if body.facts is not None:
            self._refuse_twice(body, facts)
            return
        body.facts = facts
        if not facts.secretary:
            if body.organization.pk is None or body.organization.pk not in self.secretary_of:
                self.report.without_secretary += 1
            return
        there = self.secretary_of.get(body.organization.pk) if body.organization.pk is not None else None
        if there is not None and exact_key(there.full_name) != exact_key(facts.secretary):
            self._refuse(
                facts.row,
                "secretary",
                f"{body.organization.name} đã có bí thư là {there.full_name}. Đồng chí dùng trang Thay bí thư, "
                "hoặc sửa tên trong tệp cho khớp.",
            )
            return
        body.person = self._person(facts, there)

    def _refuse(self, row: int, column: str, message: str) -> None:
        self.report.refused += 1
        self.report.refuse(row, SHOWN[column], message)

    def _refuse_twice(self, body: PlannedBody, facts: CellFacts) -> None:
        assert body.facts is not None  # noqa: S101 - asked by the caller
        first = body.facts
        if facts.secretary and first.secretary and exact_key(facts.secretary) != exact_key(first.secretary):
            self._refuse(
                facts.row,
                "secretary",
                f"{body.organization.name} có hai bí thư: {first.secretary} (dòng {first.row}) và {facts.secretary}. "
                "Đồng chí giữ một dòng.",
            )
        else:
            self._refuse(
                facts.row, facts.column, f"{body.organization.name} đã có ở dòng {first.row}. Đồng chí xóa một dòng."
            )

    def _base(self, facts: CellFacts) -> PlannedBody | None:
        names = {exact_key(self.under.name), exact_key(self.under.label)}
        if exact_key(facts.base) in names or (fold(facts.base) in _DIRECT and facts.cell):
            if not facts.cell and self.under.type.level != Level.BASE:
                self._refuse(facts.row, "cell", "Thiếu tên chi bộ trực thuộc đảng ủy. Đồng chí ghi tên chi bộ.")
                return None
            return self.root
        if self.under.type.level == Level.BASE:
            self._refuse(
                facts.row,
                "base",
                f"“{facts.base[:60]}” không phải {self.under.name}. Tệp này chỉ nhập được cho {self.under.name}.",
            )
            return None
        key = exact_key(facts.base)
        elsewhere = self.bases_elsewhere.get(key)
        if key not in self.root.parts and elsewhere is not None and not self.homonyms:
            above = Organization.objects.filter(path=elsewhere.path[: -elsewhere.steplen]).first()
            place = above.name if above is not None else "nơi khác"
            self._refuse(
                facts.row,
                "base",
                f"Đã có {elsewhere.name} trực thuộc {place}. Nếu là một tổ chức, đồng chí chuyển tổ chức đó về "
                f"{self.under.name} trước; nếu chỉ trùng tên, đồng chí chọn ô “Trùng tên là tổ chức khác”.",
            )
            return None
        return self._part(self.root, facts.base, facts, Level.BASE)

    def _part(self, parent: PlannedBody, name: str, facts: CellFacts, level: str) -> PlannedBody | None:
        """The part of ``parent`` with this name: there already, or planned as new."""
        column = "base" if level == Level.BASE else "cell"
        key = exact_key(name)
        found = parent.parts.get(key)
        if found is None:
            alike = parent.folded.get(fold(name))
            if alike is not None and not has_diacritics(name):
                found = alike
            elif alike is not None:
                self.report.warn(
                    facts.row,
                    SHOWN[column],
                    f"Gần giống {alike.organization.name} nhưng khác dấu; cổng coi là hai tổ chức. Đồng chí kiểm tra lại.",
                )
        if found is not None:
            if found.organization.type.level != level:
                self._refuse(
                    facts.row,
                    column,
                    f"{found.organization.name} đã có nhưng là “{found.organization.type.name}”, không phải "
                    f"{Level(level).label.lower()}. Đồng chí sửa loại tổ chức trong cổng hoặc sửa tệp.",
                )
                return None
            return found
        body = PlannedBody(Organization(name=name, type=self.types[Level(level)]), facts.row, is_new=True)
        parent.add(body)
        return body

    # --- People ----------------------------------------------------------------------------------------------------

    def _person(self, facts: CellFacts, there: User | None) -> PlannedPerson:
        """Who is meant: the secretary the cell has; who has this phone and this name; else somebody new."""
        if there is not None:
            return self._filled(PlannedPerson(there), facts)
        name = exact_key(facts.secretary)
        if facts.phone:
            known = self._people_of_sheet.get((facts.phone, name))
            if known is not None:
                return known
            self._note_shared_phone(facts, name)
            same = [
                user
                for user in self._by_phone.get(facts.phone, [])
                if exact_key(user.full_name) == name and user.pk in self._manageable
            ]
            if len(same) == 1:
                person = self._filled(PlannedPerson(same[0]), facts)
                self._people_of_sheet[facts.phone, name] = person
                return person
        user = User(
            username=free_username(facts.secretary, self._usernames),
            full_name=facts.secretary,
            phone=facts.phone,
            email=facts.email,
        )
        person = PlannedPerson(user)
        if facts.phone:
            self._people_of_sheet[facts.phone, name] = person
        return person

    def _note_shared_phone(self, facts: CellFacts, name: str) -> None:
        row, other = self._phone_rows.setdefault(facts.phone, (facts.row, name))
        strangers = [user for user in self._by_phone.get(facts.phone, []) if exact_key(user.full_name) != name]
        if other != name:
            told = f"Số này cũng là của bí thư ở dòng {row}."
        elif strangers:
            told = "Số này đang là của một người khác trong cổng."
        else:
            return
        self.report.warn(
            facts.row, SHOWN["phone"], f"{told} Hai người dùng chung số thì đăng nhập bằng tên đăng nhập trên phiếu."
        )

    def _filled(self, person: PlannedPerson, facts: CellFacts) -> PlannedPerson:
        """What the portal lacks about a known person is filled in; what differs is told and left."""
        user = person.user
        may = self.actor is None or user.pk in self._manageable or self._may_manage(user)
        if facts.phone and facts.phone != user.phone_key:
            if user.phone:
                self.report.warn(
                    facts.row,
                    SHOWN["phone"],
                    f"Trong cổng, đồng chí {user.full_name} có số {user.phone}; cổng giữ số đó. Muốn đổi, đồng chí sửa ở trang người dùng.",
                )
            elif may:
                person.fill_phone = facts.phone
        if facts.email and not user.email and may:
            person.fill_email = facts.email
        return person

    def _may_manage(self, user: User) -> bool:
        assert self.actor is not None  # noqa: S101 - asked by the caller
        return manageable_users(User.objects.all(), self.actor).filter(pk=user.pk).exists()


def phones_of(rows: Iterable[CellFacts]) -> set[str]:
    return {phone_key(row.phone) for row in rows if row.phone}
