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


def _folder() -> Path:
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given)
    beside = [each / "shared" / "jobs" for each in ROOT.parents]
    return next((each for each in beside if each.is_dir()), beside[0])


FILES = {name: _folder() / f"{name}.csv" for name in NAMES}
AT_HAND = all(path.is_file() for path in FILES.values())
