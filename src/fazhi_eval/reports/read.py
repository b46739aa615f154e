"""A file becomes a Report, and the Document it was read from."""

from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_eval.reports.submission import SUFFIXES, read_submission

if TYPE_CHECKING:
    from fazhi_eval.documents.model import Document
    from fazhi_eval.reports.model import Report
    from fazhi_eval.reports.phrasing import Lexicon


def read(path: str | Path, lexicon: "Lexicon | None" = None) -> "tuple[Report, Document | None]":
    """What one report states, and its Document; a submission (.yaml, .yml, .json) has none.

    ``lexicon`` holds the phrasings to read with; by default those that ship with the package.
    Raises InputError for a file that cannot be read, is empty, or does not fit the schema of a submission.
    """
    if str(path).lower().endswith(SUFFIXES):
        return read_submission(path), None
    from fazhi_eval.documents.read import read_document  # a submission needs none of this
    from fazhi_eval.reports.extract import extract

    document = read_document(path)
    return extract(document, lexicon), document
