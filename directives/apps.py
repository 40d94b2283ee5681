"""App configuration."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "directives"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        from directives.providers import citing_rooms, own_room

        if own_room not in citing_rooms:
            citing_rooms.append(own_room)
