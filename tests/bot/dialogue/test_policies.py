"""Who speaks next while a form is active."""

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.resume_policy import ResumePolicy
from bot.dialogue.urgent_policy import UrgentPolicy

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [distress, ask_cv, inform]
actions: [utter_ask_cv, action_distress]
forms: {booking_form: {required_slots: [day]}}
slots: {day: {type: text, mappings: [{type: custom}]}}
"""
)
LISTEN = ActionExecuted("action_listen")
IN_FORM = [ActionExecuted("booking_form"), ActiveLoop("booking_form"), LISTEN]


def said(intent: str) -> UserUttered:
    return UserUttered("…", {"name": intent, "confidence": 1.0})


def next_action(policy_class: type, events: list[Event], tmp_path, **config: object) -> str | None:
    policy = policy_class(
        {**policy_class.get_default_config(), **config},
        LocalModelStorage(tmp_path),
        Resource("policy"),
        ExecutionContext(GraphSchema({})),
    )
    tracker = DialogueStateTracker.from_events("s", events, DOMAIN.slots, domain=DOMAIN)
    prediction = policy.predict_action_probabilities(tracker, DOMAIN)
    best = max(prediction.probabilities)
    if not best:
        return None
    return DOMAIN.action_names_or_texts[prediction.probabilities.index(best)]


def test_form_asks_again_after_another_answer(tmp_path) -> None:
    events = [*IN_FORM, said("ask_cv"), ActionExecuted("utter_ask_cv")]
    assert next_action(ResumePolicy, events, tmp_path) == "booking_form"


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
    assert next_action(ResumePolicy, events, tmp_path) is None


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([*IN_FORM, said("distress")], "action_distress"),
        ([*IN_FORM, said("inform")], None),
        ([*IN_FORM, said("distress"), ActionExecuted("action_distress")], None),
    ],
    ids=["before the form", "not urgent", "said already"],
)
def test_distress_goes_before_the_form(events: list[Event], expected: str | None, tmp_path) -> None:
    actions = {"distress": "action_distress"}
    assert next_action(UrgentPolicy, events, tmp_path, actions=actions) == expected
