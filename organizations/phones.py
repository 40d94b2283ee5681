"""Phone numbers in one form, so that a person finds the account however the number is typed."""

import re

_NOT_DIGIT = re.compile(r"\D+")


def phone_key(text: str | None) -> str:
    """Return the digits of a Vietnamese number with its leading 0; empty where there is none.

    "+84 912 345 678", "84912345678", "0912.345.678" and the "912345678" of a spreadsheet that lost its 0 are
    all "0912345678" (numbering plan of 2018: mobile numbers have nine digits after the 0, fixed lines nine or ten).
    """
    digits = _NOT_DIGIT.sub("", text or "")
    if digits.startswith("00"):
        digits = digits[2:]
    if digits.startswith("84") and len(digits) in {11, 12}:
        digits = digits[2:]
    if digits and not digits.startswith("0"):
        digits = "0" + digits
    return digits if 9 <= len(digits) <= 12 else ""
