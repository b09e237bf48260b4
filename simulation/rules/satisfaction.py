"""Job satisfaction, and contrived collegiality."""

from ..core.compiled import rule


@rule
def contrived(mandated, harm, full):
    """Contrived collegiality [0..1]: mandated joint time as far as it does harm, full from `full` hours a week.

    min(1, mandated / full) harm; harm is what is missing to a full say, 1 - influence, or that of watched_harm where mandated work is
    watched. Source: Hargreaves (1994); the hours are assumption A34.

    In words (Contrived collegiality): Hours together that are ordered, and in which one has no say, are collegiality in name
    only. It is at its worst from four such hours a week.
    Whom: every teacher, every week. Raised by: mandated hours. Lowered by: influence.
    """
    return min(1.0, mandated / full) * harm


@rule
def pace_of_change(change, rebound, uplift):
    """How much faster than usual satisfaction changes this week [factor]: it rises faster with good moments (uplift 1, else 0).

    1 + rebound uplift where it rises, 1 where it falls. Source: Beltman et al. (2011), Fredrickson (2001); form: assumption A15.

    In words (Good moments lift quickly): Satisfaction rises faster in a week with a good moment with pupils; it falls at its
    usual pace.
    Whom: every teacher, every week. Raised by: good moments.
    """
    return 1.0 + rebound * uplift if change > 0.0 else 1.0


@rule
def satisfaction_terms(
    satisfaction,
    rate,
    base,
    influence_weight,
    influence,
    belonging_weight,
    isolation,
    accomplishment_weight,
    accomplishment,
    support_weight,
    support,
    materials_weight,
    materials,
    uplift_weight,
    uplift,
    overload_weight,
    overload,
    paperwork_weight,
    paperwork,
    exhaustion_weight,
    exhaustion,
    contrived_weight,
    contrived_share,
    control_weight,
    control,
):
    """What moves job satisfaction in one week: (self, influence, belonging, accomplishment, conditions, workload, contrived).

    The sum is rate (target - satisfaction); target = base + influence + belonging (1 - isolation) + accomplishment
    + conditions (support, materials, good moments, less control) - workload (hours over capacity, paperwork, exhaustion)
    - contrived collegiality. States [0..1], overload and paperwork [h]; exhaustion as far as it is felt (rules/climate.py),
    base as far as it is not taken for granted (rules/habituation.py). Sources: Ingersoll (2003), Toropova et al. (2020),
    Hargreaves (1994); the linear form is assumption A15.

    In words (Being satisfied with the job): Teachers are satisfied when they have influence, belong, achieve something, are
    supported, and have good materials and good moments with pupils. Overload, paperwork, exhaustion, control and contrived
    collegiality make them dissatisfied.
    Whom: every teacher, every week. Raised by: influence, company, accomplishment, support, materials, good moments. Lowered
    by: overload, paperwork, exhaustion, control, contrived collegiality.
    """
    own = rate * (base - satisfaction)
    conditions = support_weight * support + materials_weight * materials + uplift_weight * uplift - control_weight * control
    workload = overload_weight * overload + paperwork_weight * paperwork + exhaustion_weight * exhaustion
    return (
        own,
        rate * influence_weight * influence,
        rate * belonging_weight * (1.0 - isolation),
        rate * accomplishment_weight * accomplishment,
        rate * conditions,
        -rate * workload,
        -rate * contrived_weight * contrived_share,
    )
