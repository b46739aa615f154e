"""Renderers: one module a format."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Format(NamedTuple):
    """One format of an Evaluation: ``fazhi_eval.outputs.<module>.render(evaluation, lang=…, …)``, str or bytes.

    ``suffix`` is that of its files; ``binary`` where render gives bytes. ``needs`` names what render takes beside
    the Evaluation, as keyword arguments: ``report`` (the Report judged), ``document`` (the Document it was read from,
    None for a submission written by hand).
    """

    module: str
    suffix: str
    binary: bool = False
    needs: tuple[str, ...] = ()


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "text": Format("text", ".txt"),
        "json": Format("json", ".json"),
        "html": Format("html", ".html", needs=("report", "document")),
    }
)
"""Every value of ``fazhi-eval check --format``."""
