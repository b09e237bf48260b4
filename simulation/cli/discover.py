"""`discover`: under which conditions does something happen? `emulate`: what would the model say at a point that was not simulated?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..core.extras import MissingExtraError
from ..parameters.scenario import InputError
from .options import Figures, say_saved, settings, text_table

SweepFolder = Annotated[Path, typer.Argument(help="Folder of a sweep; many points that were drawn tell most.")]


def discover(
    folder: SweepFolder,
    when: Annotated[
        str,
        typer.Option(
            "--when", help='What is to be explained, e.g. "share_collaboration >= 0.05"; [tipping] of the study when left out.'
        ),
    ] = "",
    boxes: Annotated[
        int, typer.Option("--boxes", min=1, max=10, help="How many conditions are sought, one after the other.")
    ] = 1,
    density: Annotated[
        float, typer.Option("--density", min=0.01, max=1.0, help="In which share of a box's schools it is to hold.")
    ] = 0.9,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of the parts on which conditions are tried.")] = 1,
    figures: Figures = True,
) -> None:
    """Say under which conditions something happens in a sweep: boxes of parameters (PRIM), and a small decision tree (CART)."""
    from ..experiments.sweep.discovery import discover as search
    from ..experiments.sweep.store import Store

    store = Store.open(folder)
    found = search(store, when, boxes, density, seed)
    print("\n".join(found.sentences))
    try:
        from ..experiments.sweep.trees import tree

        print("\nAs a tree:\n" + "\n".join(f"- {line}" for line in tree(found, seed)))
    except MissingExtraError as missing:
        print(f"\nNote: there is no tree, since {missing}.")
    if figures and found.boxes:
        from ..experiments.sweep.figures import save_discovery

        save_discovery(store, found)
    say_saved(folder, figures and bool(found.boxes), "discovery.csv")


def emulate(
    folder: SweepFolder,
    outcomes: Annotated[
        list[str], typer.Option("--outcome", help="Which outcomes; the first four of the study when left out.")
    ] = [],  # noqa: B006 - typer wants a list and does not change it
    at: Annotated[
        list[str], typer.Option("--at", metavar="PARAMETER=VALUE", help="Predict a point: a value for each parameter.")
    ] = [],  # noqa: B006
    figures: Figures = True,
) -> None:
    """Fit an emulator (a Gaussian process) to a sweep, say how far it is to be trusted, and ask it about a point."""
    import pandas as pd

    from ..core.extras import need
    from ..experiments.sweep.store import Store

    need("emulator", "an emulator")
    from ..experiments.sweep.emulator import emulate as fit

    store = Store.open(folder)
    point = settings(at, "--at")
    names = [f.name for f in store.study.factors if f.kind != "dummy"]
    if unknown := [name for name in point if name not in names]:
        raise InputError(f"--at {unknown[0]}: the study does not vary it; it varies {', '.join(names)}")
    made = fit(store, outcomes)
    rows = [
        [e.outcome, f"{e.explained:.3f}", f"{e.error:.4g}", f"{e.noise:.4g}", f"{e.covered:.2f}", f"{len(e.simulated)}"]
        for e in made.values()
    ]
    head = ["outcome", "explained", "error", "sampling error", "in 95% interval", "points"]
    print(text_table(head, rows, last=0))
    print(
        "\nEvery point was predicted from all others. Explained: share of the variance between points. "
        "Sampling error: of a mean over schools, were others simulated; an emulator of common random numbers is one of these schools."
    )
    if point:
        frame = pd.DataFrame({name: [value] for name, value in point.items()})
        told = {name: e.predict(frame).iloc[0] for name, e in made.items()}
        body = [[name, f"{r['mean']:.4g}", f"{r['low']:.4g} to {r['high']:.4g}"] for name, r in told.items()]
        print("\n" + text_table(["predicted", "mean", "95% interval"], body, last=0))
    if figures:
        from ..experiments.sweep.figures import save_emulator

        save_emulator(store, made)
    say_saved(folder, figures, "emulator.csv")
