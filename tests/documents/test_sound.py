"""What counts as a sound is told by the bytes of the file, never by its name."""

import io
import struct

import pytest

from documents.engines.sound import M4A, MP3, Sound, UnusableSound, sound_of
from tests.builders import mp3_bytes


def box(kind: bytes, *content: bytes) -> bytes:
    inside = b"".join(content)
    return struct.pack(">I", len(inside) + 8) + kind + inside


def track(handler: bytes) -> bytes:
    return box(b"trak", box(b"tkhd", bytes(84)), box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(13))))


def mp4(*handlers: bytes, brand: bytes = b"M4A ", data: bytes = bytes(500)) -> bytes:
    head = box(b"ftyp", brand, bytes(4), b"isom")
    return head + box(b"mdat", data) + box(b"moov", box(b"mvhd", bytes(100)), *map(track, handlers))


TAG = b"ID3\x04\x00\x00\x00\x00\x01\x48" + bytes(200)


@pytest.mark.parametrize(
    ("content", "sound"),
    [
        (mp3_bytes(), MP3),
        (TAG + mp3_bytes(), MP3),
        (bytes(300) + mp3_bytes(), MP3),
        (mp3_bytes(2), MP3),
        (mp3_bytes(2) + b"TAG" + bytes(125), MP3),
        (b"\xff\xf3\x48\xc4" + bytes(140) + (b"\xff\xf3\x48\xc4" + bytes(140)) * 9, MP3),
        (mp4(b"soun"), M4A),
        (mp4(b"soun", b"text", brand=b"mp42"), M4A),
        (box(b"ftyp", b"M4A ", bytes(4)) + b"\0\0\0\1mdat" + struct.pack(">Q", 116) + bytes(100) + mp4(b"soun"), M4A),
    ],
    ids=["plain", "tag", "padding", "two frames", "old tag behind", "slow MPEG 2", "m4a", "chapters", "long box"],
)
def test_a_sound_that_browsers_play_is_known(content: bytes, sound: Sound) -> None:
    stream = io.BytesIO(content)

    assert sound_of(stream) == sound
    assert stream.tell() == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"ID3",
        TAG,
        b"\xff\xfb",
        b"\xff" * 5000,
        mp3_bytes(1)[:200] + bytes(4000),
        bytes(6000) + mp3_bytes(),
        b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(400),
        b"OggS" + bytes(400),
        b"#!AMR\n" + bytes(400),
        b"%PDF-1.7 " + bytes(400),
        b"<html><script>alert(1)</script>" + bytes(400),
        "Tệp chữ thường.".encode() * 40,
        mp4(b"vide", b"soun", brand=b"isom"),
        mp4(),
        mp4(b"text"),
        mp4(b"soun")[:-40],
        box(b"ftyp", b"M4A ") + b"\0\0\0\0moov" + b"\0\0\0\2trak" * 100,
        box(b"ftyp", b"M4A ") + box(b"free") * 5000,
    ],
)
def test_everything_else_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UnusableSound) as refused:
        sound_of(io.BytesIO(content))

    assert "Đồng chí" in str(refused.value)
