"""The concept lexicon: its own examples, and how words are told apart."""

import pickle
from pathlib import Path

import pytest

from fazhi_eval.checklists.model import Topic
from fazhi_eval.errors import ChecklistError
from fazhi_eval.gaps.admissions import is_generic
from fazhi_eval.gaps.entries import TopicsFile, load_topics
from fazhi_eval.gaps.lexicon import SHIPPED, Lexicon, shipped_lexicon, words_of
from fazhi_eval.messages import LANGUAGES, text

ENTRIES = load_topics(SHIPPED)
HITS = [(id, example) for id, entry in ENTRIES.concepts.items() for example in entry.examples.hits]
MISSES = [(id, example) for id, entry in ENTRIES.concepts.items() for example in entry.examples.misses]


def found(example: str) -> set[str]:
    named = [one.concept for one in shipped_lexicon().find(example)]
    return {concept.id for concept in named} | {concept.part_of for concept in named if concept.part_of}


@pytest.mark.parametrize(("concept", "example"), HITS)
def test_example_names_its_concept(concept: str, example: str) -> None:
    assert concept in found(example)


@pytest.mark.parametrize(("concept", "example"), MISSES)
def test_example_does_not_name_the_concept(concept: str, example: str) -> None:
    assert concept not in found(example)


@pytest.mark.parametrize("example", ENTRIES.generic.examples.generic)
def test_set_phrases_are_generic(example: str) -> None:
    assert is_generic(example)


@pytest.mark.parametrize("example", ENTRIES.generic.examples.substantial)
def test_clauses_with_an_object_figure_or_measure_are_not(example: str) -> None:
    assert not is_generic(example)


def test_every_topic_has_a_concept_and_a_name() -> None:
    covered = {topic for entry in ENTRIES.concepts.values() for topic in entry.topics}
    assert covered == set(Topic)
    for lang in LANGUAGES:
        assert all(text(f"gaps.topic.{topic}", lang) for topic in Topic)


def test_parts_belong_to_a_concept_that_exists_and_is_no_part_itself() -> None:
    parts = {id: entry.part_of for id, entry in ENTRIES.concepts.items() if entry.part_of}
    assert parts
    for id, whole in parts.items():
        assert whole in ENTRIES.concepts, id
        assert whole not in parts, id


def test_no_term_stands_twice_in_one_concept() -> None:
    for id, entry in ENTRIES.concepts.items():
        words = [*entry.terms, *entry.hints]
        assert sorted(words) == sorted(set(words)), id


def test_the_longer_word_swallows_the_shorter() -> None:
    assert "enforcement-at-large" not in found("执法监督不力")
    assert "enforcement-at-large" in found("执法工作")


def test_two_word_terms_stay_within_one_part_of_a_sentence() -> None:
    near = shipped_lexicon().find("法治方面的学习不够")
    assert "法治…学习" in words_of(near)
    assert "literacy" not in found("法治工作稳步开展；组织业务学习")


def test_width_and_blanks_do_not_matter() -> None:
    assert found("互联网＋监管") == found("互联网 + 监管")


def test_lexicon_survives_a_pickle() -> None:
    lexicon = pickle.loads(pickle.dumps(Lexicon(ENTRIES)))
    example = "行政复议案件审理质量有待提高"
    assert lexicon.find(example) == shipped_lexicon().find(example)


def test_a_bad_lexicon_is_told_at_its_line(tmp_path: Path) -> None:
    file = tmp_path / "topics.yaml"
    file.write_text("broad: [nonsense]\nmask: []\nconcepts: {}\ngeneric:\n  words: [一]\n", encoding="utf-8")
    with pytest.raises(ChecklistError) as caught:
        load_topics(file)
    places = {(problem.line, problem.code) for problem in caught.value.problems}
    assert (1, "gaps.lexicon") in places
    assert len(places) >= 2


def test_shipped_file_is_valid() -> None:
    assert isinstance(ENTRIES, TopicsFile)
