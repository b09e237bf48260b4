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
# # 8 Long ties: what spreads through a staff, and what does not
#
# A new way of working reaches a school through one teacher. Does it help if staff know colleagues in far corners of the building? News
# travels faster along such *long ties* (Granovetter 1973). Centola and Macy (2007) showed that this need not hold for what people take up
# only when *several* others have: a way of working that costs something, may fail, or makes no sense alone. Such *complex contagions* need
# circles that overlap, and long ties take those away.
#
# Their model is a special case of this one. **Reproduced** is its core: on a ring of people, each tied to the two on either side, ties are
# rewired so that everybody keeps four. What one colleague is enough for spreads faster; what takes two is slowed down and then stopped. **Not
# reproduced** are their sizes (thousands of people), lattices of more dimensions, and networks in which some have far more ties than others.
#
# ## A school that only follows

# %%
# %matplotlib inline
import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pandas as pd

import simulation as sim

followers = sim.Scenario.load("baseline").replace(
    {
        "name": "followers",
        "years": 4,
        "structure.choice": "threshold",
        "choice.sight": 0.0,  # only colleagues with ties are seen
        "choice.threshold_slope": 0.0,  # and nothing but their example counts
        "choice.threshold_spread": 0.0,
        "mechanisms.turnover": 0,
        "mechanisms.trust": 0,  # ties keep the trust they have
        "ties.seeking": 0.0,
        "ties.renewal": 0.0,
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
# The rule is the one of [notebook 7](7_a_classic_crowd.py): a teacher goes as far as the share of colleagues that she wants to see at it
# first. With four ties a threshold just below a quarter is *one* colleague, one just below a half is *two*. A real school, read from text,
# brings its own ties; the first teacher and her four colleagues need nobody.

# %%
PEOPLE, FIRST = 60, 30


def network(rewired, seed=1):
    """A ring, of whose ties a share leads elsewhere; everybody keeps four."""
    ring = nx.circulant_graph(PEOPLE, [1, 2])
    if rewired:
        nx.double_edge_swap(ring, round(rewired * ring.size() / 2), max_tries=100_000, seed=seed)
    return ring


def spread(graph, needed, cycles=32):
    """How many have joined in each planning cycle of four weeks. needed : colleagues that one wants to see at it first"""
    roster = "teacher\n" + "".join(f"{i}\n" for i in graph)
    ties = "source,target,trust\n" + "".join(f"{a},{b},0.5\n" for a, b in graph.edges)
    school = sim.School.from_text(roster, ties)
    model = sim.SchoolModel(followers.replace({"choice.threshold": (needed - 0.1) / 4}), rng=1, school=school)
    model.state.teachers["threshold"][[FIRST, *graph[FIRST]]] = 0.0
    joined = []
    while len(joined) < cycles:
        model.step()
        joined.append(int((model.state.teachers["form"] > 0).any(axis=1).sum()))
        for _ in range(3):
            model.step()
    return np.array(joined)


# %% [markdown]
# ## News and ways of working

# %%
shares = {0.0: "#0072B2", 0.1: "#E69F00", 1.0: "#8A5A99"}
styles = {0.0: "-", 0.1: "--", 1.0: ":"}
found = {(needed, rewired): spread(network(rewired), needed) for needed in (1, 2) for rewired in shares}

figure, panels = plt.subplots(1, 2, figsize=(10, 4), sharey=True)
titles = ("Simple: one colleague is enough", "Complex: it takes two")
for panel, needed, title in zip(panels, (1, 2), titles):
    for rewired, colour in shares.items():
        line = found[needed, rewired]
        panel.plot(line, color=colour, linestyle=styles[rewired], linewidth=2.2, label=f"{rewired:.0%} of ties rewired")
    panel.set(title=title, xlabel="planning cycle (four weeks)", ylim=(0, PEOPLE + 2))
    panel.spines[["top", "right"]].set_visible(False)
panels[0].set_ylabel(f"joined [of {PEOPLE} teachers]")
panels[1].legend(frameon=False, loc="upper left")
figure.tight_layout()

# %% [markdown]
# On the left each rewired tie is a short cut: the ring takes 14 cycles, a mixed network half a dozen. On the right the ring carries everybody along, slowly
# and surely, two a cycle; with a tenth of ties rewired it stops long before the end, because at the far end of a long tie there is never a *second*
# colleague. The engine gives the same people in the same cycle as a plain cascade of twelve lines (`tests/science/test_complex_contagion.py`).
#
# One network is an anecdote. How often does it stop?

# %%
reached = pd.DataFrame(
    {
        f"{rewired:.0%}": [spread(network(rewired, seed), 2, cycles=28)[-1] for seed in range(1, 9)]
        for rewired in (0.05, 0.1, 0.2)
    }
)
reached.index = pd.RangeIndex(1, 9, name="network")
reached

# %% [markdown]
# ## What this says about schools, and what it does not
#
# Departments and grade teams are overlapping circles; a staff that is mixed anew every year is a network of long ties. News gets round in both. A
# practice that teachers try only when two close colleagues do has a home in the first. That is an argument about a *rule*: that example alone
# decides, and that nobody ever tries something unasked. Where a few do, long ties help again (Eckles, Mossel, Rahimian and Sen 2024). In the full
# model people also find new advisers through joint work, and time, trust and voice count.
#
# Centola D, Macy M (2007), Complex Contagions and the Weakness of Long Ties, American Journal of Sociology 113(3):702-734.
# Granovetter M (1973), The Strength of Weak Ties, American Journal of Sociology 78(6):1360-1380.
# Eckles D, Mossel E, Rahimian M A, Sen S (2024), Long Ties Accelerate Noisy Threshold-Based Contagions, Nature Human Behaviour 8:1057-1064.
#
# ## Exercises
#
# 1. Let it take three colleagues. Does the ring still carry everybody along? *Hint:* `needed=3`; who at the edge sees three?
# 2. Let a few start unasked: `choice.threshold_spread` = 0.2 on the network that stopped.
# 3. Teachers see a part of the whole staff, too: `choice.sight` = 0.3. Which of the two panels changes more? A solution is below.

# %% jupyter={"source_hidden": true} tags=["solution"]
followers = followers.replace({"choice.sight": 0.3})
pd.DataFrame(
    {(needed, f"{rewired:.0%}"): spread(network(rewired), needed)[[0, 5, 10, 31]] for needed in (1, 2) for rewired in shares}
)
