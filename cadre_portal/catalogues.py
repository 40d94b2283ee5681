"""Compiles the translations under ``locale/`` (.po to .mo), so that nobody needs the gettext programs.

``python -m cadre_portal.catalogues`` writes the .mo files, ``--check`` only compares and names what differs. The formats
are those of the GNU gettext manual ("The Format of PO Files", "The Format of GNU MO Files").
"""

import ast
import struct
import sys
from pathlib import Path

LOCALE_DIR = Path(__file__).resolve().parent.parent / "locale"
_MAGIC = 0x950412DE
_CONTEXT_END = "\x04"


class CatalogueError(ValueError):
    """A .po file that cannot be read; the message names file and line."""


def read_po(text: str, name: str = "") -> dict[str, str]:
    """Read the messages of a .po file, as a .mo file keys them.

    A key is the msgid, with ``context\\x04`` before it and ``\\0`` + plural after it where there are such; a value is the
    translation, plural forms joined by ``\\0``. Left out, as msgfmt does: what is fuzzy or not translated.
    """
    messages: dict[str, str] = {}
    parts: dict[str, str] = {}
    seen: set[str] = set()
    current = ""
    fuzzy = False

    def finish() -> None:
        nonlocal parts, fuzzy
        if "msgid" in parts:
            key = parts["msgid"]
            if "msgctxt" in parts:
                key = parts["msgctxt"] + _CONTEXT_END + key
            if key in seen:
                raise CatalogueError(f"{name}: {key!r} stands twice")
            seen.add(key)
            if "msgid_plural" in parts:
                key += "\0" + parts["msgid_plural"]
            forms = [value for word, value in sorted(parts.items()) if word.startswith("msgstr")]
            if not fuzzy and any(forms):
                messages[key] = "\0".join(forms)
        parts, fuzzy = {}, False

    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if line.startswith("#") or not line:
            if any(word.startswith("msgstr") for word in parts):
                finish()
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        word, _, rest = line.partition(" ")
        if line.startswith('"'):
            word, rest = current, line
        elif word in ("msgid", "msgctxt") and any(known.startswith("msgstr") for known in parts):
            finish()
        if not word.startswith(("msgctxt", "msgid", "msgstr")) or not rest.strip().startswith('"'):
            raise CatalogueError(f"{name}, line {number}: {line!r} is not understood")
        current = word
        parts[word] = parts.get(word, "") + str(ast.literal_eval(rest.strip()))
    finish()
    return messages


def write_mo(messages: dict[str, str]) -> bytes:
    """Return the .mo file of the messages: sorted, without a hash table, as msgfmt writes it."""
    pairs = sorted((key.encode(), value.encode()) for key, value in messages.items())
    header = 7 * 4
    tables = 2 * 8 * len(pairs)
    keys_table, values_table, keys, values = b"", b"", b"", b""
    keys_start = header + tables
    values_start = keys_start + sum(len(key) + 1 for key, _ in pairs)
    for key, value in pairs:
        keys_table += struct.pack("<II", len(key), keys_start + len(keys))
        values_table += struct.pack("<II", len(value), values_start + len(values))
        keys += key + b"\0"
        values += value + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, len(pairs), header, header + tables // 2, 0, keys_start)
    return head + keys_table + values_table + keys + values


def compile_all(folder: Path = LOCALE_DIR, *, check: bool = False) -> list[Path]:
    """Compile every .po below ``folder``; return the .mo files that were (or, with ``check``, are) out of date."""
    stale = []
    for source in sorted(folder.rglob("*.po")):
        target = source.with_suffix(".mo")
        content = write_mo(read_po(source.read_text(encoding="utf-8"), str(source)))
        if not target.exists() or target.read_bytes() != content:
            stale.append(target)
            if not check:
                target.write_bytes(content)
    return stale


def main(arguments: list[str]) -> int:
    check = "--check" in arguments
    stale = compile_all(check=check)
    for path in stale:
        sys.stdout.write(f"{'out of date' if check else 'written'}: {path}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
