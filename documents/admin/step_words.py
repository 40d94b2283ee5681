"""What a step of the review will do, in sentences: the page of a step is what one confirms."""

from documents.models import Bulletin, Delivery
from documents.models.delivery import Outbox
from documents.services.collecting import ON_PAPER
from documents.services.delivering import receivers_in_words


def what_happens(step: str, bulletin: Bulletin, approvers: str) -> list[str]:
    """The sentences of a step; none of publishing, which says it in numbers of its own (services/scheduling.plan_of).

    ``approvers``: those who approve, by name, as they stand inside a sentence.
    """
    match step:
        case "gui-duyet":
            return [
                f"{approvers[:1].upper()}{approvers[1:]} sẽ thấy tài liệu này chờ duyệt.",
                "Trong lúc chờ duyệt, đồng chí lấy lại để sửa được.",
            ]
        case "lay-lai":
            return [
                f"Tài liệu trở về trạng thái đang soạn; {approvers} thôi thấy tài liệu chờ duyệt.",
                "Ý kiến đã ghi vẫn còn. Sửa xong, đồng chí gửi duyệt lại.",
            ]
        case "tra-lai":
            return ["Tài liệu trở về người biên tập cùng ý kiến của đồng chí; sửa xong, họ gửi duyệt lại."]
        case "huy-lich":
            return [
                "Chưa ai thấy tài liệu và chưa thư báo nào gửi đi.",
                "Tài liệu trở về trạng thái đã duyệt, phát hành lại lúc khác được.",
            ]
        case "dinh-chinh":
            return [
                "Bản đang soạn mở ra để sửa; người đọc vẫn thấy bản đã phát hành cho đến khi bản đính chính được phát hành.",
                "Sửa xong thì gửi duyệt, duyệt rồi phát hành như lần trước.",
            ]
        case "thu-hoi":
            return _of_withdrawing(bulletin)
    return []


def _of_withdrawing(bulletin: Bulletin) -> list[str]:
    standing = bulletin.editions.published().not_withdrawn().values("pk")
    received = Delivery.objects.filter(edition__in=standing)
    places = receivers_in_words(set(received.values_list("path", flat=True)))
    on_paper = received.filter(ON_PAPER).values("organization").distinct().count()
    found = [
        f"Người đọc chỉ còn thấy thông báo thu hồi và lý do. Đã gửi đến {places}.",
        "Trang đọc, bản PDF, bản Word, ảnh và kết quả tra cứu của bản bị thu hồi đều đóng lại.",
        f"{on_paper} nơi đã in, tải hoặc nhận bản giấy: thu hồi xong, đồng chí có danh sách để thu lại."
        if on_paper
        else "Chưa nơi nào in, tải hay nhận bản giấy.",
        "Bản đã thu hồi không mở lại được. Muốn phát hành lại, đồng chí mở tài liệu để đính chính.",
    ]
    if Outbox.objects.filter(edition__in=standing, state=Outbox.State.WAITING).exists():
        found.insert(2, "Thư báo chưa gửi thì không gửi nữa.")
    return found
