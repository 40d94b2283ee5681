"""What is due is done: mails, bodies whose day has come, photos nobody uses. Started by a timer each minute, harmless twice."""

import logging
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from activities.services import prune_pictures
from directives.kept_registers import sweep_registers
from documents.services.sending import send_due
from organizations.services import carry_due_moves
from organizations.signin.second_factor import sweep_unconfirmed

_log = logging.getLogger(__name__)


def _send() -> str:
    report = send_due()
    return f"Đã gửi {report.sent}, không gửi được {report.failed}, gửi lại sau {report.postponed}, không rõ {report.unknown}."


def _move() -> str:
    count = carry_due_moves()
    return f"Đã chuyển {count} tổ chức đến ngày sắp xếp." if count else ""


def _prune() -> str:
    count = prune_pictures(now=timezone.now())
    return f"Đã dọn {count} ảnh không dùng." if count else ""


def _sweep() -> str:
    count = sweep_unconfirmed(timezone.now())
    return f"Đã dọn {count} ứng dụng xác thực cài dở." if count else ""


def _forget() -> str:
    count = sweep_registers(timezone.now())
    return f"Đã xóa {count} tệp sổ kiểm tra xong mà không ghi." if count else ""


JOBS: dict[str, Callable[[], str]] = {
    "gửi thư": _send,
    "sắp xếp tổ chức": _move,
    "dọn ảnh": _prune,
    "dọn ứng dụng cài dở": _sweep,
    "xóa tệp sổ chờ ghi": _forget,
}
"""Name → what does it and says so ("" for nothing to say), in order."""


class Command(BaseCommand):
    help = "Làm những việc đã đến giờ: gửi thư báo, chuyển tổ chức đến ngày sắp xếp, dọn ảnh không dùng."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=int, default=0, metavar="GIÂY", help="Chạy mãi, cứ mỗi chừng ấy giây một lần."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            failed = self._run_jobs()
            if not options["every"]:
                if failed:
                    raise CommandError(f"Chưa xong: {', '.join(failed)}. Xem nhật ký của máy chủ.")
                return
            time.sleep(options["every"])

    def _run_jobs(self) -> list[str]:
        """Run each job; return the names of those that failed. One that fails does not keep the others from their hour."""
        failed = []
        for name, job in JOBS.items():
            try:
                said = job()
            except Exception:  # a broad door: whatever stops one job is logged, and tried again a minute later
                _log.exception("due job failed: %s", name)
                failed.append(name)
            else:
                if said:
                    self.stdout.write(said)
        return failed
