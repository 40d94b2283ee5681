"""What the commands that import a spreadsheet share: the file, who imports, the trial, the progress and the report."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from cadre_portal.table_import import TableReport

if TYPE_CHECKING:
    from organizations.models import User


def bar_line(done: int, total: int | None, counted: str) -> str:
    """One line of progress: "[##########..........]  50 %, 500/1000 dòng"; without a total how many were looked at."""
    if not total:
        return f"Đã xem {done} {counted}"
    filled = min(20, 20 * done // total)
    return f"[{'#' * filled}{'.' * (20 - filled)}] {min(100, 100 * done // total):3d} %, {done}/{total} {counted}"


class TableImportCommand(BaseCommand):
    """``FILE --as USER --dry-run --json``; exits with 1 where a row was refused (then nothing is written)."""

    counted: ClassVar[str]
    """What the progress counts: "dòng"."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp .csv hoặc .xlsx")
        parser.add_argument("--as", dest="username", help="tên đăng nhập của người nhập, để ghi nhật ký")
        parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi")
        parser.add_argument("--json", action="store_true", help="in báo cáo ra JSON")

    def file_of(self, options: dict[str, Any]) -> Path:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"Không có tệp {path}.")
        return path

    def actor_of(self, options: dict[str, Any]) -> "User | None":
        """The person named by ``--as``; None without it. Raises CommandError for an unknown name."""
        if not options["username"]:
            return None
        actor: User | None = get_user_model().objects.filter(username=options["username"]).first()
        if actor is None:
            raise CommandError(f"Không có người dùng {options['username']}.")
        return actor

    def progress(self) -> Callable[[int], None] | None:
        """A counter on one line of the terminal; None where nobody watches."""
        if not sys.stderr.isatty():
            return None

        def show(count: int) -> None:
            self.stderr.write(f"\rĐã ghi {count} {self.counted}", ending="")
            self.stderr.flush()

        return show

    def bar(self) -> Callable[[int, int | None], None] | None:
        """A bar on one line of the terminal, told how many are done of how many (None: not known yet); None where nobody
        watches."""
        if not sys.stderr.isatty():
            return None

        def show(done: int, total: int | None) -> None:
            self.stderr.write(f"\r{bar_line(done, total, self.counted)}", ending="")
            self.stderr.flush()

        return show

    def tell(self, report: TableReport, summary: Iterable[str], *, as_json: bool) -> None:
        """Print the report: problems and warnings by row and column, then the summary or that nothing was written."""
        if sys.stderr.isatty():
            self.stderr.write("")
        if as_json:
            self.stdout.write(json.dumps(asdict(report), ensure_ascii=False, indent=1))
        else:
            if report.headings is not None:
                self.stdout.write(report.headings.told)
            for problem in report.problems:
                self.stdout.write(f"Dòng {problem.row}, cột {problem.column}: {problem.message}")
            for problem in report.warnings:
                self.stdout.write(f"(Lưu ý) Dòng {problem.row}, cột {problem.column}: {problem.message}")
            if report.refused:
                self.stdout.write(f"{report.refused} trên {report.rows} dòng bị từ chối; không dòng nào được ghi.")
            else:
                for line in summary:
                    self.stdout.write(line)
        if report.refused:
            sys.exit(1)
