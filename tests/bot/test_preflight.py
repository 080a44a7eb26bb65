"""A mistake in a file ends in one line that says where."""

import shutil
from pathlib import Path

import pytest

from bot import preflight
from bot.errors import ConfigurationError, DataError
from bot.settings import DATA, ROOT


@pytest.fixture()
def project(tmp_path: Path) -> Path:
    for name in preflight.FILES:
        shutil.copy(ROOT / name, tmp_path)
    for folder in preflight.FOLDERS:
        shutil.copytree(DATA / folder, tmp_path / "data" / folder)
    return tmp_path


def test_the_project_passes() -> None:
    preflight.check()


def test_a_broken_file_is_named_with_its_line(project: Path) -> None:
    path = project / "config.yml"
    lines = path.read_text("utf-8").count("\n")
    path.write_text(path.read_text("utf-8") + "policies: [: broken\n", "utf-8")
    with pytest.raises(DataError) as raised:
        preflight.check(project, project / "data")
    assert f"config.yml: line {lines + 1}" in str(raised.value)


def test_a_missing_file_is_named(project: Path) -> None:
    (project / "domain.yml").unlink()
    with pytest.raises(ConfigurationError, match=r"domain\.yml is missing"):
        preflight.check(project, project / "data")


def test_a_full_disk_is_said(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "FREE_MEGABYTES", 10**12)
    with pytest.raises(ConfigurationError, match="MB of disk are free"):
        preflight.check(project, project / "data")
