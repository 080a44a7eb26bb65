"""What messages about offers wish for, in every variety."""

from __future__ import annotations

import pytest

from bot.offers import asked

SAVED = (
    "montre moi mes offres gardées",
    "je veux revoir les offres que j'ai enregistrées",
    "où sont les annonces que j'ai gardées ?",
    "qu'est ce que j'ai sauvegardé comme offres",
    "les offres mises de côté",
    "lwrini les offres li 7tafdt bihom",
    "fin homa les offres li khabbit",
    "bghit nchof loffres li sauvegardit",
    "les offres li khlit 3endi",
    "وريني العروض اللي حتفظت بيهم",
    "فين هما العروض اللي خبيت",
    "العروض لي سوفكاردت",
    "أرني العروض المحفوظة",
    "أين الإعلانات التي احتفظت بها؟",
    "ما هي العروض التي سجلتها",
)
OTHERS = {
    "garde cette offre": "save",
    "sauvegarde l'offre 2": "save",
    "احفظ العرض الثاني": "save",
    "enlève la de mes offres gardées": "forget",
    "arrête les alertes sur les offres gardées": None,
    "montre moi d'autres offres": None,
    "وقف التنبيهات ديال العروض اللي حفظت": None,
    "bghit les offres f casa": None,
}


@pytest.mark.parametrize("text", SAVED)
def test_who_kept_offers_means_the_list(text: str) -> None:
    assert asked.wish(text) == "saved"


@pytest.mark.parametrize("text", OTHERS)
def test_what_only_sounds_like_it(text: str) -> None:
    assert asked.wish(text) == OTHERS[text]
