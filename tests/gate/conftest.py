"""One report judged for real, and waivers for it."""

from collections.abc import Callable
from datetime import date

import pytest

from fazhi_eval import evaluate, read_report
from fazhi_eval.data import data_folder
from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.gate.files import Waiver

QINGHE = data_folder("examples") / "qinghe-2023.txt"


@pytest.fixture(scope="session")
def qinghe() -> Evaluation:
    return evaluate(read_report(QINGHE), source=str(QINGHE))


@pytest.fixture
def waive(qinghe: Evaluation) -> Callable[..., Waiver]:
    def made(item: str, *, body: str | None = None, expires: str = "2024-06-30") -> Waiver:
        named = body or qinghe.report.issuer or ""
        return Waiver(item=item, body=named, reason="次年补", owner="李某", expires=date.fromisoformat(expires))

    return made
