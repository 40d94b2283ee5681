"""Bring a register in from a .csv or .xlsx file."""

import json
import sys
from argparse import ArgumentParser
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from django.core.management.base import BaseCommand, CommandError

from cadre_portal.table_import import UnusableTable
from directives.register_import import ImportReport, import_register, new_issuer, read_table
from organizations.models import Organization, User


class Command(BaseCommand):
    help = "Nhập sổ văn bản từ tệp .csv hoặc .xlsx: tất cả hoặc không dòng nào."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp .csv hoặc .xlsx")
        parser.add_argument(
            "--held-by", help="tổ chức lưu văn bản: mã số hoặc tên; bỏ trống: cấp ủy phát hành cao nhất"
        )
        parser.add_argument("--as", dest="username", help="tên đăng nhập của người nhập, để ghi nhật ký")
        parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi")
        parser.add_argument("--create-issuers", action="store_true", help="tự thêm cơ quan ban hành chưa có")
        parser.add_argument("--json", action="store_true", help="in báo cáo ra JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"Không có tệp {path}.")
        actor = User.objects.filter(username=options["username"]).first() if options["username"] else None
        if options["username"] and actor is None:
            raise CommandError(f"Không có người dùng {options['username']}.")
        try:
            held_by = self._holder(options["held_by"], path, create=options["create_issuers"])
            report = import_register(
                path,
                actor=actor,
                held_by=held_by,
                is_trial=options["dry_run"],
                create_issuers=options["create_issuers"],
                progress=self._progress if sys.stderr.isatty() else None,
            )
        except UnusableTable as error:
            raise CommandError(str(error)) from error
        if sys.stderr.isatty():
            self.stderr.write("")
        self._print(report, held_by, as_json=options["json"], is_trial=options["dry_run"])
        if report.refused:
            sys.exit(1)

    def _progress(self, rows: int) -> None:
        self.stderr.write(f"\rĐã ghi {rows} dòng", ending="")
        self.stderr.flush()

    def _holder(self, wanted: str | None, path: Path, *, create: bool) -> Organization:
        rows = Organization.objects.filter(type__receives=False)
        if wanted:
            found = list(
                rows.filter(pk=int(wanted)) if wanted.isdecimal() else rows.filter(name_folded__contains=wanted)
            )
            if len(found) != 1:
                raise CommandError(f"--held-by {wanted}: có {len(found)} tổ chức khớp; cần đúng một.")
            return cast(Organization, found[0])
        first = rows.publishers().order_by("depth", "path").first() or rows.order_by("depth", "path").first()
        if first is None and create:
            with closing(read_table(path)) as lines:
                line = next(lines, None)
            if line is not None and line.cells.get("issuer"):
                return new_issuer(str(line.cells["issuer"]))
        if first is None:
            raise CommandError("Cổng chưa có tổ chức nào. Đồng chí thêm cấp ủy trước, hoặc dùng --create-issuers.")
        return cast(Organization, first)

    def _print(self, report: ImportReport, held_by: Organization, *, as_json: bool, is_trial: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(asdict(report), ensure_ascii=False, indent=1))
            return
        for problem in report.problems:
            self.stdout.write(f"Dòng {problem.row}, cột {problem.column}: {problem.message}")
        for problem in report.warnings:
            self.stdout.write(f"(Lưu ý) Dòng {problem.row}, cột {problem.column}: {problem.message}")
        if report.created_issuers:
            self.stdout.write(f"Cơ quan ban hành mới: {', '.join(report.created_issuers)}.")
        if report.refused:
            self.stdout.write(f"{report.refused} trên {report.rows} dòng bị từ chối; không dòng nào được ghi.")
        elif is_trial:
            self.stdout.write(f"Kiểm tra xong {report.rows} dòng: ghi được {report.written}, bỏ qua {report.skipped}.")
        else:
            self.stdout.write(
                f"Đã ghi {report.written} văn bản vào sổ của {held_by}, bỏ qua {report.skipped}; "
                f"đọc được {report.citations} viện dẫn."
            )
