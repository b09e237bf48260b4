// @ts-check
// The narrator: what happened in a school, in sentences, from what changed between one week and the next (living/narrator.py).
// What things are called comes from Python; that the sentences are Python's as well is what a contract test looks at.

import { capital } from "../kit/dom.js";
import { areBurntOut, nameOf, threshold } from "./persons.js";
import { rounded } from "./numbers.js";

/** @typedef {import("./living.js").Living} Living */
/** @typedef {import("../kit/protocol").Event} Event */
/** @typedef {[kind: string, text: string, posts?: number[]]} Said */
/** @typedef {ReturnType<typeof look>} Look */

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
// Exhaustion at which somebody is said to be worn out.
const WORN = 0.75;
const [NOBODY, ADMINISTRATOR, JOINT, TEACHERS] = [0, 1, 2, 3];

/** @param {number} n */
const number = (n) => NUMBERS[n] ?? String(n);
/** @param {string[]} parts */
export const join = (parts) =>
  parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}` : (parts[0] ?? "");
/** @param {number} value - as Python's :g writes it */
const general = (value) => String(Number(value.toPrecision(6)));
/** @param {string} name - as the subject of a sentence */
const inSentence = (name) => (name.startsWith("new in ") ? `the colleague ${name}` : name);
/** @param {(number | boolean)[]} those */
const which = (those) => those.flatMap((yes, at) => (yes ? [at] : []));

/**
 * A school as it is now, as far as the narrator looks.
 * @param {Living} living
 */
export function look({ engine, school }) {
  const { teachers, goals } = school.state;
  const of = (/** @type {string} */ name) => engine.field(teachers, name);
  const goal = (/** @type {string} */ name) => engine.field(goals, name);
  return {
    present: of("present"),
    exhaustion: of("exhaustion"),
    tenure: of("tenure"),
    role: of("role"),
    kind: of("kind"),
    experience: of("experience"),
    person: of("person"),
    won: of("won"),
    goals: { active: goal("active"), progress: goal("progress"), age: goal("age"), owner: goal("owner") },
    openness: school.fact("openness"),
    administrator: school.fact("administrator_tenure"),
  };
}

export class Narrator {
  /** @type {Map<number, Event[]>} - what is new to whoever sees a week */
  log = new Map();

  /** @param {Living} living */
  constructor(living) {
    this.living = living;
    this.words = living.known.words;
  }

  /**
   * Everything that is told of the weeks after so many, in order.
   * @param {number} week
   */
  after(week) {
    return [...this.log.keys()].filter((at) => at > week).sort((a, b) => a - b).flatMap((at) => this.log.get(at) ?? []);
  }

  /**
   * Note what the summer brought that has just passed: it belongs to what is told of the week after it.
   * @param {Look} eve
   */
  tellSummer(eve) {
    const { living } = this, week = living.lived, now = look(living);
    const told = [...this.#goals(eve, now), ...this.#staff(eve, now), ...this.#administrator(eve, now)];
    const later = (this.log.get(week + 1) ?? []).filter((event) => !event[4]);
    this.log.set(week + 1, [...told.map((said) => this.#event(week, said, true)), ...later]);
  }

  /**
   * Note what the week that has just passed brought.
   * @param {Look} before
   */
  tell(before) {
    const { living } = this, week = living.lived, now = look(living);
    let told = [...this.#policies(), ...this.#goals(before, now), ...this.#strain(before, now)];
    if (week % living.known.clock.year === 0) told = [...this.#year(before), ...told, ...this.#departures(before, now)];
    const summer = (this.log.get(week) ?? []).filter((event) => event[4]);
    const events = [...summer, ...told.map((said) => this.#event(week, said, false))];
    if (events.length) this.log.set(week, events);
  }

  /** @type {(week: number, said: Said, summer: boolean) => Event} */
  #event(week, [kind, text, posts = []], summer) {
    return [week, kind, text, posts, summer];
  }

  /** @returns {Iterable<Said>} */
  *#policies() {
    const { living } = this, at = living.lived - 1, { year } = living.known.clock;
    const called = (/** @type {string} */ name) => this.words.parameters[name];
    for (const { name, start, weeks, set, add, only } of living.scenario.policies) {
      if (Math.floor(at / year) + 1 !== start || (at % year) + 1 !== (weeks?.[0] ?? 1) || name.endsWith(", for good")) continue;
      const changes = join([
        ...Object.entries(set).map(([field, value]) => `${called(field)} is now ${general(value)}`),
        ...Object.entries(add).map(([field, value]) => `${called(field)} ${added(value)}`),
      ]);
      const who = only === "everyone" ? "" : ` (for ${only})`;
      if (name.startsWith("changed in year")) yield ["lever", `You changed the rules: ${changes}.`];
      else yield ["policy", `The policy “${name}” begins${who}: ${changes}.`];
    }
  }

  /** @type {(before: Look, after: Look) => Iterable<Said>} */
  *#goals(before, after) {
    const was = before.goals, now = after.goals;
    for (const [d, name] of this.words.goals.entries()) {
      if (was.active[d] && was.progress[d] < 1 && now.progress[d] >= 1) yield ["goal", `The ${name} was attained.`];
      if (now.active[d] && (!was.active[d] || now.age[d] < was.age[d])) {
        const how = { [ADMINISTRATOR]: "set by the administrator", [JOINT]: "opened to shared creation",
          [NOBODY]: "left to whoever takes it up" };
        yield ["goal", `A new ${name} was ${how[now.owner[d]] ?? "taken up by teachers"}.`];
      } else if (was.active[d] && !now.active[d]) {
        if (was.progress[d] < 0.97)
          yield ["goal", `The ${name} was dropped with ${rounded(100 * was.progress[d], 0)} percent done.`];
      } else if (was.active[d] && was.owner[d] !== now.owner[d]) {
        if (now.owner[d] === ADMINISTRATOR) {
          const lost = lostASay(before, after, d);
          const who = lost.length ? `; ${number(lost.length)} of those who shaped it lose a part of their say` : "";
          yield ["goal", `The ${name} was taken back by the administrator${who}.`, lost];
        } else if (now.owner[d] === TEACHERS) yield ["goal", `Teachers claimed the ${name}.`];
      }
    }
  }

  /** @type {(before: Look, after: Look) => Iterable<Said>} */
  *#strain(before, after) {
    const now = this.living.lived, recent = now - this.living.known.clock.year + 1;
    for (const [post, exhaustion] of after.exhaustion.entries()) {
      if (!before.present[post] || !after.present[post] || before.exhaustion[post] >= WORN || !(exhaustion >= WORN)) continue;
      const said = [...this.log].some(
        ([at, events]) =>
          at >= recent && at < now && events.some(([, kind, , posts]) => kind === "strain" && posts.includes(post)),
      );
      if (!said) yield ["strain", capital(`${inSentence(nameOf(post, after.person[post]))} is worn out.`), [post]];
    }
  }

  /** @type {(before: Look, after: Look) => Iterable<Said>} */
  *#departures(before, after) {
    const { departures } = this.words, left = this.living.leftThisYear();
    const gone = which(left.map((how, post) => before.present[post] && how));
    const leaders = gone.filter((post) => before.role[post]).map((post) => nameOf(post, after.person[post]));
    const others = /** @type {Map<string, number>} */ (new Map());
    for (const post of gone.filter((one) => !before.role[one])) {
      const what = departures[left[post]];
      others.set(what, (others.get(what) ?? 0) + 1);
    }
    const many = leaders.length > 1 ? "s" : "";
    const parts = leaders.length ? [`${number(leaders.length)} leader${many} left (${join(leaders)})`] : [];
    for (const [what, n] of [...others].sort(([a], [b]) => (a < b ? -1 : 1)))
      parts.push(`${number(n)} ${n === 1 ? "teacher" : "teachers"} ${what}`);
    yield ["people", capital(`${parts.length ? join(parts) : "nobody left"}.`), gone];
  }

  /** @type {(before: Look, after: Look) => Iterable<Said>} */
  *#staff(before, after) {
    const came = which(after.present.map((here, post) => here && after.tenure[post] === 0));
    const vacant = after.present.filter((here) => !here).length;
    if (came.length || vacant) {
      const novices = came.filter((post) => after.experience[post] <= 0).length;
      const text = `${number(came.length)} newcomer${came.length === 1 ? "" : "s"} arrived`;
      const straight = novices && came.length > 1 ? `, ${number(novices)} of them straight from training` : "";
      const empty = vacant ? `; ${number(vacant)} post${vacant > 1 ? "s" : ""} stayed vacant` : "";
      yield ["people", capital(`${text}${straight}${empty}.`), came];
    }
    const risen = which(after.role.map((role, post) => role && !before.role[post] && after.present[post]));
    for (const kind of [...new Set(risen.map((post) => after.kind[post]))].sort((a, b) => a - b)) {
      const these = risen.filter((post) => after.kind[post] === kind);
      const who = join(these.map((post) => inSentence(nameOf(post, after.person[post]))));
      yield ["people", capital(`${who} ${this.words[these.length === 1 ? "risen" : "risen_together"][kind]}.`), these];
    }
  }

  /** @type {(before: Look, after: Look) => Iterable<Said>} */
  *#administrator(before, after) {
    if (after.administrator > before.administrator) return;
    const was = before.openness, now = after.openness;
    const how = now > was + 0.05 ? "more open than" : now < was - 0.05 ? "less open than" : "about as open as";
    const gone = this.words.goals.some((_, d) => lostASay(before, after, d).length);
    const and = gone ? "; a part of the say that teachers had won goes with her predecessor" : "";
    yield ["administrator", `A new administrator took office, ${how} the one before${and}.`];
  }

  /** @type {(before: Look) => Iterable<Said>} */
  *#year(before) {
    const { living } = this, { known } = living, year = living.lived / known.clock.year;
    const staff = before.present.filter(Boolean).length, burntOut = which(areBurntOut(living));
    if (!staff) {
      yield ["year", `Year ${year} ended: nobody teaches here.`];
      return;
    }
    const row = living.yearRow(year), of = (/** @type {string} */ name) => row[known.columns.indexOf(name)];
    const said = rounded(staff * of("burnout_rate"), 0);
    yield [
      "year",
      `Year ${year} ended: ${number(burntOut.length)} of ${staff} are burnt out, at ` +
        `${rounded(threshold(living), 2).toFixed(2)} of 1 or more; in a survey about ${number(said)} would say so. ` +
        `Pupils gained ${rounded(of("student_growth"), 2).toFixed(2)} SD.`,
      burntOut,
    ];
  }
}

/**
 * What becomes of a value to which something is added.
 * @param {number} amount
 */
function added(amount) {
  const much = general(Math.abs(amount));
  return much === "0" ? "stays as it is" : `${amount > 0 ? "rises" : "falls"} by ${much}`;
}

/**
 * Posts whose holders had won a say in a domain and lost more of it than a week takes away.
 * @param {Look} before
 * @param {Look} after
 * @param {number} domain
 */
function lostASay(before, after, domain) {
  const each = before.won.length / before.present.length;
  return which(
    before.present.map((here, post) => {
      const was = before.won[post * each + domain], now = after.won[post * each + domain];
      return here && after.present[post] && after.tenure[post] >= before.tenure[post] && was > 0.1 && now < 0.95 * was;
    }),
  );
}
