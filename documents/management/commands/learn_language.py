"""Learn the counts of syllables and neighbours from what was published, and from files."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.engines.proofreading.issue_text import text_of_issue
from documents.engines.reading.model import UnreadableFile


class Command(BaseCommand):
    help = (
        "Học số đếm tiếng và cặp tiếng từ các bản đã phát hành (và từ tệp, nếu nêu) để soát lỗi. "
        "Chỉ giữ số đếm, không giữ câu chữ nào."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="TỆP", help="Tệp .txt, .docx, .pdf để học thêm.")
        parser.add_argument("--model", type=Path, help="Tệp ghi số đếm; mặc định là của cổng này.")
        parser.add_argument("--add", action="store_true", help="Cộng vào số đếm đã có, thay vì học lại từ đầu.")
        parser.add_argument(
            "--no-archive", action="store_true", help="Chỉ học từ tệp, không học từ các bản đã phát hành."
        )
        parser.add_argument(
            "--shipped",
            action="store_true",
            help="Học lại số đếm đi kèm phần mềm từ fixtures/language (khi sửa phần mềm).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        from documents.services.proofreading import learn_language, learn_shipped, model_path, published_texts

        if options["shipped"]:
            counts = learn_shipped()
            self.stdout.write(
                f"Đã học {sum(counts.singles.values())} tiếng, {len(counts.pairs)} cặp cho số đếm đi kèm."
            )
            return

        def texts() -> Iterator[str]:
            if not options["no_archive"]:
                yield from published_texts()
            for path in options["files"]:
                yield self._text_of(path)

        goal: Path = options["model"] or model_path()
        try:
            counts = learn_language(texts(), path=goal, add=options["add"])
        except ValueError as error:
            raise CommandError("Tệp số đếm đang có không đọc được. Đồng chí hãy bỏ --add để học lại từ đầu.") from error
        self.stdout.write(f"Đã học {sum(counts.singles.values())} tiếng, {len(counts.pairs)} cặp; ghi vào {goal}.")

    def _text_of(self, path: Path) -> str:
        from documents.engines.reading.sandbox import read_file

        if not path.is_file():
            raise CommandError(f"Không có tệp {path}. Đồng chí hãy kiểm tra lại đường dẫn.")
        try:
            return text_of_issue(read_file(path, name=path.name))
        except UnreadableFile as error:
            raise CommandError(f"{path.name}: {error.message_vi}") from error
