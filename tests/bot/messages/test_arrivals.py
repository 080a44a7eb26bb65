import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.memory.database import engine_for, reading, writing
from bot.messages import arrivals, tables
from bot.messages.arrivals import MAX_ATTEMPTS, Arrival


@pytest.fixture()
def engine(any_database_url: str) -> Engine:
    engine = engine_for(any_database_url)
    tables.create(engine)
    return engine


def take(engine: Engine, *channels: str) -> list[int]:
    """Read all that waits on some channels; return what was read in its order."""
    found: list[int] = []

    def read(_connection: Connection, arrival: Arrival) -> None:
        found.append(arrival.body["n"])

    while arrivals.read_next(engine, channels, read) is not None:
        pass
    return found


def left(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.execute(
            sa.select(sa.func.count()).select_from(arrivals.arrivals)
        ).scalar()


def test_webhooks_are_read_once_in_their_order(engine: Engine) -> None:
    for n in range(5):
        arrivals.store(engine, "telegram", f'{{"n": {n}}}')
    assert take(engine, "telegram") == [0, 1, 2, 3, 4]
    assert take(engine, "telegram") == []
    assert left(engine) == 0


def test_channel_that_nobody_reads_waits(engine: Engine) -> None:
    arrivals.store(engine, "whatsapp", '{"n": 1}')
    arrivals.store(engine, "telegram", '{"n": 2}')
    assert take(engine, "telegram") == [2]
    assert take(engine, "telegram", "whatsapp") == [1]


def test_what_fails_is_undone_tried_again_and_left_aside(engine: Engine) -> None:
    arrivals.store(engine, "telegram", '{"n": 1}')
    arrivals.store(engine, "telegram", '{"n": 2}')

    def fail(connection: Connection, _arrival: Arrival) -> None:
        connection.execute(sa.delete(arrivals.arrivals))
        raise KeyError("x")

    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(KeyError):
            arrivals.read_next(engine, ["telegram"], fail)
    assert take(engine, "telegram") == [2]
    assert left(engine) == 1
    with reading(engine) as connection:
        stored = connection.execute(sa.select(arrivals.arrivals.c.arrived_at)).scalar_one()
    with writing(engine) as connection:
        assert arrivals.purge(connection, stored) == 0
        assert arrivals.purge(connection, stored.replace(year=stored.year + 1)) == 1


def test_what_no_database_takes_is_taken_out(engine: Engine) -> None:
    arrivals.store(engine, "telegram", r'{"n": "salut \ud83d \u0000 \ud83d\ude00 \u0645"}')

    def read(connection: Connection, arrival: Arrival) -> None:
        assert (
            arrival.body["n"]
            == "salut \N{REPLACEMENT CHARACTER}  \N{GRINNING FACE} \N{ARABIC LETTER MEEM}"
        )
        arrivals_as_text = sa.select(sa.literal(arrival.body["n"]))
        assert connection.execute(arrivals_as_text).scalar() == arrival.body["n"]

    assert arrivals.read_next(engine, ["telegram"], read) is not None
