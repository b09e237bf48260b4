// @ts-check
// Forms of action told apart without colour: each has a shape in networks and legends, and its line a pattern in charts.

import { palette } from "./theme.js";

/** @typedef {[x: number, y: number]} Point */

// Corners on a circle of radius 1, upwards first; every second one nearer to the middle makes a star. None: the circle itself.
/** @type {(n: number, near?: number, turn?: number) => Point[]} */
const corners = (n, near = 1, turn = 0) =>
  Array.from({ length: n }, (_, k) => {
    const angle = turn + (2 * Math.PI * k) / n;
    const far = 1.14 * (k % 2 ? near : 1);
    return [far * Math.sin(angle), -far * Math.cos(angle)];
  });

// In the order of depth: alone, coordination, cooperation, collaboration.
const SHAPES = [[], corners(3), corners(4, 1, Math.PI / 4), corners(10, 0.55)];

/** @type {{ [colour: string]: [string, number[]] }} */
const PATTERNS = { form1: ["dots", [2, 3]], form2: ["dashes", [9, 3]] };

/**
 * A form as an element of a drawing, inside a circle.
 * @type {(form: number, x: number, y: number, r: number) => { type: string, shape: object }}
 */
export function shaped(form, x, y, r) {
  const points = SHAPES[form] ?? [];
  return points.length
    ? { type: "polygon", shape: { points: points.map(([dx, dy]) => [x + r * dx, y + r * dy]) } }
    : { type: "circle", shape: { cx: x, cy: y, r } };
}

/** @type {(tag: string, attributes: Record<string, string>) => SVGElement} */
function element(tag, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** A tie as networks draw it, which bends to its left on the way to who is asked, for a legend. */
export function way() {
  const pen = { fill: "none", stroke: "currentColor" };
  const svg = element("svg", { viewBox: "0 0 30 14", class: "way", "aria-hidden": "true", ...pen });
  svg.append(
    element("path", { d: "M3 10 Q14 0 24 8", "stroke-width": "2" }),
    element("path", { d: "M28 11 L20.5 9.5 L24.5 4 Z", fill: "currentColor", stroke: "none" }),
  );
  return svg;
}

/**
 * A form in its colour and shape, for a legend.
 * @param {number} form
 */
export function sign(form) {
  const svg = element("svg", { viewBox: "-1.2 -1.2 2.4 2.4", class: "sign", "aria-hidden": "true" });
  const fill = palette().forms[form];
  const points = SHAPES[form] ?? [];
  svg.append(
    points.length ? element("polygon", { points: points.join(" "), fill }) : element("circle", { r: "1", fill }),
  );
  return svg;
}

/**
 * How a line of this colour is drawn: its name in legends ("" when solid), and the lengths of its parts.
 * @type {(colour: string, dash?: boolean) => [name: string, lengths: number[] | "solid"]}
 */
export const pattern = (colour, dash) => PATTERNS[colour] ?? (dash ? ["dash", [5, 4]] : ["", "solid"]);
