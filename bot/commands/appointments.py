"""``appointments``: the agenda and the appointments of the centres, for those who run them."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigurationError
from bot.logs import quieten
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.appointments.desk import Desk


def add(commands: Any) -> None:
    """Add the parsers."""
    parser = commands.add_parser("appointments", help="agenda and appointments of the centres")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    loading = _action(actions, "load", run_load, "check an agenda (YAML or CSV), put it in force")
    loading.add_argument("file", type=Path)
    listing = _action(actions, "list", run_list, "list appointments")
    _where(listing)
    listing.add_argument("--all", action="store_true", help="cancelled and past ones as well")
    exporting = _action(actions, "export", run_export, "write all appointments as CSV")
    exporting.add_argument("file", type=Path)
    _where(exporting)
    printing = _action(actions, "sheet", run_sheet, "print the day's sheet of a centre")
    printing.add_argument("center")
    printing.add_argument("day", type=date.fromisoformat, metavar="YYYY-MM-DD")
    blocking = _action(actions, "block", run_block, "take time of a counsellor out of the offer")
    blocking.add_argument("counsellor")
    blocking.add_argument("first", type=_wall, metavar="YYYY-MM-DDTHH:MM")
    blocking.add_argument("last", type=_wall, metavar="YYYY-MM-DDTHH:MM")
    blocking.add_argument("--reason", default="")
    moving = _action(actions, "move", run_move, "move an appointment; the student is told")
    moving.add_argument("code")
    moving.add_argument("start", type=_wall, metavar="YYYY-MM-DDTHH:MM")
    cancelling = _action(actions, "cancel", run_cancel, "cancel one; the student is told")
    cancelling.add_argument("code")
    noting = _action(actions, "outcome", run_outcome, "note whether the student came")
    noting.add_argument("code")
    noting.add_argument("outcome", choices=("came", "missed"))
    feeding = _action(actions, "feed", run_feed, "print the address of a counsellor's calendar")
    feeding.add_argument("counsellor")
    feeding.add_argument("--renew", action="store_true", help="end the old address")


def run_load(options: argparse.Namespace, settings: Settings) -> int:
    """Load an agenda."""
    desk = _desk(settings)
    from bot.appointments.agenda_file import load  # noqa: PLC0415

    desk.agendas.put(load(options.file, base=desk.agendas.content()))
    agenda = desk.agenda
    places = sorted({each.center for each in agenda.counsellors.values()})
    print(f"{len(agenda.counsellors)} counsellors in {len(places)} centres: {', '.join(places)}")
    return 0


def run_list(options: argparse.Namespace, settings: Settings) -> int:
    """Print appointments as a table."""
    desk = _desk(settings)
    from bot.appointments.office import listed, table  # noqa: PLC0415

    print(table(listed(desk, options.day, options.center, options.all)), end="")
    return 0


def run_export(options: argparse.Namespace, settings: Settings) -> int:
    """Write the CSV file."""
    desk = _desk(settings)
    from bot.appointments.office import listed, table  # noqa: PLC0415

    found = listed(desk, options.day, options.center, True)
    options.file.write_text(table(found), encoding="utf-8")
    print(f"{len(found)} appointments in {options.file}")
    return 0


def run_sheet(options: argparse.Namespace, settings: Settings) -> int:
    """Print a day's sheet."""
    desk = _desk(settings)
    from bot.appointments.office import sheet  # noqa: PLC0415

    print(sheet(desk, options.day, options.center))
    return 0


def run_block(options: argparse.Namespace, settings: Settings) -> int:
    """Block time; the appointments already in it are named, not touched."""
    desk = _desk(settings)
    from bot.appointments.office import block, table  # noqa: PLC0415

    if options.last <= options.first:
        raise ConfigurationError("the end is not after the beginning")
    touched = block(desk, options.counsellor, options.first, options.last, options.reason)
    print("blocked")
    if touched:
        print("these stand in it, move or cancel them:")
        print(table(touched), end="")
    return 0


def run_move(options: argparse.Namespace, settings: Settings) -> int:
    """Move an appointment."""
    desk = _desk(settings)
    from bot.appointments.office import move, table  # noqa: PLC0415

    moved = move(desk, options.code, options.start)
    print(table([moved]), end="")
    return 0


def run_cancel(options: argparse.Namespace, settings: Settings) -> int:
    """Cancel an appointment."""
    desk = _desk(settings)
    from bot.appointments.office import cancel, table  # noqa: PLC0415

    print(table([cancel(desk, options.code)]), end="")
    return 0


def run_outcome(options: argparse.Namespace, settings: Settings) -> int:
    """Note the outcome."""
    desk = _desk(settings)
    from bot.appointments.office import note_outcome, table  # noqa: PLC0415

    noted = note_outcome(desk, options.code, options.outcome)
    print(table([noted]), end="")
    return 0


def run_feed(options: argparse.Namespace, settings: Settings) -> int:
    """Print a feed's address."""
    desk = _desk(settings)
    from bot.appointments.feeds import secret_of  # noqa: PLC0415

    if options.counsellor not in desk.agenda.counsellors:
        raise ConfigurationError(f"{options.counsellor!r} is not in the agenda")
    secret = secret_of(desk.engine, options.counsellor, options.renew)
    print(f"{settings.public_url}/calendars/{secret}.ics")
    return 0


def _desk(settings: Settings) -> Desk:
    quieten()
    from bot.appointments.desk import desk_for  # noqa: PLC0415  only when it is the command

    return desk_for(settings.database_url)


def _action(actions: Any, name: str, run: Any, help_: str) -> Any:
    parser = actions.add_parser(name, help=help_)
    parser.set_defaults(run=run)
    return parser


def _where(parser: Any) -> None:
    parser.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument("--center")


def _wall(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        raise argparse.ArgumentTypeError("wall-clock time without an offset is expected")
    return moment
