"""Living a bundle again: every school of it is simulated anew here, and every number held against the archived one.

What is not numbers, summaries in words and figures, is only held against its digest: figures come out alike with the same version of
matplotlib alone.
"""

import contextlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..ensemble.forecast import Cost, check, cost_of_ensemble
from ..experiments.policies import Policies
from ..experiments.sweep.run import check_size
from ..experiments.sweep.store import Store
from ..experiments.sweep.verify import Verdict, verify
from ..inputs.quoting import InputError
from ..report.folder import read
from ..results.folder import Results, SourcesWarning, versions
from .unpack import BundleError, unpacked

if TYPE_CHECKING:
    from ..school.roster import School


@dataclass(frozen=True)
class Reproduced:
    """What came of it. verdict : of every school; made, here : versions of what the numbers depend on, then and now"""

    verdict: Verdict
    made: dict[str, str]
    here: dict[str, str]

    @property
    def apart(self) -> list[str]:
        """What was another version then, in words."""
        return [f"{name} {self.made.get(name, 'unknown')}" for name in self.here if self.made.get(name) != self.here[name]]


def reproduce(path: str | Path, *, school: "School | None" = None, insist: bool = False) -> Reproduced:
    """Simulate everything that a bundle holds again, and compare each number to the last bit.

    path : a file that `archive` wrote, by whomever; school : the real school, where one was simulated, since bundles hold no rosters
    insist : begin also what takes more memory or time than there is
    Raises BundleError when it is none or is damaged, and where it asks for more than the machine has.
    """
    with unpacked(path) as folder, _told_of(str(path), str(folder)):
        with warnings.catch_warnings():  # the verdict tells of other sources
            warnings.simplefilter("ignore", SourcesWarning)
            held = read(folder)
        _check_cost(held, folder, insist)
        manifest: dict[str, Any] = held.manifest
        verdict = verify(folder, None, school=school)
        told = {name: getattr(verdict, name).replace(str(folder), str(path)) for name in ("note", "difference")}
        return Reproduced(replace(verdict, **told), manifest["versions"], versions())


@contextlib.contextmanager
def _told_of(bundle: str, folder: str) -> Iterator[None]:
    """Let faults name the bundle, and not the folder into which it was unpacked for a moment."""
    try:
        yield
    except InputError as fault:
        raise BundleError(str(fault).replace(folder, bundle)) from None


def _check_cost(held: Any, folder: Path, insist: bool) -> None:
    """Raise TooLargeError for what a stranger should not be able to ask of this machine."""
    if isinstance(held, Store):
        points, runs, sizes = held.manifest["points"], held.study.most_runs, held.manifest["sizes"]
        if sizes != sorted({*sizes} - {None}) and sizes != [held.study.size]:
            raise BundleError(f"{folder / 'manifest.json'} tells of a study that shrank; get the bundle again")
        check(Cost(points * runs, 0.0, float(points) * runs), 1, None, insist)  # a byte for each, whatever was simulated
        check_size(held.study, folder.parent, 1, insist)
        return
    if isinstance(held, Policies):
        posts = len(held.school["names"]) if held.school else None
        for scenario in (held.reference, *held.others):
            check(cost_of_ensemble(scenario, held.runs, ("years",), posts, in_memory=True), 1, None, insist)
        return
    for side in [held] if isinstance(held, Results) else [held.a, held.b]:
        posts = len(side.school["names"]) if side.school else None
        check(cost_of_ensemble(side.scenario, side.runs, side.record, posts, in_memory=True), 1, None, insist)
