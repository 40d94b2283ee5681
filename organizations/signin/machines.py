"""What kind of machine a browser says it runs on, in words a person recognises among one's own."""

_SYSTEMS = (
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android", "Điện thoại Android"),
    ("Windows", "Máy tính Windows"),
    ("Mac OS X", "Máy Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Máy tính Linux"),
)
# In this order: most browsers name others beside themselves.
_BROWSERS = (
    ("Zalo", "Zalo"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "trình duyệt Samsung"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def machine_name(user_agent: str) -> str:
    """ "Điện thoại Android, Chrome" from a browser's own word (at most 512 characters are looked at)."""
    said = user_agent[:512]
    system = next((name for mark, name in _SYSTEMS if mark in said), "Máy khác")
    browser = next((name for mark, name in _BROWSERS if mark in said), "")
    return f"{system}, {browser}" if browser else system
