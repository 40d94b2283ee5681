"""manage.py prune_log: take away the rows of the access log that are past their time (a timer runs it once a day)."""

from typing import Any

from django.core.management.base import BaseCommand

from organizations.services import log_months, prune_log


class Command(BaseCommand):
    help = "Xóa các dòng nhật ký truy cập đã quá thời gian giữ."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Đã xóa {prune_log()} dòng nhật ký quá {log_months()} tháng.")
