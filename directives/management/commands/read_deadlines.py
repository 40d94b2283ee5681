"""``manage.py read_deadlines FILE --issued-on YYYY-MM-DD``: print the deadlines of a text as JSON."""

import argparse
import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from directives.deadlines import deadline_as_json
from directives.given_text import deadlines_in
from directives.plain_files import read_plain_file


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” không phải là ngày. Đồng chí hãy ghi theo dạng năm-tháng-ngày, ví dụ 2024-03-01."
        ) from None


class Command(BaseCommand):
    """Print a JSON list: due, start, precision, who, text, item, kind, sentence, place; text order."""

    help = "In ra các thời hạn, chỉ tiêu có mốc thời gian trong một tệp văn bản thô (JSON)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", metavar="TỆP", help="Tệp .txt mã UTF-8, hoặc - để đọc từ đầu vào chuẩn.")
        parser.add_argument(
            "--issued-on",
            type=_day,
            default=None,
            help="Ngày ban hành (năm-tháng-ngày): mốc trước ngày này là đã qua.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        text = read_plain_file(options["file"])
        answer = [deadline_as_json(found) for found in deadlines_in(text, issued_on=options["issued_on"])]
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
