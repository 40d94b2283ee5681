"""What an edition is called. Its number counts editions, a correction's name counts corrections: readers meet the name alone, because
“lần 2” beside “bản đính chính lần 1” was taken for another paper."""


def edition_name(number: int) -> str:
    """ "bản đầu" for edition 1, "bản đính chính lần 1" for edition 2."""
    return "bản đầu" if number == 1 else f"bản đính chính lần {number - 1}"


def with_edition(title: str, number: int) -> str:
    """The title of an issue, with the correction's name behind it: "Tài liệu tháng 12/2023 (đính chính lần 1)"."""
    return title if number == 1 else f"{title} (đính chính lần {number - 1})"


def grouped(token: str) -> str:
    """The code of a print as it is printed, shown and read out: "ABCDE-FGHJK"."""
    return f"{token[:5]}-{token[5:]}" if len(token) > 5 else token
