"""App configuration."""

from django.apps import AppConfig

from cadre_portal import lookups


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = "Tổ chức và người dùng"

    def ready(self) -> None:
        lookups.register()
        from organizations import front_page
        from organizations.office.waiting import waiting_people

        front_page.providers.append(waiting_people)
