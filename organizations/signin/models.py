"""Sessions and remembered machines, so that a person sees where one is signed in and can end it."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone


class RememberedDeviceQuerySet(models.QuerySet["RememberedDevice"]):
    def live(self, now: datetime) -> "RememberedDeviceQuerySet":
        """Machines that still open with their six digits at this moment."""
        return self.filter(forgotten_at__isnull=True, expires_at__gt=now)


class RememberedDevice(models.Model):
    """A machine that a person asked the portal to remember: its cookie and six digits open the door.

    The cookie holds 256 random bits, of which only the hash stands here, so a bare hash is enough; the digits are kept
    by the portal's password hasher. On a shared phone the cookie holds a token for each person.
    """

    user = models.ForeignKey("organizations.User", models.CASCADE, related_name="devices", verbose_name="người dùng")
    token_hash = models.CharField("mã của máy đã băm", max_length=64)
    pin = models.CharField("mã PIN đã băm", max_length=128)
    machine = models.CharField("máy", max_length=120, blank=True)
    remembered_at = models.DateTimeField("ghi nhớ lúc", default=timezone.now)
    used_at = models.DateTimeField("dùng gần nhất", default=timezone.now)
    expires_at = models.DateTimeField("dùng được đến")
    wrong_tries = models.PositiveSmallIntegerField("số lần gõ sai liền nhau", default=0)
    forgotten_at = models.DateTimeField("bỏ ghi nhớ lúc", null=True, blank=True)

    objects = RememberedDeviceQuerySet.as_manager()

    class Meta:
        verbose_name = "máy được ghi nhớ"
        verbose_name_plural = "máy được ghi nhớ"
        ordering = ["-used_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["token_hash", "user"], condition=Q(forgotten_at__isnull=True), name="device_remembered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.machine or 'Máy'} của {self.user}"


class OpenSession(models.Model):
    """A session opened at the door: whose, by what, on which machine. The session itself stands in Django's table."""

    class Way(models.TextChoices):
        PASSWORD = "password", "Mật khẩu"
        SLIP = "slip", "Mã trên phiếu"
        PIN = "pin", "Mã PIN của máy"

    user = models.ForeignKey("organizations.User", models.CASCADE, related_name="sessions", verbose_name="người dùng")
    session_key = models.CharField("khóa phiên", max_length=40, unique=True)
    way = models.CharField("vào bằng", max_length=10, choices=Way)
    machine = models.CharField("máy", max_length=120, blank=True)
    address = models.GenericIPAddressField("địa chỉ máy", null=True, blank=True)
    started_at = models.DateTimeField("đăng nhập lúc", default=timezone.now)
    seen_at = models.DateTimeField("dùng gần nhất", default=timezone.now)
    device = models.ForeignKey(RememberedDevice, models.SET_NULL, null=True, blank=True, related_name="sessions")

    class Meta:
        verbose_name = "phiên đăng nhập"
        verbose_name_plural = "phiên đăng nhập"
        ordering = ["-seen_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user}, {self.machine}"
