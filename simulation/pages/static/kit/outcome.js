// @ts-check
// What came of a lesson: the verdict, courses, every school by itself, claims, the table, and how far luck carries.

import { capital, fill, h, isKnown, number, signed } from "./dom.js";
import { Part } from "./parts.js";
import { coursesOption, dotsOption, optionsOption, seriesOf } from "./pictures.js";
import { arrow, inWords } from "./predict.js";
import { t } from "./words.js";

/** @typedef {import("./protocol").Lesson} Lesson */
/** @typedef {import("./protocol").LessonOutcome} LessonOutcome */
/** @typedef {import("./protocol").Prediction} Prediction */
/** @typedef {import("./protocol").Brief} Brief */
/** @typedef {import("./pictures.js").Picture} Picture */

export class OutcomePart extends Part {
  /** @param {Lesson} lesson */
  constructor(lesson) {
    super();
    this.lesson = lesson;
    /** @type {LessonOutcome | null} */
    this.outcome = null;
    /** @type {Prediction | null | undefined} */
    this.prediction = null;
    /** @type {Picture | null} */
    this.courses = null;
    /** @type {Picture | null} */
    this.spread = null;
    /** @type {Picture | null} */
    this.bars = null;
    this.text = lesson.main;
    this.plot = h("div.plot.lessonplot");
    this.title = h("h3");
    this.dots = h("div.plot.dots");
    this.dotsWords = h("p.fine");
    this.dotsBox = h("div", {}, h("h3", {}, t`Every school by itself`), this.dots, this.dotsWords);
    this.head = h("div.verdicts");
    this.words = h("p.sentence", { role: "status" });
    this.claims = h("ul.claims");
    this.table = h("tbody");
    const kind = lesson.prediction.kind;
    this.options = kind === "choice" ? h("div.plot.options") : null;
    const both = t`“${lesson.other.label}” less “${lesson.base.label}”`;
    const bars = {
      difference: both,
      apart: t`how far schools are from themselves, ${both}`,
      base: t`with “${lesson.base.label}”`,
      other: t`with “${lesson.other.label}”`,
    };
    const optionsBox =
      this.options && h("div", {}, h("h3", {}, t`What came out for each answer: ${bars[lesson.setting]}`), this.options);
    /** @type {HTMLSelectElement} */
    this.menu = h(
      "select",
      { "aria-label": t`Outcome to draw`, onchange: () => ((this.text = this.menu.value), this.#draw()) },
      [...new Set([lesson.main, ...lesson.table])].map((t) => h("option", { value: t }, t)),
    );
    this.root = h(
      "div.outcome",
      {},
      this.head,
      this.words,
      optionsBox,
      h("div.cols", {}, h("div", {}, h("div.blockhead", {}, this.title, this.menu), this.plot), this.dotsBox),
      this.claims,
      h(
        "details.fold",
        { open: true },
        h("summary", {}, t`The table`),
        h(
          "div.tablebox",
          {},
          h(
            "table.effects.plain",
            {},
            h(
              "thead",
              {},
              h(
                "tr",
                {},
                [t`Outcome`, lesson.base.label, lesson.other.label, t`Difference`, t`Interval`].map((head) =>
                  h("th", { scope: "col" }, head),
                ),
              ),
            ),
            this.table,
          ),
        ),
        h(
          "p.fine",
          {},
          t`A number without a unit is a share, or lies on a scale from 0 to 1. The interval is what chance leaves of the
            difference.`,
        ),
      ),
    );
  }

  /**
   * @param {LessonOutcome} outcome - of the locked settings
   * @param {Prediction | null | undefined} prediction - undefined where none is shown
   */
  show(outcome, prediction) {
    this.outcome = outcome;
    this.prediction = prediction;
    const { lesson, options } = this;
    this.courses ??= this.picture(this.plot, {
      option: (c) =>
        this.outcome &&
        coursesOption(c, this.plot, lesson, { outcome: this.outcome, prediction: this.prediction, text: this.text }),
    });
    this.spread ??= this.picture(this.dots, {
      option: (c) => dotsOption(c, this.dots, this.#apart(), { name: t`${lesson.other.label} less ${lesson.base.label}` }),
    });
    if (options)
      this.bars ??= this.picture(options, {
        option: (c) => this.outcome && optionsOption(c, options, this.outcome, this.prediction),
      });
    const direction = lesson.prediction.kind === "direction";
    /** @type {(title: string, value: Prediction | null | undefined, kind: string) => HTMLElement} */
    const token = (title, value, kind) =>
      h(
        `div.verdicttoken.${kind}`,
        {},
        h("span.fine", {}, title),
        h(
          "strong",
          {},
          direction ? h("span.sign", { "aria-hidden": "true" }, arrow(value)) : null,
          capital(inWords(lesson, value)),
        ),
      );
    fill(
      this.head,
      prediction === undefined || lesson.prediction.kind === "curve" ? null : token(t`Predicted`, prediction, "mine"),
      lesson.prediction.kind === "curve" ? null : token(t`It came out`, outcome.verdict, "came"),
      outcome.judged
        ? h(
            "p.judged",
            {},
            lesson.prediction.kind === "curve"
              ? outcome.judged.said
              : outcome.judged.right
                ? t`As predicted.`
                : t`Not as predicted.`,
          )
        : null,
    );
    this.words.textContent = outcome.sentence;
    fill(
      this.claims,
      outcome.claims.map((claim) =>
        h(
          "li",
          { className: claim.holds ? "holds" : "not" },
          h("span.mark", { "aria-hidden": "true" }, claim.luck ? "≈" : claim.holds ? "✓" : "✗"),
          h(
            "span",
            {},
            claim.says,
            " ",
            h(
              "span.fine",
              {},
              claim.luck
                ? t`Chance decides this one: see how the schools differ.`
                : claim.holds
                  ? t`It holds in these schools.`
                  : t`It does not hold in these schools.`,
            ),
          ),
        ),
      ),
    );
    const shown = new Set([lesson.main, ...lesson.table]);
    const differ = new Set(
      lesson.claim.filter((claim, k) => claim.outcome && outcome.claims[k].direction !== "same").map((claim) => claim.outcome),
    );
    fill(
      this.table,
      outcome.series.filter((s) => shown.has(s.outcome)).map((s) => tableRow(s, differ.has(s.outcome))),
    );
    for (const option of this.menu.options) option.textContent = capital(seriesOf(outcome, option.value).said);
    this.#draw();
  }

  #apart() {
    return this.outcome ? seriesOf(this.outcome, this.text).apart : [];
  }

  #draw() {
    const { lesson, outcome } = this;
    if (!outcome) return;
    const s = seriesOf(outcome, this.text);
    this.menu.value = this.text;
    this.title.textContent = t`Over the years`;
    /** @type {(label: string, means: (number | null)[]) => string} */
    const told = (label, means) => `${label} ${means.map((v) => number(v)).join(", ")}`;
    const both = `${told(lesson.base.label, s.base[0])}; ${told(lesson.other.label, s.other[0])}`;
    this.courses?.draw(t`${s.said} in each year: ${both}.`);
    const apart = this.#apart().filter(isKnown);
    this.dotsBox.hidden = !apart.length;
    if (apart.length) {
      const up = apart.filter((v) => v > 0).length;
      const higher = t`${capital(s.said)} is higher with “${lesson.other.label}” in ${up} of ${apart.length} schools.`;
      this.dotsWords.textContent = `${t`A dot is a school that lived twice with the same luck.`} ${higher}`;
      this.spread?.draw(this.dotsWords.textContent);
    }
    this.bars?.draw(`${t`What came out`}: ${outcome.options.map((o) => `${t(o.name)} ${number(o.estimate[0])}`).join(", ")}.`);
  }
}

/**
 * A row of the table. Two digits, or one where levels are tens; one more where a difference would otherwise vanish that a claim
 * is about, and for what chance leaves of one that is about the same.
 * @param {import("./protocol").Series} s
 * @param {boolean} differs - whether a claim is about its difference
 */
function tableRow(s, differs) {
  const level = Math.abs(s.over_base[0] ?? 0) >= 10 ? 1 : 2;
  const [difference, low, high] = s.difference;
  const vanishes = difference !== null && Math.abs(difference) < 0.5 * 10 ** -level;
  const same = vanishes && (!differs || Math.abs(difference) < 0.05 * 10 ** -level);
  const d = vanishes ? level + 1 : level;
  const clear = !same && low !== null && high !== null && (low > 0 || high < 0);
  return h(
    `tr${clear ? ".clear" : ""}`,
    {},
    h("th", { scope: "row", title: s.meaning }, capital(s.said), h("span.fine", {}, unitBeside(s.unit))),
    h("td", {}, number(s.over_base[0], level)),
    h("td", {}, number(s.over_other[0], level)),
    h(
      "td",
      {},
      difference === null ? "–" : same ? t`about the same` : clear ? h("b", {}, signed(difference, d)) : signed(difference, d),
    ),
    h("td.interval", {}, low === null ? "–" : t`${signed(low, d)} to ${signed(high, d)}`),
  );
}

/**
 * A unit in words where there is one to say: "h/week" is "h a week".
 * @param {string} unit
 */
const unitBeside = (unit) =>
  ["0..1", "r", "chance", "0..1 SD"].includes(unit) || unit.startsWith("share") ? "" : ` ${unit.replace("/", " a ")}`;

// How far luck carries: the differences of many seeds, each a class's worth of schools.
export class LuckPart extends Part {
  /** @param {Lesson} lesson */
  constructor(lesson) {
    super();
    this.lesson = lesson;
    /** @type {Brief[]} */
    this.briefs = [];
    /** @type {Picture | null} */
    this.drawn = null;
    this.plot = h("div.plot.dots");
    this.words = h("p.fine", { role: "status" });
    this.root = h("div", { hidden: true }, this.plot, this.words);
  }

  /** @param {Brief[]} briefs */
  show(briefs) {
    this.briefs = briefs;
    this.root.hidden = !briefs.length;
    if (!briefs.length) return;
    const { lesson } = this;
    this.drawn ??= this.picture(this.plot, {
      option: (c) =>
        dotsOption(
          c,
          this.plot,
          this.briefs.map((b) => b.difference),
          { name: `${lesson.said}: ${t`${lesson.other.label} less ${lesson.base.label}`}`, colour: c.green },
        ),
    });
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const b of briefs) counts.set(b.verdict, (counts.get(b.verdict) ?? 0) + 1);
    const came = [...counts].map(([v, n]) => t`${n} came out ${inWords(lesson, v)}`).join(", ");
    const dot = t`A dot is another seed: ${lesson.schools} other schools and other luck.`;
    this.words.textContent = `${dot} ${t`Of ${briefs.length}, ${came}.`}`;
    this.drawn.draw(this.words.textContent);
  }
}
