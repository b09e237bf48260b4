"""The numbers of a country: where its schools stand, who finds and takes which post in a market, and how a board moves people instead.

What belongs to a school and to people at work is declared with scenarios; a country file (country.py) sets both.
"""

from ..declare.parameter import Group, assumed, calibrated, paper, parameter

#: The most schools of a country: run numbers of its schools, and places of posts, are 32-bit numbers.
MOST_SCHOOLS = 200_000


class Places(Group):
    """Regions, districts and where schools stand in them (country/places.py)."""

    regions: int = parameter(
        20,
        label="regions of the country",
        unit="regions",
        low=1,
        high=2000,
        meaning="regions, each a local labour market; the United States have 593 commuting zones",
        source=paper("Fowler (2024): commuting zones of 2020"),
    )
    schools: int = parameter(
        1000,
        label="schools of the country",
        unit="schools",
        low=1,
        high=MOST_SCHOOLS,
        meaning="schools; the United States have 99388, some 168 a region",
        source=paper("Digest of Education Statistics 2023, table 216.30"),
    )
    unequal: float = parameter(
        1.7,
        label="spread of the size of regions",
        unit="log SD",
        low=0.0,
        high=2.5,
        meaning="spread of schools per region, lognormal",
        source=paper("quartiles of 16 and 144 schools in commuting zones (Fowler 2024; Digest of Education Statistics 2023)"),
    )
    district: float = parameter(
        7.5,
        label="schools of a district",
        unit="schools",
        low=1.0,
        high=1000.0,
        meaning="schools per district, on average",
        source=paper("Digest of Education Statistics, table 214.10: 13300 regular districts"),
    )
    district_spread: float = parameter(
        1.2,
        label="spread of the size of districts",
        unit="log SD",
        low=0.0,
        high=2.5,
        source=assumed("districts are very unequal; most have one to three schools"),
    )
    clustering: float = parameter(
        0.1,
        label="poverty between regions",
        unit="share",
        low=0.0,
        high=0.95,
        meaning="share of the variance of schools' poverty that lies between regions",
        source=assumed("A83"),
    )
    district_clustering: float = parameter(
        0.45,
        label="poverty between districts",
        unit="share",
        low=0.0,
        high=0.95,
        meaning="share of the variance within a region that lies between its districts",
        source=assumed("A83"),
    )
    spread: float = parameter(
        46.0,
        label="extent of a region",
        unit="miles",
        low=0.0,
        high=200.0,
        meaning="standard deviation of where the districts of a region of 50 schools lie, in each direction",
        source=calibrated("Reininger (2012): median of 13 miles from home; Boyd et al. (2005): 85 percent within 40 miles"),
    )
    district_extent: float = parameter(
        8.0,
        label="extent of a district",
        unit="miles",
        low=0.0,
        high=100.0,
        meaning="standard deviation of where the schools of a district lie, in each direction",
        source=assumed("A83"),
    )
    apart: float = parameter(
        70.0,
        label="distance of regions",
        unit="miles",
        low=1.0,
        high=1000.0,
        meaning="mean distance of a region's centre from its nearest neighbours', about",
        source=assumed("A83"),
    )
    pay: float = parameter(
        0.06,
        label="spread of districts' pay",
        unit="log SD",
        low=0.0,
        high=0.5,
        meaning="spread of pay between the districts of a region",
        source=assumed("A83"),
    )


class Market(Group):
    """Who looks, what they see and want, whom schools want (rules/market.py)."""

    displaced: float = parameter(
        0.033,
        label="posts that are not renewed",
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="chance that a beginner has to look for another post; it falls with experience as the opportunity to move does",
        source=calibrated("30 percent of movers did not choose to (TFS 2012-13)"),
    )
    posted: float = parameter(
        0.9,
        label="free posts that are posted in spring",
        unit="chance",
        low=0.0,
        high=1.0,
        meaning="chance that a post whose holder goes is posted in the first round and not the second",
        source=calibrated("79 percent of openings filled before the first day (School Pulse Panel 2024)"),
    )
    glances: int = parameter(
        8,
        label="schools a seeker looks at",
        unit="schools a round",
        low=1,
        high=60,
        meaning="how many schools a seeker comes across in each round, whether or not they have a free post",
        source=calibrated("A84"),
    )
    own_district: float = parameter(
        0.012,
        label="looking in the own district",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of these schools that are of the seeker's own district",
        source=calibrated("50.6 percent of movers stay in their district (TFS 2021-22)"),
    )
    border: float = parameter(
        0.1,
        label="looking across borders",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of these schools that lie in a neighbouring region",
        source=assumed("A84"),
    )
    applications: int = parameter(
        3,
        label="applications of a seeker",
        unit="schools a round",
        low=1,
        high=12,
        meaning="schools to which a seeker applies in a round, at most",
        source=calibrated("A84"),
    )
    conditions_support: float = parameter(
        1.5,
        label="support as a reason to take a post",
        unit="utility",
        low=0.0,
        high=30.0,
        meaning="weight of the administrator's support as it is believed to be",
        source=calibrated("31 percent move for the school, 17 percent name support (TFS 2021-22, 2008-09)"),
    )
    conditions_influence: float = parameter(
        1.0,
        label="influence as a reason to take a post",
        unit="utility",
        low=0.0,
        high=30.0,
        meaning="weight of teachers' influence as it is believed to be",
        source=calibrated("10 percent name influence (TFS 2008-09)"),
    )
    conditions_turnover: float = parameter(
        3.0,
        label="turnover as a reason against a post",
        unit="utility",
        low=0.0,
        high=30.0,
        meaning="weight of a school's turnover as it is believed to be",
        source=calibrated("A85"),
    )
    poverty: float = parameter(
        2.75,
        label="poverty as a reason against a post",
        unit="utility",
        low=-5.0,
        high=20.0,
        meaning="weight of the share of poor pupils, for itself; what poverty does to conditions comes on top of it",
        source=calibrated("2.6 moves to less poor schools for one to poorer (TFS 2021-22)"),
    )
    pay: float = parameter(
        10.0,
        label="pay as a reason to take a post",
        unit="utility",
        low=0.0,
        high=50.0,
        meaning="weight of the logarithm of pay",
        source=calibrated("9 percent move for pay and benefits (TFS 2021-22)"),
    )
    keeping: float = parameter(
        5.0,
        label="pay as a reason to go on teaching",
        unit="1/log pay",
        low=0.0,
        high=50.0,
        meaning="how far a bonus keeps those who would leave teaching: 1 - exp(-keeping log(1 + bonus)) of them stay",
        source=calibrated("Clotfelter et al. (2008): 17 percent less turnover with 4.5 percent more pay"),
    )
    distance: float = parameter(
        0.0655,
        label="distance as a reason against a post",
        unit="utility/mile",
        low=0.0,
        high=2.0,
        meaning="weight of a mile between home and school",
        source=calibrated("20 percent move for a better place (TFS 2021-22)"),
    )
    relocating: float = parameter(
        40.0,
        label="distance beyond which people move house",
        unit="miles",
        low=0.0,
        high=1000.0,
        meaning="whoever takes a post farther from home than this lives near it afterwards",
        source=assumed("A85"),
    )
    known: float = parameter(
        0.8,
        label="known colleagues as a reason to take a post",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="weight of full trust in a former colleague at the school",
        source=assumed("A84"),
    )
    taste: float = parameter(
        0.7,
        label="lasting taste for single schools",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="standard deviation of what a person has for or against a school, for good",
        source=calibrated("A85"),
    )
    luck: float = parameter(
        0.9,
        label="luck in the choice of schools",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="standard deviation of what a person has for or against a school in one year",
        source=calibrated("A85"),
    )
    misread: float = parameter(
        0.5,
        label="misreading a school's reputation",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="standard deviation of the error with which outsiders read conditions; full trust in somebody there leaves none",
        source=assumed("A84"),
    )
    rooted: float = parameter(
        0.2,
        label="reluctance to move",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="what another post must be better by to be taken by somebody in her first year at a school",
        source=calibrated("about one move for one entrant (Provasnik & Dorfman 2005)"),
    )
    roots: float = parameter(
        0.15,
        label="roots that grow at a school",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="what is added to that for each unit of log(1 + years at the school)",
        source=calibrated("T052 to T055"),
    )
    outside: float = parameter(
        -3.9,
        label="what work outside is worth",
        unit="utility",
        low=-30.0,
        high=10.0,
        meaning="what a post must offer, against an ordinary school at the doorstep, to be taken by somebody without one",
        source=calibrated("85 percent of first posts are within 40 miles (Boyd et al. 2005)"),
    )
    experience: float = parameter(
        1.5,
        label="experience as a reason to hire",
        unit="score",
        low=0.0,
        high=10.0,
        meaning="what a long experience is worth to a school; half of it is reached after some three years",
        source=calibrated("51 percent of hires come from other schools (Provasnik & Dorfman 2005)"),
    )
    fit: float = parameter(
        2.0,
        label="fit as a reason to hire",
        unit="score",
        low=0.0,
        high=20.0,
        meaning="weight of a liking for joint work, where teachers choose their colleagues",
        source=paper("Ingersoll et al. (2017); Liu & Johnson (2006); the size is assumed"),
    )
    ability: float = parameter(
        1.0,
        label="expertise as a reason to hire",
        unit="score",
        low=0.0,
        high=20.0,
        meaning="weight of expertise, of which schools see little before they hire",
        source=paper("Bates et al. (2025): ratings are weakly related to effect; the size is assumed"),
    )
    near: float = parameter(
        0.01,
        label="nearness as a reason to hire",
        unit="score/mile",
        low=0.0,
        high=1.0,
        meaning="weight of a mile between an applicant's home and the school",
        source=paper("Killeen, Loeb & Williams (2015): nearer candidates are hired more; the size is assumed"),
    )
    insider: float = parameter(
        0.0,
        label="belonging to the district as a reason to hire",
        unit="score",
        low=0.0,
        high=10.0,
        source=calibrated("50.6 percent of movers stay in their district (TFS 2021-22), which nearness alone brings about"),
    )
    recommended: float = parameter(
        0.5,
        label="being known to the staff as a reason to hire",
        unit="score",
        low=0.0,
        high=10.0,
        meaning="weight of full trust of a former colleague at the school",
        source=assumed("A84"),
    )
    chance: float = parameter(
        1.0,
        label="luck in hiring",
        unit="score",
        low=0.0,
        high=10.0,
        meaning="standard deviation of what schools see in an applicant and is not there; a full say of teachers halves it",
        source=paper("Bates et al. (2025); Boyd et al. (2011): schools' ranking is noisy; the size is assumed"),
    )
    entrants: float = parameter(
        0.074,
        label="trained people who enter",
        unit="share/year",
        low=0.0,
        high=1.0,
        meaning="people who have never taught and come into the reserve in a year, as a share of the region's posts",
        source=calibrated("37.8 percent of hires are in their first year (NTPS 2015-16)"),
    )
    reserve: float = parameter(
        0.12,
        label="trained people without a post on the first day",
        unit="share",
        low=0.0,
        high=2.0,
        meaning="people in the reserve on the first day who have taught before, as a share of the region's posts",
        source=calibrated("22.5 percent of hires return (Provasnik & Dorfman 2005)"),
    )
    returning: float = parameter(
        0.09,
        label="wish to return to teaching",
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="chance that somebody who has taught and has no post looks for one",
        source=calibrated("22.5 percent of hires return (Provasnik & Dorfman 2005)"),
    )
    fading: float = parameter(
        0.15,
        label="leaving the reserve for good",
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="chance that somebody without a post gives up teaching for good",
        source=assumed("A84"),
    )
    retired: float = parameter(
        28.0,
        label="experience after which nobody returns",
        unit="years",
        low=1.0,
        high=60.0,
        meaning="years of teaching after which whoever leaves does so for good",
        source=assumed("A84"),
    )
    believing: float = parameter(
        0.3,
        label="how fast reputations follow",
        unit="share/year",
        low=0.0,
        high=1.0,
        meaning="share of the way that a reputation goes in a year to what the school was like",
        source=assumed("A84"),
    )
    forgetting: float = parameter(
        0.2,
        label="fading of old acquaintances",
        unit="share/year",
        low=0.0,
        high=1.0,
        meaning="share of the trust in former colleagues that fades in a year",
        source=assumed("A84"),
    )


class Rotation(Group):
    """When a board moves people to another school of their region, and who goes where (rules/rotation.py)."""

    shortest: int = parameter(
        3,
        label="shortest spell at a school",
        unit="years",
        low=1,
        high=40,
        meaning="years at a school before which nobody is moved, whatever she wishes",
        source=paper("Niigata City, rules of personnel transfer 2008 (MEXT)"),
    )
    due: int = parameter(
        5,
        label="usual spell at a school",
        unit="years",
        low=1,
        high=40,
        meaning="years at a school from which on a move is due",
        source=paper("Niigata City, rules of personnel transfer 2008 (MEXT)"),
    )
    longest: int = parameter(
        7,
        label="longest spell at a school",
        unit="years",
        low=1,
        high=60,
        meaning="years at a school after which everybody is moved, as far as `most` allows",
        source=paper("Niigata City, rules of personnel transfer 2008 (MEXT)"),
    )
    moving: float = parameter(
        0.5,
        label="being moved when it is due",
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="chance that somebody whose move is due is moved in a year",
        source=assumed("A93"),
    )
    most: float = parameter(
        0.25,
        label="staff moved in a summer",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of a staff that is moved in one summer at most, those who have been there longest first",
        source=assumed("A93"),
    )
    candidates: int = parameter(
        4,
        label="candidates for a post",
        unit="people",
        low=1,
        high=20,
        meaning="how many people the board looks at for a post, or posts for a person who chooses",
        source=assumed("A93"),
    )
    by_points: int = parameter(
        0,
        label="who chooses",
        unit="0 or 1",
        low=0,
        high=1,
        meaning="0: the board, for the weakest staff first, as in Japan; 1: people, in the order of their points, as in Korea",
        source=paper("Seebruck (2021); Busan Metropolitan Office of Education, personnel rules 2024"),
    )
    hard: float = parameter(
        0.6,
        label="hard schools",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of poor pupils from which on a school counts as hard: a year there is a point, and everybody owes it a spell",
        source=assumed("A93"),
    )
    even: float = parameter(
        2.0,
        label="evening out staffs",
        unit="score",
        low=0.0,
        high=20.0,
        meaning="weight of experience and expertise when the board chooses for a weak staff",
        source=paper("Seebruck (2021): teachers differ less between schools under rotation; the size is assumed"),
    )
    wishes: float = parameter(
        0.2,
        label="wishes",
        unit="score/utility",
        low=0.0,
        high=5.0,
        meaning="weight of what a post is worth to somebody whom the board thinks of moving there",
        source=assumed("A93"),
    )
    owed: float = parameter(
        1.0,
        label="a spell that is owed",
        unit="score",
        low=0.0,
        high=20.0,
        meaning="weight of never having served in a school of this kind, hard or not",
        source=paper(
            "Niigata City, rules of personnel transfer 2008: one spell in each class of distance; the size is assumed"
        ),
    )
