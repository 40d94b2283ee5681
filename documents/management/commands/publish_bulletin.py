"""Publish an approved issue from the command line, as the named person: the same service as the admin's button."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.models import Bulletin
from documents.rendering.pdf import CannotSet
from documents.rendering.pictures import UnusablePicture
from documents.services.delivering import receivers_in_words
from documents.services.publishing import ChangedSinceApproval, publish_bulletin
from documents.services.reviewing import NotAllowed, NotReady, WrongState
from organizations.models import User


class Command(BaseCommand):
    help = "Phát hành một tài liệu đã duyệt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bulletin", type=int, metavar="MÃ", help="Mã tài liệu (số trong địa chỉ trang biên tập).")
        parser.add_argument("--user", required=True, metavar="TÊN", help="Tên đăng nhập của lãnh đạo duyệt.")
        parser.add_argument("--what", default="", help="Bản đính chính: đã sửa gì.")
        parser.add_argument("--why", default="", help="Bản đính chính: vì sao sửa.")

    def handle(self, *args: Any, **options: Any) -> None:
        user: User | None = User.objects.active().filter(username=options["user"].lower()).first()
        if user is None:
            raise CommandError(f"Không có người dùng “{options['user']}”.")
        bulletin = Bulletin.objects.visible_to(user).filter(pk=options["bulletin"]).first()
        if bulletin is None:
            raise CommandError(f"Không có tài liệu mã {options['bulletin']} mà {user} làm việc được.")
        try:
            edition = publish_bulletin(
                actor=user, bulletin=bulletin, change_note=options["what"], change_reason=options["why"]
            )
        except (WrongState, NotAllowed, NotReady, ChangedSinceApproval, CannotSet, UnusablePicture) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Đã phát hành {edition}: {edition.pdf_pages} trang, {receivers_in_words(edition.deliveries.values_list('path', flat=True))}, "
            f"{edition.messages.count()} thư báo, mã {edition.code}."
        )
