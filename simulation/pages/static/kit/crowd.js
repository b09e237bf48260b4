// @ts-check
// A whole class in one picture: which way predictions and outcomes went, sketched curves, and what every lever setting gave.

import { font } from "./charts.js";
import { capital, isKnown, number } from "./dom.js";
import { axes, band, line, round, size } from "./pictures.js";
import { DIRECTIONS, inWords } from "./predict.js";
import { t } from "./words.js";

/** @typedef {import("./theme.js").Palette} Palette */
/** @typedef {import("./protocol").Lesson} Lesson */
/** @typedef {import("./protocol").Brief} Brief */
/** @typedef {import("./protocol").Prediction} Prediction */
/** @typedef {import("./protocol").Trial} Trial */
/** @typedef {number | null} Known */
/** @typedef {{ predictions?: Prediction[] | null, outcomes?: Brief[] | null }} Pooled - what a class has done so far */

/**
 * Which way predictions and outcomes of a class went, side by side.
 * @param {Palette} c
 * @param {HTMLElement} box
 * @param {Lesson} lesson
 * @param {{ predictions: Prediction[], outcomes: Brief[] }} pooled
 */
function votesOption(c, box, lesson, { predictions, outcomes }) {
  const names = lesson.prediction.kind === "direction" ? ["less", "same", "more"] : lesson.prediction.options;
  /** @param {string} name */
  const label = (name) => DIRECTIONS.find(([n]) => n === name)?.[1] ?? t(name);
  /** @param {Prediction[]} list */
  const count = (list) => names.map((name) => list.filter((v) => v === name).length);
  const text = { color: c.ink, fontSize: size(box, 14, 22), fontFamily: font };
  /** @type {(name: string, data: number[], colour: string) => object} */
  const bar = (name, data, colour) => ({
    type: "bar",
    name,
    data,
    silent: true,
    barMaxWidth: 110,
    barGap: "8%",
    itemStyle: { color: colour, borderRadius: [5, 5, 0, 0] },
    label: {
      show: true,
      position: "top",
      ...text,
      fontWeight: 640,
      formatter: (/** @type {{ value: number }} */ { value }) => (value ? value : ""),
    },
  });
  const series = [bar(t`Predicted`, count(predictions), c.vermilion)];
  if (outcomes.length) series.push(bar(t`Came out`, count(outcomes.map((o) => o.verdict)), c.b));
  return {
    legend: { top: 0, right: 8, itemWidth: 16, itemHeight: 10, textStyle: text },
    grid: { left: 12, right: 12, top: size(box, 44, 60), bottom: size(box, 32, 48) },
    xAxis: {
      type: "category",
      data: names.map(label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: c.grid } },
      axisLabel: { ...text, interval: 0, width: (box.clientWidth - 40) / names.length - 10, overflow: "break" },
    },
    yAxis: {
      type: "value",
      show: false,
      minInterval: 1,
      max: (/** @type {{ max: number }} */ { max }) => Math.max(4, max * 1.15),
    },
    series,
  };
}

/** @type {(prediction: Prediction | null) => prediction is number[]} */
const isCurve = (prediction) => Array.isArray(prediction);

/** @type {(sorted: number[], q: number) => Known} */
const quantile = (sorted, q) => {
  if (!sorted.length) return null;
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low] + (at - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
};

/**
 * All sketched curves, and the band in which the outcomes of the class lie.
 * @param {Palette} c
 * @param {HTMLElement} box
 * @param {Lesson} lesson
 * @param {{ predictions: number[][], outcomes: Brief[], own?: number[] | null }} drawn
 */
function spaghettiOption(c, box, lesson, { predictions, outcomes, own = null }) {
  const { x, y, text } = axes(c, box, lesson, { min: lesson.prediction.low ?? 0, max: lesson.prediction.high ?? 1 });
  /** @type {(row: Known[]) => [number, Known][]} */
  const points = (row) => row.map((v, k) => [k + 1, v]);
  /** @type {object[]} */
  const series = predictions.map((curve) =>
    line(t`Predicted`, c.vermilion, points(curve), {
      lineStyle: { width: size(box, 1.7, 2.8), opacity: Math.max(0.35, 0.9 - predictions.length / 60) },
    }),
  );
  if (own) series.push(line(t`Yours`, c.vermilion, points(own), { lineStyle: { type: [7, 5] }, z: 8 }));
  if (outcomes.length) {
    /** @type {(which: 0 | 1, k: number) => number[]} */
    const at = (which, k) =>
      outcomes
        .map((o) => o.curves?.[which][k] ?? null)
        .filter(isKnown)
        .sort((p, q) => p - q);
    /** @type {(which: 0 | 1, q: number) => Known[]} */
    const row = (which, q) => Array.from({ length: lesson.years }, (_, k) => quantile(at(which, k), q));
    series.push(
      ...band("outcomes", c.b, row(1, 0.05), row(1, 0.95), 0.28),
      line(t`Came out`, c.b, points(row(1, 0.5)), { lineStyle: { width: size(box, 4, 5) }, z: 9 }),
    );
    series.push(line(lesson.base.label, c.a, points(row(0, 0.5)), { lineStyle: { width: 2.5, type: [2, 4] }, z: 7 }));
  }
  return {
    legend: {
      top: 0,
      right: 8,
      data: [t`Predicted`, ...(own ? [t`Yours`] : []), ...(outcomes.length ? [t`Came out`, lesson.base.label] : [])],
      itemWidth: 22,
      itemHeight: 4,
      icon: "roundRect",
      textStyle: { ...text, color: c.ink, fontSize: size(box, 13, 20) },
    },
    grid: { left: size(box, 50, 74), right: 20, top: size(box, 40, 56), bottom: size(box, 28, 40) },
    xAxis: x,
    yAxis: y,
    series,
  };
}

/**
 * A class in one picture, whatever it predicted.
 * @param {Palette} c
 * @param {HTMLElement} box
 * @param {Lesson} lesson
 * @param {Pooled} pooled
 * @param {Prediction | null} [own] - a student's own prediction
 */
export function crowdOption(c, box, lesson, pooled, own = null) {
  const [predictions, outcomes] = [pooled.predictions ?? [], pooled.outcomes ?? []];
  if (lesson.prediction.kind === "curve")
    return spaghettiOption(c, box, lesson, {
      predictions: predictions.filter(isCurve),
      outcomes,
      own: isCurve(own) ? own : null,
    });
  return votesOption(c, box, lesson, { predictions, outcomes });
}

/**
 * The same in words.
 * @param {Lesson} lesson
 * @param {Pooled} pooled
 */
export function crowdWords(lesson, pooled) {
  const [predictions, outcomes] = [pooled.predictions ?? [], pooled.outcomes ?? []];
  const seen = outcomes.length;
  if (lesson.prediction.kind === "curve") {
    return seen
      ? t`${predictions.length} sketched curves; the blue band holds the outcomes of ${seen} students, 9 in 10 of them.`
      : t`${predictions.length} sketched curves.`;
  }
  /** @param {Prediction[]} list */
  const tell = (list) =>
    [...new Set(list)].map((v) => `${list.filter((w) => w === v).length} ${inWords(lesson, v)}`).join(", ");
  const came = seen ? ` ${t`Came out`}: ${tell(outcomes.map((o) => o.verdict))}.` : "";
  return `${t`Predicted`}: ${tell(predictions) || t`nothing yet`}.${came}`;
}

/**
 * Text in lines of about so many letters, for a narrow strip.
 * @param {string} text
 * @param {number} letters
 */
function inLines(text, letters) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length <= letters || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.join("\n");
}

/**
 * What every lever setting gave: one lever along the axis, the other as colour.
 * @param {Palette} c
 * @param {HTMLElement} box
 * @param {Lesson} lesson
 * @param {{ trials: Trial[], outcomes: { base: Known }[], lever?: number, own?: Trial[] }} tried - own: the viewer's
 */
export function scatterOption(c, box, lesson, { trials, outcomes, lever = 0, own = [] }) {
  const chosen = lesson.levers[lever];
  const other = /** @type {import("./protocol").FreeLever | undefined} */ (lesson.levers[1 - lever]);
  const text = { color: c.muted, fontSize: size(box, 12.5, 17), fontFamily: font };
  /** @type {(t: Trial, extra?: object) => object} */
  const point = (t, extra = {}) => ({ value: [t[1 + lever], t[0], other ? t[2 - lever] : 0], ...extra });
  const base = outcomes.map((o) => o.base).filter(isKnown);
  const level = base.length ? base.reduce((s, v) => s + v, 0) / base.length : null;
  const values = [...trials, ...own]
    .map((t) => t[0])
    .concat(level)
    .filter(isKnown);
  if (!values.length) return null;
  const ends = round(values);
  const margin = (chosen.high - chosen.low) * 0.04;
  return {
    grid: { left: size(box, 58, 84), right: other ? size(box, 120, 170) : 30, top: 18, bottom: size(box, 52, 72) },
    xAxis: {
      type: "value",
      min: +(chosen.low - margin).toFixed(3),
      max: +(chosen.high + margin).toFixed(3),
      name: `${capital(chosen.label)} [${chosen.unit}]`,
      nameLocation: "middle",
      nameGap: size(box, 30, 42),
      nameTextStyle: { ...text, color: c.ink, fontSize: size(box, 14, 20), fontWeight: 600 },
      axisLabel: { ...text, showMinLabel: false, showMaxLabel: false },
      splitLine: { show: false },
      axisLine: { onZero: false, lineStyle: { color: c.grid } },
    },
    yAxis: {
      type: "value",
      ...ends,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        ...text,
        formatter: (/** @type {number} */ v) => number(v, ends.interval < 0.01 ? 3 : Math.abs(v) >= 10 ? 1 : 2),
      },
      splitLine: { lineStyle: { color: c.grid } },
    },
    ...(other
      ? {
          visualMap: {
            min: other.low,
            max: other.high,
            dimension: 2,
            seriesIndex: [0, 1],
            right: 0,
            top: "middle",
            itemHeight: size(box, 110, 180),
            text: [`${inLines(capital(other.label), 15)}\n${+other.high.toFixed(3)}`, `${+other.low.toFixed(3)}`],
            textStyle: { ...text, lineHeight: size(box, 16, 22) },
            calculable: false,
            inRange: { color: [c.orange, c.green, c.b] },
          },
        }
      : {}),
    series: [
      {
        type: "scatter",
        name: t`The class`,
        silent: true,
        data: trials.map((t) => point(t)),
        symbolSize: size(box, 11, 17),
        itemStyle: { color: c.b, opacity: 0.8 },
      },
      {
        type: "scatter",
        name: t`Yours`,
        silent: true,
        data: own.map((t, k) => point(t, { symbolSize: k === own.length - 1 ? 18 : 12 })),
        itemStyle: { color: c.b, borderColor: c.ink, borderWidth: 2 },
        markLine: {
          silent: true,
          symbol: "none",
          data: level === null ? [] : [{ yAxis: level }],
          lineStyle: { color: c.a, type: [5, 5], width: 2 },
          label: { formatter: lesson.base.label, position: "insideEndTop", ...text, color: c.ink },
        },
      },
    ],
  };
}
