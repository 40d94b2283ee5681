"""Send what is due, move the bodies whose day has come, and take away unused photos of refused forms: started by a timer each minute, harmless when started twice."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from activities.services import prune_pictures
from documents.services.sending import send_due
from organizations.services import carry_due_moves


class Command(BaseCommand):
    help = "Gửi các thư báo đã đến giờ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=int, default=0, metavar="GIÂY", help="Chạy mãi, cứ mỗi chừng ấy giây một lần."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            report = send_due()
            carry_due_moves()
            prune_pictures(now=timezone.now())
            self.stdout.write(
                f"Đã gửi {report.sent}, không gửi được {report.failed}, gửi lại sau {report.postponed}, "
                f"không rõ {report.unknown}."
            )
            if not options["every"]:
                return
            time.sleep(options["every"])
