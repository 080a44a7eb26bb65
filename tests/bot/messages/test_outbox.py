from datetime import datetime, timedelta

import pytest
from sqlalchemy.engine import Engine

from bot import clock
from bot.memory.database import writing
from bot.messages import counts, sending
from bot.messages.lease import LEASE_SECONDS, Worker
from bot.messages.outbox import ALERT, REMINDER, Outgoing, enqueue, forget, withdraw

AMINA = "telegram:amina"
BADR = "telegram:badr"
HERE = Worker("here", 1, "a")
ELSEWHERE = Worker("elsewhere", 1, "b")


def put(engine: Engine, key: str, sender: str = AMINA, **fields: object) -> bool:
    with writing(engine) as connection:
        return enqueue(connection, Outgoing(sender, {"text": key}, key=key, **fields))


def texts(claimed: list[sending.Claimed]) -> list[str]:
    return [each.message["text"] for each in claimed]


def test_same_key_is_stored_once_even_after_it_was_sent(engine: Engine) -> None:
    assert put(engine, "k")
    assert not put(engine, "k")
    [claimed] = sending.claim(engine, "telegram", HERE)
    sending.mark_sent(engine, claimed.id, None)
    assert not put(engine, "k")


def test_unknown_kind_is_refused(engine: Engine) -> None:
    with pytest.raises(ValueError, match="kind"):
        put(engine, "k", kind="spam")


def test_message_waits_until_it_is_due(engine: Engine, noon: datetime) -> None:
    put(engine, "later", due_at=noon + timedelta(hours=1), kind=REMINDER)
    assert sending.claim(engine, "telegram", HERE) == []
    clock.freeze(noon + timedelta(hours=1))
    assert texts(sending.claim(engine, "telegram", HERE)) == ["later"]


def test_message_is_not_sent_after_it_expired(engine: Engine, noon: datetime) -> None:
    put(engine, "old", expires_at=noon + timedelta(minutes=5), kind=REMINDER)
    put(engine, "next")
    clock.freeze(noon + timedelta(minutes=5))
    assert texts(sending.claim(engine, "telegram", HERE)) == ["next"]
    assert sending.expire(engine) == 1


def test_workers_share_the_rate_of_the_platform(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        put(engine, f"k{number}", f"telegram:{number}")
    moment = counts.wall()
    monkeypatch.setattr(counts, "wall", lambda: moment)
    taken = [sending.claim(engine, "telegram", w, 2, per_second=3) for w in (HERE, ELSEWHERE)]
    assert [len(each) for each in taken] == [2, 1]
    assert sending.claim(engine, "telegram", HERE, 2, per_second=3) == []


def test_one_message_a_student_at_a_time_in_order(engine: Engine) -> None:
    for key in ("a1", "a2"):
        put(engine, key)
    put(engine, "b1", BADR)
    first = sending.claim(engine, "telegram", HERE)
    assert texts(first) == ["a1", "b1"]
    assert sending.claim(engine, "telegram", ELSEWHERE) == []
    sending.mark_sent(engine, first[0].id, "p1")
    assert texts(sending.claim(engine, "telegram", ELSEWHERE)) == ["a2"]


def test_later_reminder_does_not_hold_back_a_reply(engine: Engine, noon: datetime) -> None:
    put(engine, "reminder", due_at=noon + timedelta(days=1), kind=REMINDER)
    put(engine, "reply")
    assert texts(sending.claim(engine, "telegram", HERE)) == ["reply"]


def test_other_channels_are_left_alone(engine: Engine) -> None:
    put(engine, "w", "whatsapp:x")
    assert sending.claim(engine, "telegram", HERE) == []


def test_lease_that_ran_out_frees_the_message(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(engine, "k")
    sending.claim(engine, "telegram", ELSEWHERE)
    moment = sending.wall() + LEASE_SECONDS + 1
    monkeypatch.setattr(sending, "wall", lambda: moment)
    assert texts(sending.claim(engine, "telegram", HERE)) == ["k"]


def test_dead_worker_of_this_machine_is_not_waited_for(engine: Engine) -> None:
    put(engine, "k")
    sending.claim(engine, "telegram", Worker("here", 1, "before"))
    assert sending.release_dead(engine, HERE) == 1
    assert texts(sending.claim(engine, "telegram", HERE)) == ["k"]


def test_worker_of_another_machine_is_waited_for(engine: Engine) -> None:
    put(engine, "k")
    sending.claim(engine, "telegram", ELSEWHERE)
    assert sending.release_dead(engine, HERE) == 0


def test_retry_goes_on_at_the_part_that_failed(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(engine, "k")
    [claimed] = sending.claim(engine, "telegram", HERE)
    sending.hand_over(engine, claimed.id, 2)
    sending.mark_retry(engine, claimed.id, "429", 1, seconds=10)
    assert sending.claim(engine, "telegram", HERE) == []
    moment = sending.wall() + 10
    monkeypatch.setattr(sending, "wall", lambda: moment)
    [again] = sending.claim(engine, "telegram", HERE)
    assert (again.handed_over, again.attempts) == (1, 1)


def test_endless_failure_gives_up(engine: Engine) -> None:
    put(engine, "k")
    for _ in range(sending.MAX_ATTEMPTS):
        [claimed] = sending.claim(engine, "telegram", HERE)
        sending.mark_retry(engine, claimed.id, "500", 0, seconds=0)
    assert sending.claim(engine, "telegram", HERE) == []


def test_withdrawn_message_is_not_sent(engine: Engine) -> None:
    put(engine, "k", kind=REMINDER)
    with writing(engine) as connection:
        assert withdraw(connection, "k")
        assert not withdraw(connection, "k")
    assert sending.claim(engine, "telegram", HERE) == []


def test_forgetting_a_student_keeps_the_answer_on_its_way(engine: Engine) -> None:
    put(engine, "reply")
    put(engine, "alert", kind=ALERT)
    with writing(engine) as connection:
        assert forget(connection, AMINA) == 1
    assert texts(sending.claim(engine, "telegram", HERE)) == ["reply"]


def test_held_message_goes_when_the_student_writes(engine: Engine) -> None:
    put(engine, "k", kind=ALERT)
    [claimed] = sending.claim(engine, "telegram", HERE)
    sending.mark_held(engine, claimed.id)
    assert sending.claim(engine, "telegram", HERE) == []
    with writing(engine) as connection:
        assert sending.release_held(connection, AMINA) == 1
    assert texts(sending.claim(engine, "telegram", HERE)) == ["k"]


def test_purge_forgets_what_is_over_and_keeps_what_waits(engine: Engine, noon: datetime) -> None:
    put(engine, "sent")
    put(engine, "waits", BADR, kind=REMINDER, due_at=noon + timedelta(days=2))
    [first] = sending.claim(engine, "telegram", HERE)
    sending.mark_sent(engine, first.id, None)
    assert sending.purge(engine, noon + timedelta(days=1)) == 1
    assert put(engine, "sent")
    assert not put(engine, "waits", BADR)
