"""The telling words of a question: a sentence without the words that only hold it together."""

from dataclasses import replace

from directives.search.query import Group, Question

# Fewer words are no sentence: of them each one tells.
_LEAST_WORDS = 5
_LEAST_TELLING = 2
_HOLDING = frozenset(
    """
    ai ấy bao bị các cái cho chưa có còn cũng cùng của do đã đang đâu để đến đi đó được gì giờ hay hết hoặc hôm hơn khi không kia là làm lại lên
    lúc mà mấy mỗi một nào này nằm nên nếu ngày nhiêu như những ở phải qua ra rằng rất rồi sao sau sẽ so tại tất thế theo thì tới trên trong
    từ từng và vào vẫn vậy về vì với việc xong
    """.split()
)


def telling_question(question: Question) -> Question | None:
    """The question by its telling words alone; None where all of its words tell, or where it is no sentence with diacritics."""
    if not question.spelt or len(question.groups) < _LEAST_WORDS:
        return None
    telling = tuple(group for group in question.groups if not _holds_together(group))
    if len(telling) == len(question.groups) or len(telling) < _LEAST_TELLING:
        return None
    return replace(question, groups=telling)


def _holds_together(group: Group) -> bool:
    return len(group.exact) == 1 and len(group.exact[0]) == 1 and group.exact[0][0] in _HOLDING
