"""The wheel: what is in it, and that it does the main job where nothing else of the project is."""

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parent.parent
DATA = ("checklists", "schemas", "examples")
KINDS = {".py", ".yaml", ".json", ".txt", ".typed", ".html", ".css", ".js"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(ROOT)], check=True, capture_output=True
    )
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(wheel: Path) -> None:
    names = {PurePosixPath(name) for name in zipfile.ZipFile(wheel).namelist()}
    ours = {name.relative_to("fazhi_eval") for name in names if name.parts[0] == "fazhi_eval"}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split(
        "\n"
    )
    wanted = {
        PurePosixPath(name).relative_to("src/fazhi_eval") for name in tracked if name.startswith("src/fazhi_eval/")
    }
    wanted |= {"_data" / PurePosixPath(name) for name in tracked if name.split("/")[0] in DATA}
    assert {str(name) for name in wanted - ours} == set(), "tracked files that the wheel lacks"
    strays = {name for name in ours - wanted if name.suffix not in KINDS or "__pycache__" in name.parts}
    assert {str(name) for name in strays} == set(), "files in the wheel that do not belong there"
    assert {name.parts[0] for name in names} == {"fazhi_eval", wheel.name.split("-py3")[0] + ".dist-info"}


def test_the_wheel_does_the_main_job_in_a_fresh_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "fresh", with_pip=True)
    python = tmp_path / "fresh" / "bin" / "python"
    pins = ROOT / "requirements" / "dev.txt"
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--constraint", pins, wheel], check=True, capture_output=True
    )
    code = (
        "from fazhi_eval import evaluate, read_report\n"
        "from fazhi_eval.data import data_folder\n"
        "evaluation = evaluate(read_report(data_folder('examples') / 'qinghe-2023.txt'))\n"
        "import fazhi_eval, json\n"
        "print(json.dumps([fazhi_eval.__file__, len(evaluation.gaps), evaluation.score.items]))\n"
    )
    ran = subprocess.run([python, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True)
    file, gaps, items = json.loads(ran.stdout)
    assert "site-packages" in file
    assert gaps > 0
    assert items >= 60
    example = f"{Path(file).parent}/_data/examples/qinghe-2023.txt"
    checked = subprocess.run(
        [python.parent / "fazhi-eval", "check", example], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8"
    )
    assert checked.returncode == 1, checked.stderr
    assert str(items) in "".join(checked.stdout.split()), "the verdict names how many items were checked"
