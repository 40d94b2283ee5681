"""The code on the last page of a print: as it is typed, and as a QR picture that leads to the page that checks it."""

import io

import segno


def grouped(token: str) -> str:
    """ "ABCDE-FGHJK": easier to read out and to type."""
    return f"{token[:5]}-{token[5:]}" if len(token) > 5 else token


def code_picture(check_address: str, token: str) -> bytes:
    """SVG of the QR that opens the check of this print."""
    out = io.BytesIO()
    address = f"{check_address}?ma={grouped(token)}"
    segno.make(address, error="m").save(out, kind="svg", border=2, xmldecl=False, nl=False)
    return out.getvalue()
