"""HTML templates: everything in them escaped, nothing in them that hides or reorders text."""

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_eval.outputs.ledger import visible

if TYPE_CHECKING:
    from jinja2 import Environment


def environment_of(folder: Path) -> "Environment":
    """The templates of a folder; a name that is missing is an error, text is escaped and made visible."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_clean,
    )


def digest_of(code: str) -> str:
    """What a Content-Security-Policy names a script or a style by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


def _clean(value: Any) -> Any:
    return visible(value) if type(value) is str else value  # what is marked as safe is no plain str
