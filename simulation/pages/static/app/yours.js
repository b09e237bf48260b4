// @ts-check
// A school of one's own, in the files that one has, or a scenario file. Files are sent to the session, and forgotten with it.

import { fill, h, saveText } from "../kit/dom.js";
import { t } from "../kit/words.js";

const LIMIT = 1_000_000;
const EXAMPLE = `title = "A goal council in a small school"

[school]
teachers = 18

[[policies]]
name = "goal council"
start = 3
set = { "administrator.openness" = 0.8 }`;

/** Forms of a school's files. */
const FORMS = ".csv,.tsv,.txt,.dat,.xlsx,.net,.paj,.dl,.graphml,.gexf,.gml,.dta,.sav";
/**
 * What may be answered where a question has two answers: value and words.
 * @type {{ [option: string]: [string, string][] }}
 */
const ANSWERS = {
  undirected: [
    ["both", t`Both ask one another`],
    ["one", t`The first asks the second`],
  ],
  principal: [
    ["aside", t`Leave principals out`],
    ["teacher", t`Count them as teachers`],
  ],
};

/** @typedef {"roster" | "ties" | "scenario"} Which */

export class Page {
  /** @param {import("./main.js").Application} app */
  constructor(app) {
    this.app = app;
    /** @type {{ [which in Which]?: { name: string, content: string, text: string } }} */
    this.files = {};
    /**
     * What was chosen where the files cannot tell.
     * @type {{ [option: string]: string }}
     */
    this.choices = {};
    this.report = h("div", { role: "alert" });
    this.scenarioReport = h("div", { role: "alert" });
    /** @type {(key: Which, label: string, accept: string) => HTMLElement} */
    const drop = (key, label, accept) => {
      const said = h("span.fine", {}, t`no file yet`);
      /** @type {HTMLInputElement} */
      const input = h("input", { type: "file", accept, id: `file-${key}`, onchange: () => take(input.files?.[0]) });
      /** @param {File | undefined} file */
      const take = async (file) => {
        if (!file) return;
        if (file.size > LIMIT) {
          said.textContent = t`${file.name} is larger than 1 MB, the most that is taken`;
          delete this.files[key];
        } else {
          const text = key === "scenario" ? await file.text() : "";
          this.files[key] = { name: file.name, content: await this.#content(file), text };
          this.choices = {};
          said.textContent = file.name;
        }
        this.#ready();
      };
      const box = h("label.drop", { htmlFor: input.id }, h("strong", {}, label), said, input);
      box.addEventListener("dragover", (e) => (e.preventDefault(), box.classList.add("over")));
      box.addEventListener("dragleave", () => box.classList.remove("over"));
      box.addEventListener("drop", (e) => (e.preventDefault(), box.classList.remove("over"), take(e.dataTransfer?.files[0])));
      return box;
    };
    this.go = h("button.main-button", { disabled: true, onclick: () => this.#school() }, t`Open this school`);
    /** @type {HTMLInputElement} */
    this.codes = h("input", { type: "checkbox", id: "codes" });
    this.forget = h("button", { hidden: !app.uploaded, onclick: () => this.#forget() }, t`Forget this school now`);
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
              Pajek, DL, GraphML, GEXF or GML. What you do not know may be left out; it is then drawn as in any other school.`,
          ),
          drop("roster", t`Roster, or one file with everything`, FORMS),
          h("pre", { tabIndex: 0 }, "teacher,experience,group\nAda,12,Grade 1\nBen,3,Grade 1\nCleo,25,Grade 2\nDan,,Grade 2"),
          drop("ties", t`Ties, if they stand in another file`, FORMS),
          h("pre", { tabIndex: 0 }, "source,target,trust\nBen,Ada,0.8\nDan,Cleo,"),
          h("label.fine", {}, this.codes, " ", t`Show codes instead of names, and save the key that says whose they are`),
          h("div.line-up", {}, this.go, this.forget),
          this.report,
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
      h("p.fine", {}, t`To take data, figures and the scenario home, open “Take it home” under the log on the page School.`),
    );
  }

  async begin() {
    this.root.dataset.week = "0";
  }

  close() {}

  /**
   * The bytes of a file in base64: the server tells what they are.
   * @param {File} file
   */
  async #content(file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    let text = "";
    for (let k = 0; k < bytes.length; k += 0x8000) text += String.fromCharCode(...bytes.subarray(k, k + 0x8000));
    return btoa(text);
  }

  #ready() {
    this.go.disabled = !(this.files.roster || this.files.ties);
    this.goScenario.disabled = !this.files.scenario;
  }

  /** @type {(box: HTMLElement, error: Error) => void} */
  #faults(box, error) {
    fill(
      box,
      h(
        "div.trouble",
        {},
        h("strong", {}, t`The files cannot be used:`),
        h(
          "ul.faults",
          {},
          error.message.split("\n").map((line) => h("li", {}, line)),
        ),
      ),
    );
  }

  async #school() {
    const { roster, ties } = this.files;
    fill(this.report);
    try {
      const sent = [roster, ties].map((file) => file && { name: file.name, content: file.content });
      const found = await this.app.link.ask("upload_school", {
        files: sent[0] ? [sent[0]] : [],
        choices: this.choices,
        codes: this.codes.checked,
        ...(sent[1] && { ties: sent[1] }),
      });
      if (found.question) return this.#asked(found.question);
      if (found.key) saveText("key.csv", "text/csv", found.key);
      this.app.uploaded = found;
      this.app.say(found.receipt.map((line) => `${line}.`).join(" "));
      await this.app.go("school", "scenario=baseline&real=1");
    } catch (error) {
      this.#faults(this.report, error);
    }
  }

  /**
   * Ask what only who knows the files can tell, and read them again with the answer.
   * @param {{ option: string, sentence: string }} question
   */
  #asked({ option, sentence }) {
    /** @param {string} value */
    const answer = (value) => {
      this.choices[option] = value;
      return this.#school();
    };
    const typed = /** @type {HTMLInputElement} */ (h("input", { id: `choice-${option}`, "aria-label": option }));
    const ways = ANSWERS[option]?.map(([value, words]) => h("button", { onclick: () => answer(value) }, words)) ?? [
      typed,
      h("button", { onclick: () => answer(typed.value) }, t`Read again`),
    ];
    const asked = h("strong", {}, t`One thing the files cannot tell:`);
    fill(this.report, h("div.trouble", {}, asked, h("p", {}, sentence), h("div.line-up", {}, ...ways)));
  }

  async #forget() {
    await this.app.link.ask("forget_school");
    this.app.uploaded = null;
    this.app.query = "";
    this.app.say(t`Forgotten.`);
    this.forget.hidden = true;
  }

  async #scenario() {
    const { scenario } = this.files;
    if (!scenario) return;
    fill(this.scenarioReport);
    try {
      const { query } = await this.app.link.ask("upload_scenario", {
        text: scenario.text,
        name: scenario.name,
      });
      await this.app.go("school", query);
    } catch (error) {
      this.#faults(this.scenarioReport, error);
    }
  }
}
