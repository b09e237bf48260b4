// @ts-check
// Several schools of one's own in a comparison: the one that is shown, what they have in common, or each for itself.

import { capital, difference, fill, h } from "../kit/dom.js";
import { t } from "../kit/words.js";

/** @typedef {import("../kit/protocol").CompareNews} CompareNews */
/** @typedef {"one" | "pooled" | "apart"} Over */

export class Several {
  /**
   * @param {import("./main.js").Application} app
   * @param {object} how
   * @param {() => void} how.changed - another choice of schools
   * @param {(at: number) => void} how.look - at the table of one of them, counted from 0
   */
  constructor(app, { changed, look }) {
    this.app = app;
    this.look = look;
    /** @type {(CompareNews | undefined)[]} */
    this.every = [];
    this.at = 0;
    this.menu = h("select", { id: "over", "aria-label": t`Which schools are compared`, onchange: changed });
    this.head = h("tr");
    this.rows = h("tbody");
    this.table = h("table.effects", { hidden: true }, (this.caption = h("caption")), h("thead", {}, this.head), this.rows);
  }

  /** @returns {Over} */
  get over() {
    return /** @type {Over} */ (this.menu.value || "one");
  }

  /** @param {string | null} over - as an address has it */
  offer(over) {
    const n = this.app.schools.length;
    const ways = [
      ["one", t`In the school that is shown`],
      ["pooled", t`Means over all ${n} uploaded schools`],
      ["apart", t`Each of the ${n} uploaded schools`],
    ];
    const offered = n > 1 ? ways : ways.slice(0, 1);
    fill(this.menu, offered.map(([value, words]) => h("option", { value }, words)));
    this.menu.value = offered.some(([value]) => value === over) && over ? over : "one";
    this.menu.hidden = n < 2;
  }

  clear() {
    this.every = [];
    this.at = 0;
    this.table.hidden = true;
  }

  /**
   * What is known of the school that is looked at, with these news.
   * @param {CompareNews} news
   */
  take(news) {
    const of = news.of ?? 0;
    this.every[of] = { ...this.every[of], ...news };
    return of === this.at ? this.every[of] : null;
  }

  /** What the table is about, as the beginning of a sentence. */
  get subject() {
    const { schools } = this.app;
    const names = schools.map((one) => one.title).join(", ");
    if (this.over === "pooled") return `${t`Means over ${names}, each of which weighs the same.`} `;
    return this.over === "apart" ? `${schools[this.at]?.title ?? ""}. ` : "";
  }

  /**
   * One line for each school: the effect on an outcome.
   * @param {import("../kit/protocol").Outcome & { name: string }} outcome
   */
  show(outcome) {
    this.table.hidden = this.over !== "apart" || !this.every.length;
    if (this.table.hidden) return;
    this.caption.textContent = t`${capital(outcome.label)} in each school; choose one to see all of its outcomes below.`;
    fill(this.head, [t`School`, t`Effect`, t`Interval`].map((text) => h("th", { scope: "col" }, text)));
    fill(
      this.rows,
      this.app.schools.map((school, at) => {
        const found = this.every[at]?.effects?.find((effect) => effect.outcome === outcome.name);
        const choose = () => {
          this.at = at;
          this.look(at);
        };
        return h(
          `tr${at === this.at ? ".chosen" : ""}`,
          { tabIndex: 0, onclick: choose, onkeydown: (e) => e.key === "Enter" && choose() },
          h("th", { scope: "row" }, school.title),
          h("td", {}, h("b", {}, found ? difference(found.difference, outcome) : "…")),
          h("td.interval", {}, !found || found.low === null ? "–" : t`${difference(found.low, outcome)} to
            ${difference(found.high, outcome)}`),
        );
      }),
    );
  }

  /** @returns {{ title: string, found: CompareNews }[]} - of all schools that are there; without a name where it is only one */
  get found() {
    return this.every.flatMap((found, at) => {
      const title = { one: "", pooled: t`all`, apart: this.app.schools[at]?.title ?? "" }[this.over];
      return found ? [{ title, found }] : [];
    });
  }
}
