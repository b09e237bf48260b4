// The professor's page, which is on the projector: how to join, the lesson, the class in one picture, and the desk with its switches.

import { beside, capital, fill, h, save, twice } from "../kit/dom.js";
import { Link } from "../kit/link.js";
import { Application, dress, PAGES } from "../app/main.js";
import { discussion, settings, story, WhyPart } from "../kit/parts.js";
import { crowdOption, crowdWords, dotsOption, Picture, scatterOption } from "../kit/pictures.js";
import { drawer, Wire } from "../kit/wire.js";

const PHASES = { welcome: "Join", predict: "Predict", run: "Run", reveal: "Reveal", levers: "Levers", discuss: "Discuss" };
const kept = drawer(() => sessionStorage, "collective-action-professor");

// The key comes behind the # of the address, which no server sees; it leaves the address line at once, for that is on the projector.
async function begin() {
  const place = h("div");
  document.body.append(place);
  document.documentElement.dataset.look = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  await dress("/files/");
  if (location.hash.length > 1) {
    kept.set(decodeURIComponent(location.hash.slice(1)));
    history.replaceState(null, "", location.pathname + location.search);
  }
  let page = null;
  const wire = new Wire({
    introduce: () => ({ ask: "enter", content: { key: kept.get() ?? "" } }),
    state: (state, sentence) => (state === "shut" ? refuse(place, sentence) : page?.lineState(state, sentence)),
  });
  const link = new Link(wire);
  const shared = { view: {}, listeners: new Set() };
  link.hear("class", (changed) => {
    Object.assign(shared.view, changed);
    for (const listener of shared.listeners) listener(changed);
  });
  try {
    await wire.open();
  } catch (error) {
    refuse(place, error.message);
    return;
  }
  const pages = [["class", "Class", async () => ({ Page: class extends Desk {
    constructor(app) {
      super(app, shared);
      page = this;
    }
  } })], ...PAGES.filter(([name]) => name !== "yours" && name !== "lessons")];
  const app = new Application(link, place, pages);
  window.collectiveAction = app; // for tests and for the curious
  await app.begin();
}

function refuse(place, sentence) {
  fill(place, h("div.app", {}, h("main.empty", {}, h("h1", {}, "Only with the key"), h("p", {}, sentence), h("p.fine", {}, "The terminal in which the class was started shows the professor’s whole address."))));
}

// A line whose letters are as large as fit beside each other.
const inOneLine = (name, text, more = {}) => h(`p.${name}`, { style: `--letters:${text.length}`, ...more }, text);

class Desk {
  constructor(app, shared) {
    this.app = app;
    this.link = app.link;
    this.shared = shared;
    this.parts = [];
    this.hear = (changed) => this.#changed(changed);
    shared.listeners.add(this.hear);
    this.board = h("section.sheet.board", { "aria-label": "What the class sees" });
    this.root = h("div.wide.projected", {}, this.board, this.#desk());
  }

  get view() {
    return this.shared.view;
  }

  async begin() {
    this.root.dataset.week = 0;
    try {
      const [{ lessons, phases }, { addresses }] = await Promise.all([this.link.ask("class_lessons"), this.link.ask("join_here")]);
      Object.assign(this, { lessons, addresses });
      this.titles = new Map(lessons.map((l) => [l.name, l.title]));
      fill(this.picker, lessons.map((l) => h("option", { value: l.name }, l.order <= lessons.length ? `${l.order}. ${l.title}` : l.title)));
      fill(this.phases, phases.map((p, k) => h("li", {}, h("button", { "data-phase": p, "aria-pressed": "false", onclick: () => this.#ask("phase", { name: p }) }, h("span.stepnumber", {}, k + 1), PHASES[p]))));
      await this.#changed();
    } catch (error) {
      this.app.fault(error);
    }
  }

  close() {
    this.shared.listeners.delete(this.hear);
    this.#closeParts();
  }

  lineState(state, sentence) {
    this.line.textContent = state === "open" ? "" : sentence;
  }

  #closeParts() {
    for (const part of this.parts) part.close();
    this.parts = [];
    this.crowd = this.spread = this.points = null;
  }

  async #ask(what, content) {
    try {
      return await this.link.ask(what, content);
    } catch (error) {
      this.app.fault(error);
      return null;
    }
  }

  // ---------------------------------------------------------------- the desk

  #desk() {
    this.line = h("p.linestate", { role: "status" });
    this.counts = {};
    const count = (key, label) => h("div", {}, (this.counts[key] = h("b", {}, "0")), h("span", {}, label));
    this.phases = h("ol.phases");
    this.roundSaid = h("h2");
    this.roundBox = h("section.sheet", { "aria-label": "This round" }, this.roundSaid, this.phases);
    this.picker = h("select", { id: "lesson", onchange: () => this.take.renew() });
    this.take = twice(() => this.#takeLabel(), () => this.#unseen(), () => this.#ask("choose", { name: this.picker.value }));
    this.back = h("button.small", { hidden: true, onclick: () => this.#ask("back") });
    this.pickerSaid = h("h2");
    const flag = (id, label, ask, key) => {
      const box = h("input", { type: "checkbox", id, onchange: () => this.#ask(ask, { [key]: box.checked }) });
      return [box, h("label.check", { htmlFor: id }, box, h("span", {}, label))];
    };
    let showRow, playRow;
    [this.showBox, showRow] = flag("show", "Show predictions before the reveal", "show", "predictions");
    [this.playBox, playRow] = flag("play", "Play freely: open the other pages to students", "play_freely", "free");
    this.leversBox = h("div");
    const download = h("button", { onclick: async () => {
      const file = await this.#ask("table");
      if (file) save(file.name, file.mime, btoa(String.fromCharCode(...new TextEncoder().encode(file.text))));
    } }, "Download what the class did");
    const close = twice(() => "Close the class", () => "Close it for everybody? Press again", () => this.#ask("close_class", {}));
    this.rows = new Map();
    this.peopleList = h("ul.classlist");
    this.peopleHead = h("summary", {}, "Students");
    this.peopleBox = h("details.fold", {}, this.peopleHead, this.peopleList);
    this.joinBox = h("section.sheet", { "aria-label": "How to join" });
    return h(
      "aside.desk", { "aria-label": "The desk" }, this.line,
      h("section.sheet", {}, h("div.counts", { role: "status" }, count("here", "here"), count("committed", "committed"), count("lived", "have run")), this.peopleBox),
      this.roundBox,
      h("section.sheet", {}, h("label", { htmlFor: "lesson" }, this.pickerSaid), this.picker, this.take, this.back),
      h("section.sheet", {}, showRow, playRow, this.leversBox),
      this.joinBox,
      h("section.sheet", {}, download, close),
    );
  }

  #takeLabel() {
    if (!this.view.lesson) return "Take this lesson";
    return this.picker.value === this.view.lesson && !this.view.untouched ? "Take it anew, with other schools" : "Take this lesson now";
  }

  // What going on would cost: predictions whose outcome nobody has seen.
  #unseen() {
    const { committed, revealed } = this.view;
    if (!committed || revealed) return "";
    return `${committed} ${committed === 1 ? "has" : "have"} predicted and not seen the outcome. Go on? Press again`;
  }

  // The round that goes on, and what may come next: at first the lesson that follows in the course.
  #round() {
    const { rounds, lesson, untouched } = this.view;
    this.roundBox.hidden = !lesson;
    this.roundSaid.textContent = rounds.length > 1 ? `Round ${rounds.length}: ${this.titles.get(lesson)}` : (this.titles.get(lesson) ?? "");
    this.pickerSaid.textContent = lesson ? "Next lesson, same class" : "Lesson";
    this.back.hidden = !untouched || rounds.length < 2;
    this.back.textContent = this.back.hidden ? "" : `Back to round ${rounds.length - 1}: ${this.titles.get(rounds.at(-2))}`;
    const at = JSON.stringify(rounds);
    if (this.roundsShown !== at) {
      this.roundsShown = at;
      const names = [...this.titles.keys()];
      this.picker.value = names[Math.min(names.indexOf(lesson) + 1, names.length - 1)];
    }
    this.take.renew();
  }

  // Rows stay where they are while the class changes: a question that has been asked, and the focus, must not get lost.
  #people() {
    const { people, phase } = this.view;
    this.peopleBox.hidden = !people.length && !this.peopleBox.contains(document.activeElement);
    const there = new Set(people.map(([name]) => name));
    for (const [name, row] of this.rows) {
      if (there.has(name)) continue;
      const focused = row.root.contains(document.activeElement);
      const near = row.root.nextElementSibling ?? row.root.previousElementSibling;
      row.root.remove();
      this.rows.delete(name);
      if (focused) (near?.querySelector("button") ?? this.peopleHead).focus();
    }
    let at = this.peopleList.firstElementChild;
    for (const [name, here, committed] of [...people].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))) {
      if (!this.rows.has(name)) this.rows.set(name, this.#person(name));
      const { root, said } = this.rows.get(name);
      const asked = phase === "predict" || phase === "run";
      said.textContent = [here ? "here" : "away", asked ? (committed ? "has predicted" : "no prediction") : ""].filter(Boolean).join(", ");
      root.classList.toggle("away", !here);
      if (root === at) at = at.nextElementSibling;
      else this.peopleList.insertBefore(root, at);
    }
  }

  #person(name) {
    const said = h("span.fine");
    const remove = twice(() => "Remove", () => `Remove ${name}? Press again`, () => this.#ask("remove", { name }));
    remove.className = "small";
    remove.setAttribute("aria-describedby", `student-${name.replace(" ", "-")}`);
    return { root: h("li", {}, h("span", { id: `student-${name.replace(" ", "-")}` }, name), said, remove), said };
  }

  #preset(lesson) {
    const rows = lesson.levers.map((lever) => {
      const said = h("b", {}, String(+(this.view.preset[lever.name] ?? lever.start).toFixed(3)));
      const slider = h("input", { type: "range", min: lever.low, max: lever.high, step: lever.step, value: this.view.preset[lever.name] ?? lever.start, "aria-label": `${lever.label} for the class`, oninput: () => (said.textContent = +Number(slider.value).toFixed(3)) });
      return { lever, slider, root: h("label.field", {}, h("span", {}, `${capital(lever.label)}: `, said, ` ${beside(lever.unit)}`), slider) };
    });
    const values = () => Object.fromEntries(rows.map((r) => [r.lever.name, Number(r.slider.value)]));
    const fixed = h("button.small", { onclick: () => this.#ask("set_levers", { free: false, values: values() }) }, "Run these for all");
    const begin = h("button.small", { onclick: () => this.#ask("set_levers", { free: true, values: values() }) }, "Let students begin here");
    const free = h("button.small", { onclick: () => this.#ask("set_levers", { free: true, values: null }) }, "Free");
    this.leversSaid = h("p.fine", { role: "status" });
    return h("details.fold", { open: this.view.phase === "levers" }, h("summary", {}, "Levers of the class"), rows.map((r) => r.root), h("div.line-up", {}, fixed, begin, free), this.leversSaid);
  }

  // ---------------------------------------------------------------- what the class sees

  async #changed() {
    const { view } = this;
    if (view.closed) return this.#over();
    if (!view.phase || !this.lessons) return;
    this.counts.here.textContent = `${view.here}`;
    this.counts.committed.textContent = `${view.committed}`;
    this.counts.lived.textContent = `${view.lived}`;
    this.#round();
    this.#people();
    for (const button of this.phases.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.phase === view.phase));
      button.disabled = !view.lesson;
    }
    this.showBox.checked = view.shown;
    this.showBox.disabled = view.revealed || !view.lesson;
    this.playBox.checked = view.free_play;
    const lesson = await this.#lesson();
    if (!lesson && view.phase !== "welcome") return;
    const what = JSON.stringify([view.rounds, view.phase, view.shown, view.revealed]);
    if (what !== this.drawn) {
      this.drawn = what;
      this.#closeParts();
      this.board.dataset.phase = view.phase;
      const shown = `${view.rounds}:${view.phase}`;
      const moved = this.board.dataset.shown !== shown;
      this.board.dataset.shown = shown;
      fill(this.board, this[`_${view.phase}`](lesson));
      if (moved) window.scrollTo(0, 0);
      fill(this.joinBox, view.phase === "welcome" ? null : this.#smallJoin());
      this.joinBox.hidden = view.phase === "welcome";
      fill(this.leversBox, lesson?.levers.length ? this.#preset(lesson) : null);
    }
    this.#renew(lesson);
  }

  async #lesson() {
    const { lesson } = this.view;
    if (lesson && this.read?.name !== lesson) this.read = await this.#ask("lesson", {});
    return lesson ? this.read : null;
  }

  #renew(lesson) {
    const { view } = this;
    if (this.progress) {
      const all = view.phase === "run";
      this.progress.textContent = all ? `${view.lived} of ${view.joined} students’ schools have lived.` : `${view.committed} of ${view.joined} have committed.`;
      this.meter.max = Math.max(1, view.joined);
      this.meter.value = all ? view.lived : view.committed;
    }
    if (this.many) this.many.textContent = view.joined === 0 ? "Nobody is in yet." : `${view.here} here${view.joined > view.here ? ` of ${view.joined} who have joined` : ""}.`;
    const words = lesson ? crowdWords(lesson, view) : "";
    this.crowd?.draw(words);
    if (this.crowdSaid) this.crowdSaid.textContent = words;
    this.spread?.draw(`Differences that ${view.outcomes.length} students saw.`);
    this.points?.draw(`${view.trials.length} settings of the levers that students tried.`);
    if (this.leversSaid) this.leversSaid.textContent = view.levers_free ? (Object.keys(view.preset).length ? "Students begin at these values and may move them." : "Students move them as they like.") : "Locked: all schools run with these values.";
  }

  #title(text) {
    return h("h1", { tabIndex: -1 }, text);
  }

  #qr(size) {
    const { code } = this.addresses[0];
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", `0 0 ${code.size} ${code.size}`);
    svg.setAttribute("class", `qr ${size}`);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", "QR code with the address and the code");
    svg.setAttribute("shape-rendering", "crispEdges");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", code.path);
    svg.append(path);
    return svg;
  }

  #smallJoin() {
    return [h("div.blockhead", {}, h("span.codeword", {}, this.view.code)), h("p.joinline.fine", {}, this.addresses.map((a) => a.address).join("  or  "))];
  }

  _welcome(lesson) {
    this.many = h("p.many.soft", { role: "status" });
    return [
      this.#title(lesson ? lesson.title : "Join the class"), lesson ? h("p.lead", {}, lesson.question) : null,
      h("div.joinbox", {}, h("div.joinboard", {}, this.#qr("large"), h("div.joinwords", {}, h("p.soft", {}, "Open"), this.addresses.map((a) => inOneLine("joinline", a.address)), h("p.soft", { style: "margin-top:2.2vh" }, "and enter"), inOneLine("codeword", this.view.code, { "data-testid": "code" }), this.many))),
    ];
  }

  #bar() {
    this.progress = h("p.lead", { role: "status" });
    this.meter = h("progress", { "aria-label": "Progress", style: "width:100%;height:14px;accent-color:var(--accent)" });
    return h("div", {}, this.progress, this.meter);
  }

  #crowdBox(lesson, small = false) {
    const plot = h(`div.plot.${small ? "small-crowd" : "crowd"}`);
    this.crowd = new Picture(plot, { option: (c) => crowdOption(c, plot, lesson, this.view) });
    this.parts.push(this.crowd);
    this.crowdSaid = h("p.fine");
    return h("div", {}, plot, this.crowdSaid);
  }

  _predict(lesson) {
    const shown = this.view.shown || this.view.revealed;
    return [this.#title(lesson.prediction.ask), this.#bar(), shown ? this.#crowdBox(lesson) : [story(lesson), settings(lesson)]];
  }

  _run(lesson) {
    const shown = this.view.shown || this.view.revealed;
    return [this.#title(`${lesson.schools} schools each, ${lesson.years} years, twice: “${lesson.base.label}” and “${lesson.other.label}”`), this.#bar(), shown ? this.#crowdBox(lesson) : [h("p.lead", {}, lesson.prediction.ask), settings(lesson)]];
  }

  _reveal(lesson) {
    this.progress = null;
    const dots = h("div.plot.small-crowd");
    this.spread = new Picture(dots, { option: (c) => dotsOption(c, dots, (this.view.outcomes ?? []).map((o) => o.difference), { name: `${lesson.said}: ${lesson.other.label} less ${lesson.base.label}; a dot is a student` }) });
    this.parts.push(this.spread);
    const why = new WhyPart(this.app, lesson, { look: (at) => this.link.ask("look", { at }), open: (query, post) => this.app.go("school", `${query}&teacher=${post}`) });
    this.parts.push(why);
    return [this.#title(lesson.question), this.#crowdBox(lesson), dots, h("details.fold.large", {}, h("summary", {}, "Why"), why.root)];
  }

  _levers(lesson) {
    this.progress = null;
    this.lever = 0;
    const plot = h("div.plot.crowd");
    this.points = new Picture(plot, { option: (c) => scatterOption(c, plot, lesson, { trials: this.view.trials ?? [], outcomes: this.view.outcomes ?? [], lever: this.lever }) });
    this.parts.push(this.points);
    const why = h("p.lead", {}, lesson.levers[0]?.why ?? "");
    const axis = h("div.segments", { role: "group", "aria-label": "Lever on the axis", hidden: lesson.levers.length < 2 }, lesson.levers.map((l, k) => h("button.small", { "aria-pressed": String(k === 0), onclick: () => {
      this.lever = k;
      [...axis.children].forEach((b, j) => b.setAttribute("aria-pressed", String(j === k)));
      why.textContent = l.why;
      this.#renew(lesson);
    } }, capital(l.label))));
    return [this.#title(`Which lever moves ${lesson.said}?`), h("div.blockhead", {}, why, axis), plot];
  }

  _discuss(lesson) {
    this.progress = null;
    return [this.#title("To discuss"), discussion(lesson)];
  }

  #over() {
    this.#closeParts();
    this.drawn = null;
    fill(this.board, this.#title("The class is over"), h("p.lead", {}, "Nobody comes in any more. What the class did can be downloaded until the program ends in the terminal; then it is forgotten."));
    for (const control of [...this.root.querySelectorAll(".phases button, select, .check input"), this.take, this.back]) control.disabled = true;
    this.joinBox.hidden = true;
  }
}

begin();
