// What the engine's file says about itself (simulation/portable/layout.py), and what a scenario is here.

/** Size in bytes, and of each field: kind as NumPy writes it, offset, how many numbers. */
export interface RecordType { size: number; fields: { [name: string]: [string, number, number] } }

export interface Layout {
  state: { [array: string]: RecordType & { shape: (number | "posts" | "ties" | "explained")[] } };
  /** fields: default, lowest, highest, 1 where reforms and events change it */
  parameters: {
    size: number;
    fields: { [name: string]: [number, number, number, number] };
    switches: { [name: string]: string[] };
  };
  kept_tie: RecordType;
  audiences: { [name: string]: number[] };
  columns: { weekly: number; yearly: number; monthly: number; teacher: number; teacher_means: number; terms: number };
  phases: { year_end: string[]; summer: string[] };
  clock: { year: number; cycle: number };
  n_audiences: number;
  ordinary: number;
  past_seed: number;
}

export interface Policy {
  name: string;
  start: number;
  end: number | null;
  weeks: number[] | null;
  only: string;
  set: { [parameter: string]: number };
  add: { [parameter: string]: number };
}

/** values: every parameter by its dotted name, `years` among them */
export interface Scenario {
  name: string;
  title: string;
  story: string;
  values: { [parameter: string]: number };
  policies: Policy[];
}
