"""Bytes become text: which encoding, and when it is none."""

import codecs
import re

from fazhi_eval.errors import InputError, Problem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"}
# what ，。 and 的 of UTF-8 look like when read as GB18030, and what the other way leaves; compiled when asked for
_TRACES = "[锛銆鐨][\u3000-\u9fff]|锟斤拷"
_CONTROLS = tuple(map(chr, [*range(0x09), *range(0x0E, 0x20)]))
_HEAD = 100_000
"""characters that show whether a file is text"""


def decode(raw: bytes, source: str, declared: str | None = None) -> tuple[str, str]:
    """The text of ``raw`` and the encoding's name: BOM, UTF-8, the ``declared`` one, GB18030, the first that fits.

    UTF-8 is tried before what a page declares: Chinese text in another encoding is as good as never valid UTF-8,
    while pages often declare what they are not. Raises InputError for binary content, for bytes that no encoding
    fits, and for a mixture of encodings.
    """
    for bom, name in _BOMS:
        if raw.startswith(bom):
            try:
                return _plausible(raw[len(bom) :].decode(name), source), name
            except UnicodeDecodeError as error:
                raise _undecodable(source, raw, error.start + len(bom)) from None
    if b"\0" in raw:
        raise InputError(Problem("documents.binary", file=source))
    try:
        return _plausible(raw.decode("utf-8"), source), "utf-8"
    except UnicodeDecodeError as error:
        first_bad = error.start
    for name in _candidates(declared):
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        if len(re.findall(_TRACES, text[:200_000])) > 1:
            raise InputError(Problem("documents.mixed_encodings", {"line": _line(raw, first_bad)}, file=source))
        return _plausible(text, source), name
    raise _undecodable(source, raw, first_bad)


def _candidates(declared: str | None) -> list[str]:
    name = (declared or "").strip().lower()
    try:
        known = codecs.lookup(name).name if name and name not in _CHINESE else None
    except LookupError:
        known = None
    # single-byte code pages fit any bytes, so they would turn every damaged file into nonsense
    foreign = known is not None and not known.startswith(("utf", "iso8859", "cp125", "ascii", "latin"))
    return [known, "gb18030"] if known and foreign else ["gb18030"]


def _plausible(text: str, source: str) -> str:
    if _controls(text) * 100 > min(len(text), _HEAD):
        raise InputError(Problem("documents.binary", file=source))
    lost = text.count("\ufffd")
    if lost > 2 and lost * 200 > len(text):
        raise InputError(Problem("documents.lost_characters", {"count": lost}, file=source))
    return text


def _controls(text: str) -> int:
    """How many characters that no text has are in its head."""
    head = text[:_HEAD]
    # looking for one after the other is twice as fast as a pattern of all
    return sum(head.count(char) for char in _CONTROLS if char in head)


def _undecodable(source: str, raw: bytes, at: int) -> InputError:
    # most of it UTF-8 and the rest not: two files were joined
    readable = raw.decode("utf-8", "ignore")
    chinese = sum(1 for char in readable[:20_000] if "\u4e00" <= char <= "\u9fff")
    if chinese * 5 > len(readable[:20_000]) and chinese > 20:
        return InputError(Problem("documents.mixed_encodings", {"line": _line(raw, at)}, file=source))
    if _controls(raw.decode("latin-1")) * 50 > min(len(raw), _HEAD):
        return InputError(Problem("documents.binary", file=source))
    return InputError(Problem("documents.undecodable", {"line": _line(raw, at)}, file=source))


def _line(raw: bytes, at: int) -> int:
    return raw.count(b"\n", 0, at) + 1
