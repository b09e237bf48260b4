// @ts-check
// The pictures of a lesson: courses with bands beside a prediction, and the spread of many schools.

import { echarts, font } from "./charts.js";
import { isKnown, number, signed } from "./dom.js";
import { onChange, palette } from "./theme.js";
import { t } from "./words.js";

/** @typedef {import("./theme.js").Palette} Palette */
/** @typedef {import("./protocol").Lesson} Lesson */
/** @typedef {import("./protocol").LessonOutcome} LessonOutcome */
/** @typedef {import("./protocol").Prediction} Prediction */
/** @typedef {number | null} Known */

// A chart that keeps its size and its colours.
export class Picture {
  /**
   * @param {HTMLElement} box
   * @param {object} how
   * @param {string} [how.name]
   * @param {(c: Palette) => object | null | undefined} how.option - what echarts draws, or null for nothing
   */
  constructor(box, { name = "", option }) {
    this.box = box;
    this.option = option;
    box.setAttribute("role", "img");
    if (name) box.setAttribute("aria-label", name);
    this.chart = echarts.init(box, null, { renderer: "canvas" });
    this.watch = new ResizeObserver(() => this.chart.resize({ silent: true }));
    this.watch.observe(box);
    this.forget = onChange(() => this.draw());
  }

  /**
   * Draw anew.
   * @param {string} [text] - what the picture shows, in words
   */
  draw(text) {
    if (text) this.box.setAttribute("aria-label", text);
    const option = this.option(palette());
    if (option) this.chart.setOption({ animation: false, textStyle: { fontFamily: font }, ...option }, { notMerge: true });
    else this.chart.clear();
  }

  close() {
    this.watch.disconnect();
    this.forget();
    this.chart.dispose();
  }
}

// Where the largest letters are wanted: on a projector, which shows a class's page or a window as wide as that.
/** @type {(box: HTMLElement, small: number, large: number) => number} */
export const size = (box, small, large) =>
  (box.closest(".projected") ? box.clientWidth > 640 : innerWidth >= 1700 && box.clientWidth > 420) ? large : small;

/**
 * @param {Palette} c
 * @param {HTMLElement} box
 * @param {Lesson} lesson
 * @param {{ min: number, max: number, interval?: number }} ends
 */
export function axes(c, box, lesson, ends) {
  const text = { color: c.muted, fontSize: size(box, 12.5, 17), fontFamily: font };
  return {
    text,
    x: {
      type: "value",
      min: 0.6,
      max: lesson.years + 0.4,
      interval: 1,
      axisLine: { lineStyle: { color: c.grid } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...text,
        formatter: (/** @type {number} */ v) => t`yr ${v}`,
        customValues: Array.from({ length: lesson.years }, (_, k) => k + 1),
        hideOverlap: true,
      },
    },
    y: {
      type: "value",
      ...ends,
      axisLine: { show: false },
      axisTick: { show: false },
      splitNumber: 4,
      axisLabel: {
        ...text,
        formatter: (/** @type {number} */ v) => number(v, (ends.interval ?? 1) < 0.01 ? 3 : Math.abs(v) >= 10 ? 0 : 2),
      },
      splitLine: { lineStyle: { color: c.grid } },
    },
  };
}

/** @type {(c: Palette, lesson: Lesson) => object[]} */
const onset = (c, lesson) => (lesson.other.later.length && lesson.other.start > 1 ? [{ xAxis: lesson.other.start - 0.5 }] : []);

/**
 * @param {string} name
 * @param {string} colour
 * @param {[number, Known][]} data
 * @param {{ lineStyle?: object, [more: string]: unknown }} [more]
 */
export const line = (name, colour, data, more = {}) => ({
  type: "line",
  name,
  data,
  showSymbol: false,
  silent: true,
  lineStyle: { color: colour, width: 3, ...more.lineStyle },
  itemStyle: { color: colour },
  ...Object.fromEntries(Object.entries(more).filter(([k]) => k !== "lineStyle")),
});

/** @type {(a: Known, b: Known) => Known} */
const less = (a, b) => (a === null || b === null ? null : a - b);

/** @type {(name: string, colour: string, low: Known[], high: Known[], opacity?: number) => object[]} */
export function band(name, colour, low, high, opacity = 0.17) {
  const quiet = {
    type: "line",
    silent: true,
    showSymbol: false,
    lineStyle: { width: 0 },
    stack: name,
    stackStrategy: "all",
    z: 1,
    tooltip: { show: false },
  };
  return [
    { ...quiet, data: low.map((v, k) => [k + 1, v]) },
    {
      ...quiet,
      data: high.map((v, k) => [k + 1, less(v, low[k])]),
      areaStyle: { color: colour, opacity },
    },
  ];
}

// What one sees at the end of a line, drawn as text beside it.
/** @type {(text: string, c: Palette, box: HTMLElement, colour: string) => object} */
const endLabel = (text, c, box, colour) => ({
  show: true,
  formatter: text,
  color: colour,
  fontSize: size(box, 13, 18),
  fontWeight: 620,
  fontFamily: font,
  distance: 8,
  width: size(box, box.clientWidth < 560 ? 86 : 134, 184),
  overflow: "break",
  lineHeight: size(box, 15, 21),
});

/**
 * The series of a measure, which every outcome of the lesson has.
 * @param {LessonOutcome} outcome
 * @param {string} text
 */
export function seriesOf(outcome, text) {
  return /** @type {import("./protocol").Series} */ (outcome.series.find((s) => s.outcome === text));
}

/**
 * Both settings over the years with their bands; the sketched curve, if one was; what the levers gave, if they were moved.
 * @param {Palette} c
 * @param {HTMLElement} box
 * @param {Lesson} lesson
 * @param {{ outcome: LessonOutcome, prediction?: Prediction | null, moved?: LessonOutcome | null, text?: string }} shown
 */
export function coursesOption(c, box, lesson, { outcome, prediction = null, moved = null, text = lesson.main }) {
  const s = seriesOf(outcome, text);
  const sketch = Array.isArray(prediction) && text === lesson.main ? prediction : null;
  const values = [
    ...s.base.flat(),
    ...s.other.flat(),
    ...(sketch ?? []),
    ...(moved ? seriesOf(moved, text).other.flat() : []),
  ].filter(isKnown);
  const ends = sketch ? { min: lesson.prediction.low ?? 0, max: lesson.prediction.high ?? 1 } : round(values);
  const { x, y } = axes(c, box, lesson, ends);
  /** @type {(row: Known[]) => [number, Known][]} */
  const points = (row) => row.map((v, k) => [k + 1, v]);
  const narrow = box.clientWidth < 560;
  /** @type {(name: string, colour: string) => { [more: string]: unknown }} */
  const label = (name, colour) => ({ endLabel: endLabel(name, c, box, colour), labelLayout: { moveOverlap: "shiftY" } });
  const series = [
    ...band("base", c.a, s.base[1], s.base[2]),
    ...band("other", c.b, s.other[1], s.other[2]),
    line(lesson.base.label, c.a, points(s.base[0]), {
      ...label(lesson.base.label, c.a),
      markLine: {
        silent: true,
        symbol: "none",
        label: { show: false },
        lineStyle: { color: c.muted, type: [3, 4], width: 1 },
        data: onset(c, lesson),
      },
    }),
    line(lesson.other.label, c.b, points(s.other[0]), label(lesson.other.label, c.b)),
  ];
  if (moved)
    series.push(
      ...band("moved", c.green, seriesOf(moved, text).other[1], seriesOf(moved, text).other[2]),
      line(t`With your levers`, c.green, points(seriesOf(moved, text).other[0]), label(t`Your levers`, c.green)),
    );
  if (sketch)
    series.push(
      line(t`Your curve`, c.vermilion, points(sketch), {
        ...label(t`Your curve`, c.vermilion),
        lineStyle: { type: [7, 5] },
        z: 6,
      }),
    );
  return {
    grid: { left: size(box, 50, 70), right: narrow ? 96 : size(box, 150, 200), top: 14, bottom: size(box, 28, 38) },
    xAxis: x,
    yAxis: y,
    series,
  };
}

/**
 * The ends of an axis and its steps, in round numbers; quantities that are never negative get no room below zero.
 * @param {number[]} values
 */
export function round(values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const span = Math.max(most - least, 0.02);
  const raw = (1.3 * span) / 4;
  const size = 10 ** Math.floor(Math.log10(raw));
  const interval = [1, 2, 5, 10].map((m) => m * size).find((step) => step >= raw) ?? raw;
  const min = Math.floor((least - 0.1 * span) / interval) * interval;
  return {
    min: +(least >= 0 ? Math.max(0, min) : min).toFixed(6),
    max: +(Math.ceil((most + 0.1 * span) / interval) * interval).toFixed(6),
    interval: +interval.toFixed(6),
  };
}

/**
 * A point for each value, stacked where they meet: schools, or students.
 * @param {Palette} c
 * @param {HTMLElement} box
 * @param {Known[]} values
 * @param {object} how
 * @param {string} [how.colour]
 * @param {string} [how.name]
 * @param {Known} [how.mark] - a value to point out
 * @param {string} [how.markName]
 */
export function dotsOption(c, box, values, { colour = c.b, name = "", mark = null, markName = "" } = {}) {
  const known = values.filter(isKnown);
  if (!known.length) return null;
  const all = [...known, 0];
  const span = Math.max(...all) - Math.min(...all) || 0.1;
  const [low, high] = [Math.min(...all) - 0.08 * span, Math.max(...all) + 0.08 * span];
  const columns = Math.max(12, Math.min(46, Math.floor(box.clientWidth / 17)));
  const tall = new Map();
  const points = [...known]
    .sort((p, q) => p - q)
    .map((v) => {
      const at = Math.floor(((v - low) / (high - low)) * columns);
      tall.set(at, (tall.get(at) ?? 0) + 1);
      return [low + ((at + 0.5) * (high - low)) / columns, tall.get(at), v];
    });
  const text = { color: c.muted, fontSize: size(box, 12.5, 17), fontFamily: font };
  const most = Math.max(6, ...tall.values());
  const radius = Math.min(15, (box.clientWidth * 0.86) / columns - 2, ((box.clientHeight - 70) / most) * 0.92);
  return {
    grid: { left: 22, right: 22, top: 12, bottom: size(box, 46, 60) },
    xAxis: {
      type: "value",
      min: low,
      max: high,
      name,
      nameLocation: "middle",
      nameGap: size(box, 26, 36),
      nameTextStyle: text,
      axisLabel: {
        ...text,
        formatter: (/** @type {number} */ v) => signed(v, span < 0.06 ? 3 : 2),
        showMinLabel: false,
        showMaxLabel: false,
      },
      splitLine: { show: false },
      axisLine: { onZero: false, lineStyle: { color: c.grid } },
    },
    yAxis: { type: "value", show: false, min: 0.3, max: most + 0.8 },
    series: [
      {
        type: "scatter",
        data: points,
        symbolSize: Math.max(5, radius),
        silent: true,
        itemStyle: { color: colour, opacity: 0.9 },
        markLine: {
          silent: true,
          symbol: "none",
          data: [
            {
              xAxis: 0,
              lineStyle: { color: c.ink, width: 1.2, type: "solid", opacity: 0.6 },
              label: {
                show: true,
                formatter: t`no difference`,
                position: "end",
                distance: [0, -12],
                ...text,
                color: c.ink,
                opacity: 1,
                align: high > -low ? "left" : "right",
                padding: [0, 8],
              },
            },
            ...(mark === null
              ? []
              : [
                  {
                    xAxis: mark,
                    lineStyle: { color: c.vermilion, width: 2, type: "solid" },
                    label: { show: true, formatter: markName, position: "insideEndTop", ...text, color: c.vermilion },
                  },
                ]),
          ],
        },
      },
    ],
  };
}

/**
 * The options of a choice with what came out for each; the student's own is marked.
 * @param {Palette} c
 * @param {HTMLElement} box
 * @param {LessonOutcome} outcome
 * @param {Prediction | null | undefined} prediction
 */
export function optionsOption(c, box, outcome, prediction) {
  const rows = [...outcome.options].reverse();
  const text = { color: c.ink, fontSize: size(box, 13.5, 19), fontFamily: font };
  const best = Math.max(...rows.map((r) => r.estimate[0] ?? -Infinity));
  return {
    grid: { left: 10, right: 70, top: 10, bottom: 26, containLabel: true },
    xAxis: {
      type: "value",
      axisLabel: { ...text, color: c.muted, fontSize: size(box, 12.5, 17) },
      splitLine: { lineStyle: { color: c.grid } },
    },
    yAxis: {
      type: "category",
      data: rows.map((r) => (r.name === prediction ? `${t(r.name)} (${t`yours`})` : t(r.name))),
      axisLabel: { ...text, width: box.clientWidth * 0.4, overflow: "break" },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: c.grid } },
    },
    series: [
      {
        type: "bar",
        silent: true,
        barMaxWidth: 34,
        data: rows.map((r) => ({
          value: r.estimate[0],
          itemStyle: { color: r.estimate[0] === best ? c.b : c.a, borderRadius: 4 },
        })),
        label: {
          show: true,
          position: "right",
          ...text,
          fontWeight: 620,
          formatter: (/** @type {{ value: Known }} */ { value }) => number(value),
        },
      },
    ],
  };
}
