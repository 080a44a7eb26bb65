"""All orientation knowledge in one place, read once and checked as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from bot.errors import DataError
from bot.orientation import occupations as occupation_file
from bot.orientation import programs as program_file
from bot.orientation import tracks as track_file
from bot.orientation.items import BacTrack, Labels, Occupation, Program, Sector
from bot.orientation.occupations import OccupationIndex, load_occupations
from bot.orientation.programs import load_programs
from bot.orientation.sectors import load_sectors
from bot.orientation.tracks import load_tracks

DIRECTORY = Path(__file__).resolve().parents[2] / "data" / "knowledge"


@dataclass(frozen=True)
class Knowledge:
    """Programmes, bac tracks, sectors and occupations by id, in the order of their files."""

    programs: Mapping[str, Program]
    tracks: Mapping[str, BacTrack]
    sectors: Mapping[str, Sector]
    occupations: Mapping[str, Occupation]
    labels: Labels
    _index: OccupationIndex = field(repr=False, compare=False)

    def programs_after(self, track: str) -> tuple[Program, ...]:
        """Return the programmes a bac track usually leads to, best known way first.

        Raises:
            KeyError: There is no such track.
        """
        return tuple(self.programs[id_] for id_ in self.tracks[track].programs)

    def programs_from(self, level: str) -> tuple[Program, ...]:
        """Return the programmes whose entry level is exactly this level id."""
        return tuple(p for p in self.programs.values() if p.entry_level == level)

    def sectors_in(self, city: str) -> tuple[Sector, ...]:
        """Return the sectors that a source names for a city id."""
        return tuple(s for s in self.sectors.values() if city in s.places)

    def occupations_in(self, sector: str) -> tuple[Occupation, ...]:
        """Return the occupations of a sector id."""
        return tuple(o for o in self.occupations.values() if o.sector == sector)

    def find_occupation(self, text: str) -> Occupation | None:
        """Return the occupation that a text names, or None; see :class:`OccupationIndex`."""
        return self._index.find(text)


def load(directory: Path = DIRECTORY) -> Knowledge:
    """Read and check the four files of a directory.

    Raises:
        DataError: A file or a key is wrong, or one file names an id that another does not have.
    """
    programs, labels = load_programs(directory)
    tracks = load_tracks(directory)
    sectors = load_sectors(directory)
    occupations = load_occupations(directory, sectors)
    for program in programs.values():
        where = f"programs.{program.id}.bac_tracks"
        _check(directory / program_file.FILE, where, program.bac_tracks or (), tracks)
    for track in tracks.values():
        where = f"bac_tracks.{track.id}.programs"
        _check(directory / track_file.FILE, where, track.programs, programs)
        for id_ in track.programs:
            if not programs[id_].takes(track.id):
                what = f"'{id_}' does not take this track according to {program_file.FILE}"
                raise DataError(directory / track_file.FILE, where, what)
    for occupation in occupations.values():
        where = f"occupations.{occupation.id}.programs"
        _check(directory / occupation_file.FILE, where, occupation.programs, programs)
    index = OccupationIndex(occupations.values())
    return Knowledge(programs, tracks, sectors, occupations, labels, index)


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """Return the project's own knowledge, read at the first call and kept."""
    return load()


def _check(path: Path, where: str, ids: Iterable[str], known: Mapping[str, object]) -> None:
    for id_ in ids:
        if id_ not in known:
            raise DataError(path, where, f"there is no '{id_}'")
