"""The desk (Biên tập tài liệu): the editors' page on which an issue is put together.

Every action is a plain form that works without scripts; with htmx it is answered by the regions that changed. Addresses are
added to the admin of issues in ``urls``.
"""

from documents.admin.desk.urls import desk_urls

__all__ = ["desk_urls"]
