"""Results in sentences: levels with their intervals, what differs, policies on their dates, effects and how large they are."""

import math

from ..engine.outcomes import YEAR_COLUMNS
from ..parameters.scenario import describe
from ..plots.labels import said
from ..statistics.intervals import mean_interval
from ..words.effects import how_large

DECLARED = {column.name: column for column in YEAR_COLUMNS}

#: Outcomes of which a comparison tells, in the order of what one would ask first.
TOLD = (
    "influence", "share_collaboration", "exhaustion", "burnout_rate", "job_satisfaction", "turnover", "hours_total",
    "self_efficacy", "share_coordination", "share_cooperation", "trust", "isolation", "collective_efficacy", "goals_attained",
    "student_growth",
)  # fmt: skip

#: How an outcome begins a sentence, where its label would not.
SUBJECT = {
    "influence": "the say teachers feel they have",
    "share_collaboration": "the share of collaboration",
    "share_cooperation": "the share of cooperation",
    "share_coordination": "the share of coordination",
    "burnout_rate": "the share who feel burnt out",
    "turnover": "the share who leave every year",
    "hours_total": "the working week",
    "student_growth": "the growth of pupils",
    "goals_attained": "the share of goals attained",
}


#: Effects from here on [standard deviations between schools] are said to be large together, and not one by one.
LARGE = 0.8


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def subject(name: str) -> str:
    """The outcome as it begins a sentence."""
    return SUBJECT.get(name, said(name))


def is_share(name: str) -> bool:
    """True for what one would say in percent."""
    return DECLARED[name].unit.startswith("share")


def unit_of(name: str) -> str:
    """The unit as one reads it."""
    return DECLARED[name].unit.replace("..", " to ")


def value(number: float, name: str, short: bool = False) -> str:
    """A level of an outcome with its unit: `12 %`, `48.9 hours` (short: `48.9 h`), `0.31`."""
    return f"{digits(number, name)} %" if is_share(name) else digits(number, name) + _after(name, short)


def digits(number: float, name: str, finer: int = 0) -> str:
    """The same without its unit; shares in percent. finer : decimals beyond the usual ones"""
    if number is None or not math.isfinite(number):
        return "–"
    if is_share(name):
        number = 100.0 * number
        places = 1 if 0.05 <= abs(number) < 9.95 else 0
    else:
        places = 1 if DECLARED[name].unit == "h/week" or abs(number) >= 10 else 2
    text = f"{number:.{places + finer}f}"
    return (text.removeprefix("-") if not float(text) else text).replace("-", "−")


def _after(name: str, short: bool = False) -> str:
    words = {
        "h/week": "hours h",
        "student SD/year": "SD\u00a0a\u00a0year SD",
        "colleagues": "colleagues ",
        "teachers": "teachers ",
    }
    long, _, brief = words.get(DECLARED[name].unit, "").partition(" ")
    unit = brief if short else long.replace("\u00a0", " ")
    return f" {unit}" if unit else ""


def interval(low: float, high: float, name: str) -> str:
    """`11 to 13 %`, or nothing where one school does not tell. Ends that would read the same have a decimal more."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return ""
    return ends(low, high, name) + (" %" if is_share(name) else "")


def ends(low: float, high: float, name: str) -> str:
    """Both ends of an interval without their unit."""
    finer = int(digits(low, name) == digits(high, name) and low != high)
    return f"{digits(low, name, finer)} to {digits(high, name, finer)}"


def level(values, name: str) -> str:
    """A mean over schools with its interval in brackets."""
    mean, low, high = mean_interval(values)
    between = interval(low, high, name)
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
    if math.isfinite(low) and low <= 0.0 <= high:
        return f", about as in year 1 ({before})"
    return f", {'up' if change > 0 else 'down'} from {before} in year 1"


#: Numbers that stand large beside the sentences: outcome, and what it says.
HEADLINES = (
    ("share_collaboration", "of action is collaboration"),
    ("influence", "influence felt, 0 to 1"),
    ("hours_total", "a working week"),
    ("burnout_rate", "feel burnt out"),
    ("turnover", "leave every year"),
)


def headlines(results) -> list[dict]:
    """The most asked numbers of the last year: value, what it says, and the interval."""
    last = results.years[results.years["year"] == results.years["year"].max()]
    found = []
    for name, text in HEADLINES:
        mean, low, high = mean_interval(last[name])
        found.append({"value": value(mean, name), "text": text, "more": interval(low, high, name)})
    return found


def headline_effects(effect) -> list[dict]:
    """The same numbers in A and in B, with the interval of their difference."""
    table, found = effect.table.set_index("outcome"), []
    for name, text in HEADLINES:
        r = table.loc[name]
        more = f"{apart(abs(r.difference), name)} {'more' if r.difference > 0 else 'less'}"
        between = f" ({_between(r, name)})" if math.isfinite(r.low) and (r.low > 0) == (r.high > 0) else ""
        clear = (
            "" if between or (not math.isfinite(r.low) and rounds_to_something(r.difference, name)) else "no clear difference"
        )
        found.append(
            {"before": value(r.a, name, True), "value": value(r.b, name, True), "text": text, "more": clear or more + between}
        )
    return found


# ---------------------------------------------------------------- a comparison


def of_comparison(effect, most: int = 7) -> list[str]:
    """The clearest effects first, each with its interval; then what does not differ."""
    table = effect.table.set_index("outcome")
    rows = [(name, table.loc[name]) for name in TOLD if name in table.index]
    clear = [(name, r) for name, r in rows if math.isfinite(r.low) and (r.low > 0.0 or r.high < 0.0)]
    clear.sort(key=lambda pair: -abs(pair[1].effect_size) if math.isfinite(pair[1].effect_size) else 0.0)
    shown = clear[:most]
    large = [name for name, r in shown if abs(r.effect_size) >= LARGE]
    told = [_effect(name, r) for name, r in shown]
    if len(large) > 1:
        told.insert(len(large), f"Each of these {len(large)} differences is {how_large(LARGE)}.")
    seen = {name for name, _ in clear}
    quiet = [said(name) for name, _ in rows if name not in seen]
    if effect.a.runs == 1:
        return [_effect(name, r) for name, r in rows[:most]] + ["One school does not tell how certain an effect is."]
    if not clear:
        return [f"Over {effect.a.runs} schools no key outcome differs more than chance could make it."]
    if quiet:
        told.append(f"No clear difference over {effect.a.runs} schools: {', '.join(quiet)}.")
    return told


def _effect(name: str, r) -> str:
    if not rounds_to_something(r.difference, name):
        return f"{capital(subject(name))} is the same in A and in B: {value(r.b, name)}."
    more = "higher" if r.difference > 0 else "lower"
    if name == "hours_total":
        more = "longer" if r.difference > 0 else "shorter"
    between = f" (95 % interval {_between(r, name)})" if math.isfinite(r.low) else ""
    told = math.isfinite(r.effect_size) and math.isfinite(r.low) and abs(r.effect_size) < LARGE
    size = f", {how_large(abs(r.effect_size))}" if told else ""
    return (
        f"{capital(subject(name))} is {apart(abs(r.difference), name)} {more} in B{between}: {value(r.b, name)} against "
        f"{value(r.a, name)} in A{size}."
    )


def rounds_to_something(difference: float, name: str) -> bool:
    """False for a difference that would be written as none."""
    return digits(abs(difference), name).strip("0.") != ""


def apart(difference: float, name: str) -> str:
    """A difference with its unit; shares differ by percentage points."""
    number = digits(difference, name)
    return f"{number} percentage points" if is_share(name) else f"{number}{_after(name) or ''}"


def _between(r, name: str) -> str:
    """The interval of a difference, in the direction in which it is told."""
    low, high = sorted((abs(r.low), abs(r.high))) if (r.low > 0.0) == (r.high > 0.0) else (r.low, r.high)
    return ends(low, high, name)


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
        changes.append(f"{describe(name)['label']} {'rises' if amount > 0 else 'falls'} by {abs(amount):g}{_unit(name)}")
    return f"{capital(p.name)}, {when}{whom}: {'; '.join(changes)}."


def _unit(name: str) -> str:
    """A unit where one would say it: hours and counts, not that a share is one."""
    unit = describe(name)["unit"]
    if unit == "h/week":
        return " hours a week"
    return f" {unit}" if unit in ("teachers", "goals", "years", "colleagues") else ""
