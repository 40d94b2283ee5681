"""App configuration: registers with the lower rooms what this room shows."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Tài liệu sinh hoạt chi bộ"

    def ready(self) -> None:
        from activities.access import picture_providers
        from activities.providers import carried_in, desks
        from activities.services import when_removed, when_stored
        from documents import in_register
        from documents.access import compiled_for, edited_publishers, visible_picture_keys
        from documents.front_page import waiting_issues
        from documents.month import month_panels
        from documents.reach_words import editions_in_words
        from documents.services.pictures import forget_sizes, prepare_print_size
        from organizations import access, front_page, reasons

        picture_providers.append(visible_picture_keys)
        desks.append(edited_publishers)
        carried_in.append(in_register.published_activities)
        when_stored.append(prepare_print_size)
        when_removed.append(forget_sizes)
        access.serving.append(compiled_for)
        front_page.providers.append(waiting_issues)
        front_page.panels.append(month_panels)
        reasons.providers.append(editions_in_words)
        self._serve_the_register()

    def _serve_the_register(self) -> None:
        """What the register's pages show of this room, and the readers of files that it borrows."""
        from directives.files import page_showers, text_readers
        from directives.providers import citing_rooms, published_in, search_tabs
        from documents import in_register

        citing_rooms.append(in_register.entries_room)
        published_in.append(in_register.published_directives)
        search_tabs += [in_register.entries_tab, in_register.news_tab]
        for suffix in (".pdf", ".docx"):
            text_readers[suffix] = in_register.read_text_of(suffix)
        for suffix in (".pdf", ".jpg", ".jpeg", ".png"):
            page_showers[suffix] = in_register.show_page_of(suffix)
