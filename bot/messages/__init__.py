"""Messages on their way: the inbox, the outbox and who can be written to; knows no platform.

What a platform hands over is stored as it is before it is acknowledged, and what is to be sent is
stored before it is sent, so a process may die at any moment. Several processes may share the work:
each takes a lease on what it works on, and a lease that runs out frees it for the others.
"""
