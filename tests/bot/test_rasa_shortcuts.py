"""The shortcuts give what Rasa's own way gives."""

from typing import Any

import pytest
from rasa.engine.exceptions import GraphComponentException
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.utils.common import all_subclasses

from bot.rasa_shortcuts import OrderedGraphRunner, _event_class


class Adds(GraphComponent):
    """Adds its number to what comes in."""

    def __init__(self, number: int) -> None:
        self._number = number

    @classmethod
    def create(cls, config: dict[str, Any], *_args: Any, **_kwargs: Any) -> "Adds":
        return cls(config["number"])

    def add(self, value: int) -> int:
        return value + self._number

    def join(self, left: int, right: int) -> tuple[int, int]:
        return left, right

    def fail(self, value: int) -> int:
        raise RuntimeError("never")


def node(function: str, needs: dict[str, str], number: int = 0, target: bool = False) -> SchemaNode:
    return SchemaNode(
        needs=needs,
        uses=Adds,
        fn=function,
        config={"number": number},
        constructor_name="create",
        is_target=target,
    )


SCHEMA = GraphSchema(
    {
        "joined": node("join", {"left": "twice", "right": "once"}, target=True),
        "twice": node("add", {"value": "once"}, 10),
        "once": node("add", {"value": "input"}, 1),
        "unused": node("fail", {"value": "input"}),
    }
)


@pytest.mark.parametrize("targets", [None, ["joined"], ["twice"], ["once", "joined"]])
def test_outputs_are_those_of_rasas_runner(targets: list[str] | None, tmp_path) -> None:
    outputs = [
        runner.create(SCHEMA, LocalModelStorage(tmp_path), ExecutionContext(SCHEMA)).run(
            {"input": 1}, targets
        )
        for runner in (OrderedGraphRunner, DaskGraphRunner)
    ]
    assert outputs[0] == outputs[1]
    assert outputs[0]


def test_a_second_run_sees_its_own_input(tmp_path) -> None:
    runner = OrderedGraphRunner.create(
        SCHEMA, LocalModelStorage(tmp_path), ExecutionContext(SCHEMA)
    )
    assert runner.run({"input": 1}, ["joined"]) == {"joined": (12, 2)}
    assert runner.run({"input": 5}, ["joined"]) == {"joined": (16, 6)}


def test_a_node_that_fails_is_rasas_error(tmp_path) -> None:
    runner = OrderedGraphRunner.create(
        SCHEMA, LocalModelStorage(tmp_path), ExecutionContext(SCHEMA)
    )
    with pytest.raises(GraphComponentException):
        runner.run({"input": 1}, ["unused"])


def test_every_event_is_known_by_its_name() -> None:
    assert _event_class("slot") is SlotSet
    assert _event_class("user") is UserUttered
    for known in all_subclasses(Event):
        assert _event_class(known.type_name).type_name == known.type_name


def test_an_unknown_event_is_refused() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        _event_class("nonsense")
    assert _event_class("topic") is None
    assert _event_class("nonsense", SlotSet) is SlotSet
