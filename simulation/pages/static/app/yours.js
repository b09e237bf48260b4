// @ts-check
// Schools of one's own in the files that one has, what a survey found in them, or a scenario file. Files are sent to the
// session, and forgotten with it.

import { fill, h, saveText } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { FORMS, asked, faults, fileBox, sent } from "./filebox.js";
import { Fitting } from "./fitting.js";

const EXAMPLE = `title = "A goal council in a small school"

[school]
teachers = 18

[[policies]]
name = "goal council"
start = 3
set = { "administrator.openness" = 0.8 }`;

/** @typedef {"roster" | "ties" | "scenario"} Which */

export class Page {
  /** @param {import("./main.js").Application} app */
  constructor(app) {
    this.app = app;
    /** @type {{ [which in Which]?: import("./filebox.js").Chosen[] }} */
    this.files = {};
    /**
     * What was chosen where the files cannot tell.
     * @type {{ [option: string]: string }}
     */
    this.choices = {};
    this.report = h("div", { role: "alert" });
    this.scenarioReport = h("div", { role: "alert" });
    /** @type {(key: Which, label: string, accept: string, many?: boolean) => HTMLElement} */
    const drop = (key, label, accept, many = false) => {
      /** @param {import("./filebox.js").Chosen[]} files */
      const chosen = (files) => {
        this.files[key] = files;
        this.choices = {};
        this.#ready();
      };
      return fileBox(key, label, { accept, many, chosen });
    };
    this.go = h("button.main-button", { disabled: true, onclick: () => this.#read() }, t`Read these files`);
    /** @type {HTMLInputElement} */
    this.codes = h("input", { type: "checkbox", id: "codes" });
    this.forget = h("button", { onclick: () => this.#forget() }, t`Forget this school now`);
    this.read = h("div.readschools", { role: "status" });
    this.fitting = new Fitting(app);
    this.goScenario = h("button.main-button", { disabled: true, onclick: () => this.#scenario() }, t`Open this scenario`);
    this.root = h(
      "div.wide",
      {},
      h(
        "div.pagehead",
        {},
        h("h1", {}, t`Your school`),
        h(
          "p.soft",
          {},
          app.link.wire.here
            ? t`Files stay on this computer: they are read, used while this page is open, and forgotten with it. Names can be
                numbers.`
            : t`Files go to the computer that serves this page, where they are read, used while the page is open, and
                forgotten with it. Whoever runs that computer could read them: write numbers instead of names before you
                choose a file.`,
        ),
      ),
      h(
        "div.twohalves",
        {},
        h(
          "section.sheet.block",
          {},
          h("h2", {}, t`Who works there, and who turns to whom`),
          h(
            "p.fine",
            {},
            t`One file with everything, or a roster and ties: CSV, Excel, Stata or SPSS, a matrix, a list, nominations,
              Pajek, DL, GraphML, GEXF or GML. What you do not know may be left out; it is then drawn as in any other school.
              Several schools come as a zip or as several files, NAME_roster and NAME_ties of each, or with a column school.`,
          ),
          drop("roster", t`Roster, or one file with everything; or several schools`, FORMS, true),
          h("pre", { tabIndex: 0 }, "teacher,experience,group\nAda,12,Grade 1\nBen,3,Grade 1\nCleo,25,Grade 2\nDan,,Grade 2"),
          drop("ties", t`Ties, if they stand in another file`, FORMS),
          h("pre", { tabIndex: 0 }, "source,target,trust\nBen,Ada,0.8\nDan,Cleo,"),
          h("label.fine", {}, this.codes, " ", t`Show codes instead of names, and save the key that says whose they are`),
          h("div.line-up", {}, this.go, this.forget),
          this.report,
          this.read,
        ),
        h(
          "section.sheet.block",
          {},
          h("h2", {}, t`A scenario file`),
          h(
            "p.fine",
            {},
            t`TOML, with what differs from the baseline and policies on their dates. It is checked as on the command line;
              the address of the page then carries it.`,
          ),
          drop("scenario", t`Scenario: a .toml file`, ".toml"),
          h("pre", { tabIndex: 0 }, EXAMPLE),
          h("div.line-up", {}, this.goScenario),
          this.scenarioReport,
        ),
      ),
      this.fitting.root,
      h("p.fine", {}, t`To take data, figures and the scenario home, open “Take it home” under the log on the page School.`),
    );
    this.#ready();
  }

  async begin() {
    this.root.dataset.week = "0";
  }

  close() {
    this.fitting.close();
  }

  // What was read before, and what can be read.
  #ready() {
    this.go.disabled = !(this.files.roster?.length || this.files.ties?.length);
    this.goScenario.disabled = !this.files.scenario?.length;
    const { schools, fits } = this.app;
    this.forget.hidden = schools.length + fits.length === 0;
    this.forget.textContent = schools.length > 1 ? t`Forget these schools now` : t`Forget this school now`;
    fill(
      this.read,
      schools.map((school, k) => this.#receipt(school, k + 1)),
    );
  }

  /** @type {(school: import("../kit/protocol").SchoolRead, number: number) => HTMLElement} */
  #receipt({ title, receipt }, number) {
    const { app } = this;
    const real = `real=${number}`;
    return h(
      "article.receipt",
      { "aria-label": t`What was read of ${title}` },
      h("h3", {}, title),
      h("ul", {}, receipt.map((line) => h("li", {}, line))),
      h(
        "div.line-up",
        {},
        h("button.main-button", { onclick: () => app.go("school", `scenario=baseline&${real}`) }, t`Open this school`),
        h("button", { onclick: () => app.go("compare", real) }, t`Compare in it`),
      ),
    );
  }

  /** @returns {Promise<void>} */
  async #read() {
    const { roster = [], ties = [] } = this.files;
    fill(this.report);
    try {
      const found = await this.app.link.ask("upload_school", {
        files: sent(roster),
        choices: this.choices,
        codes: this.codes.checked,
        ...(ties.length && { ties: sent(ties)[0] }),
      });
      if (found.question) {
        const { option } = found.question;
        return asked(this.report, found.question, (value) => {
          this.choices[option] = value;
          return this.#read();
        });
      }
      for (const [name, text] of found.keys ?? []) saveText(name, "text/csv", text);
      this.app.schools = found.schools;
      this.app.found.clear();
      this.fitting.renew();
      this.#ready();
    } catch (error) {
      faults(this.report, error);
    }
  }

  async #forget() {
    await this.app.link.ask("forget_school");
    this.app.schools = [];
    this.app.fits = [];
    this.app.found.clear();
    this.app.query = "";
    this.app.say(t`Forgotten.`);
    this.fitting.renew();
    this.#ready();
  }

  async #scenario() {
    const [scenario] = this.files.scenario ?? [];
    if (!scenario) return;
    fill(this.scenarioReport);
    try {
      const { query } = await this.app.link.ask("upload_scenario", {
        text: scenario.text,
        name: scenario.name,
      });
      await this.app.go("school", query);
    } catch (error) {
      faults(this.scenarioReport, error);
    }
  }
}
