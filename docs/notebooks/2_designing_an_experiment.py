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
# # 2 Designing an experiment
#
# A simulation answers whatever you ask, at once and with many digits. That makes it easy to fool oneself. This notebook shows how
# to ask so that the answer means something: say beforehand what you expect, compare the same schools with the same luck,
# decide how many schools you need, and know what an interval does and does not cover.

# %%
# %matplotlib inline
import math

import matplotlib.pyplot as plt

import simulation as sim

# %% [markdown]
# ## Say it before you look
#
# Our question: *what do four hours a week of timetabled joint time do?* (The baseline has one.) We write the claim down now,
# with the outcome, the moment, the size that would matter and what would prove us wrong:
#
# > **Claim.** With four instead of one hour of joint time a week, the share of collaboration in year 5 is higher by at least 0.02
# > (share of teacher-goal-weeks), and exhaustion is not higher.
# >
# > **Wrong if** the 95 percent interval of the difference in `share_collaboration` lies below 0.02, or that of `exhaustion` above 0.
# >
# > **Everything else** that we notice is a finding to be tested with another seed, and not a result.
#
# Why so strict? You will see at the end of this notebook.

# %%
before = sim.Scenario.load("baseline").replace({"years": 5})
after = before.replace({"time.planning": 4.0, "name": "four_hours"})
MAIN, LEAST = "share_collaboration", 0.02

# %% [markdown]
# ## The same schools, the same luck
#
# The naive way is to simulate some schools with the reform, other schools without, and to compare the means. The better way is to
# give *the same schools* the reform: run *r* of a seed has the same teachers, the same network, the same lucky and unlucky weeks in
# both scenarios, so what differs is what the reform did. `sim.compare` does that.

# %%
effect = sim.compare(before, after, runs=40, seed=1)
paired = effect.table.set_index("outcome").loc[MAIN]

strangers = sim.simulate(after, runs=40, seed=2).years.query("year == 5")[MAIN]
natives = effect.a.years.query("year == 5")[MAIN]
difference = strangers.mean() - natives.mean()
half = 1.96 * math.sqrt(strangers.var() / 40 + natives.var() / 40)

print(f"other schools:  {difference:+.3f}, from {difference - half:+.3f} to {difference + half:+.3f}")
print(f"same schools:   {paired.difference:+.3f}, from {paired.low:+.3f} to {paired.high:+.3f}")

# %% [markdown]
# The paired interval is narrower, at no cost. By how much depends on the outcome: it is a matter of how much of the difference
# between schools both scenarios share.

# %%
outcomes = [MAIN, "influence", "exhaustion", "hours_total", "turnover"]
a, b = (r.years.query("year == 5").set_index("run")[outcomes] for r in (effect.a, effect.b))
gain = (a.var() + b.var()) / (b - a).var()
gain.round(1).rename("schools saved, times").to_frame()

# %% [markdown]
# Read it as: with strangers you would need that many times as many schools for the same precision.
#
# ## How many schools?
#
# Look at the paired differences of a small pilot. Their standard deviation *s* tells how many pairs *n* make the interval as narrow as
# ±*h*: about *n* = (1.96 *s* / *h*)². Choose *h* by what you want to tell apart, not by what looks good: to tell 0.02 from nothing, ±0.01
# is enough. We plan with the pilot (seed 1), and then run the experiment with schools the pilot has not seen (seed 2), so that the
# schools which suggested the answer are not the ones which confirm it.

# %%
wanted_half_width = LEAST / 2
spread = effect.difference(MAIN).query("year == 5")["difference"].std()
needed = math.ceil((1.96 * spread / wanted_half_width) ** 2)
print(f"standard deviation of the paired differences {spread:.3f}: {needed} schools")

experiment = sim.compare(before, after, runs=needed, seed=2)
told = experiment.table.set_index("outcome").loc[[MAIN, "exhaustion"], ["a", "b", "difference", "low", "high"]]
told.round(4)

# %% [markdown]
# The verdict by the rule that we wrote down:

# %%
claim_1 = told.loc[MAIN, "low"] > LEAST
claim_2 = told.loc["exhaustion", "high"] <= 0
print(f"collaboration rises by at least {LEAST}: {'yes' if claim_1 else 'not shown'}")
print(f"exhaustion does not rise: {'yes' if claim_2 else 'not shown'}")

# %% [markdown]
# Then, and only then, the whole picture. Effects are in standard deviations between schools, so that outcomes with different units
# can stand in one figure; the raw differences are at the right.

# %%
sim.plots.comparison_figure(experiment)

# %% [markdown]
# ## What an interval says
#
# "95 percent" is a promise about the procedure: of a hundred such experiments about ninety-five give an interval that holds the true
# mean. A simulation can check the promise. We take 400 schools as the truth and cut them into 40 small experiments of ten.

# %%
schools = sim.simulate(before, runs=400, seed=3).years.query("year == 5").set_index("run")
many = schools["exhaustion"].to_numpy()
small = [sim.mean_interval(many[k : k + 10]) for k in range(0, 400, 10)]
missed = [not low <= many.mean() <= high for _, low, high in small]

figure, axes = plt.subplots(figsize=(8, 3.6))
for k, (mean, low, high) in enumerate(small):
    axes.plot([k, k], [low, high], color="#D55E00" if missed[k] else "#0072B2", linewidth=2)
    axes.plot(k, mean, "o", color="#1F2933", markersize=3)
axes.axhline(many.mean(), color="#56616C", linewidth=1)
axes.set(xlabel="experiment with ten schools", ylabel="exhaustion in year 5 [0 to 1]")
axes.set_title(f"{sum(missed)} of {len(small)} intervals miss the mean of all 400 schools (line)", loc="left")
axes.spines[["top", "right"]].set_visible(False)

# %% [markdown]
# Two things an interval does **not** say. It is about the *mean* of schools and not about a school: eight of ten schools lie in a
# range that is much wider. And it is about *luck* and not about the *model*: with a million schools it would be a hair's breadth, and
# the model's assumptions would be just as uncertain as before. `uv run run.py compare baseline shared_leadership --uncertainty`
# lets every run live under another set of parameters that the evidence allows, and [docs/validation.md](../validation.md) says what
# the model cannot reproduce.
#
# ## Why to say it before you look
#
# Let us compare the baseline *with itself*. The four hundred schools above make ten experiments in which twenty schools stand
# against twenty others; nothing differs but luck. In how many outcomes do they "differ significantly"?

# %%
columns = [name for name in sim.outcomes().index if schools[name].std() > 1e-9]
for k in range(10):
    first, second = schools.loc[40 * k : 40 * k + 19, columns], schools.loc[40 * k + 20 : 40 * k + 39, columns]
    z = (second.mean() - first.mean()) / ((first.var() + second.var()) / 20) ** 0.5
    found = list(z[z.abs() > 2.02].sort_values(key=abs).index[::-1])
    shown = ", ".join(found[:3]) + (" ..." if len(found) > 3 else "")
    print(f"experiment {k + 1:2d}: {len(found):2d} of {len(columns)} outcomes  {shown}")

# %% [markdown]
# One in twenty is what luck alone gives on average, and it comes in clusters, since related outcomes go together: some experiments show
# nothing, others a whole story that hangs together well and is not true. Whoever looks through the table first and makes up the explanation afterwards
# will find one. That is why the claim came first.
#
# ## Exercises
#
# 1. Write down a claim about *mandated* joint time (`administrator.mandated`, from 1.18 to 4 h/week) before you run anything. Then
#    test it. *Hint:* Hargreaves (1994) called it contrived collegiality.
# 2. How many schools would you need to show an effect on `turnover` of 0.01? Use the pilot above.
# 3. Is the effect there in the first year already? *Hint:* `experiment.difference(MAIN)` has a row for each run and year. A
#    solution is below; click the three dots.

# %% jupyter={"source_hidden": true} tags=["solution"]
for year, rows in experiment.difference(MAIN).groupby("year"):
    mean, low, high = sim.mean_interval(rows["difference"])
    print(f"year {year}: {mean:+.3f}, from {low:+.3f} to {high:+.3f}")
