"""manage.py prune_log: take away what is past its time (a timer runs it once a day): rows of the access log, machines forgotten
a month ago, accounts made for a deputy who was not confirmed."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from organizations.services import log_months, prune_log, sweep_proposed
from organizations.signin.devices import sweep_devices


class Command(BaseCommand):
    help = "Xóa các dòng nhật ký truy cập đã quá thời gian giữ, máy đã bỏ ghi nhớ và tài khoản của đề nghị không được xác nhận."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(
            f"Đã xóa {prune_log()} dòng nhật ký quá {log_months()} tháng, {sweep_devices(now=timezone.now())} máy đã bỏ "
            f"ghi nhớ, {sweep_proposed()} tài khoản của đề nghị không được xác nhận."
        )
