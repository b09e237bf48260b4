// The pictures of a lesson: courses with bands beside a prediction, the spread of many schools, and a whole class in one picture.

import { echarts, font } from "./charts.js";
import { capital, number, signed } from "./dom.js";
import { onChange, palette } from "./theme.js";
import { DIRECTIONS, inWords } from "./predict.js";

// A chart that keeps its size and its colours. option(palette) -> what echarts draws, or null for nothing
export class Picture {
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

  // Draw anew; text: what the picture shows, in words
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
const size = (box, small, large) => ((box.closest(".projected") ? box.clientWidth > 640 : innerWidth >= 1700 && box.clientWidth > 420) ? large : small);

function axes(c, box, lesson, ends) {
  const text = { color: c.muted, fontSize: size(box, 12.5, 17), fontFamily: font };
  return {
    text,
    x: {
      type: "value", min: 0.6, max: lesson.years + 0.4, interval: 1, axisLine: { lineStyle: { color: c.grid } }, axisTick: { show: false }, splitLine: { show: false },
      axisLabel: { ...text, formatter: (v) => `yr ${v}`, customValues: Array.from({ length: lesson.years }, (_, k) => k + 1), hideOverlap: true },
    },
    y: {
      type: "value", ...ends, axisLine: { show: false }, axisTick: { show: false }, splitNumber: 4, axisLabel: { ...text, formatter: (v) => number(v, ends.interval < 0.01 ? 3 : Math.abs(v) >= 10 ? 0 : 2) }, splitLine: { lineStyle: { color: c.grid } },
    },
  };
}

const onset = (c, lesson) => (lesson.other.later.length && lesson.other.start > 1 ? [{ xAxis: lesson.other.start - 0.5 }] : []);

const line = (name, colour, data, more = {}) => ({ type: "line", name, data, showSymbol: false, silent: true, lineStyle: { color: colour, width: 3, ...more.lineStyle }, itemStyle: { color: colour }, ...Object.fromEntries(Object.entries(more).filter(([k]) => k !== "lineStyle")) });

function band(name, colour, low, high, opacity = 0.17) {
  const quiet = { type: "line", silent: true, showSymbol: false, lineStyle: { width: 0 }, stack: name, stackStrategy: "all", z: 1, tooltip: { show: false } };
  return [
    { ...quiet, data: low.map((v, k) => [k + 1, v]) },
    { ...quiet, data: high.map((v, k) => [k + 1, v === null || low[k] === null ? null : v - low[k]]), areaStyle: { color: colour, opacity } },
  ];
}

// What one sees at the end of a line, drawn as text beside it.
const endLabel = (text, c, box, colour) => ({ show: true, formatter: text, color: colour, fontSize: size(box, 13, 18), fontWeight: 620, fontFamily: font, distance: 8, width: size(box, box.clientWidth < 560 ? 86 : 134, 184), overflow: "break", lineHeight: size(box, 15, 21) });

export function seriesOf(outcome, text) {
  return outcome.series.find((s) => s.outcome === text);
}

// Both settings over the years with their bands; the sketched curve, if one was; what the levers gave, if they were moved.
export function coursesOption(c, box, lesson, { outcome, prediction = null, moved = null, text = lesson.main }) {
  const s = seriesOf(outcome, text);
  const sketch = Array.isArray(prediction) && text === lesson.main ? prediction : null;
  const values = [...s.base.flat(), ...s.other.flat(), ...(sketch ?? []), ...(moved ? seriesOf(moved, text).other.flat() : [])].filter((v) => v !== null);
  const ends = sketch ? { min: lesson.prediction.low, max: lesson.prediction.high } : round(values);
  const { x, y } = axes(c, box, lesson, ends);
  const points = (row) => row.map((v, k) => [k + 1, v]);
  const narrow = box.clientWidth < 560;
  const label = (name, colour) => ({ endLabel: endLabel(name, c, box, colour), labelLayout: { moveOverlap: "shiftY" } });
  const series = [
    ...band("base", c.a, s.base[1], s.base[2]), ...band("other", c.b, s.other[1], s.other[2]),
    line(lesson.base.label, c.a, points(s.base[0]), { ...label(lesson.base.label, c.a), markLine: { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: c.muted, type: [3, 4], width: 1 }, data: onset(c, lesson) } }),
    line(lesson.other.label, c.b, points(s.other[0]), label(lesson.other.label, c.b)),
  ];
  if (moved) series.push(...band("moved", c.green, seriesOf(moved, text).other[1], seriesOf(moved, text).other[2]), line("With your levers", c.green, points(seriesOf(moved, text).other[0]), label("Your levers", c.green)));
  if (sketch) series.push(line("Your curve", c.vermilion, points(sketch), { ...label("Your curve", c.vermilion), lineStyle: { type: [7, 5] }, z: 6 }));
  return { grid: { left: size(box, 50, 70), right: narrow ? 96 : size(box, 150, 200), top: 14, bottom: size(box, 28, 38) }, xAxis: x, yAxis: y, series };
}

// The ends of an axis and its steps, in round numbers; quantities that are never negative get no room below zero.
function round(values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const span = Math.max(most - least, 0.02);
  const raw = (1.3 * span) / 4;
  const size = 10 ** Math.floor(Math.log10(raw));
  const interval = [1, 2, 5, 10].map((m) => m * size).find((step) => step >= raw);
  const min = Math.floor((least - 0.1 * span) / interval) * interval;
  return { min: +(least >= 0 ? Math.max(0, min) : min).toFixed(6), max: +(Math.ceil((most + 0.1 * span) / interval) * interval).toFixed(6), interval: +interval.toFixed(6) };
}

// A point for each value, stacked where they meet: schools, or students. mark: a value to point out
export function dotsOption(c, box, values, { colour = c.b, name = "", mark = null, markName = "" } = {}) {
  const known = values.filter((v) => v !== null);
  if (!known.length) return null;
  const all = [...known, 0];
  const span = Math.max(...all) - Math.min(...all) || 0.1;
  const [low, high] = [Math.min(...all) - 0.08 * span, Math.max(...all) + 0.08 * span];
  const columns = Math.max(12, Math.min(46, Math.floor(box.clientWidth / 17)));
  const tall = new Map();
  const points = [...known].sort((p, q) => p - q).map((v) => {
    const at = Math.floor(((v - low) / (high - low)) * columns);
    tall.set(at, (tall.get(at) ?? 0) + 1);
    return [low + ((at + 0.5) * (high - low)) / columns, tall.get(at), v];
  });
  const text = { color: c.muted, fontSize: size(box, 12.5, 17), fontFamily: font };
  const most = Math.max(6, ...tall.values());
  const radius = Math.min(15, (box.clientWidth * 0.86) / columns - 2, ((box.clientHeight - 70) / most) * 0.92);
  return {
    grid: { left: 22, right: 22, top: 12, bottom: size(box, 46, 60) },
    xAxis: { type: "value", min: low, max: high, name, nameLocation: "middle", nameGap: size(box, 26, 36), nameTextStyle: text, axisLabel: { ...text, formatter: (v) => signed(v, span < 0.06 ? 3 : 2), showMinLabel: false, showMaxLabel: false }, splitLine: { show: false }, axisLine: { onZero: false, lineStyle: { color: c.grid } } },
    yAxis: { type: "value", show: false, min: 0.3, max: most + 0.8 },
    series: [{
      type: "scatter", data: points, symbolSize: Math.max(5, radius), silent: true, itemStyle: { color: colour, opacity: 0.9 },
      markLine: { silent: true, symbol: "none", data: [{ xAxis: 0, lineStyle: { color: c.ink, width: 1.2, type: "solid", opacity: 0.6 }, label: { show: true, formatter: "no difference", position: "end", distance: [0, -12], ...text, color: c.ink, opacity: 1, align: high > -low ? "left" : "right", padding: [0, 8] } }, ...(mark === null ? [] : [{ xAxis: mark, lineStyle: { color: c.vermilion, width: 2, type: "solid" }, label: { show: true, formatter: markName, position: "insideEndTop", ...text, color: c.vermilion } }])] },
    }],
  };
}

// The options of a choice with what came out for each; the student's own is marked.
export function optionsOption(c, box, outcome, prediction) {
  const rows = [...outcome.options].reverse();
  const text = { color: c.ink, fontSize: size(box, 13.5, 19), fontFamily: font };
  const best = Math.max(...rows.map((r) => r.estimate[0] ?? -Infinity));
  return {
    grid: { left: 10, right: 70, top: 10, bottom: 26, containLabel: true },
    xAxis: { type: "value", axisLabel: { ...text, color: c.muted, fontSize: size(box, 12.5, 17) }, splitLine: { lineStyle: { color: c.grid } } },
    yAxis: { type: "category", data: rows.map((r) => (r.name === prediction ? `${r.name} (yours)` : r.name)), axisLabel: { ...text, width: box.clientWidth * 0.4, overflow: "break" }, axisTick: { show: false }, axisLine: { lineStyle: { color: c.grid } } },
    series: [{ type: "bar", silent: true, barMaxWidth: 34, data: rows.map((r) => ({ value: r.estimate[0], itemStyle: { color: r.estimate[0] === best ? c.b : c.a, borderRadius: 4 } })), label: { show: true, position: "right", ...text, fontWeight: 620, formatter: ({ value }) => number(value) } }],
  };
}

// ---------------------------------------------------------------- a class

// Which way predictions and outcomes of a class went, side by side.
function votesOption(c, box, lesson, { predictions, outcomes }) {
  const names = lesson.prediction.kind === "direction" ? ["less", "same", "more"] : lesson.prediction.options;
  const label = (name) => DIRECTIONS.find(([n]) => n === name)?.[1] ?? name;
  const count = (list) => names.map((name) => list.filter((v) => v === name).length);
  const text = { color: c.ink, fontSize: size(box, 14, 22), fontFamily: font };
  const bar = (name, data, colour) => ({ type: "bar", name, data, silent: true, barMaxWidth: 110, barGap: "8%", itemStyle: { color: colour, borderRadius: [5, 5, 0, 0] }, label: { show: true, position: "top", ...text, fontWeight: 640, formatter: ({ value }) => (value ? value : "") } });
  const series = [bar("Predicted", count(predictions), c.vermilion)];
  if (outcomes.length) series.push(bar("Came out", count(outcomes.map((o) => o.verdict)), c.b));
  return {
    legend: { top: 0, right: 8, itemWidth: 16, itemHeight: 10, textStyle: text },
    grid: { left: 12, right: 12, top: size(box, 44, 60), bottom: size(box, 32, 48) },
    xAxis: { type: "category", data: names.map(label), axisTick: { show: false }, axisLine: { lineStyle: { color: c.grid } }, axisLabel: { ...text, interval: 0, width: (box.clientWidth - 40) / names.length - 10, overflow: "break" } },
    yAxis: { type: "value", show: false, minInterval: 1, max: ({ max }) => Math.max(4, max * 1.15) },
    series,
  };
}

const quantile = (sorted, q) => {
  if (!sorted.length) return null;
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low] + (at - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
};

// All sketched curves, and the band in which the outcomes of the class lie.
function spaghettiOption(c, box, lesson, { predictions, outcomes, own = null }) {
  const { x, y, text } = axes(c, box, lesson, { min: lesson.prediction.low, max: lesson.prediction.high });
  const points = (row) => row.map((v, k) => [k + 1, v]);
  const series = predictions.map((curve) => line("Predicted", c.vermilion, points(curve), { lineStyle: { width: size(box, 1.7, 2.8), opacity: Math.max(0.35, 0.9 - predictions.length / 60) } }));
  if (own) series.push(line("Yours", c.vermilion, points(own), { lineStyle: { type: [7, 5] }, z: 8 }));
  if (outcomes.length) {
    const at = (which, k) => outcomes.map((o) => o.curves[which][k]).filter((v) => v !== null).sort((p, q) => p - q);
    const row = (which, q) => Array.from({ length: lesson.years }, (_, k) => quantile(at(which, k), q));
    series.push(...band("outcomes", c.b, row(1, 0.05), row(1, 0.95), 0.28), line("Came out", c.b, points(row(1, 0.5)), { lineStyle: { width: size(box, 4, 5) }, z: 9 }));
    series.push(line(lesson.base.label, c.a, points(row(0, 0.5)), { lineStyle: { width: 2.5, type: [2, 4] }, z: 7 }));
  }
  return {
    legend: { top: 0, right: 8, data: ["Predicted", ...(own ? ["Yours"] : []), ...(outcomes.length ? ["Came out", lesson.base.label] : [])], itemWidth: 22, itemHeight: 4, icon: "roundRect", textStyle: { ...text, color: c.ink, fontSize: size(box, 13, 20) } },
    grid: { left: size(box, 50, 74), right: 20, top: size(box, 40, 56), bottom: size(box, 28, 40) }, xAxis: x, yAxis: y, series,
  };
}

// A class in one picture, whatever it predicted: own is a student's own prediction.
export function crowdOption(c, box, lesson, { predictions = [], outcomes = [] }, own = null) {
  if (lesson.prediction.kind === "curve") return spaghettiOption(c, box, lesson, { predictions, outcomes, own: Array.isArray(own) ? own : null });
  return votesOption(c, box, lesson, { predictions, outcomes });
}

// The same in words.
export function crowdWords(lesson, { predictions = [], outcomes = [] }) {
  if (lesson.prediction.kind === "curve") return `${predictions.length} sketched curves${outcomes.length ? `; the blue band holds the outcomes of ${outcomes.length} students, 9 in 10 of them` : ""}.`;
  const tell = (list) => [...new Set(list)].map((v) => `${list.filter((w) => w === v).length} ${inWords(lesson, v)}`).join(", ");
  return `Predicted: ${tell(predictions) || "nothing yet"}.${outcomes.length ? ` Came out: ${tell(outcomes.map((o) => o.verdict))}.` : ""}`;
}

// Text in lines of about so many letters, for a narrow strip.
const inLines = (text, letters) => text.split(" ").reduce((lines, word) => (lines.length && `${lines.at(-1)} ${word}`.length <= letters ? [...lines.slice(0, -1), `${lines.at(-1)} ${word}`] : [...lines, word]), []).join("\n");

// What every lever setting gave, each as [outcome, lever, lever]: one lever along the axis, the other as colour.
export function scatterOption(c, box, lesson, { trials, outcomes, lever = 0, own = [] }) {
  const chosen = lesson.levers[lever];
  const other = lesson.levers[1 - lever];
  const text = { color: c.muted, fontSize: size(box, 12.5, 17), fontFamily: font };
  const point = (t, extra = {}) => ({ value: [t[1 + lever], t[0], other ? t[2 - lever] : 0], ...extra });
  const base = outcomes.map((o) => o.base).filter((v) => v !== null);
  const level = base.length ? base.reduce((s, v) => s + v, 0) / base.length : null;
  const values = [...trials, ...own].map((t) => t[0]).concat(level ?? []).filter((v) => v !== null);
  if (!values.length) return null;
  const ends = round(values);
  const margin = (chosen.high - chosen.low) * 0.04;
  return {
    grid: { left: size(box, 58, 84), right: other ? size(box, 120, 170) : 30, top: 18, bottom: size(box, 52, 72) },
    xAxis: { type: "value", min: +(chosen.low - margin).toFixed(3), max: +(chosen.high + margin).toFixed(3), name: `${capital(chosen.label)} [${chosen.unit}]`, nameLocation: "middle", nameGap: size(box, 30, 42), nameTextStyle: { ...text, color: c.ink, fontSize: size(box, 14, 20), fontWeight: 600 }, axisLabel: { ...text, showMinLabel: false, showMaxLabel: false }, splitLine: { show: false }, axisLine: { onZero: false, lineStyle: { color: c.grid } } },
    yAxis: { type: "value", ...ends, axisLine: { show: false }, axisTick: { show: false }, axisLabel: { ...text, formatter: (v) => number(v, ends.interval < 0.01 ? 3 : Math.abs(v) >= 10 ? 1 : 2) }, splitLine: { lineStyle: { color: c.grid } } },
    ...(other ? { visualMap: { min: other.low, max: other.high, dimension: 2, seriesIndex: [0, 1], right: 0, top: "middle", itemHeight: size(box, 110, 180), text: [`${inLines(capital(other.label), 15)}\n${+other.high.toFixed(3)}`, `${+other.low.toFixed(3)}`], textStyle: { ...text, lineHeight: size(box, 16, 22) }, calculable: false, inRange: { color: [c.orange, c.green, c.b] } } } : {}),
    series: [
      { type: "scatter", name: "The class", silent: true, data: trials.map((t) => point(t)), symbolSize: size(box, 11, 17), itemStyle: { color: c.b, opacity: 0.8 } },
      { type: "scatter", name: "Yours", silent: true, data: own.map((t, k) => point(t, { symbolSize: k === own.length - 1 ? 18 : 12 })), itemStyle: { color: c.b, borderColor: c.ink, borderWidth: 2 },
        markLine: { silent: true, symbol: "none", data: level === null ? [] : [{ yAxis: level }], lineStyle: { color: c.a, type: [5, 5], width: 2 }, label: { formatter: lesson.base.label, position: "insideEndTop", ...text, color: c.ink } } },
    ],
  };
}
