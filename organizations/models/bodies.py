"""Organisations in their tree of today, and who took over from whom."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from cadre_portal.fields import DerivedSavesMixin, FoldedField

if TYPE_CHECKING:
    from organizations.models.people import User


class OrganizationType(models.Model):
    """What sort of body an organisation is. Data, because levels and boards are reorganised by decree."""

    class Level(models.TextChoices):
        CENTRE = "centre", "Trung ương"
        PROVINCE = "province", "Tỉnh, thành phố trực thuộc trung ương"
        DISTRICT = "district", "Huyện, thành phố thuộc tỉnh (trước 01/7/2025)"
        COMMUNE = "commune", "Xã, phường, đặc khu"
        BASE = "base", "Cơ sở"
        CELL = "cell", "Chi bộ"

    code = models.SlugField("mã", max_length=40, unique=True)
    name = models.CharField("tên loại", max_length=120)
    level = models.CharField("cấp", max_length=12, choices=Level)
    is_party = models.BooleanField("tổ chức đảng", default=True)
    may_publish = models.BooleanField(
        "được phát hành tài liệu", default=False, help_text="Cấp ủy có chi bộ trực thuộc và ra tài liệu hằng tháng."
    )
    receives = models.BooleanField(
        "nhận tài liệu", default=False, help_text="Chi bộ và tổ chức cơ sở đảng: mỗi nơi có một lượt nhận riêng."
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=100)

    class Meta:
        verbose_name = "loại tổ chức"
        verbose_name_plural = "loại tổ chức"
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class OrganizationQuerySet(MP_NodeQuerySet):  # type: ignore[misc]
    """Named filters over the tree. A subtree is a range of ``path``; a date keeps the bodies that existed on it."""

    def valid_on(self, on: date) -> "OrganizationQuerySet":
        rows: OrganizationQuerySet = self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )
        return rows

    def living_or_to_come(self, on: date) -> "OrganizationQuerySet":
        """Bodies that exist on the day, and those already decided on that will exist later."""
        rows: OrganizationQuerySet = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
        return rows

    def within(self, *roots: "Organization") -> "OrganizationQuerySet":
        """The roots and everything below them (today's tree)."""
        return self.within_paths([root.path for root in roots])

    def within_paths(self, paths: Iterable[str]) -> "OrganizationQuerySet":
        wanted = Q(pk__in=[])
        for path in paths:
            wanted |= Q(path__below=path)
        rows: OrganizationQuerySet = self.filter(wanted)
        return rows

    def with_predecessors(self) -> "OrganizationQuerySet":
        """These organisations and, transitively, all that they succeeded."""
        inner = self.order_by().values("pk")
        rows: OrganizationQuerySet = self.model.objects.filter(
            Q(pk__in=inner) | Q(pk__in=Lineage.objects.filter(organization__in=inner).values("predecessor"))
        )
        return rows

    def receivers(self) -> "OrganizationQuerySet":
        rows: OrganizationQuerySet = self.filter(type__receives=True)
        return rows

    def publishers(self) -> "OrganizationQuerySet":
        rows: OrganizationQuerySet = self.filter(type__may_publish=True)
        return rows

    def visible_to(self, user: "User") -> "OrganizationQuerySet":
        from organizations import access

        return access.visible_organizations(self, user)

    def editable_by(self, user: "User") -> "OrganizationQuerySet":
        from organizations import access

        return access.managed_organizations(self, user)


class OrganizationManager(MP_NodeManager.from_queryset(OrganizationQuerySet)):  # type: ignore[misc]
    """Tree operations (``objects.add_child(node)`` …) and the named filters."""

    def get_queryset(self) -> OrganizationQuerySet:
        rows: OrganizationQuerySet = OrganizationQuerySet(self.model, using=self._db).order_by("path")
        return rows


class Organization(DerivedSavesMixin, MP_Node):  # type: ignore[misc]
    """A party body, its board, a base organisation, a cell, or a state body or union that issues documents.

    The tree is today's; a dissolved body keeps its place and its dates, and ``Succession`` says who took over.
    """

    class Road(models.TextChoices):
        ZALO = "zalo", "Zalo"
        EMAIL = "email", "Thư điện tử"
        PAPER = "paper", "Bản giấy"

        def with_copies(self, copies: int) -> str:
            """The road and the copies on paper in words: "Zalo, thêm 1 bản giấy", "Bản giấy: 3 bản"."""
            if self == self.PAPER:
                return f"{self.label}: {copies} bản" if copies else str(self.label)
            return f"{self.label}, thêm {copies} bản giấy" if copies else str(self.label)

    name = models.CharField("tên đầy đủ", max_length=250)
    short_name = models.CharField("tên ngắn", max_length=120, blank=True)
    letters = models.CharField(
        "chữ viết tắt trong số, ký hiệu",
        max_length=60,
        blank=True,
        help_text="Phần sau dấu gạch chéo, ví dụ TU trong 315-KH/TU. Nhiều cách viết thì ngăn bằng dấu phẩy.",
    )
    type = models.ForeignKey(OrganizationType, models.PROTECT, verbose_name="loại tổ chức")
    valid_from = models.DateField("có từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True, help_text="Để trống nếu đang hoạt động.")
    road = models.CharField(
        "kênh nhận tài liệu",
        max_length=8,
        choices=Road,
        default=Road.ZALO,
        help_text="Chỉ dùng cho chi bộ, tổ chức cơ sở đảng.",
    )
    paper_copies = models.PositiveSmallIntegerField("số bản giấy", default=0)
    contact = models.CharField(
        "liên hệ",
        max_length=200,
        blank=True,
        help_text="Số điện thoại, địa chỉ để người đọc hỏi khi cần; in ở chân trang.",
    )
    name_folded = FoldedField(source=("name", "short_name", "letters"))
    version = models.PositiveIntegerField("phiên bản", default=1, editable=False)

    # Siblings stand in the order they were entered: cells of a base have an order of their own (Chi bộ 1, 2, … 10).
    node_order_by: list[str] = []

    objects: ClassVar[OrganizationManager] = OrganizationManager()
    history = HistoricalRecords(excluded_fields=["name_folded", "path", "depth", "numchild"])

    class Meta:
        verbose_name = "tổ chức"
        verbose_name_plural = "tổ chức"
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="organization_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    def is_valid_on(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or self.valid_to >= on)

    @property
    def ancestor_paths(self) -> list[str]:
        """Paths from the root down to this node itself."""
        return [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]


class Reorganisation(models.Model):
    """A merger, split or renaming decided ahead of its day, with what stood there before: until that day it can be taken back.

    Written and read by ``services.reorganising``; ``before`` is what its ``_Changes`` holds.
    """

    on = models.DateField("từ ngày")
    decided_by = models.ForeignKey("organizations.User", models.PROTECT, related_name="+", verbose_name="người ghi")
    decided_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    before = models.JSONField("trước đó", default=dict)

    class Meta:
        verbose_name = "sắp xếp tổ chức"
        verbose_name_plural = "sắp xếp tổ chức"
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"


class Succession(models.Model):
    """``new`` took over from ``old`` on a day: many to many, for merging, splitting and renaming."""

    class Kind(models.TextChoices):
        MERGE = "merge", "Sáp nhập"
        SPLIT = "split", "Chia, tách"
        RENAME = "rename", "Đổi tên"
        REPLACE = "replace", "Lập mới thay tổ chức giải thể"

    old = models.ForeignKey(Organization, models.PROTECT, related_name="successions_out", verbose_name="tổ chức cũ")
    new = models.ForeignKey(Organization, models.PROTECT, related_name="successions_in", verbose_name="tổ chức mới")
    on = models.DateField("từ ngày")
    kind = models.CharField("hình thức", max_length=10, choices=Kind)
    decision = models.ForeignKey(
        Reorganisation, models.SET_NULL, null=True, blank=True, editable=False, related_name="successions"
    )

    class Meta:
        verbose_name = "kế thừa tổ chức"
        verbose_name_plural = "kế thừa tổ chức"
        ordering = ["-on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["old", "new"],
                name="succession_once",
                violation_error_message="Quan hệ kế thừa này đã có.",
            ),
            models.CheckConstraint(
                condition=~Q(old=F("new")),
                name="succession_between_two",
                violation_error_message="Tổ chức cũ và tổ chức mới phải khác nhau.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Lineage(models.Model):
    """All predecessors of an organisation, transitively: kept by ``services.rebuild_lineage`` from Succession.

    Asked for in every search and archive, changed once in years: so a table, not a recursive query.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="lineage")
    predecessor = models.ForeignKey(Organization, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "dòng kế thừa"
        verbose_name_plural = "dòng kế thừa"
        constraints = [models.UniqueConstraint(fields=["organization", "predecessor"], name="lineage_once")]

    def __str__(self) -> str:
        return f"{self.organization_id} ← {self.predecessor_id}"


class PartMove(models.Model):
    """On a day to come ``part`` goes below ``below``: the tree is today's, so what is decided ahead of time waits here.

    Written where a body with parts is merged, split or renamed from a later day; carried out by ``services.carry_due_moves``.
    A part may have several: its body is renamed next week, and the renamed one merged the week after.
    """

    part = models.ForeignKey(Organization, models.CASCADE, related_name="moves_to_come", verbose_name="tổ chức")
    below = models.ForeignKey(Organization, models.CASCADE, related_name="+", verbose_name="trực thuộc")
    on = models.DateField("từ ngày")
    failed_on = models.DateField("chưa chuyển được, từ ngày", null=True, blank=True)
    decided_by = models.ForeignKey("organizations.User", models.PROTECT, related_name="+", verbose_name="người ghi")

    class Meta:
        verbose_name = "chuyển trực thuộc sắp tới"
        verbose_name_plural = "chuyển trực thuộc sắp tới"
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["part", "on"], name="part_move_once_a_day")]

    def __str__(self) -> str:
        return f"{self.part} → {self.below}"
