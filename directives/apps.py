"""App configuration."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "directives"
    verbose_name = "Sổ văn bản"

    def ready(self) -> None:
        from directives.providers import citing_rooms, own_room
        from directives.search.index import index_agency
        from organizations.services.bodies import after_renaming

        if own_room not in citing_rooms:
            citing_rooms.append(own_room)
        if index_agency not in after_renaming:
            after_renaming.append(index_agency)
