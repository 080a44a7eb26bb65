from typing import Any

import pytest
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.numbered_choice import NumberedChoice, meant

BUTTONS = [{"title": "Oui", "payload": "/affirm"}, {"title": "Non", "payload": "/deny"}]


@pytest.mark.parametrize("text", ["2", " 2 ", "2.", "2)", "(2)", "n°2", "N° 2", "٢", "رقم ٢"])
def test_number_is_the_button_in_its_place(text: str) -> None:
    assert meant(text, BUTTONS) == "/deny"


@pytest.mark.parametrize(
    "text", ["0", "3", "22", "bac+2", "+2", "-2", "2h", "2 ans", "le 2", "123456", "", "/deny"]
)
def test_everything_else_is_what_it_was(text: str) -> None:
    assert meant(text, BUTTONS) is None


def test_button_that_opens_a_page_has_no_number() -> None:
    assert meant("1", [{"title": "Site", "url": "https://example.ma"}]) is None


def after(*events: Event, asked: str | None = None, text: str = "2") -> str:
    slot = AnySlot("requested_slot", mappings=[{}], influence_conversation=False)
    tracker = DialogueStateTracker.from_events(
        "s", [SlotSet("requested_slot", asked), *events], [slot]
    )
    component = NumberedChoice({"except_for": ["booking_hour"]})
    [message] = component.process([Message.build(text)], tracker)
    return str(message.get("text"))


def said(text: str, buttons: list[dict[str, Any]] | None = None) -> BotUttered:
    return BotUttered(text, {"buttons": buttons})


def test_buttons_of_the_last_answer_count() -> None:
    assert after(UserUttered("salam"), said("?", BUTTONS)) == "/deny"
    # a text after the buttons changes nothing: they are still in sight
    assert after(UserUttered("salam"), said("?", BUTTONS), said("!")) == "/deny"


def test_older_buttons_do_not() -> None:
    assert after(said("?", BUTTONS), UserUttered("salam"), said("ok")) == "2"
    assert after() == "2"


def test_answer_that_is_a_number_itself_stays_one() -> None:
    asked = [UserUttered("rdv"), said("à quelle heure ?", BUTTONS)]
    assert after(*asked, asked="booking_hour") == "2"
    assert after(*asked, asked="booking_center") == "/deny"
