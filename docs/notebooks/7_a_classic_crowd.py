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
# # 7 A classic crowd: Granovetter's thresholds
#
# Granovetter (1978) asked why of two crowds that are nearly alike one riots and the other goes home. In his model everybody has a
# *threshold*: the share of the others who have to join before she does. Nothing else counts, and the answer lies in the thresholds of a few.
# It is the classic of collective action, and a special case of this model: teachers who follow one another, who all see one another, and one
# goal that nobody owns. So a known result tells whether the engine does what it says.
#
# ## A school that is nothing but a crowd
#
# `structure.choice` names the theory by which teachers choose. With "threshold" each goes as far as enough colleagues have gone before
# (`choice.threshold`, `choice.threshold_spread`); `choice.sight` = 1 lets all see all, and `choice.threshold_slope` = 0 takes away whatever
# else speaks for joining. The rest makes the school still: nobody leaves, nobody decides from above, and time is never short.

# %%
# %matplotlib inline
import matplotlib.pyplot as plt
import pandas as pd

import simulation as sim

crowd = sim.Scenario.load("baseline").replace(
    {
        "name": "a crowd",
        "years": 4,
        "school.teachers": 100,
        "population.size": 0.0,
        "structure.choice": "threshold",
        "choice.sight": 1.0,
        "choice.threshold": 0.25,
        "choice.threshold_slope": 0.0,
        "mechanisms.turnover": 0,
        "population.openness": 0.0,
        "administrator.openness": 0.0,
        "adaptation.claim": 0.0,
        "goals.active": 1,
        "goals.unowned": 1.0,
        "goals.churn": 0.0,
        "goals.effort": 200.0,
        "hours.stretch": 20.0,
        "hours.classroom": 30.0,
        "hours.spread": 0.0,
        "time.paperwork_spread": 0.0,
    }
)

# %% [markdown]
# ## Two crowds with the same mean
#
# In his figure 2 thresholds are normal with a mean of 25 of 100. Only their spread differs. How many join, in the year in which most did?


# %%
def joined(spread, schools=8):
    """The share of each school that joins at its height. spread : standard deviation of thresholds [share]"""
    years = sim.simulate(crowd.replace({"choice.threshold_spread": spread}), schools, seed=1).years
    return years.groupby("run")["monthly_coordination"].max()


spreads = (0.05, 0.1, 0.12, 0.13, 0.15, 0.2)
found = pd.DataFrame({spread: joined(spread) for spread in spreads})
found.median().rename("median school").to_frame()

# %% [markdown]
# Up to a standard deviation of some 12 nobody, or a handful; at 15 the typical school joins as a whole. Nothing about the typical
# person has changed: there are a few more with thresholds near zero, who begin, and a few more just above them, who follow. Granovetter's own
# jump lies at 12.2, for a crowd without luck. Our schools *draw* their thresholds, so near the edge some tip and others do not:

# %%
figure, axes = plt.subplots(figsize=(8, 4.5))
for spread in spreads:
    axes.scatter([spread] * len(found), found[spread], s=22, color="#0072B2", alpha=0.5, linewidths=0)
axes.axvline(0.122, color="#56616C", linestyle=":", label="Granovetter's jump")
axes.set(xlabel="standard deviation of thresholds [share]", ylabel="joined at the height [share of staff]", ylim=(-0.03, 1.03))
axes.legend(frameon=False)
figure.tight_layout()

# %% [markdown]
# ## What a school adds
#
# Teachers do not see everybody: they turn to some colleagues and not to others. With `choice.sight` = 0 each looks only at those with whom she
# has ties, weighed by trust, as in the rest of the model.

# %%
near = crowd.replace({"choice.threshold_spread": 0.13, "choice.sight": 0.0})
years = sim.simulate(near, 8, seed=1).years
pd.Series(
    {
        "all see all": found[0.13].mean(),
        "only colleagues with ties": years.groupby("run")["monthly_coordination"].max().mean(),
    },
    name="joined, mean of schools",
).to_frame()

# %% [markdown]
# Whether ties spread what a few begin, or keep it where it is, hangs on who knows whom. A staff room is not a square.
#
# Granovetter M (1978), Threshold Models of Collective Behavior, American Journal of Sociology 83(6):1420-1443. The engine's own weeks are
# held against his cascade, person by person, in `tests/science/test_structure_of_choice.py`.
#
# ## Exercises
#
# 1. Let the mean be 0.3. Where does the jump lie now? *Hint:* `choice.threshold`, and spreads up to 0.25.
# 2. Let what speaks for joining count: `choice.threshold_slope` = 0.05. Does a goal that fits classrooms tip crowds that stay at home?
# 3. Schools are smaller than crowds. Is the jump as sharp with 20 teachers? A solution is below.

# %% jupyter={"source_hidden": true} tags=["solution"]
crowd = crowd.replace({"school.teachers": 20})
pd.DataFrame({spread: joined(spread, schools=30) for spread in (0.09, 0.12, 0.15)}).describe().loc[["mean", "std"]]
