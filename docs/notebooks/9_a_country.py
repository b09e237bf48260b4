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
# # 9 A country: a bonus, or the same money as better conditions?
#
# Teachers who move leave one school and arrive in another. A policy for poor schools therefore does something to others as well, and what it
# gains may be what they lose. Here two countries of the same schools, people and luck differ by one policy ([country.md](../country.md)).
#
# ## A country and its sorting curve

# %%
# %matplotlib inline
import pandas as pd

import simulation as sim

small = {"places.schools": 120, "places.regions": 6, "years": 6}
country = sim.Country.load("country_market").replace(small)
market = sim.simulate_country(country, seed=1)
market.sorting().round(2)

# %% [markdown]
# Fifth 5 are the poorest schools. Nothing told people to leave them but what they find there and a liking that may be set to zero.

# %%
sim.plots.flows_figure(market)

# %% [markdown]
# ## Careers
#
# Everybody has a number for life, and who went where is a table. Here are two of those who went most often:

# %%
careers = market.careers()
often = careers["person"].value_counts().index[:2]
careers[careers["person"].isin(often)]

# %% [markdown]
# ## A bonus for the poorest fifth of posts, from year 3 on

# %%
policy = {"name": "bonus", "start": 3, "poorest": 0.2, "bonus": 0.045}
bonus = sim.compare_countries(country, country.replace({"name": "bonus", "policies": [policy]}), seed=1)
table = bonus.table
wanted = table["outcome"].isin(["turnover", "vacant", "beginners", "experience"])
table[wanted & table["schools"].isin(["reached by policies", "not reached"])].round(3)

# %% [markdown]
# Look at both groups: schools that pay the bonus keep people and fill posts, and some of these are missed elsewhere. Intervals leave out each region in
# turn; with six regions they are wide.

# %%
sim.plots.compared_figure(bonus)

# %% [markdown]
# ## The same money as conditions

# %%
change = {"time.planning": 1.3, "administrator.support": 0.05, "administrator.openness": 0.06, "administrator.clarity": 0.05}
policy = {"name": "conditions", "start": 3, "poorest": 0.2, "cost": 0.045, "add": change}
conditions = sim.compare_countries(country, country.replace({"name": "conditions", "policies": [policy]}), seed=1)
pd.concat({"bonus": bonus.five()["difference"], "conditions": conditions.five()["difference"]}, axis=1).round(3)

# %% [markdown]
# The last row is the cost, as a percent of all pay: it is nearly the same. A bonus moves people at once; conditions also change what they do when they
# are there. Which brings more depends on how much better conditions the money really buys, and that is an assumption of ours.
#
# ## Exercises
#
# 1. Halve what the money buys (`change`). Do conditions still keep as many as the bonus? *Hint:* compare "turnover" of those who are reached.
# 2. Pay the bonus in region 0 only: `"regions": [0]` in place of `"poorest"`. What happens in the other regions, and why so little?
# 3. Let a board move people from year 3 on: `{"name": "board", "start": 3, "institution": "rotation"}`. A solution is below.

# %% jupyter={"source_hidden": true} tags=["solution"]
board = {"name": "board", "start": 3, "institution": "rotation"}
sim.compare_countries(country, country.replace({"name": "board", "policies": [board]}), seed=1).five().round(3)
