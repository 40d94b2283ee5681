"""Where uploaded files lie: by the sha256 of their bytes, so that the same file is stored once and an orphan is harmless."""

import hashlib
from pathlib import PurePosixPath
from typing import IO, Any


def sha256_of(stream: IO[bytes]) -> str:
    """Hex digest of the whole stream, read in pieces; the stream is put back to its start."""
    digest = hashlib.sha256()
    stream.seek(0)
    for piece in iter(lambda: stream.read(1 << 20), b""):
        digest.update(piece)
    stream.seek(0)
    return digest.hexdigest()


def stored_name(folder: str, sha256: str, suffix: str) -> str:
    """``folder/ab/cd…/sha256.suffix`` below MEDIA_ROOT."""
    return str(PurePosixPath(folder, sha256[:2], sha256 + suffix.lower()))


def content_path(instance: Any, filename: str) -> str:
    """``upload_to`` of models with a ``sha256`` field: the name given by the uploader never reaches the disk."""
    return stored_name(instance._meta.model_name, instance.sha256, PurePosixPath(filename).suffix[:10])
