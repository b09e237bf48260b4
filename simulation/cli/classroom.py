"""`class`: a lesson with a whole class, served to the local network on purpose."""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..core.extras import need
from ..core.program import command
from ..parameters.scenario import InputError
from .app import HOME, check_free, open_browser
from .options import say_if_cold

if TYPE_CHECKING:
    from ..web.classroom.classroom import Classroom
    from ..web.lessons import LessonView


def classroom(
    lesson: Annotated[
        str | None,
        typer.Argument(
            help="The first lesson: a shipped one's name, or a TOML file. Without it, choose on the page.", show_default=False
        ),
    ] = None,
    host: Annotated[
        str | None,
        typer.Option(
            "--host",
            help="Address of this computer on which to serve. Needed: without it, this command explains which there are.",
        ),
    ] = None,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to serve on.")] = 8766,
    seed: Annotated[
        int, typer.Option("--seed", min=0, max=4294900000, help="Student n gets the schools of this seed + n.")
    ] = 1000,
    students: Annotated[int, typer.Option("--students", min=1, max=200, help="Students that the class takes.")] = 60,
    keep: Annotated[
        Path | None,
        typer.Option("--keep", help="File in which the class is kept while it goes on; an existing one is gone on with."),
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the professor's page in the browser.")] = True,
) -> None:
    """Teach a lesson to a class: students join with their own devices, predict, run their own schools, and see each other's."""
    need("app", "`class`")
    if host is None:
        raise InputError(explanation())
    check_free(host, port)
    say_if_cold(False)
    from ..web.classroom import server as class_server
    from ..web.classroom.classroom import Classroom, Room
    from ..web.serving import EVERYWHERE, Where

    known, first = lessons_for(lesson)
    room = Classroom(known, seed, Room(students=students))
    if keep and keep.exists():
        room.resume(keep)
    resumed = bool(room.rounds)
    if first and not resumed:
        room.teach_lesson(first)
    where = Where(host, port)
    places = local_addresses() or [HOME] if host in EVERYWHERE else [host]
    service = class_server.Service(room, [where.address(place) for place in places], keep)
    if keep:
        check_writable(service, keep)
    next(iter(known.values())).outcome(seed)  # compiled, or loaded, before the first student needs it
    professor = f"{where.address()}professor#{room.key}"

    def ready() -> None:
        print(f"Professor: {professor}\n{joining(room, service.join, resumed, host)}")
        kept = f"it is kept in {keep}." if keep else "what was not downloaded is then forgotten."
        print(f"Ctrl-C ends the class; {kept}", flush=True)
        if browser:
            threading.Thread(target=open_browser, args=(professor,), daemon=True).start()

    with contextlib.suppress(KeyboardInterrupt):
        class_server.serve(service, where, ready)


def lessons_for(lesson: str | None) -> tuple[dict[str, LessonView], str | None]:
    """The lessons of a class by name, and the name of the first if one was asked for. Raises InputError, LessonError."""
    from ..lessons.lesson import Lesson
    from ..web.lessons import LessonView, shipped

    known = dict(shipped())
    if lesson is not None:
        first = LessonView(Lesson.load(lesson))
        return known | {first.name: first}, first.name
    if not known:
        raise InputError("There is no lesson in this installation; give the path of one of your own.")
    return known, None


def joining(room: Classroom, addresses: list[str], resumed: bool, host: str) -> str:
    """How students join, and what the professor should know before they do."""
    lines = [
        "           (whoever has this address leads the class: keep it to yourself)",
        f"Students:  {'  or  '.join(addresses)}",
        f"Code:      {room.code}",
    ]
    if resumed:
        lines.append(f"Goes on:   round {len(room.rounds)}, {room.lesson}; what comes next is chosen on the professor's page.")
    if host not in (HOME, "localhost", "::1"):
        lines.append("Everybody in this network who has the code can join; nothing is encrypted, and no names are asked for.")
    return "\n".join(lines)


def explanation() -> str:
    """What --host means, and which addresses there are."""
    found = local_addresses()
    there = (
        f"In your network this computer is {' or '.join(found)}" if found else "This computer has no address in a network now"
    )
    example = found[0] if found else HOME
    return (
        f"A class is served to a network only on purpose: give --host ADDRESS. {there}; {HOME} is this computer alone, to try it out. "
        "With an address of the network, every device there that can reach this computer sees the page, and whoever has the code can "
        "join; nothing is encrypted. Use a network you trust, and stop with Ctrl-C.\n"
        f"For example: {command('class', '--host', example)}"
    )


def local_addresses() -> list[str]:
    """Addresses of this computer in its networks, the most likely first; nothing is sent to find them."""
    found = []
    for target in ("192.0.2.1", "10.255.255.255", "192.168.255.255", "172.31.255.255"):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
            probe.connect((target, 9))  # of a datagram socket: chooses the way, sends nothing
            found.append(probe.getsockname()[0])
    with contextlib.suppress(OSError):
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    return [a for a in dict.fromkeys(found) if not a.startswith(("127.", "0.", "169.254."))]


def check_writable(service, keep: Path) -> None:
    """Write the file once, so that a wrong path is said before the class begins. Raises InputError."""
    try:
        service.save()
    except OSError as error:
        raise InputError(f"{keep} cannot be written ({error.strerror or error}); give another --keep") from None
