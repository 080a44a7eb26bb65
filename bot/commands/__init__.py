"""The commands of ``python -m bot``: one module a command, each with ``add`` and ``run``.

A command module has::

    def add(commands) -> None   # adds its parser, with ``run`` as the default of ``run``
    def run(options, settings) -> int   # does the work, returns the exit code

Heavy imports (Rasa takes ten seconds) stay inside ``run``.
"""
