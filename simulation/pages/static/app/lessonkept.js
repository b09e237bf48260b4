// @ts-check
// What lessons for one keep over a reload (sessionStorage), and the list of lessons, which shows how far one is.

import { h } from "../kit/dom.js";
import { small, t } from "../kit/words.js";

/** @typedef {"question" | "predict" | "run" | "outcome" | "why" | "levers" | "discuss"} Step */
/** @typedef {import("../kit/protocol").Prediction} Prediction */
/** @typedef {import("../kit/protocol").Trial} Trial */

/** @type {[Step, string][]} */
export const STEPS = [
  ["question", t`Question`],
  ["predict", t`Prediction`],
  ["run", t`Run`],
  ["outcome", t`Outcome`],
  ["why", t`Why`],
  ["levers", t`Levers`],
  ["discuss", t`Discussion`],
];
const KINDS = { direction: t`you say which way`, choice: t`you choose one`, curve: t`you sketch a curve` };
const CURRENT = "collective-action-lesson";
/** The largest number that schools can have. */
const LARGEST = 4294967295;

/** @type {(text: string | null) => boolean} */
export const isSeed = (text) => text !== null && /^\d{1,10}$/.test(text) && Number(text) <= LARGEST;

/** @type {(key: string) => any} */
function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return null; // storage may be forbidden, or hold something else
  }
}

/** @type {(key: string, value: unknown) => void} */
function write(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // what was done then lasts as long as the page
  }
}

/** Where one is: the lesson and its step, or null. */
export const current = {
  /** @returns {{ name: string, step: Step } | null} */
  get: () => read(CURRENT),
  /** @param {{ name: string, step: Step } | null} at */
  set: (at) => write(CURRENT, at),
};

/**
 * What was done in a lesson. far: the last step that has been seen
 * @typedef {{ seed: number, committed: boolean, prediction: Prediction | null, far: number, tried: Trial[] }} Kept
 */
export const kept = {
  /** @type {(name: string) => Kept} */
  get: (name) => ({
    seed: 1,
    committed: false,
    prediction: null,
    far: 0,
    tried: [],
    ...read(`${CURRENT}-${name}`),
  }),
  /** @type {(name: string, done: Partial<Kept>) => void} */
  set: (name, done) => write(`${CURRENT}-${name}`, done),
};

/**
 * The lessons as cards.
 * @param {import("../kit/protocol").LessonCard[]} lessons
 * @param {(name: string) => void} enter
 */
export function cards(lessons, enter) {
  return h(
    "ol.cards",
    {},
    lessons.map((lesson) =>
      h(
        "li",
        {},
        h(
          "a.sheet.lessoncard",
          {
            href: `?page=lessons&lesson=${encodeURIComponent(lesson.name)}`,
            "data-lesson": lesson.name,
            onclick: (e) => (e.preventDefault(), enter(lesson.name)),
          },
          h("span.order", { "aria-hidden": "true" }, lesson.order),
          h("div", {}, h("h2", {}, lesson.title), h("p", {}, lesson.question), chips(lesson)),
        ),
      ),
    ),
  );
}

/** @param {import("../kit/protocol").LessonCard} lesson */
function chips(lesson) {
  const { committed, far } = kept.get(lesson.name);
  const last = STEPS.length - 1;
  const state = far >= last ? t`Done` : t`Begun: ${small(STEPS[far][1])}`;
  return h(
    "p.fine",
    {},
    h("span.chip", {}, t`${lesson.minutes} minutes`),
    h("span.chip", {}, KINDS[lesson.kind]),
    lesson.luck ? h("span.chip", {}, t`with luck`) : null,
    committed ? h("span.chip.state", {}, state) : null,
  );
}

/**
 * The number of one's schools; a box for it until a prediction is committed.
 * @param {Kept} done
 * @param {{ say: (text: string) => void, choose: (seed: number) => void }} how
 */
export function schoolNumber({ committed, seed }, { say, choose }) {
  if (committed) return h("p.fine.schoolnumber", {}, t`Your schools: number ${seed}.`);
  let now = seed;
  const box = h("input", {
    type: "number",
    id: "seed",
    min: 0,
    max: LARGEST,
    step: 1,
    value: seed,
    onchange: () => {
      if (isSeed(box.value)) {
        now = Number(box.value);
        choose(now);
        return;
      }
      say(t`The number of your schools is a whole number from 0 to ${LARGEST}.`);
      box.value = String(now);
    },
  });
  return h(
    "p.schoolnumber",
    {},
    h("label", { htmlFor: "seed" }, t`Your schools: number`, " "),
    box,
    h("span.fine", {}, " ", t`Another number, other schools. If your handout names a seed, enter it.`),
  );
}
