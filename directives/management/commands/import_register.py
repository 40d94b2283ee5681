"""Bring a register in from a .csv or .xlsx file."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, cast

from django.core.management.base import CommandError
from django.db import transaction

from cadre_portal.table_command import TableImportCommand
from cadre_portal.table_import import UnusableTable
from cadre_portal.text import fold, key_of
from directives.register_import import Chosen, ImportReport, import_register
from directives.register_reading import new_issuer
from organizations.models import Organization, OrganizationQuerySet


class Command(TableImportCommand):
    help = "Nhập sổ văn bản từ tệp .csv hoặc .xlsx: tất cả hoặc không dòng nào."
    counted = "dòng"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--held-by", help="tổ chức lưu văn bản: mã số hoặc tên; bỏ trống: cấp ủy phát hành cao nhất"
        )
        parser.add_argument("--issuer", help="cơ quan ban hành cho các dòng không ghi: mã số hoặc tên")
        parser.add_argument(
            "--sheet", default="", help="tên trang tính cần đọc; bỏ trống: trang đầu tiên có dòng tiêu đề"
        )
        parser.add_argument("--create-issuers", action="store_true", help="tự thêm cơ quan ban hành chưa có")

    def handle(self, *args: Any, **options: Any) -> None:
        path = self.file_of(options)
        actor = self.actor_of(options)
        bar = self.bar()
        issuer = self._named("--issuer", options["issuer"], Organization.objects.all()) if options["issuer"] else None
        chosen = Chosen(issuer, options["sheet"])
        try:
            with ExitStack() as stack:
                held_by = self._holder(options["held_by"], path)
                if held_by is None:
                    # The first body of an empty portal stays only if the rows do.
                    stack.enter_context(transaction.atomic())
                    held_by = self._first_body(path, chosen, create=options["create_issuers"])
                    is_new = True
                else:
                    is_new = False
                report = import_register(
                    path,
                    actor=actor,
                    held_by=held_by,
                    is_trial=options["dry_run"],
                    create_issuers=options["create_issuers"],
                    chosen=chosen,
                    progress=(lambda step: bar(step.done, step.total)) if bar else None,
                )
                if is_new and (options["dry_run"] or not report.written):
                    transaction.set_rollback(True)
        except UnusableTable as error:
            raise CommandError(str(error)) from error
        self.tell(report, self._summary(report, held_by, is_trial=options["dry_run"]), as_json=options["json"])

    def _holder(self, wanted: str | None, path: Path) -> Organization | None:
        """The body in whose register the rows stand; None where the portal has none at all."""
        rows = Organization.objects.filter(type__receives=False)
        if wanted:
            return self._named("--held-by", wanted, rows)
        first = rows.publishers().order_by("depth", "path").first() or rows.order_by("depth", "path").first()
        return cast("Organization | None", first)

    def _named(self, option: str, wanted: str, rows: OrganizationQuerySet) -> Organization:
        """The one body with this key or name. Raises CommandError."""
        found = list(
            rows.filter(pk=key_of(wanted)) if wanted.isdecimal() else rows.filter(name_folded__contains=wanted)
        )
        # "Đảng ủy phường X" is also the end of the names of its boards.
        found = [row for row in found if fold(row.name) == fold(wanted)] or found
        if len(found) != 1:
            raise CommandError(f"{option} {wanted}: có {len(found)} tổ chức khớp; cần đúng một.")
        return cast(Organization, found[0])

    def _first_body(self, path: Path, chosen: Chosen, *, create: bool) -> Organization:
        """Make the issuer of the first row."""
        if create:
            with closing(chosen.rows_of(path)) as lines:
                line = next(lines, None)
            if line is not None and line.cells.get("issuer"):
                return new_issuer(str(line.cells["issuer"]))
        raise CommandError("Cổng chưa có tổ chức nào. Đồng chí thêm cấp ủy trước, hoặc dùng --create-issuers.")

    def _summary(self, report: ImportReport, held_by: Organization, *, is_trial: bool) -> Iterator[str]:
        if report.created_issuers:
            yield f"Cơ quan ban hành mới: {', '.join(report.created_issuers)}."
        if is_trial:
            yield f"Kiểm tra xong {report.rows} dòng: ghi được {report.written}, bỏ qua {report.skipped}."
            if report.holds_others_up:
                yield "Tệp lớn: lúc ghi, người khác có thể không đăng nhập được. Đồng chí nên nhập ngoài giờ làm việc."
        else:
            yield (
                f"Đã ghi {report.written} văn bản vào sổ của {held_by}, bỏ qua {report.skipped}; "
                f"đọc được {report.citations} viện dẫn."
            )
