// @ts-check
// A week in a few numbers, and a summer in others; whoever presses one sees the persons behind it.

import { fill, h, withUnit } from "../kit/dom.js";
import { t } from "../kit/words.js";

/** @typedef {import("./staff.js").Lit} Lit */

/**
 * What a summer is told by, in place of what a week's work would say: a number, its name, and what it counts.
 * @type {[keyof import("../kit/protocol").Summer, string, string][]}
 */
export const SUMMER = [
  ["left", t`left`, t`Posts whose holder went`],
  ["came", t`came`, t`Who is new here`],
  ["vacant", t`posts vacant`, t`Posts that nobody holds`],
  ["ended", t`goals ended`, t`Goals that ended with the year`],
  ["begun", t`goals begun`, t`Goals that the new year begins with`],
];

export class Tiles {
  /**
   * @param {import("./main.js").Application} app
   * @param {object} how
   * @param {(outcome: string) => unknown} how.behind - told of which outcome somebody wants to see the persons
   * @param {(lit: Lit) => unknown} how.whom - told which persons somebody wants to see
   */
  constructor(app, { behind, whom }) {
    this.app = app;
    this.behind = behind;
    this.whom = whom;
    this.root = h("div.tiles");
  }

  /** @param {(outcome: string) => number | null | undefined} value - in the week that is shown; undefined before the first */
  week(value) {
    fill(
      this.root,
      this.app.catalogue.tiles.map((name) => {
        const outcome = this.app.outcome(name);
        const now = value(name);
        const said = now === undefined ? "–" : withUnit(now, outcome, true);
        return tile(said, outcome.label, `${outcome.meaning}. ${t`Press to see who`}`, () => this.behind(name));
      }),
    );
  }

  /** @param {import("../kit/protocol").Summer} summer */
  summer(summer) {
    const { domains, domain_words: words } = this.app.catalogue;
    fill(
      this.root,
      SUMMER.map(([what, label, about]) => {
        const those = summer[what];
        if (what === "ended" || what === "begun")
          return tile(String(those.length), label, `${about}: ${those.map((d) => words[domains[d]]).join(", ") || t`none`}`);
        return tile(String(those.length), label, about, () => this.whom({ title: about, posts: those }));
      }),
    );
  }
}

/**
 * A number with what it is; press: what it does.
 * @param {string} value
 * @param {string} label
 * @param {string} about
 * @param {() => unknown} [press]
 */
export function tile(value, label, about, press) {
  const inside = [h("b", {}, value), h("span", {}, label)];
  return press ? h("button.tile.plain", { title: about, onclick: press }, inside) : h("div.tile", { title: about }, inside);
}
