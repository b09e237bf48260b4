"""`class`: on purpose only, and every mistake is said before the class begins."""

import socket
import sys
import threading
from pathlib import Path

import pytest

from simulation.cli import main
from simulation.cli.serving import addresses_of, local_addresses
from simulation.web.classroom import server as class_server
from simulation.web.serving import Where


def _free_port() -> str:
    """A port that nobody uses now, so that other runs of these tests on the same machine are not in the way."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return str(one.getsockname()[1])


PORT = _free_port()


@pytest.fixture
def begun(monkeypatch):
    """The services that would have been served, without a network: [(service, where)]."""
    seen = []

    def serve(service, where, ready=None):
        ready()
        seen.append((service, where))

    monkeypatch.setattr(class_server, "serve", serve)
    return seen


def test_without_a_host_nothing_is_served_and_all_is_explained(begun, capsys):
    assert main(["class"]) == 2
    said = capsys.readouterr().err
    for part in ("on purpose", "--host ADDRESS", "127.0.0.1", "whoever has the code", "nothing is encrypted", "For example"):
        assert part in said
    assert begun == [] and all(found in said for found in local_addresses())


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["algebra", "--host", "127.0.0.1"], "no lesson"),
        (["--host", "203.0.113.9"], "cannot be used"),
        (["--host", "127.0.0.1", "--keep", "no/such/folder/class.json"], "cannot be written"),
        (["--host", "127.0.0.1", "--allow-host", "http://school.edu/"], "no name of a computer"),
        (["--host", "127.0.0.1", "--certificate", "cert.pem"], "belong together"),
        (["--host", "127.0.0.1", "--certificate", "no.pem", "--key", "no.pem"], "not a file"),
        (["--host", "127.0.0.1", "--certificate", __file__, "--key", __file__], "not a certificate"),
        (["--host", "127.0.0.1", "--proxy", "the-proxy"], "not an address in numbers"),
    ],
)
def test_mistakes_are_said_before_the_class_begins(begun, capsys, options, says):
    assert main(["class", *options, "--no-browser", "--port", PORT]) == 2
    assert says in capsys.readouterr().err and begun == []


def test_a_port_in_use_is_said_to_be(begun, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert main(["class", "--host", "127.0.0.1", "--port", str(other.getsockname()[1])]) == 2
    assert "cannot be used" in capsys.readouterr().err


def test_the_terminal_alone_shows_the_key(begun, capsys):
    assert main(["class", "contrived_collegiality", "--host", "127.0.0.1", "--no-browser", "--port", PORT]) == 0
    said = capsys.readouterr().out
    service, where = begun[0]
    assert (where.host, where.port) == ("127.0.0.1", int(PORT)) and service.room.lesson == "contrived_collegiality"
    assert f"http://127.0.0.1:{PORT}/professor#{service.room.key}" in said and service.room.code in said
    assert all(service.room.key not in place for place in service.join)


def test_the_command_line_of_the_browser_does_not_show_the_key(begun, capsys, monkeypatch):
    opened, done = [], threading.Event()
    monkeypatch.setattr(
        sys.modules["simulation.cli.classroom"], "open_browser", lambda address: (opened.append(address), done.set())
    )
    assert main(["class", "contrived_collegiality", "--host", "127.0.0.1", "--port", PORT]) == 0
    assert done.wait(5)
    room = begun[0][0].room
    place, _, ticket = opened[0].partition("#")
    assert place == f"http://127.0.0.1:{PORT}/professor" and ticket != room.key and room.enter(ticket) == room.key


def test_a_kept_class_is_gone_on_with_and_another_file_is_left_alone(begun, capsys, tmp_path):
    kept, other = tmp_path / "class.json", tmp_path / "notes.txt"
    command = ["class", "contrived_collegiality", "--host", "127.0.0.1", "--no-browser", "--port", PORT, "--keep"]
    assert main([*command, str(kept)]) == 0
    token = begun[0][0].room.join(begun[0][0].room.code)
    begun[0][0].save()
    assert main([*command, str(kept)]) == 0
    assert begun[1][0].room.code == begun[0][0].room.code and begun[1][0].room.come(token)
    other.write_text("mine")
    assert main([*command, str(other)]) == 2
    assert other.read_text() == "mine" and "not a class" in capsys.readouterr().err


def test_the_same_command_after_a_crash_goes_on_with_the_round_that_was_on(begun, capsys, tmp_path):
    command = [
        "class",
        "three_cs",
        "--host",
        "127.0.0.1",
        "--no-browser",
        "--port",
        PORT,
        "--keep",
        str(tmp_path / "c.json"),
    ]
    assert main(command) == 0
    room = begun[0][0].room
    token = room.join(room.code)
    room.teach_phase("reveal")
    room.teach_lesson("contrived_collegiality")
    begun[0][0].save()
    capsys.readouterr()
    assert main(command) == 0
    again = begun[1][0].room
    assert again.view(again.come(token))["round"] == 2 and again.lesson == "contrived_collegiality"
    assert "round 2, contrived_collegiality" in capsys.readouterr().out
    room.teach_close()
    again.teach_close()


def test_behind_a_proxy_students_are_told_its_address():
    assert addresses_of(Where("127.0.0.1", 8766, ("school.edu",), proxy="127.0.0.1")) == ["https://school.edu/"]
    assert addresses_of(Where("127.0.0.1", 8766, ("school.edu",))) == ["http://school.edu:8766/"]
    assert addresses_of(Where("10.0.0.5", 8766, certificate=Path("c"), key=Path("k"))) == ["https://10.0.0.5:8766/"]


def test_an_address_of_the_newer_kind_is_written_so_that_browsers_read_it():
    assert Where("fd00::2", 8766).address() == "http://[fd00::2]:8766/"
    assert all(not found.startswith("127.") for found in local_addresses())
