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
# # 1 A first school in ten minutes
#
# In every school there are goals: a new reading programme, a way of spending the little money that is free, standards of
# behaviour. For each of them a teacher can do one of four things: leave it aside (*individual practice*), accept it and adjust
# her own work to it (*coordination*), do things together with colleagues for it (*cooperation*), or take part in it from the first
# idea on (*collaboration*). This simulation lets schools live with such choices, week by week, for years.
#
# Here you meet one school, then two hundred, and make your first change. You need to know a little Python; what a table is, is
# enough. Run a cell with Shift-Enter. The very first run compiles the engine and takes some ten seconds; after that
# everything is quick.

# %%
# %matplotlib inline
import pandas as pd

import simulation as sim

pd.set_option("display.max_colwidth", None)  # meanings are sentences

# %% [markdown]
# ## A scenario says what kind of school it is
#
# A *scenario* holds every number that describes a school, its administrator and its staff. `baseline` is a typical public school
# in the United States; `uv run run.py scenarios list` shows 27 others.

# %%
scenario = sim.Scenario.load("baseline").replace({"years": 5})
print(scenario.title)
print(scenario.story)

# %% [markdown]
# Scenarios never change: `replace` gave us a new one, five years long. A field has a dotted name, and `sim.fields()` knows about each
# of them what it means, in which unit, how far it may go and where its value comes from. When you wonder what a number is, look
# there first.

# %%
sim.fields().loc[
    ["school.teachers", "school.poverty", "time.planning", "administrator.openness"],
    ["default", "unit", "low", "high", "meaning"],
]

# %% [markdown]
# ## One school, week by week
#
# `sim.SchoolModel` is one school that you can hold in your hand. `rng` is the *seed*, a number that stands for all its luck: the
# same seed gives the same school with the same luck, today and next year, on your computer and on mine. A step is a week.

# %%
model = sim.SchoolModel(scenario, rng=7)
for _ in range(8):
    model.step()
print(f"year {model.year + 1}, week {model.week}: {len(model.agents)} posts, {len(model.ties)} advice ties")
pd.DataFrame(model.goals).T[["owner", "stage", "progress", "fit"]]

# %% [markdown]
# These are the school's goals after eight weeks. `owner` says who set the goal: the administrator alone, administrator and teachers
# together (`joint`), the teachers, or nobody in particular. Only a goal that teachers may shape can be collaborated on; that is
# how the model defines collaboration, and no rule can get around it.
#
# And what do people do? Here are the first five posts: what each does about each goal, how long her week is, and to whom she turns.

# %%
for teacher in list(model.agents)[:5]:
    advisers = ", ".join(str(colleague.row) for colleague in teacher.advisers) or "nobody"
    print(f"post {teacher.row:2d}  {teacher.experience:2.0f} years  {teacher.total:4.1f} h/week  turns to {advisers}")
    print(f"         {teacher.forms}")

# %% [markdown]
# A picture says more. `early_and_late` lives one school and keeps how it looked after its first month and at its very end;
# arrows go from who asks to who is asked, bigger nodes are asked by more, the colour is the deepest form of action of the moment, and
# the redder and wider the rim the more exhausted the person.

# %%
sim.plots.network_figure(sim.plots.early_and_late(scenario, seed=7), scenario.name)

# %% [markdown]
# Look at who is new after five years, and at who is asked by many. *Your turn to guess:* is somebody who collaborates
# more worn out than somebody who works alone? Hold on to your guess until exercise 2.
#
# ## Two hundred schools
#
# One school is an anecdote. Teachers fall ill, an open administrator leaves, a goal turns out badly: with other luck the same
# school would have gone another way. So we let many schools live under the same conditions. Run 0 of seed 1 is always the same
# school, however many are asked for.

# %%
results = sim.simulate(scenario, runs=200, seed=1)
results.years[["run", "year", "share_collaboration", "influence", "hours_total", "exhaustion", "turnover"]].head()

# %% [markdown]
# `results.years` is an ordinary pandas table, a row for each school and year. `sim.outcomes()` says what the columns mean.

# %%
sim.outcomes().loc[["share_collaboration", "influence", "hours_total", "exhaustion", "turnover"], ["unit", "meaning"]]

# %% [markdown]
# And this is how the two hundred schools went. The dark band is where the mean lies with 95 percent confidence; the bar beside the last year is
# where the middle eight of ten schools are. Mind the difference: with more schools the dark band shrinks, the bar does not. It
# is not ignorance, it is how much schools differ.

# %%
sim.plots.figures(results, only="forms")["forms"]

# %% [markdown]
# Coordination is commoner than cooperation, and cooperation commoner than collaboration, as in every survey we know of. The other
# figures are `influence`, `workload`, `well_being`, `turnover` and `network`; without `only` you get all of them.
#
# ## Your first change
#
# What if the administrator opened most goals to the teachers?

# %%
council = scenario.replace({"administrator.openness": 0.8, "name": "council"})
opened = sim.simulate(council, runs=200, seed=1)
wanted = ["share_collaboration", "influence", "hours_total", "exhaustion", "job_satisfaction", "turnover"]
last = {r.scenario.name: r.years.query("year == 5")[wanted].mean() for r in (results, opened)}
change = sim.outcomes().loc[wanted, ["unit"]].assign(**last)
change.round(3)

# %% [markdown]
# More collaboration, more influence, an hour more of work, and people are slightly *less* exhausted and leave less. Why? The model
# can tell: exhaustion comes from hours beyond what one can keep up, but also from hours in which one has no say, and those became
# fewer. [The rules in plain words](../rules.md) tell the whole chain without a formula.
#
# Is the difference real or luck? How many schools does one need? That is [notebook 2](2_designing_an_experiment.py).
#
# ## Exercises
#
# 1. Let the same school live with another seed: `sim.SchoolModel(scenario, rng=8)`. What differs after eight weeks, what is the
#    same? *Hint:* look at `model.goals` and at the number of ties.
# 2. Your guess: `sim.simulate(scenario, runs=200, record=("years", "teachers")).teachers` has a row for each teacher and year. Are those
#    with `share_collaboration` above 0.2 more exhausted than the others, or less? And is that what collaboration *did*? *Hint:* who
#    would choose to collaborate in the first place?
# 3. Make the school poor: `{"school.poverty": 0.9}`. Is there less joint work, or does it succeed less? *Hint:* compare the columns
#    `share_cooperation` and `goals_attained`. A solution is below; in JupyterLab click the three dots to see it.

# %% jupyter={"source_hidden": true} tags=["solution"]
poor = sim.simulate(scenario.replace({"school.poverty": 0.9, "name": "poor"}), runs=200, seed=1)
columns = ["share_cooperation", "goals_attained", "exhaustion", "turnover"]
for r in (results, poor):
    print(r.scenario.name, r.years.query("year == 5")[columns].mean().round(3).to_dict())
# Hardly less joint work, but fewer goals attained: poverty lowers what an hour together yields (Johnston & Tsai 2018).
