"""``manage.py read_citations FILE``: print the citations of a text as JSON."""

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand

from directives.citations import citation_as_json
from directives.given_text import citations_in
from directives.plain_files import read_plain_file


class Command(BaseCommand):
    """Print a JSON list: kind, number, date, issuer, title, item, start, end, raw, relation, nested_in; text order.

    Lines broken at the end of a column are read as one; ``start``, ``end`` and ``raw`` are of the text as it stands in the file.
    """

    help = "In ra các văn bản được viện dẫn trong một tệp văn bản thô (JSON)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", metavar="TỆP", help="Tệp .txt mã UTF-8, hoặc - để đọc từ đầu vào chuẩn.")

    def handle(self, *args: Any, **options: Any) -> None:
        text = read_plain_file(options["file"])
        answer = [citation_as_json(found) for found in citations_in(text)]
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
