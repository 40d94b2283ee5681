"""What a publisher has told proofreading: its own words, its people, and what it let stand with a reason."""

from django.db import models
from django.db.models import Q

from documents.models.bulletin import Bulletin
from organizations.models import Organization, User


class OwnedByPublisherQuerySet(models.QuerySet[models.Model]):
    """Rows of the desks where the user edits: nobody else needs them."""

    def visible_to(self, user: User) -> "OwnedByPublisherQuerySet":
        from documents.access import EDITING_ROLES, publisher_ids

        return self if user.reach.everything else self.filter(publisher__in=publisher_ids(user, *EDITING_ROLES))

    def editable_by(self, user: User) -> "OwnedByPublisherQuerySet":
        return self.visible_to(user)


class KnownWord(models.Model):
    """A word or phrase of the publisher's own that is never doubted: a place, a trade, a borrowed word."""

    publisher = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="cấp ủy phát hành")
    text = models.CharField("từ, cụm từ", max_length=120, help_text="Viết đúng như trong tài liệu, ví dụ: Bản Pắng.")
    note = models.CharField("ghi chú", max_length=250, blank=True)
    added_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="người thêm"
    )
    added_at = models.DateTimeField("thêm lúc", auto_now_add=True)

    objects = OwnedByPublisherQuerySet.as_manager()

    class Meta:
        verbose_name = "từ riêng"
        verbose_name_plural = "từ riêng"
        ordering = ["publisher", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["publisher", "text"],
                name="known_word_once",
                violation_error_message="Từ này đã có trong danh sách.",
            )
        ]

    def __str__(self) -> str:
        return self.text


class NameTitle(models.Model):
    """A person as the publisher prints them: the spelling of the name, and the title."""

    publisher = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="cấp ủy phát hành")
    full_name = models.CharField("họ và tên", max_length=120)
    title = models.CharField(
        "chức danh",
        max_length=250,
        blank=True,
        help_text="Như thường in sau tên; nhiều chức danh cách nhau bằng dấu phẩy.",
    )
    added_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="người thêm"
    )
    added_at = models.DateTimeField("thêm lúc", auto_now_add=True)

    objects = OwnedByPublisherQuerySet.as_manager()

    class Meta:
        verbose_name = "tên và chức danh"
        verbose_name_plural = "tên và chức danh"
        ordering = ["publisher", "full_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publisher", "full_name", "title"],
                name="name_title_once",
                violation_error_message="Tên và chức danh này đã có trong danh sách.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.title}" if self.title else self.full_name


class Waiver(models.Model):
    """A finding that was let stand, and why: not asked again in this issue (``bulletin``), or in any of the publisher's.

    Taken back by deleting the row.
    """

    publisher = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="cấp ủy phát hành")
    bulletin = models.ForeignKey(
        Bulletin,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="waivers",
        verbose_name="chỉ trong tài liệu",
        help_text="Để trống: không hỏi lại ở mọi tài liệu sau.",
    )
    rule = models.CharField("loại lỗi", max_length=40)
    text = models.CharField("chữ đã cho qua", max_length=250)
    reason = models.CharField("lý do", max_length=250)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="người bỏ qua"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)

    objects = OwnedByPublisherQuerySet.as_manager()

    class Meta:
        verbose_name = "chỗ đã bỏ qua khi soát lỗi"
        verbose_name_plural = "chỗ đã bỏ qua khi soát lỗi"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publisher", "rule", "text"], condition=Q(bulletin__isnull=True), name="waived_once"
            ),
            models.UniqueConstraint(
                fields=["bulletin", "rule", "text"], condition=Q(bulletin__isnull=False), name="waived_once_an_issue"
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.text}”: {self.reason}"
