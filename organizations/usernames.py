"""User names made for people who are entered by the list."""

from cadre_portal.text import words


def free_username(full_name: str, taken: set[str]) -> str:
    """ "Nguyễn Văn An" → nguyen.van.an, nguyen.van.an2, …: the first not among ``taken``; it is added there."""
    stem = ".".join(words(full_name))[:50].strip(".")
    if len(stem) < 3 or stem.isdecimal():
        stem = f"dong.chi.{stem}".strip(".")
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}{number}"
    taken.add(name)
    return name
