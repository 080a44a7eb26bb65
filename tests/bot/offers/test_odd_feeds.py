"""Feeds of unusual shape, read by what is understood of them alone."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.errors import DataError, ServiceError
from bot.memory.database import engine_for
from bot.offers.feeds import description, fetching, sitemap
from bot.offers.feeds.recognising import understand
from bot.offers.importing import import_file
from bot.offers.offer import Offer
from tests.bot.offers.test_feeds import held

LONG = "<p>Suivi des dossiers, relation avec les clients et rapports.</p>" * 3


def read(path: Path, url: str) -> list[Offer]:
    """Import by the saved description alone; return the offers by their titles."""
    saved = path.parent / "feed.yml"
    description.save(understand(path, "odd").feed, saved)
    import_file(engine_for(url), path, description.load(str(saved)))
    return sorted(held(url), key=lambda offer: offer.title)


def test_a_workbook_with_arabic_names_and_days(tmp_path: Path, database_url: str) -> None:
    book = openpyxl.Workbook()
    names = ["رقم العرض", "المهنة المطلوبة", "المؤسسة المشغلة", "مكان العمل", "نوع العقد"]
    names += ["المستوى المطلوب", "عدد المناصب", "تاريخ الإعلان", "آخر أجل للترشيح", "ملاحظات"]
    cabling = ["A/1", "عامل كابلاج", "شركة الأسلاك", "طنجة - المنطقة الحرة", "عقد محدد المدة"]
    cabling += ["بدون"]
    serving = ["A/2", "نادل مطعم", "غير محدد", "تطوان", "عقد موسمي", "التاسعة إعدادي"]
    for line in (
        ["عروض الشغل بالجهة"],
        [],
        names,
        [*cabling, 120, datetime(2026, 11, 12), datetime(2026, 12, 5), "النقل متوفر لجميع العمال"],
        [*serving, 5, datetime(2026, 11, 1), None, ""],
    ):
        book.active.append(line)
    book.save(tmp_path / "a.xlsx")
    waiter, worker = sorted(read(tmp_path / "a.xlsx", database_url), key=lambda o: o.positions or 0)
    assert (worker.organization, worker.city, worker.contract) == ("شركة الأسلاك", "tanger", "cdd")
    assert (worker.level, worker.positions) == ("none", 120)
    assert worker.posted_at and worker.expires_at and worker.description
    assert (worker.posted_at.day, worker.expires_at.day) == (12, 5)
    assert (waiter.organization, waiter.contract, waiter.level) == (None, "seasonal", "college")


def test_an_answer_whose_longest_list_is_of_something_else(
    tmp_path: Path, database_url: str
) -> None:
    items = [
        {
            "id": str(n),
            "attributes": {
                "title": title,
                "company": {"name": employer, "logo_url": f"https://a.example/{n}.png"},
                "location": {"label": "Fès, Fès-Meknès"},
                "contract_type": {"code": "permanent", "label": "CDI"},
                "experience": {"min": 3, "max": 5},
                "salary": {"min": 9000, "max": 12000, "period": "month"},
                "published_at": "2026-11-20T08:00:00+01:00",
                "description_html": LONG,
            },
            "links": {"public": f"https://a.example/{n}"},
        }
        for n, (title, employer) in enumerate(
            [("Comptable", "Atlas"), ("Vendeur", "1er juin 2020"), ("Cuisinier", "Anonyme")]
        )
    ]
    cities = [{"id": n, "attributes": {"name": f"ville {n}"}} for n in range(9)]
    content = {"data": {"items": items}, "included": cities}
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8")
    found = read(tmp_path / "a.json", database_url)
    assert [each.organization for each in found] == ["Atlas", None, None]
    assert {each.url for each in found} == {f"https://a.example/{n}" for n in range(3)}
    assert {(o.city, o.contract, o.experience_years_min, o.salary_min) for o in found} == {
        ("fes", "cdi", 3, 9000.0)
    }


def test_an_arabic_table_in_a_windows_encoding(tmp_path: Path, database_url: str) -> None:
    (tmp_path / "a.csv").write_bytes(
        "العنوان;الشركة;المدينة;نوع العقد;الشهادة;تاريخ النشر;التفاصيل\n"
        "محاسب;شركة النور;سلا;عقد دائم;إجازة;منذ 3 أيام;نبحث عن محاسب له خبرة سنتين\n"
        "ممرضة;مصحة الشفاء;فاس;تدريب;باك+3;15/11/2026;الاشتغال ليلا ونهارا طيلة الأسبوع\n".encode(
            "cp1256"
        )
    )
    accountant, nurse = read(tmp_path / "a.csv", database_url)
    assert (accountant.city, accountant.contract, accountant.level) == ("sale", "cdi", "bac+3")
    assert (nurse.city, nurse.contract, nurse.level) == ("fes", "internship", "bac+3")
    assert nurse.description and nurse.posted_at and nurse.posted_at.day == 15


def test_a_feed_with_the_place_before_the_title(tmp_path: Path, database_url: str) -> None:
    items = "".join(
        f"<item><title>{title}</title><link>https://a.example/?p={n}</link><category>Maroc"
        f"</category><description>{text}</description></item>"
        for n, (title, text) in enumerate(
            [
                ("Casablanca : Auditeur interne", "Niveau : Bac+3. Fiduciaire."),
                ("[Tanger] Technicien qualité", "Contrat CDD, temps plein, Bac+2."),
            ]
        )
    )
    (tmp_path / "a.rss").write_text(f"<rss><channel>{items}</channel></rss>", encoding="utf-8")
    found = [(o.title, o.city, o.contract, o.level) for o in read(tmp_path / "a.rss", database_url)]
    assert found == [
        ("Auditeur interne", "casablanca", None, "bac+3"),
        ("Technicien qualité", "tanger", "cdd", "bac+2"),
    ]


def posting(number: int, **more: Any) -> str:
    content = {
        "@type": "JobPosting",
        "title": f"Comptable {number}",
        "identifier": {"name": "Atlas", "value": f"X{number}"},
        "hiringOrganization": {"name": "Atlas", "sameAs": "https://atlas.example"},
        "jobLocation": {"address": {"addressLocality": "Meknès"}},
        "experienceRequirements": {"monthsOfExperience": 24},
        "employmentType": "FULL_TIME",
        "description": "La formation est assurée en interne. " + LONG,
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps({"@graph": [content]})}</script>'


def test_postings_of_one_employer_stay_apart(tmp_path: Path, database_url: str) -> None:
    body = "".join(map(posting, range(4)))
    (tmp_path / "a.html").write_text(f"<!doctype html><html><head>{body}</head></html>", "utf-8")
    found = read(tmp_path / "a.html", database_url)
    assert [offer.title for offer in found] == [f"Comptable {n}" for n in range(4)]
    assert {(o.contract, o.work_time, o.experience_years_min) for o in found} == {
        (None, "full-time", 2)
    }


@pytest.fixture()
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Pages by their addresses; no other address answers."""
    pages: dict[str, str] = {}

    def fetch(url: str, directory: Path, *, robots: fetching.Robots) -> fetching.Fetched:
        if url not in pages:
            raise ServiceError(f"{url}: HTTP 503")
        path = tmp_path / f"page{list(pages).index(url)}"
        path.write_text(pages[url], encoding="utf-8")
        return fetching.Fetched(path, changed=True)

    monkeypatch.setattr(fetching, "fetch", fetch)
    monkeypatch.setattr(sitemap, "PAUSE", 0)
    return pages


def write_map(path: Path, *addresses: str, tag: str = "url", root: str = "urlset") -> str:
    listed = "".join(f"<{tag}><loc>{each}</loc></{tag}>" for each in addresses)
    text = f"<?xml version='1.0'?><{root} xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
    path.write_text(f"{text}{listed}</{root}>", encoding="utf-8")
    return path.read_text(encoding="utf-8")


def test_a_sitemap_is_followed_to_its_pages(
    tmp_path: Path, database_url: str, web: dict[str, str]
) -> None:
    site = "https://site.example"
    for n in range(3):
        web[f"{site}/{n}"] = f"<html><head>{posting(n)}</head></html>"
    addresses = [*web, f"{site}/gone", "https://elsewhere.example/1"]
    web[f"{site}/jobs.xml"] = write_map(tmp_path / "jobs.xml", *addresses)
    write_map(tmp_path / "a.xml", f"{site}/jobs.xml", tag="sitemap", root="sitemapindex")
    found = read(tmp_path / "a.xml", database_url)
    assert [(o.title, o.city, o.url) for o in found] == [
        (f"Comptable {n}", "meknes", f"{site}/{n}") for n in range(3)
    ]


def test_a_sitemap_without_postings_says_so(tmp_path: Path, web: dict[str, str]) -> None:
    web["https://site.example/1"] = "<html><p>Bonjour</p></html>"
    write_map(tmp_path / "a.xml", *web)
    with pytest.raises(DataError, match="no job posting"):
        understand(tmp_path / "a.xml", "odd")
