// @ts-check
// One teacher closely: states with their history, choices now, what moved her and why, ties, voice.

import { echarts, font, keys } from "./charts.js";
import { capital, fill, h, icon, number, percent, signed, taught } from "./dom.js";
import { onChange, palette } from "./theme.js";
import { t } from "./words.js";

// In which colours the courses of states are drawn.
/** @type {{ [state: string]: "vermilion" | "blue" | "green" | "purple" }} */
const COURSES = { exhaustion: "vermilion", self_efficacy: "blue", job_satisfaction: "green", standing: "purple" };
const WHOSE = {
  nobody: t`nobody’s goal`,
  administrator: t`a goal of the administrator’s`,
  joint: t`a shared goal`,
  teachers: t`a goal of the teachers’`,
};

/** @param {number} years - that she has been in the school */
const here = (years) => (years === 0 ? t`new here` : years === 1 ? t`1 year here` : t`${years} years here`);

/** @typedef {import("./theme.js").Palette} Palette */
/** @typedef {import("./protocol").Teacher} Teacher */

/**
 * Terms as bars to both sides.
 * @type {(terms: import("./protocol").Term[], colour: (value: number) => string, said: (value: number) => string) =>
 * HTMLElement[]}
 */
function bars(terms, colour, said) {
  const largest = Math.max(0.02, ...terms.map((t) => Math.abs(t.value)));
  return terms.map(({ name, value }) => {
    const width = (50 * Math.abs(value)) / largest;
    return h(
      "div.term",
      {},
      h("span", {}, name),
      h("span.axis", {}, h("i", { style: `left:${value > 0 ? 50 : 50 - width}%;width:${width}%;background:${colour(value)}` })),
      h("b", {}, said(value)),
    );
  });
}

export class TeacherPanel {
  /**
   * @param {import("./types").Showing} app
   * @param {object} how
   * @param {() => void} how.close
   * @param {((post: number) => void) | null} how.open - show somebody else; null where only this one is shown
   * @param {((post: number) => Promise<import("./protocol").Choices>) | null} [how.choices] - why she would choose so; null
   * where nobody
   *   can be asked
   */
  constructor(app, { close, open, choices = null }) {
    this.app = app;
    this.open = open;
    this.choices = choices;
    /** @type {Map<string, HTMLElement>} */
    this.reasons = new Map(); // of each goal
    this.post = -1;
    this.shown = -1;
    this.head = h(
      "div.panelhead",
      {},
      (this.heading = h("h2", { tabIndex: -1 }, "…")),
      h("button.round", { "aria-label": t`Close`, title: t`Close (Esc)`, onclick: close }, icon("close")),
    );
    this.body = h("div");
    this.history = h("div.chart.history");
    this.key = h("div.keyline");
    /** @type {import("./vendor/echarts.esm.min.js").Chart | null} */
    this.chart = null;
    /** @type {import("./protocol").TeacherView | null} */
    this.view = null;
    this.week = -1;
    /** @type {[state: string, term: string] | null} */
    this.named = null;
    this.forget = onChange(() => this.view && this.show(this.view));
    this.root = h("section.panel", { "aria-label": t`A teacher` }, this.head, this.body);
  }

  close() {
    this.forget();
    this.chart?.dispose();
  }

  /**
   * Name what to look at among the reasons: a state, and a term that moves it; it stays named while weeks pass.
   * @param {string} state
   * @param {string} term
   */
  point(state, term) {
    const first = !this.named;
    this.named = [state, term];
    const part = this.body.querySelector(`.why[data-state="${CSS.escape(state)}"]`);
    const row = part && [...part.querySelectorAll(".term")].find((t) => t.firstChild?.textContent === term);
    for (const element of [part, row]) element?.classList.add("pointedat");
    if (first) (row ?? part)?.scrollIntoView({ block: "center" });
  }

  /** @param {import("./protocol").TeacherView} view */
  show(view) {
    this.view = view;
    this.shown = view.post;
    this.week = view.week;
    this.heading.textContent = view.name;
    if (view.vacant) {
      fill(this.body, h("p", {}, t`The post is vacant.`));
      return;
    }
    const c = palette();
    const { forms, domain_words: words } = this.app.catalogue;
    /** @type {(name: string, value: number, colour?: string) => HTMLElement} */
    const meter = (name, value, colour = c.blue) =>
      h(
        "div.meter",
        {},
        h("span", {}, capital(name)),
        h(
          "span.track",
          { role: "img", "aria-label": `${name} ${number(value)}` },
          h("span", { style: `width:${100 * value}%;background:${colour}` }),
        ),
        h("b", {}, number(value)),
      );
    this.reasons = new Map(view.goals.map((goal) => [goal.domain, h("div.reasons")]));
    fill(
      this.body,
      h(
        "p.lead",
        {},
        [view.group, taught(view.experience), here(view.tenure), t`person ${view.person}`].join(" · "),
        view.notes.map((n) => h("span.chip", {}, n)),
      ),
      h("h3", {}, t`How it goes now`),
      h(
        "div.meters",
        {},
        view.states.map((s) => meter(s.label, s.value, s.better === "less" ? c.vermilion : c.blue)),
      ),
      h("h3", {}, t`Since arriving`),
      this.key,
      this.history,
      h("h3", {}, t`Why`),
      h(
        "p.fine",
        {},
        t`Bars to the right raised it, bars to the left lowered it. Where both sides are even, nothing moves: what is low
          stays low as long as the left pulls as hard as the right.`,
      ),
      view.why.map((w) => this.#why(w, c)),
      h("h3", {}, t`What comes next`),
      h("p.fine", {}, t`What she would do about each goal if everybody chose again now: shares of 400 throws of the dice.`),
      view.goals.map((goal) =>
        h(
          "div.choice",
          {},
          h(
            "div",
            {},
            h("span", {}, capital(words[goal.domain])),
            h("span.fine", {}, `: ${WHOSE[goal.owner]}; ${t`what she does now: ${goal.form}`}`),
          ),
          h(
            "div.stack",
            { role: "img", "aria-label": goal.chances.map((p, k) => `${forms[k]} ${percent(p)}`).join(", ") },
            goal.chances.map((p, k) =>
              h(
                "span",
                { style: `width:${100 * p}%;background:${c.forms[k]}`, title: `${forms[k]} ${percent(p)}` },
                p > 0.17
                  ? h("em", { style: `color:${k === 3 && c.paper === "#ffffff" ? "#fff" : "#14181d"}` }, percent(p))
                  : null,
              ),
            ),
          ),
          this.reasons.get(goal.domain),
        ),
      ),
      h("h3", {}, t`Voice by domain`),
      h(
        "div.meters",
        {},
        Object.entries(view.voice).map(([n, v]) => meter(n, v, c.forms[3])),
      ),
      h("h3", {}, t`Hours a week`),
      h(
        "p",
        {},
        view.hours.map(([n, v]) => h("span.chip", {}, `${n} ${number(v, 1)}`)),
      ),
      h("h3", {}, t`Turns to ${view.turns_to.length}, asked by ${view.asked_by.length}`),
      h("div.tiesrow", {}, this.#colleagues(t`turns to`, view.turns_to), this.#colleagues(t`asked by`, view.asked_by)),
    );
    this.#draw(view, c);
    if (this.choices) this.#explain(view, c);
    if (this.named) this.point(...this.named);
  }

  // What she weighs about each goal.
  /** @type {(view: Teacher, c: Palette) => Promise<void>} */
  async #explain({ post, week }, c) {
    const { choices, reasons } = this;
    try {
      const found = await choices?.(post);
      if (!found || this.reasons !== reasons || found.week !== week ||
        found.post !== post) return; // somebody else is looked at by now
      for (const { domain, form, joint, terms } of found.goals) {
        const box = reasons.get(domain);
        if (!box) continue;
        const none = joint === 0 ? `${t`Her week leaves no hours for joint work on it. What she would weigh:`} `
          : `${t`What she weighs:`} `;
        const chance = joint === null || joint === 0 ? "" :
          ` (${t`any joint work: ${percent(joint)}, before partners are sought`})`;
        const bar = (/** @type {number} */ value) => (value > 0 ? c.blue : c.vermilion);
        fill(
          box,
          h("p.fine", {},
            `${none}${form}${chance}. ${t`To the right what speaks for it, to the left what speaks against it.`}`),
          bars(terms.slice(0, 7), bar, signed),
        );
      }
    } catch (error) {
      this.app.fault(error);
    }
  }

  /** @type {(why: import("./protocol").Why, c: Palette) => HTMLElement} */
  #why({ state, better, sentence, terms }, c) {
    return h(
      "div.why",
      { "data-state": state },
      h("p", {}, sentence),
      bars(
        terms.filter((t) => Math.abs(t.value) > 0.002),
        (value) => (value > 0 === (better === "less") ? c.vermilion : c.blue),
        signed,
      ),
    );
  }

  /** @type {(label: string, list: import("./protocol").Colleague[]) => HTMLElement} */
  #colleagues(label, list) {
    const { open } = this;
    return h(
      "ul.colleagues",
      { "aria-label": label },
      list.length
        ? list.map((c) =>
            h(
              "li",
              {},
              open ? h("button.link", { onclick: () => open(c.post) }, c.name) : h("span", {}, c.name),
              h("span.fine", {}, " ", t`trust ${number(c.trust)}, ${c.contact}`),
            ),
          )
        : h("li.fine", {}, t`${capital(label)} nobody.`),
    );
  }

  /** @type {(view: Teacher, c: Palette) => void} */
  #draw(view, c) {
    const any = view.history.exhaustion.length > 1;
    this.history.hidden = !any;
    if (!any) return;
    const year = this.app.catalogue.clock.year;
    this.chart ??= echarts.init(this.history, null, { renderer: "canvas" });
    this.chart.resize({ silent: true });
    const drawn = view.states.filter((s) => s.name in COURSES);
    /** @param {{ name: string }} s */
    const colour = (s) => c[COURSES[s.name]];
    fill(this.key, keys(drawn.map((s) => [s.label, colour(s), number(s.value)])));
    const axis = {
      axisLabel: { color: c.muted, fontSize: 12, fontFamily: font },
      axisLine: { lineStyle: { color: c.grid } },
      splitLine: { lineStyle: { color: c.grid } },
    };
    this.chart.setOption({
      animation: false,
      grid: { left: 34, right: 16, top: 8, bottom: 22 },
      xAxis: {
        type: "value",
        min: view.since / year,
        max: "dataMax",
        ...axis,
        splitLine: { show: false },
        axisLabel: { ...axis.axisLabel, formatter: (/** @type {number} */ v) => (Number.isInteger(v) ? t`yr ${v}` : "") },
      },
      yAxis: { type: "value", min: 0, max: 1, interval: 0.5, ...axis },
      series: drawn.map((s) => ({
        type: "line",
        name: s.label,
        showSymbol: false,
        silent: true,
        data: view.history[s.name].map((v, k) => [(view.since + k + 1) / year, v]),
        lineStyle: { width: 2, color: colour(s) },
        itemStyle: { color: colour(s) },
      })),
    });
  }
}
