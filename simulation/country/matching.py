"""Who gets which post: deferred acceptance, seekers proposing and schools holding the best (Gale & Shapley 1962; Roth 1984).

Preferences are strict, a tie going to the lower number, so that the outcome is the same in whatever order people propose.
"""

import numpy as np

from ..core.compiled import inner, kernel
from .people import NOWHERE


@kernel
def match_seekers(wishes, scores, numbers, places, order):
    """Who takes which school: (n,) int32, NOWHERE for nobody.

    wishes (n, most) int32 : schools from the best down, NOWHERE behind the last; scores (n, most) : of the seeker at each
    numbers (n,) : of the seekers, of whom a tie takes the lower; places (n_schools,) : free posts; order (n,) : who proposes first
    """
    n = wishes.shape[0]
    taken = np.full(n, NOWHERE, np.int32)
    first = np.zeros(places.size + 1, np.int64)
    for k in range(places.size):
        first[k + 1] = first[k] + places[k]
    held = np.empty(first[places.size], np.int64)
    value = np.empty(first[places.size])
    count = np.zeros(places.size, np.int64)
    turn = np.zeros(n, np.int64)
    for at in range(n):
        s = order[at]
        while s != NOWHERE:
            if turn[s] >= wishes.shape[1] or wishes[s, turn[s]] == NOWHERE:
                break
            k, wanted = wishes[s, turn[s]], scores[s, turn[s]]
            turn[s] += 1
            if count[k] < places[k]:
                held[first[k] + count[k]], value[first[k] + count[k]] = s, wanted
                count[k] += 1
                taken[s] = k
                break
            worst = _worst(held, value, numbers, first[k], first[k + 1])
            if worst == NOWHERE or not _better(wanted, numbers[s], value[worst], numbers[held[worst]]):
                continue
            sent_away = held[worst]
            held[worst], value[worst] = s, wanted
            taken[s], taken[sent_away] = k, NOWHERE
            s = sent_away
    return taken


@inner
def _better(score, number, other_score, other_number):
    return score > other_score or (score == other_score and number < other_number)


@inner
def _worst(held, value, numbers, first, last):
    """Where the least wanted stands of those whom a school holds; NOWHERE when it has no place at all."""
    worst = NOWHERE
    for h in range(first, last):
        if worst == NOWHERE or _better(value[worst], numbers[held[worst]], value[h], numbers[held[h]]):
            worst = h
    return worst
