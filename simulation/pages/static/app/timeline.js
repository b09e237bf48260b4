// @ts-check
// What stands on the time axis: where a lever was moved, a policy began, an administrator took office, and how many left. The
// marks
// stand under the slider, where they can be pressed, and as fine lines in the charts.

import { fill, h } from "../kit/dom.js";
import { when } from "./transport.js";
import { t } from "../kit/words.js";

/** @typedef {import("../kit/protocol").Event} Event - week, kind, text, posts, whether in the summer after */
/** @typedef {{ week: number, summer: boolean, kind: Kind, texts: string[] }} Mark */
/** @typedef {"lever" | "policy" | "administrator" | "departures"} Kind */

/** @type {Record<Kind, [sign: string, name: string, colour: import("../kit/charts.js").Mark["colour"]]>} */
export const KINDS = {
  lever: ["◆", t`a lever was moved`, "ink"],
  policy: ["■", t`a policy begins`, "ink"],
  administrator: ["▲", t`a new administrator`, "accent"],
  departures: ["▾", t`people left`, "warm"],
};

/**
 * What the log tells of, as marks. A policy and a lever are told of with the first week in which they hold; their mark stands
 * where
 * that week begins.
 * @param {Event[]} events
 */
export function marks(events) {
  /** @type {Map<string, Mark>} */
  const found = new Map();
  for (const [week, kind, text, posts, summer] of events) {
    const what = kindOf(kind, posts, summer);
    if (!what) continue;
    const at = what === "lever" || what === "policy" ? week - 1 : week;
    const key = `${at} ${summer} ${what}`;
    const mark = found.get(key) ?? { week: at, summer, kind: what, texts: [] };
    mark.texts.push(text);
    found.set(key, mark);
  }
  return [...found.values()];
}

/** @type {(kind: string, posts: number[], summer: boolean) => Kind | null} */
function kindOf(kind, posts, summer) {
  if (kind === "lever" || kind === "policy" || kind === "administrator") return kind;
  return kind === "people" && !summer && posts.length ? "departures" : null;
}

export class Timeline {
  /**
   * @param {number} year - weeks of a year
   * @param {(week: number, summer: boolean) => void} seek
   */
  constructor(year, seek) {
    this.year = year;
    this.seek = seek;
    this.shown = "";
    this.strip = h("div.marks", { role: "group", "aria-label": t`Marks on the time axis` });
    const key = Object.entries(KINDS).map(([kind, [sign, name]]) => h("span", {}, h(`b.m-${kind}`, {}, sign), ` ${name}`));
    this.key = h("div.markkey.fine", {}, key);
    this.root = h("div.timeline", {}, this.strip);
  }

  /** @type {(found: Mark[], weeks: number) => void} */
  show(found, weeks) {
    const signature = JSON.stringify([found, weeks]);
    if (signature === this.shown) return;
    this.shown = signature;
    fill(
      this.strip,
      found.map(({ week, summer, kind, texts }) => {
        const said = `${when(week, this.year, summer)}: ${texts.join(" ")}`;
        return h(
          `button.mark.m-${kind}`,
          { style: `left:calc(${(100 * week) / weeks}% + ${summer ? 9 : 0}px)`, title: said, "aria-label": said, onclick: () =>
            this.seek(week, summer) },
          KINDS[kind][0],
        );
      }),
    );
  }
}
