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
# # 4 Bringing your own school
#
# The simulation can begin with a real staff: who works there, for how long, in which grade or department, and who turns to whom for
# advice. Everything else, such as traits and first states, is made up anew in every run, as for any school. So a run is not a prediction
# for Ms Lee; a hundred runs show what the *structure* of this school makes likely.
#
# **Before you use real people's data.** Use codes in place of names, keep the list of codes elsewhere, and ask the people. Nothing
# that you load here leaves your computer, but notebooks keep their outputs: clear them before you pass a notebook on.

# %%
# %matplotlib inline
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

import simulation as sim

HERE = Path("results/own_school")
HERE.mkdir(parents=True, exist_ok=True)

# %% [markdown]
# ## Two files
#
# The **roster** has a line for each teacher: `teacher`, and where known `experience` (years) and `group` (grade or department). The
# **ties** have a line for each time somebody turns to somebody: `source`, `target`, and where known `trust` from 0 to 1. A usual
# survey question is "to whom do you turn for advice about your teaching?", with room for as many names as one likes.
#
# We have no real school at hand, so we make one with a feature worth studying: twenty teachers in four departments, and the
# newcomers of the last two years hardly connected.

# %%
rng = np.random.default_rng(2026)
departments = ["language", "maths", "science", "arts"]
roster = pd.DataFrame(
    {
        "teacher": [f"T{k:02d}" for k in range(1, 21)],
        "experience": [22, 9, 1, 14, 30, 6, 2, 11, 17, 1, 25, 8, 13, 4, 19, 2, 10, 28, 7, 1],
        "group": [departments[k % 4] for k in range(20)],
    }
)
ties = []
for asker in roster.itertuples():
    for other in roster.itertuples():
        near = 0.45 if asker.group == other.group else 0.12
        chance = near * (0.25 if min(asker.experience, other.experience) <= 2 else 1.0)
        if asker.teacher != other.teacher and rng.random() < chance:
            ties.append((asker.teacher, other.teacher, round(0.35 + 0.5 * rng.random(), 2)))
ties = pd.DataFrame(ties, columns=["source", "target", "trust"])

roster.to_csv(HERE / "roster.csv", index=False)
ties.to_csv(HERE / "ties.csv", index=False)
print(f"{len(roster)} teachers, {len(ties)} ties")
roster.head(3)

# %% [markdown]
# ## Reading them
#
# Files from real life have faults. All of them are reported together, each with its line, so that you can mend them in one go. What is
# merely no tie, such as one to somebody outside the roster, is set aside, and the receipt says so. `sim.School.read` takes many other
# forms than these two files: docs/schools.md lists them.

# %%
broken = ties.copy()
broken.loc[0, "trust"] = -1
broken.loc[3, "trust"] = 4
broken.to_csv(HERE / "broken_ties.csv", index=False)
try:
    sim.School.from_csv(HERE / "roster.csv", HERE / "broken_ties.csv")
except sim.RosterError as error:
    print(error)

# %%
school = sim.School.from_csv(HERE / "roster.csv", HERE / "ties.csv")
print(*school.receipt.lines(), sep="\n")

# %% [markdown]
# ## Living five years, a hundred times
#
# The scenario gives what the files cannot: the administrator, the hours, the pressure. Choose it with care, since it is part of the
# result; with `replace` you say what you know. Here: an administrator who shares rather little, and no mentors.

# %%
now = sim.Scenario.load("baseline").replace(
    {"years": 5, "administrator.openness": 0.4, "induction.mentoring": 0.0, "name": "now"}
)
results = sim.simulate(now, runs=100, seed=1, school=school, record=("years", "teachers"))
results.teachers[["run", "year", "teacher", "name", "experience", "in_ties", "exhaustion", "quit_intention", "left"]].head(3)

# %%
sim.plots.network_figure(sim.plots.early_and_late(now, seed=1, school=school), now.name)

# %% [markdown]
# The table of teachers has a row for each run, year and person in post, with the name of the roster in `name`. When somebody leaves,
# the post is filled by somebody new; the name then says whose post it was. So for the people of today we look at the first year.
#
# Who is sought out, and who is at risk of leaving? Each dot below is the mean over the hundred runs, the line holds the middle eighty
# percent of them. Where lines are long, the files do not tell: it is the unknown that decides.

# %%
people = results.teachers.query("year == 1").groupby("name")["isolation"]
table = pd.DataFrame({"mean": people.mean(), "low": people.quantile(0.1), "high": people.quantile(0.9)})
table = table.join(roster.set_index("teacher")).sort_values("mean")

figure, axes = plt.subplots(figsize=(8, 5.2))
for at, row in enumerate(table.itertuples()):
    colour = "#D55E00" if row.experience <= 2 else "#0072B2"
    axes.plot([row.low, row.high], [at, at], color=colour, linewidth=2, alpha=0.5)
    axes.plot(row.mean, at, "o", color=colour)
axes.set_yticks(range(len(table)), [f"{row.Index}, {row.experience} y, {row.group}" for row in table.itertuples()])
axes.set(xlabel="isolation at the end of year 1 [0 to 1]", xlim=(0, 1))
axes.set_title("Isolation of the staff of today; orange: two years of experience or fewer", loc="left", size=11)
axes.spines[["top", "right"]].set_visible(False)

# %% [markdown]
# ## Comparing what one could do
#
# Two ideas are on the table: mentors for newcomers, or a goal council. Both are compared with the present, in the same hundred runs.

# %%
ideas = {
    "mentors": now.replace({"induction.mentoring": 0.9, "name": "mentors"}),
    "council": now.replace({"administrator.openness": 0.8, "name": "council"}),
}
wanted = ["isolation", "influence", "exhaustion", "turnover", "hours_total"]
rows = {}
for name, idea in ideas.items():
    table = sim.compare(now, idea, runs=100, seed=1, school=school).table.set_index("outcome").loc[wanted]
    rows[name] = [f"{r.difference:+.3f} ({r.low:+.3f} to {r.high:+.3f})" for r in table.itertuples()]
pd.DataFrame(rows, index=wanted).assign(unit=sim.outcomes().loc[wanted, "unit"])

# %% [markdown]
# The files are the same in every run, so these intervals are about what the files do not tell and about luck. They are *not* about
# whether the model holds for your school: that is what [docs/validation.md](../validation.md) is about, and the best check is yours. Ask the
# people whether the picture of their school makes sense to them.
#
# ## Exercises
#
# 1. Drop the columns `experience` and `group` from the roster and read it again. What becomes wider, and why? *Hint:* compare the
#    lines of the figure above.
# 2. Suppose T01, whom many ask, retires: take the teacher out of both files. Does trust in the school suffer? *Hint:* rows of `ties` with
#    T01 as source or target have to go as well; try what happens if they do not.
# 3. Introduce the newcomers to two colleagues each, by hand, and compare with mentors. A solution is below.

# %% jupyter={"source_hidden": true} tags=["solution"]
able = roster.query("experience >= 10")["teacher"].tolist()
added = [
    (new, able[(3 * k + j) % len(able)], 0.5)
    for k, new in enumerate(roster.query("experience <= 2")["teacher"])
    for j in (0, 1)
]
met = pd.concat([ties, pd.DataFrame(added, columns=ties.columns)]).drop_duplicates(["source", "target"])
met.to_csv(HERE / "ties_met.csv", index=False)
introduced = sim.School.from_csv(HERE / "roster.csv", HERE / "ties_met.csv")
other = sim.simulate(now, runs=100, seed=1, school=introduced, record=("years", "teachers")).teachers
for who, rows in (("as it is", results.teachers), ("introduced", other)):
    first = rows.query("year == 1 and experience <= 3")
    print(
        f"{who:>10}: isolation of newcomers {first['isolation'].mean():.3f}, mean to leave {first['quit_intention'].mean():.3f}"
    )
