"""The administrator at work: how long her week is, what it leaves her to give, the shelter she chooses, and goals she takes part in.

How she changes with what she sees is in rules/administration.py; how new she is in rules/change.py.
"""

from ..core.compiled import rule
from ..core.elementary import log
from .common import share, within


@rule
def office_hours(
    usual,
    growing,
    staff,
    usual_staff,
    receiving,
    newcomers,
    serving,
    poverty,
    pressing,
    pressure,
    sheltering,
    kept_off,
    checking,
    control,
    leading,
    kept,
    joining,
    joined,
):
    """Hours of the administrator's week [h/week], none at least.

    usual + growing ln(staff / usual_staff) + receiving newcomers + serving poverty + pressing pressure + sheltering kept_off
    + checking control + leading kept + joining joined

    staff, newcomers [teachers]; poverty, pressure, control [0..1]; kept_off : outside pressure that she keeps from teachers [0..1];
    kept, joined : goals that she keeps to herself, and that she takes part in. The sum is assumption A81.

    In words (The administrator's week): An administrator's week is longer in a large or a poor school, with many newcomers, and under
    outside pressure, most of all if she keeps it from teachers. Checking on everybody takes time, and so do goals that she leads alone or
    takes part in.
    Whom: the administrator, every week. Raised by: a large staff, newcomers, poverty, outside pressure, sheltering teachers from it,
    control, goals kept or taken part in.
    """
    hours = usual + growing * log(max(1.0, staff) / usual_staff) + receiving * newcomers + serving * poverty
    hours += pressing * pressure + sheltering * kept_off + checking * control + leading * kept + joining * joined
    return max(0.0, hours)


@rule
def load_of(hours, capacity):
    """How far a week exceeds what can be kept up [share], below 0 with room to spare: (hours - capacity) / capacity.

    In words (An overfull office): What an administrator has to do is held against the week that she can keep up.
    Whom: the administrator, every week. Raised by: hours of her week.
    """
    return (hours - capacity) / capacity


@rule
def given_level(practising, newness, usual, crowding, load):
    """How far the support or clarity that an administrator can give lies above her disposition [0..1], below 0 under it.

    practising (1 - newness - usual) - crowding load. newness [0..1] in the office, of which 1 - usual is usual; load [share] of the
    week. Assumption A81; principals find their feet within their first years (Clark, Martorell & Rockoff 2009).

    In words (What an administrator can give): An administrator who knows the office gives more support and clearer mandates than one who
    is new to it, and less of both the more her week is overfull.
    Whom: the administrator, every week. Raised by: years in office. Lowered by: an overfull week.
    """
    return practising * (1.0 - newness - usual) - crowding * load


@rule
def drifted(shift, level, pace):
    """A habit of the administrator after a week [-1..1]: shift + pace (level - shift), as A81 has it.

    In words (Habits change slowly): What an administrator gives and keeps off follows her week over months.
    Whom: the administrator, every week.
    """
    return within(shift + pace * (level - shift), -1.0, 1.0)


@rule
def shelter_level(trusting, confidence, usual, fearing, shortfall, pressure, tiring, load):
    """How much of the outside pressure an administrator would keep from teachers beyond her habit [-1..1], below 0: passes on more.

    trusting (confidence - usual) - fearing shortfall pressure - tiring max(0, load). confidence [0..1] in teachers; shortfall
    [student SD] of results; pressure [0..1]; load [share]. Principals who fear to miss targets pass the fear on (CTQ 2010). The form is A81.

    In words (The shelter she chooses): An administrator keeps outside pressure from teachers whom she trusts. When results fall short
    under pressure she passes her fear on, and when she is overworked she has no strength to keep it off.
    Whom: the administrator, every week. Raised by: confidence in teachers. Lowered by: results that fall short under pressure, an
    overfull week.
    """
    return within(trusting * (confidence - usual) - fearing * shortfall * pressure - tiring * max(0.0, load), -1.0, 1.0)


@rule
def buffering_of(habit, shelter):
    """Share of outside pressure that is kept from teachers [0..1]: a habit moved by what is chosen towards all or nothing.

    habit + (1 - habit) shelter, or habit (1 + shelter) where shelter is below 0. Assumption A81.

    In words (How much is kept off): What an administrator is in the habit of keeping from teachers she adds to or takes from as she
    chooses.
    Whom: the administrator, every week. Raised by: the shelter she chooses.
    """
    return habit + (1.0 - habit) * shelter if shelter > 0.0 else habit * (1.0 + shelter)


@rule
def chance_to_take_part(joining, openness, crowding, load):
    """Chance that the administrator takes part in a goal that she shares [0..1]: joining openness (1 - crowding load), load over 0.

    Openness [chance] in the matter; true collaboration is of teachers and administrators (S0). The form is assumption A81.

    In words (Taking part herself): When a goal is shared, the administrator may work on it with teachers from its first stage on, the
    more likely the more open she is in the matter, and hardly when her week is overfull.
    Whom: each goal that is shared, when it begins. Raised by: openness. Lowered by: an overfull week.
    """
    return share(joining * openness * (1.0 - crowding * max(0.0, load)))


@rule
def beside_her(x, change, part):
    """A number where the administrator takes part in a goal: x (1 + change part), part 0 or 1 or a share of goals.

    Used for the lasting voice that is won (more), for control that keeps her from hearing and for goals taken back (less), and for what
    success of shared goals proves to her (more). Assumption A81.

    In words (Working side by side): On a goal in which the administrator takes part teachers win more of a say, she hears better what
    they feel, takes it back less readily, and learns more from how it goes.
    Whom: goals in which the administrator takes part. Raised by: her taking part.
    """
    return x * (1.0 + change * part)
