import pytest

from bot.understanding.intents import IntentModel

EXAMPLES = [
    ("je cherche un stage à casa", "search_offers"),
    ("je veux un stage en marketing", "search_offers"),
    ("une offre de stage svp", "search_offers"),
    ("أريد فرصة تدريب", "search_offers"),
    ("comment faire mon cv", "ask_cv"),
    ("tu peux corriger mon cv", "ask_cv"),
    ("un modèle de cv", "ask_cv"),
    ("كيف أكتب سيرتي الذاتية", "ask_cv"),
    ("qui a gagné le match", "out_of_scope"),
    ("la météo de demain", "out_of_scope"),
    ("une recette de couscous", "out_of_scope"),
]


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return IntentModel().fit([text for text, _ in EXAMPLES], [label for _, label in EXAMPLES])


def test_a_ranking_holds_every_label_once_with_falling_probabilities(model: IntentModel) -> None:
    ranking = model.rank("je cherche un stage")
    assert sorted(label for label, _ in ranking) == ["ask_cv", "out_of_scope", "search_offers"]
    confidences = [confidence for _, confidence in ranking]
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("text", ["bghit stage", "بغيت سطاج", "kan9elleb 3la staj"])
def test_what_was_learnt_in_french_and_arabic_helps_darija(model: IntentModel, text: str) -> None:
    assert model.rank(text)[0][0] == "search_offers"


def test_rankings_together_are_those_one_by_one(model: IntentModel) -> None:
    texts = ["je cherche un stage", "mon cv", "la météo"]
    together = model.rank_all(texts)
    assert [each[0][0] for each in together] == [model.rank(text)[0][0] for text in texts]
