"""Bring bases, cells and their secretaries in from a .csv or .xlsx file."""

from argparse import ArgumentParser
from typing import Any, cast

from django.core.management.base import CommandError

from cadre_portal.table_command import TableImportCommand
from cadre_portal.table_import import UnusableTable
from cadre_portal.text import key_of
from organizations.cell_import import CellReport, cell_template, import_cells
from organizations.models import Organization
from organizations.services import Refusal


class Command(TableImportCommand):
    help = "Nhập tổ chức cơ sở đảng, chi bộ và bí thư từ tệp .csv hoặc .xlsx: tất cả hoặc không dòng nào."
    counted = "tổ chức"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--under", help="nhập vào dưới tổ chức này: mã số hoặc tên; bỏ trống: cấp ủy phát hành duy nhất"
        )
        parser.add_argument("--homonyms", action="store_true", help="cơ sở trùng tên ở nơi khác là tổ chức khác")
        parser.add_argument("--template", action="store_true", help="ghi tệp mẫu để điền ra FILE, không nhập")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["template"]:
            options["file"].write_bytes(cell_template())
            self.stdout.write(f"Đã ghi tệp mẫu {options['file']}.")
            return
        path = self.file_of(options)
        actor = self.actor_of(options)
        under = self._under(options["under"])
        try:
            report = import_cells(
                path,
                actor=actor,
                under=under,
                is_trial=options["dry_run"],
                homonyms=options["homonyms"],
                progress=self.progress(),
            )
        except (UnusableTable, Refusal) as error:
            raise CommandError(str(error)) from error
        self.tell(
            report, [*report.notes, self._summary(report, under, is_trial=options["dry_run"])], as_json=options["json"]
        )

    def _under(self, wanted: str | None) -> Organization:
        rows = Organization.objects.select_related("type")
        if wanted:
            rows = rows.filter(pk=key_of(wanted)) if wanted.isdecimal() else rows.filter(name_folded__icontains=wanted)
        else:
            rows = rows.publishers()
        found = list(rows[:3])
        if len(found) != 1:
            names = "; ".join(f"{row.pk} {row.name}" for row in found)
            told = f"có nhiều tổ chức khớp ({names}…)" if found else "không có tổ chức nào khớp"
            raise CommandError(f"--under: {told}; đồng chí ghi mã số hoặc tên đầy đủ của một tổ chức.")
        return cast(Organization, found[0])

    def _summary(self, report: CellReport, under: Organization, *, is_trial: bool) -> str:
        return (
            f"{'Nhập được' if is_trial else 'Đã nhập'} vào {under.name}: {report.bases} tổ chức cơ sở đảng, "
            f"{report.cells} chi bộ, {report.secretaries} bí thư ({report.people} tài khoản mới); "
            f"{report.without_secretary} nơi chưa có bí thư."
        )
