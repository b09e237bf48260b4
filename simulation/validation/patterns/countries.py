"""What differs between countries: P21, P32, P33."""

from ..laboratory import correlation, mean_of, partial_correlation, weights
from .declare import pattern

FORMS = ("share_coordination", "share_cooperation", "share_collaboration")


@pattern(
    "P21",
    "secondary",
    claim="What collective efficacy does good for holds in poor schools and in other cultures",
    test="Between schools of the baseline, of high poverty, of Japan and of Korea: collective efficacy goes with growth of pupils and with less exhaustion.",
    source="Klassen et al. (2008); Klassen, Usher & Bong (2010); Klassen & Durksen (2012)",
)
def collective_efficacy_everywhere(lab):
    """In each of four scenarios (400 schools): collective efficacy with pupils' growth and with exhaustion, between schools
    [r].
    """
    for base in ("baseline", "high_poverty", "lesson_study_japan", "korea"):
        schools = lab.schools(base=base, runs=400)
        yield lab.finding(
            f"{base}: with growth [r]", correlation("collective_efficacy", "student_growth"), schools, at_least=0.0
        )
        yield lab.finding(
            f"{base}: with exhaustion [r]", correlation("collective_efficacy", "exhaustion"), schools, at_most=0.0
        )


@pattern(
    "P32",
    "core",
    claim="Norms and induction differ by culture: mentoring and mutual observation in Japan",
    test="Japan against the United States: more observation, longer hours, more paperwork, newcomers with more ties after one year and after three; "
    "weights of the forms for pupils (between schools, influence and efficacy held): all above zero in Japan.",
    source="Howe & Arimoto (2014); Reeves, Pun & Chung (2017); TALIS 2013 and 2018 (T002, T008, T032)",
    fitted="hours and paperwork of Japan are inputs of its scenario",
)
def mentoring_and_observation_in_japan(lab):
    """Japan minus the United States (400 schools each).

    Yields monthly observation [share], hours and paperwork [h/week], ties of newcomers after one year and after three, and in
    Japan the standardised weight of each form of joint work for pupils' growth.
    """
    america, japan = (lab.schools(base=base, runs=400) for base in ("baseline", "lesson_study_japan"))
    yield lab.finding(
        "monthly observation, Japan minus US [share]", mean_of("monthly_observation"), america, japan, at_least=0.0
    )
    yield lab.finding("hours, Japan minus US [h/week]", mean_of("hours_total"), america, japan, at_least=0.0)
    yield lab.finding("paperwork, Japan minus US [h/week]", mean_of("hours_paperwork"), america, japan, at_least=0.0)
    people = [lab.people(base=base, runs=200) for base in ("baseline", "lesson_study_japan")]

    def ties(tenure):
        def mean(table):
            newcomers = table[(table["tenure"] == tenure) & (table["experience"] <= 3)]
            return (newcomers["in_ties"] + newcomers["out_ties"]).mean()

        return lambda a, b: mean(b) - mean(a)

    yield lab.finding("ties of newcomers after a year, Japan minus US", ties(1), *people, at_least=0.0)
    yield lab.finding("ties of newcomers after three years, Japan minus US", ties(3), *people, at_least=0.0)
    causes = (*FORMS, "influence", "self_efficacy", "novice_share")
    for k, form in enumerate(FORMS):
        name = f"Japan: weight of {form.removeprefix('share_')} for growth [standardised]"
        yield lab.finding(name, lambda t, k=k: weights("student_growth", causes)(t)[k], japan, at_least=0.0)


@pattern(
    "P33",
    "secondary",
    claim="Whether joint work or influence pays depends on the country",
    test="Between schools, growth of pupils on influence, coordination and collaboration: in the United States influence weighs more than both forms; in Korea "
    "coordination goes with growth and collaboration does not.",
    source="Woo (2021); Woo et al. (2022)",
    fitted="the weights are inputs of the scenarios, that of influence was raised so that it holds; it is asked whether they show through everything else",
)
def what_pays_depends_on_the_country(lab):
    """Schools of the United States and of Korea whose administrators differ in openness (3200 each).

    Yields the weight of influence beyond the larger weight of coordination and collaboration [standardised], and in Korea the
    partial correlations of both forms with pupils' growth.
    """
    america, korea = (lab.schools({"population.openness": 0.25}, base=base, runs=3200) for base in ("baseline", "korea"))
    causes = ("influence", "share_coordination", "share_collaboration")
    yield lab.finding(
        "United States: influence beyond the forms [standardised]",
        lambda t: (lambda w: w[0] - max(w[1], w[2]))(weights("student_growth", causes)(t)),
        america,
        at_least=0.0,
    )
    held = ("influence", "self_efficacy", "expertise", "collective_efficacy")
    yield lab.finding(
        "Korea: coordination [partial r]",
        partial_correlation("student_growth", "share_coordination", held),
        korea,
        at_least=0.0,
    )
    yield lab.finding(
        "Korea: collaboration [partial r]",
        partial_correlation("student_growth", "share_collaboration", held),
        korea,
        at_most=0.0,
    )
