// @ts-check
// The school before a room: large letters, nothing to set, and a highlighter for whoever explains. P begins and ends it.

import { fill, h, icon } from "../kit/dom.js";
import { isPresented, onChange, palette, present } from "../kit/theme.js";
import { t } from "../kit/words.js";

const LASTS = 6000; // milliseconds for which a stroke stays
const HINT = t`Drag to mark something. C clears the marks, Esc ends.`;

/** @typedef {{ points: [x: number, y: number][], ended: number }} Stroke - ended: Infinity while it is drawn */

export class Presentation {
  constructor() {
    /** @type {Stroke[]} */
    this.strokes = [];
    this.drawing = 0; // the picture that is asked for, or 0
    this.button = h("button.round.presenter", { onclick: () => present(!isPresented()) });
    this.hint = h("p.presenthint", {}, HINT);
    this.sheet = h("canvas.marker", { "aria-hidden": "true" });
    this.sheet.addEventListener("pointerdown", (event) => this.#begin(event));
    this.sheet.addEventListener("pointermove", (event) => this.#go(event));
    for (const end of ["pointerup", "pointercancel"]) this.sheet.addEventListener(end, () => this.#end());
    this.parts = [this.sheet, this.hint, this.button];
    this.forget = onChange(() => this.#show());
    this.#show();
  }

  close() {
    this.forget();
    present(false);
  }

  /**
   * Whether the key was meant for this.
   * @param {string} key
   */
  key(key) {
    if (key.toLowerCase() === "p") present(!isPresented());
    else if (!isPresented()) return false;
    else if (key === "Escape") present(false);
    else if (key.toLowerCase() === "c") this.clear();
    else return false;
    return true;
  }

  clear() {
    this.strokes = [];
    this.#draw();
  }

  #show() {
    const on = isPresented();
    fill(this.button, icon(on ? "close" : "present"));
    this.button.title = on ? t`End the presentation (Esc)` : t`Present: large letters, nothing to set (P)`;
    this.button.setAttribute("aria-label", this.button.title);
    this.hint.hidden = !on;
    if (!on) this.clear();
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    this.sheet.setPointerCapture(event.pointerId);
    this.strokes.push({ points: [[event.offsetX, event.offsetY]], ended: Infinity });
    this.hint.hidden = true;
    this.#ask();
  }

  /** @param {PointerEvent} event */
  #go(event) {
    const now = this.strokes.at(-1);
    if (now?.ended === Infinity) now.points.push([event.offsetX, event.offsetY]);
  }

  #end() {
    const now = this.strokes.at(-1);
    if (now) now.ended = Math.min(now.ended, performance.now());
  }

  #ask() {
    this.drawing ||= requestAnimationFrame(() => {
      this.drawing = 0;
      this.#draw();
    });
  }

  // A stroke, or a ring where somebody only clicked; it fades in its last second.
  #draw() {
    const { sheet } = this;
    const now = performance.now();
    this.strokes = this.strokes.filter((stroke) => now - stroke.ended < LASTS);
    [sheet.width, sheet.height] = [sheet.clientWidth, sheet.clientHeight];
    const pen = sheet.getContext("2d");
    if (!pen) return;
    Object.assign(pen, { lineWidth: 10, lineCap: "round", lineJoin: "round", strokeStyle: palette().vermilion });
    for (const { points, ended } of this.strokes) {
      pen.globalAlpha = 0.6 * Math.min(1, (LASTS - Math.max(0, now - ended)) / 1000);
      pen.beginPath();
      if (points.length < 3) pen.arc(...points[0], 36, 0, 2 * Math.PI);
      else for (const point of points) pen.lineTo(...point);
      pen.stroke();
    }
    if (this.strokes.length) this.#ask();
  }
}
