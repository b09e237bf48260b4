// The living school: choose, change, play, look closely.

import { Courses } from "../kit/charts.js";
import { capital, copy, fill, h, icon, later, number, percent, save, withUnit } from "../kit/dom.js";
import { Levers } from "./levers.js";
import { Gone } from "../kit/link.js";
import { Network } from "../kit/network.js";
import { Player, SPEEDS } from "./player.js";
import { onChange, palette } from "../kit/theme.js";
import { TeacherPanel } from "../kit/teacher.js";

const OWNERS = ["nobody’s", "administrator’s", "shared", "teachers’"];
const STAGES = ["being conceived", "being planned", "being put into practice"];

export class Page {
  constructor(app) {
    this.app = app;
    this.link = app.link;
    this.rows = [];
    this.events = [];
    this.columns = Object.fromEntries(app.catalogue.weekly.map((name, at) => [name, at]));
    this.player = new Player(app.link, ["main"], { show: ([f]) => this.#show(f), changed: () => this.#controls(), fail: (e, gone) => this.#fail(e, gone) });
    this.address = later(250, () => this.app.setQuery(this.query));
    this.levers = new Levers(app.catalogue.groups, { change: (v) => this.#change(v), restart: (v) => this.#restart(v) });
    this.charts = [];
    this.#build();
  }

  async begin(query) {
    const parameters = new URLSearchParams(query);
    this.network = new Network(this.canvas, { click: (post) => this.#open(post), hover: (post) => this.#hover(post) });
    this.forget = onChange(() => this.#legend());
    this.charts = this.app.catalogue.courses.map((course, k) => new Courses(this.boxes[k], course.lines, course.options));
    await this.#load(query, parameters.get("real") === "1");
    if (/^\d+$/.test(parameters.get("teacher") ?? "")) await this.#pointed(parameters);
  }

  // A lesson leads here: its teacher is opened, and what to look at is named.
  async #pointed(parameters) {
    const name = parameters.get("lesson");
    const post = Number(parameters.get("teacher"));
    if (!this.whole || post >= this.whole.names.length) return;
    await this.#open(post);
    if (!name) return;
    try {
      const { look, title } = await this.link.ask("lesson", { name });
      const { state, term, see } = look[Number(parameters.get("point"))] ?? {};
      if (!see) return;
      const back = h("button.small", { onclick: () => this.app.go("lessons", `lesson=${encodeURIComponent(name)}&step=why`) }, "Back to the lesson");
      fill(this.pointer, h("span", {}, h("strong", {}, `${title}: `), see), back);
      this.pointer.hidden = false;
      const [saidState, saidTerm] = this.app.catalogue.terms[state][term || ""];
      this.panel?.point(saidState, saidTerm);
    } catch (error) {
      this.app.fault(error);
    }
  }

  close() {
    this.player.pause();
    this.network?.close();
    this.forget?.();
    for (const chart of this.charts) chart.close();
    this.link.ask("cancel", { job: "band-main" });
  }

  key(event) {
    const term = this.app.catalogue.clock.term;
    if (event.key === " ") this.player.toggle();
    else if (event.key === "ArrowRight") this.player.step(event.shiftKey ? term : 1);
    else if (event.key === "ArrowLeft") this.player.step(event.shiftKey ? -term : -1);
    else if (event.key === "Home") this.player.seek(0);
    else if (event.key === "Escape" && this.panel) this.#closePanel();
    else return false;
    return true;
  }

  // ---------------------------------------------------------------- asking

  async #load(query, real = false) {
    this.player.pause();
    this.stage.setAttribute("aria-busy", "true");
    try {
      const frame = await this.link.ask("open", { key: "main", query, school: real });
      this.real = real;
      this.player.take([frame]);
      this.trouble.hidden = true;
    } catch (error) {
      if (this.whole) this.app.fault(error);
      else await this.#instead(error, query);
    } finally {
      this.stage.removeAttribute("aria-busy");
    }
  }

  // An address that cannot be opened: say why, and show the baseline.
  async #instead(error, query) {
    fill(this.trouble, h("strong", {}, "This address cannot be opened. "), h("span", {}, capital(error.message)), h("p.fine", {}, "The baseline is shown instead."));
    this.trouble.hidden = false;
    try {
      this.player.take([await this.link.ask("open", { key: "main", query: "" })]);
    } catch (again) {
      this.app.fault(again);
    }
  }

  async #change(values) {
    const playing = this.player.playing;
    this.player.pause();
    try {
      const frame = await this.link.ask("change", { key: "main", changes: values });
      this.player.take([frame]);
      if (frame.week > 0) this.app.say("The change holds from the coming week on.");
      if (this.band) this.#askBand();
      if (playing) this.player.play();
    } catch (error) {
      this.app.fault(error);
      this.#showLevers();
    }
  }

  async #restart(values) {
    if (values) await this.#change(values);
    this.#showLevers();
  }

  #settings(changes) {
    const parameters = new URLSearchParams(this.query);
    for (const [key, value] of Object.entries(changes)) value === null ? parameters.delete(key) : parameters.set(key, value);
    return parameters.toString();
  }

  #fail(error, gone) {
    if (gone || error instanceof Gone) {
      this.app.say("The page had rested so long that its school was put away; it is set up again as it was.");
      this.#load(this.query, this.real);
    } else this.app.fault(error);
  }

  async #askBand() {
    this.link.hear("band-main", (news) => {
      if (news.job !== this.bandJob) return;
      if (news.progress) this.bandText.textContent = `${percent(news.progress)} of 100 schools`;
      if (news.band) {
        this.bandText.textContent = "Shaded: the middle 80 of 100 other schools";
        for (const chart of this.charts) chart.setBand(news.band);
      }
      if (news.fault) this.app.say(news.fault, "fault");
    });
    try {
      this.bandJob = (this.bandJob ?? 0) + 1;
      await this.link.ask("band", { key: "main", job: this.bandJob, runs: 100 });
    } catch (error) {
      this.app.fault(error);
    }
  }

  async #download(what, kind, button) {
    button.disabled = true;
    try {
      const file = await this.link.ask("download", { key: "main", what, kind });
      save(file.name, file.mime, file.base64);
    } catch (error) {
      this.app.fault(error);
    } finally {
      button.disabled = false;
    }
  }

  // ---------------------------------------------------------------- showing

  #show(frame) {
    if (frame.whole) {
      this.whole = frame.whole;
      this.rows = [];
      this.events = [];
      this.network.show(frame.whole);
      this.frame = frame;
      this.#showScenario();
      this.reset.hidden = frame.whole.changed.length === 0 || frame.query.includes("title=");
      this.levers.show(frame.whole.values, frame.whole.changed, frame.week > 0);
      if (this.panel && this.panel.post >= frame.whole.names.length) this.#closePanel();
    }
    this.frame = { ...frame, ties: frame.ties ?? this.frame.ties, people: frame.people ?? this.frame.people };
    this.query = frame.query + (this.whole.real ? "&real=1" : "");
    this.app.query = this.query;
    this.rows.length = Math.max(frame.rows.from, Math.min(this.rows.length, frame.known));
    frame.rows.values.forEach((row, k) => (this.rows[frame.rows.from + k] = row));
    this.rows.length = Math.min(this.rows.length, frame.known);
    this.events = this.events.filter((e) => e[0] <= frame.log.from && e[0] <= frame.week).concat(frame.log.events);
    this.levers.setBegun(frame.week > 0);
    this.network.update(this.frame);
    this.#figures();
    this.#log();
    this.#goals();
    const slow = performance.now() - (this.drawn ?? 0) > (this.player.playing ? 180 : 0);
    if (slow || !this.player.playing || frame.over) {
      this.drawn = performance.now();
      for (const chart of this.charts) chart.show(this.rows, this.columns, frame.week, frame.weeks, this.app.catalogue.clock.year);
    }
    if (this.panel && (!this.player.playing || performance.now() - (this.looked ?? 0) > 900)) {
      this.looked = performance.now();
      this.#refreshPanel();
    }
    this.address();
    this.#describe();
    this.root.dataset.week = frame.week;
  }

  #when(week = this.frame.week) {
    const year = this.app.catalogue.clock.year;
    if (week === 0) return "First day";
    return week % year === 0 ? `End of year ${week / year}` : `Year ${Math.floor(week / year) + 1}, week ${week % year}`;
  }

  #describe() {
    if (this.player.playing) return;
    const { forms } = this.frame;
    const n = forms.filter((f) => f >= 0).length;
    const count = (k) => forms.filter((f) => f === k).length;
    const text = `${this.#when()}. ${n} teachers: ${count(3)} collaborate on some goal, ${count(2)} at most cooperate, ${count(1)} at most coordinate, ${count(0)} work alone.`;
    this.#people();
    this.canvas.setAttribute("aria-label", `Network of advice. ${text}`);
    this.spoken.textContent = text;
  }

  #figures() {
    const row = this.rows[this.frame.week - 1];
    for (const [name, tile] of Object.entries(this.tiles)) tile.textContent = row ? withUnit(row[this.columns[name]], this.app.outcomes.get(name), true) : "–";
    this.clock.textContent = this.#when();
  }

  #log() {
    const shown = this.events.slice(-60).sort((a, b) => b[0] - a[0] || b[4] - a[4]); // the latest first, what came together in its order
    const signature = `${this.events.length}:${shown[0]?.[0]}:${shown[0]?.[2]}`;
    if (signature === this.logged) return;
    this.logged = signature;
    if (!shown.length) {
      fill(this.log, h("li.quiet", {}, "Nothing has happened yet. Press play, or the space bar."));
      return;
    }
    let last = "";
    fill(this.log, shown.map(([week, kind, text, posts, summer]) => {
      const when = summer ? `Summer after year ${week / this.app.catalogue.clock.year}` : this.#when(week);
      const head = when === last ? null : h("div.when", {}, when);
      last = when;
      return h(`li.k-${kind}`, {}, head, h("span", {}, text), posts.length === 1 && week + summer === this.frame.week ? h("button.link", { onclick: () => this.#open(posts[0]) }, "Look") : null);
    }));
  }

  #goals() {
    const { goals } = this.frame;
    const domains = this.app.catalogue.domains;
    fill(this.goalList, domains.map((domain, d) => {
      const [active, owner, stage, progress] = goals[d];
      if (!active) return null;
      return h(
        "button.goal", { "aria-pressed": String(this.network.goal === d), title: `Colour the network by what teachers do about this goal. Whose goal: ${OWNERS[owner]}; it is ${STAGES[stage]}.`, onclick: () => this.#byGoal(this.network.goal === d ? -1 : d) },
        h("span.name", {}, capital(this.app.catalogue.domain_words[domain])), h(`span.owner.o${owner}`, {}, OWNERS[owner]), h("span.bar", { role: "img", "aria-label": `${percent(progress)} done` }, h("span", { style: `width:${100 * progress}%` })),
      );
    }));
  }

  #byGoal(goal) {
    this.network.byGoal(goal);
    this.#goals();
    this.#legend();
  }

  #showScenario() {
    const { scenario, seed, run, policies } = this.whole;
    const parameters = new URLSearchParams(this.whole ? this.frame?.query ?? "" : "");
    const chosen = parameters.get("title") ? "" : scenario.name;
    const shipped = chosen && [...this.picker.options].some((o) => o.value === chosen);
    if (shipped) this.picker.value = chosen;
    else {
      this.own.hidden = false;
      this.own.textContent = scenario.name;
      this.own.value = scenario.name;
      this.picker.value = scenario.name;
    }
    // Question and story of a scenario are not those of what was made from it, such as a setting of a lesson.
    this.title.textContent = shipped ? scenario.title || scenario.name : `Made from the scenario ${(parameters.get("scenario") ?? "baseline").replaceAll("_", " ")}`;
    this.story.textContent = scenario.story;
    this.storyBox.hidden = !shipped || !scenario.story;
    this.seedBox.value = seed;
    this.runBox.value = run;
    this.policyLine.textContent = policies.length ? `Policies on their dates: ${policies.join(", ")}.` : "";
  }

  #people() {
    if (!this.peopleBox.open) return;
    const { frame, whole } = this;
    const { forms } = this.app.catalogue;
    fill(this.peopleList, whole.names.map((name, i) => h("li", {}, h("button.link", { onclick: () => this.#open(i) }, name), h("span.fine", {}, frame.forms[i] < 0 ? " vacant" : ` ${whole.groups[whole.group[i]] ?? ""}, ${forms[frame.forms[i]]}, exhaustion ${number(frame.exhaustion[i] / 255)}`))));
  }

  #showLevers() {
    if (this.whole) this.levers.show(this.whole.values, this.whole.changed, this.frame.week > 0);
  }

  #controls() {
    const p = this.player;
    fill(this.playButton, icon(p.playing ? "pause" : "play"), h("span", {}, p.playing ? "Pause" : p.over ? "Play again" : "Play"));
    this.playButton.setAttribute("aria-label", p.playing ? "Pause" : "Play");
    this.slider.max = p.weeks; // first, since it bounds the value
    if (document.activeElement !== this.slider || !this.sliding) this.slider.value = p.week;
    this.slider.style.setProperty("--at", `${(100 * p.week) / p.weeks}%`);
    this.slider.style.setProperty("--known", `${(100 * (this.frame?.known ?? 0)) / p.weeks}%`);
    this.slider.setAttribute("aria-valuetext", this.frame ? this.#when() : "");
    for (const button of this.ahead) button.disabled = p.over;
    this.root.dataset.playing = String(p.playing);
    if (!p.playing && this.frame) {
      this.#describe();
      for (const chart of this.charts) chart.show(this.rows, this.columns, p.week, p.weeks, this.app.catalogue.clock.year);
      this.app.setQuery(this.query);
      if (this.panel && this.panel.week !== p.week) this.#refreshPanel();
    }
  }

  #hover(post) {
    if (post < 0) {
      this.card.hidden = true;
      return;
    }
    const { frame, whole } = this;
    const vacant = frame.forms[post] < 0;
    const share = (name) => number(frame[name][post] / 255);
    const row = (name, value) => [h("dt", {}, name), h("dd", {}, value)];
    fill(
      this.card,
      h("strong", {}, whole.names[post]),
      h("div.fine", {}, vacant ? "The post is vacant." : `${whole.groups[whole.group[post]] ?? ""} · ${frame.people.experience[post]} years of teaching${frame.people.role[post] ? " · formal leader" : ""}`),
      vacant ? null : h("dl", {}, row("does at most", this.app.catalogue.forms[frame.forms[post]]), this.app.catalogue.card.map((o) => row(o.label, share(o.name)))),
      vacant ? null : h("div.fine", {}, "Click for the whole story"),
    );
    const { x, y } = this.network.place(post);
    this.card.hidden = false;
    const wide = this.card.offsetWidth;
    const right = x > this.canvas.clientWidth / 2; // beside the person, towards the middle
    this.card.style.left = `${Math.max(6, Math.min(right ? x - wide - 44 : x + 44, this.canvas.clientWidth - wide - 6))}px`;
    this.card.style.top = `${Math.max(6, Math.min(y - 20, this.canvas.clientHeight - this.card.offsetHeight - 6))}px`;
  }

  async #open(post) {
    this.card.hidden = true;
    if (!this.panel) {
      this.panel = new TeacherPanel(this.app, { close: () => this.#closePanel(), open: (p) => this.#open(p) });
      this.side.append(this.panel.root);
      this.side.classList.add("with-panel");
    }
    this.panel.post = post;
    this.network.choose(post);
    await this.#refreshPanel();
    this.panel.root.scrollTop = 0;
    this.panel.root.querySelector("h2")?.focus({ preventScroll: false });
  }

  async #refreshPanel() {
    if (this.asking) return;
    this.asking = true;
    try {
      const { panel } = this;
      const view = await this.link.ask("teacher", { key: "main", post: panel.post });
      if (this.panel === panel) panel.show(view);
    } catch (error) {
      if (!(error instanceof Gone)) this.app.fault(error);
    } finally {
      this.asking = false;
    }
    if (this.panel && this.panel.shown !== this.panel.post) this.#refreshPanel();
  }

  #closePanel() {
    this.panel.close();
    this.panel.root.remove();
    this.panel = null;
    this.side.classList.remove("with-panel");
    this.network.choose(-1);
    this.canvas.focus({ preventScroll: true });
  }

  // ---------------------------------------------------------------- building

  #build() {
    const { catalogue } = this.app;
    this.own = h("option", { hidden: true });
    this.picker = h(
      "select", { id: "scenario", onchange: () => this.#load(`scenario=${this.picker.value}&seed=${this.seedBox.value}&school=${this.runBox.value}`) },
      this.own, catalogue.scenarios.map((s) => h("option", { value: s.name }, capital(s.name.replaceAll("_", " ")))),
    );
    this.title = h("p.question");
    this.story = h("p");
    this.policyLine = h("p.fine");
    this.storyBox = h("details.story", {}, h("summary", {}, "The story"), this.story, this.policyLine);
    const whole = (id, label, value, key) => {
      const box = h("input", { type: "number", id, min: 0, max: 4294967295, step: 1, value, onchange: () => {
        if (!/^\d+$/.test(box.value)) return;
        this.#load(this.#settings({ [key]: box.value }), this.real);
      } });
      return [box, h("label.field", { htmlFor: id }, h("span", {}, label), box)];
    };
    let seedField, runField;
    [this.seedBox, seedField] = whole("seed", "Seed", 1, "seed");
    [this.runBox, runField] = whole("run", "School", 0, "school");
    const dice = h("button", { title: "Another school under the same settings", onclick: () => this.#load(this.#settings({ school: Number(this.runBox.value) + 1, week: 0, at: null }), this.real) }, "Next school");
    this.reset = h("button.small", { hidden: true, onclick: () => this.#load(this.#settings({ set: null, at: null, week: 0 }), this.real) }, "Reset all");
    const controls = h(
      "aside.controls", { "aria-label": "Settings" },
      h("div.field", {}, h("label", { htmlFor: "scenario" }, "Scenario"), this.picker),
      this.title, this.storyBox,
      h("div.trio", {}, seedField, runField, dice),
      h("div.twins", {}, this.#identity()),
      h("div.levershead", {}, h("h2", {}, "Levers"), this.reset), this.levers.root,
    );

    this.canvas = h("div.canvas", { role: "img", tabIndex: 0, "aria-label": "Network of advice" });
    this.card = h("div.card", { hidden: true });
    this.spoken = h("p.spoken", { "aria-live": "polite" });
    this.trouble = h("div.trouble", { hidden: true, role: "alert" });
    this.pointer = h("div.notice", { hidden: true });
    this.clock = h("div.clock", {}, "First day");
    this.tiles = {};
    const tile = (name) => h("div.tile", {}, (this.tiles[name] = h("b", {}, "–")), h("span", {}, this.app.outcomes.get(name).label));
    this.legend = h("div.legend");
    this.goalList = h("div.goals", { role: "group", "aria-label": "Goals of the school" });
    this.stage = h(
      "section.stage", { "aria-label": "The school" },
      this.trouble, this.pointer,
      h("div.head", {}, this.clock, h("div.tiles", {}, catalogue.tiles.map(tile))),
      this.goalList,
      h("div.picture", {}, this.canvas, this.card, h("button.round.fit", { "aria-label": "Show the whole school", title: "Show the whole school", onclick: () => this.network.fit() }, icon("fit"))),
      this.legend, this.spoken, this.#transport(),
    );

    this.boxes = catalogue.courses.map(() => h("div.chart"));
    this.log = h("ol.log", { "aria-label": "What happened" });
    this.bandText = h("span.fine");
    const bandBox = h("input", { type: "checkbox", id: "band", onchange: () => {
      this.band = bandBox.checked;
      if (this.band) this.#askBand();
      else {
        this.link.ask("cancel", { job: "band-main" });
        this.bandJob++;
        this.bandText.textContent = "";
        for (const chart of this.charts) chart.setBand(null);
      }
    } });
    this.side = h(
      "aside.side", { "aria-label": "Courses and log" },
      h("div.courses", {},
        h("div.bandline", {}, h("label.check", { htmlFor: "band" }, bandBox, " 100 other schools behind the lines"), this.bandText),
        catalogue.courses.map((course, k) => h("figure", {}, h("figcaption", {}, h("strong", {}, course.title), h("span.fine", {}, course.what)), this.boxes[k])),
        h("section", {}, h("h2", {}, "What happened"), this.log),
        (this.peopleBox = h("details.people", { ontoggle: () => this.frame && this.#people() }, h("summary", {}, "All teachers in a list"), (this.peopleList = h("ul")))),
        this.#takeHome(),
      ),
    );
    this.root = h("div.school", {}, controls, this.stage, this.side);
    this.#legend();
    this.#controls();
  }

  #transport() {
    const { clock } = this.app.catalogue;
    this.playButton = h("button.play", { onclick: () => this.player.toggle() });
    const ahead = (weeks, label, title) => h("button", { title, "aria-label": title, onclick: () => this.player.step(weeks) }, label);
    this.ahead = [ahead(1, "+ week", "One week on (→)"), ahead(clock.term, "+ term", "One term on (Shift →)"), ahead(clock.year, "+ year", "One year on")];
    const back = h("button", { title: "One week back (←)", "aria-label": "One week back", onclick: () => this.player.step(-1) }, "− week");
    this.slider = h("input.scrub", { type: "range", min: 0, max: 360, value: 0, "aria-label": "Week", oninput: () => {
      this.sliding = true;
      this.player.pause();
      this.player.seek(Number(this.slider.value));
    }, onchange: () => (this.sliding = false) });
    const speed = h("select", { "aria-label": "Speed", onchange: () => (this.player.speed = Number(speed.value)) }, SPEEDS.map(([value, label]) => h("option", { value, selected: value === this.player.speed }, label)));
    this.speed = speed;
    return h(
      "div.transport", { role: "group", "aria-label": "Time" },
      this.slider,
      h("div.buttons", {}, h("button.round", { "aria-label": "Back to the first day", title: "Back to the first day (Home)", onclick: () => (this.player.pause(), this.player.seek(0)) }, icon("restart")), this.playButton, back, this.ahead, h("span.grow"), speed),
    );
  }

  #identity() {
    const share = h("button.small", { title: "An address that restores exactly this school, its settings, and this week", onclick: async () => {
      this.app.setQuery(this.query);
      (await copy(location.href)) ? this.app.say("Address copied.") : this.app.say("Copy the address from the browser’s address line.");
    } }, icon("share"), h("span", {}, "Copy address"));
    const command = h("button.small", { title: "The same run from the command line gives the same numbers", onclick: async () => {
      try {
        const { command: text } = await this.link.ask("command", { key: "main" });
        this.lastCommand = text;
        (await copy(text)) ? this.app.say(`Command copied: ${text.length > 90 ? `${text.slice(0, 90)} …` : text}`) : this.app.say(text);
      } catch (error) {
        this.app.fault(error);
      }
    } }, icon("terminal"), h("span", {}, "Copy command"));
    command.dataset.testid = "command";
    return [share, command];
  }

  #takeHome() {
    const file = (label, what, kind) => {
      const button = h("button.small", { onclick: () => this.#download(what, kind, button) }, icon("down"), h("span", {}, label));
      button.dataset.file = `${what}.${kind}`;
      return button;
    };
    const line = (label, ...buttons) => h("div.take", {}, h("span", {}, label), buttons);
    return h(
      "details.takehome", {},
      h("summary", {}, "Take it home"),
      h("p.fine", {}, "Data are those of the whole run under the present settings; figures of courses show 50 schools."),
      line("Scenario", file("TOML", "scenario", "toml")),
      ["years", "weeks", "teachers"].map((t) => line(capital(t), file("CSV", t, "csv"), file("Parquet", t, "parquet"))),
      ["forms", "influence", "workload", "well_being", "turnover", "network"].map((n) => line(capital(n.replace("_", "-")), file("PNG", n, "png"), file("SVG", n, "svg"))),
    );
  }

  #legend() {
    const c = palette();
    const { forms, domains } = this.app.catalogue;
    const goal = this.network?.goal ?? -1;
    fill(
      this.legend,
      h("span.fine", {}, goal < 0 ? "Deepest form on any goal:" : `What they do about ${this.app.catalogue.domain_words[domains[goal]]}:`),
      forms.map((form, k) => h("span.key", {}, h("i", { style: `background:${c.forms[k]}` }), form)),
      h("span.key", {}, h("i.ring"), "ring: exhaustion"), h("span.key", {}, h("i.sizes"), "size: standing"), h("span.key", {}, h("i.dot"), "formal leader"), h("span.key", {}, h("i.line"), "trust"),
    );
  }
}
