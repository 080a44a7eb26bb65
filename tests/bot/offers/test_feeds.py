"""Unknown feeds in every format, and hostile ones."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from bot.errors import DataError
from bot.memory.database import engine_for, reading
from bot.offers.feeds import description
from bot.offers.feeds.recognising import understand
from bot.offers.importing import import_file
from bot.offers.index.filters import Filters
from bot.offers.index.search import search
from bot.offers.offer import Offer

NAMES = ("Intitulé", "Société", "Lieu", "Contrat", "Niveau", "Publiée le", "Lien", "Annonce")
TEXT = "Accueil, conseil et suivi des clients dans une petite équipe de la région. " * 3
ROWS = [
    ("Comptable", "Atlas", "Tanger, Maroc", "CDI", "Bac+2", "12/10/2026", "https://a.example/1"),
    ("Vendeur", "Rif", "Rabat - Maroc", "CDD", "Bac", "13/10/2026", "https://a.example/2"),
    ("Stagiaire PFE", "Souss", "Agadir", "Stage", "Bac+5", "14/10/2026", "https://a.example/3"),
]


def tsv(path: Path) -> Path:
    lines = ["\t".join(NAMES), *("\t".join((*row, TEXT)) for row in ROWS)]
    path.write_text("\n".join(lines), encoding="cp1252")
    return path


def xlsx(path: Path) -> Path:
    book = openpyxl.Workbook()
    for line in (("Offres du mois",), (), NAMES, *((*row, TEXT) for row in ROWS)):
        book.active.append(line)
    book.save(path)
    return path


def nested_json(path: Path) -> Path:
    records = [
        {
            "position": {"label": row[0]},
            "employer": {"name": row[1], "size": 12},
            "place": {"city": row[2]},
            "contractType": row[3],
            "education": {"level": row[4]},
            "published": row[5],
            "applyUrl": row[6],
            "body": f"<p>{TEXT}</p>",
        }
        for row in ROWS
    ]
    path.write_text(json.dumps({"data": {"results": records}}), encoding="utf-8")
    return path


def rss(path: Path) -> Path:
    items = "".join(
        f"<item><title>{row[0]} - {row[2]}</title><author>{row[1]}</author><link>{row[6]}</link>"
        f"<description><![CDATA[<b>{row[3]}</b>, {row[4]}. {TEXT}]]></description>"
        f"<pubDate>Mon, {12 + n} Oct 2026 08:00:00 +0100</pubDate></item>"
        for n, row in enumerate(ROWS)
    )
    path.write_text(f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>", "utf-8")
    return path


def table(path: Path) -> Path:
    head = "".join(f"<th>{name}</th>" for name in NAMES if name != "Lien")
    lines = "".join(
        f"<tr><td><a href='{row[6]}'>{row[0]}</a></td>"
        + "".join(f"<td>{value}</td>" for value in (*row[1:6], TEXT))
        + "</tr>"
        for row in ROWS
    )
    path.write_text(f"<html><body><table><tr>{head}</tr>{lines}</table></body></html>", "utf-8")
    return path


def postings(path: Path) -> Path:
    contracts = {"CDI": "FULL_TIME, CDI", "CDD": "TEMPORARY", "Stage": "INTERN"}
    scripts = [
        {
            "@type": "JobPosting",
            "title": row[0],
            "hiringOrganization": {"@type": "Organization", "name": row[1]},
            "jobLocation": {"address": {"addressLocality": row[2], "addressCountry": "MA"}},
            "employmentType": contracts[row[3]],
            "educationRequirements": row[4],
            "datePosted": f"2026-10-{12 + n}",
            "url": row[6],
            "description": TEXT,
        }
        for n, row in enumerate(ROWS)
    ]
    body = "".join(f'<script type="application/ld+json">{json.dumps(s)}</script>' for s in scripts)
    path.write_text(f"<!doctype html><html><head>{body}</head></html>", encoding="utf-8")
    return path


MAKERS = {
    "a.tsv": tsv,
    "b.xlsx": xlsx,
    "c.json": nested_json,
    "d.rss": rss,
    "e.html": table,
    "f.html": postings,
}


def held(url: str) -> list[Offer]:
    with reading(engine_for(url)) as connection:
        results, _ = search(connection, Filters(), limit=20)
    return sorted((result.offer for result in results), key=lambda offer: offer.url or "")


@pytest.mark.parametrize("name", MAKERS)
def test_an_unknown_feed_is_read_by_its_saved_description_alone(
    name: str, tmp_path: Path, database_url: str
) -> None:
    path = MAKERS[name](tmp_path / name)
    saved = tmp_path / "feed.yml"
    description.save(understand(path, "unseen").feed, saved)
    report = import_file(engine_for(database_url), path, description.load(str(saved)))
    assert (report.read, report.new, report.rejected) == (3, 3, 0)
    found = [
        (o.title, o.organization, o.city, o.contract, o.level, o.posted_at.day)
        for o in held(database_url)
        if o.posted_at
    ]
    assert found == [
        ("Comptable", "Atlas", "tanger", "cdi", "bac+2", 12),
        ("Vendeur", "Rif", "rabat", "cdd", "bac", 13),
        ("Stagiaire PFE", "Souss", "agadir", "internship", "bac+5", 14),
    ]


def endless_line(path: Path) -> Path:
    with path.open("wb") as stream:
        stream.write(b"titre,ville\nVendeur")
        stream.truncate(2 * 1024**3)
    return path


def one_long_line(path: Path) -> Path:
    path.write_bytes(b"titre,ville\n" + b"x" * 3_000_000)
    return path


def xml_bomb(path: Path) -> Path:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    path.write_text(f'<!DOCTYPE r [<!ENTITY e0 "ha">{entities}]><r><item>&e9;</item></r>', "utf-8")
    return path


def zip_bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    return path


def deep_json(path: Path) -> Path:
    path.write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")
    return path


def empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


HOSTILE = {
    "a.csv": endless_line,
    "b.csv": one_long_line,
    "c.xml": xml_bomb,
    "d.xlsx": zip_bomb,
    "e.json": deep_json,
    "f.csv": empty,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_feed_ends_in_one_line(name: str, tmp_path: Path, database_url: str) -> None:
    import_file(engine_for(database_url), tsv(tmp_path / "good.tsv"), _feed(tmp_path))
    before = held(database_url)
    path = HOSTILE[name](tmp_path / name)
    with pytest.raises(DataError) as raised:
        feed = understand(path, "good").feed
        import_file(engine_for(database_url), path, feed)
    assert "\n" not in str(raised.value)
    assert held(database_url) == before


def test_scripts_and_broken_characters_do_not_reach_the_index(
    tmp_path: Path, database_url: str
) -> None:
    path = tmp_path / "a.jsonl"
    titles = (
        "<script>alert(1)</script>Vendeur <b>confirmé</b>",
        "<img src=x onerror=alert(1)>Comptable",
        "&lt;script&gt;alert(2)&lt;/script&gt; Serveur",
        "Cuisinier \ud800",
    )
    rows = [
        {"titre": t, "ville": "Rabat", "contrat": "CDI", "lien": f"javascript:x({n})", "\udfff": 1}
        for n, t in enumerate(titles)
    ]
    path.write_text("\n".join(json.dumps(each) for each in rows), encoding="utf-8")
    description.save(understand(path, "odd").feed, tmp_path / "feed.yml")
    import_file(engine_for(database_url), path, description.load(str(tmp_path / "feed.yml")))
    found = {(offer.title, offer.url) for offer in held(database_url)}
    wanted = ("Vendeur confirmé", "Comptable", "Serveur", "Cuisinier")
    assert found == {(title, None) for title in wanted}


def test_a_description_that_is_wrong_says_where(tmp_path: Path) -> None:
    path = tmp_path / "feed.yml"
    path.write_text("name: x\nformat: csv\ncolumns: {titel: A}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"columns\.titel"):
        description.load(str(path))


def _feed(directory: Path) -> description.Feed:
    return understand(directory / "good.tsv", "good").feed
