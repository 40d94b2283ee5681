"""A Word file that came back edited, until its differences are dealt with."""

from django.db import models

from documents.models.bulletin import Bulletin
from organizations.models import User


class WordReturn(models.Model):
    """What was read from a returned file. Nothing of it is in the issue before somebody accepts it."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="word_returns", verbose_name="tài liệu")
    name = models.CharField("tên tệp", max_length=200)
    # engines.returning.model.lines_to_plain; {sha256: {media_type, width, height}} of photos that the portal does not know;
    # keys of the pieces that were refused.
    lines = models.JSONField("nội dung tệp")
    pictures = models.JSONField("ảnh mới", default=dict)
    refused = models.JSONField("đã bỏ qua", default=list)
    exported_at = models.DateTimeField("tệp xuất lúc", null=True)
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người tải lên")
    uploaded_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    closed_at = models.DateTimeField("xong lúc", null=True)

    class Meta:
        verbose_name = "bản Word sửa về"
        verbose_name_plural = "bản Word sửa về"
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name
