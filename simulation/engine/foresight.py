"""What everybody would choose next, under many draws of chance."""

from ..core.compiled import kernel
from .phases.choice import choose
from .phases.matching import match


@kernel
def foresee_choices(state, p, before, forms):
    """Let all teachers choose and find partners once for each seed 0, 1, ..., and note the forms that can be carried out.

    state : a copy of a school in the first week of a planning cycle, after its situation is known; what is in it afterwards is of no use
    p : the parameter records of the week; before (n,) : the teachers as they are in state, to which every draw returns
    forms : (draws, n, goals) int8, filled with the form of each teacher on each goal
    """
    school = state.school[0]
    for seed in range(forms.shape[0]):
        for i in range(before.size):
            state.teachers[i] = before[i]
        school.seed = seed
        choose(state, p)
        match(state, p)
        for i in range(before.size):
            for k in range(forms.shape[2]):
                forms[seed, i, k] = state.teachers[i].form[k]
