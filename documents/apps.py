"""App configuration: registers with the lower rooms what this room shows."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Tài liệu sinh hoạt chi bộ"

    def ready(self) -> None:
        from activities.access import picture_providers
        from documents.access import visible_picture_keys

        picture_providers.append(visible_picture_keys)
