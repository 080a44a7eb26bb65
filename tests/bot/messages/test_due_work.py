from datetime import timedelta

import pytest
from sqlalchemy.engine import Engine

from bot.messages import due_work
from bot.messages.due_work import DueWork, run_due


def test_work_is_done_once_until_it_comes_round(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = DueWork("count", timedelta(minutes=5), lambda _: 3)
    assert run_due(engine, [work]) == {"count": 3}
    assert run_due(engine, [work]) == {}
    moment = due_work.wall() + 300
    monkeypatch.setattr(due_work, "wall", lambda: moment)
    assert run_due(engine, [work]) == {"count": 3}


def test_failing_work_stops_nothing_else(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: Engine) -> int:
        raise KeyError("+212600000000")

    every = timedelta(minutes=5)
    done = run_due(engine, [DueWork("bad", every, fail), DueWork("good", every, lambda _: 1)])
    assert done == {"good": 1}
    assert "bad failed: KeyError" in caplog.text
    assert "212" not in caplog.text
