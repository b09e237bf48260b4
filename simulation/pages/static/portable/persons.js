// @ts-check
// One teacher closely, and all of them in a table (living/teacher.py, living/staff.py, words/why.py, words/people.py).

import { capital } from "../kit/dom.js";
import { mean, rounded, scaled } from "./numbers.js";

/** @typedef {import("./living.js").Living} Living */

// How often the engine is asked, each time with other random numbers, what everybody would choose.
const DRAWS = 400;
// Of the terms that raise, and of those that lower, so many are named, and none that is smaller than a tenth of the largest.
const NAMED = 2, WORTH_NAMING = 0.1;

const three = (/** @type {number} */ value) => rounded(value, 3);

/**
 * What whoever holds a post is called.
 * @param {number} post
 * @param {number} person - as numbered in the run; below 0 for a vacant post
 */
export function nameOf(post, person) {
  const first = `Teacher ${post + 1}`;
  return person === post ? first : person < 0 ? `${first}'s post` : `new in ${first}'s post`;
}

/**
 * Overall burnout of whoever holds each post (rules/burnout.py).
 * @param {Living} living
 */
export function burnoutNow({ engine, school }) {
  const of = (/** @type {string} */ name) => engine.field(school.state.teachers, name);
  const distance = of("depersonalization"), accomplishment = of("accomplishment");
  return of("exhaustion").map((exhaustion, post) => 0.4 * exhaustion + 0.3 * distance[post] + 0.3 * (1 - accomplishment[post]));
}

/**
 * The burnout from which somebody counts as burnt out.
 * @param {Living} living
 */
export const threshold = (living) => living.values(Math.max(living.lived - 1, 0))["survey.burnout"];

/**
 * Whose burnout is at the threshold or above it.
 * @param {Living} living
 */
export function areBurntOut(living) {
  const mark = threshold(living), levels = burnoutNow(living);
  const here = living.engine.field(living.school.state.teachers, "present");
  return here.map((present, post) => Boolean(present) && levels[post] >= mark);
}

/**
 * Every post with whoever holds it.
 * @param {Living} living
 * @param {number[]} forms - that are shown
 * @returns {import("../kit/protocol").Staff}
 */
export function staffView(living, forms) {
  const { engine, known, school } = living, { words } = known;
  const of = (/** @type {string} */ name) => engine.field(school.state.teachers, name);
  const here = of("present"), group = of("group"), experience = of("experience"), total = of("total"), person = of("person");
  const states = known.staff_states.map(([state, outcome]) => /** @type {const} */ ([outcome, of(state)]));
  const levels = burnoutNow(living), burnt = areBurntOut(living), mark = threshold(living);
  const voice = parts(of("voice"), here.length);
  const terms = parts(Array.from(engine.numbers(school.state.terms)), here.length);
  const worn = words.states[0].terms.map((_, k) => mean(terms.filter((__, post) => here[post]).map((row) => row[k])));
  return {
    week: living.lived,
    summer: living.summer,
    threshold: three(mark),
    people: here.flatMap((is, post) => {
      if (!is) return [];
      return {
        post,
        name: nameOf(post, person[post]),
        group: group[post],
        experience: rounded(experience[post], 0),
        form: forms[post],
        states: {
          ...Object.fromEntries(states.map(([outcome, values]) => [outcome, three(values[post])])),
          burnout: three(levels[post]),
          influence: three(mean(voice[post])),
          hours_total: living.chosen ? rounded(total[post], 1) : null,
        },
        burnt_out: burnt[post],
        since: burnt[post] ? since(living, post, mark) : null,
        cause: burnt[post] ? cause(terms[post], worn, words.states[0].terms) : "",
      };
    }),
  };
}

/**
 * The week since which she has been burnt out without a break; not before she came.
 * @param {Living} living
 * @param {number} post
 * @param {number} mark
 */
function since(living, post, mark) {
  let week = living.lived;
  while (week >= living.arrived[post] && living.remembered[week].burnout[post] >= mark) week--;
  return week + 1;
}

/**
 * What wore her down most this year, and what more than it did her colleagues. usual : the means of all
 * @param {number[]} terms
 * @param {number[]} usual
 * @param {string[]} words
 */
function cause(terms, usual, words) {
  const worn = words.map((_, k) => terms[k]), total = worn.filter((value) => value > 0).reduce((sum, value) => sum + value, 0);
  if (total <= 0) return "Nothing has worn her down this year yet.";
  const excess = worn.map((value, k) => (value > 0 ? value - usual[k] : -Infinity));
  const largest = (/** @type {number[]} */ of) => of.indexOf(Math.max(...of)), most = largest(worn), more = largest(excess);
  const sentence = `Most of this year’s strain comes from ${words[most]} (${rounded((100 * worn[most]) / total, 0)} percent)`;
  if (excess[more] <= 0) return `${sentence}.`;
  if (more === most) return `${sentence}, more than colleagues have of it.`;
  return `${sentence}; ${words[more]} weighs on her more than on colleagues.`;
}

/**
 * Everything the page shows of one teacher.
 * @param {Living} living
 * @param {number} post
 * @returns {import("../kit/protocol").TeacherView}
 */
export function teacherView(living, post) {
  const { engine, known, school } = living, { words, catalogue } = known;
  const { teachers, goals } = school.state, one = engine.part({ ...teachers, shape: [school.posts, 1] }, post);
  const of = (/** @type {string} */ name) => engine.field(one, name), the = (/** @type {string} */ name) => of(name)[0];
  const goal = (/** @type {string} */ name) => engine.field(goals, name);
  const name = nameOf(post, the("person")), { lived, arrived } = living;
  if (!the("present")) return { post, name, vacant: true, week: lived };
  const burnout = burnoutNow(living)[post], active = goal("active"), owner = goal("owner"), stage = goal("stage");
  const form = of("form"), chances = chancesOf(living, post), began = arrived[post];
  const well = 0.5 * (0.5 * the("satisfaction") + 0.5 * the("self_efficacy")) + 0.5 * (1 - burnout);
  const value = (/** @type {string} */ state) => (state === "burnout" ? burnout : state === "well_being" ? well : the(state));
  return {
    post,
    person: the("person"),
    name,
    vacant: false,
    week: lived,
    since: began,
    experience: rounded(the("experience"), 0),
    tenure: the("tenure"),
    group: `Group ${the("group") + 1}`,
    notes: notes(of, words),
    states: known.states.map(([state, outcome]) => ({ ...outcome, value: three(value(state)) })),
    hours: living.chosen ? hours(living, post) : [],
    voice: Object.fromEntries(of("voice").map((voice, d) => [catalogue.domain_words[catalogue.domains[d]], three(voice)])),
    goals: catalogue.domains.flatMap((domain, k) =>
      active[k]
        ? {
            domain,
            owner: words.owners[owner[k]],
            stage: words.stages[stage[k]],
            form: living.chosen ? catalogue.forms[form[k]] : "nothing yet",
            chances: chances[k].map(three),
          }
        : [],
    ),
    why: why(living, post),
    turns_to: colleagues(living, post, "source", "target"),
    asked_by: colleagues(living, post, "target", "source"),
    history: Object.fromEntries(
      known.states.flatMap(([state, { name: outcome }]) =>
        known.remembered.includes(state)
          ? [[outcome, living.remembered.slice(began + 1, lived + 1).map(({ states }) => scaled(states[state][post], 3))]]
          : [],
      ),
    ),
  };
}

/**
 * Numbers in so many equal parts.
 * @param {number[]} numbers
 * @param {number} count
 */
const parts = (numbers, count) =>
  Array.from({ length: count }, (_, k) => numbers.slice((k * numbers.length) / count, ((k + 1) * numbers.length) / count));

/**
 * How likely she would take each form on each goal, were everybody to choose now: the engine's own phases answer, on a copy.
 * @param {Living} living
 * @param {number} post
 */
function chancesOf(living, post) {
  const { engine, school, known } = living, { free } = engine, n = known.catalogue.domains.length;
  try {
    const copy = Object.fromEntries(
      Object.entries(school.state).map(([name, place]) => {
        const room = engine.room(place.shape, place.record);
        engine.restore(room, engine.bytes(place));
        return [name, room];
      }),
    );
    const week = school.fact("week"), p = living.steps.parametersOf(living.lived);
    engine.set(copy.school, "week", week - (week % known.clock.cycle));
    engine.call("situate", copy, p);
    const before = engine.room(copy.teachers.shape, copy.teachers.record);
    engine.restore(before, engine.bytes(copy.teachers));
    const forms = engine.room([DRAWS, school.posts, n], { size: 1, fields: {} });
    engine.call("foresee_choices", copy, p, before, forms);
    const drawn = engine.bytes(forms);
    return known.catalogue.domains.map((_, k) => {
      const counts = known.catalogue.forms.map(() => 0);
      for (let draw = 0; draw < DRAWS; draw++) counts[drawn[(draw * school.posts + post) * n + k]]++;
      return counts.map((count) => count / DRAWS);
    });
  } finally {
    engine.release(free);
  }
}

/**
 * What a teacher's week is made of, without what takes no time; the last is the sum.
 * @param {Living} living
 * @param {number} post
 * @returns {[string, number][]}
 */
function hours(living, post) {
  const { engine, school, known } = living, { free } = engine, names = known.words.hours;
  const rows = engine.room([school.posts, names.length]);
  engine.call("account_for_hours", school.state, living.steps.parametersOf(Math.max(living.lived - 1, 0)), rows);
  const row = Array.from(engine.numbers(engine.part(rows, post)));
  engine.release(free);
  const shown = names.flatMap((name, k) =>
    Math.abs(row[k]) >= 0.05 ? [/** @type {[string, number]} */ ([name, rounded(row[k], 1)])] : [],
  );
  return [...shown, ["in all", rounded(row.reduce((sum, one) => sum + one, 0), 1)]];
}

/** @type {(of: (name: string) => number[], words: import("./data").Known["words"]) => string[]} */
function notes(of, words) {
  const is = (/** @type {string} */ name) => Boolean(of(name)[0]);
  /** @type {(string | false)[]} */
  const said = [
    is("role") && `${words.roles[of("kind")[0]]}${is("reviewer") ? ", judging colleagues" : ""}`,
    is("mentored") && "has a mentor",
    is("member") && `in a professional network outside${is("recruited") ? ", brought along by a colleague" : ""}`,
    ...of("attends").map((attends, way) => attends !== 0 && words.training[way]),
    is("in_team") && "meets in a formal team",
  ];
  return said.flatMap((one) => one || []);
}

/**
 * What moved her states this year: a sentence and the terms, for each.
 * @param {Living} living
 * @param {number} post
 * @returns {import("../kit/protocol").Why[]}
 */
function why({ engine, school, known }, post) {
  const terms = engine.numbers(engine.part(school.state.terms, post));
  let at = 0;
  return known.words.states.map(({ label, better, terms: words }) => {
    const values = /** @type {[string, number][]} */ (words.map((word) => [word, terms[at++]]));
    return {
      state: label,
      better,
      sentence: moved(label, values),
      terms: values.map(([name, value]) => ({ name, value: rounded(value, 4) })),
    };
  });
}

/**
 * What moved a state, in a sentence.
 * @param {string} state
 * @param {[string, number][]} terms
 */
function moved(state, terms) {
  const net = terms.reduce((sum, [, value]) => sum + value, 0);
  if (terms.every(([, value]) => value === 0)) return `Nothing has moved ${state} yet.`;
  const strongest = (/** @type {number} */ sign) => {
    const those = terms.filter(([, value]) => sign * value > 0).sort(([, a], [, b]) => sign * (b - a));
    const worth = those.filter(([, value]) => Math.abs(value) > WORTH_NAMING * Math.abs(those[0][1]));
    return worth.slice(0, NAMED).map(([name]) => name);
  };
  const joined = (/** @type {string[]} */ names) => names.join(" and "), up = strongest(1), down = strongest(-1);
  const much = rounded(Math.abs(net), 2).toFixed(2);
  const how = Math.abs(net) < 0.005 ? "held steady" : net > 0 ? `rose by ${much}` : `fell by ${much}`;
  const raised = up.length ? `: raised most by ${joined(up)}` : "";
  const lowered = down.length ? `${up.length ? ", " : ": "}lowered most by ${joined(down)}` : "";
  return `${capital(state)} ${how} this year${raised}${lowered}.`;
}

/** @type {(living: Living, post: number, mine: string, theirs: string) => import("../kit/protocol").Colleague[]} */
function colleagues({ engine, school, known }, post, mine, theirs) {
  const tie = (/** @type {string} */ name) => engine.field(school.state.ties, name, school.fact("n_ties"));
  const from = tie(mine), to = tie(theirs), trust = tie("trust"), work = tie("work");
  const person = engine.field(school.state.teachers, "person");
  const found = from.flatMap((one, k) =>
    one === post
      ? [{ post: to[k], name: nameOf(to[k], person[to[k]]), trust: three(trust[k]), contact: known.words.contacts[work[k]] }]
      : [],
  );
  return found.sort((a, b) => b.trust - a.trust);
}

/**
 * What orders teachers, by what a lesson calls whom it means; the first of those who fit is meant (lessons/people.py).
 * @type {{ [who: string]: [state: string, sign: 1 | -1] }}
 */
const ORDERS = {
  "most exhausted": ["exhaustion", -1], "least exhausted": ["exhaustion", 1], "most burnt out": ["burnout", -1],
  "most satisfied": ["satisfaction", -1], "least satisfied": ["satisfaction", 1], "most confident": ["self_efficacy", -1],
  "least confident": ["self_efficacy", 1], "highest standing": ["standing", -1], "lowest standing": ["standing", 1],
  "most influential": ["voice", -1], "least influential": ["voice", 1], "longest hours": ["total", -1],
  "most isolated": ["isolation", -1], "most experienced": ["experience", -1], newcomer: ["newest", 1], leader: ["standing", -1],
  "tired leader": ["exhaustion", -1],
};

/**
 * The post of the teacher meant; the lowest number among equals. Where nobody fits, the whole staff is meant.
 * @param {Living} living
 * @param {string} who
 */
export function findTeacher(living, who) {
  const { engine, school } = living, of = (/** @type {string} */ name) => engine.field(school.state.teachers, name);
  const [state, sign] = ORDERS[who], present = of("present"), role = of("role"), experience = of("experience");
  const values = /** @type {{ [state: string]: () => number[] }} */ ({
    burnout: () => burnoutNow(living),
    voice: () => parts(of("voice"), school.posts).map((voice) => voice.reduce((sum, one) => sum + one, 0)),
    newest: () => of("tenure").map((tenure, post) => tenure * 100 + experience[post]),
  })[state]?.() ?? of(state);
  const leads = who.endsWith("leader") && present.some((here, post) => here && role[post]);
  const rank = values.map((value, post) => (present[post] && (!leads || role[post]) ? sign * value : Infinity));
  return rank.indexOf(Math.min(...rank));
}
