"""Transactions behave alike on both databases."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bot.errors import StorageError
from bot.memory.database import answers, engine_for, reading, writing

notes = sa.Table("notes", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))


def test_written_rows_are_read_back(any_database_url: str) -> None:
    engine = engine_for(any_database_url)
    notes.metadata.create_all(engine)
    with writing(engine) as connection:
        connection.execute(notes.insert().values(id=1))
    with reading(engine) as connection:
        assert connection.execute(sa.select(notes.c.id)).scalars().all() == [1]


def test_a_broken_constraint_reaches_the_caller_and_undoes_all(any_database_url: str) -> None:
    engine = engine_for(any_database_url)
    notes.metadata.create_all(engine)
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(notes.insert().values(id=1))
        connection.execute(notes.insert().values(id=1))
    with reading(engine) as connection:
        assert connection.execute(sa.select(notes.c.id)).scalars().all() == []


def test_a_database_that_is_not_there_says_so_in_one_line() -> None:
    engine = engine_for("postgresql://nobody@127.0.0.1:1/none")
    assert not answers(engine)
    with pytest.raises(StorageError) as raised, reading(engine):
        pass
    assert "\n" not in str(raised.value)
