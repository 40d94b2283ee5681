"""Every mention of a directive in a citing text."""

from django.db import models
from django.db.models import Q

from cadre_portal.fields import DerivedCharField, DerivedIntegerField, DerivedSavesMixin, FoldedField
from directives.models.citing_text import CitingText
from directives.models.register import Directive
from directives.numbers import number_key, number_sequence


class CitationQuerySet(models.QuerySet["Citation"]):
    def unresolved(self) -> "CitationQuerySet":
        return self.filter(directive__isnull=True)


class Citation(DerivedSavesMixin):
    """A mention of a directive in a citing text: what was printed, and the directive it is, once that is certain."""

    class Relation(models.TextChoices):
        IMPLEMENTS = "implements", "thực hiện"
        BASED_ON = "based_on", "căn cứ"
        AMENDS = "amends", "sửa đổi, bổ sung"
        REPLACES = "replaces", "thay thế"
        REPEALS = "repeals", "bãi bỏ"
        CITES = "cites", "nhắc đến"

    citing = models.ForeignKey(CitingText, models.CASCADE, related_name="citations", verbose_name="trong")
    directive = models.ForeignKey(
        Directive, models.SET_NULL, null=True, blank=True, related_name="cited_in", verbose_name="văn bản"
    )
    relation = models.CharField("quan hệ", max_length=10, choices=Relation, default=Relation.CITES)
    kind_name = models.CharField("loại văn bản", max_length=80, blank=True)
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    number_key = DerivedCharField(source="number", compute=number_key, max_length=120, default="", db_index=True)
    sequence = DerivedIntegerField(source="number", compute=number_sequence, null=True, db_index=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=250, blank=True)
    title = models.TextField("trích yếu", blank=True)
    title_folded = FoldedField(source=("title", "issuer"))
    raw = models.TextField("như đã in", blank=True)
    start = models.PositiveIntegerField("từ ký tự", default=0)
    end = models.PositiveIntegerField("đến ký tự", default=0)
    is_by_hand = models.BooleanField("người biên tập đã chọn", default=False)

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = "viện dẫn"
        verbose_name_plural = "viện dẫn"
        ordering = ["citing", "start", "pk"]
        indexes = [
            # Numbers that are only cited: hardly any of all that are.
            models.Index(fields=["number_key"], name="citation_missing_key", condition=Q(directive__isnull=True)),
            models.Index(fields=["sequence"], name="citation_missing_sequence", condition=Q(directive__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.raw or self.number
