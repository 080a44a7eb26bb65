from collections.abc import Sequence

import pytest

from bot.understanding.requests import clauses, second_request


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("je cherche un stage et comment faire un cv", 2),
        ("je cherche un stage à rabat et à salé", 1),
        ("bghit stage w kifach ndir cv", 2),
        ("بغيت ستاج وكيفاش ندير سيفي", 2),
        ("أريد تدريبا. كم هو الراتب؟", 2),
        ("slt", 1),
        ("merci !", 1),
    ],
)
def test_clauses(text: str, pieces: int) -> None:
    assert len(clauses(text)) == pieces


def rank_all(texts):
    intents = {"stage": "search_offers", "cv": "ask_cv", "merci": "thank"}
    return [
        [(next((name for word, name in intents.items() if word in text), "inform"), 0.9)]
        for text in texts
    ]


def test_the_other_request_is_reported() -> None:
    text = "je cherche un stage et comment faire un cv"
    assert second_request(text, ["search_offers", "ask_cv"], rank_all) == ("ask_cv", 0.9)


def test_a_courtesy_is_no_second_request() -> None:
    text = "je cherche un stage. merci beaucoup"
    assert second_request(text, ["search_offers", "thank"], rank_all) is None


def test_a_message_understood_only_as_a_whole_has_no_second_request() -> None:
    text = "je cherche un stage et comment faire un cv"
    assert second_request(text, ["ask_interview", "ask_cv"], rank_all) is None


def test_a_clause_that_only_alone_looks_like_another_request_is_none() -> None:
    text = "je cherche un stage et comment faire un cv"
    assert second_request(text, ["search_offers", "ask_interview"], rank_all) is None


@pytest.mark.parametrize(("confidence", "reported"), [(0.99, ("ask_cv", 0.99)), (0.9, None)])
def test_the_third_likeliest_meaning_is_reported_where_its_clause_is_certain(
    confidence: float, reported: tuple[str, float] | None
) -> None:
    def rank(texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        return [[("ask_cv" if "cv" in text else "search_offers", confidence)] for text in texts]

    text = "je cherche un stage et comment faire un cv"
    assert second_request(text, ["search_offers", "ask_interview", "ask_cv"], rank) == reported
