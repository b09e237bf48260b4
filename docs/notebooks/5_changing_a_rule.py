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
# # 5 Changing a rule and adding a policy
#
# There are three ways to let a school live under other conditions, from the simplest to the freest:
#
# 1. a **dated policy**: fields change at a date, for everybody or for some. Fast, and all you need for most reforms;
# 2. a **phase of your own**: something happens every week that no field describes;
# 3. **leaving out or replacing a phase** of the model, to see what it is that makes a result.
#
# Take the first that does the job.

# %%
# %matplotlib inline
import matplotlib.pyplot as plt
import numpy as np

import simulation as sim

scenario = sim.Scenario.load("baseline").replace({"years": 4, "school.teachers": 24})

# %% [markdown]
# ## 1 A dated policy
#
# A policy has a name, a first year, perhaps a last one or certain weeks, perhaps an audience (`only`), and says what becomes of fields:
# `set` gives new values, `add` raises or lowers those in force. `sim.fields()` tells which may change: those marked *dated* at a
# date, those marked *personal* also for some teachers only.

# %%
relief = sim.Policy(name="relief for novices", start=2, only="novices", add={"time.paperwork": -3.0})
council = sim.Policy(name="goal council", start=3, set={"administrator.openness": 0.8})
exams = sim.Policy(name="exam weeks", weeks=(30, 36), add={"time.paperwork": 4.0})

reformed = scenario.replace({"policies": [relief, council, exams], "name": "reformed"})
effect = sim.compare(scenario, reformed, runs=60, seed=1)

figure, axes = plt.subplots(1, 2, figsize=(10, 3.6))
figure.suptitle(
    "Mean over 60 schools; relief for novices from year 2, goal council from year 3, exam weeks in every year", size=10
)
for panel, outcome in zip(axes, ("exhaustion", "influence")):
    for results, label in ((effect.a, "baseline"), (effect.b, "reformed")):
        by_year = results.years.groupby("year")[outcome].mean()
        panel.plot(by_year.index, by_year, "o-", label=label)
    panel.set(xlabel="school year", ylabel=f"{outcome} [0 to 1]", xticks=by_year.index)
    panel.spines[["top", "right"]].set_visible(False)
    panel.legend(frameon=False)

# %% [markdown]
# Exhaustion falls in both at first: a school begins near its balance and not in it, so the first years tell less than later ones. What
# counts is the distance between the lines.
#
# A policy touches nothing before its date. That is worth a check in every experiment. The exam weeks hold from the first year on, so we
# leave them out; then the first year must be the same to the last digit:

# %%
later = scenario.replace({"policies": [relief, council], "name": "without exam weeks"})
differences = sim.compare(scenario, later, runs=20, seed=1).difference("exhaustion")
print(differences.groupby("year")["difference"].apply(lambda d: d.abs().max()).rename("largest difference in a school"))
#
# ## 2 A phase of your own
#
# A week consists of phases, in this order:

# %%
for phase in sim.WEEK:
    print(f"{phase.name:<13} {phase.sentence}")

# %% [markdown]
# A phase is a function `phase(state, p)`. `state` holds the school as arrays: `state.teachers` (a row a post), `state.ties`, `state.goals`,
# `state.school[0]`; [docs/codebook.md](../codebook.md) lists every state with unit and range. `p` holds the parameters of this week, one
# record for each audience: `p[0].time_planning` is the field `time.planning`. A phase may read everything and change states; it
# should keep them in their ranges, and treat vacant posts (`present == 0`) as what they are.
#
# Good style is to write the *rule* first: numbers in, numbers out, no arrays and no chance. It can be tried by hand, tested, and read by
# somebody who doubts it. Our idea: **a care team**. Every week it looks after the three most exhausted teachers and lifts part of
# their exhaustion, less where trust in the school is low, because one has to let oneself be helped.


# %%
def exhaustion_after_care(exhaustion, trust, strength):
    """Exhaustion after a week with the care team [0..1]: e (1 - strength trust). strength [share per week], trust [0..1]."""
    return exhaustion * (1.0 - strength * trust)


assert exhaustion_after_care(0.6, trust=0.5, strength=0.1) == 0.57
assert exhaustion_after_care(0.6, trust=0.0, strength=0.1) == 0.6  # whom nobody trusts nobody helps

# %% [markdown]
# The phase gathers the rule's arguments and stores what it returns:

# %%
HELPED = 3


def care(state, p):
    """The most exhausted teachers in post are looked after."""
    teachers, school = state.teachers, state.school[0]
    in_post = np.flatnonzero(teachers.present)
    for i in in_post[np.argsort(-teachers.exhaustion[in_post])][:HELPED]:
        teachers.exhaustion[i] = exhaustion_after_care(teachers.exhaustion[i], school.trust, strength=0.1)


care_team = sim.Phase("care team", care, "the three most exhausted are looked after")

# %% [markdown]
# `sim.SchoolModel` takes the phases of the week. It is slower than `sim.simulate` (a fortieth of a second for a school and a year), but a
# few dozen schools are no trouble. Runs are paired as always: `rng` and `run` say which school it is.


# %%
def live(phases, runs=10):
    """Schools 0 ... runs - 1 of seed 1 under some phases: the outcomes of the last year, a row for each school."""
    last = []
    for run in range(runs):
        model = sim.SchoolModel(scenario, rng=1, run=run, phases=phases)
        while model.running:
            model.step()
        last.append(model.years.iloc[-1])
    return last


usual = live(sim.WEEK)


def effect_of(phases, outcomes, runs=10):
    """Print the paired effect of other phases, with its interval."""
    other = live(phases, runs)
    for outcome in outcomes:
        mean, low, high = sim.mean_interval([b[outcome] - a[outcome] for a, b in zip(usual, other, strict=False)])
        print(f"{outcome:<20} {mean:+.4f}, from {low:+.4f} to {high:+.4f}  [{sim.outcomes().unit[outcome]}]")


effect_of((*sim.WEEK, care_team), ["exhaustion", "share_cooperation", "job_satisfaction", "turnover"])

# %% [markdown]
# Where you put the phase matters: at the end of the week it mends what the week has done; before `choice` it would also have a say in
# what people choose this very week. State the place and the reason when you report it.
#
# **Two checks** that save embarrassment. First, a phase that does nothing must change nothing, to the last bit:

# %%
idle = sim.Phase("idle", lambda state, p: None, "nothing happens")
assert all(a.equals(b) for a, b in zip(usual, live((*sim.WEEK, idle), runs=2), strict=False))

# %% [markdown]
# and second, the stepped school is the school of the fast engine:

# %%
fast = sim.simulate(scenario, runs=2, seed=1).years.query("year == 4")["exhaustion"].tolist()
assert fast == [year["exhaustion"] for year in usual[:2]]

# %% [markdown]
# If your phase needs **chance**, do not draw from a generator that all weeks share: one draw more in week 3 would change the luck of every
# later week, and the pairing would be gone. Make the luck a function of school and week:
#
# ```python
# luck = np.random.default_rng([school.seed, school.run, school.year, school.week])
# ```
#
# ## 3 Leaving out a phase
#
# What is it that makes a result? Take it out and look. Here trust and ties stay as they were on the first day, but for those who leave
# and come:

# %%
frozen = tuple(phase for phase in sim.WEEK if phase.name != "ties")
effect_of(frozen, ["trust", "share_cooperation", "share_collaboration", "exhaustion"])

# %% [markdown]
# So much of the cooperation hangs on ties that grow and are renewed. Whole mechanisms can also be switched off by a field, in the
# fast engine: `scenario.replace({"mechanisms.trust": 0})` keeps every tie's trust as it began but lets new ones form. See the group
# `mechanisms` in `sim.fields()`.
#
# To *replace* a phase, put your own in its place: `tuple(mine if phase.name == "ties" else phase for phase in sim.WEEK)`.
#
# ## Exercises
#
# 1. Give the relief to veterans and not to novices. Which does more for the turnover of the school? *Hint:* `only="veterans"`.
# 2. Put the care team before `choice`. Does cooperation change? *Hint:* `sim.WEEK[:2]` are the phases before the choice.
# 3. A rule that answers to the school: in weeks in which mean exhaustion is above 0.4, mandated meetings leave nobody with hours
#    without a say (`teachers.unvoiced` becomes 0 before the consequences are felt). A solution is below.

# %% jupyter={"source_hidden": true} tags=["solution"]


def spare(state, p):
    """In weary weeks meetings are used for what the teachers bring along."""
    teachers = state.teachers
    there = teachers.present != 0
    if teachers.exhaustion[there].mean() > 0.4:
        teachers.unvoiced[there] = 0.0


spared = sim.Phase("sparing", spare, "in weary weeks nobody sits through hours without a say")
at = [phase.name for phase in sim.WEEK].index("consequences")
effect_of((*sim.WEEK[:at], spared, *sim.WEEK[at:]), ["exhaustion", "job_satisfaction"], runs=6)
