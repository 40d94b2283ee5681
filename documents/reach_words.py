"""What this room says on the page "Ai thấy gì, vì sao" of a person."""

from documents.models import Edition
from organizations.models import User


def editions_in_words(person: User) -> list[str]:
    """How many issues the person reads now, and which is the newest: from the rule that the reading page asks."""
    rows = Edition.objects.visible_to(person).latest_of_each().not_withdrawn()
    count = rows.count()
    if not count:
        return ["Hiện không đọc được tài liệu nào."]
    newest = rows.select_related("publisher").defer("content").order_by("-publish_at", "-pk")[0]
    return [f"Hiện đọc được {count} tài liệu; mới nhất: {newest.title}, {newest.publisher.name}."]
