"""``manage.py read_citations FILE``: print the citations of a text as JSON."""

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand

from directives.citations import citation_as_json, find_citations
from directives.plain_files import read_plain_file
from directives.wrapped import unwrap


class Command(BaseCommand):
    """Print a JSON list: kind, number, date, issuer, title, item, start, end, raw, relation, nested_in; text order.

    Lines broken at the end of a column are read as one; ``start``, ``end`` and ``raw`` are of the text as it stands in the file.
    """

    help = "In ra các văn bản được viện dẫn trong một tệp văn bản thô (JSON)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", metavar="TỆP", help="Tệp .txt mã UTF-8, hoặc - để đọc từ đầu vào chuẩn.")

    def handle(self, *args: Any, **options: Any) -> None:
        text = read_plain_file(options["file"])
        joined, places = unwrap(text)
        answer = []
        for found in find_citations(joined):
            row = citation_as_json(found)
            if places is not None:
                start, end = places[found.start], places[found.end - 1] + 1
                row |= {"start": start, "end": end, "raw": text[start:end]}
            answer.append(row)
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
