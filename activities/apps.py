"""App configuration."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = "Tin hoạt động"

    def ready(self) -> None:
        from activities.front_page import waiting_submissions
        from organizations import front_page

        front_page.providers.append(waiting_submissions)
