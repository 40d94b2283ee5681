"""The counts: what they hold, that they hold nothing else, and what they change."""

import gzip
from pathlib import Path

import pytest

from documents.engines.proofreading import Counts, LanguageModel, WordList, check_text, learn
from documents.engines.proofreading.language import SHIPPED_COUNTS, lexicon
from documents.engines.proofreading.syllables import is_syllable
from documents.services.proofreading import learn_shipped
from tests.documents.proofreading.helpers import misprints, shipped

_TEXT = "Bà con bản Nà Lốm trồng sa nhân. Ông Lò Văn Ún nói: “Trồng sa nhân lãi cao”. Có 12 hộ trồng sa nhân."


def test_counts_are_of_neighbours_without_names_figures_and_quotations() -> None:
    counts = learn([_TEXT])
    assert counts.pairs["sa nhân"] == 2
    assert not {"lốm", "lò", "ún", "12", "lãi"} & set(counts.singles)


def test_counts_saved_and_loaded_are_the_same(tmp_path: Path) -> None:
    counts = learn([_TEXT])
    counts.save(tmp_path / "counts.gz")
    loaded = Counts.load(tmp_path / "counts.gz")
    assert (loaded.singles, loaded.pairs, loaded.triples) == (counts.singles, counts.pairs, counts.triples)


def test_the_saved_file_holds_no_more_than_three_syllables_in_a_row(tmp_path: Path) -> None:
    learn([_TEXT]).save(tmp_path / "counts.gz")
    with gzip.open(tmp_path / "counts.gz", "rt", encoding="utf-8") as file:
        lines = file.read().split("\n")[1:]
    longest = max(len(item.rpartition("=")[0].split(" ")) for line in lines for item in line.split("\t"))
    assert longest == 3


def test_merged_counts_add_up() -> None:
    assert learn([_TEXT]).merge(learn([_TEXT])).pairs == learn([_TEXT, _TEXT]).pairs


@pytest.mark.parametrize(
    "content",
    [b"", b"abc", gzip.compress(b"{}\n"), gzip.compress(b"[1]\n")],
    ids=["empty", "no-gzip", "object", "list"],
)
def test_a_file_of_another_kind_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "counts.gz").write_bytes(content)
    with pytest.raises(ValueError, match="counts"):
        Counts.load(tmp_path / "counts.gz")


def test_what_the_archive_says_often_is_not_doubted() -> None:
    text = "Đoàn kiểm trả hồ sơ."
    assert misprints(text)
    model = LanguageModel.start().with_counts(learn(["Đoàn kiểm trả hồ sơ."] * 60))
    assert "spelling" not in {found.rule for found in misprints(text, model)}


def test_the_publishers_own_words_and_waived_findings_are_spared() -> None:
    text = "Đoàn kiểm trả công tác."
    assert misprints(text)
    assert check_text(text, model=shipped(), words=WordList.of(["kiểm trả"])) == []
    assert check_text(text, model=shipped(), words=WordList.of([], [("spelling", "kiểm trả")])) == []


def test_the_word_lists_hold_syllables_that_the_spelling_allows() -> None:
    known = lexicon()
    strange = {part for word in known.words for part in word.split(" ") if not is_syllable(part)}
    assert len(strange) < 60
    assert len(known.words) > 20_000


def test_the_counts_that_are_shipped_are_those_of_our_own_texts(tmp_path: Path) -> None:
    learnt = learn_shipped(tmp_path / "counts.gz")
    shipped_counts = Counts.load(SHIPPED_COUNTS)
    assert shipped_counts.pairs == learnt.pairs, "Run: manage.py learn_language --shipped"
    assert (shipped_counts.singles, shipped_counts.triples) == (learnt.singles, learnt.triples)


def test_neighbours_across_a_comma_are_counted_apart() -> None:
    counts = learn(["Xã tăng cường kiểm tra, giám sát; kiểm tra giám sát viên, Lò Văn Ún, giám sát."])
    assert (counts.pairs["tra, giám"], counts.pairs["tra giám"]) == (1, 1)
    assert not any(key.startswith("ún,") for key in counts.pairs)


def test_a_syllable_is_likelier_after_its_partner_than_anywhere() -> None:
    model = LanguageModel.start()
    assert model.log_chance("kiểm", "tra") > model.log_chance("", "tra") > model.log_chance("", "trả") - 5
    assert model.log_chance("kiểm", "tra") > model.log_chance("kiểm", "trả") + 3
    assert 0 < model.chance("xyz") < model.chance("khuỵu") < model.chance("và") < 1
