"""Tells by its bytes whether a file is a sound that every browser plays: MP3, or M4A with sound alone.

MP3: ISO/IEC 11172-3 and 13818-3, layer III frames, an ID3v2 tag before them. M4A: ISO/IEC 14496-12 boxes.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

# Bit rates (kbit/s) of layer III by the four bits of a frame's head, for MPEG 1 and for MPEG 2 and 2.5.
_RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
# So many frames in a row are no accident; programs pad before the first by less than this.
_FRAMES, _PADDING = 4, 4096
# Boxes looked at in all and their depth: a hostile file must not keep us busy.
_MOST_BOXES = 2000


class UnusableSound(Exception):
    """Not a sound that we take; the message (Vietnamese) says what to do."""


@dataclass(frozen=True, slots=True)
class Sound:
    media_type: str
    suffix: str


MP3, M4A = Sound("audio/mpeg", ".mp3"), Sound("audio/mp4", ".m4a")


def sound_of(stream: IO[bytes]) -> Sound:
    """What the file is; the stream stands at its start again. Raises UnusableSound."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    try:
        if stream.read(12)[4:8] == b"ftyp":
            return _sound_in_boxes(stream, size)
        if _is_mp3(stream, size):
            return MP3
    finally:
        stream.seek(0)
    raise UnusableSound("Tệp này không phải ghi âm MP3 hoặc M4A. Đồng chí lưu lại thành MP3 rồi tải lên.")


def _is_mp3(stream: IO[bytes], size: int) -> bool:
    """Whether frames follow one another from near the beginning, behind a tag if there is one."""
    begin = _end_of_tag(stream)
    stream.seek(begin)
    head = stream.read(_PADDING)
    return any(
        head[at : at + 1] == b"\xff" and _frames_follow(stream, begin + at, size) for at in range(max(0, len(head) - 3))
    )


def _end_of_tag(stream: IO[bytes]) -> int:
    """Where an ID3v2 tag ends, 0 without one. Its length has seven bits a byte."""
    stream.seek(0)
    head = stream.read(10)
    if head[:3] != b"ID3" or len(head) < 10:
        return 0
    length = 0
    for byte in head[6:10]:
        length = length << 7 | byte & 0x7F
    return 10 + length


def _frames_follow(stream: IO[bytes], at: int, size: int) -> bool:
    for number in range(_FRAMES):
        stream.seek(at)
        length = _frame_length(stream.read(4))
        if length is None:
            # A very short sound may have fewer frames, followed by nothing or by an old tag.
            return number > 0 and at >= size - 128
        at += length
    return True


def _frame_length(head: bytes) -> int | None:
    """Bytes of the layer III frame that begins with these four, None where none does."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, sample, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer != 1 or rate in {0, 15} or sample == 3:
        return None
    bits = (_RATES_1 if version == 3 else _RATES_2)[rate] * 1000
    return (144 if version == 3 else 72) * bits // _SAMPLES[version][sample] + padding


def _sound_in_boxes(stream: IO[bytes], size: int) -> Sound:
    """M4A where the only tracks are sound. Raises UnusableSound."""
    handlers = set()
    for kind, begin, end in _boxes(stream, 0, size):
        if kind == b"moov":
            for track, track_begin, track_end in _boxes(stream, begin, end):
                if track == b"trak":
                    handlers |= set(_handlers(stream, track_begin, track_end))
    if b"vide" in handlers:
        raise UnusableSound("Tệp này là phim. Đồng chí lưu riêng phần tiếng thành MP3 hoặc M4A rồi tải lên.")
    if b"soun" not in handlers:
        raise UnusableSound("Tệp ghi âm bị thiếu hoặc hỏng. Đồng chí ghi lại hoặc lưu lại rồi tải lên.")
    return M4A


def _handlers(stream: IO[bytes], begin: int, end: int) -> Iterator[bytes]:
    """What the track holds: b"soun", b"vide", b"text" …"""
    for kind, media_begin, media_end in _boxes(stream, begin, end):
        if kind == b"mdia":
            for inner, at, _ in _boxes(stream, media_begin, media_end):
                if inner == b"hdlr":
                    stream.seek(at + 8)
                    yield stream.read(4)


def _boxes(stream: IO[bytes], begin: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(kind, begin of its content, end) of the boxes between two places; stops at one that does not fit."""
    for _ in range(_MOST_BOXES):
        if begin + 8 > end:
            return
        stream.seek(begin)
        head = stream.read(16)
        length, start = int.from_bytes(head[:4], "big"), begin + 8
        if length == 1:
            length, start = int.from_bytes(head[8:16], "big"), begin + 16
        elif length == 0:
            length = end - begin
        if length < start - begin or begin + length > end:
            return
        yield head[4:8], start, begin + length
        begin += length
