"""Wrong codes typed at Đối chiếu bản in: counted, so that nobody goes through all codes there are."""

from django.db import models
from django.utils import timezone


class WrongPrintCode(models.Model):
    """One wrong code: who, from which address, when. What was typed is not kept; rows go after a quarter of an hour."""

    user = models.ForeignKey("organizations.User", models.CASCADE, related_name="+", verbose_name="người dùng")
    address = models.GenericIPAddressField("địa chỉ máy", null=True, blank=True)
    at = models.DateTimeField("lúc", default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "mã bản in gõ sai"
        verbose_name_plural = "mã bản in gõ sai"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user}: {timezone.localtime(self.at):%H:%M}"
