from collections.abc import Callable

import pytest

from bot.speaking.catalogue import catalogue
from bot.understanding.language import detect
from tests.served.greetings import GREETINGS
from tests.served.process import Served

pytestmark = pytest.mark.slow

DESPAIR = {
    "ary-Arab": "مابقيتش باغي نعيش",
    "ary-Latn": "ma b9itch baghi n3ich",
}


@pytest.mark.parametrize("variety", GREETINGS)
def test_each_variety_is_answered_in_itself(say: Callable[[str], str], variety: str) -> None:
    answer = say(GREETINGS[variety])
    assert detect(answer).name == variety


def test_buttons_keep_the_variety_of_the_conversation(say: Callable[[str], str]) -> None:
    say(GREETINGS["ary-Latn"])
    answer = say('/ask_after_bac{"bac_track": "svt"}')
    assert "SVT" in answer
    assert detect(answer).name == "ary-Latn"


@pytest.mark.parametrize("variety", DESPAIR)
def test_despair_is_met_with_numbers(say: Callable[[str], str], variety: str) -> None:
    answer = say(DESPAIR[variety])
    assert "2511" in answer
    assert detect(answer).name == variety


def test_a_killed_server_remembers_the_open_question(
    served: Served, say: Callable[[str], str]
) -> None:
    # given a student who was asked whether to delete everything
    say(GREETINGS["ary-Latn"])
    say("/delete_data")
    # when the process dies and comes back
    served.kill()
    served.start()
    # then the yes is still an answer to that question, in the same variety
    assert say("/affirm") == catalogue()["utter_delete_data_done"].texts["ary-Latn"]


def test_parse_tells_intent_and_language(served: Served) -> None:
    parsed = served.client.post("/model/parse", json={"text": "kifach n9ad cv dyali"}).json()
    assert parsed["intent"]["name"] == "ask_cv"
    assert parsed["language"]["name"] == "ary-Latn"


@pytest.mark.parametrize("text", ["👍", "\u200f\u200f", "x" * 100_000, "{}[]()", "؟؟؟"])
def test_odd_messages_are_answered_in_words(served: Served, text: str) -> None:
    answers = served.say("odd", text)
    assert [answer for answer in answers if answer.get("text")]


def test_page_is_served_to_a_browser(served: Served) -> None:
    page = served.client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    assert 'role="log"' in page.text


def test_city_is_found_with_its_canonical_value(served: Served) -> None:
    parsed = served.client.post("/model/parse", json={"text": "بغيت خدمة فكازا"}).json()
    assert [(e["entity"], e["value"]) for e in parsed["entities"]] == [("city", "casablanca")]
