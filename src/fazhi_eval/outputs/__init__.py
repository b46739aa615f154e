"""Renderers: one module a format."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Format(NamedTuple):
    """One format of an Evaluation: ``fazhi_eval.outputs.<module>.render(evaluation, lang=…, …)``, str or bytes.

    ``suffix`` is that of its files; ``binary`` where render gives bytes. ``needs`` names what render takes beside
    the Evaluation, as keyword arguments: ``report`` (the Report judged), ``document`` (the Document it was read from,
    None for a submission written by hand), ``checklists`` (those it was judged by), ``verdict`` (that of the gate) and
    ``places`` (where in the file the findings stand). ``joins``: several reports fit into one output, by the module's
    ``join`` where it is not text or JSON. ``logs``: it has no place for last year's report and a person's word, which
    are told in the log of the pipeline instead.
    """

    module: str
    suffix: str
    binary: bool = False
    needs: tuple[str, ...] = ()
    joins: bool = False
    logs: bool = False


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "text": Format("text", ".txt", joins=True),
        "json": Format("json", ".json", joins=True),
        "html": Format("html", ".html", needs=("report", "document", "verdict")),
        "markdown": Format("markdown", ".md", needs=("verdict",)),
        "xlsx": Format("xlsx", ".xlsx", binary=True, needs=("report", "verdict")),
        "docx": Format("docx", ".docx", binary=True, needs=("verdict",)),
        "sarif": Format("sarif", ".sarif", needs=("places", "checklists", "verdict"), joins=True, logs=True),
        "junit": Format("junit", ".xml", needs=("verdict",), joins=True, logs=True),
        "gitlab": Format("gitlab", ".json", needs=("places", "verdict"), joins=True, logs=True),
        "github": Format("github", ".txt", needs=("places", "verdict"), joins=True, logs=True),
    }
)
"""Every value of ``fazhi-eval check --format``."""
