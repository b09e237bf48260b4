"""The market of one summer with plain Python objects: nothing is shared with simulation/country but rules, draws and the land.

Seekers propose all at once and schools sort whom they hold, as one would do it with cards on a table.
"""

from dataclasses import dataclass, field

from simulation.core.chance import (
    FADE,
    GLANCE,
    INTERVIEW,
    POST,
    RENEWED,
    RETURN,
    TASTE,
    YEARS_LUCK,
    draw,
    normal,
    second_normal,
    two_draws,
)
from simulation.core.vocabulary import HIRING, LEAVES, MOVES
from simulation.rules import market as rules


@dataclass
class Employer:
    number: int
    run: int
    region: int
    district: int
    x: float
    y: float
    pay: float
    poverty: float
    inside: float
    outside: float
    say: float
    free_posts: list = field(default_factory=list)  #: the round in which each is posted


@dataclass
class Seeker:
    number: int
    kind: str
    school: int | None
    region: int
    district: int
    x: float
    y: float
    experience: float
    expertise: float
    disposition: float
    tenure: float
    knows: dict  #: school -> trust
    found: tuple | None = None  #: (school, round)


class Summer:
    """Everybody and everything that a market needs, read from a country between its weeks and its summer."""

    def __init__(self, living, years, new):
        self.land, self.m, self.key, self.year = living.land, living.country.market_record()[0], None, living.past
        from simulation.country.places import COUNTRY_SEED
        from simulation.engine.observe import W

        self.key = living.seed ^ COUNTRY_SEED
        self.employers, self.seekers, self.leaving = [], [], []
        m = self.m
        rooted = living.country.of_schools.leaving.rooted
        for k, place in enumerate(living.land.places):
            posts = range(place.first_post, place.first_post + place.posts)
            teachers, people = [living.pool.teachers[i] for i in posts], [living.pool.people[i] for i in posts]
            before = living.employers[k]
            support, influence, turnover = (
                years[k, W.administrator_support],
                years[k, W.influence],
                0.16 if new else before.turnover,
            )
            believed = (
                [support, influence, 0.16]
                if new
                else [before.believed_support, before.believed_influence, before.believed_turnover]
            )
            believed = [
                rules.reputation_after(b, s, m.believing) for b, s in zip(believed, (support, influence, turnover), strict=True)
            ]
            weights = m.conditions_support, m.conditions_influence, m.conditions_turnover
            inside, outside = (
                rules.worth_of_conditions(weights[0], a, weights[1], b, weights[2], c)
                for a, b, c in ((support, influence, turnover), believed)
            )
            present = [t for t in teachers if t.present]
            say = sum(float(t.voice[HIRING]) for t in present) / max(1, len(present))
            employer = Employer(
                number=k, run=int(place.run), region=int(place.region), district=int(place.district), x=place.x, y=place.y,
                pay=place.pay, poverty=float(living.pool.school[k].poverty), inside=inside, outside=outside, say=say,
            )  # fmt: skip
            free = len(teachers) - len(present)
            for t, person in zip(teachers, people, strict=True):
                if not t.present:
                    continue
                has_to_go = draw(self.key, int(person.number), 0, self.year, RENEWED, 0) < rules.chance_not_renewed(
                    m.displaced, rooted, t.experience
                )
                if t.departure == LEAVES:
                    free += 1
                    self.leaving.append(int(person.number))
                elif has_to_go or t.departure == MOVES:
                    free += has_to_go
                    self.seekers.append(self.seeker("displaced" if has_to_go else "looking", t, person, employer))
            for j in range(free):
                early = draw(self.key, employer.run, j, self.year, POST, 0) < m.posted
                employer.free_posts.append(0 if early else 1)
            self.employers.append(employer)
        for t, person in zip(living.reserve.teachers, living.reserve.people, strict=True):
            if not person.taught or draw(self.key, int(person.number), 0, self.year, RETURN, 0) < m.returning:
                self.seekers.append(self.seeker("reserve", t, person, None))

    def seeker(self, kind, t, person, employer):
        knows = {}
        for school, trust in zip(person.known, person.trust, strict=True):
            if school >= 0:
                knows[int(school)] = max(float(trust), knows.get(int(school), 0.0))
        home = employer or person
        return Seeker(
            number=int(person.number), kind=kind, school=employer.number if employer else None,
            region=int(home.region), district=int(home.district), x=float(person.x), y=float(person.y),
            experience=float(t.experience), expertise=float(t.expertise), disposition=float(t.disposition),
            tenure=float(t.tenure), knows=knows,
        )  # fmt: skip

    def worth(self, seeker, employer):
        m = self.m
        trust = seeker.knows.get(employer.number, 0.0)
        liking = m.taste * normal(*two_draws(self.key, seeker.number, employer.run, 0, TASTE, 0))
        u, v = two_draws(self.key, seeker.number, employer.run, self.year, YEARS_LUCK, 0)
        liking += m.luck * normal(u, v)
        conditions = employer.inside
        if employer.number != seeker.school:
            conditions = employer.outside + rules.reading_error(m.misread, trust) * second_normal(u, v)
        miles = rules.miles_between(seeker.x, seeker.y, employer.x, employer.y)
        return rules.worth_of_post(
            conditions=conditions, poverty_weight=m.poverty, poverty=employer.poverty, pay_weight=m.pay, pay=employer.pay,
            distance_weight=m.distance, miles=miles, known_weight=m.known, trust=trust, liking=liking,
        )  # fmt: skip

    def score(self, seeker, employer):
        m = self.m
        luck = normal(*two_draws(self.key, seeker.number, employer.run, self.year, INTERVIEW, 0))
        miles = rules.miles_between(seeker.x, seeker.y, employer.x, employer.y)
        return rules.score_of_applicant(
            experience_weight=m.experience, experience=seeker.experience, fit_weight=m.fit, disposition=seeker.disposition,
            say=employer.say, ability_weight=m.ability, expertise=seeker.expertise, near_weight=m.near, miles=miles,
            insider_weight=m.insider, insider=seeker.district == employer.district,
            recommended_weight=m.recommended, trust=seeker.knows.get(employer.number, 0.0), chance=m.chance, luck=luck,
        )  # fmt: skip

    def sees(self, seeker, turn):
        m, land = self.m, self.land
        schools = [*seeker.knows]
        for g in range(int(m.glances)):
            u, v = two_draws(self.key, seeker.number, self.year, turn, GLANCE, g)
            area = land.regions[seeker.region]
            if u < m.own_district:
                area = land.districts[seeker.district]
            elif u >= 1.0 - m.border:
                neighbour = area.near[int((u - (1.0 - m.border)) / m.border * len(area.near))]
                area = land.regions[neighbour] if neighbour >= 0 else area
            schools.append(int(land.school_of_post[area.first_post + int(v * area.posts)]))
        return {k for k in schools if k != seeker.school}

    def hold(self):
        """Three rounds. Returns person -> (school, round) of all who have found a post."""
        vacated = []
        for turn in range(3):
            if turn:
                for k in vacated:
                    self.employers[k].free_posts.append(turn)
            open_posts = {e.number: sum(posted <= turn for posted in e.free_posts) for e in self.employers}
            active = [s for s in self.seekers if s.found is None and (turn < 2 or s.kind != "looking")]
            wishes = {s.number: self.wishes(s, turn, open_posts) for s in active}
            vacated = []
            for number, k in self.cards(active, wishes, open_posts).items():
                seeker = next(s for s in active if s.number == number)
                seeker.found = (k, turn)
                self.employers[k].free_posts.remove(min(self.employers[k].free_posts))
                if seeker.kind == "looking":
                    vacated.append(seeker.school)
        return {s.number: s.found for s in self.seekers if s.found}

    def wishes(self, seeker, turn, open_posts):
        limit = self.m.outside
        if seeker.kind == "looking":
            own = self.worth(seeker, self.employers[seeker.school])
            limit = own + rules.reluctance_to_move(self.m.rooted, self.m.roots, seeker.tenure)
        seen = [(self.worth(seeker, self.employers[k]), -k) for k in self.sees(seeker, turn) if open_posts[k]]
        return [-k for value, k in sorted(seen, reverse=True) if value > limit][: int(self.m.applications)]

    def cards(self, active, wishes, open_posts):
        people = {s.number: s for s in active}
        waiting, left = set(people), {number: list(schools) for number, schools in wishes.items()}
        tables = {k: [] for k in open_posts}
        while waiting:
            for number in sorted(waiting):
                if left[number]:
                    tables[left[number].pop(0)].append(number)
            for k, held in tables.items():
                held.sort(key=lambda number: (-self.score(people[number], self.employers[k]), number))
                del held[open_posts[k] :]
            seated = {number for held in tables.values() for number in held}
            waiting = {number for number in people if number not in seated and left[number]}
        return {number: k for k, held in tables.items() for number in held}

    def gives_up(self, number):
        return draw(self.key, number, 0, self.year, FADE, 0) < self.m.fading
