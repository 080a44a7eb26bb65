"""Appointments: centres, agenda, calendar, booking. Knows nothing of Rasa.

``centers`` and ``agenda`` are what an operator writes, ``holidays`` and ``calendar`` say when a
counsellor is there, ``bookings`` books, moves and cancels, ``lookup`` finds what was booked,
``desk`` is what conversations and commands ask.
"""
