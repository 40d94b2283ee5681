"""Bring bases, cells and their secretaries in from a .csv or .xlsx file."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from django.core.management.base import BaseCommand, CommandError

from cadre_portal.table_import import UnusableTable
from organizations.cell_import import CellReport, cell_template, import_cells
from organizations.models import Organization, User
from organizations.services import Refusal


class Command(BaseCommand):
    help = "Nhập tổ chức cơ sở đảng, chi bộ và bí thư từ tệp .csv hoặc .xlsx: tất cả hoặc không dòng nào."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp .csv hoặc .xlsx; với --template: tệp mẫu sẽ được ghi ra")
        parser.add_argument(
            "--under", help="nhập vào dưới tổ chức này: mã số hoặc tên; bỏ trống: cấp ủy phát hành duy nhất"
        )
        parser.add_argument("--as", dest="username", help="tên đăng nhập của người nhập, để ghi nhật ký")
        parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi")
        parser.add_argument("--homonyms", action="store_true", help="cơ sở trùng tên ở nơi khác là tổ chức khác")
        parser.add_argument("--json", action="store_true", help="in báo cáo ra JSON")
        parser.add_argument("--template", action="store_true", help="ghi tệp mẫu để điền, không nhập")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if options["template"]:
            path.write_bytes(cell_template())
            self.stdout.write(f"Đã ghi tệp mẫu {path}.")
            return
        if not path.is_file():
            raise CommandError(f"Không có tệp {path}.")
        actor = User.objects.filter(username=options["username"]).first() if options["username"] else None
        if options["username"] and actor is None:
            raise CommandError(f"Không có người dùng {options['username']}.")
        under = self._under(options["under"])
        is_watched = sys.stderr.isatty()
        try:
            report = import_cells(
                path,
                actor=actor,
                under=under,
                is_trial=options["dry_run"],
                homonyms=options["homonyms"],
                progress=self._progress if is_watched else None,
            )
        except (UnusableTable, Refusal) as error:
            raise CommandError(str(error)) from error
        if is_watched:
            self.stderr.write("")
        self._print(report, under, as_json=options["json"], is_trial=options["dry_run"])
        if report.refused:
            sys.exit(1)

    def _progress(self, rows: int) -> None:
        self.stderr.write(f"\rĐã ghi {rows} tổ chức", ending="")
        self.stderr.flush()

    def _under(self, wanted: str | None) -> Organization:
        rows = Organization.objects.select_related("type")
        if wanted:
            rows = rows.filter(pk=int(wanted)) if wanted.isdecimal() else rows.filter(name_folded__icontains=wanted)
        else:
            rows = rows.publishers()
        found = list(rows[:3])
        if len(found) != 1:
            names = "; ".join(f"{row.pk} {row.name}" for row in found)
            told = f"có nhiều tổ chức khớp ({names}…)" if found else "không có tổ chức nào khớp"
            raise CommandError(f"--under: {told}; đồng chí ghi mã số hoặc tên đầy đủ của một tổ chức.")
        return cast(Organization, found[0])

    def _print(self, report: CellReport, under: Organization, *, as_json: bool, is_trial: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(asdict(report), ensure_ascii=False, indent=1))
            return
        for problem in report.problems:
            self.stdout.write(f"Dòng {problem.row}, cột {problem.column}: {problem.message}")
        for problem in report.warnings:
            self.stdout.write(f"(Lưu ý) Dòng {problem.row}, cột {problem.column}: {problem.message}")
        if report.refused:
            self.stdout.write(f"{report.refused} trên {report.rows} dòng bị từ chối; không dòng nào được ghi.")
            return
        self.stdout.write(
            f"{'Nhập được' if is_trial else 'Đã nhập'} vào {under.name}: {report.bases} tổ chức cơ sở đảng, "
            f"{report.cells} chi bộ, {report.secretaries} bí thư ({report.people} tài khoản mới); "
            f"{report.without_secretary} nơi chưa có bí thư."
        )
