"""Who has seen or holds an earlier edition is asked again when a correction comes out."""

from dataclasses import dataclass

from django.db.models import Max

from documents.engines.edition_names import edition_name
from documents.models import Delivery, Edition
from documents.models.delivery import HELD
from documents.services.delivering import counting_deliveries
from organizations.models import User


@dataclass(frozen=True, slots=True)
class EarlierHold:
    """What the person's cells did with earlier editions."""

    number: int
    is_printed: bool
    is_on_paper: bool

    @property
    def words(self) -> str:
        """ "đã in bản đầu", "đã nhận trên giấy bản đính chính lần 1", "đã mở …"."""
        done = "đã nhận trên giấy" if self.is_on_paper else "đã in" if self.is_printed else "đã mở"
        return f"{done} {edition_name(self.number)}"


def earlier_hold(user: User, edition: Edition) -> EarlierHold | None:
    """What the officer's cells have of editions before this one; None where they have nothing. One query."""
    held = Delivery.objects.filter(
        HELD, counting_deliveries(user), edition__bulletin=edition.bulletin_id, edition__number__lt=edition.number
    ).aggregate(number=Max("edition__number"), printed=Max("printed_at"), paper=Max("on_paper_at"))
    if held["number"] is None:
        return None
    return EarlierHold(held["number"], held["printed"] is not None, held["paper"] is not None)
