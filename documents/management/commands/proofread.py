"""Print what proofreading finds in a file or in an issue being made."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cadre_portal.text import key_of
from documents.engines.proofreading import Finding, LanguageModel, check_text, findings_as_json, proofread_issue
from documents.engines.reading.model import UnreadableFile


class Command(BaseCommand):
    help = "Soát lỗi một tệp (.txt, .docx, .pdf) hoặc một tài liệu đang soạn."
    # A file is checked without a database.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="TỆP|MÃ", help="Đường dẫn tệp, hoặc mã số của tài liệu đang soạn.")
        parser.add_argument("--model", type=Path, help="Tệp số đếm do learn_language ghi; mặc định là của cổng này.")
        parser.add_argument("--json", action="store_true", help="In kết quả dạng JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        from documents.services.proofreading import model_path

        chosen: Path | None = options["model"]
        if chosen is not None and not chosen.is_file():
            raise CommandError(f"Không có tệp {chosen}. Đồng chí hãy kiểm tra lại đường dẫn sau --model.")
        try:
            model = LanguageModel.open(chosen or model_path())
        except ValueError as error:
            raise CommandError("Tệp số đếm không đọc được. Đồng chí hãy chạy lại lệnh learn_language.") from error
        source: str = options["source"]
        path = Path(source)
        if path.is_file():
            found = self._of_file(path, model)
        elif (key := key_of(source)) is not None:
            found = self._of_bulletin(key, model)
        else:
            raise CommandError(f"Không có tệp {source}. Đồng chí hãy kiểm tra lại đường dẫn.")
        self._show(found, as_json=options["json"])

    def _of_file(self, path: Path, model: LanguageModel) -> list[Finding]:
        from documents.engines.outline import build_issue
        from documents.engines.reading import read_paras
        from documents.engines.reading.sandbox import read_file
        from documents.services.proofreading import proofread_read_issue

        try:
            if path.suffix.lower() in (".docx", ".pdf"):
                return proofread_read_issue(read_file(path, name=path.name), model=model)
            # Plain text has no parser to guard against, and its paragraphs keep the marks before list items.
            paras = read_paras(path.read_bytes(), name=path.name)
            text = "\n".join(para.text for para in paras)
            return check_text(text, model=model) + proofread_issue(build_issue(paras))
        except UnreadableFile as error:
            raise CommandError(error.message_vi) from error

    def _of_bulletin(self, pk: int, model: LanguageModel) -> list[Finding]:
        from documents.models import Bulletin
        from documents.services.proofreading import proofread_bulletin

        bulletin = Bulletin.objects.filter(pk=pk).first()
        if bulletin is None:
            raise CommandError(f"Không có tài liệu mang mã {pk}.")
        return proofread_bulletin(bulletin, model=model)

    def _show(self, found: list[Finding], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(findings_as_json(found), ensure_ascii=False, indent=1))
            return
        for one in found:
            place = f"đoạn {one.paragraph + 1}" if one.paragraph >= 0 else "cả tài liệu"
            mended = f" → {one.suggestion}" if one.suggestion else ""
            self.stdout.write(f"[{one.severity}] {place}: {one.text}{mended}. {one.reason}")
        self.stdout.write(f"Có {len(found)} chỗ cần xem.")
