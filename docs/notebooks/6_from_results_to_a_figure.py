# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 6 From results to a paper's figure
#
# You have run your experiment (notebooks 2 and 3). What a paper needs now is a figure with units and intervals that prints well, the numbers
# in the text, a methods paragraph that lets somebody else repeat it, and the data. This notebook makes all four from the same objects,
# so that they cannot disagree.

# %%
# %matplotlib inline
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

import simulation as sim

HERE = Path("results/paper")

# %% [markdown]
# ## The experiment
#
# Does shared goal setting do something else than more time? Three scenarios of eight years, the reform beginning in year 3, so that
# the figure can show a before and an after.

# %%
baseline = sim.Scenario.load("baseline").replace({"years": 8})
reforms = {
    "shared goals": {"name": "shared goals", "start": 3, "set": {"administrator.openness": 0.8}},
    "more time": {"name": "more time", "start": 3, "set": {"time.planning": 4.0}},
}
SCHOOLS, SEED, LAST_YEARS = 120, 2026, (7, 8)
effects = {
    name: sim.compare(
        baseline, baseline.replace({"policies": [policy], "name": name}), runs=SCHOOLS, seed=SEED, years=LAST_YEARS
    )
    for name, policy in reforms.items()
}

# %% [markdown]
# ## The figure
#
# Some rules that reviewers will thank you for: every axis has a unit; every mean has an interval, and the caption says which; colours can be
# told apart by everybody and in print (these are from Okabe and Ito), and lines are named directly where possible; the size is that of the
# journal's column, so that letters come out at the size you chose; nothing decorates.
#
# Units come from `sim.outcomes()`, intervals over schools from `sim.mean_interval`: nothing is typed by hand.

# %%
COLOURS = {"baseline": "#56616C", "shared goals": "#0072B2", "more time": "#D55E00"}
PANELS = {
    "share_collaboration": "Collaboration",
    "influence": "Influence felt",
    "exhaustion": "Exhaustion",
}
COLUMN = 6.9  # inches: two columns of a usual journal page
units = sim.outcomes()["unit"].replace("0..1", "0 to 1")


def course(results, outcome):
    """Mean over schools with its 95 percent interval, year by year."""
    rows = {year: sim.mean_interval(values) for year, values in results.years.groupby("year")[outcome]}
    return pd.DataFrame(rows, index=["mean", "low", "high"]).T


ensembles = {"baseline": effects["more time"].a} | {name: effect.b for name, effect in effects.items()}
style = {
    "font.size": 8, "axes.titlesize": 9, "axes.spines.top": False, "axes.spines.right": False, "pdf.fonttype": 42, "figure.dpi": 160,
}  # fmt: skip
with plt.rc_context(style):
    figure, axes = plt.subplots(1, 3, figsize=(COLUMN, 2.5), layout="constrained")
    for letter, panel, (outcome, title) in zip("abc", axes, PANELS.items()):
        for name, results in ensembles.items():
            line = course(results, outcome)
            panel.fill_between(line.index, line["low"], line["high"], color=COLOURS[name], alpha=0.25, linewidth=0)
            panel.plot(line.index, line["mean"], color=COLOURS[name], linewidth=1.4, label=name)
        panel.axvline(2.5, color="#8A939D", linewidth=0.8, linestyle=":")
        panel.set_title(f"{letter}  {title}", loc="left", weight="bold")
        panel.set(xlabel="school year", ylabel=f"[{units[outcome]}]", xticks=range(1, 9), ylim=(0, None))
    axes[2].set_ylim(0.30, 0.45)  # a small effect on a short axis: the caption says so
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside upper center", ncols=3, frameon=False)

# %% [markdown]
# In panel c the bands of the reforms overlap with each other and nearly with the baseline's. That does *not* mean that the effect is
# uncertain: bands around levels are wide because schools differ, and the paired differences below are free of that. Overlapping
# bands are the commonest misreading of such figures; exercise 3 draws the effect itself.
#
# `save_figure` writes it in every format you name: PDF or SVG for the journal (lines stay lines), PNG for slides. The same figure gives
# the same bytes, so a version control system sees when a figure really changed.

# %%
for path in sim.plots.save_figure(figure, HERE / "figure_1", formats=("pdf", "svg", "png")):
    print(f"{path}  {path.stat().st_size / 1000:.0f} kB")

# %% [markdown]
# ## The table and the numbers in the text
#
# Report differences with intervals and not p-values: with enough schools every difference is "significant", and the number of
# schools is yours to choose.

# %%
rows = {}
for name, effect in effects.items():
    table = effect.table.set_index("outcome").loc[list(PANELS)]
    rows[name] = [f"{r.difference:+.3f} [{r.low:+.3f}, {r.high:+.3f}]" for r in table.itertuples()]
table_1 = pd.DataFrame(rows, index=[f"{title} ({units[outcome]})" for outcome, title in PANELS.items()])
table_1

# %%
print(table_1.reset_index(names="outcome").to_csv(index=False))

# %% [markdown]
# `effect.table` has everything: the difference in standard deviations between teachers as `effect_persons`, between schools as `effect_size`,
# and what trials make plausible. State how large an effect is for people: a tenth of the scale of exhaustion is about five points of the Maslach inventory's 54 (`docs/codebook.md` has the
# conversions).
#
# ## The caption and the methods paragraph
#
# Everything that determines the numbers is in `results.manifest`. A paragraph made from it is right by construction; edit the words, not
# the facts.

# %%
manifest = effects["more time"].a.manifest
versions = manifest["versions"]
policies = "; ".join(
    f"in “{name}” {field} was set from {baseline.get(field):.3g} to {value:g} {sim.fields().unit[field]} from school year {p['start']} on"
    for name, p in reforms.items()
    for field, value in p["set"].items()
)
print(
    f"Caption. Mean over {SCHOOLS} schools (lines) with its 95 percent interval (bands). Dotted: the reforms begin. "
    f"The same schools with the same luck live under all three conditions. The axis of panel c does not begin at zero.\n\n"
    f"Methods. We used the simulation of collective action among teachers, version {versions['simulation']} (Python "
    f"{versions['python']}, numpy {versions['numpy']}, numba {versions['numba']}), with its calibrated baseline: {SCHOOLS} schools of "
    f"{baseline.school.teachers} posts over {baseline.years} years of 36 weeks, seed {manifest['seed']}. Conditions were: {policies}. "
    f"Run r of a seed is the same school with the same random events in every condition, so effects are means of paired differences over "
    f"schools in years {LAST_YEARS[0]} and {LAST_YEARS[1]}, with intervals from Student's t. Intervals express variation between schools and "
    f"not uncertainty about the model, for which see its validation."
)

# %% [markdown]
# ## The data
#
# Somebody else should be able to draw your figure without running anything, and to run everything without asking you. `effect.save`
# writes a folder with both tables, the effects and a manifest; the CSV and its codebook below can be read by anybody in anything.

# %%
for name, effect in effects.items():
    print(effect.save(HERE / name.replace(" ", "_")))
data = pd.concat([results.years for results in ensembles.values()])[["scenario", "run", "year", *PANELS]]
data.to_csv(HERE / "figure_1_data.csv", index=False)
sim.outcomes().loc[list(PANELS)].to_csv(HERE / "figure_1_codebook.csv")
sorted(path.name for path in HERE.iterdir())

# %% [markdown]
# Does the saved folder give the same numbers again? A reader of your paper would check it like this, on another computer, with nothing
# but the manifest:

# %%
import json

told = json.loads((HERE / "more_time" / "manifest.json").read_text(encoding="utf-8"))["b"]
again = sim.simulate(sim.Scenario.from_dict(told["scenario"]), runs=10, seed=told["seed"]).years
stored = pd.read_parquet(HERE / "more_time" / "years_b.parquet").query("run < 10")
print("the same to the last bit:", again["exhaustion"].tolist() == stored["exhaustion"].tolist())

# %% [markdown]
# Cite the program as in `CITATION.cff`, with its version, and name the seed.
#
# ## Exercises
#
# 1. Make a one-column version (3.3 inches): one panel below the other, and the legend only once. *Hint:* `plt.subplots(3, 1)`.
# 2. Replace the bands by the spread between schools (tenth to ninetieth percentile). What does the caption have to say now?
#    *Hint:* `values.quantile([0.1, 0.9])`.
# 3. Draw the effects themselves over the years, with a zero line: `effect.difference("exhaustion")` has a row for each school and
#    year. A solution is below.

# %% jupyter={"source_hidden": true} tags=["solution"]
with plt.rc_context(style):
    figure, panel = plt.subplots(figsize=(3.3, 2.4), layout="constrained")
    for name, effect in effects.items():
        by_year = effect.difference("exhaustion").groupby("year")["difference"].apply(sim.mean_interval)
        mean, low, high = zip(*by_year)
        panel.fill_between(by_year.index, low, high, color=COLOURS[name], alpha=0.25, linewidth=0)
        panel.plot(by_year.index, mean, color=COLOURS[name], label=name)
    panel.axhline(0, color="#1F2933", linewidth=0.8)
    panel.set(xlabel="school year", ylabel="difference in exhaustion [0 to 1]")
    panel.legend(frameon=False)
