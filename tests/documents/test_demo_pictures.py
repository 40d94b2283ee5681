"""The drawn pictures: the right size, the same every time, none like another."""

import io
import itertools

import pytest
from PIL import Image

from documents.demo.canvas import MAX_BYTES
from documents.demo.data import load_demo
from documents.demo.pictures import UnknownScene, draw_picture
from documents.demo.scenes import SCENES


@pytest.fixture(scope="module")
def drawn() -> list[bytes]:
    demo = load_demo()
    entries = [entry for issue in demo.issues for entry in issue.entries]
    placed = [picture for activity in demo.activities for picture in activity.pictures]
    placed += [picture for entry in entries for picture in entry.pictures]
    placed += [picture for sent in demo.submissions for picture in sent.pictures]
    return [draw_picture(picture.scene) for picture in placed]


def test_every_picture_of_the_demo_is_a_jpeg_of_its_size_and_weight(drawn: list[bytes]) -> None:
    for data in drawn:
        image = Image.open(io.BytesIO(data))
        assert image.format == "JPEG"
        assert image.size in {(1600, 1200), (1200, 1600)}
        assert len(data) <= MAX_BYTES


def test_no_two_pictures_of_the_demo_look_alike(drawn: list[bytes]) -> None:
    small = [Image.open(io.BytesIO(data)).convert("RGB").resize((16, 12)).tobytes() for data in drawn]
    assert len(small) >= 45
    for one, other in itertools.combinations(small, 2):
        difference = sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)
        assert difference > 6


@pytest.mark.parametrize("name", sorted(SCENES))
def test_a_scene_is_drawn_the_same_again_and_otherwise_with_another_seed(name: str) -> None:
    scene = {"scene": name, "time": "day", "season": "autumn", "people": 4, "seed": 1}
    assert draw_picture(scene) == draw_picture(scene)
    assert draw_picture(scene) != draw_picture({**scene, "seed": 2})


def test_the_hour_and_the_season_change_the_picture() -> None:
    scene = {"scene": "village_road", "season": "summer", "time": "day"}
    assert len({draw_picture({**scene, "time": time}) for time in ("dawn", "day", "dusk", "overcast", "night")}) == 5
    assert draw_picture(scene) != draw_picture({**scene, "season": "winter"})


@pytest.mark.parametrize(
    "wrong", [{"scene": "moon"}, {}, {"scene": "hall", "time": "noon"}, {"scene": "hall", "season": "rain"}]
)
def test_an_unknown_name_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(UnknownScene):
        draw_picture(wrong)
