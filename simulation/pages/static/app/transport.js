// @ts-check
// The controls of a living school: play, pause, steps, a slider over its weeks, and the speed.

import { fill, h, icon } from "../kit/dom.js";
import { SPEEDS } from "./player.js";
import { t } from "../kit/words.js";

/** @type {(week: number, year: number, summer?: boolean) => string} */
export function when(week, year, summer = false) {
  if (summer) return t`Summer after year ${week / year}`;
  if (week === 0) return t`First day`;
  return week % year === 0 ? t`End of year ${week / year}` : t`Year ${Math.floor(week / year) + 1}, week ${week % year}`;
}

/**
 * A slider over the weeks; it is left alone while somebody drags it.
 * @param {import("./player.js").Player} player
 */
export function weeks(player) {
  let dragged = false;
  const slider = h("input.scrub", {
    type: "range",
    min: 0,
    max: 360,
    value: 0,
    "aria-label": t`Week`,
    oninput: () => {
      dragged = true;
      player.pause();
      player.seek(Number(slider.value));
    },
    onchange: () => (dragged = false),
  });
  const show = () => {
    slider.max = String(player.weeks); // first, since it bounds the value
    if (document.activeElement !== slider || !dragged) slider.value = String(player.week);
    slider.style.setProperty("--at", `${(100 * player.week) / player.weeks}%`);
  };
  return { slider, show };
}

/** @param {import("./player.js").Player} player */
export function speeds(player) {
  /** @type {HTMLSelectElement} */
  const menu = h(
    "select",
    { "aria-label": t`Speed`, onchange: () => (player.speed = Number(menu.value)) },
    SPEEDS.map(([value, label]) => h("option", { value, selected: value === player.speed }, label)),
  );
  return menu;
}

export class Transport {
  /**
   * @param {import("./player.js").Player} player
   * @param {import("../kit/protocol").Clock} clock
   */
  constructor(player, clock) {
    this.player = player;
    this.playButton = h("button.play", { onclick: () => player.toggle() });
    /** @type {(weeks: number, label: string, title: string) => HTMLButtonElement} */
    const ahead = (weeks, label, title) =>
      h("button", { title, "aria-label": title, onclick: () => player.step(weeks) }, label);
    this.ahead = [
      ahead(1, t`+ week`, t`One week on (→)`),
      ahead(clock.term, t`+ term`, t`One term on (Shift →)`),
      ahead(clock.year, t`+ year`, t`One year on`),
    ];
    const back = h(
      "button",
      { title: t`One week back (←)`, "aria-label": t`One week back`, onclick: () => player.step(-1) },
      t`− week`,
    );
    const restart = h(
      "button.round",
      {
        "aria-label": t`Back to the first day`,
        title: t`Back to the first day (Home)`,
        onclick: () => (player.pause(), player.seek(0)),
      },
      icon("restart"),
    );
    this.weeks = weeks(player);
    this.root = h(
      "div.transport",
      { role: "group", "aria-label": t`Time` },
      this.weeks.slider,
      h("div.buttons", {}, restart, this.playButton, back, this.ahead, h("span.grow"), speeds(player)),
    );
  }

  /**
   * @param {number} known - weeks that have been lived
   * @param {string} text - where the school stands, in words
   */
  show(known, text) {
    const { player } = this;
    const { slider } = this.weeks;
    const said = player.playing ? t`Pause` : player.over ? t`Again` : t`Play`;
    fill(this.playButton, icon(player.playing ? "pause" : "play"), h("span", {}, said));
    this.playButton.setAttribute("aria-label", player.playing ? t`Pause` : t`Play`);
    this.weeks.show();
    slider.style.setProperty("--known", `${(100 * known) / player.weeks}%`);
    slider.setAttribute("aria-valuetext", text);
    for (const button of this.ahead) button.disabled = player.over;
  }
}
