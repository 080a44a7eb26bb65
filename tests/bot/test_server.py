import pytest
from rasa.core.lock_store import InMemoryLockStore, LockStore, RedisLockStore

from bot.server import endpoints
from bot.settings import load


@pytest.mark.redis
def test_locks_are_in_redis_where_it_is_configured(redis_url: str) -> None:
    store = LockStore.create(endpoints(load({"REDIS_URL": redis_url})).lock_store)
    assert isinstance(store, RedisLockStore)
    ticket = store.issue_ticket("telegram:a")
    other = LockStore.create(endpoints(load({"REDIS_URL": redis_url})).lock_store)
    lock = other.get_lock("telegram:a")
    assert lock is not None
    assert lock.is_locked(ticket + 1)


def test_locks_are_in_the_process_otherwise() -> None:
    assert isinstance(LockStore.create(endpoints(load({})).lock_store), InMemoryLockStore)
