// @ts-check
// The ties of a network: a few thousand curves that are other ones every week. An element of the drawing for each would be made
// anew each time, so all that look alike are one path, between the groups and the people.

import * as echarts from "./vendor/echarts.esm.min.js";

/** @typedef {[x: number, y: number, wide: number, high: number]} View - pixels of the middle, and of one unit */
/**
 * What ties depend on: who asks whom and how far each trusts [0..255], where posts stand, and who is looked at.
 * @typedef {object} Told
 * @property {number[][]} ties
 * @property {[number, number][]} places
 * @property {View} view
 * @property {number} focus - whose ties stand out, or -1
 * @property {Set<number> | null} lit - whose ties alone are not pale; null: nobody's are
 * @property {string} colour
 * @property {string} ink - of ties that stand out
 */
/** @typedef {{ curves: number[], heads: number[] }} Shape - x1, y1, cx, cy, x2, y2 of each curve; six numbers of each head */

const BEND = 0.1;
const WIDTHS = 8; // that ties are told apart by
const LONG = 400; // pixels from which a tie is paler

// Both are one path of many parts; that they are drawn at all is decided without measuring them.
const Curves = echarts.graphic.extendShape({
  type: "curves",
  shape: { curves: [], heads: [] },
  buildPath(/** @type {any} */ pen, /** @type {Shape} */ { curves }) {
    for (let k = 0; k < curves.length; k += 6) {
      pen.moveTo(curves[k], curves[k + 1]);
      pen.quadraticCurveTo(curves[k + 2], curves[k + 3], curves[k + 4], curves[k + 5]);
    }
  },
});
const Heads = echarts.graphic.extendShape({
  type: "heads",
  shape: { curves: [], heads: [] },
  buildPath(/** @type {any} */ pen, /** @type {Shape} */ { heads }) {
    for (let k = 0; k < heads.length; k += 6) {
      pen.moveTo(heads[k], heads[k + 1]);
      pen.lineTo(heads[k + 2], heads[k + 3]);
      pen.lineTo(heads[k + 4], heads[k + 5]);
      pen.closePath();
    }
  },
});

export class Ties {
  /** @param {import("./vendor/echarts.esm.min.js").Chart} chart */
  constructor(chart) {
    this.chart = chart;
    /** @type {Map<string, import("./vendor/echarts.esm.min.js").Drawable>} */
    this.paths = new Map();
  }

  /** How many ties stand in the drawing. */
  get drawn() {
    return [...this.paths.values()].reduce((sum, path) => sum + path.shape.curves.length / 6, 0);
  }

  /** @param {Told} told */
  draw(told) {
    const { ties, places, view, focus } = told;
    const [x0, y0, wide, high] = view;
    const unit = Math.min(2.2, wide / 46);
    const crowded = places.length > 120 ? 0.6 : 1;
    /** @type {Map<string, Shape & { style: object, z: number }>} */
    const found = new Map();
    /** @type {(key: string, style: object, z?: number) => Shape} */
    const among = (key, style, z = 2) => {
      const known = found.get(key) ?? { curves: [], heads: [], style, z };
      found.set(key, known);
      return known;
    };
    const [from, to, trusts] = ties;
    for (let e = 0; e < from.length; e++) {
      const [a, b] = [from[e], to[e]];
      const step = Math.min(WIDTHS - 1, Math.floor((WIDTHS * trusts[e]) / 256));
      const trust = (step + 0.5) / WIDTHS;
      const thick = unit * (0.4 + 2.8 * trust * trust);
      const x1 = x0 + wide * places[a][0];
      const y1 = y0 + high * places[a][1];
      const x2 = x0 + wide * places[b][0];
      const y2 = y0 + high * places[b][1];
      const cx = (x1 + x2) / 2 - BEND * (y2 - y1);
      const cy = (y1 + y2) / 2 + BEND * (x2 - x1);
      if (focus >= 0 && (a === focus || b === focus)) {
        const mine = among(`mine ${step}`, { stroke: told.ink, lineWidth: thick * 1.25, opacity: 0.85 }, 2.1);
        mine.curves.push(x1, y1, cx, cy, x2, y2);
        // The arrow points along the end of the curve, and stands before the circle of who is asked.
        const along = Math.atan2(y2 - cy, x2 - cx);
        const [tipX, tipY] = [x2 - wide * 0.46 * Math.cos(along), y2 - wide * 0.46 * Math.sin(along)];
        const heads = among("heads", { fill: told.ink }, 2.2).heads;
        heads.push(tipX, tipY);
        for (const turn of [0.42, -0.42])
          heads.push(tipX - 5 * unit * Math.cos(along + turn), tipY - 5 * unit * Math.sin(along + turn));
        continue;
      }
      const long = Math.hypot(x2 - x1, y2 - y1) > LONG;
      const pale = focus < 0 && told.lit !== null && !(told.lit.has(a) && told.lit.has(b));
      const opacity = focus >= 0 ? 0.08 : (pale ? 0.25 : 1) * (long ? 0.22 : 0.34) * crowded;
      among(`${step} ${long} ${pale}`, { stroke: told.colour, lineWidth: thick, opacity }).curves.push(x1, y1, cx, cy, x2, y2);
    }
    this.#show(found);
  }

  /** @param {Map<string, Shape & { style: object, z: number }>} found */
  #show(found) {
    const all = this.chart.getZr();
    for (const [key, path] of this.paths)
      if (!found.has(key)) {
        all.remove(path);
        this.paths.delete(key);
      }
    const rect = new echarts.graphic.BoundingRect(0, 0, this.chart.getWidth(), this.chart.getHeight());
    for (const [key, { curves, heads, style, z }] of found) {
      let path = this.paths.get(key);
      if (!path) {
        path = new (heads.length ? Heads : Curves)({ silent: true, z, style: { fill: null, stroke: null } });
        this.paths.set(key, path);
        all.add(path);
      }
      path.getBoundingRect = path.getPaintRect = () => rect;
      path.contain = () => false; // nobody points at a tie
      path.setStyle(style);
      path.setShape({ curves, heads });
    }
  }

  close() {
    for (const path of this.paths.values()) this.chart.getZr().remove(path);
    this.paths.clear();
  }
}
