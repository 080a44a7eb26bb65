import threading

from sqlalchemy.engine import Engine

from bot.memory.database import writing
from bot.messages import inbox
from bot.messages.lease import Worker

HERE, THERE = Worker("here", 1, "a"), Worker("there", 2, "b")


def put(engine: Engine, key: str, sender: str = "telegram:a") -> bool:
    with writing(engine) as connection:
        return inbox.receive(connection, "telegram", key, sender, {"event_key": key})


def test_repeat_is_dropped_even_after_it_was_answered(engine: Engine) -> None:
    assert put(engine, "1")
    [row] = inbox.claim(engine, HERE)
    with writing(engine) as connection:
        inbox.mark_done(connection, row.id)
    assert not put(engine, "1")
    assert inbox.claim(engine, HERE) == []


def test_student_is_answered_in_order_by_one_worker_at_a_time(engine: Engine) -> None:
    for key in ("1", "2"):
        put(engine, key)
    put(engine, "3", "telegram:b")
    taken = inbox.claim(engine, HERE)
    assert [row.body["event_key"] for row in taken] == ["1", "3"]
    assert inbox.claim(engine, THERE) == []
    with writing(engine) as connection:
        inbox.mark_done(connection, taken[0].id)
    assert [row.body["event_key"] for row in inbox.claim(engine, THERE)] == ["2"]


def test_many_workers_take_each_message_once(engine: Engine) -> None:
    for number in range(40):
        put(engine, str(number), f"telegram:{number}")
    taken: list[int] = []

    def work(name: str) -> None:
        while rows := inbox.claim(engine, Worker(name, 1, name), limit=3):
            taken.extend(row.id for row in rows)

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 40


def test_dead_worker_of_this_machine_frees_its_messages(engine: Engine) -> None:
    put(engine, "1")
    inbox.claim(engine, Worker("here", 1, "before"))
    assert inbox.release_dead(engine, THERE) == 0
    assert inbox.release_dead(engine, HERE) == 1
    assert len(inbox.claim(engine, HERE)) == 1
