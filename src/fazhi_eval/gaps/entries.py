"""The form of topics.yaml, and reading it with every problem at its place."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from fazhi_eval.checklists.model import Topic
from fazhi_eval.errors import ChecklistError
from fazhi_eval.yamlsource import read

Words = Annotated[tuple[str, ...], Field(min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class ConceptExamples(_Model):
    """Texts of our own in which a concept must be found, and must not."""

    hits: Words
    misses: Words


class GenericExamples(_Model):
    """Clauses of our own that are generic (套话), and that are not."""

    generic: Words
    substantial: Words


class ConceptEntry(_Model):
    """One concept of topics.yaml; what its keys mean stands at the head of that file."""

    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]
    weight: Annotated[float, Field(gt=0, le=3)] = 2.0
    general: bool = False
    part_of: str | None = None
    terms: Words
    hints: tuple[str, ...] = ()
    examples: ConceptExamples


class GenericEntry(_Model):
    """The empty words that alone make a clause generic."""

    words: Words
    examples: GenericExamples


class TopicsFile(_Model):
    """The whole of topics.yaml."""

    broad: tuple[Topic, ...]
    mask: tuple[str, ...]
    concepts: dict[str, ConceptEntry]
    generic: GenericEntry


def load_topics(file: Path) -> TopicsFile:
    """The content of a lexicon file. Raises ChecklistError with every problem at its place."""
    source, problems = read(file)
    if not problems:
        try:
            return TypeAdapter(TopicsFile).validate_python(source.data)
        except ValidationError as error:
            problems = [
                source.problem("gaps.lexicon", tuple(detail["loc"]), found=detail["msg"]) for detail in error.errors()
            ]
    raise ChecklistError(problems)
