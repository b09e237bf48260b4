"""One network of all that files hold: which relation and wave, from which value on, whether both ways, and among whom.

What only the reader of the files can know is asked for, in a sentence with the choices in it; what is set aside is counted.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NoReturn

from ...inputs.limits import whole_in
from ...inputs.quoting import nearest
from .form import ChoiceNeededError, Choices, Found, Network, RosterError, Tie, counted, in_order, key_of, listed, tidy
from .words import CODES, number

#: So many values of ties are shown in a question, evenly chosen when there are more.
_SHOWN = 8


@dataclass
class Decided:
    """One network. Keys of people are what makes two names the same person."""

    keys: list[str]  #: of the people, in an order that no order of lines can move
    names: list[str]  #: as they are written
    ties: dict[tuple[str, str], float]  #: (source, target) -> trust, in order
    answered: dict[str, bool] = field(default_factory=dict)


def decide(found: Found, choices: Choices, aside: set[str]) -> Decided:
    """The people and ties of everything that was found. Raises ChoiceNeededError, and RosterError for choices that fit nothing.

    aside : keys of people of the rosters who are left out
    """
    _by_place(found)
    pairs = [(net, tie) for net in found.networks for tie in net.ties]
    pairs = _one_of(pairs, "wave", choices.wave, lambda net, tie: tie.wave, found)
    nets = {id(net) for net, _ in pairs}
    everybody = [net for net in found.networks if id(net) in nets or not net.ties]
    named = [name for net, tie in pairs for name in (tie.source, tie.target)] + [
        name for net in everybody for name in net.people
    ]
    pairs = _one_of(pairs, "relation", choices.relation, _relation_of(found.networks), found)
    nets = {id(net) for net, _ in pairs}
    chosen = [net for net in found.networks if id(net) in nets or (not net.ties and not nets)]
    names = _names(found, named, everybody, choices)
    for key in aside:
        names.pop(key, None)
    answered: dict[str, bool] = {}
    for net in chosen:
        for name, told in net.answered.items():
            answered[key_of(name)] = answered.get(key_of(name), False) or told
    ties = _ties(found, pairs, chosen, set(names), aside, choices)
    keys = sorted(names, key=in_order)
    place = {key: i for i, key in enumerate(keys)}
    in_turn = sorted(ties, key=lambda pair: (place[pair[0]], place[pair[1]]))
    return Decided(keys, [names[key] for key in keys], {pair: ties[pair] for pair in in_turn}, answered)


# ---------------------------------------------------------------- who is meant


def _by_place(found: Found) -> None:
    """People of a network without names are those of a roster of the same length, in its order."""
    people = [person.name for roster in found.rosters for person in roster.people]
    keys = {key_of(name) for name in people}
    for net in found.networks:
        if not net.by_place or not people or {key_of(name) for name in net.people} & keys:
            continue
        if len(net.people) != len(people):
            raise RosterError(
                [
                    f"{net.where} has no names and {len(net.people)} people, and the roster has {len(people)}; give both the same people, or names"
                ]
            )
        calls = dict(zip(net.people, people, strict=True))
        net.ties = [Tie(calls[t.source], calls[t.target], t.value, t.trust, t.relation, t.wave, t.both) for t in net.ties]
        net.answered = {calls[name]: told for name, told in net.answered.items()}
        net.people = people
        found.notes.append(f"{net.where} has no names; its people were read as those of the roster, in the order of its lines")


def _names(found: Found, named: Iterable[str], nets: list[Network], choices: Choices) -> dict[str, str]:
    """Who belongs to the school: everybody of the rosters, or without one everybody who is named. key -> name."""
    if found.rosters:
        names = (person.name for roster in found.rosters for person in roster.people)
    else:
        codes = _codes(nets, named, choices)
        names = (name for name in named if key_of(name) not in codes)
    spelt: dict[str, str] = {}
    for name in names:
        key, shown = key_of(name), tidy(name)
        spelt[key] = min(shown, spelt.get(key, shown))
    return spelt


def _codes(nets: list[Network], named: Iterable[str], choices: Choices) -> set[str]:
    """Numbers that stand for nobody, where no roster says whether somebody is called so: codes that never name anybody."""
    keys = {key_of(name) for name in named}
    telling = {key_of(tie.source) for net in nets for tie in net.ties} | {key_of(name) for net in nets for name in net.people}
    numbers = {n for key in keys if (n := whole_in(key)) is not None and n >= 0}
    codes = set()
    for key in keys & (CODES | set(choices.missing)):
        place = whole_in(key)
        around = (
            {n for n in numbers if abs(n - place) <= 8 and str(n) not in CODES} if place is not None and place >= 0 else set()
        )
        if key in choices.missing or (key not in telling and not around):
            codes.add(key)
    return codes


# ---------------------------------------------------------------- which ties


def _relation_of(nets: list[Network]):
    """What a tie's relation is called: as the file says, else after the file where there are several."""
    files = {id(net): net.where for net in nets if net.ties}
    return lambda net, tie: tie.relation or (net.where if len(files) > 1 else "")


def _one_of(pairs, what: str, wanted: str | None, label, found: Found):
    """The ties of one relation or wave. Raises ChoiceNeededError when there are several and none was chosen."""
    counts: dict[str, int] = {}
    for net, tie in pairs:
        if tie.value != 0.0:
            counts[label(net, tie)] = counts.get(label(net, tie), 0) + 1
    names = sorted(counts, key=in_order)
    shown = [f"{name or '(blank)'} ({counted(counts[name], 'tie')})" for name in names]
    if wanted is None:
        if len(names) > 1:
            raise ChoiceNeededError(
                what, f"the files hold {len(names)} {what}s: {listed(shown, 20)}; choose one with --{what} NAME"
            )
        return pairs
    matching = [name for name in names if key_of(name).casefold() == key_of(str(wanted)).casefold()]
    if not matching:
        if names in ([], [""]):
            raise RosterError([f"--{what} {wanted} came, and the files name no {what}; leave it out"])
        near = nearest(str(wanted), names)
        hint = f"; did you mean {near}?" if near else ""
        raise RosterError([f"--{what} {wanted}: there is no such {what} in the files{hint}; choose one of {listed(shown, 20)}"])
    others = [text for name, text in zip(names, shown, strict=True) if name not in matching]
    if others:
        found.aside.append(f"{counted(len(others), f'{what} that was', f'{what}s that were')} not chosen: {listed(others)}")
    return [(net, tie) for net, tie in pairs if label(net, tie) in matching]


class _Values:
    """What the values of ties mean: which are codes, and how many ties each cut would leave."""

    def __init__(self, ties: list[Tie], choices: Choices):
        self.missing = {value for word in choices.missing if (value := number(word)) is not None}
        values = {tie.value for tie in ties if tie.value == tie.value}
        self.missing |= {v for v in values if v in (-8, -9, -98, -99, -999)}
        plain = {v for v in values if v > 0 and v not in (9, 10, 11, 98, 99, 998, 999)}
        self.structural = False
        codes = values & {9, 10, 11} - self.missing
        if max(plain, default=0) <= 20 and "none" not in choices.missing:
            self.missing |= values & {98, 99, 998, 999}
        if codes and max(plain, default=1) <= 1 and "none" not in choices.missing and (plain or codes - {9}):
            self.structural = True
            self.missing |= {9}
        elif codes and plain and max(plain) <= 5 and not choices.missing:
            self._ask(codes, plain)

    def _ask(self, codes: set[float], plain: set[float]) -> NoReturn:
        said = listed([f"{v:g}" for v in sorted(codes)])
        raise ChoiceNeededError(
            "missing",
            f"the ties have values up to {max(plain):g}, and {said}, which may be a code for missing; say --missing {min(codes):g} if it is, "
            "or --missing none if it is a value",
        )


def _ties(
    found: Found, pairs, nets: list[Network], people: set[str], aside: set[str], choices: Choices
) -> dict[tuple[str, str], float]:
    """(source, target) -> trust of every tie that counts; says what was set aside. Raises ChoiceNeededError."""
    values = _Values([tie for _, tie in pairs], choices)
    count = dict.fromkeys(("self", "missing", "zero", "fixed", "free", "negative", "principal"), 0)
    count["missing"] = sum(net.missing for net in nets)
    strangers: dict[str, int] = {}
    best: dict[tuple[str, str], tuple[float, float]] = {}
    seen: set[tuple[str, str]] = set()
    repeats = outside = 0
    for _, tie in pairs:
        source, target, value = key_of(tie.source), key_of(tie.target), tie.value
        if values.structural and value in (10.0, 11.0):
            count["free" if value == 10.0 else "fixed"] += 1
            value -= 10.0
            if not value:
                continue
        kind = _kind(source, target, value, values, people, aside, bool(found.rosters))
        if kind == "outside":
            outside += 1
            for key in {source, target} - people:
                strangers[tidy(tie.source if key == source else tie.target)] = strangers.get(key, 0) + 1
        elif kind:
            count[kind] += 1
        if kind:
            continue
        ways = [(source, target), (target, source)] if tie.both else [(source, target)]
        repeats += ways[0] in seen
        seen.update(ways)
        for way in ways:
            before = best.get(way, (-math.inf, math.nan))
            trust = tie.trust if before[1] != before[1] else before[1] if tie.trust != tie.trust else max(tie.trust, before[1])
            best[way] = (max(value, before[0]), trust)
    _direction(best, nets, choices)
    kept = _cut(best, any(net.valued for net in nets), choices, found)
    _say(found, count, repeats, outside, strangers, people)
    if outside and not best and not any(count.values()):
        where = listed([net.where for net in nets])
        raise RosterError(
            [
                f"{where}: no tie joins two people of the roster; {_strangers(strangers, people)}; write names the same way in both, or say which "
                "column of the roster they stand in, as in --column teacher=NAME"
            ]
        )
    return {pair: trust for pair, (_, trust) in kept.items()}


def _kind(source: str, target: str, value: float, values: _Values, people: set[str], aside: set[str], rostered: bool) -> str:
    """What keeps a tie from counting, or nothing."""
    if source in aside or target in aside:
        return "principal"
    if value != value or value in values.missing:
        return "missing"
    if value == 0.0:
        return "zero"
    if source not in people or target not in people:
        return "outside" if rostered and not {source, target} - people <= CODES else "missing"
    if source == target:
        return "self"
    return "negative" if value < 0.0 else ""


def _direction(best: dict[tuple[str, str], tuple[float, float]], nets: list[Network], choices: Choices) -> None:
    """Make every tie one both ways if that was said. Raises ChoiceNeededError when it has to be."""
    lonely = [pair for pair in best if pair[::-1] not in best]
    if choices.undirected is None and lonely and not all(net.tells_direction for net in nets):
        raise ChoiceNeededError(
            "undirected",
            f"nothing in {listed([net.where for net in nets if not net.tells_direction])} tells who asks whom; say --directed if the first "
            "asks the second, or --undirected if both ask one another",
        )
    if choices.undirected:
        for pair in lonely:
            best[pair[::-1]] = best[pair]
        for one, other in list(best):
            value = max(best[one, other][0], best[other, one][0])
            best[one, other] = (value, best[one, other][1])


def _cut(best, valued: bool, choices: Choices, found: Found):
    """The ties that are strong enough. Raises ChoiceNeededError when values differ and nobody said which are."""
    levels = sorted({value for value, _ in best.values()})
    if choices.cut is not None:
        if not valued and levels == [1.0] and choices.cut > 1.0:  # a tie without a value is one tie
            raise RosterError([f"--cut {choices.cut:g} came, and the ties have no values; leave it out"])
        kept = {pair: told for pair, told in best.items() if told[0] >= choices.cut}
        if weak := len(best) - len(kept):
            found.aside.append(f"{counted(weak, 'tie')} with a value below the cut of {choices.cut:g}")
        return kept
    if len(levels) < 2:
        return best
    few = levels if len(levels) <= _SHOWN else [levels[round(k * (len(levels) - 1) / (_SHOWN - 1))] for k in range(_SHOWN)]
    at = "/".join(f"{level:g}" for level in few)
    left = "/".join(str(sum(value >= level for value, _ in best.values())) for level in few)
    raise ChoiceNeededError(
        "cut",
        f"the ties have values from {levels[0]:g} to {levels[-1]:g}, and nothing says from which on they count; with --cut {at} there are "
        f"{left} ties: choose one with --cut N",
    )


def _say(found: Found, count: dict[str, int], repeats: int, outside: int, strangers: dict[str, int], people: set[str]) -> None:
    """A sentence for each kind of what was set aside."""
    if repeats:
        found.aside.append(f"{counted(repeats, 'repeat')} merged with the tie that it repeats")
    if n := count["self"]:
        found.aside.append(f"{counted(n, 'self-tie')}: nobody asks oneself")
    if n := count["zero"]:
        found.aside.append(f"{counted(n, 'line')} with value 0, which {'says' if n == 1 else 'say'} that there is no tie")
    if n := count["negative"]:
        found.aside.append(f"{counted(n, 'negative tie')}, with a value below 0")
    if n := count["missing"]:
        found.aside.append(f"{counted(n, 'missing value')}: whether there is a tie is unknown")
    if n := count["free"]:
        found.aside.append(f"{counted(n, 'structural zero', 'structural zeros')} (10): a tie that cannot be is none")
    if n := count["fixed"]:
        found.aside.append(f"{counted(n, 'structural tie')} (11), fixed and not chosen: counted as a tie like all others")
    if n := count["principal"]:
        found.aside.append(f"{counted(n, 'tie')} of principals, who are no teachers")
    if outside:
        found.aside.append(f"{counted(outside, 'tie')} with people outside the roster: {_strangers(strangers, people)}")


def _strangers(strangers: dict[str, int], people: set[str]) -> str:
    """Who is not in the roster, and who of the roster may be meant."""
    names = sorted(strangers)
    near = {name: close for name in names[:5] if (close := nearest(name, sorted(people)))}
    return listed(names) + "".join(
        f", which may be {close}" if len(names) == 1 else f"; {name} may be {close}" for name, close in near.items()
    )
