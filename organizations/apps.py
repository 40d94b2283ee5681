"""App configuration."""

from django.apps import AppConfig
from django.db.models import CharField

from cadre_portal.lookups import Below


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = "Tổ chức và người dùng"

    def ready(self) -> None:
        CharField.register_lookup(Below)
        from organizations import front_page
        from organizations.office.waiting import waiting_people

        front_page.providers.append(waiting_people)
