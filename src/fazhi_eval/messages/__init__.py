"""What users read, in Chinese and English: one catalogue each (zh.yaml, en.yaml), the same keys in both."""

from functools import cache
from pathlib import Path
from typing import Any

from fazhi_eval.data import kept

LANGUAGES = ("zh", "en")

_FOLDER = Path(__file__).parent


def text(code: str, lang: str = "zh", /, **params: object) -> str:
    """The message ``code`` (``documents.empty``) in ``lang``, filled with ``params``.

    Raises KeyError for a code, a language or a parameter that does not exist.
    """
    return _catalogues()[lang][code].format_map(params)


@cache
def _catalogues() -> dict[str, dict[str, str]]:
    # read once a process: constant data of the package, not state
    return kept("messages", [_FOLDER / f"{lang}.yaml" for lang in LANGUAGES], _read)


def _read() -> dict[str, dict[str, str]]:
    import yaml  # not needed where the catalogues are kept from an earlier run

    found = {}
    for lang in LANGUAGES:
        tree = yaml.safe_load((_FOLDER / f"{lang}.yaml").read_text(encoding="utf-8"))
        found[lang] = dict(_flat(tree, ""))
    return found


def _flat(tree: dict[str, Any], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in tree.items():
        pairs += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(f"{prefix}{key}", value)]
    return pairs
