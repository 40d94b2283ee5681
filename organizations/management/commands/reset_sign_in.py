"""manage.py reset_sign_in USERNAME: for the day when nobody is left who could do it in the portal.

Takes wrong tries and the second factor away, wakes the account and ends its sessions; with --password asks for a new password.
"""

import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from organizations.models import User
from organizations.services import change_password, reopen_account, unlock_account
from organizations.signin import second_factor, sessions


class Command(BaseCommand):
    help = "Đặt lại việc đăng nhập của một tài khoản: mở khóa, bỏ xác thực hai lớp, đăng xuất mọi nơi."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="Tên đăng nhập.")
        parser.add_argument("--password", action="store_true", help="Hỏi và đặt mật khẩu mới.")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"].strip().lower()).first()
        if user is None:
            raise CommandError("Không có tài khoản này.")
        password = getpass.getpass("Mật khẩu mới: ") if options["password"] else ""
        if password:
            try:
                validate_password(password, user)
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():
            # Who sits at the machine acts in the person's own name: there is nobody else.
            unlock_account(actor=user, user=user)
            reopen_account(actor=user, user=user)
            second_factor.remove(actor=user, user=user)
            sessions.end_all_sessions(actor=user, user=user)
            if password:
                change_password(actor=user, user=user, password=password)
        self.stdout.write(f"Đã đặt lại việc đăng nhập của {user}.")
