"""Who can be written to: a random sender id, the addresses behind it, and what they wish.

Rasa, the logs and every other table know a student by the sender id alone, such as
``whatsapp:1c9a…``; it says nothing about the person. Only this module's tables lead from it to an
address of the platform, and deleting a contact cuts that thread.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot import clock
from bot.memory.database import metadata
from bot.memory.moment import Moment
from bot.messages import outbox as outbox_module
from bot.messages.outbox import WAITING, outbox

contacts = sa.Table(
    "contacts",
    metadata,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("variety", sa.String(16)),
    sa.Column("wrote_at", Moment, index=True),  # opens the platform's window
    sa.Column("disclosed_at", Moment),  # when it was last said that a program answers
    sa.Column("opted_out_at", Moment),
    sa.Column("blocked_at", Moment),
    sa.Column("human_until", Moment),  # a person answers; the bot keeps quiet until then
    sa.Column("told_busy_at", Moment),
    sa.Column("forgotten_at", Moment, index=True),
    sa.Column("asks", sa.String(64)),  # the form or question that is open
    sa.Column("choices", sa.Text),  # JSON: what a typed number stands for
)

addresses = sa.Table(
    "contact_addresses",
    metadata,
    sa.Column("channel", sa.String(32), primary_key=True),
    sa.Column("address", sa.String(255), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column(
        "sender_id",
        sa.String(255),
        sa.ForeignKey("contacts.sender_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
)


@dataclass(frozen=True)
class Address:
    """What a platform calls a student.

    Attributes:
        value: Page-scoped id, phone number, chat id.
        kind: ``id``, ``phone``, ...; the platform's renderer knows them.
        stable: Whether it is the key; the others are aliases that may pass to somebody else.
    """

    value: str
    kind: str = "id"
    stable: bool = True


@dataclass(frozen=True)
class Contact:
    """What is known of a student besides the conversation; see the table for the meanings."""

    sender_id: str
    channel: str
    addresses: Mapping[str, str]
    variety: str | None
    wrote_at: datetime | None
    disclosed_at: datetime | None
    opted_out_at: datetime | None
    blocked_at: datetime | None
    human_until: datetime | None
    asks: str | None
    choices: Sequence[Mapping[str, str]]

    @property
    def with_human(self) -> bool:
        """Whether a person answers at present."""
        return self.human_until is not None and self.human_until > clock.now()


def resolve(connection: Connection, channel: str, known_as: Sequence[Address]) -> str:
    """Return the sender id of a student, a new one at the first contact.

    Args:
        connection: A writing transaction.
        channel: Name of the channel.
        known_as: All addresses that the platform gave with the event, at least one.
    """
    owners = _owners(connection, channel, known_as)
    sender_id = _owner(connection, known_as, owners)
    if sender_id is None:
        sender_id = f"{channel}:{secrets.token_hex(16)}"
        connection.execute(contacts.insert().values(sender_id=sender_id, channel=channel))
    for each in known_as:
        if owners.get(each.value) == sender_id:
            continue
        where = sa.and_(addresses.c.channel == channel, addresses.c.address == each.value)
        connection.execute(sa.delete(addresses).where(where))
        connection.execute(
            addresses.insert().values(
                channel=channel, address=each.value, kind=each.kind, sender_id=sender_id
            )
        )
    return sender_id


def _owners(connection: Connection, channel: str, known_as: Sequence[Address]) -> dict[str, str]:
    rows = connection.execute(
        sa.select(addresses.c.address, addresses.c.sender_id).where(
            addresses.c.channel == channel,
            addresses.c.address.in_([each.value for each in known_as]),
        )
    )
    return {row.address: row.sender_id for row in rows}


def _owner(
    connection: Connection, known_as: Sequence[Address], owners: Mapping[str, str]
) -> str | None:
    stable = [each for each in known_as if each.stable]
    for each in stable:
        if each.value in owners:
            return owners[each.value]
    for each in known_as:
        owner = owners.get(each.value)
        if owner is None:
            continue
        # An alias whose owner has another stable address passed on to another person (a phone
        # number that was given out again); without a stable address it is all we have.
        if not stable or not _has_kind(connection, owner, stable[0].kind):
            return owner
    return None


def _has_kind(connection: Connection, sender_id: str, kind: str) -> bool:
    query = sa.select(addresses.c.address).where(
        addresses.c.sender_id == sender_id, addresses.c.kind == kind
    )
    return connection.execute(query).first() is not None


def find(connection: Connection, sender_id: str) -> Contact | None:
    """Return a contact, or ``None``."""
    row = connection.execute(
        sa.select(contacts).where(contacts.c.sender_id == sender_id)
    ).one_or_none()
    if row is None:
        return None
    known_as = connection.execute(
        sa.select(addresses.c.kind, addresses.c.address).where(addresses.c.sender_id == sender_id)
    )
    return Contact(
        row.sender_id,
        row.channel,
        {each.kind: each.address for each in known_as},
        row.variety,
        row.wrote_at,
        row.disclosed_at,
        row.opted_out_at,
        row.blocked_at,
        row.human_until,
        row.asks,
        json.loads(row.choices) if row.choices else (),
    )


def told_busy_at(connection: Connection, sender_id: str) -> datetime | None:
    """Return when a student was last told that answers come late."""
    query = sa.select(contacts.c.told_busy_at).where(contacts.c.sender_id == sender_id)
    moment: datetime | None = connection.execute(query).scalar_one_or_none()
    return moment


def change(connection: Connection, sender_id: str, **values: Any) -> None:
    """Change columns of a contact; ``choices`` takes a list."""
    if values.get("choices") is not None:
        values["choices"] = json.dumps(list(values["choices"]), ensure_ascii=False)
    connection.execute(
        sa.update(contacts).where(contacts.c.sender_id == sender_id).values(**values)
    )


def opt_out(connection: Connection, sender_id: str) -> bool:
    """Send a student nothing more on our own account and withdraw what waits.

    Returns:
        Whether something changed; ``False`` for a student who had opted out, or whom no channel
        can write to anyway.
    """
    result = connection.execute(
        sa.update(contacts)
        .where(contacts.c.sender_id == sender_id, contacts.c.opted_out_at.is_(None))
        .values(opted_out_at=clock.now())
    )
    withdrawn = outbox_module.forget(connection, sender_id)
    return bool(result.rowcount) or bool(withdrawn)


def opt_in(connection: Connection, sender_id: str) -> None:
    """Take back an opt-out, because the student asked for alerts or reminders again."""
    change(connection, sender_id, opted_out_at=None)


def reachable(connection: Connection, sender_id: str) -> bool:
    """Whether messages on our own account may go to a student: neither blocked nor opted out."""
    query = sa.select(contacts.c.sender_id).where(
        contacts.c.sender_id == sender_id,
        contacts.c.blocked_at.is_(None),
        contacts.c.opted_out_at.is_(None),
        contacts.c.forgotten_at.is_(None),
    )
    return connection.execute(query).first() is not None


def forget(connection: Connection, sender_id: str) -> None:
    """Delete what is known of a student; the address itself once the last answer is sent."""
    outbox_module.forget(connection, sender_id)
    change(
        connection,
        sender_id,
        forgotten_at=clock.now(),
        variety=None,
        asks=None,
        choices=None,
        disclosed_at=None,
    )


def purge(connection: Connection, silent_since: datetime) -> int:
    """Delete the forgotten and those who have not written since a moment; return how many."""
    waits = sa.select(outbox.c.id).where(
        outbox.c.sender_id == contacts.c.sender_id, outbox.c.state == WAITING
    )
    result = connection.execute(
        sa.delete(contacts).where(
            sa.or_(contacts.c.forgotten_at.is_not(None), contacts.c.wrote_at < silent_since),
            ~waits.exists(),
        )
    )
    return int(result.rowcount)
