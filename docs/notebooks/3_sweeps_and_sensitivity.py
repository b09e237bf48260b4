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
# # 3 Sweeps and sensitivity
#
# An experiment asks what one change does. A *sweep* asks how the answer depends on everything else: it lets schools live at many
# points of a space of conditions. This notebook shows three uses: a grid and a tipping map (where does collaboration survive?), a
# policy tested over a whole space (does it always help?), and a screening (which parameters matter at all?).

# %%
# %matplotlib inline
from pathlib import Path

import pandas as pd

import simulation as sim

HERE = Path("results/sweeps")

# %% [markdown]
# ## A study is a small file
#
# It says what varies, how points are chosen, how many schools live at each, and what is kept of them. You can write it as a file,
# which is what one does for anything that is to be kept, cited or run on a cluster:

# %%
HERE.mkdir(parents=True, exist_ok=True)
(HERE / "where.toml").write_text(
    """
title = "Where does collaboration survive: how much must an administrator share, and how much time must there be?"
runs = 8
set = { "school.teachers" = 24, years = 4 }

[design]
kind = "grid"

[[parameters]]
field = "administrator.openness"
low = 0.1
high = 0.9
steps = 5

[[parameters]]
field = "time.planning"
values = [0, 1, 2, 4, 6]

[[observe]]
outcomes = ["share_collaboration", "hours_total"]

[tipping]
outcome = "share_collaboration"
above = 0.05
""",
    encoding="utf-8",
)
study = sim.Study.load(HERE / "where.toml")

# %% [markdown]
# or as a Python dictionary of the same form, which is handy for trying things (`sim.sweep({"runs": 8, ...})`; we do so below). A study
# is checked as a whole before anything runs, and every fault is named with what would be right:

# %%
try:
    sim.Study.load(
        {
            "parameters": [{"field": "administrator.opennes", "low": 0, "high": 2, "steps": 5}],
            "observe": [{"outcomes": ["influenc"]}],
        }
    )
except sim.StudyError as error:
    print(error)

# %% [markdown]
# Running it fills a folder. Stop it at any moment and run the cell again: it goes on where it was, and the numbers are the same to
# the last bit as if nothing had happened. Every point has the same schools with the same luck, so neighbours on the map differ by
# their conditions and not by chance.

# %%
runs = sim.sweep(study, HERE / "where")
runs.head()

# %% [markdown]
# The table has a row for each school; `points.parquet` in the folder has a row for each point, with means and intervals:

# %%
points = pd.read_parquet(HERE / "where" / "points.parquet")
points.pivot_table(index="time.planning", columns="administrator.openness", values="share_collaboration").round(3)

# %% [markdown]
# ## A tipping map
#
# `[tipping]` in the study says what counts as survival: here, that at least a twentieth of what teachers do about goals is
# collaboration. The map shows which share of schools survives at each point. The line is where half of them do.

# %%
pictures = sim.sweep_figures(HERE / "where", only=("tipping", "dependence"))
pictures["tipping"]

# %% [markdown]
# How to read such a map: walk along a row, then along a column. In the bottom row six hours of joint time hardly help: where nothing
# is shared, there is nothing that teachers could shape together. In the row above they decide whether collaboration lives or not. In
# the top row it lives without any. Time *multiplies* what openness allows. A team that had tried it in closed schools only ("we gave them
# time and nothing happened") would have been right about its schools and wrong about time. Hatched cells are undecided: with eight
# schools at each point one cannot tell on which side of one half they are. More `runs` would.
#
# Without `only` there is also a `heat_map` of the levels. And `dependence` shows one parameter at a time, the others averaged:

# %%
pictures["dependence"]

# %% [markdown]
# ## Does the policy always help?
#
# A policy can be one of the things that vary. In a sampled design it is *crossed*: every point lives with and without it, the same
# schools both times. This time the study is a dictionary.

# %%
everywhere = {
    "name": "council",
    "title": "Does a goal council help everywhere?",
    "runs": 8,
    "set": {"school.teachers": 20, "years": 4},
    "design": {"kind": "latin_hypercube", "points": 30},
    "parameters": [
        {"field": "school.poverty", "low": 0.05, "high": 0.95},
        {"field": "accountability.pressure", "low": 0.0, "high": 1.0},
        {"field": "time.planning", "low": 0.0, "high": 4.0},
        {"policy": {"name": "council", "start": 2, "set": {"administrator.openness": 0.85}}},
    ],
    "observe": [{"outcomes": ["share_collaboration", "exhaustion"]}],
}
tried = sim.sweep(everywhere, HERE / "council")
sim.sweep_figures(HERE / "council", only="effects_council")["effects_council"]

# %% [markdown]
# Every dot is a point of the space, every line its interval. Look first for dots on the other side of zero: those would be conditions
# under which the policy backfires, and a mean over all schools would have hidden them. Then look for slopes. Here exhaustion falls
# nearly everywhere, and more so under pressure: a say is worth most where orders are many. And collaboration gains more where there is
# time for it.
#
# ## Which parameters matter?
#
# With a dozen parameters a grid is hopeless (five values each would be a quarter of a billion points). *Morris' screening* walks through
# the space in steps, changing one parameter at a time, and tells for each how much an outcome moved on average when that parameter
# crossed its range. A *dummy* that does nothing comes along: whatever it seems to do is luck, and nothing below it counts.

# %%
screening = {
    "name": "screening",
    "runs": 12,
    "set": {"school.teachers": 20, "years": 3},
    "design": {"kind": "morris", "trajectories": 10},
    "parameters": [
        {"field": "administrator.openness", "low": 0.1, "high": 0.9},
        {"field": "administrator.support", "low": 0.1, "high": 0.9},
        {"field": "time.planning", "low": 0.0, "high": 6.0},
        {"field": "time.paperwork", "low": 0.0, "high": 10.0},
        {"field": "school.poverty", "low": 0.0, "high": 1.0},
        {"field": "roles.leaders", "low": 0.0, "high": 0.4},
        {"field": "events.hassles", "low": 0.0, "high": 0.6},
    ],
    "observe": [{"outcomes": ["share_collaboration", "exhaustion"]}],
}
sim.sweep(screening, HERE / "screening")
effects = sim.sensitivity(HERE / "screening")
effects[["outcome", "parameter", "mu_star", "low", "high", "floor", "matters"]].round(3)

# %%
sim.sweep_figures(HERE / "screening", only="screening")["screening"]

# %% [markdown]
# `mu_star` is the mean absolute effect in the unit of the outcome, over the whole range of the parameter; `floor` is what the dummy
# reaches; `matters` says whether the parameter is surely above it. Two warnings. A parameter matters *in the range that you
# gave*: a wide range makes it important. And "does not matter" always means "not with so few schools"; ten trajectories are a
# sketch. For shares of variance and interactions use `kind = "saltelli"` (Sobol's indices), as `studies/what_matters.toml` does.
#
# [docs/sweeps.md](../sweeps.md) has everything: constraints, precision stopping, clusters, growing a study.
#
# ## Exercises
#
# 1. Draw the tipping map again for influence: `above = 0.3` and `outcome = "influence"`. Where does the line go, and why? *Hint:* observe
#    `influence`, too, and give the study another folder; a folder holds one study.
# 2. In the council study, how much larger is the effect on exhaustion where pressure is above 0.5? *Hint:* `tried` has a column `council`.
# 3. Add `administrator.mandated` from 0 to 6 to the screening. Before you run it: which sign do you expect for collaboration? *Hint:*
#    `mu` has a sign, `mu_star` has none.
#
# A solution of the second is below; click the three dots.

# %% jupyter={"source_hidden": true} tags=["solution"]
keys = ["school.poverty", "accountability.pressure", "time.planning", "run"]
wide = tried.pivot_table(index=keys, columns="council", values="exhaustion")
gain = (wide[True] - wide[False]).rename("effect").reset_index()
for pressed, rows in gain.groupby(gain["accountability.pressure"] > 0.5):
    mean, low, high = sim.mean_interval(rows["effect"])
    print(f"{'high' if pressed else 'low'} pressure: {mean:+.4f}, from {low:+.4f} to {high:+.4f}")
