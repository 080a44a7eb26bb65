"""Every error class of the program, in one small tree.

    WijhaError
    ├── ConfigurationError   the environment or a configuration file is wrong
    ├── DataError            a file under data/ or one given by an operator is wrong
    ├── BookingError         an appointment cannot be made or changed as it was asked
    │   ├── SlotTaken        somebody else was faster
    │   ├── StudentBusy      the student has another appointment at that time
    │   ├── TooManyOpen      the student has as many open appointments as the centre allows
    │   ├── NotOffered       the calendar does not offer that time
    │   ├── NoSuchAppointment  no open appointment answers to the code
    │   └── TooManyTrials     wrong codes were tried too often
    └── ServiceError         a store or a remote service does not answer
        ├── StorageError     the database or Redis
        └── PlatformError    Messenger, WhatsApp or Telegram

Each message is one line that says what and where, so that an operator can act on it; the
command line prints it without a stack trace. What a student reads is in data/responses.
"""

from __future__ import annotations

from pathlib import Path


class WijhaError(Exception):
    """Base of all errors that the program raises on purpose."""


class ConfigurationError(WijhaError):
    """The environment, a port or a configuration file does not allow the start."""


class DataError(WijhaError):
    """A data file cannot be used as it is.

    Args:
        path: The file.
        where: Key, line or row inside the file; empty when the whole file is meant.
        what: What is wrong, in a few words.
    """

    def __init__(self, path: Path | str, where: str, what: str) -> None:
        self.path = Path(path)
        self.where = where
        self.what = what
        place = f"{path}: {where}" if where else str(path)
        super().__init__(f"{place}: {what}")


class ServiceError(WijhaError):
    """Something the program depends on does not answer; trying again later may help."""


class StorageError(ServiceError):
    """The database or the key-value store does not answer or refuses the operation."""


class BookingError(WijhaError):
    """An appointment cannot be made or changed as it was asked; nothing was changed."""


class SlotTaken(BookingError):
    """No counsellor is free at that time any more."""


class StudentBusy(BookingError):
    """The student has another appointment at that time."""


class TooManyOpen(BookingError):
    """The student has as many open appointments as the agenda allows."""


class NotOffered(BookingError):
    """The calendar does not offer that time.

    Args:
        reason: Why, as a value of :class:`bot.appointments.calendar.Refusal`.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"not offered: {reason}")


class NoSuchAppointment(BookingError):
    """No open appointment answers to the code."""


class TooManyTrials(BookingError):
    """Wrong codes were tried too often; it goes on after a pause."""


class PlatformError(ServiceError):
    """A messaging platform refuses a request or does not answer.

    Args:
        code: The platform's error code or the class of the failure; never words of a message.
        fate: What it means for the message: ``retry``, ``blocked`` (the student does not want
            us), ``window`` (too long since the student wrote), ``refused`` (sending the same
            again is of no use).
        retry_after: Seconds that the platform asks to wait, if it says so.
    """

    def __init__(self, code: str, fate: str, retry_after: float | None = None) -> None:
        self.code = code
        self.fate = fate
        self.retry_after = retry_after
        super().__init__(f"platform error {code} ({fate})")
