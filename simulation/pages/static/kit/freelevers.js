// @ts-check
// The levers that a lesson leaves free: sliders, what moving them does, and everything that was tried.

import { scatterOption } from "./crowd.js";
import { beside, capital, fill, h, later, number, percent } from "./dom.js";
import { Part } from "./parts.js";
import { coursesOption, seriesOf } from "./pictures.js";
import { t } from "./words.js";

/** @typedef {import("./protocol").Lesson} Lesson */
/** @typedef {import("./protocol").LessonOutcome} LessonOutcome */
/** @typedef {import("./protocol").Trial} Trial */
/** @typedef {import("./pictures.js").Picture} Picture */
/** @typedef {Record<string, number>} Values - of levers, by name */

/**
 * What a lever did to the main outcome of the lesson: how much of the gap between the settings is closed.
 * @param {Lesson} lesson
 * @param {LessonOutcome} outcome
 * @param {LessonOutcome} moved
 */
function gapWords(lesson, outcome, moved) {
  const s = seriesOf(outcome, lesson.main);
  const [base, from, to] = [s.over_base[0], s.over_other[0], seriesOf(moved, lesson.main).over_other[0]];
  if (base === null || from === null || to === null) return "";
  const digits = Math.abs(from) >= 10 ? 1 : 2;
  const way = `${capital(s.said)}: ${number(from, digits)} → ${number(to, digits)}`;
  const gap = base - from;
  const { label } = lesson.base;
  if (Math.abs(gap) < 0.5 * 10 ** -digits) return `${way}. ${t`There was hardly a gap to “${label}”.`}`;
  const closed = (to - from) / gap;
  if (Math.abs(closed) < 0.005) return `${way}. ${t`The gap to “${label}” stays as it was.`}`;
  if (closed < 0) return `${way}. ${t`The gap to “${label}” grows by ${percent(-closed)}.`}`;
  return closed >= 1.005
    ? `${way}. ${t`All of the gap to “${label}” is closed, and ${percent(closed - 1)} of it more.`}`
    : `${way}. ${t`${percent(closed)} of the gap to “${label}” is closed.`}`;
}

export class LeversPart extends Part {
  /**
   * @param {Lesson} lesson
   * @param {{ give: (values: Values) => unknown }} how - give: run with these
   */
  constructor(lesson, { give }) {
    super();
    this.lesson = lesson;
    /** @type {LessonOutcome | null} */
    this.outcome = null;
    /** @type {LessonOutcome | null | undefined} */
    this.moved = null;
    /** @type {Trial[]} */
    this.tried = [];
    /** @type {Trial[]} */
    this.trials = [];
    /** @type {{ base: number | null }[]} */
    this.outcomes = [];
    this.begun = "";
    /** @type {Picture | null} */
    this.courses = null;
    /** @type {Picture | null} */
    this.points = null;
    /** @type {Values} */
    this.values = Object.fromEntries(lesson.levers.map((l) => [l.name, l.start]));
    this.lever = 0;
    const soon = later(350, () => give({ ...this.values }));
    this.rows = lesson.levers.map((lever) => {
      const said = h("b", {}, String(+lever.start.toFixed(3)));
      const slider = h("input", {
        type: "range",
        min: lever.low,
        max: lever.high,
        step: lever.step,
        value: lever.start,
        "aria-label": `${lever.label} [${lever.unit}]`,
      });
      const paint = () => {
        said.textContent = String(+Number(slider.value).toFixed(3));
        slider.style.setProperty("--at", `${(100 * (Number(slider.value) - lever.low)) / (lever.high - lever.low)}%`);
      };
      slider.addEventListener("input", paint);
      slider.addEventListener("change", () => {
        this.values[lever.name] = Number(slider.value);
        soon();
      });
      paint();
      return {
        lever,
        slider,
        paint,
        root: h(
          "div.freelever",
          { "data-lever": lever.name },
          h("p", {}, h("strong", {}, capital(lever.label)), lever.more),
          h("div.line", {}, slider, h("span.amount", {}, said, h("span.fine", {}, ` ${beside(lever.unit)}`))),
          h("p", {}, lever.why),
        ),
      };
    });
    this.note = h("p.fine", { role: "status" });
    this.gap = h("p.sentence.gap", { role: "status" });
    this.words = h("p.sentence", { role: "status" });
    this.plot = h("div.plot.lessonplot");
    this.scatter = h("div.plot.lessonplot");
    this.axis = h(
      "div.segments",
      { role: "group", "aria-label": t`Lever on the axis`, hidden: lesson.levers.length < 2 },
      lesson.levers.map((l, k) =>
        h("button.small", { "aria-pressed": String(k === 0), onclick: () => this.#along(k) }, capital(l.label)),
      ),
    );
    this.scatterBox = h(
      "div",
      { hidden: true },
      h("div.blockhead", {}, h("h3", {}, t`Everything tried`), this.axis),
      this.scatter,
    );
    this.plotBox = h("div", { hidden: true }, h("h3", {}, t`Over the years`), this.plot);
    const dated = new Set(lesson.other.later.map((s) => s.name));
    const set = [...lesson.other.set.filter((s) => !dated.has(s.name)), ...lesson.other.later].filter(
      (s) => !lesson.levers.some((l) => l.name === s.name),
    );
    const locked = set.map((s) => `${s.label} ${+s.value.toFixed(3)} ${beside(s.unit)}`).join(", ");
    this.root = h(
      "div.leverspart",
      {},
      h(
        "div.freelevers",
        {},
        this.rows.map((r) => r.root),
        h("p.fine", {}, set.length ? t`Locked in “${lesson.other.label}”: ${locked}.` : t`Everything else is locked.`),
        this.note,
      ),
      h("div.movedpart", {}, this.gap, this.words, h("div.cols.even", {}, this.plotBox, this.scatterBox)),
    );
    if (!lesson.levers.length) fill(this.root, h("p", {}, t`This lesson has no levers to move.`));
  }

  /**
   * What the professor decides: values that hold for all, or none.
   * @param {Values} preset
   * @param {boolean} free - whether they may be moved
   */
  lock(preset, free) {
    const given = Object.keys(preset).length > 0;
    for (const row of this.rows) {
      row.slider.disabled = !free;
      if (given && (!free || this.begun !== JSON.stringify(preset))) {
        this.values[row.lever.name] = preset[row.lever.name];
        row.slider.value = String(preset[row.lever.name]);
        row.paint();
      }
    }
    this.begun = JSON.stringify(preset);
    this.note.textContent = free ? "" : t`The professor has set the levers for the whole class.`;
  }

  /** @param {string} text */
  busy(text) {
    this.note.textContent = text;
  }

  /**
   * @param {object} shown
   * @param {LessonOutcome} shown.outcome - of the locked settings
   * @param {LessonOutcome | null | undefined} shown.moved - with the levers moved
   * @param {Trial[]} shown.tried - what the viewer tried
   * @param {Trial[]} [shown.trials] - what the class tried
   * @param {{ base: number | null }[]} [shown.outcomes]
   */
  show({ outcome, moved, tried, trials = [], outcomes = [] }) {
    Object.assign(this, { outcome, moved, tried, trials, outcomes });
    this.plotBox.hidden = !moved;
    this.scatterBox.hidden = !tried.length && !trials.length;
    if (moved) {
      this.gap.textContent = gapWords(this.lesson, outcome, moved);
      this.words.textContent = moved.sentence.replace(`“${this.lesson.other.label}”`, t`your levers`);
      this.courses ??= this.picture(this.plot, {
        option: (c) => this.outcome && coursesOption(c, this.plot, this.lesson, { outcome: this.outcome, moved: this.moved }),
      });
      this.courses.draw(this.words.textContent);
    }
    if (!this.scatterBox.hidden) this.#scatter();
  }

  /** @param {number} k */
  #along(k) {
    this.lever = k;
    [...this.axis.children].forEach((b, j) => b.setAttribute("aria-pressed", String(j === k)));
    this.#scatter();
  }

  #scatter() {
    this.points ??= this.picture(this.scatter, {
      option: (c) =>
        scatterOption(c, this.scatter, this.lesson, {
          trials: this.trials,
          outcomes: this.outcomes,
          own: this.tried,
          lever: this.lever,
        }),
    });
    const lever = this.lesson.levers[this.lever];
    const latest = [...this.trials, ...this.tried].slice(-20);
    const gave = latest.map((one) => t`${number(Number(one[1 + this.lever]))} gave ${number(one[0])}`).join(", ");
    this.points.draw(t`${capital(this.lesson.said)} by ${lever.label}: ${gave}.`);
  }
}
