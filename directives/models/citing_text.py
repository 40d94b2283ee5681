"""Texts that cite directives, whoever owns them."""

from django.db import models

from organizations.models import Organization


class CitingText(models.Model):
    """A text that cites directives: a directive's, a news item's, an entry's, a published entry's.

    One table, so that "được nhắc đến trong" is one query; each owner holds it one-to-one.
    """

    text = models.TextField("toàn văn để đọc số, ký hiệu", blank=True)
    read_at = models.DateTimeField("đọc lúc", null=True, blank=True)
    # Whose text it is: says which records its citations may be resolved to, without asking the rooms above.
    seen_from = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đọc từ nơi"
    )

    class Meta:
        verbose_name = "văn bản viện dẫn"
        verbose_name_plural = "văn bản viện dẫn"

    def __str__(self) -> str:
        return self.text[:80]
