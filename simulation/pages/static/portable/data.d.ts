// What a portable page is told (simulation/portable/page.py): the engine, declarations as Python tells them, and what it is
// made of.

import type { Identity } from "./address.js";
import type { Catalogue, Lesson, LessonCard } from "../kit/protocol";
import type { Layout, Scenario } from "./layout";

/** What a lesson measures: of which columns of which table, and how it is called. */
export interface Measured {
  text: string;
  kind: string;
  columns: number[];
  left: boolean;
  groups: string[];
  teachers: boolean;
  alone: boolean;
  label: string;
  unit: string;
  unit_in_words: string;
  meaning: string;
}

/** A lesson as simulation/portable/lessons.py tells it; later : whether its other setting changes on the way, by its last
 * policy */
export interface PortableLesson {
  card: LessonCard;
  whole: Lesson;
  base: Scenario;
  other: Scenario;
  later: boolean;
  measures: Measured[];
  claims: {
    says: string; luck: boolean; outcome: string; setting: string; direction: string | null; same: number; choice: string;
  }[];
  options: { name: string; outcome: string; setting: string }[];
  predicted: number;
  outcome: string;
  looks: { who: string; identity: Omit<Identity, "seed">; state: string; term: string; setting: string }[];
}

/** What only Python knows: declarations and words. */
export interface Told {
  scenarios: { [name: string]: Scenario };
  lessons: { [name: string]: PortableLesson };
  catalogue: Catalogue;
  /** Of the years' rows and of the teachers'. */
  columns: string[];
  teacher_columns: string[];
  /** Which column of the teachers' says who left, and what it says of those who stay. */
  left: number;
  stays: number;
  /** Parameters that are whole numbers, those that nobody changes in the course of a run, and those that make schools the
   * same. */
  whole: string[];
  fixed: string[];
  same_school: string[];
  /** Outcomes with the usual range behind them; those of which sentences tell, in their order; and how these begin. */
  banded: string[];
  told: string[];
  subjects: { [outcome: string]: string };
  /** What a policy can plausibly do, by year of the policy, and on what somebody can decide. */
  plausible: {
    rows: { outcome: string; fields: string[]; unit: string; ceilings: [year: number, most: number][] }[];
    decided: string[];
  };
  /** States of a person as the panel and the table show them, and those whose courses are remembered. */
  states: [state: string, outcome: import("../kit/protocol").Outcome][];
  staff_states: [state: string, outcome: string][];
  remembered: string[];
  /** What things are called in sentences, most of them by number. */
  words: {
    goals: string[];
    risen: string[];
    risen_together: string[];
    departures: string[];
    parameters: { [name: string]: string };
    owners: import("../kit/protocol").Goal["owner"][];
    stages: string[];
    contacts: string[];
    roles: string[];
    training: string[];
    hours: string[];
    states: { label: string; better: "more" | "less" | null; terms: string[] }[];
  };
  /** Student's t of a 95 percent interval for 1, 2 ... degrees of freedom. */
  t: number[];
}

/** The same, with what the engine's own file says. */
export interface Known extends Told {
  fields: Layout["parameters"]["fields"];
  clock: Layout["clock"];
  audiences: Layout["audiences"];
}

export interface Data {
  /** Whether it lies beside the other files of a site, among them the one that keeps all of them. */
  site: boolean;
  engine: string;
  told: Told;
  /** Parts of the page, the first of which is shown first. */
  parts: string[];
}

export interface AskYears {
  scenario?: string;
  set?: { [parameter: string]: number };
  seed?: number;
  first?: number;
  runs?: number;
}

/** What a portable page answers beyond a server's session. */
export interface More {
  years: { content: AskYears; answer: number[][][] };
}

/** run: the number of the first school; runs: how many. */
export interface Asked {
  scenario?: string;
  set?: { [parameter: string]: number };
  seed?: number;
  run?: number;
  runs?: number;
  years?: number;
}

declare global {
  interface Window {
    /** For those who want numbers: a row for each school and year. */
    simulation: {
      columns: string[];
      run: (asked?: Asked) => Promise<({ run: number; year: number } & { [outcome: string]: number })[]>;
    };
  }
}
