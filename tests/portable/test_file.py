"""engine.wasm: made from these sources, whole, and in need of nothing."""

import pytest

from simulation.portable import file
from simulation.portable.build import BuildError, build
from simulation.portable.layout import layout

WHAT_TO_DO = "the kept engine is older than its sources; make it again: python -m simulation.portable.build"
IMPORTS, CUSTOM = 2, 0

pytestmark = pytest.mark.quick


def sections(content: bytes) -> list[int]:
    """The numbers of a WebAssembly module's sections, in order."""
    found, at = [], 8
    while at < len(content):
        found.append(content[at])
        at, size, shift = at + 1, 0, 0
        while True:
            size, shift, at = size | (content[at] & 127) << shift, shift + 7, at + 1
            if content[at - 1] < 128:
                break
        at += size
    return found


def test_the_kept_engine_was_compiled_from_these_sources():
    _, about = file.read()
    assert about["sources"] == file.sources(), WHAT_TO_DO
    assert about["layout"] == layout(), WHAT_TO_DO


def test_the_engine_asks_its_host_for_nothing():
    """Neither exponentials nor memory: whatever runs it gets the same bits."""
    content, _ = file.read()
    assert content.startswith(b"\0asm\1\0\0\0")
    found = sections(content)
    assert IMPORTS not in found
    assert found[-1] == CUSTOM


def test_a_damaged_engine_is_refused_wherever_the_damage_is(tmp_path):
    content = file.ENGINE.read_bytes()
    damaged = tmp_path / "engine.wasm"
    for at in (9, len(content) // 2, content.index(b'"sources"') + 1):
        damaged.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises(file.EngineError, match="damaged"):
            file.read(damaged)


def test_a_change_of_code_makes_the_engine_old_and_a_change_of_words_does_not():
    source = '@rule\ndef double(x):\n    """Twice x."""\n    # why\n    return 2.0 * x  # so\n'
    same = source.replace("Twice", "Two times").replace("# why", "# wherefore").replace("# so", "# thus")
    assert file.compiled_text(source) == file.compiled_text(same)
    assert file.compiled_text(source) != file.compiled_text(source.replace("2.0", "3.0"))


def test_without_a_linker_a_build_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr("simulation.portable.build.linker", lambda: None)
    with pytest.raises(BuildError, match="lld"):
        build(tmp_path / "engine.wasm")
    assert not list(tmp_path.iterdir())
