// @ts-check
// The professor's page, which is on the projector: the board that the class sees, and the desk with its switches.

import { arrive } from "../kit/arrive.js";
import { Board } from "./board.js";
import { beside, capital, fill, h, save, twice } from "../kit/dom.js";
import { Link } from "../kit/link.js";
import { Shared, showing } from "./shared.js";
import { drawer } from "../kit/drawer.js";
import { SocketWire } from "../kit/wire.js";
import { t } from "../kit/words.js";

/** @typedef {import("../kit/protocol").Lesson} Lesson */
/** @typedef {import("../kit/protocol").ProfessorView} ProfessorView */
/** @typedef {import("./shared.js").Shared<import("../kit/protocol").ProfessorRequests, ProfessorView>} ProfessorsClass */
/** @typedef {import("../kit/protocol").Phase} Phase */

/** @type {Record<Phase, string>} */
const PHASES = {
  welcome: t`Join`, predict: t`Predict`, run: t`Run`, reveal: t`Reveal`, levers: t`Levers`, discuss: t`Discuss`,
};
const kept = drawer(() => sessionStorage, "collective-action-professor");

// What comes behind the # of the address is the key, or a ticket for it that is good once.
async function begin() {
  const { place } = await arrive(kept);
  /** @type {Desk | null} */
  let page = null;
  const wire = new SocketWire({
    introduce: () => ({ ask: "enter", content: { key: kept.get() ?? "" } }),
    state: (state, sentence) => (state === "shut" ? refuse(place, sentence) : page?.lineState(state, sentence)),
  });
  const link = new Link(wire);
  /** @type {ProfessorsClass} */
  const shared = new Shared(link);
  try {
    kept.set((await wire.open()).key);
  } catch (error) {
    refuse(place, error.message);
    return;
  }
  await showing(shared, place, (app) => (page = new Desk(app, shared))).begin();
}

/** @type {(place: HTMLElement, sentence: string) => void} */
function refuse(place, sentence) {
  fill(
    place,
    h(
      "div.app",
      {},
      h(
        "main.empty",
        {},
        h("h1", {}, t`Only with the key`),
        h("p", {}, sentence),
        h("p.fine", {}, t`The terminal in which the class was started shows the professor’s whole address.`),
      ),
    ),
  );
}

class Desk {
  /** @type {Lesson | null} */
  read = null; // as it was asked for last
  /** @type {import("../kit/protocol").LessonCard[] | null} */
  lessons = null; // once they have been asked for
  /** @type {Map<string | null | undefined, string>} */
  titles = new Map();
  drawn = ""; // of which state of the class the board is
  roundsShown = "";
  leversSaid = h("p.fine", { role: "status" });

  /**
   * @param {import("../app/main.js").Application} app
   * @param {ProfessorsClass} shared
   */
  constructor(app, shared) {
    this.app = app;
    this.link = shared.link;
    this.shared = shared;
    this.hear = () => this.#changed();
    shared.listeners.add(this.hear);
    this.board = new Board(app, shared);
    this.line = h("p.linestate", { role: "status" });
    this.counts = { here: h("b", {}, "0"), committed: h("b", {}, "0"), lived: h("b", {}, "0") };
    this.phases = h("ol.phases");
    this.roundSaid = h("h2");
    this.roundBox = h("section.sheet", { "aria-label": t`This round` }, this.roundSaid, this.phases);
    this.picker = h("select", { id: "lesson", onchange: () => this.take.renew() });
    this.take = twice(
      () => this.#takeLabel(),
      () => this.#unseen(),
      () => this.#ask("choose", { name: this.picker.value }),
    );
    this.back = h("button.small", { hidden: true, onclick: () => this.#ask("back") });
    this.pickerSaid = h("h2");
    /** @type {HTMLInputElement} */
    this.showBox = h("input", {
      type: "checkbox",
      id: "show",
      onchange: () => this.#ask("show", { predictions: this.showBox.checked }),
    });
    /** @type {HTMLInputElement} */
    this.playBox = h("input", {
      type: "checkbox",
      id: "play",
      onchange: () => this.#ask("play_freely", { free: this.playBox.checked }),
    });
    this.leversBox = h("div");
    /** @type {Map<string, { root: HTMLElement, said: HTMLElement }>} */
    this.rows = new Map();
    this.peopleList = h("ul.classlist");
    this.peopleHead = h("summary", {}, t`Students`);
    this.peopleEnd = h("p");
    this.peopleBox = h("details.fold", {}, this.peopleHead, this.peopleList, this.peopleEnd);
    this.clear = twice(
      () => t`Take out who is away`,
      () => t`Take out ${this.view.joined - this.view.here} who are away, with all they did? Press again`,
      () => this.#ask("clear"),
    );
    this.clear.className = "small";
    /** @type {HTMLInputElement} */
    this.lockBox = h("input", {
      type: "checkbox",
      id: "lock",
      onchange: () => this.#ask("lock", { locked: this.lockBox.checked }),
    });
    this.renew = twice(
      () => t`New code`,
      () => t`The code now shown will let nobody in any more. Press again`,
      () => this.#ask("renew_code"),
    );
    this.renew.className = "small";
    this.code = ""; // for which addresses were asked
    this.joinBox = h("section.sheet", { "aria-label": t`How to join` });
    this.root = h("div.wide.projected", {}, this.board.root, this.#desk());
  }

  get view() {
    return this.shared.view;
  }

  async begin() {
    this.root.dataset.week = "0";
    try {
      const [{ lessons, phases }] = await Promise.all([this.link.ask("class_lessons"), this.#joinHere()]);
      fill(this.peopleEnd, this.clear);
      this.lessons = lessons;
      this.titles = new Map(lessons.map((l) => [l.name, l.title]));
      fill(
        this.picker,
        lessons.map((l) => h("option", { value: l.name }, l.order <= lessons.length ? `${l.order}. ${l.title}` : l.title)),
      );
      fill(
        this.phases,
        phases.map((p, k) =>
          h(
            "li",
            {},
            h(
              "button",
              { "data-phase": p, "aria-pressed": "false", onclick: () => this.#ask("phase", { name: p }) },
              h("span.stepnumber", {}, k + 1),
              PHASES[p],
            ),
          ),
        ),
      );
      await this.#changed();
    } catch (error) {
      this.app.fault(error);
    }
  }

  // Addresses and their squares, which carry the code that holds now.
  async #joinHere() {
    this.code = this.view.code;
    const { addresses } = await this.link.ask("join_here");
    this.board.addresses = addresses;
    this.drawn = "";
  }

  close() {
    this.shared.listeners.delete(this.hear);
    this.board.close();
  }

  /** @type {(state: string, sentence: string) => void} */
  lineState(state, sentence) {
    this.line.textContent = state === "open" ? "" : sentence;
  }

  /**
   * The answer, or null when there is none; why is told.
   * @template {keyof import("../kit/protocol").ProfessorRequests} K
   * @param {K} what
   * @param {import("../kit/types").Asked<import("../kit/protocol").ProfessorRequests, K>} content
   */
  async #ask(what, ...content) {
    try {
      return await this.link.ask(what, ...content);
    } catch (error) {
      this.app.fault(error);
      return null;
    }
  }

  // ---------------------------------------------------------------- the desk

  #desk() {
    /** @type {(key: keyof Desk["counts"], label: string) => HTMLElement} */
    const count = (key, label) => h("div", {}, this.counts[key], h("span", {}, label));
    /** @type {(box: HTMLInputElement, label: string) => HTMLElement} */
    const flag = (box, label) => h("label.check", { htmlFor: box.id }, box, h("span", {}, label));
    const download = h(
      "button",
      {
        onclick: async () => {
          const file = await this.#ask("table");
          if (file) save(file.name, file.mime, btoa(String.fromCharCode(...new TextEncoder().encode(file.text))));
        },
      },
      t`Download what the class did`,
    );
    const close = twice(
      () => t`Close the class`,
      () => t`Close it for everybody? Press again`,
      () => this.#ask("close_class"),
    );
    return h(
      "aside.desk",
      { "aria-label": t`The desk` },
      this.line,
      h(
        "section.sheet",
        {},
        h("div.counts", { role: "status" },
          count("here", t`here`), count("committed", t`committed`), count("lived", t`have run`)),
        this.peopleBox,
      ),
      this.roundBox,
      h("section.sheet", {}, h("label", { htmlFor: "lesson" }, this.pickerSaid), this.picker, this.take, this.back),
      h(
        "section.sheet",
        {},
        flag(this.showBox, t`Show predictions before the reveal`),
        flag(this.playBox, t`Play freely: open the other pages to students`),
        this.leversBox,
      ),
      h("section.sheet", {}, flag(this.lockBox, t`Lock the door: nobody new comes in`), this.renew),
      this.joinBox,
      h("section.sheet", {}, download, close),
    );
  }

  #takeLabel() {
    if (!this.view.lesson) return t`Take this lesson`;
    return this.picker.value === this.view.lesson && !this.view.untouched
      ? t`Take it anew, with other schools`
      : t`Take this lesson now`;
  }

  // What going on would cost: predictions whose outcome nobody has seen.
  #unseen() {
    const { committed, revealed } = this.view;
    if (!committed || revealed) return "";
    return committed === 1
      ? t`One has predicted and not seen the outcome. Go on? Press again`
      : t`${committed} have predicted and not seen the outcome. Go on? Press again`;
  }

  // The round that goes on, and what may come next: at first the lesson that follows in the course.
  #round() {
    const { rounds, lesson, untouched } = this.view;
    this.roundBox.hidden = !lesson;
    this.roundSaid.textContent =
      rounds.length > 1 ? t`Round ${rounds.length}: ${this.titles.get(lesson)}` : (this.titles.get(lesson) ?? "");
    this.pickerSaid.textContent = lesson ? t`Next lesson, same class` : t`Lesson`;
    this.back.hidden = !untouched || rounds.length < 2;
    this.back.textContent = this.back.hidden ? "" : t`Back to round ${rounds.length - 1}: ${this.titles.get(rounds.at(-2))}`;
    const at = JSON.stringify(rounds);
    if (this.roundsShown !== at) {
      this.roundsShown = at;
      const names = [...this.titles.keys()];
      this.picker.value = String(names[Math.min(names.indexOf(lesson) + 1, names.length - 1)]);
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
      const row = this.rows.get(name) ?? this.#person(name);
      this.rows.set(name, row);
      const { root, said } = row;
      const asked = phase === "predict" || phase === "run";
      said.textContent = [here ? t`here` : t`away`, asked ? (committed ? t`has predicted` : t`no prediction`) : ""]
        .filter(Boolean)
        .join(", ");
      root.classList.toggle("away", !here);
      if (root === at) at = root.nextElementSibling;
      else this.peopleList.insertBefore(root, at);
    }
  }

  /** @param {string} name */
  #person(name) {
    const said = h("span.fine");
    const remove = twice(
      () => t`Remove`,
      () => t`Remove ${name}? Press again`,
      () => this.#ask("remove", { name }),
    );
    remove.className = "small";
    remove.setAttribute("aria-describedby", `student-${name.replace(" ", "-")}`);
    return { root: h("li", {}, h("span", { id: `student-${name.replace(" ", "-")}` }, name), said, remove), said };
  }

  /** @param {Lesson} lesson */
  #preset(lesson) {
    const rows = lesson.levers.map((lever) => {
      const said = h("b", {}, String(+(this.view.preset[lever.name] ?? lever.start).toFixed(3)));
      /** @type {HTMLInputElement} */
      const slider = h("input", {
        type: "range",
        min: lever.low,
        max: lever.high,
        step: lever.step,
        value: this.view.preset[lever.name] ?? lever.start,
        "aria-label": t`${lever.label} for the class`,
        oninput: () => (said.textContent = String(+Number(slider.value).toFixed(3))),
      });
      return {
        lever,
        slider,
        root: h("label.field", {}, h("span", {}, `${capital(lever.label)}: `, said, ` ${beside(lever.unit)}`), slider),
      };
    });
    const values = () => Object.fromEntries(rows.map((r) => [r.lever.name, Number(r.slider.value)]));
    const fixed = h(
      "button.small",
      { onclick: () => this.#ask("set_levers", { free: false, values: values() }) },
      t`Run these for all`,
    );
    const begin = h(
      "button.small",
      { onclick: () => this.#ask("set_levers", { free: true, values: values() }) },
      t`Let students begin here`,
    );
    const free = h("button.small", { onclick: () => this.#ask("set_levers", { free: true, values: null }) }, t`Free`);
    return h(
      "details.fold",
      { open: this.view.phase === "levers" },
      h("summary", {}, t`Levers of the class`),
      rows.map((r) => r.root),
      h("div.line-up", {}, fixed, begin, free),
      this.leversSaid,
    );
  }

  // ---------------------------------------------------------------- following the class

  async #changed() {
    const { view } = this;
    if (view.closed) {
      this.#over();
      return;
    }
    if (!view.phase || !this.lessons) return;
    if (view.code !== this.code) {
      try {
        await this.#joinHere();
      } catch (error) {
        this.app.fault(error);
      }
    }
    this.lockBox.checked = view.locked;
    this.clear.hidden = view.joined === view.here;
    this.clear.renew();
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
      this.board.show(lesson);
      fill(this.joinBox, view.phase === "welcome" ? null : this.board.joining());
      this.joinBox.hidden = view.phase === "welcome";
      fill(this.leversBox, lesson?.levers.length ? this.#preset(lesson) : null);
    }
    this.board.renew(lesson);
    const begun = Object.keys(view.preset).length ? t`Students begin at these values and may move them.` : "";
    const free = begun || t`Students move them as they like.`;
    this.leversSaid.textContent = view.levers_free ? free : t`Locked: all schools run with these values.`;
  }

  async #lesson() {
    const { lesson } = this.view;
    if (lesson && this.read?.name !== lesson) this.read = await this.#ask("lesson");
    return lesson ? this.read : null;
  }

  #over() {
    this.drawn = "";
    this.board.over();
    this.take.disabled = this.back.disabled = true;
    for (const box of this.root.querySelectorAll("select")) box.disabled = true;
    for (const button of this.phases.querySelectorAll("button")) button.disabled = true;
    this.showBox.disabled = this.playBox.disabled = this.lockBox.disabled = this.renew.disabled = this.clear.disabled = true;
    this.joinBox.hidden = true;
  }
}

begin();
