"""What is published: the working copy, the frozen editions, who has them, the meetings."""

from documents.models.bulletin import Bulletin, BulletinEvent, Entry, EntryPicture, PublisherSettings
from documents.models.delivery import Delivery, Outbox, Report
from documents.models.desk import DeskPresence, PoolDecision, RemovedEntry
from documents.models.edition import Edition, EditionEntry, EditionPicture, Recording, Withdrawal
from documents.models.meeting import Meeting, Proposal
from documents.models.print_check import WrongPrintCode
from documents.models.proofreading import KnownWord, NameTitle, Waiver
from documents.models.raw import RawMaterial, RawPicture
from documents.models.reviewing import LateChange, PaperApproval, ReviewCopy, ReviewNote
from documents.models.word import WordReturn

__all__ = [
    "Bulletin",
    "BulletinEvent",
    "Delivery",
    "DeskPresence",
    "Edition",
    "EditionEntry",
    "EditionPicture",
    "Entry",
    "EntryPicture",
    "KnownWord",
    "LateChange",
    "Meeting",
    "NameTitle",
    "Outbox",
    "PaperApproval",
    "PoolDecision",
    "Proposal",
    "PublisherSettings",
    "RawMaterial",
    "RawPicture",
    "Recording",
    "RemovedEntry",
    "Report",
    "ReviewCopy",
    "ReviewNote",
    "Waiver",
    "Withdrawal",
    "WordReturn",
    "WrongPrintCode",
]
