"""What a folder holds: an ensemble, a comparison, several scenarios or a sweep, read back and checked before anything is made of it."""

from pathlib import Path

from ..declare.outcomes import YEAR_COLUMNS
from ..experiments.compare import Effect
from ..experiments.policies import Policies
from ..experiments.sweep.store import PROGRAM as SWEEP
from ..experiments.sweep.store import Store
from ..inputs.limits import manifest_text
from ..results.folder import Results
from ..results.place import PROGRAM, ResultsError
from ..results.seal import unsealed

TAKEN = "give a folder that `run`, `compare` or `sweep` wrote"


def read(path: str | Path) -> Results | Effect | Policies | Store:
    """Whatever of this program's a folder holds. Raises InputError with one sentence when a report cannot be made of it."""
    path = Path(path)
    if not path.is_dir():
        raise ResultsError(f"{path} is not a folder; {TAKEN}" if path.exists() else f"there is no folder {path}; {TAKEN}")
    try:
        manifest = unsealed(manifest_text(path / "manifest.json"))
    except FileNotFoundError:
        raise ResultsError(f"{path} is not a folder of results: it has no manifest.json; {TAKEN}") from None
    except (OSError, ValueError) as error:
        raise ResultsError(f"{path / 'manifest.json'} is damaged ({type(error).__name__}: {error}); run it again") from None
    program = manifest.get("program")
    if program == SWEEP:
        return Store.open(path)
    if program != PROGRAM:
        raise ResultsError(f"{path} was not written by this program; {TAKEN}")
    if "scenario" in manifest:
        return complete(Results.load(path), path / "years.parquet")
    if {"a", "b"} <= manifest.keys():
        effect = Effect.load(path)
        for side, letter in ((effect.a, "a"), (effect.b, "b")):
            complete(side, path / f"years_{letter}.parquet")
        return effect
    if "reference" in manifest:
        return Policies.load(path)
    raise ResultsError(f"{path} holds another kind of study, which has a report of its own; {TAKEN}")


def complete(results: Results, where: Path | str = "the table of years") -> Results:
    """The results, if their table of years has what a report shows. Raises ResultsError when another version wrote it."""
    lacking = [c.name for c in YEAR_COLUMNS if c.name not in results.years.columns]
    if lacking:
        made = (results.made_with or {}).get("simulation", "unknown")
        raise ResultsError(
            f"{where} lacks {lacking[0]}{f' and {len(lacking) - 1} more outcomes' if lacking[1:] else ''}: another version of the "
            f"program wrote it (simulation {made}); run it again with this one"
        )
    if not len(results.years):
        raise ResultsError(f"{where} has no rows; run it again")
    return results
