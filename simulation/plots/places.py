"""Where posts stand in the picture of a school: in their grade or department, the groups where ties put them.

The groups are laid out by school/network.py from the ties between them; a picture of groups stays readable with hundreds of
teachers, and costs little. The unit of length is the distance between neighbours in a group.
"""

import numpy as np

from ..school.network import layout


def places_of(group: np.ndarray, source: np.ndarray, target: np.ndarray, trust: np.ndarray, stretch: float = 1.25):
    """Places for posts, and the areas of their groups.

    group (n,) : grade or department of each post; source, target, trust (n_ties,) : ties of one look or several
    stretch : width over height that the picture should about have
    Returns places (n, 2), middles (n_groups, 2) and radii (n_groups,) of the areas.
    """
    group = np.unique(group, return_inverse=True)[1]
    sizes = np.bincount(group)
    between = np.zeros((len(sizes), len(sizes)))
    np.add.at(between, (group[source], group[target]), trust)
    between = np.triu(between + between.T, 1)
    a, b = np.nonzero(between)
    radii = np.array([np.hypot(*spots(size).T).max() for size in sizes]) + 0.6
    middles = layout(len(sizes), a, b, between[a, b] / between.max(initial=1e-9))
    middles = _pack(middles * np.sqrt(len(sizes)) * radii.mean() * (stretch, 1.0), radii + 0.12, stretch)
    pull = np.zeros((len(group), 2))  # towards the groups of those to whom a post is tied
    np.add.at(pull, source, middles[group[target]] - middles[group[source]])
    np.add.at(pull, target, middles[group[source]] - middles[group[target]])
    places = np.empty((len(group), 2))
    for g, size in enumerate(sizes):
        members, around = np.flatnonzero(group == g), spots(size)
        places[_by_angle(pull[members], members)] = middles[g] + around[_by_angle(around, np.arange(size))]
    return places, middles, radii


def spots(size: int) -> np.ndarray:
    """Places (size, 2) around the origin, neighbours about one apart: a circle for a few, a sunflower for many."""
    if size == 1:
        return np.zeros((1, 2))
    k = np.arange(size)
    if size <= 8:
        angle, far = 2.0 * np.pi * k / size + 0.5 * np.pi, 0.5 / np.sin(np.pi / size)
    else:
        angle, far = np.pi * (3.0 - np.sqrt(5.0)) * k, 0.62 * np.sqrt(k + 0.5)
    return np.column_stack([far * np.cos(angle), far * np.sin(angle)])


def _by_angle(directions: np.ndarray, items: np.ndarray) -> np.ndarray:
    return items[np.argsort(np.arctan2(directions[:, 1], directions[:, 0]), kind="stable")]


def _pack(middles: np.ndarray, radii: np.ndarray, stretch: float) -> np.ndarray:
    """Draw discs together towards the middle while none overlaps another."""
    apart = radii[:, None] + radii[None, :]
    np.fill_diagonal(apart, 0.0)
    for turn in range(300):
        if turn < 200:
            middles = middles - 0.02 * (middles - middles.mean(axis=0)) * (1.0 / stretch, stretch)
        step = middles[:, None] - middles[None, :]
        far = np.maximum(np.hypot(step[..., 0], step[..., 1]), 1e-9)
        overlap = np.maximum(apart - far, 0.0)
        middles = middles + 0.35 * (step * (overlap / far)[..., None]).sum(axis=1)
    return middles
