import unicodedata
from datetime import timedelta

import pytest
import regex

from bot.orientation import VARIETIES, PerVariety, Sourced, knowledge
from tests.contract import CITIES, LEVELS, PROGRAMS, SECTORS, TRACKS

BUTTON_GRAPHEMES = 20


def items() -> list[Sourced]:
    known = knowledge()
    groups = (known.programs, known.tracks, known.sectors, known.occupations)
    return [item for group in groups for item in group.values()]


def texts() -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for item in items():
        for name, value in vars(item).items():
            if isinstance(value, PerVariety) and isinstance(value.fr, str):
                found += [(f"{item.id}.{name}", v, t) for v, t in value.as_dict().items()]
            elif isinstance(value, PerVariety):
                pairs = value.as_dict().items()
                found += [(f"{item.id}.{name}", v, t) for v, names in pairs for t in names]
    return found


def test_every_id_of_the_contract_has_a_sheet_and_no_other_has() -> None:
    known = knowledge()
    assert set(known.programs) == PROGRAMS
    assert set(known.tracks) == TRACKS
    assert set(known.sectors) == SECTORS
    assert len(known.occupations) >= 40


def test_levels_and_cities_are_ids_of_the_contract() -> None:
    known = knowledge()
    assert {p.entry_level for p in known.programs.values()} <= LEVELS
    assert {city for s in known.sectors.values() for city in s.places} <= CITIES


def test_arabic_varieties_are_in_arabic_script_and_arabizi_is_not() -> None:
    # A school's initials stay Latin in a name, so only sentences must carry Arabic letters.
    for where, variety, text in texts():
        arabic = any("ARABIC" in unicodedata.name(c, "") for c in text)
        if variety in ("fr", "ary-Latn"):
            assert not arabic, f"{where} {variety}"
        elif not where.endswith(".name"):
            assert arabic, f"{where} {variety}"


def test_varieties_are_written_each_for_itself() -> None:
    # Names of schools may be the same everywhere; a sentence copied over is a forgotten one.
    for item in items():
        for name, value in vars(item).items():
            if isinstance(value, PerVariety) and isinstance(value.fr, str) and name != "name":
                assert value.fr != value.ary_latn, f"{item.id}.{name}"


def test_labels_of_buttons_fit_the_platforms() -> None:
    known = knowledge()
    for group in (known.programs, known.tracks, known.sectors):
        for item in group.values():
            for variety in VARIETIES:
                label = item.name[variety]
                assert len(regex.findall(r"\X", label)) <= BUTTON_GRAPHEMES, (item.id, label)


def test_no_year_or_amount_stands_in_a_sentence() -> None:
    # Levels such as bac+2 and the collège year are names, not facts that age.
    for where, variety, text in texts():
        if variety == "ary-Latn" or where.endswith(".length"):
            continue
        bare = regex.sub(r"(bac|باك|الباك) ?\+ ?\d|concours\.dgsn\.gov\.ma", "", text)
        assert not regex.search(r"\d", bare), f"{where} {variety}: {text}"


def test_an_item_is_stale_only_after_its_shelf_life() -> None:
    bts = knowledge().programs["bts"]
    last_day = bts.checked + timedelta(days=bts.shelf_life_days)
    assert not bts.stale(bts.checked)
    assert not bts.stale(last_day)
    assert bts.stale(last_day + timedelta(days=1))


def test_unknown_length_has_words_of_its_own() -> None:
    known = knowledge()
    assert known.programs["cpge"].length["fr"] == "2 ans"
    assert known.programs["ofppt"].length_years is None
    assert known.programs["ofppt"].length == known.labels.length[None]


def test_programmes_after_a_track_come_in_its_order_and_take_it() -> None:
    after = knowledge().programs_after("svt")
    assert [p.id for p in after][:3] == ["fmp", "ispits", "fst"]
    assert all(p.takes("svt") for p in after)
    with pytest.raises(KeyError):
        knowledge().programs_after("astrology")


def test_a_programme_with_a_list_of_tracks_refuses_the_others() -> None:
    known = knowledge()
    assert not known.programs["fmp"].takes("lettres")
    assert known.programs["fsjes"].takes("lettres")


def test_programmes_from_a_level() -> None:
    ids = {p.id for p in knowledge().programs_from("college")}
    assert "ofppt-qualification" in ids
    assert "cpge" not in ids


def test_sectors_of_a_city_are_those_a_source_names() -> None:
    known = knowledge()
    assert {"automotive", "aeronautics", "textile"} <= {s.id for s in known.sectors_in("tanger")}
    assert known.sectors_in("tiznit") == ()


def test_occupations_of_a_sector_and_where_one_works() -> None:
    known = knowledge()
    health = known.occupations_in("health")
    assert "nurse" in {o.id for o in health}
    assert known.occupations["nurse"].where == known.sectors["health"].employers
    # An accountant works outside banks too and says so.
    accountant = known.occupations["accountant"]
    assert accountant.where != known.sectors[accountant.sector].employers


def test_four_varieties_and_nothing_for_a_fifth() -> None:
    name = knowledge().sectors["health"].name
    assert list(name.as_dict()) == list(VARIETIES)
    with pytest.raises(KeyError):
        name["en"]


def test_knowledge_is_read_once() -> None:
    assert knowledge() is knowledge()
