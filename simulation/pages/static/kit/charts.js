// @ts-check
// Lines over the years, in one calm style: names with their values, a cursor at the shown week, marks of what happened, bands
// of
// other schools behind. Several charts may share one axis: what one of them is pointed at, clicked or drawn over, all are told.

import * as echarts from "./vendor/echarts.esm.min.js";
import { pattern } from "./signs.js";
import { letters, onChange, palette } from "./theme.js";
import { fill, h, number, written } from "./dom.js";
import { t } from "./words.js";

export { echarts };

export const font = 'Inter, "Segoe UI", Roboto, sans-serif';

/** @typedef {import("./theme.js").Palette} Palette */
/** @typedef {import("./protocol").CourseLine} CourseLine */
/**
 * What a chart tells those who share its axis.
 * @typedef {object} Axis
 * @property {(week: number | null) => void} point - a week is pointed at, or none any more
 * @property {(week: number) => void} seek - a week was clicked
 * @property {(span: [from: number, to: number] | null) => void} zoom - weeks were drawn over; null: all of them again
 */
/** @typedef {{ week: number, colour: "ink" | "accent" | "warm" }} Mark */

/** @type {Record<Mark["colour"], (c: Palette) => string>} */
const MARKS = { ink: (c) => c.ink, accent: (c) => c.forms[3], warm: (c) => c.vermilion };

/**
 * The colour of a key: of a form of action by its number, or of the palette.
 * @type {(key: string, c: Palette) => string}
 */
export const tint = (key, c) =>
  key.startsWith("form") ? c.forms[Number(key.slice(4))] : String(c[/** @type {keyof Palette} */ (key)]);

export class Courses {
  /**
   * @param {HTMLElement} box
   * @param {CourseLine[]} lines - in the order of importance
   * @param {import("./protocol").CourseOptions} options
   * @param {Axis | null} [axis]
   */
  constructor(box, lines, { percent, high, digits }, axis = null) {
    this.box = box;
    this.lines = lines;
    this.options = { percent, low: 0, high, digits };
    this.key = h("div.keyline");
    box.before(this.key);
    this.chart = echarts.init(box, null, { renderer: "canvas" });
    this.note = h("p.chartnote");
    box.append(this.note);
    this.watch = new ResizeObserver(() => this.chart.resize({ silent: true }));
    this.watch.observe(box);
    this.forget = onChange(() => this.draw(true));
    /** @type {(number | null)[][]} */
    this.rows = [];
    /** @type {Record<string, number>} */
    this.columns = {};
    this.year = 36;
    this.week = 0;
    this.weeks = 0;
    /** @type {NonNullable<import("./protocol").BandNews["band"]> | null} */
    this.band = null;
    /** @type {number | null} */
    this.pointed = null;
    /** @type {Mark[]} */
    this.marks = [];
    /** @type {[from: number, to: number] | null} */
    this.span = null;
    this.draw(true);
    if (axis) this.#share(axis);
  }

  /** @param {Axis} axis */
  #share(axis) {
    /** @type {number | null} */
    let began = null;
    /** @param {{ offsetX: number }} event */
    const week = ({ offsetX }) => {
      const year = this.chart.convertFromPixel({ xAxisIndex: 0 }, offsetX);
      return Math.min(this.rows.length, Math.max(0, Math.round(year * this.year)));
    };
    const zr = this.chart.getZr();
    zr.on("mousemove", (event) => axis.point(week(event)));
    zr.on("globalout", () => ((began = null), axis.point(null)));
    zr.on("mousedown", (event) => (began = event.offsetX));
    zr.on("mouseup", (event) => {
      const from = began;
      began = null;
      if (from === null) return;
      if (Math.abs(from - event.offsetX) < 8) return axis.seek(week(event));
      const ends = [week({ offsetX: from }), week(event)].sort((a, b) => a - b);
      if (ends[1] > ends[0]) axis.zoom([ends[0], ends[1]]);
    });
    zr.on("dblclick", () => axis.zoom(null));
  }

  /** @param {number | null} week */
  point(week) {
    if (week === this.pointed) return;
    this.pointed = week;
    this.draw(false);
  }

  /** @param {Mark[]} marks */
  mark(marks) {
    this.marks = marks;
  }

  /** @param {[from: number, to: number] | null} span - of weeks; null for the whole run */
  zoom(span) {
    this.span = span;
    this.draw(true);
  }

  /**
   * @param {(number | null)[][]} rows - of each week, in the order of its columns
   * @param {Record<string, number>} columns - name -> place
   * @param {number} week - where the cursor stands
   * @param {number} weeks - of the whole run
   * @param {number} year - weeks of a year
   */
  show(rows, columns, week, weeks, year) {
    const longer = weeks !== this.weeks;
    Object.assign(this, { rows, columns, week, weeks, year });
    this.draw(longer);
  }

  /** @param {Courses["band"]} band */
  setBand(band) {
    this.band = band;
    this.draw(true);
  }

  // Before the first week: what will stand here.
  #await() {
    this.note.hidden = this.rows.length > 0;
    this.note.textContent = this.band
      ? t`Shaded: other schools. Press Play to see this one.`
      : t`Press Play: each week adds to the lines.`;
  }

  close() {
    this.watch.disconnect();
    this.forget();
    this.chart.dispose();
  }

  /** @type {(name: string, week: number) => number | null | undefined} */
  value(name, week) {
    return week > 0 ? this.rows[week - 1]?.[this.columns[name]] : undefined;
  }

  /** @param {boolean} all */
  draw(all) {
    const c = palette();
    const stride = Math.max(1, Math.ceil(this.rows.length / 500));
    /** @param {CourseLine} line */
    const colour = (line) => tint(line.colour, c);
    /** @type {object[]} */
    const series = this.lines.map((line, k) => {
      const data = [];
      const at = this.columns[line.outcome];
      if (at !== undefined)
        for (let w = 0; w < this.rows.length; w += stride) if (this.rows[w]) data.push([(w + 1) / this.year, this.rows[w][at]]);
      return {
        id: line.outcome,
        name: line.label,
        type: "line",
        data,
        showSymbol: false,
        silent: true,
        z: 10 - k,
        lineStyle: {
          color: colour(line),
          width: line.width,
          type: pattern(line.colour, line.dash)[1],
          opacity: line.quiet ? 0.6 : 1,
        },
        itemStyle: { color: colour(line) },
        ...(k === 0
          ? {
              markLine: {
                silent: true,
                symbol: "none",
                label: { show: false },
                data: this.#upright(c),
              },
            }
          : {}),
      };
    });
    const { band } = this;
    if (all && band) // what stands behind changes only with everything
      for (const line of this.lines.filter((l) => l.band && band[l.outcome])) {
        const [low, , high] = band[line.outcome];
        /** @param {number} w */
        const x = (w) => (w + 1) / this.year;
        const step = Math.max(1, Math.ceil(low.length / 150));
        const at = low.map((_, w) => w).filter((w) => w % step === 0 || w === low.length - 1);
        const silent = {
          type: "line",
          silent: true,
          showSymbol: false,
          lineStyle: { width: 0 },
          stack: `band-${line.outcome}`,
          stackStrategy: "all",
          z: 1,
        };
        series.push({ ...silent, id: `low-${line.outcome}`, data: at.map((w) => [x(w), low[w]]) });
        series.push({
          ...silent,
          id: `high-${line.outcome}`,
          data: at.map((w) => [x(w), high[w] - low[w]]),
          areaStyle: { color: colour(line), opacity: 0.16 },
        });
      }
    const years = this.weeks ? this.weeks / this.year : 10;
    this.#name(colour);
    this.#await();
    const { high, percent } = this.options;
    /** @param {{ max: number }} values */
    const room = ({ max }) => (Number.isFinite(max) ? null : percent ? 0.4 : 8); // an axis also where nothing is known yet
    const frame = {
      animation: false,
      textStyle: { fontFamily: font },
      grid: letters(0) ? { left: 66, right: 34, top: 12, bottom: 34 } : { left: 44, right: 24, top: 8, bottom: 24 },
      xAxis: {
        type: "value",
        min: this.span ? this.span[0] / this.year : 0,
        max: this.span ? this.span[1] / this.year : years,
        interval: this.span ? null : years > 20 ? 10 : years > 6 ? 2 : 1,
        axisLine: { lineStyle: { color: c.grid } },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: {
          color: c.muted,
          fontSize: letters(13),
          formatter: (/** @type {number} */ v) => (v === 0 ? t`start` : Number.isInteger(v) ? t`${v} yr` : ""),
        },
      },
      yAxis: {
        type: "value",
        min: this.options.low,
        max: high ?? room,
        splitNumber: 3,
        interval: high === 1 ? 0.25 : null,
        axisLabel: {
          color: c.muted,
          fontSize: letters(13),
          formatter: (/** @type {number} */ v) =>
            percent ? `${Math.round(v * 100)} %` : high === 1 ? number(v) : number(v, 0),
        },
        splitLine: { lineStyle: { color: c.grid } },
      },
    };
    this.chart.setOption(
      all ? { ...frame, series } : { series },
      all ? { replaceMerge: ["series"], silent: true } : { silent: true },
    );
  }

  // The cursor, what is pointed at, and marks of what happened.
  /** @param {Palette} c */
  #upright(c) {
    /** @type {(week: number, lineStyle: object) => object} */
    const line = (week, lineStyle) => ({ xAxis: week / this.year, lineStyle: { width: 1, ...lineStyle } });
    const { pointed } = this;
    return [
      ...this.marks.map((m) => line(m.week, { color: MARKS[m.colour](c), type: [2, 3], opacity: 0.55 })),
      ...(this.week > 0 ? [line(this.week, { color: c.ink, type: "solid", opacity: 0.55 })] : []),
      ...(pointed === null ? [] : [line(pointed, { color: c.blue, type: "solid", opacity: 0.9 })]),
    ];
  }

  // The names of the lines with their values at the cursor, or where one points: a legend that can be read aloud.
  /** @param {(line: CourseLine) => string} colour */
  #name(colour) {
    /** @param {number | null | undefined} v */
    const said = (v) => (v === undefined || v === null ? "" : written(v, this.options));
    const loud = this.lines.filter((l) => !l.quiet);
    fill(
      this.key,
      keys(loud.map((line) => [line.label, colour(line), said(this.value(line.outcome, this.pointed ?? this.week)),
        pattern(line.colour, line.dash)[0]])),
      loud.length < this.lines.length ? h("span.fine", {}, t`thin lines: the six domains`) : null,
    );
  }
}

/**
 * Names of lines in their colours, with a value.
 * @param {[label: string, colour: string, value: string, pattern?: string][]} entries
 */
export function keys(entries) {
  return entries.map(([label, colour, value, drawn]) =>
    h(
      "span",
      { style: `color:${colour}` },
      h("i", { className: drawn ?? "" }),
      h("span.word", {}, label),
      h("b", {}, value),
    ),
  );
}
