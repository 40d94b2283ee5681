"""Photos as phones, cameras and scanners make them: taken in upright, in RGB, without what EXIF tells; or refused with a word."""

import hashlib
import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from activities.pictures import LONGEST_SIDE, CleanPicture, UnusablePicture, clean_picture

RED, BLUE = (200, 30, 30), (30, 30, 200)


def _clean(content: bytes, *, name: str = "anh.jpg", limit_mb: int = 20, limit_megapixels: int = 40) -> CleanPicture:
    return clean_picture(content, name=name, limit_mb=limit_mb, limit_megapixels=limit_megapixels)


def _halves(width: int = 200, height: int = 100, mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image.convert(mode)


def _bytes(image: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def _opened(clean: CleanPicture) -> Image.Image:
    image = Image.open(io.BytesIO(clean.content))
    image.load()
    return image


def _is_near(pixel: object, colour: tuple[int, int, int], tolerance: int = 40) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(have - want) <= tolerance for have, want in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF", "GIF", "BMP", "TIFF"])
def test_what_phones_and_offices_have_is_taken(form: str) -> None:
    clean = _clean(_bytes(_halves(), form))

    image = _opened(clean)
    assert (image.mode, image.size, clean.width, clean.height) == ("RGB", (200, 100), 200, 100)
    assert _is_near(image.getpixel((20, 50)), RED)
    assert _is_near(image.getpixel((180, 50)), BLUE)
    assert clean.sha256 == hashlib.sha256(clean.content).hexdigest()


@pytest.mark.parametrize("mode", ["L", "1", "P", "RGBA", "LA", "I;16", "F", "CMYK", "YCbCr", "LAB"])
def test_any_colour_model_becomes_rgb(mode: str) -> None:
    image = Image.new("L", (60, 40), 128).convert("F") if mode == "F" else None
    if mode == "I;16":
        image = Image.new("I;16", (60, 40), 128 * 257)
    if mode == "LAB":
        to_lab = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
        image = ImageCms.applyTransform(Image.new("RGB", (60, 40), (128, 128, 128)), to_lab)
    assert image is None or image.mode == mode
    image = image or Image.new("RGB", (60, 40), (128, 128, 128)).convert(mode)
    form = {"CMYK": "JPEG", "YCbCr": "JPEG", "F": "TIFF", "LAB": "TIFF"}.get(mode, "PNG")

    pixel = _opened(_clean(_bytes(image, form))).getpixel((30, 20))

    # A picture of two tones has no grey.
    if mode == "1":
        assert pixel in {(0, 0, 0), (255, 255, 255)}
    else:
        assert _is_near(pixel, (128, 128, 128)), pixel


def test_what_is_see_through_lies_on_white() -> None:
    image = _halves(mode="RGBA")
    image.putpixel((0, 0), (0, 0, 0, 0))

    clean = _clean(_bytes(image, "PNG"))

    assert _opened(clean).getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [
        (1, (200, 100), (20, 50)),
        (2, (200, 100), (180, 50)),
        (3, (200, 100), (180, 50)),
        (4, (200, 100), (20, 50)),
        (5, (100, 200), (50, 20)),
        (6, (100, 200), (50, 20)),
        (7, (100, 200), (50, 180)),
        (8, (100, 200), (50, 180)),
    ],
)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_stands_upright(orientation: int, size: tuple[int, int], red: tuple[int, int], form: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation

    clean = _clean(_bytes(_halves(), form, exif=exif))

    assert (clean.width, clean.height) == size
    assert _is_near(_opened(clean).getpixel(red), RED)


def test_where_and_when_a_person_was_photographed_is_forgotten() -> None:
    exif = Image.Exif()
    exif[0x010F] = "May anh bi mat"
    exif[0x9003] = "2026:11:20 08:00:00"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (22.0, 40.0, 0.0)

    for form in ("JPEG", "PNG", "WEBP"):
        clean = _clean(_bytes(_halves(), form, exif=exif, **({"comment": b"bi mat"} if form == "JPEG" else {})))

        image = _opened(clean)
        assert len(image.getexif()) == 0
        assert b"bi mat" not in clean.content
        assert b"Exif" not in clean.content
        assert "comment" not in image.info


def test_a_broken_exif_does_not_cost_the_photo() -> None:
    content = _bytes(_halves(), exif=b"Exif\x00\x00II*\x00\xff\xff\xff\x7f\x00\x00broken")

    assert (_clean(content).width, _clean(content).height) == (200, 100)


def test_a_photo_larger_than_print_needs_is_made_smaller_in_proportion() -> None:
    clean = _clean(_bytes(_halves(5000, 2500)))

    assert (clean.width, clean.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)
    small = _clean(_bytes(_halves(300, 200)))
    assert (small.width, small.height) == (300, 200)


def test_a_drawing_stays_png_and_a_photo_becomes_jpeg() -> None:
    assert _clean(_bytes(_halves(), "PNG")).suffix == ".png"
    assert _clean(_bytes(Image.effect_noise((300, 300), 90).convert("RGB"), "BMP")).suffix == ".jpg"
    gradient = Image.merge(
        "RGB", [Image.radial_gradient("L"), Image.linear_gradient("L"), Image.linear_gradient("L").rotate(90)]
    )
    assert _clean(_bytes(gradient, "PNG")).suffix == ".jpg"


def test_the_same_file_always_gives_the_same_picture() -> None:
    content = _bytes(_halves())

    assert _clean(content).sha256 == _clean(content, name="khac.png").sha256


def test_a_photo_taken_in_twice_does_not_change_size() -> None:
    once = _clean(_bytes(_halves(4000, 3000)))
    twice = _clean(once.content)

    assert (twice.width, twice.height) == (once.width, once.height)


# --- Refusals -------------------------------------------------------------------------------------------------------


def _png_of(width: int, height: int) -> bytes:
    """A PNG that says it is this large, and holds nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


WHOLE = _bytes(_halves(800, 600))
REFUSED = {
    "empty": (b"", "0 byte"),
    "text": ("Đây không phải là ảnh.".encode(), "không phải là ảnh hoặc đã hỏng"),
    "cut off": (WHOLE[: len(WHOLE) // 2], "đã hỏng"),
    "head only": (WHOLE[:40], "đã hỏng"),
    "a PDF named as a photo": (b"%PDF-1.7\n" + b"0" * 200, "không phải là ảnh"),
    "a drawing in SVG": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "không phải là ảnh"),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "không phải là ảnh"),
    "41 megapixels": (_png_of(8200, 5000), "quá 40 triệu điểm"),
    "a bomb": (_png_of(60000, 60000), "quá 40 triệu điểm"),
    "a PNG that holds nothing": (_png_of(100, 100), "đã hỏng"),
    "a broken HEIC": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 60, "đã hỏng"),
}


@pytest.mark.parametrize(("content", "word"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_usable_photo_is_refused_by_name_with_what_to_do(content: bytes, word: str) -> None:
    with pytest.raises(UnusablePicture) as refusal:
        _clean(content, name="IMG_0042.HEIC")

    assert "“IMG_0042.HEIC”" in str(refusal.value)
    assert word in str(refusal.value)
    assert "Đồng chí" in str(refusal.value)


def test_a_photo_over_its_weight_is_refused_before_it_is_opened() -> None:
    with pytest.raises(UnusablePicture, match="quá 1 MB"):
        _clean(b"\xff\xd8" + b"0" * (1024 * 1024), limit_mb=1)


def test_exactly_forty_megapixels_are_taken() -> None:
    assert _clean(_bytes(Image.new("L", (8000, 5000)), "PNG")).width == LONGEST_SIDE


@given(st.binary(max_size=400))
def test_any_bytes_are_either_a_picture_or_a_refusal(content: bytes) -> None:
    for head in (b"", WHOLE[:200], b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\x00", b"RIFF\x00\x01\x00\x00WEBP", b"BM"):
        try:
            _clean(head + content)
        except UnusablePicture:
            continue
