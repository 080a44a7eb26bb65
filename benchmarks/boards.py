"""The two job boards, when their files are at hand: nothing of them is kept here.

They are looked for in the folder that ``WIJHA_BOARDS`` names, else in ``shared/jobs`` beside the
project or beside a folder above it.
"""

from __future__ import annotations

import os
from pathlib import Path

from bot.settings import ROOT

VARIABLE = "WIJHA_BOARDS"
NAMES = ("rekrute", "emploi_ma")
MISSING = f"the job boards are not at hand: {VARIABLE} names the folder of their CSV files"


def files(folder: str | None = None) -> dict[str, Path]:
    """Return the file of each board, whether it is there or not.

    Args:
        folder: Where to look; the places above unless given.
    """
    beside = [each / "shared" / "jobs" for each in ROOT.parents]
    found = next((each for each in beside if each.is_dir()), beside[0])
    given = folder or os.environ.get(VARIABLE)
    return {name: (Path(given) if given else found) / f"{name}.csv" for name in NAMES}


FILES = files()
AT_HAND = all(path.is_file() for path in FILES.values())
