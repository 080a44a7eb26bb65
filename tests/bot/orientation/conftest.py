"""A small knowledge of its own for tests that break it on purpose."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.orientation import DIRECTORY

FILES = ("programs.yml", "bac_tracks.yml", "sectors.yml", "occupations.yml")


class Copy:
    """A copy of the knowledge whose files can be changed."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def change(self, file: str, *keys: Any, value: Any = None, drop: bool = False) -> None:
        path = self.directory / file
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        part = content
        for key in keys[:-1]:
            part = part[key]
        if drop:
            del part[keys[-1]]
        else:
            part[keys[-1]] = value
        path.write_text(
            yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8"
        )


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    for file in FILES:
        shutil.copy(DIRECTORY / file, tmp_path / file)
    return Copy(tmp_path)
