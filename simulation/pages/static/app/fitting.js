// @ts-check
// A fit of the model to a survey of one's own schools: its file, the work, and what comes of it, in the sentences of the
// command `fit`.

import { capital, copy, fill, h, icon, percent, save } from "../kit/dom.js";
import { TABLES, asked, faults, fileBox, sent } from "./filebox.js";
import { withOwn } from "./own.js";
import { Computation } from "./study.js";
import { t } from "../kit/words.js";

/** @typedef {import("../kit/protocol").FitTold} FitTold */

const EXAMPLE = "outcome,value,n,scale\nexhaustion,2.4,31,0..6\njob_satisfaction,3.1,31,1..4\nself_efficacy,3.2,31,1..4";

export class Fitting {
  /** @param {import("./main.js").Application} app */
  constructor(app) {
    this.app = app;
    /** @type {import("./filebox.js").Chosen[]} */
    this.files = [];
    this.over = "";
    this.report = h("div", { role: "alert" });
    this.read = h("ul.fine");
    this.scenario = h(
      "select",
      { id: "fit-scenario" },
      app.catalogue.scenarios.map((s) => h("option", { value: s.name }, capital(s.name.replaceAll("_", " ")))),
    );
    this.scenario.value = "baseline";
    this.people = h("select", { id: "fit-people" });
    const teachers = app.lever("school.teachers");
    this.teachers = h("input", {
      type: "number", id: "fit-teachers", min: teachers.low, max: teachers.high, step: 1, value: teachers.default,
    });
    /** @type {(id: string, placeholder: string) => HTMLInputElement} */
    const text = (id, placeholder) => h("input", { type: "text", id, placeholder });
    this.scales = text("fit-scales", "exhaustion=0..6");
    this.missing = text("fit-missing", "-9, 99");
    this.work = new Computation(app, "fit", t`Fit the model to this survey`, {
      begin: (job) => this.#begin(job),
      news: (news) => this.#news(news),
    });
    this.work.button.disabled = true;
    this.found = h("div.fits");
    /** @type {(label: string, box: HTMLElement) => HTMLElement} */
    const field = (label, box) => h("label.field", { htmlFor: box.id }, h("span", {}, label), box);
    this.root = h(
      "section.sheet.block",
      {},
      h("h2", {}, t`What a survey found`),
      h(
        "p.fine",
        {},
        t`Means and shares of your school, or answers of persons, in the forms of the command fit. Thousands of schools are
          simulated, and those that are like yours tell under which conditions it may live.`,
      ),
      fileBox("survey", t`Survey: figures, or answers`, { accept: TABLES, many: true, chosen: (files) => this.#chosen(files) }),
      h("pre", { tabIndex: 0 }, EXAMPLE),
      h(
        "div.fitfields",
        {},
        field(t`Schools to compare with`, this.scenario),
        field(t`People`, this.people),
        field(t`Teachers (--set school.teachers)`, this.teachers),
        field(t`Scales (--scale)`, this.scales),
        field(t`Values for unknown (--missing)`, this.missing),
      ),
      h("div.line-up", {}, this.work.root),
      this.read,
      this.report,
      this.found,
    );
    this.people.addEventListener("change", () => this.#size());
    this.renew();
  }

  /** Schools were uploaded, or forgotten. */
  renew() {
    const { schools, fits } = this.app;
    fill(
      this.people,
      [t`Drawn`, ...schools.map((one) => one.title)].map((name, k) => h("option", { value: String(k) }, name)),
    );
    this.#size();
    fill(this.found, [...fits].reverse().map((fit) => this.#card(fit)));
  }

  close() {
    this.work.cancel();
  }

  // A real school has the teachers that it has.
  #size() {
    const school = this.app.schools[Number(this.people.value) - 1];
    this.teachers.disabled = school !== undefined;
    if (school) this.teachers.value = String(school.teachers);
  }

  /** @param {import("./filebox.js").Chosen[]} files */
  #chosen(files) {
    this.files = files;
    this.over = "";
    this.work.button.disabled = !files.length;
    fill(this.report);
    fill(this.read);
  }

  get #query() {
    const parameters = new URLSearchParams({ scenario: this.scenario.value });
    if (!this.teachers.disabled) parameters.set("set", `school.teachers:${this.teachers.value}`);
    return parameters.toString();
  }

  /** @param {number} job */
  async #begin(job) {
    fill(this.report);
    try {
      const begun = await this.app.link.ask("fit", {
        files: sent(this.files),
        query: this.#query,
        job,
        school: Number(this.people.value),
        scales: this.scales.value,
        missing: this.missing.value,
        ...(this.over && { over: /** @type {"pooled" | "apart"} */ (this.over) }),
      });
      fill(this.read, begun.read.map(([title, lines]) => h("li", {}, `${title}: ${lines.join("; ")}`)));
      const { question, seconds, schools } = begun;
      if (question) {
        asked(this.report, question, (value) => {
          if (question.option === "over") this.over = value;
          else if (question.option === "missing") this.missing.value = value;
          this.work.start();
        });
        this.work.stop("");
      } else this.work.text.textContent = t`${schools} schools, about ${Math.max(1, Math.round(seconds ?? 0))} s`;
    } catch (error) {
      faults(this.report, error);
      this.work.stop("");
    }
  }

  /** @param {import("../kit/protocol").FitNews} news */
  #news(news) {
    for (const fit of news.fits ?? []) {
      this.app.fits[fit.number - 1] = fit;
      this.found.prepend(this.#card(fit));
    }
  }

  /** @param {FitTold} fit */
  #card(fit) {
    const { app } = this;
    /** @type {(sentences: string[]) => HTMLElement} */
    const list = (sentences) => h("ul.words", {}, sentences.map((one) => h("li", {}, one)));
    const own = { school: fit.school, like: fit.number };
    const pair = new URLSearchParams({ a: fit.query, b: fit.query }).toString();
    const command = async () => {
      if (await copy(fit.command)) app.say(t`Command copied.`);
    };
    const report = async () => {
      try {
        const file = await app.link.ask("fit_report", { number: fit.number });
        save(file.name, file.mime, file.base64);
      } catch (error) {
        app.fault(error);
      }
    };
    return h(
      "article.fitcard",
      { "aria-label": t`Fit to ${fit.title}` },
      h("h3", {}, fit.title),
      h(fit.possible ? "div.fitverdict" : "div.fitverdict.cannot", {}, list(fit.verdict)),
      list(fit.taught),
      h(
        "div.line-up",
        {},
        h("button.main-button", { onclick: () => app.go("school", withOwn(fit.query, own)) }, t`A school like it`),
        h("button", { onclick: () => app.go("compare", withOwn(pair, own)) }, t`Compare schools like it`),
        h("button.small", { onclick: report }, icon("down"), t`Report (HTML)`),
        h("button.small", { onclick: command }, icon("terminal"), t`Copy command`),
      ),
      h(
        "div.tablebox",
        {},
        h(
          "table.effects.fitted",
          {},
          h("caption", {}, t`Observed figures among schools simulated under the fit, 90 percent of which lie in the bar.`),
          head([t`Figure`, t`Observed`, t`Simulated`, ""]),
          h("tbody", {}, fit.predicted.map(predicted)),
        ),
      ),
      h(
        "div.tablebox",
        {},
        h(
          "table.effects.fitted",
          {},
          h("caption", {}, t`What was learnt of each condition: 90 percent interval within its range before; the line is the
            scenario’s own value.`),
          head([t`Condition`, t`Middle`, t`90 % interval`, "", t`Taught`]),
          h("tbody", {}, fit.conditions.map(condition)),
        ),
      ),
    );
  }
}

/** @param {string[]} names */
const head = (names) => h("thead", {}, h("tr", {}, names.map((name) => h("th", { scope: "col" }, name))));

/** @param {number} value */
const short = (value) => String(+value.toPrecision(3)).replace("-", "−");

/**
 * Where an interval and a value lie within a range.
 * @param {number} from
 * @param {number} to
 * @param {number} low
 * @param {number} high
 * @param {number} point
 * @param {number} [mark]
 */
function bar(from, to, low, high, point, mark) {
  /** @param {number} value */
  const at = (value) => Math.max(0, Math.min(100, (100 * (value - from)) / (to - from || 1)));
  return h(
    "span.whisker.within",
    { role: "img", "aria-label": t`${short(point)}; ${short(low)} to ${short(high)} of ${short(from)} to ${short(to)}` },
    h("i.allowed", { style: `left:${at(low)}%;width:${Math.max(1, at(high) - at(low))}%` }),
    mark === undefined ? null : h("i.mark", { style: `left:${at(mark)}%` }),
    h("i.point", { style: `left:${at(point)}%` }),
  );
}

/** @param {import("../kit/protocol").Predicted} one */
function predicted({ figure, observed, low, high, unlike, teaches }) {
  const ends = [low, high, observed];
  const margin = 0.25 * Math.max(Math.max(...ends) - Math.min(...ends), 1e-6);
  const said = unlike ? ` · ${t`out of reach`}` : teaches ? "" : ` · ${t`teaches nothing`}`;
  return h(
    `tr${unlike ? ".unlike" : ".clear"}`,
    {},
    h("th", { scope: "row" }, capital(figure.replaceAll("_", " "))),
    h("td", {}, short(observed)),
    h("td.interval", {}, `${t`${short(low)} to ${short(high)}`}${said}`),
    h("td", {}, bar(Math.min(...ends) - margin, Math.max(...ends) + margin, low, high, observed)),
  );
}

/** @param {import("../kit/protocol").Condition} one */
function condition({ label, prior, middle, low, high, default: usual, taught }) {
  return h(
    `tr${taught >= 0.2 ? ".clear" : ""}`,
    {},
    h("th", { scope: "row" }, capital(label)),
    h("td", {}, short(middle)),
    h("td.interval", {}, t`${short(low)} to ${short(high)}`),
    h("td", {}, bar(prior[0], prior[1], low, high, middle, usual)),
    h("td", {}, percent(taught)),
  );
}
