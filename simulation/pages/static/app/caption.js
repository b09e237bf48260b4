// @ts-check
// What is happening, in a sentence or two: for those who watch from the last row, and for those who cannot see the picture.

import { h } from "../kit/dom.js";
import { UNCHOSEN, VACANT } from "../kit/forms.js";
import { t } from "../kit/words.js";

/** @typedef {import("../kit/protocol").Frame} Frame */

const RECENT = 6; // weeks for which an event is told of

/**
 * How many do what.
 * @param {Frame} frame
 */
export function counted({ forms, summer }) {
  const n = forms.filter((f) => f !== VACANT).length;
  /** @param {number} k */
  const count = (k) => forms.filter((f) => f === k).length;
  const together =
    t`${count(3)} collaborate on some goal, ${count(2)} at most cooperate, ${count(1)} at most coordinate,
    ${count(0)} work alone`;
  const passed = summer ? ` ${t`${summer.left.length} left, ${summer.came.length} came.`}` : "";
  return `${t`${n} teachers`}: ${count(UNCHOSEN) ? t`nobody has chosen yet` : together}.${passed}`;
}

export class Caption {
  constructor() {
    this.count = h("span");
    this.event = h("strong");
    this.said = h("strong");
    this.root = h("p.caption", {}, this.said, " ", this.count, " ", this.event);
  }

  /** @param {string} sentence - before all others; "" for none */
  open(sentence) {
    this.said.textContent = sentence;
    this.root.classList.toggle("opening", sentence !== "");
  }

  /**
   * @param {Frame} frame
   * @param {import("../kit/protocol").Event[]} events - until now
   */
  show(frame, events) {
    const [week, , text] = events.at(-1) ?? [0, "", ""];
    this.count.textContent = counted(frame);
    this.event.textContent = week > frame.week - RECENT ? text : "";
  }
}
