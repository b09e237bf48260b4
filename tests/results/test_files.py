"""Damaged tables are named in one sentence, whatever happened to their bytes, and never read as if nothing had happened."""

import json

import pandas as pd
import pytest

from simulation import Results, ResultsError
from simulation.core.sources import sources_digest
from simulation.experiments.compare import Effect, compare
from simulation.results.files import MAGIC, DamagedError, digest_of, read_table
from tests import manifests


@pytest.fixture
def table(tmp_path):
    """A sound Parquet file."""
    path = tmp_path / "years.parquet"
    pd.DataFrame({"year": range(500), "trust": [k / 7 for k in range(500)]}).to_parquet(path, index=False)
    return path


def flipped(content, at):
    """The same bytes, all bits of one of them turned round."""
    return content[:at] + bytes([content[at] ^ 255]) + content[at + 1 :]


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (lambda c: b"", "it is empty"),
        (lambda c: c[:3], "it is no Parquet file"),
        (lambda c: b"year,trust\n1,2\n", "it is no Parquet file"),
        (lambda c: c[: len(c) // 2], "its end is missing"),
        (lambda c: c[:-1], "its end is missing"),
        (lambda c: MAGIC, "its end is missing"),
        (lambda c: MAGIC + MAGIC, "its end is missing"),
        (lambda c: c[:-8] + (2**31).to_bytes(4, "little") + MAGIC, "its end is missing"),
    ],
)
def test_a_file_that_was_cut_off_is_named_without_a_digest_too(table, damage, fault):
    table.write_bytes(damage(table.read_bytes()))
    with pytest.raises(DamagedError) as error:
        read_table(table)
    assert str(error.value) == f"{table} is damaged ({fault})"


def test_a_flipped_bit_anywhere_is_found_by_the_digest(table):
    whole, digest = table.read_bytes(), digest_of(table)
    assert read_table(table, digest)["year"].tolist() == list(range(500))
    for at in range(4, len(whole) - 8, max(1, len(whole) // 40)):
        table.write_bytes(flipped(whole, at))
        with pytest.raises(DamagedError, match=r"years\.parquet is damaged \(its content is not what was written\)$"):
            read_table(table, digest)


def test_a_footer_that_means_nothing_is_named_without_a_digest(table):
    """Folders of older versions keep no digests."""
    whole = table.read_bytes()
    footer = int.from_bytes(whole[-8:-4], "little")
    table.write_bytes(whole[: -8 - footer] + b"\xff" * footer + whole[-8:])
    with pytest.raises(DamagedError) as error:
        read_table(table)
    assert str(error.value).startswith(f"{table} is damaged (") and "\n" not in str(error.value)


def test_a_file_that_is_missing_is_named(tmp_path):
    with pytest.raises(DamagedError, match=r"weeks\.parquet is damaged \(there is no such file\)"):
        read_table(tmp_path / "weeks.parquet")


def test_results_name_the_table_that_was_changed_on_the_disk(plain, tmp_path):
    stored = plain.save(tmp_path / "stored")
    path = stored / "years.parquet"
    whole = path.read_bytes()
    path.write_bytes(flipped(whole, len(whole) // 2))
    with pytest.raises(ResultsError) as error:
        Results.load(stored)
    assert str(error.value) == f"{path} is damaged (its content is not what was written); run it again"


def test_a_folder_from_before_there_were_digests_is_read(plain, tmp_path):
    stored = plain.save(tmp_path / "stored")
    manifest = manifests.read(stored)
    assert set(manifest.pop("files")) == {"years.parquet", "summary.md"}
    (stored / "manifest.json").write_text(json.dumps(manifest | {"format": 1}))  # which had no guard either
    pd.testing.assert_frame_equal(Results.load(stored).years, plain.years)


def test_results_under_uncertain_parameters_remember_it_when_they_are_copied(plain, tmp_path):
    stored = plain.save(tmp_path / "stored")
    manifest = manifests.read(stored) | {"uncertainty": {"sets": 210, "digest": "ab"}}
    manifest["digest"] = sources_digest("experiments.uncertainty")
    manifests.write(stored, manifest)
    copy = Results.load(stored).save(tmp_path / "copy")
    assert json.loads((copy / "manifest.json").read_text())["uncertainty"] == {"sets": 210, "digest": "ab"}


def test_a_comparison_is_read_as_it_was_saved_and_its_damage_is_named(plain, tmp_path):
    other = plain.scenario.replace({"time.paperwork": 9.0, "name": "more paper"})
    effect = compare(plain.scenario, other, 4, 11, years=(1, 2))
    stored = effect.save(tmp_path / "pair")
    again = Effect.load(stored)
    pd.testing.assert_frame_equal(again.table, effect.table)
    assert (again.a.scenario, again.b.scenario, again.years) == (effect.a.scenario, effect.b.scenario, (1, 2))
    (stored / "years_b.parquet").write_bytes((stored / "years_a.parquet").read_bytes())
    with pytest.raises(ResultsError, match=r"years_b\.parquet is damaged \(its content is not what was written\)"):
        Effect.load(stored)
    with pytest.raises(ResultsError, match="holds no comparison; give a folder that `compare` wrote"):
        Effect.load(plain.save(tmp_path / "run"))
