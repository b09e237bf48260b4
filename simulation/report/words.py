"""Results in sentences: levels with their intervals, headlines, scenarios and policies on their dates.

Effects of a comparison in sentences are in words/effects.py.
"""

import math

from ..parameters.scenario import describe
from ..statistics.intervals import how_many, mean_interval
from ..words import outcomes as words
from ..words.effects import between_ends
from ..words.outcomes import HEADLINES, capital, interval, value
from ..words.parameters import added


def level(values, name: str) -> str:
    """A mean over schools with its interval in brackets, and how many they are where it is not known of all."""
    mean, low, high = mean_interval(values)
    between, known = interval(low, high, name), how_many(values)
    between += f", in {known} of {len(values)} schools" if between and known < len(values) else ""
    return value(mean, name) + (f" ({between})" if between else "")


# ---------------------------------------------------------------- an ensemble


def of_run(results) -> list[str]:
    """What became of the schools, in a few sentences for somebody who reads nothing else."""
    years = results.years
    last = int(years["year"].max())
    now, first = years[years["year"] == last], years[years["year"] == 1]
    tell = {name: level(now[name], name) for name in _RUN}
    sentences = [
        f"Of all that teachers could do about the school’s goals in year {last}, they coordinate on {tell['share_coordination']}, "
        f"cooperate on {tell['share_cooperation']} and collaborate on {tell['share_collaboration']}; the rest they leave to "
        "individual practice.",
        f"The say they feel they have is {tell['influence']} on a scale from 0 to 1{_since(first, now, 'influence')}; their "
        f"administrators believe to have shared {tell['influence_shared']}.",
        f"The working week lasts {tell['hours_total']}, of which {tell['hours_collective']} are joint work of their own choice.",
        f"{capital(tell['burnout_rate'])} feel burnt out and {tell['frequent_stress']} are frequently stressed, while "
        f"{tell['satisfied']} are satisfied with their job. Exhaustion stands at {tell['exhaustion']}{_since(first, now, 'exhaustion')}.",
        f"{capital(tell['turnover'])} of the staff leave at the end of the year: {tell['leavers']} leave teaching, "
        f"{tell['movers']} move to another school.",
    ]
    if len(now) >= 10:
        low, high = now["share_collaboration"].quantile([0.1, 0.9])
        less, more = now["exhaustion"].quantile([0.1, 0.9])
        sentences.append(
            f"Schools differ: in the middle 80 of 100, collaboration lies between {value(low, 'share_collaboration')} and "
            f"{value(high, 'share_collaboration')}, exhaustion between {value(less, 'exhaustion')} and {value(more, 'exhaustion')}."
        )
    return sentences


_RUN = (
    "share_coordination", "share_cooperation", "share_collaboration", "influence", "influence_shared", "hours_total",
    "hours_collective", "burnout_rate", "frequent_stress", "satisfied", "exhaustion", "turnover", "leavers", "movers",
)  # fmt: skip


def _since(first, now, name: str) -> str:
    """`, up from 0.24 in year 1`, where the course is more than chance."""
    if first["year"].iloc[0] == now["year"].iloc[0]:
        return ""
    change, low, high = mean_interval(now[name].to_numpy() - first[name].to_numpy())
    before = value(first[name].mean(), name)
    if not words.rounds_to_something(change, name) or (math.isfinite(low) and low <= 0.0 <= high):
        return f", about as in year 1 ({before})"
    return f", {'up' if change > 0 else 'down'} from {before} in year 1"


def headlines(results) -> list[dict]:
    """The most asked numbers of the last year: value, what it says, and the interval."""
    last = results.years[results.years["year"] == results.years["year"].max()]
    found = []
    for name in HEADLINES:
        mean, low, high = mean_interval(last[name])
        found.append({"value": value(mean, name), "text": words.label(name), "more": interval(low, high, name)})
    return found


def headline_effects(effect) -> list[dict]:
    """The same numbers in A and in B, with the interval of their difference."""
    table, found = effect.table.set_index("outcome"), []
    for name in HEADLINES:
        r = table.loc[name]
        known = math.isfinite(r.low)
        if math.isnan(r.difference):
            more = ""
        elif not words.rounds_to_something(r.difference, name) or r.low <= 0.0 <= r.high < math.inf:
            more = "no clear difference"
        else:
            more = _more(r.difference, name) + (f" ({between_ends(r, name)})" if known else "")
        found.append(
            {"before": value(r.a, name, True), "value": value(r.b, name, True), "text": words.label(name), "more": more}
        )
    return found


def _more(difference: float, name: str) -> str:
    return f"{words.difference(abs(difference), name)} {'more' if difference > 0 else 'less'}"


# ---------------------------------------------------------------- scenarios


def differences(scenario, base) -> list[dict]:
    """Fields in which a scenario differs from another, policies left out: field, meaning, unit, there and here."""
    found = []
    for name, (here, there) in scenario.differences(base).items():
        if name != "policies":
            about = describe(name)
            unit = about["unit"].replace("..", " to ")
            found.append({"field": name, "meaning": about["meaning"], "unit": unit, "there": f"{there:g}", "here": f"{here:g}"})
    return found


def policy(p, scenario) -> str:
    """A dated change of a scenario as a sentence: when, for whom, and what becomes of which condition."""
    if p.end is None:
        when = "from the first day on" if p.start == 1 else f"from year {p.start} on"
    else:
        when = f"in year {p.start}" if p.end == p.start else f"in years {p.start} to {p.end}"
    if p.weeks:
        when += f", weeks {p.weeks[0]} to {p.weeks[1]}"
    whom = "" if p.only == "everyone" else f", for {p.only} only"
    changes = []
    for name, there in p.set.items():
        changes.append(f"{describe(name)['label']} is {there:g}{_unit(name)} instead of {scenario.get(name):g}")
    for name, amount in p.add.items():
        changes.append(f"{describe(name)['label']} {added(amount, _unit(name))}")
    return f"{capital(p.name)}, {when}{whom}: {'; '.join(changes)}."


def _unit(name: str) -> str:
    """A unit where one would say it: hours and counts, not that a share is one."""
    unit = describe(name)["unit"]
    if unit == "h/week":
        return " hours a week"
    return f" {unit}" if unit in ("teachers", "goals", "years", "colleagues") else ""
