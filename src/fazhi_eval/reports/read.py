"""A file becomes a Report, and the Document it was read from."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi_eval.documents.model import Document
    from fazhi_eval.reports.lexicon import Lexicon
    from fazhi_eval.reports.model import Report

SUFFIXES = (".yaml", ".yml", ".json")
"""The file names that are read as structured submissions."""


def read(path: str | Path, lexicon: "Lexicon | None" = None) -> "tuple[Report, Document | None]":
    """What one report states, and its Document; a submission (.yaml, .yml, .json) has none.

    ``lexicon`` holds the phrasings to read with; by default those that ship with the package.
    Raises InputError for a file that cannot be read, is empty, or does not fit the schema of a submission.
    """
    # neither kind needs what the other is read by
    if str(path).lower().endswith(SUFFIXES):
        from fazhi_eval.reports.submission import read_submission

        return read_submission(path), None
    from fazhi_eval.documents.read import read_document
    from fazhi_eval.reports.extract import extract

    document = read_document(path)
    return extract(document, lexicon), document
