"""Load the demo content into an empty database, and say how to get in."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from documents.demo.loading import is_empty, load
from organizations.models import User


class Command(BaseCommand):
    help = "Nạp nội dung dùng thử vào cơ sở dữ liệu trống; cơ sở dữ liệu đã có nội dung thì giữ nguyên."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="Không in từng bước.")

    def handle(self, *args: Any, **options: Any) -> None:
        # One password for all demo accounts, made anew for each installation: none stands in the project.
        kept = settings.VAR_DIR / "demo_password"
        if is_empty():
            password = f"thu-{secrets.randbelow(10**6):06d}-{secrets.token_hex(2)}"
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.touch(mode=0o600)
            kept.write_text(password, encoding="ascii")
            load(password=password, progress=lambda line: None if options["quiet"] else self.stdout.write(line))
        elif not kept.exists():
            self.stdout.write("Cơ sở dữ liệu đã có nội dung; không nạp gì.")
            return
        self.show(kept.read_text(encoding="ascii"))

    def show(self, password: str) -> None:
        from documents.demo.data import load_demo

        address = settings.PORTAL_ADDRESS or "http://127.0.0.1:8000"
        self.stdout.write(f"\nCổng tài liệu:  {address}/\nTrang biên tập: {address}/quan-tri/\n")
        self.stdout.write(f"Mật khẩu chung của các tài khoản dùng thử: {password}\n")
        known = set(User.objects.values_list("username", flat=True))
        for person in load_demo().people:
            if person.demo_account and person.user_name in known:
                self.stdout.write(f"  {person.user_name:<14} {person.demo_account}")
        self.stdout.write("")
