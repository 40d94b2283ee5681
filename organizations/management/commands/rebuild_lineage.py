"""manage.py rebuild_lineage: compute again which organisations stand before which, from the table of successions."""

from typing import Any

from django.core.management.base import BaseCommand

from organizations.services import rebuild_lineage


class Command(BaseCommand):
    help = "Tính lại các tổ chức tiền thân từ bảng kế thừa tổ chức."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Có {rebuild_lineage()} quan hệ với tổ chức tiền thân.")
