"""The code on the last page of a print: as it is typed, and as a QR picture that leads to the page that checks it."""

import io

import segno

from documents.engines.edition_names import grouped


def code_picture(check_address: str, token: str) -> bytes:
    """SVG of the QR that opens the check of this print."""
    out = io.BytesIO()
    address = f"{check_address}?ma={grouped(token)}"
    segno.make(address, error="m").save(out, kind="svg", border=2, xmldecl=False, nl=False)
    return out.getvalue()
