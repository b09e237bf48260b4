// @ts-check
// The parts of a lesson, as a page alone (lessons.js) and a class (student.js, professor.js) show them; what came of it is in
// outcome.js, its levers in freelevers.js.

import { beside, capital, fill, h, twice } from "./dom.js";
import { Picture } from "./pictures.js";
import { TeacherPanel } from "./teacher.js";
import { language, point, t } from "./words.js";

/** @typedef {import("./protocol").Lesson} Lesson */

// What every part needs to close when it goes.
export class Part {
  constructor() {
    /** @type {(() => void)[]} */
    this.closing = [];
  }

  /**
   * A picture that is closed along with the part.
   * @param {HTMLElement} box
   * @param {ConstructorParameters<typeof Picture>[1]} options
   */
  picture(box, options) {
    const made = new Picture(box, options);
    this.closing.push(() => made.close());
    return made;
  }

  close() {
    for (const one of this.closing) one();
    this.closing = [];
  }
}

/** @param {string} text */
export const paragraphs = (text) =>
  text
    .split("\n\n")
    .filter(Boolean)
    .map((p) => h("p", {}, p));

/** @param {Lesson} lesson */
export function story(lesson) {
  const foreign = language() !== "en" && h("p.fine", {}, t`Reasons and questions of the discussion are in English.`);
  return h("div.telling", {}, foreign, paragraphs(lesson.story));
}

/**
 * The two settings that are compared: one row for each thing that differs, and what both share.
 * @param {Lesson} lesson
 */
export function settings(lesson) {
  const { differing, alike } = lesson.compared;
  const { base, other } = lesson;
  const same = alike.map((s) => `${s.label} ${+s.value.toFixed(3)} ${beside(s.unit)}`).join(", ");
  return h(
    "div.compared",
    {},
    h(
      "div.tablebox",
      {},
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h("tr", {}, h("td"), h("th.base", { scope: "col" }, base.label), h("th.other", { scope: "col" }, other.label)),
        ),
        h(
          "tbody",
          {},
          differing.map((row) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, capital(row.label), h("span.fine", {}, ` ${row.unit}`)),
              h("td", {}, String(row.base).replace(".", point())),
              h("td", {}, String(row.other).replace(".", point())),
            ),
          ),
        ),
      ),
    ),
    h("p.fine", {}, same ? `${t`The same in both: ${same}.`} ` : "", t`Everything else is the same and locked.`),
  );
}

/** @param {Lesson} lesson */
export const sources = (lesson) =>
  h(
    "details.fold",
    {},
    h("summary", {}, t`Where the question comes from`),
    h(
      "ul.refs",
      {},
      lesson.sources.map((s) => h("li", {}, s)),
    ),
  );

// ---------------------------------------------------------------- why

export class WhyPart extends Part {
  /**
   * @param {import("./types").Showing} app
   * @param {Lesson} lesson
   * @param {object} how
   * @param {(at: number) => Promise<import("./protocol").LookedAt>} how.look - the teacher a pointer leads to
   * @param {((query: string, post: number, at: number) => void) | null} how.open - show the school itself; null where that
   *   is not open
   */
  constructor(app, lesson, { look, open }) {
    super();
    this.app = app;
    this.lesson = lesson;
    this.look = look;
    this.open = open;
    /** @type {TeacherPanel | null} */
    this.panel = null;
    this.place = h("div.lookedat", { hidden: true });
    this.buttons = lesson.look.map((pointer, k) =>
      h("button.main-button", { onclick: () => this.show(k) }, t`Look at this teacher`),
    );
    this.root = h(
      "div.whypart",
      {},
      h("div.telling", {}, paragraphs(lesson.reveal)),
      lesson.look.length
        ? h(
            "ol.pointers",
            {},
            lesson.look.map((p, k) =>
              h(
                "li.pointer",
                {},
                h(
                  "div",
                  {},
                  h("strong", {}, capital(p.who)),
                  h("span.fine", {}, " ", t`“${lesson[p.setting].label}”, year ${p.year}, week ${p.week}`),
                ),
                h("p", {}, p.see),
                this.buttons[k],
              ),
            ),
          )
        : null,
      this.place,
    );
  }

  /** @param {number} at */
  async show(at) {
    const { open } = this;
    this.buttons.forEach((b) => (b.disabled = true));
    try {
      const { view, query, post, state, term, setting } = await this.look(at);
      this.panel?.close();
      this.panel = new TeacherPanel(this.app, { close: () => this.#hide(at), open: null });
      const name = h(
        "p.pointed",
        {},
        h("strong", {}, term ? t`${capital(state)}: look at “${term}”.` : t`Look at what moves ${state}.`), " ",
        this.lesson.look[at].see,
      );
      fill(
        this.place,
        name,
        open ? h("button", { onclick: () => open(query, post, at) }, t`Open this school at this week`) : null,
        this.panel.root,
      );
      this.place.hidden = false;
      this.panel.show(view);
      this.panel.root.setAttribute("aria-label", t`${view.name} in ${setting}`);
      this.panel.point(state, term);
      this.place.scrollIntoView({ block: "start", behavior: "auto" });
      this.panel.heading.focus({ preventScroll: true });
    } catch (error) {
      this.app.fault(error);
    } finally {
      this.buttons.forEach((b) => (b.disabled = false));
    }
  }

  /** @param {number} at */
  #hide(at) {
    this.panel?.close();
    this.panel = null;
    this.place.hidden = true;
    this.buttons[at].focus();
  }

  close() {
    this.panel?.close();
    super.close();
  }
}

// ---------------------------------------------------------------- discussion

/**
 * What an instructor listens for. This page is often the one on the projector, so nothing shows it without being asked twice.
 * @param {string} text
 */
function answer(text) {
  const box = h("div.telling", { hidden: true }, paragraphs(text));
  const label = () => (box.hidden ? t`For instructors: what to listen for` : t`Hide what to listen for`);
  const ask = () => (box.hidden ? t`Everybody who sees this screen will read it. Press again` : "");
  const button = twice(label, ask, () => {
    box.hidden = !box.hidden;
    button.setAttribute("aria-expanded", String(!box.hidden));
    button.renew();
  });
  button.className = "small";
  button.setAttribute("aria-expanded", "false");
  return h("div.instructors", {}, button, box);
}

/** @param {Lesson} lesson */
export function discussion(lesson) {
  return h(
    "div.discussion",
    {},
    h(
      "ol.questions",
      {},
      lesson.discussion.map((d) => h("li", {}, h("p", {}, d.question), d.answer ? answer(d.answer) : null)),
    ),
    lesson.reading.length
      ? h(
          "section",
          {},
          h("h3", {}, t`Further reading`),
          h(
            "ul.refs",
            {},
            lesson.reading.map((r) => h("li", {}, r.reference, r.note ? h("span.fine", {}, ` ${r.note}`) : null)),
          ),
        )
      : null,
    sources(lesson),
  );
}
