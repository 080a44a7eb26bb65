"""What is checked before anything starts, so that a mistake ends in one line."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from bot.errors import ConfigurationError, DataError
from bot.settings import DATA, ROOT

FILES = ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml")
FOLDERS = ("rules", "responses")
FREE_MEGABYTES = 300  # a model while it is packed, and room for the database


def check(root: Path = ROOT, data: Path = DATA) -> None:
    """Check the free disk and that Rasa's files and the sentences are YAML.

    Args:
        root: Folder with Rasa's files.
        data: Folder with ``rules`` and ``responses``.

    Raises:
        ConfigurationError: The disk is full or a file of Rasa's is missing.
        DataError: A file is not YAML; says the line.
    """
    free = shutil.disk_usage(root).free // 2**20
    if free < FREE_MEGABYTES:
        raise ConfigurationError(f"{free} MB of disk are free, {FREE_MEGABYTES} MB are needed")
    paths = [root / name for name in FILES]
    paths += [path for folder in FOLDERS for path in sorted((data / folder).glob("*.yml"))]
    for path in paths:
        if not path.exists():
            raise ConfigurationError(f"{path.name} is missing")
        read(path)


def read(path: Path) -> object:
    """Return the content of a YAML file.

    Raises:
        DataError: The file is not YAML; says the line.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise DataError(path, line, str(error.problem)) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(path, "", f"is not YAML in UTF-8 ({type(error).__name__})") from None
