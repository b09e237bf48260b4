"""`class`: a lesson with a whole class, served to the local network on purpose."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..core.extras import need
from ..core.program import command
from ..parameters.scenario import InputError
from .options import say_if_cold
from .serving import AllowHost, Certificate, Key, Proxy, addresses_of, local_addresses, open_browser, where_from

if TYPE_CHECKING:
    from ..pages.lessons import LessonView
    from ..web.classroom.classroom import Classroom
    from ..web.serving import Where

HOME = "127.0.0.1"


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
    joins: Annotated[
        int,
        typer.Option(
            "--joins",
            min=1,
            max=1000,
            help="Students who may join within a minute from one address; more where all share one router.",
        ),
    ] = 15,
    allow_host: AllowHost = None,
    certificate: Certificate = None,
    key: Key = None,
    proxy: Proxy = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the professor's page in the browser.")] = True,
) -> None:
    """Teach a lesson to a class: students join with their own devices, predict, run their own schools, and see each other's."""
    need("app", "`class`")
    if host is None:
        raise InputError(explanation())
    where = where_from(host, port, allow_host, certificate, key, proxy)
    say_if_cold(False)
    from ..web.classroom import server as class_server
    from ..web.classroom.classroom import Classroom, Room

    known, first = lessons_for(lesson)
    room = Classroom(known, seed, Room(students=students, joins=joins))
    if keep and keep.exists():
        room.resume(keep)
    resumed = bool(room.rounds)
    if first and not resumed:
        room.teach_lesson(first)
    service = class_server.Service(room, addresses_of(where), keep)
    if keep:
        check_writable(service, keep)
    next(iter(known.values())).outcome(seed)  # compiled, or loaded, before the first student needs it
    desk = f"{(addresses_of(where)[0] if certificate or proxy else where.address())}professor"  # a certificate is for a name

    def ready() -> None:
        print(f"Professor: {desk}#{room.key}\n{joining(room, service.join, resumed, where)}")
        kept = f"it is kept in {keep}." if keep else "what was not downloaded is then forgotten."
        print(f"Ctrl-C ends the class; {kept}", flush=True)
        if browser:
            threading.Thread(target=open_browser, args=(f"{desk}#{room.new_ticket()}",), daemon=True).start()

    with contextlib.suppress(KeyboardInterrupt):
        class_server.serve(service, where, ready)


def lessons_for(lesson: str | None) -> tuple[dict[str, LessonView], str | None]:
    """The lessons of a class by name, and the name of the first if one was asked for. Raises InputError, LessonError."""
    from ..lessons.lesson import Lesson
    from ..pages.lessons import LessonView, shipped

    known = dict(shipped())
    if lesson is not None:
        first = LessonView(Lesson.load(lesson))
        return known | {first.name: first}, first.name
    if not known:
        raise InputError("There is no lesson in this installation; give the path of one of your own.")
    return known, None


def joining(room: Classroom, addresses: list[str], resumed: bool, where: Where) -> str:
    """How students join, and what the professor should know before they do."""
    lines = [
        "           (whoever has this address leads the class: keep it to yourself)",
        f"Students:  {'  or  '.join(addresses)}",
        f"Code:      {room.code}",
    ]
    if resumed:
        lines.append(f"Goes on:   round {len(room.rounds)}, {room.lesson}; what comes next is chosen on the professor's page.")
    if not where.home:
        safe = "what is said is encrypted" if where.certificate else "nothing is encrypted"
        lines.append(f"Everybody in this network who has the code can join; {safe}, and no names are asked for.")
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


def check_writable(service, keep: Path) -> None:
    """Write the file once, so that a wrong path is said before the class begins. Raises InputError."""
    try:
        service.save()
    except OSError as error:
        raise InputError(f"{keep} cannot be written ({error.strerror or error}); give another --keep") from None
