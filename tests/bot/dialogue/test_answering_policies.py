"""Messages that are answered by something else than the rule of their intent."""

from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered

from bot.dialogue.code_policy import CodePolicy
from bot.dialogue.open_question_policy import OpenQuestionPolicy
from tests.bot.dialogue.prediction import predicted

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [ask_cv, inform, affirm]
actions: [utter_ask_cv, action_inform]
forms: {booking_form: {required_slots: [day]}}
slots:
  day: {type: text, mappings: [{type: custom}]}
  pending: {type: any, influence_conversation: false, mappings: [{type: custom}]}
"""
)
LISTEN = ActionExecuted("action_listen")
IN_FORM = [ActionExecuted("booking_form"), ActiveLoop("booking_form"), LISTEN]
ASKED = [SlotSet("pending", "which_one"), LISTEN]
WHICH = {"topics": ["which_one"], "except": ["affirm"]}


def said(intent: str, text: str = "…") -> UserUttered:
    return UserUttered(text, {"name": intent, "confidence": 1.0})


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([*ASKED, said("ask_cv")], "action_inform"),
        ([*ASKED, said("affirm")], None),
        ([*ASKED, said("ask_cv"), ActionExecuted("action_inform")], None),
        ([*ASKED, said("ask_cv"), SlotSet("pending", None)], None),
        ([SlotSet("pending", "another"), LISTEN, said("ask_cv")], None),
        ([*ASKED, *IN_FORM, said("ask_cv")], None),
    ],
    ids=["answered", "has a rule", "taken already", "closed", "another question", "in a form"],
)
def test_an_open_question_takes_its_answer_whatever_it_looks_like(
    events: list[Event], expected: str | None, tmp_path: Path
) -> None:
    assert predicted(OpenQuestionPolicy, DOMAIN, events, tmp_path, **WHICH) == expected


def test_after_an_answer_that_no_rule_knows_the_bot_listens(tmp_path: Path) -> None:
    done = ActionExecuted("action_inform", policy="policy_3_OpenQuestionPolicy")
    events = [*ASKED, said("ask_cv"), done, SlotSet("pending", None)]
    assert predicted(OpenQuestionPolicy, DOMAIN, events, tmp_path, **WHICH) == "action_listen"


@pytest.mark.parametrize(
    ("text", "intent", "expected"),
    [
        ("123 456", "inform", "action_inform"),
        ("my code is 123456", "inform", "action_inform"),
        ("123456", "ask_cv", None),
        ("0612345678", "inform", None),
        ("12", "inform", None),
        ("we were one two three four of us, 123456", "inform", None),
        ('/inform{"code": "123456"}', "inform", None),
    ],
)
def test_a_code_alone_is_about_its_appointment(
    text: str, intent: str, expected: str | None, tmp_path: Path
) -> None:
    events = [LISTEN, said(intent, text)]
    config = {"intents": ["inform"], "action": "action_inform"}
    assert predicted(CodePolicy, DOMAIN, events, tmp_path, **config) == expected
