"""Take in a finished bulletin: a draft issue, or with --dry-run only what was read."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.engines.reading.as_json import issue_as_json
from documents.engines.reading.model import UnreadableFile
from documents.services.importing import ImportRefused, find_publisher, import_issue, read_for_import
from organizations.models import User


class Command(BaseCommand):
    help = "Nhập một tài liệu sinh hoạt chi bộ đã in (.docx, .pdf, .txt) thành bản đang soạn."
    # Reading a file with --dry-run needs no database.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="TỆP")
        parser.add_argument("--publisher", default="", help="Nơi phát hành: mã, tên hoặc tên ngắn.")
        parser.add_argument("--year", type=int, help="Năm, nếu tệp không có bìa.")
        parser.add_argument(
            "--month", type=int, choices=range(1, 13), metavar="1-12", help="Tháng, nếu tệp không có bìa."
        )
        parser.add_argument("--user", default="", help="Tên đăng nhập của người nhập.")
        parser.add_argument("--dry-run", action="store_true", help="Chỉ đọc, không lưu gì.")
        parser.add_argument("--json", action="store_true", help="In kết quả dạng JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"Không có tệp {path}.")
        try:
            issue = read_for_import(path, name=path.name, progress=self._progress())
            if options["dry_run"]:
                self._show(issue_as_json(issue), options["json"])
                return
            publisher = find_publisher(options["publisher"]) if options["publisher"] else None
            report = import_issue(
                actor=self._actor(options["user"]),
                issue=issue,
                publisher=publisher,
                year=options["year"],
                month=options["month"],
                source_name=path.name,
            )
        except UnreadableFile as error:
            raise CommandError(error.message_vi) from error
        except ImportRefused as error:
            raise CommandError(str(error)) from error
        summary = {
            "bulletin": report.bulletin.pk if report.bulletin else None,
            "title": str(report.bulletin),
            "entries": report.entries,
            "pictures": report.pictures,
            "directives_found": report.directives_found,
            "directives_proposed": report.directives_proposed,
            "activities": report.activities,
            "warnings": report.warnings,
        }
        if options["json"]:
            self.stdout.write(json.dumps(summary, ensure_ascii=False, indent=1))
            return
        self.stdout.write(
            f"Đã nhập {report.bulletin}: {report.entries} mục, {report.pictures} ảnh, {report.activities} tin, "
            f"{report.directives_found} văn bản đã có, {report.directives_proposed} văn bản chờ xác nhận."
        )
        for warning in report.warnings:
            self.stdout.write(f"Lưu ý: {warning}")

    def _actor(self, username: str) -> User | None:
        if not username:
            return None
        user: User | None = User.objects.filter(username=username.lower()).first()
        if user is None:
            raise CommandError(f"Không có người dùng “{username}”.")
        return user

    def _show(self, read: dict[str, Any], as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(read, ensure_ascii=False, indent=1))
            return
        for row in read["outline"]:
            self.stdout.write(f"{'  ' * (row['level'] - 1)}{row['number']} {row['title']}")
        self.stdout.write(
            f"{len(read['citations'])} viện dẫn, {len(read['deadlines'])} thời hạn, {len(read['captions'])} chú thích ảnh."
        )

    def _progress(self) -> Any:
        """A bar on a terminal; nothing where the output is a file or a pipe."""
        if not sys.stderr.isatty():
            return None

        def show(part: float) -> None:
            width = 30
            full = int(part * width)
            end = "\n" if part >= 1 else ""
            self.stderr.write(f"\rĐang đọc [{'█' * full}{'·' * (width - full)}] {part:4.0%}", ending=end)
            self.stderr.flush()

        return show
