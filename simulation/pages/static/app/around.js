// @ts-check
// What stands around the network of a living school: its goals, a card for whoever is pointed at, and the log. Each part
// draws itself
// anew from a frame.

import { capital, fill, h, number, percent, taught } from "../kit/dom.js";
import { when } from "./transport.js";
import { t } from "../kit/words.js";

/** @typedef {import("../kit/protocol").Catalogue} Catalogue */
/** @typedef {import("../kit/protocol").Frame} Frame */
/** @typedef {import("../kit/protocol").Whole} Whole */
/** @typedef {import("../kit/protocol").Event} Event */
/** @typedef {Frame & Required<Pick<Frame, "ties" | "people">>} Shown - a frame with what was told by frames before it */

const OWNERS = [t`nobody’s`, t`administrator’s`, t`shared`, t`teachers’`];
const STAGES = [t`being conceived`, t`being planned`, t`being put into practice`];

export class Goals {
  /**
   * @param {Catalogue} catalogue
   * @param {(goal: number) => void} choose
   */
  constructor(catalogue, choose) {
    this.catalogue = catalogue;
    this.choose = choose;
    this.root = h("div.goals", { role: "group", "aria-label": t`Goals of the school` });
  }

  /**
   * @param {Frame} frame
   * @param {number} chosen - the goal that colours the network, or -1
   */
  show({ goals }, chosen) {
    const { domains, domain_words: words } = this.catalogue;
    fill(
      this.root,
      domains.map((domain, d) => {
        const [active, owner, stage, progress] = goals[d];
        if (!active) return null;
        const whose = t`Whose goal: ${OWNERS[owner]}; it is ${STAGES[stage]}.`;
        return h(
          "button.goal",
          {
            "aria-pressed": String(chosen === d),
            title: t`Colour the network by what teachers do about this goal. ${whose}`,
            onclick: () => this.choose(chosen === d ? -1 : d),
          },
          h("span.name", {}, capital(words[domain])),
          h(`span.owner.o${owner}`, {}, OWNERS[owner]),
          h(
            "span.bar",
            { role: "img", "aria-label": t`${percent(progress)} done` },
            h("span", { style: `width:${100 * progress}%` }),
          ),
        );
      }),
    );
  }
}

// The card beside somebody who is pointed at.
export class Card {
  /**
   * @param {Catalogue} catalogue
   * @param {HTMLElement} canvas
   */
  constructor(catalogue, canvas) {
    this.catalogue = catalogue;
    this.canvas = canvas;
    this.root = h("div.card", { hidden: true });
  }

  hide() {
    this.root.hidden = true;
  }

  /**
   * @param {number} post
   * @param {Shown} frame
   * @param {Whole} whole
   * @param {{ x: number, y: number }} place
   */
  show(post, frame, whole, { x, y }) {
    const { forms, card } = this.catalogue;
    const { canvas, root } = this;
    const vacant = frame.forms[post] < 0;
    const shares = /** @type {Record<string, number[]>} */ (/** @type {unknown} */ (frame));
    /** @type {(name: string, value: string) => HTMLElement[]} */
    const row = (name, value) => [h("dt", {}, name), h("dd", {}, value)];
    const { experience, role } = frame.people;
    const who = [whole.groups[whole.group[post]] ?? "",
      taught(experience[post]), role[post] && t`formal leader`];
    fill(
      root,
      h("strong", {}, frame.people.names[post]),
      h("div.fine", {}, vacant ? t`The post is vacant.` : who.filter((w, k) => w || k === 0).join(" · ")),
      vacant
        ? null
        : h(
            "dl",
            {},
            row(t`does at most`, forms[frame.forms[post]] ?? t`nothing yet`),
            card.map((o) => row(o.label, number(shares[o.name][post] / 255))),
          ),
      vacant ? null : h("div.fine", {}, t`Click for the whole story`),
    );
    root.hidden = false;
    const wide = root.offsetWidth;
    const right = x > canvas.clientWidth / 2; // beside the person, towards the middle
    root.style.left = `${Math.max(6, Math.min(right ? x - wide - 44 : x + 44, canvas.clientWidth - wide - 6))}px`;
    root.style.top = `${Math.max(6, Math.min(y - 20, canvas.clientHeight - root.offsetHeight - 6))}px`;
  }
}

export class Log {
  /**
   * @param {Catalogue} catalogue
   * @param {object} how
   * @param {(week: number, summer: boolean) => void} how.seek - the moment of which an entry tells
   * @param {(entry: { title: string, posts: number[], week: number, summer: boolean }) => void} how.light - whom it speaks of
   */
  constructor(catalogue, { seek, light }) {
    this.year = catalogue.clock.year;
    this.seek = seek;
    this.light = light;
    this.shown = "";
    this.root = h("ol.log", { "aria-label": t`What happened` });
  }

  /** @param {Event[]} events - until the moment that is shown */
  show(events) {
    // the latest first, what came together in its order
    const latest = events.slice(-60).sort((a, b) => b[0] - a[0] || Number(b[4]) - Number(a[4]));
    const signature = `${events.length}:${latest[0]?.[0]}:${latest[0]?.[2]}`;
    if (signature === this.shown) return;
    this.shown = signature;
    if (!latest.length) {
      fill(this.root, h("li.quiet", {}, t`Nothing has happened yet. Press play, or the space bar.`));
      return;
    }
    let last = "";
    fill(
      this.root,
      latest.map(([week, kind, text, posts, summer]) => {
        const at = when(week, this.year, summer);
        const jump = h("button.link.when", { title: t`Go to this moment`, onclick: () => this.seek(week, summer) }, at);
        const head = at === last ? null : h("div", {}, jump);
        last = at;
        const show = () => this.light({ title: text, posts, week, summer });
        return h(
          `li.k-${kind}`,
          {},
          head,
          h("span", {}, text),
          posts.length ? h("button.link", { onclick: show }, posts.length === 1 ? t`Show whom` : t`Show these ${posts.length}`)
            : null,
        );
      }),
    );
  }
}
