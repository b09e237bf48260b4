// The parts of a lesson, as a page alone (lessons.js) and a class (student.js, professor.js) show them.

import { beside, capital, fill, h, later, number, percent, signed, twice } from "./dom.js";
import { coursesOption, dotsOption, optionsOption, Picture, scatterOption, seriesOf } from "./pictures.js";
import { arrow, inWords } from "./predict.js";
import { TeacherPanel } from "./teacher.js";
import { palette } from "./theme.js";

// What every part needs to close when it goes.
class Part {
  constructor() {
    this.closing = [];
  }

  picture(box, options) {
    const made = new Picture(box, options);
    this.closing.push(() => made.close());
    return made;
  }

  close() {
    for (const one of this.closing) one();
    this.closing = [];
  }
}

export const paragraphs = (text) => text.split("\n\n").filter(Boolean).map((p) => h("p", {}, p));

export function story(lesson) {
  return h("div.telling", {}, paragraphs(lesson.story));
}

// The two settings that are compared: one row for each thing that differs, and what both share.
export function settings(lesson) {
  const { differing, alike } = lesson.compared;
  const { base, other } = lesson;
  const same = alike.map((s) => `${s.label} ${+s.value.toFixed(3)} ${beside(s.unit)}`).join(", ");
  return h(
    "div.compared", {},
    h("div.tablebox", {}, h("table", {}, h("thead", {}, h("tr", {}, h("td"), h("th.base", { scope: "col" }, base.label), h("th.other", { scope: "col" }, other.label))), h("tbody", {}, differing.map((row) =>
      h("tr", {}, h("th", { scope: "row" }, capital(row.label), h("span.fine", {}, ` ${row.unit}`)), h("td", {}, row.base), h("td", {}, row.other)))))),
    h("p.fine", {}, same ? `The same in both: ${same}. ` : "", "Everything else is the same and locked."),
  );
}

export const sources = (lesson) => h("details.fold", {}, h("summary", {}, "Where the question comes from"), h("ul.refs", {}, lesson.sources.map((s) => h("li", {}, s))));

// ---------------------------------------------------------------- the outcome

export class OutcomePart extends Part {
  // others: null, or () => briefs of other seeds, for claims in which chance decides
  constructor(lesson, { levers = false } = {}) {
    super();
    this.lesson = lesson;
    this.text = lesson.main;
    this.plot = h("div.plot.lessonplot");
    this.title = h("h3");
    this.dots = h("div.plot.dots");
    this.dotsWords = h("p.fine");
    this.dotsBox = h("div", {}, h("h3", {}, "Every school by itself"), this.dots, this.dotsWords);
    this.head = h("div.verdicts");
    this.words = h("p.sentence", { role: "status" });
    this.claims = h("ul.claims");
    this.table = h("tbody");
    const kind = lesson.prediction.kind;
    this.options = kind === "choice" ? h("div.plot.options") : null;
    const both = `“${lesson.other.label}” less “${lesson.base.label}”`;
    const bars = { difference: both, apart: `how far schools are from themselves, ${both}`, base: `with “${lesson.base.label}”`, other: `with “${lesson.other.label}”` };
    const optionsBox = this.options && h("div", {}, h("h3", {}, `What came out for each answer: ${bars[lesson.setting]}`), this.options);
    this.menu = h("select", { "aria-label": "Outcome to draw", onchange: () => ((this.text = this.menu.value), this.#draw()) }, [...new Set([lesson.main, ...lesson.table])].map((t) => h("option", { value: t }, t)));
    this.root = h(
      "div.outcome", {}, this.head, this.words, optionsBox,
      h("div.cols", {}, h("div", {}, h("div.blockhead", {}, this.title, this.menu), this.plot), this.dotsBox),
      this.claims,
      h("details.fold", { open: true }, h("summary", {}, "The table"), h("div.tablebox", {}, h("table.effects.plain", {}, h("thead", {}, h("tr", {}, ["Outcome", lesson.base.label, lesson.other.label, "Difference", "Interval"].map((t) => h("th", { scope: "col" }, t)))), this.table)), h("p.fine", {}, "A number without a unit is a share, or lies on a scale from 0 to 1. The interval is what chance leaves of the difference.")),
    );
  }

  // outcome: of the locked settings; prediction, or undefined for the professor
  show(outcome, prediction) {
    Object.assign(this, { outcome, prediction });
    if (!this.courses) {
      this.courses = this.picture(this.plot, { option: (c) => this.outcome && coursesOption(c, this.plot, this.lesson, { outcome: this.outcome, prediction: this.prediction, text: this.text }) });
      this.spread = this.picture(this.dots, { option: (c) => this.#apart()?.length ? dotsOption(c, this.dots, this.#apart(), { name: `${this.lesson.other.label} less ${this.lesson.base.label}` }) : null });
      if (this.options) this.bars = this.picture(this.options, { option: (c) => optionsOption(c, this.options, this.outcome, this.prediction) });
    }
    const { lesson } = this;
    const direction = lesson.prediction.kind === "direction";
    const token = (title, value, kind) => h(`div.verdicttoken.${kind}`, {}, h("span.fine", {}, title), h("strong", {}, direction ? h("span.sign", { "aria-hidden": "true" }, arrow(value)) : null, capital(inWords(lesson, value))));
    fill(this.head, prediction === undefined || lesson.prediction.kind === "curve" ? null : token("Predicted", prediction, "mine"), lesson.prediction.kind === "curve" ? null : token("It came out", outcome.verdict, "came"), outcome.judged ? h("p.judged", {}, lesson.prediction.kind === "curve" ? outcome.judged.said : outcome.judged.right ? "As predicted." : "Not as predicted.") : null);
    this.words.textContent = outcome.sentence;
    fill(this.claims, outcome.claims.map((claim) => h("li", { className: claim.holds ? "holds" : "not" }, h("span.mark", { "aria-hidden": "true" }, claim.luck ? "≈" : claim.holds ? "✓" : "✗"), h("span", {}, claim.says, h("span.fine", {}, claim.luck ? " Chance decides this one: see how the schools differ." : claim.holds ? " It holds in these schools." : " It does not hold in these schools.")))));
    const shown = new Set([lesson.main, ...lesson.table]);
    const differ = new Set(lesson.claim.filter((claim, k) => claim.outcome && outcome.claims[k].direction !== "same").map((claim) => claim.outcome));
    fill(this.table, outcome.series.filter((s) => shown.has(s.outcome)).map((s) => tableRow(s, differ.has(s.outcome))));
    for (const option of this.menu.options) option.textContent = capital(seriesOf(outcome, option.value)?.said ?? option.value);
    this.#draw();
  }

  #apart() {
    return this.outcome && seriesOf(this.outcome, this.text)?.apart;
  }

  #draw() {
    const s = seriesOf(this.outcome, this.text);
    this.menu.value = this.text;
    this.title.textContent = "Over the years";
    this.courses.draw(`${s.said} in each year: ${this.lesson.base.label} ${s.base[0].map((v) => number(v)).join(", ")}; ${this.lesson.other.label} ${s.other[0].map((v) => number(v)).join(", ")}.`);
    const apart = (this.#apart() ?? []).filter((v) => v !== null);
    this.dotsBox.hidden = !apart.length;
    if (apart.length) {
      const up = apart.filter((v) => v > 0).length;
      this.dotsWords.textContent = `A dot is a school that lived twice with the same luck. ${capital(s.said)} is higher with “${this.lesson.other.label}” in ${up} of ${apart.length} schools.`;
      this.spread.draw(this.dotsWords.textContent);
    }
    this.bars?.draw(`What came out: ${this.outcome.options.map((o) => `${o.name} ${number(o.estimate[0])}`).join(", ")}.`);
  }
}

// A row of the table. Two digits, or one where levels are tens; one more where a difference would otherwise vanish that a claim is
// about (differs), and for what chance leaves of one that is about the same.
function tableRow(s, differs) {
  const level = Math.abs(s.over_base[0] ?? 0) >= 10 ? 1 : 2;
  const [difference, low, high] = s.difference;
  const vanishes = difference !== null && Math.abs(difference) < 0.5 * 10 ** -level;
  const same = vanishes && (!differs || Math.abs(difference) < 0.05 * 10 ** -level);
  const d = vanishes ? level + 1 : level;
  const clear = !same && low !== null && (low > 0 || high < 0);
  return h(
    `tr${clear ? ".clear" : ""}`, {},
    h("th", { scope: "row", title: s.meaning }, capital(s.said), h("span.fine", {}, unitBeside(s.unit))), h("td", {}, number(s.over_base[0], level)), h("td", {}, number(s.over_other[0], level)),
    h("td", {}, difference === null ? "–" : same ? "about the same" : clear ? h("b", {}, signed(difference, d)) : signed(difference, d)),
    h("td.interval", {}, low === null ? "–" : `${signed(low, d)} to ${signed(high, d)}`),
  );
}

// A unit in words where there is one to say: "h/week" is "h a week".
const unitBeside = (unit) => (["0..1", "r", "chance", "0..1 SD"].includes(unit) || unit.startsWith("share") ? "" : ` ${unit.replace("/", " a ")}`);

// What a lever did to the main outcome of the lesson: how much of the gap between the settings is closed.
function gapWords(lesson, outcome, moved) {
  const s = seriesOf(outcome, lesson.main);
  const [base, from, to] = [s.over_base[0], s.over_other[0], seriesOf(moved, lesson.main).over_other[0]];
  if (base === null || from === null || to === null) return "";
  const digits = Math.abs(from) >= 10 ? 1 : 2;
  const way = `${capital(s.said)}: ${number(from, digits)} → ${number(to, digits)}`;
  const gap = base - from;
  const toBase = `the gap to “${lesson.base.label}”`;
  if (Math.abs(gap) < 0.5 * 10 ** -digits) return `${way}. There was hardly a gap to “${lesson.base.label}”.`;
  const closed = (to - from) / gap;
  if (Math.abs(closed) < 0.005) return `${way}: ${toBase} stays as it was.`;
  if (closed < 0) return `${way}: ${toBase} grows by ${percent(-closed)}.`;
  return closed >= 1.005 ? `${way}: all of ${toBase} is closed, and ${percent(closed - 1)} of it more.` : `${way}: ${percent(closed)} of ${toBase} is closed.`;
}

// How far luck carries: the differences of many seeds, each a class's worth of schools.
export class LuckPart extends Part {
  constructor(lesson) {
    super();
    this.lesson = lesson;
    this.plot = h("div.plot.dots");
    this.words = h("p.fine", { role: "status" });
    this.root = h("div", { hidden: true }, this.plot, this.words);
  }

  show(briefs) {
    this.briefs = briefs;
    this.root.hidden = !briefs.length;
    if (!briefs.length) return;
    this.drawn ??= this.picture(this.plot, { option: (c) => dotsOption(c, this.plot, this.briefs.map((b) => b.difference), { name: `${this.lesson.said}: ${this.lesson.other.label} less ${this.lesson.base.label}`, colour: c.green }) });
    const counts = new Map();
    for (const b of briefs) counts.set(b.verdict, (counts.get(b.verdict) ?? 0) + 1);
    this.words.textContent = `A dot is another seed: ${this.lesson.schools} other schools and other luck. Of ${briefs.length}, ${[...counts].map(([v, n]) => `${n} came out ${inWords(this.lesson, v)}`).join(", ")}.`;
    this.drawn.draw(this.words.textContent);
  }
}

// ---------------------------------------------------------------- why

export class WhyPart extends Part {
  // look(at) -> the teacher a pointer leads to; open(query, post): show the school itself, or null where that is not open
  constructor(app, lesson, { look, open }) {
    super();
    Object.assign(this, { app, lesson, look, open });
    this.place = h("div.lookedat", { hidden: true });
    this.buttons = lesson.look.map((pointer, k) => h("button.main-button", { onclick: () => this.show(k) }, "Look at this teacher"));
    this.root = h(
      "div.whypart", {}, h("div.telling", {}, paragraphs(lesson.reveal)),
      lesson.look.length
        ? h("ol.pointers", {}, lesson.look.map((p, k) => h("li.pointer", {}, h("div", {}, h("strong", {}, capital(p.who)), h("span.fine", {}, ` “${lesson[p.setting].label}”, year ${p.year}, week ${p.week}`)), h("p", {}, p.see), this.buttons[k])))
        : null,
      this.place,
    );
  }

  async show(at) {
    this.buttons.forEach((b) => (b.disabled = true));
    try {
      const { view, query, post, state, term, setting } = await this.look(at);
      this.panel?.close();
      this.panel = new TeacherPanel(this.app, { close: () => this.#hide(at), open: null });
      const name = h("p.pointed", {}, h("strong", {}, term ? `${capital(state)}: look at “${term}”. ` : `Look at what moves ${state}. `), this.lesson.look[at].see);
      fill(this.place, name, this.open ? h("button", { onclick: () => this.open(query, post, at) }, "Open this school at this week") : null, this.panel.root);
      this.place.hidden = false;
      this.panel.show(view);
      this.panel.root.setAttribute("aria-label", `${view.name} in ${setting}`);
      this.panel.point(state, term);
      this.place.scrollIntoView({ block: "start", behavior: "instant" });
      this.panel.heading.focus({ preventScroll: true });
    } catch (error) {
      this.app.fault(error);
    } finally {
      this.buttons.forEach((b) => (b.disabled = false));
    }
  }

  #hide(at) {
    this.panel.close();
    this.panel = null;
    this.place.hidden = true;
    this.buttons[at].focus();
  }

  close() {
    this.panel?.close();
    super.close();
  }
}

// ---------------------------------------------------------------- levers

export class LeversPart extends Part {
  // give(values): run with these; locked: the professor's values hold
  constructor(lesson, { give }) {
    super();
    Object.assign(this, { lesson, give });
    this.values = Object.fromEntries(lesson.levers.map((l) => [l.name, l.start]));
    this.lever = 0;
    const soon = later(350, () => this.give({ ...this.values }));
    this.rows = lesson.levers.map((lever) => {
      const said = h("b", {}, String(+lever.start.toFixed(3)));
      const slider = h("input", { type: "range", min: lever.low, max: lever.high, step: lever.step, value: lever.start, "aria-label": `${lever.label} [${lever.unit}]` });
      const paint = () => {
        said.textContent = +Number(slider.value).toFixed(3);
        slider.style.setProperty("--at", `${(100 * (slider.value - lever.low)) / (lever.high - lever.low)}%`);
      };
      slider.addEventListener("input", paint);
      slider.addEventListener("change", () => {
        this.values[lever.name] = Number(slider.value);
        soon();
      });
      paint();
      return { lever, slider, paint, root: h("div.freelever", { "data-lever": lever.name }, h("p", {}, h("strong", {}, capital(lever.label)), lever.more), h("div.line", {}, slider, h("span.amount", {}, said, h("span.fine", {}, ` ${beside(lever.unit)}`))), h("p", {}, lever.why)) };
    });
    this.note = h("p.fine", { role: "status" });
    this.gap = h("p.sentence.gap", { role: "status" });
    this.words = h("p.sentence", { role: "status" });
    this.plot = h("div.plot.lessonplot");
    this.scatter = h("div.plot.lessonplot");
    this.axis = h("div.segments", { role: "group", "aria-label": "Lever on the axis", hidden: lesson.levers.length < 2 }, lesson.levers.map((l, k) => h("button.small", { "aria-pressed": String(k === 0), onclick: () => this.#along(k) }, capital(l.label))));
    this.scatterBox = h("div", { hidden: true }, h("div.blockhead", {}, h("h3", {}, "Everything tried"), this.axis), this.scatter);
    this.plotBox = h("div", { hidden: true }, h("h3", {}, "Over the years"), this.plot);
    const dated = new Set(lesson.other.later.map((s) => s.name));
    const set = [...lesson.other.set.filter((s) => !dated.has(s.name)), ...lesson.other.later].filter((s) => !lesson.levers.some((l) => l.name === s.name));
    this.root = h(
      "div.leverspart", {},
      h("div.freelevers", {}, this.rows.map((r) => r.root), h("p.fine", {}, set.length ? `Locked in “${lesson.other.label}”: ${set.map((s) => `${s.label} ${+s.value.toFixed(3)} ${beside(s.unit)}`).join(", ")}.` : "Everything else is locked."), this.note),
      h("div.movedpart", {}, this.gap, this.words, h("div.cols.even", {}, this.plotBox, this.scatterBox)),
    );
    if (!lesson.levers.length) fill(this.root, h("p", {}, "This lesson has no levers to move."));
  }

  // What other pages decide: values that hold for all, or none
  lock(preset, free) {
    const given = Object.keys(preset ?? {}).length > 0;
    for (const row of this.rows) {
      row.slider.disabled = !free;
      if (given && (!free || this.begun !== JSON.stringify(preset))) {
        this.values[row.lever.name] = preset[row.lever.name];
        row.slider.value = preset[row.lever.name];
        row.paint();
      }
    }
    this.begun = JSON.stringify(preset ?? {});
    this.note.textContent = free ? "" : "The professor has set the levers for the whole class.";
  }

  busy(text) {
    this.note.textContent = text;
  }

  // outcome of the locked settings, outcome with the levers moved, and points [outcome, lever, lever] of all that was tried, the class's besides
  show({ outcome, moved, tried, trials = [], outcomes = [] }) {
    Object.assign(this, { outcome, moved, tried, trials, outcomes });
    this.plotBox.hidden = !moved;
    this.scatterBox.hidden = !tried.length && !trials.length;
    if (moved) {
      this.gap.textContent = gapWords(this.lesson, outcome, moved);
      this.words.textContent = moved.sentence.replace(`“${this.lesson.other.label}”`, "your levers");
      this.courses ??= this.picture(this.plot, { option: () => coursesOption(palette(), this.plot, this.lesson, { outcome: this.outcome, moved: this.moved }) });
      this.courses.draw(this.words.textContent);
    }
    if (!this.scatterBox.hidden) this.#scatter();
  }

  #along(k) {
    this.lever = k;
    [...this.axis.children].forEach((b, j) => b.setAttribute("aria-pressed", String(j === k)));
    this.#scatter();
  }

  #scatter() {
    this.points ??= this.picture(this.scatter, { option: (c) => scatterOption(c, this.scatter, this.lesson, { trials: this.trials, outcomes: this.outcomes, own: this.tried, lever: this.lever }) });
    const lever = this.lesson.levers[this.lever];
    this.points.draw(`${capital(this.lesson.said)} by ${lever.label}: ${[...this.trials, ...this.tried].slice(-20).map((t) => `${+t[1 + this.lever].toFixed(2)} gave ${number(t[0])}`).join(", ")}.`);
  }
}

// ---------------------------------------------------------------- discussion

// What an instructor listens for. This page is often the one on the projector, so nothing shows it without being asked twice.
function answer(text) {
  const box = h("div.telling", { hidden: true }, paragraphs(text));
  const label = () => (box.hidden ? "For instructors: what to listen for" : "Hide what to listen for");
  const ask = () => (box.hidden ? "Everybody who sees this screen will read it. Press again" : "");
  const button = twice(label, ask, () => {
    box.hidden = !box.hidden;
    button.setAttribute("aria-expanded", String(!box.hidden));
    button.renew();
  });
  button.className = "small";
  button.setAttribute("aria-expanded", "false");
  return h("div.instructors", {}, button, box);
}

export function discussion(lesson) {
  return h(
    "div.discussion", {},
    h("ol.questions", {}, lesson.discussion.map((d) => h("li", {}, h("p", {}, d.question), d.answer ? answer(d.answer) : null))),
    lesson.reading.length ? h("section", {}, h("h3", {}, "Further reading"), h("ul.refs", {}, lesson.reading.map((r) => h("li", {}, r.reference, r.note ? h("span.fine", {}, ` ${r.note}`) : null)))) : null,
    sources(lesson),
  );
}
