"""What a machine has to give is what can be had, whoever counts it."""

from simulation.core import machine


def test_files_that_a_container_keeps_in_memory_are_free_for_whoever_wants_it(tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "_CGROUP", tmp_path)
    assert machine._of_container() is None
    (tmp_path / "memory.max").write_text("1000\n")
    (tmp_path / "memory.current").write_text("900\n")
    assert machine._of_container() == 100
    (tmp_path / "memory.stat").write_text("anon 200\nactive_file 90\ninactive_file 600\nslab 1\n")
    assert machine._of_container() == 700
