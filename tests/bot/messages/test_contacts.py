from datetime import datetime, timedelta

from sqlalchemy.engine import Engine

from bot import clock
from bot.memory.database import writing
from bot.messages import contacts, sending
from bot.messages.contacts import Address
from bot.messages.lease import Worker
from bot.messages.outbox import ALERT, Outgoing, enqueue

PHONE = Address("212600000001", "phone", stable=False)
FIRST, SECOND = Address("MA.1", "user"), Address("MA.2", "user")


def known(engine: Engine, *addresses: Address) -> str:
    with writing(engine) as connection:
        return contacts.resolve(connection, "whatsapp", addresses)


def test_sender_id_says_nothing_of_the_address(engine: Engine) -> None:
    sender_id = known(engine, PHONE)
    assert sender_id.startswith("whatsapp:")
    assert "2126" not in sender_id
    assert known(engine, PHONE) == sender_id


def test_stable_id_joins_a_known_number(engine: Engine) -> None:
    sender_id = known(engine, PHONE)
    assert known(engine, FIRST, PHONE) == sender_id
    assert known(engine, FIRST) == sender_id


def test_number_that_was_given_out_again_is_another_student(engine: Engine) -> None:
    before = known(engine, FIRST, PHONE)
    after = known(engine, SECOND, PHONE)
    assert after != before
    assert known(engine, PHONE) == after
    with writing(engine) as connection:
        old = contacts.find(connection, before)
    assert old is not None
    assert old.addresses == {"user": "MA.1"}


def test_channels_do_not_share_addresses(engine: Engine) -> None:
    with writing(engine) as connection:
        one = contacts.resolve(connection, "telegram", [Address("7")])
        other = contacts.resolve(connection, "messenger", [Address("7")])
    assert one != other


def test_opting_out_withdraws_what_waits(engine: Engine) -> None:
    sender_id = known(engine, PHONE)
    with writing(engine) as connection:
        enqueue(connection, Outgoing(sender_id, {"text": "x"}, key="k", kind=ALERT))
        assert contacts.reachable(connection, sender_id)
        assert contacts.opt_out(connection, sender_id)
        assert not contacts.opt_out(connection, sender_id)
        assert not contacts.reachable(connection, sender_id)
    assert sending.claim(engine, "whatsapp", Worker("h", 1, "a")) == []


def test_forgotten_student_keeps_the_address_until_the_last_answer_is_sent(
    engine: Engine, noon: datetime
) -> None:
    sender_id = known(engine, PHONE)
    long_ago = noon - timedelta(days=180)
    with writing(engine) as connection:
        enqueue(connection, Outgoing(sender_id, {"text": "done"}, key="k"))
        contacts.forget(connection, sender_id)
        assert contacts.purge(connection, long_ago) == 0
    [answer] = sending.claim(engine, "whatsapp", Worker("h", 1, "a"))
    sending.mark_sent(engine, answer.id, None)
    with writing(engine) as connection:
        assert contacts.purge(connection, long_ago) == 1
    assert known(engine, PHONE) != sender_id


def test_silent_students_are_purged(engine: Engine, noon: datetime) -> None:
    sender_id = known(engine, PHONE)
    with writing(engine) as connection:
        contacts.change(connection, sender_id, wrote_at=clock.now())
        assert contacts.purge(connection, noon - timedelta(days=1)) == 0
        assert contacts.purge(connection, noon + timedelta(days=1)) == 1
