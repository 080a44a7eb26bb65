"""Who speaks next while a form is active."""

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered

from bot.dialogue.resume_policy import ResumePolicy
from bot.dialogue.second_request_policy import SecondRequestPolicy
from bot.dialogue.urgent_policy import UrgentPolicy
from tests.bot.dialogue.prediction import predicted

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [distress, ask_cv, inform]
actions: [utter_ask_cv, action_distress, action_offer_second_request]
forms: {booking_form: {required_slots: [day]}}
slots:
  day: {type: text, mappings: [{type: custom}]}
  second_request: {type: any, mappings: [{type: custom}]}
"""
)
LISTEN = ActionExecuted("action_listen")
IN_FORM = [ActionExecuted("booking_form"), ActiveLoop("booking_form"), LISTEN]


def said(intent: str, second: str | None = None) -> UserUttered:
    heard = {"name": intent, "confidence": 1.0}
    parsed = {"intent": heard, "entities": []}
    if second:
        parsed["secondary_intent"] = {"name": second, "confidence": 0.9}
    return UserUttered("…", heard, parse_data=parsed)


def test_form_asks_again_after_another_answer(tmp_path) -> None:
    events = [*IN_FORM, said("ask_cv"), ActionExecuted("utter_ask_cv")]
    assert predicted(ResumePolicy, DOMAIN, events, tmp_path) == "booking_form"


@pytest.mark.parametrize(
    "events",
    [
        [LISTEN, said("ask_cv"), ActionExecuted("utter_ask_cv")],
        [*IN_FORM, said("inform")],
        [*IN_FORM, said("inform"), ActionExecuted("booking_form")],
        [*IN_FORM, said("ask_cv"), ActionExecuted("utter_ask_cv"), ActionExecuted("booking_form")],
        [*IN_FORM, said("ask_cv"), ActionExecuted("utter_ask_cv"), ActiveLoop(None)],
    ],
    ids=["no form", "not answered yet", "form answered", "resumed already", "form was left"],
)
def test_nothing_to_resume(events: list[Event], tmp_path) -> None:
    assert predicted(ResumePolicy, DOMAIN, events, tmp_path) is None


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([*IN_FORM, said("distress")], "action_distress"),
        ([*IN_FORM, said("inform")], None),
        ([*IN_FORM, said("distress"), ActionExecuted("action_distress")], "action_listen"),
        ([*IN_FORM, said("inform", "distress")], "action_distress"),
        ([LISTEN, said("ask_cv", "distress"), ActionExecuted("action_distress")], "action_listen"),
        ([LISTEN, said("distress", "ask_cv")], "action_distress"),
    ],
    ids=[
        "before the form",
        "not urgent",
        "said already",
        "second in the message",
        "second and said already",
        "first of two",
    ],
)
def test_distress_goes_before_the_form(events: list[Event], expected: str | None, tmp_path) -> None:
    actions = {"distress": "action_distress"}
    assert predicted(UrgentPolicy, DOMAIN, events, tmp_path, actions=actions) == expected


OFFER = "action_offer_second_request"
PENDING = SlotSet("second_request", {"name": "ask_cv", "entities": {}})


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([LISTEN, said("inform", "ask_cv")], None),
        ([LISTEN, said("inform", "ask_cv"), ActionExecuted("utter_ask_cv")], OFFER),
        ([LISTEN, said("inform"), ActionExecuted("utter_ask_cv")], None),
        (
            [
                LISTEN,
                said("inform", "ask_cv"),
                ActionExecuted("utter_ask_cv"),
                ActionExecuted(OFFER),
            ],
            None,
        ),
        ([LISTEN, said("distress", "ask_cv"), ActionExecuted("action_distress")], None),
        ([LISTEN, said("ask_cv", "distress"), ActionExecuted("action_distress")], None),
        (
            [
                LISTEN,
                said("inform", "ask_cv"),
                ActionExecuted("booking_form"),
                ActiveLoop("booking_form"),
            ],
            "action_listen",
        ),
        (
            [
                PENDING,
                *IN_FORM,
                said("inform"),
                ActionExecuted("booking_form"),
                ActiveLoop(None),
            ],
            OFFER,
        ),
    ],
    ids=[
        "the first is not answered yet",
        "the first is answered",
        "one request",
        "offered already",
        "nothing beside distress",
        "distress as the second",
        "kept back while a form asks",
        "after the form",
    ],
)
def test_second_request_is_offered_once(
    events: list[Event], expected: str | None, tmp_path
) -> None:
    assert predicted(SecondRequestPolicy, DOMAIN, events, tmp_path, alone=["distress"]) == expected
