"""Search the register from the command line: the same code and the same order as the page."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from directives.models import Directive
from directives.search.find import Results, search
from directives.search.query import read_question
from directives.search.snippets import plain
from organizations.models import User


def as_rows(results: Results) -> list[dict[str, Any]]:
    """Finds as plain values, best first; documents that are only cited come last."""
    rows: list[dict[str, Any]] = [
        {
            "number": hit.directive.number,
            "kind": hit.directive.kind.name if hit.directive.kind else None,
            "issuer": hit.directive.issuer_label,
            "issued_on": hit.directive.issued_on.isoformat() if hit.directive.issued_on else None,
            "summary": hit.directive.subject,
            "snippet": plain(hit.snippet),
        }
        for hit in results.hits
    ]
    for cited in results.cited:
        citation = cited.citation
        rows.append(
            {
                "number": citation.number,
                "kind": citation.kind_name or None,
                "issuer": citation.issuer,
                "issued_on": citation.issued_on.isoformat() if citation.issued_on else None,
                "summary": citation.title,
                "snippet": citation.raw,
                "only_cited": True,
            }
        )
    return rows


class Command(BaseCommand):
    help = "Tìm văn bản trong sổ: in danh sách, khớp nhất đứng đầu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("question", help="lời tìm, như gõ trên trang Văn bản")
        parser.add_argument("--as", dest="username", help="tìm với quyền của người dùng này; bỏ trống: toàn bộ sổ")
        parser.add_argument("--json", action="store_true", help="in ra JSON")
        parser.add_argument("--limit", type=int, default=20, help="số kết quả nhiều nhất (mặc định 20)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["username"]:
            user = User.objects.filter(username=options["username"], is_active=True).first()
            if user is None:
                raise CommandError(f"Không có người dùng {options['username']}.")
        else:
            # Whoever may run commands on the server may read the database too.
            user = User(is_superuser=True)
        question = read_question(options["question"], user=user, today=timezone.localdate())
        base = Directive.objects.visible_to(user).registered()
        results = search(user=user, question=question, base=base, size=max(options["limit"], 1))
        rows = as_rows(results)
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for row in rows:
            head = " ".join(filter(None, [row["kind"], row["number"] or "không số"]))
            self.stdout.write(f"{head}, {row['issued_on'] or 'không rõ ngày'}, {row['issuer']}: {row['summary']}")
        if not rows:
            self.stdout.write("Không tìm thấy văn bản nào.")
