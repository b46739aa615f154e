"""Pickles that are quick to read back: what `fazhi_eval.data.kept` writes, once for many runs."""

import io
import pickle
import re
from typing import Any

from pydantic import BaseModel

from fazhi_eval.built import built
from fazhi_eval.patterns import reduced


def pickled(value: object) -> bytes:
    """``value`` as a pickle in which patterns are compiled and models need none of pydantic's own way of reading."""
    stream = io.BytesIO()
    _Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return stream.getvalue()


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, re.Pattern):
            return reduced(value)
        if isinstance(value, BaseModel):
            return built, (type(value), value.__getstate__()["__dict__"], value.model_fields_set)
        return NotImplemented
