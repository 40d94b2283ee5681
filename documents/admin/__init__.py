"""The editors' pages of issues. Thin: forms check, services write, access decides."""

from documents.admin.bulletin import BulletinAdmin
from documents.admin.entry import EntryAdmin
from documents.admin.frozen import DeliveryAdmin, EditionAdmin, OutboxAdmin
from documents.admin.proofreading import KnownWordAdmin, NameTitleAdmin, WaiverAdmin
from documents.admin.publisher import PublisherSettingsAdmin
from documents.admin.report import ReportAdmin

__all__ = [
    "BulletinAdmin",
    "DeliveryAdmin",
    "EditionAdmin",
    "EntryAdmin",
    "KnownWordAdmin",
    "NameTitleAdmin",
    "OutboxAdmin",
    "PublisherSettingsAdmin",
    "ReportAdmin",
    "WaiverAdmin",
]
