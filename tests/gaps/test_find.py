"""Gaps from outcomes alone."""

import pickle
from pathlib import Path
from typing import Any

import pytest
from conftest import make_report  # type: ignore[import-not-found]
