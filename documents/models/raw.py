"""Raw material: a file that an editor drops on the desk, until it has become an entry (or a record of the pool)."""

from django.db import models

from activities.models import Activity, Picture
from cadre_portal.files import content_path
from directives.models import Directive
from documents.models.bulletin import Bulletin
from organizations.models import User


class RawMaterial(models.Model):
    """A file with what was read of it. Nothing of it is in the issue before an editor confirms the suggestion.

    ``content`` is a ReadFragment as plain values (engines.reading.codec), empty for a scan.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ xác nhận"
        TAKEN = "taken", "Đã đưa vào"

    class Place(models.TextChoices):
        OUTLINE = "outline", "Vào tài liệu này"
        POOL = "pool", "Chỉ vào kho, chưa đăng"

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="raw_materials", verbose_name="tài liệu")
    name = models.CharField("tên tệp", max_length=200)
    file = models.FileField("tệp", upload_to=content_path, max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField("dung lượng", default=0)
    media_type = models.CharField("loại tệp", max_length=120)
    content = models.JSONField("nội dung đã đọc", default=dict)
    is_scan = models.BooleanField("bản chụp", default=False)
    pages = models.PositiveSmallIntegerField("số trang của bản chụp", default=0)
    place = models.CharField("nơi thả", max_length=10, choices=Place, default=Place.OUTLINE)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.WAITING)
    # Not a foreign key: an entry that is taken out and put back is another row with the same uuid.
    entry_uuid = models.UUIDField("mục", null=True, blank=True, editable=False)
    directive = models.ForeignKey(Directive, models.SET_NULL, null=True, blank=True, related_name="+")
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người đưa vào")
    added_at = models.DateTimeField("đưa vào lúc", auto_now_add=True)

    class Meta:
        verbose_name = "tư liệu"
        verbose_name_plural = "tư liệu"
        ordering = ["-added_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["bulletin", "sha256"], name="raw_material_once")]

    def __str__(self) -> str:
        return self.name


class RawPicture(models.Model):
    """A photo found in raw material, standing after ``place`` blocks of its text. ``read_sha256``: as the blocks name it."""

    raw = models.ForeignKey(RawMaterial, models.CASCADE, related_name="pictures", verbose_name="tư liệu")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="+", verbose_name="ảnh")
    read_sha256 = models.CharField(max_length=64)
    caption = models.CharField("chú thích", max_length=500, blank=True)
    credit = models.CharField("nguồn ảnh", max_length=200, blank=True)
    place = models.PositiveSmallIntegerField("đứng sau đoạn thứ", default=0)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "ảnh trong tư liệu"
        verbose_name_plural = "ảnh trong tư liệu"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.caption or str(self.picture)
